"""
Differences between two rule sets: what is asked besides, what no longer, and what otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

import attrs

from reqcheck.alterations import Difference, alterations
from reqcheck.asked import floor_words
from reqcheck.clauses import Clause
from reqcheck.dated import Dated
from reqcheck.directions import CHANGED, LOOSER, STRICTER, Direction, by_floor, together
from reqcheck.document import Items, Node, Table, Text
from reqcheck.errors import DocumentError
from reqcheck.fields import Between
from reqcheck.loading.binding import built
from reqcheck.loading.scalars import Misfit
from reqcheck.loading.values import Values
from reqcheck.ruleset import TREES, Level, Requirement, RuleSet
from reqcheck.strength import Floor

if TYPE_CHECKING:
    from reqcheck.loading.settings import Settings

Fate = Literal["added", "removed", "renamed", "changed"]
#: The levels from the lightest, and what of a rule set is compared word by word.
WEIGHTS = (Level.PREFERRED, Level.REVIEW, Level.REQUIRED)
PLAIN = ("id", "title", "version", "summary", "leads_to", "effective", "reviewed_on", "status_lasts", "stale_after")
#: Of these, those that bear on verdicts.
BEARING = ("status_lasts", "stale_after")
#: What is told of requirements and the whole; other parts of a document are named only.
TOLD = {*PLAIN, "schema", "sources", "parameters", "requirements", "not_checked", "evidence"}


@attrs.frozen
class Alteration:
    """
    What became of one requirement: its *fate*, and the differences between what it was and what it is.

    *asks* is what it asks now, or asked last, in words.  *was* is the id that it had.
    """

    id: str
    title: str
    level: Level
    fate: Fate
    asks: str
    differences: tuple[Difference, ...] = ()
    was: str = ""

    @property
    def direction(self) -> Direction | None:
        """
        What all of it does to those who meet the requirement; None where it has no bearing on them.
        """
        if self.fate in ("added", "removed"):
            return STRICTER if self.fate == "added" else LOOSER
        return together(each.direction for each in self.differences)


@attrs.frozen
class RuleSetDifferences:
    """
    What is different in the *new* rule set: of the whole, of parameters, of requirements.

    *same* says that both documents mean the same to the letter; *reordered* that the same
    requirements stand in another order; *others* names further parts that differ.
    """

    old: RuleSet = attrs.field(repr=False)
    new: RuleSet = attrs.field(repr=False)
    whole: tuple[Difference, ...] = ()
    requirements: tuple[Alteration, ...] = ()
    reordered: bool = False
    others: tuple[str, ...] = ()

    @property
    def same(self) -> bool:
        """
        Both documents have one digest: they differ in comments and spacing at the most.
        """
        return self.old.digest() == self.new.digest()

    def to_json(self) -> str:
        """
        The differences as a JSON document, `reqcheck.diff/1`.
        """
        from reqcheck.rendering.differences import differences_to_json

        return differences_to_json(self)


class Known:
    """
    A rule set with its criteria built, as far as the values of parameters are known, by the defaults that stand *on* a day.

    Each rule set takes those of the values that it declares; raises `DocumentError` where one does not fit.
    """

    def __init__(self, ruleset: RuleSet, parameters: Mapping[str, object], settings: Settings, on: date = date.max) -> None:
        own = {name: each for name, each in parameters.items() if name in ruleset.parameters}
        self.ruleset = ruleset
        self.vocabulary = settings.vocabulary
        self._values = Values(ruleset.parameters, settings.vocabulary, own, on, lenient=True)
        if self._values.problems:
            raise DocumentError("parameters", tuple(self._values.problems))
        self._settings = settings
        self._unset = frozenset(ruleset.parameters) - frozenset(self._values.as_text())

    def clause(self, requirement: Requirement) -> Clause | None:
        """
        The criterion of a requirement, with its floor; None where it cannot be built without a parameter's value.
        """
        try:
            criterion = built(requirement, self._values, self._settings).criterion
        except Misfit:
            return None
        return None if criterion is None else Clause.of(criterion, requirement.criterion, self._unset)

    def asks(self, requirement: Requirement) -> str:
        """
        What a requirement asks, in words.
        """
        clause = self.clause(requirement)
        return clause.words if clause is not None else as_written(requirement.criterion) or ""


def differences_between(old: Known, new: Known) -> RuleSetDifferences:
    """
    Everything that is different in the *new* rule set.
    """
    before, after = ({each.id: each for each in known.ruleset.requirements} for known in (old, new))
    both = [each for each in before if each in after]
    return RuleSetDifferences(
        old.ruleset,
        new.ruleset,
        tuple(_whole(old.ruleset, new.ruleset)),
        tuple(_requirements(old, new, before, after)),
        reordered=both != [each for each in after if each in before],
        others=tuple(_others(old.ruleset.document, new.ruleset.document)),
    )


# -- requirements ---------------------------------------------------------------------------


def _requirements(
    old: Known, new: Known, before: Mapping[str, Requirement], after: Mapping[str, Requirement]
) -> Iterator[Alteration]:
    """
    What became of each requirement: in the order of the new rule set, then those that are gone.
    """
    gone = {name: each for name, each in before.items() if name not in after}
    for name, each in after.items():
        was = name if name in before else _former(each, gone, old, new)
        if not was:
            yield Alteration(name, each.title or new.asks(each), each.level, "added", new.asks(each))
            continue
        found = tuple(_of_requirement(old, new, gone.pop(was, before[was]), each))
        if was != name or found:
            fate: Fate = "changed" if was == name else "renamed"
            yield Alteration(name, each.title or new.asks(each), each.level, fate, new.asks(each), found, was if was != name else "")
    for name, each in gone.items():
        yield Alteration(name, each.title or old.asks(each), each.level, "removed", old.asks(each))


def _former(each: Requirement, gone: Mapping[str, Requirement], old: Known, new: Known) -> str:
    """
    The id of the requirement that asked the same and is no longer there.
    """
    clause = new.clause(each)
    for name, other in gone.items():
        was = old.clause(other)
        if clause is not None and was is not None and was.same_as(clause) and other.level is each.level and other.when == each.when:
            return name
    return ""


def _of_requirement(old: Known, new: Known, was: Requirement, now: Requirement) -> Iterator[Difference]:
    before, after = old.clause(was), new.clause(now)
    if was.level is not now.level:
        heavier = WEIGHTS.index(now.level) > WEIGHTS.index(was.level)
        yield Difference("level", was.level.value, now.level.value, STRICTER if heavier else LOOSER)
    if before is not None and after is not None:
        yield from alterations(before, after, new.vocabulary)
    elif was.criterion != now.criterion:
        yield Difference("criterion", old.asks(was), new.asks(now), CHANGED)
    if was.when != now.when:
        yield Difference("when", as_written(was.when), as_written(now.when), _asked_of(was.when, now.when))
    for name in ("title", "note"):
        yield from _plain(name, getattr(was, name), getattr(now, name))
    yield from _plain("basis", *(_inner(each.basis) for each in (was, now)))


def _asked_of(was: Node | None, now: Node | None) -> Direction:
    """
    What it does that a requirement is asked in some cases only: by values of parameters it is asked or not;
    a criterion may leave that open.
    """
    by_criterion = any(isinstance(each, Table) and ("kind" in each or any(tree in each for tree in TREES)) for each in (was, now))
    if by_criterion or (was is not None and now is not None):
        return CHANGED
    return LOOSER if was is None else STRICTER


def as_written(node: Node | None) -> str | None:
    """
    A part of the document as it is written, on one line.
    """
    if node is None or isinstance(node, Text):
        return None if node is None else node.canonical
    if isinstance(node, Items):
        return " or ".join(filter(None, map(as_written, node)))
    return ", ".join(f"{name} {as_written(each)}" for name, each in node.items())


# -- the whole ------------------------------------------------------------------------------


def _whole(old: RuleSet, new: RuleSet) -> Iterator[Difference]:
    for name in PLAIN:
        for each in _plain(name, getattr(old, name), getattr(new, name)):
            yield attrs.evolve(each, direction=CHANGED if name in BEARING else None)
    if old.evidence != new.evidence:
        before, after = (_floor(each) for each in (old.evidence, new.evidence))
        yield Difference("evidence", before, after, by_floor(old.evidence, new.evidence))
    yield from _named("parameter", old.parameters, new.parameters)
    yield from _named("source", old.sources, new.sources)
    yield from (Difference("not checked", each, None) for each in old.not_checked if each not in new.not_checked)
    yield from (Difference("not checked", None, each) for each in new.not_checked if each not in old.not_checked)


def _floor(floor: Floor) -> str:
    return floor_words(floor) or "claimed"


def _named(what: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Difference]:
    """
    What is declared by name: only in one rule set, or otherwise.
    """
    for name in (*old, *(each for each in new if each not in old)):
        before, after = old.get(name), new.get(name)
        if before is None or after is None:
            yield Difference(f"{what} {name}", _inner(before), _inner(after))
        else:
            for each in attrs.fields(type(before)):
                yield from _plain(f"{what} {name}: {each.name}", getattr(before, each.name), getattr(after, each.name))


def _plain(what: str, old: object, new: object) -> Iterator[Difference]:
    if old != new:
        yield Difference(what, _text(old), _text(new))


def _inner(value: Any) -> str | None:
    """
    All that is said of something, in words.
    """
    if value is None:
        return None
    given = (_text(getattr(value, each.name)) for each in attrs.fields(type(value)))
    return ", ".join(filter(None, given)) or "declared"


def _text(value: object) -> str | None:
    if isinstance(value, Between):
        return value.text
    if isinstance(value, tuple):
        return ", ".join(filter(None, map(_text, value))) or None
    if isinstance(value, Dated):
        return f"{value.value} since {value.since}"
    return None if value is None or value == "" else str(value)


def _others(old: Table, new: Table) -> Iterable[str]:
    """
    Further parts of the documents that differ.
    """
    return (each for each in dict.fromkeys((*old, *new)) if each not in TOLD and old.get(each) != new.get(each))
