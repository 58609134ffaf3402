"""
Coverage: which statuses of which requirements, and which sides of which thresholds, tests have seen.

A case counts for the requirements whose status it expects, and only if it passes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

import attrs

from reqcheck.evidence import Amount
from reqcheck.report import Status
from reqcheck.ruleset import Requirement
from reqcheck.testing.thresholds import Side, Threshold

#: The statuses in which every requirement is to be seen; one that has a `when` also where it does not apply.
WANTED = (Status.MET, Status.NOT_MET, Status.UNDETERMINED)


@attrs.frozen
class SeenRequirement:
    """
    A requirement: the statuses in which it is to be seen, and how many cases saw it in each.
    """

    id: str
    wanted: tuple[Status, ...]
    cases: Mapping[Status, int]

    @classmethod
    def of(cls, requirement: Requirement, statuses: Iterable[Status]) -> SeenRequirement:
        """
        A requirement with every status that cases saw it in.
        """
        found = list(statuses)
        wanted = WANTED if requirement.when is None else (*WANTED, Status.NOT_APPLICABLE)
        return cls(requirement.id, wanted, {each: found.count(each) for each in wanted})

    @property
    def missing(self) -> tuple[Status, ...]:
        """
        The statuses that no case saw.
        """
        return tuple(each for each in self.wanted if not self.cases[each])


@attrs.frozen
class SeenThreshold:
    """
    A number that a requirement asks: whether cases were on either side of it, and how near to it.
    """

    threshold: Threshold
    met: bool = False
    not_met: bool = False
    nearest_met: Amount | None = None
    nearest_not_met: Amount | None = None

    @classmethod
    def of(cls, threshold: Threshold, sides: Iterable[Side]) -> SeenThreshold:
        """
        A threshold with all cases that turn on it.
        """
        found = list(sides)
        met, not_met = ([each.amount for each in found if each.met is side] for side in (True, False))
        return cls(threshold, bool(met), bool(not_met), _nearest(met), _nearest(not_met))

    @property
    def missing(self) -> tuple[Status, ...]:
        """
        The sides on which no case was.
        """
        sides = {Status.MET: self.met, Status.NOT_MET: self.not_met}
        return tuple(side for side, seen in sides.items() if not seen)


@attrs.frozen
class Coverage:
    """
    What the cases of a rule set have seen of it.
    """

    requirements: tuple[SeenRequirement, ...]
    thresholds: tuple[SeenThreshold, ...]

    @property
    def wanted(self) -> int:
        """
        How much there is to see: a point for each status and for each side of a threshold.
        """
        return sum(len(each.wanted) for each in self.requirements) + 2 * len(self.thresholds)

    @property
    def seen(self) -> int:
        """
        How much of it was seen.
        """
        missing = sum(len(each.missing) for each in self.requirements)
        return self.wanted - missing - sum(len(each.missing) for each in self.thresholds)

    @property
    def percent(self) -> int:
        """
        The share that was seen, rounded down: 100 only if nothing is missing.
        """
        return 100 * self.seen // self.wanted


def _nearest(amounts: Iterable[Amount | None]) -> Amount | None:
    """
    The amount that is nearest to what is needed.
    """
    return min((each for each in amounts if each is not None), key=_distance, default=None)


def _distance(amount: Amount) -> Fraction:
    needed, least = Fraction(amount.needed), Fraction(amount.least)
    most = least if amount.most is None else Fraction(amount.most)
    return min(abs(least - needed), abs(most - needed))
