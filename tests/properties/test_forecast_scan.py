"""
The forecast equals a scan of every day.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import profiles
from hypothesis import given, settings
from hypothesis import strategies as st
from profiles import ON
from worlds import Document

from reqcheck import Forecast, Profile, RuleSet
from reqcheck.evaluation import evaluate

A_YEAR = ON + timedelta(days=400)


def foreseen(document: Document, ruleset: RuleSet, until: date = A_YEAR, **parameters: str) -> Forecast:
    return profiles.catalog().forecast(Profile.from_dict(document), ruleset, as_of=ON, until=until, parameters=parameters)


def scanned(document: Document, ruleset: RuleSet, until: date = A_YEAR) -> list[tuple[date, str, dict[str, str]]]:
    """
    The days on which a status changes, found by checking every one.
    """
    profile, catalog = Profile.from_dict(document), profiles.catalog()
    bound = catalog.bind(ruleset, as_of=ON)
    context = bound.context(catalog.vocabulary)
    found = []
    before: dict[str, str] | None = None
    for ahead in range((until - ON).days + 1):
        day = ON + timedelta(days=ahead)
        report = evaluate(profile, bound, context.at(day))
        now = {each.id: each.status.value for each in report}
        if before is not None and now != before:
            changed = {name: status for name, status in now.items() if before[name] != status}
            found.append((day, report.decision.value, changed))
        before = now
    return found


def told(forecast: Forecast) -> list[tuple[date, str, dict[str, str]]]:
    return [(each.on, each.decision.value, {one.id: one.status.value for one in each.outcomes}) for each in forecast.changes]


CRITERIA: dict[str, Any] = {
    "license": {"kind": "license", "type": "medical", "jurisdiction": "CA", "unrestricted": "yes"},
    "held": {"kind": "license", "jurisdiction": "CA", "held": {"months": 8}},
    "dates": {"kind": "license", "jurisdiction": "CA", "status": "any"},
    "degree": {"kind": "degree", "degree": ["MD", "DO"]},
    "training": {"kind": "training", "type": "residency", "within_last": {"months": 30}},
    "long": {"kind": "training", "type": "residency", "months": 36},
    "exam": {"kind": "exam", "exam": ["USMLE", "COMLEX-USA"], "within_last": {"years": 7}},
    "board": {"kind": "board_certification", "board": ["ABMS"]},
    "eligible": {"kind": "board_certification", "board": ["ABMS"], "status": "eligible", "eligible_for": {"years": 3}},
    "card": {"kind": "certification", "name": "BLS"},
    "years": {"kind": "experience", "category": "clinical", "years": 2},
    "window": {"kind": "experience", "category": "clinical", "days": 300, "within_last": {"months": 14}},
    "begun": {"kind": "experience", "category": "clinical", "months": 9, "counts_from": "residency"},
    "share": {"kind": "experience", "category": "clinical", "years": 1, "fte": "prorate"},
    "calendar": {"kind": "experience", "category": "clinical", "years": 2, "year": "calendar"},
    "stretch": {"kind": "experience", "category": "clinical", "years": 1, "year": "calendar", "counts_from": "residency"},
    "never": {"kind": "no_history", "of": "exclusion", "look_back": "ever"},
    "lately": {"kind": "no_history", "of": "exclusion", "look_back": {"months": 20}},
    "open": {"kind": "no_history", "of": "exclusion", "look_back": "open"},
    "tree": {"any_of": [{"kind": "license", "jurisdiction": "CA"}, {"all_of": [{"kind": "degree", "degree": "MD"}, {"kind": "board_certification", "board": "any"}]}]},
    "none": {"none_of": [{"kind": "license", "jurisdiction": "NV"}]},
    "verified": {"kind": "license", "jurisdiction": "CA", "evidence": {"at_least": "verified", "within_last": {"days": 200}}},
    "served": {"kind": "experience", "category": "clinical", "days": 400, "evidence": {"at_least": "documented"}},
}


@settings(max_examples=40, deadline=None)
@given(profiles.documents(ON), st.sets(st.sampled_from(sorted(CRITERIA)), min_size=1, max_size=3))
def test_the_forecast_is_the_scan_of_every_day(document: Document, asked: set[str]) -> None:
    """
    For every kind the days, the statuses and the decisions foretold are those that a scan finds.
    """
    ruleset = profiles.ruleset({name: {"criterion": CRITERIA[name]} for name in sorted(asked)})
    forecast = foreseen(document, ruleset)

    assert scanned(document, ruleset) == told(forecast)
    assert forecast.exact
