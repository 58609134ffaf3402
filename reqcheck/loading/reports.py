"""
Stored results: the documents of a report as `reqcheck check` wrote them, refused where they are anything else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Literal

import msgspec

from reqcheck.errors import DocumentError, Problem
from reqcheck.loading.json import load_json
from reqcheck.report import Decision, Status
from reqcheck.ruleset import Level

Texts = dict[str, str]


class Evidence(msgspec.Struct):
    """
    A piece of evidence.
    """

    pointer: str
    says: str
    strength: str


class Condition(msgspec.Struct):
    """
    A promise.
    """

    says: str
    by: str
    pointer: str


class Missing(msgspec.Struct):
    """
    A fact that is missing.
    """

    pointer: str
    question: str


class Question(Missing):
    """
    A question, and what it settles.
    """

    settles: list[str]


class Reason(msgspec.Struct):
    """
    A reason.
    """

    code: str
    text: str


class Fault(msgspec.Struct):
    """
    The error of a criterion.
    """

    type: str
    message: str


class Basis(msgspec.Struct):
    """
    Where a requirement comes from.
    """

    source: str
    section: str | msgspec.UnsetType = msgspec.UNSET
    note: str | msgspec.UnsetType = msgspec.UNSET


class Requirement(msgspec.Struct):
    """
    One requirement of a report.
    """

    id: str
    title: str
    level: Level
    status: Status
    reason: Reason
    evidence: list[Evidence]
    missing: list[Missing]
    conditions: list[Condition]
    basis: Basis | msgspec.UnsetType = msgspec.UNSET
    error: Fault | msgspec.UnsetType = msgspec.UNSET


class RuleSet(msgspec.Struct):
    """
    The rule set of a report.
    """

    id: str
    title: str
    version: str
    digest: str


class Message(msgspec.Struct):
    """
    A warning, or a problem of a document.
    """

    pointer: str
    message: str


class Report(msgspec.Struct):
    """
    A `reqcheck.report/1`, as far as it is shown.
    """

    schema: Literal["reqcheck.report/1"]
    decision: Decision
    decided_by: list[str]
    degraded: bool
    candidate: str | None
    as_of: str
    ruleset: RuleSet
    parameters: Texts
    profile_digest: str
    engine: str
    requirements: list[Requirement]
    conditions: list[Condition]
    questions: list[Question]
    sources: dict[str, Texts]
    not_checked: list[str]
    warnings: list[Message]
    dates: Texts | msgspec.UnsetType = msgspec.UNSET
    defaults: dict[str, Texts] | msgspec.UnsetType = msgspec.UNSET
    next_change: str | None = None


class Failure(msgspec.Struct):
    """
    A `reqcheck.failure/1`.
    """

    schema: Literal["reqcheck.failure/1"]
    candidate: str | None
    problems: list[Message]


class Reports(msgspec.Struct):
    """
    A `reqcheck.reports/1`; its summary is made anew.
    """

    schema: Literal["reqcheck.reports/1"]
    reports: list[Report]
    failures: list[Failure]


#: The documents that results are stored as, by what they call themselves.
DOCUMENTS = {"reqcheck.report/1": Report, "reqcheck.failure/1": Failure, "reqcheck.reports/1": Reports}


def results_in(text: str | bytes) -> Iterator[Mapping[str, Any]]:
    """
    The reports and failures in the text of one document; raises `DocumentError` for anything else.
    """
    document = load_json(text)
    schema = document.get("schema") if isinstance(document, Mapping) else None
    if not isinstance(schema, str) or schema not in DOCUMENTS:
        raise _refused(f"`schema` is none of {', '.join(f'`{each}`' for each in DOCUMENTS)}", "/schema")
    try:
        msgspec.convert(document, DOCUMENTS[schema])
    except msgspec.ValidationError as problem:
        message, _, where = str(problem).partition(" - at `$")
        raise _refused(_sentence(message), _pointer(where)) from None
    except RecursionError:
        raise _refused("nests too deep", "") from None
    return iter((*document["reports"], *document["failures"]) if schema == "reqcheck.reports/1" else (document,))


#: How the decoder names what it expected and what it found, and how people do.
WORDS = {
    "str": "a text",
    "int": "a number",
    "float": "a number",
    "bool": "true or false",
    "array": "a list",
    "object": "a mapping",
}


def _refused(message: str, pointer: str) -> DocumentError:
    return DocumentError("results", (Problem(message, "not-a-report", pointer),))


def _sentence(message: str) -> str:
    """
    What the decoder says, in words; it quotes no value.
    """
    if found := re.fullmatch(r"Object missing required field (`.*`)", message):
        return f"{found[1]} is missing"
    if found := re.fullmatch(r"Expected (`.*`), got (`.*`)", message):
        wanted, got = (re.sub(r"[^` |]+", lambda name: WORDS.get(name[0], name[0]), each) for each in found.groups())
        return f"must be {wanted}, not {got}".replace("`", "").replace(" | ", " or ")
    return "is none of the words that may stand here"


def _pointer(path: str) -> str:
    """
    The decoder's path as a JSON pointer.
    """
    return re.sub(r"\[(\d+)\]|\.(\w+)", r"/\1\2", path.replace("[...]", "")).rstrip("`")
