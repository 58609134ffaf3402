"""
The formats of `reqcheck rulesets diff`: each from pieces, which come one by one, to text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from reqcheck.rendering import differences_markdown as markdown
from reqcheck.rendering import differences_text as text
from reqcheck.rendering.json import encoded
from reqcheck.rendering.markdown import failure as failure_in_markdown
from reqcheck.rendering.text import Line, failure_lines, plain
from reqcheck.rendering.text import draw as draw_lines

if TYPE_CHECKING:
    from rich.console import Console

Document = Mapping[str, Any]


class Piece(NamedTuple):
    """
    A part of what is told: the differences, a candidate, one that could not be read, the summary, the search.
    """

    part: Literal["head", "candidate", "failure", "summary", "search"]
    document: Document


#: The lines of each piece.
LINES: Mapping[str, Callable[[Document], Iterator[Line]]] = {
    "head": text.head_lines,
    "candidate": text.contrast_lines,
    "failure": failure_lines,
    "summary": text.summary_lines,
    "search": text.divergence_lines,
}
TITLE = Line("candidates who change decision", style="bold")


def _text(pieces: Iterable[Piece]) -> Iterator[str]:
    """
    Text for people; the profile that was found stands at the end, as JSON.
    """
    for lines, profile in _lines(pieces):
        yield plain(lines)
        yield profile


def draw(pieces: Iterable[Piece], console: Console) -> None:
    """
    The same with colors on a terminal.
    """
    for lines, profile in _lines(pieces):
        draw_lines(lines, console)
        if profile:
            console.print(profile, markup=False, end="", soft_wrap=True)


def _lines(pieces: Iterable[Piece]) -> Iterator[tuple[list[Line], str]]:
    """
    The lines of each piece, and what stands below them as it is.
    """
    titled = False
    for part, document in pieces:
        lines = list(LINES[part](document))
        if part == "candidate" and not titled:
            titled, lines = True, [Line(""), TITLE, *lines]
        profile = text.profile_text(document) if part == "search" and document["found"] is not None else ""
        yield lines, profile


def _markdown(pieces: Iterable[Piece]) -> Iterator[str]:
    """
    Markdown, with a table of those who change decision; who could not be read stands below it.
    """
    rows, failures = 0, []
    for part, document in pieces:
        if part == "head":
            yield from markdown.head(document)
        elif part == "candidate":
            yield markdown.TABLE if not rows else ""
            rows += 1
            yield markdown.contrast(document)
        elif part == "failure":
            failures.append(failure_in_markdown(document))
        elif part == "summary":
            yield from failures
            yield from markdown.summary(document)
        else:
            yield from markdown.divergence(document)


def _json(pieces: Iterable[Piece]) -> Iterator[str]:
    """
    One `reqcheck.diff/1` document: candidates stand in it as they come, then those that could not be read.
    """
    candidates, failures, listed = 0, [], False
    for part, document in pieces:
        if part == "head":
            yield _pretty(document, 0).removesuffix("\n}")
        elif part == "search":
            yield f',\n  "search": {_pretty(document, 2)}'
        elif part == "failure":
            failures.append(f"    {_pretty(document, 4)}")
        else:
            yield "" if listed else ',\n  "candidates": ['
            listed = True
            if part == "candidate":
                yield f"{',' if candidates else ''}\n    {_pretty(document, 4)}"
                candidates += 1
                continue
            yield "\n  ]" if candidates else "]"
            yield ',\n  "failures": [' + ",".join(f"\n{each}" for each in failures) + ("\n  ]" if failures else "]")
            yield f',\n  "summary": {_pretty(document, 2)}'
    yield "\n}\n"


def _pretty(document: Document, depth: int) -> str:
    """
    A document as indented JSON that stands *depth* characters from the left.
    """
    return encoded(document, pretty=True).replace("\n", f"\n{' ' * depth}")


#: Every format by its name.
FORMATS: Mapping[str, Callable[[Iterable[Piece]], Iterator[str]]] = {"text": _text, "markdown": _markdown, "json": _json}
