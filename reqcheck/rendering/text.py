"""
Reports as text for people: the decision first, what decided it, then the rest.

The lines are made from the report's document.  They are plain text, or drawn with colors on a
terminal; the words are the same.
"""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from rich.console import Console

Document = Mapping[str, Any]

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


def report_text(document: Document) -> str:
    """
    One report as plain text, with what its rule set leaves to people.
    """
    return plain([*report_lines(document), *closing_lines(document)])


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
    yield Line(f"{document['candidate'] or 'the candidate'}: {_words(decision).upper()}", style=decision)
    yield Line(_asked(document), 2, "quiet")
    if document["decided_by"]:
        yield Line(f"decided by {', '.join(document['decided_by'])}", 2)
    for condition in document["conditions"]:
        yield Line(f"if, by {condition['by']}: {condition['says']}", 2, "qualified_on_condition")
    for level in ("required", "review", "preferred"):
        yield from _level(document, level)
    yield from _questions(document)
    yield from _listed("warnings", [f"{each['message']} ({each['pointer']})" for each in document["warnings"]])
    yield Line("")


def closing_lines(document: Document) -> Iterator[Line]:
    """
    What a rule set leaves to people: said once, after all reports of one run.
    """
    if document["not_checked"]:
        yield Line("left to people, not checked here", style="bold")
        yield from (Line(f"- {each}", 2, hang=2) for each in document["not_checked"])
        yield Line("")


def summary_lines(summary: Document) -> Iterator[Line]:
    """
    How many candidates there are of each decision, on one line.
    """
    counts = [f"{number} {_words(name)}" for name, number in summary["decisions"].items()]
    if summary["failures"]:
        counts.append(f"{summary['failures']} could not be read")
    candidates = "candidate" if summary["candidates"] == 1 else "candidates"
    yield Line(f"{summary['candidates']} {candidates}: {', '.join(counts) or 'nothing to say'}", style="bold")


def failure_lines(document: Document) -> Iterator[Line]:
    """
    The lines of one candidate that could not be read.
    """
    yield Line(f"{document['candidate'] or 'a candidate'}: COULD NOT BE READ", style="failure")
    for each in document["problems"]:
        yield Line(": ".join(filter(None, (each["pointer"], each["message"]))), 2, hang=2)
    yield Line("")


def _asked(document: Document) -> str:
    """
    What was asked: the role, the day, the parameters.
    """
    ruleset = document["ruleset"]
    parameters = (f"{name} {value}" for name, value in document["parameters"].items())
    role = f"{ruleset['title']} {ruleset['version']} ({ruleset['id']})"
    return ", ".join((role, f"as of {document['as_of']}", *parameters))


def _level(document: Document, level: str) -> Iterator[Line]:
    """
    The requirements of one level, those that decided first.
    """
    of_level = [each for each in document["requirements"] if each["level"] == level]
    if not of_level:
        return
    yield Line("")
    yield Line(level, 2, "bold")
    for each in sorted(of_level, key=lambda each: each["id"] not in document["decided_by"]):
        yield from _requirement(each)


def _requirement(requirement: Document) -> Iterator[Line]:
    status = requirement["status"]
    yield Line(f"{_words(status):<15} {requirement['title']} ({requirement['id']})", 4, status, hang=16)
    evidence = [_evidence(each) for each in requirement["evidence"]]
    reason = requirement["reason"]["text"]
    if len(evidence) == 1 and evidence[0].startswith(f"{reason} ["):
        reason, evidence = evidence[0], []
    yield Line(reason, 20)
    for each in evidence:
        yield Line(f"- {each}", 20, hang=2)
    if "error" in requirement:
        yield Line(f"error: {requirement['error']['type']}: {requirement['error']['message']}", 20)


def _evidence(evidence: Document) -> str:
    return f"{evidence['says']} [{evidence['pointer']}, {evidence['strength']}]"


def _questions(document: Document) -> Iterator[Line]:
    questions = [
        f"{each['question']} ({each['pointer']}; for {', '.join(each['settles'])})" for each in document["questions"]
    ]
    yield from _listed("questions", questions)


def _listed(title: str, items: list[str]) -> Iterator[Line]:
    if not items:
        return
    yield Line("")
    yield Line(title, 2, "bold")
    for each in items:
        yield Line(f"- {each}", 4, hang=2)


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


def visible(text: str) -> str:
    """
    The text with control and direction characters written out, so that a terminal cannot obey them.
    """
    if text.isprintable():
        return text
    return "".join(
        each if each.isprintable() or each == " " else f"\\u{ord(each):04x}" if _controls(each) else each for each in text
    )


def _controls(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")


def _words(name: str) -> str:
    return name.replace("_", " ")
