"""
Paths that lead nowhere, in circles, to no file, or where nobody may look: every command says so in a sentence.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from reqcheck.cli import main
from reqcheck.cli.rulesets.watching import Watch
from reqcheck.loading.files import is_folder, is_read_from_folder, is_there, kind_at

LONG = "a" * 300
RULES = """\
schema: reqcheck.ruleset/1
id: acme/tiny
title: Tiny
requirements:
  degree: {criterion: {kind: degree, degree: MD}}
"""
TESTS = """\
schema: reqcheck.tests/1
as_of: 2026-01-01
cases:
  nobody knows:
    profile: {}
    expect: {statuses: {degree: undetermined}}
"""
ROLE = ("-r", "tiny.yaml", "--as-of", "2026-11-22")
COMMANDS: dict[str, Callable[[str], tuple[str, ...]]] = {
    "check": lambda path: ("check", path, *ROLE),
    "check by": lambda path: ("check", "one.json", "-r", path),
    "check to": lambda path: ("check", "one.json", *ROLE, "-o", path),
    "check with": lambda path: ("check", "one.json", *ROLE, "--plugin", path),
    "forecast": lambda path: ("forecast", path, *ROLE),
    "gap": lambda path: ("gap", path, *ROLE),
    "explain": lambda path: ("explain", "degree", *ROLE, "--candidate", path),
    "explain one": lambda path: ("explain", "degree", *ROLE, "--candidate", f"{path}#1"),
    "batch": lambda path: ("batch", path, "out.jsonl", *ROLE),
    "batch to": lambda path: ("batch", "one.json", path, *ROLE),
    "report": lambda path: ("report", path),
    "show": lambda path: ("rulesets", "show", path),
    "test": lambda path: ("rulesets", "test", path),
    "lint": lambda path: ("rulesets", "lint", path),
    "lint to": lambda path: ("rulesets", "lint", "tiny.yaml", "-o", path),
    "diff": lambda path: ("rulesets", "diff", "tiny.yaml", path),
    "diff of": lambda path: ("rulesets", "diff", "tiny.yaml", "tiny.yaml", "--candidates", path),
    "compare": lambda path: ("rulesets", "compare", "tiny.yaml", path),
}
PLACES = [LONG, f"{LONG}.yaml", f"{LONG}.test.yaml", f"{LONG}/x.json", "circle", "circle/x.yaml", "nowhere.json", "nowhere.test.yaml"]
PLACES += ["locked", "locked/x.json", "locked/x.yaml", "locked/x.test.yaml", "open"]


def run(*words: str) -> Result:
    result = CliRunner().invoke(main, words, prog_name="reqcheck")
    assert result.exception is None or isinstance(result.exception, SystemExit), repr(result.exception)
    return result


pytestmark = pytest.mark.skipif(os.name != "posix", reason="links and pipes of another kind")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    A folder in which nobody may look into `locked`, nor at what is in `open`: whoever runs the tests.
    """
    monkeypatch.chdir(tmp_path)
    Path("tiny.yaml").write_text(RULES, "utf-8")
    Path("one.json").write_text("{}", "utf-8")
    for folder in ("locked", "open"):
        Path(folder).mkdir()
        for name, text in (("x.json", "{}"), ("x.yaml", RULES), ("x.test.yaml", TESTS)):
            Path(folder, name).write_text(text, "utf-8")
    for name, goal in (("circle", "circle"), ("nowhere.json", "gone"), ("nowhere.test.yaml", "gone")):
        Path(name).symlink_to(goal)
    os.mkfifo("pipe")
    for call in ("stat", "open", "read_bytes", "iterdir"):
        monkeypatch.setattr(Path, call, guarded(getattr(Path, call)))


