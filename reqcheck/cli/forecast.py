"""
``reqcheck forecast``: on which days what follows for candidates will change, and what lapses soon.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any

import attrs
import click

from reqcheck import ReqcheckError, Span
from reqcheck.cli.apart import OUTPUT, apart
from reqcheck.cli.candidates import files_of
from reqcheck.cli.group import HELP
from reqcheck.cli.jobs import ForecastJob
from reqcheck.cli.names import NAME
from reqcheck.cli.options import WORKERS, FullDate, asked, ready, refused
from reqcheck.cli.parts import weight_of
from reqcheck.cli.progress import progress
from reqcheck.cli.runs import Run
from reqcheck.cli.sinks import CannotWrite, is_terminal, printing, standard_output, whole_file
from reqcheck.rendering import expirables, forecast_text, text
from reqcheck.rendering.json import encoded
from reqcheck.rendering.timeline_svg import svg
from reqcheck.wording import problem, visible

if TYPE_CHECKING:
    from rich.console import Console

Document = Mapping[str, Any]

EXIT_CODES = """\b
Exit codes:
  0  fine, whatever is foreseen
  2  the job could not be done: usage, rule set, a plugin it needs
  3  done, but some candidates could not be read or some criterion failed
"""
#: How the lengths of time of --within are written, in months or days.
UNITS = {"d": Span(days=1), "w": Span(days=7), "m": Span(months=1), "y": Span(months=12)}


class Within(click.ParamType):  # type: ignore[type-arg]
    """
    A length of time: 90d, 12w, 6m, 1y.
    """

    name = "span"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Span:
        if isinstance(value, Span):
            return value
        found = re.fullmatch(r"([1-9][0-9]{0,3})([dwmy])", str(value))
        if found is None:
            self.fail(f"`{value}` is no length of time; write it like 90d, 12w, 6m or 1y", param, ctx)
        unit = UNITS[found[2]]
        return Span(unit.months * int(found[1]), unit.days * int(found[1]))


class NotRead(click.ClickException):
    """
    The one candidate that should be drawn cannot be read.
    """

    exit_code = 3


# --- formats


def _text(documents: Iterable[Document]) -> Iterator[str]:
    for each in documents:
        yield forecast_text.forecast(each) if "decision" in each else text.failure(each)


def _json(documents: Iterable[Document]) -> Iterator[str]:
    found = list(documents)
    forecasts = [each for each in found if "decision" in each]
    failures = [each for each in found if "decision" not in each]
    whole = {"schema": "reqcheck.forecasts/1", "forecasts": forecasts, "failures": failures}
    yield f"{encoded(whole, pretty=True)}\n"


def _jsonl(documents: Iterable[Document]) -> Iterator[str]:
    return (f"{encoded(each)}\n" for each in documents)


def _csv(documents: Iterable[Document]) -> Iterator[str]:
    found = list(documents)
    turns = [turn for each in found if "decision" in each for turn in expirables.turns(each)]
    yield from expirables.csv(turns, [each for each in found if "decision" not in each])


def _svg(documents: Iterable[Document]) -> Iterator[str]:
    found = list(islice(documents, 2))
    if len(found) != 1:
        msg = "a picture shows one candidate; name a file that holds one"
        raise click.UsageError(msg)
    if "decision" in found[0]:
        yield svg(found[0])
    else:
        raise NotRead(visible("; ".join(map(problem, found[0]["problems"]))))


FORMATS: dict[str, Callable[[Iterable[Document]], Iterator[str]]] = {
    "text": _text,
    "json": _json,
    "jsonl": _jsonl,
    "svg": _svg,
    "csv": _csv,
}


def _lapses(documents: Iterable[Document], format_: str, days: tuple[date, date]) -> Iterator[str]:
    """
    What lapses between two days, in one of the formats that have lists.
    """
    found = expirables.expirables(documents)
    lapses, failures = found["lapses"], found["failures"]
    if format_ == "csv":
        yield from expirables.csv(lapses, failures)
    elif format_ == "json":
        first, last = (each.isoformat() for each in days)
        yield f"{encoded({'schema': found.pop('schema'), 'as_of': first, 'until': last, **found}, pretty=True)}\n"
    else:
        yield text.plain(expirables.lines(lapses))
        yield from map(text.failure, failures)
        yield text.plain([expirables.ending(len(lapses), *(each.isoformat() for each in days))])


# --- the command


@click.command("forecast", epilog=EXIT_CODES, context_settings=HELP)
@click.argument("paths", type=NAME, nargs=-1, required=True, metavar="PATH...")
@asked
@click.option("--until", type=FullDate(), help="The last day looked at; ten years after the day asked if not given.")
@click.option("--within", type=Within(), help="List what lapses in this time from the day asked: 90d, 12w, 6m, 1y.")
@click.option("--format", "format_", type=click.Choice(list(FORMATS)), default="text", show_default=True)
@OUTPUT
@WORKERS
def command(
    paths: tuple[str, ...],
    ruleset: str,
    as_of: date | None,
    parameters: tuple[tuple[str, str], ...],
    dates: tuple[tuple[str, str], ...],
    plugins: tuple[str, ...],
    until: date | None,
    within: Span | None,
    format_: str,
    output: str | None,
    workers: int,
) -> None:
    """Say on which days decisions will change, and why.

    The facts are held fixed and open positions go on. PATH is what it is for `check`. With --within:
    what lapses, by date.
    """
    try:
        job, checker = ready(ruleset, as_of, parameters, dates, plugins)
        until = _last_day(job.as_of, until, within, format_)
        files = files_of(paths)
        apart(output, *paths, *files, *job.files)
        job = ForecastJob(**attrs.asdict(job, recurse=False), until=until)
        run = Run(job, job.ready(checker.catalog), files, workers)
        _write(run, files, format_, output, (job.as_of, until) if within else None)
    except (ReqcheckError, CannotWrite) as error:
        refused(error)
    run.close()
    sys.exit(3 if run.tally.any else 0)


def _last_day(as_of: date, until: date | None, within: Span | None, format_: str) -> date:
    """
    The last day looked at; raises `click.UsageError` where the options do not fit each other.
    """
    if within is None:
        if until is not None and until < as_of:
            msg = f"--until {until} is before the day asked, {as_of}"
            raise click.UsageError(msg)
        return until or Span(months=120).after(as_of)
    if until is not None:
        msg = "--within and --until both say how far to look; keep one of them"
        raise click.UsageError(msg)
    if format_ not in ("text", "csv", "json"):
        msg = f"--within makes a list: text, csv or json, not {format_}"
        raise click.UsageError(msg)
    return within.after(as_of)


def _write(run: Run, files: list[str], format_: str, output: str | None, days: tuple[date, date] | None) -> None:
    """
    All forecasts, or what lapses between two *days*, written; with colors on a terminal.
    """
    terminal = output is None and is_terminal()
    with progress(weight_of(files), wanted=not terminal) as watch:
        documents = run.documents(run.parts(), watch)
        if days is None and terminal and format_ == "text":
            _drawn(documents)
            return
        chunks = FORMATS[format_](documents) if days is None else _lapses(documents, format_, days)
        with standard_output() if output is None else whole_file(output) as put:
            for chunk in chunks:
                put(chunk)


def _drawn(documents: Iterable[Document]) -> None:
    """
    Forecasts on a terminal, with colors.
    """
    from rich.console import Console

    console = Console(highlight=False)
    for each in documents:
        with printing():
            if "decision" in each:
                _draw(each, console)
            else:
                text.draw(text.failure_lines(each), console)


def _draw(document: Document, console: Console) -> None:
    from rich.text import Text

    signs = forecast_text.DRAWN if console.encoding == "utf-8" else forecast_text.PLAIN
    text.draw(forecast_text.head_lines(document), console)
    for pieces in forecast_text.timeline(document, console.width, signs):
        styled = [(each, text.STYLES.get(style, style)) for each, style in pieces]
        console.print(Text.assemble(*styled), soft_wrap=True)
    text.draw(forecast_text.change_lines(document), console)
