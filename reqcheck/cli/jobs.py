"""
What is asked of every candidate, and what answers it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import attrs

from reqcheck import Catalog, DocumentError, Failure, Profile, Report, RuleSet, open_catalog
from reqcheck.cli.candidates import Given, Part, candidates_of
from reqcheck.cli.sinks import results_only
from reqcheck.rendering.json import encoded, failure_document, report_document
from reqcheck.summary import Tally

if TYPE_CHECKING:
    from reqcheck import Forecast


class Count(Protocol):
    """
    What some results come to, whatever is counted of them.
    """

    def add(self, document: Mapping[str, Any], /) -> None:
        """
        Count one result.
        """

    def merge(self, other: Any, /) -> None:
        """
        Count what was counted elsewhere.
        """


class Answer(NamedTuple):
    """
    What was found in a bundle: a line for each candidate, where each that could be read stands and
    what it is called, and the count.
    """

    text: str
    seen: list[tuple[int, str]]
    tally: Count
    weight: int


@attrs.frozen
class Job:
    """
    What is asked of every candidate, in a form that can be sent to another process.

    With *questions* it is answered by what to ask.
    """

    ruleset: RuleSet
    as_of: date
    parameters: Mapping[str, str]
    dates: Mapping[str, date]
    plugins: tuple[str, ...] = ()
    next_change: bool = False
    questions: bool = False

    @property
    def files(self) -> tuple[str, ...]:
        """
        The files that it was read from: those of all layers of the rule set, and its plugins.
        """
        return (*(each.file for each in self.ruleset.stack), *self.plugins)

    def ready(self, catalog: Catalog | None = None) -> Checker:
        """
        The job made ready in one process, with the *catalog* that is open there, or one of its own.
        """
        return Checker(self, catalog)


@attrs.frozen
class ForecastJob(Job):
    """
    A job that asks on which days what is found will change, *until* a day.
    """

    until: date = date.max

    def ready(self, catalog: Catalog | None = None) -> Checker:
        """
        The job made ready in one process.
        """
        return Forecaster(self, catalog)


class Checker:
    """
    A job made ready in one process: the catalog is open, the rule set is bound.
    """

    #: Makes what its results are counted by.
    counts: Callable[[], Any] = Tally

    @results_only()
    def __init__(self, job: Job, catalog: Catalog | None = None) -> None:
        self.catalog = catalog or open_catalog(plugins=job.plugins)
        self._ruleset = job.ruleset
        self._next_change = job.next_change
        self._questions = job.questions
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
        return self.found(profile, given.name)

    @results_only()
    def found(self, profile: Profile, name: str) -> dict[str, Any]:
        """
        What is found of a candidate, who is called by *name* where there is no id.
        """
        if self._questions:
            from reqcheck.rendering.questions import questions_document

            form = self.catalog.questionnaire(profile, self._ruleset, **self._asked)
            return questions_document(attrs.evolve(form, report=_named(form.report, name)))
        if not self._next_change:
            return report_document(_named(self.catalog.check(profile, self._ruleset, **self._asked), name))
        foreseen = self.forecast(profile, name)
        return {**report_document(foreseen.report), "next_change": foreseen.next_change and foreseen.next_change.isoformat()}

    @results_only()
    def forecast(self, profile: Profile, name: str, until: date | None = None) -> Forecast:
        """
        On which days what is found of a candidate will change.
        """
        foreseen = self.catalog.forecast(profile, self._ruleset, until=until, **self._asked)
        return attrs.evolve(foreseen, report=_named(foreseen.report, name))

    def answer(self, bundle: Iterable[Part]) -> Answer:
        """
        What is found in a bundle.
        """
        lines, seen, tally, weight = [], [], self.counts(), 0
        for part in bundle:
            for given in candidates_of(part):
                document = self.document(given)
                tally.add(document)
                if "problems" not in document:
                    seen.append((given.place, document["candidate"]))
                lines.append(f"{encoded(document)}\n")
            weight += part.weight
        return Answer("".join(lines), seen, tally, weight)


class Faults:
    """
    Whether a candidate could not be read, or a criterion failed on some day.
    """

    def __init__(self) -> None:
        self.any = False

    def add(self, document: Mapping[str, Any]) -> None:
        """
        Count one forecast or failure.
        """
        self.any = self.any or "problems" in document or any(each["status"] == "error" for each in _on_all_days(document))

    def merge(self, other: Faults) -> None:
        """
        Count what was counted elsewhere.
        """
        self.any = self.any or other.any


def _on_all_days(forecast: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """
    How each requirement stands, first and after each change.
    """
    yield from forecast["requirements"]
    for change in forecast["changes"]:
        yield from change["requirements"]


class Forecaster(Checker):
    """
    A job made ready that asks on which days what is found will change.
    """

    counts = Faults

    def __init__(self, job: ForecastJob, catalog: Catalog | None = None) -> None:
        super().__init__(job, catalog)
        self._until = job.until

    def found(self, profile: Profile, name: str) -> dict[str, Any]:
        """
        The forecast for a candidate.
        """
        from reqcheck.rendering.forecast import forecast_document

        return forecast_document(self.forecast(profile, name, self._until))


def _named(report: Report, name: str) -> Report:
    """
    The report on a candidate without an id, by another name.
    """
    return report if report.candidate is not None else attrs.evolve(report, candidate=name)
