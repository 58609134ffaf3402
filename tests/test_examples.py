"""
The examples: what their pages say of them is what reqcheck says.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from reqcheck import (
    Catalog,
    DocumentError,
    Failure,
    Profile,
    Report,
    RuleSet,
    check,
    check_many,
    load_profile,
    open_catalog,
)
from reqcheck.cli import main

if TYPE_CHECKING:
    from _pytest.mark.structures import ParameterSet
    from click.testing import Result

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
CANDIDATES, BROKEN, BATCH = EXAMPLES / "candidates", EXAMPLES / "broken", EXAMPLES / "batch.jsonl"

ROLES = ("medical director", "chief medical officer", "clinical director")
PARAMETERS = {"medical director": {"work_state": "CA"}}


# --- what the pages say


def table(page: Path, first: str) -> list[dict[str, str]]:
    """
    The rows of the table on a page whose first column has this title, by the titles of the columns.
    """
    lines = page.read_text("utf-8").split("\n")
    start = next(number for number, line in enumerate(lines) if line.startswith(f"| {first} |"))
    titles = cells(lines[start])
    rows = []
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            break
        rows.append(dict(zip(titles, cells(line), strict=True)))
    return rows


def cells(line: str) -> list[str]:
    return [each.strip(" *") for each in line.strip().strip("|").split("|")]


@cache
def catalog() -> Catalog:
    return open_catalog()


@cache
def ruleset(role: str) -> RuleSet:
    return catalog().load_ruleset(role.replace(" ", "-"))


def day() -> date:
    """
    The day that the page of the candidates asks.
    """
    found = re.search(r"--as-of (\S+)", (CANDIDATES / "README.md").read_text("utf-8"))
    assert found is not None
    return date.fromisoformat(found[1])


def asked(role: str) -> dict[str, Any]:
    return {"as_of": day(), "parameters": PARAMETERS.get(role, {})}


def decisions(first: str) -> list[ParameterSet]:
    """
    Every decision in a table: of whom, for which role, and what it says.
    """
    return [
        pytest.param(row[first].strip("`"), role, row[role].replace(" ", "_"), id=f"{row[first]} {role}")
        for row in table(CANDIDATES / "README.md", first)
        for role in ROLES
    ]


# --- candidates


def test_every_candidate_is_in_the_table() -> None:
    """
    The table of the candidates has every file in the folder, in order, and no other.
    """
    files = sorted(each.stem for each in CANDIDATES.glob("*.json"))

    assert files == [row["file"].strip("`") for row in table(CANDIDATES / "README.md", "file")]
    assert 14 == len(files)


@pytest.mark.parametrize(("file", "role", "decision"), decisions("file"))
def test_a_candidate_is_decided_as_its_page_says(file: str, role: str, decision: str) -> None:
    """
    The decision for a candidate and a role is the one in the table.
    """
    report = check(load_profile(CANDIDATES / f"{file}.json"), ruleset(role), **asked(role))

    assert decision == report.decision
    assert not report.degraded


@pytest.mark.parametrize("file", sorted(CANDIDATES.glob("*.json")), ids=lambda each: each.stem)
def test_a_candidate_is_written_again_as_it_was_read(file: Path) -> None:
    """
    A profile is the document that it was read from.
    """
    profile = load_profile(file)

    assert profile == Profile.from_dict(profile.to_dict())


# --- files that cannot be read


@pytest.mark.parametrize("row", table(BROKEN / "README.md", "file"), ids=lambda row: row["file"].strip("`"))
def test_a_broken_file_is_refused_where_it_is_wrong(row: dict[str, str]) -> None:
    """
    A file that cannot be read is refused, with a problem at the place that the table names, or all eight.
    """
    with pytest.raises(DocumentError) as refused:
        load_profile(BROKEN / row["file"].strip("`"))
    places = {each.pointer for each in refused.value.problems}
    named = set(re.findall(r"`(/\S+)`", row["where"])) | ({""} if "document" in row["where"] else set())

    assert named & places or 8 == len(places)


def test_every_broken_file_is_in_the_table() -> None:
    """
    The table of broken files has every file in the folder, in order, and no other.
    """
    files = sorted(each.name for each in BROKEN.glob("*.json"))

    assert files == [row["file"].strip("`") for row in table(BROKEN / "README.md", "file")]


# --- the batch


@pytest.mark.parametrize("role", ROLES)
def test_a_batch_is_decided_as_its_page_says(role: str) -> None:
    """
    Each line of the batch is decided as the table says, in order; the one that is cut off is a failure.
    """
    rows = table(CANDIDATES / "README.md", "line")
    results = list(check_many(BATCH.read_bytes().splitlines(), ruleset(role), **asked(role)))

    assert [row[role].replace(" ", "_") for row in rows] == [decided(each) for each in results]


def decided(result: Report | Failure) -> str:
    return "\N{EN DASH}" if isinstance(result, Failure) else result.decision.value


def test_a_batch_goes_on_after_a_line_that_cannot_be_read() -> None:
    """
    On the command line the batch is four reports and one failure, in order, and the exit code is 3.
    """
    result = called("check", "examples/batch.jsonl", "-r", "clinical-director", "--as-of", "2026-11-22", "--format", "jsonl")
    documents = [json.loads(line) for line in result.stdout.splitlines()]

    assert 3 == result.exit_code
    assert ["report", "report", "failure", "report", "report"] == [
        each["schema"].removeprefix("reqcheck.").removesuffix("/1") for each in documents
    ]
    assert ["cand-21", "cand-22", "examples/batch.jsonl#3", "cand-24", "cand-25"] == [
        each["candidate"] for each in documents
    ]


def called(*words: str) -> Result:
    """
    What a reqcheck command says when it is called in the folder of the repository.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        return CliRunner().invoke(main, list(words))


