"""
Dated parameters: which value stands on a day, what is wrong with one, and that no day is told otherwise.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reqcheck import Catalog, DocumentError, LaterValue, Profile, RuleSet, load_profile, open_catalog
from reqcheck.dated import Dated
from reqcheck.loading.rulesets import ruleset_from_yaml

ON = date(2026, 11, 22)
HEAD = "schema: reqcheck.ruleset/1\nid: x\ntitle: X\nsources: {law: {title: The law}}\n"
CATALOG = open_catalog()
ONE = Path(__file__).parents[2] / "examples" / "candidates" / "01-fully-qualified.json"
DATED = "[{since: 2020-01-01, value: 2}, {since: 2026-12-01, value: 40, source: law, verified_on: 2026-11-01}, {since: 2028-02-29, value: 3}]"


def rules(default: str, *, criterion: str = "{kind: experience, category: clinical, years: $years}", top: str = "") -> RuleSet:
    text = (
        f"{HEAD}{top}parameters:\n  years: {{type: number, default: {default}}}\nrequirements:\n"
        f"  work: {{criterion: {criterion}}}\n  degree: {{criterion: {{kind: degree, degree: MD}}}}\n"
    )
    return ruleset_from_yaml(text, "rules.yaml", CATALOG._settings)


def problems(default: str, **more: str) -> list[tuple[int, int, str, str]]:
    with pytest.raises(DocumentError) as caught:
        rules(default, **more)
    return [(each.place.line, each.place.column, each.code, each.message) for each in caught.value.problems if each.place]


# --- the value of a day


@pytest.mark.parametrize(
    ("day", "value"),
    [
        (date(2020, 1, 1), "2"),
        (date(2026, 11, 30), "2"),
        (date(2026, 12, 1), "40"),
        (date(2028, 2, 28), "40"),
        (date(2028, 2, 29), "3"),
        (date.max, "3"),
    ],
)
def test_the_value_in_force_is_the_last_that_began(day: date, value: str) -> None:
    """
    A value stands from its own day on, that day included, until the day before the next one.
    """
    assert {"years": value} == CATALOG.bind(rules(DATED), {}, day).parameters


def test_the_order_in_which_values_are_written_does_not_matter() -> None:
    """
    The days decide.
    """
    turned = "[{since: 2026-12-01, value: 40}, {since: 2020-01-01, value: 2}]"

    assert [each.value for each in rules(turned).parameters["years"].defaults] == ["2", "40"]


def test_one_dated_value_needs_no_list() -> None:
    """
    As everywhere, one of several may stand alone.
    """
    assert rules("{since: 2020-01-01, value: 2}").parameters["years"].default == (Dated(since=date(2020, 1, 1), value="2"),)


def test_before_the_first_value_it_is_said_when_that_begins() -> None:
    """
    Nothing is guessed for a day on which no value stood.
    """
    with pytest.raises(DocumentError) as caught:
        CATALOG.bind(rules(DATED), {}, date(2019, 12, 31))

    assert str(caught.value) == (
        "parameters: `years` has no value on 2019-12-31, because its first one begins on 2020-01-01; "
        "x asks for it: --set years=VALUE"
    )


def test_what_is_given_stands_on_every_day() -> None:
    """
    A value for the check is stronger than any default, before the first one, too.
    """
    assert {"years": "9"} == CATALOG.bind(rules(DATED), {"years": 9}, date(2019, 1, 1)).parameters


def test_the_report_tells_since_when_and_by_which_source() -> None:
    """
    A default has its day, its source and when that was looked at; a value that was given has none.
    """
    profile = load_profile(ONE)
    asked: dict[str, Any] = {"as_of": date(2026, 12, 24)}
    document = json.loads(CATALOG.check(profile, rules(DATED), **asked).to_json())
    given_ = json.loads(CATALOG.check(profile, rules(DATED), **asked, parameters={"years": "2"}).to_json())

    assert document["defaults"] == {"years": {"since": "2026-12-01", "source": "law", "verified_on": "2026-11-01"}}
    assert document["sources"] == {"law": {"title": "The law"}}
    assert (given_["defaults"], given_["sources"]) == ({}, {})


# --- what is wrong with one


@pytest.mark.parametrize(
    ("default", "wrong"),
    [
        ("[{since: 2020-01-01, value: ▸many}]", ("invalid", "`years` must be a number such as 5 or 2.5, not `many`")),
        ("[{since: ▸2020, value: 2}]", ("wrong-type", "`2020` is not one day; write 2020-01-01 or 2020-12-31")),
        ("[▸{value: 2}]", ("missing", "`since` is missing")),
        ("[▸{since: 2020-01-01}]", ("missing", "`value` is missing")),
        (
            "[{since: 2020-01-01, value: 2}, {since: ▸2020-01-01, value: 3}]",
            ("invalid", "2020-01-01 begins another value already; give each a day of its own"),
        ),
        ("[{since: 2020-01-01, value: 2, source: ▸lw}]", ("invalid", "`lw` is not one of the sources; did you mean `law`?")),
        ("[{since: 2020-01-01, value: 2, ▸sorce: law}]", ("unknown-name", "unknown name `sorce`; did you mean `source`?")),
        ("▸[]", ("wrong-type", "an empty list asks for nothing; name at least one, or leave it out")),
    ],
)
def test_what_is_wrong_with_a_dated_value_is_told_at_its_place(default: str, wrong: tuple[str, str]) -> None:
    """
    Each problem has its line and column.
    """
    column = len("  years: {type: number, default: ") + default.index("▸") + 1

    assert [(6, column, *wrong)] == problems(default.replace("▸", ""))


def test_every_dated_value_must_fit_the_criterion() -> None:
    """
    A value that only begins to stand in years is tried when the rule set is loaded.
    """
    found = problems("[{since: 2020-01-01, value: 2}, {since: 2040-01-01, value: 2.5}]", criterion="{kind: experience, category: clinical, months: $years}")

    assert [(8, "wrong-type", "must be a whole number, not `2.5`")] == [(line, code, message) for line, _, code, message in found]


# --- over time


def scanned(profile: Profile, ruleset: RuleSet, first: date, until: date) -> list[tuple[date, str, dict[str, str]]]:
    """
    The days on which a status changes, each day checked with the value set by hand.
    """
    found: list[tuple[date, str, dict[str, str]]] = []
    before: dict[str, str] | None = None
    values = ruleset.parameters["years"].defaults
    for ahead in range((until - first).days + 1):
        day = first + timedelta(days=ahead)
        by_hand = [each.value for each in values if each.since <= day][-1]
        report = CATALOG.check(profile, PLAIN, as_of=day, parameters={"years": by_hand})
        now = {each.id: each.status.value for each in report}
        if before is not None and now != before:
            found.append((day, report.decision.value, {name: status for name, status in now.items() if before[name] != status}))
        before = now
    return found


PLAIN = rules("1")


@settings(max_examples=12, deadline=None)
@given(
    st.dictionaries(st.integers(1, 250), st.sampled_from(["1", "2", "3", "4"]), min_size=1, max_size=4),
    st.sampled_from(["1", "3"]),
    st.integers(0, 1500),
)
def test_the_forecast_is_a_check_of_every_day_with_the_value_of_that_day(later: dict[int, str], now: str, served: int) -> None:
    """
    The days, statuses and decisions foretold are those of checking each day with the value set by hand.
    """
    until = ON + timedelta(days=260)
    values = {ON - timedelta(days=9): now, **{ON + timedelta(days=ahead): value for ahead, value in later.items()}}
    dated = rules("[" + ", ".join(f"{{since: {day}, value: {value}}}" for day, value in values.items()) + "]")
    begun = ON - timedelta(days=served)
    profile = Profile.from_dict({
        "recorded_on": ON.isoformat(),
        "education": [{"degree": "MD", "conferred": "2010"}],
        "positions": [{"start": begun.isoformat(), "end": "..", "categories": ["clinical"]}],
    })
    forecast = CATALOG.forecast(profile, dated, as_of=ON, until=until)

    assert forecast.exact
    assert scanned(profile, dated, ON, until) == [
        (each.on, each.decision.value, {one.id: one.status.value for one in each.outcomes}) for each in forecast.changes
    ]


def test_a_forecast_knows_values_that_decide_whether_something_is_asked() -> None:
    """
    A requirement whose `when` comes true on a day is foretold for that day.
    """
    text = (
        f"{HEAD}parameters:\n  phase: {{one_of: [old, new], default: [{{since: 2020-01-01, value: old}}, {{since: 2027-01-01, value: new}}]}}\n"
        "requirements:\n  degree: {criterion: {kind: degree, degree: MD}}\n"
        "  card: {when: {phase: new}, criterion: {kind: certification, name: ACLS}}\n"
    )
    ruleset = ruleset_from_yaml(text, "rules.yaml", CATALOG._settings)
    profile = Profile.from_dict({"recorded_on": "2026-11-01", "education": [{"degree": "MD", "conferred": "2010"}], "none": ["certifications"]})
    forecast = CATALOG.forecast(profile, ruleset, as_of=ON)

    assert [(each.on, each.decision.value) for each in forecast.changes] == [(date(2027, 1, 1), "not_qualified")]
    assert forecast.report["card"].status == "not_applicable"


def test_a_gap_tries_each_day_with_the_value_of_that_day() -> None:
    """
    A requirement that a later value eases is cured by time on that value's day; one that it raises, later still.
    """
    start = ON - timedelta(days=365 * 3 - 30)
    document = {
        "recorded_on": ON.isoformat(),
        "education": [{"degree": "MD", "conferred": "2010"}],
        "positions": [{"start": start.isoformat(), "end": "..", "categories": ["clinical"]}],
    }
    eased = rules("[{since: 2020-01-01, value: 9}, {since: 2027-02-01, value: 2}]")
    raised = rules("[{since: 2020-01-01, value: 3}, {since: 2026-12-01, value: 4}]")
    for ruleset, day in ((eased, date(2027, 2, 1)), (raised, start + timedelta(days=365 * 4 - 1))):
        found = CATALOG.gap(Profile.from_dict(document), ruleset, as_of=ON)
        forecast = CATALOG.forecast(Profile.from_dict(document), ruleset, as_of=ON)

        assert found.by_time == (("work", day),)
        assert forecast.qualified_from == day
        assert day in {each.on for each in found.alternatives}


def test_a_gap_names_the_value_that_stands_when_the_waiting_is_over() -> None:
    """
    A value that eases or raises what is in the way is named with its day; one of a requirement that is not in the
    way is not, nor one that begins after the last day that is told, nor any where a value was given.
    """
    start = ON - timedelta(days=365 * 3 - 30)
    document = {"recorded_on": ON.isoformat(), "positions": [{"start": start.isoformat(), "end": "..", "categories": ["clinical"]}]}
    holder = Profile.from_dict({**document, "education": [{"degree": "MD", "conferred": "2010"}]})
    eased = rules("[{since: 2020-01-01, value: 9}, {since: 2027-02-01, value: 2}, {since: 2040-01-01, value: 8}]")
    raised = rules("[{since: 2020-01-01, value: 3}, {since: 2026-12-01, value: 4}]")
    easy = rules("[{since: 2020-01-01, value: 1}, {since: 2026-12-01, value: 2}]")
    later = [CATALOG.gap(holder, each, as_of=ON).later for each in (eased, raised)]
    told = json.loads(CATALOG.gap(holder, eased, as_of=ON).to_json())

    assert later == [(LaterValue("years", "2", date(2027, 2, 1), ("work",)),), (LaterValue("years", "4", date(2026, 12, 1), ("work",)),)]
    assert told["later"] == [{"parameter": "years", "value": "2", "since": "2027-02-01", "requirements": ["work"]}]
    assert () == CATALOG.gap(holder, eased, as_of=ON, parameters={"years": 9}).later
    assert () == CATALOG.gap(Profile.from_dict({**document, "none": ["education"]}), easy, as_of=ON).later


def test_a_gap_names_a_value_that_begins_to_ask() -> None:
    """
    A parameter that is named in a `when`, and a requirement that is met until a later value asks more, count as well.
    """
    text = (
        f"{HEAD}parameters:\n  phase: {{one_of: [old, new], default: [{{since: 2020-01-01, value: old}}, {{since: 2027-01-01, value: new}}]}}\n"
        "  other: {type: number, default: [{since: 2020-01-01, value: 1}, {since: 2027-01-01, value: 2}]}\n"
        "requirements:\n  degree: {criterion: {kind: degree, degree: MD}}\n  work: {criterion: {kind: experience, category: clinical, years: 3}}\n"
        "  card: {when: {phase: new}, criterion: {kind: certification, name: ACLS}}\n"
        "  spare: {level: preferred, criterion: {kind: experience, category: clinical, years: $other}}\n"
    )
    start = ON - timedelta(days=365 * 3 - 90)
    profile = Profile.from_dict({
        "recorded_on": ON.isoformat(), "education": [{"degree": "MD", "conferred": "2010"}], "none": ["certifications"],
        "positions": [{"start": start.isoformat(), "end": "..", "categories": ["clinical"]}],
    })
    found = CATALOG.gap(profile, ruleset_from_yaml(text, "rules.yaml", CATALOG._settings), as_of=ON)

    assert found.later == (LaterValue("phase", "new", date(2027, 1, 1), ("card",)),)


def test_a_rule_set_that_is_not_in_effect_is_told() -> None:
    """
    A check outside of the effective period warns, and so does a forecast that goes beyond it.
    """
    ruleset = rules("1", top="effective: {from: 2026-01-01, until: 2027-06-30}\n")
    profile = load_profile(ONE)
    inside, outside = (CATALOG.check(profile, ruleset, as_of=day) for day in (date(2027, 6, 30), date(2027, 7, 1)))
    foreseen = [json.loads(CATALOG.forecast(profile, ruleset, as_of=ON, until=day).to_json()) for day in (date(2027, 6, 30), date(2027, 7, 1))]

    assert [] == [each.message for each in inside.warnings if "in effect" in each.message]
    assert ["the rule set `x` is not in effect on 2027-07-01, only from 2026-01-01 until 2027-06-30"] == [
        each.message for each in outside.warnings if "in effect" in each.message
    ]
    assert [each["warnings"] for each in foreseen] == [
        [],
        ["the rule set `x` is in effect from 2026-01-01 until 2027-06-30; other days may have other rules"],
    ]


def test_a_gap_warns_as_a_check_does() -> None:
    """
    A gap has the warnings of the check, and says if it tells a day on which the rules are not in effect.
    """
    profile = Profile.from_dict({"education": [{"degree": "MD", "conferred": "2010"}], "positions": [{"start": "2026-11-01", "end": "..", "categories": ["clinical"]}]})
    ruleset = rules("1", top="effective: {from: 2026-01-01, until: 2027-06-30}\n")
    asked = (date(2026, 11, 22), date(2027, 7, 1))
    checked = [[each.message for each in CATALOG.check(profile, ruleset, as_of=day).warnings] for day in asked]
    told = [[each["message"] for each in json.loads(CATALOG.gap(profile, ruleset, as_of=day).to_json())["warnings"]] for day in asked]

    assert checked[0] == ["no day is given; statuses and completeness are taken to speak for the day asked"]
    assert told == [[*checked[0], "the rule set `x` is in effect from 2026-01-01 until 2027-06-30; other days may have other rules"], checked[1]]
    assert "the rule set `x` is not in effect on 2027-07-01, only from 2026-01-01 until 2027-06-30" in told[1]


def test_a_set_may_be_dated(tmp_path: Path) -> None:
    """
    An overlay may give the days on which its values begin.
    """
    (tmp_path / "top.yaml").write_text(
        "schema: reqcheck.ruleset/1\nid: top\nextends: medical-director\nset:\n  clinical_years:\n    because: A new standard\n"
        "    to:\n      - {since: 2020-01-01, value: 5}\n      - {since: 2027-01-01, value: 7}\n",
        "utf-8",
    )
    ruleset = Catalog().load_ruleset(tmp_path / "top.yaml")

    assert [CATALOG.bind(ruleset, {"work_state": "CA"}, day).parameters["clinical_years"] for day in (ON, date(2027, 1, 1))] == ["5", "7"]
