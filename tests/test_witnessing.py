"""
Witnesses: what a decision under review could come to, shown by facts that lead there.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from reqcheck import (
    Decision,
    Profile,
    Witnesses,
    answered,
    check,
    load_profile,
    load_ruleset,
    open_catalog,
    witnesses,
)
from reqcheck.cli import main

ROOT = Path(__file__).parents[1]
CANDIDATES = sorted((ROOT / "examples" / "candidates").glob("*.json"))
ROLES = {"medical-director": {"work_state": "CA"}, "chief-medical-officer": {}, "clinical-director": {}}
ON = date(2026, 11, 22)
LICENSE = {"type": "medical", "jurisdiction": "US-CA", "class": "full", "restrictions": []}
NEEDED = "{kind: license, type: medical, jurisdiction: US-CA, unrestricted: yes}"
NEVER_EXCLUDED = "{kind: no_history, of: exclusion, look_back: ever}"


def both(document: dict[str, Any], tmp_path: Path, *criteria: str, top: str = "", level: str = "required") -> Witnesses:
    """
    The witnesses of a few criteria, the last one of a level.
    """
    file = tmp_path / "role.yaml"
    head = f'schema: reqcheck.ruleset/1\nid: role\ntitle: Role\nversion: "1"\n{top}requirements:\n'
    levels = ["required"] * (len(criteria) - 1) + [level]
    entries = (f"  r{at}:\n    title: R{at}\n    level: {levels[at]}\n    criterion: {each}\n" for at, each in enumerate(criteria))
    file.write_text(head + "".join(entries), "utf-8")
    return witnesses(Profile.from_dict({"recorded_on": "2026-11-22", **document}), load_ruleset(file), as_of=ON)


def said(found: Witnesses) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """
    What is supposed on either way; nothing where a witness is missing.
    """
    one, other = ([(each.pointer, each.says) for each in (it.supposed if it else ())] for it in (found.qualified, found.not_qualified))
    return one, other


def test_a_status_that_is_not_known(tmp_path: Path) -> None:
    """
    A license without a status may be active, and may have expired.
    """
    found = both({"licenses": [LICENSE]}, tmp_path, NEEDED)

    assert found.exact
    assert ([("/licenses/0/status", "active")], [("/licenses/0/status", "expired")]) == said(found)


def test_work_that_has_ended_and_goes_on_may_be_either(tmp_path: Path) -> None:
    """
    Of a position that is still held and has ended, one is a slip: it goes on, or there is none.
    """
    work = {"start": "2010-01-01", "end": "2012", "ongoing": True, "categories": ["clinical"]}
    found = both({"positions": [work]}, tmp_path, "{kind: experience, category: clinical, years: 5}")

    assert found.exact
    assert ([("/positions/0/end", "it has no end")], [("/positions/0", "not confirmed: there is no such record")]) == said(found)


def test_an_absence(tmp_path: Path) -> None:
    """
    Of sanctions that nobody was asked about there may be none, and there may be one.
    """
    found = both({}, tmp_path, NEVER_EXCLUDED)

    assert found.exact
    assert [("/sanctions/-", "there is none")] == said(found)[0]
    assert "kind exclusion" in said(found)[1][0][1]


def test_evidence_that_is_too_weak(tmp_path: Path) -> None:
    """
    What is claimed where it has to be verified is verified, or not confirmed.
    """
    found = both({"licenses": [{**LICENSE, "status": "active", "expires": ".."}]}, tmp_path, NEEDED, top="evidence: {at_least: verified}\n")

    assert found.exact
    assert [("/licenses/0/source", "verified at the source on 2026-11-22")] == said(found)[0]
    assert [("/licenses/0", "not confirmed: there is no such record")] == said(found)[1]


def test_a_date_at_which_it_turns(tmp_path: Path) -> None:
    """
    An end known to the year is supposed on either side of the day asked.
    """
    record = {**LICENSE, "status": "active", "issued": "2020", "expires": "2026", "source": {"verified_on": "2026-03-01"}}
    found = both({"licenses": [record]}, tmp_path, NEEDED)

    assert ([("/licenses/0/expires", "on 2026-11-22")], [("/licenses/0/expires", "on 2026-11-21")]) == said(found)


def test_every_requirement_has_to_be_met_and_one_fails(tmp_path: Path) -> None:
    """
    The one witness settles all that is open, the other only what is needed to fail.
    """
    found = both({}, tmp_path, NEEDED, NEVER_EXCLUDED)
    qualified, not_qualified = said(found)

    assert {"/licenses/-", "/sanctions/-"} == {pointer for pointer, _ in qualified}
    assert [("/licenses/-", "there is none")] == not_qualified


def test_facts_that_are_shared(tmp_path: Path) -> None:
    """
    Two requirements that hang on one position are met together.
    """
    position = {"title": "Director", "start": "2010-01-01", "end": ".."}
    asked = ("{kind: experience, category: clinical, years: 5}", "{kind: experience, category: leadership, years: 5}")
    found = both({"positions": [position]}, tmp_path, *asked)

    assert found.exact
    assert [("/positions/0/categories", "clinical and leadership")] == said(found)[0]


def test_a_word_that_is_not_recognized(tmp_path: Path) -> None:
    """
    A word that is not known is never replaced: there is no witness, and the requirement is left open.
    """
    document = {"licenses": [{**LICENSE, "type": "wizardry", "status": "active", "issued": "2020-01-01", "expires": ".."}]}
    found = both(document, tmp_path, NEEDED)

    assert (None, ("r0",), False) == (found.qualified, found.left_open, found.exact)


def test_a_fact_that_only_one_of_two_requirements_can_have(tmp_path: Path) -> None:
    """
    Where two requirements want the opposite of one fact no completion qualifies, and that is said.
    """
    asked = ('{kind: answer, key: move, question: "Move?", equals: yes}', '{kind: answer, key: move, question: "Move?", equals: no}')
    found = both({}, tmp_path, *asked)

    assert not found.exact
    assert found.qualified is None
    assert found.not_qualified is not None


def test_what_a_person_has_to_weigh(tmp_path: Path) -> None:
    """
    A requirement for review that is not met stays with people, and does not count against the witness.
    """
    document = {"licenses": [LICENSE], "none": ["sanctions", "education"]}
    found = both(document, tmp_path, NEEDED, "{kind: degree, degree: MBA}", level="review")

    assert (("r1",), True) == (found.for_people, found.exact)
    assert found.qualified is not None
    assert Decision.NEEDS_REVIEW is found.qualified.decision


def test_a_decision_that_is_known_has_no_witnesses(tmp_path: Path) -> None:
    """
    What is decided needs no witness.
    """
    found = both({"none": ["licenses"]}, tmp_path, NEEDED)

    assert (None, None, True) == (found.qualified, found.not_qualified, found.exact)


def test_a_kind_of_a_plugin_is_left_open(tmp_path: Path) -> None:
    """
    Nothing is supposed of an organization's own data.
    """
    (tmp_path / "role.yaml").write_text(
        "schema: reqcheck.ruleset/1\nid: role\ntitle: Role\n"
        "requirements:\n  remote: {title: Remote care, criterion: {kind: acme/telehealth_hours, hours: 100}}\n", "utf-8",
    )
    catalog = open_catalog(plugins=[ROOT / "examples" / "acme_rules.py"])
    found = catalog.witnesses(Profile.from_dict({}), catalog.load_ruleset(tmp_path / "role.yaml"), as_of=ON)

    assert (None, None, ("remote",), False) == (found.qualified, found.not_qualified, found.left_open, found.exact)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("file", CANDIDATES, ids=lambda file: file.stem)
def test_the_witnesses_of_the_examples_hold(file: Path, role: str) -> None:
    """
    For every example under review, what is shown is what a check of the patched document says.
    """
    ruleset = load_ruleset(role)
    found = witnesses(load_profile(file), ruleset, as_of=ON, parameters=ROLES[role])
    document = json.loads(file.read_text("utf-8"))

    for witness in filter(None, (found.qualified, found.not_qualified)):
        assert witness.decision is check(answered(document, witness.patch), ruleset, as_of=ON, parameters=ROLES[role]).decision


def test_as_json_it_is_a_document(tmp_path: Path) -> None:
    """
    The witnesses are a document of their own, the same each time.
    """
    texts = {both({"licenses": [LICENSE]}, tmp_path, NEEDED).to_json() for _ in range(2)}
    document = json.loads(texts.pop())

    assert not texts
    assert ("reqcheck.witnesses/1", True) == (document["schema"], document["exact"])
    assert ["decision", "supposed", "patch"] == list(document["qualified"])


def test_the_command_tells_what_was_not_found() -> None:
    """
    A foreign degree is never plainly refused: no facts are found with which the candidate is not qualified.
    """
    path = str(ROOT / "examples" / "candidates" / "07-foreign-graduate-open.json")
    result = CliRunner().invoke(main, ["gap", path, "-r", "medical-director", "--set", "work_state=CA", "--as-of", "2026-11-22", "--witnesses"])

    assert result.exit_code == 0
    assert "would be qualified, for example, if\n    /education/0/equivalence: found equivalent by ECFMG" in result.output
    assert "no facts were found with which the candidate is not qualified" in result.output


def test_one_document_and_markdown() -> None:
    """
    Gaps and failures are one JSON document, and the same lines are told as Markdown.
    """
    path = str(ROOT / "examples" / "candidates" / "02-years-only.json")
    asked = ["gap", path, "-r", "medical-director", "--set", "work_state=CA", "--as-of", "2026-11-22", "--witnesses", "--format"]
    document = json.loads(CliRunner().invoke(main, [*asked, "json"]).output)
    markdown = CliRunner().invoke(main, [*asked, "markdown"]).output

    assert ("reqcheck.gaps/1", [], True) == (document["schema"], document["failures"], document["gaps"][0]["witnesses"]["exact"])
    assert markdown.startswith("## cand-02: needs review\n")
    assert "### Would not be qualified, for example, if\n\n- /positions/1/start: on 2021-12-31\n" in markdown


def test_who_cannot_be_read_stands_among_the_failures(tmp_path: Path) -> None:
    """
    In the one document a candidate that cannot be read is a failure, and the exit code says so.
    """
    (tmp_path / "bad.json").write_text('{"licenses": 7}', "utf-8")
    asked = ["gap", str(tmp_path / "bad.json"), "-r", "clinical-director", "--as-of", "2026-11-22", "--format", "json"]
    result = CliRunner().invoke(main, asked)

    assert result.exit_code == 3
    assert ["/licenses"] == [each["pointer"] for failure in json.loads(result.output)["failures"] for each in failure["problems"]]
