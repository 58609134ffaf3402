"""
The kind `board_certification`: certified by a specialty board, or inside of the time to become so.
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

CERTIFIED = {
    "board": "ABIM",
    "specialty": "internal medicine",
    "status": "certified",
    "certified": "2010-08-01",
    "expires": "2030-12-31",
}

RESIDENCY = {
    "type": "residency",
    "specialty": "internal medicine",
    "status": "completed",
    "start": "2020-07-01",
    "end": "2023-11-22",
}

IM = "board: ABIM, specialty: internal medicine"


def case(
    name: str, settings: str, certifications: Records, expected: Verdict, on: str = ON, **fields: Any
) -> ParameterSet:
    fields = {"recorded_on": RECORDED, **fields}
    document = profile_of("certifications", certifications, **fields)
    return row(name, f"{{kind: board_certification, {settings}}}", document, expected, on)


def trained(
    name: str, settings: str, training: Records, expected: Verdict, on: str = ON, **fields: Any
) -> ParameterSet:
    """
    A row about training; there are no certifications.
    """
    document = profile_of("training", training, recorded_on=RECORDED, **fields)
    document["none"] = [*document.get("none", []), *(["certifications"] if "certifications" not in document else [])]
    return row(name, f"{{kind: board_certification, {settings}}}", document, expected, on)


def held(**changes: Any) -> list[dict[str, Any]]:
    """
    The certification, with some fields changed; None takes one away.
    """
    return [{**CERTIFIED, **changes}]


def residency(**changes: Any) -> list[dict[str, Any]]:
    """
    The residency, with some fields changed; None takes one away.
    """
    return [{**RESIDENCY, **changes}]


REVOKED = {**CERTIFIED, "status": "revoked", "source": {"strength": "verified", "verified_on": "2026-11-01"}}
BESIDE = [
    case("beside-a-revoked-one", IM, [CERTIFIED, REVOKED], NOT_MET),
    case("beside-a-revoked-one-of-no-known-board", IM, [CERTIFIED, {**REVOKED, "board": "Am Bd Intern Med"}], UNDETERMINED),
    case("beside-a-revoked-one-of-no-board", IM, [CERTIFIED, {**REVOKED, "board": None}], UNDETERMINED),
    case("beside-a-revoked-one-of-no-known-specialty", IM, [CERTIFIED, {**REVOKED, "specialty": "General IM"}], UNDETERMINED),
    case("beside-a-revoked-one-of-a-board-that-is-not-said", IM, [CERTIFIED, {**REVOKED, "board": "ABMS"}], UNDETERMINED),
    case("beside-a-revoked-one-of-an-empty-subspecialty", IM, [CERTIFIED, {**REVOKED, "subspecialty": ""}], NOT_MET),
    case("beside-a-revoked-one-in-a-subspecialty", IM, [CERTIFIED, {**REVOKED, "subspecialty": "cardiovascular disease"}], MET),
    case("beside-a-revoked-one-of-another-board", IM, [CERTIFIED, {**REVOKED, "board": "ABFM", "specialty": "family medicine"}], MET),
    case("beside-a-revoked-certificate-in-life-support-as-well-supported", IM, [CERTIFIED, {**REVOKED, "board": None, "specialty": None, "name": "BLS", "source": None}], MET),
    case("beside-a-revoked-certificate-in-life-support", IM, [CERTIFIED, {**REVOKED, "board": None, "specialty": None, "name": "BLS"}], MET),
]

BOARDS = [
    case("board-asked", "board: ABIM", held(), MET),
    case("board-by-its-name", "board: ABIM", held(board="American Board of Internal Medicine"), MET),
    case("board-another", "board: ABFM", held(), NOT_MET),
    case("board-in-a-group", "board: ABMS", held(), MET),
    case("board-not-in-a-group", "board: AOA", held(), NOT_MET),
    case("board-in-one-of-two-groups", "board: [ABMS, AOA]", held(board="AOBIM"), MET),
    case("board-of-others", "board: ABMS", held(board="NBPAS"), NOT_MET),
    case("board-any", "board: any", held(board="NBPAS"), MET),
    case("board-any-and-none-said", "board: any", held(board=None), UNDETERMINED),
    case("board-any-and-not-recognized", "board: any", held(board="Board of Excellence"), UNDETERMINED),
    case("board-absent", "board: ABIM", held(board=None), UNDETERMINED),
    case("board-not-recognized", "board: ABIM", held(board="Board of Excellence"), UNDETERMINED),
    case("board-absent-on-a-life-support-card", "board: ABMS", [{"name": "BLS", "status": "active"}], NOT_MET),
    case("board-said-on-a-certificate-of-another-name", "board: ABIM", held(name="BLS"), MET),
    case("board-unspecified-for-its-group", "board: ABMS", held(board="ABMS"), MET),
    case("board-unspecified-for-one-of-them", "board: ABIM", held(board="ABMS"), UNDETERMINED),
    case("board-unspecified-for-the-other-group", "board: AOA", held(board="ABMS"), NOT_MET),
    case("board-unspecified-for-one-of-the-other-group", "board: ABIM", held(board="AOA"), NOT_MET),
    case("board-unspecified-osteopathic", "board: AOBIM", held(board="AOA"), UNDETERMINED),
]

SPECIALTIES = [
    case("specialty-asked", IM, held(), MET),
    case("specialty-by-a-synonym", IM, held(specialty="IM"), MET),
    case("specialty-in-a-group", "board: ABMS, specialty: primary care", held(), MET),
    case("specialty-by-the-name", IM, held(specialty=None, name="Internal Medicine"), MET),
    case("specialty-by-the-subspecialty", "board: ABIM, specialty: nephrology", held(subspecialty="Nephrology"), MET),
    case("specialty-another", "board: ABP, specialty: internal medicine", held(board="ABP", specialty="pediatrics", subspecialty="neonatology"), NOT_MET),
    case("specialty-another-and-perhaps-a-subspecialty", "board: ABMS, specialty: internal medicine", held(board="ABP", specialty="pediatrics"), UNDETERMINED),
    case("specialty-not-recognized-beside-another-subspecialty", "board: ABMS, specialty: internal medicine", held(board="ABP", specialty="inner values", subspecialty="neonatology"), UNDETERMINED),
    case("specialty-absent", IM, held(specialty=None), UNDETERMINED),
    case("specialty-not-recognized", IM, held(specialty="inner values"), UNDETERMINED),
    case("specialty-right-and-board-wrong", "board: ABFM, specialty: internal medicine", held(), NOT_MET),
    case("two-halves-make-no-whole", IM, [{**CERTIFIED, "subspecialty": "nephrology", "specialty": "nephrology"}, {**CERTIFIED, "board": "ABFM"}], NOT_MET),
]

STATUSES = [
    case("certified-on-its-last-day", IM, held(), MET, "2030-12-31"),
    case("certified-the-day-after", IM, held(), NOT_MET, "2031-01-01"),
    case("certified-on-its-first-day", IM, held(), MET, "2010-08-01"),
    case("certified-the-day-before", IM, held(), NOT_MET, "2010-07-31"),
    case("certified-until-a-year", IM, held(expires="2026"), UNDETERMINED),
    case("certified-for-life", IM, held(expires=None, duration="lifetime"), MET, FAR),
    case("certified-for-life-and-never-expires", IM, held(expires="..", duration="lifetime"), MET, FAR),
    case("certified-and-never-expires", IM, held(expires=".."), MET, FAR),
    case("certified-for-life-and-expires", IM, held(duration="lifetime"), UNDETERMINED),
    case("certified-without-end-as-long-as-it-lasts", IM, held(expires=None), MET, LASTS),
    case("certified-without-end-longer", IM, held(expires=None), UNDETERMINED, NO_LONGER),
    case("certified-continuously-longer", IM, held(expires=None, duration="continuous"), UNDETERMINED, NO_LONGER),
    case("certified-without-beginning-before-its-day", IM, held(certified=None), UNDETERMINED, BEFORE),
    case("certified-by-a-synonym", IM, held(status="Board Certified"), MET),
    case("certified-by-another-word", IM, held(status="active"), MET),
    case("certified-but-expired-before", IM, held(expires="2026-11-01"), UNDETERMINED),
    case("expired", IM, held(status="expired", expires="2020-12-31"), NOT_MET),
    case("expired-without-a-day", IM, held(status="expired", expires=None), NOT_MET),
    case("expired-but-in-force-for-years", IM, held(status="expired"), UNDETERMINED),
    case("revoked-on-its-day", IM, held(status="revoked"), NOT_MET, RECORDED),
    case("revoked-after-its-day", IM, held(status="revoked"), NOT_MET),
    case("revoked-before-its-day", IM, held(status="revoked"), UNDETERMINED, BEFORE),
    case("eligible-is-not-certified-on-its-day", IM, held(status="eligible", certified=None, expires=None), NOT_MET, RECORDED),
    case("eligible-on-another-day", IM, held(status="eligible", certified=None, expires=None), UNDETERMINED),
    case("pursuing-is-not-certified-on-its-day", IM, held(status="pursuing", certified=None, expires=None), NOT_MET, RECORDED),
    case("status-absent", IM, held(status=None), UNDETERMINED),
    case("status-absent-and-expired", IM, held(status=None), NOT_MET, "2031-01-01"),
    case("status-not-recognized", IM, held(status="splendid"), UNDETERMINED),
    case("certified-in-the-future", IM, held(certified="2027-01-01"), NOT_MET),
]

EXPIRED = {**CERTIFIED, "status": "expired", "certified": "2000", "expires": None}
EXPIRED_BY_BOARD = {**EXPIRED, "source": VERIFIED}
CERTIFIED_BY_BOARD = {**CERTIFIED, "source": VERIFIED}
LAPSED = {**EXPIRED, "expires": "2020-12-31"}

DISAGREEING = [
    case("stronger-expired", IM, [CERTIFIED, EXPIRED_BY_BOARD], NOT_MET),
    case("stronger-certified", IM, [EXPIRED, CERTIFIED_BY_BOARD], MET),
    case("equal-in-both", IM, [CERTIFIED, EXPIRED], UNDETERMINED),
    case("other-specialty", IM, [CERTIFIED, {**EXPIRED_BY_BOARD, "specialty": "nephrology"}], MET),
    case("other-subspecialty", IM, [CERTIFIED, {**EXPIRED_BY_BOARD, "subspecialty": "nephrology"}], MET),
    case("specialty-absent-from-one", IM, [CERTIFIED, {**EXPIRED_BY_BOARD, "specialty": None}], NOT_MET),
    case("other-board", "board: ABMS", [CERTIFIED, {**EXPIRED_BY_BOARD, "board": "ABFM"}], MET),
    case("other-spelling-of-the-board", IM, [CERTIFIED, {**EXPIRED_BY_BOARD, "board": "American Board of Internal Medicine"}], NOT_MET),
    case("name-that-says-no-specialty", IM, [CERTIFIED, {**EXPIRED_BY_BOARD, "specialty": None, "name": "Diplomate of the Board"}], NOT_MET),
    case("apart-in-time", IM, [CERTIFIED, {**EXPIRED_BY_BOARD, "expires": "2010-07-31"}], MET),
    case(
        "other-specialty-by-its-name",
        IM,
        [
            {**CERTIFIED, "specialty": None, "name": "Internal Medicine"},
            {**LAPSED, "specialty": None, "name": "Gastroenterology"},
        ],
        MET,
    ),
    case(
        "other-specialty-by-its-name-verified",
        IM,
        [
            {**CERTIFIED, "specialty": None, "name": "Internal Medicine"},
            {**LAPSED, "specialty": None, "name": "Gastroenterology", "source": VERIFIED},
        ],
        MET,
    ),
]

ELIGIBLE = "status: eligible"

WINDOWS = [
    trained("three-years-of-an-abms-board", f"board: ABMS, {ELIGIBLE}", residency(), MET, "2026-11-22"),
    trained("a-day-more-than-three-years", f"board: ABMS, {ELIGIBLE}", residency(), UNDETERMINED, "2026-11-23"),
    trained("seven-years-of-an-abms-board", f"board: ABMS, {ELIGIBLE}", residency(), UNDETERMINED, "2030-11-22"),
    trained("a-day-more-than-seven-years", f"board: ABMS, {ELIGIBLE}", residency(), NOT_MET, "2030-11-23"),
    trained("six-years-of-an-aoa-board", f"board: AOA, {ELIGIBLE}", residency(), MET, "2029-11-22"),
    trained("a-day-more-than-six-years", f"board: AOA, {ELIGIBLE}", residency(), UNDETERMINED, "2029-11-23"),
    trained("a-day-more-than-seven-years-of-an-aoa-board", f"board: AOA, {ELIGIBLE}", residency(), NOT_MET, "2030-11-23"),
    trained("one-board-has-its-own-window", f"board: AOBIM, {ELIGIBLE}", residency(), MET, "2029-11-22"),
    trained("no-window-known", f"board: any, {ELIGIBLE}", residency(), UNDETERMINED),
    trained("no-window-known-of-one-of-two", f"board: [ABIM, NBPAS], {ELIGIBLE}", residency(end="2010-06-30", start=None), UNDETERMINED),
    trained("five-years-by-the-rule", f"board: ABMS, {ELIGIBLE}, eligible_for: {{years: 5}}", residency(), MET, "2028-11-22"),
    trained("a-day-more-than-five-years", f"board: ABMS, {ELIGIBLE}, eligible_for: {{years: 5}}", residency(), NOT_MET, "2028-11-23"),
    trained("any-board-with-the-rule's-years", f"board: any, {ELIGIBLE}, eligible_for: {{years: 5}}", residency(), MET),
    trained("end-in-that-year", f"board: ABMS, {ELIGIBLE}, eligible_for: {{years: 3}}", residency(end="2023"), UNDETERMINED),
    trained("end-in-a-year-recent-enough", f"board: ABMS, {ELIGIBLE}, eligible_for: {{years: 5}}", residency(end="2023"), MET),
    trained("fellowship-after-it", f"board: ABMS, {ELIGIBLE}", [*residency(end="2012-06-30", start=None), {**RESIDENCY, "type": "fellowship"}], MET),
]

TRAINING = [
    trained("end-absent", f"board: ABMS, {ELIGIBLE}", residency(end=None, start="2010"), UNDETERMINED),
    trained("end-absent-but-begun-lately", f"board: ABMS, {ELIGIBLE}", residency(end=None, start="2024"), MET),
    trained("not-completed", f"board: ABMS, {ELIGIBLE}", residency(status="withdrawn"), NOT_MET),
    trained("still-active", f"board: ABMS, {ELIGIBLE}", residency(status="active", end="2027-06-30"), NOT_MET),
    trained("status-absent", f"board: ABMS, {ELIGIBLE}", residency(status=None), UNDETERMINED),
    trained("status-absent-but-too-long-ago", f"board: ABMS, {ELIGIBLE}", residency(status=None, start=None, end="2010-06-30"), NOT_MET),
    trained("type-absent", f"board: ABMS, {ELIGIBLE}", residency(type=None), UNDETERMINED),
    trained("specialty-asked", f"{IM}, {ELIGIBLE}", residency(), MET),
    trained("specialty-another", f"{IM}, {ELIGIBLE}", residency(specialty="pediatrics"), NOT_MET),
    trained("specialty-absent", f"{IM}, {ELIGIBLE}", residency(specialty=None), UNDETERMINED),
    trained("specialty-not-recognized", f"{IM}, {ELIGIBLE}", residency(specialty="inner values"), UNDETERMINED),
    trained("specialty-not-asked", f"board: ABMS, {ELIGIBLE}", residency(specialty="pediatrics"), MET),
    trained("specialty-of-the-board-asked", f"board: ABIM, {ELIGIBLE}", residency(specialty="nephrology"), MET),
    trained("specialty-of-another-board", f"board: ABIM, {ELIGIBLE}", residency(specialty="pediatrics"), UNDETERMINED),
    trained("specialty-of-no-board", f"board: [ABMS, AOA], {ELIGIBLE}, eligible_for: {{years: 5}}", residency(specialty="podiatry"), UNDETERMINED),
    trained("specialty-not-known-and-none-asked", f"board: ABMS, {ELIGIBLE}", residency(specialty=None), UNDETERMINED),
    trained("specialty-of-another-board-too-long-ago", f"board: ABIM, {ELIGIBLE}", residency(specialty="pediatrics", start=None, end="2010-06-30"), NOT_MET),
    trained("any-board-whatever-the-specialty", f"board: any, {ELIGIBLE}, eligible_for: {{years: 5}}", residency(specialty=None), MET),
    *(trained(f"training-{name}", f"{IM}, {ELIGIBLE}", found, expected, **fields) for name, found, fields, expected in HOLLOW),
    trained("training-partial", f"{IM}, {ELIGIBLE}", residency(specialty="pediatrics"), UNDETERMINED, partial=True),
]

SAYS_ELIGIBLE = {"board": "ABIM", "specialty": "internal medicine", "status": "eligible", "source": {"verified_on": ON}}
SAYS_PURSUING = {**SAYS_ELIGIBLE, "status": "pursuing"}
OLD = residency(start="2010-07-01", end="2013-06-30")

STATED = [
    trained("stated-inside-of-the-time", f"{IM}, {ELIGIBLE}", residency(), MET, certifications=[SAYS_ELIGIBLE]),
    trained("stated-outside-of-the-time", f"{IM}, {ELIGIBLE}", OLD, NOT_MET, certifications=[SAYS_ELIGIBLE]),
    trained("stated-where-the-time-is-not-known", f"{IM}, {ELIGIBLE}", None, UNDETERMINED, certifications=[SAYS_ELIGIBLE]),
    trained("stated-without-any-training", f"{IM}, {ELIGIBLE}", None, NOT_MET, none=True, certifications=[SAYS_ELIGIBLE]),
    trained("stated-with-training-of-no-known-specialty", f"{IM}, {ELIGIBLE}", residency(specialty=None), UNDETERMINED, certifications=[SAYS_ELIGIBLE]),
    trained("stated-with-training-in-another-specialty", f"{IM}, {ELIGIBLE}", residency(specialty="pediatrics"), NOT_MET, certifications=[SAYS_ELIGIBLE]),
    trained("certified-makes-nobody-eligible", f"{IM}, {ELIGIBLE}", None, NOT_MET, none=True, certifications=[CERTIFIED]),
]

PURSUING = "status: pursuing"

PURSUED = [
    trained("pursuing-today", f"{IM}, {PURSUING}", OLD, MET, certifications=[SAYS_PURSUING]),
    trained("pursuing-on-another-day", f"{IM}, {PURSUING}", OLD, UNDETERMINED, certifications=[{**SAYS_PURSUING, "source": None}]),
    trained("pursuing-in-another-specialty", f"{IM}, {PURSUING}", OLD, NOT_MET, certifications=[{**SAYS_PURSUING, "specialty": "nephrology", "subspecialty": "nephrology"}]),
    trained("pursuing-includes-eligible", f"{IM}, {PURSUING}", residency(), MET),
    trained("pursuing-nor-eligible", f"{IM}, {PURSUING}", OLD, NOT_MET),
    trained("pursuing-is-not-certified", f"{IM}, {PURSUING}", OLD, NOT_MET, certifications=[{**CERTIFIED, "source": {"verified_on": ON}}]),
    trained("pursuing-is-not-certified-since", f"{IM}, {PURSUING}", OLD, NOT_MET, certifications=[CERTIFIED]),
    trained("pursuing-again-perhaps", f"{IM}, {PURSUING}", OLD, UNDETERMINED, certifications=[{**CERTIFIED, "expires": "2026"}]),
    trained("pursuing-without-status", f"{IM}, {PURSUING}", OLD, UNDETERMINED, certifications=[{**SAYS_PURSUING, "status": None}]),
    case("pursuing-section-absent", f"{IM}, {PURSUING}", None, UNDETERMINED, training=OLD),
]

SECTIONS = [
    *(case(f"section-{name}", IM, found, expected, **fields) for name, found, fields, expected in HOLLOW),
    case("section-partial-in-vain", "board: ABFM", held(), UNDETERMINED, partial=True),
    case("section-partial-found", IM, held(), MET, partial=True),
    case("section-of-records-that-contradict-themselves", IM, held(expires="2009"), UNDETERMINED),
]

TABLE = [*BESIDE, *BOARDS, *SPECIALTIES, *STATUSES, *DISAGREEING, *WINDOWS, *TRAINING, *STATED, *PURSUED, *SECTIONS]


@pytest.mark.parametrize("case", TABLE)
def test_the_verdict_on_board_certification(case: Case) -> None:
    """
    Certification is met, not met or not known exactly as far as records and windows go.
    """
    assert case.expected is case.verdict


def test_the_certification_that_is_held_is_the_evidence() -> None:
    """
    Of several certifications the one that is asked is cited.
    """
    found = assess(f"{{kind: board_certification, {IM}}}", {"certifications": [{**CERTIFIED, "board": "ABFM"}, CERTIFIED]})
    expected = ["/certifications/1"]

    assert expected == cited(found)


def test_the_training_that_makes_eligible_is_the_evidence() -> None:
    """
    Who is eligible by training is so by that record.
    """
    found = assess(f"{{kind: board_certification, {IM}, status: eligible}}", {"training": [RESIDENCY]})
    expected = ["/training/0"]

    assert expected == cited(found)


def test_the_record_that_loses_is_cited() -> None:
    """
    A record that a better supported one overrules is named beside it.
    """
    found = assess(f"{{kind: board_certification, {IM}}}", {"certifications": [EXPIRED, CERTIFIED_BY_BOARD]})
    expected = ["/certifications/1", "/certifications/0"]

    assert expected == cited(found)


@pytest.mark.parametrize(
    ("settings", "section"),
    [
        pytest.param(IM, "/certifications", id="certified"),
        pytest.param(f"{IM}, status: eligible", "/training", id="eligible"),
    ],
)
def test_an_absence_is_cited_as_its_section(settings: str, section: str) -> None:
    """
    That there is nothing of the kind rests on the whole section that was searched.
    """
    found = assess(f"{{kind: board_certification, {settings}}}", {"none": ["certifications", "training"]})

    assert [section] == cited(found)


def test_neither_pursuing_nor_eligible_rests_on_both_sections() -> None:
    """
    Who is not pursuing is so by the certifications and by the training.
    """
    found = assess(f"{{kind: board_certification, {IM}, status: pursuing}}", {"none": ["certifications", "training"]})
    expected = ["/certifications", "/training"]

    assert expected == cited(found)


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        pytest.param({"board": None}, "/certifications/0/board", id="board"),
        pytest.param({"board": "ABMS"}, "/certifications/0/board", id="board-unspecified"),
        pytest.param({"specialty": None}, "/certifications/0/specialty", id="specialty"),
        pytest.param({"status": None}, "/certifications/0/status", id="status"),
        pytest.param({"expires": "2026"}, "/certifications/0/expires", id="expires"),
    ],
)
def test_what_is_missing_is_asked_where_it_would_stand(changes: dict[str, Any], pointer: str) -> None:
    """
    Each question names the one field that would settle it.
    """
    found = assess(f"{{kind: board_certification, {IM}}}", {"certifications": held(**changes), "recorded_on": RECORDED})

    assert [pointer] == asked(found)


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        pytest.param({"end": None, "start": None}, "/training/0/end", id="end"),
        pytest.param({"specialty": None}, "/training/0/specialty", id="specialty"),
        pytest.param({"type": None}, "/training/0/type", id="type"),
        pytest.param({"status": None}, "/training/0/status", id="status"),
    ],
)
def test_what_is_missing_of_the_training_is_asked_there(changes: dict[str, Any], pointer: str) -> None:
    """
    Whether somebody is eligible is asked of the training.
    """
    document = {"training": residency(**changes), "none": ["certifications"]}
    found = assess(f"{{kind: board_certification, {IM}, status: eligible}}", document)

    assert [pointer] == asked(found)


@pytest.mark.parametrize(
    ("settings", "pointers"),
    [
        pytest.param(IM, ["/certifications/-"], id="certified"),
        pytest.param(f"{IM}, status: eligible", ["/training/-"], id="eligible"),
        pytest.param(f"{IM}, status: pursuing", ["/certifications/-", "/training/-"], id="pursuing"),
    ],
)
def test_a_section_that_may_omit_records_asks_for_one_more(settings: str, pointers: list[str]) -> None:
    """
    Where a record may be missing from the file, one more is asked for in each section searched.
    """
    found = assess(f"{{kind: board_certification, {settings}}}", {})

    assert pointers == asked(found)


@pytest.mark.parametrize(
    ("text", "at", "says"),
    [
        pytest.param("{kind: board_certification}", "{", "`board` is missing", id="nothing-asked"),
        pytest.param("{kind: board_certification, board: ABMSS}", "ABMSS", "did you mean `ABMS`?", id="unknown-board"),
        pytest.param("{kind: board_certification, board: [ABMS, ABX]}", "ABX", "`ABX` is not one of the boards", id="unknown-board-in-a-list"),
        pytest.param("{kind: board_certification, board: ABMS, specialty: cardiolgy}", "cardiolgy", "did you mean `cardiology`?", id="unknown-specialty"),
        pytest.param("{kind: board_certification, board: ABMS, status: passed}", "passed", "not possible here", id="unknown-status"),
        pytest.param("{kind: board_certification, board: ABMS, eligible_for: 5}", "5}", "a length of time is", id="a-number-for-a-span"),
        pytest.param("{kind: board_certification, board: ABMS, eligble_for: {years: 5}}", "eligble_for", "did you mean `eligible_for`?", id="unknown-setting"),
    ],
)
def test_settings_that_do_not_fit_are_refused_at_their_place(text: str, at: str, says: str) -> None:
    """
    A wrong setting is an error where it stands, with a suggestion where one is near.
    """
    problem = misfit(text)

    assert text.index(at) + 1 == column(problem)
    assert says in problem.message
