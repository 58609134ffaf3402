"""
How long lint takes, in multiples of loading the same rule set.

    python benchmarks/lint.py [ROUNDS]
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median
from time import process_time_ns

from tables import table

from reqcheck import Catalog, open_catalog

AS_OF = date(2026, 11, 22)
TEN = Path(__file__).parent / "ten.yaml"
#: Times that each is done in a round, loading and linting in turn; and the most that the ratio may be.
TIMES, TARGET = 20, 3


def loaded(catalog: Catalog, name: str | Path) -> object:
    """
    The rule set, read and checked.
    """
    return catalog.load_ruleset(name)


def seconds(run: Callable[[], object]) -> float:
    start = process_time_ns()
    run()
    return (process_time_ns() - start) / 1e9


def measured(catalog: Catalog, name: str | Path) -> tuple[float, float]:
    """
    The seconds that loading takes, and those of linting what was loaded.
    """
    gc.collect()
    loading = linting = 0.0
    for _ in range(TIMES):
        loading += seconds(partial(loaded, catalog, name))
        ruleset = catalog.load_ruleset(name)
        linting += seconds(partial(catalog.lint, ruleset, as_of=AS_OF))
    return loading / TIMES, linting / TIMES


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    catalog = open_catalog()
    rows = []
    for name in (*catalog.rulesets(), TEN):
        measured(catalog, name)  # caches are filled, as they are in a process that runs for long
        found = [measured(catalog, name) for _ in range(rounds)]
        ratios = [linting / loading for loading, linting in found]
        rows.append((
            Path(name).name,
            f"{min(loading for loading, _ in found) * 1e3:.2f}",
            f"{min(linting for _, linting in found) * 1e3:.2f}",
            f"{median(ratios):.2f}",
            f"{min(ratios):.2f}-{max(ratios):.2f}",
            f"{TARGET} at most",
        ))
    print(table(("", "load ms", "lint ms", "x load", "min-max", ""), rows))


if __name__ == "__main__":
    main()
