"""
Pairs: the requirements of two bound rule sets side by side, and which of them differ in what decides.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from reqcheck.obstacles import leaves_of
from reqcheck.ruleset import TREES, Level

if TYPE_CHECKING:
    from reqcheck.criterion import Context, Criterion
    from reqcheck.ruleset import BoundRequirement, BoundRuleSet


class Side(NamedTuple):
    """
    One of the two rule sets, bound, and the context of its checks.
    """

    bound: BoundRuleSet
    context: Context


class Pair(NamedTuple):
    """
    One requirement in both rule sets, None where one does not have it.
    """

    old: BoundRequirement | None
    new: BoundRequirement | None

    @property
    def criteria(self) -> tuple[Criterion | None, Criterion | None]:
        """
        What both ask.
        """
        return self.old.criterion if self.old else None, self.new.criterion if self.new else None

    @property
    def differs(self) -> bool:
        """
        Something that bears on the verdict, or on what it does, is not the same.
        """
        if self.old is None or self.new is None:
            return True
        return self.criteria[0] != self.criteria[1] or self.old.level is not self.new.level or self.old.when != self.new.when

    @property
    def decides(self) -> bool:
        """
        It can make the decision another one.
        """
        return any(each is not None and each.level is not Level.PREFERRED for each in self)


def pairs_of(old: Side, new: Side) -> dict[str, Pair]:
    """
    The requirements of both, by id: in the order of the new rule set, then those that are gone.
    """
    before, after = ({each.id: each for each in side.bound.requirements} for side in (old, new))
    return {name: Pair(before.get(name), after.get(name)) for name in (*after, *(each for each in before if each not in after))}


def differing(old: Side, new: Side) -> Iterator[str]:
    """
    The requirements that differ; all of them where the rule sets differ in how long things last.
    """
    alike = all(getattr(old.context, name) == getattr(new.context, name) for name in ("status_lasts", "stale_after"))
    for name, pair in pairs_of(old, new).items():
        if pair.differs or not alike:
            yield name


def blind(old: Side, new: Side) -> Iterator[tuple[str, str]]:
    """
    The requirements with the kinds that do not say what would show them.
    """
    for side in (old, new):
        for each in side.bound.requirements:
            yield from ((each.id, leaf.kind) for leaf in leaves_of(each.criterion) if leaf.kind not in TREES and not hasattr(leaf, "remedies"))
