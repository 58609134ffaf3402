"""
Measures reqcheck in multiples of `orjson.loads`, on the same bytes in the same run.

    python benchmarks/run.py [--profiles N] [--rounds N] [--only TEXT]

Every round goes through all profiles in small blocks, and every block through everything that is
measured, in a new order: a machine that slows down slows all alike.  What is printed is the median
over rounds.  README.md says what each line measures.
"""

from __future__ import annotations

import argparse
import gc
import hashlib
import os
import platform
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from importlib.metadata import version
from math import log2
from pathlib import Path
from random import Random
from statistics import median
from time import process_time_ns
from typing import Any, NamedTuple

import orjson
from generate import AS_OF, SEED, STATE, employed, generate

from reqcheck import Catalog, Profile, Report, RuleSet, load_json, open_catalog

TEN = Path(__file__).parent / "ten.yaml"
FLOOR = "orjson.loads"
FLOOR_KEPT = "orjson.loads, kept"
#: Profiles in a block: few enough that a change of the machine's speed hits everything measured.
BLOCK = 500
#: Times the least of which is taken where something is measured that grows.
TRIES = 3
POSITIONS = (10, 100, 1_000, 10_000)
REPEATED = (1, 2, 4, 8)
#: A spread of the floor's rounds, or of a ratio's, from which the machine is called noisy.
NOISY = 0.15

Block = Sequence[Any]


class Measured(NamedTuple):
    """
    Something to measure: what is done with each item of a block, which is *made* beforehand.

    What comes out is *kept* until the block is done, or else only until the next one comes out.
    *remark* is printed beside it, such as the ratio it should not exceed.
    """

    name: str
    run: Callable[[Any], Any]
    made: Callable[[bytes], Any] | None = None
    kept: bool = False
    stream: bool = False
    remark: str = ""

    @property
    def floor(self) -> str:
        """
        What it is compared with.
        """
        return FLOOR_KEPT if self.kept else FLOOR


class Check(NamedTuple):
    """
    The check that is measured: as callers write it, with a catalog and a rule set they hold.
    """

    catalog: Catalog
    ruleset: RuleSet
    as_of: date
    parameters: dict[str, str]

    @classmethod
    def of_ten(cls) -> Check:
        """
        The check of the ten requirements.
        """
        catalog = open_catalog()
        return cls(catalog, catalog.load_ruleset(TEN), AS_OF, {"work_state": STATE})

    def report(self, profile: Profile) -> Report:
        """
        The report on one profile.
        """
        return self.catalog.check(profile, self.ruleset, as_of=self.as_of, parameters=self.parameters)

    def report_of(self, data: bytes) -> Report:
        """
        The report on one document.
        """
        return self.report(Profile.from_json(data))

    def json_of(self, data: bytes) -> str:
        """
        The report on one document as JSON.
        """
        return self.report_of(data).to_json()

    def stream(self, documents: Iterable[bytes]) -> Iterable[Any]:
        """
        The reports on many documents, one at a time.
        """
        return self.catalog.check_many(documents, self.ruleset, as_of=self.as_of, parameters=self.parameters)


def measured(check: Check) -> tuple[Measured, ...]:
    """
    Everything that is compared with the floor, which comes first.
    """
    return (
        Measured(FLOOR, orjson.loads),
        Measured(FLOOR_KEPT, orjson.loads, kept=True),
        Measured("strict parse (jiter)", load_json),
        Measured("bytes to Profile", Profile.from_json),
        Measured("assess a Profile", check.report, made=Profile.from_json),
        Measured("bytes to Report", check.report_of, remark="16 at most, 12 aimed at"),
        Measured("bytes to Report, kept", check.report_of, kept=True, remark="of the floor, kept"),
        Measured("check_many, bytes", check.stream, stream=True),
        Measured("Report to JSON", Report.to_json, made=check.report_of),
        Measured("bytes to report JSON", check.json_of),
    )


# -- timing -----------------------------------------------------------------------------------


