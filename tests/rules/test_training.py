"""
The kind `training`: an internship, a residency or a fellowship, completed or long enough.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from kinds import (
    BEFORE,
    HOLLOW,
    LASTS,
    MET,
    NO_LONGER,
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

from reqcheck import Outcomes

if TYPE_CHECKING:
    from _pytest.mark.structures import ParameterSet

    from reqcheck import Verdict

RESIDENCY = {
    "type": "residency",
    "specialty": "internal medicine",
    "accreditation": "ACGME",
    "start": "2006-07-01",
    "end": "2009-06-30",
    "status": "completed",
}
INTERNSHIP = {"type": "internship", "start": "2005-07-01", "end": "2006-06-30", "status": "completed"}


def case(
    name: str, settings: str, training: Records, expected: Verdict, on: str = ON, **fields: Any
) -> ParameterSet:
    return row(name, f"{{kind: training, {settings}}}", profile_of("training", training, **fields), expected, on)


def residency(**changes: Any) -> list[dict[str, Any]]:
    """
    The residency, with some fields changed; None takes one away.
    """
    return [{**RESIDENCY, **changes}]


WORDS = [
    case("the-type-asked", "type: residency", residency(), MET),
    case("another-type", "type: fellowship", residency(), NOT_MET),
    case("one-of-several-types", "type: [fellowship, residency]", residency(), MET),
    case("type-in-a-group", "type: graduate medical education", residency(), MET),
    case("type-by-a-synonym", "type: residency", residency(type="Residency Program"), MET),
    case("type-not-asked", "specialty: internal medicine", residency(type=None), MET),
    case("type-absent", "type: residency", residency(type=None), UNDETERMINED),
    case("type-not-recognized", "type: residency", residency(type="observership"), UNDETERMINED),
    case("specialty-asked", "type: residency, specialty: internal medicine", residency(), MET),
    case("specialty-by-a-synonym", "type: residency, specialty: IM", residency(specialty="General Internal Medicine"), MET),
    case("specialty-in-a-group", "type: residency, specialty: primary care", residency(), MET),
    case("specialty-another", "type: residency, specialty: pediatrics", residency(), NOT_MET),
    case("specialty-absent", "type: residency, specialty: pediatrics", residency(specialty=None), UNDETERMINED),
    case("specialty-not-recognized", "type: residency, specialty: pediatrics", residency(specialty="kids"), UNDETERMINED),
    case("accreditation-asked", "type: residency, accreditation: ACGME", residency(), MET),
    case("accreditation-another", "type: residency, accreditation: AOA", residency(), NOT_MET),
    case("accreditation-absent", "type: residency, accreditation: AOA", residency(accreditation=None), UNDETERMINED),
    case("accreditation-not-recognized", "type: residency, accreditation: AOA", residency(accreditation="Acme"), UNDETERMINED),
    case("one-of-several-records", "type: residency", [INTERNSHIP, RESIDENCY], MET),
    case("two-halves-make-no-whole", "type: residency, specialty: pediatrics", [RESIDENCY, {**INTERNSHIP, "specialty": "pediatrics"}], NOT_MET),
]

COMPLETED = [
    case("completed-on-its-last-day", "type: residency", residency(), MET, "2009-06-30", recorded_on=RECORDED),
    case("completed-the-day-before", "type: residency", residency(), NOT_MET, "2009-06-29", recorded_on=RECORDED),
    case("completed-in-that-month", "type: residency", residency(end="2009-06"), UNDETERMINED, "2009-06-29", recorded_on=RECORDED),
    case("completed-in-that-month-later-asked", "type: residency", residency(end="2009-06"), MET, "2009-06-30", recorded_on=RECORDED),
    case("completed-without-an-end", "type: residency", residency(end=None), MET, recorded_on=RECORDED),
    case("completed-without-an-end-before-its-day", "type: residency", residency(end=None), UNDETERMINED, BEFORE, recorded_on=RECORDED),
    case("completed-without-an-end-before-it-began", "type: residency", residency(end=None), NOT_MET, "2006-06-30", recorded_on=RECORDED),
    case("completed-before-it-ended", "type: residency", residency(end="2026-11-10"), UNDETERMINED, recorded_on=RECORDED),
    case("completed-but-it-ends-next-year", "type: residency", residency(end="2027-06-30"), UNDETERMINED),
    case("completed-says-its-status-on-a-day-before-it-began", "type: residency", residency(start="2006-07-01", end="2006", source={"verified_on": "2006-03-01"}), UNDETERMINED),
    case("completed-says-its-status-in-the-year-it-began", "type: residency", residency(start="2006", end="2006", source={"verified_on": "2006-03-01"}), MET),
    case("status-absent", "type: residency", residency(status=None), UNDETERMINED),
    case("status-absent-and-not-ended", "type: residency", residency(status=None, end="2027-06-30"), NOT_MET),
    case("status-not-recognized", "type: residency", residency(status="done and dusted"), UNDETERMINED),
    case("active-on-its-day", "type: residency", residency(status="active", end=None), NOT_MET),
    case("active-until-next-year", "type: residency", residency(status="active", end="2027-06-30"), NOT_MET, recorded_on=RECORDED),
    case("active-but-ended", "type: residency", residency(status="active"), UNDETERMINED, recorded_on=RECORDED),
    case("withdrawn", "type: residency", residency(status="withdrawn"), NOT_MET, recorded_on=RECORDED),
    case("withdrawn-before-its-day", "type: residency", residency(status="withdrawn"), UNDETERMINED, BEFORE, recorded_on=RECORDED),
    case("dismissed", "type: residency", residency(status="dismissed"), NOT_MET, recorded_on=RECORDED),
    case("on-leave-on-its-day", "type: residency", residency(status="leave", end=None), NOT_MET, RECORDED, recorded_on=RECORDED),
    case("on-leave-on-another-day", "type: residency", residency(status="leave", end=None), UNDETERMINED, recorded_on=RECORDED),
]

OTHER_STATUSES = [
    case("active-asked", "type: residency, status: active", residency(status="active", end=None), MET, recorded_on=RECORDED),
    case("active-as-long-as-it-lasts", "type: residency, status: active", residency(status="active", end=None), MET, LASTS, recorded_on=RECORDED),
    case("active-longer", "type: residency, status: active", residency(status="active", end=None), UNDETERMINED, NO_LONGER, recorded_on=RECORDED),
    case("active-on-the-last-day", "type: residency, status: active", residency(status="active", end="2027-06-30"), MET, "2027-06-30", recorded_on=RECORDED),
    case("active-the-day-after", "type: residency, status: active", residency(status="active", end="2027-06-30"), NOT_MET, "2027-07-01", recorded_on=RECORDED),
    case("active-asked-of-one-completed", "type: residency, status: active", residency(), NOT_MET),
    case("active-asked-of-one-completed-without-an-end", "type: residency, status: active", residency(end=None), NOT_MET, recorded_on=RECORDED),
    case("active-asked-without-status", "type: residency, status: active", residency(status=None, end="2027-06-30"), UNDETERMINED),
    case("active-asked-without-status-after-the-end", "type: residency, status: active", residency(status=None), NOT_MET),
    case("active-asked-on-leave", "type: residency, status: active", residency(status="leave", end=None), NOT_MET),
    case("active-asked-withdrawn", "type: residency, status: active", residency(status="withdrawn", end=None), NOT_MET, recorded_on=RECORDED),
    case("any-of-one-withdrawn", "type: residency, status: any", residency(status="withdrawn"), MET),
    case("any-without-status", "type: residency, status: any", residency(status=None), MET),
    case("any-begun-perhaps-later", "type: residency, status: any", residency(start="2024", end=None, status=None), UNDETERMINED, "2024-06-30"),
    case("any-begun-in-the-year-before", "type: residency, status: any", residency(start="2024", end=None, status=None), MET, "2024-12-31"),
    case("any-without-days-or-status", "type: residency, status: any", residency(start=None, end=None, status=None), UNDETERMINED),
    case("any-begun-as-it-was-completed", "type: residency, status: any", residency(start=None, end=None), MET),
]

LENGTH = [
    case("36-months-in-years", "type: residency, years: 3", residency(), MET),
    case("36-months", "type: residency, months: 36", residency(), MET),
    case("a-month-too-few", "type: residency, months: 37", residency(), NOT_MET),
    case("half-a-year", "type: residency, years: 0.5", residency(end="2006-12-01"), MET),
    case("first-and-last-month-count-whole", "type: residency, months: 2", residency(start="2006-07-31", end="2006-08-01"), MET),
    case("years-only-least", "type: residency, months: 26", residency(start="2006", end="2009"), MET),
    case("years-only-above-the-least", "type: residency, months: 27", residency(start="2006", end="2009"), UNDETERMINED),
    case("years-only-most", "type: residency, months: 48", residency(start="2006", end="2009"), UNDETERMINED),
    case("years-only-above-the-most", "type: residency, months: 49", residency(start="2006", end="2009"), NOT_MET),
    case("several-together", "type: [internship, residency], months: 48", [INTERNSHIP, RESIDENCY], MET),
    case("several-with-a-month-in-common", "type: [internship, residency], months: 48", [{**INTERNSHIP, "end": "2006-07-15"}, RESIDENCY], MET),
    case("a-month-in-common-counts-once", "type: [internship, residency], months: 49", [{**INTERNSHIP, "end": "2006-07-15"}, RESIDENCY], NOT_MET),
    case("other-types-do-not-count", "type: residency, months: 37", [INTERNSHIP, RESIDENCY], NOT_MET),
    case("active-counts-up-to-the-day", "type: residency, status: active, months: 29", residency(start="2024-07-01", end=None, status="active"), MET, recorded_on=RECORDED),
    case("active-counts-no-further", "type: residency, status: active, months: 30", residency(start="2024-07-01", end="2027-06-30", status="active"), NOT_MET, recorded_on=RECORDED),
    case("completed-is-asked-of-an-active-one", "type: residency, months: 12", residency(start="2024-07-01", end="2027-06-30", status="active"), NOT_MET, recorded_on=RECORDED),
    case("withdrawn-counts-with-any", "type: residency, status: any, months: 36", residency(status="withdrawn"), MET),
    case("end-absent-least", "type: residency, months: 1", residency(end=None), MET, recorded_on=RECORDED),
    case("end-absent-most", "type: residency, months: 245", residency(end=None), UNDETERMINED, recorded_on=RECORDED),
    case("end-absent-above-the-most", "type: residency, months: 246", residency(end=None), NOT_MET, recorded_on=RECORDED),
    case("start-absent", "type: residency, months: 36", residency(start=None), UNDETERMINED),
    case("specialty-absent-counts-for-the-most", "specialty: internal medicine, months: 36", residency(specialty=None), UNDETERMINED),
    case("specialty-absent-but-not-long-enough", "specialty: internal medicine, months: 37", residency(specialty=None), NOT_MET),
    case("status-and-dates-disagree", "type: residency, months: 36", residency(end="2027-06-30"), UNDETERMINED),
    case("length-partial-in-vain", "type: residency, months: 37", residency(), UNDETERMINED, partial=True),
    case("length-partial-found", "type: residency, months: 36", residency(), MET, partial=True),
]

RECENT = [
    case("recent-on-the-anniversary", "type: residency, within_last: {years: 5}", residency(end="2021-11-22"), MET),
    case("recent-no-more", "type: residency, within_last: {years: 5}", residency(end="2021-11-21"), NOT_MET),
    case("recent-in-that-year", "type: residency, within_last: {years: 5}", residency(end="2021"), UNDETERMINED),
    case("recent-without-an-end", "type: residency, within_last: {years: 5}", residency(end=None), UNDETERMINED),
    case("recent-since-it-began", "type: residency, within_last: {years: 21}", residency(end=None), MET),
    case("recent-on-1-march", "type: residency, within_last: {years: 3}", residency(end="2020-02-29"), MET, "2023-03-01"),
    case("recent-no-more-on-2-march", "type: residency, within_last: {years: 3}", residency(end="2020-02-29"), NOT_MET, "2023-03-02"),
]

SECTIONS = [
    *(case(f"section-{name}", "type: residency", found, expected, **fields) for name, found, fields, expected in HOLLOW),
    *(case(f"length-section-{name}", "months: 1", found, expected, **fields) for name, found, fields, expected in HOLLOW),
    case("section-partial-in-vain", "type: fellowship", residency(), UNDETERMINED, partial=True),
    case("section-partial-found", "type: residency", residency(), MET, partial=True),
    case("begins-in-the-future", "type: residency", residency(start="2027-07-01", end=None), NOT_MET),
    case("contradicts-itself", "type: residency", residency(start="2010-07-01"), UNDETERMINED),
]

TABLE = [*WORDS, *COMPLETED, *OTHER_STATUSES, *LENGTH, *RECENT, *SECTIONS]


@pytest.mark.parametrize("case", TABLE)
def test_the_verdict_on_training(case: Case) -> None:
    """
    Training is met, not met or not known exactly as far as its records go.
    """
    assert case.expected is case.verdict


@pytest.mark.parametrize(
    ("records", "least", "most"),
    [
        pytest.param([RESIDENCY], 36, 36, id="to-the-day"),
        pytest.param(residency(start="2006", end="2009"), 26, 48, id="to-the-year"),
        pytest.param([], 0, None, id="nothing-on-file"),
    ],
)
def test_a_length_is_given_as_an_interval_of_months(records: Records, least: int, most: int | None) -> None:
    """
    The amount says the least and the most calendar months, and no most where records may be missing.
    """
    amount = assess("{kind: training, type: residency, years: 3}", profile_of("training", records)).amount

    assert amount is not None
    assert (least, most, 36, "months") == (amount.least, amount.most, amount.needed, amount.unit)


@pytest.mark.parametrize("settings", ["type: residency", "type: residency, months: 36"], ids=["completed", "length"])
def test_the_training_that_counts_is_the_evidence(settings: str) -> None:
    """
    Of several records the one that is asked is cited.
    """
    found = assess(f"{{kind: training, {settings}}}", {"training": [INTERNSHIP, RESIDENCY]})
    expected = ["/training/1"]

    assert expected == cited(found)


@pytest.mark.parametrize("settings", ["type: residency", "months: 3"], ids=["completed", "length"])
def test_an_absence_is_cited_as_its_section(settings: str) -> None:
    """
    That there is no such training rests on the whole section.
    """
    found = assess(f"{{kind: training, {settings}}}", {"none": ["training"]})
    expected = ["/training"]

    assert expected == cited(found)


def test_a_length_that_is_too_short_cites_what_was_counted() -> None:
    """
    Too few months rest on the records that were counted and on there being no others.
    """
    found = assess("{kind: training, type: residency, months: 37}", {"training": [INTERNSHIP, RESIDENCY]})
    expected = ["/training/1", "/training"]

    assert expected == cited(found)


@pytest.mark.parametrize(
    ("settings", "changes", "pointer"),
    [
        pytest.param("type: residency", {"type": None}, "/training/0/type", id="type"),
        pytest.param("specialty: pediatrics", {"specialty": None}, "/training/0/specialty", id="specialty"),
        pytest.param("accreditation: AOA", {"accreditation": None}, "/training/0/accreditation", id="accreditation"),
        pytest.param("type: residency", {"status": None}, "/training/0/status", id="status"),
        pytest.param("status: active", {"status": None, "end": None}, "/training/0/status", id="whether-active"),
        pytest.param("within_last: {years: 5}", {"end": None}, "/training/0/end", id="recent"),
        pytest.param("months: 36", {"end": None}, "/training/0/end", id="length-end"),
        pytest.param("months: 36", {"start": None}, "/training/0/start", id="length-start"),
    ],
)
def test_what_is_missing_is_asked_where_it_would_stand(settings: str, changes: dict[str, Any], pointer: str) -> None:
    """
    Each question names the one field that would settle it.
    """
    found = assess(f"{{kind: training, {settings}}}", {"training": residency(**changes)})

    assert [pointer] == asked(found)


@pytest.mark.parametrize("settings", ["type: residency", "months: 3"], ids=["completed", "length"])
def test_a_section_that_may_omit_records_asks_for_one_more(settings: str) -> None:
    """
    Where training may be missing from the file, one more record is asked for.
    """
    found = assess(f"{{kind: training, {settings}}}", {})
    expected = ["/training/-"]

    assert expected == asked(found)


def test_a_month_that_is_known_is_not_asked_for() -> None:
    """
    Training is counted by the month: only where the month is open does the day make a difference.
    """
    told = residency(start="2006-07", end="2008-06") + residency(start="2009", end="2010-06")

    assert ["/training/1/start"] == asked(assess("{kind: training, type: residency, years: 3}", {"training": told}))


def test_the_day_is_asked_for_in_a_month_that_has_not_passed() -> None:
    """
    Training that begins in this month may not have begun: then the day makes a difference.
    """
    told = residency(start="2026-11", end="2029-06", status=None)

    assert "/training/0/start" in asked(assess("{kind: training, status: any, months: 1}", {"training": told}))


@pytest.mark.parametrize(
    ("text", "at", "says"),
    [
        pytest.param("{kind: training, type: residancy}", "residancy", "did you mean `residency`?", id="unknown-type"),
        pytest.param("{kind: training, specialty: pediatric}", "pediatric}", "did you mean `pediatrics`?", id="unknown-specialty"),
        pytest.param("{kind: training, accreditation: ACGMEE}", "ACGMEE", "did you mean `ACGME`?", id="unknown-accreditor"),
        pytest.param("{kind: training, status: finished}", "finished", "not possible here", id="unknown-status"),
        pytest.param("{kind: training, years: 3, months: 36}", "{kind", "not in both", id="two-lengths"),
        pytest.param("{kind: training, years: three}", "three", "must be a number", id="a-number-in-words"),
        pytest.param('{kind: training, years: "3"}', '"3"', "must be a number", id="a-number-in-quotes"),
        pytest.param("{kind: training, within_last: 5}", "5}", "a length of time is", id="a-number-for-a-span"),
        pytest.param("{kind: training, within_last: {years: 0}}", "0}", "1 or more", id="no-time-at-all"),
        pytest.param("{kind: training, withinlast: {years: 5}}", "withinlast", "did you mean `within_last`?", id="unknown-setting"),
    ],
)
def test_settings_that_do_not_fit_are_refused_at_their_place(text: str, at: str, says: str) -> None:
    """
    A wrong setting is an error where it stands, with a suggestion where one is near.
    """
    problem = misfit(text)

    assert text.index(at) + 1 == column(problem)
    assert says in problem.message


def test_a_month_in_which_training_may_begin_later_is_not_certain() -> None:
    """
    A program that starts in the month of the day asked may start after that day.
    """
    found = assess(
        "{kind: training, type: residency, months: 1, status: any}",
        {"training": [{"type": "residency", "start": "2026-11"}]},
        recorded_on="2026-11-22",
    )

    assert Outcomes.UNDETERMINED is found.outcomes
