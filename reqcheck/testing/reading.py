"""
Cases from YAML: those under `tests` of a rule set, and those of a file beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import attrs

from reqcheck.catalog import Catalog
from reqcheck.document import Items, Node, Place, Table, Text, described, quoted
from reqcheck.errors import DocumentError, Problem, or_choose
from reqcheck.evidence import Nothing
from reqcheck.loading.named_days import unused
from reqcheck.loading.scalars import Misfit, day_of, one_of, text_of
from reqcheck.loading.values import placeholders
from reqcheck.profile import Profile
from reqcheck.report import Decision, Status
from reqcheck.ruleset import RuleSet
from reqcheck.testing.cases import Case, Expected
from reqcheck.testing.profiles import Base, base_profile, patched_profile

Read = TypeVar("Read")


@attrs.frozen(kw_only=True)
class Written:
    """
    A set of cases as it is written; all but the cases holds for each of them.
    """

    cases: Node
    as_of: Node | None = None
    parameters: Node | None = None
    dates: Node | None = None
    profile: Node | None = None
    note: str | None = None


@attrs.frozen(kw_only=True)
class WrittenFile(Written):
    """
    The same as a file, which may say whose tests it holds.
    """

    schema: str
    ruleset: str | None = None


@attrs.frozen(kw_only=True)
class _Case:
    """
    A case as it is written.
    """

    expect: Node
    as_of: Node | None = None
    parameters: Node | None = None
    dates: Node | None = None
    profile: Node | None = None
    patch: Node | None = None
    note: str | None = None


@attrs.frozen(kw_only=True)
class _Expect:
    """
    What a case expects, as it is written.
    """

    decision: Node | None = None
    statuses: Node | None = None
    missing: Node | None = None


class CaseReader:
    """
    Reads cases for one rule set and collects what is wrong with them.

    Paths start in the folder of *file*, which messages call *source*; *opened* takes the names of the
    files that are opened.
    """

    def __init__(self, ruleset: RuleSet, catalog: Catalog, file: Path | None, source: str, opened: list[str]) -> None:
        self.problems: list[Problem] = []
        self._ruleset, self._catalog, self._settings = ruleset, catalog, catalog._settings
        self._file, self._source, self._files = file, source, opened

    def cases(self, node: Node, wanted: type[Written] = Written) -> list[Case]:
        """
        The cases that a node holds.
        """
        table = self._opened(node, wanted)
        common = self._common(table)
        cases = table.get("cases")
        if cases is not None and not (isinstance(cases, Table) and cases):
            found = "an empty one" if isinstance(cases, Table) else described(cases)
            self._note(f"`cases` is a mapping from names to cases, not {found}", cases.place, "wrong-type")
        if not isinstance(cases, Table):
            return []
        read = [self._try(partial(self._case, name, each, cases.key_at(name), common)) for name, each in cases.items()]
        return [each for each in read if each is not None]

    def _opened(self, node: Node, wanted: type) -> Table:
        """
        What is written in a node, by name; a name that is wrong hides nothing else.
        """
        self._try(lambda: self._settings.read(node, wanted))
        return node if isinstance(node, Table) else Table({}, node.place)

    def _common(self, table: Table) -> _Common:
        before = len(self.problems)
        base = self._try(lambda: self._base(table))
        as_of = self._try(lambda: self._as_of(table))
        parameters = self._try(lambda: self._parameters(table)) or {}
        dates = self._try(lambda: self._dates(table)) or {}
        return _Common(base, as_of, parameters, dates, len(self.problems) > before)

    def _case(self, name: str, node: Node, place: Place, common: _Common) -> Case | None:
        before = len(self.problems)
        table = self._opened(node, _Case)
        as_of = self._try(lambda: self._as_of(table)) or common.as_of
        parameters = {**common.parameters, **(self._try(lambda: self._parameters(table)) or {})}
        dates = {**common.dates, **(self._try(lambda: self._dates(table)) or {})}
        profile = self._try(lambda: self._profile(table, common))
        expected = self._try(lambda: self._expected(table["expect"])) if "expect" in table else None
        if not common.broken and len(self.problems) == before:
            self._check_whole(as_of, profile, place)
        if as_of is None or profile is None or expected is None or len(self.problems) > before:
            return None
        case = Case(
            name=name, profile=profile, as_of=as_of, expected=expected,
            parameters=parameters, dates=dates, file=self._source, place=place,
        )
        if not common.broken:
            self._check_bound(case)
        return case

    def _check_whole(self, as_of: date | None, profile: Profile | None, place: Place) -> None:
        """
        There is a day and a candidate.
        """
        if as_of is None:
            self._note("no day: give the case an `as_of`, or one to all cases beside `cases`", place, "missing")
        if profile is None:
            self._note("no candidate: give the case a `profile`, or one to all cases beside `cases`", place, "missing")

    # -- the parts ------------------------------------------------------------------------

    def _base(self, table: Table) -> Base | None:
        return base_profile(table["profile"], self._file, self._files) if "profile" in table else None

    def _profile(self, table: Table, common: _Common) -> Profile | None:
        base = self._base(table) or common.base
        if base is None or "patch" not in table:
            return base.profile if base is not None else None
        return patched_profile(base, table["patch"])

    def _as_of(self, table: Table) -> date | None:
        return day_of(table["as_of"]) if "as_of" in table else None

    def _parameters(self, table: Table) -> dict[str, str]:
        """
        Values of parameters, each of which fits; raises `Misfit`.
        """
        given = _by_name(table, "parameters")
        values = {name: text_of(each) for name, each in given.items()}
        problems = [problem for name in values for problem in self._unfit(name, values[name], given)]
        if problems:
            raise Misfit(*problems)
        return values

    def _unfit(self, name: str, value: str, given: Table) -> Iterator[Problem]:
        """
        Why a value does not fit a parameter, if it does not.
        """
        declared = self._ruleset.parameters
        if name not in declared:
            hint = or_choose(name, declared) or "; the rule set has none"
            yield Problem(f"no parameter is called {quoted(name)}{hint}", "unknown-parameter", place=given.key_at(name))
            return
        try:
            placeholders(declared, self._catalog.vocabulary).normalized(name, value)
        except ValueError as problem:
            yield Problem(str(problem), "bad-parameter", place=given[name].place)

    def _dates(self, table: Table) -> dict[str, date]:
        """
        Named days, each of which something could ask for; raises `Misfit`.
        """
        given = _by_name(table, "dates")
        days = {name: day_of(each) for name, each in given.items()}
        wrong = [attrs.evolve(each, place=given.place) for each in unused(days, self._ruleset)]
        if wrong:
            raise Misfit(*wrong)
        return days

    def _expected(self, node: Node) -> Expected:
        table = self._opened(node, _Expect)
        if isinstance(node, Table) and not table:
            raise Misfit.at(node, "nothing is expected; say `decision`, `statuses` or `missing`", "missing")
        decision = self._try(lambda: one_of(table["decision"], tuple(Decision))) if "decision" in table else None
        missing = self._try(lambda: _pointers(table["missing"])) if "missing" in table else None
        statuses = self._statuses(table["statuses"]) if "statuses" in table else Nothing
        return Expected(decision=Decision(decision) if decision is not None else None, statuses=statuses, missing=missing)

    def _statuses(self, node: Node) -> Mapping[str, Status]:
        """
        Statuses by requirement; one word stands for the same status of every requirement.
        """
        known = [each.id for each in self._ruleset.requirements]
        if isinstance(node, Text):
            return dict.fromkeys(known, Status(one_of(node, tuple(Status))))
        found: dict[str, Status] = {}
        table = _by_name(Table({"statuses": node}), "statuses")
        if not table:
            raise Misfit.at(node, "names no requirement; name at least one, or leave it out", "missing")
        for name, each in table.items():
            if name not in known:
                message = f"{self._ruleset.id} has no requirement {quoted(name)}{or_choose(name, known)}"
                self._note(message, table.key_at(name), "unknown-name")
            status = self._try(partial(one_of, each, tuple(Status)))
            found[name] = Status(status or Status.MET)
        return found

    # -- the whole ------------------------------------------------------------------------

    def _check_bound(self, case: Case) -> None:
        """
        The rule set can be bound as the case asks: every parameter that it needs has a value.
        """
        try:
            self._catalog.bind(self._ruleset, case.parameters, case.as_of, case.dates)
        except DocumentError as error:
            for each in error.problems:
                unset = each.code == "unset-parameter"
                message = f"{each.message.partition(': --set')[0]}: write it under `parameters`" if unset else each.message
                self._note(message, case.place, each.code)

    def _try(self, read: Callable[[], Read]) -> Read | None:
        try:
            return read()
        except Misfit as misfit:
            self.problems += misfit.problems
            return None

    def _note(self, message: str, place: Place, code: str) -> None:
        self.problems.append(Problem(message, code, place=place))


@attrs.frozen
class _Common:
    """
    What holds for every case that does not say otherwise; *broken* where something is wrong with it.
    """

    base: Base | None
    as_of: date | None
    parameters: Mapping[str, str]
    dates: Mapping[str, date]
    broken: bool = False


def _by_name(table: Table, name: str) -> Table:
    """
    The mapping under *name*; an empty one where there is none.
    """
    node = table.get(name, Table({}))
    if not isinstance(node, Table):
        raise Misfit.at(node, f"`{name}` is a mapping by name, not {described(node)}")
    return node


def _pointers(node: Node) -> frozenset[str]:
    """
    JSON pointers of what is missing; an empty list where nothing is.
    """
    items: Any = node if isinstance(node, Items) else (node,)
    for each in items:
        if not isinstance(each, Text) or not each.value.startswith("/"):
            raise Misfit.at(each, f"must be a JSON pointer such as /licenses/0/status, not {described(each)}")
    return frozenset(each.value for each in items)
