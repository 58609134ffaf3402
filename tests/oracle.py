"""
Slow and obvious answers, by listing every completion, for the real code to agree with.

What is not known may be anything in the little `CALENDAR`; the tests ask about days well inside it.
"""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from reqcheck.dates import PartialDate, Period
from reqcheck.status import Says
from reqcheck.verdict import Outcomes, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reqcheck.tenure import Cut, Stint

DAY = timedelta(days=1)

#: Twenty-four days around 29 February.
CALENDAR = tuple(date(2020, 2, 18) + n * DAY for n in range(24))

#: What may still be true, one letter for each outcome: true, false, not applicable.
LETTERS = {
    Outcomes.MET: "T",
    Outcomes.NOT_MET: "F",
    Outcomes.UNDETERMINED: "TF",
    Outcomes.NOT_APPLICABLE: "N",
    Outcomes.MET_OR_NOT_APPLICABLE: "TN",
    Outcomes.NOT_MET_OR_NOT_APPLICABLE: "FN",
    Outcomes.ANY: "TFN",
}
_OUTCOMES = {frozenset(letters): outcomes for outcomes, letters in LETTERS.items()}


def outcomes_of(letters: Iterable[str]) -> Outcomes:
    """
    The set of outcomes that has these letters, in any order.
    """
    return _OUTCOMES[frozenset(letters)]


def verdict_of(answers: Iterable[bool]) -> Verdict:
    """
    Met if all agree that it is so, not met if all agree that it is not, else undetermined.
    """
    return {
        frozenset({True}): Verdict.MET,
        frozenset({False}): Verdict.NOT_MET,
    }.get(frozenset(answers), Verdict.UNDETERMINED)


class Node(NamedTuple):
    """
    A connective over parts, each a node or the outcomes of a leaf of its own.

    *connective* is all, any, none or some; *at_least* counts for some only.
    """

    connective: str
    at_least: int
    parts: tuple[Node | Outcomes, ...]


def folded(node: Node, parts: Sequence[str]) -> str:
    """
    The outcome of a node in one completion, given the letters of its parts.
    """
    left = [each for each in parts if each != "N"]
    if not left:
        return "N"
    met = left.count("T")
    holds = {
        "all": met == len(left),
        "any": met > 0,
        "none": met == 0,
        "some": met >= node.at_least,
    }
    return "T" if holds[node.connective] else "F"


def worlds(tree: Node | Outcomes) -> Iterator[str]:
    """
    The outcome of a tree in every completion of its leaves.
    """
    if isinstance(tree, Outcomes):
        yield from LETTERS[tree]
    else:
        for world in product(*(tuple(worlds(part)) for part in tree.parts)):
            yield folded(tree, world)


def lifted(connective: str, at_least: int, parts: Sequence[Outcomes]) -> Outcomes:
    """
    The outcomes of a connective over independent parts.
    """
    return outcomes_of(worlds(Node(connective, at_least, tuple(parts))))


def completions(partial: PartialDate | None) -> tuple[date, ...]:
    """
    Every day that a partial date can be.
    """
    if partial is None:
        return CALENDAR
    return tuple(partial.first + n * DAY for n in range((partial.last - partial.first).days + 1))


Pairs = list[tuple[date, date]]


def pairs(begin: PartialDate | None, end: PartialDate | None) -> Pairs:
    """
    Every beginning and end that a period can have, in order.
    """
    return [(first, last) for first, last in product(completions(begin), completions(end)) if first <= last]


def bounds(completed: Pairs) -> Period | None:
    """
    The tightest period around completed ones; None around none.
    """
    if not completed:
        return None
    begins, ends = zip(*completed, strict=True)
    return Period(min(begins), max(begins), min(ends), max(ends))


def pairs_of(period: Period) -> Pairs:
    """
    Every beginning and end that a period with these bounds can have, in order.
    """
    begin, last_begin, end, last_end = period
    return pairs(PartialDate(begin, last_begin, "begin"), PartialDate(end, last_end, "end"))


def possible_days(period: Period) -> set[date]:
    """
    Every day that can belong to a period.
    """
    return {begin + n * DAY for begin, end in pairs_of(period) for n in range((end - begin).days + 1)}


class Told(NamedTuple):
    """
    What a profile tells of a record that begins and ends: the arguments of `standing`.
    """

    begin: PartialDate | None
    end: PartialDate | None
    says: Says | None
    spoken: date
    lasts: int


