"""
Running cases: what a rule set says of each, where that differs from what is expected, and what was seen.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import attrs

from reqcheck.catalog import Catalog
from reqcheck.criterion import Criterion
from reqcheck.loading.binding import built
from reqcheck.loading.values import placeholders
from reqcheck.report import Report, Status
from reqcheck.ruleset import BoundRequirement
from reqcheck.testing.cases import Case, Suite
from reqcheck.testing.coverage import Coverage, SeenRequirement, SeenThreshold
from reqcheck.testing.thresholds import Side, Threshold, sides_of, thresholds_in


@attrs.frozen
class Discrepancy:
    """
    Something that is not as a case expects: *what* (`decision`, `missing`, or a requirement), what was
    *expected*, what was *found*, and *because* of what.
    """

    what: str
    expected: str
    found: str
    because: str = ""


@attrs.frozen
class CaseResult:
    """
    A case that was run: the report, and where it differs from what is expected.
    """

    case: Case
    report: Report = attrs.field(repr=False)
    differences: tuple[Discrepancy, ...]

    @property
    def passed(self) -> bool:
        """
        Everything is as expected.
        """
        return not self.differences


@attrs.frozen
class SuiteResult:
    """
    The cases of a rule set, run in their order, and what they cover.
    """

    suite: Suite
    cases: tuple[CaseResult, ...]
    coverage: Coverage

    @property
    def failed(self) -> tuple[CaseResult, ...]:
        """
        The cases in which something is not as expected.
        """
        return tuple(each for each in self.cases if not each.passed)


def run_suite(suite: Suite) -> SuiteResult:
    """
    Run every case of a suite.
    """
    catalog = suite.ruleset.catalog or Catalog()
    results = tuple(run_case(each, suite, catalog) for each in suite.cases)
    return SuiteResult(suite, results, _coverage(results, suite, catalog))


def run_case(case: Case, suite: Suite, catalog: Catalog) -> CaseResult:
    """
    Check the candidate of one case, and compare.
    """
    report = catalog.check(
        case.profile, suite.ruleset, as_of=case.as_of, parameters=case.parameters, dates=case.dates
    )
    return CaseResult(case, report, tuple(_differences(case, report)))


def _differences(case: Case, report: Report) -> Iterator[Discrepancy]:
    expected = case.expected
    if expected.decision not in (None, report.decision):
        yield Discrepancy("decision", expected.decision or "", report.decision, ", ".join(report.decided_by))
    for name, status in expected.statuses.items():
        outcome = report[name]
        if outcome.status is not status:
            yield Discrepancy(name, status, outcome.status, outcome.finding.reason.text)
    asked = {each.pointer: each.question for each in report.questions}
    if expected.missing is not None and expected.missing != asked.keys():
        found = ", ".join(sorted(asked)) or "nothing"
        more = "; ".join(asked[each] for each in sorted(asked.keys() - expected.missing))
        yield Discrepancy("missing", ", ".join(sorted(expected.missing)) or "nothing", found, more)


# -- coverage -------------------------------------------------------------------------------


def _coverage(results: tuple[CaseResult, ...], suite: Suite, catalog: Catalog) -> Coverage:
    """
    What the cases that pass have seen.
    """
    statuses: defaultdict[str, list[Status]] = defaultdict(list)
    sides: defaultdict[Threshold, list[Side]] = defaultdict(list)
    for result in results:
        for name, status in result.case.expected.statuses.items() if result.passed else ():
            statuses[name].append(status)
            for threshold, side in _sides(result.report, name, catalog):
                sides[threshold].append(side)
    return Coverage(
        tuple(SeenRequirement.of(each, statuses[each.id]) for each in suite.ruleset.requirements),
        tuple(SeenThreshold.of(each, sides[each]) for each in _thresholds(suite, catalog)),
    )


def _thresholds(suite: Suite, catalog: Catalog) -> Iterator[Threshold]:
    """
    Every number that a requirement asks, whether or not a case comes near it.
    """
    ruleset = suite.ruleset
    values = placeholders(ruleset.parameters, catalog.vocabulary)
    for each in ruleset.requirements:
        bound = built(each, values, catalog._settings, ruleset.evidence)
        found = (thresholds_in(criterion, part) for part, criterion in _criteria(bound))
        yield from (Threshold(each.id, *place) for places in found for place in places)


def _sides(report: Report, requirement: str, catalog: Catalog) -> Iterator[tuple[Threshold, Side]]:
    """
    The thresholds of one requirement on which a report turns.
    """
    outcome, context = report[requirement], report.bound.context(catalog.vocabulary)
    for part, criterion in _criteria(outcome.requirement):
        if part or outcome.status is not Status.NOT_APPLICABLE:
            for place, setting, side in sides_of(criterion, report.profile, context, part):
                yield Threshold(requirement, place, setting), side


def _criteria(bound: BoundRequirement) -> Iterator[tuple[str, Criterion]]:
    """
    The criterion of a requirement, and the one that says when it applies.
    """
    if bound.criterion is not None:
        yield "", bound.criterion
    if bound.when is not None:
        yield "when", bound.when
