"""
A forecast as text for people: the decision and when it changes, a timeline, and every change with its cause.

The timeline is drawn with letters and signs that stand on any terminal; where it is drawn with colors
the words are the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from reqcheck.rendering.text import WIDTH, Line, plain
from reqcheck.rendering.timeline import (
    LEGEND,
    NOT_EXACT,
    Row,
    Stretch,
    heading,
    letters,
    next_change,
    qualified,
    rows,
    shown_until,
    tail,
    ticks,
    used,
)
from reqcheck.wording import Document, role_of, spoken, visible

#: Signs that every terminal has, by what they stand for.
PLAIN = {
    "met": "=",
    "conditional": "~",
    "undetermined": "?",
    "not_met": "x",
    "not_applicable": "-",
    "error": "!",
    "several": "*",
}
#: The same where there are more signs than letters.
DRAWN = {**PLAIN, "met": "\u2501", "conditional": "\u254d", "not_met": "\u00d7", "not_applicable": "\u00b7"}
#: The styles of what is drawn, as `reqcheck.rendering.text` names them.
STYLES = {"conditional": "qualified_on_condition", "several": "bold", "not_applicable": "quiet"}
#: How long the names of requirements may be, and what the time takes at least.
NAMES, LEAST = 28, 20

#: Texts with their styles that stand on one line.
Pieces = list[tuple[str, str]]


class Axis(NamedTuple):
    """
    A line of *width* columns: the first is the day asked, the others share the days up to the last.
    """

    first: date
    last: date
    width: int

    def column(self, day: date) -> int:
        """
        The column of a day.
        """
        behind, days = (day - self.first).days, (self.last - self.first).days
        return 1 + (behind - 1) * (self.width - 1) // days if behind > 0 else 0


def forecast(document: Document) -> str:
    """
    One forecast as plain text.
    """
    drawn = "".join(f"{''.join(text for text, _ in each).rstrip()}\n" for each in timeline(document, WIDTH))
    return plain(head_lines(document)) + drawn + plain(change_lines(document))


def head_lines(document: Document) -> Iterator[Line]:
    """
    The decision now, what was asked, and when the decision changes.
    """
    yield Line(heading(document), style=document["decision"])
    yield Line(f"{role_of(document)}, as of {document['as_of']}, until {document['until']}", 2, "quiet")
    yield Line(qualified(document), 2)
    yield Line(next_change(document), 2)
    if not document["exact"]:
        yield Line(NOT_EXACT, 2, "undetermined")
    yield from (Line(each, 2, "undetermined") for each in document.get("warnings", ()))
    yield Line("")


def change_lines(document: Document) -> Iterator[Line]:
    """
    What is not known now, and every change, with what is behind it.
    """
    found = rows(document)
    unknown = [(row, row.stretches[0]) for row in found[1:] if row.stretches[0].status in ("undetermined", "error")]
    yield Line("")
    if unknown:
        yield Line("not known now", 2, "bold")
        for row, stretch in unknown:
            yield from _stretch(row, stretch)
        yield Line("")
    yield Line("changes" if document["changes"] else f"no change until {document['until']}", 2, "bold")
    signs = dict(zip((each["on"] for each in document["changes"]), letters(document), strict=True))
    for on, sign in signs.items():
        yield from _change(found, date.fromisoformat(on), sign)
    yield Line("")


def _change(found: list[Row], on: date, sign: str) -> Iterator[Line]:
    """
    One change: its day, the decision from then on, and the requirements that are another way.
    """
    decided = next(each for each in reversed(found[0].stretches) if each.first <= on)
    yield Line(f"{sign} {on}  {spoken(decided.status).upper()}", 4, decided.status)
    for row in found[1:]:
        for each in row.stretches[1:]:
            if each.first == on:
                yield from _stretch(row, each)


def _stretch(row: Row, stretch: Stretch) -> Iterator[Line]:
    """
    A requirement in one stretch; of what is not known it is said until when, and on what it depends.
    """
    level = "" if row.level == "required" else f", {row.level}"
    yield Line(f"{spoken(stretch.status):<15} {stretch.title} ({row.name}{level})", 6, stretch.status, hang=16)
    if stretch.status == "undetermined":
        yield Line(f"between {stretch.first} and {stretch.last}, depending on: {stretch.because}", 22)
    else:
        yield Line(stretch.because, 22)


# --- the picture


def timeline(document: Document, width: int, signs: dict[str, str] = PLAIN) -> Iterator[Pieces]:
    """
    The timeline in lines of *width* columns, each of pieces with their styles.
    """
    found = rows(document)
    names = min(max(len(each.name) for each in found), NAMES)
    first = date.fromisoformat(document["as_of"])
    axis = Axis(first, shown_until(document), max(width - names - 4, LEAST))
    margin = (" " * (names + 4), "")
    yield from ([margin, (each, "quiet")] for each in _axis(axis))
    for row in found:
        name = visible(row.name)[:names].ljust(names)
        yield [(f"  {name}  ", "bold" if row.name == "decision" else ""), *_cells(row, axis, signs)]
    yield [margin, (_marks(document, axis), "bold")]
    yield [("", "")]
    yield from _legend(found, signs, width)
    if document["changes"]:
        yield [("  letters: the changes below; *: several in one column", "quiet")]
    if beyond := tail(document):
        yield [(f"  {beyond}", "quiet")]


def _axis(axis: Axis) -> Iterator[str]:
    """
    Years or months, each above its mark; the first column is now.
    """
    marked = ticks(axis.first, axis.last, axis.width // 8)
    names, marks = [" "] * axis.width, ["|", *" " * (axis.width - 1)]
    names[:3] = "now"
    for day, text in marked:
        column = axis.column(day)
        marks[column] = "|"
        if column + len(text) <= axis.width and not "".join(names[max(column - 1, 0) : column + len(text)]).strip():
            names[column : column + len(text)] = text
    yield "".join(names).rstrip()
    yield "".join(marks).rstrip()


def _cells(row: Row, axis: Axis, signs: dict[str, str]) -> Iterator[tuple[str, str]]:
    """
    The columns of a row: each shows what begins in it, else what goes on; where more begins, that it is several.
    """
    cells: list[str] = [row.stretches[0].drawn] * axis.width
    begun: set[int] = set()
    for each in row.stretches[1:]:
        column = axis.column(each.first)
        cells[column:] = [each.drawn] * (axis.width - column)
        if column in begun:
            cells[column] = "several"
        begun.add(column)
    for drawn, group in groupby(cells):
        yield signs[drawn] * len(list(group)), STYLES.get(drawn, drawn)


def _marks(document: Document, axis: Axis) -> str:
    """
    The signs of the changes under their columns; one column has one sign.
    """
    marks = [" "] * axis.width
    for each, sign in zip(document["changes"], letters(document), strict=True):
        column = axis.column(date.fromisoformat(each["on"]))
        marks[column] = sign if marks[column] == " " else "*"
    return "".join(marks).rstrip()


def _legend(found: Sequence[Row], signs: dict[str, str], width: int) -> Iterator[Pieces]:
    """
    What the signs mean, in as many lines as that takes.
    """
    line: Pieces = []
    room = 0
    for each in used(found):
        room -= len(LEGEND[each]) + 5
        if room < 0 and line:
            yield line
        if room < 0:
            line, room = [], width - len(LEGEND[each]) - 5
        line += [(f"  {signs[each]} ", STYLES.get(each, each)), (f"{LEGEND[each]} ", "quiet")]
    yield line


