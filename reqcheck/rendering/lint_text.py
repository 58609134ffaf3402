"""
What lint found, as text for people: where, what, why it matters, and how to mend it.
"""

from __future__ import annotations

from collections.abc import Iterator

from reqcheck.document import Place
from reqcheck.errors import Problem
from reqcheck.rendering.text import Line, plain
from reqcheck.wording import Document, counted, visible


def text(document: Document) -> Iterator[str]:
    """
    Every finding, and how many there are.
    """
    for each in document["findings"]:
        yield from (_placed(each), plain(_reasons(each)), "\n")
    yield plain([Line(_summary(document["summary"]), style="bold")])


def _placed(finding: Document) -> str:
    """
    The place, the message, the line and its caret; what cannot be printed is written as a question mark.
    """
    line = "".join(each if each.isprintable() or each == "\t" else "?" for each in finding["text"])
    place = Place(finding["line"], finding["column"])
    message = visible(f"{finding['code']} {finding['message']}")
    return Problem(message, place=place, line=line).under(visible(finding["file"])) + "\n"


def _reasons(finding: Document) -> Iterator[Line]:
    yield Line(f"why:  {finding['why']}", 4, hang=6)
    yield Line(f"mend: {finding['mend']}", 4, hang=6)


def _summary(summary: Document) -> str:
    found = counted(summary["findings"], "finding") if summary["findings"] else "nothing found"
    parts = [f"{counted(summary['rulesets'], 'rule set')}: {found}"]
    if summary["allowed"]:
        parts.append(f"{summary['allowed']} allowed")
    if summary["failures"]:
        parts.append(f"{summary['failures']} could not be read")
    return ", ".join(parts)
