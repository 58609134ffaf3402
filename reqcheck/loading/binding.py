"""
Binding: a rule set's criteria, built for one set of parameter values and a day.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import NamedTuple

import attrs

from reqcheck.criterion import Criterion
from reqcheck.dated import Dated
from reqcheck.document import NOWHERE, Items, Node, Place, Table, Text, described, quoted
from reqcheck.errors import DocumentError, PluginError, Problem, or_choose
from reqcheck.evidence import decimal
from reqcheck.floors import Floored
from reqcheck.loading.named_days import unused
from reqcheck.loading.scalars import Misfit, Unset, number_of, yes_or_no
from reqcheck.loading.settings import Settings
from reqcheck.loading.yaml import shown
from reqcheck.ruleset import TREES, BoundRequirement, BoundRuleSet, Parameter, Requirement, RuleSet
from reqcheck.strength import Floor
from reqcheck.vocabulary import Vocabulary


def bind(
    ruleset: RuleSet,
    parameters: Mapping[str, object],
    on: date,
    dates: Mapping[str, date],
    settings: Settings,
) -> BoundRuleSet:
    """
    The rule set's criteria for these values; raises `DocumentError` with all that is wrong.
    """
    idle = unused(dates, ruleset)
    if idle:
        raise DocumentError("dates", tuple(idle))
    values = Values(ruleset.parameters, settings.vocabulary, parameters, on)
    if values.problems:
        raise DocumentError("parameters", tuple(values.problems))
    bound: list[BoundRequirement] = []
    problems: list[Problem] = []
    for each in ruleset.requirements:
        try:
            bound.append(built(each, values, settings, ruleset.evidence))
        except Misfit as misfit:
            problems += misfit.problems
    problems = [each for each in problems if not values.excuses(each)]
    if problems:
        raise refusal(ruleset.file or ruleset.id, shown(problems, ruleset.text.split("\n"), ruleset.lines_below()))
    if values.unset:
        raise DocumentError("parameters", tuple(values.asked_for(ruleset)))
    return BoundRuleSet(
        ruleset=ruleset,
        requirements=tuple(bound),
        parameters=values.as_text(),
        on=on,
        dates=dict(dates),
        defaults=values.defaults,
    )


def refusal(source: str, problems: tuple[Problem, ...]) -> DocumentError | PluginError:
    """
    The error of a rule set: that of a plugin, if what it lacks are only kinds of plugins that failed.
    """
    lacking = all(each.code == "kind-of-failed-plugin" for each in problems)
    return PluginError(source, problems) if lacking else DocumentError(source, problems)


class Values:
    """
    The values of parameters: those given, else the defaults that stand *on* a day; what is asked for and
    not set is noted.
    """

    def __init__(
        self,
        declared: Mapping[str, Parameter],
        vocabulary: Vocabulary,
        given: Mapping[str, object] | None = None,
        on: date = date.max,
        *,
        lenient: bool = False,
    ) -> None:
        self.problems: list[Problem] = []
        self.unset: dict[str, None] = {}
        self.defaults: dict[str, Dated] = {}
        self._on = on
        self._stood_in: set[Place] = set()
        self._declared = declared
        self._vocabulary = vocabulary
        self._lenient = lenient
        self._values: dict[str, str] = {}
        for name, parameter in declared.items():
            if (default := parameter.default_on(on)) is not None:
                self._set(name, default.value, quietly=lenient)
                self.defaults[name] = default
        for name, value in (given or {}).items():
            if value is not None:
                self._set(name, _as_written(value))
                self.defaults.pop(name, None)

    def value(self, node: Text) -> Text:
        """
        The scalar that stands for `$name`; raises `Misfit` where no such parameter is declared.
        """
        name = node.value[1:]
        if name not in self._declared:
            hint = or_choose(name, self._declared)
            message = f"no parameter {quoted(name)} is declared under `parameters`{hint}"
            raise Misfit(Problem(message, "undeclared-parameter", place=node.place))
        if name in self._values:
            return Text(self._values[name], node.place)
        if not self._lenient:
            self.unset[name] = None
        return self._stand_in(name, node)

    def normalized(self, name: str, value: str) -> str:
        """
        A value in the form of its parameter's type; raises `ValueError` where it does not fit.
        """
        parameter = self._declared[name]
        scalar = Text(value, NOWHERE)
        if parameter.one_of:
            value = scalar.canonical
            if value not in parameter.one_of:
                msg = f"{quoted(value)} is not possible for `{name}`{or_choose(value, parameter.one_of)}"
                raise ValueError(msg)
            return value
        try:
            if parameter.type == "number":
                return decimal(number_of(scalar))
            if parameter.type == "yes_no":
                return "yes" if yes_or_no(scalar) else "no"
        except Misfit as misfit:
            msg = f"`{name}` {misfit.problems[0].message}"
            raise ValueError(msg) from None
        if parameter.type == "jurisdiction":
            return self._jurisdiction(name, value)
        return value

    def as_text(self) -> dict[str, str]:
        """
        Every value that is set, by name, in the order of declaration.
        """
        return {name: self._values[name] for name in self._declared if name in self._values}

    def asked_for(self, ruleset: RuleSet) -> list[Problem]:
        """
        A problem for each parameter that a requirement needs and nobody set.
        """
        problems = []
        for name in self.unset:
            parameter = ruleset.parameters[name]
            what = f" ({parameter.title})" if parameter.title else ""
            lacks = "is not set"
            if parameter.defaults:
                lacks = f"has no value on {self._on}, because its first one begins on {parameter.defaults[0].since}"
            message = f"`{name}`{what} {lacks}; {ruleset.id} asks for it: --set {name}=VALUE"
            problems.append(Problem(message, "unset-parameter"))
        return problems

    def _jurisdiction(self, name: str, value: str) -> str:
        code = self._vocabulary.jurisdictions.code(value)
        if code is None:
            near = self._vocabulary.jurisdictions.suggest(value)
            hint = f"; did you mean `{near}`?" if near else ""
            msg = f"`{name}` must be a jurisdiction such as CA, US-CA or California, not {quoted(value)}{hint}"
            raise ValueError(msg)
        return code

    def _set(self, name: str, value: str, *, quietly: bool = False) -> None:
        if name not in self._declared:
            known = or_choose(name, self._declared) if self._declared else "; the rule set has none"
            self.problems.append(Problem(f"no parameter is called {quoted(name)}{known}", "unknown-parameter"))
            return
        try:
            self._values[name] = self.normalized(name, value)
        except ValueError as problem:
            if not quietly:
                self.problems.append(Problem(str(problem), "bad-parameter"))

    def _stand_in(self, name: str, node: Text) -> Text:
        """
        A scalar for a parameter that is not set: one that fits its type.
        """
        parameter = self._declared[name]
        if parameter.one_of:
            return Text(parameter.one_of[0], node.place)
        if parameter.type == "jurisdiction":
            return Text(next(iter(self._vocabulary.jurisdictions)).code, node.place)
        stand_in = {"number": "1", "yes_no": "yes"}.get(parameter.type or "")
        if stand_in is not None:
            return Text(stand_in, node.place)
        return self.stand_in(node)

    def stand_in(self, node: Text) -> Text:
        """
        A scalar that fits wherever text does, for a value that is not known.
        """
        self._stood_in.add(node.place)
        return Unset.at(node.place)

    def excuses(self, problem: Problem) -> bool:
        """
        Whether a problem may only come of a text parameter that has no value yet.
        """
        if problem.code == "undeclared-parameter":
            return False
        return problem.place in self._stood_in or (bool(self._stood_in) and problem.code == "invalid")


def placeholders(declared: Mapping[str, Parameter], vocabulary: Vocabulary, on: date = date.max) -> Values:
    """
    Defaults of a day, and for the rest values that fit: for reading a rule set before anything is set.
    """
    return Values(declared, vocabulary, on=on, lenient=True)


def built(
    requirement: Requirement, values: Values, settings: Settings, floor: Floor | None = None
) -> BoundRequirement:
    """
    A requirement with its criterion; raises `Misfit` with every problem.

    Where the parameters alone say that it does not apply, it has none.
    """
    problems: list[Problem] = []
    when = _Condition(True, None)
    criterion: Criterion | None = None
    unset = len(values.unset)
    try:
        when = _condition(requirement.when, values, settings)
    except Misfit as misfit:
        problems += misfit.problems
    reading = values._lenient
    decided = len(values.unset) == unset  # else it is asked first whether the requirement applies
    if (when.applies and decided) or reading:
        try:
            criterion = settings.criterion(_substituted(requirement.criterion, values, problems))
        except Misfit as misfit:
            problems += misfit.problems
    if problems:
        raise Misfit(*problems)
    title = requirement.title or (words_of(criterion) if criterion is not None else requirement.id)
    if criterion is not None:
        least = requirement.evidence or Floor()
        criterion = Floored(criterion, least.stricter(floor or Floor()))
    return BoundRequirement(requirement=requirement, title=title, criterion=criterion, when=when.criterion)


class _Condition(NamedTuple):
    """
    A `when`: what the parameters say, and the criterion that decides for each candidate.
    """

    applies: bool
    criterion: Criterion | None


def _condition(node: Node | None, values: Values, settings: Settings) -> _Condition:
    if node is None:
        return _Condition(True, None)
    if not isinstance(node, Table) or not len(node):
        raise Misfit.at(node, "`when` names values of parameters ({name: value}) or holds one criterion")
    if "kind" in node or any(each in node for each in TREES):
        wrong: list[Problem] = []
        criterion = settings.criterion(_substituted(node, values, wrong))
        if wrong:
            raise Misfit(*wrong)
        return _Condition(True, criterion)
    applies = True
    problems: list[Problem] = []
    for name, wanted in node.items():
        try:
            applies = _is_one(name, wanted, node, values) and applies
        except Misfit as misfit:
            problems += misfit.problems
    if problems:
        raise Misfit(*problems)
    return _Condition(applies, None)


def _is_one(name: str, wanted: Node, node: Table, values: Values) -> bool:
    """
    Whether the parameter *name* has one of the *wanted* values.
    """
    value = values.value(Text(f"${name}", node.key_at(name))).value
    found = False
    if isinstance(wanted, Items) and not len(wanted):
        raise Misfit.at(wanted, "an empty list fits no value; name at least one")
    for each in wanted if isinstance(wanted, Items) else (wanted,):
        if not isinstance(each, Text):
            raise Misfit.at(each, f"must be a value of the parameter, not {described(each)}")
        scalar = values.value(each) if each.value.startswith("$") else each
        try:
            found = values.normalized(name, scalar.value) == value or found
        except ValueError as problem:
            raise Misfit.at(each, str(problem)) from None
    return found


def _substituted(node: Node, values: Values, problems: list[Problem]) -> Node:
    """
    The node with the value of each `$name` in its place; `$$` is a dollar sign.

    What cannot be replaced is added to *problems*, and something that fits stands in.
    """
    if isinstance(node, Items):
        return Items(tuple(_substituted(each, values, problems) for each in node), node.place)
    if isinstance(node, Table):
        done = {key: _substituted(each, values, problems) for key, each in node.items()}
        return Table(done, node.place, node.keys_at)
    if not node.value.startswith("$"):
        return node
    if node.value.startswith("$$"):
        return attrs.evolve(node, value=node.value[1:])
    try:
        return values.value(node)
    except Misfit as misfit:
        problems += misfit.problems
        return values.stand_in(node)


def words_of(criterion: Criterion) -> str:
    """
    A criterion's own words, else its kind.
    """
    own = getattr(criterion, "words", None)
    return str(own()) if own is not None else criterion.kind


def _as_written(value: object) -> str:
    """
    A parameter's value as the text that a rule set would hold.
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Fraction) and Fraction(decimal(value)) == value:
        return decimal(value)
    return str(value)
