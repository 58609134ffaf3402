"""
The kind `certification`: a certificate such as life support, current or once held.
"""

from __future__ import annotations

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
    misfit,
    profile_of,
    row,
)

if TYPE_CHECKING:
    from _pytest.mark.structures import ParameterSet

    from reqcheck import Verdict

BLS = {
    "name": "BLS",
    "issuer": "American Heart Association",
    "status": "active",
    "certified": "2025-11-22",
    "expires": "2027-11-30",
}

HEART = "name: BLS, issuer: American Heart Association"


def case(
    name: str, settings: str, certifications: Records, expected: Verdict, on: str = ON, **fields: Any
) -> ParameterSet:
    fields = {"recorded_on": RECORDED, **fields}
    document = profile_of("certifications", certifications, **fields)
    return row(name, f"{{kind: certification, {settings}}}", document, expected, on)


def held(**changes: Any) -> list[dict[str, Any]]:
    """
    The certificate, with some fields changed; None takes one away.
    """
    return [{**BLS, **changes}]


REVOKED = {**BLS, "status": "revoked", "source": {"strength": "verified", "verified_on": "2026-11-01"}}
BESIDE = [
    case("beside-a-revoked-one", "name: BLS", [BLS, REVOKED], NOT_MET),
    case("beside-a-revoked-one-by-an-issuer-in-short", "name: BLS", [BLS, {**REVOKED, "issuer": "AHA"}], UNDETERMINED),
    case("beside-a-revoked-one-without-an-issuer", "name: BLS", [BLS, {**REVOKED, "issuer": None}], NOT_MET),
    case("beside-a-revoked-one-by-an-issuer-that-is-not-said", "name: BLS", [{**BLS, "issuer": None}, REVOKED], NOT_MET),
    case("beside-an-expired-one-without-an-issuer", "name: BLS", [BLS, {**REVOKED, "issuer": None, "status": "expired", "expires": "2025-12-01"}], NOT_MET),
    case("beside-an-expired-one-by-an-issuer-that-is-not-said", "name: BLS", [{**BLS, "issuer": None}, {**REVOKED, "status": "expired", "expires": "2025-12-01"}], NOT_MET),
    case("beside-a-revoked-one-without-a-name", "name: BLS", [BLS, {**REVOKED, "name": None}], UNDETERMINED),
    case("beside-a-revoked-one-of-another-name", "name: BLS", [BLS, {**REVOKED, "name": "ACLS"}], MET),
    case("beside-an-expired-one-by-an-issuer-in-short", "name: BLS", [BLS, {**REVOKED, "issuer": "AHA", "status": "expired", "expires": "2025-12-01"}], MET),
    case("beside-a-revoked-certification-by-a-board", "name: BLS", [BLS, {**REVOKED, "name": None, "issuer": None, "board": "ABIM"}], MET),
]

NAMES = [
    case("name-asked", "name: BLS", held(), MET),
    case("name-written-out", "name: BLS", held(name="Basic Life Support"), MET),
    case("name-by-a-synonym", "name: Basic Cardiac Life Support", held(name="BLS provider"), MET),
    case("name-another", "name: BLS", held(name="ACLS"), NOT_MET),
    case("name-absent", "name: BLS", held(name=None), UNDETERMINED),
    case("name-not-recognized", "name: BLS", held(name="Heart Hero"), UNDETERMINED),
    case("name-of-the-organization's-own", "name: Acme Safety Card", held(name="ACME safety card"), MET),
    case("name-of-the-organization's-own-and-another", "name: Acme Safety Card", held(), NOT_MET),
    case("name-of-the-organization's-own-and-one-not-recognized", "name: Acme Safety Card", held(name="Heart Hero"), UNDETERMINED),
    case("name-of-a-specialty-by-a-board", "name: FACHE", held(name="Internal Medicine", board="ABIM"), NOT_MET),
    case("name-of-a-specialty-by-a-board-and-a-group", "name: life support", held(name="Internal Medicine", board="ABIM"), NOT_MET),
    case("name-of-a-specialty-by-nobody", "name: FACHE", held(name="Internal Medicine"), UNDETERMINED),
    case("name-of-a-specialty-by-a-board-not-recognized", "name: FACHE", held(name="Internal Medicine", board="Board of Boards"), UNDETERMINED),
    case("name-not-recognized-by-a-board", "name: FACHE", held(name="Heart Hero", board="ABIM"), UNDETERMINED),
    case("name-absent-by-a-board", "name: FACHE", held(name=None, board="ABIM", specialty="internal medicine"), UNDETERMINED),
    case("name-of-a-specialty-by-the-board-that-issues-it", "name: NE-BC", held(name="Psychiatry", board="ANCC"), UNDETERMINED),
    case("name-of-a-specialty-and-one's-own-asked", "name: Acme Safety Card", held(name="Internal Medicine", board="ABIM"), UNDETERMINED),
    case("name-asked-beside-a-board", "name: CPE", [held(name="Internal Medicine", board="ABIM")[0], held(name="CPE")[0]], MET),
    case("name-of-a-group", "name: life support", held(), MET),
    case("one-of-several-records", "name: BLS", [{**BLS, "name": "ACLS"}, BLS], MET),
]

