"""
Reports as Markdown: a table of requirements for each candidate, for issues, wikis and chats.

No text of a report is read as Markdown or as HTML; it shows as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

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

#: Characters that mean something to Markdown anywhere in a line; two of them do not inside of a word.
MARKS = re.compile(r"[\\`*\[\]<>|~&$]|(?<!\S)#|(?<![^\W_])_|_(?![^\W_])")
#: What means something at the beginning of a line, and what would become a link by itself.
FIRST = re.compile(r"^(\d*)([-+=:.)])")
LINKS = re.compile(r"(?<=[a-z]):(?=//)|(?<=www)\.", re.IGNORECASE)

HEAD = ("| status | requirement | why |", "|---|---|---|")


def begin() -> str:
    """
    The title.
    """
    return "# Requirements report\n"


def report(document: Document) -> str:
    """
    One report: the decision, what decided it, the requirements, the questions and warnings.
    """
    return _text(_report(document))


def failure(document: Document) -> str:
    """
    One candidate that could not be read.
    """
    heading = f"## {marked(who(document))}: could not be read"
    return _text(["", heading, "", *_items(map(problem, document["problems"]))])


def end(tally: Tally) -> str:
    """
    What is left to people, and the summary.
    """
    summary = tally.document()
    lines = [*_listed("## Left to people, not checked here", tally.left), "", "## Summary", "", decisions(summary)]
    for title, requirements in frequent(summary):
        lines += _listed(f"{title.capitalize()}:", requirements)
    return _text(lines)


def _report(document: Document) -> Iterator[str]:
    yield from ("", f"## {marked(who(document))}: {spoken(document['decision'])}")
    yield from ("", marked(asked_of(document)))
    if document["decided_by"]:
        yield from ("", f"Decided by {marked(', '.join(document['decided_by']))}")
    if document["conditions"]:
        yield from _listed("On condition that:", map(promised, document["conditions"]))
    for level, requirements in by_level(document):
        yield from ("", f"### {level.capitalize()}", "", *HEAD)
        yield from map(_row, requirements)
    yield from _listed("### Questions", map(asking, document["questions"]))
    yield from _listed("### Warnings", map(warned, document["warnings"]))


def _row(requirement: Document) -> str:
    reason, evidence = why(requirement)
    said = [reason, *map(cited, evidence)]
    if "error" in requirement:
        said.append(f"error: {fault(requirement)}")
    requirement_ = marked(f"{requirement['title']} ({requirement['id']})")
    return f"| {spoken(requirement['status'])} | {requirement_} | {'<br>'.join(map(marked, said))} |"


def _listed(title: str, items: Iterable[str]) -> list[str]:
    lines = list(_items(items))
    return ["", title, "", *lines] if lines else []


def _items(items: Iterable[str]) -> Iterator[str]:
    return (f"- {marked(each)}" for each in items)


def _text(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def marked(text: str) -> str:
    """
    A text on one line that Markdown shows as it stands.
    """
    text = MARKS.sub(r"\\\g<0>", visible(text).strip())
    return FIRST.sub(r"\1\\\2", LINKS.sub(r"\\\g<0>", text))
