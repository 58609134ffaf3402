"""
What the property tests draw: values at the edges, where a `<` for a `<=` shows.
"""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from hypothesis import strategies as st
from oracle import CALENDAR, Heard, Node, Told

from reqcheck.dates import PartialDate, Period, Span
from reqcheck.status import Says
from reqcheck.tenure import Cut, Stint
from reqcheck.verdict import Outcomes, Verdict

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn, SearchStrategy

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

#: Days that leave three days of the little calendar on either side.
days = st.sampled_from(CALENDAR[3:-3])


def near(*edges: date) -> SearchStrategy[date]:
    """
    A day on one of *edges* or next to it.
    """
    return st.builds(
        lambda edge, step: edge + timedelta(days=step), st.sampled_from(edges), st.integers(-1, 1)
    )


def interval(first: date, last: date) -> PartialDate:
    """
    A date known to any interval of days, not only to a month or a year.
    """
    return PartialDate(first, last, f"{first}..{last}")


@st.composite
def intervals(draw: DrawFn) -> PartialDate:
    """
    Dates known to a few days of the little calendar.
    """
    first = draw(st.integers(3, len(CALENDAR) - 4))
    last = draw(st.integers(first, min(first + 4, len(CALENDAR) - 4)))
    return interval(CALENDAR[first], CALENDAR[last])


unknown_or_intervals = st.none() | intervals()


@st.composite
def refinements(draw: DrawFn, wide: PartialDate | None) -> PartialDate | None:
    """
    What *wide* may turn out to be when more is known: no more, or a part of it.
    """
    if wide is None:
        return draw(unknown_or_intervals)
    length = (wide.last - wide.first).days
    low = draw(st.integers(0, length))
    high = draw(st.integers(low, length))
    return interval(wide.first + timedelta(days=low), wide.first + timedelta(days=high))


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


@st.composite
def periods(draw: DrawFn) -> Period:
    """
    Periods of the little calendar, with both ends uncertain by a few days.
    """
    begin, end = draw(intervals()), draw(intervals())
    period = Period.between(begin, end) or Period.between(end, begin)
    assert period is not None  # two intervals are in order one way or the other
    return period


says_or_none = st.none() | st.sampled_from(Says)

#: What a profile tells of a record; an end that is not known is assumed for up to three days.
told = st.builds(Told, unknown_or_intervals, unknown_or_intervals, says_or_none, days, st.integers(0, 3))

#: What a profile tells of an event.
heard = st.builds(Heard, unknown_or_intervals, says_or_none, days, unknown_or_intervals, st.booleans())

spans = st.builds(Span, months=st.integers(0, 60), days=st.just(0)) | st.builds(
    Span, months=st.just(0), days=st.integers(0, 800)
)

#: Any day of the calendar, often at the end of a month or of the calendar.
awkward_days = (
    st.dates()
    | st.dates(date(2019, 1, 28), date(2019, 3, 3))
    | st.dates(date(2020, 1, 28), date(2020, 3, 3))
    | st.sampled_from([date.min, date.max, date(1, 1, 31), date(9999, 11, 30), date(2000, 2, 29)])
)

# Time served

shares = st.sampled_from([Fraction(1, 4), Fraction(1, 2), Fraction(3, 5), Fraction(1)])


@st.composite
def stints(draw: DrawFn, days: int = 12, doubt: int = 3) -> Stint:
    """
    Positions that begin within the first *days* days, each end uncertain by up to *doubt* days.
    """
    start = draw(st.integers(1, days))
    end = draw(st.integers(1, days))
    start_last, end_last = start + draw(st.integers(0, doubt)), end + draw(st.integers(0, doubt))
    if start > end_last:
        start, start_last, end, end_last = end, end_last, start, start_last
    share = sorted([draw(shares), draw(shares)])
    return Stint(
        draw(st.booleans()),
        start,
        min(start_last, end_last),
        max(end, start),
        end_last,
        *share,
    )


@st.composite
def cuts(draw: DrawFn, days: int = 12, doubt: int = 3) -> Cut:
    """
    What counts of the first *days* days, from a day uncertain by up to *doubt* days.
    """
    first = draw(st.integers(1, days // 2))
    return Cut(first, first + draw(st.integers(0, doubt)), draw(st.integers(days // 2, days + 2)))


#: A cut that leaves everything in.
WHOLE = Cut(1, 1, date.max.toordinal())
