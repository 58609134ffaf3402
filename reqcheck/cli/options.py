"""
How commands that check candidates are asked: the role, the day, the parameters, how many workers.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NoReturn, TypeVar

import click

from reqcheck import (
    Catalog,
    DocumentError,
    PartialDate,
    PluginError,
    ReqcheckError,
    UnknownRuleSet,
    open_catalog,
)
from reqcheck.cli.failing import FAILING
from reqcheck.cli.jobs import Checker, Job
from reqcheck.cli.names import NAME, PLUGINS
from reqcheck.cli.sinks import results_only
from reqcheck.loading.files import is_there
from reqcheck.wording import visible

F = TypeVar("F", bound=Callable[..., Any])


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


#: How the files of rule sets end.
ENDINGS = (".yaml", ".yml", ".json")
#: What is asked, and how the work is done; in the order in which help shows it.
ASKED = (
    click.option("-r", "--ruleset", type=NAME, required=True, help="The role: an id such as medical-director, or a file."),
    click.option("--as-of", type=FullDate(), help="The day asked; today if not given."),
    click.option("--set", "parameters", type=Pair(), multiple=True, help="A parameter of the rule set."),
    click.option("--date", "dates", type=Pair(), metavar="NAME=DATE", multiple=True, help="A named day."),
    PLUGINS,
)
WORKERS = click.option("--workers", type=click.IntRange(1, 256), default=1, show_default=True, help="How many processes check.")
DONE = (
    click.option("--fail-on", type=click.Choice(list(FAILING)), default="not-qualified", show_default=True),
    WORKERS,
)


def asked(command: F) -> F:
    """
    Adds the options that say what is asked.
    """
    return _with(ASKED, command)


def done(command: F) -> F:
    """
    Adds the options that say how it is done and what counts.
    """
    return _with(DONE, command)


def _with(options: tuple[Callable[[F], F], ...], command: F) -> F:
    for option in reversed(options):
        command = option(command)
    return command


@results_only()
def ready(
    ruleset: str,
    as_of: date | None,
    parameters: tuple[tuple[str, str], ...],
    dates: tuple[tuple[str, str], ...],
    plugins: tuple[str, ...],
) -> tuple[Job, Checker]:
    """
    What is asked, made ready, so that a bad rule set stops before any candidate is read.

    Raises `ReqcheckError` and `click.UsageError`; warns of plugins that failed.
    """
    catalog = opened(plugins)
    values, days = once(parameters, "--set"), once(dates, "--date")
    job = Job(
        catalog.load_ruleset(ruleset),
        as_of or date.today(),  # noqa: DTZ011
        values,
        named_days(days),
        plugins,
    )
    return job, Checker(job, catalog)


@results_only()
def opened(plugins: tuple[str, ...]) -> Catalog:
    """
    The catalog with these plugins; warns of those that failed.
    """
    catalog = open_catalog(plugins=plugins)
    for plugin in catalog.failed:
        click.echo(f"warning: the plugin `{plugin.name}` failed to load: {plugin.reason}", err=True)
    return catalog


def refused(error: ReqcheckError) -> NoReturn:
    """
    Say why a job cannot be done, and stop with 2.
    """
    tell(error)
    sys.exit(2)


def tell(error: ReqcheckError) -> None:
    """
    Say what is wrong; what has a place in a file begins with it.
    """
    placed = isinstance(error, DocumentError | PluginError) and error.problems[0].place is not None
    click.echo(str(error) if placed else f"error: {error}{_file_meant(error)}", err=True)


def _file_meant(error: ReqcheckError) -> str:
    """
    Of a name that no rule set has: the file in this folder that may be meant by it.
    """
    if not isinstance(error, UnknownRuleSet):
        return ""
    file = next((name for name in (f"{error.name}{ending}" for ending in ENDINGS) if is_there(name)), None)
    return f"; a file is named with its ending: `{visible(file)}`" if file is not None else ""


def named_days(days: Mapping[str, str]) -> dict[str, date]:
    """
    Named days as they are written; raises `click.BadParameter`.
    """
    try:
        return {name: FullDate().convert(value, None, None) for name, value in days.items()}
    except click.BadParameter as wrong:
        raise click.BadParameter(wrong.message, param_hint="'--date'") from None


def once(pairs: tuple[tuple[str, str], ...], option: str) -> dict[str, str]:
    """
    Pairs by their names; raises `click.UsageError` where one is given twice.
    """
    values = dict(pairs)
    if len(values) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in values if names.count(name) > 1)
        msg = f"{option} gives `{twice}` twice; keep one of them"
        raise click.UsageError(msg)
    return values
