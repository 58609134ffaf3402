"""
A role's rule set: the document as it was written, and the criteria bound to one set of parameters.
"""

from __future__ import annotations

import enum
import hashlib
import json
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

import attrs

from reqcheck.criterion import Context, Criterion
from reqcheck.dated import Dated, Default
from reqcheck.document import NOWHERE, Node, Place, Table, Text, parameters_in, plain
from reqcheck.fields import Between
from reqcheck.floors import Floored
from reqcheck.strength import CLAIMED, Floor

if TYPE_CHECKING:
    from reqcheck.catalog import Catalog
    from reqcheck.profile import Profile
    from reqcheck.vocabulary import Vocabulary

SCHEMA = "reqcheck.ruleset/1"
#: A criterion is a leaf, or exactly one of these.
TREES = ("all_of", "any_of", "none_of", "some_of")


class Level(enum.StrEnum):
    """
    What a requirement does to the decision.
    """

    REQUIRED = "required"
    REVIEW = "review"
    PREFERRED = "preferred"


@attrs.frozen(kw_only=True)
class Source:
    """
    A document that requirements are taken from.
    """

    title: str
    file: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: str | None = None
    read_on: date | None = None
    note: str | None = None


@attrs.frozen(kw_only=True)
class Basis:
    """
    Where a requirement comes from: a declared source and its section.

    Where sources differ the stricter sentence decides, and *note* says what the other one has.
    """

    source: str
    section: str | None = None
    note: str | None = None


@attrs.frozen(kw_only=True)
class Parameter:
    """
    A value that is set for each check: typed, or one of a list.
    """

    type: str | None = None
    one_of: tuple[str, ...] = ()
    title: str | None = None
    unit: str | None = None
    default: Default = None
    source: str | None = None
    note: str | None = None

    @property
    def defaults(self) -> tuple[Dated, ...]:
        """
        The values that stand where none is given, each with the day from which it does, the first one first.
        """
        if isinstance(self.default, str):
            return (Dated(since=date.min, value=self.default, source=self.source),)
        return tuple(sorted(self.default or (), key=lambda each: each.since))

    @property
    def days(self) -> tuple[date, ...]:
        """
        The days on which another value takes the place of one: none where the default is not dated.
        """
        return () if isinstance(self.default, str) else tuple(each.since for each in self.defaults)

    def default_on(self, day: date) -> Dated | None:
        """
        The value that stands on a day; None where there is none, or the first one begins later.
        """
        return next((each for each in reversed(self.defaults) if each.since <= day), None)


@attrs.frozen(kw_only=True)
class Requirement:
    """
    One entry of a rule set: what is asked, how much it weighs, where it comes from.

    *criterion* and *when* are still text: they become criteria when parameters are known.
    """

    id: str = ""
    criterion: Node
    title: str | None = None
    level: Level = Level.REQUIRED
    basis: Basis | None = None
    evidence: Floor | None = None
    when: Node | None = None
    note: str | None = None


@attrs.frozen(kw_only=True)
class Layer:
    """
    One document of a rule set: its own, or one that it extends.
    """

    id: str
    file: str
    text: str = attrs.field(repr=False)
    document: Table = attrs.field(repr=False)

    @classmethod
    def of(cls, document: Table, file: str, text: str) -> Layer:
        """
        A document that was read from a file.
        """
        name = document.get("id")
        return cls(id=name.value if isinstance(name, Text) else "", file=file, text=text, document=document)


@attrs.frozen(kw_only=True)
class Edit:
    """
    What an overlay does to the rule set that it extends, and why.

    *act* is "set" (the default of a parameter), "change", "remove" or "add" (a requirement); *name* is
    of the parameter or the requirement; *keys* are what is changed of it.  *layer* is the overlay's id.
    """

    act: str
    name: str
    because: str
    layer: str
    keys: tuple[str, ...] = ()
    place: Place = attrs.field(default=NOWHERE, eq=False)


