"""
The truth tables of the manual: every row of them is put to reqcheck, and says what reqcheck finds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

import attrs
import pytest
from kinds import BEFORE, LASTS, NO_LONGER, ON, RECORDED, VERIFIED, assess, catalog

from reqcheck import Context, Criterion, Finding, Outcomes, Profile, Reason
from reqcheck.ruleset import TREES

if TYPE_CHECKING:
    from _pytest.mark.structures import ParameterSet

DOCS = Path(__file__).parents[2] / "docs"
PAGE, VERDICTS = DOCS / "kinds.md", DOCS / "verdicts.md"
WORDS = {
    "met": Outcomes.MET,
    "not met": Outcomes.NOT_MET,
    "undetermined": Outcomes.UNDETERMINED,
    "not applicable": Outcomes.NOT_APPLICABLE,
}


# --- reading the page


class Row(NamedTuple):
    """
    A row of a truth table: the kind it is of, the heads of its columns, and its cells.
    """

    kind: str
    heads: tuple[str, ...]
    cells: tuple[str, ...]

    @property
    def name(self) -> str:
        """
        What the row is about: every cell but the last.
        """
        return " | ".join(each for each in self.cells[:-1] if each)

    @property
    def says(self) -> list[Outcomes]:
        """
        The verdicts that its last cell names, in order.
        """
        return [WORDS[each] for each in re.findall(r"\b(not met|met|undetermined|not applicable)\b", self.cells[-1])]


def rows(page: Path) -> Iterator[Row]:
    """
    The rows of the tables of a page, by the sections that they stand in; those of settings are none.
    """
    for title, text in re.findall(r"^## ([^\n]*)\n(.*?)(?=^## |\Z)", page.read_text("utf-8"), re.MULTILINE | re.DOTALL):
        for table in re.findall(r"^\|.*\n\|[-|]+\|\n(?:\|.*\n)+", text, re.MULTILINE):
            head, _, *lines = (tuple(cell.strip() for cell in line.strip("|").split("|")) for line in table.splitlines())
            if head[0] != "setting":
                yield from (Row(title, head, line) for line in lines)


COMMON = "What they have in common"
PLAIN = [each for each in rows(PAGE) if each.heads[-1] == "is"]
SETTLED = [each for each in rows(VERDICTS) if each.heads == ("the record", "asked of", "answer")]
CROSSED = [each for each in rows(PAGE) if each.heads[-1] != "is"]


# --- what each row means

Case = tuple[str, dict[str, Any]] | tuple[str, dict[str, Any], str]


def degree(record: dict[str, Any], *, settings: str = "degree: MD", **fields: Any) -> Case:
    return f"{{kind: degree, {settings}}}", {"education": [record], "recorded_on": BEFORE, **fields}


def training(settings: str, *records: dict[str, Any]) -> Case:
    given = [{"type": "residency", **each} for each in records]
    return f"{{kind: training, type: residency, {settings}}}", {"training": given, "recorded_on": BEFORE}


STEPS = [{"exam": "USMLE", "part": each, "result": "pass", "attempts": 1} for each in ("Step 1", "Step 2 CK", "Step 3")]
SITTINGS = [{**STEPS[0], "result": "fail", "attempts": None, "taken": f"200{year}"} for year in (1, 2, 3)]


def exam(records: list[dict[str, Any]], settings: str = "exam: USMLE", **fields: Any) -> Case:
    return f"{{kind: exam, {settings}}}", {"exams": records, **fields}


HELD = {"type": "medical", "jurisdiction": "US-CA", "class": "full", "status": "active", "issued": "2010-03-01"}


def license(settings: str = "type: medical", on: str = ON, **changes: Any) -> Case:
    given = {name.rstrip("_"): each for name, each in changes.items()}
    document = {"licenses": [{**HELD, **given}], "recorded_on": BEFORE}
    return f"{{kind: license, jurisdiction: CA, {settings}}}", document, on


CERTIFIED = {"board": "ABIM", "specialty": "internal medicine", "status": "certified", "certified": "2010-08-01"}
RESIDENCY = {"type": "residency", "specialty": "internal medicine", "status": "completed", "start": "2020-07-01"}


def board(settings: str, on: str = ON, recorded_on: str = RECORDED, **changes: Any) -> Case:
    document = {"certifications": [{**CERTIFIED, **changes}], "recorded_on": recorded_on}
    return f"{{kind: board_certification, {settings}}}", document, on


def trainee(settings: str, **changes: Any) -> Case:
    document = {"training": [{**RESIDENCY, "end": "2025-06-30", **changes}], "none": ["certifications"], "recorded_on": BEFORE}
    return f"{{kind: board_certification, {settings}, status: eligible, eligible_for: {{years: 3}}}}", document


def eligible(end: str) -> Case:
    return trainee("board: ABIM, specialty: internal medicine", end=end)


def card(settings: str = "name: ACLS", **changes: Any) -> Case:
    record = {"name": "ACLS", "issuer": "American Heart Association", "status": "certified", "expires": "2028-05-01"}
    return f"{{kind: certification, {settings}}}", {"certifications": [{**record, **changes}], "recorded_on": BEFORE}


def work(settings: str, *positions: tuple[str, str], **fields: Any) -> Case:
    more = {name: fields.pop(name) for name in ("categories", "fte") if name in fields}
    held = [{"categories": ["clinical"], "start": start, "end": end, **more} for start, end in positions]
    return f"{{kind: experience, category: clinical, {settings}}}", {"positions": held, "recorded_on": BEFORE, **fields}


YEAR = ("2024-01-01", "2024-12-31")
ORDER = {"kind": "board_order", "effective": "2012-03-01", "status": "closed", "ended": "2014-03-01"}
CLEAR = {"list": "NPDB", "checked": "2026-10-30", "result": "clear"}


def history(settings: str = "look_back: ever", **document: Any) -> Case:
    return f"{{kind: no_history, of: board_order, {settings}}}", {"recorded_on": BEFORE, **document}


def answer(*values: Any, settings: str = "equals: yes", **fields: Any) -> Case:
    given = [{"key": "relocate", "value": each} for each in values]
    return f'{{kind: answer, key: relocate, question: "Will you move?", {settings}}}', {"answers": given, **fields}


ASKED = "screened: {list: NPDB, within_last: {days: 30}}"
MEANT: dict[str, dict[str, list[Case]]] = {
    COMMON: {
        "passes every test for certain": [license(expires="2027-06-30"), degree({"degree": "MD", "conferred": "2015"})],
        "passes perhaps": [license(expires="2026"), degree({"degree": "MD"})],
        "none does | complete": [license(jurisdiction="US-NV"), degree({"degree": "JD", "conferred": "2015"})],
        "none does | may omit some, or says nothing": [
            degree({"degree": "JD", "conferred": "2015"}, partial=["education"]),
            ("{kind: degree, degree: MD}", {"education": []}),
            ("{kind: license}", {}),
        ],
    },
    "degree": {
        "`MD`, conferred `2015`": [degree({"degree": "MD", "conferred": "2015"}), degree({"degree": "MD", "conferred": "2015", "status": "odd"})],
        "`MD`, status `conferred`, no day": [degree({"degree": "MD", "status": "conferred"})],
        "`MD`, neither": [degree({"degree": "MD"})],
        "`MD`, `in_progress`, recorded before the day asked": [degree({"degree": "MD", "status": "in_progress"})],
        "`MD`, conferred in the year asked": [degree({"degree": "MD", "conferred": "2026"})],
        "`MBBS` with an `equivalence`": [degree({"degree": "MBBS", "conferred": "2010", "equivalence": [{"body": "ECFMG", "on": "2012"}]})],
        "`MBBS` without one": [degree({"degree": "MBBS", "conferred": "2010"})],
        "a degree nobody knows": [degree({"degree": "DrMed", "conferred": "2010"})],
        "another degree that is known, `education` complete": [degree({"degree": "JD", "conferred": "2010"})],
    },
    "training": {
        "residency, `completed`, end `2023-06` | completed": [training("status: completed", {"status": "completed", "end": "2023-06"})],
        "residency, end `2023-06`, no status | completed": [training("status: completed", {"end": "2023-06"})],
        "residency, `active`, end `2027-06` | completed": [training("status: completed", {"status": "active", "end": "2027-06"})],
        "residency, `completed`, `2006-07` to `2009-06` | `years: 3`": [
            training("years: 3", {"status": "completed", "start": "2006-07", "end": "2009-06"})
        ],
        "residency, `completed`, `2006` to `2009` | `years: 3`": [training("years: 3", {"status": "completed", "start": "2006", "end": "2009"})],
        "residency, `active` since `2024-07` | `status: any`, `months: 29`": [training("status: any, months: 29", {"status": "active", "start": "2024-07"})],
        "residency, no status, start `2026` | `status: any`": [training("status: any", {"start": "2026"})],
        "residencies, `completed`, `2018-07` to `2020-06` and `2020-01` to `2021-06` | `years: 3`": [
            training("years: 3", *({"status": "completed", "start": start, "end": end} for start, end in (("2018-07", "2020-06"), ("2020-01", "2021-06"))))
        ],
        "residency, `completed`, end `2023-06` | `within_last: {years: 3}`": [
            training("within_last: {years: 3}", {"status": "completed", "end": "2023-06"})
        ],
    },
    "exam": {
        "a certain pass of every part of one sequence": [exam(STEPS)],
        "no pass of a part, `exams` complete": [exam(STEPS[:2])],
        "no pass of a part, `exams` may omit some": [exam(STEPS[:2], partial=["exams"])],
        "`USMLE`, `pass`, no part": [exam([{"exam": "USMLE", "result": "pass"}])],
        "a failed and then a passed attempt at a part, two records": [exam([{**STEPS[2], "result": "fail", "taken": "2006"}, *STEPS])],
        "more attempts than `max_attempts` on record": [exam([{**STEPS[0], "attempts": 4}, *STEPS[1:]], "exam: USMLE, max_attempts: 3")],
        "a pass that says fewer attempts than are on file, so that it may have counted its own sitting only": [
            exam([{**STEPS[0], "result": "fail", "taken": "2001", "attempts": None}, *STEPS], "exam: USMLE, max_attempts: 3"),
            exam([{**STEPS[0], "result": "fail", "taken": "2001"}, *STEPS], "exam: USMLE, max_attempts: 3"),
        ],
        "a failed sitting of no known part, which the `attempts` of a pass may not have counted": [
            exam([{**STEPS[0], "result": "fail", "taken": "2001", "part": None}, *STEPS], "exam: USMLE, max_attempts: 3"),
        ],
        "`attempts` not given where `max_attempts` is asked": [
            exam([{**STEPS[0], "attempts": None}, *STEPS[1:]], "exam: USMLE, max_attempts: 3"),
            exam([*SITTINGS, {**STEPS[0], "attempts": None, "taken": "2004"}, *STEPS[1:]], "exam: USMLE, max_attempts: 3"),
        ],
    },
    "license": {
        "`active` on 2026-11-01, expires 2027-06-30": [license(expires="2027-06-30")],
        "the same, expires `2026`": [license(expires="2026")],
        "the same, no expiry": [license(), license(on="2027-03-02")],
        "`expired` on 2026-11-01": [license(status="expired")],
        "`revoked` on 2026-11-01": [license(status="revoked")],
        "`inactive` on 2026-11-01": [license(status="inactive"), license(status="inactive", on=BEFORE)],
        "a status nobody knows, or none": [license(status="odd", expires="2027"), license(status="odd", expires="2025")],
        "`issued` after the day asked": [
            license(issued="2027-01-01", expires="2028"),
            license(issued="2027-01-01", first_issued="2009", expires="2028", status=None),
            license(issued="2027-01-01", first_issued="2009", expires="2028"),
        ],
        "no `class`": [license(class_=None, expires="2027-06-30"), license("class: any", class_=None, expires="2027-06-30")],
        "`unrestricted` asked, `restrictions` absent or `[None]`": [
            license("unrestricted: yes", expires="2027-06-30"),
            license("unrestricted: yes", expires="2027-06-30", restrictions=["None"]),
            license("unrestricted: yes", expires="2027-06-30", restrictions=[]),
        ],
        "of another type or jurisdiction, `licenses` complete": [license(jurisdiction="US-NV", expires="2027-06-30")],
    },
    "board_certification": {
        "`certified` | `certified`, expires after the day asked": [board("board: ABMS", expires="2026-11-23")],
        "`certified` | `certified`, `duration: lifetime`": [board("board: ABMS", "2090-01-01", duration="lifetime")],
        "`certified` | `certified`, no expiry": [board("board: ABMS", LASTS), board("board: ABMS", NO_LONGER)],
        "`certified` | says `eligible` on the very day asked": [
            board("board: ABMS", status="eligible", recorded_on=ON, certified=None),
            board("board: ABMS", status="eligible", certified=None),
        ],
        "`certified` | only says `ABMS`": [
            board("board: ABMS", board="ABMS", expires="2030"),
            board("board: ABIM", board="ABMS", expires="2030"),
        ],
        "`certified` | a known certificate of no board (`BLS`)": [board("board: ABMS", board=None, specialty=None, name="BLS", status="active")],
        "`eligible` | training completed, its anniversary not before the day asked": [eligible("2023-11-22")],
        "`eligible` | training completed too long ago": [eligible("2023-11-21")],
        "`eligible` by `ABIM`, no `specialty` | a residency in pediatrics, or in no known specialty": [
            trainee("board: ABIM", specialty="pediatrics"),
            trainee("board: ABIM", specialty=None),
        ],
        "`eligible` | a record that says `eligible`, the training not on file": [board("board: ABIM, status: eligible", status="eligible", certified=None)],
        "`pursuing` | `pursuing` on the day asked": [board("board: ABIM, status: pursuing", status="pursuing", certified=None, source=VERIFIED | {"verified_on": ON})],
        "`pursuing` | `certified`, in force on the day asked; no training": [
            (
                "{kind: board_certification, board: ABIM, status: pursuing}",
                {"certifications": [{**CERTIFIED, "expires": "2027-12-31"}], "none": ["training"], "recorded_on": RECORDED},
            ),
        ],
    },
    "certification": {
        "the name, certified, expires after the day asked": [card()],
        "the name, expired": [
            card(status="expired", certified="2024-05-01", expires="2026-05-01"),
            card("name: ACLS, current: no", status="expired", certified="2024-05-01", expires="2026-05-01"),
        ],
        "another known name": [card(name="BLS")],
        "the name of a specialty, by a known board": [card(name="Internal Medicine", board="ABIM"), card("name: FACHE", name="Surgery", board="ABS")],
        "a name nobody knows": [card(name="Wilderness Rescue")],
        "another issuer than asked, or none": [card("name: ACLS, issuer: Red Cross"), card("name: ACLS, issuer: Red Cross", issuer=None)],
    },
    "experience": {
        "clinical, 2024-01-01 to 2024-12-31 | `days: 366`": [work("days: 366", YEAR)],
        "clinical, 2024-01-01 to 2024-12-31 | `days: 367`": [work("days: 367", YEAR)],
        "clinical, 2024-01-01 to 2024-12-31, `positions` partial | `days: 367`": [work("days: 367", YEAR, partial=["positions"])],
        "without `categories`, 2024-01-01 to 2024-12-31 | `days: 366`": [work("days: 366", YEAR, categories=None)],
        "administrative, 2024-01-01 to 2024-12-31 | `days: 1`": [work("days: 1", YEAR, categories=["administrative"])],
        "clinical, `2024` to `2025` | `days: 300`": [work("days: 300", ("2024", "2025"))],
        "clinical, 2024-01-01 to 2024-06-30 and 2024-04-01 to 2024-12-31 | `days: 367`": [
            work("days: 367", ("2024-01-01", "2024-06-30"), ("2024-04-01", "2024-12-31"))
        ],
        "clinical, 2024-01-01 to 2024-12-31, `fte` 0.5 | `days: 183`, `fte: prorate`": [work("days: 183, fte: prorate", YEAR, fte=0.5)],
        "clinical, since 2010-01-01 | `days: 366`, `within_last: {years: 1}`": [work("days: 366, within_last: {years: 1}", ("2010-01-01", ".."))],
        "clinical, since 2024-01-01, residency completed on 2025-06-30 | `years: 2`, `counts_from: residency`": [
            work("years: 2, counts_from: residency", ("2024-01-01", ".."), training=[{**RESIDENCY, "end": "2025-06-30"}])
        ],
    },
    "no_history": {
        "one that certainly counts | any | any": [history(sanctions=[ORDER]), history(sanctions=[ORDER], screenings=[CLEAR], partial=["sanctions"])],
        "one that may count, or a search that says `hit` | any | any": [
            history(sanctions=[{**ORDER, "kind": None}], screenings=[CLEAR]),
            history(none=["sanctions"], screenings=[{**CLEAR, "result": "hit"}]),
        ],
        "none | complete (records and not `partial`, or named in `none`) | the list asked is clear and recent, or none is asked": [
            history(none=["sanctions"]),
            history(f"look_back: ever, {ASKED}", none=["sanctions"], screenings=[CLEAR]),
        ],
        "none | absent, empty or partial | a clear, recent search of a list that covers it, for every kind asked": [history(screenings=[CLEAR])],
        "none | otherwise": [history(), history(f"look_back: ever, {ASKED}", none=["sanctions"])],
    },
    "answer": {
        "all fit": [answer(True), answer("yes", "YES")],
        "none fits": [answer(False)],
        "some fit and some do not": [answer(True, False)],
        "one may be the answer wanted": [
            answer("maybe", settings="one_of: [yes, weekends]"),
            answer("3.5 a week", settings='equals: "3,5 a week"'),
        ],
        "there is none, or an empty one": [
            answer(),
            answer("", " "),
            answer(none=["answers"]),
            ("{kind: answer, key: relocate, question: Q, equals: yes}", {"answers": [{"key": "shifts", "value": 4}]}),
        ],
    },
}
CHECKED = {"strength": "verified", "verified_on": "2026-11-01"}
STATUSES: dict[str, Case] = {
    "active, verified 2026-11-01, expires 2026-12-31 | 2026-12-31": license(expires="2026-12-31", source=CHECKED, on="2026-12-31"),
    "the same | 2027-01-01": license(expires="2026-12-31", source=CHECKED, on="2027-01-01"),
    "active, verified 2026-11-01, no expiry | 2027-03-01": license(source=CHECKED, on="2027-03-01"),
    "the same | 2027-03-02": license(source=CHECKED, on="2027-03-02"),
    "active, recorded 2026-11-01, expires `2026` | 2026-11-22": license(expires="2026"),
    "revoked on 2026-11-01, expires 2028 | 2026-11-22": license(status="revoked", expires="2028"),
    "inactive on 2026-11-01, expires 2028 | 2026-11-22": license(status="inactive", expires="2028"),
    "expired on 2026-11-01, but expires 2028 | any day": license(status="expired", expires="2028"),
    "a degree conferred 2015, no status | 2026-11-22": degree({"degree": "MD", "conferred": "2015"}),
    "a residency that ended 2015, no status | 2026-11-22": training("status: completed", {"end": "2015"}),
}


def shown(rows_: list[Row]) -> list[ParameterSet]:
    return [pytest.param(each, id=f"{each.kind}: {each.name}") for each in rows_]


@pytest.mark.parametrize("row", shown([each for each in PLAIN if each.kind not in TREES]))
def test_a_row_says_what_is_found(row: Row) -> None:
    """
    What a truth table of the manual says of a file is what reqcheck finds of one.
    """
    cases = MEANT[row.kind][row.name]
    found = [assess(criterion, document, *on).outcomes for criterion, document, *on in cases]

    assert row.says
    assert row.says == list(dict.fromkeys(found))


@pytest.mark.parametrize("row", shown(SETTLED))
def test_what_a_status_settles(row: Row) -> None:
    """
    The cases that the page on verdicts settles are settled so.
    """
    criterion, document, *on = STATUSES[row.name]

    assert row.says == [assess(criterion, document, *on).outcomes]


def test_every_row_is_put_and_none_is_left() -> None:
    """
    Every row of the manual has files that it is tried with, and there are none for rows that are gone.
    """
    said = {(each.kind, each.name) for each in PLAIN if each.kind not in TREES}

    assert said == {(kind, name) for kind, meant in MEANT.items() for name in meant}
    assert [each.name for each in SETTLED] == [*STATUSES]


def test_every_kind_has_a_truth_table() -> None:
    """
    The section of each kind has a truth table and a rule set's lines.
    """
    text = PAGE.read_text("utf-8")
    examples = dict(re.findall(r"^## (\w+)\n.*?^```yaml\n(.*?)^```", text, re.MULTILINE | re.DOTALL))

    assert {*catalog().kinds} == {each.kind for each in (*PLAIN, *CROSSED)} - {COMMON}
    assert all(kind in examples[kind] for kind in catalog().kinds)


# --- trees


@attrs.frozen
class Fixed:
    """
    A part that finds what it was told.
    """

    kind: ClassVar[str] = "acme/fixed"

    outcomes: Outcomes

    def assess(self, profile: Profile, context: Context) -> Finding:
        return Finding(self.outcomes, Reason("acme", "told"))


def tree(name: str, *parts: str, **settings: Any) -> Outcomes:
    """
    What a tree finds of parts that find what these words say.
    """
    kind: Any = catalog()._loaded.kinds[name]
    fixed: list[Criterion] = [Fixed(WORDS[each]) for each in parts]
    criterion = kind(of=tuple(fixed), **settings)
    return Context(date.fromisoformat(ON), catalog().vocabulary).assess(criterion, Profile()).outcomes


@pytest.mark.parametrize("row", shown(CROSSED))
def test_two_parts_say_what_the_table_has_where_they_cross(row: Row) -> None:
    """
    The tables of `all_of`, `any_of` and `none_of` have every pair of parts, and what follows.
    """
    first, *cells = row.cells

    assert [*WORDS] == list(row.heads[1:])
    assert [WORDS[each] for each in cells] == [tree(row.kind, first, second) for second in row.heads[1:]]
    assert [WORDS[each] for each in cells] == [tree(row.kind, second, first) for second in row.heads[1:]]


def test_the_tables_have_every_pair() -> None:
    """
    Each of the three trees has a row for each verdict of the first part.
    """
    expected = [(kind, word) for kind in ("all_of", "any_of", "none_of") for word in WORDS]

    assert expected == [(each.kind, each.cells[0]) for each in CROSSED]


@pytest.mark.parametrize("row", shown([each for each in PLAIN if each.kind == "some_of"]))
def test_two_of_several_parts(row: Row) -> None:
    """
    The table of `some_of` says what follows where two parts are asked.
    """
    parts = row.cells[0].split(", ")

    assert row.says == [tree("some_of", *parts, at_least=2)]
