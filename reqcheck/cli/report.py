"""
``reqcheck report``: results that were stored, in another format.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import IO, Any

import click

from reqcheck import DocumentError, Problem, ReqcheckError, load_json
from reqcheck.cli.apart import OUTPUT, apart
from reqcheck.cli.candidates import shown
from reqcheck.cli.failing import FAILING, exit_code
from reqcheck.cli.group import HELP
from reqcheck.cli.names import NAME
from reqcheck.cli.output import FORMATS, write
from reqcheck.cli.sinks import CannotWrite
from reqcheck.loading.reports import results_in
from reqcheck.summary import Tally
from reqcheck.wording import visible

Document = Mapping[str, Any]

EXIT_CODES = """\b
Exit codes:
  0  fine, whatever the results are unless --fail-on is given
  1  somebody is not qualified (see --fail-on)
  2  the job could not be done: usage, a file that holds something else
  3  with --fail-on: some candidates could not be read or some criterion failed
"""


class NoResults(ReqcheckError):
    """
    A file cannot be read, or holds something that is no result.
    """


@click.command("report", epilog=EXIT_CODES, context_settings=HELP)
@click.argument("paths", type=NAME, nargs=-1, required=True, metavar="RESULTS...")
@click.option("--format", "format_", type=click.Choice(list(FORMATS)), default="text", show_default=True)
@OUTPUT
@click.option("--fail-on", type=click.Choice(list(FAILING)), help="Give the exit code that `check` gave or would give.")
def command(paths: tuple[str, ...], format_: str, output: str | None, fail_on: str | None) -> None:
    """Show stored results in another format.

    RESULTS is a file that `check` wrote with --format json or jsonl, or - for standard input.
    """
    tally = Tally()
    try:
        apart(output, *paths)
        write(_counted(chain.from_iterable(map(_results, paths)), tally), format_, output)
    except (NoResults, CannotWrite) as error:
        click.echo(f"error: {visible(str(error))}", err=True)
        sys.exit(2)
    sys.exit(0 if fail_on is None else exit_code(tally, fail_on))


def _counted(documents: Iterable[Document], tally: Tally) -> Iterator[Document]:
    """
    The results as they come, each counted.
    """
    for each in documents:
        tally.add(each)
        yield each


def _results(path: str) -> Iterator[Document]:
    """
    The results of one file, line by line if its first line is a document of its own.
    """
    name = "stdin" if path == "-" else shown(path)
    try:
        if path == "-":
            yield from _read(sys.stdin.buffer, name)
        else:
            with Path(path).open("rb") as file:
                yield from _read(file, name)
    except OSError as problem:
        msg = f"`{name}` cannot be read: {problem.strerror or 'unknown error'}"
        raise NoResults(msg) from None


def _read(file: IO[bytes], name: str) -> Iterator[Document]:
    number, first = next(_lines(file, 1), (0, b""))
    if not first:
        msg = f"`{name}` holds no results"
        raise NoResults(msg)
    if not _is_whole(first):
        first = b"\n".join(filter(None, (first, file.read())))
    yield from _documents(first, name, number)
    for following, line in _lines(file, number + 1):
        yield from _documents(line, name, following)


def _lines(file: IO[bytes], start: int) -> Iterator[tuple[int, bytes]]:
    return ((number, line.rstrip(b"\r\n")) for number, line in enumerate(file, start) if line.strip())


def _is_whole(line: bytes) -> bool:
    """
    The line is a document of its own; else it may be the beginning of one.
    """
    try:
        load_json(line)
    except DocumentError:
        return False
    return True


def _documents(text: bytes, name: str, number: int) -> Iterator[Document]:
    """
    The results of one document that begins on a line.
    """
    try:
        return results_in(text)
    except DocumentError as error:
        raise NoResults(_placed(error.problems[0], name, number)) from None


def _placed(problem: Problem, name: str, number: int) -> str:
    """
    A problem with its file and line, of a document that begins on a line.
    """
    within = re.search(r" at line (\d+)(?= column)", problem.message)
    message = problem.message.replace(within[0], " at") if within else problem.message
    place = f"{name}:{number + int(within[1]) - 1 if within else number}"
    return ": ".join(filter(None, (place, problem.pointer, message)))
