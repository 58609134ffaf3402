"""
Standard output holds results only, whatever a plugin prints.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from many import people, program

from reqcheck.cli import main

ROOT = Path(__file__).parents[2]
PLUGIN = '''
from typing import ClassVar

import attrs

from reqcheck import Finding, Reason, hookimpl

print("loading")


@attrs.frozen(kw_only=True)
class Loud:
    """
    Says what it does.
    """

    kind: ClassVar[str] = "acme/loud"

    def fits(self, vocabulary):
        print("fitting")

    def words(self):
        print("calling")
        return "loud"

    def assess(self, profile, context):
        print("assessing")
        return Finding.of(True, Reason("acme.loud", "it is"))

    def considered(self, profile, context):
        print("considering")
        return []

    def met_by(self, vocabulary):
        print("meeting")
        return ["anything"]


@hookimpl
def reqcheck_criteria():
    return [Loud]
'''
RULES = """\
schema: reqcheck.ruleset/1
id: acme/loud
title: Loud
requirements:
  loud: {criterion: {kind: acme/loud}}
tests:
  as_of: 2026-11-22
  cases:
    nobody: {profile: {}, expect: {decision: qualified}}
"""
ASKED = ("-r", "loud.yaml", "--as-of", "2026-11-22")
PERSON = str(ROOT / "examples/candidates/01-fully-qualified.json")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("loud.py").write_text(PLUGIN, "utf-8")
    Path("quiet.py").write_text(PLUGIN.replace("print(", "str("), "utf-8")
    Path("loud.yaml").write_text(RULES, "utf-8")


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(("check", PERSON, *ASKED, "--format", "json"), id="check"),
        pytest.param(("check", PERSON, *ASKED, "--format", "json", "--questions"), id="questions"),
        pytest.param(("forecast", PERSON, *ASKED, "--format", "json"), id="forecast"),
        pytest.param(("gap", PERSON, *ASKED, "--format", "json"), id="gap"),
        pytest.param(("explain", "loud", *ASKED, "--candidate", PERSON, "--format", "json"), id="explain"),
        pytest.param(("rulesets", "test", "loud.yaml", "--format", "json"), id="test"),
    ],
)
def test_what_a_plugin_prints_goes_to_standard_error(command: tuple[str, ...]) -> None:
    """
    Results are the same bytes as those of a plugin that prints nothing, and what it prints is not lost.
    """
    loud, quiet = (CliRunner().invoke(main, [*command, "--plugin", each]) for each in ("loud.py", "quiet.py"))

    assert loud.exit_code == quiet.exit_code
    assert json.loads(quiet.stdout)
    assert quiet.stdout == loud.stdout.replace("loud.py", "quiet.py")
    assert {"loading", "fitting", "assessing"} <= set(loud.stderr.split())
    assert not quiet.stderr


def test_nor_does_what_it_prints_in_a_worker() -> None:
    """
    Several workers write the same bytes as well: they are processes of their own.
    """
    Path("many.jsonl").write_bytes(people(1500))
    asked = ("check", "many.jsonl", *ASKED, "--format", "jsonl", "--workers", "2", "--plugin")
    (loud, said), (quiet, _) = (program(*asked, each).communicate() for each in ("loud.py", "quiet.py"))

    assert b"reqcheck.report/1" in quiet
    assert quiet == loud.replace(b"loud.py", b"quiet.py")
    assert said.count(b"assessing") > 1000
