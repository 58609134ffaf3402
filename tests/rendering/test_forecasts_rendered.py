"""
Forecasts in words, as a timeline, as a picture and as a list of what lapses: made from documents alone.
"""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from foreseen import change, forecast, stands
from hypothesis import given, settings
from hypothesis import strategies as st

from reqcheck.rendering import expirables, forecast_text
from reqcheck.rendering.text import plain
from reqcheck.rendering.timeline import FAVORABLE, decisions, qualified, rows, shown_until, ticks
from reqcheck.rendering.timeline_svg import svg
from reqcheck.wording import visible

SVG = "{http://www.w3.org/2000/svg}"
QUIET: dict[str, Any] = {"changes": [], "next_change": None, "qualified_until": None}
#: A little of everything that a program may take for its own.
TEXTS = [
    *("", " ", "<script>alert(1)</script>", '"><image href=x onload=alert(1)>', "]]><x/>&lt;<!-- -->", "&#x3c;b&#x3e;"),
    *("\x00\x01\x1b[31m\x7f\x9b", "\u202e\u2066\u200b\u2028\ufeff\ufffe\uffff", "a\r\nb\tc", "\N{GRINNING FACE} \u4e00", "x" * 900),
    *("=1+1", "\t=1", "@SUM(A1)", "\uff1d1+1", "-1"),
]
TIMELINE = """\
            now                2028            2029            2030
            | |                |               |               |               |
  decision  ==?????????????????xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
  license   ==?????????????????xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
  board     ????????????????????????????????????????????????????????????????????
  exam      xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx==========
  work      --------------------------------------------------------------------
  other     !!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!
              a                b                                      c

  = met, qualified   ? not known, needs review   x not met, not qualified
  - not applicable   ! the criterion failed
  letters: the changes below; *: several in one column
  nothing changes after that until 2036-11-22"""
DAYS = st.dates(date(2026, 11, 23), date(2036, 11, 22))


@st.composite
def forecasts(draw: st.DrawFn) -> dict[str, Any]:
    """
    Forecasts with changes on any days, each to another decision or status.
    """
    days = sorted(draw(st.sets(DAYS, max_size=60)))
    statuses = st.sampled_from(["met", "not_met", "undetermined", "not_applicable", "error"])
    words = st.sampled_from(["qualified", "qualified_on_condition", "not_qualified", "needs_review", "not_applicable"])
    changes = [change(each.isoformat(), draw(words), stands("license", draw(statuses))) for each in days]
    return forecast(changes=changes, next_change=changes[0]["on"] if changes else None)


def drawn(document: dict[str, Any], width: int = 80) -> list[str]:
    """
    The timeline as lines of plain text.
    """
    return ["".join(text for text, _ in each).rstrip() for each in forecast_text.timeline(document, width)]


# --- laid out in time


def test_rows_have_a_stretch_for_each_status() -> None:
    """
    The license is met, then not known, then not met, each to the day before the next.
    """
    license_ = rows(forecast())[1]

    assert [
        ("2026-11-22", "2027-01-01", "met"),
        ("2027-01-02", "2027-12-31", "undetermined"),
        ("2028-01-01", "2036-11-22", "not_met"),
    ] == [(f"{each.first}", f"{each.last}", each.status) for each in license_.stretches]


def test_the_decision_has_a_stretch_only_where_it_changes() -> None:
    """
    A change of a requirement that leaves the decision as it is begins no stretch of the decision.
    """
    assert ["qualified", "needs_review", "not_qualified"] == [each.status for each in decisions(forecast()).stretches]


@settings(max_examples=50)
@given(forecasts())
def test_stretches_follow_each_other_without_a_gap(document: dict[str, Any]) -> None:
    """
    The stretches of every row share the whole time among them, each day once.
    """
    for row in rows(document):
        assert date(2026, 11, 22) == row.stretches[0].first
        assert date(2036, 11, 22) == row.stretches[-1].last
        assert all(1 == (now.first - before.last).days for before, now in pairwise(row.stretches))


@pytest.mark.parametrize(
    ("expected", "fields"),
    [
        ("qualified until 2027-01-01", {}),
        ("qualified until 2036-11-22 at least", QUIET),
        ("not qualified on any day until 2036-11-22", {**QUIET, "decision": "not_qualified"}),
        ("not known to be qualified on any day until 2036-11-22", {**QUIET, "decision": "needs_review"}),
        (
            "qualified from 2027-01-01 until 2027-12-31, and from 2029-01-01 until 2036-11-22 at least",
            {
                "decision": "not_qualified",
                "changes": [
                    change("2027-01-01", "qualified_on_condition"),
                    change("2027-06-01", "qualified"),
                    change("2028-01-01", "not_qualified"),
                    change("2029-01-01", "qualified"),
                ],
            },
        ),
    ],
)
def test_the_times_of_being_qualified_are_said(expected: str, fields: dict[str, Any]) -> None:
    """
    Each time in which the candidate is qualified is named with its first and last day, on condition or outright.
    """
    assert expected == qualified(forecast(**fields))


