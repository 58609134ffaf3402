"""
The command line on many candidates: time for each, peak memory, and what a second worker gains.

    python benchmarks/scale.py [--candidates N ...] [--workers N] [--checked N] [--rounds N] [--batch]

Every run is a process of its own, `reqcheck check --format jsonl` (or `reqcheck batch`) that writes to
a file.  This one stays small: a process begins with the peak of the one that began it.
"""

from __future__ import annotations

import argparse
import filecmp
import os
import platform
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import NamedTuple

from generate import AS_OF, STATE, write
from tables import table

TEN = Path(__file__).parent / "ten.yaml"
ASKED = ("-r", str(TEN), "--as-of", f"{AS_OF}", "--set", f"work_state={STATE}", "--fail-on", "never")
#: How much sooner two workers must be done than one.
BOUND = 1.7
#: Peak memory is counted in these.
UNIT = 1 if sys.platform == "darwin" else 1024


class Spent(NamedTuple):
    """
    What one run took: seconds, seconds of processor time, and bytes at its peak.

    Both include the processes that the run began; of memory only the largest of them counts.
    """

    seconds: float
    processor: float
    peak: int


class Command(NamedTuple):
    """
    The command that is measured, and the folder where it reads and writes.
    """

    folder: Path
    batch: bool

    def run(self, candidates: int, workers: int = 1) -> Spent:
        """
        One run over the first so many candidates.
        """
        source, output = self.source(candidates), self.output(workers)
        name = (
            ("batch", str(source), str(output), "--overwrite")
            if self.batch
            else ("check", str(source), "--format", "jsonl")
        )
        extra = ("--workers", str(workers)) if workers > 1 else ()
        line = (sys.executable, "-m", "reqcheck", *name, *ASKED, *extra)
        if self.batch:
            return spent(line, None)
        return spent(line, output)

    def source(self, candidates: int) -> Path:
        """
        The file with so many candidates, which is written when it is first asked for.
        """
        path = self.folder / f"{candidates}.jsonl"
        if not path.exists():
            write(path, candidates)
        return path

    def output(self, workers: int) -> Path:
        """
        The file with the results of so many workers.
        """
        return self.folder / f"results-{workers}.jsonl"

    def clear(self) -> None:
        """
        Remove all results: they are twice as large as what they are about.
        """
        for each in self.folder.glob("results-*"):
            each.unlink()


def spent(line: Sequence[str], output: Path | None) -> Spent:
    """
    What a process takes, with its standard output in a file.

    Raises `SystemExit` with what it said if it fails.
    """
    with _opened(output) as out:
        start = perf_counter()
        child = subprocess.Popen(line, stdout=out, stderr=subprocess.PIPE)
        said = child.stderr.read() if child.stderr is not None else b""
        _, status, usage = os.wait4(child.pid, 0)
        seconds = perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.stderr is not None:
        child.stderr.close()
    if child.returncode != 0:
        msg = f"{' '.join(line)} ended with {child.returncode}:\n{said.decode(errors='replace')}"
        raise SystemExit(msg)
    return Spent(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * UNIT)


@contextmanager
def _opened(path: Path | None) -> Iterator[int]:
    if path is None:
        yield subprocess.DEVNULL
        return
    with path.open("wb") as file:
        yield file.fileno()


def own_peak() -> int:
    """
    The peak of a process that does nothing: none that is begun here can show less.
    """
    return spent((sys.executable, "-c", "pass"), None).peak


def offered(workers: int, candidates: int) -> float:
    """
    How much sooner so many programs that share nothing are done together than one after another; each
    takes longer for more candidates, as what it is compared with does.
    """
    line = (sys.executable, "-c", f"for each in range({200 * candidates}): pass")
    start = perf_counter()
    subprocess.run(line, check=True)
    alone = perf_counter() - start
    start = perf_counter()
    for each in [subprocess.Popen(line) for _ in range(workers)]:
        each.wait()
    return workers * alone / (perf_counter() - start)


# -- tables -----------------------------------------------------------------------------------------


