"""
Clauses: criteria as they are compared, with the text that they were built from.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import attrs

from reqcheck.asked import written_in
from reqcheck.criterion import called
from reqcheck.document import Items, Node, parameters_in
from reqcheck.floors import Floored
from reqcheck.ruleset import TREES
from reqcheck.strength import DEFAULT_FLOOR, Floor

if TYPE_CHECKING:
    from reqcheck.criterion import Criterion


class Clause(NamedTuple):
    """
    A criterion as it is compared: without its *floor*, with the *node* it was built from.

    The parameters in *unset* have no value.
    """

    criterion: Any
    floor: Floor
    node: Node
    unset: frozenset[str]

    @classmethod
    def of(cls, criterion: Criterion, node: Node, unset: frozenset[str]) -> Clause:
        """
        A criterion, built from a *node*, with all floors that stand on it as one.
        """
        floor = DEFAULT_FLOOR
        while isinstance(criterion, Floored):
            floor = floor.stricter(criterion.floor)
            criterion = criterion.criterion
        return cls(criterion, floor, node, unset)

    @property
    def kind(self) -> str:
        """
        The kind of the criterion.
        """
        kind: str = self.criterion.kind
        return kind

    @property
    def is_tree(self) -> bool:
        """
        It is one of the four connectives.
        """
        return self.kind in TREES

    @property
    def words(self) -> str:
        """
        What it asks; of a value that is not set it says from which parameter it comes.
        """
        lacking = [each for each in parameters_in(self.node) if each in self.unset]
        named = self._named()
        if getattr(named, "words", None) is not None:
            return called(named)
        if self.is_tree:
            head = f"at least {self.criterion.at_least} of" if self.kind == "some_of" else self.kind.replace("_", " ")
            return f"{head}: {'; '.join(each.words for each in self.parts())}"
        kind = self.kind if "/" in self.kind else self.kind.replace("_", " ")  # a name of a plugin is told as it is
        return kind + (f" by {' and '.join(f'`{each}`' for each in lacking)}" if lacking else "")

    def _named(self) -> Any:
        """
        The criterion with the names of parameters for values that are not set; None where only a value will do.
        """
        written, named = written_in(self.node), {}
        for field in attrs.fields(type(self.criterion)):
            used = parameters_in(written.get(field.name.rstrip("_")))
            if self.unset.isdisjoint(used):
                continue
            value = getattr(self.criterion, field.name)
            if len(used) > 1 or not (isinstance(value, str) or (isinstance(value, tuple) and all(isinstance(each, str) for each in value))):
                return None
            named[field.name] = f"`{used[0]}`" if isinstance(value, str) else (f"`{used[0]}`",)
        return attrs.evolve(self.criterion, **named) if named else self.criterion

    def parts(self) -> list[Clause]:
        """
        The parts of a tree.
        """
        written = written_in(self.node).get("of", Items(()))
        nodes: list[Node] = list(written) if isinstance(written, Items) else [written]
        return [Clause.of(each, node, self.unset) for each, node in zip(self.criterion.of, nodes, strict=True)]

    def same_as(self, other: Clause) -> bool:
        """
        Both ask the same, whatever their parameters may be.
        """
        if (self.criterion, self.floor) != (other.criterion, other.floor):
            return False
        used = {*parameters_in(self.node), *parameters_in(other.node)}
        if used.isdisjoint(self.unset | other.unset):
            return True
        named = self._named(), other._named()
        return bool(self.node == other.node if None in named else named[0] == named[1])
