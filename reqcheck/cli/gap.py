"""
``reqcheck gap``: what stands between candidates and a favorable decision, and what would close it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any

import click

from reqcheck import Catalog, DocumentError, Failure, Profile, ReqcheckError, RuleSet
from reqcheck.cli.candidates import candidates_of, files_of
from reqcheck.cli.group import HELP
from reqcheck.cli.names import NAME
from reqcheck.cli.options import asked, named_days, once, opened, refused
from reqcheck.cli.parts import parts_of
from reqcheck.cli.sinks import is_terminal, results_only
from reqcheck.rendering.gap import gap_document
from reqcheck.rendering.gap_markdown import gap_markdown
from reqcheck.rendering.gap_text import gap_lines
from reqcheck.rendering.json import encoded, failure_document
from reqcheck.rendering.text import draw, plain
from reqcheck.rendering.witnesses import witnesses_document
from reqcheck.wording import visible

Document = Mapping[str, Any]

EXIT_CODES = """\b
Exit codes:
  0  fine, whatever was found
  2  the job could not be done: usage, rule set, a plugin it needs
  3  done, but some candidates could not be read or some criterion failed
"""


@click.command("gap", epilog=EXIT_CODES, context_settings=HELP)
@click.argument("paths", type=NAME, metavar="PATH...", nargs=-1, required=True)
@asked
@click.option("--witnesses", is_flag=True, help="For each who needs review, facts with which they would be qualified, and with which not.")
@click.option("--format", "format_", type=click.Choice(["text", "markdown", "json", "jsonl"]), default="text", show_default=True)
def command(
    paths: tuple[str, ...],
    ruleset: str,
    as_of: date | None,
    parameters: tuple[tuple[str, str], ...],
    dates: tuple[tuple[str, str], ...],
    plugins: tuple[str, ...],
    witnesses: bool,
    format_: str,
) -> None:
    """Say what would make candidates qualified, and what nothing would.

    PATH is a file, a folder or -. For each candidate: what stands in the way, the cheapest sets of
    things to obtain, to show or to wait for, each tried before it is told, and the facts to verify.
    """
    try:
        catalog = opened(plugins)
        asks: dict[str, Any] = {"parameters": once(parameters, "--set"), "dates": named_days(once(dates, "--date"))}
        asks["as_of"] = as_of or date.today()  # noqa: DTZ011
        with results_only():
            rules = catalog.load_ruleset(ruleset)
            catalog.bind(rules, **asks)
        files = files_of(paths)
    except ReqcheckError as error:
        refused(error)
    found = _Gaps(partial(_found, catalog, rules, asks, witnesses=witnesses), files)
    FORMATS[format_](found)
    sys.exit(3 if found.failed else 0)


class _Gaps:
    """
    The gaps of some candidates, one at a time; *failed* if one could not be read or a criterion failed.
    """

    def __init__(self, find: Callable[[Profile], Document], files: list[str]) -> None:
        self._find, self._files = find, files
        self.failed = False

    def _each(self) -> Iterator[tuple[str, Document | DocumentError]]:
        """
        The name of each candidate with its gap, or with why it cannot be read.
        """
        for given in (each for file in parts_of(self._files) for each in candidates_of(file)):
            try:
                document = _known_as(self._find(given.profile()), given.name)
            except DocumentError as error:
                self.failed = True
                yield given.name, error
                continue
            self.failed = self.failed or document["degraded"]
            yield given.name, document

    def read(self) -> Iterator[Document]:
        """
        The gaps alone, in order; of a candidate that cannot be read it is said why.
        """
        for name, found in self._each():
            if not isinstance(found, DocumentError):
                yield found
                continue
            for each in found.problems:
                click.echo(f"error: {visible(each.under(name))}", err=True)

    def whole(self) -> Document:
        """
        All gaps and failures as one document, `reqcheck.gaps/1`.
        """
        gaps, failures = [], []
        for name, found in self._each():
            if isinstance(found, DocumentError):
                failures.append(failure_document(Failure(name, found.problems)))
            else:
                gaps.append(found)
        return {"schema": "reqcheck.gaps/1", "gaps": gaps, "failures": failures}


@results_only()
def _found(catalog: Catalog, rules: RuleSet, asks: Mapping[str, Any], profile: Profile, *, witnesses: bool) -> Document:
    """
    The gap of a candidate, and with *witnesses* what the decision could come to.
    """
    document = gap_document(catalog.gap(profile, rules, **asks))
    if not witnesses:
        return document
    both = witnesses_document(catalog.witnesses(profile, rules, **asks))
    return {**document, "witnesses": {name: both[name] for name in ("qualified", "not_qualified", "left_open", "for_people", "exact")}}


def _known_as(document: Document, name: str) -> Document:
    """
    The gap of a candidate without an id, by the name of its file.
    """
    return document if document["candidate"] is not None else {**document, "candidate": name}


# --- formats


def _text(gaps: _Gaps) -> None:
    """
    One after another; drawn with colors on a terminal.
    """
    for each in gaps.read():
        if not is_terminal():
            click.echo(plain(gap_lines(each)), nl=False)
        else:
            from rich.console import Console

            draw(gap_lines(each), Console(highlight=False))


def _markdown(gaps: _Gaps) -> None:
    for each in gaps.read():
        click.echo(gap_markdown(each), nl=False)


def _json(gaps: _Gaps) -> None:
    click.echo(encoded(gaps.whole(), pretty=True))


def _jsonl(gaps: _Gaps) -> None:
    for each in gaps.read():
        click.echo(encoded(each))


FORMATS: Mapping[str, Callable[[_Gaps], None]] = {"text": _text, "markdown": _markdown, "json": _json, "jsonl": _jsonl}
