"""
Where results go: any format, to standard output or to a file that is whole or not there.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from importlib import import_module
from typing import IO, TYPE_CHECKING, Any

import click

from reqcheck.cli.sinks import CannotWrite, is_terminal, printing, standard_output, told, whole_file
from reqcheck.summary import Tally

if TYPE_CHECKING:
    from tempfile import SpooledTemporaryFile

Document = Mapping[str, Any]
#: Formats by name: each a function from results to pieces of text.
Formats = Mapping[str, Callable[[Iterable[Any]], Iterator[str]]]

#: How many characters of html wait in memory, before they wait in a temporary file.
KEPT = 8_000_000


def write(documents: Iterable[Any], format_: str, path: str | None = None, formats: Formats | None = None) -> None:
    """
    Write reports and failures in one format, to a file or (where *path* is None or `-`) to standard output.

    *formats* are those of reports, or of what else is written.

    They are documents; for jsonl also lines of JSON, which are written as they are.

    Results are taken one by one and written as they come, if the format can.  What cannot be
    written ends the program with a message and exit code 2; a closed pipe ends it without one.
    """
    path = None if path == "-" else path
    try:
        if path is None and format_ == "text" and is_terminal():
            _drawn(documents, "questions" if formats is QUESTIONS else "text")
        else:
            _written((formats or FORMATS)[format_](documents), path)
    except CannotWrite as error:
        click.echo(f"error: {error}", err=True)
        sys.exit(2)


def _written(chunks: Iterator[str], path: str | None) -> None:
    """
    Write text as it comes; what goes wrong in making it is not caught here.
    """
    with standard_output() if path is None else whole_file(path) as put:
        for chunk in chunks:
            put(chunk)


def _drawn(documents: Iterable[Document], name: str) -> None:
    """
    Text on a terminal, with colors, by the module of that name.
    """
    from rich.console import Console

    from reqcheck.rendering import text

    rendering = import_module(f"reqcheck.rendering.{name}")
    console = Console(highlight=False)
    tally = Tally()
    for each in documents:
        tally.add(each)
        with printing():
            text.draw(rendering.report_lines(each) if "decision" in each else text.failure_lines(each), console)
    with printing():
        text.draw(rendering.ending_lines(tally), console)


# --- formats


def _rendered(name: str) -> Callable[[Iterable[Document]], Iterator[str]]:
    """
    A format that has a text for each result, in a module of that name: imported when it is used.
    """

    def chunks(documents: Iterable[Document]) -> Iterator[str]:
        rendering = import_module(f"reqcheck.rendering.{name}")
        tally = Tally()
        yield rendering.begin()
        for each in documents:
            tally.add(each)
            yield rendering.report(each) if "decision" in each else rendering.failure(each)
        yield rendering.end(tally)

    return chunks


def _jsonl(documents: Iterable[Document | str]) -> Iterator[str]:
    """
    One line for each candidate, in input order.
    """
    from reqcheck.rendering.json import encoded

    for each in documents:
        yield each if isinstance(each, str) else f"{encoded(each)}\n"


def _json(documents: Iterable[Document], name: str = "reports") -> Iterator[str]:
    """
    One `reqcheck.reports/1` document (or another *name*): reports as they come, then the failures that were kept.
    """
    tally = Tally()
    failures: list[str] = []
    gap = f'{{\n  "schema": "reqcheck.{name}/1",\n  "{name}": ['
    for each in documents:
        tally.add(each)
        text = f"    {_pretty(each, 4)}"
        if "decision" in each:
            yield f"{gap}\n{text}"
            gap = ","
        else:
            failures.append(text)
    yield "\n  ],\n" if gap == "," else f"{gap}],\n"
    yield '  "failures": ['
    for number, text in enumerate(failures):
        yield f"{',' if number else ''}\n{text}"
    closing = "\n  ]" if failures else "]"
    yield f'{closing},\n  "summary": {_pretty(tally.document(), 2)}\n}}\n'


def _pretty(document: Document, depth: int) -> str:
    """
    A document as indented JSON that stands *depth* characters from the left.
    """
    from reqcheck.rendering.json import encoded

    return encoded(document, pretty=True).replace("\n", f"\n{' ' * depth}")


def _html(documents: Iterable[Document]) -> Iterator[str]:
    """
    One page: the table of candidates stands first, so that their reports wait until all are counted.
    """
    from reqcheck.rendering import html

    tally = Tally()
    with _spool() as rows, _spool() as articles:
        asked: dict[str, None] = {}
        for number, each in enumerate(documents, 1):
            tally.add(each)
            with told("a temporary file"):
                rows.write(html.row(each, number))
                articles.write(html.article(each, number))
            asked.update(dict.fromkeys(html.asked(each)))
        yield html.begin(tally.document(), asked)
        yield from _read(rows)
        yield html.between()
        yield from _read(articles)
        yield html.end(tally.left)


def _spool() -> SpooledTemporaryFile[str]:
    from tempfile import SpooledTemporaryFile

    return SpooledTemporaryFile(KEPT, "w+", encoding="utf-8", newline="")


def _read(spool: IO[str]) -> Iterator[str]:
    spool.seek(0)
    while chunk := spool.read(1 << 16):
        yield chunk


#: Every format by its name: a function from results to pieces of text.
FORMATS: Formats = {
    "text": _rendered("text"),
    "concise": _rendered("concise"),
    "json": _json,
    "jsonl": _jsonl,
    "markdown": _rendered("markdown"),
    "csv": _rendered("csv"),
    "junit": _rendered("junit"),
    "html": _html,
}
#: The formats of questions.
QUESTIONS: Formats = {"text": _rendered("questions"), "json": partial(_json, name="questionnaires"), "jsonl": _jsonl}