def by_candidates(command: Command, sizes: Sequence[int], rounds: int) -> str:
    """
    The processor time for each candidate, without that of a run with one, and the peak memory.
    """
    order = Random(0)
    found: dict[int, list[Spent]] = {each: [] for each in (1, *sizes)}
    for _ in range(rounds):
        for size in order.sample([*found], len(found)):
            found[size].append(command.run(size))
            command.clear()
    start = min(each.processor for each in found[1])
    rows = []
    for size in sizes:
        least = min(each.processor for each in found[size])
        peak = max(each.peak for each in found[size])
        rows.append(
            (f"{size:,}", f"{least:.2f}", f"{(least - start) / size * 1e6:,.1f}", f"{peak / 2**20:.1f}")
        )
    rows.insert(0, ("1", f"{start:.2f}", "", f"{max(each.peak for each in found[1]) / 2**20:.1f}"))
    return table(("candidates", "processor s", "us each", "peak MiB"), rows)


def by_workers(command: Command, candidates: int, workers: int, rounds: int) -> str:
    """
    How much sooner several workers are done than one, and how much more they do for it.
    """
    command.source(candidates)
    found, gains = [], []
    for turn in range(rounds):
        gains.append(offered(workers, candidates))
        order = (1, workers) if turn % 2 else (workers, 1)
        pair = {each: command.run(candidates, each) for each in order}
        if not filecmp.cmp(command.output(1), command.output(workers), shallow=False):
            raise SystemExit("several workers do not write what one does")
        command.clear()
        found.append((pair[1], pair[workers]))
    rows = [
        (f"{number}", *_figures(each))
        for number, each in ((1, [one for one, _ in found]), (workers, [it for _, it in found]))
    ]
    head = ("workers", "least s", "median s", "processor s", "peak MiB (largest)")
    return f"{table(head, rows)}\n{_gain(found, workers, median(gains))}"


def _figures(found: Sequence[Spent]) -> Iterable[str]:
    seconds = [each.seconds for each in found]
    return (
        f"{min(seconds):.2f}",
        f"{median(seconds):.2f}",
        f"{min(each.processor for each in found):.2f}",
        f"{max(each.peak for each in found) / 2**20:.1f}",
    )


def _gain(found: Sequence[tuple[Spent, Spent]], workers: int, offered: float) -> str:
    """
    The ratio of each pair of runs, which followed on one another, and how busy others kept the machine.
    """
    ratios = [one.seconds / several.seconds for one, several in found]
    best = min(one.seconds for one, _ in found) / min(several.seconds for _, several in found)
    had = median(several.processor / several.seconds for _, several in found)
    least = [min(each.processor for each in runs) for runs in zip(*found, strict=True)]
    ideal = least[0] / least[1] * min(workers, os.cpu_count() or 1)
    spread = f"{min(ratios):.2f} to {max(ratios):.2f}; least to least {best:.2f}"
    lines = (
        f"{workers} workers are done {median(ratios):.2f} times as soon ({spread})",
        f"aimed at: {BOUND}, with 2 on two idle processors; by processor time alone it could be {ideal:.2f}",
        f"{workers} programs that share nothing were done {offered:.2f} times as soon as one after another",
        f"the workers had {had:.2f} of {os.cpu_count()} processors, at a load of {os.getloadavg()[0]:.1f}",
    )
    return "\n".join(lines)


def main() -> None:
    """
    Measure what the command line asks for and print it.
    """
    arguments = argparse.ArgumentParser(description="Measure the command line on many candidates.")
    arguments.add_argument(
        "--candidates",
        type=int,
        nargs="*",
        default=[10_000, 50_000, 200_000],
        help="how many; none: no such table",
    )
    arguments.add_argument(
        "--checked", type=int, default=100_000, help="how many workers check (100000); 0: no such table"
    )
    arguments.add_argument(
        "--workers", type=int, default=2, help="how many workers are compared with one (2)"
    )
    arguments.add_argument("--rounds", type=int, default=3, help="how many rounds (3)")
    arguments.add_argument(
        "--batch", action="store_true", help="measure `reqcheck batch` instead of `reqcheck check`"
    )
    given = arguments.parse_args()
    print(
        f"Python {platform.python_version()} ({platform.machine()}, {os.cpu_count()} processors), {given.rounds} rounds"
    )
    with TemporaryDirectory() as folder:
        command = Command(Path(folder), given.batch)
        print(f"a process that does nothing: peak {own_peak() / 2**20:.1f} MiB")
        if given.candidates:
            print("", by_candidates(command, given.candidates, given.rounds), sep="\n")
        if given.checked:
            print("", by_workers(command, given.checked, given.workers, given.rounds), sep="\n")


if __name__ == "__main__":
    main()
