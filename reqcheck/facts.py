"""
Facts to verify: the smallest sets that could make something undetermined met, or settle it at all.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple

from reqcheck.floors import Floored
from reqcheck.ruleset import TREES
from reqcheck.verdict import Outcomes

if TYPE_CHECKING:
    from reqcheck.evidence import Missing
    from reqcheck.finding import Finding
    from reqcheck.report import Outcome

Facts = tuple["Missing", ...]
#: How many sets are kept.
KEPT = 3


class SetsOfFacts(NamedTuple):
    """
    The smallest sets of facts that could make all met, and those that could decide either way.
    """

    could_qualify: tuple[Facts, ...]
    could_settle: tuple[Facts, ...]


def sets_of_facts(outcomes: Iterable[Outcome]) -> SetsOfFacts:
    """
    The sets for all of several outcomes together: one that turns out not to be met decides them all.
    """
    each_met, each_not = [], []
    for each in outcomes:
        criterion = each.requirement.criterion if each.applies is None or not each.applies.outcomes.open else None
        each_met.append(_sets(criterion, each.finding, met=True))
        each_not.append(_sets(criterion, each.finding, met=False))
    qualify = _all(each_met)
    return SetsOfFacts(tuple(qualify), tuple(_smallest([*qualify, *(facts for some in each_not for facts in some)])))


def _sets(criterion: Any, finding: Finding, *, met: bool) -> list[Facts]:
    """
    The smallest sets of facts that could show a criterion to be met, or not to be.
    """
    if not finding.outcomes.open:
        return [()] if finding.outcomes is (Outcomes.MET if met else Outcomes.NOT_MET) else []
    if isinstance(criterion, Floored) and finding.reason.code != "evidence.too-weak":
        return _sets(criterion.criterion, finding, met=met)
    if criterion is None or criterion.kind not in TREES:
        return _of_leaf(finding, met=met)
    asked = [
        (each, part) for each, part in zip(criterion.of, finding.parts.values(), strict=True)
        if part.outcomes is not Outcomes.NOT_APPLICABLE
    ]
    of_none = criterion.kind == "none_of"
    sets = [_sets(each, part, met=met is not of_none) for each, part in asked]
    return _some(_needed(criterion, len(asked), met=met), sets)


def _needed(criterion: Any, parts: int, *, met: bool) -> int:
    """
    How many of the parts have to turn out as wanted.
    """
    least = {"all_of": parts, "any_of": 1, "none_of": parts}.get(criterion.kind) or criterion.at_least
    return least if met else parts - least + 1


def _of_leaf(finding: Finding, *, met: bool) -> list[Facts]:
    """
    What is missing, record by record where one record may suffice.
    """
    missing = finding.asked()
    if not met or finding.reason.code == "evidence.too-weak":
        return [missing] if missing else []
    records: dict[str, list[Missing]] = {}
    for each in missing:
        records.setdefault("/".join(each.pointer.split("/")[:3]), []).append(each)
    return _smallest(tuple(each) for each in records.values())


def _some(needed: int, sets: list[list[Facts]]) -> list[Facts]:
    """
    The smallest sets by which so many parts turn out as wanted.
    """
    can = [each for each in sets if each]
    return _smallest(facts for some in combinations(can, needed) for facts in _all(some)) if needed <= len(can) else []


def _all(sets: Iterable[list[Facts]]) -> list[Facts]:
    found: list[Facts] = [()]
    for options in sets:
        found = _smallest(tuple(dict.fromkeys((*some, *each))) for some in found for each in options)
    return found


def _smallest(sets: Iterable[Facts]) -> list[Facts]:
    """
    The smallest of several sets, none that holds another; two questions about one field are one fact.
    """
    found: list[Facts] = []
    for each in sorted(dict.fromkeys(sets), key=lambda one: len(_fields(one))):
        if not any(_fields(other) <= _fields(each) for other in found):
            found.append(each)
    return found[:KEPT]


def _fields(facts: Facts) -> set[str]:
    return {each.question if each.pointer.endswith("/-") else each.pointer for each in facts}
