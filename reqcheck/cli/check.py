"""
``reqcheck check``: candidates against a rule set.
"""

from __future__ import annotations

import sys
from datetime import date

import attrs
import click

from reqcheck import ReqcheckError
from reqcheck.cli import EXIT_CODES
from reqcheck.cli.apart import OUTPUT, apart
from reqcheck.cli.candidates import files_of
from reqcheck.cli.group import HELP
from reqcheck.cli.names import NAME
from reqcheck.cli.options import asked, done, ready, refused
from reqcheck.cli.output import FORMATS, write
from reqcheck.cli.parts import weight_of
from reqcheck.cli.progress import progress
from reqcheck.cli.runs import Run
from reqcheck.cli.sinks import is_terminal
from reqcheck.rendering.formats import QUESTIONS, Formats


@click.command("check", epilog=EXIT_CODES, context_settings=HELP)
@click.argument("paths", type=NAME, nargs=-1, required=True, metavar="PATH...")
@asked
@click.option("--format", "format_", type=click.Choice(list(FORMATS)), default="text", show_default=True)
@click.option("--questions", is_flag=True, help="Say what to ask, whom, and what each answer would do.")
@click.option("--next-change", is_flag=True, help="Say on which day the decision changes next.")
@OUTPUT
@done
def command(
    paths: tuple[str, ...],
    ruleset: str,
    as_of: date | None,
    parameters: tuple[tuple[str, str], ...],
    dates: tuple[tuple[str, str], ...],
    plugins: tuple[str, ...],
    format_: str,
    questions: bool,
    next_change: bool,
    output: str | None,
    fail_on: str,
    workers: int,
) -> None:
    """Check candidates against a rule set.

    PATH is a file (JSON, a JSON list, JSON Lines; *.gz as well), a folder (its *.json and *.jsonl)
    or - for standard input.
    """
    try:
        job, checker = ready(ruleset, as_of, parameters, dates, plugins)
        if questions and (next_change or format_ not in QUESTIONS):
            raise click.UsageError(f"--questions are printed as {', '.join(QUESTIONS)}, without --next-change")
        if next_change or questions:
            job = attrs.evolve(job, next_change=next_change, questions=questions)
            checker = job.ready(checker.catalog)
        files = files_of(paths)
        apart(output, *paths, *files, *job.files)
        run = Run(job, checker, files, workers)
        _written(run, files, format_, output, QUESTIONS if questions else FORMATS)
    except ReqcheckError as error:
        refused(error)
    run.close()
    sys.exit(run.exit_code(fail_on))


def _written(run: Run, files: list[str], format_: str, output: str | None, formats: Formats) -> None:
    """
    All results, written; with a bar where nothing else is drawn.
    """
    alone = output is not None or not is_terminal()
    with progress(weight_of(files), wanted=alone) as watch:
        results = run.lines if format_ == "jsonl" else run.documents
        write(results(run.parts(), watch), format_, output, formats)
