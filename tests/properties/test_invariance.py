"""
What may not matter does not: order, repetition, the future; and more never counts as less.
"""

from __future__ import annotations

import random
from copy import deepcopy
from datetime import date
from itertools import permutations
from typing import Any

import profiles
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from profiles import (
    APART,
    EVERY,
    KINDS,
    MET,
    NOT_MET,
    ON,
    UNDETERMINED,
    cases,
    catalog,
    documents,
    experience_criteria,
    forests,
    outcomes,
    positions,
    profile,
    report,
    ruleset,
)
from worlds import DATES, DAY, Criterion, Document, is_denied, is_later

from reqcheck import Outcomes, Profile, Report

Case = tuple[Document, Criterion, date]

#: From what is worst for a candidate to what is best.
RANK = {NOT_MET: 0, UNDETERMINED: 1, MET: 2}
TREES = ("all_of", "any_of", "none_of")


def shuffled(value: Any, draw: random.Random) -> Any:
    """
    The same records, keys and alternatives in another order.
    """
    if isinstance(value, dict):
        keys = draw.sample(list(value), len(value))
        return {key: shuffled(value[key], draw) for key in keys}
    if isinstance(value, list):
        return [shuffled(each, draw) for each in draw.sample(value, len(value))]
    return value


def named(pointers: set[str], document: Document) -> set[str]:
    """
    Pointers with the id of the record in place of its number.
    """
    ids = set()
    for pointer in pointers:
        section, _, rest = pointer[1:].partition("/")
        index = rest.split("/")[0]
        ids.add(document[section][int(index)]["id"] if index.isdigit() else pointer)
    return ids


def seen(checked: Report, document: Document) -> dict[str, tuple[str, set[str]]]:
    """
    The verdict on each requirement, and the records that it cites.
    """
    return {
        each.id: (each.outcomes.name, named({it.pointer for it in each.finding.cited()}, document)) for each in checked
    }


@pytest.mark.parametrize("kind", EVERY)
@settings(derandomize=True, deadline=None, max_examples=40)
@given(data=st.data(), seed=st.integers(0, 99))
def test_the_order_of_records_and_keys_does_not_matter(kind: str, data: st.DataObject, seed: int) -> None:
    """
    The same records in another order give the same verdict on the same evidence.
    """
    document, criterion, as_of = data.draw(cases(kind, most=3))
    other = shuffled(document, random.Random(seed))

    expected = seen(report(document, criterion, as_of), document)

    assert seen(report(other, criterion, as_of), other) == expected


@settings(derandomize=True, deadline=None, max_examples=80)
@given(case=forests(most=2), seed=st.integers(0, 99))
def test_the_order_of_alternatives_and_requirements_does_not_matter(case: Case, seed: int) -> None:
    """
    A tree's children and a rule set's requirements may stand in any order.
    """
    document, criterion, as_of = case
    requirements = {"tree": {"criterion": criterion}, "degree": {"criterion": {"kind": "degree", "degree": "MD"}}}
    known = Profile.from_dict(document)
    first = catalog().check(known, ruleset(requirements), as_of=as_of)

    expected = (first.decision, set(first.decided_by), seen(first, document))

    again = catalog().check(known, ruleset(shuffled(requirements, random.Random(seed))), as_of=as_of)
    assert (again.decision, set(again.decided_by), seen(again, document)) == expected


@pytest.mark.parametrize("kind", EVERY)
@settings(derandomize=True, deadline=None, max_examples=40)
@given(data=st.data(), seed=st.integers(0, 99))
def test_a_record_that_is_written_twice_counts_once(kind: str, data: st.DataObject, seed: int) -> None:
    """
    Repeating a record, as merged systems do, changes no verdict.
    """
    document, criterion, as_of = data.draw(cases(kind))
    sections = [each for each in (*DATES, "screenings", "answers") if document.get(each)]
    assume(sections)
    draw = random.Random(seed)
    section = draw.choice(sections)
    twice = {**document, section: [*document[section], draw.choice(document[section])]}

    expected = outcomes(document, criterion, as_of)

    assert outcomes(twice, criterion, as_of) is expected


LICENSE = {"kind": "license", "type": "medical"}
HELD = {"type": "medical", "jurisdiction": "US-CA", "class": "full", "issued": "2010-01-01"}
VERIFIED = {"strength": "verified", "verified_on": "2026-11-20"}
CLAIMS = [
    {"status": status, **number, **source}
    for status in ("active", "expired", "suspended", "frobnicated")
    for number in ({"number": "1"}, {"number": "2"}, {})
    for source in ({"source": VERIFIED}, {})
]


