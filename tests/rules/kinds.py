"""
A criterion as a rule set writes it, put to a profile: what the tests of the kinds share.

The day asked is 22 November 2026 where a row does not say another one.  A profile without
`recorded_on` speaks for the day asked; RECORDED is twenty days earlier.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from reqcheck import Context, Finding, Outcomes, Problem, Profile, Verdict, considered_by, open_catalog
from reqcheck.loading.scalars import Misfit
from reqcheck.loading.yaml import parse_yaml

if TYPE_CHECKING:
    from _pytest.mark.structures import ParameterSet

    from reqcheck import Catalog, Considered, Criterion, Milestone

MET, NOT_MET, UNDETERMINED = Verdict.MET, Verdict.NOT_MET, Verdict.UNDETERMINED

ON = "2026-11-22"
BEFORE, RECORDED = "2026-11-01", "2026-11-02"

#: The last day on which a credential without an expiry, active on RECORDED, is taken to go on.
LASTS, NO_LONGER = "2027-03-02", "2027-03-03"

#: A day so far away that only what never ends is still there.
FAR = "2090-01-01"

VERIFIED = {"strength": "verified", "verified_on": "2026-10-20"}

Record = Mapping[str, Any]
Records = Sequence[Record] | None
Sections = Mapping[str, Any]

#: The words that name every section, and what a search of it in vain is worth.
HOLLOW: tuple[tuple[str, Records, dict[str, Any], Verdict], ...] = (
    ("absent", None, {}, UNDETERMINED),
    ("empty", [], {}, UNDETERMINED),
    ("known-to-be-empty", None, {"none": True}, NOT_MET),
)


@cache
def catalog() -> Catalog:
    """
    The catalog of all tests, opened once.
    """
    return open_catalog()


@cache
def criterion_of(text: str) -> Criterion:
    """
    The criterion that a YAML text describes, through the loader of rule sets.
    """
    return catalog()._settings.criterion(parse_yaml(text, "criterion.yaml"))


def assess(
    criterion: str | Mapping[str, Any], sections: Sections, on: str = ON, **fields: Any
) -> Finding:
    """
    What a criterion finds of a profile with these sections, as of a day.
    """
    text = criterion if isinstance(criterion, str) else json.dumps(criterion)
    profile, context = asked_of({**sections, **fields}, on)
    return context.assess(criterion_of(text), profile)


def asked_of(document: Sections, on: str = ON) -> tuple[Profile, Context]:
    """
    A profile as it is seen on a day, and what a check of that day knows besides.
    """
    day = date.fromisoformat(on)
    return Profile.from_dict(document).as_of(day), Context(day, catalog().vocabulary)


def looked_at(criterion: str, document: Sections, on: str = ON) -> list[Considered]:
    """
    Everything that a criterion looks at, in order.
    """
    return considered_by(criterion_of(criterion), *asked_of(document, on)) or []


def milestones(criterion: str, document: Sections, on: str = ON) -> list[Milestone]:
    """
    The days that a criterion gives, from which work may count.
    """
    kind: Any = criterion_of(criterion)
    return list(kind.milestones(*asked_of(document, on)))


_VERDICTS = {Outcomes.of(each): each for each in Verdict}


def verdict(finding: Finding) -> Verdict:
    """
    The verdict of a finding that is none of an error.
    """
    assert finding.error is None, finding.error
    return _VERDICTS[finding.outcomes]


def cited(finding: Finding) -> list[str]:
    """
    The pointers of the evidence, in order, each once.
    """
    return list(dict.fromkeys(each.pointer for each in finding.cited()))


def asked(finding: Finding) -> list[str]:
    """
    The pointers of what is missing, in order, each once.
    """
    return list(dict.fromkeys(each.pointer for each in finding.asked()))


def questions(finding: Finding) -> str:
    """
    All questions as one text.
    """
    return "\n".join(each.question for each in finding.asked())


class Case(NamedTuple):
    """
    One row of a truth table: a criterion, a profile, a day, and the verdict the contract gives.
    """

    criterion: str
    document: Sections
    expected: Verdict
    on: str = ON

    @property
    def finding(self) -> Finding:
        """
        What the criterion finds.
        """
        return assess(self.criterion, self.document, self.on)

    @property
    def verdict(self) -> Verdict:
        """
        The verdict of what it finds.
        """
        return verdict(self.finding)


def row(
    name: str,
    criterion: str,
    document: Sections,
    expected: Verdict,
    on: str = ON,
) -> ParameterSet:
    """
    A row of a truth table, by a name that reads in a list of failures.
    """
    return pytest.param(Case(criterion, document, expected, on), id=name)


def profile_of(section: str, records: Records, **fields: Any) -> dict[str, Any]:
    """
    A document with one section; `none=True` and `partial=True` speak of that section.
    """
    for word in ("none", "partial"):
        if isinstance(said := fields.get(word), bool):
            fields[word] = [section] if said else None
    return {section: None if records is None else list(records), **fields}


def misfits(text: str) -> tuple[Problem, ...]:
    """
    Every problem of settings that do not fit.
    """
    with pytest.raises(Misfit) as caught:
        criterion_of(text)
    return caught.value.problems


def misfit(text: str) -> Problem:
    """
    The first of them.
    """
    return misfits(text)[0]


def column(problem: Problem) -> int:
    """
    Where on its line a problem stands.
    """
    assert problem.place is not None
    return problem.place.column
