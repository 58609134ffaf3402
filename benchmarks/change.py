"""
What it costs to ask who changes decision when a rule set changes, in multiples of checking once.

    python benchmarks/change.py [--profiles N] [--rounds N]

In one process, from the bytes of each profile: its report by one rule set, and what both say of it.  And
as processes: `reqcheck check --format jsonl`, and `reqcheck rulesets diff --candidates`.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time

from generate import AS_OF, STATE, generate, write
from scale import TEN, spent
from tables import table

from reqcheck import Profile, Sway, diff_rulesets, open_catalog

#: The most that it may cost.
TARGET = 2.5
#: What is changed: two years more, and one kind of license less.
CHANGES = (("years: 5", "years: 7"), ("unrestricted: yes", "unrestricted: no"))
BLOCK = 500


def changed(folder: Path) -> Path:
    """
    The ten requirements, two of them otherwise.
    """
    text = TEN.read_text("utf-8")
    for old, new in CHANGES:
        if old not in text:
            raise SystemExit(f"{TEN.name} holds no `{old}` any more")
        text = text.replace(old, new, 1)
    path = folder / "changed.yaml"
    path.write_text(text, "utf-8")
    return path


def in_process(profiles: list[bytes], new: Path, rounds: int) -> list[tuple[float, float]]:
    """
    The processor time of checking all profiles once and of contrasting them, round by round.
    """
    catalog = open_catalog()
    old, parameters = catalog.load_ruleset(TEN), {"work_state": STATE}
    diff = diff_rulesets(old, catalog.load_ruleset(new), as_of=AS_OF, parameters=parameters)
    told = [Sway()]

    def check(block: list[bytes]) -> None:
        for each in block:
            _ = catalog.check(Profile.from_json(each), old, as_of=AS_OF, parameters=parameters).decision

    def contrast(block: list[bytes]) -> None:
        for each in block:
            told[-1].add(diff.contrast(Profile.from_json(each)))

    blocks = [profiles[start : start + BLOCK] for start in range(0, len(profiles), BLOCK)]
    check(blocks[0])
    contrast(blocks[0])
    found = []
    for _ in range(rounds):
        told.append(Sway())
        found.append(_round(check, contrast, blocks))
    print(f"{told[-1].changed:,} of {told[-1].candidates:,} change decision\n")
    return found


def _round(check: Callable[[list[bytes]], None], contrast: Callable[[list[bytes]], None], blocks: list[list[bytes]]) -> tuple[float, float]:
    """
    Both, block by block in turn, so that a machine that slows down slows both.
    """
    once = both = 0.0
    for block in blocks:
        start = process_time()
        check(block)
        between = process_time()
        contrast(block)
        once, both = once + between - start, both + process_time() - between
    return once, both


def as_processes(count: int, new: Path, folder: Path, rounds: int) -> list[tuple[float, float]]:
    """
    The processor time of both commands, round by round.
    """
    source, output = folder / "profiles.jsonl", folder / "results"
    write(source, count)
    asked = ("--as-of", f"{AS_OF}", "--set", f"work_state={STATE}")
    check = (sys.executable, "-m", "reqcheck", "check", str(source), "-r", str(TEN), "--format", "jsonl", "--fail-on", "never", *asked)
    diff = (sys.executable, "-m", "reqcheck", "rulesets", "diff", str(TEN), str(new), "--candidates", str(source), *asked)
    return [(spent(check, output).processor, spent(diff, output).processor) for _ in range(rounds)]


def main() -> None:
    """
    Measure both and print the ratios.
    """
    arguments = argparse.ArgumentParser(description="Measure what contrasting two rule sets costs.")
    arguments.add_argument("--profiles", type=int, default=10_000)
    arguments.add_argument("--rounds", type=int, default=5)
    given = arguments.parse_args()
    with TemporaryDirectory() as name:
        new = changed(Path(name))
        found = {
            "bytes to Report, and to Contrast": in_process(generate(given.profiles), new, given.rounds),
            "check to JSON Lines, and diff": as_processes(given.profiles, new, Path(name), given.rounds),
        }
    rows = [(name, f"{min(a for a, _ in times):.2f}", f"{min(b for _, b in times):.2f}", f"{median(b / a for a, b in times):.2f}", f"{TARGET}") for name, times in found.items()]
    print(table(("", "once, s", "both, s", "ratio", "at most"), rows))


if __name__ == "__main__":
    main()
