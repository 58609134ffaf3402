"""
Commands whose standard output or standard error is closed: what can be done is done, and nothing is a traceback.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from test_plugins_that_print import ASKED, PERSON, PLUGIN, ROOT, RULES

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a shell closes the streams")
COMMANDS = {
    "check": ("check", PERSON, *ASKED),
    "check to a file": ("check", PERSON, *ASKED, "-o", "out.txt"),
    "batch": ("batch", PERSON, "out.jsonl", *ASKED),
    "forecast": ("forecast", PERSON, *ASKED),
    "gap": ("gap", PERSON, *ASKED),
    "explain": ("explain", "loud", *ASKED, "--candidate", PERSON),
    "show": ("rulesets", "show", "loud.yaml"),
    "test": ("rulesets", "test", "loud.yaml"),
    "lint": ("rulesets", "lint", "loud.yaml"),
    "list": ("rulesets", "list"),
}


def run(command: tuple[str, ...], closed: str) -> subprocess.CompletedProcess[str]:
    """
    The command in a shell that closes a stream, with a plugin that writes to standard output.
    """
    Path("out.jsonl").unlink(missing_ok=True)
    words = shlex.join([sys.executable, "-m", "reqcheck", *command, "--plugin", "loud.py"])
    return subprocess.run(["sh", "-c", f"{words} {closed}"], env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("loud.py").write_text(PLUGIN.replace("print(", "__import__('sys').stdout.write("), "utf-8")
    Path("loud.yaml").write_text(RULES, "utf-8")


@pytest.mark.parametrize("command", [pytest.param(each, id=name) for name, each in COMMANDS.items()])
def test_without_standard_output_nothing_is_a_traceback(command: tuple[str, ...]) -> None:
    """
    A command that has nowhere to write its results says so in a line, or is done without them.
    """
    result = run(command, ">&-")

    assert result.returncode in (0, 1, 2)
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("command", [pytest.param(each, id=name) for name, each in COMMANDS.items()])
def test_without_standard_error_results_are_the_same(command: tuple[str, ...]) -> None:
    """
    What a plugin writes to standard output, as it goes to standard error, changes no result where that is closed.
    """
    closed, plain = run(command, "2>&-"), run(command, "")

    assert plain.returncode == closed.returncode in (0, 1)
    assert plain.stdout == closed.stdout
