"""
The forecast as a document, and as JSON: the same bytes for the same forecast.
"""

from __future__ import annotations

from typing import Any

from reqcheck.forecasting import Change, Forecast
from reqcheck.notices import beyond
from reqcheck.rendering.json import encoded
from reqcheck.report import Outcome, Status


def forecast_to_json(forecast: Forecast) -> str:
    """
    One forecast as JSON on one line.
    """
    return encoded(forecast_document(forecast))


def forecast_document(forecast: Forecast) -> dict[str, Any]:
    """
    The forecast as `reqcheck.forecast/1`: plain values only.
    """
    report = forecast.report
    return {
        "schema": "reqcheck.forecast/1",
        "candidate": report.candidate,
        "ruleset": {"id": report.bound.ruleset.id, "title": report.bound.ruleset.title, "version": report.bound.ruleset.version},
        "as_of": report.as_of.isoformat(),
        "until": forecast.until.isoformat(),
        "decision": report.decision.value,
        "requirements": [_status(each) for each in report],
        "changes": [_change(each) for each in forecast.changes],
        "next_change": _day(forecast.next_change),
        "qualified_from": _day(forecast.qualified_from),
        "qualified_until": _day(forecast.qualified_until),
        "exact": forecast.exact,
        "warnings": [each.message for each in beyond(report.bound.ruleset, (report.as_of, forecast.until))],
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "on": change.on.isoformat(),
        "decision": change.decision.value,
        "requirements": [_status(each) for each in change.outcomes],
    }


def _status(outcome: Outcome) -> dict[str, Any]:
    document: dict[str, Any] = {
        "id": outcome.id,
        "title": outcome.title,
        "level": outcome.level.value,
        "status": outcome.status.value,
        "because": outcome.finding.reason.text,
    }
    if outcome.status is Status.UNDETERMINED and (asked := outcome.finding.asked()):
        document["missing"] = [each.question for each in asked]
    return document


def _day(day: Any) -> str | None:
    return day.isoformat() if day is not None else None