def seconds(each: Measured, block: Block) -> float:
    """
    The processor time that a block takes, garbage collection and the end of each result included.
    """
    items = [each.made(item) for item in block] if each.made is not None else block
    run = each.run
    gc.collect()
    start = process_time_ns()
    if each.stream:
        for _ in run(items):
            pass
    elif each.kept:
        kept = [run(item) for item in items]
        del kept
    else:
        for item in items:
            _ = run(item)
    return (process_time_ns() - start) / 1e9


def rounds(chosen: Sequence[Measured], profiles: Block, number: int) -> list[dict[str, float]]:
    """
    For each round, the microseconds for each profile of everything *chosen*.
    """
    blocks = [profiles[first : first + BLOCK] for first in range(0, len(profiles), BLOCK)]
    for each in chosen:
        seconds(each, blocks[0])  # caches are filled, as they are in a process that runs for long
    order = Random(0)
    found = []
    for _ in range(number):
        spent = dict.fromkeys((each.name for each in chosen), 0.0)
        for block in blocks:
            for each in order.sample(chosen, len(chosen)):
                spent[each.name] += seconds(each, block)
        found.append({name: each / len(profiles) * 1e6 for name, each in spent.items()})
    return found


def least(run: Callable[[], object]) -> float:
    """
    The least time of several tries, in microseconds.
    """
    found = []
    for _ in range(TRIES):
        gc.collect()
        start = process_time_ns()
        run()
        found.append((process_time_ns() - start) / 1e3)
    return min(found)


