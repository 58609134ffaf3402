"""
Witnesses as a document, and as JSON: the same bytes for the same profile.
"""

from __future__ import annotations

from typing import Any

from reqcheck.rendering.json import defaults_of, encoded
from reqcheck.witnessing import Witness, Witnesses


def witnesses_to_json(witnesses: Witnesses) -> str:
    """
    Both witnesses of one candidate as JSON on one line.
    """
    return encoded(witnesses_document(witnesses))


def witnesses_document(witnesses: Witnesses) -> dict[str, Any]:
    """
    Both witnesses as `reqcheck.witnesses/1`: plain values only.
    """
    report = witnesses.report
    ruleset = report.bound.ruleset
    return {
        "schema": "reqcheck.witnesses/1",
        "candidate": report.candidate,
        "ruleset": {"id": ruleset.id, "title": ruleset.title, "version": ruleset.version},
        "as_of": report.as_of.isoformat(),
        "parameters": dict(report.parameters),
        "defaults": defaults_of(report.bound),
        "decision": report.decision.value,
        "qualified": _witness(witnesses.qualified),
        "not_qualified": _witness(witnesses.not_qualified),
        "left_open": list(witnesses.left_open),
        "for_people": list(witnesses.for_people),
        "exact": witnesses.exact,
    }


def _witness(witness: Witness | None) -> dict[str, Any] | None:
    if witness is None:
        return None
    return {
        "decision": witness.decision.value,
        "supposed": [{"pointer": each.pointer, "says": each.says} for each in witness.supposed],
        "patch": [dict(each) for each in witness.patch],
    }