@attrs.frozen(kw_only=True)
class RuleSet:
    """
    What a role asks for.

    The *document* is what all layers come to; *stack* are the layers as they were written, its own
    first, and *edits* what each does to those below it, the lowest first.

    A rule set remembers the catalog that loaded it and its last bindings; neither is compared or
    pickled.
    """

    id: str
    title: str
    version: str = "0"
    summary: str | None = None
    sources: Mapping[str, Source] = attrs.field(factory=dict)
    parameters: Mapping[str, Parameter] = attrs.field(factory=dict)
    requirements: tuple[Requirement, ...]
    not_checked: tuple[str, ...] = ()
    evidence: Floor = Floor()
    status_lasts: int = 120
    stale_after: int = 180
    effective: Between | None = None
    reviewed_on: date | None = None
    leads_to: tuple[str, ...] = ()
    file: str = attrs.field(default="", eq=False)
    text: str = attrs.field(default="", eq=False, repr=False)
    document: Table = attrs.field(factory=lambda: Table({}), eq=False, repr=False)
    stack: tuple[Layer, ...] = attrs.field(default=(), eq=False, repr=False)
    edits: tuple[Edit, ...] = attrs.field(default=(), eq=False, repr=False)
    catalog: Catalog | None = attrs.field(default=None, eq=False, repr=False)
    bindings: dict[Any, BoundRuleSet] = attrs.field(factory=dict, eq=False, repr=False)

    def remember(self, catalog: Catalog) -> None:
        """
        Keep the catalog that loaded it, for what is asked of it later.
        """
        object.__setattr__(self, "catalog", catalog)

    def parameters_of(self, requirement: Requirement) -> frozenset[str]:
        """
        The names of the parameters whose values a requirement takes, or by which it is asked at all.
        """
        when = requirement.when
        by_value = isinstance(when, Table) and not any(each in when for each in ("kind", *TREES))
        names = {*parameters_in(requirement.criterion), *parameters_in(when), *(when if by_value and isinstance(when, Table) else ())}
        return frozenset(names & self.parameters.keys())

    @property
    def layers(self) -> tuple[str, ...]:
        """
        The ids of the rule sets that this one is made of, its own first.
        """
        return tuple(each.id for each in self.stack) or (self.id,)

    def lines_below(self) -> dict[str, list[str]]:
        """
        The lines of each file below its own, to show what is wrong there.
        """
        return {each.file: each.text.split("\n") for each in self.stack[1:]}

    def edits_of(self, *names: str, acts: tuple[str, ...] = ("change", "add")) -> tuple[Edit, ...]:
        """
        What its layers do to requirements (or, with "set", to parameters) of these names.
        """
        return tuple(each for each in self.edits if each.name in names and each.act in acts)

    def digest(self) -> str:
        """
        The SHA-256 of the document's meaning: the same in YAML and in JSON, whatever the spacing.

        That of an overlay covers all its layers, each as it is written.
        """
        return self._digest

    @cached_property
    def _digest(self) -> str:
        layers = [_ordered(each.document) for each in self.stack[1:]]
        own = _ordered(self.stack[0].document if self.stack else self.document)
        text = json.dumps([own, *layers] if layers else own, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"

    def __getstate__(self) -> dict[str, Any]:
        state = {each.name: getattr(self, each.name) for each in attrs.fields(type(self))}
        return {**state, "catalog": None, "bindings": {}}

    def __setstate__(self, state: dict[str, Any]) -> None:
        for name, value in state.items():
            object.__setattr__(self, name, value)


def _ordered(document: Table) -> Any:
    """
    The document as plain values; its requirements are a list, because their order is part of what it says.
    """
    canonical: Any = plain(document, _canonical)
    requirements = canonical.get("requirements")
    if isinstance(requirements, dict):
        canonical["requirements"] = list(requirements.items())
    return canonical


def _canonical(scalar: Text) -> str:
    """
    A scalar's text, with one spelling for yes and one for no.
    """
    return scalar.canonical


@attrs.frozen(kw_only=True)
class BoundRequirement:
    """
    A requirement whose criterion is built for one set of parameters.

    It has no criterion where the parameters say that it does not apply.  *when* is a criterion
    that decides for each candidate.
    """

    requirement: Requirement = attrs.field(repr=False)
    title: str
    criterion: Criterion | None = None
    when: Criterion | None = None
    id: str = attrs.field(init=False)
    level: Level = attrs.field(init=False)
    #: The criterion without its floor, where nothing that is at least claimed can be below it.
    bare: Criterion | None = attrs.field(init=False, eq=False, repr=False)

    @bare.default
    def _without_floor(self) -> Criterion | None:
        floored = self.criterion
        return floored.criterion if isinstance(floored, Floored) and floored.is_default else floored

    def asked_of(self, profile: Profile) -> Criterion | None:
        """
        The criterion as it is put to a profile: without its floor, where nothing there can be below it.
        """
        return self.bare if profile.weakest >= CLAIMED else self.criterion

    @id.default  # noqa: A003 - attrs wants the field's name
    def _its_id(self) -> str:
        return self.requirement.id

    @level.default
    def _its_level(self) -> Level:
        return self.requirement.level


@attrs.frozen(kw_only=True)
class BoundRuleSet:
    """
    A rule set's criteria, built for one set of parameters and a day.
    """

    ruleset: RuleSet = attrs.field(repr=False)
    requirements: tuple[BoundRequirement, ...]
    parameters: Mapping[str, str]
    on: date
    dates: Mapping[str, date]
    #: The defaults that stand for parameters that nobody set.
    defaults: Mapping[str, Dated] = attrs.field(factory=dict)
    catalog: Catalog | None = attrs.field(default=None, eq=False, repr=False)

    def context(self, vocabulary: Vocabulary) -> Context:
        """
        What a check knows besides the profile: made anew for each candidate.
        """
        ruleset = self.ruleset
        return Context(self.on, vocabulary, self.dates, status_lasts=ruleset.status_lasts, stale_after=ruleset.stale_after)

    def turns(self, until: date = date.max) -> tuple[date, ...]:
        """
        The later days on which another default begins to stand for a parameter that nobody set.
        """
        open_ = (each for name, each in self.ruleset.parameters.items() if name in self.defaults or name not in self.parameters)
        return tuple(sorted({day for each in open_ for day in each.days if self.on < day <= until}))
