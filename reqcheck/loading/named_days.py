"""
Named days: what a criterion of a plugin is told of one that nobody named, and whether there is such a criterion.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from reqcheck.document import QUOTED, Node, Table, Text, quoted
from reqcheck.errors import Problem, did_you_mean
from reqcheck.ruleset import RuleSet


class NoSuchDay(KeyError):
    """
    A criterion asks for a day that the caller did not name.
    """

    def __str__(self) -> str:
        name = str(self.args[0])
        return f"no day is named {quoted(name)}; name it: --date {name[:QUOTED]}=DATE"


class NamedDays(dict[str, date]):
    """
    The days that the caller named.
    """

    def __missing__(self, name: str) -> date:
        raise NoSuchDay(name)


def unused(dates: Mapping[str, date], ruleset: RuleSet) -> list[Problem]:
    """
    A problem for each named day, where there is no criterion of a plugin, which alone may use one.
    """
    if not dates or any("/" in each for each in _kinds(ruleset.document)):
        return []
    problems = []
    for name in dates:
        near = did_you_mean(name, ruleset.parameters).removesuffix("?")
        hint = f"{near}, which is a parameter?" if near else "; leave it out"
        message = f"{quoted(name)} is asked by no criterion of {ruleset.id}: none uses a named day{hint}"
        problems.append(Problem(message, "unused-date"))
    return problems


def _kinds(node: Node) -> Iterator[str]:
    """
    The kinds of all criteria that stand in a document.
    """
    if isinstance(node, Text):
        return
    if isinstance(node, Table) and isinstance(kind := node.get("kind"), Text):
        yield kind.value
    for each in node.values() if isinstance(node, Table) else node:
        yield from _kinds(each)
