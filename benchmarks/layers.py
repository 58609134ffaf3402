"""
How long it takes to load a rule set of several layers, in multiples of parsing its files.

    python benchmarks/layers.py [ROUNDS]

The floor is the YAML parser alone: `yaml.compose` with the C loader, over the same files.  The catalog
is open, as it is in a process that loads a rule set; what it keeps of the kinds is made before.  It
also remembers layers that it parsed, by their text: the first time is measured without that.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time_ns

import yaml
from tables import table

from reqcheck import Catalog, open_catalog
from reqcheck.loading.extending import Shelf
from reqcheck.loading.shipped import shipped

#: The most that loading may take, in multiples of the floor.
AT_MOST = 2.0
FLOOR = "yaml.compose, all files"
LAYERS = {
    "organization.yaml": """\
schema: reqcheck.ruleset/1
id: bench/organization
extends: {base}
title: The role at an organization
set:
  clinical_years: {{to: 7, because: Standard 12}}
requirements:
  life-support:
    title: Advanced life support
    because: The organization runs an emergency room
    criterion: {{kind: certification, name: ACLS}}
not_checked:
  - References.
""",
    "department.yaml": """\
schema: reqcheck.ruleset/1
id: bench/department
extends: ./organization.yaml
title: The role in a department
change:
  clinical-experience: {{settings: {{counts_from: residency}}, because: Years of residency do not count here}}
  life-support: {{level: preferred, because: It is taught in the first month}}
""",
}


def seconds(run: Callable[[], object]) -> float:
    gc.collect()
    start = process_time_ns()
    run()
    return (process_time_ns() - start) / 1e6


def composed(texts: list[str]) -> None:
    for each in texts:
        yaml.compose(each, Loader=yaml.CSafeLoader)


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    base = max(shipped().values(), key=lambda each: len(each.read_text("utf-8")))
    catalog = open_catalog()
    with TemporaryDirectory() as folder:
        for name, text in LAYERS.items():
            Path(folder, name).write_text(text.format(base=base.name.removesuffix(".yaml")), "utf-8")
        measured = measures(catalog, Path(folder), base.read_text("utf-8"))
        for run in measured.values():
            run()
        found = [{name: seconds(run) for name, run in measured.items()} for _ in range(rounds)]
    print(f"{base.name} with two layers on it, {rounds} rounds; at most {AT_MOST} is asked")
    rows = []
    for name in measured:
        least = min(each[name] for each in found)
        ratio = median(each[name] / each[FLOOR] for each in found)
        rows.append((name, f"{least:.2f}", f"{ratio:.2f}", f"{least / min(each[FLOOR] for each in found):.2f}"))
    print(table(("", "least ms", "median x floor", "least/least"), rows))


def measures(catalog: Catalog, folder: Path, base: str) -> dict[str, Callable[[], object]]:
    """
    What is measured: parsing all files, and loading the highest layer.
    """
    texts = [base, *((folder / name).read_text("utf-8") for name in LAYERS)]
    return {
        FLOOR: lambda: composed(texts),
        "load_ruleset, the first time": lambda: first(catalog, folder / "department.yaml"),
        "load_ruleset, again": lambda: catalog.load_ruleset(folder / "department.yaml"),
    }


def first(catalog: Catalog, file: Path) -> None:
    """
    Load a rule set as a catalog does that has not seen its layers yet.
    """
    catalog._shelf = Shelf(catalog._found)
    catalog.load_ruleset(file)


if __name__ == "__main__":
    main()
