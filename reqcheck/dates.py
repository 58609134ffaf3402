"""
Dates as people know them: intervals of days, lengths of time, periods with uncertain ends.

A partial date is the closed interval of the days it may mean; "2015" is all of that year.  A
period is in force on its first and on its last day.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple

from reqcheck.verdict import MET, NOT_MET, UNDETERMINED, Verdict

_TEXT = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", re.ASCII)


class PartialDate:
    """
    A date known to the year, the month or the day: the closed interval from *first* to *last*.

    An end that is open ("..": still held, never expires) has both on the last day there is.
    *earliest* and *latest* are the same two as numbers of days.
    """

    __slots__ = ("earliest", "first", "last", "latest", "text")

    first: date
    last: date
    text: str
    earliest: int
    latest: int

    def __init__(self, first: date, last: date, text: str) -> None:
        self.first = first
        self.last = last
        self.text = text
        self.earliest = first.toordinal()
        self.latest = last.toordinal()

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """
        Read YYYY, YYYY-MM or YYYY-MM-DD in ASCII digits; nothing is guessed.

        Raises `ValueError` for anything else and for days that the calendar does not have.
        """
        found = _TEXT.fullmatch(text)
        if found is None:
            msg = "not a date; write 2015, 2015-03 or 2015-03-14"
            raise ValueError(msg)
        year, month, day = found.groups()
        try:
            if day is not None:
                first = last = date(int(year), int(month), int(day))
            elif month is not None:
                first = date(int(year), int(month), 1)
                last = first.replace(day=monthrange(first.year, first.month)[1])
            else:
                first, last = date(int(year), 1, 1), date(int(year), 12, 31)
        except ValueError:
            msg = "not a day of the calendar"
            raise ValueError(msg) from None
        return cls(first, last, text)

    @property
    def open(self) -> bool:
        """
        The end is known to be open.
        """
        return self.text == ".."

    def on_or_before(self, day: date) -> Verdict:
        """
        Whether the date is *day* or earlier.
        """
        if self.last <= day:
            return MET
        return NOT_MET if self.first > day else UNDETERMINED

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PartialDate) and self.text == other.text

    def __hash__(self) -> int:
        return hash(self.text)

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.text!r})"

    def __reduce__(self) -> tuple[object, ...]:
        return type(self).parse, (self.text,)


class EndDate(PartialDate):
    """
    The end of something: a partial date, or ".." where it is known to be open.
    """

    __slots__ = ()

    @classmethod
    def parse(cls, text: str) -> EndDate:
        """
        Read what `PartialDate` reads, or "..".
        """
        if text == "..":
            return cls(date.max, date.max, text)
        read = PartialDate.parse(text)
        return cls(read.first, read.last, text)


OPEN = EndDate.parse("..")


class Span(NamedTuple):
    """
    A length of calendar time: months (twelve to the year) or days.
    """

    months: int = 0
    days: int = 0

    @property
    def text(self) -> str:
        """
        The span in words: "5 years", "18 months", "120 days".
        """
        years, months = divmod(self.months, 12)
        counts = (years, 0, self.days) if not months else (0, self.months, self.days)
        named = zip(counts, ("year", "month", "day"), strict=True)
        return " and ".join(f"{number} {unit}{'' if number == 1 else 's'}" for number, unit in named if number)

    def after(self, day: date) -> date:
        """
        The day this long after *day*; where the month lacks it, the first of the next month.

        So the anniversary of 29 February is 1 March.  Saturates at the ends of the calendar.
        """
        return self._moved(day, self.months, self.days, clamp=False)

    def before(self, day: date) -> date:
        """
        The day this long before *day*; where the month lacks it, the month's last.
        """
        return self._moved(day, -self.months, -self.days, clamp=True)

    @staticmethod
    def _moved(day: date, months: int, days: int, *, clamp: bool) -> date:
        years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
        if years < date.min.year:
            return date.min
        if years > date.max.year:
            return date.max
        length = 28 if day.day <= 28 else monthrange(years, month + 1)[1]
        if day.day <= length:
            moved = date(years, month + 1, day.day)
        elif clamp:
            moved = date(years, month + 1, length)
        else:
            moved, days = date(years, month + 1, length), days + 1
        return shifted(moved, days) if days else moved


def shifted(day: date, days: int) -> date:
    """
    *day* moved by *days*, saturated at the ends of the calendar.
    """
    try:
        return date.fromordinal(day.toordinal() + days)
    except (ValueError, OverflowError):
        return date.max if days > 0 else date.min


def window(span: Span, until: date) -> date:
    """
    The first day of the last *span* up to *until*: the day after the anniversary.

    So a window of N years never holds more than N years.
    """
    before = span.before(until)
    longer_than_the_calendar = span.after(before) > until and before == date.min
    return before if longer_than_the_calendar else shifted(before, 1)


class Period(NamedTuple):
    """
    A closed stretch of days, each end of which is known only to an interval.
    """

    earliest_begin: date
    latest_begin: date
    earliest_end: date
    latest_end: date

    @classmethod
    def between(cls, begin: PartialDate | None, end: PartialDate | None) -> Period | None:
        """
        The period from *begin* to *end*, where None is not known; None if no reading has the two in order.
        """
        first, last = (begin.first, begin.last) if begin is not None else (date.min, date.max)
        ends, ends_last = (end.first, end.last) if end is not None else (date.min, date.max)
        return cls._ordered(first, last, ends, ends_last)

    @classmethod
    def _ordered(cls, first: date, last: date, ends: date, ends_last: date) -> Period | None:
        """
        The same bounds with "it begins before it ends" drawn in.
        """
        if last > ends_last:
            last = ends_last
        if ends < first:
            ends = first
        if first > last or ends > ends_last:
            return None
        return tuple.__new__(cls, (first, last, ends, ends_last))  # without a call of Python

    def narrowed(
        self,
        *,
        begun_by: date = date.max,
        held_on: date = date.min,
        ended_by: date = date.max,
    ) -> Period | None:
        """
        What is left if it began by one day, was still held on another or had ended by a third.
        """
        if self.latest_begin <= begun_by and self.earliest_end >= held_on and self.latest_end <= ended_by:
            return self
        return self._ordered(
            self.earliest_begin,
            min(self.latest_begin, begun_by),
            max(self.earliest_end, held_on),
            min(self.latest_end, ended_by),
        )

    def covers(self, day: date) -> Verdict:
        """
        Whether the period is in force on *day*, its first and last days included.
        """
        if self.latest_begin <= day <= self.earliest_end:
            return MET
        if day < self.earliest_begin or day > self.latest_end:
            return NOT_MET
        return UNDETERMINED

    def lasted(self, span: Span, day: date) -> Verdict:
        """
        Whether, if it goes on, *span* has passed on *day* since it began.
        """
        if span.after(self.latest_begin) <= day:
            return MET
        return NOT_MET if span.after(self.earliest_begin) > day else UNDETERMINED

    def begun(self, first: date, last: date) -> Verdict:
        """
        Whether it began between two days, both included.
        """
        if first <= self.earliest_begin and self.latest_begin <= last:
            return MET
        outside = self.latest_begin < first or self.earliest_begin > last
        return NOT_MET if outside else UNDETERMINED

    def apart(self, other: Period) -> bool:
        """
        No day can belong to both periods.
        """
        return self.latest_end < other.earliest_begin or other.latest_end < self.earliest_begin


#: The period of which nothing is known.
ANY_TIME = Period(date.min, date.max, date.min, date.max)
