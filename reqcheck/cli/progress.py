"""
A bar with the rate and the time that is left, for those who look at a terminal.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from reqcheck.cli.runs import Watch
from reqcheck.wording import counted

if TYPE_CHECKING:
    from rich.progress import Progress


@contextmanager
def progress(total: int | None, *, wanted: bool = True) -> Iterator[Watch]:
    """
    What to call when a part is done.  It draws on standard error, if that is a terminal.

    *total* is what all parts weigh; without it there is a count and no end in sight.
    """
    if not wanted or sys.stderr is None or not sys.stderr.isatty():
        yield lambda _weight, _number: None
        return
    with _bar() as bar:
        yield _watching(bar, total)


def _bar() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        redirect_stdout=False,
        transient=True,
    )


def _watching(bar: Progress, total: int | None) -> Watch:
    task = bar.add_task(counted(0, "candidate"), total=total)
    began = time.monotonic()
    done = 0

    def watch(weight: int, number: int) -> None:
        nonlocal done
        done += number
        rate = done / max(time.monotonic() - began, 0.001)
        bar.update(task, advance=weight, description=f"{done:,} candidates, {rate:,.0f} a second")

    return watch
