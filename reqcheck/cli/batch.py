"""
``reqcheck batch``: many candidates, into a file of results that can be gone on with.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, NoReturn

import click

from reqcheck import ReqcheckError
from reqcheck.cli import EXIT_CODES
from reqcheck.cli.apart import apart
from reqcheck.cli.candidates import NoCandidates, Part, candidates_of, files_of, shown
from reqcheck.cli.group import HELP
from reqcheck.cli.growing import CannotGrow, Growing
from reqcheck.cli.jobs import Checker, Job
from reqcheck.cli.names import NAME
from reqcheck.cli.options import asked, done, ready, refused
from reqcheck.cli.parts import weight_of
from reqcheck.cli.progress import progress
from reqcheck.cli.runs import Run, Watch
from reqcheck.rendering.json import ENGINE
from reqcheck.wording import decisions, frequent, visible

#: How much of a file is read at a time to know it again.
BLOCK = 1 << 20


@click.command("batch", epilog=EXIT_CODES, context_settings=HELP)
@click.argument("source", type=NAME, metavar="IN")
@click.argument("output", type=NAME, metavar="OUT")
@asked
@done
@click.option("--resume", is_flag=True, help="Go on with an OUT that was interrupted.")
@click.option("--overwrite", is_flag=True, help="Begin OUT anew if it is there.")
def command(
    source: str,
    output: str,
    ruleset: str,
    as_of: date | None,
    parameters: tuple[tuple[str, str], ...],
    dates: tuple[tuple[str, str], ...],
    plugins: tuple[str, ...],
    fail_on: str,
    workers: int,
    resume: bool,
    overwrite: bool,
) -> None:
    """Check many candidates, and write JSON Lines.

    IN is a file or a folder, as for check; OUT gets a line for each candidate.  Until it is whole
    there is OUT.progress beside it, and --resume goes on after an interruption.
    """
    if resume and overwrite:
        msg = "--resume and --overwrite exclude each other"
        raise click.UsageError(msg)
    try:
        job, checker = ready(ruleset, as_of, parameters, dates, plugins)
        files = _apart(source, output, job)
        run = Run(job, checker, files, workers)
        _written(run, Growing(output, _note(job, checker, files)), files, resume=resume, overwrite=overwrite)
    except ReqcheckError as error:
        refused(error)
    except KeyboardInterrupt:
        click.echo(f"interrupted; --resume goes on with `{visible(shown(output))}`", err=True)
        raise
    run.close()
    _summed_up(run)
    sys.exit(run.exit_code(fail_on))


def _written(run: Run, growing: Growing, files: list[str], *, resume: bool, overwrite: bool) -> None:
    """
    All results, in the file.
    """
    with growing, progress(weight_of(files)) as watch:
        parts = run.parts()
        if growing.open(resume=resume, overwrite=overwrite):
            parts = _left(parts, growing.results(), run, watch)
        for lines in run.lines(parts, watch):
            growing.add(lines)


def _left(parts: Iterable[Part], results: Iterator[Mapping[str, Any]], run: Run, watch: Watch) -> Iterator[Part]:
    """
    The parts without the candidates that have results, which are counted.
    """
    more = True
    for part in parts:
        skip = 0
        for given in candidates_of(part) if more else ():
            result = next(results, None)
            if result is None:
                more = False
                break
            if "decision" not in result and result["candidate"] != given.name:
                _foreign()
            run.count(result, given.place)
            skip += 1
        if more:
            watch(part.weight, 0)
        else:
            yield part._replace(skip=skip)
    if more and next(results, None) is not None:
        _foreign()


def _foreign() -> NoReturn:
    msg = "the results that are there are not those of the candidates; --overwrite begins anew"
    raise CannotGrow(msg)


def _apart(source: str, output: str, job: Job) -> list[str]:
    """
    The files to read, none of which is written: neither OUT nor the note beside it.
    """
    if source == "-":
        msg = "`batch` reads a file or a folder: what comes through a pipe cannot be gone on with"
        raise NoCandidates(msg)
    files = files_of((source,))
    for each in (output, f"{output}.progress"):
        apart(each, source, *files, *job.files)
    return files


def _note(job: Job, checker: Checker, files: list[str]) -> dict[str, Any]:
    """
    What the results belong to.
    """
    ruleset, catalog = job.ruleset, checker.catalog
    return {
        "schema": "reqcheck.progress/1",
        "engine": ENGINE,
        "ruleset": {"id": ruleset.id, "version": ruleset.version, "digest": ruleset.digest()},
        "as_of": job.as_of.isoformat(),
        "dates": {name: day.isoformat() for name, day in sorted(job.dates.items())},
        "parameters": dict(checker.bound.parameters),
        "vocabulary_digest": catalog.vocabulary.digest,
        "plugins": sorted(each.name for each in catalog.plugins if each.origin != "built-in" and not each.failed),
        "plugin_files": _digest(list(job.plugins)),
        "input": {"files": len(files), "digest": _digest(files)},
    }


def _digest(files: list[str]) -> str:
    """
    The SHA-256 of some files: their names, in order, and all that they hold.
    """
    whole = sha256()
    for each in files:
        inside = sha256()
        try:
            with Path(each).open("rb") as file:
                while block := file.read(BLOCK):
                    inside.update(block)
        except OSError:
            inside.update(b"unreadable")
        whole.update(f"{shown(each)}\0{inside.hexdigest()}\n".encode())
    return f"sha256:{whole.hexdigest()}"


def _summed_up(run: Run) -> None:
    """
    The decisions, and what is most often missing.
    """
    summary = run.tally.document()
    click.echo(decisions(summary), err=True)
    for title, requirements in frequent(summary):
        click.echo(title, err=True)
        for each in requirements:
            click.echo(visible(f"  {each}"), err=True)
