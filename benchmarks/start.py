"""
How long it takes to start, in multiples of a Python that does nothing.

    python benchmarks/start.py [ROUNDS]
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[1]
ASKED = ("-r", "medical-director", "--set", "work_state=CA", "--as-of", "2026-11-22", "--fail-on", "never")
FLOOR = "python -c pass"
MEASURED = {
    FLOOR: ("-c", "pass"),
    "import reqcheck": ("-c", "import reqcheck"),
    "reqcheck --version": ("-m", "reqcheck", "--version"),
    "reqcheck check, one file": (
        *("-m", "reqcheck", "check", "examples/candidates/01-fully-qualified.json"),
        *ASKED,
    ),
}
#: Compiled modules are written and read, as in an installation, whatever is set here.
ENVIRONMENT = {name: each for name, each in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
#: The most that each may take.
TARGETS = {"reqcheck --version": 10, "reqcheck check, one file": 25}


def seconds(words: tuple[str, ...]) -> float:
    """
    The processor time of one run, of the program and the system.
    """
    silent = (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)
    process = os.posix_spawn(sys.executable, [sys.executable, *words], ENVIRONMENT, file_actions=[silent])
    _, status, used = os.wait4(process, 0)
    assert status == 0, words
    return used.ru_utime + used.ru_stime


def main() -> None:
    os.chdir(ROOT)
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    for words in MEASURED.values():
        seconds(words)  # writes the compiled modules, which an installation has
    runs = [{name: seconds(words) for name, words in MEASURED.items()} for _ in range(rounds)]
    print(f"{'':26} {'least':>8} {'median':>8} {'target':>8}   (ratios of least times, median of ratios)")
    for name in MEASURED:
        least = min(each[name] for each in runs) / min(each[FLOOR] for each in runs)
        usual = median(each[name] / each[FLOOR] for each in runs)
        print(f"{name:26} {least:8.1f} {usual:8.1f} {TARGETS.get(name, ''):>8}")


if __name__ == "__main__":
    main()
