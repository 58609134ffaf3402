"""
Reports as a table for spreadsheets: one row for each candidate and requirement, one for a failure.

No cell begins as a formula does.  Cells that would get an apostrophe in front, which spreadsheets
take for the beginning of a text.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from reqcheck.summary import Tally
from reqcheck.wording import Document, cited, fault, problem, promised, role_of, spoken, visible, who

#: The columns, named in the first row.
COLUMNS = (
    *("candidate", "decision", "requirement", "title", "level", "status", "reason"),
    *("evidence", "questions", "conditions", "source", "role", "as_of"),
)
#: What a formula begins with, after blanks; the full-width forms of these count as well.
FORMULAS = frozenset("=+-@\N{MINUS SIGN}")


def begin() -> str:
    """
    The names of the columns.
    """
    return row(COLUMNS)


def report(document: Document) -> str:
    """
    A row for each requirement, in the order of the rule set.
    """
    before = (who(document), spoken(document["decision"]))
    after = (role_of(document), document["as_of"])
    return "".join(row((*before, *_requirement(each), *after)) for each in document["requirements"])


def failure(document: Document) -> str:
    """
    A row for a candidate that could not be read, with its problems as the reason.
    """
    reason = "; ".join(map(problem, document["problems"]))
    cells = {"candidate": who(document), "decision": "could not be read", "reason": reason}
    return row(cells.get(each, "") for each in COLUMNS)


def end(_: Tally) -> str:
    """
    Nothing: a summary is no row.
    """
    return ""


def _requirement(requirement: Document) -> tuple[str, ...]:
    reason = requirement["reason"]["text"] + (f"; error: {fault(requirement)}" if "error" in requirement else "")
    basis = requirement.get("basis", {})
    return (
        requirement["id"],
        requirement["title"],
        requirement["level"],
        spoken(requirement["status"]),
        reason,
        "; ".join(map(cited, requirement["evidence"])),
        "; ".join(f"{each['question']} ({each['pointer']})" for each in requirement["missing"]),
        "; ".join(map(promised, requirement["conditions"])),
        ", ".join(filter(None, (basis.get("source"), basis.get("section")))),
    )


def row(cells: Iterable[str]) -> str:
    """
    A row of a table.
    """
    return ",".join(map(_cell, cells)) + "\n"


def _cell(text: str) -> str:
    """
    A cell in quotes, on one line, and no formula.
    """
    text = visible(text)
    first = unicodedata.normalize("NFKC", text.lstrip()[:1])
    safe = f"'{text}" if first in FORMULAS else text
    return f'"{safe.replace(chr(34), chr(34) * 2)}"'
