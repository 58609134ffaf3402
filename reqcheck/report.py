"""
What one check found: an outcome for each requirement, and the decision.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, NoReturn

import attrs

from reqcheck.errors import Problem
from reqcheck.evidence import Condition
from reqcheck.finding import Finding
from reqcheck.ruleset import BoundRequirement, BoundRuleSet, Level
from reqcheck.verdict import Outcomes

if TYPE_CHECKING:
    from reqcheck.profile import Profile


class Decision(enum.StrEnum):
    """
    What follows from all requirements together.
    """

    QUALIFIED = "qualified"
    QUALIFIED_ON_CONDITION = "qualified_on_condition"
    NOT_QUALIFIED = "not_qualified"
    NEEDS_REVIEW = "needs_review"
    NOT_APPLICABLE = "not_applicable"


class Status(enum.StrEnum):
    """
    Where one requirement stands.
    """

    MET = "met"
    NOT_MET = "not_met"
    UNDETERMINED = "undetermined"
    NOT_APPLICABLE = "not_applicable"
    ERROR = "error"


_CLOSED = (None, Status.MET, Status.NOT_MET, None, Status.NOT_APPLICABLE, None, None, None)  # by the bits of outcomes


class Outcome(NamedTuple):
    """
    A requirement and what was found of it; *applies* is what was found of its `when`, if it has one.
    """

    requirement: BoundRequirement
    finding: Finding
    applies: Finding | None = None

    @property
    def id(self) -> str:
        """
        The requirement's id.
        """
        return self.requirement.id

    @property
    def title(self) -> str:
        """
        The requirement's title.
        """
        return self.requirement.title

    @property
    def level(self) -> Level:
        """
        What the requirement does to the decision.
        """
        return self.requirement.level

    @property
    def outcomes(self) -> Outcomes:
        """
        What may still be true.
        """
        return self.finding.outcomes

    @property
    def degraded(self) -> bool:
        """
        A criterion of it failed, whether or not that leaves it open.
        """
        return self.finding.degraded or (self.applies is not None and self.applies.degraded)

    @property
    def status(self) -> Status:
        """
        Where it stands; an error only if an error is what leaves it open.
        """
        closed = _CLOSED[self.finding.outcomes._value_]
        if closed is not None:
            return closed
        return Status.UNDETERMINED if self.finding.fault() is None else Status.ERROR


#: An outcome of its three fields, without the call of Python that the class's own constructor is.
outcome_of: Callable[[tuple[BoundRequirement, Finding, Finding | None]], Outcome] = partial(tuple.__new__, Outcome)


@attrs.frozen
class Notice:
    """
    Something that a reader should know and that decides nothing.
    """

    pointer: str
    message: str


@attrs.frozen
class Question:
    """
    A question to ask, and the requirements it helps to settle.
    """

    pointer: str
    question: str
    settles: tuple[str, ...]


@attrs.frozen
class Failure:
    """
    A candidate that could not be read: who, as far as it is known, and every problem.
    """

    candidate: str | None
    problems: tuple[Problem, ...]

    def to_json(self) -> str:
        """
        The failure as a JSON document, `reqcheck.failure/1`.
        """
        from reqcheck.rendering.json import failure_to_json

        return failure_to_json(self)


@attrs.frozen(kw_only=True)
class Report:
    """
    The answer to one check.  ``report["license"]`` is the outcome of one requirement.
    """

    decision: Decision
    decided_by: tuple[str, ...]
    outcomes: tuple[Outcome, ...] = attrs.field(repr=lambda all_: f"({', '.join(f'{each.id}: {each.status}' for each in all_)})")
    conditions: tuple[Condition, ...]
    degraded: bool
    warnings: tuple[Notice, ...]
    bound: BoundRuleSet = attrs.field(repr=False)
    profile: Profile = attrs.field(repr=False)
    candidate: str | None = None

    def __getitem__(self, requirement: str) -> Outcome:
        for each in self.outcomes:
            if each.id == requirement:
                return each
        raise KeyError(requirement)

    def __iter__(self) -> Iterator[Outcome]:
        return iter(self.outcomes)

    def __copy__(self) -> Report:
        return self  # nothing of it changes

    def __reduce__(self) -> NoReturn:
        msg = "a report is not pickled; send its `to_json()`"
        raise TypeError(msg)

    @property
    def as_of(self) -> date:
        """
        The day asked.
        """
        return self.bound.on

    @property
    def parameters(self) -> Mapping[str, str]:
        """
        The values that were set for the check, by name.
        """
        return self.bound.parameters

    @property
    def questions(self) -> tuple[Question, ...]:
        """
        What to ask, in the order of the requirements, each question once.
        """
        settles: dict[tuple[str, str], list[str]] = {}
        for outcome in self.outcomes:
            for each in outcome.finding.asked():
                settles.setdefault((each.pointer, each.question), []).append(outcome.id)
        return tuple(Question(*asked, tuple(ids)) for asked, ids in settles.items())

    def to_json(self) -> str:
        """
        The report as a JSON document, `reqcheck.report/1`: the same bytes for the same check.
        """
        from reqcheck.rendering.json import report_to_json

        return report_to_json(self)