def guarded(call: Any) -> Any:
    """
    A method of paths, refused where nobody may look.
    """

    def refused(path: Path, *args: Any, **kwargs: Any) -> Any:
        inside = not {"locked", "open"}.isdisjoint(path.parent.parts)
        if inside or (path.name == "locked" and call.__name__ == "iterdir"):
            raise PermissionError(13, "Permission denied", str(path))
        return call(path, *args, **kwargs)

    return refused


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("command", COMMANDS)
def test_no_place_is_a_traceback(command: str, place: str) -> None:
    """
    Whatever a path leads to, a command ends with one of its exit codes, and says what is wrong.
    """
    result = run(*COMMANDS[command](place))

    assert result.exit_code in range(4)
    assert result.exit_code < 2 or result.stderr or "COULD NOT BE READ" in result.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("check", "locked/x.json", *ROLE), "error: `locked/x.json` cannot be read: Permission denied\n"),
        (("check", "locked", *ROLE), "error: `locked` cannot be read: Permission denied\n"),
        (("check", "circle", *ROLE), "error: `circle` cannot be read: Too many levels of symbolic links\n"),
        (("check", "nowhere.json", *ROLE), "error: there is no file or folder `nowhere.json`\n"),
        (("check", "pipe", *ROLE), "error: `pipe` is a pipe or a device; give it as standard input, with `-`\n"),
        (("check", LONG, *ROLE), f"error: `{LONG}` cannot be read: File name too long\n"),
        (("check", "one.json", *ROLE, "-o", LONG), f"error: `{LONG}` cannot be written: File name too long\n"),
        (("check", "one.json", *ROLE, "-o", "locked/x"), "error: `locked/x` cannot be written: Permission denied\n"),
        (("explain", "degree", *ROLE, "--candidate", "locked/x.json#2"), "error: `locked/x.json` cannot be read: Permission denied\n"),
        (("rulesets", "test", "locked"), "error: locked: cannot be read: Permission denied\n"),
        (("rulesets", "test", "locked/x.yaml"), "error: locked/x.yaml: cannot be read: Permission denied\n"),
        (("rulesets", "lint", "locked"), "error: locked: cannot be read: Permission denied\n"),
        (("rulesets", "lint", "locked/x.yaml"), "error: locked/x.yaml: cannot be read: Permission denied\n"),
    ],
)
def test_what_cannot_be_looked_at_is_not_called_absent(words: tuple[str, ...], said: str) -> None:
    """
    A file that may be there is told from one that is not, in every version of Python.
    """
    result = run(*words)

    assert (2, said) == (result.exit_code, result.stderr)


def test_a_plugin_that_cannot_be_read_is_told_in_a_sentence() -> None:
    """
    A check goes on without a plugin that nobody may read, and says so without the name of an exception.
    """
    result = run("check", "one.json", *ROLE, "--plugin", "locked/x.py")

    assert 0 == result.exit_code
    assert "warning: the plugin `x.py` failed to load: `locked/x.py` cannot be read: Permission denied\n" == result.stderr


def test_what_is_in_a_folder_and_cannot_be_looked_at_is_told() -> None:
    """
    Files of a folder about which the system says nothing are read, and said to be unreadable.
    """
    for command in ("lint", "test"):
        result = run("rulesets", command, "open")

        assert 2 == result.exit_code
        assert "open/x.yaml: cannot be read: Permission denied" in result.stderr


def test_a_folder_that_is_locked_while_it_is_watched_holds_nothing() -> None:
    """
    Watching goes on where a folder goes or is locked: its files come again when it does.
    """
    watch = Watch()
    watch.inside(Path("locked"))
    Path("tiny.yaml").touch()
    watch.on(["tiny.yaml"])
    Path("tiny.yaml").unlink()

    assert Path("tiny.yaml") == watch.changed()


@pytest.mark.parametrize(
    ("place", "kind", "there", "folder", "read"),
    [
        ("tiny.yaml", 0o100000, True, False, True),
        (".", 0o040000, True, True, False),
        ("pipe", 0o010000, True, False, False),
        ("nowhere.json", None, False, False, True),
        ("gone", None, False, False, True),
        ("tiny.yaml/x", None, False, False, True),
        ("a\0b", None, False, False, True),
        ("locked/x.json", PermissionError, False, False, True),
        (LONG, OSError, False, False, True),
        ("circle", OSError, False, False, True),
    ],
)
def test_what_a_path_leads_to(place: str, kind: Any, there: bool, folder: bool, read: bool) -> None:
    """
    Nothing there, something there and not known are told apart, or not known counts as no.
    """
    if isinstance(kind, type):
        with pytest.raises(kind):
            kind_at(place)
    else:
        assert kind == kind_at(place)
    assert (there, folder, read) == (is_there(place), is_folder(place), is_read_from_folder(Path(place)))
