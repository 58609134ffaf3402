"""
``reqcheck rulesets diff``: what a change of a rule set does, in sentences and to candidates.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date

import click

from reqcheck import ReqcheckError, RuleSetDiff, Sway
from reqcheck.cli.candidates import files_of
from reqcheck.cli.group import HELP
from reqcheck.cli.names import NAME, PLUGINS
from reqcheck.cli.options import WORKERS, FullDate, Pair, named_days, once, opened, refused
from reqcheck.cli.parts import weight_of
from reqcheck.cli.progress import progress
from reqcheck.cli.rulesets.contrasted import ContrastJob
from reqcheck.cli.rulesets.differing import FORMATS, Piece
from reqcheck.cli.runs import Run
from reqcheck.cli.sinks import CannotWrite, is_terminal, standard_output
from reqcheck.divergence import TRIED
from reqcheck.rendering.differences import differences_document, divergence_document, sway_document

FAIL_ON = ("never", "difference", "decision")
EXIT_CODES = """\b
Exit codes:
  0  fine, whatever differs
  1  something differs (--fail-on difference), or somebody's decision (--fail-on decision)
  2  the job could not be done: usage, rule set, a plugin it needs
  3  done, but some candidates could not be read or some criterion failed
"""


@click.command("diff", epilog=EXIT_CODES, context_settings=HELP)
@click.argument("old", type=NAME)
@click.argument("new", type=NAME)
@click.option("--candidates", "paths", type=NAME, multiple=True, metavar="PATH", help="Candidates, as for `check`; may be given again.")
@click.option("--search", is_flag=True, help="Make up a small profile that shows a difference.")
@click.option("--seed", type=click.IntRange(0, 2**63), default=0, show_default=True, help="Another seed tries other profiles.")
@click.option("--tries", type=click.IntRange(1, 1_000_000), default=TRIED, show_default=True, help="How many profiles are made up.")
@click.option("--as-of", type=FullDate(), help="The day asked; today if not given.")
@click.option("--set", "parameters", type=Pair(), multiple=True, help="A parameter of either rule set.")
@click.option("--date", "dates", type=Pair(), metavar="NAME=DATE", multiple=True, help="A named day.")
@PLUGINS
@click.option("--format", "format_", type=click.Choice(list(FORMATS)), default="text", show_default=True)
@click.option("--fail-on", type=click.Choice(FAIL_ON), default="never", show_default=True)
@WORKERS
def command(
    old: str,
    new: str,
    paths: tuple[str, ...],
    search: bool,
    seed: int,
    tries: int,
    as_of: date | None,
    parameters: tuple[tuple[str, str], ...],
    dates: tuple[tuple[str, str], ...],
    plugins: tuple[str, ...],
    format_: str,
    fail_on: str,
    workers: int,
) -> None:
    """Say what NEW asks otherwise than OLD; each is an id or a file.

    With --candidates: who changes decision, and because of which requirement. If nobody does, or with
    --search: a small profile, made up, that shows a difference.
    """
    try:
        catalog = opened(plugins)
        day = as_of or date.today()  # noqa: DTZ011
        asks = once(parameters, "--set"), named_days(once(dates, "--date"))
        first = catalog.load_ruleset(old)
        job = ContrastJob(catalog.load_ruleset(new), day, *asks, plugins, old=first)
        contraster = job.ready(catalog)
        diff, files = contraster.diff, files_of(paths)
        run = Run(job, contraster, files, workers) if files else None
        told = _Told(diff, run, seed if search or files else None, tries, always=search)
        if run is not None or search:
            _ = diff.sides  # what is wrong with a parameter is told before anything else
        _write(told.pieces(files), format_)
    except (ReqcheckError, CannotWrite) as error:
        refused(error)
    sys.exit(told.exit_code(fail_on))


def _write(pieces: Iterator[Piece], format_: str) -> None:
    """
    Every piece as it comes; with colors on a terminal.
    """
    if format_ == "text" and is_terminal():
        from rich.console import Console

        from reqcheck.cli.rulesets.differing import draw

        draw(pieces, Console(highlight=False))
        return
    with standard_output() as put:
        for chunk in FORMATS[format_](pieces):
            put(chunk)


class _Told:
    """
    What is told, piece by piece, and what that comes to.
    """

    def __init__(self, diff: RuleSetDiff, run: Run | None, seed: int | None, tries: int, *, always: bool) -> None:
        self._diff, self._run, self._seed, self._tries, self._always = diff, run, seed, tries, always
        self._shown = False

    def pieces(self, files: list[str]) -> Iterator[Piece]:
        """
        The differences, each candidate who changes decision, the summary, and what the search found.
        """
        yield Piece("head", differences_document(self._diff.differences))
        if self._run is not None:
            with progress(weight_of(files), wanted=not is_terminal()) as watch:
                for each in self._run.documents(self._run.parts(), watch):
                    if "problems" in each:
                        yield Piece("failure", each)
                    elif each["turn"] is not None:
                        yield Piece("candidate", each["turn"])
            self._run.close()
            yield Piece("summary", sway_document(self._sway))
        if self._seed is not None and (self._always or not self._changed):
            found = self._diff.search(self._seed, self._tries)
            self._shown = found.divergence is not None and found.divergence.contrast.turns
            yield Piece("search", divergence_document(found))

    @property
    def _changed(self) -> int:
        return self._sway.changed

    @property
    def _sway(self) -> Sway:
        found: Sway = self._run.tally.sway if self._run is not None else Sway()
        return found

    def exit_code(self, fail_on: str) -> int:
        """
        3 beats 1: an answer that is missing is worse than one that is no.
        """
        if self._sway.failures or self._sway.degraded:
            return 3
        differs = {"never": False, "difference": not self._diff.differences.same, "decision": bool(self._changed) or self._shown}
        return int(differs[fail_on])