ISSUERS = [
    case("issuer-asked", HEART, held(), MET),
    case("issuer-in-small-letters", HEART, held(issuer="american heart association"), MET),
    case("issuer-of-several", "name: BLS, issuer: [Red Cross, American Heart Association]", held(), MET),
    case("issuer-absent", HEART, held(issuer=None), UNDETERMINED),
    case("issuer-not-recognized", HEART, held(issuer="AHA"), UNDETERMINED),
    case("issuer-not-asked", "name: BLS", held(issuer=None), MET),
    case("two-halves-make-no-whole", HEART, [{**BLS, "name": "ACLS"}], NOT_MET),
]

CURRENT = [
    case("current-on-its-last-day", "name: BLS", held(), MET, "2027-11-30"),
    case("current-the-day-after", "name: BLS", held(), NOT_MET, "2027-12-01"),
    case("current-on-its-first-day", "name: BLS", held(), MET, "2025-11-22"),
    case("current-the-day-before", "name: BLS", held(), NOT_MET, "2025-11-21"),
    case("current-until-a-month", "name: BLS", held(expires="2026-11"), UNDETERMINED),
    case("current-without-end-as-long-as-it-lasts", "name: BLS", held(expires=None), MET, LASTS),
    case("current-without-end-longer", "name: BLS", held(expires=None), UNDETERMINED, NO_LONGER),
    case("current-and-never-expires", "name: BLS", held(expires=".."), MET, FAR),
    case("current-for-life", "name: BLS", held(expires=None, duration="lifetime"), MET, FAR),
    case("current-without-beginning-before-its-day", "name: BLS", held(certified=None), UNDETERMINED, BEFORE),
    case("current-but-expired-before", "name: BLS", held(expires=BEFORE), UNDETERMINED),
    case("expired", "name: BLS", held(status="expired", expires="2026-06-30"), NOT_MET),
    case("expired-but-in-force", "name: BLS", held(status="expired"), UNDETERMINED),
    case("revoked", "name: BLS", held(status="revoked"), NOT_MET),
    case("revoked-before-its-day", "name: BLS", held(status="revoked"), UNDETERMINED, BEFORE),
    case("suspended-on-its-day", "name: BLS", held(status="suspended"), NOT_MET, RECORDED),
    case("suspended-on-another-day", "name: BLS", held(status="suspended"), UNDETERMINED),
    case("status-absent", "name: BLS", held(status=None), UNDETERMINED),
    case("status-absent-and-expired", "name: BLS", held(status=None), NOT_MET, "2027-12-01"),
    case("status-not-recognized", "name: BLS", held(status="splendid"), UNDETERMINED),
]

ONCE = "name: BLS, current: no"

HELD = [
    case("held-and-expired", ONCE, held(status="expired", expires="2026-06-30"), MET),
    case("held-and-still-held", ONCE, held(), MET),
    case("held-by-its-day-alone", ONCE, held(status=None, expires=None), MET),
    case("held-by-its-status-alone", ONCE, held(certified=None, expires=None), MET),
    case("held-and-expired-by-its-status-alone", ONCE, held(status="expired", certified=None, expires=None), MET),
    case("held-by-nothing", ONCE, held(status=None, certified=None, expires=None), UNDETERMINED),
    case("held-pending", ONCE, held(status="pending", certified=None, expires=None), UNDETERMINED),
    case("held-and-revoked", ONCE, held(status="revoked"), MET),
    case("held-from-the-future-on", ONCE, held(certified="2026-11-23"), NOT_MET),
    case("held-from-the-day-on", ONCE, held(certified=ON, status=None), MET),
    case("held-from-this-month-on", ONCE, held(certified="2026-11", status=None), UNDETERMINED),
    case("held-from-this-month-on-by-its-status", ONCE, held(certified="2026-11"), MET),
    case("held-years-before-its-status", ONCE, held(certified=None, expires=None), UNDETERMINED, "2020-01-01"),
    case("held-years-before-it-expired", ONCE, held(certified=None, expires=None, status="expired"), UNDETERMINED, "2020-01-01"),
    case("held-though-status-and-dates-disagree", ONCE, held(status="expired"), UNDETERMINED),
]

EXPIRED = {**BLS, "status": "expired", "expires": None}

DISAGREEING = [
    case("stronger-expired", "name: BLS", [BLS, {**EXPIRED, "source": VERIFIED}], NOT_MET),
    case("stronger-active", "name: BLS", [EXPIRED, {**BLS, "source": VERIFIED}], MET),
    case("equal-in-both", "name: BLS", [BLS, EXPIRED], UNDETERMINED),
    case("other-number", "name: BLS", [{**BLS, "number": "1"}, {**EXPIRED, "number": "2", "source": VERIFIED}], MET),
    case("number-absent-from-one", "name: BLS", [{**BLS, "number": "1"}, {**EXPIRED, "source": VERIFIED}], NOT_MET),
    case("other-name", "name: BLS", [BLS, {**EXPIRED, "name": "ACLS", "source": VERIFIED}], MET),
    case("apart-in-time", "name: BLS", [BLS, {**EXPIRED, "certified": "2020", "expires": "2022", "source": VERIFIED}], MET),
]

