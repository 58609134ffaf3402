"""
``reqcheck explain``: what one requirement asks, and what was looked at for one candidate.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import date
from typing import Any

import attrs
import click

from reqcheck import Explained, ReqcheckError
from reqcheck.cli.group import HELP
from reqcheck.cli.names import NAME
from reqcheck.cli.one import one_candidate, profile_of
from reqcheck.cli.options import asked, named_days, once, opened, refused
from reqcheck.cli.sinks import is_terminal, results_only
from reqcheck.rendering.explanation import explanation_document
from reqcheck.rendering.explanation_text import explanation_lines
from reqcheck.rendering.json import encoded
from reqcheck.rendering.text import draw, plain

EXIT_CODES = """\b
Exit codes:
  0  fine, whatever was found
  2  the job could not be done: usage, rule set, requirement, a plugin it needs
  3  the candidate could not be read, or the criterion failed
"""


@click.command("explain", epilog=EXIT_CODES, context_settings=HELP)
@click.argument("requirement", type=NAME, metavar="REQUIREMENT")
@asked
@click.option("--candidate", type=NAME, metavar="PATH", help="A file with one candidate, FILE#12 for its twelfth, or -.")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(
    requirement: str,
    ruleset: str,
    as_of: date | None,
    parameters: tuple[tuple[str, str], ...],
    dates: tuple[tuple[str, str], ...],
    plugins: tuple[str, ...],
    candidate: str | None,
    format_: str,
) -> None:
    """Explain one requirement of a rule set.

    REQUIREMENT is its id. Without --candidate it says what is asked; with one, every record that
    was looked at, what was compared, why it counts or not, and what was found.
    """
    try:
        catalog = opened(plugins)
        asks: dict[str, Any] = {"parameters": once(parameters, "--set"), "dates": named_days(once(dates, "--date"))}
        asks |= {"as_of": as_of or date.today()}  # noqa: DTZ011
        with results_only():
            rules = catalog.load_ruleset(ruleset)
            explained = catalog.explain(rules, requirement, **asks)
            if candidate is not None:
                given = one_candidate(candidate)
                explained = catalog.explain(rules, requirement, **asks, profile=profile_of(given))
                explained = _known_as(explained, given.name)
    except ReqcheckError as error:
        refused(error)
    _show(explanation_document(explained), format_)
    sys.exit(3 if explained.looked is not None and explained.looked.report.degraded else 0)


def _known_as(explained: Explained, name: str) -> Explained:
    """
    The explanation of a candidate without an id, by the name of its file.
    """
    looked = explained.looked
    if looked is None or looked.report.candidate is not None:
        return explained
    return attrs.evolve(explained, looked=attrs.evolve(looked, report=attrs.evolve(looked.report, candidate=name)))


def _show(document: Mapping[str, Any], format_: str) -> None:
    """
    The explanation in its format; drawn with colors on a terminal.
    """
    if format_ == "json":
        click.echo(encoded(document, pretty=True))
    elif not is_terminal():
        click.echo(plain(explanation_lines(document)), nl=False)
    else:
        from rich.console import Console

        draw(explanation_lines(document), Console(highlight=False))
