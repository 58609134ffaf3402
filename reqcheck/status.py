"""
What a status adds to dates: it speaks for one day and narrows the dates of its record.

The narrowed dates then decide, before that day and after.
"""

from __future__ import annotations

import enum
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import NamedTuple

from reqcheck.dates import PartialDate, Period, Span, shifted
from reqcheck.verdict import MET, NOT_MET, UNDETERMINED, Verdict


class Says(enum.Enum):
    """
    What a status word says of its record on the one day that it speaks for.
    """

    IN_FORCE = "in_force"
    ENDED = "ended"
    HAPPENED = "happened"
    FINAL = "final"
    THAT_DAY = "that_day"


IN_FORCE, ENDED, HAPPENED, FINAL, THAT_DAY = Says


class Standing(NamedTuple):
    """
    A record's dates, narrowed by what its status says on day *spoken*.

    *period* is None where status and dates disagree; *dated* is what the dates say without it.
    *says* is None where there is no status, or none that is recognized.  An end is *assumed* where
    none is given: then it is taken not to come for a while.  With *dates_only* the status is not asked.
    """

    period: Period | None
    says: Says | None
    spoken: date
    assumed: bool = False
    dated: Period | None = None
    dates_only: bool = False

    def in_force(self, day: date) -> Verdict:
        """
        Whether the record is in force on *day*.
        """
        if self.period is None:
            return UNDETERMINED
        covered, says = self.period.covers(day), self.says
        if says is IN_FORCE or says is ENDED or says is HAPPENED:
            return covered
        return NOT_MET if self.bars(day) else min(covered, UNDETERMINED)

    def bars(self, day: date) -> bool:
        """
        The status itself says that the record is not in force on *day*.
        """
        if self.says is FINAL:
            return day >= self.spoken
        return self.says is THAT_DAY and day == self.spoken


#: A period and a standing of their fields, without the call of Python that the class's own constructor is.
_period_of: Callable[[tuple[date, date, date, date]], Period] = partial(tuple.__new__, Period)
_standing_of: Callable[[tuple[Period | None, Says | None, date, bool, Period | None, bool]], Standing] = partial(tuple.__new__, Standing)


def standing(
    begin: PartialDate | None,
    end: PartialDate | None,
    says: Says | None,
    spoken: date,
    lasts: int,
) -> Standing:
    """
    How a record that begins and ends stands, given what its status says on day *spoken*.

    A record in force on that day without an end is taken to go on for *lasts* days.
    """
    if says is IN_FORCE and begin is not None and end is not None and begin.last <= spoken <= end.first:
        whole = _period_of((begin.first, begin.last, end.first, end.last))  # which nothing narrows
        return _standing_of((whole, says, spoken, False, whole, False))
    period = dated = Period.between(begin, end)
    if period is not None and says is IN_FORCE:
        until = shifted(spoken, lasts) if end is None else spoken
        period = period.narrowed(begun_by=spoken, held_on=until)
    elif period is not None and says is HAPPENED:
        period = period.narrowed(begun_by=spoken)
    elif period is not None and says is ENDED:
        period = period.narrowed(ended_by=shifted(spoken, -1)) if spoken > date.min else None
    return _standing_of((period, says, spoken, end is None and says is IN_FORCE, dated, False))


class Event(NamedTuple):
    """
    Something that happens on one day, known to an interval: a degree conferred, an exam passed.

    *first* is after *last* where status and date disagree.  *sure* says that it did or will
    happen; otherwise only the dates that exclude it decide.
    """

    first: date
    last: date
    sure: bool
    says: Says | None
    spoken: date

    @property
    def disputed(self) -> bool:
        """
        Status and dates disagree: no day is left.
        """
        return self.first > self.last

    def by(self, day: date) -> Verdict:
        """
        Whether it has happened on *day* or earlier.
        """
        first, last, sure, says, _ = self
        if first > last:
            return UNDETERMINED
        if first > day or (says is not HAPPENED and self.bars(day)):
            return NOT_MET
        return MET if sure and last <= day else UNDETERMINED

    def bars(self, day: date) -> bool:
        """
        The status itself says that it has not happened by *day*.
        """
        if self.says is FINAL:
            return day >= self.spoken
        return self.says in (THAT_DAY, IN_FORCE, ENDED) and day == self.spoken

    def within(self, first: date, last: date) -> Verdict:
        """
        Whether its day lies between two days, both included.
        """
        if self.disputed:
            return UNDETERMINED
        if first <= self.first and self.last <= last:
            return MET
        return NOT_MET if self.last < first or self.first > last else UNDETERMINED

    def recent(self, span: Span, on: date) -> Verdict:
        """
        Whether the anniversary of its day is not before *on*.
        """
        if self.disputed:
            return UNDETERMINED
        if span.after(self.first) >= on:
            return MET
        return NOT_MET if span.after(self.last) < on else UNDETERMINED


#: An event of its five fields, without the call of Python that the class's own constructor is.
_event_of: Callable[[tuple[date, date, bool, Says | None, date]], Event] = partial(tuple.__new__, Event)


def event(
    day: PartialDate | None,
    says: Says | None,
    spoken: date,
    begin: PartialDate | None = None,
    itself: bool = False,
) -> Event:
    """
    The event of a record, given its date (None: not known) and what its status says on *spoken*.

    It does not come before the record's *begin*.  With *itself* a date is the event even where no
    status says so: a conferred day.
    """
    first, last = (day.first, day.last) if day else (date.min, date.max)
    if begin is not None and begin.first > first:
        first = begin.first
    if says is HAPPENED:
        return _event_of((first, last if last <= spoken else spoken, True, says, spoken))
    if says is not None and itself and day is not None and last <= spoken:
        return Event(date.max, date.min, False, says, spoken)  # it happened, and its status denies it
    if says is IN_FORCE:
        first = max(first, spoken)
    return _event_of((first, last, itself and day is not None and says is None, says, spoken))
