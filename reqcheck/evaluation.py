"""
The decision: what follows for a candidate from the requirements of a role, as of a day.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import attrs

from reqcheck.criterion import Context
from reqcheck.evidence import Condition, Fault, Reason
from reqcheck.finding import Finding
from reqcheck.notices import notices
from reqcheck.report import Decision, Outcome, Report, outcome_of
from reqcheck.ruleset import Level
from reqcheck.strength import CLAIMED
from reqcheck.verdict import Outcomes, all_of

if TYPE_CHECKING:
    from reqcheck.profile import Profile
    from reqcheck.ruleset import BoundRequirement, BoundRuleSet


def evaluate(profile: Profile, bound: BoundRuleSet, context: Context) -> Report:
    """
    The report on *profile* as of the context's day: a pure function of its arguments.
    """
    seen = profile.as_of(context.on)
    outcomes = tuple(assessed(bound.requirements, seen, context))
    intricate = [each for each in outcomes if each.applies or each.finding.parts or each.finding.conditions or each.finding.error]
    conditions = promises(intricate) if intricate else ()  # no other holds a promise or an error
    decision, decided_by = decide(outcomes, conditions)
    return Report(
        decision=decision,
        decided_by=decided_by,
        outcomes=outcomes,
        conditions=conditions,
        degraded=any([each.degraded for each in intricate]),
        warnings=tuple(notices(profile, bound, context)),
        bound=bound,
        profile=seen,
        candidate=profile.subject.id if profile.subject else None,
    )


def assessed(requirements: Iterable[BoundRequirement], profile: Profile, context: Context) -> list[Outcome]:
    """
    The outcomes of requirements, in order: what `assess` has for each, in fewer steps where it has no `when`.
    """
    outcomes, trusted = [], profile.weakest >= CLAIMED
    for each in requirements:
        criterion = each.bare if trusted else each.criterion
        if criterion is None or each.when is not None:
            outcomes.append(assess(each, profile, context))
        else:
            outcomes.append(outcome_of((each, context.assess(criterion, profile), None)))
    return outcomes


def assess(requirement: BoundRequirement, profile: Profile, context: Context) -> Outcome:
    """
    The outcome of one requirement: nothing is asked where its `when` is false.
    """
    criterion = requirement.asked_of(profile)
    if criterion is None:
        return Outcome(requirement, NOT_ASKED)
    if requirement.when is None:
        return Outcome(requirement, context.assess(criterion, profile))
    applies = context.assess(requirement.when, profile)
    if applies.conditions:
        message = "a promise cannot decide whether a requirement applies"
        applies = attrs.evolve(Finding.failed(Fault("PromiseInWhen", message)), parts=applies.parts)
    if not applies.outcomes.may_be(MET):
        return Outcome(requirement, attrs.evolve(NOT_ASKED, evidence=applies.cited()), applies)
    finding = context.assess(criterion, profile)
    if applies.outcomes is not MET:
        finding = _perhaps(finding, applies)
    return Outcome(requirement, finding, applies)


def decide(
    outcomes: tuple[Outcome, ...], conditions: tuple[Condition, ...]
) -> tuple[Decision, tuple[str, ...]]:
    """
    The decision, and the requirements that forced it to be other than qualified.
    """
    found = [finding.outcomes for requirement, finding, _ in outcomes if requirement.level is REQUIRED]
    together = MET if found.count(MET) == len(found) > 0 else all_of(found)
    if together is NOT_MET:
        return NOT_QUALIFIED, tuple([each.id for each in outcomes if each.level is REQUIRED and each.outcomes is NOT_MET])
    for_review = [each for each in outcomes if each.requirement.level is REVIEW and each.outcomes.may_be(NOT_MET)]
    if together.open:
        for_review = [*_leaving_open(outcomes), *for_review]
    if for_review:
        return Decision.NEEDS_REVIEW, tuple([each.id for each in for_review])
    if together is NOT_APPLICABLE:
        return Decision.NOT_APPLICABLE, ()
    if conditions:
        return Decision.QUALIFIED_ON_CONDITION, ()
    return QUALIFIED, ()


def _leaving_open(outcomes: tuple[Outcome, ...]) -> list[Outcome]:
    """
    The required ones that may not be met; where there are none, those of which it is not known whether they apply.
    """
    open_ = [each for each in outcomes if each.level is REQUIRED and each.outcomes.open]
    return [each for each in open_ if each.outcomes.may_be(NOT_MET)] or open_


def promises(outcomes: Iterable[Outcome]) -> tuple[Condition, ...]:
    """
    The conditions under which every required requirement counts as met.
    """
    required = [each.finding for each in outcomes if each.level is REQUIRED]
    return tuple(dict.fromkeys(promise for finding in required for promise in finding.conditions))


# By names of their own: Python 3.11 takes its time over a member of an enum.
REQUIRED, REVIEW = Level.REQUIRED, Level.REVIEW
MET, NOT_MET, NOT_APPLICABLE = Outcomes.MET, Outcomes.NOT_MET, Outcomes.NOT_APPLICABLE
QUALIFIED, NOT_QUALIFIED = Decision.QUALIFIED, Decision.NOT_QUALIFIED
NOT_ASKED = Finding(NOT_APPLICABLE, Reason("not-asked", "not asked here"))


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
        missing=tuple(dict.fromkeys((*applies.asked(), *(finding.missing if finding.outcomes.open else ())))),
        conditions=(),
        error=finding.error or applies.fault(),
    )