@settings(derandomize=True, deadline=None, max_examples=150)
@given(claims=st.lists(st.sampled_from(CLAIMS), min_size=2, max_size=3), copy=st.integers(0, 2))
def test_records_that_disagree_are_settled_alike_in_any_order_and_number(claims: list[Document], copy: int) -> None:
    """
    Which of several records of one license is believed depends neither on their order nor on repetition.
    """
    records = [{**HELD, **each} for each in claims]
    orders = [list(each) for each in permutations(records)]
    orders += [[*each, records[copy % len(records)]] for each in orders]

    expected = {outcomes(profile(licenses=records), LICENSE)}

    assert {outcomes(profile(licenses=each), LICENSE) for each in orders} == expected


SITTINGS = [{"taken": "2004"}, {"taken": "2004-03"}, {"taken": "2004-06"}, {}, {"taken": "2005", "result": "fail"}]


@settings(derandomize=True, deadline=None, max_examples=60)
@given(sittings=st.lists(st.sampled_from(SITTINGS), min_size=2, max_size=3), attempts=st.integers(1, 3))
def test_sittings_of_an_examination_are_counted_alike_in_any_order(sittings: list[Document], attempts: int) -> None:
    """
    How many attempts are on file does not depend on the order in which they are written.
    """
    records = [{"exam": "USMLE", "part": "Step 1", "result": "pass", **each} for each in sittings]
    criterion = {"kind": "exam", "exam": "USMLE", "part": "Step 1", "max_attempts": attempts}

    expected = {outcomes(profile(exams=records), criterion)}

    assert {outcomes(profile(exams=list(each)), criterion) for each in permutations(records)} == expected


@pytest.mark.parametrize("kind", EVERY)
@settings(derandomize=True, deadline=None, max_examples=50)
@given(data=st.data())
def test_records_of_the_future_have_no_influence(kind: str, data: st.DataObject) -> None:
    """
    Without the records that begin after the day asked the verdict is the same, if the sections say the same.
    """
    document, criterion, as_of = data.draw(cases(kind, most=3))
    assume(not any(is_later(each, as_of) and is_denied(document, each, as_of) for each in document.get("sanctions") or ()))
    now = deepcopy(document)
    for section in [each for each in (*DATES, "screenings") if now.get(each)]:
        now[section] = [each for each in now[section] if not is_later(each, as_of)]
        if not now[section] and section not in now.get("partial", ()):
            now.setdefault("none", []).append(section)

    expected = outcomes(now, criterion, as_of)

    assert outcomes(document, criterion, as_of) is expected


# -- more is never less ---------------------------------------------------------------------

#: Met on every profile, and not met on any.
YES: Criterion = {"none_of": [{"kind": "answer", "key": "no", "question": "?", "equals": True}]}
NO: Criterion = {"kind": "answer", "key": "no", "question": "?", "equals": True}
SAID_NO = {"key": "no", "value": False}


def parts_of(criterion: Criterion) -> list[Criterion]:
    """
    The parts of a tree, or the criterion itself.
    """
    found = next((criterion[each] for each in TREES if each in criterion), None)
    return list(found) if found is not None else [criterion]


@settings(derandomize=True, deadline=None, max_examples=60)
@given(case=forests(), other=st.sampled_from([YES, NO]))
def test_an_alternative_never_hurts_and_a_demand_never_helps(case: Case, other: Criterion) -> None:
    """
    One more branch of any_of never lowers a verdict, a met one makes it met; one more of all_of never raises it.
    """
    document, criterion, as_of = case
    none = [each for each in document.get("none", []) if each != "answers"]
    document = {**document, "none": none, "answers": [*document.get("answers", []), SAID_NO]}
    parts = parts_of(criterion)
    any_, more = (RANK[outcomes(document, {"any_of": each}, as_of)] for each in (parts, [*parts, other]))
    all_, fewer = (RANK[outcomes(document, {"all_of": each}, as_of)] for each in (parts, [*parts, other]))

    expected = (True, True, RANK[MET] if other is YES else any_)

    assert (more >= any_, fewer <= all_, more) == expected


