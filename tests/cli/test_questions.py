"""
``reqcheck check --questions``: a form to work through.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from reqcheck.cli import main

ROOT = Path(__file__).parents[2]
CANDIDATES = ROOT / "examples" / "candidates"
OPEN = CANDIDATES / "08-no-licenses-section.json"
ROLE = ("-r", "medical-director", "--set", "work_state=CA", "--as-of", "2026-11-22", "--questions")


def asked(*words: object) -> Result:
    return CliRunner().invoke(main, ["check", *map(str, words)], prog_name="reqcheck")


def asked_json(*words: object) -> Any:
    result = asked(*words, "--format", "json")
    assert "" == result.stderr
    return json.loads(result.stdout)


def test_the_form_reads_aloud() -> None:
    """
    It says who is asked what, for which requirement, and what each answer would do.
    """
    expected = [
        "cand-08: NEEDS REVIEW",
        "  Medical Director 1.0 (medical-director), as of 2026-11-22, work_state US-CA, clinical_years 5",
        "",
        "  ask the candidate",
        "    - Is there an active unrestricted medical license in US-CA that is not on file?",
        "      for Active, unrestricted medical license in the state of work (license)",
        "      the answer belongs to /licenses/-",
        '      if "no, none": not met; then not qualified',
        '      if "yes, active since 2014-11-13, without restrictions and without an end": met; then qualified',
        "",
        "1 candidate: 1 needs review",
    ]

    assert expected == asked(OPEN, *ROLE).stdout.splitlines()


def test_nothing_to_ask_is_said() -> None:
    """
    A candidate of whom everything is known has no questions.
    """
    assert "  nothing to ask" in asked(CANDIDATES / "01-fully-qualified.json", *ROLE).stdout.splitlines()


def test_an_answer_that_settles_nothing_alone_is_not_spelled_out() -> None:
    """
    Where no answer changes anything, one line says so.
    """
    assert "it takes more than this answer to settle anything" in asked(CANDIDATES / "10-titles-only.json", *ROLE).stdout


def test_as_json_it_is_one_document() -> None:
    """
    The forms of a folder are one document with a summary, as reports are.
    """
    document = asked_json(CANDIDATES, *ROLE)

    assert "reqcheck.questionnaires/1" == document["schema"]
    assert ["schema", "questionnaires", "failures", "summary"] == list(document)
    assert {"reqcheck.questions/1"} == {each["schema"] for each in document["questionnaires"]}
    assert 14 == document["summary"]["candidates"]


def test_as_json_lines_it_is_the_same() -> None:
    """
    Each line is the form of one candidate; several workers write the same.
    """
    one = asked(CANDIDATES, *ROLE, "--format", "jsonl").stdout
    two = asked(CANDIDATES, *ROLE, "--format", "jsonl", "--workers", "2").stdout

    assert one == two
    assert [json.loads(each) for each in one.splitlines()] == asked_json(CANDIDATES, *ROLE)["questionnaires"]


def test_the_exit_code_is_that_of_the_check() -> None:
    """
    Somebody who is not qualified is exit code 1, and a candidate that cannot be read is 3.
    """
    assert [0, 1, 3] == [
        asked(each, *ROLE).exit_code for each in (OPEN, CANDIDATES, ROOT / "examples" / "broken" / "06-impossible-date.json")
    ]


def test_a_candidate_that_cannot_be_read_is_told() -> None:
    """
    A candidate that cannot be read is no form but a failure, with its problems.
    """
    assert "COULD NOT BE READ" in asked(ROOT / "examples" / "broken" / "06-impossible-date.json", *ROLE).stdout


def test_a_candidate_without_an_id_has_the_name_of_its_file(tmp_path: Path) -> None:
    """
    The form names the file of a candidate who has no id.
    """
    (tmp_path / "nobody.json").write_text("{}", "utf-8")
    (form,) = asked_json(tmp_path / "nobody.json", *ROLE)["questionnaires"]

    assert form["candidate"].endswith("nobody.json")


@pytest.mark.parametrize("words", [("--format", "html"), ("--format", "csv"), ("--next-change",)])
def test_what_questions_cannot_be_is_refused(words: tuple[str, ...]) -> None:
    """
    Questions have three formats, and do not go with a forecast.
    """
    result = asked(OPEN, *ROLE, *words)

    assert 2 == result.exit_code
    assert "--questions are printed as text, json, jsonl, without --next-change" in result.stderr
