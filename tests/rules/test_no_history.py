"""
The kind `no_history`: nothing of some kind has happened, as far as records and screenings tell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from kinds import (
    BEFORE,
    LASTS,
    MET,
    NO_LONGER,
    NOT_MET,
    ON,
    RECORDED,
    UNDETERMINED,
    Case,
    asked,
    assess,
    cited,
    column,
    misfit,
    questions,
    row,
)

if TYPE_CHECKING:
    from _pytest.mark.structures import ParameterSet

    from reqcheck import Verdict

Record = dict[str, Any]
Records = list[Record]

ORDER = {"kind": "board_order", "effective": "2012-03-01", "status": "closed", "ended": "2014-03-01"}
OTHER = {"kind": "moving_violation", "effective": "2012-03-01"}
CLEAR = {"list": "NPDB", "checked": "2026-10-30", "result": "clear"}
LEIE = {"list": "OIG LEIE", "checked": "2026-10-30", "result": "clear"}

EVER = "of: board_order, look_back: ever"
OPEN = "of: board_order, look_back: open"
TEN = "of: board_order, look_back: {years: 10}"
EXCLUDED = "of: exclusion, look_back: open"


def case(
    name: str,
    settings: str,
    sanctions: Records | None,
    screenings: Records | None,
    expected: Verdict,
    on: str = ON,
    **fields: Any,
) -> ParameterSet:
    document = {"sanctions": sanctions, "screenings": screenings, "recorded_on": RECORDED, **fields}
    return row(name, f"{{kind: no_history, {settings}}}", document, expected, on)


def order(**changes: Any) -> Records:
    """
    A board order, with some fields changed; None takes one away.
    """
    return [{**ORDER, **changes}]


def search(**changes: Any) -> Records:
    """
    A clear search of the data bank, with some fields changed; None takes one away.
    """
    return [{**CLEAR, **changes}]


NOTHING: Record = {"none": ["sanctions"]}

MATCHES = [
    case("match", EVER, order(), None, NOT_MET),
    case("match-in-a-partial-section", EVER, order(), None, NOT_MET, partial=["sanctions"]),
    case("match-beside-a-clear-search", EVER, order(), search(), NOT_MET),
    case("match-beside-a-hit", EVER, order(), search(result="hit"), NOT_MET),
    case("match-by-a-synonym", EVER, order(kind="consent order"), None, NOT_MET),
    case("match-in-a-group", "of: professional, look_back: ever", order(), None, NOT_MET),
    case("match-of-several", "of: [conviction, board_order], look_back: ever", order(), None, NOT_MET),
    case("match-without-a-day", EVER, order(effective=None, ended=None), None, NOT_MET),
    case("match-without-a-day-long-before-its-record", EVER, order(effective=None, ended=None), None, UNDETERMINED, "2010-01-01"),
    case("match-on-the-day", EVER, order(effective=ON, ended=None, status=None), None, NOT_MET),
    case("match-after-the-day", EVER, order(effective="2026-11-23", ended=None, status=None), None, MET),
    case("match-perhaps-after-the-day", EVER, order(effective="2026-11", ended=None, status=None), None, UNDETERMINED),
    case("possible-kind-absent", EVER, order(kind=None), None, UNDETERMINED),
    case("possible-kind-not-recognized", EVER, order(kind="naughtiness"), None, UNDETERMINED),
    case("possible-kind-beside-a-clear-search", EVER, order(kind=None), search(), UNDETERMINED),
    case("possible-in-a-partial-section", EVER, order(kind=None), None, UNDETERMINED, partial=["sanctions"]),
    case("other-kind", EVER, [OTHER], None, MET),
    case("other-kind-in-a-partial-section", EVER, [OTHER], None, UNDETERMINED, partial=["sanctions"]),
    case("open-since-a-day-to-come", EVER, order(effective="2062-05-01", ended=None, status="open"), None, UNDETERMINED),
    case("closed-though-of-a-day-to-come", EVER, order(effective="2062-05-01", ended=None, status="closed"), search(), MET),
    case("pending-for-a-day-to-come", EVER, order(effective="2027-05-01", ended=None, status="pending"), None, MET),
    case("open-on-a-day-to-come-as-said-then", EVER, order(effective="2026-11-23", ended=None, status="open", source={"verified_on": "2026-11-23"}), None, MET),
    case("contradicts-itself", EVER, order(ended="2011"), None, UNDETERMINED),
]

SECTIONS = [
    case("section-known-to-be-empty", EVER, None, None, MET, **NOTHING),
    case("section-absent", EVER, None, None, UNDETERMINED),
    case("section-empty", EVER, [], None, UNDETERMINED),
    case("section-partial", EVER, None, None, UNDETERMINED, partial=["sanctions"]),
    case("section-absent-with-a-covering-search", EVER, None, search(), MET),
    case("section-empty-with-a-covering-search", EVER, [], search(), MET),
    case("section-partial-with-a-covering-search", EVER, [OTHER], search(), MET, partial=["sanctions"]),
    case("section-absent-with-another-search", EVER, None, [LEIE], UNDETERMINED),
    case("section-absent-with-a-search-that-covers-it-partly", EVER, None, search(list="state board"), UNDETERMINED),
    case("section-absent-with-a-search-not-recognized", EVER, None, search(list="The Book"), UNDETERMINED),
    case("section-absent-with-a-search-of-no-list", EVER, None, search(list=None), UNDETERMINED),
    case("section-absent-with-a-search-by-a-synonym", EVER, None, search(list="National Practitioner Data Bank"), MET),
    case("section-absent-with-a-pending-search", EVER, None, search(result="pending"), UNDETERMINED),
    case("section-absent-with-a-search-without-result", EVER, None, search(result=None), UNDETERMINED),
    case("section-absent-with-a-search-without-a-day", EVER, None, search(checked=None), UNDETERMINED),
    case("section-absent-with-one-kind-covered", "of: [board_order, conviction], look_back: ever", None, search(), UNDETERMINED),
    case("section-absent-with-both-kinds-covered", "of: [board_order, conviction], look_back: ever", None, [CLEAR, {**CLEAR, "list": "criminal"}], MET),
    case("section-absent-with-a-whole-group-covered", "of: malpractice, look_back: ever", None, search(), MET),
    case("section-absent-with-half-a-group-covered", "of: professional, look_back: ever", None, search(), UNDETERMINED),
    case("section-absent-with-a-whole-group-covered-by-two", "of: professional, look_back: ever", None, [CLEAR, {**CLEAR, "list": "FSMB PDC"}], MET),
    case("list-of-the-present-for-what-is-open", EXCLUDED, None, [LEIE], MET),
    case("list-of-the-present-for-ever", "of: exclusion, look_back: ever", None, [LEIE], UNDETERMINED),
    case("list-of-the-present-for-ten-years", "of: exclusion, look_back: {years: 10}", None, [LEIE], UNDETERMINED),
]

HITS = [
    case("hit", EVER, None, search(result="hit"), UNDETERMINED, **NOTHING),
    case("hit-beside-other-records", EVER, [OTHER], search(result="hit"), UNDETERMINED),
    case("hit-long-ago", EVER, None, search(result="hit", checked="2015-01-01"), UNDETERMINED, **NOTHING),
    case("hit-beside-a-clear-search", EVER, None, [*search(result="hit"), CLEAR], UNDETERMINED, **NOTHING),
    case("hit-in-capitals", EVER, None, search(result="HIT"), UNDETERMINED, **NOTHING),
    case("hit-in-another-word", EVER, None, search(result="match found"), UNDETERMINED, **NOTHING),
    case("hit-on-a-list-that-covers-it-partly", "of: license_action, look_back: ever", None, search(list="state board", result="hit"), UNDETERMINED, **NOTHING),
    case("hit-on-a-list-of-something-else", EXCLUDED, None, search(list="drug", result="hit"), MET, **NOTHING),
    case("hit-on-one-state's-list", EXCLUDED, None, search(list="state Medicaid", result="hit"), UNDETERMINED, **NOTHING),
    case("hit-on-a-list-not-recognized", EXCLUDED, None, search(list="The Book of Exclusions", result="hit"), UNDETERMINED, **NOTHING),
    case("hit-on-nobody-knows-which-list", EXCLUDED, None, search(list=None, result="hit"), UNDETERMINED, **NOTHING),
    case("hit-on-a-list-of-the-present", "of: exclusion, look_back: ever", None, search(list="SAM", result="hit"), UNDETERMINED, **NOTHING),
    case("hit-after-the-day", EVER, None, search(result="hit", checked="2026-11-23"), MET, **NOTHING),
    case("pending-search-of-a-complete-section", EVER, None, search(result="pending"), MET, **NOTHING),
]

BANK = f"{EVER}, screened: {{list: NPDB}}"
MONTH = f"{EVER}, screened: {{list: NPDB, within_last: {{days: 30}}}}"

ASKED = [
    case("asked-and-clear", BANK, None, search(), MET, **NOTHING),
    case("asked-and-not-searched", BANK, None, None, UNDETERMINED, **NOTHING),
    case("asked-and-another-searched", BANK, None, search(list="FSMB PDC"), UNDETERMINED, **NOTHING),
    case("asked-and-clear-on-nobody-knows-which-list", BANK, None, search(list=None), UNDETERMINED, **NOTHING),
    case("asked-and-pending", BANK, None, search(result="pending"), UNDETERMINED, **NOTHING),
    case("asked-and-hit", BANK, None, search(result="hit"), UNDETERMINED, **NOTHING),
    case("asked-and-hit-whatever-it-covers", f"{EVER}, screened: {{list: drug}}", None, search(list="drug", result="hit"), UNDETERMINED, **NOTHING),
    case("asked-and-clear-without-the-section", BANK, None, search(), MET),
    case("asked-and-clear-without-the-section-and-not-covering", f"{EVER}, screened: {{list: drug}}", None, search(list="drug"), UNDETERMINED),
    case("asked-and-clear-beside-other-records", BANK, [OTHER], search(), MET),
    case("asked-and-recent-enough", MONTH, None, search(checked="2026-10-23"), MET, **NOTHING),
    case("asked-and-a-day-too-old", MONTH, None, search(checked="2026-10-22"), UNDETERMINED, **NOTHING),
    case("asked-and-searched-later", MONTH, None, search(checked="2026-11-23"), UNDETERMINED, **NOTHING),
    case("asked-and-searched-on-the-day", MONTH, None, search(checked=ON), MET, **NOTHING),
    case("stale-on-its-last-day", EVER, None, search(checked="2026-05-26"), MET),
    case("stale-the-day-before", EVER, None, search(checked="2026-05-25"), UNDETERMINED),
    case("asked-stale-on-its-last-day", BANK, None, search(checked="2026-05-26"), MET, **NOTHING),
    case("asked-stale-the-day-before", BANK, None, search(checked="2026-05-25"), UNDETERMINED, **NOTHING),
    case("recent-for-other-lists-too", MONTH, None, search(checked="2026-10-22"), UNDETERMINED),
    case("recent-until-its-anniversary", f"{EVER}, screened: {{list: NPDB, within_last: {{months: 1}}}}", None, search(checked="2026-01-31"), MET, "2026-03-01", **NOTHING),
    case("recent-until-its-anniversary-and-no-longer", f"{EVER}, screened: {{list: NPDB, within_last: {{months: 1}}}}", None, search(checked="2026-01-31"), UNDETERMINED, "2026-03-02", **NOTHING),
]

OPEN_NOW = [
    case("open", OPEN, order(status="open", ended=None), None, NOT_MET),
    case("open-beside-a-record-of-a-day-to-come", OPEN, order(status="open", ended=None), None, NOT_MET, positions=[{"start": "2027-01-01"}]),
    case("open-as-long-as-it-lasts", OPEN, order(status="open", ended=None), None, NOT_MET, LASTS),
    case("open-longer", OPEN, order(status="open", ended=None), None, UNDETERMINED, NO_LONGER),
    case("open-without-a-day", OPEN, order(status="open", effective=None, ended=None), None, NOT_MET),
    case("open-until-that-day", OPEN, order(status="open", ended=ON), None, NOT_MET),
    case("open-until-the-day-before", OPEN, order(status="open", ended="2026-11-21"), None, MET),
    case("open-until-that-month", OPEN, order(status="open", ended="2026-11"), None, UNDETERMINED),
    case("open-but-ended-before", OPEN, order(status="open", ended=BEFORE), None, UNDETERMINED),
    case("closed", OPEN, order(), None, MET),
    case("closed-without-a-day", OPEN, order(ended=None), None, MET),
    case("closed-without-a-day-before-its-day", OPEN, order(ended=None), None, UNDETERMINED, BEFORE),
    case("closed-but-ends-later", OPEN, order(ended="2027-01-01"), None, UNDETERMINED),
    case("status-absent", OPEN, order(status=None, ended=None), None, UNDETERMINED),
    case("status-absent-and-ended", OPEN, order(status=None), None, MET),
    case("status-not-recognized", OPEN, order(status="sleeping", ended=None), None, UNDETERMINED),
    case("stayed-on-its-day", OPEN, order(status="stayed", ended=None), None, UNDETERMINED, RECORDED),
    case("stayed-and-over-by-its-dates", OPEN, order(status="stayed", ended="2020-01-01"), None, MET, RECORDED),
    case("stayed-and-perhaps-over-by-its-dates", OPEN, order(status="stayed", ended="2026"), None, UNDETERMINED, RECORDED),
    case("stayed-on-another-day", OPEN, order(status="stayed", ended=None), None, UNDETERMINED),
    case("closed-in-a-partial-section", OPEN, order(), None, UNDETERMINED, partial=["sanctions"]),
]

LOOK_BACK = [
    case("ten-years-on-the-day", TEN, order(effective="2016-11-22", ended="2017"), None, NOT_MET),
    case("ten-years-and-a-day", TEN, order(effective="2016-11-21", ended="2017"), None, MET),
    case("ten-years-in-that-year", TEN, order(effective="2016", ended="2017"), None, UNDETERMINED),
    case("ten-years-without-a-day", TEN, order(effective=None, ended=None), None, UNDETERMINED),
    case("ten-years-without-a-day-and-ended-before", TEN, order(effective=None, ended="2010"), None, MET),
    case("ten-years-and-today", TEN, order(effective=ON, status=None, ended=None), None, NOT_MET),
    case("ten-years-and-after", TEN, order(effective="2026-11-23", status=None, ended=None), None, MET),
    case("ten-years-from-29-february", TEN, order(effective="2016-02-29", ended="2017"), None, NOT_MET, "2026-03-01"),
    case("ten-years-from-29-february-and-a-day", TEN, order(effective="2016-02-29", ended="2017"), None, MET, "2026-03-02"),
    case("ten-years-up-to-29-february", TEN, order(effective="2018-02-28", ended="2019"), None, MET, "2028-02-29"),
    case("ten-years-with-nothing", TEN, None, None, MET, **NOTHING),
]

TABLE = [*MATCHES, *SECTIONS, *HITS, *ASKED, *OPEN_NOW, *LOOK_BACK]


@pytest.mark.parametrize("case", TABLE)
def test_the_verdict_on_history(case: Case) -> None:
    """
    That there is no history is met, not met or not known as the truth table for absence says.
    """
    assert case.expected is case.verdict


@pytest.mark.parametrize(
    ("settings", "document", "pointers"),
    [
        pytest.param(EVER, {"sanctions": [OTHER, ORDER]}, ["/sanctions/1"], id="match"),
        pytest.param(EVER, {"sanctions": [ORDER, ORDER]}, ["/sanctions/0", "/sanctions/1"], id="matches"),
        pytest.param(EVER, {"none": ["sanctions"]}, ["/sanctions"], id="known-to-be-empty"),
        pytest.param(EVER, {"sanctions": [OTHER]}, ["/sanctions"], id="others-only"),
        pytest.param(OPEN, {"sanctions": [OTHER, ORDER]}, ["/sanctions/1", "/sanctions"], id="over"),
        pytest.param(TEN, {"sanctions": [ORDER, OTHER]}, ["/sanctions/0", "/sanctions"], id="long-ago"),
        pytest.param(OPEN, {"sanctions": [ORDER], "partial": ["sanctions"]}, ["/sanctions/0"], id="over-and-others-perhaps"),
        pytest.param(EVER, {"screenings": [CLEAR]}, ["/screenings/0"], id="covering-search"),
        pytest.param(BANK, {"none": ["sanctions"], "screenings": [LEIE, CLEAR]}, ["/screenings/1", "/sanctions"], id="search-asked"),
        pytest.param(EVER, {"screenings": [{**CLEAR, "result": "hit"}]}, ["/screenings/0"], id="hit"),
        pytest.param(EVER, {"sanctions": [{"kind": "naughtiness"}]}, ["/sanctions/0"], id="possible"),
    ],
)
def test_the_evidence_is_what_the_verdict_rests_on(settings: str, document: Record, pointers: list[str]) -> None:
    """
    Matches and hits are cited, and of an absence what is over and the section or the searches that show it.
    """
    found = assess(f"{{kind: no_history, {settings}}}", document)

    assert pointers == cited(found)


@pytest.mark.parametrize(
    ("settings", "document", "pointers"),
    [
        pytest.param(EVER, {}, ["/sanctions"], id="section-absent"),
        pytest.param(EVER, {"sanctions": [OTHER], "partial": ["sanctions"]}, ["/sanctions"], id="section-partial"),
        pytest.param(BANK, {"none": ["sanctions"]}, ["/screenings/-"], id="not-searched"),
        pytest.param(EVER, {"sanctions": [{"effective": "2012"}]}, ["/sanctions/0/kind"], id="kind"),
        pytest.param(EVER, {"sanctions": order(effective="2026", status=None, ended=None)}, ["/sanctions/0/effective"], id="effective"),
        pytest.param(TEN, {"sanctions": order(effective=None, ended=None)}, ["/sanctions/0/effective"], id="effective-absent"),
        pytest.param(TEN, {"sanctions": order(ended=None, status=None)}, ["/sanctions/0/status"], id="long-ago-and-perhaps-open"),
        pytest.param(TEN, {"sanctions": order(ended=None, status="stayed"), "recorded_on": BEFORE}, ["/sanctions/0/ended"], id="long-ago-and-stayed"),
        pytest.param(TEN, {"sanctions": order(effective="2016", ended=None, status=None)}, ["/sanctions/0/effective"], id="perhaps-long-ago"),
        pytest.param(OPEN, {"sanctions": order(ended=None, status=None)}, ["/sanctions/0/status"], id="status"),
        pytest.param(EVER, {"screenings": [{**CLEAR, "result": "hit"}]}, ["/screenings/0"], id="hit"),
    ],
)
def test_what_is_missing_is_asked_where_it_would_stand(settings: str, document: Record, pointers: list[str]) -> None:
    """
    Each question names what would settle it.
    """
    found = assess(f"{{kind: no_history, {settings}}}", document)

    assert pointers == asked(found)


def test_the_question_for_an_absent_section_says_how_to_call_it_empty() -> None:
    """
    Who is asked for sanctions learns how to say that there are none.
    """
    found = assess(f"{{kind: no_history, {EVER}}}", {})

    assert "`none`" in questions(found)


@pytest.mark.parametrize(
    ("settings", "says"),
    [(OPEN, "no board order open now"), (TEN, "no board order in the last 10 years")],
    ids=["open", "long-ago"],
)
def test_what_is_over_is_not_called_nothing(settings: str, says: str) -> None:
    """
    Somebody with a board order that is over has none that counts, and is not said to have none.
    """
    found = assess(f"{{kind: no_history, {settings}}}", {"sanctions": [ORDER]})

    assert says == found.reason.text
    assert ["board order, 2012-03-01, closed, until 2014-03-01", "complete; nothing else of the kind"] == [
        each.says for each in found.cited()
    ]


def test_the_question_for_a_partial_section_with_records_never_calls_it_empty() -> None:
    """
    Who has records in a section cannot name it in `none`: the question does not say so.
    """
    found = assess(f"{{kind: no_history, {OPEN}}}", {"sanctions": [ORDER], "partial": ["sanctions"]})

    assert "Is there any board order open now? (if none, `sanctions` is no longer `partial`)" == questions(found)
    assert "nothing else on file, which does not show that there is no board order open now" == found.reason.text


def test_the_question_for_several_kinds_names_those_that_nobody_searched() -> None:
    """
    A kind that a clear search covers is not asked for again.
    """
    found = assess("{kind: no_history, of: [board_order, conviction], look_back: ever}", {"screenings": [CLEAR]})

    assert "conviction" in questions(found)
    assert "board order" not in questions(found)


@pytest.mark.parametrize(
    ("text", "at", "says"),
    [
        pytest.param("{kind: no_history, look_back: ever}", "{", "`of` is missing", id="no-kinds"),
        pytest.param("{kind: no_history, of: exclusion}", "{", "`look_back` is missing", id="no-time"),
        pytest.param("{kind: no_history, of: exclusoin, look_back: ever}", "exclusoin", "did you mean `exclusion`?", id="unknown-kind-of-sanction"),
        pytest.param("{kind: no_history, of: exclusion, look_back: {decades: 1}}", "{decades", "a length of time is", id="unknown-unit"),
        pytest.param("{kind: no_history, of: exclusion, look_back: ever, screened: NPDB}", "NPDB", "must be a mapping", id="a-list-alone"),
        pytest.param("{kind: no_history, of: exclusion, look_back: ever, screened: {list: NPBD}}", "NPBD", "did you mean `NPDB`?", id="unknown-list"),
        pytest.param("{kind: no_history, of: exclusion, look_back: ever, screened: {list: [NPDB, SAM]}}", "[NPDB", "must be text", id="several-lists"),
        pytest.param("{kind: no_history, of: exclusion, look_back: ever, screened: {list: NPDB, within_last: 30}}", "30}", "a length of time is", id="a-number-for-a-span"),
        pytest.param("{kind: no_history, of: exclusion, look_back: ever, since: 2015-01-01}", "since", "unknown name `since`", id="unknown-setting"),
    ],
)
def test_settings_that_do_not_fit_are_refused_at_their_place(text: str, at: str, says: str) -> None:
    """
    A wrong setting is an error where it stands, with a suggestion where one is near.
    """
    problem = misfit(text)

    assert text.index(at) + 1 == column(problem)
    assert says in problem.message


def test_a_time_to_look_back_on_is_ever_open_or_a_length() -> None:
    """
    Another word for the time is refused, and the message says what there is.
    """
    problem = misfit("{kind: no_history, of: exclusion, look_back: always}")

    assert "ever, open or a length of time" in problem.message
