"""
Alterations: how one criterion differs from another, setting by setting and part by part.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs

from reqcheck.asked import floor_words, in_words, written_in
from reqcheck.clauses import Clause
from reqcheck.directions import CHANGED, LOOSER, STRICTER, UNSET, Direction, by_floor, by_grade, has_direction
from reqcheck.document import Node, Table, parameters_in
from reqcheck.strength import DEFAULT_FLOOR, Floor

if TYPE_CHECKING:
    from reqcheck.vocabulary import Vocabulary

#: What one part more does to a tree; one part less does the opposite.
ONE_MORE = {"all_of": STRICTER, "any_of": LOOSER, "none_of": STRICTER, "some_of": LOOSER}


@attrs.frozen
class Difference:
    """
    One thing that is not as it was: *what* it is, and the *old* and the *new* of it in words, None for nothing.

    Its *direction* is None where it has no bearing on anybody.  *within* says in which part of a tree
    it stands, and *parameters* names those that the values are taken from.
    """

    what: str
    old: str | None
    new: str | None
    direction: Direction | None = None
    within: str = ""
    parameters: tuple[str, ...] = ()

    @property
    def mirrored(self) -> Difference:
        """
        The same difference, seen from the other side.
        """
        direction = None if self.direction is None else self.direction.reversed
        return attrs.evolve(self, old=self.new, new=self.old, direction=direction)


def alterations(old: Clause, new: Clause, vocabulary: Vocabulary) -> list[Difference]:
    """
    Every difference between two criteria.
    """
    if old.same_as(new):
        return []
    before, after = Tree.of(old, new), Tree.of(new, old)
    if before is not None and after is not None:
        amount = _settings(old, new, vocabulary, only=("at_least",)) if before.kind == "some_of" else ()
        return [*_floors(before.floor, after.floor), *amount, *_parts(before.kind, before.parts, after.parts, vocabulary)]
    if old.kind == new.kind and not old.is_tree:
        return [*_floors(old.floor, new.floor), *_settings(old, new, vocabulary)]
    return [*_floors(old.floor, new.floor), Difference("criterion", old.words, new.words, CHANGED)]


def _floors(old: Floor, new: Floor) -> Iterator[Difference]:
    if old != new:
        before, after = (floor_words(each) or "claimed" for each in (old, new))
        yield Difference("evidence", before, after, by_floor(old, new))


# -- trees ----------------------------------------------------------------------------------


class Tree(NamedTuple):
    """
    A connective, its floor and its parts.
    """

    kind: str
    floor: Floor
    parts: list[Clause]

    @classmethod
    def of(cls, clause: Clause, other: Clause) -> Tree | None:
        """
        A criterion as the tree that it is, or as the only part of a tree such as the *other* one; None where
        they cannot be seen as trees of one kind.
        """
        if clause.is_tree:
            alike = other.kind == clause.kind or (not other.is_tree and clause.kind in ("all_of", "any_of"))
            return cls(clause.kind, clause.floor, clause.parts()) if alike else None
        if other.kind not in ("all_of", "any_of"):
            return None
        outside = clause.floor == other.floor  # a floor around the tree, else around the part
        part = clause._replace(floor=DEFAULT_FLOOR) if outside else clause
        return cls(other.kind, clause.floor if outside else DEFAULT_FLOOR, [part])


def _parts(tree: str, old: Sequence[Clause], new: Sequence[Clause], vocabulary: Vocabulary) -> Iterator[Difference]:
    """
    The parts that are in one tree only, and what differs in those of one kind that stand for each other.
    """
    gone, come = list(old), []
    for each in new:
        same = next((other for other in gone if other.same_as(each)), None)
        if same is None:
            come.append(each)
        else:
            gone.remove(same)
    for before, after in _paired(gone, come):
        gone.remove(before)
        come.remove(after)
        yield from (_within(tree, before, found) for found in alterations(before, after, vocabulary))
    more = ONE_MORE[tree]
    yield from (Difference("part", each.words, None, more.reversed, tree) for each in gone)
    yield from (Difference("part", None, each.words, more, tree) for each in come)


def _paired(gone: Sequence[Clause], come: Sequence[Clause]) -> list[tuple[Clause, Clause]]:
    """
    Parts of one kind, in their order.
    """
    ahead, found = list(gone), []
    for each in come:
        other = next((one for one in ahead if one.kind == each.kind), None)
        if other is not None:
            ahead.remove(other)
            found.append((other, each))
    return found


def _within(tree: str, part: Clause, each: Difference) -> Difference:
    turned = each.direction.reversed if tree == "none_of" and each.direction is not None else each.direction
    within = f"{tree}: {part.words}" if not part.is_tree else f"{tree}, {each.within}"
    return attrs.evolve(each, direction=turned, within=within)


# -- settings -------------------------------------------------------------------------------


def _settings(old: Clause, new: Clause, vocabulary: Vocabulary, only: Iterable[str] = ()) -> Iterator[Difference]:
    """
    The settings that differ.  Where one is set instead of another, neither tells a direction.
    """
    names = [each for each in attrs.fields(type(old.criterion)) if each.init and (not only or each.name in only)]
    found = [both for each in names if (both := _Setting.of(old, new, each)).differs]
    swapped = {STRICTER, LOOSER} <= {each.direction(vocabulary) for each in found if each.appears}
    for each in found:
        direction = CHANGED if swapped and each.appears else each.direction(vocabulary)
        yield each.difference(direction, vocabulary)


class _Setting(NamedTuple):
    """
    One setting in two criteria of a kind.
    """

    old: Clause
    new: Clause
    field: Any

    @classmethod
    def of(cls, old: Clause, new: Clause, field: Any) -> _Setting:
        return cls(old, new, field)

    @property
    def values(self) -> tuple[Any, Any]:
        return getattr(self.old.criterion, self.field.name), getattr(self.new.criterion, self.field.name)

    @property
    def differs(self) -> bool:
        old, new = self.values
        return old != new or (any(map(self._lacking, (self.old, self.new))) and self._node(self.old) != self._node(self.new))

    @property
    def appears(self) -> bool:
        """
        It is set in one of them only.
        """
        old, new = self.values
        return (old in UNSET) is not (new in UNSET)

    def direction(self, vocabulary: Vocabulary) -> Direction:
        known = not any(map(self._lacking, (self.old, self.new)))
        if not (known and has_direction(self.field, self.old.criterion, self.new.criterion)):
            return CHANGED
        return by_grade(*self.values, self.field, vocabulary)

    def difference(self, direction: Direction, vocabulary: Vocabulary) -> Difference:
        old, new = self.values
        used = (each for clause in (self.old, self.new) for each in parameters_in(self._node(clause)))
        return Difference(
            self.field.name.rstrip("_"),
            self._words(self.old, old, vocabulary), self._words(self.new, new, vocabulary),
            direction, parameters=tuple(dict.fromkeys(used)),
        )

    def _node(self, clause: Clause) -> Node | None:
        written: Mapping[str, Node] = written_in(clause.node) if isinstance(clause.node, Table) else {}
        return written.get(self.field.name.rstrip("_"))

    def _lacking(self, clause: Clause) -> list[str]:
        return [each for each in parameters_in(self._node(clause)) if each in clause.unset]

    def _words(self, clause: Clause, value: Any, vocabulary: Vocabulary) -> str | None:
        lacking = self._lacking(clause)
        if lacking:
            return f"what {' and '.join(f'`{each}`' for each in lacking)} is set to"
        if value in UNSET:
            return None
        if hasattr(value, "assess"):
            return Clause.of(value, self._node(clause) or Table({}), clause.unset).words
        if isinstance(value, tuple) and value and all(hasattr(each, "assess") for each in value):
            return "; ".join(Clause.of(each, Table({}), clause.unset).words for each in value)
        return in_words(value, self.field, vocabulary)
