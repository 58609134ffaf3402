"""
The evidence floor: what is met counts only on records that are supported well enough.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from profiles import (
    EVERY,
    KINDS,
    MET,
    NOT_MET,
    ON,
    UNDETERMINED,
    asked,
    cases,
    catalog,
    cited,
    forests,
    outcomes,
    profile,
    report,
    ruleset,
)
from worlds import DAY, Criterion, Document

from reqcheck import Catalog, Outcomes, Profile, open_catalog

LICENSE: Criterion = {"kind": "license", "type": "medical"}
HELD = {"type": "medical", "jurisdiction": "US-CA", "class": "full", "status": "active", "issued": "2010", "expires": "2030"}
CLEAN: Criterion = {"kind": "no_history", "of": "exclusion", "look_back": "ever"}
WORK: Criterion = {"kind": "experience", "category": "clinical", "years": 5}
STRENGTHS = ["inferred", "claimed", "documented", "verified"]
FLOORS = STRENGTHS[1:]


def source(strength: str | None, days_ago: int | None = None) -> dict[str, str]:
    """
    A source of some strength, verified so many days before the day asked.
    """
    told = {} if strength is None else {"strength": strength}
    return told if days_ago is None else {**told, "verified_on": (ON - days_ago * DAY).isoformat()}


VERIFIED = source("verified", 1)


def license(**more: Any) -> Document:
    """
    A profile with one license.
    """
    return profile(licenses=[{**HELD, **more}])


def under(document: Document, criterion: Criterion, floor: dict[str, Any], where: str = "leaf") -> Outcomes:
    """
    What may be true under a floor that stands at the criterion, at its requirement or at the top.
    """
    if where == "leaf":
        return outcomes(document, {**criterion, "evidence": floor})
    if where == "top":
        return outcomes(document, criterion, evidence=floor)
    rules = ruleset({"r": {"criterion": criterion, "evidence": floor}})
    return catalog().check(Profile.from_dict(document), rules, as_of=ON)["r"].outcomes


@pytest.mark.parametrize("where", ["leaf", "requirement", "top"])
@pytest.mark.parametrize("floor", FLOORS)
@pytest.mark.parametrize("strength", [None, *STRENGTHS, "hearsay"])
def test_what_is_met_counts_only_on_what_is_strong_enough(strength: str | None, floor: str, where: str) -> None:
    """
    A record below the floor makes undetermined what was met, wherever the floor stands.
    """
    known = STRENGTHS.index(strength or "claimed") if strength != "hearsay" else 0

    expected = MET if known >= STRENGTHS.index(floor) else UNDETERMINED

    assert under(license(source=source(strength)), LICENSE, {"at_least": floor}, where) is expected


@pytest.mark.parametrize("where", ["leaf", "requirement", "top"])
@pytest.mark.parametrize("floor", FLOORS)
@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (license(status="revoked"), NOT_MET),
        (license(status=None), UNDETERMINED),
        (profile(none=["licenses"]), NOT_MET),
        (profile(), UNDETERMINED),
    ],
    ids=["revoked", "no status", "known to have none", "nothing said"],
)
def test_what_is_not_met_or_not_known_stays_so(document: Document, expected: Outcomes, floor: str, where: str) -> None:
    """
    A floor never makes better what is not met or open, however weak the records are.
    """
    assert under(document, LICENSE, {"at_least": floor}, where) is expected


@pytest.mark.parametrize("kind", EVERY)
@settings(derandomize=True, deadline=None, max_examples=30)
@given(data=st.data(), floor=st.sampled_from(FLOORS))
def test_a_floor_only_ever_opens_what_was_met(kind: str, data: st.DataObject, floor: str) -> None:
    """
    Under a floor a verdict is the same as without, or undetermined where it was met.
    """
    document, criterion, as_of = data.draw(cases(kind))
    before = outcomes(document, criterion, as_of)

    expected = {before, UNDETERMINED} if before is MET else {before}

    assert outcomes(document, {**criterion, "evidence": {"at_least": floor}}, as_of) in expected


@settings(derandomize=True, deadline=None, max_examples=60)
@given(case=forests(), floor=st.sampled_from(FLOORS))
def test_a_floor_around_a_tree_only_ever_opens_what_was_met(case: tuple[Document, Criterion, date], floor: str) -> None:
    """
    The same holds of a requirement whose criterion is a tree.
    """
    document, criterion, as_of = case
    before = outcomes(document, criterion, as_of)

    expected = {before, UNDETERMINED} if before is MET else {before}

    assert outcomes(document, criterion, as_of, evidence={"at_least": floor}) in expected


@settings(derandomize=True, deadline=None, max_examples=60)
@given(case=forests())
def test_what_is_verified_throughout_passes_every_floor(case: tuple[Document, Criterion, date]) -> None:
    """
    With every record and every section verified the strictest floor changes nothing.
    """
    document, criterion, as_of = case
    strong = {**document, "sources": {}}
    for section, records in document.items():
        if isinstance(records, list) and section not in ("partial", "none"):
            strong[section] = [{**each, "source": {**each.get("source", {}), "strength": "verified"}} for each in records]
            strong[section] = [
                {**each, "source": {"strength": "verified"}} if each["source"].get("verified_on", "") > as_of.isoformat() else each
                for each in strong[section]
            ]
    for section in (*document, *document.get("none", ())):
        if section in KNOWN:
            strong["sources"][section] = {"strength": "verified"}

    expected = outcomes(strong, criterion, as_of)

    assert outcomes(strong, criterion, as_of, evidence={"at_least": "verified"}) is expected


KNOWN = {section for _, makers in KINDS.values() for section in makers}


# -- what a verification is worth -------------------------------------------------------------

RECENT = {"at_least": "verified", "within_last": {"days": 120}}


@pytest.mark.parametrize(
    ("told", "floor", "expected"),
    [
        (source("verified", 120), RECENT, MET),
        (source("verified", 121), RECENT, UNDETERMINED),
        (source("verified"), RECENT, UNDETERMINED),
        (source("verified"), {"at_least": "verified"}, MET),
        (source("verified", 0), RECENT, MET),
        (source("verified", -1), RECENT, UNDETERMINED),
        (source("verified", -1), {"at_least": "verified"}, UNDETERMINED),
        (source("verified", -1), {"at_least": "documented"}, UNDETERMINED),
        (source("verified", -1), {"at_least": "claimed"}, MET),
        (source("verified", 121), {**RECENT, "at_least": "documented"}, MET),
        (source("verified", -1), {**RECENT, "at_least": "documented"}, UNDETERMINED),
        (source("documented", 1), RECENT, UNDETERMINED),
        (source("documented"), {"at_least": "documented"}, MET),
        (source("verified", 800), {"at_least": "verified"}, MET),
    ],
)
def test_a_verification_ages_and_does_not_reach_back(told: dict[str, str], floor: dict[str, Any], expected: Outcomes) -> None:
    """
    On the last day of its time a verification counts; older or undated it is documented, of a later day claimed.
    """
    assert under(license(source=told), LICENSE, floor) is expected


@pytest.mark.parametrize(
    ("day", "as_of", "expected"),
    [
        ("2026-02-28", date(2026, 5, 28), MET),
        ("2026-02-28", date(2026, 5, 29), UNDETERMINED),
        ("2025-11-30", date(2026, 3, 1), MET),
        ("2025-11-30", date(2026, 3, 2), UNDETERMINED),
        ("2023-11-30", date(2024, 3, 1), MET),
    ],
)
def test_a_verification_counts_up_to_its_anniversary(day: str, as_of: date, expected: Outcomes) -> None:
    """
    What was verified within three months counts on the same day of the third month; where it lacks one, on the next.
    """
    floor = {"at_least": "verified", "within_last": {"months": 3}}
    document = license(source={"strength": "verified", "verified_on": day})

    assert outcomes(document, {**LICENSE, "evidence": floor}, as_of) is expected


@pytest.mark.parametrize(("section", "own", "expected"), [
    ("verified", None, MET), ("claimed", None, UNDETERMINED), ("claimed", "verified", MET), ("verified", "claimed", UNDETERMINED),
])
def test_a_record_has_the_source_of_its_section_unless_it_has_its_own(section: str, own: str | None, expected: Outcomes) -> None:
    """
    The source of a section speaks for the records that name none.
    """
    more = {} if own is None else {"source": source(own)}
    document = {**license(**more), "sources": {"licenses": source(section)}}

    assert under(document, LICENSE, {"at_least": "verified"}) is expected


def test_what_was_inferred_is_below_the_default_floor() -> None:
    """
    Without any floor an inferred record does not make a criterion met; its source is asked for.
    """
    checked = report(license(source=source("inferred")), LICENSE)

    expected = (UNDETERMINED, {"/licenses/0/source"})

    assert (checked["r"].outcomes, asked(checked)) == expected


# -- absence ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("document", "expected", "questions"),
    [
        (profile(none=["sanctions"]), UNDETERMINED, {"/sources/sanctions"}),
        (profile(none=["sanctions"], sources={"sanctions": VERIFIED}), MET, set()),
        (profile(none=["sanctions"], sources={"sanctions": source("verified", -1)}), UNDETERMINED, {"/sources/sanctions"}),
        (profile(sanctions=[{"kind": "conviction", "source": VERIFIED}]), UNDETERMINED, {"/sources/sanctions"}),
        (profile(sanctions=[{"kind": "conviction"}], sources={"sanctions": VERIFIED}), MET, set()),
        (profile(sanctions=[{"kind": "exclusion", "effective": "2020"}]), NOT_MET, set()),
    ],
    ids=["claimed", "verified", "verified later", "a verified record, a claimed list", "a verified list", "a sanction"],
)
def test_an_absence_is_as_strong_as_its_section(document: Document, expected: Outcomes, questions: set[str]) -> None:
    """
    That there is nothing counts as much as the source of the section, and that source is asked for.
    """
    checked = report(document, CLEAN, evidence={"at_least": "verified"})

    assert (checked["r"].outcomes, asked(checked)) == (expected, questions)


def test_a_clear_search_is_a_record_like_any_other() -> None:
    """
    Where a screening shows the absence, it is the screening that has to be strong enough.
    """
    search = {"list": "NPDB", "checked": "2026-11-01", "result": "clear"}
    weak, strong = profile(screenings=[search]), profile(screenings=[{**search, "source": VERIFIED}])
    checked = report(weak, CLEAN, evidence={"at_least": "verified"})

    expected = (UNDETERMINED, {"/screenings/0/source"}, MET)

    assert (checked["r"].outcomes, asked(checked), under(strong, CLEAN, {"at_least": "verified"})) == expected


# -- which records are asked about ------------------------------------------------------------


def job(start: str, end: str, strength: str) -> Document:
    return {"start": start, "end": end, "categories": ["clinical"], "source": source(strength)}


def test_the_sources_of_the_cited_records_that_were_taken_out_are_asked_for() -> None:
    """
    Of several positions only the weak ones are asked about, and the milestone that they count from.
    """
    document = profile(
        positions=[job("2018-01-01", "2021-12-31", "verified"), job("2022-01-01", "2025-12-31", "claimed")],
        training=[{"type": "residency", "status": "completed", "end": "2015-06-30"}],
    )
    checked = report(document, {**WORK, "counts_from": "residency"}, evidence={"at_least": "verified"})

    expected = (UNDETERMINED, {"/positions/1/source", "/training/0/source"}, {"/positions/0", "/positions/1", "/training/0"})

    assert (checked["r"].outcomes, asked(checked), cited(checked)) == expected


def test_strong_records_that_suffice_alone_are_the_evidence() -> None:
    """
    Where the strong positions are enough, the weak ones neither count nor are asked about.
    """
    document = profile(positions=[job("2018-01-01", "2025-12-31", "verified"), job("2010-01-01", "2012-12-31", "claimed")])
    checked = report(document, WORK, evidence={"at_least": "verified"})

    expected = (MET, set[str](), {"/positions/0"})

    assert (checked["r"].outcomes, asked(checked), cited(checked)) == expected


def test_a_weak_record_does_not_overrule_a_strong_one_and_is_not_needed() -> None:
    """
    Under a floor the claim that disagrees is taken out, and the verified record decides.
    """
    document = profile(licenses=[{**HELD, "source": VERIFIED}, {**HELD, "status": "expired"}])

    assert under(document, LICENSE, {"at_least": "verified"}) is MET


@pytest.fixture(scope="module")
def plugins() -> Catalog:
    """
    The built-in kinds and the test kinds.
    """
    return open_catalog(plugins=[Path(__file__).with_name("plugin_kinds.py")])


@pytest.mark.parametrize(("floor", "expected"), [("claimed", MET), ("documented", UNDETERMINED), ("verified", UNDETERMINED)])
def test_extensions_count_as_claimed(plugins: Catalog, floor: str, expected: Outcomes) -> None:
    """
    What an organization adds to a profile is claimed, and asked for where more is wanted.
    """
    document = profile(extensions={"acme": {"hours": 7}})
    rules = ruleset({"r": {"criterion": {"kind": "test/hours", "hours": 5, "evidence": {"at_least": floor}}}}, plugins)
    checked = plugins.check(Profile.from_dict(document), rules, as_of=ON)

    questions = set() if expected is MET else {"/extensions/acme/hours"}

    assert (checked["r"].outcomes, asked(checked)) == (expected, questions)


# -- floors in trees, and in each other -------------------------------------------------------

STRONG = {"at_least": "verified"}
OTHER: Criterion = {"kind": "license", "type": "nursing"}
NURSE = {**HELD, "type": "nursing"}


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        ({"any_of": [{**LICENSE, "evidence": STRONG}, OTHER]}, MET),
        ({"all_of": [{**LICENSE, "evidence": STRONG}, OTHER]}, UNDETERMINED),
        ({"all_of": [LICENSE, {**OTHER, "evidence": STRONG}]}, MET),
        ({"some_of": {"at_least": 2, "of": [{**LICENSE, "evidence": STRONG}, OTHER]}}, UNDETERMINED),
        ({"none_of": [{**LICENSE, "evidence": STRONG}]}, UNDETERMINED),
        ({"none_of": [{**OTHER, "evidence": STRONG}]}, NOT_MET),
        ({"all_of": [{"any_of": [LICENSE, {**LICENSE, "jurisdiction": "US-NV"}], "evidence": STRONG}]}, UNDETERMINED),
        ({"any_of": [LICENSE, OTHER], "evidence": STRONG}, MET),
    ],
)
def test_a_floor_acts_at_the_node_that_states_it(tree: Criterion, expected: Outcomes) -> None:
    """
    In a tree a floor counts for its own branch: beside it a claim is enough.
    """
    document = profile(licenses=[HELD, {**NURSE, "source": VERIFIED}])

    assert outcomes(document, tree) is expected


@pytest.mark.parametrize("order", ["outer first", "inner first"])
@pytest.mark.parametrize(
    ("one", "two", "told", "expected"),
    [
        ({"at_least": "verified"}, {"at_least": "documented"}, source("documented"), UNDETERMINED),
        ({"at_least": "verified"}, {"within_last": {"days": 30}}, source("verified", 31), UNDETERMINED),
        ({"at_least": "verified"}, {"within_last": {"days": 30}}, source("verified", 30), MET),
        ({"at_least": "verified", "within_last": {"days": 90}}, {"at_least": "documented", "within_last": {"days": 30}}, source("verified", 31), UNDETERMINED),
        ({"at_least": "verified", "within_last": {"days": 90}}, {"within_last": {"years": 1}}, source("verified", 91), UNDETERMINED),
        ({"at_least": "documented", "within_last": {"days": 30}}, {"at_least": "documented"}, source("verified", 31), MET),
        ({"at_least": "verified", "within_last": {"days": 61}}, {"within_last": {"months": 2}}, source("verified", 61), MET),
    ],
)
@pytest.mark.parametrize("where", ["top", "requirement", "tree"])
def test_of_two_nested_floors_the_stricter_holds_in_each_respect(
    one: dict[str, Any], two: dict[str, Any], told: dict[str, str], expected: Outcomes, order: str, where: str
) -> None:
    """
    The strength is the higher of the two and the time the shorter, whichever of them stands outside.
    """
    outer, inner = (one, two) if order == "outer first" else (two, one)
    leaf: Criterion = {**LICENSE, "evidence": inner}
    document = license(source=told)
    tree = {"all_of": [leaf], "evidence": outer} if where == "tree" else leaf

    assert under(document, tree, {"at_least": "claimed"} if where == "tree" else outer, "top" if where == "tree" else where) is expected


@pytest.mark.parametrize("order", ["outer first", "inner first"])
@pytest.mark.parametrize("inside", ["requirement", "leaf"])
@pytest.mark.parametrize(
    ("one", "two", "as_of", "day"),
    [
        ({"years": 1}, {"days": 365}, date(2024, 12, 31), date(2023, 12, 31)),
        ({"months": 2}, {"days": 61}, date(2026, 9, 1), date(2026, 7, 1)),
        ({"months": 1}, {"days": 30}, date(2026, 8, 1), date(2026, 7, 1)),
        ({"days": 31}, {"months": 1}, date(2026, 3, 15), date(2026, 2, 12)),
    ],
)
def test_the_shorter_of_two_spans_is_found_on_the_calendar(
    one: dict[str, int], two: dict[str, int], as_of: date, day: date, inside: str, order: str
) -> None:
    """
    Which of two spans is the shorter depends on the day: a verification that one of them refuses is refused.
    """
    outer, inner = ({**STRONG, "within_last": each} for each in ((one, two) if order == "outer first" else (two, one)))
    document = license(source={"strength": "verified", "verified_on": day.isoformat()})
    alone = {outcomes(document, LICENSE, as_of, evidence=each) for each in (outer, inner)}
    assert alone == {MET, UNDETERMINED}
    stated = {"criterion": LICENSE, "evidence": inner} if inside == "requirement" else {"criterion": {**LICENSE, "evidence": inner}}

    expected = UNDETERMINED

    rules = ruleset({"r": stated}, evidence=outer)
    assert catalog().check(Profile.from_dict(document), rules, as_of=as_of)["r"].outcomes is expected


def test_a_floor_on_what_work_counts_from_is_asked_of_it() -> None:
    """
    A milestone may have a floor of its own: an unverified residency then starts nothing for certain.
    """
    document = profile(
        positions=[job("2018-01-01", "2025-12-31", "claimed")],
        training=[{"type": "residency", "status": "completed", "end": "2015-06-30"}],
    )
    start = {"kind": "training", "type": "residency", "evidence": STRONG}

    assert outcomes(document, {**WORK, "counts_from": start}) is UNDETERMINED
