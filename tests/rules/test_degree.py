"""
The kind `degree`: what was studied, to which level, and whether it was conferred.
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
    questions,
    row,
)

if TYPE_CHECKING:
    from _pytest.mark.structures import ParameterSet

    from reqcheck import Verdict

MD = {"degree": "MD", "status": "conferred", "conferred": "2006-05-20", "accreditation": "LCME"}
MBA = {"degree": "MBA", "status": "conferred", "conferred": "2015-06-01"}
BS = {"degree": "BS", "field": "biology", "status": "conferred", "conferred": "2001-06-01"}
MBBS = {"degree": "MBBS", "status": "conferred", "conferred": "2002-03-01"}
ECFMG = [{"body": "ECFMG"}]


def case(
    name: str, settings: str, education: Records, expected: Verdict, on: str = ON, **fields: Any
) -> ParameterSet:
    return row(name, f"{{kind: degree, {settings}}}", profile_of("education", education, **fields), expected, on)


def dated(**changes: Any) -> list[dict[str, Any]]:
    """
    An MD with nothing but these fields.
    """
    return [{"degree": "MD", **changes}]


NAMES = [
    case("the-degree-asked", "degree: MD", [MD], MET),
    case("another-degree", "degree: MD", [MBA], NOT_MET),
    case("one-of-several-asked", "degree: [DO, MD]", [MD], MET),
    case("one-of-several-held", "degree: MD", [BS, MBA, MD], MET),
    case("none-of-several-held", "degree: MD", [BS, MBA], NOT_MET),
    case("written-out", "degree: MD", [{**MD, "degree": "Doctor of Medicine"}], MET),
    case("with-points", "degree: MD", [{**MD, "degree": "M.D."}], MET),
    case("small-letters", "degree: MD", [{**MD, "degree": "medical doctor"}], MET),
    case("asked-by-a-synonym", "degree: Master of Business Administration", [MBA], MET),
    case("group-physician-by-do", "degree: physician", [{**MD, "degree": "DO"}], MET),
    case("group-physician-by-mba", "degree: physician", [MBA], NOT_MET),
    case("group-management-by-mba", "degree: management", [MBA], MET),
    case("counts-as-a-master-of-science", "degree: MS", [{"degree": "MSHA", "conferred": "2015"}], MET),
    case("counts-as-the-same-without-science", "degree: MHA", [{"degree": "MSHA", "conferred": "2015"}], MET),
    case("counts-as-the-same-with-science", "degree: MSSW", [{"degree": "MSW", "conferred": "2015"}], MET),
    case("counts-as-a-bachelor-of-science", "degree: BS", [{"degree": "Bachelor of Science in Engineering", "conferred": "2015"}], MET),
    case("counts-as-it-without-need", "degree: MD", [{**MD, "degree": "MDCM"}], MET),
    case("degree-absent", "degree: MD", [{**MD, "degree": None}], UNDETERMINED),
    case("degree-not-recognized", "degree: MD", [{**MD, "degree": "Artium Magister"}], UNDETERMINED),
    case("two-degrees-in-one-word", "degree: MD", [{**MD, "degree": "MD/PhD"}], UNDETERMINED),
    case("not-recognized-beside-the-one-asked", "degree: MD", [{"degree": "X"}, MD], MET),
]

FOREIGN = [
    case("foreign-without-equivalence", "degree: MD", [MBBS], UNDETERMINED),
    case("foreign-with-an-empty-list", "degree: MD", [{**MBBS, "equivalence": []}], UNDETERMINED),
    case("foreign-with-equivalence", "degree: MD", [{**MBBS, "equivalence": ECFMG}], MET),
    case("foreign-mbchb-with-equivalence", "degree: MD", [{**MBBS, "degree": "MBChB", "equivalence": ECFMG}], MET),
    case("foreign-mbchb-without", "degree: MD", [{**MBBS, "degree": "MB ChB"}], UNDETERMINED),
    case("equivalence-on-the-day", "degree: MD", [{**MBBS, "equivalence": [{"body": "ECFMG", "on": ON}]}], MET),
    case(
        "equivalence-the-day-after",
        "degree: MD",
        [{**MBBS, "equivalence": [{"body": "ECFMG", "on": "2026-11-23"}]}],
        UNDETERMINED,
    ),
    case("equivalence-this-year", "degree: MD", [{**MBBS, "equivalence": [{"on": "2026"}]}], UNDETERMINED),
    case("foreign-in-its-group-without", "degree: physician", [MBBS], UNDETERMINED),
    case("foreign-in-its-group-with", "degree: physician", [{**MBBS, "equivalence": ECFMG}], MET),
    case("foreign-asked-by-name", "degree: MBBS", [MBBS], MET),
    case("foreign-is-no-mba", "degree: MBA", [MBBS], NOT_MET),
    case("foreign-dental-without", "degree: DDS", [{**MBBS, "degree": "BDS"}], UNDETERMINED),
    case("foreign-doctorate-without", "level_at_least: doctorate", [MBBS], UNDETERMINED),
    case("foreign-doctorate-with", "level_at_least: doctorate", [{**MBBS, "equivalence": ECFMG}], MET),
]

LEVELS = [
    case("level-just-reached", "level_at_least: master", [MBA], MET),
    case("level-exceeded", "level_at_least: bachelor", [MBA], MET),
    case("level-not-reached", "level_at_least: master", [BS], NOT_MET),
    case("first-professional-doctorate", "level_at_least: doctorate", [MD], MET),
    case("master-is-no-doctorate", "level_at_least: doctorate", [MBA], NOT_MET),
    case("level-on-record", "level_at_least: master", [{**MBA, "degree": None, "level": "master"}], MET),
    case("lower-level-on-record", "level_at_least: master", [{**MBA, "degree": None, "level": "bachelor"}], NOT_MET),
    case("level-of-a-degree-not-recognized", "level_at_least: master", [{**MBA, "degree": "X", "level": "doctorate"}], MET),
    case("level-on-record-above-that-of-the-degree", "level_at_least: doctorate", [{**MBA, "level": "doctorate"}], UNDETERMINED),
    case("level-on-record-below-that-of-the-degree", "level_at_least: master", [{**MBA, "level": "bachelor"}], UNDETERMINED),
    case("level-on-record-below-and-both-reach", "level_at_least: bachelor", [{**MBA, "level": "bachelor"}], MET),
    case("level-on-record-above-and-neither-reaches", "level_at_least: doctorate", [{**BS, "level": "master"}], NOT_MET),
    case("level-on-record-of-a-foreign-degree", "level_at_least: doctorate", [{**MBBS, "equivalence": ECFMG, "level": "bachelor"}], MET),
    case("level-not-recognized", "level_at_least: master", [{**MBA, "degree": None, "level": "magister"}], UNDETERMINED),
    case("degree-and-level-absent", "level_at_least: master", [{**MBA, "degree": None}], UNDETERMINED),
    case("level-and-degree-asked", "degree: [MBA, BS], level_at_least: master", [BS], NOT_MET),
]

FIELDS = [
    case("field-implied", "level_at_least: bachelor, field: nursing", [{**BS, "degree": "BSN", "field": None}], MET),
    case("field-on-record", "level_at_least: bachelor, field: biology", [BS], MET),
    case("field-another", "level_at_least: bachelor, field: nursing", [BS], NOT_MET),
    case("field-absent", "level_at_least: bachelor, field: nursing", [{**BS, "field": None}], UNDETERMINED),
    case("field-absent-on-a-degree-of-one-profession", "level_at_least: doctorate, field: nursing", [MD], NOT_MET),
    case("field-on-record-of-a-degree-of-another-profession", "level_at_least: doctorate, field: nursing", [{**MD, "field": "nursing"}], MET),
    case("field-not-recognized", "level_at_least: bachelor, field: nursing", [{**BS, "field": "juggling"}], UNDETERMINED),
    case("field-in-a-group", "level_at_least: bachelor, field: health", [{**BS, "field": "public health"}], MET),
    case("field-not-in-a-group", "level_at_least: bachelor, field: health", [BS], NOT_MET),
    case("field-beside-the-one-implied", "level_at_least: master, field: epidemiology", [{**MBA, "degree": "MPH", "field": "epidemiology"}], MET),
    case("field-implied-and-another-on-record", "level_at_least: master, field: public health", [{**MBA, "degree": "MPH", "field": "epidemiology"}], MET),
    case("field-absent-and-another-implied", "level_at_least: master, field: epidemiology", [{**MBA, "degree": "MPH"}], UNDETERMINED),
]

CONFERRED = [
    case("conferred-on-the-day", "degree: MD", dated(conferred=ON), MET),
    case("conferred-the-day-after", "degree: MD", dated(conferred="2026-11-23"), NOT_MET),
    case("conferred-the-day-before", "degree: MD", dated(conferred="2026-11-21"), MET),
    case("conferred-this-month", "degree: MD", dated(conferred="2026-11"), UNDETERMINED),
    case("conferred-this-year", "degree: MD", dated(conferred="2026"), UNDETERMINED),
    case("conferred-this-month-by-its-status", "degree: MD", dated(conferred="2026-11", status="conferred"), MET),
    case("conferred-by-its-status", "degree: MD", dated(status="conferred"), MET),
    case("conferred-by-a-synonym", "degree: MD", dated(status="degree conferred"), MET),
    case("neither-status-nor-day", "degree: MD", dated(), UNDETERMINED),
    case("status-not-recognized", "degree: MD", dated(status="hooded"), UNDETERMINED),
    case("status-not-recognized-with-a-day", "degree: MD", dated(status="hooded", conferred="2006"), MET),
    case("status-on-its-day", "degree: MD", dated(status="conferred"), MET, RECORDED, recorded_on=RECORDED),
    case("status-before-its-day", "degree: MD", dated(status="conferred"), UNDETERMINED, BEFORE, recorded_on=RECORDED),
    case("status-after-its-day", "degree: MD", dated(status="conferred"), MET, ON, recorded_on=RECORDED),
    case("status-older-than-the-day-conferred", "degree: MD", dated(status="conferred", conferred="2026-11-10"), UNDETERMINED, recorded_on=RECORDED),
    case("status-of-its-own-source", "degree: MD", dated(status="conferred", source={"verified_on": "2020-01-01"}), UNDETERMINED, "2019-12-31", recorded_on=RECORDED),
    case("in-progress-on-its-day", "degree: MD", dated(status="in_progress"), NOT_MET),
    case("in-progress-on-another-day", "degree: MD", dated(status="in_progress"), UNDETERMINED, recorded_on=RECORDED),
    case("in-progress-but-conferred", "degree: MD", dated(status="in_progress", conferred="2006"), UNDETERMINED),
    case("in-progress-but-conferred-later-asked", "degree: MD", dated(status="in_progress", conferred="2006"), UNDETERMINED, recorded_on=RECORDED),
    case("withdrawn-on-its-day", "degree: MD", dated(status="withdrawn"), NOT_MET, RECORDED, recorded_on=RECORDED),
    case("withdrawn-after-its-day", "degree: MD", dated(status="withdrawn"), NOT_MET, recorded_on=RECORDED),
    case("withdrawn-before-its-day", "degree: MD", dated(status="withdrawn"), UNDETERMINED, BEFORE, recorded_on=RECORDED),
    case("withdrawn-but-conferred", "degree: MD", dated(status="withdrawn", conferred="2006"), UNDETERMINED, recorded_on=RECORDED),
    case("expected-in-the-past", "degree: MD", dated(expected="2020-05"), UNDETERMINED),
    case("expected-in-the-future", "degree: MD", dated(status="in_progress", expected="2027-05"), NOT_MET),
    case("begins-in-the-future", "degree: MD", dated(start="2027-09"), NOT_MET),
    case("began-before-it-was-conferred-in-the-future", "degree: MD", dated(start="2023", conferred="2027-05"), NOT_MET),
    case("contradicts-itself", "degree: MD", dated(start="2010", conferred="2006"), UNDETERMINED),
]

IN_PROGRESS = [
    case("progress-on-its-day", "degree: MD, status: in_progress", dated(status="in_progress"), MET),
    case("progress-by-a-synonym", "degree: MD, status: in_progress", dated(status="enrolled"), MET),
    case("progress-on-another-day", "degree: MD, status: in_progress", dated(status="in_progress"), UNDETERMINED, recorded_on=RECORDED),
    case("progress-without-status", "degree: MD, status: in_progress", dated(), UNDETERMINED),
    case("progress-with-a-word-not-recognized", "degree: MD, status: in_progress", dated(status="hooded"), UNDETERMINED),
    case("progress-of-one-conferred", "degree: MD, status: in_progress", dated(status="conferred"), NOT_MET),
    case("progress-of-one-with-a-day", "degree: MD, status: in_progress", dated(conferred="2006"), NOT_MET),
    case("progress-but-conferred", "degree: MD, status: in_progress", dated(status="in_progress", conferred="2006"), UNDETERMINED),
    case("progress-after-it-was-conferred", "degree: MD, status: in_progress", dated(status="conferred"), NOT_MET, recorded_on=RECORDED),
    case("progress-after-it-was-given-up", "degree: MD, status: in_progress", dated(status="withdrawn"), NOT_MET, recorded_on=RECORDED),
]

WINDOW = [
    case("window-of-that-day", "degree: MD, conferred: {from: 2006-05-20, until: 2006-05-20}", [MD], MET),
    case("window-from-the-next-day", "degree: MD, conferred: {from: 2006-05-21}", [MD], NOT_MET),
    case("window-until-the-day-before", "degree: MD, conferred: {until: 2006-05-19}", [MD], NOT_MET),
    case("window-around-the-year", "degree: MD, conferred: {from: 2006-01-01, until: 2006-12-31}", dated(conferred="2006"), MET),
    case("window-within-the-year", "degree: MD, conferred: {from: 2006-01-02}", dated(conferred="2006"), UNDETERMINED),
    case("window-before-the-year", "degree: MD, conferred: {until: 2005-12-31}", dated(conferred="2006"), NOT_MET),
    case("window-without-a-day", "degree: MD, conferred: {from: 2006-01-01}", dated(status="conferred"), UNDETERMINED),
    case("window-that-the-status-settles", "degree: MD, conferred: {until: 2026-11-22}", dated(status="conferred"), MET),
]

ACCREDITATION = [
    case("accredited", "degree: MD, accreditation: LCME", [MD], MET),
    case("accredited-by-one-of-a-group", "degree: MD, accreditation: medical schools", [MD], MET),
    case("accredited-by-another", "degree: MD, accreditation: COCA", [MD], NOT_MET),
    case("accreditation-absent", "degree: MD, accreditation: LCME", [{**MD, "accreditation": None}], UNDETERMINED),
    case("accreditation-not-recognized", "degree: MD, accreditation: LCME", [{**MD, "accreditation": "Acme"}], UNDETERMINED),
]

SECTIONS = [
    *(case(f"section-{name}", "degree: MD", found, expected, **fields) for name, found, fields, expected in HOLLOW),
    case("section-partial-in-vain", "degree: MD", [MBA], UNDETERMINED, partial=True),
    case("section-partial-found", "degree: MD", [MD], MET, partial=True),
    case("section-partial-without-records", "degree: MD", None, UNDETERMINED, partial=True),
    case("section-of-future-records", "degree: MD", dated(conferred="2027"), NOT_MET),
]

TABLE = [*NAMES, *FOREIGN, *LEVELS, *FIELDS, *CONFERRED, *IN_PROGRESS, *WINDOW, *ACCREDITATION, *SECTIONS]


@pytest.mark.parametrize("case", TABLE)
def test_the_verdict_on_a_degree(case: Case) -> None:
    """
    A degree is met, not met or not known exactly as far as its record goes.
    """
    assert case.expected is case.verdict


def test_a_degree_that_is_held_is_the_evidence() -> None:
    """
    Of several degrees the one that is asked is cited.
    """
    found = assess("{kind: degree, degree: MD}", {"education": [BS, MD]})
    expected = ["/education/1"]

    assert expected == cited(found)


@pytest.mark.parametrize(
    "document", [{"none": ["education"]}, {"education": [MBA]}], ids=["known-to-be-empty", "another-degree"]
)
def test_an_absence_is_cited_as_its_section(document: dict[str, Any]) -> None:
    """
    That there is no such degree rests on the whole section.
    """
    found = assess("{kind: degree, degree: MD}", document)

    assert "/education" in cited(found)


def test_the_degree_that_comes_nearest_is_cited_besides() -> None:
    """
    A degree that fails in its last test only is named beside the section.
    """
    found = assess("{kind: degree, degree: MD, accreditation: COCA}", {"education": [MD]})
    expected = ["/education/0", "/education"]

    assert expected == cited(found)


@pytest.mark.parametrize(
    ("settings", "record", "pointer"),
    [
        pytest.param("degree: MD", {"conferred": "2006"}, "/education/0/degree", id="degree"),
        pytest.param("degree: MD", MBBS, "/education/0/equivalence", id="equivalence"),
        pytest.param("degree: MD", {"degree": "MD", "conferred": "2026-11"}, "/education/0/conferred", id="conferred"),
        pytest.param("degree: MD", {"degree": "MD", "status": "in_progress", "conferred": "2006"}, "/education/0/status", id="status-and-dates-disagree"),
        pytest.param("degree: MD, conferred: {from: 2006-01-01}", {"degree": "MD", "status": "conferred"}, "/education/0/conferred", id="window"),
        pytest.param("degree: MD, accreditation: LCME", {**MD, "accreditation": None}, "/education/0/accreditation", id="accreditation"),
        pytest.param("level_at_least: master", {"conferred": "2006"}, "/education/0/level", id="level"),
        pytest.param("level_at_least: bachelor, field: nursing", {**BS, "field": None}, "/education/0/field", id="field"),
        pytest.param("degree: MD, status: in_progress", {"degree": "MD"}, "/education/0/status", id="status"),
    ],
)
def test_what_is_missing_is_asked_where_it_would_stand(settings: str, record: dict[str, Any], pointer: str) -> None:
    """
    Each question names the one field that would settle it.
    """
    found = assess(f"{{kind: degree, {settings}}}", {"education": [record]})

    assert [pointer] == asked(found)


@pytest.mark.parametrize("written", ["M.D., Ph.D.", "MD/PhD", "MD & PhD", "MD PhD", "Doctor of Medicine and PhD"])
def test_several_degrees_in_one_record_are_told_apart(written: str) -> None:
    """
    Who writes two degrees into one field is asked for a record of each.
    """
    found = assess("{kind: degree, degree: MD}", {"education": [{"degree": written, "conferred": "2006"}]})
    expected = f"Which degree is {written}, conferred 2006? A record holds one; give each a record of its own: MD and PhD."

    assert (expected, "degree.degree-several") == (questions(found), found.reason.code)


@pytest.mark.parametrize("written", ["MD, maybe", "MD, PhD?", "MD or PhD", "Master of Science and Arts"])
def test_what_is_not_plainly_several_degrees_is_not_recognized(written: str) -> None:
    """
    A field is taken apart only where each part is a degree that is known.
    """
    found = assess("{kind: degree, degree: MD}", {"education": [{"degree": written, "conferred": "2006"}]})

    assert found.reason.code == "degree.degree-not-recognized"


def test_a_degree_and_a_level_that_disagree_are_asked_about() -> None:
    """
    Where the level on record is not that of the degree the question says so.
    """
    found = assess("{kind: degree, level_at_least: doctorate}", {"education": [{**MBA, "level": "doctorate"}]})
    expected = "Its degree and its level disagree."

    assert questions(found).endswith(expected)


@pytest.mark.parametrize("document", [{}, {"education": [MBA], "partial": ["education"]}], ids=["absent", "partial"])
def test_a_section_that_may_omit_records_asks_for_one_more(document: dict[str, Any]) -> None:
    """
    Where a degree may be missing from the file, one more record is asked for.
    """
    found = assess("{kind: degree, degree: MD}", document)
    expected = ["/education/-"]

    assert expected == asked(found)


@pytest.mark.parametrize(
    ("text", "at", "says"),
    [
        pytest.param("{kind: degree}", "{", "`degree` or by `level_at_least`", id="nothing-asked"),
        pytest.param("{kind: degree, degree: Doctor of Medicin}", "Doctor", "did you mean `Doctor of Medicine`?", id="unknown-degree"),
        pytest.param("{kind: degree, degree: [MD, MDD]}", "MDD", "`MDD` is not one of the degrees", id="unknown-in-a-list"),
        pytest.param("{kind: degree, degre: MD}", "degre:", "did you mean `degree`?", id="unknown-setting"),
        pytest.param("{kind: degree, degree: []}", "[]", "an empty list", id="empty-list"),
        pytest.param("{kind: degree, degree: {code: MD}}", "{code", "must be text", id="a-mapping"),
        pytest.param("{kind: degree, level_at_least: masters}", "masters", "did you mean `master`?", id="unknown-level"),
        pytest.param("{kind: degree, degree: MD, status: finished}", "finished", "not possible here", id="unknown-status"),
        pytest.param("{kind: degree, degree: MD, conferred: {from: 2006}}", "2006", "2006-01-01 or 2006-12-31", id="a-year-for-a-day"),
        pytest.param("{kind: degree, degree: MD, conferred: 2006-01-01}", "2006", "must be a mapping", id="a-day-for-a-window"),
        pytest.param("{kind: degree, degree: MD, accreditation: LCMEE}", "LCMEE", "did you mean `LCME`?", id="unknown-accreditor"),
        pytest.param("{kind: degree, level_at_least: bachelor, field: nursin}", "nursin}", "did you mean `nursing`?", id="unknown-field"),
    ],
)
def test_settings_that_do_not_fit_are_refused_at_their_place(text: str, at: str, says: str) -> None:
    """
    A wrong setting is an error where it stands, with a suggestion where one is near.
    """
    problem = misfit(text)

    assert text.index(at) + 1 == column(problem)
    assert says in problem.message
