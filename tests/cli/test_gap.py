"""
``reqcheck gap``: what stands between candidates and a favorable decision.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reqcheck.cli import main

ROOT = Path(__file__).parents[2]
CANDIDATES = ROOT / "examples" / "candidates"
OVERLAY = ROOT / "examples" / "acme-clinic-director.yaml"
ACME = str(ROOT / "examples" / "acme_rules.py")
ASKED = ("-r", "medical-director", "--set", "work_state=CA", "--as-of", "2026-11-22")
BARRED = """\
schema: reqcheck.ruleset/1
id: tiny
title: Tiny
requirements:
  clean: {title: Never excluded, criterion: {kind: no_history, of: exclusion, look_back: ever}}
  hours: {title: Remote care, criterion: {kind: acme/telehealth_hours, hours: 100}}
"""
EXCLUDED = {"sanctions": [{"kind": "exclusion", "effective": "2015-01-01", "ended": "2016-01-01"}], "extensions": {"acme": {"telehealth_hours": 3}}}


def gap(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["gap", *arguments])


@pytest.fixture
def barred(tmp_path: Path) -> tuple[str, ...]:
    """
    The arguments that ask about somebody who was excluded once.
    """
    (tmp_path / "tiny.yaml").write_text(BARRED, "utf-8")
    (tmp_path / "who.json").write_text(json.dumps(EXCLUDED), "utf-8")
    return str(tmp_path / "who.json"), "-r", str(tmp_path / "tiny.yaml"), "--plugin", ACME, "--as-of", "2026-11-22"


def test_a_folder_is_told_one_by_one() -> None:
    """
    Every candidate of a folder is told, those without a gap too.
    """
    result = gap(str(CANDIDATES), *ASKED)

    assert result.exit_code == 0
    assert len(list(CANDIDATES.glob("*.json"))) == sum(line.startswith("cand-") for line in result.output.splitlines())
    assert "Nothing stands in the way." in result.output


def test_json_lines_carry_the_patch() -> None:
    """
    Each line is one `reqcheck.gap/1`, with the patch of each way.
    """
    result = gap(str(CANDIDATES), *ASKED, "--format", "jsonl")
    documents = {each["candidate"]: each for each in map(json.loads, result.output.splitlines())}
    (best,) = documents["cand-04"]["alternatives"]

    assert {"reqcheck.gap/1"} == {each["schema"] for each in documents.values()}
    assert ["/licenses/-"] == [each["path"] for each in best["patch"]]
    assert {"waived": 0, "credentials": 1, "days": 0, "other": 0} == best["cost"]


def test_of_a_dated_value_it_is_told_since_when_it_stands() -> None:
    """
    A gap says, as a report does, which value of a dated parameter it was judged by.
    """
    result = gap(str(CANDIDATES / "03-overlapping-jobs.json"), "-r", str(OVERLAY), "--set", "work_state=CA", "--as-of", "2026-12-31")

    assert "clinical_years 5 (since 2020-01-01)" in " ".join(result.output.split())


def test_a_later_value_is_told_where_waiting_is() -> None:
    """
    Beside a way that waits, and beside what time cures, stands the value that a dated parameter has then.
    """
    result = gap(str(CANDIDATES / "03-overlapping-jobs.json"), "-r", str(OVERLAY), "--set", "work_state=CA", "--as-of", "2026-12-31")
    words = " ".join(result.output.split())

    assert "wait: until 2029-06-28" in words
    assert "clinical-experience: met from 2029-06-28 if nothing else changes; clinical_years is then 7 (since 2027-01-01)" in words
    assert 2 == words.count("clinical_years is then 7 (since 2027-01-01)")


@pytest.mark.parametrize("format_", ["text", "markdown"])
def test_what_a_check_warns_of_is_told(tmp_path: Path, format_: str) -> None:
    """
    That the rules are not in effect on the day asked stands below the gap, and below one that is none.
    """
    text = "schema: reqcheck.ruleset/1\nid: x\ntitle: X\neffective: {until: 2026-06-30}\nrequirements:\n  degree: {criterion: {kind: degree, degree: [MD, DO]}}\n"
    (tmp_path / "x.yaml").write_text(text, "utf-8")
    for day, wanted in (("2026-06-30", 0), ("2026-07-01", 1)):
        for name in ("01-fully-qualified.json", "13-nurse-leader.json"):
            result = gap(str(CANDIDATES / name), "-r", str(tmp_path / "x.yaml"), "--as-of", day, "--format", format_)

            assert wanted == " ".join(result.output.replace("\\", "").split()).count("the rule set `x` is not in effect on 2026-07-01, only until 2026-06-30")


def test_a_bar_is_told_in_words(barred: tuple[str, ...]) -> None:
    """
    A bar is said to be one, and what a plugin does not explain is said to be taken for done.
    """
    result = gap(*barred)

    assert result.exit_code == 0
    assert "Never excluded: cannot be cured; only the employer can waive it" in result.output
    assert "satisfy: Remote care (hours)" in result.output
    assert "taken for done" in result.output


def test_who_cannot_be_read_is_named(tmp_path: Path) -> None:
    """
    A candidate that cannot be read is an error with its name, and the others are told.
    """
    path = tmp_path / "some.jsonl"
    path.write_text('{"licenses": 7}\n{"subject": {"id": "fine"}}\n', "utf-8")
    result = gap(str(path), *ASKED)

    assert result.exit_code == 3
    assert "some.jsonl#1: /licenses" in result.output
    assert "fine: needs review" in result.output


@pytest.mark.parametrize("arguments", [("nowhere.json", *ASKED), (str(CANDIDATES), "-r", "medical-director"), (str(CANDIDATES), "-r", "nobody")])
def test_what_cannot_be_done_is_said(arguments: tuple[str, ...]) -> None:
    """
    A path, a rule set or a parameter that is not there stops the job with one line.
    """
    result = gap(*arguments)

    assert result.exit_code == 2
    assert "Traceback" not in result.output
    assert isinstance(result.exception, SystemExit)


def test_a_file_holds_what_would_be_printed(tmp_path: Path) -> None:
    """
    With -o the gaps stand in a file, and nothing is printed.
    """
    printed = gap(str(CANDIDATES / "04-license-lapsed.json"), *ASKED, "--format", "json")
    written = gap(str(CANDIDATES / "04-license-lapsed.json"), *ASKED, "--format", "json", "-o", str(tmp_path / "gaps.json"))

    assert (written.exit_code, written.output) == (0, "")
    assert (tmp_path / "gaps.json").read_text("utf-8") == printed.output