@settings(derandomize=True, deadline=None, max_examples=60)
@given(data=st.data())
def test_a_required_requirement_never_helps(data: st.DataObject) -> None:
    """
    Whoever is not qualified stays so under one more required requirement, and nobody becomes qualified by it.
    """
    document, criterion, as_of = data.draw(forests())
    more = data.draw(KINDS[data.draw(st.sampled_from(APART))][0](as_of))
    known = Profile.from_dict(document)
    first = {"first": {"criterion": criterion}}
    rank = {"not_qualified": 0, "needs_review": 1, "qualified": 2}
    before = rank[catalog().check(known, ruleset(first), as_of=as_of).decision]

    expected = True

    after = rank[catalog().check(known, ruleset({**first, "more": {"criterion": more}}), as_of=as_of).decision]
    assert (after <= before) is expected


@settings(derandomize=True, deadline=None, max_examples=60)
@given(case=forests())
def test_to_ask_for_more_of_several_never_helps(case: Case) -> None:
    """
    The verdicts on at least 1, 2 ... of the same criteria never rise.
    """
    document, criterion, as_of = case
    parts = parts_of(criterion)
    ranks = [
        RANK[outcomes(document, {"some_of": {"at_least": count, "of": parts}}, as_of)]
        for count in range(1, len(parts) + 1)
    ]

    expected = sorted(ranks, reverse=True)

    assert ranks == expected


@settings(derandomize=True, deadline=None, max_examples=60)
@given(case=cases("experience", "experience by share", "experience from"))
def test_to_ask_for_more_years_never_helps(case: Case) -> None:
    """
    The verdicts on more and more years of the same work never rise.
    """
    document, criterion, as_of = case
    work = {name: each for name, each in criterion.items() if name not in ("years", "months", "days")}
    ranks = [RANK[outcomes(document, {**work, "years": years}, as_of)] for years in (0.1, 1, 2, 3, 30)]

    expected = sorted(ranks, reverse=True)

    assert ranks == expected


@st.composite
def work(draw: st.DrawFn) -> Case:
    """
    Positions that are all on file, and experience of some kind.
    """
    document = draw(documents(ON, 2, positions=positions))
    return document, draw(experience_criteria(ON)), ON


edges = st.sampled_from(profiles.days(ON, {"years": 1}, {"years": 3}))


def days(document: Document, criterion: Criterion, as_of: date) -> tuple[Any, Any]:
    """
    The least and the most days of work.
    """
    amount = report(document, criterion, as_of)["r"].finding.amount
    assert amount is not None
    return amount.least, float("inf") if amount.most is None else amount.most


@settings(derandomize=True, deadline=None, max_examples=80)
@given(case=work(), more=positions(ON))
def test_one_more_position_is_never_less_work(case: Case, more: Document) -> None:
    """
    Another position never lowers the least days, nor the most where the section was known.
    """
    document, criterion, as_of = case
    assume(document.get("positions"))
    least, most = days(document, criterion, as_of)
    longer = {**document, "positions": [*document["positions"], more]}

    expected = (True, True)

    after = days(longer, criterion, as_of)
    assert (after[0] >= least, after[1] >= most) == expected


@settings(derandomize=True, deadline=None, max_examples=80)
@given(case=work(), first=edges, length=st.integers(0, 700), longer=st.integers(1, 500))
def test_to_leave_later_is_never_less_work(case: Case, first: date, length: int, longer: int) -> None:
    """
    A later end of what has a known beginning never gives fewer days, whatever else was done.
    """
    document, criterion, as_of = case
    job = {"categories": ["clinical", "leadership"], "organization": {"setting": "hospital"}, "start": first.isoformat()}
    sooner, later = (
        {**document, "positions": [*document.get("positions", []), {**job, "end": (first + each * DAY).isoformat()}]}
        for each in (length, length + longer)
    )
    least, most = days({**sooner, "none": []}, criterion, as_of)

    expected = (True, True)

    after = days({**later, "none": []}, criterion, as_of)
    assert (after[0] >= least, after[1] >= most) == expected


@pytest.mark.parametrize("outcome", [MET, NOT_MET, UNDETERMINED])
def test_a_met_branch_that_is_added_decides(outcome: Outcomes) -> None:
    """
    Whatever the other branch is, any_of with a met one is met.
    """
    other = {MET: True, NOT_MET: False, UNDETERMINED: None}[outcome]
    document = profile(answers=[SAID_NO, *([{"key": "x", "value": other}] if other is not None else [])])
    branch = {"kind": "answer", "key": "x", "question": "?", "equals": True}

    expected = (outcome, MET)

    assert (outcomes(document, branch), outcomes(document, {"any_of": [branch, YES]})) == expected
