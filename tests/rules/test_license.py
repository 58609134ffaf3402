"""
The kind `license`: permission by a state to practice, in force on the day asked.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from kinds import (
    BEFORE,
    FAR,
    HOLLOW,
    LASTS,
    MET,
    NO_LONGER,
    NOT_MET,
    ON,
    RECORDED,
    UNDETERMINED,
    VERIFIED,
    Case,
    Records,
    asked,
    assess,
    cited,
    column,
    looked_at,
    milestones,
    misfit,
    profile_of,
    questions,
    row,
)

from reqcheck import Profile
from reqcheck.standing import by_dates
from reqcheck.status import Says, Standing

if TYPE_CHECKING:
    from _pytest.mark.structures import ParameterSet

    from reqcheck import Verdict

LICENSE = {
    "type": "medical",
    "jurisdiction": "US-CA",
    "class": "full",
    "status": "active",
    "restrictions": [],
    "issued": "2009-08-01",
    "expires": "2027-06-30",
}

THERE = "type: medical, jurisdiction: US-CA"


def case(
    name: str, settings: str, licenses: Records, expected: Verdict, on: str = ON, **fields: Any
) -> ParameterSet:
    fields = {"recorded_on": RECORDED, **fields}
    return row(name, f"{{kind: license, {settings}}}", profile_of("licenses", licenses, **fields), expected, on)


def held(**changes: Any) -> list[dict[str, Any]]:
    """
    The license, with some fields changed; None takes one away.
    """
    return [{**LICENSE, **changes}]


WORDS = [
    case("what-is-asked", THERE, held(), MET),
    case("type-another", "type: nursing", held(), NOT_MET),
    case("type-by-a-synonym", "type: physician", held(type="MD"), MET),
    case("type-in-a-group", "type: health professions", held(), MET),
    case("type-not-asked", "jurisdiction: US-CA", held(type=None), MET),
    case("type-absent", THERE, held(type=None), UNDETERMINED),
    case("type-not-recognized", THERE, held(type="healer"), UNDETERMINED),
    case("jurisdiction-another", "type: medical, jurisdiction: US-NV", held(), NOT_MET),
    case("jurisdiction-by-a-synonym", "type: medical, jurisdiction: CA", held(jurisdiction="California"), MET),
    case("jurisdiction-of-several", "type: medical, jurisdiction: [NV, CA]", held(), MET),
    case("jurisdiction-in-a-group", "type: medical, jurisdiction: US", held(), MET),
    case("jurisdiction-not-in-a-group", "type: medical, jurisdiction: US", held(jurisdiction="CA-ON"), NOT_MET),
    case("jurisdiction-in-doubt", THERE, held(jurisdiction="CA?"), UNDETERMINED),
    case("status-in-doubt", THERE, held(status="active?"), UNDETERMINED),
    case("status-with-a-footnote", THERE, held(status="Active*"), UNDETERMINED),
    case("jurisdiction-absent", THERE, held(jurisdiction=None), UNDETERMINED),
    case("jurisdiction-not-recognized", THERE, held(jurisdiction="Atlantis"), UNDETERMINED),
    case("class-limited", THERE, held(**{"class": "limited"}), NOT_MET),
    case("class-absent", THERE, held(**{"class": None}), UNDETERMINED),
    case("class-not-recognized", THERE, held(**{"class": "gold"}), UNDETERMINED),
    case("class-asked", f"{THERE}, class: [full, training]", held(**{"class": "training"}), MET),
    case("class-any", f"{THERE}, class: any", held(**{"class": None}), MET),
    case("one-of-several-records", THERE, [{**LICENSE, "jurisdiction": "US-NV"}, LICENSE], MET),
    case("issued-in-the-future-before-another", THERE, [{**LICENSE, "issued": "2027-01-01"}, {**LICENSE, "jurisdiction": "US-NV"}], NOT_MET),
    case("issued-in-the-future-after-another", THERE, [{**LICENSE, "jurisdiction": "US-NV"}, {**LICENSE, "issued": "2027-01-01"}], NOT_MET),
    case("two-halves-make-no-whole", THERE, [{**LICENSE, "jurisdiction": "US-NV"}, {**LICENSE, "type": "nursing"}], NOT_MET),
]

RESTRICTIONS = [
    case("unrestricted", f"{THERE}, unrestricted: yes", held(), MET),
    case("restricted", f"{THERE}, unrestricted: yes", held(restrictions=["no surgery"]), NOT_MET),
    case("restrictions-say-nothing", f"{THERE}, unrestricted: yes", held(restrictions=["None", "N/A", " - "]), UNDETERMINED),
    case("restrictions-say-something-too", f"{THERE}, unrestricted: yes", held(restrictions=["None", "no surgery"]), NOT_MET),
    case("restrictions-absent", f"{THERE}, unrestricted: yes", held(restrictions=None), UNDETERMINED),
    case("restrictions-are-not-asked-about", THERE, held(restrictions=["no surgery"]), MET),
    case("restrictions-not-asked", f"{THERE}, unrestricted: no", held(restrictions=["no surgery"]), MET),
]

FIVE = f"{THERE}, held: {{years: 5}}"

HELD = [
    case("held-on-the-anniversary", FIVE, held(first_issued="2021-11-22", issued="2025-01-01"), MET),
    case("held-a-day-less", FIVE, held(first_issued="2021-11-23", issued="2025-01-01"), NOT_MET),
    case("held-since-that-year", FIVE, held(first_issued="2021", issued="2025-01-01"), UNDETERMINED),
    case("held-since-it-was-issued", FIVE, held(issued="2021-11-22"), MET),
    case("held-a-day-less-since-it-was-issued", FIVE, held(issued="2021-11-23"), NOT_MET),
    case("held-since-nobody-knows", FIVE, held(issued=None), UNDETERMINED),
    case("held-a-month", f"{THERE}, held: {{months: 1}}", held(issued="2026-10-22"), MET),
    case("held-a-month-less-a-day", f"{THERE}, held: {{months: 1}}", held(issued="2026-10-23"), NOT_MET),
    case("held-three-years-on-1-march", f"{THERE}, held: {{years: 3}}", held(issued="2020-02-29"), MET, "2023-03-01"),
    case("held-three-years-on-28-february", f"{THERE}, held: {{years: 3}}", held(issued="2020-02-29"), NOT_MET, "2023-02-28"),
    case("held-says-its-status-and-its-dates-do-not", FIVE, held(status="expired"), UNDETERMINED),
    case("held-though-its-first-issue-is-not-believed", FIVE, held(first_issued="2026-11-20", source=VERIFIED), UNDETERMINED),
    case("held-by-dates-that-are-not-in-order", f"{FIVE}, status: any", held(issued=None, first_issued="2015-01-01", expires="2010-06-30"), UNDETERMINED),
    case("held-long-but-no-more", FIVE, held(first_issued="2001", expires="2026-11-21"), NOT_MET),
]

ANEW = [
    case("issued-anew-later-and-active-now", THERE, held(first_issued="2009-08-01", issued="2027-01-01"), MET),
    case("issued-anew-later-without-a-status", THERE, held(first_issued="2009-08-01", issued="2027-01-01", status=None), UNDETERMINED),
    case("issued-anew-later-by-dates", f"{THERE}, status: any", held(first_issued="2009-08-01", issued="2027-01-01"), UNDETERMINED),
    case("issued-anew-since-the-day-asked", THERE, held(first_issued="2009-08-01", issued="2025-07-01"), UNDETERMINED, "2024-03-01"),
    case("issued-anew-on-the-day-asked", THERE, held(first_issued="2009-08-01", issued="2025-07-01"), MET, "2025-07-01"),
    case("issued-anew-and-asked-on-the-first-day", THERE, held(first_issued="2009-08-01", issued="2025-07-01"), UNDETERMINED, "2009-08-01"),
    case("issued-anew-and-asked-before-the-first-day", THERE, held(first_issued="2009-08-01", issued="2025-07-01"), NOT_MET, "2009-07-31"),
    case("issued-anew-within-the-days-asked", f"{THERE}, issued: {{from: 2027-01-01}}", held(first_issued="2009-08-01", issued="2027-01-01"), NOT_MET),
    case("first-issued-later-than-issued", THERE, held(first_issued="2027", issued="2009-08-01"), MET),
]

ISSUED = [
    case("issued-on-that-day", f"{THERE}, issued: {{from: 2009-08-01, until: 2009-08-01}}", held(), MET),
    case("issued-the-day-before", f"{THERE}, issued: {{from: 2009-08-02}}", held(), NOT_MET),
    case("issued-the-day-after", f"{THERE}, issued: {{until: 2009-07-31}}", held(), NOT_MET),
    case("issued-in-that-year", f"{THERE}, issued: {{from: 2009-06-01}}", held(issued="2009"), UNDETERMINED),
    case("issued-in-a-year-perhaps-on-its-last-day", f"{THERE}, issued: {{from: 2009-12-31}}", held(issued="2009"), UNDETERMINED),
    case("issued-in-a-year-perhaps-on-its-first-day", f"{THERE}, issued: {{until: 2009-01-01}}", held(issued="2009"), UNDETERMINED),
    case("issued-in-the-year-before", f"{THERE}, issued: {{from: 2010-01-01}}", held(issued="2009"), NOT_MET),
    case("issued-in-a-year-within", f"{THERE}, issued: {{from: 2009-01-01}}", held(issued="2009"), MET),
    case("issued-nobody-knows-when", f"{THERE}, issued: {{from: 2009-01-01}}", held(issued=None), UNDETERMINED),
    case("issued-in-time-but-its-status-and-its-dates-disagree", f"{THERE}, issued: {{from: 2009-01-01}}", held(expires="2020-01-01"), UNDETERMINED),
    case("issued-before-its-status", f"{THERE}, issued: {{until: 2026-11-02}}", held(issued=None), MET),
]

ACTIVE = [
    case("active-on-its-last-day", THERE, held(), MET, "2027-06-30"),
    case("active-the-day-after", THERE, held(), NOT_MET, "2027-07-01"),
    case("active-on-its-first-day", THERE, held(), MET, "2009-08-01"),
    case("active-the-day-before", THERE, held(), NOT_MET, "2009-07-31"),
    case("active-before-its-last-year", THERE, held(expires="2027"), MET, "2026-12-31"),
    case("active-on-the-first-day-of-its-last-year", THERE, held(expires="2027"), MET, "2027-01-01"),
    case("active-in-its-last-year", THERE, held(expires="2027"), UNDETERMINED, "2027-01-02"),
    case("active-on-the-last-day-of-its-last-year", THERE, held(expires="2027"), UNDETERMINED, "2027-12-31"),
    case("active-after-its-last-year", THERE, held(expires="2027"), NOT_MET, "2028-01-01"),
    case("active-on-record-in-its-last-month", THERE, held(expires="2026-11"), MET, RECORDED),
    case("active-later-in-its-last-month", THERE, held(expires="2026-11"), UNDETERMINED),
    case("active-in-its-first-year", THERE, held(issued="2009"), UNDETERMINED, "2009-08-01"),
    case("active-without-end-as-long-as-it-lasts", THERE, held(expires=None), MET, LASTS),
    case("active-without-end-longer", THERE, held(expires=None), UNDETERMINED, NO_LONGER),
    case("active-without-end-by-its-own-source", THERE, held(expires=None, source=VERIFIED), MET, "2027-02-17"),
    case("active-without-end-by-its-own-source-longer", THERE, held(expires=None, source=VERIFIED), UNDETERMINED, "2027-02-18"),
    case("active-without-end-by-the-source-of-its-section", THERE, held(expires=None), UNDETERMINED, "2027-02-18", sources={"licenses": VERIFIED}),
    case("active-without-any-day", THERE, held(expires=None, issued=None), MET, FAR, recorded_on=None),
    case("active-without-beginning", THERE, held(issued=None), MET),
    case("active-without-beginning-before-its-day", THERE, held(issued=None), UNDETERMINED, BEFORE),
    case("active-without-beginning-on-its-day", THERE, held(issued=None), MET, RECORDED),
    case("active-and-never-expires", THERE, held(expires=".."), MET, FAR),
    case("active-by-a-synonym", THERE, held(status="Clear"), MET),
    case("active-but-expired-before", THERE, held(expires="2026-11-01"), UNDETERMINED),
    case("active-and-expires-on-its-day", THERE, held(expires=RECORDED), MET, RECORDED),
    case("active-and-expired-since", THERE, held(expires=RECORDED), NOT_MET, "2026-11-03"),
    case("active-but-issued-after", THERE, held(issued="2026-11-10"), UNDETERMINED),
]

EXPIRED = [
    case("expired-without-a-day", THERE, held(status="expired", expires=None), NOT_MET),
    case("expired-on-its-day", THERE, held(status="expired", expires=None), NOT_MET, RECORDED),
    case("expired-before-its-day", THERE, held(status="expired", expires=None), UNDETERMINED, BEFORE),
    case("expired-and-in-force-until-then", THERE, held(status="expired", expires="2026-10-31"), MET, "2026-10-31"),
    case("expired-and-not-in-force-since", THERE, held(status="expired", expires="2026-10-31"), NOT_MET, BEFORE),
    case("expired-the-day-before-its-day", THERE, held(status="expired", expires=BEFORE), NOT_MET),
    case("expired-but-in-force-on-its-day", THERE, held(status="expired", expires=RECORDED), UNDETERMINED),
    case("expired-but-in-force-for-years", THERE, held(status="expired"), UNDETERMINED),
    case("expired-but-in-force-for-years-long-ago", THERE, held(status="expired"), UNDETERMINED, "2010-01-01"),
    case("expired-this-year-on-its-day", THERE, held(status="expired", expires="2026"), NOT_MET, RECORDED),
    case("expired-this-year-in-june", THERE, held(status="expired", expires="2026"), UNDETERMINED, "2026-06-01"),
    case("expired-this-year-asked-of-the-last", THERE, held(status="expired", expires="2026"), MET, "2025-12-31"),
    case("lapsed", THERE, held(status="lapsed", expires=None), NOT_MET),
]

BARRED = [
    case("revoked-on-its-day", THERE, held(status="revoked"), NOT_MET, RECORDED),
    case("revoked-after-its-day", THERE, held(status="revoked"), NOT_MET),
    case("revoked-before-its-day", THERE, held(status="revoked"), UNDETERMINED, BEFORE),
    case("revoked-before-it-was-issued", THERE, held(status="revoked"), NOT_MET, "2009-07-31"),
    case("revoked-after-it-expired", THERE, held(status="revoked", expires="2020-01-01"), NOT_MET, "2021-01-01"),
    case("surrendered", THERE, held(status="surrendered"), NOT_MET),
    case("denied", THERE, held(status="denied", issued=None, expires=None), NOT_MET),
    case("suspended-on-its-day", THERE, held(status="suspended"), NOT_MET, RECORDED),
    case("suspended-the-day-after", THERE, held(status="suspended"), UNDETERMINED, "2026-11-03"),
    case("suspended-the-day-before", THERE, held(status="suspended"), UNDETERMINED, BEFORE),
    case("suspended-and-expired-since", THERE, held(status="suspended"), NOT_MET, "2027-07-01"),
    *(case(f"{word}-on-its-day", THERE, held(status=word), NOT_MET, RECORDED) for word in ("inactive", "retired", "probation", "pending")),
    *(case(f"{word}-on-another-day", THERE, held(status=word), UNDETERMINED) for word in ("inactive", "retired", "probation", "pending")),
    case("status-absent", THERE, held(status=None), UNDETERMINED),
    case("status-absent-and-expired", THERE, held(status=None), NOT_MET, "2027-07-01"),
    case("status-not-recognized", THERE, held(status="in good order"), UNDETERMINED),
    case("status-not-recognized-and-expired", THERE, held(status="in good order"), NOT_MET, "2027-07-01"),
]

ANY = f"{THERE}, status: any"

BY_DATES = [
    case("any-without-status", ANY, held(status=None), MET),
    case("any-not-recognized", ANY, held(status="in good order"), MET),
    case("any-suspended-on-its-day", ANY, held(status="suspended"), MET, RECORDED),
    case("any-revoked", ANY, held(status="revoked"), MET),
    case("any-expired-by-its-word", ANY, held(status="expired"), MET),
    case("any-expired-by-its-date", ANY, held(), NOT_MET, "2027-07-01"),
    case("any-without-end", ANY, held(expires=None), UNDETERMINED),
    case("any-without-beginning", ANY, held(issued=None), UNDETERMINED),
    case("any-issued-whatever-its-status", f"{ANY}, issued: {{until: 2009-12-31}}", held(status="expired"), MET),
    case("any-held-whatever-its-status", f"{ANY}, held: {{years: 5}}", held(status="expired"), MET),
]

ACTIVE_BY_BOARD = {**LICENSE, "source": VERIFIED}
REVOKED = {**LICENSE, "status": "revoked"}
REVOKED_BY_BOARD = {**REVOKED, "source": VERIFIED}
EARLIER = {"strength": "verified", "verified_on": "2026-09-01"}

DISAGREEING = [
    case("stronger-revoked", THERE, [LICENSE, REVOKED_BY_BOARD], NOT_MET),
    case("stronger-active", THERE, [REVOKED, ACTIVE_BY_BOARD], MET),
    case("documented-beats-claimed", THERE, [REVOKED, {**LICENSE, "source": {"strength": "documented"}}], MET),
    case("later-active", THERE, [{**REVOKED, "source": EARLIER}, ACTIVE_BY_BOARD], MET),
    case("later-revoked", THERE, [REVOKED_BY_BOARD, {**LICENSE, "source": EARLIER}], NOT_MET),
    case("stronger-beats-later", THERE, [{**REVOKED, "source": EARLIER}, LICENSE], NOT_MET),
    case("equal-in-both", THERE, [LICENSE, REVOKED], UNDETERMINED),
    case("equal-in-both-verified", THERE, [REVOKED_BY_BOARD, ACTIVE_BY_BOARD], UNDETERMINED),
    case("expired-against-active", THERE, [LICENSE, {**LICENSE, "status": "expired", "expires": None, "source": VERIFIED}], NOT_MET),
    case("expired-against-active-though-its-dates-disagree", THERE, [LICENSE, {**LICENSE, "status": "expired", "source": VERIFIED}], UNDETERMINED),
    case("revoked-after-the-day-asked", THERE, [LICENSE, {**REVOKED, "source": {"strength": "verified", "verified_on": "2026-12-01"}}], UNDETERMINED),
    case("active-too-long-ago-against-active", THERE, [LICENSE, {**LICENSE, "expires": None, "source": {"strength": "verified", "verified_on": "2026-01-15"}}], MET),
    case("suspended-against-active", THERE, [LICENSE, {**LICENSE, "status": "suspended", "source": VERIFIED}], UNDETERMINED),
    case("suspended-against-a-stronger-one", THERE, [{**LICENSE, "status": "suspended"}, ACTIVE_BY_BOARD], MET),
    case("nothing-said-against-active", THERE, [LICENSE, {**LICENSE, "status": None, "source": VERIFIED}], MET),
    case("other-number", THERE, [{**LICENSE, "number": "1"}, {**REVOKED_BY_BOARD, "number": "2"}], MET),
    case("same-number", THERE, [{**LICENSE, "number": "1"}, {**REVOKED_BY_BOARD, "number": "1"}], NOT_MET),
    case("number-absent-from-one", THERE, [{**LICENSE, "number": "1"}, REVOKED_BY_BOARD], NOT_MET),
    case("other-class", THERE, [LICENSE, {**REVOKED_BY_BOARD, "class": "training"}], MET),
    case("class-absent-from-one", THERE, [LICENSE, {**REVOKED_BY_BOARD, "class": None}], NOT_MET),
    case("other-jurisdiction", "type: medical, jurisdiction: US", [LICENSE, {**REVOKED_BY_BOARD, "jurisdiction": "US-NV"}], MET),
    case("other-spelling-of-the-jurisdiction", THERE, [LICENSE, {**REVOKED_BY_BOARD, "jurisdiction": "California"}], NOT_MET),
    case("other-type", THERE, [LICENSE, {**REVOKED_BY_BOARD, "type": "nursing"}], MET),
    case("apart-in-time", THERE, [LICENSE, {**REVOKED_BY_BOARD, "issued": "1995", "expires": "1999-12-31"}], MET),
    case("apart-by-a-day", THERE, [LICENSE, {**REVOKED_BY_BOARD, "issued": "1995", "expires": "2009-07-31"}], MET),
    case("a-day-in-common", THERE, [LICENSE, {**REVOKED_BY_BOARD, "issued": "1995", "expires": "2009-08-01"}], NOT_MET),
    case("perhaps-a-day-in-common", THERE, [LICENSE, {**REVOKED_BY_BOARD, "issued": "1995", "expires": "2009"}], NOT_MET),
    case("two-equal-ones-leave-it-open-to-no-weaker-one", THERE, [ACTIVE_BY_BOARD, REVOKED_BY_BOARD, LICENSE], UNDETERMINED),
    case(
        "two-equal-ones-one-expired-leave-it-open-to-no-weaker-one",
        THERE,
        [ACTIVE_BY_BOARD, {**LICENSE, "status": "expired", "expires": None, "source": VERIFIED}, LICENSE],
        UNDETERMINED,
    ),
    case(
        "a-dispute-about-another-number-leaves-it-alone",
        THERE,
        [ACTIVE_BY_BOARD, {**REVOKED_BY_BOARD, "number": "1"}, {**LICENSE, "number": "2"}],
        MET,
    ),
    case("the-strongest-of-three-decides", THERE, [REVOKED, ACTIVE_BY_BOARD, {**REVOKED, "source": {"strength": "documented"}}], MET),
    case("an-overruled-one-overrules-nobody", THERE, [{**LICENSE, "number": "1"}, {**REVOKED, "source": {"strength": "documented"}}, {**ACTIVE_BY_BOARD, "number": "2"}], MET),
    case(
        "an-overruled-one-overrules-nobody-else",
        f"{THERE}, unrestricted: yes",
        [{**LICENSE, "number": "1"}, {**REVOKED, "source": {"strength": "documented"}}, {**ACTIVE_BY_BOARD, "number": "2", "restrictions": ["no surgery"]}],
        MET,
    ),
]

NUMBERED = {**LICENSE, "number": "A123"}
BANNED = {**REVOKED_BY_BOARD, "number": "A123"}
PERHAPS_ANOTHER = [
    case("perhaps-another-type-absent", THERE, [NUMBERED, {**BANNED, "type": None}], UNDETERMINED),
    case("perhaps-another-type-not-recognized", THERE, [NUMBERED, {**BANNED, "type": "healing arts"}], UNDETERMINED),
    case("perhaps-another-jurisdiction-absent", THERE, [NUMBERED, {**BANNED, "jurisdiction": None}], UNDETERMINED),
    case("perhaps-another-jurisdiction-not-recognized", THERE, [NUMBERED, {**BANNED, "jurisdiction": "Calif"}], UNDETERMINED),
    case("perhaps-another-class-not-recognized", THERE, [NUMBERED, {**BANNED, "class": "gold"}], UNDETERMINED),
    case("perhaps-another-number-with-a-zero", THERE, [{**LICENSE, "number": "A-0123"}, BANNED], UNDETERMINED),
    case("perhaps-another-number-with-another-letter", THERE, [{**LICENSE, "number": "G 123"}, BANNED], UNDETERMINED),
    case("perhaps-another-where-a-number-is-none", THERE, [{**LICENSE, "number": "N/A"}, BANNED], UNDETERMINED),
    case("perhaps-another-where-numbers-are-letters", THERE, [{**LICENSE, "number": "ABC"}, {**BANNED, "number": "XYZ"}], UNDETERMINED),
    case("the-same-where-a-number-is-empty", THERE, [{**LICENSE, "number": ""}, BANNED], NOT_MET),
    case("perhaps-another-suspended-on-another-day", THERE, [NUMBERED, {**BANNED, "type": None, "status": "suspended"}], UNDETERMINED),
    case("perhaps-another-as-strong", THERE, [NUMBERED, {**REVOKED, "type": None}], UNDETERMINED),
    case("perhaps-another-that-is-weaker", THERE, [ACTIVE_BY_BOARD, {**REVOKED, "type": None}], MET),
    case("perhaps-another-that-only-expired", THERE, [NUMBERED, {**BANNED, "type": None, "status": "expired", "expires": None}], MET),
    case("perhaps-another-apart-in-time", THERE, [NUMBERED, {**BANNED, "type": None, "issued": "1995", "expires": "1999"}], MET),
    case("another-number-though-the-type-is-absent", THERE, [NUMBERED, {**BANNED, "type": None, "number": "B456"}], MET),
]

SECTIONS = [
    *(case(f"section-{name}", THERE, found, expected, **fields) for name, found, fields, expected in HOLLOW),
    case("section-partial-in-vain", "type: nursing", held(), UNDETERMINED, partial=True),
    case("section-partial-found", THERE, held(), MET, partial=True),
    case("issued-in-the-future", THERE, held(issued="2026-11-23"), NOT_MET, recorded_on=ON),
    case("issued-on-the-day", THERE, held(issued=ON), MET, recorded_on=ON),
    case("expires-before-it-is-issued", THERE, held(expires="2009-07-31"), UNDETERMINED),
]

TABLE = [*WORDS, *RESTRICTIONS, *HELD, *ANEW, *ISSUED, *ACTIVE, *EXPIRED, *BARRED, *BY_DATES, *DISAGREEING, *PERHAPS_ANOTHER, *SECTIONS]


@pytest.mark.parametrize("case", TABLE)
def test_the_verdict_on_a_license(case: Case) -> None:
    """
    A license is met, not met or not known exactly as far as its dates, status and rivals go.
    """
    assert case.expected is case.verdict


def test_dates_that_leave_no_day_tell_nothing() -> None:
    """
    A license that its dates alone are asked of, and that they leave no day to, is not known to be in force.
    """
    (license,) = Profile.from_dict({"licenses": held(expires="2009-07-31")}).licenses
    on = date.fromisoformat(ON)

    assert UNDETERMINED is by_dates((license, Standing(None, Says.IN_FORCE, on)), on).in_force


def test_the_license_that_is_held_is_the_evidence() -> None:
    """
    Of several licenses the one that is asked is cited.
    """
    found = assess(f"{{kind: license, {THERE}}}", {"licenses": [{**LICENSE, "type": "nursing"}, LICENSE]})
    expected = ["/licenses/1"]

    assert expected == cited(found)


@pytest.mark.parametrize(
    ("licenses", "loser"),
    [
        pytest.param([LICENSE, REVOKED_BY_BOARD], "/licenses/0", id="not-met"),
        pytest.param([REVOKED, ACTIVE_BY_BOARD], "/licenses/0", id="met"),
        pytest.param([LICENSE, {**LICENSE, "status": "suspended", "source": VERIFIED}], "/licenses/0", id="not-known"),
    ],
)
def test_the_record_that_loses_is_cited(licenses: list[dict[str, Any]], loser: str) -> None:
    """
    A record that a better supported one overrules is named beside it.
    """
    found = assess(f"{{kind: license, {THERE}}}", {"licenses": licenses, "recorded_on": RECORDED})

    assert {"/licenses/0", "/licenses/1"} <= {*cited(found)}
    assert [loser] == [each.pointer for each in found.cited() if "overruled" in each.says]


def test_every_license_that_passes_is_cited_once_and_no_other() -> None:
    """
    A license in another state, and one whose class is not known, are no evidence beside those that pass.
    """
    licenses = [{**LICENSE, "jurisdiction": "US-NV"}, *held(number="A1"), *held(**{"class": None}, number="A2"), *held(number="A3")]
    found = assess(f"{{kind: license, {THERE}}}", {"licenses": licenses})

    assert ["/licenses/1", "/licenses/3"] == [each.pointer for each in found.evidence]


NURSING, NEVADA, OVER = {**LICENSE, "type": "nursing"}, {**LICENSE, "jurisdiction": "US-NV"}, {**LICENSE, "status": "expired", "expires": "2020-01-01"}


@pytest.mark.parametrize(
    ("document", "reason", "pointers"),
    [
        pytest.param({"licenses": [NURSING, OVER, NEVADA]}, "no longer in force", ["/licenses/1", "/licenses"], id="the-nearest-of-three"),
        pytest.param({"licenses": [NURSING, NEVADA]}, "another jurisdiction than asked", ["/licenses/1", "/licenses"], id="the-nearest-of-two"),
        pytest.param({"licenses": [NURSING]}, "no active medical license in US-CA on file", ["/licenses"], id="none-is-near"),
        pytest.param({"licenses": [NURSING, *held(**{"class": None}), NEVADA]}, "its class is not known", ["/licenses/1"], id="the-one-that-may-pass"),
        pytest.param({"licenses": [NURSING], "partial": ["licenses"]}, "and `licenses` may omit some", [], id="none-and-the-section-is-partial"),
        pytest.param({}, "nothing on file about active medical license", [], id="nothing-at-all"),
    ],
)
def test_the_license_that_comes_nearest_says_why(document: dict[str, Any], reason: str, pointers: list[str]) -> None:
    """
    The reason is that of the record that comes nearest, and what is further away is not told.
    """
    found = assess(f"{{kind: license, {THERE}}}", {"recorded_on": RECORDED, **document})

    assert reason in found.reason.text
    assert pointers == [each.pointer for each in found.evidence]


@pytest.mark.parametrize(
    ("restrictions", "reason"),
    [
        pytest.param(["no surgery"], "it is restricted", id="restricted"),
        pytest.param(None, "whether it is restricted is not known", id="nobody-knows"),
    ],
)
def test_a_restriction_is_told_from_one_that_is_not_known(restrictions: list[str] | None, reason: str) -> None:
    """
    Who has a restricted license is not told that nobody knows.
    """
    found = assess(f"{{kind: license, {THERE}, unrestricted: yes}}", {"licenses": held(restrictions=restrictions)})

    assert found.reason.text.endswith(reason)


def test_a_record_that_may_be_of_the_license_is_named() -> None:
    """
    Where another record may be of the same license and bars it, the reason and the question say which.
    """
    found = assess(f"{{kind: license, {THERE}}}", {"licenses": [NUMBERED, {**BANNED, "type": None}]})

    assert "medical license US-CA, active, until 2027-06-30: /licenses/1 may be of it, and says otherwise" == found.reason.text
    assert any("/licenses/1" in each.question and "/licenses/0/status" == each.pointer for each in found.missing)


@pytest.mark.parametrize("order", [(0, 1, 2), (1, 2, 0)], ids=["first", "last"])
def test_a_record_of_the_license_is_named_before_one_that_may_be(order: tuple[int, ...]) -> None:
    """
    Where one record certainly is of the license, and another may be, and both bar it, the certain one is the reason.
    """
    licenses = [NUMBERED, {**REVOKED, "number": "A123", "type": None}, {**REVOKED, "number": "A123"}]
    looked = looked_at(f"{{kind: license, {THERE}}}", {"licenses": [licenses[each] for each in order]})

    assert "another record of it says otherwise" == looked[order.index(0)].compared[-1].matter


def test_what_bars_a_license_is_barred_itself() -> None:
    """
    A revoked record that may be of an active license leaves that one open, and is no more in force for it.
    """
    looked = looked_at(f"{{kind: license, {THERE}}}", {"licenses": [NUMBERED, {**REVOKED, "type": None}], "recorded_on": RECORDED})

    assert [UNDETERMINED, NOT_MET, NOT_MET] == [each.verdict for each in looked]


def test_both_records_of_a_dispute_are_cited() -> None:
    """
    Of two that are supported alike both are named.
    """
    found = assess(f"{{kind: license, {THERE}}}", {"licenses": [LICENSE, REVOKED]})
    expected = ["/licenses/0", "/licenses/1"]

    assert expected == cited(found)


@pytest.mark.parametrize(
    "document", [{"none": ["licenses"]}, {"licenses": [{**LICENSE, "type": "nursing"}]}], ids=["known-to-be-empty", "another-type"]
)
def test_an_absence_is_cited_as_its_section(document: dict[str, Any]) -> None:
    """
    That there is no such license rests on the whole section.
    """
    found = assess(f"{{kind: license, {THERE}}}", document)

    assert "/licenses" in cited(found)


@pytest.mark.parametrize("changes", [{"expires": "2026-11-21"}, {"status": "revoked"}], ids=["expired", "revoked"])
def test_a_license_that_is_not_in_force_is_cited_besides(changes: dict[str, Any]) -> None:
    """
    A license that was held, and is not in force, is named beside the section.
    """
    found = assess(f"{{kind: license, {THERE}}}", {"licenses": held(**changes), "recorded_on": RECORDED})
    expected = ["/licenses/0", "/licenses"]

    assert expected == cited(found)


@pytest.mark.parametrize(
    ("settings", "changes", "pointer"),
    [
        pytest.param(THERE, {"type": None}, "/licenses/0/type", id="type"),
        pytest.param(THERE, {"jurisdiction": "Atlantis"}, "/licenses/0/jurisdiction", id="jurisdiction"),
        pytest.param(THERE, {"class": None}, "/licenses/0/class", id="class"),
        pytest.param(THERE, {"status": None}, "/licenses/0/status", id="status"),
        pytest.param(THERE, {"status": "suspended"}, "/licenses/0/status", id="status-of-another-day"),
        pytest.param(THERE, {"status": "expired"}, "/licenses/0/status", id="status-and-dates-disagree"),
        pytest.param(THERE, {"expires": "2026"}, "/licenses/0/expires", id="expires"),
        pytest.param(f"{THERE}, unrestricted: yes", {"restrictions": None}, "/licenses/0/restrictions", id="restrictions"),
        pytest.param(f"{THERE}, held: {{years: 5}}", {"issued": None}, "/licenses/0/first_issued", id="held"),
        pytest.param(f"{THERE}, issued: {{from: 2009-01-01}}", {"issued": None}, "/licenses/0/issued", id="issued"),
        pytest.param(ANY, {"expires": None}, "/licenses/0/expires", id="any-without-end"),
        pytest.param(ANY, {"expires": None, "status": None}, "/licenses/0/expires", id="any-without-end-nor-status"),
        pytest.param(ANY, {"issued": None, "status": "revoked"}, "/licenses/0/issued", id="any-without-beginning"),
        pytest.param(ANY, {"first_issued": "2009", "issued": "2027-01-01"}, "/licenses/0/issued", id="any-issued-anew"),
    ],
)
def test_what_is_missing_is_asked_where_it_would_stand(settings: str, changes: dict[str, Any], pointer: str) -> None:
    """
    Each question names the one field that would settle it.
    """
    found = assess(f"{{kind: license, {settings}}}", {"licenses": held(**changes), "recorded_on": RECORDED})

    assert [pointer] == asked(found)


def test_of_a_license_that_is_issued_anew_both_days_are_told() -> None:
    """
    Between its first issue and the one on file a license is asked about with both days.
    """
    found = assess(f"{{kind: license, {ANY}}}", {"licenses": held(first_issued="2009-08", issued="2027-01-01"), "recorded_on": RECORDED})
    expected = "Since when has medical license US-CA, active, until 2027-06-30 been in force without a break? It was issued first 2009-08, anew 2027-01-01."

    assert (expected, "license.issued-anew") == (questions(found), found.reason.code)


def test_the_question_for_an_absent_end_says_how_to_leave_it_open() -> None:
    """
    Who is asked when a license expires learns how to say that it never does.
    """
    found = assess(f"{{kind: license, {THERE}}}", {"licenses": held(expires=None), "recorded_on": RECORDED}, NO_LONGER)

    assert '".."' in questions(found)


def test_a_section_that_may_omit_records_asks_for_one_more() -> None:
    """
    Where a license may be missing from the file, one more record is asked for.
    """
    found = assess(f"{{kind: license, {THERE}}}", {})
    expected = ["/licenses/-"]

    assert expected == asked(found)


@pytest.mark.parametrize(
    ("changes", "certain", "days", "pointers"),
    [
        pytest.param({}, True, ("2009-08-01", "2009-08-01"), [], id="issued-on-a-day"),
        pytest.param({"status": None}, True, ("2009-08-01", "2009-08-01"), [], id="issued-on-a-day-and-of-no-status"),
        pytest.param({"issued": "2009"}, True, ("2009-01-01", "2009-12-31"), ["issued"], id="issued-in-a-year"),
        pytest.param({"issued": None}, True, ("0001-01-01", RECORDED), ["issued"], id="active-when-it-was-seen"),
        pytest.param({"issued": None, "first_issued": "2009-07-01", "status": None}, True, ("2009-07-01", "2009-07-01"), [], id="first-issued"),
        pytest.param({"issued": None, "status": "expired", "expires": None}, True, ("0001-01-01", "2026-11-01"), ["issued"], id="ended-before-it-was-seen"),
        pytest.param({"issued": None, "status": None}, False, ("0001-01-01", "2027-06-30"), ["issued"], id="no-word-of-its-beginning"),
        pytest.param({"issued": None, "status": "suspended"}, False, ("0001-01-01", "2027-06-30"), ["issued"], id="suspended-and-no-word-of-its-beginning"),
        pytest.param({"expires": "2020-01-01"}, False, ("0001-01-01", "9999-12-31"), ["status"], id="active-after-its-end"),
        pytest.param({"expires": "2020-01-01", "class": None}, False, ("0001-01-01", "9999-12-31"), ["class", "status"], id="of-an-unknown-class-and-active-after-its-end"),
        pytest.param({"class": None}, False, ("2009-08-01", "2009-08-01"), ["class"], id="of-an-unknown-class"),
        pytest.param({"class": None, "issued": "2009"}, False, ("2009-01-01", "2009-12-31"), ["class"], id="of-an-unknown-class-issued-in-a-year"),
    ],
)
def test_work_counts_from_the_day_a_license_began(changes: dict[str, Any], certain: bool, days: tuple[str, str], pointers: list[str]) -> None:
    """
    A license certainly gives a day only where something says that it began, and asks for what would tell the day.
    """
    (found,) = milestones(f"{{kind: license, {THERE}}}", profile_of("licenses", held(**changes), recorded_on=RECORDED))
    first, last = map(date.fromisoformat, days)

    assert (certain, first, last) == (found.certain, found.first, found.last)
    assert [f"/licenses/0/{each}" for each in pointers] == [each.pointer for each in found.missing]


@pytest.mark.parametrize(
    ("text", "at", "says"),
    [
        pytest.param("{kind: license, type: medcal}", "medcal", "did you mean `medical`?", id="unknown-type"),
        pytest.param("{kind: license, jurisdiction: [US, Californa]}", "Californa", "did you mean `California`?", id="unknown-jurisdiction"),
        pytest.param("{kind: license, class: ful}", "ful}", "did you mean `full`?", id="unknown-class"),
        pytest.param("{kind: license, status: current}", "current", "`active`, `any`", id="unknown-status"),
        pytest.param("{kind: license, unrestricted: maybe}", "maybe", "must be yes or no", id="neither-yes-nor-no"),
        pytest.param("{kind: license, held: 5}", "5}", "a length of time is", id="a-number-for-a-span"),
        pytest.param("{kind: license, held: {years: 5, months: 6}}", "{years", "a length of time is", id="two-units"),
        pytest.param("{kind: license, issued: {from: 2015}}", "2015", "2015-01-01 or 2015-12-31", id="a-year-for-a-day"),
        pytest.param("{kind: license, issued: {before: 2015-01-01}}", "before", "unknown name `before`", id="unknown-end-of-a-window"),
        pytest.param("{kind: license, expires: 2027-01-01}", "expires", "unknown name `expires`", id="unknown-setting"),
        pytest.param("{kind: licence, type: medical}", "licence", "did you mean `license`?", id="unknown-kind"),
    ],
)
def test_settings_that_do_not_fit_are_refused_at_their_place(text: str, at: str, says: str) -> None:
    """
    A wrong setting is an error where it stands, with a suggestion where one is near.
    """
    problem = misfit(text)

    assert text.index(at) + 1 == column(problem)
    assert says in problem.message