@pytest.mark.parametrize(
    ("expected", "days"),
    [
        (["2027", "2028", "2029"], ("2026-11-22", "2029-11-22")),
        (["2026-12", "2027-01", "2027-02"], ("2026-11-22", "2027-02-20")),
        (["2030", "2040"], ("2026-11-22", "2046-11-22")),
        ([], ("2026-11-22", "2026-11-22")),
    ],
)
def test_an_axis_has_no_more_marks_than_fit(expected: list[str], days: tuple[str, str]) -> None:
    """
    Marks stand at the first days of months or years, as often as there is room for them.
    """
    first, last = map(date.fromisoformat, days)

    assert expected == [name for _, name in ticks(first, last, 3)]


def test_a_picture_ends_soon_after_the_last_change() -> None:
    """
    What is drawn ends a little after the last change, and at the last day where nothing changes.
    """
    assert date(2031, 1, 1) == shown_until(forecast())
    assert date(2036, 11, 22) == shown_until(forecast(**QUIET))


# --- in words


def test_the_timeline_in_the_terminal() -> None:
    """
    Rows are requirements, columns are time: now, each change with its letter, what is not known, and a legend.
    """
    assert TIMELINE == "\n".join(drawn(forecast()))


def test_the_timeline_is_plain_ascii() -> None:
    """
    What is not drawn on a terminal has only signs that every terminal has.
    """
    assert forecast_text.forecast(forecast()).isascii()


def test_signs_on_a_terminal_differ_as_the_plain_ones_do() -> None:
    """
    Each status has a sign of its own, plain or drawn: nothing depends on color.
    """
    for signs in (forecast_text.PLAIN, forecast_text.DRAWN):
        assert len(signs) == len(set(signs.values()))
        assert {1} == {len(each) for each in signs.values()}


def test_what_is_not_known_is_said_between_two_days() -> None:
    """
    An undetermined stretch is told with its first and last day and what it depends on.
    """
    text = forecast_text.forecast(forecast("whether it was renewed"))

    assert "between 2027-01-02 and 2027-12-31, depending on: whether it was renewed" in text
    assert "between 2026-11-22 and 2036-11-22, depending on: whether it was renewed" in text


def test_what_is_not_exact_is_said() -> None:
    """
    A forecast that is not exact says so, in words and in the picture.
    """
    document = forecast(exact=False)

    assert "not exact" in forecast_text.forecast(document)
    assert "not exact" in svg(document)
    assert "not exact" not in forecast_text.forecast(forecast()) + svg(forecast())


def test_several_changes_in_one_column_have_one_sign() -> None:
    """
    Where a column holds more than one change of a row, it says that there are several, and no letter.
    """
    days = [change(f"2027-01-0{day}", "not_qualified", stands("license", status)) for day, status in ((1, "not_met"), (2, "met"))]
    lines = drawn(forecast(changes=[*days, change("2036-01-01", "qualified")]))

    assert re.search(r"license +=\*=", "\n".join(lines))
    assert re.search(r"^ +\* +c$", "\n".join(lines), re.MULTILINE)


@settings(max_examples=50)
@given(forecasts(), st.integers(20, 200))
def test_a_timeline_is_as_wide_as_it_may_be(document: dict[str, Any], width: int) -> None:
    """
    Every row of a timeline has the same length, no more than the width unless that is too little.
    """
    assert {max(width, len("  decision  ") + 20)} == {len(each) for each in drawn(document, width)[2:8]}


@settings(max_examples=50)
@given(forecasts())
def test_every_change_is_told(document: dict[str, Any]) -> None:
    """
    The day of every change stands in the text with the decision after it.
    """
    text = forecast_text.forecast(document)

    for each in document["changes"]:
        assert f"{each['on']}  {each['decision'].replace('_', ' ').upper()}" in text


@pytest.mark.parametrize("text", TEXTS)
def test_no_terminal_obeys_a_text(text: str) -> None:
    """
    Control and direction characters of a forecast are written out in text and in what lapses.
    """
    lapses = expirables.expirables([forecast(text)])["lapses"]
    said = [forecast_text.forecast(forecast(text)), plain(expirables.lines(lapses)), *expirables.csv(lapses, [])]

    assert "".join(said).replace("\n", "") == visible("".join(said).replace("\n", ""))


