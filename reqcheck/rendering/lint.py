"""
What lint found, as a document: `reqcheck.lint/1`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from reqcheck.errors import Problem, ReqcheckError
from reqcheck.linting.findings import LintFinding
from reqcheck.linting.linter import Linted
from reqcheck.version import __version__


def lint_document(results: Iterable[Linted], failures: Sequence[tuple[str, ReqcheckError]], as_of: date) -> dict[str, Any]:
    """
    Plain values only: what was found, what the files allow, and what could not be read, file by file.
    """
    results = list(results)
    findings = [_finding(each, of) for of in results for each in of.findings]
    allowed = [{**_finding(each, of), "because": each.because} for of in results for each in of.allowed]
    return {
        "schema": "reqcheck.lint/1",
        "engine": f"reqcheck {__version__}",
        "as_of": as_of.isoformat(),
        "rulesets": [{"id": each.ruleset.id, "version": each.ruleset.version, "file": each.ruleset.file} for each in results],
        "findings": findings,
        "allowed": allowed,
        "failures": [{"file": name, "problems": _problems(error)} for name, error in failures],
        "summary": {
            "rulesets": len(results), "findings": len(findings), "allowed": len(allowed), "failures": len(failures),
        },
    }


def _finding(finding: LintFinding, of: Linted) -> dict[str, Any]:
    return {
        "ruleset": of.ruleset.id,
        "file": finding.place.file or of.ruleset.file,
        "line": finding.place.line,
        "column": finding.place.column,
        "code": finding.code,
        "name": finding.name,
        "message": finding.message,
        "why": finding.why,
        "mend": finding.mend,
        "text": finding.line,
    }


def _problems(error: ReqcheckError) -> list[dict[str, Any]]:
    problems: Sequence[Problem] = getattr(error, "problems", ())
    return [_problem(each) for each in problems] or [{"message": str(error)}]


def _problem(problem: Problem) -> dict[str, Any]:
    place = problem.place
    where = {"line": place.line, "column": place.column} if place is not None else {}
    layer = {"file": place.file} if place is not None and place.file else {}
    return {**layer, **where, "message": problem.message}
