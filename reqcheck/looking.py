"""
Looking over the records of a section, once for each candidate: where each stands, by when all have begun, and which
contradict themselves.

It finds in one pass what `Record.exists_from` and `Record.at_odds` say of each.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from operator import attrgetter
from typing import Any, TypeAlias

#: Looks over the records of a section: tells each its pointer, adds those that contradict themselves
#: to a list, and returns a day by which all may have begun, the one given or after it; days are numbers
#: of the calendar (`date.toordinal`), which are compared more quickly.
Look: TypeAlias = Callable[[Sequence[Any], Sequence[str], int, list[Any]], int]


def looking(
    begins: tuple[str, ...], ordered: tuple[tuple[str, str], ...], denies_itself: Callable[[Any], bool] | None, *, whole_days: bool
) -> Look:
    """
    How to look over the records of a section; every record of every candidate comes by here.

    Most kinds begin with one date and end with another, or are of one day.
    """
    if len(begins) == 1 and len(ordered) <= 1 and not whole_days:
        return _over_two_dates(attrgetter(*(ordered[0] if ordered else begins * 2)), denies_itself)
    return _over_several_dates(begins, ordered, denies_itself)


def _over_two_dates(dates: Callable[[Any], tuple[Any, Any]], denies_itself: Callable[[Any], bool] | None) -> Look:
    """
    For records that begin with the first of two *dates*, which the second cannot come before.
    """

    def look(records: Sequence[Any], pointers: Sequence[str], begun_by: int, contradictory: list[Any]) -> int:
        for record, pointer in zip(records, pointers, strict=True):
            record.__dict__["pointer"] = pointer
            begin, end = dates(record)
            if begin is not None:
                first = begin.earliest
                if first > begun_by:
                    begun_by = first
                if end is not None and end.latest < first:
                    contradictory.append(record)
                    continue
            if denies_itself is not None and denies_itself(record):
                contradictory.append(record)
        return begun_by

    return look


def _over_several_dates(begins: tuple[str, ...], ordered: tuple[tuple[str, str], ...], denies_itself: Callable[[Any], bool] | None) -> Look:
    """
    For records that begin with one of several dates, and of whose dates several pairs have an order.  All dates of a
    record are fetched at once, and known by their places.  By the first that is given it has begun.
    """
    names = [*dict.fromkeys((*begins, *(end for _, end in ordered))), "section", "section"]  # two at least give a tuple
    dates_of, beginnings = attrgetter(*names), range(len(begins))
    pairs = tuple((names.index(begin), names.index(end)) for begin, end in ordered)

    def look(records: Sequence[Any], pointers: Sequence[str], begun_by: int, contradictory: list[Any]) -> int:
        for record, pointer in zip(records, pointers, strict=True):
            record.__dict__["pointer"] = pointer
            dates = dates_of(record)
            for place in beginnings:
                begin = dates[place]
                if begin is not None:
                    first = begin.toordinal() if begin.__class__ is date else begin.earliest
                    if first > begun_by:
                        begun_by = first
                    break
            for begins_at, ends_at in pairs:
                begin, end = dates[begins_at], dates[ends_at]
                if begin is not None and end is not None and end.latest < begin.earliest:
                    contradictory.append(record)
                    break
            else:
                if denies_itself is not None and denies_itself(record):
                    contradictory.append(record)
        return begun_by

    return look
