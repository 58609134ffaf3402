"""
The career path as a document, and from it in words, as Markdown and as a picture.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from reqcheck.careers import CareerPath, Rung
from reqcheck.gaps import Alternative
from reqcheck.rendering.json import encoded, warnings_beyond
from reqcheck.rendering.markdown import marked
from reqcheck.rendering.text import Line
from reqcheck.rendering.timeline_svg import svg
from reqcheck.wording import Document, spoken, warned, who


def path_to_json(path: CareerPath) -> str:
    """
    One path as JSON on one line.
    """
    return encoded(path_document(path))


def path_document(path: CareerPath) -> dict[str, Any]:
    """
    The path as `reqcheck.path/1`: plain values only.
    """
    goal = path.rungs[-1]
    return {
        "schema": "reqcheck.path/1",
        "candidate": goal.forecast.report.candidate,
        "as_of": goal.forecast.report.as_of.isoformat(),
        "until": goal.forecast.until.isoformat(),
        "to": goal.ruleset.id,
        "rungs": [_rung(each) for each in path.rungs],
        "warnings": _warnings(path),
    }


def _warnings(path: CareerPath) -> list[dict[str, str]]:
    """
    What the checks of the roles warn of, and which of them are not in effect until the last day: each warning once.
    """
    found = [each for rung in path.rungs for each in warnings_beyond(rung.forecast.report, (rung.forecast.until,))]
    return [each for number, each in enumerate(found) if each not in found[:number]]


def _rung(rung: Rung) -> dict[str, Any]:
    stretches = rung.forecast.stretches
    return {
        "role": rung.ruleset.id,
        "title": rung.ruleset.title,
        "version": rung.ruleset.version,
        "decision": rung.decision.value,
        "decided_by": list(rung.forecast.report.decided_by),
        "reached": _day(rung.reached),
        "reached_until": _day(rung.forecast.qualified_until),
        "changes": [{"on": first.isoformat(), "decision": decision.value} for first, _, decision in stretches[1:]],
        "exact": rung.forecast.exact,
        "gap": [_alternative(each) for each in rung.gap.alternatives],
        "bars": list(rung.gap.bars),
        "facts": [each.question for each in (rung.gap.could_qualify or ((),))[0]],
    }


def _alternative(alternative: Alternative) -> dict[str, Any]:
    return {
        "on": alternative.on.isoformat(),
        "days": alternative.days,
        "decision": alternative.decision.value,
        "remedies": [{"act": each.act, "what": each.what, "who": each.who, "requirement": each.requirement} for each in alternative.remedies],
        "verified": alternative.verified,
        "proven_minimal": alternative.proven_minimal,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


# -- in words -----------------------------------------------------------------------------------


def path_lines(document: Document) -> Iterator[Line]:
    """
    The path for people: a rung after another, the lowest first.
    """
    yield Line(f"{who(document)}: the path to {document['rungs'][-1]['title']}, as of {document['as_of']}")
    for number, rung in enumerate(document["rungs"], 1):
        yield Line("")
        yield Line(f"{number}. {_named(rung)}: {spoken(rung['decision']).upper()}", 1, rung["decision"])
        for sentence in _sentences(rung):
            yield Line(sentence, 2, "", 2)
    if document["warnings"]:
        yield from (Line(""), Line("warnings", 1, "bold"))
        yield from (Line(f"- {warned(each)}", 2, hang=2) for each in document["warnings"])


def _named(rung: Document) -> str:
    return f"{rung['title']} {rung['version']} ({rung['role']})"


def _sentences(rung: Document) -> Iterator[str]:
    """
    When a role is reached by time alone, and what would close the gap otherwise.
    """
    yield _by_time(rung)
    for alternative in rung["gap"]:
        yield f"{'or' if alternative is not rung['gap'][0] else 'to qualify'}: {_remedies(alternative)}"
    if rung["bars"]:
        yield f"nothing the candidate does removes: {', '.join(rung['bars'])}; only the employer can waive it"
    if rung["facts"]:
        yield f"to find out first: {' '.join(rung['facts'])}"


def _by_time(rung: Document) -> str:
    reached, until = rung["reached"], rung["reached_until"]
    if reached is None:
        return "not reached by time alone"
    ends = f" until {until}" if until is not None else ""
    now = rung["decision"] in ("qualified", "qualified_on_condition")
    return f"qualified now{ends}" if now else f"reached by time alone on {reached}{ends}"


def _remedies(alternative: Document) -> str:
    steps = ", and ".join(f"{each['act']} {each['what']}" for each in alternative["remedies"])
    wait = f" (from {alternative['on']})" if alternative["days"] else ""
    return f"{steps or 'wait'}{wait}{'' if alternative['verified'] else ' (not verified)'}"


def path_markdown(document: Document) -> str:
    """
    The path as Markdown.
    """
    lines = [f"# {marked(who(document))}: the path to {marked(document['rungs'][-1]['title'])}", "", f"As of {document['as_of']}.", ""]
    for number, rung in enumerate(document["rungs"], 1):
        lines += [f"{number}. **{marked(_named(rung))}**: {spoken(rung['decision'])}"]
        lines += [f"   - {marked(each)}" for each in _sentences(rung)]
    if document["warnings"]:
        lines += ["", "## Warnings", "", *(f"- {marked(warned(each))}" for each in document["warnings"])]
    return "\n".join(lines) + "\n"


# -- as a picture -------------------------------------------------------------------------------


def path_svg(document: Document) -> str:
    """
    The path as a picture: a row for each role, with the decision over time.
    """
    goal = document["rungs"][-1]
    days = sorted({change["on"] for rung in document["rungs"] for change in rung["changes"]})
    return svg(
        {
            "candidate": document["candidate"],
            "ruleset": {"id": goal["role"], "title": goal["title"], "version": goal["version"]},
            "as_of": document["as_of"],
            "until": document["until"],
            "decision": goal["decision"],
            "requirements": [_row(each, each["decision"]) for each in document["rungs"]],
            "changes": [_turn(document, day) for day in days],
            "next_change": goal["changes"][0]["on"] if goal["changes"] else None,
            "exact": all(each["exact"] for each in document["rungs"]),
        }
    )


def _row(rung: Document, decision: str) -> dict[str, Any]:
    return {"id": rung["role"], "title": rung["title"], "level": "role", "status": decision, "because": spoken(decision)}


def _turn(document: Document, day: str) -> dict[str, Any]:
    """
    What changes on a day: the roles with another decision, and the one aimed at.
    """
    goal = document["rungs"][-1]
    held = [each["decision"] for each in goal["changes"] if each["on"] <= day]
    turning = [(rung, each["decision"]) for rung in document["rungs"] for each in rung["changes"] if each["on"] == day]
    return {"on": day, "decision": held[-1] if held else goal["decision"], "requirements": [_row(*each) for each in turning]}
