"""
Tests of rule sets as a law: what a check finds is what passes, and nothing else does.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from profiles import KINDS, cases, catalog

from reqcheck import Decision, Report, Status, SuiteResult, load_suite, run_suite


def ran(document: dict[str, Any], criterion: dict[str, Any], as_of: date, expected: dict[str, Any]) -> SuiteResult:
    """
    What running one case finds that stands in a rule set of one requirement.
    """
    tests = {"as_of": as_of.isoformat(), "profile": document, "cases": {"one": {"expect": expected}}}
    rules = {"schema": "reqcheck.ruleset/1", "id": "t", "title": "T", "requirements": {"r": {"criterion": criterion}}, "tests": tests}
    with TemporaryDirectory() as folder:
        file = Path(folder, "t.json")
        file.write_text(json.dumps(rules), "utf-8")
        return run_suite(load_suite(file, catalog()))


def found(report: Report) -> dict[str, Any]:
    return {
        "decision": report.decision,
        "statuses": {each.id: each.status for each in report},
        "missing": sorted({each.pointer for each in report.questions}),
    }


@settings(max_examples=30)
@given(cases(*KINDS), st.sampled_from(Decision), st.sampled_from(Status))
def test_a_case_passes_if_and_only_if_it_expects_what_is_found(
    case: tuple[dict[str, Any], dict[str, Any], date], decision: Decision, status: Status
) -> None:
    """
    A case that expects what a check finds passes; with another decision, status or missing fact it fails.
    """
    first = ran(*case, expected={"statuses": "error"})
    report = first.cases[0].report
    expected = found(report)
    others = [{**expected, "missing": [*expected["missing"], "/subject"]}]
    others += [{**expected, "decision": decision}] if decision is not report.decision else []
    others += [{**expected, "statuses": {"r": status}}] if status is not report["r"].status else []

    assert () == ran(*case, expected=expected).failed
    assert all(ran(*case, expected=each).failed for each in others)
    assert [] == [each for each in first.coverage.requirements if len(each.missing) < 3]
