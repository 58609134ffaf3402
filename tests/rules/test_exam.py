"""
The kind `exam`: a licensing examination passed, whole or in one part.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from kinds import (
    BEFORE,
    HOLLOW,
    MET,
    NOT_MET,
    ON,
    RECORDED,
    UNDETERMINED,
    Case,
    Records,
    asked,
    assess,
    cited,
    column,
    misfit,
    profile_of,
    row,
)

if TYPE_CHECKING:
    from _pytest.mark.structures import ParameterSet

    from reqcheck import Verdict

Record = dict[str, Any]


def passed(exam: str | None, part: str | None = None, taken: str | None = None, **more: Any) -> Record:
    """
    An examination passed.
    """
    return {"exam": exam, "part": part, "result": "pass", "taken": taken, **more}


STEP_1 = passed("USMLE", "Step 1", "2004-06-15")
STEP_2 = passed("USMLE", "Step 2 CK", "2005-09-01")
STEP_3 = passed("USMLE", "Step 3", "2007-03-10")
USMLE = [STEP_1, STEP_2, STEP_3]
COMLEX = [passed("COMLEX-USA", each) for each in ("Level 1", "Level 2-CE", "Level 3")]
NBME = [passed("NBME", each, "1992") for each in ("Part I", "Part II", "Part III")]
FLEX = [passed("FLEX", each, "1990") for each in ("Component 1", "Component 2")]


def case(
    name: str, settings: str, exams: Records, expected: Verdict, on: str = ON, **fields: Any
) -> ParameterSet:
    return row(name, f"{{kind: exam, {settings}}}", profile_of("exams", exams, **fields), expected, on)


def third(**changes: Any) -> list[Record]:
    """
    The USMLE with its last step changed; None takes a field away.
    """
    return [STEP_1, STEP_2, {**STEP_3, **changes}]


WHOLE = [
    case("usmle", "exam: USMLE", USMLE, MET),
    case("usmle-in-another-order", "exam: USMLE", USMLE[::-1], MET),
    case("usmle-asked-by-name", "exam: United States Medical Licensing Examination", USMLE, MET),
    case("step-missing", "exam: USMLE", [STEP_1, STEP_2], NOT_MET),
    case("step-missing-from-a-partial-section", "exam: USMLE", [STEP_1, STEP_2], UNDETERMINED, partial=True),
    case("step-failed", "exam: USMLE", third(result="fail"), NOT_MET),
    case("step-failed-in-a-partial-section", "exam: USMLE", third(result="fail"), UNDETERMINED, partial=True),
    case("step-failed-then-passed", "exam: USMLE", [{**STEP_3, "result": "fail", "taken": "2006"}, *USMLE], MET),
    case("step-2-without-ck", "exam: USMLE", [STEP_1, passed("USMLE", "step 2"), STEP_3], MET),
    case("step-ii-without-ck", "exam: USMLE", [STEP_1, passed("USMLE", "Step II"), STEP_3], MET),
    case("step-2-cs-is-another-part", "exam: USMLE", [STEP_1, passed("USMLE", "Step 2 CS"), STEP_3], NOT_MET),
    case("part-within-the-name", "exam: USMLE", [passed("USMLE Step 1"), STEP_2, STEP_3], MET),
    case("part-in-a-number", "exam: USMLE", [passed("USMLE", "1"), STEP_2, STEP_3], MET),
    case("all-steps-beside-an-unknown-exam", "exam: USMLE", [*USMLE, passed("an exam")], MET),
    case("all-steps-beside-a-part-that-is-not-said", "exam: USMLE", [*USMLE, {"exam": "USMLE", "result": "fail"}], MET),
    case("comlex", "exam: COMLEX-USA", COMLEX, MET),
    case("comlex-asked-in-short", "exam: COMLEX", COMLEX, MET),
    case("comlex-is-no-usmle", "exam: USMLE", COMLEX, NOT_MET),
    case("usmle-or-comlex-by-comlex", "exam: [USMLE, COMLEX-USA]", COMLEX, MET),
    case("usmle-or-comlex-half-and-half", "exam: [USMLE, COMLEX-USA]", [STEP_1, *COMLEX[1:]], NOT_MET),
    case("any-for-physicians-by-nbme", "exam: physician licensing", NBME, MET),
    case("any-for-physicians-by-flex", "exam: physician licensing", FLEX, MET),
    case("any-for-physicians-by-a-nurse", "exam: physician licensing", [passed("NCLEX-RN")], NOT_MET),
]

OLDER = [
    case("mix-before-2000", "exam: USMLE", [NBME[0], {**STEP_2, "taken": "1996"}, {**STEP_3, "taken": "1998"}], MET),
    case("mix-on-its-last-day", "exam: USMLE", [*NBME[:2], {**STEP_3, "taken": "1999-12-31"}], MET),
    case("mix-a-day-too-late", "exam: USMLE", [*NBME[:2], {**STEP_3, "taken": "2000-01-01"}], NOT_MET),
    case("mix-in-its-last-year", "exam: USMLE", [*NBME[:2], {**STEP_3, "taken": "1999"}], MET),
    case("mix-without-a-day", "exam: USMLE", [*NBME[:2], {**STEP_3, "taken": None}], UNDETERMINED),
    case("mix-of-flex-and-step-3", "exam: USMLE", [FLEX[0], {**STEP_3, "taken": "1997-05"}], MET),
    case("mix-of-flex-and-step-3-too-late", "exam: USMLE", [FLEX[0], STEP_3], NOT_MET),
    case("mix-of-steps-and-flex", "exam: USMLE", [{**STEP_1, "taken": "1993"}, {**STEP_2, "taken": "1994"}, {**FLEX[1], "taken": "1994"}], MET),
    case("nbme-alone-is-no-usmle", "exam: USMLE", NBME, NOT_MET),
]

FIELDS = [
    case("result-absent", "exam: USMLE", third(result=None), UNDETERMINED),
    case("result-not-recognized", "exam: USMLE", third(result="withheld"), UNDETERMINED),
    case("result-by-a-synonym", "exam: USMLE", third(result="Passed"), MET),
    case("part-absent", "exam: USMLE", third(part=None), UNDETERMINED),
    case("part-not-recognized", "exam: USMLE", third(part="Step 9"), UNDETERMINED),
    case("part-of-another-examination", "exam: USMLE", third(part="Level 3"), UNDETERMINED),
    case("exam-and-part-absent", "exam: USMLE", third(exam=None, part=None), UNDETERMINED),
    case("exam-absent-and-the-part-says-little", "exam: NBME", [*NBME[:2], {**NBME[2], "exam": None}], UNDETERMINED),
    case("exam-not-recognized", "exam: USMLE", third(exam="Staatsexamen", part=None), UNDETERMINED),
    case("exam-not-recognized-with-a-part-alike", "exam: USMLE", third(exam="Staatsexamen"), UNDETERMINED),
    case("day-absent", "exam: USMLE", third(taken=None), MET),
    case("taken-in-the-future", "exam: USMLE", third(taken="2027-01-10"), NOT_MET),
    case("taken-on-the-day", "exam: USMLE", third(taken=ON), MET),
    case("taken-this-year-and-passed", "exam: USMLE", third(taken="2026"), MET, recorded_on=RECORDED),
    case("passed-before-it-was-taken", "exam: USMLE", third(taken="2026-11-10"), UNDETERMINED, recorded_on=RECORDED),
    case("passed-without-a-day-on-its-day", "exam: USMLE", third(taken=None), MET, RECORDED, recorded_on=RECORDED),
    case("passed-without-a-day-before-its-day", "exam: USMLE", third(taken=None), UNDETERMINED, BEFORE, recorded_on=RECORDED),
    case("failed-without-a-day-before-its-day", "exam: USMLE", third(taken=None, result="fail"), UNDETERMINED, BEFORE, recorded_on=RECORDED),
    case("pending-on-its-day", "exam: USMLE", third(result="pending"), NOT_MET),
    case("pending-on-another-day", "exam: USMLE", third(result="pending"), UNDETERMINED, recorded_on=RECORDED),
]

PART = [
    case("part-asked", "exam: USMLE, part: Step 3", [STEP_3], MET),
    case("part-asked-in-short", "exam: USMLE, part: step 2", [STEP_2], MET),
    case("part-asked-by-its-whole-name", "exam: USMLE, part: USMLE Step 3", [STEP_3], MET),
    case("part-not-passed", "exam: USMLE, part: Step 3", [STEP_1, STEP_2], NOT_MET),
    case("part-of-another-exam", "exam: USMLE, part: Step 3", COMLEX, NOT_MET),
    case("part-of-a-group", "exam: physician licensing, part: Step 3", [STEP_3], MET),
    case("part-that-names-its-exam-too", "exam: USMLE, part: Step 3", [{**STEP_3, "part": "USMLE Step 3"}], MET),
    case("part-that-names-its-exam-alone", "exam: USMLE, part: Step 3", [{**STEP_3, "exam": None, "part": "USMLE Step 3"}], MET),
    case("part-that-names-another-exam", "exam: USMLE, part: Step 3", [{**STEP_3, "exam": "COMLEX-USA", "part": "USMLE Step 3"}], NOT_MET),
    case("part-that-names-an-exam-beside-one-not-recognized", "exam: USMLE, part: Step 3", [{**STEP_3, "exam": "Staatsexamen", "part": "USMLE Step 3"}], UNDETERMINED),
    case("part-of-the-first-of-two", "exam: [NBME, NBOME], part: Part I", [passed("NBME", "Part I")], MET),
    case("part-of-the-second-of-two", "exam: [NBME, NBOME], part: Part I", [passed("NBOME", "Part I")], MET),
]

ATTEMPTS = [
    case("attempts-as-many-as-allowed", "exam: USMLE, part: Step 1, max_attempts: 3", [{**STEP_1, "attempts": 3}], MET),
    case("attempts-one-too-many", "exam: USMLE, part: Step 1, max_attempts: 3", [{**STEP_1, "attempts": 4}], NOT_MET),
    case("attempts-one-too-many-in-a-partial-section", "exam: USMLE, part: Step 1, max_attempts: 3", [{**STEP_1, "attempts": 4}], UNDETERMINED, partial=True),
    case("attempts-absent", "exam: USMLE, part: Step 1, max_attempts: 3", [STEP_1], UNDETERMINED),
    case("attempts-of-each-part", "exam: USMLE, max_attempts: 3", [{**each, "attempts": 3} for each in USMLE], MET),
    case("attempts-of-one-part-absent", "exam: USMLE, max_attempts: 3", [{**STEP_1, "attempts": 1}, STEP_2, {**STEP_3, "attempts": 1}], UNDETERMINED),
    case("attempts-as-records", "exam: USMLE, part: Step 1, max_attempts: 3", [*({**STEP_1, "result": "fail", "taken": each} for each in ("2001", "2002", "2003")), STEP_1], NOT_MET),
    case("attempts-as-fewer-records", "exam: USMLE, part: Step 1, max_attempts: 3", [{**STEP_1, "result": "fail", "taken": "2003"}, STEP_1], UNDETERMINED),
    case("attempts-one-on-each-of-two-records", "exam: USMLE, part: Step 1, max_attempts: 1", [{**STEP_1, "result": "fail", "taken": "2003", "attempts": 1}, {**STEP_1, "attempts": 1}], NOT_MET),
    case("attempts-of-one-pass-told-twice-in-other-words", "exam: USMLE, part: Step 1, max_attempts: 1", [STEP_1, {**STEP_1, "taken": "2004", "result": "Passed"}], UNDETERMINED),
    case("attempts-of-a-fail-that-were-too-many", "exam: USMLE, part: Step 1, max_attempts: 3", [{**STEP_1, "result": "fail", "taken": "2003", "attempts": 4}, {**STEP_1, "attempts": 1}], NOT_MET),
    case("attempts-of-a-fail-that-were-too-many-on-no-day", "exam: USMLE, part: Step 1, max_attempts: 3", [{**STEP_1, "result": "fail", "taken": None, "attempts": 4}, STEP_1], NOT_MET),
    case("attempts-too-many-of-a-pass-of-no-part", "exam: USMLE, part: Step 1, max_attempts: 3", [{**STEP_1, "part": None, "attempts": 4}], NOT_MET),
    case("attempts-few-enough-of-a-pass-of-no-part", "exam: USMLE, part: Step 1, max_attempts: 3", [{**STEP_1, "part": None, "attempts": 3}], UNDETERMINED),
    case("attempts-added-up-perhaps-too-many", "exam: USMLE, part: Step 1, max_attempts: 3", [{**STEP_1, "result": "fail", "taken": "2003", "attempts": 3}, {**STEP_1, "attempts": 1}], UNDETERMINED),
    case("attempts-counted-by-the-pass", "exam: USMLE, part: Step 1, max_attempts: 3", [{**STEP_1, "result": "fail", "taken": "2003", "attempts": 2}, {**STEP_1, "attempts": 3}], MET),
    case("attempts-that-do-not-count-a-fail", "exam: USMLE, part: Step 1, max_attempts: 3", [{**STEP_1, "result": "fail", "taken": "2003"}, {**STEP_1, "attempts": 1}], UNDETERMINED),
    case("attempts-that-do-not-count-fails-on-no-day", "exam: USMLE, part: Step 1, max_attempts: 3", [*[{**STEP_1, "result": "fail", "taken": None}] * 4, {**STEP_1, "attempts": 1}], UNDETERMINED),
    case("attempts-of-a-fail-and-a-pass-in-one-year", "exam: USMLE, part: Step 1, max_attempts: 1", [{**STEP_1, "result": "fail", "taken": "2004"}, {**STEP_1, "taken": "2004", "attempts": 1}], UNDETERMINED),
    case("attempts-that-do-not-count-a-fail-of-no-part", "exam: USMLE, part: Step 1, max_attempts: 1", [{**STEP_1, "part": None, "result": "fail", "taken": "2003"}, {**STEP_1, "attempts": 1}], UNDETERMINED),
    case("attempts-that-do-not-count-a-fail-of-no-exam", "exam: USMLE, part: Step 1, max_attempts: 1", [{"result": "fail", "taken": "2003"}, {**STEP_1, "attempts": 1}], UNDETERMINED),
    case("attempts-that-do-count-a-fail-of-no-part", "exam: USMLE, part: Step 1, max_attempts: 2", [{**STEP_1, "part": None, "result": "fail", "taken": "2003"}, {**STEP_1, "attempts": 2}], MET),
    case("attempts-beside-a-fail-of-another-exam", "exam: USMLE, part: Step 1, max_attempts: 1", [{"exam": "COMLEX-USA", "result": "fail", "taken": "2003"}, {**STEP_1, "attempts": 1}], MET),
    case("attempts-beside-a-pass-of-no-known-exam", "exam: USMLE, part: Step 1, max_attempts: 1", [{"exam": "Orbit", "result": "Passed", "taken": "2003"}, {**STEP_1, "attempts": 1}], MET),
    case("attempts-one-on-each-of-as-many-records", "exam: USMLE, part: Step 1, max_attempts: 2", [{**STEP_1, "result": "fail", "taken": "2003", "attempts": 1}, {**STEP_1, "attempts": 1}], MET),
    case("attempts-one-on-each-in-a-partial-section", "exam: USMLE, part: Step 1, max_attempts: 2", [{**STEP_1, "result": "fail", "taken": "2003", "attempts": 1}, {**STEP_1, "attempts": 1}], UNDETERMINED, partial=True),
    case("attempts-of-one-pass-counted-twice", "exam: USMLE, part: Step 1, max_attempts: 1", [{**STEP_1, "attempts": 1}] * 2, MET),
    case("attempts-of-one-pass-told-twice", "exam: USMLE, part: Step 1, max_attempts: 1", [STEP_1, STEP_1], UNDETERMINED),
]

SPAN = "exam: USMLE, span: {years: 7}"
RECENT = "exam: SPEX, within_last: {years: 10}"

TIME = [
    case("span-on-the-anniversary", SPAN, third(taken="2011-06-15"), MET),
    case("span-a-day-too-long", SPAN, third(taken="2011-06-16"), NOT_MET),
    case("span-in-that-year", SPAN, third(taken="2011"), UNDETERMINED),
    case("span-without-a-day", SPAN, third(taken=None), UNDETERMINED),
    case("span-too-long-in-a-partial-section", "exam: COMLEX, span: {years: 7}", [{**COMLEX[0], "taken": "1999"}, {**COMLEX[1], "taken": "2002"}, {**COMLEX[2], "taken": "2020"}], UNDETERMINED, partial=True),
    case("span-too-long-in-a-whole-section", "exam: COMLEX, span: {years: 7}", [{**COMLEX[0], "taken": "1999"}, {**COMLEX[1], "taken": "2002"}, {**COMLEX[2], "taken": "2020"}], NOT_MET),
    case("span-in-a-partial-section", SPAN, USMLE, MET, partial=True),
    case("span-with-a-failed-try-long-ago", SPAN, [{**STEP_1, "result": "fail", "taken": "1998"}, *USMLE], MET),
    case("recent-on-the-anniversary", RECENT, [passed("SPEX", taken="2016-11-22")], MET),
    case("recent-no-more", RECENT, [passed("SPEX", taken="2016-11-21")], NOT_MET),
    case("recent-in-that-year", RECENT, [passed("SPEX", taken="2016")], UNDETERMINED),
    case("recent-no-more-in-a-partial-section", RECENT, [passed("SPEX", taken="2001")], UNDETERMINED, partial=True),
    case("recent-by-a-later-pass", RECENT, [passed("SPEX", taken="2001"), passed("SPEX", taken="2020")], MET),
    case("recent-by-neither-pass", RECENT, [passed("SPEX", taken="2001"), passed("SPEX", taken="2002")], NOT_MET),
    case("recent-by-the-last-step", "exam: USMLE, within_last: {years: 20}", USMLE, MET),
    case("recent-by-no-step", "exam: USMLE, within_last: {years: 19}", USMLE, NOT_MET),
]

SECTIONS = [
    *(case(f"section-{name}", "exam: USMLE", found, expected, **fields) for name, found, fields, expected in HOLLOW),
    case("section-partial-found", "exam: USMLE", USMLE, MET, partial=True),
    case("section-partial-without-records", "exam: USMLE", None, UNDETERMINED, partial=True),
]

TABLE = [*WHOLE, *OLDER, *FIELDS, *PART, *ATTEMPTS, *TIME, *SECTIONS]


@pytest.mark.parametrize("case", TABLE)
def test_the_verdict_on_an_examination(case: Case) -> None:
    """
    An examination is met, not met or not known exactly as far as its records go.
    """
    assert case.expected is case.verdict


def test_the_parts_that_were_passed_are_the_evidence() -> None:
    """
    Every part of the sequence is cited, and no record besides.
    """
    found = assess("{kind: exam, exam: USMLE}", {"exams": [COMLEX[0], *USMLE]})
    expected = ["/exams/1", "/exams/2", "/exams/3"]

    assert expected == cited(found)


@pytest.mark.parametrize(
    "document", [{"none": ["exams"]}, {"exams": [STEP_1, STEP_2]}], ids=["known-to-be-empty", "step-missing"]
)
def test_an_absence_is_cited_as_its_section(document: dict[str, Any]) -> None:
    """
    That a part was not passed rests on the whole section.
    """
    found = assess("{kind: exam, exam: USMLE}", document)

    assert "/exams" in cited(found)


@pytest.mark.parametrize(
    ("settings", "record"),
    [
        pytest.param("exam: USMLE, part: Step 1, max_attempts: 3", {**STEP_1, "attempts": 4}, id="too-many-attempts"),
        pytest.param("exam: SPEX, within_last: {years: 10}", passed("SPEX", taken="2001"), id="too-long-ago"),
    ],
)
def test_a_record_that_is_not_enough_is_the_evidence(settings: str, record: Record) -> None:
    """
    A pass that does not count is cited beside the section.
    """
    found = assess(f"{{kind: exam, {settings}}}", {"exams": [record]})
    expected = ["/exams/0", "/exams"]

    assert expected == cited(found)


@pytest.mark.parametrize(
    ("settings", "document", "reason"),
    [
        pytest.param("exam: USMLE", {"exams": USMLE}, "USMLE passed", id="passed"),
        pytest.param("exam: USMLE", {"exams": third(result="fail")}, "USMLE: no pass of USMLE Step 3 on file", id="failed"),
        pytest.param("exam: USMLE, part: Step 3", {"exams": [{**STEP_3, "result": "fail"}]}, "USMLE Step 3: no pass of USMLE Step 3 on file", id="failed-the-part-asked"),
        pytest.param("exam: [USMLE, COMLEX-USA]", {"exams": COMLEX[:2]}, "USMLE or COMLEX-USA: no pass of COMLEX-USA Level 3 on file", id="nearest-in-the-second"),
        pytest.param("exam: USMLE", {"exams": third(result=None)}, "USMLE: whether USMLE Step 3 was passed is not known", id="perhaps-passed"),
        pytest.param("exam: USMLE, span: {years: 1}", {"exams": USMLE}, "USMLE: not in the time asked", id="too-slow"),
        pytest.param("exam: USMLE, span: {years: 3}", {"exams": third(taken="2007")}, "USMLE: whether it was in the time asked is not known", id="perhaps-too-slow"),
    ],
)
def test_the_reason_says_what_was_passed_or_is_lacking(settings: str, document: dict[str, Any], reason: str) -> None:
    """
    A candidate who lacks one step is told which, and whether it is the pass or its time.
    """
    assert reason == assess(f"{{kind: exam, {settings}}}", document).reason.text


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        pytest.param([{**STEP_3, "result": "fail"}], ["/exams/0", "/exams/1", "/exams"], id="failed"),
        pytest.param([{**STEP_3, "result": "fail"}, {**STEP_3, "result": None}], ["/exams/0", "/exams/1", "/exams/3"], id="failed-and-perhaps-passed"),
        pytest.param([{**STEP_3, "result": "fail"}, STEP_3], ["/exams/0", "/exams/1", "/exams/3"], id="failed-and-passed"),
    ],
)
def test_a_failed_step_is_no_evidence_of_the_examination(last: list[Record], expected: list[str]) -> None:
    """
    The steps that were passed, or may have been, are shown; what was failed shows nothing.
    """
    found = assess("{kind: exam, exam: USMLE}", {"exams": [STEP_1, STEP_2, *last]})

    assert expected == [each.pointer for each in found.evidence]


def test_a_pass_with_too_many_attempts_is_not_called_no_pass() -> None:
    """
    The reason says what is the matter with a pass that does not count.
    """
    found = assess("{kind: exam, exam: USMLE, part: Step 1, max_attempts: 3}", {"exams": [{**STEP_1, "attempts": 4}]})

    assert "attempts" in found.reason.text


@pytest.mark.parametrize(
    ("settings", "changes", "pointer"),
    [
        pytest.param("exam: USMLE", {"result": None}, "/exams/2/result", id="result"),
        pytest.param("exam: USMLE", {"result": "withheld"}, "/exams/2/result", id="result-not-recognized"),
        pytest.param("exam: USMLE", {"part": None}, "/exams/2/part", id="part"),
        pytest.param("exam: USMLE, part: Step 3, max_attempts: 3", {}, "/exams/2/attempts", id="attempts"),
        pytest.param("exam: USMLE, span: {years: 7}", {"taken": None}, "/exams/2/taken", id="span"),
        pytest.param("exam: USMLE, within_last: {years: 20}", {"taken": None}, "/exams/2/taken", id="recent"),
    ],
)
def test_what_is_missing_is_asked_where_it_would_stand(settings: str, changes: Record, pointer: str) -> None:
    """
    Each question names the one field that would settle it.
    """
    found = assess(f"{{kind: exam, {settings}}}", {"exams": third(**changes)})

    assert [pointer] == asked(found)


@pytest.mark.parametrize(
    "document", [{}, {"exams": [STEP_1, STEP_2], "partial": ["exams"]}], ids=["absent", "partial"]
)
def test_a_section_that_may_omit_records_asks_for_one_more(document: dict[str, Any]) -> None:
    """
    Where a part may be missing from the file, one more record is asked for.
    """
    found = assess("{kind: exam, exam: USMLE}", document)
    expected = ["/exams/-"]

    assert expected == asked(found)


def test_of_a_record_that_is_no_pass_nothing_is_asked() -> None:
    """
    Which part somebody failed need not be known: it is no pass of any.
    """
    found = assess("{kind: exam, exam: USMLE}", {"exams": [STEP_1, STEP_2, {**STEP_3, "part": None, "result": "fail"}], "partial": ["exams"]})

    assert ["/exams/-"] == asked(found)


@pytest.mark.parametrize(
    ("settings", "exams"),
    [
        pytest.param(RECENT, [passed("SPEX", taken="2001-05-05")], id="too-long-ago"),
        pytest.param(RECENT, [passed("SPEX", taken="2001")], id="in-a-year-too-long-ago"),
        pytest.param(SPAN, third(taken="2012"), id="too-far-apart"),
    ],
)
def test_a_pass_out_of_time_in_a_section_that_may_omit_some_asks_for_another(settings: str, exams: list[Record]) -> None:
    """
    No day of a pass on file would settle it, only another pass.
    """
    found = assess(f"{{kind: exam, {settings}}}", {"exams": exams, "partial": ["exams"]})
    expected = ["/exams/-"]

    assert expected == asked(found)


def test_a_record_that_may_be_a_pass_in_time_is_asked_about() -> None:
    """
    Where all days are known, what is not known is whether a record in time is a pass.
    """
    exams = [passed("SPEX", taken="2001-05-05"), {"exam": "SPEX", "taken": "2020-05-05"}]
    found = assess(f"{{kind: exam, {RECENT}}}", {"exams": exams})
    expected = ["/exams/1/result"]

    assert expected == asked(found)


@pytest.mark.parametrize(
    ("text", "at", "says"),
    [
        pytest.param("{kind: exam}", "{", "`exam` is missing", id="nothing-asked"),
        pytest.param("{kind: exam, exam: USMLEE}", "USMLEE", "did you mean `USMLE`?", id="unknown-exam"),
        pytest.param("{kind: exam, exam: USMLE, part: Step 9}", "{", "no part of USMLE", id="unknown-part"),
        pytest.param("{kind: exam, exam: USMLE, part: Level 1}", "{", "no part of USMLE", id="part-of-another-exam"),
        pytest.param("{kind: exam, exam: USMLE, max_attempts: 2.5}", "2.5", "must be a whole number", id="half-an-attempt"),
        pytest.param("{kind: exam, exam: USMLE, span: 7}", "7}", "a length of time is", id="a-number-for-a-span"),
        pytest.param("{kind: exam, exam: USMLE, within_last: {decades: 1}}", "{decades", "a length of time is", id="an-unknown-unit"),
        pytest.param("{kind: exam, exam: USMLE, parts: Step 1}", "parts", "did you mean `part`?", id="unknown-setting"),
    ],
)
def test_settings_that_do_not_fit_are_refused_at_their_place(text: str, at: str, says: str) -> None:
    """
    A wrong setting is an error where it stands, with a suggestion where one is near.
    """
    problem = misfit(text)

    assert text.index(at) + 1 == column(problem)
    assert says in problem.message
