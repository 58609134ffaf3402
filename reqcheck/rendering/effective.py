"""
An effective rule set as text for people: its layers, parameters, requirements, and what each overlay did.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reqcheck.document import Items, Node, Table, Text
from reqcheck.evidence import unit_of
from reqcheck.rendering.origins import Origins
from reqcheck.rendering.text import Line
from reqcheck.rendering.written import flow
from reqcheck.ruleset import Level, Requirement, RuleSet

#: What is said of a requirement besides its title, level and basis, in this order.
SAID = ("criterion", "when", "evidence", "note")


def effective_lines(ruleset: RuleSet, *, origins: bool = False) -> Iterator[Line]:
    """
    The lines of one rule set; with *origins* each value has the file and line that it was written on.
    """
    view = _View(ruleset, origins)
    yield Line(f"{ruleset.title} {ruleset.version} ({ruleset.id})", style="bold")
    yield from view.head()
    yield from _headed("parameters", view.parameters())
    for level in Level:
        of_level = (each for each in ruleset.requirements if each.level is level)
        yield from _headed(level.value, (line for each in of_level for line in view.requirement(each)))
    yield from _headed("removed", view.removed())
    yield from _headed("left to people", (Line(f"- {each}", 4, hang=2) for each in ruleset.not_checked))
    yield Line("")


def _headed(title: str, lines: Iterable[Line]) -> Iterator[Line]:
    inside = list(lines)
    if inside:
        yield from (Line(""), Line(title, 2, "bold"), *inside)


class _View:
    """
    A rule set, and whether it is asked where its values come from.
    """

    def __init__(self, ruleset: RuleSet, wanted: bool) -> None:
        self._ruleset, self._wanted = ruleset, wanted
        self._origins = Origins.of(ruleset)

    def head(self) -> Iterator[Line]:
        """
        The layers, the digest, and since when the rules stand.
        """
        ruleset = self._ruleset
        if len(ruleset.stack) > 1:
            yield Line(" < ".join(f"{each.id} ({each.file})" for each in ruleset.stack), 2, "quiet", hang=2)
        yield Line(ruleset.digest(), 2, "quiet")
        if ruleset.summary:
            yield Line(ruleset.summary, 2)
        days = (
            f"in effect {ruleset.effective.text}" if ruleset.effective else "",
            f"reviewed on {ruleset.reviewed_on}" if ruleset.reviewed_on else "",
        )
        if any(days):
            yield Line(", ".join(filter(None, days)), 2)

    def parameters(self) -> Iterator[Line]:
        """
        Each parameter: its value if none is given, what it takes, and who set that.
        """
        for name, each in self._ruleset.parameters.items():
            node = self._node("parameters", name)
            takes = each.type or f"one of {', '.join(each.one_of)}"
            title = f": {each.title}" if each.title else ""
            yield Line(f"{name} ({takes}){title}", 4, hang=2)
            if not each.defaults:
                yield Line("asked for at each check", 6)
            for default in each.defaults:
                since = f" since {default.since}" if each.days else ""
                unit = f" {unit_of(default.value, each.unit)}" if each.unit else ""
                source = f", by {default.source}" if default.source else ""
                yield self._line(f"{default.value}{unit}{since}{source}", _default(node, default.value))
            yield from self._reasons("parameters", name)

    def requirement(self, requirement: Requirement) -> Iterator[Line]:
        """
        A requirement: its title, its criterion as it is written, and what overlays did to it.
        """
        node = self._node("requirements", requirement.id)
        said = node if isinstance(node, Table) else Table({})
        title = f": {requirement.title}" if requirement.title else ""
        yield self._line(f"{requirement.id}{title}", said.get("title"), 4)
        yield from (self._said(key, said[key]) for key in (*SAID, *(("level",) if self._wanted else ())) if key in said)
        if requirement.basis is not None:
            section = f", {requirement.basis.section}" if requirement.basis.section else ""
            note = f": {requirement.basis.note}" if requirement.basis.note else ""
            yield self._line(f"from {requirement.basis.source}{section}{note}", said["basis"])
        yield from self._reasons("requirements", requirement.id)

    def removed(self) -> Iterator[Line]:
        """
        The requirements that a layer below has and an overlay takes away.
        """
        for each in self._ruleset.edits:
            if each.act == "remove":
                yield Line(f"{each.name}: {self._origins.reason(each)}", 4, hang=2)

    def _said(self, key: str, node: Node) -> Line:
        said = node.value if isinstance(node, Text) else flow(node)
        return self._line(said if key == "criterion" else f"{key}: {said}", node)

    def _line(self, text: str, node: Node | None, indent: int = 6) -> Line:
        where = f"  [{self._origins.lines(node)}]" if self._wanted and node is not None else ""
        return Line(f"{text}{where}", indent, hang=2)

    def _reasons(self, section: str, name: str) -> Iterator[Line]:
        return (Line(each, 6, hang=2) for each in self._origins.reasons(section, name))

    def _node(self, section: str, name: str) -> Node:
        table = self._ruleset.document[section]
        return table[name] if isinstance(table, Table) else table


def _default(node: Node, value: str) -> Node:
    """
    The node that holds a default.
    """
    default = node["default"] if isinstance(node, Table) else node
    for each in default if isinstance(default, Items) else (default,):
        if isinstance(each, Table) and isinstance(text := each["value"], Text) and text.canonical == value:
            return each
    return default