# -- what is printed ----------------------------------------------------------------------------


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """
    Rows under a head, the first column to the left and the others to the right.
    """
    every = [head, *rows]
    widths = [max(len(row[column]) for row in every) for column in range(len(head))]
    lines = [
        "  ".join(
            cell.rjust(width) if column else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in every
    ]
    return "\n".join([lines[0], "-" * max(map(len, lines)), *lines[1:]])


def inputs(check: Check, profiles: Sequence[bytes], number: int) -> str:
    """
    What is measured with: versions, sizes, and the share of each decision.
    """
    decisions = Counter(check.report_of(each).decision.value for each in profiles)
    shares = ", ".join(f"{name} {count / len(profiles):.1%}" for name, count in decisions.most_common())
    sizes = sorted(map(len, profiles))
    packages = ", ".join(f"{name} {version(name)}" for name in ("orjson", "jiter", "msgspec", "attrs"))
    digest = hashlib.sha256(b"\n".join(profiles)).hexdigest()
    return "\n".join(
        (
            f"Python {platform.python_version()} ({platform.machine()}, {os.cpu_count()} processors), {packages}",
            f"{len(profiles):,} profiles, seed {SEED}, sha256 {digest[:16]}; {number} rounds in blocks of {BLOCK}",
            f"bytes: mean {sum(sizes) / len(sizes):,.0f}, {sizes[0]:,} to {sizes[-1]:,}; requirements: 10",
            f"decisions: {shares}",
        )
    )


def ratios(chosen: Sequence[Measured], found: Sequence[dict[str, float]]) -> str:
    """
    The table of ratios: medians over rounds, and the least and the most.
    """
    rows = []
    for each in chosen:
        every = [spent[each.name] for spent in found]
        against = [spent[each.name] / spent[each.floor] for spent in found]
        rows.append(
            (
                each.name,
                f"{median(every):.2f}",
                f"{1e6 / median(every):,.0f}",
                f"{median(against):.2f}",
                f"{min(against):.2f}-{max(against):.2f}",
                each.remark,
            )
        )
    return table(("", "us each", "a second", "x floor", "min-max", ""), rows)


def split(found: Sequence[dict[str, float]]) -> str:
    """
    What the way from bytes to a report spends its time on.
    """
    whole, read, parse = (
        median(each[name] for each in found)
        for name in ("bytes to Report", "bytes to Profile", "strict parse (jiter)")
    )
    parts = {"parse": parse, "conversion": read - parse, "assessment": whole - read}
    return "bytes to Report: " + ", ".join(f"{name} {each / whole:.0%}" for name, each in parts.items())


def noise(chosen: Sequence[Measured], found: Sequence[dict[str, float]]) -> str:
    """
    How quiet the machine was, by how far the rounds of one thing lie apart.
    """
    floors = [each[FLOOR] for each in found]
    spreads = {FLOOR: spread(floors)}
    for each in chosen:
        if each.name not in (FLOOR, FLOOR_KEPT):
            spreads[each.name] = spread([spent[each.name] / spent[each.floor] for spent in found])
    worst = max(spreads, key=spreads.__getitem__)
    line = f"spread of the floor {spreads[FLOOR]:.0%}; greatest spread {spreads[worst]:.0%} ({worst})"
    if len(found) < 3:
        return f"{line}\nWARNING: fewer than three rounds say nothing about noise"
    if spreads[worst] > NOISY:
        return f"{line}\nWARNING: the machine was noisy; run it again when it is quiet"
    return line


def spread(values: Sequence[float]) -> float:
    """
    How far the greatest and the least lie apart, as a share of the median.
    """
    return (max(values) - min(values)) / median(values)


# -- how time grows -------------------------------------------------------------------------------


def by_positions(check: Check, most: int) -> str:
    """
    The time to read and to check candidates with more and more positions, and for the report as JSON.
    """
    rows = []
    for number in (each for each in POSITIONS if each <= most):
        data = employed(number)
        profile = Profile.from_json(data)
        report = check.report(profile)
        times = (
            least(lambda data=data: Profile.from_json(data)),  # type: ignore[misc]
            least(lambda profile=profile: check.report(profile)),  # type: ignore[misc]
            least(report.to_json),
        )
        unit = number * log2(number)
        rows.append(
            (f"{number:,}", *(cell for each in times for cell in (f"{each:,.0f}", f"{each / unit:.3f}")))
        )
    head = ("positions", "read us", "/n log n", "assess us", "/n log n", "JSON us", "/n log n")
    return table(head, rows)


def by_requirements(check: Check, profiles: Sequence[bytes]) -> str:
    """
    The time of one check for rule sets that repeat the ten requirements.
    """
    prepared = [Profile.from_json(each) for each in profiles[:100]]
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for times in REPEATED:
            path = Path(folder) / f"{times}.yaml"
            path.write_text(repeated(times), encoding="utf-8")
            longer = check._replace(ruleset=check.catalog.load_ruleset(path))
            spent = least(lambda longer=longer: [longer.report(each) for each in prepared])  # type: ignore[misc]
            each = spent / len(prepared)
            rows.append((f"{10 * times:,}", f"{each:,.1f}", f"{each / (10 * times):.2f}"))
    return table(("requirements", "assess us", "us for each"), rows)


def repeated(times: int) -> str:
    """
    The document of the ten requirements, with all of them that many times over under new names.
    """
    head, rest = TEN.read_text(encoding="utf-8").split("\nrequirements:\n")
    ten, tail = rest.split("\nnot_checked:\n")
    every = (re.sub(r"^  ([a-z-]+):$", rf"  \1-{turn}:", ten, flags=re.MULTILINE) for turn in range(times))
    return f"{head}\nrequirements:\n{''.join(every)}\nnot_checked:\n{tail}"


def main() -> None:
    """
    Measure what the command line asks for and print it.
    """
    arguments = argparse.ArgumentParser(description="Measure reqcheck in multiples of orjson.loads.")
    arguments.add_argument(
        "--profiles",
        type=int,
        default=20_000,
        help="how many profiles, and the most positions of one (20000)",
    )
    arguments.add_argument("--rounds", type=int, default=7, help="how many rounds (7)")
    arguments.add_argument(
        "--only", default="", help="only lines that hold this text, or: positions, requirements"
    )
    given = arguments.parse_args()
    check = Check.of_ten()
    profiles = generate(given.profiles)
    print(inputs(check, profiles, given.rounds))
    every = [*measured(check)]
    chosen = [each for each in every if given.only in each.name]
    if chosen:
        floors = {FLOOR, *(each.floor for each in chosen)}
        chosen = [each for each in every if each in chosen or each.name in floors]
        found = rounds(chosen, profiles, given.rounds)
        print(
            "",
            ratios(chosen, found),
            *([split(found)] if chosen == every else ()),
            noise(chosen, found),
            sep="\n",
        )
    if given.only in "positions":
        print("", by_positions(check, given.profiles), sep="\n")
    if given.only in "requirements":
        print("", by_requirements(check, profiles), sep="\n")


if __name__ == "__main__":
    main()
