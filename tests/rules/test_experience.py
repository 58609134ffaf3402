"""
The kind `experience`: days of work of some kind, in the union of the positions that are of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from kinds import (
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
    looked_at,
    misfit,
    profile_of,
    questions,
    row,
)

if TYPE_CHECKING:
    from _pytest.mark.structures import ParameterSet

    from reqcheck import Verdict

Record = dict[str, Any]


def job(start: str | None = "2018-01-01", end: str | None = "2022-12-31", **more: Any) -> Record:
    """
    Clinical work; from 2018 to 2022 it is five calendar years and 1,826 days.
    """
    return {"categories": ["clinical"], "start": start, "end": end, **more}


def case(
    name: str, settings: str, positions: Records, expected: Verdict, on: str = ON, **fields: Any
) -> ParameterSet:
    fields = {"recorded_on": RECORDED, **fields}
    return row(name, f"{{kind: experience, {settings}}}", profile_of("positions", positions, **fields), expected, on)


LENGTHS = [
    case("five-years-to-the-day", "years: 5", [job(end="2022-12-30")], MET),
    case("five-years-less-a-day", "years: 5", [job(end="2022-12-29")], NOT_MET),
    case("two-and-a-half-years", "years: 2.5", [job("2021-01-01", "2023-07-02")], MET),
    case("two-and-a-half-years-less-half-a-day", "years: 2.5", [job("2021-01-01", "2023-07-01")], NOT_MET),
    case("a-month-is-february", "months: 1", [job("2022-02-01", "2022-02-28")], MET),
    case("a-month-less-a-day", "months: 1", [job("2022-02-01", "2022-02-27")], NOT_MET),
    case("three-months", "months: 3", [job("2022-02-01", "2022-04-30")], MET),
    case("three-months-less-a-day", "months: 3", [job("2022-02-01", "2022-04-29")], NOT_MET),
    case("eighteen-months", "months: 18", [job("2022-01-01", "2023-06-30")], MET),
    case("eighteen-months-less-a-day", "months: 18", [job("2022-01-01", "2023-06-29")], NOT_MET),
    case("ten-days", "days: 10", [job("2022-01-01", "2022-01-10")], MET),
    case("nine-days", "days: 10", [job("2022-01-01", "2022-01-09")], NOT_MET),
    case("one-day", "days: 1", [job("2022-01-01", "2022-01-01")], MET),
    case("several-together", "days: 20", [job("2022-01-01", "2022-01-10"), job("2023-01-01", "2023-01-10")], MET),
    case("overlapping-count-once", "days: 11", [job("2022-01-01", "2022-01-10"), job("2022-01-05", "2022-01-10")], NOT_MET),
    case("overlapping-add-what-is-new", "days: 12", [job("2022-01-01", "2022-01-10"), job("2022-01-05", "2022-01-12")], MET),
    case("weeks-of-seven-days", "years: 5, year: weeks52", [job(end="2022-12-25")], MET),
    case("weeks-of-seven-days-less-a-day", "years: 5, year: weeks52", [job(end="2022-12-24")], NOT_MET),
    case("calendar-years", "years: 5, year: calendar", [job()], MET),
    case("calendar-years-less-a-day", "years: 5, year: calendar", [job(end="2022-12-30")], NOT_MET),
    case("calendar-years-in-two-positions", "years: 5, year: calendar", [job(end="2020-06-30"), job("2020-07-01")], MET),
    case("calendar-years-with-a-gap", "years: 5, year: calendar", [job(end="2020-06-30"), job("2020-07-02", "2023-06-30")], NOT_MET),
    case("calendar-year-from-29-february", "years: 1, year: calendar", [job("2020-02-29", "2021-02-28")], MET),
    case("calendar-year-from-29-february-less-a-day", "years: 1, year: calendar", [job("2020-02-29", "2021-02-27")], NOT_MET),
    case("until-some-day-of-this-year-least", "days: 1462", [job("2022-01-01", "2026")], MET),
    case("until-some-day-of-this-year-and-perhaps-until-now", "days: 1463", [job("2022-01-01", "2026")], UNDETERMINED),
    case("until-some-day-of-this-year-no-longer-than-until-now", "days: 1788", [job("2022-01-01", "2026")], NOT_MET),
    case("from-some-day-of-a-year-least", "days: 365", [job("2020", "2021-12-31")], MET),
    case("from-some-day-of-a-year-and-perhaps-earlier", "days: 367", [job("2020", "2021-12-31")], UNDETERMINED),
    case("some-day-of-a-year", "days: 1", [job("2022", "2022")], MET),
    case("some-day-of-each-of-two-years", "days: 2", [job("2020", "2020"), job("2022", "2022")], MET),
    case("perhaps-more-days-of-two-years", "days: 3", [job("2020", "2020"), job("2022", "2022")], UNDETERMINED),
    case("some-day-of-a-year-that-perhaps-does-not-count", "category: clinical, days: 1", [job("2022", "2022", categories=None)], UNDETERMINED),
    case("calendar-years-of-uncertain-dates", "years: 5, year: calendar", [job("2018", "2022")], UNDETERMINED),
]

DATES = [
    case("years-only-least", "years: 3", [job("2018", "2022")], MET),
    case("years-only-above-the-least", "days: 1099", [job("2018", "2022")], UNDETERMINED),
    case("years-only-most", "days: 1826", [job("2018", "2022")], UNDETERMINED),
    case("years-only-above-the-most", "days: 1827", [job("2018", "2022")], NOT_MET),
    case("start-absent", "years: 5", [job(None)], UNDETERMINED),
    case("start-absent-has-no-most", "years: 70", [job(None)], UNDETERMINED),
    case("start-absent-in-a-window", "years: 6, within_last: {years: 5}", [job(None)], NOT_MET),
    case("end-absent-least", "days: 1", [job(end=None)], MET),
    case("end-absent", "years: 5", [job(end=None)], UNDETERMINED),
    case("end-absent-most", "days: 3248", [job(end=None)], UNDETERMINED),
    case("end-absent-above-the-most", "days: 3249", [job(end=None)], NOT_MET),
    case("still-held", "years: 5", [job("2021-11-24", "..")], MET),
    case("still-held-less-a-day", "years: 5", [job("2021-11-25", "..")], NOT_MET),
    case("still-held-in-other-words", "years: 5", [job("2021-11-24", None, ongoing=True)], MET),
    case("still-held-and-ended", "years: 1", [job(ongoing=True)], UNDETERMINED),
    case("not-ongoing-says-no-end", "years: 5", [job(end=None, ongoing=False)], UNDETERMINED),
    case("ends-in-the-future", "years: 5", [job("2021-11-25", "2030-01-01")], NOT_MET),
    case("begins-in-the-future", "days: 1", [job("2026-11-23", "..")], NOT_MET),
    case("begins-on-the-day", "days: 1", [job(ON, "..")], MET),
    case("begins-this-month", "days: 1", [job("2026-11", "..")], UNDETERMINED),
    case("asked-of-an-earlier-day", "days: 366", [job()], NOT_MET, "2018-12-31"),
    case("asked-of-that-day", "days: 365", [job()], MET, "2018-12-31"),
    case("ends-before-it-begins", "days: 1", [job("2022-01-02", "2022-01-01")], UNDETERMINED),
    case("ends-before-it-begins-beside-another", "days: 1", [job("2022-01-02", "2022-01-01"), job()], MET),
]

CATEGORY = "category: clinical, days: 1"
LEADS = "category: leadership, days: 1"

CATEGORIES = [
    case("category-asked", CATEGORY, [job()], MET),
    case("category-another", CATEGORY, [job(categories=["research"])], NOT_MET),
    case("category-by-a-synonym", CATEGORY, [job(categories=["patient care"])], MET),
    case("category-in-a-group", "category: care, days: 1", [job(categories=["nursing"])], MET),
    case("category-of-several", "category: [research, clinical], days: 1", [job()], MET),
    case("category-among-several", CATEGORY, [job(categories=["research", "clinical"])], MET),
    case("category-absent", CATEGORY, [job(categories=None)], UNDETERMINED),
    case("category-none", CATEGORY, [job(categories=[])], NOT_MET),
    case("category-not-recognized", CATEGORY, [job(categories=["healing"])], UNDETERMINED),
    case("category-not-recognized-beside-it", CATEGORY, [job(categories=["healing", "clinical"])], MET),
    case("leadership-by-the-level", LEADS, [job(leadership={"level": "supervisor"})], MET),
    case("leadership-not-by-a-lower-level", LEADS, [job(leadership={"level": "lead"})], NOT_MET),
    case("leadership-by-the-level-alone", LEADS, [job(categories=None, leadership={"level": "director"})], MET),
    case("leadership-by-a-level-not-recognized", LEADS, [job(leadership={"level": "grand poobah"})], UNDETERMINED),
    case("leadership-by-no-level", LEADS, [job()], NOT_MET),
]

DIRECTOR = "leadership_at_least: director, days: 1"

LEVELS = [
    case("level-asked", DIRECTOR, [job(leadership={"level": "director"})], MET),
    case("level-above", DIRECTOR, [job(leadership={"level": "ceo"})], MET),
    case("level-below", DIRECTOR, [job(leadership={"level": "manager"})], NOT_MET),
    case("level-by-a-synonym", DIRECTOR, [job(leadership={"level": "VP"})], MET),
    case("level-not-recognized", DIRECTOR, [job(leadership={"level": "grand poobah"})], UNDETERMINED),
    case("level-absent", DIRECTOR, [job(leadership={"scope": "site"})], UNDETERMINED),
    case("leadership-absent-without-the-category", DIRECTOR, [job()], NOT_MET),
    case("leadership-absent-with-the-category", DIRECTOR, [job(categories=["clinical", "leadership"])], UNDETERMINED),
    case("leadership-and-categories-absent", DIRECTOR, [job(categories=None)], UNDETERMINED),
    case("leadership-absent-with-a-category-not-recognized", DIRECTOR, [job(categories=["healing"])], UNDETERMINED),
    case("level-of-everybody", "leadership_at_least: individual, days: 1", [job(categories=None)], MET),
    case("level-by-the-title-alone", DIRECTOR, [job(categories=None, title="Medical Director")], UNDETERMINED),
    case("level-not-by-the-title", DIRECTOR, [job(title="Medical Director")], NOT_MET),
    case("category-by-the-title-alone", CATEGORY, [job(categories=None, title="Hospitalist")], UNDETERMINED),
]

PLACES = [
    case("setting-asked", "setting: hospital, days: 1", [job(organization={"setting": "hospital"})], MET),
    case("setting-another", "setting: hospital, days: 1", [job(organization={"setting": "pharma"})], NOT_MET),
    case("setting-in-a-group", "setting: healthcare, days: 1", [job(organization={"setting": "clinic"})], MET),
    case("setting-not-in-a-group", "setting: healthcare, days: 1", [job(organization={"setting": "health plan"})], NOT_MET),
    case("setting-absent", "setting: hospital, days: 1", [job(organization={"name": "Harbor"})], UNDETERMINED),
    case("setting-and-organization-absent", "setting: hospital, days: 1", [job()], UNDETERMINED),
    case("setting-not-recognized", "setting: hospital, days: 1", [job(organization={"setting": "ship"})], UNDETERMINED),
    case("setting-of-a-university-hospital", "setting: hospital, days: 1", [job(organization={"setting": "university hospital"})], UNDETERMINED),
    case("setting-of-a-university-hospital-gives-care", "setting: healthcare, days: 1", [job(organization={"setting": "university hospital"})], MET),
    case("setting-of-a-university-hospital-is-no-clinic", "setting: clinic, days: 1", [job(organization={"setting": "university hospital"})], NOT_MET),
    case("setting-of-an-academic-hospital", "setting: academic, days: 1", [job(organization={"setting": "academic hospital"})], UNDETERMINED),
    case("employer-asked", "employer: Acme, days: 1", [job(organization={"name": "ACME"})], MET),
    case("employer-by-its-parent", "employer: Acme, days: 1", [job(organization={"name": "Harbor", "parent": "Acme"})], MET),
    case("employer-of-several", "employer: [Acme, Harbor], days: 1", [job(organization={"name": "Harbor"})], MET),
    case("employer-in-another-spelling", "employer: Harbor Clinic, days: 1", [job(organization={"name": "HARBOR  Clinic. "})], MET),
    case("employer-with-accents-in-another-form", "employer: Universit\u00e4tsklinik, days: 1", [job(organization={"name": "Universita\u0308tsklinik"})], MET),
    case("employer-under-another-name", "employer: Acme, days: 1", [job(organization={"name": "Harbor", "parent": "Bay"})], UNDETERMINED),
    case("employer-with-its-legal-form", "employer: Acme, days: 1", [job(organization={"name": "Acme, Inc.", "parent": "Bay"})], UNDETERMINED),
    case("employer-with-an-empty-parent", "employer: Acme, days: 1", [job(organization={"name": "Acme, Inc.", "parent": ""})], UNDETERMINED),
    case("employer-in-doubt", "employer: Acme, days: 1", [job(organization={"name": "Acme?"})], UNDETERMINED),
    case("employer-with-a-footnote", "employer: Acme, days: 1", [job(organization={"name": "Acme*"})], UNDETERMINED),
    case("employer-that-is-only-doubt", 'employer: "?", days: 1', [job(organization={"name": "?"})], UNDETERMINED),
    case("employer-that-is-no-name", 'employer: "-", days: 1', [job(organization={"name": " ", "parent": "."})], UNDETERMINED),
    case("employer-another-with-a-parent-absent", "employer: Acme, days: 1", [job(organization={"name": "Harbor"})], UNDETERMINED),
    case("employer-absent-with-another-parent", "employer: Acme, days: 1", [job(organization={"parent": "Bay"})], UNDETERMINED),
    case("employer-absent", "employer: Acme, days: 1", [job()], UNDETERMINED),
]

QUALITY = "leads: quality, days: 1"
CMO = "role: chief medical officer, days: 1"

ROLES = [
    case("leads-what-is-asked", QUALITY, [job(leadership={"domains": ["budget", "quality"]})], MET),
    case("leads-by-a-synonym", QUALITY, [job(leadership={"domains": ["quality improvement"]})], MET),
    case("leads-something-else", QUALITY, [job(leadership={"domains": ["budget"]})], NOT_MET),
    case("leads-nothing", QUALITY, [job(leadership={"domains": []})], NOT_MET),
    case("leads-nobody-knows", QUALITY, [job(leadership={"level": "director"})], UNDETERMINED),
    case("leads-something-not-recognized", QUALITY, [job(leadership={"domains": ["zen"]})], UNDETERMINED),
    case("leads-nobody", QUALITY, [job()], NOT_MET),
    case("leads-nobody-knows-whether", QUALITY, [job(categories=None)], UNDETERMINED),
    case("role-asked", CMO, [job(title="Chief Medical Officer")], MET),
    case("role-by-a-synonym", CMO, [job(title="CMO")], MET),
    case("role-another", CMO, [job(title="Hospitalist")], NOT_MET),
    case("role-not-recognized", CMO, [job(title="Head Healer")], UNDETERMINED),
    case("role-absent", CMO, [job()], UNDETERMINED),
    case("role-in-another-spelling", "role: Co-Head Healer, days: 1", [job(title="Co Head  Healer")], MET),
    case("role-in-doubt", CMO, [job(title="Chief Medical Officer?")], UNDETERMINED),
    case("role-of-the-organization's-own-in-doubt", "role: Head Healer, days: 1", [job(title="Head Healer?")], UNDETERMINED),
    case("role-of-the-organization's-own", "role: Head Healer, days: 1", [job(title="head healer")], MET),
    case("role-of-the-organization's-own-and-another", "role: Head Healer, days: 1", [job(title="CMO")], UNDETERMINED),
]

EITHER = "either: [{category: research}, {leads: quality}], days: 1"

SEVERAL = [
    case("either-the-first", EITHER, [job(categories=["research"])], MET),
    case("either-the-second", EITHER, [job(leadership={"domains": ["quality"]})], MET),
    case("either-neither", EITHER, [job()], NOT_MET),
    case("either-perhaps-the-first", EITHER, [job(categories=None, leadership={"domains": []})], UNDETERMINED),
    case("either-beside-what-is-asked-of-all", f"setting: hospital, {EITHER}", [job(categories=["research"])], UNDETERMINED),
    case("either-in-different-positions", f"{EITHER[:-1]}20", [job("2022-01-01", "2022-01-10", categories=["research"]), job("2023-01-01", "2023-01-10", leadership={"domains": ["quality"]})], MET),
    case("all-that-is-asked-of-one-position", "category: research, setting: hospital, days: 1", [job(categories=["research"], organization={"setting": "pharma"}), job(organization={"setting": "hospital"})], NOT_MET),
    case("uncertain-ones-count-for-the-most", "category: clinical, days: 15", [job("2022-01-01", "2022-01-10"), job("2023-01-01", "2023-01-10", categories=None)], UNDETERMINED),
    case("uncertain-ones-count-for-no-more", "category: clinical, days: 21", [job("2022-01-01", "2022-01-10"), job("2023-01-01", "2023-01-10", categories=None)], NOT_MET),
]

WINDOW = "within_last: {years: 5}, days: 1"

WINDOWS = [
    case("window-on-its-first-day", WINDOW, [job("2021-11-23", "2021-11-23")], MET),
    case("window-the-day-before", WINDOW, [job("2021-11-22", "2021-11-22")], NOT_MET),
    case("window-on-its-last-day", WINDOW, [job(ON, ON)], MET),
    case("window-holds-no-more-than-itself", "within_last: {years: 5}, days: 1827", [job("2010-01-01", "..")], NOT_MET),
    case("window-filled", "within_last: {years: 5}, years: 5", [job("2010-01-01", "..")], MET),
    case("window-in-that-year", WINDOW, [job("2021-01-01", "2021")], UNDETERMINED),
    case("window-from-29-february", "within_last: {years: 1}, days: 1", [job("2023-03-01", "2023-03-01")], MET, "2024-02-29"),
    case("window-from-29-february-the-day-before", "within_last: {years: 1}, days: 1", [job("2023-02-28", "2023-02-28")], NOT_MET, "2024-02-29"),
    case("window-from-the-end-of-a-month", "within_last: {months: 1}, days: 1", [job("2026-03-01", "2026-03-01")], MET, "2026-03-31"),
    case("window-from-the-end-of-a-month-the-day-before", "within_last: {months: 1}, days: 1", [job("2026-02-28", "2026-02-28")], NOT_MET, "2026-03-31"),
    case("window-of-days", "within_last: {days: 1}, days: 1", [job(ON, ON)], MET),
    case("window-of-days-the-day-before", "within_last: {days: 1}, days: 1", [job("2026-11-21", "2026-11-21")], NOT_MET),
]

RESIDENCY = {"type": "residency", "status": "completed", "start": "2006-07-01", "end": "2009-06-30", "specialty": "pediatrics"}
SINCE = "counts_from: residency"


def residency(**changes: Any) -> list[Record]:
    """
    The residency, with some fields changed; None takes one away.
    """
    return [{**RESIDENCY, **changes}]


SHORT = [job("2009-06-30", "2009-07-01")]
LONG = [job("2009-07-01", "2014-12-31")]

COUNTED = [
    case("counted-the-day-after", f"{SINCE}, days: 1", SHORT, MET, training=residency()),
    case("counted-no-earlier", f"{SINCE}, days: 2", SHORT, NOT_MET, training=residency()),
    case("counted-from-that-year-least", f"{SINCE}, days: 365", [job("2009-01-01", "2010-12-31")], MET, training=residency(end="2009")),
    case("counted-from-that-year-above-the-least", f"{SINCE}, days: 366", [job("2009-01-01", "2010-12-31")], UNDETERMINED, training=residency(end="2009")),
    case("counted-from-that-year-most", f"{SINCE}, days: 729", [job("2009-01-01", "2010-12-31")], UNDETERMINED, training=residency(end="2009")),
    case("counted-from-that-year-above-the-most", f"{SINCE}, days: 730", [job("2009-01-01", "2010-12-31")], NOT_MET, training=residency(end="2009")),
    case("counted-from-the-earliest", f"{SINCE}, years: 5", LONG, MET, training=[{**RESIDENCY, "start": None, "end": "2015-06-30"}, RESIDENCY]),
    case("counted-from-a-possible-one", f"{SINCE}, years: 5", LONG, UNDETERMINED, training=[{**RESIDENCY, "start": None, "end": "2014-06-30"}, {**RESIDENCY, "status": None}]),
    case("counted-at-least-from-a-certain-one", f"{SINCE}, days: 184", LONG, MET, training=[{**RESIDENCY, "start": None, "end": "2014-06-30"}, {**RESIDENCY, "status": None}]),
    case("counted-from-no-fellowship", f"{SINCE}, days: 1", LONG, NOT_MET, training=residency(type="fellowship")),
    case("counted-from-one-without-status", f"{SINCE}, days: 1", LONG, UNDETERMINED, training=residency(status=None)),
    case("counted-from-one-given-up", f"{SINCE}, days: 1", LONG, NOT_MET, training=residency(status="withdrawn")),
    case("counted-from-one-without-an-end", f"{SINCE}, years: 5", LONG, UNDETERMINED, training=residency(end=None)),
    case("counted-from-one-whose-status-and-dates-disagree", f"{SINCE}, years: 5", LONG, UNDETERMINED, training=residency(status="active")),
    case("counted-from-nothing-on-file", f"{SINCE}, days: 1", LONG, UNDETERMINED),
    case("counted-from-nothing-at-all", f"{SINCE}, days: 1", LONG, NOT_MET, none=["training"]),
    case("counted-from-a-partial-section-least", f"{SINCE}, years: 5", LONG, MET, training=residency(), partial=["training"]),
    case("counted-from-a-partial-section-most", f"{SINCE}, days: 10", [job("2005-01-01", "2005-12-31")], UNDETERMINED, training=residency(), partial=["training"]),
    case("counted-from-a-partial-section-and-not-enough", f"{SINCE}, years: 5", [job("2005-01-01", "2005-12-31")], NOT_MET, training=residency(), partial=["training"]),
    case("counted-from-one-specialty", "counts_from: {kind: training, type: residency, specialty: surgery}, days: 1", LONG, NOT_MET, training=residency()),
    case("counted-from-any-training-that-was-completed", "counts_from: {kind: training, type: residency, status: any}, days: 1", LONG, MET, training=residency()),
    case("counted-from-any-training-that-was-given-up", "counts_from: {kind: training, type: residency, status: any}, days: 1", LONG, NOT_MET, training=residency(status="withdrawn")),
    case("counted-from-any-training-without-status", "counts_from: {kind: training, type: residency, status: any}, days: 1", LONG, UNDETERMINED, training=residency(status=None)),
    case("counted-within-a-window-too", f"{SINCE}, {WINDOW}", LONG, NOT_MET, training=residency()),
    case("counted-before-it-was-completed", f"{SINCE}, days: 1", LONG, NOT_MET, "2009-06-30", training=residency()),
    case("counted-once-it-was-completed", f"{SINCE}, days: 1", LONG, MET, "2009-07-01", training=residency()),
    case("years-in-training-do-not-count", f"{SINCE}, years: 3", [job("2006-07-01", "2009-06-30")], NOT_MET, training=residency()),
]

MD = {"degree": "MD", "conferred": "2006-05-20", "status": "conferred"}
LICENSE = {"type": "medical", "jurisdiction": "US-CA", "class": "full", "status": "active", "issued": "2009-08-01", "expires": "..", "restrictions": []}
BY_DEGREE = "counts_from: {kind: degree, degree: MD}"
BY_LICENSE = "counts_from: {kind: license, type: medical}"

OTHERS = [
    case("counted-from-a-degree", f"{BY_DEGREE}, days: 1", [job("2006-05-20", "2006-05-21")], MET, education=[MD]),
    case("counted-from-a-degree-no-earlier", f"{BY_DEGREE}, days: 2", [job("2006-05-20", "2006-05-21")], NOT_MET, education=[MD]),
    case("counted-from-another-degree", f"{BY_DEGREE}, days: 1", LONG, NOT_MET, education=[{**MD, "degree": "BS"}]),
    case("counted-from-a-foreign-degree", f"{BY_DEGREE}, days: 1", LONG, UNDETERMINED, education=[{**MD, "degree": "MBBS"}]),
    case("counted-from-a-degree-whose-status-and-dates-disagree", f"{BY_DEGREE}, days: 1", LONG, UNDETERMINED, education=[{**MD, "status": "in_progress"}]),
    case("counted-from-a-license-on-its-first-day", f"{BY_LICENSE}, days: 1", [job("2009-07-31", "2009-08-01")], MET, licenses=[LICENSE]),
    case("counted-from-a-license-no-earlier", f"{BY_LICENSE}, days: 2", [job("2009-07-31", "2009-08-01")], NOT_MET, licenses=[LICENSE]),
    case("counted-from-a-license-issued-that-year", f"{BY_LICENSE}, days: 1", [job("2009-07-31", "2009-08-01")], UNDETERMINED, licenses=[{**LICENSE, "issued": "2009"}]),
    case("counted-from-another-license", f"{BY_LICENSE}, days: 1", LONG, NOT_MET, licenses=[{**LICENSE, "type": "nursing"}]),
    case("counted-from-another-license-whose-class-is-absent", f"{BY_LICENSE}, days: 1", LONG, NOT_MET, licenses=[{**LICENSE, "type": "nursing", "class": None}]),
    case("counted-from-a-training-license", f"{BY_LICENSE}, days: 1", LONG, NOT_MET, licenses=[{**LICENSE, "class": "training"}]),
    case("counted-from-a-license-whose-class-is-absent", f"{BY_LICENSE}, days: 1", LONG, UNDETERMINED, licenses=[{**LICENSE, "class": None}]),
    case("counted-from-a-license-whose-status-and-dates-disagree", f"{BY_LICENSE}, days: 1", LONG, UNDETERMINED, licenses=[{**LICENSE, "expires": "2020-01-01"}]),
    case("counted-from-an-active-license-at-the-latest-from-the-day-it-was-seen", f"{BY_LICENSE}, days: 21", [job("2026-11-01", "..")], MET, licenses=[{**LICENSE, "issued": None}]),
    case("counted-from-an-active-license-perhaps-earlier", f"{BY_LICENSE}, days: 22", [job("2026-11-01", "..")], UNDETERMINED, licenses=[{**LICENSE, "issued": None}]),
    case("counted-from-an-expired-license-at-the-latest-from-its-end", f"{BY_LICENSE}, years: 5", LONG, MET, licenses=[{**LICENSE, "status": "expired", "issued": None, "expires": "2009-06-30"}]),
    case("counted-from-a-license-first-issued-on-a-day", f"{BY_LICENSE}, years: 5", LONG, MET, licenses=[{**LICENSE, "status": None, "issued": None, "first_issued": "2009-07-01"}]),
    case("counted-from-a-license-of-which-nothing-is-known", f"{BY_LICENSE}, days: 1", LONG, UNDETERMINED, licenses=[{**LICENSE, "status": None, "issued": None, "expires": None}]),
    case("counted-from-a-restricted-license", "counts_from: {kind: license, type: medical, unrestricted: yes}, days: 1", LONG, NOT_MET, licenses=[{**LICENSE, "restrictions": ["no surgery"]}]),
    case("counted-from-a-license-issued-too-early", "counts_from: {kind: license, type: medical, issued: {from: 2015-01-01}}, days: 1", LONG, NOT_MET, licenses=[LICENSE]),
    case("counted-from-training-that-is-only-claimed", "counts_from: {kind: training, type: residency, evidence: {at_least: verified}}, days: 1", LONG, UNDETERMINED, training=residency()),
]

SHARES = [
    case("share-ignored", "years: 5", [job(fte=0.1)], MET),
    case("share-large-enough", "fte: 0.6, years: 5", [job(fte=0.6)], MET),
    case("share-too-small", "fte: 0.6, days: 1", [job(fte=0.59)], NOT_MET),
    case("share-absent", "fte: 0.6, days: 1", [job()], UNDETERMINED),
    case("full-time-asked", "fte: 1, days: 1", [job(fte=1.0)], MET),
    case("prorated", "fte: prorate, days: 913", [job(fte=0.5)], MET),
    case("prorated-no-more", "fte: prorate, days: 914", [job(fte=0.5)], NOT_MET),
    case("prorated-exactly", "fte: prorate, days: 3", [job("2022-01-01", "2022-01-05", fte=0.6)], MET),
    case("prorated-share-absent", "fte: prorate, days: 1", [job()], UNDETERMINED),
    case("prorated-share-absent-no-more", "fte: prorate, days: 1827", [job()], NOT_MET),
    case("prorated-two-halves", "fte: prorate, years: 5", [job(fte=0.5), job(fte=0.5)], MET),
    case("prorated-never-more-than-whole", "fte: prorate, days: 1827", [job(fte=0.8), job(fte=0.8)], NOT_MET),
]

SECTIONS = [
    *(case(f"section-{name}", "days: 1", found, expected, **fields) for name, found, fields, expected in HOLLOW),
    case("section-partial-in-vain", "years: 6", [job()], UNDETERMINED, partial=True),
    case("section-partial-has-no-most", "years: 70", [job()], UNDETERMINED, partial=True),
    case("section-partial-found", "years: 5", [job()], MET, partial=True),
    case("section-of-other-positions", CATEGORY, [job(categories=["research"])], UNDETERMINED, partial=True),
]

TABLE = [*LENGTHS, *DATES, *CATEGORIES, *LEVELS, *PLACES, *ROLES, *SEVERAL, *WINDOWS, *COUNTED, *OTHERS, *SHARES, *SECTIONS]


@pytest.mark.parametrize("case", TABLE)
def test_the_verdict_on_experience(case: Case) -> None:
    """
    Experience is met, not met or not known exactly as far as the positions go.
    """
    assert case.expected is case.verdict


@pytest.mark.parametrize(
    ("positions", "more", "least", "most"),
    [
        pytest.param([job()], {}, 1826, 1826, id="to-the-day"),
        pytest.param([job("2018", "2022")], {}, 1098, 1826, id="to-the-year"),
        pytest.param([job()], {"partial": ["positions"]}, 1826, None, id="partial"),
        pytest.param([job(None)], {}, 1, None, id="start-absent"),
        pytest.param(None, {}, 0, None, id="nothing-on-file"),
        pytest.param(None, {"none": ["positions"]}, 0, 0, id="known-to-be-empty"),
    ],
)
def test_a_length_is_given_as_an_interval_of_days(positions: Records, more: Record, least: int, most: int | None) -> None:
    """
    The amount says the least and the most days, and no most where nothing bounds it.
    """
    amount = assess("{kind: experience, years: 5}", {"positions": positions, **more}).amount

    assert amount is not None
    assert (least, most, 1825, "days") == (amount.least, amount.most, amount.needed, amount.unit)


def test_the_positions_that_count_are_the_evidence() -> None:
    """
    Positions of another kind are not cited.
    """
    found = assess(f"{{kind: experience, {CATEGORY}}}", {"positions": [job(categories=["research"]), job()]})
    expected = ["/positions/1"]

    assert expected == cited(found)


@pytest.mark.parametrize(
    ("settings", "section", "record"),
    [
        pytest.param(SINCE, "training", RESIDENCY, id="training"),
        pytest.param(BY_DEGREE, "education", MD, id="degree"),
        pytest.param(BY_LICENSE, "licenses", LICENSE, id="license"),
    ],
)
def test_what_days_are_counted_from_is_evidence_too(settings: str, section: str, record: Record) -> None:
    """
    The record from which days count is cited beside the positions.
    """
    found = assess(f"{{kind: experience, {settings}, years: 5}}", {"positions": LONG, section: [record]})

    assert ["/positions/0", f"/{section}/0"] == cited(found)


@pytest.mark.parametrize(
    "positions", [None, [job(categories=["research"])]], ids=["known-to-be-empty", "of-another-kind"]
)
def test_an_absence_is_cited_as_its_section(positions: Records) -> None:
    """
    That there is too little rests on the whole section.
    """
    document = profile_of("positions", positions, none=positions is None)
    found = assess(f"{{kind: experience, {CATEGORY}}}", document)
    expected = ["/positions"]

    assert expected == cited(found)


def test_too_little_cites_what_was_counted() -> None:
    """
    Too few days rest on the positions that were counted and on there being no others.
    """
    found = assess("{kind: experience, years: 6}", {"positions": [job()]})
    expected = ["/positions/0", "/positions"]

    assert expected == cited(found)


@pytest.mark.parametrize("section", ["training", "education", "licenses"])
def test_that_nothing_was_reached_to_count_from_is_evidence(section: str) -> None:
    """
    Where no day counts, because what they count from never happened, that absence is cited.
    """
    settings = {"training": SINCE, "education": BY_DEGREE, "licenses": BY_LICENSE}[section]
    found = assess(f"{{kind: experience, {settings}, days: 1}}", {"positions": LONG, "none": [section]})

    assert f"/{section}" in cited(found)


@pytest.mark.parametrize(
    ("settings", "position", "pointer"),
    [
        pytest.param("years: 5", job(end=None), "/positions/0/end", id="end"),
        pytest.param("years: 5", job(None), "/positions/0/start", id="start"),
        pytest.param("days: 1800", job("2018"), "/positions/0/start", id="start-to-the-year"),
        pytest.param(CATEGORY, job(categories=None), "/positions/0/categories", id="category"),
        pytest.param(DIRECTOR, job(categories=None), "/positions/0/leadership/level", id="level"),
        pytest.param("setting: hospital, days: 1", job(), "/positions/0/organization/setting", id="setting"),
        pytest.param(QUALITY, job(categories=None), "/positions/0/leadership/domains", id="leads"),
        pytest.param(CMO, job(), "/positions/0/title", id="role"),
        pytest.param("employer: Acme, days: 1", job(), "/positions/0/organization", id="employer"),
        pytest.param("fte: 0.6, days: 1", job(), "/positions/0/fte", id="share"),
        pytest.param("fte: prorate, days: 1", job(), "/positions/0/fte", id="prorated-share"),
    ],
)
def test_what_is_missing_is_asked_where_it_would_stand(settings: str, position: Record, pointer: str) -> None:
    """
    Each question names the one field that would settle it.
    """
    found = assess(f"{{kind: experience, {settings}}}", {"positions": [position]})

    assert [pointer] == asked(found)


@pytest.mark.parametrize(
    ("training", "pointer"),
    [
        pytest.param(residency(end="2009"), "/training/0/end", id="end"),
        pytest.param(residency(status=None), "/training/0/status", id="status"),
        pytest.param(residency(type=None), "/training/0/type", id="type"),
        pytest.param(None, "/training/-", id="absent"),
    ],
)
def test_what_days_are_counted_from_is_asked_where_it_would_stand(training: Records, pointer: str) -> None:
    """
    Where the day from which work counts is not certain, what would settle it is asked.
    """
    found = assess(f"{{kind: experience, {SINCE}, years: 5}}", {"positions": [job("2009-01-01", "2014-06-30")], "training": training})

    assert [pointer] == asked(found)


@pytest.mark.parametrize(
    ("settings", "section", "record", "pointer"),
    [
        pytest.param(SINCE, "training", {**RESIDENCY, "status": "active"}, "/training/0/status", id="training"),
        pytest.param(BY_DEGREE, "education", {**MD, "status": "in_progress"}, "/education/0/status", id="degree"),
        pytest.param(BY_LICENSE, "licenses", {**LICENSE, "expires": "2020-01-01"}, "/licenses/0/status", id="license"),
    ],
)
def test_what_disagrees_with_its_dates_is_asked_for_its_status(settings: str, section: str, record: Record, pointer: str) -> None:
    """
    Where days count from a record whose status and dates disagree, its status is asked.
    """
    found = assess(f"{{kind: experience, {settings}, days: 1}}", {"positions": LONG, section: [record]})

    assert [pointer] == asked(found)


def test_the_question_for_an_absent_end_says_how_to_leave_it_open() -> None:
    """
    Who is asked when a position ended learns how to say that it is still held.
    """
    found = assess("{kind: experience, years: 5}", {"positions": [job(end=None)]})

    assert '".."' in questions(found)


@pytest.mark.parametrize("settings", [DIRECTOR, LEADS], ids=["level", "category"])
def test_a_title_shapes_the_question_and_nothing_else(settings: str) -> None:
    """
    What a title suggests is said in the question.
    """
    found = assess(f"{{kind: experience, {settings}}}", {"positions": [job(categories=None, title="Medical Director")]})

    assert "the title suggests director" in questions(found)


@pytest.mark.parametrize("document", [{}, {"positions": [job()], "partial": ["positions"]}], ids=["absent", "partial"])
def test_a_section_that_may_omit_records_asks_for_one_more(document: Record) -> None:
    """
    Where a position may be missing from the file, one more record is asked for.
    """
    found = assess("{kind: experience, years: 6}", document)
    expected = ["/positions/-"]

    assert expected == asked(found)


OLD, OF_LATE = job("1990", "1995"), job("2022", "..")
UNCLEAR = {"start": "1990", "end": "1995"}
RECENT = "{kind: experience, category: clinical, years: %d, within_last: {years: 5}}"


@pytest.mark.parametrize("old", [OLD, UNCLEAR], ids=["clinical", "perhaps"])
def test_work_outside_of_the_window_is_neither_evidence_nor_a_question(old: Record) -> None:
    """
    What no answer could bring into the window is not cited for what is met, and nothing is asked about it.
    """
    met = assess(RECENT % 3, {"positions": [old, OF_LATE]}, recorded_on=RECORDED)
    open_ = assess(RECENT % 4, {"positions": [old, job("2022-06-01", "2023"), job("2024", "..")]}, recorded_on=RECORDED)

    assert ["/positions/1"] == cited(met)
    assert ["/positions/1", "/positions/2"] == cited(open_)
    assert ["/positions/1/end", "/positions/2/start"] == asked(open_)


def test_work_before_what_it_counts_from_is_no_question() -> None:
    """
    Nobody is asked on which day a position began that counts from a later day on in any case.
    """
    found = assess(
        f"{{kind: experience, {SINCE}, years: 5}}", {"positions": [job("1999", "2001"), job("2008", "2014")], "training": residency()}
    )

    assert ["/positions/1/end"] == asked(found)


def test_a_day_after_the_one_asked_is_no_question() -> None:
    """
    Nobody is asked on which day of next year a position will end.
    """
    found = assess("{kind: experience, years: 5}", {"positions": [job("2021", "2027")]})

    assert ["/positions/0/start"] == asked(found)


def test_what_work_counts_from_is_looked_at_once() -> None:
    """
    Each record from which work may count is told once, and those beside it that give no day.
    """
    records = [RESIDENCY, {**RESIDENCY, "type": "fellowship"}]
    found = looked_at(f"{{kind: experience, {SINCE}, days: 1}}", {"positions": [job()], "training": records})

    begun = [(each.pointer, each.verdict) for each in found if each.part == "counts_from"]
    assert [("/training/0", MET), ("/training/1", NOT_MET)] == begun
    assert ["/positions/0", "/positions"] == [each.pointer for each in found if not each.part]


def test_a_position_on_its_own_has_as_many_days_as_it_has() -> None:
    """
    What a position adds by itself is bounded, although others may not be on file.
    """
    alone, total = looked_at("{kind: experience, years: 5}", {"positions": [job()], "partial": ["positions"]})

    assert alone.amount is not None
    assert (1826, 1826) == (alone.amount.least, alone.amount.most)
    assert total.amount is not None
    assert (1826, None) == (total.amount.least, total.amount.most)


def test_words_of_the_rule_set_may_hold_braces() -> None:
    """
    An employer is text, whatever signs are in it.
    """
    found = assess('{kind: experience, employer: "Acme {West}", days: 1}', {"positions": [job()]})

    assert found.error is None


@pytest.mark.parametrize(
    ("text", "at", "says"),
    [
        pytest.param("{kind: experience, category: clinical}", "{", "one of `years`, `months` and `days`", id="no-length"),
        pytest.param("{kind: experience, years: 5, days: 1}", "{", "one of `years`, `months` and `days`", id="two-lengths"),
        pytest.param("{kind: experience, years: five}", "five", "must be a number", id="a-number-in-words"),
        pytest.param("{kind: experience, years: -5}", "-5", "", id="less-than-nothing"),
        pytest.param("{kind: experience, months: 2.5}", "2.5", "must be a whole number", id="half-a-month"),
        pytest.param("{kind: experience, years: 2.5, year: calendar}", "{", "takes whole `years`", id="half-a-calendar-year"),
        pytest.param("{kind: experience, days: 5, year: calendar}", "{", "takes whole `years`", id="days-of-calendar-years"),
        pytest.param("{kind: experience, years: 5, year: leap}", "leap", "not possible here", id="unknown-year"),
        pytest.param("{kind: experience, years: 5, fte: half}", "{", "not `half`", id="a-share-in-words"),
        pytest.param("{kind: experience, years: 5, fte: 1.5}", "{", "not `1.5`", id="a-share-of-too-much"),
        pytest.param("{kind: experience, years: 5, fte: 0}", "{", "not `0`", id="a-share-of-nothing"),
        pytest.param("{kind: experience, years: 5, category: clinic}", "clinic}", "did you mean `clinical`?", id="unknown-category"),
        pytest.param("{kind: experience, years: 5, leadership_at_least: directer}", "directer", "did you mean `director`?", id="unknown-level"),
        pytest.param("{kind: experience, years: 5, leadership_at_least: [lead, manager]}", "[lead", "must be text", id="two-levels"),
        pytest.param("{kind: experience, years: 5, setting: hospitl}", "hospitl", "did you mean `hospital`?", id="unknown-setting-of-work"),
        pytest.param("{kind: experience, years: 5, leads: qualty}", "qualty", "did you mean `quality`?", id="unknown-domain"),
        pytest.param("{kind: experience, years: 5, within_last: 10}", "10}", "a length of time is", id="a-number-for-a-span"),
        pytest.param("{kind: experience, years: 5, counts_from: residancy}", "residancy", "did you mean `residency`?", id="unknown-milestone"),
        pytest.param("{kind: experience, years: 5, counts_from: {kind: exam, exam: USMLE}}", "{kind: exam", "degree or license or training", id="milestone-of-another-kind"),
        pytest.param("{kind: experience, years: 5, counts_from: {kind: training, type: residancy}}", "residancy", "did you mean `residency`?", id="wrong-milestone"),
        pytest.param("{kind: experience, years: 5, either: [{catgory: clinical}]}", "catgory", "did you mean `category`?", id="wrong-description"),
        pytest.param("{kind: experience, years: 5, withinlast: {years: 5}}", "withinlast", "did you mean `within_last`?", id="unknown-setting"),
    ],
)
def test_settings_that_do_not_fit_are_refused_at_their_place(text: str, at: str, says: str) -> None:
    """
    A wrong setting is an error where it stands, with a suggestion where one is near.
    """
    problem = misfit(text)

    assert text.index(at) + 1 == column(problem)
    assert says in problem.message
