"""
Time served: the exact least and most days in a union of positions whose dates are uncertain.

Days are integers (ordinals of the calendar, or numbers of months) and each counts once, however
many positions it belongs to.  The bounds follow semantics.md 2.10: the most takes every possible
position at its widest; the least takes the certain ones at their core, and where a position's
windows cross, one day that must lie in it unless another position already supplies it.
"""

from __future__ import annotations

from bisect import bisect_left
from datetime import date
from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING, NamedTuple

from reqcheck.dates import PartialDate, Period, Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

Stretch = tuple[int, int]

#: The first and the last day of the calendar.
ALL_DAYS = (date.min.toordinal(), date.max.toordinal())

#: Days in a year of service; `calendar` years are counted by anniversaries instead.
YEARS = {"days365": 365, "weeks52": 364}

_FEWEST_DAYS = (0, 28, 59, 89, 120, 150, 181, 212, 242, 273, 303, 334)


def days_in_months(months: int) -> int:
    """
    The fewest days that *months* consecutive months can have.

    A whole calendar period is then never refused.  365 for each full year.
    """
    years, rest = divmod(months, 12)
    return 365 * years + _FEWEST_DAYS[rest]


#: The share of full time.
ALL = Fraction(1)


class Stint(NamedTuple):
    """
    One position: the first and last value its start may have, and its end, in days or months.

    *certain* tells whether it certainly counts; a possible one adds to the most only.  The shares
    are the bounds of its part of full time.
    """

    certain: bool
    start_first: int
    start_last: int
    end_first: int
    end_last: int
    share_least: Fraction = ALL
    share_most: Fraction = ALL

    @classmethod
    def of(cls, certain: bool, period: Period) -> Stint:
        """
        A position's period as days.
        """
        first, latest, earliest, last = (day.toordinal() for day in period)
        return cls(certain, first, latest, earliest, last)

    @classmethod
    def between(cls, begin: PartialDate | None, end: PartialDate | None) -> Stint:
        """
        A certain position from *begin* to *end*, where None is not known, as days; of any days where
        no reading has the two in order.  The same as `of` the period between them, in fewer steps.
        """
        first, latest = (begin.earliest, begin.latest) if begin is not None else ALL_DAYS
        earliest, last = (end.earliest, end.latest) if end is not None else ALL_DAYS
        if first > last:
            return cls(True, *ALL_DAYS, *ALL_DAYS)
        latest = latest if latest < last else last
        earliest = earliest if earliest > first else first
        return tuple.__new__(cls, (True, first, latest, earliest, last, ALL, ALL))  # without a call of Python

    @classmethod
    def in_months(cls, certain: bool, period: Period) -> Stint:
        """
        A position's period as calendar months touched.
        """
        first, latest, earliest, last = (month_number(day) for day in period)
        return cls(certain, first, latest, earliest, last)

    def surely(self) -> tuple[int, int, Fraction]:
        """
        The days from which and to which it certainly adds to what was served, and its share of each; none of a
        position that may not count.
        """
        return self.start_last, max(self.end_first, self.start_last) if self.certain else 0, self.share_least

    def perhaps(self) -> tuple[int, int, Fraction]:
        """
        The days from which and to which it may add to what was served, and its share of each at most.
        """
        return self.start_first, self.end_last, self.share_most

    def prorated(self, fte: float | None) -> Stint:
        """
        The same position by its share of full time; one that is not known is between none and all of it.
        """
        if fte is None:
            return self._replace(share_least=Fraction(0), share_most=Fraction(1))
        share = Fraction(str(fte))
        return self._replace(share_least=share, share_most=share)


def month_number(day: date) -> int:
    """
    Months counted from the start of the calendar.
    """
    return day.year * 12 + day.month


class Cut(NamedTuple):
    """
    What of the time served counts: from a day known to an interval up to *last*, both included.
    """

    first: int
    first_latest: int
    last: int

    def reaches(self, stint: Stint) -> bool:
        """
        Whether some of what was served may count.
        """
        return stint.start_first <= self.last and stint.end_last >= self.first

    def divides(self, earliest: int, latest: int) -> bool:
        """
        Whether it makes a difference on which day, of *earliest* to *latest*, something begins.
        """
        return max(earliest, self.first) != max(latest, self.first) and earliest <= self.last


def served(stints: Collection[Stint], cut: Cut) -> tuple[int, int]:
    """
    The exact least and most days in the union of *stints* that lie within *cut*.
    """
    first, first_latest, last = cut
    certain, possible, crossing = [], [], False
    for counts, start_first, start_last, end_first, end_last, _, _ in stints:
        begin = start_first if start_first > first else first
        end = end_last if end_last < last else last
        if begin <= end:
            possible.append((begin, end))
        if counts and start_last <= end_first:
            begin = start_last if start_last > first_latest else first_latest
            end = end_first if end_first < last else last
            if begin <= end:
                certain.append((begin, end))
        elif counts:
            crossing = True
    further = pierced(stints, cut, merged(certain)) if crossing else 0
    most = covered(possible)
    return (most if certain == possible else covered(certain)) + further, most


def covered(stretches: Collection[Stretch]) -> int:
    """
    The number of days, from day 1 on, in the union of *stretches*.
    """
    days = before = 0
    for first, last in sorted(stretches):
        if first > before:
            days += last - first + 1
            before = last
        elif last > before:
            days += last - before
            before = last
    return days


