"""
Differences between rule sets as documents, and as JSON: the same bytes for the same rule sets.
"""

from __future__ import annotations

from typing import Any

from reqcheck.alterations import Difference
from reqcheck.contrast import Contrast, Stand, Sway
from reqcheck.differences import Alteration, RuleSetDifferences
from reqcheck.divergence import DivergenceSearch
from reqcheck.rendering.json import encoded
from reqcheck.ruleset import RuleSet


def differences_to_json(differences: RuleSetDifferences) -> str:
    """
    All differences as JSON on one line.
    """
    return encoded(differences_document(differences))


def differences_document(differences: RuleSetDifferences) -> dict[str, Any]:
    """
    The differences as `reqcheck.diff/1`: plain values only.
    """
    return {
        "schema": "reqcheck.diff/1",
        "old": _ruleset(differences.old),
        "new": _ruleset(differences.new),
        "same_meaning": differences.same,
        "requirements": [_alteration(each) for each in differences.requirements],
        "whole": [_difference(each) for each in differences.whole],
        "reordered": differences.reordered,
        "other_parts": list(differences.others),
    }


def contrast_document(contrast: Contrast, name: str) -> dict[str, Any]:
    """
    What changes for one candidate, who is called by *name* where there is no id.
    """
    return {
        "candidate": contrast.candidate or name,
        "old": contrast.old.decision.value,
        "new": contrast.new.decision.value,
        "because": [
            {"id": each.id, "title": each.title, "old": _stand(each.old), "new": _stand(each.new)} for each in contrast.because
        ],
    }


def sway_document(sway: Sway) -> dict[str, Any]:
    """
    How many candidates change decision, from which to which, and because of which requirements.
    """
    turns = sorted(sway.turns.items(), key=lambda each: (-each[1], each[0]))
    causes = sorted(sway.causes.items(), key=lambda each: (-each[1], each[0]))
    return {
        "candidates": sway.candidates,
        "changed": sway.changed,
        "other_status": sway.shifted,
        "failures": sway.failures,
        "decisions": [{"old": old, "new": new, "candidates": number} for (old, new), number in turns],
        "because": [{"id": name, "title": title, "candidates": number} for (name, title), number in causes],
    }


def divergence_document(search: DivergenceSearch) -> dict[str, Any]:
    """
    What came of the search for a profile that shows a difference.
    """
    divergence = search.divergence
    found = None if divergence is None else {**contrast_document(divergence.contrast, "generated"), "profile": dict(divergence.document)}
    return {
        "found": found,
        "tried": search.tried,
        "seed": search.seed,
        "alike": search.alike,
        "not_made_up": [{"id": name, "kind": kind} for name, kind in search.blind],
    }


def _ruleset(ruleset: RuleSet) -> dict[str, str]:
    return {"id": ruleset.id, "title": ruleset.title, "version": ruleset.version, "digest": ruleset.digest()}


def _alteration(alteration: Alteration) -> dict[str, Any]:
    direction = alteration.direction
    return {
        "id": alteration.id,
        "title": alteration.title,
        "level": alteration.level.value,
        "fate": alteration.fate,
        "was": alteration.was or None,
        "asks": alteration.asks,
        "direction": direction and direction.value,
        "differences": [_difference(each) for each in alteration.differences],
    }


def _difference(difference: Difference) -> dict[str, Any]:
    return {
        "what": difference.what,
        "within": difference.within or None,
        "old": difference.old,
        "new": difference.new,
        "direction": difference.direction and difference.direction.value,
        "parameters": list(difference.parameters),
    }


def _stand(stand: Stand | None) -> dict[str, str] | None:
    if stand is None:
        return None
    return {"level": stand.level.value, "status": stand.status.value, "because": stand.because}
