"""
One run over the candidates: results in the order of the input, and a count of what they are.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import click

from reqcheck.cli.candidates import Part, candidates_of, name_at
from reqcheck.cli.failing import exit_code
from reqcheck.cli.jobs import Checker, Job
from reqcheck.cli.parts import bundles, parts_of
from reqcheck.cli.seen import REMEMBERED, Seen
from reqcheck.rendering.json import encoded
from reqcheck.wording import visible

#: How many names that two candidates have are told one by one.
TOLD = 20

#: Called with what a part weighs and how many candidates it had, when it is done.
Watch = Callable[[int, int], None]


class Run:
    """
    The candidates of some files, checked by one process or by several; the results are the same bytes.
    """

    def __init__(self, job: Job, checker: Checker, files: list[str], workers: int = 1) -> None:
        self._job = job
        self._checker = checker
        self._files = files
        self._workers = workers
        self._seen = Seen()
        self._twice = 0
        #: What the results come to, by the count of the checker.
        self.tally: Any = checker.counts()

    def parts(self) -> Iterator[Part]:
        """
        All of the input, in parts.
        """
        return parts_of(self._files)

    def lines(self, parts: Iterable[Part], watch: Watch) -> Iterator[str]:
        """
        The results of some parts as JSON Lines, one for each candidate: whole lines, one or many at a time.
        """
        if self._workers == 1:
            yield from (f"{encoded(each)}\n" for each in self._here(parts, watch))
        else:
            yield from self._elsewhere(parts, watch)

    def documents(self, parts: Iterable[Part], watch: Watch) -> Iterator[Mapping[str, Any]]:
        """
        The results of some parts as documents.
        """
        if self._workers == 1:
            yield from self._here(parts, watch)
        else:
            for lines in self._elsewhere(parts, watch):
                yield from map(json.loads, lines.split("\n")[:-1])

    def count(self, document: Mapping[str, Any], place: int) -> None:
        """
        Count one result, and warn if somebody else has the candidate's name.
        """
        self.tally.add(document)
        if "problems" not in document:
            self._meet(document["candidate"], place)

    def close(self) -> None:
        """
        Warn of what was not told one by one.
        """
        if self._twice > TOLD:
            more = self._twice - TOLD
            click.echo(f"warning: {more:,} more {'name is that' if more == 1 else 'names are those'} of two candidates", err=True)
        if self._seen.full:
            click.echo(f"warning: only the names of the first {REMEMBERED:,} candidates were compared", err=True)

    def exit_code(self, fail_on: str) -> int:
        """
        What all results come to.
        """
        return exit_code(self.tally, fail_on)

    def _here(self, parts: Iterable[Part], watch: Watch) -> Iterator[dict[str, Any]]:
        for part in parts:
            number = 0
            for number, given in enumerate(candidates_of(part), 1):  # noqa: B007 - counted for the end
                document = self._checker.document(given)
                self.count(document, given.place)
                yield document
            watch(part.weight, number)

    def _elsewhere(self, parts: Iterable[Part], watch: Watch) -> Iterator[str]:
        from reqcheck.cli.workers import answers

        for answer in answers(self._job, bundles(parts), self._workers):
            self.tally.merge(answer.tally)
            for place, name in answer.seen:
                self._meet(name, place)
            yield answer.text
            watch(answer.weight, answer.text.count("\n"))

    def _meet(self, name: str, place: int) -> None:
        first = self._seen.first(name, place)
        if first is None:
            return
        self._twice += 1
        if self._twice <= TOLD:
            places = " and ".join(name_at(self._files, each) for each in (first, place))
            click.echo(visible(f"warning: `{name}` names two candidates: {places}"), err=True)
