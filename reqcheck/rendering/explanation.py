"""
An explanation as a document, `reqcheck.explanation/1`: plain values only.
"""

from __future__ import annotations

from typing import Any

from reqcheck.asked import Asked, Setting
from reqcheck.considered import Compared, Considered
from reqcheck.explanation import Explained, Looked, Used
from reqcheck.rendering.json import report_document
from reqcheck.ruleset import Edit

#: What of a report's requirement is the finding.
FOUND = ("status", "could_be", "reason", "evidence", "missing", "conditions", "amount", "error", "parts")


def explanation_document(explained: Explained) -> dict[str, Any]:
    """
    The explanation as `reqcheck.explanation/1`: plain values only.
    """
    ruleset, requirement = explained.ruleset, explained.requirement
    document: dict[str, Any] = {
        "schema": "reqcheck.explanation/1",
        "ruleset": {
            "id": ruleset.id,
            "title": ruleset.title,
            "version": ruleset.version,
            "layers": list(ruleset.layers),
        },
        "requirement": requirement.id,
        "title": explained.title,
        "level": requirement.level.value,
        "note": requirement.note,
        "basis": _basis(explained),
        "when": _when(explained),
        "asks": _asked(explained.asks),
        "parameters": [_used(each) for each in explained.parameters],
        "edits": [edit_document(each) for each in explained.edits],
    }
    return document if explained.looked is None else {**document, **_looked(explained.looked)}


def _basis(explained: Explained) -> dict[str, Any] | None:
    basis = explained.requirement.basis
    if basis is None:
        return None
    source = explained.ruleset.sources.get(basis.source)
    title = source.title if source is not None else basis.source
    return {"source": basis.source, "title": title, "section": basis.section, "note": basis.note}


def _when(explained: Explained) -> dict[str, Any] | None:
    if explained.when is not None:
        return {"criterion": _asked(explained.when)}
    return {"parameters": {each.name: each.value for each in explained.conditions}} if explained.conditions else None


def _asked(asked: Asked) -> dict[str, Any]:
    return {
        "kind": asked.kind,
        "words": asked.words or None,
        "rule": asked.rule,
        "settings": [_setting(each) for each in asked.settings],
        "evidence": asked.evidence or None,
        "met_by": list(asked.met_by),
        "parts": {name: _asked(each) for name, each in asked.parts.items()},
    }


def _setting(setting: Setting) -> dict[str, Any]:
    return {
        "name": setting.name,
        "value": setting.value,
        "parameters": list(setting.parameters),
        "default": setting.default,
    }


def _used(used: Used) -> dict[str, Any]:
    parameter = used.parameter
    return {
        "name": used.name,
        "title": parameter.title,
        "type": parameter.type,
        "one_of": list(parameter.one_of),
        "unit": parameter.unit,
        "value": used.value,
        "set": None if used.value is None else "default" if used.default is not None else "given",
        "since": used.default.since.isoformat() if used.default is not None and parameter.days else None,
        "source": used.default.source if used.default is not None else None,
        "note": parameter.note,
        "edits": [edit_document(each) for each in used.edits],
    }


def edit_document(edit: Edit) -> dict[str, Any]:
    """
    What an overlay does, and why: plain values only.
    """
    return {
        "act": edit.act,
        "name": edit.name,
        "keys": list(edit.keys),
        "layer": edit.layer,
        "because": edit.because,
    }


def _looked(looked: Looked) -> dict[str, Any]:
    report = report_document(looked.report)
    requirement = report["requirements"][0]
    found = looked.considered
    return {
        "candidate": report["candidate"],
        "as_of": report["as_of"],
        "considered": [_considered(each) for each in found] if found is not None else None,
        "considered_when": [_considered(each) for each in looked.when],
        "set_aside": [_considered(each) for each in looked.aside],
        "found": {name: requirement[name] for name in FOUND if name in requirement},
    }


def _considered(considered: Considered) -> dict[str, Any]:
    document: dict[str, Any] = {
        "part": considered.part,
        "pointer": considered.pointer,
        "what": considered.what,
        "verdict": considered.verdict.name.lower(),
        "counts": considered.counted,
        "compared": [_compared(each) for each in considered.compared],
        "note": considered.note,
        "set_aside": considered.aside,
    }
    if considered.amount is not None:
        document["adds"] = considered.adds
    return document


def _compared(compared: Compared) -> dict[str, Any]:
    return {
        "test": compared.name,
        "says": dict(compared.fields),
        "asked": compared.asked,
        "verdict": compared.verdict.name.lower(),
        "matter": compared.matter,
    }
