"""
What has to be so together for a criterion to be met, and what of it cannot be.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reqcheck.linting.implied import Comparison, excludes
from reqcheck.linting.parts import Part

#: A part, and whether it has to be met or must not be.
Fact = tuple[Part, bool]


def facts(part: Part, *, wanted: bool = True) -> Iterator[Fact]:
    """
    What has to be so, all of it, for a part to be met.
    """
    if part.tree == "all_of" and wanted:
        for each in part.parts:
            yield from facts(each)
    elif part.tree == ("none_of" if wanted else "any_of") or (part.tree == "none_of" and len(part.parts) == 1):
        for each in part.parts:
            yield from facts(each, wanted=not wanted if part.tree == "none_of" else False)
    else:
        yield part, wanted


def clashes(some: Iterable[Fact], others: Iterable[Fact], comparison: Comparison) -> Iterator[tuple[Part, Part]]:
    """
    Pairs of facts that cannot both be so, what is wanted first.
    """
    others = list(others)
    for one, wanted in some:
        for other, too in others:
            if wanted and too and one.kind != "answer":
                continue
            if not comparison.goes_on():
                return
            if wanted and too and excludes(one, other):
                yield one, other
            elif wanted is not too and comparison.implies(*((one, other) if wanted else (other, one))):
                yield (one, other) if wanted else (other, one)


def own_clashes(part: Part, comparison: Comparison) -> Iterator[tuple[Part, Part]]:
    before: list[Fact] = []
    for each in facts(part):
        yield from clashes((each,), before, comparison)
        before.append(each)
