"""
What is written is nothing of what is read: no result takes the place of a candidate, a rule set or a plugin.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from many import ASKED, ROOT, RULES, called, folder, person

CHECK = ("check", "in/a.json", *ASKED)
OVER = "schema: reqcheck.ruleset/1\nid: over\ntitle: Over\nextends: ./tiny.yaml\n"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """
    Candidates in a folder and in a file, rule sets, a plugin, stored results, and links to some of them.
    """
    monkeypatch.chdir(tmp_path)
    folder(tmp_path)
    Path("in/deeper").mkdir(parents=True)
    Path("in/a.json").write_text(json.dumps(person(1)), "utf-8")
    Path("two.jsonl").write_text(f"{json.dumps(person(1))}\n{json.dumps(person(2))}\n", "utf-8")
    Path("over.yaml").write_text(OVER, "utf-8")
    Path("rules").mkdir()
    Path("rules/a.yaml").write_text(RULES, "utf-8")
    Path("rules/broken.yaml").symlink_to("../broken.yaml")
    Path("broken.yaml").write_text("schema: [", "utf-8")
    Path("link").symlink_to("in/a.json")
    Path("round").symlink_to("in")
    Path("ahead").symlink_to("in/new.json")
    Path("in/away.json").symlink_to("../away")
    Path("away").write_text(json.dumps(person(3)), "utf-8")
    Path("hard").hardlink_to("in/a.json")
    called("check", "in/a.json", *ASKED, "--format", "jsonl", "-o", "results.jsonl")
    return tmp_path


def everything() -> dict[str, bytes | None]:
    return {str(each): each.read_bytes() if each.is_file() else None for each in Path().rglob("*")}


@pytest.mark.parametrize(
    ("words", "output"),
    [
        (CHECK, "in/a.json"),
        (CHECK, "./in/../in/a.json"),
        (CHECK, "link"),
        (CHECK, "hard"),
        (CHECK, "round/a.json"),
        (("check", "link", *ASKED), "in/a.json"),
        (("check", "in", *ASKED), "away"),
        (("check", "in", *ASKED), "in"),
        (CHECK, "tiny.yaml"),
        (("check", "in/a.json", "-r", "over.yaml"), "tiny.yaml"),
        ((*CHECK, "--plugin", "slow.py"), "slow.py"),
        ((*CHECK, "--questions"), "in/a.json"),
        (("forecast", "in/a.json", *ASKED), "in/a.json"),
        (("forecast", "in/a.json", *ASKED), "tiny.yaml"),
        (("gap", "in/a.json", *ASKED), "in/a.json"),
        (("gap", "in/a.json", *ASKED), "tiny.yaml"),
        (("path", "in/a.json", "--to", "clinical-director"), "in/a.json"),
        (("path", "two.jsonl#2", "--to", "clinical-director"), "two.jsonl"),
        (("report", "results.jsonl"), "results.jsonl"),
        (("schema", "ruleset", "--plugin", "slow.py"), "slow.py"),
        (("rulesets", "lint", "tiny.yaml"), "tiny.yaml"),
        (("rulesets", "lint", "over.yaml"), "tiny.yaml"),
        (("rulesets", "lint", "rules"), "broken.yaml"),
    ],
)
def test_what_is_read_is_not_replaced(words: tuple[str, ...], output: str) -> None:
    """
    Whatever a file is called, and whatever a command reads it for: it is not written to, and what to do is said.
    """
    before = everything()
    result = called(*words, "-o", output)

    assert (2, "") == (result.exit_code, result.stdout)
    assert f"error: `{output}` is among what would be read; write to another file\n" == result.stderr
    assert before == everything()


def test_an_absolute_path_is_the_same_file(here: Path) -> None:
    """
    A file is known again by its whole path.
    """
    result = called(*CHECK, "-o", str(here / "in" / "a.json"))

    assert 2 == result.exit_code
    assert "in/a.json` is among what would be read" in result.stderr


@pytest.mark.parametrize(
    ("words", "output"),
    [
        (("check", "in", *ASKED), "in/new.json"),
        (("check", "in", *ASKED), "in/a.json"),
        (("check", "in", *ASKED), "in/away.json"),
        (("check", "in", *ASKED), "in/NEW.JSONL.GZ"),
        (("check", "two.jsonl", "in", *ASKED), "round/new.jsonl"),
        (("check", "in", *ASKED), "ahead"),
        (("forecast", "in", *ASKED), "in/new.json"),
        (("path", "in", "--to", "clinical-director"), "in/new.json"),
        (("rulesets", "lint", "rules"), "rules/new.yaml"),
    ],
)
def test_nothing_is_written_that_would_be_read_from_its_folder(words: tuple[str, ...], output: str) -> None:
    """
    A file that is not there yet would be a candidate the next time: it is refused as one that is there.
    """
    before = everything()
    result = called(*words, "-o", output)
    read = next(each for each in ("rules", "in") if each in words)

    assert (2, "") == (result.exit_code, result.stdout)
    assert f"error: `{output}` is among what would be read from `{read}`; write to a file outside of that folder\n" == result.stderr
    assert before == everything()


@pytest.mark.parametrize("output", ["in/new.txt", "in/.new.json", "in/deeper/new.json", "new.json", "clinical-director"])
def test_other_files_are_written(output: str) -> None:
    """
    What no folder would be read for is written: other suffixes, hidden files, what is deeper, what is elsewhere.
    """
    result = called("check", "in", "-r", "clinical-director", "--fail-on", "never", "-o", output)

    assert (0, "") == (result.exit_code, result.stderr)
    assert Path(output).stat().st_size


@pytest.mark.parametrize("words", [CHECK, ("path", "in/a.json", "--to", "clinical-director"), ("schema", "report")])
def test_a_hyphen_is_standard_output(words: tuple[str, ...]) -> None:
    """
    `-o -` is as if nothing were said, for every command.
    """
    result = called(*words, "-o", "-")

    assert called(*words).stdout == result.stdout != ""
    assert not Path("-").exists()


@pytest.mark.skipif(os.name != "posix", reason="standard input as POSIX has it")
def test_standard_input_is_not_replaced() -> None:
    """
    A file that comes through standard input is known again as well.
    """
    before = everything()
    with Path("in/a.json").open("rb") as stream:
        command = [sys.executable, "-m", "reqcheck", "check", "-", *ASKED, "-o", "in/a.json"]
        env = {**os.environ, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(command, env=env, stdin=stream, capture_output=True, text=True, check=False)

    assert (2, "error: `in/a.json` is among what would be read; write to another file\n") == (done.returncode, done.stderr)
    assert before == everything()


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="a device that takes everything")
def test_a_device_may_be_both() -> None:
    """
    A device is not replaced by what is written to it: it can be read and written.
    """
    result = called("report", "results.jsonl", "/dev/null", "-o", "/dev/null")

    assert "is among" not in result.stderr
