"""
What holds of every kind, whatever its settings: the truth tables of all kinds put to the same laws.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
import test_answer
import test_board_certification
import test_certification
import test_degree
import test_exam
import test_experience
import test_license
import test_no_history
import test_training
from kinds import NOT_MET, UNDETERMINED, Case, asked, cited, verdict

from reqcheck import Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import ModuleType

MODULES: Mapping[str, ModuleType] = {
    "answer": test_answer,
    "board_certification": test_board_certification,
    "certification": test_certification,
    "degree": test_degree,
    "exam": test_exam,
    "experience": test_experience,
    "license": test_license,
    "no_history": test_no_history,
    "training": test_training,
}

kinds = pytest.mark.parametrize("kind", MODULES)


class Seen(NamedTuple):
    """
    A row of a truth table by its name, with what was found.
    """

    name: str
    case: Case
    verdict: Verdict
    cited: list[str]
    asked: list[str]


@cache
def rows(kind: str) -> tuple[Seen, ...]:
    """
    The truth table of a kind, assessed once.
    """
    cases = [(each.id, *each.values) for each in MODULES[kind].TABLE]
    found = [(name, case, case.finding) for name, case in cases]
    return tuple(Seen(name, case, verdict(each), cited(each), asked(each)) for name, case, each in found)


def turned(case: Case) -> Case:
    """
    The same case with the records of every section in the opposite order.
    """
    document = {key: value[::-1] if isinstance(value, list) else value for key, value in case.document.items()}
    return case._replace(document=document)


def stands(document: Mapping[str, Any], pointer: str) -> bool:
    """
    Whether a pointer names a section, one more record of it, or something of a record on file.
    """
    _, section, *rest = pointer.split("/")
    records = document.get(section) or ()
    return not rest or rest[0] == "-" or (rest[0].isdigit() and int(rest[0]) < len(records))


@kinds
def test_what_is_not_known_is_asked(kind: str) -> None:
    """
    Whatever is not determined comes with a question that could settle it.
    """
    silent = [each.name for each in rows(kind) if each.verdict is UNDETERMINED and not each.asked]

    assert not silent


@kinds
def test_what_is_known_asks_nothing(kind: str) -> None:
    """
    Nothing is asked where nothing is open.
    """
    curious = [each.name for each in rows(kind) if each.verdict is not UNDETERMINED and each.asked]

    assert not curious


@kinds
def test_what_is_known_has_evidence(kind: str) -> None:
    """
    Whatever is met or not met cites what it rests on.
    """
    baseless = [each.name for each in rows(kind) if each.verdict is not UNDETERMINED and not each.cited]

    assert not baseless


@kinds
def test_every_pointer_stands_in_the_profile(kind: str) -> None:
    """
    Evidence and questions name sections and records that there are.
    """
    astray = [
        (each.name, pointer)
        for each in rows(kind)
        for pointer in (*each.cited, *each.asked)
        if not stands(each.case.document, pointer)
    ]

    assert not astray


@kinds
def test_the_order_of_records_is_irrelevant(kind: str) -> None:
    """
    Records in another order give the same verdict.
    """
    moved = [each.name for each in rows(kind) if each.verdict is not turned(each.case).verdict]

    assert not moved


@kinds
def test_every_verdict_occurs(kind: str) -> None:
    """
    Each kind is seen to be met, not met and not known.
    """
    assert {*Verdict} == {each.case.expected for each in rows(kind)}


@pytest.mark.parametrize("kind", sorted({*MODULES} - {"answer", "no_history"}))
def test_a_section_that_may_omit_records_is_never_searched_in_vain(kind: str) -> None:
    """
    Records of partial sections never show that something is lacking.
    """
    wrong = [each.name for each in rows(kind) if partly(each.case).verdict is NOT_MET]

    assert not wrong


def partly(case: Case) -> Case:
    """
    The same case with every section of records called partial.
    """
    document = {key: value for key, value in case.document.items() if key not in {"none", "partial"}}
    partial = [key for key, value in document.items() if isinstance(value, list) and value]
    return case._replace(document={**document, "partial": partial})
