"""
A forecast laid out in time: a row for the decision and for each requirement, with a stretch for each status.

All of it comes from the forecast's document, so that stored ones can be drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain, pairwise
from string import ascii_letters
from typing import NamedTuple

from reqcheck.dates import shifted
from reqcheck.wording import Document, spoken, who

#: The decisions that let a candidate in.
FAVORABLE = ("qualified", "qualified_on_condition")
#: What a decision and a status are drawn as.
DRAWN = {"qualified": "met", "qualified_on_condition": "conditional", "not_qualified": "not_met", "needs_review": "undetermined"}
#: What is drawn, in the words of a legend, in its order.
LEGEND = {
    "met": "met, qualified",
    "conditional": "qualified on condition",
    "undetermined": "not known, needs review",
    "not_met": "not met, not qualified",
    "not_applicable": "not applicable",
    "error": "the criterion failed",
}
#: How many months apart marks on the axis may stand.
STEPS = (1, 3, 6, 12, 24, 60, 120, 600, 1200)


class Stretch(NamedTuple):
    """
    A status, or a decision, from its *first* day to its *last*.
    """

    first: date
    last: date
    status: str
    because: str = ""
    title: str = ""

    @property
    def drawn(self) -> str:
        """
        What it is drawn as.
        """
        return DRAWN.get(self.status, self.status)


class Row(NamedTuple):
    """
    What is known of one requirement, or of the decision, over the whole time.
    """

    name: str
    title: str
    level: str
    stretches: tuple[Stretch, ...]


def rows(document: Document) -> list[Row]:
    """
    The decision, then the requirements in the order of the rule set.
    """
    return [decisions(document), *(_requirement(document, each) for each in document["requirements"])]


def decisions(document: Document) -> Row:
    """
    The decision over the whole time; a day on which it stays as it was begins no stretch.
    """
    found = [(document["as_of"], document["decision"], "", "Decision")]
    found += [(each["on"], each["decision"], "", "Decision") for each in document["changes"]]
    turns = [found[0], *(now for before, now in pairwise(found) if now[1] != before[1])]
    return Row("decision", "Decision", "", tuple(_stretches(turns, document["until"])))


def _requirement(document: Document, now: Document) -> Row:
    found = [(document["as_of"], now["status"], depending(now), now["title"])]
    for change in document["changes"]:
        of_this = (each for each in change["requirements"] if each["id"] == now["id"])
        found += [(change["on"], each["status"], depending(each), each["title"]) for each in of_this]
    return Row(now["id"], now["title"], now["level"], tuple(_stretches(found, document["until"])))


def _stretches(found: list[tuple[str, str, str, str]], until: str) -> Iterator[Stretch]:
    firsts = [date.fromisoformat(day) for day, *_ in found]
    lasts = [*(shifted(each, -1) for each in firsts[1:]), date.fromisoformat(until)]
    for first, last, (_, *said) in zip(firsts, lasts, found, strict=True):
        yield Stretch(first, last, *said)


def used(laid_out: Iterable[Row]) -> list[str]:
    """
    What a legend has to explain.
    """
    drawn = {each.drawn for each in chain.from_iterable(row.stretches for row in laid_out)}
    return [each for each in LEGEND if each in drawn]


def depending(requirement: Document) -> str:
    """
    Why a status is what it is; where it is not known, what it depends on.
    """
    because: str = requirement["because"]
    if requirement["status"] == "undetermined" and requirement.get("missing"):
        return f"{because} ({' '.join(requirement['missing'])})"
    return because


def letters(document: Document) -> list[str]:
    """
    A sign for each change, by which the picture and the list know each other.
    """
    number = len(document["changes"])
    return [*ascii_letters[:number], *("*" for _ in range(number - len(ascii_letters)))]


def shown_until(document: Document) -> date:
    """
    How far a picture goes: a little beyond the last change, since nothing changes after it.
    """
    first, until = date.fromisoformat(document["as_of"]), date.fromisoformat(document["until"])
    if not document["changes"]:
        return until
    days = (date.fromisoformat(document["changes"][-1]["on"]) - first).days
    shown = days + max(days // 6, 30)
    return shifted(first, shown) if 5 * shown < 4 * (until - first).days else until


def tail(document: Document) -> str:
    """
    What is said of the time that a picture leaves out, if it leaves any.
    """
    shown = shown_until(document)
    return "" if shown.isoformat() == document["until"] else f"nothing changes after that until {document['until']}"


def ticks(first: date, last: date, most: int) -> list[tuple[date, str]]:
    """
    First days of months or years to mark on an axis, *most* of them at most, with what to call them.
    """
    months = range(first.year * 12 + first.month, last.year * 12 + last.month)
    for step in STEPS:
        marked = [date(each // 12, each % 12 + 1, 1) for each in months if each % step == 0]
        if len(marked) <= most:
            break
    return [(each, str(each.year) if step >= 12 else f"{each.year:04d}-{each.month:02d}") for each in marked]


def heading(document: Document) -> str:
    """
    The candidate and the decision now.
    """
    return f"{who(document)}: {spoken(document['decision']).upper()}"


def qualified(document: Document) -> str:
    """
    When the candidate is qualified, in a sentence.
    """
    decided = decisions(document).stretches
    times = [_times(each, document) for each in _favorable(decided)]
    if times:
        return f"qualified {', and '.join(times)}"
    if all(each.status == "not_qualified" for each in decided):
        return f"not qualified on any day until {document['until']}"
    return f"not known to be qualified on any day until {document['until']}"


def _favorable(decided: Iterable[Stretch]) -> list[Stretch]:
    """
    The times in which a candidate is qualified, on condition or outright.
    """
    found: list[Stretch] = []
    for each in decided:
        if each.status in FAVORABLE and found and shifted(found[-1].last, 1) == each.first:
            found[-1] = found[-1]._replace(last=each.last)
        elif each.status in FAVORABLE:
            found.append(each)
    return found


def _times(stretch: Stretch, document: Document) -> str:
    first = "" if stretch.first.isoformat() == document["as_of"] else f"from {stretch.first} "
    ends = stretch.last.isoformat() != document["until"]
    return f"{first}until {stretch.last}" + ("" if ends else " at least")


def next_change(document: Document) -> str:
    """
    When the decision changes next, in a sentence.
    """
    _, *later = decisions(document).stretches
    if not later:
        return f"the decision does not change until {document['until']}"
    return f"next change of the decision on {later[0].first}: {spoken(later[0].status)}"


#: What is said where a kind does not declare when it changes.
NOT_EXACT = "not exact: some criterion does not say on which days it changes; what rests on it is not known after the day asked"
