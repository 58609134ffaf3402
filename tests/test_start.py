"""
Starting: what is not needed is not imported.

Imports and not seconds, which depend on the machine; `benchmarks/start.py` measures those.
"""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from reqcheck.cli import COMMANDS

ROOT = Path(__file__).parents[1]
#: What it takes to read and to check, and neither to say a version nor to import the package.
HEAVY = {"attr", "attrs", "cattrs", "jiter", "msgspec", "pluggy", "rich", "yaml", "importlib.metadata"}
CHECK = "check examples/candidates -r medical-director --set work_state=CA --as-of 2026-11-22 --fail-on never"


@cache
def loaded(words: str) -> frozenset[str]:
    """
    The modules in memory when the command line is done with *words*.
    """
    return imported(f"from reqcheck.cli import main; main({words.split()}, standalone_mode=False)")


def imported(program: str) -> frozenset[str]:
    script = f"import sys\ntry: {program}\nexcept SystemExit: pass\nprint(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    return frozenset(done.stderr.split())


def test_the_package_is_imported_alone() -> None:
    """
    `import reqcheck` imports no other module of ours and nothing of others.
    """
    assert {"reqcheck"} == {each for each in imported("import reqcheck") if each.startswith("reqcheck")}
    assert set() == HEAVY & imported("import reqcheck")


def test_a_name_brings_what_it_needs() -> None:
    """
    Verdicts come without the libraries that read documents, and without those who read them.
    """
    modules = imported("from reqcheck import Verdict, Outcomes, MET")

    assert set() == (HEAVY | {"reqcheck.api", "reqcheck.catalog", "reqcheck.profile"}) & modules


def test_the_version_needs_only_the_command_line() -> None:
    """
    `reqcheck --version` imports click, the command line and the version, and nothing else that is installed.
    """
    modules = loaded("--version")

    assert set() == HEAVY & modules
    assert {"reqcheck", "reqcheck.cli", "reqcheck.cli.group", "reqcheck.version"} == {each for each in modules if each.startswith("reqcheck")}


#: Asks for one page after another, and says after each what is in memory.
PAGES = """
import sys
from reqcheck.cli import main
for words in sys.argv[1:]:
    try: main(words.split(), standalone_mode=False)
    except SystemExit: pass
    print(words, *sys.modules, sep="\\t", file=sys.stderr)
"""
HELP = ["--help", *(f"{each} --help" for each in COMMANDS)]


@cache
def after_each_page() -> dict[str, frozenset[str]]:
    """
    The modules in memory after each page of help: what one page loads stays there, and shows in those behind it too.
    """
    done = subprocess.run([sys.executable, "-c", PAGES, *HELP], cwd=ROOT, capture_output=True, text=True, check=True)
    lines = (each.split("\t") for each in done.stderr.splitlines())
    return {words: frozenset(modules) for words, *modules in lines}


@pytest.mark.parametrize("words", HELP)
def test_help_loads_no_plugin(words: str) -> None:
    """
    Pages of help load no kind, built in or installed, and read no vocabulary, rule set or candidate.
    """
    modules = after_each_page()[words]

    assert "reqcheck.cli.group" in modules
    assert [] == sorted(each for each in modules if each.startswith("reqcheck.rules."))
    assert "rich" not in modules


def test_a_check_imports_only_what_it_uses() -> None:
    """
    A check whose output is no terminal draws nothing, reaches no other machine and looks at no other day.
    """
    modules = loaded(CHECK)
    unused = {each.removeprefix("reqcheck.") for each in modules} & {"forecasting", "gaps", "rendering.forecast", "linting"}

    assert {"attrs", "cattrs", "msgspec", "pluggy", "reqcheck.rules.license", "yaml"} <= modules
    assert set() == {"rich", "http.client", "ssl", "urllib.request", "multiprocessing", "asyncio"} & modules
    assert set() == {"tempfile", "importlib.metadata", "importlib.resources"} & modules
    assert not unused
