"""
What is asked of every candidate, and what answers it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

import attrs

from reqcheck import Catalog, DocumentError, Failure, RuleSet, open_catalog
from reqcheck.cli.candidates import Given, Part, candidates_of
from reqcheck.rendering.json import encoded, failure_document, report_document
from reqcheck.summary import Tally


class Answer(NamedTuple):
    """
    What was found in a bundle: a line for each candidate, where each that could be read stands and
    what it is called, and the count.
    """

    text: str
    seen: list[tuple[int, str]]
    tally: Tally
    weight: int


@attrs.frozen
class Job:
    """
    What is asked of every candidate, in a form that can be sent to another process.
    """

    ruleset: RuleSet
    as_of: date
    parameters: Mapping[str, str]
    dates: Mapping[str, date]
    plugins: tuple[str, ...] = ()


class Checker:
    """
    A job made ready in one process: the catalog is open, the rule set is bound.
    """

    def __init__(self, job: Job, catalog: Catalog | None = None) -> None:
        self.catalog = catalog or open_catalog(plugins=job.plugins)
        self._ruleset = job.ruleset
        self._asked: dict[str, Any] = {"as_of": job.as_of, "parameters": job.parameters, "dates": job.dates}
        self.bound = self.catalog.bind(job.ruleset, job.parameters, job.as_of, job.dates)

    def document(self, given: Given) -> dict[str, Any]:
        """
        The report on a candidate, or why it could not be read.
        """
        try:
            profile = given.profile()
        except DocumentError as error:
            return failure_document(Failure(given.name, error.problems))
        report = self.catalog.check(profile, self._ruleset, **self._asked)
        if report.candidate is None:
            report = attrs.evolve(report, candidate=given.name)
        return report_document(report)

    def answer(self, bundle: Iterable[Part]) -> Answer:
        """
        What is found in a bundle.
        """
        lines, seen, tally, weight = [], [], Tally(), 0
        for part in bundle:
            for given in candidates_of(part):
                document = self.document(given)
                tally.add(document)
                if "decision" in document:
                    seen.append((given.place, document["candidate"]))
                lines.append(f"{encoded(document)}\n")
            weight += part.weight
        return Answer("".join(lines), seen, tally, weight)
