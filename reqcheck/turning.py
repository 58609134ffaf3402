"""
Turning points: the days on which what a criterion finds of a profile could change, facts held fixed.

A day too many costs an assessment, a day too few would be a wrong forecast: so every day that a
record's dates, its status or a length of time can make matter is one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache
from math import ceil, floor
from typing import TYPE_CHECKING, Any

from reqcheck.dates import PartialDate, Span, shifted
from reqcheck.isolation import isolated
from reqcheck.profile import RECORD_TYPES, SECTIONS, Profile
from reqcheck.records import Part

if TYPE_CHECKING:
    from reqcheck.criterion import Context, Criterion


def turning_points(criterion: Criterion, profile: Profile, context: Context, until: date) -> list[date] | None:
    """
    The days after the context's day, up to *until*, on which the finding of *criterion* could change.

    None where the criterion does not declare them, or fails to: then nothing is known of it after
    the day asked.
    """
    declared: Callable[[Profile, Context, date], Iterable[date] | None] | None
    declared = getattr(criterion, "turning_points", None)
    if declared is None:
        return None

    def told() -> list[date] | None:
        days = declared(profile, context, until)
        return None if days is None else sorted({each for each in days if context.on < each <= until})

    found = isolated(told, lambda _: None)
    if found is None or "/" not in criterion.kind:
        return found  # no built-in kind makes promises
    over = _promises_over(criterion, profile, context, found)
    return sorted({*found, *(each for each in over if context.on < each <= until)})


def _promises_over(criterion: Criterion, profile: Profile, context: Context, days: Iterable[date]) -> Iterator[date]:
    """
    The days after those by which promises are to be kept that a criterion makes on the day asked or on one of *days*.

    They are asked of the criterion itself: around it a promise may be out of sight and yet leave something open.
    """
    for day in (context.on, *days):
        finding = context.at(day).assess(criterion, profile.as_of(day))
        yield from (shifted(each.by, 1) for each in finding.conditions)


def turning_points_of(criteria: Iterable[Criterion], profile: Profile, context: Context, until: date) -> list[date] | None:
    """
    The turning points of several criteria; None where one of them does not declare its own.
    """
    found: list[date] = []
    for each in criteria:
        days = turning_points(each, profile, context, until)
        if days is None:
            return None
        found = sorted({*found, *days}) if found else days
    return found


def days_that_matter(
    profile: Profile, context: Context, sections: Iterable[str], spans: Iterable[Span | None] = ()
) -> set[date]:
    """
    The days from the one asked on on which the standing of a record of *sections* could change, and
    those on which one of *spans* since such a day is over.
    """
    whole, found = profile.whole, set[date]()
    lengths = [each for each in spans if each is not None]
    for section in sections:
        days = context.once(("days of", section, id(whole)), _days_of, whole, section, context)
        found |= context.once(("turns of", section, id(whole)), _turns, days, context.on)
        for span in lengths:
            found |= _turns(map(span.after, days), context.on)
    return found


def _turns(days: Iterable[date], on: date) -> set[date]:
    """
    Those of some days that are not over *on* a day, and the days after them.
    """
    eve = shifted(on, -1)
    ahead = {each for each in days if each >= eve}
    return ahead.union([each + DAY for each in ahead if each < date.max])


def _days_of(profile: Profile, section: str, context: Context) -> set[date]:
    """
    The days in the records of a section, and those that their statuses speak for.
    """
    days: set[date] = set()
    spoken = {"status", "result"} & {*RECORD_TYPES[section].__struct_fields__}
    for record in profile.records(section):
        days.update(_dates_in(record))
        if spoken:
            days.update(_spoken(profile.spoken_on(record, date.max), context))
    return days


def days_of_sources(profile: Profile, spans: Iterable[Span]) -> set[date]:
    """
    The days on which a verification begins to count, and those on which it is older than one of *spans*.
    """
    sources = [*profile.whole.sources.values()]
    sources += [each.source for section in SECTIONS for each in profile.whole.records(section)]
    verified = {each.verified_on for each in sources if each is not None and each.verified_on is not None}
    over = {span.after(day) for span in spans for day in verified}
    return {moved for day in verified | over for moved in (day, shifted(day, 1))}


def _dates_in(part: Part) -> list[date]:
    """
    The first and last days of every date in a record and its parts.
    """
    days: list[date] = []
    for name in _may_hold_dates(type(part)):
        value: Any = getattr(part, name)
        if isinstance(value, PartialDate):
            days += (value.first, value.last)
        elif isinstance(value, date):
            days.append(value)
        elif isinstance(value, tuple):
            days += [day for each in value if isinstance(each, Part) for day in _dates_in(each)]
    return days


@lru_cache(maxsize=128)
def _may_hold_dates(part: type[Part]) -> tuple[str, ...]:
    """
    The fields of a part of a profile that may hold dates, or parts with dates, by their annotations.
    """
    said = {name: str(each) for base in part.__mro__ for name, each in getattr(base, "__annotations__", {}).items()}
    return tuple(each for each in part.__struct_fields__ if re.search(r"\w*[dD]ate\b|tuple\[[A-Z]", said[each]))


def _spoken(spoken: date, context: Context) -> Iterator[date]:
    """
    The day that a status speaks for, and the last one it is taken to go on to.
    """
    if spoken != date.max:
        yield spoken
        yield shifted(spoken, context.status_lasts)


def first_days_of_months(after: date, until: date) -> set[date]:
    """
    The first day of every month between two days.
    """
    months = range(after.year * 12 + after.month, until.year * 12 + until.month)
    return {date(each // 12, each % 12 + 1, 1) for each in months}


DAY = timedelta(days=1)
Distance = Callable[[date], tuple[int | Fraction, ...]]
#: A distance that no time crosses.
NEVER = 4_000_000
#: How many days more than time goes on a window can leave behind it, where months differ in length.
ODD_DAYS = 4


def far_off(
    beyond: int | Fraction, work: Iterable[tuple[int, int, Fraction]], day: date, *, window: bool, whole: bool
) -> int | Fraction:
    """
    How many days an amount of days of work is at least from turning after *day*, below zero where it is not enough yet.

    It is *beyond* what is needed; *work* are the first and last days (as ordinals) of what adds to it, with the share
    of each day, which counts as *whole* unless shares do.  Without work that goes on there will not be
    more; without a *window* never less, and in one full-time work keeps what there is but for a month's odd days.
    """
    today = day.toordinal()
    going_on = [(begin, share) for begin, end, share in work if end > today]
    if beyond >= 0:
        kept = beyond > ODD_DAYS and any([begin <= today and share == 1 for begin, share in going_on])
        return beyond if window and not kept else NEVER
    pace = Fraction(1) if whole and going_on else sum([share for _, share in going_on], Fraction())
    return beyond if pace >= 1 else beyond / pace if pace else -NEVER


def crossings(distance: Distance, first: date, until: date, stops: Iterable[date]) -> list[date]:
    """
    The days after *first* on which it turns out differently whether amounts of days are enough.

    *distance* tells how far each is beyond what is needed on a day (below it: negative).  From one day
    to the next an amount grows by one at most, and falls by no more than that and a month's odd days;
    on one of *stops* it may leap.  So whole stretches can be passed over in one step.
    """
    found = []
    day, here = first, distance(first)
    ahead = sorted({each for each in stops if first < each <= until}, reverse=True)
    while day < until:
        stop = ahead[-1] if ahead else until
        near = min([ceil(-each) if each < 0 else floor(each) - ODD_DAYS for each in here], default=NEVER)
        if not ahead and near > (until - day).days:
            break
        day = min(shifted(day, max(1, near)), stop)
        if ahead and day == stop:
            ahead.pop()
        now = distance(day)
        if [each >= 0 for each in now] != [each >= 0 for each in here]:
            found.append(day)
        here = now
    return found
