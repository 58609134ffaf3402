"""
The decision: what follows for a candidate from the requirements of a role, as of a day.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

import attrs

from reqcheck.criterion import Context
from reqcheck.finding import Condition, Finding, Reason
from reqcheck.report import Decision, Notice, Outcome, Report
from reqcheck.ruleset import Level
from reqcheck.verdict import Outcomes, all_of

if TYPE_CHECKING:
    from reqcheck.profile import Profile
    from reqcheck.ruleset import BoundRequirement, BoundRuleSet


def evaluate(profile: Profile, bound: BoundRuleSet, context: Context) -> Report:
    """
    The report on *profile* as of the context's day: a pure function of its arguments.
    """
    seen = profile.as_of(context.on)
    outcomes = tuple(Outcome(each, assess(each, seen, context)) for each in bound.requirements)
    decision, decided_by = decide(outcomes)
    return Report(
        decision=decision,
        decided_by=decided_by,
        outcomes=outcomes,
        conditions=promises(outcomes),
        degraded=any(fault for each in outcomes for fault in each.finding.faults()),
        warnings=tuple(warnings(profile, bound, context)),
        bound=bound,
        profile=seen,
        candidate=profile.subject.id if profile.subject else None,
    )


def assess(requirement: BoundRequirement, profile: Profile, context: Context) -> Finding:
    """
    What is found of one requirement: nothing applies where its `when` is false.
    """
    if requirement.criterion is None:
        return NOT_ASKED
    if requirement.when is None:
        return context.assess(requirement.criterion, profile)
    applies = context.assess(requirement.when, profile)
    if applies.outcomes in (Outcomes.NOT_MET, Outcomes.NOT_APPLICABLE):
        return attrs.evolve(NOT_ASKED, evidence=applies.cited())
    finding = context.assess(requirement.criterion, profile)
    if applies.outcomes is Outcomes.MET:
        return finding
    return _perhaps(finding, applies)


def decide(outcomes: tuple[Outcome, ...]) -> tuple[Decision, tuple[str, ...]]:
    """
    The decision, and the requirements that forced it to be other than qualified.
    """
    required = [each for each in outcomes if each.level is Level.REQUIRED]
    review = [
        each
        for each in outcomes
        if each.level is Level.REVIEW and each.outcomes.may_be(Outcomes.NOT_MET)
    ]
    together = all_of(each.outcomes for each in required)
    if together is Outcomes.NOT_MET:
        return Decision.NOT_QUALIFIED, _ids(required, Outcomes.NOT_MET)
    if together.open or review:
        open_ = [each for each in required if each.outcomes.open] if together.open else []
        may_fail = [each for each in open_ if each.outcomes.may_be(Outcomes.NOT_MET)]
        return Decision.NEEDS_REVIEW, tuple(each.id for each in [*(may_fail or open_), *review])
    if together is Outcomes.NOT_APPLICABLE:
        return Decision.NOT_APPLICABLE, ()
    if promises(outcomes):
        return Decision.QUALIFIED_ON_CONDITION, ()
    return Decision.QUALIFIED, ()


def promises(outcomes: tuple[Outcome, ...]) -> tuple[Condition, ...]:
    """
    The conditions under which every required requirement counts as met.
    """
    required = (each for each in outcomes if each.level is Level.REQUIRED)
    return tuple(dict.fromkeys(promise for each in required for promise in each.finding.conditions))


NOT_ASKED = Finding(Outcomes.NOT_APPLICABLE, Reason("not-asked", "not asked here"))


def _ids(outcomes: list[Outcome], wanted: Outcomes) -> tuple[str, ...]:
    return tuple(each.id for each in outcomes if each.outcomes is wanted)


def _perhaps(finding: Finding, applies: Finding) -> Finding:
    """
    The finding of a requirement of which it is not known whether it applies.

    A promise cannot be asked for what may not apply: with one, anything may be true.
    """
    return attrs.evolve(
        finding,
        outcomes=Outcomes.ANY if finding.conditions else finding.outcomes.or_not_applicable(),
        reason=Reason(
            "applies-perhaps",
            "perhaps not asked ({whether}); if it is: {why}",
            {"whether": applies.reason.text, "why": finding.reason.text},
        ),
        missing=tuple(dict.fromkeys((*applies.asked(), *finding.missing))),
        conditions=(),
        error=finding.error or applies.fault(),
    )


def warnings(profile: Profile, bound: BoundRuleSet, context: Context) -> Iterator[Notice]:
    """
    What a reader should know besides: records set aside, an old profile, rules out of effect.
    """
    for record in profile.contradictory:
        if not record.begins_after(context.on):
            message = "its dates contradict each other; the record is set aside"
            yield Notice(record.pointer, message)
    if profile.recorded_on is None:
        message = "no day is given; statuses and completeness are taken to speak for the day asked"
        yield Notice("/recorded_on", message)
    elif profile.recorded_on < context.on - timedelta(days=context.stale_after):
        message = f"recorded on {profile.recorded_on}, more than {context.stale_after} days before the day asked"
        yield Notice("/recorded_on", message)
    effective = bound.ruleset.effective
    if effective is not None and not effective.covers(context.on):
        yield Notice("", f"the rule set `{bound.ruleset.id}` is not in effect on {context.on}")
