"""
Three-valued verdicts and sets of outcomes: what follows from what is known.

A `Verdict` is strong Kleene logic.  `Outcomes` is the general case: the set of what may still be
true of a requirement out of met, not met and not applicable.  The connectives fold each
completion of the unknowns and collect the results.  They are exact where no two parts read the
same uncertain fact, and a safe outer bound elsewhere.
"""

from __future__ import annotations

import enum
from itertools import combinations
from math import comb
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Promise = TypeVar("Promise")

#: How many choices of parts `fewest` compares before it takes the cheapest parts one by one.
CHOICES = 5_000


class Verdict(enum.IntEnum):
    """
    Met, not met, or not known: strong Kleene logic.

    The order is NOT_MET < UNDETERMINED < MET, so that *and* is the minimum and *or* the maximum.
    A verdict has no truth value; ask ``is Verdict.MET``.
    """

    NOT_MET = 0
    UNDETERMINED = 1
    MET = 2

    def __bool__(self) -> bool:
        msg = "a verdict has three values; compare it with `is Verdict.MET`"
        raise TypeError(msg)

    def __and__(self, other: int) -> Verdict:
        return Verdict(min(self, other))

    def __or__(self, other: int) -> Verdict:
        return Verdict(max(self, other))

    def __invert__(self) -> Verdict:
        return _OPPOSITE[self]

    @staticmethod
    def of(met: bool) -> Verdict:
        """
        The verdict on something that is known.
        """
        return Verdict.MET if met else Verdict.NOT_MET

    @staticmethod
    def at_least(count: int, verdicts: Iterable[Verdict]) -> Verdict:
        """
        Whether at least *count* of *verdicts* are met.
        """
        met = possible = 0
        for each in verdicts:
            met += each is Verdict.MET
            possible += each is not Verdict.NOT_MET
        if met >= count:
            return Verdict.MET
        return Verdict.NOT_MET if possible < count else Verdict.UNDETERMINED


#: The three verdicts by their own names: Python 3.11 takes its time over a member of an enum.
MET, UNDETERMINED, NOT_MET = Verdict.MET, Verdict.UNDETERMINED, Verdict.NOT_MET

_OPPOSITE = (MET, UNDETERMINED, NOT_MET)

_MET, _NOT_MET, _NOT_APPLICABLE = 1, 2, 4
_CLOSED = frozenset((_MET, _NOT_MET, _NOT_APPLICABLE))


class Outcomes(enum.Enum):
    """
    The non-empty set of what may still be true: met, not met, not applicable.
    """

    MET = 1
    NOT_MET = 2
    UNDETERMINED = 3
    NOT_APPLICABLE = 4
    MET_OR_NOT_APPLICABLE = 5
    NOT_MET_OR_NOT_APPLICABLE = 6
    ANY = 7

    @staticmethod
    def of(verdict: Verdict) -> Outcomes:
        """
        The outcomes that a verdict leaves open.
        """
        return _OF_VERDICT[verdict]

    @property
    def open(self) -> bool:
        """
        More than one outcome is still possible.
        """
        return self._value_ not in _CLOSED

    @property
    def could_be(self) -> tuple[str, ...]:
        """
        The names of the outcomes in the set, in a fixed order.
        """
        return _COULD_BE[self._value_]

    def may_be(self, other: Outcomes) -> bool:
        """
        The set shares an outcome with *other*.
        """
        return bool(self._value_ & other._value_)

    def or_not_applicable(self) -> Outcomes:
        """
        The same set, with not applicable added.
        """
        return _SETS[self._value_ | _NOT_APPLICABLE]


_NAMES = ((_MET, "met"), (_NOT_MET, "not_met"), (_NOT_APPLICABLE, "not_applicable"))
_COULD_BE = tuple(tuple(name for bit, name in _NAMES if bits & bit) for bits in range(8))
_SETS: tuple[Outcomes, ...] = (Outcomes.ANY, *Outcomes)  # by bits; no set is empty, so index 0 is never asked
_OF_VERDICT: tuple[Outcomes, ...] = (Outcomes.NOT_MET, Outcomes.UNDETERMINED, Outcomes.MET)


def all_of(parts: Iterable[Outcomes]) -> Outcomes:
    """
    Every part that applies is met; not applicable where no part applies.
    """
    some, every = 0, _NOT_APPLICABLE
    blocked = False
    for each in parts:
        bits = each._value_
        some |= bits
        every &= bits
        blocked = blocked or bits == _NOT_MET
    return _SETS[
        (_MET if not blocked and some & _MET else 0) | (some & _NOT_MET) | (every & _NOT_APPLICABLE)
    ]


def none_of(parts: Iterable[Outcomes]) -> Outcomes:
    """
    No part that applies is met; not applicable where no part applies.
    """
    return _swapped(any_of(parts))


def any_of(parts: Iterable[Outcomes]) -> Outcomes:
    """
    Some part that applies is met; not applicable where no part applies.
    """
    return _swapped(all_of(map(_swapped, parts)))


def some_of(at_least: int, parts: Iterable[Outcomes]) -> Outcomes:
    """
    At least *at_least* (1 or more) of the parts that apply are met; not applicable where none applies.

    The count is not lowered where parts drop out.
    """
    parts = tuple(parts)
    could_be_met = sum(1 for each in parts if each._value_ & _MET)
    could_vanish = all(each._value_ & _NOT_APPLICABLE for each in parts)
    bits = _MET if could_be_met >= at_least else 0
    if could_vanish:
        bits |= _NOT_APPLICABLE
    if _could_fail(at_least, parts, could_be_met):
        bits |= _NOT_MET
    return _SETS[bits]


def _could_fail(at_least: int, parts: Sequence[Outcomes], could_be_met: int) -> bool:
    """
    Some completion has a part that applies and fewer than *at_least* that are met.
    """
    certain = sum(1 for each in parts if each is Outcomes.MET)
    if certain >= at_least:
        return False
    if any(each._value_ & _NOT_MET for each in parts):
        return True
    # No part can fail: one of them has to be met, and one must not do.
    return could_be_met > 0 and at_least > 1


def _swapped(outcomes: Outcomes) -> Outcomes:
    bits = outcomes._value_
    return _SETS[(bits & _MET) << 1 | (bits & _NOT_MET) >> 1 | (bits & _NOT_APPLICABLE)]


def fewest(count: int, parts: Sequence[Sequence[Promise]]) -> tuple[Promise, ...]:
    """
    The fewest promises under which *count* of *parts* hold, in the order written.

    Each part is the promises that it needs, none for a part that holds outright.  Of choices
    with equally many promises the first in the order of the parts is taken.  Beyond `CHOICES`
    choices the parts with the fewest promises are taken one by one: then the result suffices but
    need not be the smallest.
    """
    if comb(len(parts), count) > CHOICES:
        cheapest = sorted(range(len(parts)), key=lambda index: len(parts[index]))[:count]
        return _together(parts[index] for index in sorted(cheapest))
    return min((_together(chosen) for chosen in combinations(parts, count)), key=len)


def _together(parts: Iterable[Sequence[Promise]]) -> tuple[Promise, ...]:
    return tuple(dict.fromkeys(promise for part in parts for promise in part))
