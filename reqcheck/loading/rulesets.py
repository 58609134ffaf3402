"""
Rule sets from YAML: the document, checked against the kinds and the vocabulary of a catalog.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs

from reqcheck.document import Items, Node, Table, Text, described, quoted
from reqcheck.errors import DocumentError, Problem, did_you_mean
from reqcheck.fields import Between
from reqcheck.loading.binding import criteria, refusal
from reqcheck.loading.extending import NOWHERE, Shelf, Spot, extend
from reqcheck.loading.files import text_of
from reqcheck.loading.layers import EDITS, merged
from reqcheck.loading.limits import RULESET_BYTES, RULESET_PROBLEMS
from reqcheck.loading.scalars import Misfit
from reqcheck.loading.settings import Settings
from reqcheck.loading.values import normalized, placeholders
from reqcheck.loading.yaml import parse_yaml, shown
from reqcheck.ruleset import SCHEMA, TREES, Basis, Layer, Level, Parameter, Requirement, RuleSet, Source
from reqcheck.strength import Floor

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

#: Names at the top of a document that a later version understands.
LATER = ("define", "dates", "duties", "use")
_LATER = frozenset(LATER)
DECLARE = "; declare it under `sources`"
#: What a document says that is no part of the rule set which comes of it.
NOT_KEPT = frozenset(("schema", "tests", "extends", *EDITS))
#: How an instance of a class, or what it says of its fields, is read from a node.
Reading: TypeAlias = Callable[[Node], Any]
PARAMETER_TYPES = ("text", "number", "jurisdiction", "yes_no")


@attrs.frozen(kw_only=True)
class _Entry:
    """
    A requirement as it is written.
    """

    criterion: Node
    title: str | None = None
    level: Level = Level.REQUIRED
    basis: Basis | None = None
    evidence: Floor | None = None
    when: Node | None = None
    note: str | None = None


@attrs.frozen(kw_only=True)
class _Document:
    """
    A rule set as it is written; the named parts are read one by one, and what an overlay does is done before.
    """

    schema: str
    id: str
    title: str
    requirements: Node
    version: str = "0"
    summary: str | None = None
    sources: Node | None = None
    parameters: Node | None = None
    not_checked: tuple[str, ...] = ()
    evidence: Floor = Floor()
    status_lasts: int = 120
    stale_after: int = 180
    effective: Between | None = None
    reviewed_on: date | None = None
    leads_to: tuple[str, ...] = ()
    tests: Node | None = None
    extends: Node | None = None
    set: Node | None = None
    change: Node | None = None
    remove: Node | None = None


def ruleset_from_yaml(
    text: str, source: str, settings: Settings, spot: Spot = NOWHERE, shelf: Shelf | None = None
) -> RuleSet:
    """
    The rule set in a YAML text; raises `DocumentError` with every problem and its place.

    What it extends is on the *shelf*, or a file beside it, if it stands at a *spot*.
    """
    problems: list[Problem] = []
    stack = [Layer.of(parse_yaml(text, source, problems), source, text)]
    parts: dict[str, Any] | None = None
    try:
        extend(stack, spot, shelf or Shelf(), problems)
        document, edits = merged(stack, settings, problems)
        parts = _Reader(settings, problems).parts(document)
    except Misfit as misfit:
        problems += misfit.problems
    if problems or parts is None:
        below = {each.file: each.text.split("\n") for each in stack[1:]}
        raise refusal(source, shown(problems, text.split("\n"), below))
    return RuleSet(**parts, file=source, text=text, document=document, stack=tuple(stack), edits=edits)


def id_of(file: Traversable) -> str:
    """
    The id in a rule set's file; its name where it cannot be read, which is told when it is loaded.
    """
    try:
        written = parse_yaml(read(file, file.name), file.name).get("id")
    except DocumentError:
        written = None
    return written.value if isinstance(written, Text) else file.name.rpartition(".")[0] or file.name


def read(file: Traversable, source: str) -> str:
    """
    The text of a rule set's file; raises `DocumentError`.
    """
    return text_of(file, source, RULESET_BYTES, "a rule set")


class _Reader:
    """
    Reads one document and collects what is wrong with it.
    """

    def __init__(self, settings: Settings, problems: list[Problem]) -> None:
        self.problems = problems
        self._settings = settings

    def parts(self, table: Table) -> dict[str, Any] | None:
        """
        What a rule set is made of; None where the document cannot be read.
        """
        for key in LATER:
            if key in table:
                self._note(f"`{key}` is not known to this version of reqcheck", table.key_at(key), "later")
        reader = self._settings.reader
        whole: dict[str, Any] | None = self._tried(reader(_Document).arguments, _without_later(table))
        sources = self._named(table.get("sources"), "sources", reader(Source))
        parameters = self._parameters(table.get("parameters"))
        requirements = self._requirements(table.get("requirements"), sources)
        for name in parameters:
            self._check_sources(_inside(table, "parameters", name), sources)
        self._check_top(table, requirements)
        declared = {name: parameters.get(name) or Parameter(type="text") for name in _names(table.get("parameters"))}
        self._check_criteria(table, declared)
        if whole is None:
            return None
        said = {name: each for name, each in whole.items() if name not in NOT_KEPT}
        return {**said, "sources": sources, "parameters": parameters, "requirements": requirements}

    # -- the named parts ------------------------------------------------------------------

    def _named(self, node: Node | None, what: str, read: Reading) -> dict[str, Any]:
        """
        A mapping from names to values of one type, or to what they say of its fields.
        """
        if node is None:
            return {}
        if not isinstance(node, Table):
            self._note(f"`{what}` is a mapping by name, not {described(node)}", node.place)
            return {}
        found = {name: self._tried(read, each) for name, each in node.items() if not self._enough}
        return {name: each for name, each in found.items() if each is not None}

    def _parameters(self, node: Node | None) -> dict[str, Parameter]:
        read: dict[str, Parameter] = self._named(node, "parameters", self._settings.reader(Parameter))
        if not isinstance(node, Table):
            return {}
        for name, each in read.items():
            try:
                self._declared(name, each, node)
            except ValueError as problem:
                self._note(str(problem), node[name].place)
            else:
                self._check_defaults(name, each, _inside(node, name, "default"))
        return read

    def _check_defaults(self, name: str, parameter: Parameter, node: Node) -> None:
        """
        Every default fits its parameter, and each begins on a day of its own.
        """
        if isinstance(parameter.default, str):
            dated = [(node, parameter.defaults[0])]
        else:
            dated = list(zip(node if isinstance(node, Items) else (node,), parameter.default or ()))  # noqa: B905
        begun: set[date] = set()
        for each, default in dated:
            try:
                normalized(name, default.value, parameter, self._settings.vocabulary)
            except ValueError as problem:
                self._note(str(problem), _inside(each, "value").place)
            if default.since in begun:
                self._note(f"{default.since} begins another value already; give each a day of its own", _inside(each, "since").place)
            begun.add(default.since)

    def _declared(self, name: str, parameter: Parameter, node: Table) -> None:
        """
        A parameter says what it takes: a type, or a list to choose from.
        """
        if not name.isidentifier():
            msg = f"{quoted(name)} cannot be written as `${name}`; use letters, digits and underscores"
            raise ValueError(msg)
        if (parameter.type is None) is (not parameter.one_of):
            msg = f"a parameter has either a `type` ({', '.join(PARAMETER_TYPES)}) or `one_of`"
            raise ValueError(msg)
        if parameter.type is not None and parameter.type not in PARAMETER_TYPES:
            hint = did_you_mean(parameter.type, PARAMETER_TYPES)
            msg = f"{quoted(parameter.type)} is not a type of parameters ({', '.join(PARAMETER_TYPES)}){hint}"
            raise ValueError(msg)

    def _requirements(self, node: Node | None, sources: Mapping[str, Source]) -> tuple[Requirement, ...]:
        entries = self._named(node, "requirements", self._entry)
        table = node if isinstance(node, Table) else Table({})
        for name, entry in entries.items():
            if "basis" in entry:
                self._check_sources(_inside(table[name], "basis"), sources)
        return tuple(Requirement(id=name, **each) for name, each in entries.items())

    def _entry(self, node: Node) -> dict[str, Any]:
        """
        What is written of a requirement; raises `Misfit`, also for a criterion in the requirement's place.
        """
        if isinstance(node, Table) and "criterion" not in node:
            key = next((each for each in ("kind", *TREES) if each in node), None)
            if key is not None:
                msg = f"a criterion stands under `criterion`; write `criterion: {{{key}: ...}}`"
                raise Misfit.at(node, msg, "missing")
        return self._settings.reader(_Entry).arguments(node)

    def _check_sources(self, node: Node, sources: Mapping[str, Source]) -> None:
        """
        Every source that is named in a parameter or a basis is declared.
        """
        for key, each in node.items() if isinstance(node, Table) else ():
            if key == "source" and isinstance(each, Text) and each.canonical not in sources:
                hint = did_you_mean(each.canonical, sources) or DECLARE
                self._note(f"{quoted(each.canonical)} is not one of the sources{hint}", each.place)
            elif key == "default":
                for dated in each if isinstance(each, Items) else (each,):
                    self._check_sources(dated, sources)

    # -- the whole ------------------------------------------------------------------------

    def _check_top(self, table: Table, requirements: tuple[Requirement, ...]) -> None:
        schema = table.get("schema")
        if isinstance(schema, Text) and schema.value != SCHEMA:
            self._note(f"{quoted(schema.value)} is not `{SCHEMA}`; no other version is known here", schema.place)
        if "requirements" in table and not any(each.level is Level.REQUIRED for each in requirements):
            message = "no requirement is required, so that nothing could decide; give one `level: required`"
            if not requirements:
                message = "there is no requirement, so that nothing could decide; write one"
            if not self.problems:
                self._note(message, table.key_at("requirements"), "nothing-required")

    def _check_criteria(self, table: Table, parameters: Mapping[str, Parameter]) -> None:
        """
        Every criterion can be built, whatever values the parameters get and whatever else is wrong.
        """
        days = sorted({since for each in parameters.values() for since in each.days}) or [date.max]
        known = [placeholders(parameters, self._settings.vocabulary, day) for day in days]
        entries = table.get("requirements")
        for each in entries.values() if isinstance(entries, Table) else ():
            if not isinstance(each, Table) or "criterion" not in each or self._enough:
                continue
            for values in (of_day.anew() for of_day in known):
                try:
                    criteria(each["criterion"], each.get("when"), values, self._settings)
                except Misfit as misfit:
                    self.problems += (problem for problem in misfit.problems if not values.excuses(problem))

    @property
    def _enough(self) -> bool:
        """
        More is wrong than is listed.
        """
        return len(self.problems) > RULESET_PROBLEMS

    def _tried(self, read: Reading, node: Node) -> Any:
        try:
            return read(node)
        except Misfit as misfit:
            self.problems += misfit.problems
            return None

    def _note(self, message: str, place: Any, code: str = "invalid") -> None:
        if not self._enough:
            self.problems.append(Problem(message, code, place=place))


def _without_later(table: Table) -> Table:
    """
    A document without the names that a later version understands.
    """
    if _LATER.isdisjoint(table.entries):
        return table
    return Table({name: each for name, each in table.items() if name not in _LATER}, table.place, table.keys_at)


def _names(node: Node | None) -> tuple[str, ...]:
    """
    The names in a mapping: one whose value cannot be read is known all the same.
    """
    return tuple(node) if isinstance(node, Table) else ()


def _inside(node: Node, *path: str) -> Node:
    """
    The node at a path of names, or the last one there is.
    """
    for name in path:
        if not isinstance(node, Table) or name not in node:
            return node
        node = node[name]
    return node
