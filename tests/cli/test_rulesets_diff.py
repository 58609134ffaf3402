"""
``reqcheck rulesets diff``: what a change of a rule set does, in sentences and to candidates.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reqcheck.cli import main

ROOT = Path(__file__).parents[2]
CANDIDATES = str(ROOT / "examples" / "candidates")
BROKEN = str(ROOT / "examples" / "broken")
ASKED = ("--set", "work_state=CA", "--as-of", "2026-11-22")
#: What an office changes of the built-in rule set.
CHANGES = (("default: 5", "default: 7"), ("[ABMS, AOA]", "ABMS"), ("unrestricted: yes", "held: {years: 2}"), ('version: "1.0"', 'version: "2.0"'))
EXPECTED = """\
Medical Director 1.0 (medical-director), then Medical Director 2.0 (medical-director)
Requirements: 3 changed.

  license: Active, unrestricted medical license in the state of work
    looser: `unrestricted` is no, was yes
    stricter: `held` is new: 2 years

  board-certification: Board certification in a specialty
    stricter: `board` is ABMS (Member boards of the American Board of Medical Specialties), was ABMS (Member
      boards of the American Board of Medical Specialties) or AOA (Certifying boards of the American
      Osteopathic Association)

  clinical-experience: Extensive clinical experience
    stricter: `years` is 7, was 5 (set by `clinical_years`)

  the rule set itself
    `version` is 2.0, was 1.0
    parameter clinical_years: default is 7, was 5
