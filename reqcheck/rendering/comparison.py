"""
The comparison of roles as a document, as JSON and as Markdown.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reqcheck.comparison import Cell, RoleComparison, Row
from reqcheck.rendering.json import encoded
from reqcheck.rendering.markdown import marked
from reqcheck.wording import Document

#: What marks a row, and what that means.
MARKS = {"same": "=", "similar": "~", "single": ""}
LEGEND = "= all roles ask the same; ~ several ask for it, though not all of them or not alike"
LEFT = "not checked"
#: The same in Markdown, where a word says more than a sign.
BY = {"same": "all", "similar": "several", "single": "one"}
EXPLAINED = "all: all roles ask the same; several: they ask for it, though not all of them or not alike"


def comparison_to_json(comparison: RoleComparison) -> str:
    """
    The comparison as JSON on one line.
    """
    return encoded(comparison_document(comparison))


def comparison_document(comparison: RoleComparison) -> dict[str, Any]:
    """
    The comparison as `reqcheck.comparison/1`: plain values only.
    """
    return {
        "schema": "reqcheck.comparison/1",
        "rulesets": [{"id": each.id, "title": each.title, "version": each.version} for each in comparison.rulesets],
        "areas": [{"area": area, "rows": [_row(each) for each in rows]} for area, rows in comparison.areas],
        "not_checked": [{"says": says, "left": list(left)} for says, left in comparison.not_checked],
    }


def _row(row: Row) -> dict[str, Any]:
    return {"title": row.title, "alike": row.alike, "cells": [_cell(each) for each in row.cells]}


def _cell(cell: Cell | None) -> dict[str, str] | None:
    if cell is None:
        return None
    return {"id": cell.id, "title": cell.title, "level": cell.level.value, "asks": cell.asks}


# -- what is shown --------------------------------------------------------------------------


def heads(document: Document) -> list[str]:
    """
    The name of each column: the title of the role, with its id where two have one title.
    """
    titles = [each["title"] for each in document["rulesets"]]
    return [
        each["title"] if titles.count(each["title"]) == 1 else f"{each['title']} {each['version']} ({each['id']})"
        for each in document["rulesets"]
    ]


def shown(cell: Document | None, area: str) -> str:
    """
    What a role asks, with its level where that is not the one of the area.
    """
    if cell is None:
        return "-"
    plain = cell["level"] == "required" or cell["level"] == area
    return cell["asks"] if plain else f"{cell['level']}: {cell['asks']}"


def markdown(document: Document) -> Iterator[str]:
    """
    A table for each area.
    """
    names = heads(document)
    yield f"# {marked(' and '.join(names) if len(names) == 2 else ', '.join(names))}\n"
    for each in document["areas"]:
        yield f"\n## {marked(each['area'].capitalize())}\n\n{_line(['asked by', 'what is asked', *names])}{_rule(len(names) + 2)}"
        for row in each["rows"]:
            cells = (shown(cell, each["area"]) for cell in row["cells"])
            yield _line([BY[row["alike"]], row["title"], *cells])
    if document["not_checked"]:
        yield f"\n## {LEFT.capitalize()}\n\n{_line(['', *names])}{_rule(len(names) + 1)}"
        yield from (_line([each["says"], *("left to people" if one else "-" for one in each["left"])]) for each in document["not_checked"])
    yield f"\n{EXPLAINED}\n"


def _line(cells: list[str]) -> str:
    return f"| {' | '.join('-' if each == '-' else marked(each) for each in cells)} |\n"


def _rule(columns: int) -> str:
    return f"|{'---|' * columns}\n"
