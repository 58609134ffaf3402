"""
The report as a document, and documents as JSON: the same bytes for the same check.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import msgspec

from reqcheck.dated import Dated
from reqcheck.errors import Problem
from reqcheck.evidence import Amount, Reason, decimal
from reqcheck.finding import Finding
from reqcheck.notices import beyond
from reqcheck.profile import RECORD_TYPES, Profile
from reqcheck.report import Failure, Notice, Outcome, Report, Status
from reqcheck.ruleset import Basis, BoundRuleSet, RuleSet, Source
from reqcheck.strength import Strength, stated
from reqcheck.version import __version__

if TYPE_CHECKING:
    from reqcheck.catalog import Catalog

ENGINE = f"reqcheck {__version__}"


def report_to_json(report: Report) -> str:
    """
    One report as JSON on one line.
    """
    return encoded(report_document(report))


def failure_to_json(failure: Failure) -> str:
    """
    One failure as JSON on one line.
    """
    return encoded(failure_document(failure))


def encoded(document: Mapping[str, Any], *, pretty: bool = False) -> str:
    """
    A document as JSON text, in the order of its keys.
    """
    data = msgspec.json.encode(document)
    return (msgspec.json.format(data, indent=2) if pretty else data).decode()


def report_document(report: Report) -> dict[str, Any]:
    """
    The report as `reqcheck.report/1`: plain values only.
    """
    bound, whole = report.bound, report.profile.whole
    statuses = [each.status for each in report]
    return {
        "schema": "reqcheck.report/1",
        "decision": report.decision.value,
        "decided_by": list(report.decided_by),
        "degraded": report.degraded,
        "candidate": report.candidate,
        "as_of": report.as_of.isoformat(),
        "dates": {name: day.isoformat() for name, day in sorted(bound.dates.items())},
        "ruleset": _ruleset(bound.ruleset),
        "parameters": dict(report.parameters),
        "defaults": defaults_of(bound),
        "profile_digest": report.profile.digest(),
        "vocabulary_digest": bound.catalog.vocabulary.digest if bound.catalog is not None else None,
        "engine": ENGINE,
        "plugins": _plugins(bound.catalog),
        "requirements": [_requirement(each, of, whole) for each, of in zip(report.outcomes, statuses, strict=True)],
        "conditions": [_condition(each) for each in report.conditions],
        "questions": [
            {"pointer": each.pointer, "question": each.question, "settles": list(each.settles)}
            for each in report.questions
        ],
        "counts": _counts(report, statuses),
        "sources": _sources(report),
        "not_checked": list(bound.ruleset.not_checked),
        "warnings": list(map(warning_of, report.warnings)),
    }


def warning_of(notice: Notice) -> dict[str, str]:
    """
    Something that a reader should know: what it is about, and a sentence.
    """
    return {"pointer": notice.pointer, "message": notice.message}


def warnings_beyond(report: Report, days: Iterable[date]) -> list[dict[str, str]]:
    """
    The warnings of a report, and that its rules are not in effect on some of the *days* that are told besides.

    One that is not in effect on the day asked has said so already.
    """
    ruleset, effective = report.bound.ruleset, report.bound.ruleset.effective
    later = beyond(ruleset, days) if effective is not None and effective.covers(report.as_of) else ()
    return [warning_of(each) for each in (*report.warnings, *later)]


def failure_document(failure: Failure) -> dict[str, Any]:
    """
    The failure as `reqcheck.failure/1`.
    """
    return {
        "schema": "reqcheck.failure/1",
        "candidate": failure.candidate,
        "problems": [_problem(each) for each in failure.problems],
    }


def _ruleset(ruleset: RuleSet) -> dict[str, Any]:
    return {
        "id": ruleset.id,
        "title": ruleset.title,
        "version": ruleset.version,
        "digest": ruleset.digest(),
        "layers": list(ruleset.layers),
    }


def _plugins(catalog: Catalog | None) -> list[str]:
    """
    The names of the plugins that were loaded besides the built-in kinds.
    """
    loaded = [each for each in catalog.plugins if not each.failed] if catalog is not None else []
    return sorted(each.name for each in loaded if each.origin != "built-in")


def _requirement(outcome: Outcome, status: Status, whole: Profile) -> dict[str, Any]:
    bound = outcome.requirement
    document: dict[str, Any] = {"id": bound.id, "title": bound.title, "level": bound.level._value_, "status": status._value_}
    document |= _finding(outcome.finding, whole)
    if bound.requirement.basis is not None:
        document["basis"] = _basis(bound.requirement.basis)
    return document


def _finding(finding: Finding, whole: Profile) -> dict[str, Any]:
    outcomes, parts, amount = finding.outcomes, finding.parts, finding.amount
    open_ = outcomes.open
    document: dict[str, Any] = {
        "could_be": list(outcomes.could_be),
        "reason": _reason(finding.reason),
        "evidence": [
            {"pointer": each.pointer, "says": each.says, "strength": each.strength or _strength(each.pointer, whole)}
            for each in (finding.cited() if parts else finding.evidence)
        ],
        "missing": [{"pointer": each.pointer, "question": each.question} for each in finding.asked()] if open_ else [],
        "conditions": [_condition(each) for each in finding.conditions] if finding.conditions else [],
        "parts": {name: _finding(each, whole) for name, each in parts.items()} if parts else {},
    }
    if amount is not None:
        document["amount"] = _amount(amount)
    fault = finding.error or (finding.fault() if open_ else None)
    if fault is not None:
        document["error"] = {"type": fault.type, "message": fault.message}
    return document


def _reason(reason: Reason) -> dict[str, Any]:
    values = {name: each if each.__class__ is str else _value(each) for name, each in reason.values.items()}
    return {"code": reason.code, "text": reason.text, "values": values}


def _value(value: object) -> Any:
    """
    A value of a reason: numbers as decimal text, days in full, the rest as it reads.
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | Fraction):
        return decimal(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def _strength(pointer: str, whole: Profile) -> str:
    """
    How well what stands at a pointer is supported: by its record's source, else its section's.
    """
    section, index = _place(pointer)
    if section not in RECORD_TYPES:
        return "claimed"
    records = getattr(whole, section) if index is not None else ()
    source = records[index].source if index is not None and index < len(records) else None
    if source is None and section in whole.sources:
        source = whole.sources[section]
    return WORDS[stated(source)] if source is not None else "claimed"


@lru_cache(maxsize=1024)
def _place(pointer: str) -> tuple[str, int | None]:
    """
    The section that a pointer leads into, and the number of the record, if it leads to one.
    """
    section, _, rest = pointer[1:].partition("/")
    index = rest.split("/")[0]
    return section, int(index) if index.isdigit() else None


#: The words for strengths, by their order.
WORDS = tuple(each.word for each in Strength)


def _amount(amount: Amount) -> dict[str, Any]:
    return {
        "least": decimal(amount.least),
        "most": decimal(amount.most) if amount.most is not None else None,
        "needed": decimal(amount.needed),
        "unit": amount.unit,
    }


def _condition(condition: Any) -> dict[str, str]:
    return {"says": condition.says, "by": condition.by.isoformat(), "pointer": condition.pointer}


def _basis(basis: Basis) -> dict[str, str]:
    return _given(source=basis.source, section=basis.section, note=basis.note)


def defaults_of(bound: BoundRuleSet) -> dict[str, dict[str, str]]:
    """
    Where the values of parameters come from that nobody gave, and since which day they stand, if they are dated.
    """
    return {name: _default(each) for name, each in bound.defaults.items()}


def _default(default: Dated) -> dict[str, str]:
    return _given(
        since=default.since.isoformat() if default.since != date.min else None,
        source=default.source,
        verified_on=default.verified_on.isoformat() if default.verified_on else None,
    )


def _sources(report: Report) -> dict[str, dict[str, str]]:
    """
    The sources that requirements rest on, and those of the values that nobody gave.
    """
    asked = [each.requirement.requirement for each in report]
    used = {each.basis.source for each in asked if each.basis}
    used |= {each.source for each in report.bound.defaults.values() if each.source is not None}
    return {name: _source(each) for name, each in report.bound.ruleset.sources.items() if name in used}


def _source(source: Source) -> dict[str, str]:
    return _given(
        title=source.title,
        file=source.file,
        url=source.url,
        publisher=source.publisher,
        published=source.published,
        read_on=source.read_on.isoformat() if source.read_on else None,
        note=source.note,
    )


def _given(**fields: str | None) -> dict[str, str]:
    """
    The fields that have a value, in order.
    """
    return {name: value for name, value in fields.items() if value is not None}


def _problem(problem: Problem) -> dict[str, str]:
    return {"pointer": problem.pointer, "code": problem.code, "message": problem.message}


def _counts(report: Report, statuses: list[Status]) -> dict[str, dict[str, int]]:
    counts: dict[str, dict[str, int]] = {}
    for (level, status), number in Counter(zip([each.requirement.level for each in report.outcomes], statuses, strict=True)).items():
        counts.setdefault(level.value, {})[status.value] = number
    return counts
