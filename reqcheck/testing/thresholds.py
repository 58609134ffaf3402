"""
Thresholds: the numbers in criteria, and whether a candidate's case turns on one.

A case is on the met side of a number if the criterion is met and would not be with some other number; it
is on the other side if the criterion is not met and would be something else with some other number.  So
somebody without any work says nothing about how many years are asked.  What is too old for a floor of
evidence is not known rather than not met, and on that side.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum
from fractions import Fraction
from functools import partial
from typing import Any, NamedTuple

import attrs

from reqcheck.criterion import Context, Criterion
from reqcheck.dates import Span
from reqcheck.evidence import Amount
from reqcheck.floors import Floored
from reqcheck.profile import Profile
from reqcheck.ruleset import TREES
from reqcheck.verdict import Outcomes

#: A length that nothing reaches.
ENDLESS = Span(months=12 * 9_000)


class Threshold(NamedTuple):
    """
    A number that a requirement asks: in which *part* of its criterion ("0/1" is the second part of the
    first one), under which *setting*.
    """

    requirement: str
    part: str
    setting: str


class Side(NamedTuple):
    """
    A case that turns on a threshold: whether it is *met*, and how much there is where that is counted.
    """

    met: bool
    amount: Amount | None


def thresholds_in(criterion: Criterion, part: str = "") -> Iterator[tuple[str, str]]:
    """
    The part and the setting of every number in a criterion.
    """
    for place, node, _ in _nodes(criterion, part, ()):
        yield from ((place, setting) for setting, _ in _variants(node))


def sides_of(criterion: Criterion, profile: Profile, context: Context, part: str = "") -> Iterator[tuple[str, str, Side]]:
    """
    The part and the setting of every number on which the verdict on a profile turns, and on which side it is.
    """
    for place, node, floors in _nodes(criterion, part, ()):
        finding = context.assess(_under(node, floors), profile)
        met = finding.outcomes is Outcomes.MET
        if not (met or finding.outcomes is Outcomes.NOT_MET or isinstance(node, Floored)):
            continue
        for setting, variants in _variants(node):
            others = (context.assess(_under(each, floors), profile) for each in variants)
            if any(each.outcomes is not finding.outcomes and not each.degraded for each in others):
                yield place, setting, Side(met, finding.amount)


def _nodes(criterion: Any, part: str, floors: tuple[Floored, ...]) -> Iterator[tuple[str, Any, tuple[Floored, ...]]]:
    """
    A criterion and those of which it is made, each with its part and the floors that it stands under.
    """
    yield part, criterion, floors
    if isinstance(criterion, Floored):
        yield from _nodes(criterion.criterion, part, (criterion, *floors))
    elif criterion.kind in TREES:
        for index, each in enumerate(criterion.of):
            yield from _nodes(each, f"{part}/{index}".lstrip("/"), floors)


def _under(criterion: Any, floors: Iterable[Floored]) -> Criterion:
    for each in floors:
        criterion = attrs.evolve(each, criterion=criterion)
    return criterion  # type: ignore[no-any-return]


def _variants(value: Any) -> Iterator[tuple[str, list[Any]]]:
    """
    The numbers in a criterion or a part of one, by name, each with what *value* is with other numbers.
    """
    for name, inner, replaced in _parts(value):
        if isinstance(inner, Span) or _is_number(inner):
            yield name, list(_built(replaced, _others(inner)))
        else:
            for below, variants in _variants(inner):
                yield f"{name}.{below}".strip("."), list(_built(replaced, variants))


def _parts(value: Any) -> Iterator[tuple[str, Any, Any]]:
    """
    What stands in a value, by name, and how to put something else in its place.

    Criteria that a tree or a floor holds are looked at on their own.
    """
    held = {"criterion"} if isinstance(value, Floored) else {"of"} if getattr(value, "kind", None) in TREES else set()
    if attrs.has(type(value)):
        for each in attrs.fields(type(value)):
            if each.init and each.name not in held:
                name = "evidence" if each.name == "floor" else each.name.rstrip("_")
                yield name, getattr(value, each.name), partial(_evolved, value, each.alias)
    elif hasattr(value, "_fields"):
        for name in value._fields:
            yield name, getattr(value, name), partial(_with, value, name)
    elif isinstance(value, tuple):
        for index, inner in enumerate(value):
            yield str(index) if len(value) > 1 else "", inner, partial(_at, value, index)


def _evolved(value: Any, name: str, inner: Any) -> Any:
    return attrs.evolve(value, **{name: inner})


def _with(value: Any, name: str, inner: Any) -> Any:
    return value._replace(**{name: inner})


def _at(value: tuple[Any, ...], index: int, inner: Any) -> tuple[Any, ...]:
    return (*value[:index], inner, *value[index + 1 :])


def _built(replaced: Any, others: Iterable[Any]) -> Iterator[Any]:
    """
    The values with each of the others in place; those that a kind refuses are left out.
    """
    for each in others:
        try:
            yield replaced(each)
        except (ValueError, TypeError):
            continue


def _is_number(value: object) -> bool:
    return isinstance(value, int | float | Fraction) and not isinstance(value, bool | Enum)


def _others(number: Any) -> list[Any]:
    """
    Other numbers than the one given: hardly anything, a little less and more, and more than anybody has.
    """
    if isinstance(number, Span):
        near = (Span(number.months, number.days + by) for by in (-1, 1))
        return [each for each in (Span(days=1), *near, ENDLESS) if each != number and max(each) > 0]
    tiny = Fraction(1, 365) if isinstance(number, Fraction) else 1
    found = (tiny, number - 1, number + 1, number * 1000 + 1000)
    return [each for each in dict.fromkeys(found) if each != number and each > 0]
