"""
What a gap offers holds: applied it gives qualified, and no part of it does where that is claimed.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import combinations
from typing import Any

import attrs
import profiles
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from profiles import ON

from reqcheck import Context, Decision, Outcomes, Profile, Remedy, Report, RuleSet
from reqcheck.obstacles import Obstacles, blocking, cost, leaves_of
from reqcheck.patching import patched
from reqcheck.remedies import patch_of

LEAVES: tuple[dict[str, Any], ...] = (
    {"kind": "license", "type": "medical", "jurisdiction": "CA", "unrestricted": "yes"},
    {"kind": "degree", "degree": ["MD", "DO"]},
    {"kind": "training", "type": "residency"},
    {"kind": "exam", "exam": "USMLE", "part": "Step 3"},
    {"kind": "board_certification", "board": "ABMS"},
    {"kind": "certification", "name": "BLS"},
    {"kind": "experience", "category": "clinical", "days": 200},
    {"kind": "no_history", "of": "exclusion", "look_back": {"years": 3}},
    {"kind": "answer", "key": "relocate", "question": "Relocate?", "equals": "yes"},
)
RECORDS: dict[str, list[dict[str, Any]]] = {
    "licenses": [
        {"type": "medical", "class": "full", "jurisdiction": "CA", "status": "active", "expires": "2027-03-01", "restrictions": []},
        {"type": "medical", "jurisdiction": "CA", "status": "expired", "expires": "2025-03-01"},
    ],
    "education": [{"degree": "MD", "conferred": "2014-05-01"}, {"degree": "MBBS", "conferred": "2014"}],
    "training": [{"type": "residency", "status": "completed", "end": "2018-06-30"}, {"type": "residency", "start": "2024-07-01", "end": "2027-06-30"}],
    "certifications": [{"name": "BLS", "status": "certified", "certified": "2026-01-01", "expires": "2026-12-31"}],
    "positions": [{"categories": ["clinical"], "start": "2026-08-01", "ongoing": True}, {"start": "2020", "end": "2021"}],
    "sanctions": [{"kind": "exclusion", "effective": "2024-06-01", "ended": "2024-09-01", "status": "terminated"}],
    "answers": [{"key": "relocate", "value": True}, {"key": "relocate", "value": False}],
}


def trees(parts: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any]]:
    some = st.lists(parts, min_size=1, max_size=3)
    return st.one_of(
        st.builds(lambda name, of: {name: of}, st.sampled_from(["all_of", "any_of", "none_of"]), some),
        some.flatmap(lambda of: st.integers(1, len(of)).map(lambda least: {"some_of": {"at_least": least, "of": of}})),
    )


criteria = st.recursive(st.sampled_from(LEAVES), trees, max_leaves=4)
documents = st.builds(
    lambda kept, none: {**kept, "none": [each for each in none if each not in kept]},
    st.fixed_dictionaries({}, optional={name: st.sampled_from(each).map(lambda record: [record]) for name, each in RECORDS.items()}),
    st.sets(st.sampled_from([*RECORDS, "exams"])).map(sorted),
)


def decided(profile: Profile, rules: RuleSet, remedies: Iterable[Remedy]) -> Decision:
    """
    The decision once the remedies are done, by a check of the patched document.
    """
    remedies = tuple(remedies)
    waived = {each.requirement for each in remedies if each.act == "waive"}
    kept = tuple(each for each in rules.requirements if each.id not in waived)
    if not kept:
        return Decision.QUALIFIED
    day = max([each.not_before for each in remedies if each.not_before is not None], default=ON)
    changed = Profile.from_dict(patched(profile.to_dict(), patch_of(profile, remedies)))
    return profiles.catalog().check(changed, attrs.evolve(rules, requirements=kept, bindings={}), as_of=day).decision


@given(documents, st.lists(criteria, min_size=1, max_size=3))
@settings(max_examples=60, deadline=None)
def test_an_alternative_qualifies_and_no_part_of_it_does(document: dict[str, Any], asked: list[dict[str, Any]]) -> None:
    """
    Every alternative makes the candidate qualified, and where it is proven minimal no proper subset does.
    """
    profile, rules = Profile.from_dict(document), profiles.ruleset({f"r{number}": {"criterion": each} for number, each in enumerate(asked)})
    analysis = profiles.catalog().gap(profile, rules, as_of=ON)

    for each in analysis.alternatives:
        assert decided(profile, rules, each.remedies) is each.decision
        assert each.decision in (Decision.QUALIFIED, Decision.QUALIFIED_ON_CONDITION)
        for size in range(len(each.remedies)) if each.proven_minimal and len(each.remedies) < 6 else ():
            for some in combinations(each.remedies, size):
                assert decided(profile, rules, some) not in (Decision.QUALIFIED, Decision.QUALIFIED_ON_CONDITION)


def offered(profile: Profile, rules: RuleSet, report: Report, day: date) -> list[Remedy]:
    """
    Everything that any criterion that stands in the way offers by a day, and a waiver of each requirement.
    """
    context = Context(day, profiles.catalog().vocabulary, status_lasts=rules.status_lasts, stale_after=rules.stale_after)
    obstacles, found = Obstacles(profile.as_of(day), context), []
    for each in blocking(report):
        for leaf in leaves_of(each.requirement.criterion):
            if context.assess(leaf, profile.as_of(day)).outcomes is not Outcomes.MET:
                offers = obstacles.offers(leaf, context, each.requirement)
                found += [remedy for remedy in offers if remedy.patch and (remedy.not_before or day) <= day]
        found.append(Remedy("waive", each.title, "employer", requirement=each.id))
    return list(dict.fromkeys(found))


@given(documents, st.lists(criteria, min_size=1, max_size=2))
@settings(max_examples=60, deadline=None)
def test_nothing_costs_less_than_the_first(document: dict[str, Any], asked: list[dict[str, Any]]) -> None:
    """
    Where the whole gap is proven minimal, no set of all remedies that are offered today costs less than the first
    alternative: every set was tried.
    """
    profile, rules = Profile.from_dict(document), profiles.ruleset({f"r{number}": {"criterion": each} for number, each in enumerate(asked)})
    analysis = profiles.catalog().gap(profile, rules, as_of=ON)
    assume(analysis.proven_minimal and analysis.alternatives and analysis.report.decision is Decision.NOT_QUALIFIED)
    every = offered(profile, rules, analysis.report, ON)
    assume(len(every) <= 7)
    best = min(each.cost for each in analysis.alternatives)

    for size in range(len(every) + 1):
        for some in combinations(every, size):
            waived, obtained, done = cost(some)
            if (waived, obtained, 0, done) < best:
                assert decided(profile, rules, some) not in (Decision.QUALIFIED, Decision.QUALIFIED_ON_CONDITION), some