"""


def diff(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["rulesets", "diff", *arguments])


@pytest.fixture
def office(tmp_path: Path) -> str:
    """
    The rule set of the office.
    """
    text = (ROOT / "rulesets" / "medical-director.yaml").read_text("utf-8")
    for old, new in CHANGES:
        assert text.count(old) == 1
        text = text.replace(old, new)
    path = tmp_path / "office.yaml"
    path.write_text(text, "utf-8")
    return str(path)


def test_what_differs_is_told_in_sentences(office: str) -> None:
    """
    Each requirement that differs, with what it was, what it is, and whether that is stricter.
    """
    result = diff("medical-director", office)

    assert result.output == EXPECTED
    assert result.exit_code == 0


def test_who_changes_decision_and_because_of_what(office: str) -> None:
    """
    Each candidate who changes decision, with the requirement; the rest are counted.
    """
    result = diff("medical-director", office, *ASKED, "--candidates", CANDIDATES)

    assert "  cand-02: needs review, now not qualified\n    clinical-experience: undetermined, now not met: 1788 to 2152 of 2555" in result.output
    assert "cand-11: qualified, now not qualified\n    board-certification: met, now not met" in result.output
    assert "14 candidates: 2 change decision" in result.output
    assert "because of board-certification (Board certification in a specialty): 1" in result.output
    assert "made-up" not in result.output


@pytest.mark.parametrize("roles", [("medical-director", "chief-medical-officer"), ("clinical-director", "chief-medical-officer")])
def test_who_changes_decision_is_whom_two_checks_decide_otherwise(roles: tuple[str, str]) -> None:
    """
    Checked under each rule set alone, those and only those who are named come to the two decisions that are told.
    """
    asked = {each: ASKED if each == "medical-director" else ASKED[2:] for each in roles}
    checked = [
        CliRunner().invoke(main, ["check", CANDIDATES, "-r", each, *asked[each], "--format", "jsonl"]).stdout.splitlines()
        for each in roles
    ]
    old, new = ({each["candidate"]: each["decision"] for each in map(json.loads, lines)} for lines in checked)
    told = json.loads(diff(*roles, *asked[roles[0]], "--candidates", CANDIDATES, "--format", "json").stdout)

    assert {each["candidate"]: (each["old"], each["new"]) for each in told["candidates"]} == {
        name: (old[name], new[name]) for name in old if old[name] != new[name]
    }


def test_where_nobody_changes_a_profile_is_made_up(office: str) -> None:
    """
    A candidate who is told the same by both shows nothing, so that a profile is made up that does.
    """
    one = str(Path(CANDIDATES) / "01-fully-qualified.json")
    result = diff("medical-director", office, *ASKED, "--candidates", one, "--format", "json")
    search = json.loads(result.output)["search"]

    assert json.loads(result.output)["summary"]["changed"] == 0
    assert (search["found"]["old"], search["found"]["new"]) == ("qualified", "not_qualified")
    assert search["found"]["profile"]["subject"] == {"id": "generated"}


def test_the_made_up_profile_shows_it_when_it_is_checked(office: str, tmp_path: Path) -> None:
    """
    What is printed can be checked, and has the two decisions.
    """
    text = diff("medical-director", office, *ASKED, "--search").output
    path = tmp_path / "generated.json"
    path.write_text(text[text.index("\n{\n") :], "utf-8")
    found = [
        CliRunner().invoke(main, ["check", str(path), "-r", each, *ASKED, "--format", "json", "--fail-on", "never"]).output
        for each in ("medical-director", office)
    ]

    assert "A made-up profile on which they do not agree" in text
    assert [json.loads(each)["reports"][0]["decision"] for each in found] == ["qualified", "not_qualified"]


@pytest.mark.parametrize("format_", ["text", "markdown", "json"])
def test_the_same_seed_prints_the_same_bytes(office: str, format_: str) -> None:
    """
    Everything is the same each time, in every format.
    """
    asked = (*ASKED, "--candidates", CANDIDATES, "--search", "--seed", "3", "--format", format_)

    assert diff("medical-director", office, *asked).output == diff("medical-director", office, *asked).output


def test_json_holds_candidates_failures_summary_and_search(office: str) -> None:
    """
    One document, whatever was asked; those who could not be read are in it, and the exit code is 3.
    """
    result = diff("medical-director", office, *ASKED, "--candidates", BROKEN, "--format", "json", "--tries", "1")
    document = json.loads(result.output)

    assert result.exit_code == 3
    assert list(document)[-4:] == ["candidates", "failures", "summary", "search"]
    assert (document["candidates"], document["summary"]["failures"]) == ([], len(document["failures"]))
    assert json.loads(diff("medical-director", office, "--format", "json").output).keys() == {
        *("schema", "old", "new", "same_meaning", "requirements", "whole", "reordered", "other_parts")
    }


def test_markdown_is_a_page_for_a_review(office: str) -> None:
    """
    A heading for each requirement, a table of candidates, the profile as a block.
    """
    result = diff("medical-director", office, *ASKED, "--candidates", CANDIDATES, "--search", "--format", "markdown")

    assert "## clinical-experience: Extensive clinical experience\n\n- stricter: `years` is 7, was 5 (set by `clinical_years`)\n" in result.output
    assert "\n| candidate | decision | because |\n|---|---|---|\n| cand-02 | needs review, now not qualified | clinical-experience: " in result.output
    assert '\n```json\n{\n  "schema": "reqcheck.profile/1",\n' in result.output


def test_the_same_document_means_the_same() -> None:
    """
    Nothing is told of a rule set and itself, and nothing is searched.
    """
    result = diff("clinical-director", "clinical-director", "--search", "--fail-on", "difference")

    assert "Both documents mean the same." in result.output
    assert "no candidate can show a difference" in result.output
    assert result.exit_code == 0


def test_a_search_in_vain_is_no_proof(tmp_path: Path) -> None:
    """
    It says how many profiles were tried, and that this proves nothing.
    """
    text = (ROOT / "rulesets" / "clinical-director.yaml").read_text("utf-8")
    path = tmp_path / "same.yaml"
    path.write_text(text.replace("- {category: care}", "- {category: care}\n        - {category: care, setting: hospital}"), "utf-8")
    result = diff("clinical-director", str(path), "--search", "--tries", "40", "--seed", "5")

    assert "No difference found in 40 made-up profiles (seed 5); that is no proof that there is none." in result.output


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ((), 0),
        (("--fail-on", "difference"), 1),
        (("--fail-on", "decision"), 0),
        ((*ASKED, "--candidates", CANDIDATES, "--fail-on", "decision"), 1),
        ((*ASKED, "--search", "--fail-on", "decision"), 1),
        (("--search",), 2),
        (("--set", "nothing=1"), 2),
        ((*ASKED, "--search", "--date", "filing=2026-01-01"), 2),
    ],
)
def test_the_exit_code_says_what_was_asked(office: str, asked: tuple[str, ...], code: int) -> None:
    """
    1 only where that was asked for, 2 where a parameter lacks or nobody knows it.
    """
    assert diff("medical-director", office, *asked).exit_code == code


def test_a_parameter_of_one_of_them_is_taken_by_that_one() -> None:
    """
    `clinical_years` is known to both, `administrative_years` to one of them; neither is refused.
    """
    values = ("--set", "clinical_years=4", "--set", "administrative_years=2")
    result = diff("medical-director", "chief-medical-officer", *values)

    assert result.exit_code == 0
    assert "new (required): 2 years of administrative or leadership experience" in result.output
    assert "no longer asked (was required): completed residency" in result.output


def test_an_id_that_changes_is_a_new_name(tmp_path: Path) -> None:
    """
    A requirement that asks the same under another id is not new.
    """
    text = (ROOT / "rulesets" / "clinical-director.yaml").read_text("utf-8")
    path = tmp_path / "renamed.yaml"
    path.write_text(text.replace("  doctorate:\n", "  doctoral-degree:\n"), "utf-8")
    result = diff("clinical-director", str(path))

    assert "Requirements: 1 renamed." in result.output
    assert "the same was called `doctorate`" in result.output
