"""
Results as documents: invented, with whatever text a test wants to see in every place.
"""

from __future__ import annotations

from typing import Any

Document = dict[str, Any]

#: What stands in a report: a status for each level, in the order of the rule set.
STATUSES = ("met", "not_met", "undetermined", "not_applicable", "error")


def requirement(text: str = "a text", name: str = "license", status: str = "met", level: str = "required") -> Document:
    """
    One requirement; *text* stands wherever a profile or a rule set can put one.
    """
    document: Document = {
        "id": name,
        "title": text,
        "level": level,
        "status": status,
        "could_be": [status],
        "reason": {"code": "license.met", "text": text, "values": {"what": text}},
        "evidence": [
            {"pointer": "/licenses/0", "says": text, "strength": "claimed"},
            {"pointer": f"/extensions/{text}", "says": f"{text}, as recorded", "strength": "claimed"},
        ],
        "missing": [{"pointer": "/licenses/-", "question": text}],
        "conditions": [],
        "parts": {},
        "basis": {"source": "guide", "section": text, "note": text},
    }
    if status == "error":
        document["error"] = {"type": "ValueError", "message": text}
    return document


def report(text: str = "a text", name: str | None = None, **fields: Any) -> Document:
    """
    A report with a requirement of every status; *text* stands in every place, the name included.
    """
    named = text if name is None else name
    return {
        "schema": "reqcheck.report/1",
        "decision": "not_qualified",
        "decided_by": ["r-not_met"],
        "degraded": True,
        "candidate": named,
        "as_of": "2026-11-22",
        "dates": {},
        "ruleset": {"id": "tiny", "title": text, "version": "1.0", "digest": "sha256:00", "layers": ["tiny"]},
        "parameters": {"state": text},
        "profile_digest": "sha256:11",
        "vocabulary_digest": None,
        "engine": "reqcheck 0.1.0",
        "plugins": [],
        "requirements": [
            *(requirement(text, f"r-{each}", each) for each in STATUSES),
            requirement(text, "p-not_met", "not_met", "preferred"),
            requirement(text, "v-not_met", "not_met", "review"),
        ],
        "conditions": [{"says": text, "by": "2027-03-01", "pointer": "/licenses/0"}],
        "questions": [{"pointer": "/licenses/-", "question": text, "settles": ["r-undetermined"]}],
        "counts": {},
        "sources": {"guide": {"title": text, "url": "https://example.org/guide"}},
        "not_checked": [text],
        "warnings": [{"pointer": "/licenses/0", "message": text}],
        **fields,
    }


def failure(text: str = "a text", name: str | None = None) -> Document:
    """
    A candidate that could not be read.
    """
    problem = {"pointer": f"/licences/{text}", "code": "unknown-field", "message": text}
    return {"schema": "reqcheck.failure/1", "candidate": text if name is None else name, "problems": [problem]}
