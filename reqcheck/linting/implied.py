"""
When one criterion asks for another: whoever meets the first meets the second.

It is told only where it is certain; of settings that no direction is known for, only the same imply
each other.  A parameter implies itself and nothing else.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from typing import Any

import attrs

from reqcheck.answers import meant
from reqcheck.directions import STRICTER, UNSET, by_floor, by_grade, has_direction, same_terms
from reqcheck.fields import UNLESS
from reqcheck.linting.parts import Open, Part, meaning
from reqcheck.vocabulary import Vocabulary

#: How many pairs of criteria are compared for one rule; of further ones nothing is said.
PAIRS = 50_000
#: Values of settings that ask for nothing.
NOTHING = (*UNSET, False)
#: The settings that together are the answers that will do: those are compared, not the settings.
ANSWERS = {("answer", each) for each in ("question", "equals", "one_of")}


class Comparison:
    """
    Compares criteria with one vocabulary, up to `PAIRS` of them for one rule.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._left = PAIRS

    def renew(self) -> None:
        """
        As many may be compared again.
        """
        self._left = PAIRS

    def goes_on(self) -> bool:
        """
        Another pair may be looked at; it counts as one.
        """
        self._left -= 1
        return self._left >= 0

    def repeated(self, parts: Sequence[Part]) -> Iterator[tuple[Part, Part]]:
        """
        Each part that asks for the same as one before it, with the first such, which comes first.
        """
        first: dict[Hashable, Part] = {}
        for each in parts:
            same = first.setdefault(each.meaning, each)
            if same is each and self._left > 0:
                same = next((one for one in first.values() if one is not each and self._both(one, each)), each)
            if same is not each:
                yield same, each

    def _both(self, one: Part, other: Part) -> bool:
        """
        Each of the two implies the other.
        """
        return self._left > 0 and self.implies(one, other) and self.implies(other, one)

    def implies(self, one: Part, other: Part) -> bool:
        """
        Whoever meets *one* meets *other*, whatever values parameters get.
        """
        if not self.goes_on():
            return False
        if not (one.tree or other.tree):
            return one.kind == other.kind and (one.meaning == other.meaning or self._leaf(one, other))
        if one.meaning == other.meaning:
            return True
        if one.tree == "any_of":
            return all(self.implies(each, other) for each in one.parts)
        if other.tree == "all_of":
            return all(self.implies(one, each) for each in other.parts)
        if one.tree == other.tree == "none_of":
            return all(any(self.implies(no, each) for each in one.parts) for no in other.parts)
        if one.tree == "all_of" and any(self.implies(each, other) for each in one.parts):
            return True
        if other.tree == "any_of":
            return any(self.implies(one, each) for each in other.parts)
        return False

    def _leaf(self, one: Part, other: Part) -> bool:
        if one.criterion is None or other.criterion is None or not _floor(one, other):
            return False
        if one.kind == "answer" and not _answers(one) <= _answers(other):
            return False
        kind: Any = type(one.criterion)
        return all(self._asks(each, one, other) for each in attrs.fields(kind) if each.init)

    def _asks(self, field: Any, one: Part, other: Part) -> bool:
        """
        One setting asks for at least as much as the other, as its kind declares it.
        """
        name = field.name.rstrip("_")
        mine, its = one.settings[name], other.settings[name]
        if mine == its or (one.kind, name) in ANSWERS or meaning(mine) == meaning(its):
            return True
        if not has_direction(field, one.criterion, other.criterion):
            return False
        if isinstance(mine, Open) or isinstance(its, Open):
            return its in NOTHING and field.metadata.get(UNLESS) is None
        return same_terms(its, mine, field, self._vocabulary) or by_grade(its, mine, field, self._vocabulary) is STRICTER


def excludes(one: Part, other: Part) -> bool:
    """
    Nobody meets both: two different answers to one question.
    """
    if one.kind != "answer" or other.kind != "answer" or one.criterion is None or other.criterion is None:
        return False
    return one.settings["key"] == other.settings["key"] and _answers(one).isdisjoint(_answers(other)) and not _taken(one, other)


def _answers(part: Part) -> frozenset[Any]:
    """
    The answers that will do, in one spelling.
    """
    values = (part.settings["equals"], part.settings["one_of"])
    several = (each for value in values for each in (value if isinstance(value, tuple) else (value,)) if each is not None)
    return frozenset(meant(each) if isinstance(each, str) else each for each in several)


def _taken(*parts: Part) -> bool:
    """
    An answer is taken from a parameter.
    """
    return any(isinstance(each, Open) for part in parts for each in part.settings.values())


def _floor(one: Part, other: Part) -> bool:
    """
    The evidence that the first accepts is accepted by the other.
    """
    return one.floor == other.floor or by_floor(other.floor, one.floor) is STRICTER
