"""
The comparison of roles as text: columns side by side where they fit, else one role below the other.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from reqcheck.rendering.comparison import LEFT, LEGEND, MARKS, heads, shown
from reqcheck.wording import Document, visible

#: The width where nothing else is known, the narrowest column, and what stands between two.
WIDTH, NARROWEST, GAP = 110, 18, "  "


def chart(document: Document, width: int = WIDTH) -> Iterator[str]:
    """
    The chart, no wider than a terminal where that can be.
    """
    names = heads(document)
    column = (width - 2) // (len(names) + 1) - len(GAP)
    if column < NARROWEST:
        yield from _below(document, names, width)
    else:
        yield from _beside(document, names, column)
    yield f"\n{LEGEND}\n"


def _beside(document: Document, names: Sequence[str], column: int) -> Iterator[str]:
    yield _row("", ["what is asked", *names], column)
    yield "-" * ((column + len(GAP)) * (len(names) + 1)) + "\n"
    for each in document["areas"]:
        yield f"\n{visible(each['area']).upper()}\n"
        for row in each["rows"]:
            cells = (shown(cell, each["area"]) for cell in row["cells"])
            yield _row(MARKS[row["alike"]], [row["title"], *cells], column)
    if document["not_checked"]:
        yield f"\n{LEFT.upper()}\n"
        yield from (_row(mark, cells, column) for mark, cells in _left(document, len(names)))


def _left(document: Document, roles: int) -> Iterator[tuple[str, list[str]]]:
    """
    What several leave to people in a row of its own, with its mark; then what each leaves, in its column.
    """
    title = iter(["left to people"])
    alone: list[list[str]] = [[] for _ in range(roles)]
    for each in document["not_checked"]:
        if sum(each["left"]) > 1:
            mark = MARKS["same" if all(each["left"]) else "similar"]
            yield mark, [next(title, ""), *(each["says"] if one else "-" for one in each["left"])]
        else:
            alone[each["left"].index(True)].append(each["says"])
    for row in zip_longest(*alone, fillvalue=""):
        yield "", [next(title, ""), *row]


def _row(mark: str, cells: Sequence[str], column: int) -> str:
    """
    Cells beside one another, each in as many lines as it takes.
    """
    wrapped = [textwrap.wrap(visible(each), column) or [""] for each in cells]
    lines = ("".join(f"{text:<{column}}{GAP}" for text in texts) for texts in zip_longest(*wrapped, fillvalue=""))
    return "".join(f"{mark if number == 0 else '':<2}{line}".rstrip() + "\n" for number, line in enumerate(lines))


def _below(document: Document, names: Sequence[str], width: int) -> Iterator[str]:
    for each in document["areas"]:
        yield f"\n{visible(each['area']).upper()}\n"
        for row in each["rows"]:
            yield _wrapped(f"{MARKS[row['alike']]:<2}{row['title']}", width, 2)
            for name, cell in zip(names, row["cells"], strict=True):
                if cell is not None:
                    yield _wrapped(f"    {name}: {shown(cell, each['area'])}", width, 6)
    if document["not_checked"]:
        yield f"\n{LEFT.upper()}\n"
    for each in document["not_checked"]:
        by = ", ".join(name for name, one in zip(names, each["left"], strict=True) if one)
        yield _wrapped(f"  {each['says']} ({by})", width, 4)


def _wrapped(text: str, width: int, hang: int) -> str:
    inside = text.lstrip()
    indent = text[: len(text) - len(inside)]
    return textwrap.fill(visible(inside), max(width, 40), initial_indent=indent, subsequent_indent=" " * hang) + "\n"
