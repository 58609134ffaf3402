"""
Who is asked, which answers are offered, and what they would do.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from reqcheck import (
    Decision,
    DocumentError,
    Inquiry,
    Offered,
    Profile,
    Questionnaire,
    Respondent,
    Status,
    answered,
    check,
    load_profile,
    load_ruleset,
    open_catalog,
    questionnaire,
)
from reqcheck.patching import patched
from reqcheck.questioning import TRIED, asked_of
from reqcheck.rendering.questions import RESPONDENTS

ROOT = Path(__file__).parents[1]
CANDIDATES = sorted((ROOT / "examples" / "candidates").glob("*.json"))
ROLES = {"medical-director": {"work_state": "CA"}, "chief-medical-officer": {}, "clinical-director": {}}
ON = date(2026, 11, 22)
LICENSE = {"type": "medical", "jurisdiction": "US-CA", "class": "full", "restrictions": []}


def form(document: dict[str, Any], criterion: str, tmp_path: Path, top: str = "") -> Questionnaire:
    """
    What to ask about one required criterion.
    """
    file = tmp_path / "role.yaml"
    head = f'schema: reqcheck.ruleset/1\nid: role\ntitle: Role\nversion: "1"\n{top}'
    file.write_text(f"{head}requirements:\n  r:\n    title: R\n    criterion: {criterion}\n", "utf-8")
    return questionnaire(Profile.from_dict({"recorded_on": "2026-11-22", **document}), load_ruleset(file), as_of=ON)


def only(found: Questionnaire) -> Inquiry:
    (inquiry,) = found.inquiries
    return inquiry


def promises(inquiry: Inquiry) -> dict[str, tuple[Status, Decision]]:
    return {each.says: (each.statuses["r"], each.decision) for each in inquiry.answers}


MET = (Status.MET, Decision.QUALIFIED)
NOT_MET = (Status.NOT_MET, Decision.NOT_QUALIFIED)
OPEN = (Status.UNDETERMINED, Decision.NEEDS_REVIEW)
NEEDED = "{kind: license, type: medical, jurisdiction: US-CA, unrestricted: yes}"


# -- who is asked -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pointer", "expected"),
    [
        ("/licenses/0/status", Respondent.LICENSING_BOARD),
        ("/licenses/-", Respondent.CANDIDATE),
        ("/licenses/0/source", Respondent.CREDENTIALING),
        ("/sources/licenses", Respondent.CREDENTIALING),
        ("/education/0/conferred", Respondent.REGISTRAR),
        ("/education/0/equivalence", Respondent.EVALUATOR),
        ("/training/1/end", Respondent.PROGRAM),
        ("/exams/0/result", Respondent.EXAMINERS),
        ("/certifications/0/expires", Respondent.CERTIFYING_BOARD),
        ("/positions/2/start", Respondent.EMPLOYER),
        ("/answers/-", Respondent.CANDIDATE),
        ("/answers/0/value", Respondent.CANDIDATE),
        ("/sanctions", Respondent.CREDENTIALING),
        ("/sanctions/0/effective", Respondent.AUTHORITY),
        ("/screenings/-", Respondent.CREDENTIALING),
        ("/extensions/acme/telehealth_hours", Respondent.ORGANIZATION),
        ("/residences/0/end", Respondent.CANDIDATE),
    ],
)
def test_whoever_knows_is_asked(pointer: str, expected: Respondent) -> None:
    """
    The place of an answer says who can give it.
    """
    assert expected is asked_of(pointer)


def test_the_form_has_words_for_everybody() -> None:
    """
    Everybody who can be asked has a heading.
    """
    assert [each.value for each in Respondent] == list(RESPONDENTS)


# -- which answers are offered ------------------------------------------------------------------


def test_a_record_that_contradicts_itself_is_put_right_at_either_end(tmp_path: Path) -> None:
    """
    Of a license that expired before it was issued either day may be a slip: days are offered that agree with the other.
    """
    license_ = {**LICENSE, "status": "active", "issued": "2019-07-01", "expires": "2016-06-30"}
    inquiry = only(form({"licenses": [license_]}, NEEDED, tmp_path))
    expected = {
        "issued on 2006-06-30": OPEN, "issued on 2015-07-01": OPEN, "issued on 2016-06-29": OPEN,
        "expires on 2026-11-21": OPEN, "expires on 2027-11-22": MET, "it has no end": MET,
    }

    assert expected == promises(inquiry)


def test_the_status_of_a_license(tmp_path: Path) -> None:
    """
    A status that is not known is asked of the board, and its words lead to opposite answers.
    """
    inquiry = only(form({"licenses": [LICENSE]}, NEEDED, tmp_path))

    assert ("/licenses/0/status", Respondent.LICENSING_BOARD) == (inquiry.question.pointer, inquiry.asks)
    assert {"active": MET, "expired": NOT_MET} == promises(inquiry)


def test_the_end_of_a_license(tmp_path: Path) -> None:
    """
    An end known to the year is tried at its edges and on the day asked.
    """
    inquiry = only(form({"licenses": [{**LICENSE, "issued": "2020", "expires": "2026"}]}, "{kind: license, type: medical, status: any}", tmp_path))

    assert {
        "on 2026-01-01": NOT_MET, "on 2026-11-21": NOT_MET, "on 2026-11-22": MET, "on 2026-12-31": MET,
    } == {says: found for says, found in promises(inquiry).items() if inquiry.question.pointer.endswith("expires")}


def test_restrictions(tmp_path: Path) -> None:
    """
    No restriction and some are the answers to the question for restrictions.
    """
    record = {name: value for name, value in LICENSE.items() if name != "restrictions"}
    inquiry = only(form({"licenses": [{**record, "status": "active", "expires": ".."}]}, NEEDED, tmp_path))

    assert {"none": MET, "some": NOT_MET} == promises(inquiry)


def test_the_specialty_of_a_training(tmp_path: Path) -> None:
    """
    Where a board is to find somebody eligible, the specialty that is asked is offered for a training of none.
    """
    training = {"type": "residency", "status": "completed", "end": "2025-06-30"}
    rule = "{kind: board_certification, board: ABS, specialty: surgery, status: eligible}"
    inquiry = only(form({"training": [training]}, rule, tmp_path))

    assert ("/training/0/specialty", Respondent.PROGRAM) == (inquiry.question.pointer, inquiry.asks)
    assert {"surgery": MET} == promises(inquiry)


def test_one_more_record(tmp_path: Path) -> None:
    """
    That there is none makes the section complete; that there is one adds a record as it is asked.
    """
    none, one = only(form({}, NEEDED, tmp_path)).answers

    assert ("no, none", Status.NOT_MET) == (none.says, none.statuses["r"])
    assert ({"op": "add", "path": "/none", "value": ["licenses"]},) == none.patch
    assert Status.MET is one.statuses["r"]
    assert "US-CA" == one.patch[0]["value"][0]["jurisdiction"]


def test_a_partial_section_that_has_no_more(tmp_path: Path) -> None:
    """
    That a partial section holds all there is takes it out of those that may omit records.
    """
    other = {**LICENSE, "type": "nursing", "status": "active"}
    no, _ = only(form({"licenses": [other], "partial": ["exams", "licenses"]}, NEEDED, tmp_path)).answers

    assert ("no, that is all", Status.NOT_MET) == (no.says, no.statuses["r"])
    assert [("test", ["exams", "licenses"]), ("replace", ["exams"])] == [(each["op"], each["value"]) for each in no.patch]


def test_the_answer_that_a_section_is_complete_holds_what_it_was_given_for(tmp_path: Path) -> None:
    """
    Applied, it leaves the records and the other sections as they are; it is refused once `partial` is another one.
    """
    document = {"licenses": [{**LICENSE, "type": "nursing", "status": "active"}], "partial": ["exams", "licenses"]}
    no, _ = only(form(document, NEEDED, tmp_path)).answers
    again = patched(Profile.from_dict(document).to_dict(), no.patch)
    other = Profile.from_dict({**document, "partial": ["licenses"]}).to_dict()

    assert ["exams"] == again["partial"]
    assert Profile.from_dict(document).to_dict()["licenses"] == again["licenses"]
    assert not any(each["path"] == "/none" for each in no.patch)
    with pytest.raises(DocumentError, match="/partial"):
        patched(other, no.patch)


def test_a_member_of_a_group_is_an_example(tmp_path: Path) -> None:
    """
    Where any of a group would do, the answer names the one that was tried.
    """
    *_, one = only(form({}, "{kind: license, type: medical, jurisdiction: US}", tmp_path)).answers

    assert one.says.endswith("(for example US-AL)")
    assert Status.MET is one.statuses["r"]


def test_yes_and_no(tmp_path: Path) -> None:
    """
    A question for the candidate is answered yes or no, as a record of its own.
    """
    inquiry = only(form({}, '{kind: answer, key: move, question: "Would you move?", equals: yes}', tmp_path))

    assert Respondent.CANDIDATE is inquiry.asks
    assert {"yes": MET, "no": NOT_MET} == promises(inquiry)
    assert [{"key": "move", "value": True}] == inquiry.answers[0].patch[0]["value"]


def test_a_source(tmp_path: Path) -> None:
    """
    Where evidence has to be verified, the source is asked for: verified today it counts, as a document it does not.
    """
    record = {**LICENSE, "status": "active", "expires": ".."}
    inquiry = only(form({"licenses": [record]}, NEEDED, tmp_path, "evidence: {at_least: verified}\n"))

    assert Respondent.CREDENTIALING is inquiry.asks
    assert {"verified at the source on 2026-11-22": MET, "shown by a document, not verified": OPEN} == promises(inquiry)


def test_sanctions_and_screenings(tmp_path: Path) -> None:
    """
    A section that nobody filled is answered by there being none, and a search by what it found.
    """
    of = "{kind: no_history, of: exclusion, look_back: ever"
    none = only(form({}, of + "}", tmp_path))
    searched = form({"none": ["sanctions"]}, of + ", screened: {list: OIG LEIE}}", tmp_path)

    assert {"no, none": MET} == promises(none)
    assert {"clear": MET, "a hit": OPEN, "no result yet": OPEN} == promises(only(searched))


def test_a_word_that_is_not_recognized_is_left_open(tmp_path: Path) -> None:
    """
    No answer is made up for a word that is not known, and that is said.
    """
    inquiry = only(form({"licenses": [{**LICENSE, "status": "active", "type": "wizardry"}]}, NEEDED, tmp_path))

    assert ("/licenses/0/type", ()) == (inquiry.question.pointer, inquiry.answers)
    assert "what stands there is not recognized or not certain: replace it by the word or value that is" == inquiry.left_open


def test_data_of_an_organization_are_left_open() -> None:
    """
    A plugin's question is asked of the organization, without an answer that is made up.
    """
    catalog = open_catalog(plugins=[ROOT / "examples" / "acme_rules.py"])
    ruleset = catalog.load_ruleset(ROOT / "examples" / "acme-medical-director.yaml")
    found = catalog.questionnaire(Profile.from_dict({}), ruleset, as_of=ON, parameters={"work_state": "CA"})
    theirs = [each for each in found.inquiries if each.asks is Respondent.ORGANIZATION]

    assert theirs
    assert {"these are the organization's own data, which only it can fill in"} == {each.left_open for each in theirs}


def test_only_so_many_questions_are_tried(tmp_path: Path) -> None:
    """
    A candidate with very many open questions is asked them all, and the answers to the first ones are tried.
    """
    found = form({"licenses": [{**LICENSE, "number": str(each)} for each in range(TRIED + 2)]}, NEEDED, tmp_path)

    assert [True] * TRIED + [False] * 2 == [bool(each.answers) for each in found.inquiries]
    assert found.inquiries[-1].left_open == f"only the answers to the first {TRIED} questions are tried"


# -- what they would do ---------------------------------------------------------------------------


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("file", CANDIDATES, ids=lambda file: file.stem)
def test_the_examples_are_not_surprised(file: Path, role: str) -> None:
    """
    For every example and role, each answer gives the statuses and the decision that it promises.
    """
    ruleset = load_ruleset(role)
    found = questionnaire(load_profile(file), ruleset, as_of=ON, parameters=ROLES[role])
    document = json.loads(file.read_text("utf-8"))

    assert [each.question for each in found.inquiries] == list(found.report.questions)
    for inquiry in found.inquiries:
        for each in inquiry.answers:
            then = check(answered(document, each.patch), ruleset, as_of=ON, parameters=ROLES[role])
            assert each.decision is then.decision
            assert each.statuses == {name: then[name].status for name in each.statuses}
            assert set(inquiry.question.settles) <= set(each.statuses)


def test_an_answer_tells_what_else_changes(tmp_path: Path) -> None:
    """
    A requirement that was not asked about is named where its status changes.
    """
    found = questionnaire(
        load_profile(ROOT / "examples" / "candidates" / "10-titles-only.json"), load_ruleset("chief-medical-officer"), as_of=ON
    )
    first: Offered = found.inquiries[0].answers[0]

    assert ("medical-leadership",) == found.inquiries[0].question.settles
    assert {"medical-leadership", "clinical-experience", "administrative-experience"} == set(first.statuses)


def test_as_json_it_is_a_document() -> None:
    """
    The questions are a document of their own, the same each time.
    """
    asked = [questionnaire(Profile.from_dict({}), load_ruleset("clinical-director"), as_of=ON) for _ in range(2)]
    document = json.loads(asked[0].to_json())

    assert asked[0].to_json() == asked[1].to_json()
    assert "reqcheck.questions/1" == document["schema"]
    assert document["decision"] == asked[0].report.decision
    assert ["asks", "pointer", "question", "settles", "answers"] == list(document["questions"][0])
    assert ["says", "patch", "statuses", "decision"] == list(document["questions"][0]["answers"][0])
