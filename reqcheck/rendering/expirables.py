"""
What lapses, by date: the list that offices print to know whom to ask for which renewal.

A requirement lapses where its status becomes worse: met no longer, or not known and then not met.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from operator import itemgetter
from typing import Any

from reqcheck.rendering.csv import row as csv_row
from reqcheck.rendering.text import Line
from reqcheck.rendering.timeline import depending
from reqcheck.wording import Document, counted, problem, spoken, who

#: The columns, named in the first row.
COLUMNS = ("date", "candidate", "requirement", "title", "level", "from", "to", "because", "decision")
#: How good a status is; one that is none of these says nothing of having lapsed.
RANKS = {"met": 2, "not_applicable": 2, "undetermined": 1, "error": 1, "not_met": 0}


def turns(document: Document) -> Iterator[dict[str, Any]]:
    """
    Every change of a requirement in a forecast: when, from what to what, why, and the decision after it.
    """
    stands = {each["id"]: each["status"] for each in document["requirements"]}
    for change in document["changes"]:
        for each in change["requirements"]:
            yield {
                "date": change["on"],
                "candidate": document["candidate"],
                "requirement": each["id"],
                "title": each["title"],
                "level": each["level"],
                "from": stands[each["id"]],
                "to": each["status"],
                "because": depending(each),
                "decision": change["decision"],
            }
            stands[each["id"]] = each["status"]


def is_lapse(turn: Mapping[str, Any]) -> bool:
    """
    The status is worse than it was.
    """
    return RANKS[turn["to"]] < RANKS[turn["from"]]


def expirables(forecasts: Iterable[Document]) -> dict[str, Any]:
    """
    What lapses in some forecasts, as `reqcheck.expirables/1`: by date, then in the order of the input.

    Candidates that could not be read are its failures.
    """
    lapses: list[dict[str, Any]] = []
    failures: list[Document] = []
    for each in forecasts:
        if "decision" in each:
            lapses += filter(is_lapse, turns(each))
        else:
            failures.append(each)
    ordered = sorted(lapses, key=itemgetter("date"))
    return {"schema": "reqcheck.expirables/1", "lapses": ordered, "failures": failures}


def csv(found: Iterable[Mapping[str, Any]], failures: Iterable[Document]) -> Iterator[str]:
    """
    A table: one row for each turn, then one for each candidate that could not be read.
    """
    yield csv_row(COLUMNS)
    for each in found:
        spoken_ = {**each, **{name: spoken(each[name]) for name in ("from", "to", "decision")}}
        yield csv_row(spoken_[name] or "" for name in COLUMNS)
    for failure in failures:
        because = "; ".join(map(problem, failure["problems"]))
        cells = {"candidate": who(failure), "because": because, "decision": "could not be read"}
        yield csv_row(cells.get(name, "") for name in COLUMNS)


def lines(lapses: Iterable[Mapping[str, Any]]) -> Iterator[Line]:
    """
    What lapses, for people: a heading for each day.
    """
    day, number = "", 0
    for number, each in enumerate(lapses, 1):  # noqa: B007 - counted for the end
        if each["date"] != day:
            day = each["date"]
            yield Line(day, style="bold")
        yield from _lapse(each)
    if number:
        yield Line("")


def _lapse(lapse: Mapping[str, Any]) -> Iterator[Line]:
    level = "" if lapse["level"] == "required" else f", {lapse['level']}"
    yield Line(f"{who(lapse)}: {lapse['title']} ({lapse['requirement']}{level})", 2, hang=2)
    turn = f"{spoken(lapse['from'])}, then {spoken(lapse['to'])}"
    yield Line(f"{turn}; the decision: {spoken(lapse['decision'])}", 4, lapse["to"], hang=2)
    yield Line(lapse["because"], 4, hang=2)


def ending(number: int, first: str, last: str) -> Line:
    """
    How many there are, in which time.
    """
    return Line(f"{counted(number, 'lapse')} after {first}, until {last}", style="bold")
