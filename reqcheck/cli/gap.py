"""
``reqcheck gap``: what stands between candidates and a favorable decision, and what would close it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import click

from reqcheck import DocumentError, ReqcheckError
from reqcheck.cli.candidates import Given, candidates_of, files_of
from reqcheck.cli.group import HELP
from reqcheck.cli.options import asked, named_days, once, opened, refused
from reqcheck.cli.parts import parts_of
from reqcheck.rendering.gap import gap_document
from reqcheck.rendering.gap_text import gap_lines
from reqcheck.rendering.json import encoded
from reqcheck.rendering.text import draw, plain
from reqcheck.wording import visible

Document = Mapping[str, Any]

EXIT_CODES = """\b
Exit codes:
  0  fine, whatever was found
  2  the job could not be done: usage, rule set, a plugin it needs
  3  done, but some candidates could not be read or some criterion failed
"""


@click.command("gap", epilog=EXIT_CODES, context_settings=HELP)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@asked
@click.option("--format", "format_", type=click.Choice(["text", "jsonl"]), default="text", show_default=True)
def command(
    paths: tuple[str, ...],
    ruleset: str,
    as_of: date | None,
    parameters: tuple[tuple[str, str], ...],
    dates: tuple[tuple[str, str], ...],
    plugins: tuple[str, ...],
    format_: str,
) -> None:
    """Say what would make candidates qualified, and what nothing would.

    PATH is a file, a folder or -. For each candidate: what stands in the way, the cheapest sets of
    things to obtain, to show or to wait for, each tried before it is told, and the facts to verify.
    """
    try:
        catalog = opened(plugins)
        rules = catalog.load_ruleset(ruleset)
        asks: dict[str, Any] = {"parameters": once(parameters, "--set"), "dates": named_days(once(dates, "--date"))}
        asks["as_of"] = as_of or date.today()  # noqa: DTZ011
        catalog.bind(rules, **asks)
        files = files_of(paths)
    except ReqcheckError as error:
        refused(error)
    failed = False
    for given in _candidates(files):
        try:
            gap = catalog.gap(given.profile(), rules, **asks)
        except DocumentError as error:
            failed = True
            _unread(given, error)
            continue
        _show(_known_as(gap_document(gap), given.name), format_)
        failed = failed or gap.report.degraded
    sys.exit(3 if failed else 0)


def _candidates(files: list[str]) -> Iterator[Given]:
    return (each for part in parts_of(files) for each in candidates_of(part))


def _unread(given: Given, error: DocumentError) -> None:
    """
    Say why a candidate cannot be read.
    """
    for each in error.problems:
        click.echo(f"error: {visible(each.under(given.name))}", err=True)


def _known_as(document: Document, name: str) -> Document:
    """
    The gap of a candidate without an id, by the name of its file.
    """
    return document if document["candidate"] is not None else {**document, "candidate": name}


def _show(document: Document, format_: str) -> None:
    """
    One gap in its format; drawn with colors on a terminal.
    """
    if format_ == "jsonl":
        click.echo(encoded(document))
    elif not sys.stdout.isatty():
        click.echo(plain(gap_lines(document)), nl=False)
    else:
        from rich.console import Console

        draw(gap_lines(document), Console(highlight=False))
