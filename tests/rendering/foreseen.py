"""
Forecasts as documents: invented, with whatever text a test wants to see in every place.
"""

from __future__ import annotations

from typing import Any

Document = dict[str, Any]


def stands(name: str, status: str, text: str = "a text", level: str = "required") -> Document:
    """
    A requirement on one day; what is not known asks a question.
    """
    document: Document = {"id": name, "title": text, "level": level, "status": status, "because": text}
    if status == "undetermined":
        document["missing"] = [text]
    return document


def change(on: str, decision: str, *requirements: Document) -> Document:
    """
    A day on which requirements change.
    """
    return {"on": on, "decision": decision, "requirements": list(requirements)}


def forecast(text: str = "a text", **fields: Any) -> Document:
    """
    A license that may lapse in 2027 and has lapsed in 2028, other requirements of every status; ten years.
    """
    return {
        "schema": "reqcheck.forecast/1",
        "candidate": text,
        "ruleset": {"id": "tiny", "title": text, "version": "1.0"},
        "as_of": "2026-11-22",
        "until": "2036-11-22",
        "decision": "qualified",
        "requirements": [
            stands("license", "met", text),
            stands("board", "undetermined", text, "preferred"),
            stands("exam", "not_met", text, "preferred"),
            stands("work", "not_applicable", text),
            stands("other", "error", text, "review"),
        ],
        "changes": [
            change("2027-01-02", "needs_review", stands("license", "undetermined", text)),
            change("2028-01-01", "not_qualified", stands("license", "not_met", text)),
            change("2030-06-01", "not_qualified", stands("exam", "met", text, "preferred")),
        ],
        "next_change": "2027-01-02",
        "qualified_from": "2026-11-22",
        "qualified_until": "2027-01-01",
        "exact": True,
        **fields,
    }
