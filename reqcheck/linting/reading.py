"""
A rule set as lint reads it: every requirement with its criterion, every text, where all of it stands.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from functools import cached_property

import attrs

from reqcheck.document import Node, Place, Table, parameters_in, plain
from reqcheck.linting import texts
from reqcheck.linting.allowances import Allowance, allowances_in
from reqcheck.linting.implied import Comparison
from reqcheck.linting.parts import Part, part_of
from reqcheck.linting.texts import Said
from reqcheck.loading.binding import criteria
from reqcheck.loading.scalars import Misfit
from reqcheck.loading.settings import Settings
from reqcheck.loading.values import Values, placeholders
from reqcheck.ruleset import TREES, Level, Requirement, RuleSet
from reqcheck.strength import Floor
from reqcheck.vocabulary import Vocabulary


@attrs.frozen(eq=False)
class Asking:
    """
    A requirement with the *part* that it asks, and the one in its `when`, where that holds a criterion.

    *entry* is the requirement as it is written, and *place* where its name stands.
    """

    requirement: Requirement
    place: Place
    entry: Table
    part: Part
    when: Part | None

    @property
    def id(self) -> str:
        """
        The requirement's name.
        """
        return self.requirement.id

    @property
    def required(self) -> bool:
        """
        The requirement decides.
        """
        return self.requirement.level is Level.REQUIRED

    @cached_property
    def leaves(self) -> list[Part]:
        """
        The leaves that it helps to have.
        """
        return [each for each, wanted in self.part.leaves() if wanted]

    @cached_property
    def said(self) -> tuple[Said, ...]:
        """
        The texts in which it asks something.
        """
        parts = (part for part in (self.part, self.when) if part is not None)
        leaves = [leaf for part in parts for leaf, _ in part.leaves()]
        own = (texts.named(self.id, self.place, "the requirement"), *texts.scalars(self.entry.get("title"), "the title"))
        return (*own, *(each for leaf in leaves for each in texts.of_leaf(leaf)))

    @cached_property
    def condition(self) -> str:
        """
        The `when` as text: the same for two that apply to the same openings; empty where it always applies.
        """
        when = self.requirement.when
        return repr(plain(when)) if when is not None else ""

    @cached_property
    def parameters(self) -> frozenset[str]:
        """
        The parameters whose values it takes or turns on.
        """
        when = self.requirement.when
        turned_on = when if self.when is None and isinstance(when, Table) else ()
        return frozenset((*parameters_in(self.requirement.criterion), *parameters_in(when), *turned_on))

    def at(self, name: str) -> Place:
        """
        Where a value of the requirement stands, or its name where it is not written.
        """
        return self.entry[name].place if name in self.entry else self.place


class Reading:
    """
    A rule set made ready for the rules: what it asks, for any values of its parameters, on a day.
    """

    def __init__(self, ruleset: RuleSet, settings: Settings, as_of: date, codes: Collection[str]) -> None:
        self.ruleset = ruleset
        self.document = ruleset.document
        self.vocabulary: Vocabulary = settings.vocabulary
        self.comparison = Comparison(settings.vocabulary)
        self.as_of = as_of
        self.allowances = allowances_in(ruleset.text, codes)
        self._allowed: dict[int, list[Allowance]] = {}
        for each in self.allowances:
            self._allowed.setdefault(each.line, []).append(each)
        self._lines = ruleset.text.split("\n")
        self._settings = settings
        self._values: Values = placeholders(ruleset.parameters, settings.vocabulary, as_of)

    @cached_property
    def asked(self) -> tuple[Asking, ...]:
        """
        The requirements, in order.
        """
        return tuple(map(self._asking, self.ruleset.requirements))

    @cached_property
    def trees(self) -> tuple[Part, ...]:
        """
        Every tree of every requirement.
        """
        return tuple(tree for each in self.asked for tree in each.part.trees())

    @cached_property
    def said(self) -> tuple[Said, ...]:
        """
        Every text in which the rule set asks something: its own title, its parameters, its requirements.
        """
        own = [each for name in ("title", "summary") for each in texts.scalars(self.document.get(name), f"the {name}")]
        return (*own, *texts.of_parameters(self.table("parameters")), *(each for asking in self.asked for each in asking.said))

    def notes_of(self, asking: Asking) -> str:
        """
        Everything that notes say about a requirement: its own, its basis', its parameters'.
        """
        requirement = asking.requirement
        basis = requirement.basis
        found = [requirement.note, basis.note if basis is not None else None]
        declared = self.ruleset.parameters
        found += [declared[name].note for name in sorted(asking.parameters) if name in declared]
        return " ".join(filter(None, found))

    def place_of(self, *path: str) -> Place:
        """
        Where the name at the end of a path stands, or the last one there is; the document's id for none.
        """
        place = self.document.key_at("id")
        node: Node = self.document
        for name in path:
            if not isinstance(node, Table) or name not in node:
                break
            place, node = node.key_at(name), node[name]
        return place

    def table(self, *path: str) -> Table:
        """
        The mapping at a path; an empty one where there is none.
        """
        node: Node = self.document
        for name in path:
            node = node[name] if isinstance(node, Table) and name in node else Table({})
        return node if isinstance(node, Table) else Table({})

    def _asking(self, requirement: Requirement) -> Asking:
        floor = (requirement.evidence or Floor()).stricter(self.ruleset.evidence)
        table = self.table("requirements")
        entry = self.table("requirements", requirement.id)
        place = table.key_at(requirement.id) if requirement.id in table else requirement.criterion.place
        part = self._part(requirement.criterion, floor)
        return Asking(requirement, place, entry, part, self._when(requirement.when))

    def _when(self, when: Node | None) -> Part | None:
        if not isinstance(when, Table) or not any(each in when for each in ("kind", *TREES)):
            return None
        return self._part(when, Floor())

    def _part(self, node: Node, floor: Floor) -> Part:
        try:
            criterion, _ = criteria(node, None, self._values, self._settings)
        except Misfit:  # it cannot be read before a parameter is set
            criterion = None
        return part_of(node if isinstance(node, Table) else Table({}), criterion, floor)

    def line(self, place: Place) -> str:
        """
        The text of the line of a place.
        """
        return self._lines[place.line - 1] if place.line <= len(self._lines) else ""

    def allows(self, code: str, place: Place) -> Allowance | None:
        """
        The allowance in the file for what the rule of a code found at a place.
        """
        return next((each for each in self._allowed.get(place.line, ()) if code in each.codes), None)

    def pairs(self) -> Iterator[tuple[Asking, Asking]]:
        """
        Every two requirements, in order, that can apply to the same opening as far as `when` tells.
        """
        for index, later in enumerate(self.asked):
            for earlier in self.asked[:index]:
                if not self.comparison.goes_on():
                    return
                one, other = earlier.requirement.when, later.requirement.when
                if one is None or other is None or one == other:
                    yield earlier, later
