"""
Measures reqcheck in multiples of `orjson.loads`, on the same bytes in the same run.

    python benchmarks/run.py [--profiles N] [--rounds N] [--only TEXT]

`timing.py` says how it is measured, README.md what each line measures.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import platform
import re
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from importlib.metadata import version
from math import log2
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

import orjson
from generate import AS_OF, SEED, STATE, employed, generate
from tables import table
from timing import BLOCK, FLOOR, FLOOR_KEPT, Measured, least, noise, ratios, rounds

from reqcheck import Catalog, Profile, Report, RuleSet, load_json, open_catalog

TEN = Path(__file__).parent / "ten.yaml"
POSITIONS = (10, 100, 1_000, 10_000)
REPEATED = (1, 2, 4, 8)


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

    def reports(self, profiles: Iterable[Profile]) -> list[Report]:
        """
        The reports on several profiles.
        """
        return [self.report(each) for each in profiles]

    def report_of(self, data: bytes) -> Report:
        """
        The report on one document.
        """
        return self.report(Profile.from_json(data))

    def explained_of(self, data: bytes) -> Report:
        """
        The report on one document, once every reason, all evidence and every question was looked at.
        """
        report = self.report_of(data)
        _ = [(each.finding.reason, each.finding.cited()) for each in report], report.questions
        return report

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
        Measured("bytes to Report", check.report_of, remark="10 at most, 7 aimed at"),
        Measured("bytes to Report, explained", check.explained_of),
        Measured("bytes to Report, kept", check.report_of, kept=True, remark="of the floor, kept"),
        Measured("check_many, bytes", check.stream, stream=True),
        Measured("Report to JSON", Report.to_json, made=check.report_of),
        Measured("bytes to report JSON", check.json_of, remark="13 at most"),
    )


# -- what is printed ----------------------------------------------------------------------------


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


# -- how time grows -------------------------------------------------------------------------------


def by_positions(check: Check, most: int) -> str:
    """
    The time to read and to check candidates with more and more positions, and for the report as JSON.
    """
    rows = []
    for number in (each for each in POSITIONS if each <= most):
        data = employed(number)
        times = (
            least(Profile.from_json, lambda data=data: data),  # type: ignore[misc]
            least(check.report, lambda data=data: Profile.from_json(data)),  # type: ignore[misc]
            least(Report.to_json, lambda data=data: check.report_of(data)),  # type: ignore[misc]
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
    few = profiles[:100]
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for times in REPEATED:
            path = Path(folder) / f"{times}.yaml"
            path.write_text(repeated(times), encoding="utf-8")
            longer = check._replace(ruleset=check.catalog.load_ruleset(path))
            each = least(longer.reports, lambda: [*map(Profile.from_json, few)]) / len(few)
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
