"""
The gap as a document, and as JSON: the same bytes for the same gap.
"""

from __future__ import annotations

from typing import Any

from reqcheck.evidence import Missing
from reqcheck.gaps import Alternative, GapAnalysis
from reqcheck.obstacles import blocking
from reqcheck.remedies import Remedy
from reqcheck.rendering.json import defaults_of, encoded, warnings_beyond
from reqcheck.report import Decision, Outcome
from reqcheck.stretches import LaterValue


def gap_to_json(gap: GapAnalysis) -> str:
    """
    One gap as JSON on one line.
    """
    return encoded(gap_document(gap))


def gap_document(gap: GapAnalysis) -> dict[str, Any]:
    """
    The gap as `reqcheck.gap/1`: plain values only.
    """
    report = gap.report
    ruleset = report.bound.ruleset
    open_ = report.decision in (Decision.NOT_QUALIFIED, Decision.NEEDS_REVIEW)
    return {
        "schema": "reqcheck.gap/1",
        "candidate": report.candidate,
        "ruleset": {"id": ruleset.id, "title": ruleset.title, "version": ruleset.version},
        "as_of": report.as_of.isoformat(),
        "parameters": dict(report.parameters),
        "defaults": defaults_of(report.bound),
        "decision": report.decision.value,
        "degraded": report.degraded,
        "in_the_way": [_requirement(each) for each in blocking(report)] if open_ else [],
        "alternatives": [_alternative(each) for each in gap.alternatives],
        "by_time": [{"id": name, "on": day.isoformat()} for name, day in gap.by_time],
        "by_candidate": list(gap.by_candidate),
        "by_employer_only": list(gap.bars),
        "could_qualify": [_facts(each) for each in gap.could_qualify],
        "could_settle": [_facts(each) for each in gap.could_settle],
        "proven_minimal": gap.proven_minimal,
        "later": [_later(each) for each in gap.later],
        "warnings": _warnings(gap),
    }


def _warnings(gap: GapAnalysis) -> list[dict[str, str]]:
    """
    What a check warns of, and that the rules are not in effect on some day that is told.
    """
    days = [gap.report.as_of, *(each.on for each in gap.alternatives), *(day for _, day in gap.by_time)]
    return warnings_beyond(gap.report, days)


def _later(later: LaterValue) -> dict[str, Any]:
    return {
        "parameter": later.parameter,
        "value": later.value,
        "since": later.since.isoformat(),
        "requirements": list(later.requirements),
    }


def _requirement(outcome: Outcome) -> dict[str, Any]:
    return {
        "id": outcome.id,
        "title": outcome.title,
        "level": outcome.level.value,
        "status": outcome.status.value,
        "because": outcome.finding.reason.text,
    }


def _alternative(alternative: Alternative) -> dict[str, Any]:
    waived, obtained, days, other = alternative.cost
    return {
        "on": alternative.on.isoformat(),
        "decision": alternative.decision.value,
        "cost": {"waived": waived, "credentials": obtained, "days": days, "other": other},
        "remedies": [_remedy(each) for each in alternative.remedies],
        "patch": [dict(each) for each in alternative.patch],
        "verified": alternative.verified,
        "proven_minimal": alternative.proven_minimal,
    }


def _remedy(remedy: Remedy) -> dict[str, Any]:
    return {
        "act": remedy.act,
        "who": remedy.who,
        "what": remedy.what,
        "requirement": remedy.requirement or None,
        "not_before": remedy.not_before.isoformat() if remedy.not_before is not None else None,
    }


def _facts(facts: tuple[Missing, ...]) -> list[dict[str, str]]:
    return [{"pointer": each.pointer, "question": each.question} for each in facts]
