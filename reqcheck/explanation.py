"""
An explanation of one requirement: what it asks, and what was looked at to find what was found.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

import attrs

from reqcheck.asked import Asked, Setting
from reqcheck.considered import Considered, considered_by, in_short
from reqcheck.criterion import Context, Criterion
from reqcheck.dated import Dated
from reqcheck.document import Items, Node, Table, Text
from reqcheck.errors import DocumentError, UnknownRequirement
from reqcheck.evaluation import NOT_ASKED
from reqcheck.loading.binding import built
from reqcheck.loading.settings import Settings
from reqcheck.loading.values import Values
from reqcheck.profile import SECTIONS, Profile
from reqcheck.report import Report
from reqcheck.ruleset import Edit, Parameter, Requirement, RuleSet
from reqcheck.verdict import UNDETERMINED


class Used(NamedTuple):
    """
    A parameter that a requirement uses: its value, if it has one, the *default* that it is (if nobody
    gave another), and what overlays did to that.
    """

    name: str
    parameter: Parameter
    value: str | None
    default: Dated | None = None
    edits: tuple[Edit, ...] = ()


@attrs.frozen(kw_only=True)
class Looked:
    """
    What was looked at in one profile: for the criterion (None where its kind does not tell) and for
    `when`; the records *aside* that do not count on the day asked; and the *report* on the requirement.
    """

    report: Report
    considered: tuple[Considered, ...] | None = None
    when: tuple[Considered, ...] = ()
    aside: tuple[Considered, ...] = ()


@attrs.frozen(kw_only=True)
class Explained:
    """
    A requirement in words: what it *asks*, *when* it does (values of parameters, or a criterion), the
    parameters it uses, what overlays did to it (*edits*), and what was *looked* at if that was asked of a
    candidate.
    """

    ruleset: RuleSet = attrs.field(repr=False)
    requirement: Requirement
    title: str
    asks: Asked
    conditions: tuple[Setting, ...] = ()
    when: Asked | None = None
    parameters: tuple[Used, ...] = ()
    edits: tuple[Edit, ...] = ()
    looked: Looked | None = None


def requirement_of(ruleset: RuleSet, name: str) -> Requirement:
    """
    The requirement that is called *name*; raises `UnknownRequirement`.
    """
    for each in ruleset.requirements:
        if each.id == name:
            return each
    gone = [f"removed by {each.layer}: {each.because}" for each in ruleset.edits if (each.act, each.name) == ("remove", name)]
    raise UnknownRequirement(name, ruleset.id, tuple(each.id for each in ruleset.requirements), gone[-1] if gone else "")


def explained(
    ruleset: RuleSet, requirement: Requirement, parameters: Mapping[str, object], settings: Settings, on: date
) -> Explained:
    """
    What *requirement* asks on a day with these parameters; raises `DocumentError` where they do not fit.
    """
    values = Values(ruleset.parameters, settings.vocabulary, parameters, on, lenient=True)
    if values.problems:
        raise DocumentError("parameters", tuple(values.problems))
    bound = built(requirement, values, settings, ruleset.evidence)
    used = tuple(_used(requirement, ruleset, values))
    unset = frozenset(each.name for each in used if each.value is None)
    assert bound.criterion is not None
    return Explained(
        ruleset=ruleset,
        requirement=requirement,
        title=bound.title,
        asks=Asked.of(bound.criterion, requirement.criterion, unset, settings.vocabulary),
        conditions=_conditions(requirement.when) if bound.when is None else (),
        when=Asked.of(bound.when, requirement.when, unset, settings.vocabulary) if bound.when and requirement.when else None,
        parameters=used,
        edits=ruleset.edits_of(requirement.id),
    )


def looked(report: Report, context: Context) -> Looked:
    """
    What was looked at for the one requirement of *report*.
    """
    outcome, seen = report.outcomes[0], report.profile
    criterion, when = outcome.requirement.criterion, outcome.requirement.when
    asked = outcome.finding.reason.code != NOT_ASKED.reason.code
    considered = _considered(criterion, seen, context) if criterion is not None and asked else ()
    applies = _considered(when, seen, context) or () if when is not None else ()
    return Looked(
        report=report,
        considered=considered,
        when=applies,
        aside=tuple(_aside((*(considered or ()), *applies), seen, context)),
    )


def _considered(criterion: Criterion, profile: Profile, context: Context) -> tuple[Considered, ...] | None:
    return tuple(considered_by(criterion, profile, context) or ()) or None


def _aside(considered: Iterable[Considered], seen: Profile, context: Context) -> Iterable[Considered]:
    """
    The records of the sections looked at that do not count on the day asked.
    """
    aside = seen.whole.set_aside(context.on)
    for section in dict.fromkeys(each.pointer.split("/")[1] for each in considered if each.pointer):
        if section not in SECTIONS:
            continue
        kept = {each.pointer for each in seen.records(section)}
        for each in seen.whole.records(section):
            if each.pointer not in kept:
                why = "what it says of itself cannot all be true" if each in aside else f"it begins after {context.on}"
                yield Considered(each.pointer, in_short(each), UNDETERMINED, aside=why)


def _used(
    requirement: Requirement, ruleset: RuleSet, values: Values
) -> Iterable[Used]:
    """
    The parameters that the requirement uses, in the order of their declaration.
    """
    set_ = values.as_text()
    names = ruleset.parameters_of(requirement)
    for name, parameter in ruleset.parameters.items():
        if name in names:
            default = values.defaults.get(name)
            yield Used(name, parameter, set_.get(name), default, ruleset.edits_of(name, acts=("set",)))


def _conditions(when: Node | None) -> tuple[Setting, ...]:
    """
    A `when` that names values of parameters.
    """
    if not isinstance(when, Table):
        return ()
    return tuple(Setting(name, " or ".join(_texts(wanted)), (name,)) for name, wanted in when.items())


def _texts(node: Node) -> list[str]:
    every: Any = node if isinstance(node, Items) else (node,)
    return [each.value if isinstance(each, Text) else "" for each in every]
