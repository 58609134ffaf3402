"""
``reqcheck explain``: what one requirement asks, and what was looked at for one candidate.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import click

from reqcheck import DocumentError, Explained, Profile, ReqcheckError, open_catalog
from reqcheck.cli import HELP
from reqcheck.cli.candidates import Given, candidates_of, files_of, shown
from reqcheck.cli.options import asked, named_days, once, refused
from reqcheck.cli.parts import parts_of
from reqcheck.rendering.explanation import explanation_document
from reqcheck.rendering.explanation_text import explanation_lines
from reqcheck.rendering.json import encoded
from reqcheck.rendering.text import draw, plain
from reqcheck.wording import visible

EXIT_CODES = """\b
Exit codes:
  0  fine, whatever was found
  2  the job could not be done: usage, rule set, requirement, a plugin it needs
  3  the candidate could not be read, or the criterion failed
"""


class NoOneCandidate(ReqcheckError):
    """
    What should name one candidate names none, or several.
    """


@click.command("explain", epilog=EXIT_CODES, context_settings=HELP)
@click.argument("requirement", metavar="REQUIREMENT")
@asked
@click.option("--candidate", metavar="PATH", help="A file with one candidate, FILE#12 for its twelfth, or -.")
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
        catalog = open_catalog(plugins=plugins)
        for plugin in catalog.failed:
            click.echo(f"warning: the plugin `{plugin.name}` failed to load: {plugin.reason}", err=True)
        asks: dict[str, Any] = {"parameters": once(parameters, "--set"), "dates": named_days(once(dates, "--date"))}
        rules = catalog.load_ruleset(ruleset)
        explained = catalog.explain(rules, requirement, **asks)
        if candidate is not None:
            asks |= {"as_of": as_of or date.today()}  # noqa: DTZ011
            given = _candidate(candidate)
            explained = catalog.explain(rules, requirement, **asks, profile=_profile(given))
            explained = _known_as(explained, given.name)
    except ReqcheckError as error:
        refused(error)
    _show(explanation_document(explained), format_)
    sys.exit(3 if explained.looked is not None and explained.looked.report.degraded else 0)


def _candidate(path: str) -> Given:
    """
    The one candidate that *path* names; raises `NoOneCandidate`.
    """
    file, number = _numbered(path)
    candidates = [each for part in parts_of(files_of((file,))) for each in candidates_of(part)]
    if number is not None:
        found = [each for each in candidates if each.name.endswith(f"#{number}")]
        if not found:
            raise NoOneCandidate(f"`{shown(file)}` has no candidate #{number}, only {_choices(candidates)}")
        return found[0]
    if len(candidates) != 1:
        raise NoOneCandidate(f"`{shown(file)}` holds {_count(candidates)}; name one of them: {_choices(candidates)}")
    return candidates[0]


def _numbered(path: str) -> tuple[str, int | None]:
    """
    A path and the number behind it, if it has one.
    """
    match = re.fullmatch(r"(.+)#([0-9]{1,12})", path)
    return (match[1], int(match[2])) if match and not Path(path).exists() else (path, None)


def _count(candidates: list[Given]) -> str:
    return f"{len(candidates)} candidates" if candidates else "no candidate"


def _choices(candidates: list[Given]) -> str:
    """
    How candidates are named: the first ones of many.
    """
    names = [each.name for each in candidates[:3]]
    return ", ".join(f"`{each}`" for each in names) + (" ..." if len(candidates) > len(names) else "") or "none"


def _profile(given: Given) -> Profile:
    """
    The candidate's profile; where it cannot be read, that is said and the exit code is 3.
    """
    try:
        return given.profile()
    except DocumentError as error:
        for each in error.problems:
            click.echo(f"error: {visible(each.under(given.name))}", err=True)
        sys.exit(3)


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
    elif not sys.stdout.isatty():
        click.echo(plain(explanation_lines(document)), nl=False)
    else:
        from rich.console import Console

        draw(explanation_lines(document), Console(highlight=False))
