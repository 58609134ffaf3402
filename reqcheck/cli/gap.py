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

from reqcheck import Catalog, DocumentError, Failure, Profile, ReqcheckError
from reqcheck.cli.apart import OUTPUT, apart
from reqcheck.cli.candidates import candidates_of, files_of
from reqcheck.cli.group import HELP
from reqcheck.cli.jobs import Job
from reqcheck.cli.names import NAME
from reqcheck.cli.options import asked, ready, refused
from reqcheck.cli.parts import parts_of
from reqcheck.cli.sinks import is_terminal, printing, results_only, standard_output, whole_file
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
@OUTPUT
def command(
    paths: tuple[str, ...],
    ruleset: str,
    as_of: date | None,
    parameters: tuple[tuple[str, str], ...],
    dates: tuple[tuple[str, str], ...],
    plugins: tuple[str, ...],
    witnesses: bool,
    format_: str,
    output: str | None,
) -> None:
    """Say what would make candidates qualified, and what bars them.

    PATH is a file, a folder or -. For each candidate: what stands in the way, the cheapest sets of
    things to obtain, to show or to wait for, each tried before it is told, and the facts to verify.
    """
    try:
        job, checker = ready(ruleset, as_of, parameters, dates, plugins)
        files = files_of(paths)
        apart(output, *paths, *files, *job.files)
        found = _Gaps(partial(_found, checker.catalog, job, witnesses=witnesses), files)
        _write(found, format_, output)
    except ReqcheckError as error:
        refused(error)
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
def _found(catalog: Catalog, job: Job, profile: Profile, *, witnesses: bool) -> Document:
    """
    The gap of a candidate, and with *witnesses* what the decision could come to.
    """
    asks: dict[str, Any] = {"as_of": job.as_of, "parameters": job.parameters, "dates": job.dates}
    document = gap_document(catalog.gap(profile, job.ruleset, **asks))
    if not witnesses:
        return document
    both = witnesses_document(catalog.witnesses(profile, job.ruleset, **asks))
    return {**document, "witnesses": {name: both[name] for name in ("qualified", "not_qualified", "left_open", "for_people", "exact")}}


def _known_as(document: Document, name: str) -> Document:
    """
    The gap of a candidate without an id, by the name of its file.
    """
    return document if document["candidate"] is not None else {**document, "candidate": name}


# --- formats


def _write(gaps: _Gaps, format_: str, output: str | None) -> None:
    """
    All gaps, one after another; drawn with colors on a terminal.
    """
    if output is None and format_ == "text" and is_terminal():
        _drawn(gaps)
        return
    with standard_output() if output is None else whole_file(output) as put:
        for chunk in FORMATS[format_](gaps):
            put(chunk)


def _drawn(gaps: _Gaps) -> None:
    from rich.console import Console

    console = Console(highlight=False)
    for each in gaps.read():
        with printing():
            draw(gap_lines(each), console)


def _json(gaps: _Gaps) -> Iterator[str]:
    yield f"{encoded(gaps.whole(), pretty=True)}\n"


FORMATS: Mapping[str, Callable[[_Gaps], Iterator[str]]] = {
    "text": lambda gaps: (plain(gap_lines(each)) for each in gaps.read()),
    "markdown": lambda gaps: (gap_markdown(each) for each in gaps.read()),
    "json": _json,
    "jsonl": lambda gaps: (f"{encoded(each)}\n" for each in gaps.read()),
}
