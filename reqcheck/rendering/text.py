"""
Reports as text for people: the decision first, what decided it, then the rest.

The lines are made from the report's document.  They are plain text, or drawn with colors on a
terminal; the words are the same.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from reqcheck.summary import Tally
from reqcheck.wording import (
    Document,
    asked_of,
    asking,
    by_level,
    cited,
    decisions,
    fault,
    frequent,
    problem,
    promised,
    spoken,
    visible,
    warned,
    who,
    why,
)

if TYPE_CHECKING:
    from rich.console import Console

WIDTH = 110
STYLES = {
    "qualified": "bold green",
    "qualified_on_condition": "bold yellow",
    "not_qualified": "bold red",
    "needs_review": "bold yellow",
    "not_applicable": "bold",
    "failure": "bold red",
    "met": "green",
    "not_met": "red",
    "undetermined": "yellow",
    "error": "magenta",
    "quiet": "dim",
}


class Line(NamedTuple):
    """
    One line of text: how far it is indented, and the style of the word it begins with.
    """

    text: str
    indent: int = 0
    style: str = ""
    hang: int = 0


def begin() -> str:
    """
    Nothing stands before the first report.
    """
    return ""


def report(document: Document) -> str:
    """
    One report as plain text.
    """
    return plain(report_lines(document))


def failure(document: Document) -> str:
    """
    One candidate that could not be read, as plain text.
    """
    return plain(failure_lines(document))


def end(tally: Tally) -> str:
    """
    What is left to people, and the summary.
    """
    return plain(ending_lines(tally))


def ending_lines(tally: Tally) -> Iterator[Line]:
    """
    The lines behind all reports.
    """
    yield from closing_lines(tally.left)
    yield from summary_lines(tally.document())


def plain(lines: Iterable[Line]) -> str:
    """
    Lines as plain text.
    """
    return "".join(f"{part}\n" for line in lines for part in _wrapped(line, WIDTH))


def draw(lines: Iterable[Line], console: Console) -> None:
    """
    Print lines on a terminal, with the styles that they name.
    """
    from rich.text import Text

    for line in lines:
        for number, part in enumerate(_wrapped(line, console.width)):
            style = STYLES.get(line.style, line.style) if number == 0 or line.style == "quiet" else ""
            console.print(Text(part, style=style), soft_wrap=True)


def report_lines(document: Document) -> Iterator[Line]:
    """
    The lines of one report.
    """
    decision = document["decision"]
    yield Line(f"{who(document)}: {spoken(decision).upper()}", style=decision)
    yield Line(asked_of(document), 2, "quiet")
    if document["decided_by"]:
        yield Line(f"decided by {', '.join(document['decided_by'])}", 2)
    if "next_change" in document:
        yield Line(_next(document["next_change"]), 2)
    for condition in document["conditions"]:
        yield Line(f"if, {promised(condition)}", 2, "qualified_on_condition")
    for level, requirements in by_level(document):
        yield Line("")
        yield Line(level, 2, "bold")
        for each in requirements:
            yield from _requirement(each)
    yield from _listed("questions", map(asking, document["questions"]))
    yield from _listed("warnings", map(warned, document["warnings"]))
    yield Line("")


def failure_lines(document: Document) -> Iterator[Line]:
    """
    The lines of one candidate that could not be read.
    """
    yield Line(f"{who(document)}: COULD NOT BE READ", style="failure")
    yield from (Line(problem(each), 2, hang=2) for each in document["problems"])
    yield Line("")


def closing_lines(left: Iterable[str]) -> Iterator[Line]:
    """
    What the rule sets leave to people: said once, after all reports of one run.
    """
    left = list(left)
    if left:
        yield Line("left to people, not checked here", style="bold")
        yield from (Line(f"- {each}", 2, hang=2) for each in left)
        yield Line("")


def summary_lines(summary: Document) -> Iterator[Line]:
    """
    What is most often missing, and last how many candidates there are of each decision.
    """
    for title, requirements in frequent(summary):
        yield Line(title, style="bold")
        yield from (Line(each, 2, hang=2) for each in requirements)
        yield Line("")
    yield Line(decisions(summary), style="bold")


def _requirement(requirement: Document) -> Iterator[Line]:
    status = requirement["status"]
    yield Line(f"{spoken(status):<15} {requirement['title']} ({requirement['id']})", 4, status, hang=16)
    reason, evidence = why(requirement)
    yield Line(reason, 20)
    yield from (Line(f"- {cited(each)}", 20, hang=2) for each in evidence)
    if "error" in requirement:
        yield Line(f"error: {fault(requirement)}", 20)


def _next(day: str | None) -> str:
    return f"the decision changes next on {day}" if day else "the decision does not change within ten years"


def _listed(title: str, items: Iterable[str]) -> Iterator[Line]:
    lines = [Line(f"- {each}", 4, hang=2) for each in items]
    if lines:
        yield from (Line(""), Line(title, 2, "bold"), *lines)


def _wrapped(line: Line, width: int) -> list[str]:
    """
    The line as it is shown: indented, without control characters, no longer than *width*.
    """
    indent = " " * line.indent
    return textwrap.wrap(
        visible(line.text),
        max(width, line.indent + 40),
        initial_indent=indent,
        subsequent_indent=indent + " " * line.hang,
        break_long_words=False,
        break_on_hyphens=False,
        drop_whitespace=True,
    ) or [""]