def served_pro_rata(stints: Iterable[Stint], cut: Cut) -> tuple[Fraction, Fraction]:
    """
    Bounds of the days served, each counted by the shares of full time worked on it, at most 1.

    The most is exact; the least is a safe bound, which leaves out days that only must exist.
    """
    stints = tuple(stints)
    least = [
        (*core, each.share_least) for each in stints if (core := _core(each, cut)) is not None
    ]
    most = [(*span, each.share_most) for each in stints if (span := _span(each, cut)) is not None]
    return _weighed(least), _weighed(most)


def served_years(stints: Iterable[Stint], cut: Cut) -> tuple[int, int]:
    """
    Bounds of the whole calendar years in one continuous stretch of *stints*.

    The most is exact; the least is a safe bound.
    """
    stints = tuple(stints)
    return (
        max(map(_anniversaries, merged(cores(stints, cut))), default=0),
        max(map(_anniversaries, merged(widest(stints, cut))), default=0),
    )


def beyond_years(stints: Collection[Stint], cut: Cut, years: int) -> tuple[int, int]:
    """
    How many days the stretch that is nearest to whole calendar *years* is beyond them, of the days that certainly
    count and of those that may; below zero where it is short of them.
    """
    return _beyond(cores(stints, cut), years), _beyond(widest(stints, cut), years)


def _beyond(stretches: Iterable[Stretch], years: int) -> int:
    """
    The same of some stretches; where there are none, all of the days are still to come.
    """
    days = (last + 1 - _anniversary(date.fromordinal(first), years) for first, last in merged(stretches))
    return max(days, default=-365 * years)


def cores(stints: Iterable[Stint], cut: Cut) -> list[Stretch]:
    """
    The days that certainly belong to each certain stint, where there are such days.
    """
    return [core for each in stints if (core := _core(each, cut)) is not None]


def widest(stints: Iterable[Stint], cut: Cut) -> list[Stretch]:
    """
    The days that may belong to each stint, where there are such days.
    """
    return [span for each in stints if (span := _span(each, cut)) is not None]


def merged(stretches: Iterable[Stretch]) -> list[Stretch]:
    """
    The union as stretches in order, with overlapping and adjacent ones joined.
    """
    union: list[Stretch] = []
    for first, last in sorted(stretches):
        if union and first <= union[-1][1] + 1:
            union[-1] = (union[-1][0], max(union[-1][1], last))
        else:
            union.append((first, last))
    return union


def total(union: Iterable[Stretch]) -> int:
    """
    The number of days in stretches that do not overlap.
    """
    return sum(last - first + 1 for first, last in union)


def _core(stint: Stint, cut: Cut) -> Stretch | None:
    if not stint.certain:
        return None
    first, last = max(stint.start_last, cut.first_latest), min(stint.end_first, cut.last)
    return (first, last) if first <= last else None


def _span(stint: Stint, cut: Cut) -> Stretch | None:
    first, last = max(stint.start_first, cut.first), min(stint.end_last, cut.last)
    return (first, last) if first <= last else None


def pierced(stints: Iterable[Stint], cut: Cut, union: Sequence[Stretch]) -> int:
    """
    The least number of further days that the stints without a core must have.

    Such a stint holds some day between the earliest end and the latest start.  It adds nothing
    where that day may lie outside the cut, or in *union*.
    """
    crossing = sorted(
        (each.start_last, each.end_first)
        for each in stints
        if each.certain
        and each.end_first < each.start_last
        and each.end_first >= cut.first_latest
        and each.start_last <= cut.last
    )
    days, latest = 0, 0
    for right, left in crossing:
        if left > latest and not _meets(union, left, right):
            days, latest = days + 1, right
    return days


def _meets(union: Sequence[Stretch], left: int, right: int) -> bool:
    """
    Some day from *left* to *right* lies in *union*.
    """
    index = bisect_left(union, left, key=lambda stretch: stretch[1])
    return index < len(union) and union[index][0] <= right


def _anniversaries(stretch: Stretch) -> int:
    """
    The whole years from the first day of a stretch to the day after its last.
    """
    first, after = date.fromordinal(stretch[0]), stretch[1] + 1
    years = (after - stretch[0]) // 365
    while years and _anniversary(first, years) > after:
        years -= 1
    return years


def _anniversary(first: date, years: int) -> int:
    """
    The day of an anniversary, which may lie beyond the end of the calendar.
    """
    if first.year + years > date.max.year:
        return date.max.toordinal() + first.timetuple().tm_yday
    return Span(months=12 * years).after(first).toordinal()


def _weighed(stretches: Iterable[tuple[int, int, Fraction]]) -> Fraction:
    """
    Days weighed by the sum of the shares that hold on each, at most 1; reckoned in whole parts of a day.
    """
    every = tuple(stretches)
    whole = lcm(*(share.denominator for _, _, share in every))
    changes: dict[int, int] = {}
    for first, last, share in every:
        parts = share.numerator * (whole // share.denominator)
        changes[first] = changes.get(first, 0) + parts
        changes[last + 1] = changes.get(last + 1, 0) - parts
    days = held = previous = 0
    for day in sorted(changes):
        days += min(held, whole) * (day - previous)
        held += changes[day]
        previous = day
    return Fraction(days, whole)