# --- the first thing that people run


def test_the_first_command_of_the_readme_checks_everybody() -> None:
    """
    What the README's first command checks are the fourteen candidates, and it ends well.
    """
    command = re.search(r"\.venv/bin/reqcheck (check .*)", (ROOT / "README.md").read_text("utf-8"))
    assert command is not None
    result = called(*command[1].split())

    assert 0 == result.exit_code
    assert 14 == len(re.findall(r"^cand-\d\d: ", result.output, re.MULTILINE))
    assert "14 candidates: " in result.output


# --- Acme


def run(*words: str) -> str:
    """
    What a program prints that is run in the folder of the repository, as people run it.
    """
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, *words], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert "" == done.stderr
    return done.stdout


def test_the_plugin_works_on_the_command_line() -> None:
    """
    Acme's rule set counts Acme's own data with Acme's plugin.
    """
    printed = run(
        *("-m", "reqcheck", "check", "examples/candidates", "-r", "examples/acme-medical-director.yaml"),
        *("--plugin", "examples/acme_rules.py", "--set", "work_state=CA", "--as-of", "2026-11-22"),
    )

    assert "240 of 200 hours\n" in printed
    assert "no record of telehealth hours\n" in printed
    assert "14 candidates: " in printed


def test_the_rule_set_of_acme_needs_its_plugin() -> None:
    """
    Without the plugin the rule set is refused, and the kind that is missing is named.
    """
    with pytest.raises(DocumentError, match="unknown kind `acme/telehealth_hours`"):
        catalog().load_ruleset(EXAMPLES / "acme-medical-director.yaml")


def test_the_applicant_tracking_system_prints_what_its_page_says() -> None:
    """
    The program prints the decision, its reasons and the questions for each of the fourteen.
    """
    printed = run("examples/applicant_tracking.py")
    page = (EXAMPLES / "README.md").read_text("utf-8")
    shown = re.findall(r"^    ((?:cand-\d\d: | +ask: ).*)$", page, re.MULTILINE)

    assert 3 == len(shown)
    assert "\n".join(shown) in printed
    assert 14 == len(re.findall(r"^cand-\d\d: \w+", printed, re.MULTILINE))


def test_the_applicant_tracking_system_goes_on_after_a_failure() -> None:
    """
    The program names what it cannot read, says why, and goes on.
    """
    printed = run("examples/applicant_tracking.py", "examples")

    assert "batch.jsonl, line 3: could not be read\n    the document: not JSON" in printed
    assert ["cand-21", "cand-22", "cand-24", "cand-25"] == re.findall(r"^(cand-\d\d): ", printed, re.MULTILINE)
