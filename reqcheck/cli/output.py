"""
Where results go: any format, to standard output or to a file that is whole or not there.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from importlib import import_module
from typing import Any, Self

import click

from reqcheck.cli.sinks import CannotWrite, is_terminal, printing, standard_output, told, whole_file
from reqcheck.rendering import formats as every
from reqcheck.rendering.formats import QUESTIONS, Formats
from reqcheck.summary import Tally

Document = Mapping[str, Any]

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


class _Spool:
    """
    Text that waits in memory, and in a temporary file where it is much.
    """

    def __init__(self) -> None:
        from tempfile import SpooledTemporaryFile

        self._file = SpooledTemporaryFile(KEPT, "w+", encoding="utf-8", newline="")  # noqa: SIM115 - closed below

    def write(self, text: str) -> None:
        with told("a temporary file"):
            self._file.write(text)

    def pieces(self) -> Iterator[str]:
        self._file.seek(0)
        while chunk := self._file.read(1 << 16):
            yield chunk

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()


#: Every format by its name; a page of any size takes no more memory than others.
FORMATS: Formats = {**every.FORMATS, "html": partial(every.html, waiting=_Spool)}