SECTIONS = [
    *(case(f"section-{name}", "name: BLS", found, expected, **fields) for name, found, fields, expected in HOLLOW),
    case("section-partial-in-vain", "name: ACLS", held(), UNDETERMINED, partial=True),
    case("section-partial-found", "name: BLS", held(), MET, partial=True),
    case("certified-in-the-future", "name: BLS", held(certified="2026-11-23"), NOT_MET),
    case("expires-before-it-is-certified", "name: BLS", held(expires="2025-11-21"), UNDETERMINED),
]

TABLE = [*BESIDE, *NAMES, *ISSUERS, *CURRENT, *HELD, *DISAGREEING, *SECTIONS]


@pytest.mark.parametrize("case", TABLE)
def test_the_verdict_on_a_certification(case: Case) -> None:
    """
    A certificate is met, not met or not known exactly as far as its dates, status and rivals go.
    """
    assert case.expected is case.verdict


@pytest.mark.parametrize("settings", ["name: BLS", ONCE], ids=["current", "once-held"])
def test_the_certificate_that_is_held_is_the_evidence(settings: str) -> None:
    """
    Of several certificates the one that is asked is cited.
    """
    found = assess(f"{{kind: certification, {settings}}}", {"certifications": [{**BLS, "name": "ACLS"}, BLS]})
    expected = ["/certifications/1"]

    assert expected == cited(found)


def test_the_record_that_loses_is_cited() -> None:
    """
    A record that a better supported one overrules is named beside it.
    """
    found = assess("{kind: certification, name: BLS}", {"certifications": [EXPIRED, {**BLS, "source": VERIFIED}]})
    expected = ["/certifications/1", "/certifications/0"]

    assert expected == cited(found)


def test_an_absence_is_cited_as_its_section() -> None:
    """
    That there is no such certificate rests on the whole section.
    """
    found = assess("{kind: certification, name: BLS}", {"none": ["certifications"]})
    expected = ["/certifications"]

    assert expected == cited(found)


def test_a_certificate_that_has_expired_is_cited_besides() -> None:
    """
    A certificate that was held, and is not in force, is named beside the section.
    """
    found = assess("{kind: certification, name: BLS}", {"certifications": held(expires="2026-11-21"), "recorded_on": RECORDED})
    expected = ["/certifications/0", "/certifications"]

    assert expected == cited(found)


@pytest.mark.parametrize(
    ("settings", "changes", "pointer"),
    [
        pytest.param("name: BLS", {"name": None}, "/certifications/0/name", id="name"),
        pytest.param("name: BLS", {"name": "Heart Hero"}, "/certifications/0/name", id="name-not-recognized"),
        pytest.param(HEART, {"issuer": None}, "/certifications/0/issuer", id="issuer"),
        pytest.param("name: BLS", {"status": None}, "/certifications/0/status", id="status"),
        pytest.param("name: BLS", {"expires": "2026"}, "/certifications/0/expires", id="expires"),
        pytest.param(ONCE, {"status": None, "certified": None}, "/certifications/0/certified", id="once-held"),
    ],
)
def test_what_is_missing_is_asked_where_it_would_stand(settings: str, changes: dict[str, Any], pointer: str) -> None:
    """
    Each question names the one field that would settle it.
    """
    found = assess(f"{{kind: certification, {settings}}}", {"certifications": held(**changes), "recorded_on": RECORDED})

    assert [pointer] == asked(found)


def test_a_section_that_may_omit_records_asks_for_one_more() -> None:
    """
    Where a certificate may be missing from the file, one more record is asked for.
    """
    found = assess("{kind: certification, name: BLS}", {})
    expected = ["/certifications/-"]

    assert expected == asked(found)


@pytest.mark.parametrize(
    ("text", "at", "says"),
    [
        pytest.param("{kind: certification}", "{", "`name` is missing", id="nothing-asked"),
        pytest.param("{kind: certification, name: [BLS, ACLS]}", "[BLS", "must be text", id="several-names"),
        pytest.param("{kind: certification, name: BLS, current: maybe}", "maybe", "must be yes or no", id="neither-yes-nor-no"),
        pytest.param("{kind: certification, name: BLS, isuer: AHA}", "isuer", "did you mean `issuer`?", id="unknown-setting"),
        pytest.param("{kind: certificate, name: BLS}", "certificate", "did you mean `certification`?", id="unknown-kind"),
    ],
)
def test_settings_that_do_not_fit_are_refused_at_their_place(text: str, at: str, says: str) -> None:
    """
    A wrong setting is an error where it stands, with a suggestion where one is near.
    """
    problem = misfit(text)

    assert text.index(at) + 1 == column(problem)
    assert says in problem.message