def in_force(told: Told, day: date) -> Verdict:
    """
    Whether a record is in force on *day*, from every pair of dates that its status lets stand.
    """
    begin, end, says, spoken, lasts = told
    stand = pairs(begin, end)
    if says is Says.IN_FORCE:
        until = spoken if end is not None else spoken + lasts * DAY
        stand = [(first, last) for first, last in stand if first <= spoken and until <= last]
    if says is Says.HAPPENED:
        stand = [(first, last) for first, last in stand if first <= spoken]
    if says is Says.ENDED:
        stand = [(first, last) for first, last in stand if last < spoken]
    if not stand:
        return Verdict.UNDETERMINED
    by_dates = verdict_of({first <= day <= last for first, last in stand})
    if says in (Says.IN_FORCE, Says.ENDED, Says.HAPPENED):
        return by_dates
    if says is Says.FINAL and day >= spoken:
        return Verdict.NOT_MET
    if says is Says.THAT_DAY and day == spoken:
        return Verdict.NOT_MET
    return Verdict.NOT_MET if by_dates is Verdict.NOT_MET else Verdict.UNDETERMINED


class Heard(NamedTuple):
    """
    What a profile tells of something that happens on one day: the arguments of `event`.
    """

    day: PartialDate | None
    says: Says | None
    spoken: date
    begin: PartialDate | None = None
    itself: bool = False


def happened_by(heard: Heard, day: date) -> Verdict:
    """
    Whether an event has happened on *day* or earlier, from every date that its status lets stand.
    """
    says, spoken = heard.says, heard.spoken
    stand = [each for each in completions(heard.day) if heard.begin is None or each >= heard.begin.first]
    if says is Says.HAPPENED:
        stand = [each for each in stand if each <= spoken]
    if says is Says.IN_FORCE:
        stand = [each for each in stand if each >= spoken]
    dated = heard.itself and heard.day is not None
    denied = says in (Says.ENDED, Says.FINAL, Says.IN_FORCE, Says.THAT_DAY)
    if not stand or (denied and dated and all(each <= spoken for each in stand)):
        return Verdict.UNDETERMINED
    if says is Says.FINAL and day >= spoken:
        return Verdict.NOT_MET
    if says in (Says.ENDED, Says.IN_FORCE, Says.THAT_DAY) and day == spoken:
        return Verdict.NOT_MET
    by_dates = verdict_of({each <= day for each in stand})
    sure = says is Says.HAPPENED or (says is None and dated)
    return by_dates if sure or by_dates is Verdict.NOT_MET else Verdict.UNDETERMINED


def lives(stint: Stint) -> list[frozenset[int]]:
    """
    Every set of days that a position can have; none at all where it may not count.
    """
    held = [
        frozenset(range(start, end + 1))
        for start in range(stint.start_first, stint.start_last + 1)
        for end in range(stint.end_first, stint.end_last + 1)
        if start <= end
    ]
    return held if stint.certain else [*held, frozenset()]


def cuts(cut: Cut) -> list[frozenset[int]]:
    """
    Every set of days that may count.
    """
    return [frozenset(range(first, cut.last + 1)) for first in range(cut.first, cut.first_latest + 1)]


def unions(stints: Sequence[Stint], cut: Cut) -> set[frozenset[int]]:
    """
    The days served that count, in every completion.
    """
    joined = {frozenset[int]()}
    for stint in stints:
        joined = {before | held for before, held in product(joined, lives(stint))}
    return {each & within for each, within in product(joined, cuts(cut))}


def range_of_days(stints: Sequence[Stint], cut: Cut) -> tuple[int, int]:
    """
    The fewest and the most days served in any completion.
    """
    counts = [len(each) for each in unions(stints, cut)]
    return min(counts), max(counts)


def range_pro_rata(stints: Sequence[Stint], cut: Cut) -> tuple[Fraction, Fraction]:
    """
    The fewest and the most full-time days in any completion.
    """
    choices = [
        [(held, share) for held in lives(each) for share in {each.share_least, each.share_most}]
        for each in stints
    ]
    totals = [
        sum((_worked(day, world) for day in within), Fraction())
        for world in product(*choices)
        for within in cuts(cut)
    ]
    return min(totals), max(totals)


def _worked(day: int, world: Iterable[tuple[frozenset[int], Fraction]]) -> Fraction:
    return min(Fraction(1), sum((share for held, share in world if day in held), Fraction()))


def whole_years(days: frozenset[int]) -> int:
    """
    The most anniversaries in one stretch without a gap, walked day by day.
    """
    most = 0
    for start in days:
        if start - 1 not in days:
            most = max(most, _anniversaries_from(start, days))
    return most


def _anniversaries_from(start: int, days: frozenset[int]) -> int:
    began = date.fromordinal(start)
    years, day = 0, start
    while day in days:
        day += 1  # every day before this one was served
        today = date.fromordinal(day)
        years += (today.month, today.day) == _anniversary(began, today.year)
    return years


def _anniversary(began: date, year: int) -> tuple[int, int]:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return (3, 1) if (began.month, began.day) == (2, 29) and not leap else (began.month, began.day)
