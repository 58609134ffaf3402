"""
The comparison of roles: what each of them asks, side by side and by area.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import attrs

from reqcheck.asked import floor_words
from reqcheck.clauses import Clause
from reqcheck.directions import UNSET
from reqcheck.fields import TERMS
from reqcheck.obstacles import leaves_of
from reqcheck.ruleset import Level, Requirement, RuleSet

if TYPE_CHECKING:
    from reqcheck.differences import Known
    from reqcheck.vocabulary import Vocabulary

#: The areas in the order in which they are shown; what declares none is under `other`.
AREAS = (
    "education", "training", "examinations", "license", "certification",
    "clinical experience", "leadership", "other experience", "record", "answers", "other",
)
#: Where stands what no role requires, and what the rule sets leave to people.
PREFERRED, NOT_CHECKED = "preferred", "not checked"

Alike = Literal["same", "similar", "single"]


@attrs.frozen
class Cell:
    """
    What one role asks in a row: a requirement's *id*, *title* and *level*, and what it *asks* in words.
    """

    id: str
    title: str
    level: Level
    asks: str


@attrs.frozen
class Row:
    """
    What is asked, for each role; None where it does not ask it.

    It is the *same* where all roles ask it alike, *similar* where at least two ask for it, though not alike,
    or not all of them do.
    """

    title: str
    alike: Alike
    cells: tuple[Cell | None, ...]


@attrs.frozen
class RoleComparison:
    """
    Several roles side by side: rows by area, and what each leaves to people, by its sentences.
    """

    rulesets: tuple[RuleSet, ...] = attrs.field(repr=False)
    areas: tuple[tuple[str, tuple[Row, ...]], ...] = ()
    not_checked: tuple[tuple[str, tuple[bool, ...]], ...] = ()

    def to_json(self) -> str:
        """
        The comparison as a JSON document, `reqcheck.comparison/1`.
        """
        from reqcheck.rendering.comparison import comparison_to_json

        return comparison_to_json(self)


class _Asking(NamedTuple):
    """
    A requirement of one of the roles, by the role's place.
    """

    role: int
    requirement: Requirement
    clause: Clause | None
    cell: Cell
    area: str


def compared(roles: Sequence[Known]) -> RoleComparison:
    """
    The comparison of some roles, in their order.
    """
    groups = _grouped([each for place, role in enumerate(roles) for each in _askings(place, role)], roles)
    rows: dict[str, list[Row]] = {}
    for group in groups:
        required = [each for each in group if each.requirement.level is not Level.PREFERRED]
        area = required[0].area if required else PREFERRED
        rows.setdefault(area, []).append(_row(group, len(roles)))
    order = (*AREAS[:-1], *sorted(each for each in rows if each not in (*AREAS, PREFERRED)), AREAS[-1], PREFERRED)
    return RoleComparison(
        tuple(each.ruleset for each in roles),
        tuple((area, tuple(rows[area])) for area in order if area in rows),
        tuple(_left([each.ruleset for each in roles])),
    )


def _askings(place: int, role: Known) -> Iterator[_Asking]:
    for each in role.ruleset.requirements:
        clause = role.clause(each)
        title = each.title or role.asks(each)
        cell = Cell(each.id, title, each.level, _words(each, clause, role))
        yield _Asking(place, each, clause, cell, _area(clause.criterion) if clause is not None else AREAS[-1])


def _words(requirement: Requirement, clause: Clause | None, role: Known) -> str:
    """
    What a requirement asks, with the evidence that it has to rest on.
    """
    floor = floor_words(clause.floor.stricter(role.ruleset.evidence)) if clause is not None else ""
    when = " (in some cases)" if requirement.when is not None else ""
    return f"{role.asks(requirement)}{f', {floor}' if floor else ''}{when}"


def _area(criterion: Any) -> str:
    """
    The area that the kind declares; that of a tree is the one of all its leaves.
    """
    found = {str(getattr(each, "area", AREAS[-1])) for each in leaves_of(criterion)}
    return found.pop() if len(found) == 1 else AREAS[-1]


def _left(rulesets: Sequence[RuleSet]) -> Iterator[tuple[str, tuple[bool, ...]]]:
    """
    Every sentence that a role leaves to people, and which roles do.
    """
    for sentence in dict.fromkeys(each for ruleset in rulesets for each in ruleset.not_checked):
        yield sentence, tuple(sentence in each.not_checked for each in rulesets)


# -- rows -----------------------------------------------------------------------------------


def _grouped(askings: Iterable[_Asking], roles: Sequence[Known]) -> list[list[_Asking]]:
    """
    Requirements that ask the same, then those nearly so, one of a role in each group.
    """
    groups: list[list[_Asking]] = []
    later = []
    for each in askings:
        same = next((group for group in groups if _free(group, each) and _same(group[0], each)), None)
        if same is not None:
            same.append(each)
        elif each.role == 0:
            groups.append([each])
        else:
            later.append(each)
    for each in later:
        near = [group for group in groups if _free(group, each)]
        chosen = next((group for group in near if any(_same(other, each) for other in group)), None)
        chosen = chosen or next((group for group in near if any(_near(other, each, roles[0].vocabulary) for other in group)), None)
        groups.append([each]) if chosen is None else chosen.append(each)
    return groups


def _free(group: Iterable[_Asking], asking: _Asking) -> bool:
    return all(each.role != asking.role for each in group)


def _same(one: _Asking, other: _Asking) -> bool:
    """
    Both ask the same thing, at whatever level.
    """
    return one.clause is not None and other.clause is not None and one.clause.same_as(other.clause)


def _near(one: _Asking, other: _Asking, vocabulary: Vocabulary) -> bool:
    """
    Both are of one kind and about the same subject, though perhaps another amount of it.
    """
    if one.clause is None or other.clause is None or one.clause.is_tree or other.clause.is_tree:
        return False
    first, second = one.clause.criterion, other.clause.criterion
    if first.kind != second.kind or one.area != other.area:
        return False
    pairs = ((each, getattr(first, each.name), getattr(second, each.name)) for each in attrs.fields(type(first)) if each.init)
    subjects = [_overlap(field, old, new, vocabulary) for field, old, new in pairs if _is_subject(field, old, new)]
    return all(subjects)


def _is_subject(field: Any, *values: Any) -> bool:
    """
    A setting that says what is asked, not how much of it, in at least one of two criteria.
    """
    named = TERMS in field.metadata or any(isinstance(each, tuple) and each and isinstance(each[0], str) for each in values)
    plain = isinstance(values[0], str) and field.default is attrs.NOTHING
    return (named or plain or field.name == "either") and any(each not in UNSET for each in values)


def _overlap(field: Any, old: Any, new: Any, vocabulary: Vocabulary) -> bool:
    """
    Two subjects share something: a word, or a term of a group.
    """
    if old in UNSET or new in UNSET:
        return bool(old == new)
    before, after = (set(each) if isinstance(each, tuple) else {each} for each in (old, new))
    if before & after or TERMS not in field.metadata:
        return bool(before & after)
    return any(term.among(before) and term.among(after) for term in vocabulary[field.metadata[TERMS]])


def _row(group: Sequence[_Asking], roles: int) -> Row:
    cells: list[Cell | None] = [None] * roles
    for each in group:
        cells[each.role] = each.cell
    alike: Alike = "single"
    if len(group) > 1:
        levels = {each.requirement.level for each in group}
        every = len(group) == roles and len(levels) == 1 and all(_same(group[0], each) for each in group)
        alike = "same" if every else "similar"
    first = next(each for each in cells if each is not None)
    return Row(first.title, alike, tuple(cells))
