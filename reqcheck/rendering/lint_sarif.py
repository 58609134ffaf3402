"""
What lint found, as SARIF 2.1.0, which code hosts and editors read.
"""

from __future__ import annotations

from typing import Any

from reqcheck.linting.registry import LINT_RULES
from reqcheck.rendering.json import encoded
from reqcheck.version import __version__
from reqcheck.wording import Document

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
#: What stands for itself in a reference; a colon does not, since it would end the name of a scheme.
PLAIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")
_INDEX = {each.code: number for number, each in enumerate(LINT_RULES)}


def sarif(document: Document) -> str:
    """
    One run: every rule with its help, every finding with its region, what is allowed as suppressed.
    """
    results = [_result(each) for each in document["findings"]]
    results += [{**_result(each), "suppressions": [_suppression(each)]} for each in document["allowed"]]
    run = {
        "tool": {"driver": {"name": "reqcheck", "version": __version__, "rules": _rules()}},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(document)],
        "results": results,
    }
    return f"{encoded({'$schema': SCHEMA, 'version': '2.1.0', 'runs': [run]}, pretty=True)}\n"


def _rules() -> list[dict[str, Any]]:
    return [
        {
            "id": each.code,
            "name": "".join(map(str.capitalize, each.name.split("-"))),
            "shortDescription": {"text": each.finds},
            "fullDescription": {"text": each.why},
            "help": {"text": f"{each.why}\n\n{each.mend}", "markdown": f"{each.why}\n\n{each.mend}\n\n```yaml\n{each.good}\n```\n"},
            "defaultConfiguration": {"level": "warning"},
        }
        for each in LINT_RULES
    ]


def _result(finding: Document) -> dict[str, Any]:
    return {
        "ruleId": finding["code"],
        "ruleIndex": _INDEX[finding["code"]],
        "level": "warning",
        "message": {"text": f"{finding['message']}. {finding['mend']}"},
        "locations": [_location(finding)],
    }


def _location(at: Document) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": _uri(at["file"])}}
    if "line" in at:
        region = {"startLine": at["line"], "startColumn": at["column"]}
        place["region"] = {**region, "snippet": {"text": at["text"]}} if at.get("text") else region
    return {"physicalLocation": place}


def _uri(file: str) -> str:
    """
    A file as a relative reference: everything but plain letters is written as its bytes.
    """
    written = file.replace("\\", "/").encode("utf-8", "backslashreplace")
    return "".join(chr(each) if chr(each) in PLAIN else f"%{each:02X}" for each in written)


def _suppression(finding: Document) -> dict[str, str]:
    return {"kind": "inSource", "justification": finding["because"]}


def _invocation(document: Document) -> dict[str, Any]:
    notes = [
        {"level": "error", "message": {"text": problem["message"]}, "locations": [_location({**failure, **problem})]}
        for failure in document["failures"]
        for problem in failure["problems"]
    ]
    return {"executionSuccessful": not notes, "toolExecutionNotifications": notes}
