"""
Candidates under two rule sets, one by one, in one process or in several: no more of them is held than is shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from reqcheck import Catalog, DocumentError, Failure, RuleSet, RuleSetDiff, Sway, open_catalog
from reqcheck.cli.candidates import Given
from reqcheck.cli.jobs import Checker, Job
from reqcheck.cli.sinks import results_only
from reqcheck.rendering.differences import contrast_document
from reqcheck.rendering.json import failure_document


@attrs.frozen
class ContrastJob(Job):
    """
    A job that asks what changes for a candidate who was judged by an *old* rule set.
    """

    old: RuleSet = attrs.field(kw_only=True)

    def ready(self, catalog: Catalog | None = None) -> Contraster:
        """
        The job made ready in one process.
        """
        return Contraster(self, catalog)


class Swayed:
    """
    How many change decision, counted from what was found of each: another process sends that, and no reports.
    """

    def __init__(self) -> None:
        self.sway = Sway()

    def add(self, found: Mapping[str, Any]) -> None:
        """
        Count one candidate, by what a `Contraster` found.
        """
        sway = self.sway
        sway.candidates += 1
        if "problems" in found:
            sway.failures += 1
            return
        sway.degraded = sway.degraded or found["degraded"]
        if (turn := found["turn"]) is not None:
            sway.changed += 1
            sway.turns[turn["old"], turn["new"]] += 1
            sway.causes.update((each["id"], each["title"]) for each in turn["because"])
        elif found["shifts"]:
            sway.shifted += 1

    def merge(self, other: Swayed) -> None:
        """
        Count what was counted elsewhere.
        """
        self.sway.merge(other.sway)


class Contraster(Checker):
    """
    What two rule sets say of a candidate: the *turn*, if the decision is another one, and what there is to count.
    """

    counts = Swayed

    @results_only()
    def __init__(self, job: ContrastJob, catalog: Catalog | None = None) -> None:
        self.catalog = catalog or open_catalog(plugins=job.plugins)
        asks: dict[str, Any] = {"as_of": job.as_of, "parameters": job.parameters, "dates": job.dates}
        self.diff = RuleSetDiff(job.old, job.ruleset, self.catalog, **asks)

    @results_only()
    def document(self, given: Given) -> dict[str, Any]:
        """
        What changes for a candidate, or why it could not be read.
        """
        try:
            contrast = self.diff.contrast(given.profile())
        except DocumentError as error:
            return failure_document(Failure(given.name, error.problems))
        return {
            "candidate": contrast.candidate or given.name,
            "degraded": contrast.old.degraded or contrast.new.degraded,
            "shifts": contrast.shifts,
            "turn": contrast_document(contrast, given.name) if contrast.turns else None,
        }
