"""
Tests of rule sets that were run, as a document and as text: what failed and why, and what was not seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from reqcheck.evidence import Amount, decimal, unit_of
from reqcheck.rendering.text import Line
from reqcheck.testing.coverage import Coverage, SeenThreshold
from reqcheck.testing.running import CaseResult, SuiteResult
from reqcheck.wording import Document, counted, spoken

#: The columns of what was seen of requirements.
STATUSES = ("met", "not_met", "undetermined", "not_applicable")


# --- the document


def results_document(results: Iterable[SuiteResult]) -> dict[str, Any]:
    """
    Several suites as `reqcheck.test-results/1`.
    """
    suites = [suite_document(each) for each in results]
    cases = [case for suite in suites for case in suite["cases"]]
    summary = {"suites": len(suites), "cases": len(cases), "failed": sum(not each["passed"] for each in cases)}
    return {"schema": "reqcheck.test-results/1", "suites": suites, "summary": summary}


def suite_document(result: SuiteResult) -> dict[str, Any]:
    """
    One rule set: its cases, and what they cover.
    """
    ruleset = result.suite.ruleset
    return {
        "ruleset": {"id": ruleset.id, "title": ruleset.title, "version": ruleset.version, "digest": ruleset.digest()},
        "cases": list(map(_case, result.cases)),
        "coverage": _coverage(result.coverage),
    }


def _case(result: CaseResult) -> dict[str, Any]:
    case = result.case
    differences = [
        {"what": each.what, "expected": str(each.expected), "found": str(each.found), "because": each.because}
        for each in result.differences
    ]
    return {
        "name": case.name,
        "file": case.file,
        "line": case.place.line,
        "as_of": case.as_of.isoformat(),
        "decision": result.report.decision.value,
        "passed": result.passed,
        "differences": differences,
    }


def _coverage(coverage: Coverage) -> dict[str, Any]:
    requirements = [
        {"id": each.id, "cases": {key.value: number for key, number in each.cases.items()}, "missing": _words(each.missing)}
        for each in coverage.requirements
    ]
    return {
        "seen": coverage.seen,
        "wanted": coverage.wanted,
        "percent": coverage.percent,
        "requirements": requirements,
        "thresholds": list(map(_threshold, coverage.thresholds)),
    }


def _threshold(seen: SeenThreshold) -> dict[str, Any]:
    return {
        **seen.threshold._asdict(),
        "met": seen.met,
        "not_met": seen.not_met,
        "nearest_met": _amount(seen.nearest_met),
        "nearest_not_met": _amount(seen.nearest_not_met),
        "missing": _words(seen.missing),
    }


def _amount(amount: Amount | None) -> dict[str, str] | None:
    if amount is None:
        return None
    return {"found": amount.found, "needed": decimal(amount.needed), "unit": amount.unit}


def _words(names: Iterable[Any]) -> list[str]:
    return [each.value for each in names]


# --- the text


def results_lines(document: Document) -> Iterator[Line]:
    """
    The lines of several suites, and what they come to.
    """
    for each in document["suites"]:
        yield from suite_lines(each)
    summary = document["summary"]
    if not summary["suites"]:
        return
    ending = f", {summary['failed']} failed" if summary["failed"] else ", all passed"
    ran = f"{counted(summary['cases'], 'test')}{ending}" if summary["cases"] else "no tests"
    told = f"{counted(summary['suites'], 'rule set')}, {ran}"
    yield Line(told, style="bold red" if summary["failed"] else "bold")


def suite_lines(suite: Document) -> Iterator[Line]:
    """
    The lines of one rule set: what failed, then what the tests that passed have seen.
    """
    failed = [each for each in suite["cases"] if not each["passed"]]
    told = f"{counted(len(suite['cases']), 'test')}, {f'{len(failed)} failed' if failed else 'all passed'}"
    name = f"{suite['ruleset']['id']} {suite['ruleset']['version']}"
    if not suite["cases"]:
        yield from (Line(f"{name}: no tests", style="bold yellow"), Line(""))
        return
    yield Line(f"{name}: {told}", style="bold red" if failed else "bold green")
    for each in failed:
        yield from _failed(each)
    yield from seen_lines(suite["coverage"])
    yield Line("")


def _failed(case: Document) -> Iterator[Line]:
    yield Line(f"failed  {case['name']} ({case['file']}:{case['line']}, as of {case['as_of']})", 2, "not_met", hang=2)
    for each in case["differences"]:
        yield Line(difference_words(each), 4, hang=2)
        if each["because"]:
            yield Line(f"because: {each['because']}", 6, "quiet", hang=2)


def difference_words(difference: Document) -> str:
    """
    What is not as it was expected.
    """
    return f"{difference['what']}: expected {spoken(difference['expected'])}, found {spoken(difference['found'])}"


def seen_lines(coverage: Document) -> Iterator[Line]:
    """
    A table of how many tests saw each status of each requirement; a line for each threshold.
    """
    yield Line(f"seen: {coverage['seen']} of {coverage['wanted']} ({coverage['percent']}%)", 2)
    columns = [each for each in STATUSES if any(each in row["cases"] for row in coverage["requirements"])]
    rows = [["", *map(spoken, columns)]]
    rows += [[each["id"], *(_count(each["cases"].get(status)) for status in columns)] for each in coverage["requirements"]]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for first, *rest in rows:
        cells = (each.rjust(width) for each, width in zip(rest, widths[1:], strict=True))
        style = "quiet" if not first else "undetermined" if "never" in rest else ""
        yield Line(f"{first.ljust(widths[0])}  {'  '.join(cells)}".rstrip(), 4, style)
    for each in coverage["thresholds"]:
        yield Line(_about(each), 4, "undetermined" if each["missing"] else "", hang=4)


def _count(number: int | None) -> str:
    return "" if number is None else str(number) if number else "never"


def _about(threshold: Document) -> str:
    """
    A threshold, and the tests nearest to it on either side.
    """
    part = f" of part {threshold['part']}" if threshold["part"] else ""
    sides = [_side(threshold, each) for each in ("met", "not_met")] if len(threshold["missing"]) < 2 else ["no test turns on it"]
    return f"{threshold['requirement']}, `{threshold['setting']}`{part}: {', '.join(sides)}"


def _side(threshold: Document, side: str) -> str:
    near = threshold[f"nearest_{side}"]
    if not threshold[side]:
        return f"no test is {spoken(side)} because of it"
    return f"{spoken(side)} at {near['found']} of {near['needed']} {unit_of(near['needed'], near['unit'])}" if near else f"{spoken(side)} because of it"
