"""
Binding: a rule set's criteria, built for one set of parameter values and a day.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from operator import is_
from typing import NamedTuple

import msgspec

from reqcheck.criterion import Criterion, called
from reqcheck.document import Items, Node, Table, Text, described
from reqcheck.errors import DocumentError, PluginError, Problem
from reqcheck.floors import Floored
from reqcheck.loading.named_days import NamedDays, unused
from reqcheck.loading.scalars import Misfit
from reqcheck.loading.settings import Settings
from reqcheck.loading.values import Values
from reqcheck.loading.yaml import shown
from reqcheck.ruleset import TREES, BoundRequirement, BoundRuleSet, Requirement, RuleSet
from reqcheck.strength import Floor


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
        dates=NamedDays(dates),
        defaults=values.defaults,
    )


def refusal(source: str, problems: tuple[Problem, ...]) -> DocumentError | PluginError:
    """
    The error of a rule set: that of a plugin, if what it lacks are only kinds of plugins that failed.
    """
    lacking = all(each.code == "kind-of-failed-plugin" for each in problems)
    return PluginError(source, problems) if lacking else DocumentError(source, problems)


def built(
    requirement: Requirement, values: Values, settings: Settings, floor: Floor | None = None
) -> BoundRequirement:
    """
    A requirement with its criterion; raises `Misfit` with every problem.

    Where the parameters alone say that it does not apply, it has none.
    """
    criterion, when = criteria(requirement.criterion, requirement.when, values, settings)
    title = requirement.title or (called(criterion) if criterion is not None else requirement.id)
    if criterion is not None:
        least = requirement.evidence or Floor()
        criterion = Floored(criterion, least.stricter(floor or Floor()))
    return BoundRequirement(requirement=requirement, title=title, criterion=criterion, when=when)


def criteria(
    asked: Node, applies: Node | None, values: Values, settings: Settings
) -> tuple[Criterion | None, Criterion | None]:
    """
    The criterion that a requirement asks, and the one that it applies by; raises `Misfit` with every problem.
    """
    if applies is None:
        return _asked(asked, values, settings), None
    problems: list[Problem] = []
    when = _Condition(True, None)
    criterion: Criterion | None = None
    unset = len(values.unset)
    try:
        when = _condition(applies, values, settings)
    except Misfit as misfit:
        problems += misfit.problems
    reading = values._lenient
    decided = len(values.unset) == unset  # else it is asked first whether the requirement applies
    if (when.applies and decided) or reading:
        try:
            criterion = _asked(asked, values, settings)
        except Misfit as misfit:
            problems += misfit.problems
    if problems:
        raise Misfit(*problems)
    return criterion, when.criterion


def _asked(node: Node, values: Values, settings: Settings) -> Criterion:
    problems: list[Problem] = []
    try:
        criterion = settings.criterion(_substituted(node, values, problems))
    except Misfit as misfit:
        raise Misfit(*problems, *misfit.problems) from None
    if problems:
        raise Misfit(*problems)
    return criterion


class _Condition(NamedTuple):
    """
    A `when`: what the parameters say, and the criterion that decides for each candidate.
    """

    applies: bool
    criterion: Criterion | None


def _condition(node: Node, values: Values, settings: Settings) -> _Condition:
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

    What cannot be replaced is added to *problems*, and something that fits stands in.  A node without
    any stays itself.
    """
    if isinstance(node, Text):
        return _value(node, values, problems) if node.value.startswith("$") else node
    before = node.items if isinstance(node, Items) else tuple(node.entries.values())
    after = tuple([
        each if type(each) is Text and each.value[:1] != "$" else _substituted(each, values, problems) for each in before
    ])
    if all(map(is_, before, after)):
        return node
    return Items(after, node.place) if isinstance(node, Items) else Table(dict(zip(node, after, strict=True)), node.place, node.keys_at)


def _value(node: Text, values: Values, problems: list[Problem]) -> Text:
    """
    What stands for `$name`.
    """
    if node.value.startswith("$$"):
        return msgspec.structs.replace(node, value=node.value[1:])
    try:
        return values.value(node)
    except Misfit as misfit:
        problems += misfit.problems
        return values.stand_in(node)
