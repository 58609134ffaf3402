"""
Witnesses: what is shown evaluates as said, and both are found where every criterion reads facts of its own.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import profiles
from hypothesis import assume, example, given, settings
from profiles import EVERY, catalog
from worlds import Document

from reqcheck import Decision, Profile, Witnesses, answered

#: Words of the generated profiles that no vocabulary knows, and a degree that is never plainly refused.
UNKNOWN = re.compile("frobnicated|Atlantis|wizardry|Hakim|nobody|boot camp|alchemy|State Board|Step 9|Guild|stunts|mischief|MBBS")
#: A sanction of which any status that is supposed of the day it was recorded would disagree with its days.
OVER = {"recorded_on": "2024-08-13", "sanctions": [{"id": "s", "kind": "conviction", "effective": "2025-03-01", "ended": "2025"}]}
GOOD = (Decision.QUALIFIED, Decision.QUALIFIED_ON_CONDITION)


def found(document: Document, criterion: Any, as_of: date, **top: Any) -> Witnesses:
    """
    The witnesses of one required criterion.
    """
    rules = profiles.ruleset({"r": {"criterion": criterion}}, **top)
    return catalog().witnesses(Profile.from_dict(document), rules, as_of=as_of)


def held(both: Witnesses, document: Document, criterion: Any, as_of: date, **top: Any) -> None:
    """
    Each witness is a profile that can be read, contradicts itself nowhere anew, and comes to what is said.
    """
    rules = profiles.ruleset({"r": {"criterion": criterion}}, **top)
    before = Profile.from_dict(document)
    open_ = both.report.decision is Decision.NEEDS_REVIEW
    assert both.exact is (not open_ or None not in (both.qualified, both.not_qualified))
    for witness, decisions in ((both.qualified, GOOD), (both.not_qualified, (Decision.NOT_QUALIFIED,))):
        if witness is not None:
            assert open_
            then = answered(document, witness.patch)
            assert catalog().check(then, rules, as_of=as_of).decision is witness.decision
            assert witness.decision in decisions
            assert len(then.contradictory) <= len(before.contradictory)


def withheld(before: Document, after: Document) -> list[str]:
    """
    The facts known to the day or as a word of records without a status that a patch takes away or changes.
    """
    lost, wrong = [], {each.pointer for each in Profile.from_dict(before).contradictory}
    for section in ("licenses", "education", "training", "exams", "certifications", "positions", "sanctions"):
        left = {each.get("id"): each for each in after.get(section, ())}
        for place, record in enumerate(before.get(section, ())):
            at, then = f"/{section}/{place}", left.get(record["id"], {})
            if at not in wrong and record.get("status") is None and record.get("result") is None:
                known = (name for name, value in record.items() if isinstance(value, str) and not re.fullmatch(r"\d{4}(-\d\d)?", value))
                lost += [f"{at}/{name}" for name in known if then.get(name) != record[name]]
    return lost


def is_possible(criterion: Any, as_of: date) -> bool:
    """
    Whether somebody could meet a criterion at all: it asks for no day to come, for no more than a window holds, and
    not for the time in which any board, whichever it is, certifies.  Looking back a time leaves what is open since before
    it to people.
    """
    if isinstance(criterion, list):
        return all(is_possible(each, as_of) for each in criterion)
    if not isinstance(criterion, dict):
        return True
    ahead = (date.fromisoformat(each["from"]) > as_of for each in criterion.values() if isinstance(each, dict) and "from" in each)
    unsaid = criterion.get("board") == "any" and criterion.get("status") and "eligible_for" not in criterion
    looking_back = criterion.get("kind") == "no_history" and isinstance(criterion["look_back"], dict)
    narrow = criterion.get("kind") == "experience" and ("within_last" in criterion or "counts_from" in criterion)
    return not narrow and not looking_back and not unsaid and not any(ahead) and all(is_possible(each, as_of) for each in criterion.values())


@settings(max_examples=60, deadline=None)
@given(profiles.cases(*EVERY))
def test_what_a_witness_shows_evaluates_as_said(case: tuple[Document, Any, date]) -> None:
    """
    For every kind, the patch of a witness gives the decision that it is a witness for.
    """
    held(found(*case), *case)


@settings(max_examples=40, deadline=None)
@given(profiles.cases(*EVERY))
@example((OVER, {"kind": "no_history", "of": "conviction", "look_back": "open"}, date(2025, 3, 1)))
def test_a_witness_supposes_nothing_against_what_is_known(case: tuple[Document, Any, date]) -> None:
    """
    A record that has no status cannot disagree with it: its days, its words and itself stand in every witness.
    """
    document, both = case[0], found(*case)

    for witness in filter(None, (both.qualified, both.not_qualified)):
        assert [] == withheld(document, answered(document, witness.patch).to_dict())


@settings(max_examples=60, deadline=None)
@given(profiles.cases(*EVERY))
def test_a_witness_under_a_floor_evaluates_as_said(case: tuple[Document, Any, date]) -> None:
    """
    The same holds where evidence has to be verified: records are verified, or not confirmed.
    """
    floor: dict[str, Any] = {"evidence": {"at_least": "verified", "within_last": {"days": 120}}}

    held(found(*case, **floor), *case, **floor)


# That a search finds what there is cannot be held for all there is: the same examples each time.
@settings(max_examples=80, deadline=None, derandomize=True)
@given(profiles.cases(*EVERY, most=1))
def test_both_witnesses_are_found(case: tuple[Document, Any, date]) -> None:
    """
    A criterion that is not determined has both witnesses where its words are known and somebody could meet it.
    """
    document, criterion, as_of = case
    assume(not UNKNOWN.search(repr(document)) and is_possible(criterion, as_of))

    assert found(*case).exact


@settings(max_examples=60, deadline=None, derandomize=True)
@given(profiles.forests())
def test_both_witnesses_of_a_tree_are_found(case: tuple[Document, Any, date]) -> None:
    """
    The same holds for trees whose criteria read facts of their own.
    """
    document, criterion, as_of = case
    assume(not UNKNOWN.search(repr(document)) and is_possible(criterion, as_of))
    both = found(*case)
    held(both, *case)

    assert both.exact
