"""
The shape of results: a report, a failure, or many of both.

Names may be added to a report without a new version, so that unknown ones are no mistake.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import Any

from reqcheck.report import Decision, Status
from reqcheck.ruleset import Level
from reqcheck.shapes.pieces import DAY, Schema, by_name, one_of, ref, schema, told
from reqcheck.strength import Strength

TITLE = "A reqcheck report"
DESCRIPTION = "What was found of candidates: one report, one failure, or the document of `--format json` with many of both."

TEXT: Schema = {"type": "string"}
DATE: Schema = {"type": "string", "pattern": DAY}
YES_OR_NO: Schema = {"type": "boolean"}
COUNT: Schema = {"type": "integer", "minimum": 0}
DECIMAL: Schema = {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$", "description": "A number as decimal text."}
POINTER = told(TEXT, "A JSON pointer into the profile; `/licenses/-` is one more license.")
DIGEST: Schema = {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"}
COULD_BE = one_of(("met", "not_met", "not_applicable"))


def report_schema() -> Schema:
    """
    The schema of results: `reqcheck.report/1`, `reqcheck.failure/1` and `reqcheck.reports/1`.
    """
    results = ("report", "failure", "reports")
    return schema(TITLE, DESCRIPTION, {**_wholes(), **_parts()}, {"oneOf": [ref(each) for each in results]})


def _wholes() -> dict[str, Schema]:
    """
    The documents themselves.
    """
    report = _mapping(
        "A report: an outcome for each requirement, the decision, and all it takes to repeat the check.",
        schema=_version("report"), decision=_word(Decision), decided_by=_list(TEXT), degraded=YES_OR_NO,
        candidate=_or_null(TEXT), as_of=DATE, dates=by_name(DATE), ruleset=ref("ruleset"), parameters=by_name(TEXT),
        profile_digest=DIGEST, vocabulary_digest=_or_null(DIGEST), engine=TEXT, plugins=_list(TEXT),
        requirements=_list(ref("requirement")), conditions=_list(ref("condition")), questions=_list(ref("question")),
        counts=by_name(by_name(COUNT)), sources=by_name(by_name(TEXT)), not_checked=_list(TEXT),
        warnings=_list(ref("warning")),
    )
    next_change = told(_or_null(DATE), "With `--next-change`: the day on which the decision changes next.")
    dated = {"type": "object", "properties": {"since": DATE, "source": TEXT, "verified_on": DATE}, "additionalProperties": False}
    report = _also(report, {"defaults": told(by_name(dated), "Where the values of parameters that nobody gave come from."), "next_change": next_change})
    failure = _mapping(
        "A candidate that could not be read.",
        schema=_version("failure"), candidate=_or_null(TEXT), problems=_list(ref("problem")),
    )
    reports = _mapping(
        "Many results together.",
        schema=_version("reports"), reports=_list(ref("report")), failures=_list(ref("failure")), summary=ref("summary"),
    )
    return {"report": report, "failure": failure, "reports": reports}


def _parts() -> dict[str, Schema]:
    """
    What they are made of.
    """
    strength = {**TEXT, "examples": [each.word for each in Strength]}
    found = {
        "could_be": told(_list(COULD_BE), "What may still be true."),
        "reason": _mapping("Why.", code=TEXT, text=TEXT, values=by_name(TEXT)),
        "evidence": _list(_mapping("A fact that was used.", pointer=POINTER, says=TEXT, strength=strength)),
        "missing": _list(ref("missing")),
        "conditions": _list(ref("condition")),
        "parts": told(by_name(ref("finding")), "What was found of the parts of a tree, by name."),
    }
    rarely = {
        "amount": _mapping("How much was found and needed.", least=DECIMAL, most=_or_null(DECIMAL), needed=DECIMAL, unit=TEXT),
        "error": _mapping("How a criterion failed.", type=TEXT, message=TEXT),
    }
    basis = _mapping("Where it comes from.", source=TEXT)
    basis["properties"] |= {"section": TEXT, "note": TEXT}
    about = {"id": TEXT, "title": TEXT, "level": _word(Level), "status": _word(Status)}
    listed = _list(_mapping("A requirement.", ruleset=TEXT, id=TEXT, title=TEXT, level=_word(Level), candidates=COUNT))
    return {
        "finding": _also(_mapping("What was found.", **found), rarely),
        "requirement": _also(_mapping("One requirement.", **about, **found), {**rarely, "basis": basis}),
        "missing": _mapping("What is not known, and what to ask.", pointer=POINTER, question=TEXT),
        "condition": _mapping("A promise under which a requirement counts as met.", says=TEXT, by=DATE, pointer=TEXT),
        "question": _mapping("A question, and the requirements that it helps to settle.", pointer=POINTER, question=TEXT, settles=_list(TEXT)),
        "warning": _mapping("Something to know that decides nothing.", pointer=TEXT, message=TEXT),
        "problem": _mapping("Something that is wrong with a document.", pointer=TEXT, code=TEXT, message=TEXT),
        "ruleset": _mapping("Which rule set, of which layers.", id=TEXT, title=TEXT, version=TEXT, digest=DIGEST, layers=_list(TEXT)),
        "summary": _mapping(
            "How many there are of each, and what is most often not met and not known.",
            candidates=COUNT, decisions=by_name(COUNT), failures=COUNT, degraded=COUNT, unmet=listed, unknown=listed,
        ),
    }


def _mapping(description: str, /, **properties: Schema) -> Schema:
    """
    A mapping that has at least these names.
    """
    return {"description": description, "type": "object", "properties": properties, "required": list(properties)}


def _also(shape: Schema, properties: dict[str, Schema]) -> Schema:
    """
    The same with names that it need not have.
    """
    return {**shape, "properties": {**shape["properties"], **properties}}


def _list(inner: Schema) -> Schema:
    return {"type": "array", "items": inner}


def _or_null(shape: Schema) -> Schema:
    return {**shape, "type": [shape["type"], "null"]}


def _version(name: str) -> Schema:
    return {"const": f"reqcheck.{name}/1"}


def _word(words: Iterable[Enum]) -> Schema:
    values: list[Any] = [each.value for each in words]
    return one_of(values)
