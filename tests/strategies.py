"""
What the property tests draw: values at the edges, where a `<` for a `<=` shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from itertools import combinations_with_replacement
from struct import Struct
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st
from oracle import CALENDAR, DAY, Heard, Node, Told

from reqcheck.dates import PartialDate, Period, Span
from reqcheck.status import Says
from reqcheck.tenure import Cut, Stint
from reqcheck.verdict import Outcomes, Verdict

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn, SearchStrategy



def drawn(*choices: Sequence[Any]) -> SearchStrategy[tuple[Any, ...]]:
    """
    One of each, all drawn at once, as two bytes each: it is the number of draws that takes the time.
    """
    numbers = Struct(f">{len(choices)}H")

    def chosen(block: bytes) -> tuple[Any, ...]:
        return tuple([each[number * len(each) >> 16] for each, number in zip(choices, numbers.unpack(block), strict=True)])

    return st.binary(min_size=numbers.size, max_size=numbers.size).map(chosen)


# Verdicts and outcomes

verdicts = st.sampled_from(Verdict)

outcomes = st.sampled_from(Outcomes)

#: Outcomes that leave no doubt whether the part applies.
applying = st.sampled_from([Outcomes.MET, Outcomes.NOT_MET, Outcomes.UNDETERMINED])

several = st.lists(outcomes, max_size=5)

several_applying = st.lists(applying, min_size=1, max_size=5)


def _nodes(parts: SearchStrategy[Node | Outcomes]) -> SearchStrategy[Node]:
    return st.builds(
        Node,
        st.sampled_from(["all", "any", "none", "some"]),
        st.integers(1, 4),
        st.lists(parts, min_size=1, max_size=3).map(tuple),
    )


#: Trees in which each leaf stands once, small enough for an oracle to list their completions.
trees: SearchStrategy[Node | Outcomes] = st.recursive(outcomes, _nodes, max_leaves=6)

# Dates

DAYS = CALENDAR[3:-3]

#: Days that leave three days of the little calendar on either side.
days = st.sampled_from(DAYS)


def near(*edges: date) -> SearchStrategy[date]:
    """
    A day on one of *edges* or next to it.
    """
    return st.sampled_from([edge + timedelta(days=step) for edge in edges for step in (0, 1, -1)])


def interval(first: date, last: date) -> PartialDate:
    """
    A date known to any interval of days, not only to a month or a year.
    """
    return PartialDate(first, last, f"{first}..{last}")


#: Every date that is known to at most five of those days.
INTERVALS = [interval(first, last) for first, last in combinations_with_replacement(DAYS, 2) if (last - first).days <= 4]

#: The same, or as often unknown.
PERHAPS = [*[None] * len(INTERVALS), *INTERVALS]

intervals = st.sampled_from(INTERVALS)

unknown_or_intervals = st.sampled_from(PERHAPS)


def refinements(wide: PartialDate | None) -> SearchStrategy[PartialDate | None]:
    """
    What *wide* may turn out to be when more is known: no more, or a part of it.
    """
    return unknown_or_intervals if wide is None else st.sampled_from(_parts(wide.first, wide.last))


@cache
def _parts(first: date, last: date) -> list[PartialDate]:
    days = [first + n * DAY for n in range((last - first).days + 1)]
    return [interval(low, high) for low, high in combinations_with_replacement(days, 2)]


@st.composite
def partial_dates(draw: DrawFn) -> PartialDate:
    """
    Dates as people write them: a year, a month or a day, leap years and ends of months included.
    """
    day = draw(
        st.dates(date(1896, 1, 1), date(2104, 12, 31))
        | st.builds(date, st.sampled_from([1900, 2000, 2020, 2021]), st.sampled_from([1, 2, 12]), st.just(28))
    )
    return PartialDate.parse(day.isoformat()[: draw(st.sampled_from([4, 7, 10]))])


def _ordered(begin: PartialDate, end: PartialDate) -> Period:
    period = Period.between(begin, end) or Period.between(end, begin)
    assert period is not None  # two intervals are in order one way or the other
    return period


#: Periods of the little calendar, with both ends uncertain by a few days.
periods = drawn(INTERVALS, INTERVALS).map(lambda both: _ordered(*both))

SAYS = [*[None] * len(Says), *Says]

#: What a profile tells of a record; an end that is not known is assumed for up to three days.
told = drawn(PERHAPS, PERHAPS, SAYS, DAYS, range(4)).map(Told._make)

#: What a profile tells of an event.
heard = drawn(PERHAPS, SAYS, DAYS, PERHAPS, (False, True)).map(Heard._make)

#: Spans of up to five years in months, or as often of up to 800 days.
spans = st.sampled_from([*[Span(months=months) for months in range(61)] * 13, *[Span(days=days) for days in range(801)]])

#: Any day of the calendar, often at the end of a month or of the calendar.
awkward_days = (
    st.dates()
    | st.dates(date(2019, 1, 28), date(2019, 3, 3))
    | st.dates(date(2020, 1, 28), date(2020, 3, 3))
    | st.sampled_from([date.min, date.max, date(1, 1, 31), date(9999, 11, 30), date(2000, 2, 29)])
)

# Time served

SHARES = (Fraction(1, 4), Fraction(1, 2), Fraction(3, 5), Fraction(1))


def stints(days: int = 12, doubt: int = 3) -> SearchStrategy[Stint]:
    """
    Positions that begin within the first *days* days, each end uncertain by up to *doubt* days.
    """
    some, more = range(1, days + 1), range(doubt + 1)
    return drawn((False, True), some, more, some, more, SHARES, SHARES).map(lambda them: _stint(*them))


def _stint(certain: bool, start: int, more: int, end: int, yet: int, share: Fraction, other: Fraction) -> Stint:
    start_last, end_last = start + more, end + yet
    if start > end_last:
        start, start_last, end, end_last = end, end_last, start, start_last
    least, most = sorted([share, other])
    return Stint(certain, start, min(start_last, end_last), max(end, start), end_last, least, most)


def cuts(days: int = 12, doubt: int = 3) -> SearchStrategy[Cut]:
    """
    What counts of the first *days* days, from a day uncertain by up to *doubt* days.
    """
    return drawn(range(1, days // 2 + 1), range(doubt + 1), range(days // 2, days + 3)).map(lambda them: _cut(*them))


def _cut(first: int, more: int, last: int) -> Cut:
    return Cut(first, first + more, last)


#: A cut that leaves everything in.
WHOLE = Cut(1, 1, date.max.toordinal())
