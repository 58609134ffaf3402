"""
A verdict holds however the missing facts turn out, and where it can be exact it says all there is to say.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from profiles import (
    KINDS,
    MET,
    NOT_MET,
    UNDETERMINED,
    allowed,
    cases,
    exact,
    forests,
    outcomes,
    profile,
    report,
)
from worlds import Criterion, Document, completions, met, size, worked

from reqcheck import Outcomes

Case = tuple[Document, Criterion, date]


def truths(case: Case, limit: int = 400) -> set[bool]:
    """
    What is true of a criterion in the worlds of a profile.
    """
    _, criterion, as_of = case
    return {met(criterion, world, as_of) for world in completions(*case, limit=limit)}


@pytest.mark.parametrize("kind", KINDS)
@settings(derandomize=True, deadline=None, max_examples=90)
@given(data=st.data())
def test_a_verdict_on_a_leaf_holds_in_every_completion(kind: str, data: st.DataObject) -> None:
    """
    Met means met in every completion, and not met means met in none, for every kind of criterion.
    """
    case = data.draw(cases(kind))

    expected = allowed(truths(case))

    assert outcomes(*case) in expected


@settings(derandomize=True, deadline=None, max_examples=120)
@given(case=forests())
def test_a_verdict_on_a_tree_holds_in_every_completion(case: Case) -> None:
    """
    A tree is met or not met only if it is so in every completion of all that its leaves read.
    """
    expected = allowed(truths(case))

    assert outcomes(*case) in expected


#: Settings that read a fact which another part of the same leaf reads as well, so that only soundness is promised.
SHARED = {"held", "issued", "conferred", "leadership_at_least", "within_last", "max_attempts", "span"}


@pytest.mark.parametrize("kind", ["license", "degree", "experience"])
@settings(derandomize=True, deadline=None, max_examples=150)
@given(data=st.data())
def test_undetermined_means_that_both_outcomes_occur(kind: str, data: st.DataObject) -> None:
    """
    Where every completion can be listed and each part reads facts of its own, the verdict is the exact one.
    """
    case = data.draw(cases(kind))
    assume(not SHARED & case[1].keys() and size(*case) <= 3000)

    expected = exact(truths(case, 3000))

    assert outcomes(*case) is expected


@settings(derandomize=True, deadline=None, max_examples=120)
@given(case=forests(kinds=("license", "degree", "experience")))
def test_a_tree_over_facts_of_their_own_is_exact(case: Case) -> None:
    """
    A tree that reads every fact once is undetermined only if both outcomes occur.
    """
    assume(not any(f"'{each}'" in repr(case[1]) for each in SHARED) and size(*case) <= 6000)

    expected = exact(truths(case, 6000))

    assert outcomes(*case) is expected


@settings(derandomize=True, deadline=None, max_examples=150)
@given(case=cases("experience"))
def test_the_days_of_work_are_the_fewest_and_the_most_of_all_completions(case: Case) -> None:
    """
    The least and the most days are reached by a completion, and none has fewer or more.
    """
    _, criterion, as_of = case
    assume("leadership_at_least" not in criterion and size(*case) <= 3000)
    days = [worked(criterion, world, as_of) for world in completions(*case, limit=3000)]
    amount = report(*case)["r"].finding.amount
    assert amount is not None

    expected = (min(days), max(days) if amount.most is not None else None)

    assert (amount.least, amount.most) == expected


# -- the same, case by case: each was answered wrongly once ----------------------------------

VERIFIED = {"strength": "verified", "verified_on": "2026-11-22"}
LICENSE = {"kind": "license", "type": "medical"}
HELD = {"type": "medical", "jurisdiction": "US-CA", "class": "full", "number": "1", "issued": "2010-01-01"}
ACTIVE, EXPIRED = {**HELD, "status": "active"}, {**HELD, "status": "expired"}
STEP = {"exam": "USMLE", "part": "Step 1"}
PASSED = {**STEP, "result": "pass"}
CLINICAL = {"start": "2016-07-01", "end": "..", "categories": ["clinical"]}
YEARS = {"kind": "experience", "category": "clinical", "years": 5}
CLEAN = {"kind": "no_history", "of": "exclusion", "look_back": "ever"}
BLS = {"kind": "certification", "name": "BLS"}
BOARD = {"kind": "board_certification", "board": "ABMS", "specialty": "internal medicine"}
EARLY = {"verified_on": "2015-01-01"}

WRONG_ONCE: dict[str, tuple[Document, Criterion, Outcomes]] = {
    "two say active, one of the same strength says expired": (
        profile(licenses=[ACTIVE, EXPIRED, ACTIVE]), LICENSE, UNDETERMINED,
    ),
    "two verified records dispute each other, a claim takes sides": (
        profile(licenses=[{**ACTIVE, "source": VERIFIED}, {**EXPIRED, "source": VERIFIED}, ACTIVE]), LICENSE, UNDETERMINED,
    ),
    "a card that was completed and has not expired": (
        profile(certifications=[{"name": "BLS", "status": "completed", "certified": "2026-01", "expires": "2028-01"}]), BLS, MET,
    ),
    "held once, but perhaps not before the day asked": (
        profile(certifications=[{"name": "BLS", "certified": "2026"}]), {**BLS, "current": False}, UNDETERMINED,
    ),
    "a residency whose status and dates disagree may have been completed at any time": (
        profile(training=[{"type": "residency", "status": "completed", "end": "2016-06", "source": EARLY}], positions=[CLINICAL]),
        {**YEARS, "counts_from": "residency"}, UNDETERMINED,
    ),
    "a license whose status and dates disagree may have begun at any time": (
        profile(licenses=[{**ACTIVE, "issued": "2016-01-01", "source": EARLY}], positions=[CLINICAL]),
        {**YEARS, "counts_from": LICENSE}, UNDETERMINED,
    ),
    "an older pass does not show that there is no newer one": (
        profile(partial=["exams"], exams=[{"exam": "SPEX", "result": "pass", "taken": "2001-05-05"}]),
        {"kind": "exam", "exam": "SPEX", "within_last": {"years": 10}}, UNDETERMINED,
    ),
    "a step of an examination that is not recognized": (
        profile(exams=[{**PASSED, "exam": "State Bar"}]), {"kind": "exam", **STEP}, UNDETERMINED,
    ),
    "the same pass, known to the year and to the month": (
        profile(exams=[{**PASSED, "taken": "2004"}, {**PASSED, "taken": "2004-06"}]),
        {"kind": "exam", **STEP, "max_attempts": 1}, UNDETERMINED,
    ),
    "the same pass, once without its result": (
        profile(exams=[PASSED, STEP]), {"kind": "exam", **STEP, "max_attempts": 1}, UNDETERMINED,
    ),
    "eligible in one specialty, trained in another": (
        profile(
            certifications=[{"board": "ABIM", "specialty": "internal medicine", "status": "eligible"}],
            training=[{"type": "residency", "specialty": "pediatrics", "status": "completed", "end": "2024-06"}],
        ),
        {**BOARD, "status": "eligible", "eligible_for": {"years": 5}}, NOT_MET,
    ),
    "a subspecialty whose specialty is not said": (
        profile(certifications=[{"board": "ABIM", "subspecialty": "cardiovascular disease", "status": "certified"}]),
        BOARD, UNDETERMINED,
    ),
    "a search that found something, in capitals": (
        profile(none=["sanctions"], screenings=[{"list": "OIG LEIE", "checked": "2026-11-01", "result": "HIT"}]),
        CLEAN, UNDETERMINED,
    ),
    "somebody is led, and at which level is not said": (
        profile(positions=[{**CLINICAL, "leadership": {"physicians_led": 14}}]),
        {**YEARS, "category": "leadership"}, UNDETERMINED,
    ),
}


@pytest.mark.parametrize("name", WRONG_ONCE)
def test_a_case_that_was_answered_wrongly_once(name: str) -> None:
    """
    What may still turn out either way is undetermined, and no record is read as more than it says.
    """
    document, criterion, expected = WRONG_ONCE[name]

    assert outcomes(document, criterion) is expected


@pytest.mark.parametrize("status", [None, "open"])
def test_a_sanction_without_its_day_is_not_one_of_the_past(status: Any) -> None:
    """
    A sanction on file today, without a day, was perhaps not yet there on an earlier day that is asked.
    """
    document = profile(sanctions=[{"kind": "exclusion", **({"status": status} if status else {})}])

    assert outcomes(document, CLEAN, date(2010, 1, 1)) is UNDETERMINED
