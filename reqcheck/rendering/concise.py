"""
Reports as one line for each requirement: to search, to count, to compare two runs.
"""

from __future__ import annotations

from collections.abc import Iterator

from reqcheck.summary import Tally
from reqcheck.wording import Document, decisions, frequent, problem, promised, spoken, visible, who


def begin() -> str:
    """
    Nothing stands before the first report.
    """
    return ""


def report(document: Document) -> str:
    """
    One report: the decision, then each requirement in the order of the rule set.
    """
    name = who(document)
    lines = [_decision(document), *map(_requirement, document["requirements"])]
    return _joined(f"{name}: {line}" for line in lines)


def failure(document: Document) -> str:
    """
    One candidate that could not be read: a line for each problem.
    """
    return _joined(f"{who(document)}: COULD NOT BE READ: {problem(each)}" for each in document["problems"])


def end(tally: Tally) -> str:
    """
    The summary, set off by an empty line.
    """
    summary = tally.document()
    often = (f"{title}: {line}" for title, lines in frequent(summary) for line in lines)
    return "\n" + _joined([*often, decisions(summary)])


def _decision(document: Document) -> str:
    because = f", decided by {', '.join(document['decided_by'])}" if document["decided_by"] else ""
    conditions = "".join(f"; if, {promised(each)}" for each in document["conditions"])
    return f"{spoken(document['decision']).upper()}{because}{conditions}"


def _requirement(requirement: Document) -> str:
    level = "" if requirement["level"] == "required" else f" ({requirement['level']})"
    return f"{requirement['id']}: {spoken(requirement['status'])}{level}: {requirement['reason']['text']}"


def _joined(lines: Iterator[str] | list[str]) -> str:
    return "".join(f"{visible(line)}\n" for line in lines)