# --- the picture


def test_the_picture_says_in_words_what_it_shows() -> None:
    """
    The picture has a title and a description for those who do not see it, and each bar has one of its own.
    """
    root = ET.fromstring(svg(forecast("Ann")))
    titles = [each.text or "" for each in root.iter(f"{SVG}title")]

    assert "img" == root.get("role")
    assert "title desc" == root.get("aria-labelledby")
    assert ["Forecast for Ann"] == [each.text for each in root if each.get("id") == "title"]
    assert "2028-01-01: Ann not met; the decision: not qualified" in (root.findtext(f"{SVG}desc") or "")
    assert "Ann: undetermined, 2027-01-02 to 2027-12-31: Ann (Ann)" in titles


def test_statuses_differ_by_pattern() -> None:
    """
    Each status that is drawn is filled in a way of its own, light or dark: not by its color alone.
    """
    picture = svg(forecast())
    fills = re.findall(r"^\.(met|not_met|undetermined|conditional|not_applicable|error) \{ fill: ([^;]+)", picture, re.MULTILINE)

    assert 6 == len({fill for _, fill in fills})
    assert {"hatch", "dots", "stripes", "grid"} == {each.get("id") for each in ET.fromstring(picture).iter(f"{SVG}pattern")}
    assert "prefers-color-scheme: dark" in picture


def elements(picture: str) -> list[tuple[str, ...]]:
    """
    The elements of a picture with the names of their attributes; long texts take more lines.
    """
    return [(each.tag, *sorted(each.attrib)) for each in ET.fromstring(picture).iter() if each.get("class") != "note"]


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_adds_nothing_to_the_picture(text: str) -> None:
    """
    The elements and attributes of a picture are those of one with plain words, and nothing in it runs.
    """
    picture = svg(forecast(text))

    assert elements(svg(forecast("plain"))) == elements(picture)
    assert "<script" not in picture
    assert not re.search(r"\s(on\w+|href)=", re.sub(r">[^<]*<", "><", picture))


@settings(max_examples=50)
@given(forecasts())
def test_everything_stands_inside_of_the_picture(document: dict[str, Any]) -> None:
    """
    Every bar is seen, and stands between the left and the right edge.
    """
    root = ET.fromstring(svg(document))
    width, height = map(float, (root.get("viewBox") or "").split()[2:])
    bars = [each for each in root.iter(f"{SVG}rect") if (each.get("class") or "").startswith("bar")]

    assert bars
    for each in bars:
        left, wide = float(each.get("x") or 0), float(each.get("width") or 0)
        assert wide >= 2
        assert 0 <= left <= left + wide <= width
    assert all(float(each.get("y") or 0) <= height for each in root.iter(f"{SVG}text"))


# --- what lapses


def test_what_becomes_worse_lapses() -> None:
    """
    A license that is not known any more and one that is not met any more lapse; an exam that is passed does not.
    """
    found = expirables.expirables([forecast()])

    assert [("2027-01-02", "met", "undetermined"), ("2028-01-01", "undetermined", "not_met")] == [
        (each["date"], each["from"], each["to"]) for each in found["lapses"]
    ]


def test_lapses_stand_by_date_then_in_the_order_of_the_input() -> None:
    """
    Lapses are sorted by their days; on one day the candidates keep their order.
    """
    found = expirables.expirables([forecast("zoe"), forecast("ann")])["lapses"]

    assert ["zoe", "ann", "zoe", "ann"] == [each["candidate"] for each in found]
    assert sorted(each["date"] for each in found) == [each["date"] for each in found]


@pytest.mark.parametrize("text", TEXTS)
def test_no_cell_of_the_list_is_a_formula(text: str) -> None:
    """
    No cell begins as a formula does, whatever the texts are, and every row has all columns.
    """
    failure = {"schema": "reqcheck.failure/1", "candidate": text, "problems": [{"pointer": "", "code": "x", "message": text}]}
    lapses = expirables.expirables([forecast(text)])["lapses"]
    table = list(csv.reader(io.StringIO("".join(expirables.csv(lapses, [failure])), newline=""), strict=True))

    assert 4 == len(table)
    assert {len(expirables.COLUMNS)} == set(map(len, table))
    assert [] == [cell for row in table for cell in row if re.match(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20\u2212\ufe66]", cell)]
    assert {visible(text), f"'{visible(text)}"} & {each for row in table for each in row}


def test_favorable_decisions_are_those_of_the_engine() -> None:
    """
    What lets a candidate in is the same in a picture as in a forecast.
    """
    from reqcheck.forecasting import FAVORABLE as ENGINE

    assert FAVORABLE == tuple(each.value for each in ENGINE)
