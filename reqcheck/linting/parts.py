"""
A criterion as lint looks at it: the text it was written as beside the settings that were read from it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Any

import attrs

from reqcheck.criterion import Criterion
from reqcheck.document import Items, Node, Place, Table, Text, parameters_in, plain
from reqcheck.floors import Floored
from reqcheck.ruleset import TREES
from reqcheck.strength import Floor

#: Values that mean what they are.
SIMPLE = frozenset((str, int, bool, type(None), Fraction, date))


@attrs.frozen
class Open:
    """
    The value of a setting that takes it from parameters: it is known only when they are set.
    """

    text: str


@attrs.frozen(eq=False)
class Part:
    """
    A criterion or a part of one: a *tree* with its *parts*, or a leaf of a *kind* with its *settings*.

    A leaf that cannot be read before parameters are set has no *criterion* and no settings.
    """

    node: Table
    floor: Floor
    tree: str = ""
    at_least: str = ""
    parts: tuple[Part, ...] = ()
    kind: str = ""
    criterion: Criterion | None = None
    settings: Mapping[str, Any] = attrs.field(factory=dict)

    @property
    def place(self) -> Place:
        """
        Where it stands.
        """
        return self.node.place

    def at(self, setting: str) -> Place:
        """
        Where the value of a setting stands, or the criterion where it is not written.
        """
        return self.node[setting].place if setting in self.node else self.place

    @cached_property
    def meaning(self) -> Hashable:
        """
        The same for two parts exactly if they ask for the same, in whatever order it is written.
        """
        if self.tree:
            return self.tree, self.at_least, frozenset(each.meaning for each in self.parts)
        if self.criterion is None:
            return self.kind, repr(plain(self.node))
        return self.kind, self.floor, frozenset((name, meaning(each)) for name, each in self.settings.items())

    def leaves(self, *, wanted: bool = True) -> Iterator[tuple[Part, bool]]:
        """
        Every leaf, and whether it helps to have it: under `none_of` it does not.
        """
        if not self.tree:
            yield self, wanted
        for each in self.parts:
            yield from each.leaves(wanted=wanted is (self.tree != "none_of"))

    def demands(self, test: Callable[[Part], bool]) -> bool:
        """
        Whether every way to meet it needs a leaf that passes the *test*.
        """
        if not self.tree:
            return test(self)
        needing = [each.demands(test) for each in self.parts]
        if self.tree == "some_of":
            return self.at_least.isdecimal() and needing.count(False) < int(self.at_least)
        return self.tree != "none_of" and (any(needing) if self.tree == "all_of" else all(needing))

    def trees(self) -> Iterator[Part]:
        """
        It and every tree in it, if it is one.
        """
        if self.tree:
            yield self
        for each in self.parts:
            yield from each.trees()


def part_of(node: Table, criterion: Criterion | None, floor: Floor) -> Part:
    """
    The part that *node* describes, read as *criterion*, under a *floor*.
    """
    while isinstance(criterion, Floored):
        floor = floor.stricter(criterion.floor)
        criterion = criterion.criterion
    tree = next((each for each in TREES if each in node), "")
    if not tree:
        return _leaf(node, criterion, floor)
    inner = node[tree]
    at_least = _text(inner.get("at_least")) if isinstance(inner, Table) else ""
    listed = inner["of"] if isinstance(inner, Table) and "of" in inner else inner
    nodes = [each for each in (listed if isinstance(listed, Items) else (listed,)) if isinstance(each, Table)]
    read = getattr(criterion, "of", (None,) * len(nodes))
    parts = tuple(part_of(each, its, floor) for each, its in zip(nodes, read, strict=True))
    return Part(node, floor, tree, at_least, parts, criterion=criterion)


def _leaf(node: Table, criterion: Criterion | None, floor: Floor) -> Part:
    kind = _text(node.get("kind"))
    return Part(node, floor, kind=kind, criterion=criterion, settings=dict(_settings(node, criterion)))


def _settings(node: Table, criterion: Criterion | None) -> Iterator[tuple[str, Any]]:
    """
    Every setting of a leaf, those that are not written with their defaults.
    """
    if criterion is None:
        return
    kind: Any = type(criterion)
    for each in attrs.fields(kind):
        name = each.name.rstrip("_")
        if each.init:
            written = node.get(name)
            taken = written is not None and parameters_in(written)
            yield name, Open(repr(plain(written))) if written is not None and taken else getattr(criterion, each.name)


def meaning(value: Any) -> Hashable:
    """
    The same for two values exactly if they mean the same; the order of several does not matter.
    """
    if value.__class__ in SIMPLE:
        return value  # type: ignore[no-any-return]
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        return frozenset(map(meaning, value))
    if attrs.has(type(value)):
        kind: Any = type(value)
        return kind.__name__, tuple(meaning(getattr(value, each.name)) for each in attrs.fields(kind) if each.eq and each.init)
    return value if isinstance(value, Hashable) else repr(value)


def _text(node: Node | None) -> str:
    return node.value if isinstance(node, Text) else ""
