"""
To know more never turns a verdict round: it stays as it is, or what was open is settled.
"""

from __future__ import annotations

import random
from copy import deepcopy
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from profiles import EVERY, MET, NOT_MET, cases, forests, outcomes, profile
from worlds import (
    DATES,
    OPEN,
    Criterion,
    Document,
    Record,
    World,
    bounds,
    completions,
    contradicts_itself,
    is_later,
)

#: Words that a world chooses and a profile writes in the same way.
WORDS = ("type", "jurisdiction", "class", "degree", "accreditation", "specialty", "board", "kind", "restrictions")
ENDS = ("expires", "end", "ended")


def refined(document: Document, criterion: Criterion, as_of: date, seed: int) -> Document:
    """
    The profile with some of what one of its worlds has: dates narrowed, absent fields filled, sections whole.
    """
    draw = random.Random(seed)
    worlds = list(completions(document, criterion, as_of, further=False, limit=40))
    better = deepcopy(document)
    if not worlds:
        return better
    world = draw.choice(worlds)
    for section in world:
        if section in DATES:
            _fill(better, section, world, as_of, draw)
        if draw.random() < 0.5:
            _complete(better, section)
    return better


def _fill(document: Document, section: str, world: World, as_of: date, draw: random.Random) -> None:
    there = [
        each for each in document.get(section, []) if not is_later(each, as_of) and not contradicts_itself(section, each)
    ]
    for record, known in zip(there, world[section], strict=False):
        if "torn" in known or (section == "education" and not known["done"]):
            continue  # its status and its dates disagree, or what was never conferred has no day
        for name in WORDS:
            if name in known and name not in record and known[name] not in (None, "another") and draw.random() < 0.4:
                record[name] = known[name]
        if section == "exams" and "part" not in record and known["part"] != "another" and record.get("exam") == "USMLE":
            record["part"] = known["part"]
        begin, end = DATES[section]
        _narrow(record, begin, known["begin"], draw)
        if begin != end:
            _narrow(record, end, known["end"], draw)


def _narrow(record: Record, field: str, day: date, draw: random.Random) -> None:
    """
    Write a day into a field as exactly as is drawn, if what stands there can mean it.
    """
    text = record.get(field)
    possible = text is None or bounds(text)[0] <= day <= bounds(text)[1]
    told = record.get("ongoing") or record.get("duration") or (field == "issued" and "first_issued" in record)
    if not possible or told or draw.random() < 0.4 or (day == OPEN and field not in ENDS):
        return
    record[field] = ".." if day == OPEN else day.isoformat()[: max(len(text or ""), draw.choice([4, 7, 10, 10]))]


def _complete(document: Document, section: str) -> None:
    """
    Say that a section holds everything.
    """
    if section in document.get("partial", ()):
        document["partial"] = [each for each in document["partial"] if each != section]
    if not document.get(section) and section not in document.get("none", ()):
        document.setdefault("none", []).append(section)


def lost(before: Any, after: Any) -> set[str]:
    """
    The outcomes that are possible after and were not before.
    """
    return set(after.could_be) - set(before.could_be)


@pytest.mark.parametrize("kind", EVERY)
@settings(derandomize=True, deadline=None, max_examples=70)
@given(data=st.data(), seed=st.integers(0, 99))
def test_knowing_more_settles_a_leaf_and_never_turns_it_round(kind: str, data: st.DataObject, seed: int) -> None:
    """
    Narrowing dates, filling in what is absent and completing sections leaves no outcome possible that was not.
    """
    document, criterion, as_of = data.draw(cases(kind))
    better = refined(document, criterion, as_of, seed)

    expected: set[str] = set()

    assert lost(outcomes(document, criterion, as_of), outcomes(better, criterion, as_of)) == expected


@settings(derandomize=True, deadline=None, max_examples=100)
@given(case=forests(), seed=st.integers(0, 99))
def test_knowing_more_settles_a_tree_and_never_turns_it_round(case: tuple[Document, Criterion, date], seed: int) -> None:
    """
    What holds of the leaves holds of a tree of any connectives.
    """
    document, criterion, as_of = case
    better = refined(document, criterion, as_of, seed)

    expected: set[str] = set()

    assert lost(outcomes(*case), outcomes(better, criterion, as_of)) == expected


LICENSE = {"kind": "license", "type": "medical"}
BASE = {"type": "medical", "jurisdiction": "US-CA", "class": "full", "issued": "2010-01-01"}
VERIFIED = {"strength": "verified", "verified_on": "2026-11-22"}


def test_a_date_that_is_narrowed_to_a_contradiction_sets_the_record_aside() -> None:
    """
    A record whose dates become impossible leaves its section open: nothing follows from it either way.
    """
    before = profile(licenses=[{**BASE, "status": "active", "issued": "2026", "expires": "2026"}])
    after = profile(licenses=[{**BASE, "status": "active", "issued": "2026-06", "expires": "2026-03"}])

    expected = (MET, "undetermined")

    checked = outcomes(after, LICENSE)
    assert (outcomes(before, LICENSE), "undetermined" if len(checked.could_be) > 1 else checked) == expected


@pytest.mark.parametrize("section", ["licenses", "education", "training", "certifications", "exams"])
def test_a_section_that_is_completed_settles_a_search_in_vain(section: str) -> None:
    """
    Nothing found is not known in a partial section, and not met once the section is said to be whole.
    """
    criteria = {
        "licenses": LICENSE,
        "education": {"kind": "degree", "degree": "MD"},
        "training": {"kind": "training", "type": "residency"},
        "certifications": {"kind": "board_certification", "board": "any"},
        "exams": {"kind": "exam", "exam": "USMLE"},
    }

    expected = (["met", "not_met"], NOT_MET)

    open_, whole = profile(partial=[section]), profile(none=[section])
    assert (list(outcomes(open_, criteria[section]).could_be), outcomes(whole, criteria[section])) == expected
