"""
``reqcheck check``: candidates against a rule set.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import attrs
import click

from reqcheck import (
    Catalog,
    Decision,
    DocumentError,
    Failure,
    PartialDate,
    PluginError,
    Report,
    ReqcheckError,
    RuleSet,
    open_catalog,
)
from reqcheck.cli import EXIT_CODES, HELP
from reqcheck.cli.candidates import Given, candidates_in, files_of
from reqcheck.rendering.json import encoded, failure_document, report_document, reports_document
from reqcheck.rendering.text import (
    Line,
    closing_lines,
    draw,
    failure_lines,
    plain,
    report_lines,
    summary_lines,
    visible,
)

FAILING = {
    "not-qualified": (Decision.NOT_QUALIFIED,),
    "needs-review": (Decision.NOT_QUALIFIED, Decision.NEEDS_REVIEW),
    "never": (),
}


class FullDate(click.ParamType):  # type: ignore[type-arg]
    """
    A full date.
    """

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            read = PartialDate.parse(str(value))
        except ValueError:
            self.fail(f"`{value}` is not a date; write it like 2026-11-22", param, ctx)
        if read.first != read.last:
            self.fail(f"`{value}` is not one day; write it like {read.first}", param, ctx)
        return read.first


class Pair(click.ParamType):  # type: ignore[type-arg]
    """
    NAME=VALUE.
    """

    name = "name=value"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        if isinstance(value, tuple):
            return value
        name, equals, text = str(value).partition("=")
        if not equals or not name:
            self.fail(f"`{value}` is not NAME=VALUE", param, ctx)
        return name, text


@click.command("check", epilog=EXIT_CODES, context_settings=HELP)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("-r", "--ruleset", required=True, help="The role: an id such as medical-director, or a file.")
@click.option("--as-of", type=FullDate(), help="The day asked; today if not given.")
@click.option("--set", "parameters", type=Pair(), multiple=True, help="A parameter of the rule set.")
@click.option("--date", "dates", type=Pair(), multiple=True, help="A named day, NAME=DATE.")
@click.option("--plugin", "plugins", multiple=True, metavar="FILE.py", help="A file with criterion kinds.")
@click.option("--format", "format_", type=click.Choice(["text", "json", "jsonl"]), default="text", show_default=True)
@click.option("--fail-on", type=click.Choice(list(FAILING)), default="not-qualified", show_default=True)
def command(
    paths: tuple[str, ...],
    ruleset: str,
    as_of: date | None,
    parameters: tuple[tuple[str, str], ...],
    dates: tuple[tuple[str, str], ...],
    plugins: tuple[str, ...],
    format_: str,
    fail_on: str,
) -> None:
    """Check candidates against a rule set.

    PATH is a file (JSON, a JSON list, JSON Lines), a folder (its *.json and *.jsonl) or - for
    standard input.
    """
    try:
        check = _Check(open_catalog(plugins=plugins), ruleset, as_of or date.today())  # noqa: DTZ011
        check.bind(_once(parameters, "--set"), _days(_once(dates, "--date")))
        files = files_of(paths)
    except ReqcheckError as error:
        placed = isinstance(error, DocumentError | PluginError) and error.problems[0].place is not None
        click.echo(str(error) if placed else f"error: {error}", err=True)
        sys.exit(2)
    output = {"text": _text, "json": _json, "jsonl": _jsonl}[format_]
    output(check.results(candidates_in(files)))
    sys.exit(check.exit_code(fail_on))


class _Check:
    """
    One run of the command: what is asked, and a count of what was found.
    """

    def __init__(self, catalog: Catalog, ruleset: str, as_of: date) -> None:
        for plugin in catalog.failed:
            click.echo(f"warning: the plugin `{plugin.name}` failed to load: {plugin.reason}", err=True)
        self._catalog = catalog
        self._ruleset: RuleSet = catalog.load_ruleset(ruleset)
        self._as_of = as_of
        self._asked: dict[str, Any] = {}
        self._decisions: Counter[str] = Counter()
        self._failures = 0
        self._degraded = 0
        self._ids: dict[str, str] = {}

    def bind(self, parameters: Mapping[str, str], dates: Mapping[str, date]) -> None:
        """
        Build the criteria, so that a bad rule set stops before any candidate is read.
        """
        self._asked = {"as_of": self._as_of, "parameters": parameters, "dates": dates}
        self._catalog.bind(self._ruleset, parameters, self._as_of, dates)

    def results(self, given: Iterator[Given]) -> Iterator[Report | Failure]:
        """
        A report or a failure for each candidate, in order.
        """
        for each in given:
            try:
                profile = each.profile()
            except DocumentError as error:
                self._failures += 1
                yield Failure(each.name, error.problems)
                continue
            report = self._catalog.check(profile, self._ruleset, **self._asked)
            if report.candidate is None:
                report = attrs.evolve(report, candidate=each.name)
            self._count(report, each.name)
            yield report

    def exit_code(self, fail_on: str) -> int:
        """
        3 beats 1: an answer that is missing is worse than one that is no.
        """
        if self._failures or self._degraded:
            return 3
        return 1 if any(self._decisions[each] for each in FAILING[fail_on]) else 0

    def _count(self, report: Report, name: str) -> None:
        self._decisions[report.decision] += 1
        self._degraded += report.degraded
        known = report.candidate or name
        if known in self._ids:
            click.echo(visible(f"warning: `{known}` names two candidates: {self._ids[known]} and {name}"), err=True)
        self._ids.setdefault(known, name)


def _text(results: Iterator[Report | Failure]) -> None:
    """
    Each result as it comes, then what is left to people and a summary; with colors on a terminal.
    """
    show = _printer()
    decisions: Counter[str] = Counter()
    failures = 0
    last: dict[str, Any] | None = None
    for each in results:
        if isinstance(each, Failure):
            failures += 1
            show(failure_lines(failure_document(each)))
        else:
            last = report_document(each)
            decisions[each.decision.value] += 1
            show(report_lines(last))
    if last is not None:
        show(closing_lines(last))
    counts = {"decisions": dict(sorted(decisions.items())), "failures": failures}
    show(summary_lines({"candidates": decisions.total() + failures, **counts}))


def _json(results: Iterator[Report | Failure]) -> None:
    """
    One document with all results.
    """
    reports, failures = [], []
    for each in results:
        if isinstance(each, Failure):
            failures.append(failure_document(each))
        else:
            reports.append(report_document(each))
    click.echo(encoded(reports_document(reports, failures), pretty=True))


def _jsonl(results: Iterator[Report | Failure]) -> None:
    """
    One line for each candidate, in input order.
    """
    for each in results:
        click.echo(each.to_json())


def _printer() -> Callable[[Iterable[Line]], None]:
    """
    Prints lines: drawn on a terminal, plain otherwise.
    """
    if not sys.stdout.isatty():
        return lambda lines: click.echo(plain(lines), nl=False)
    from rich.console import Console

    console = Console(highlight=False)
    return lambda lines: draw(lines, console)


def _once(pairs: tuple[tuple[str, str], ...], option: str) -> dict[str, str]:
    values = dict(pairs)
    if len(values) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in values if names.count(name) > 1)
        msg = f"{option} gives `{twice}` twice; keep one of them"
        raise click.UsageError(msg)
    return values


def _days(dates: dict[str, str]) -> dict[str, date]:
    return {name: FullDate().convert(value, None, None) for name, value in dates.items()}


