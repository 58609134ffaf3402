"""
What each format says of the same results.
"""

from __future__ import annotations

import csv
import io
import json
import re
from base64 import b64encode
from hashlib import sha256
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from results import failure, report, requirement
from stored import reports_document

from reqcheck.cli.output import FORMATS
from reqcheck.page import STYLE
from reqcheck.rendering.json import encoded
from reqcheck.summary import Tally

FINE = report("fine", "ann", decision="qualified", decided_by=[], degraded=False, requirements=[requirement("fine")])
RESULTS = [FINE, report("words", "bob"), failure("broken", "eve")]


def rendered(form: str, *results: dict[str, Any]) -> str:
    return "".join(FORMATS[form](results or RESULTS))


# --- all of them


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_has_every_candidate_and_requirement(form: str) -> None:
    """
    Every format names every candidate, read or not, and every requirement with its reason.
    """
    page = rendered(form)
    wanted = ["ann", "bob", "eve", "license", "p-not_met", *(each["id"] for each in RESULTS[1]["requirements"])]

    assert [] == [each for each in (*wanted, "fine", "words", "broken") if each not in page]


@pytest.mark.parametrize("form", FORMATS)
def test_no_results_are_fine(form: str) -> None:
    """
    A run without any candidate is a page of every format.
    """
    assert isinstance("".join(FORMATS[form]([])), str)


@pytest.mark.parametrize("form", [each for each in FORMATS if each != "html"])
def test_results_are_written_as_they_come(form: str) -> None:
    """
    A format that can write a result before the next one is there does so.
    """
    taken = []

    def results() -> Any:
        for each in (FINE, FINE, FINE):
            taken.append(each)
            yield each

    written = ""
    for piece in FORMATS[form](results()):
        written += piece
        if "ann" in written:
            break

    assert 1 == len(taken)


# --- one by one


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_a_warning_about_no_place_has_none_behind_it(form: str) -> None:
    """
    What is said of the rule set, and not of the profile, ends without empty parentheses.
    """
    told = report("fine", "ann", warnings=[{"pointer": "", "message": "not in effect"}, {"pointer": "/none", "message": "old"}])
    page = rendered(form, told)

    assert "not in effect" in page
    assert "not in effect (" not in page
    assert "old (/none)" in page


def test_json_is_one_document_with_a_summary() -> None:
    """
    JSON written piece by piece is the document to the letter.
    """
    for results in ([], [FINE], RESULTS, [RESULTS[2]], [RESULTS[2], RESULTS[2], FINE]):
        reports = [each for each in results if "decision" in each]
        document = reports_document(reports, [each for each in results if each not in reports])

        assert f"{encoded(document, pretty=True)}\n" == "".join(FORMATS["json"](results))


def test_concise_is_one_line_for_each() -> None:
    """
    Concise has one line for the decision, for each requirement and for each problem.
    """
    expected = [
        "ann: QUALIFIED; if, by 2027-03-01: fine",
        "ann: license: met: fine",
        "eve: COULD NOT BE READ: /licences/broken: broken",
        "",
        "2 candidates: 1 qualified, 1 could not be read",
    ]

    assert expected == rendered("concise", FINE, RESULTS[2]).splitlines()


def test_concise_says_what_is_not_required() -> None:
    """
    A line names the level of a requirement that does not decide, and the words of its status.
    """
    lines = rendered("concise", RESULTS[1]).splitlines()

    assert "bob: NOT QUALIFIED, decided by r-not_met; if, by 2027-03-01: words" == lines[0]
    assert "bob: r-not_met: not met: words" in lines
    assert "bob: p-not_met: not met (preferred): words" in lines


def test_csv_is_one_row_for_each_candidate_and_requirement() -> None:
    """
    CSV has a head, a row for each candidate and requirement, and one for a candidate that could not be read.
    """
    rows = list(csv.DictReader(io.StringIO(rendered("csv"), newline="")))
    told = [(each["candidate"], each["requirement"], each["status"]) for each in rows]

    assert [("ann", "license", "met"), ("bob", "r-met", "met"), ("bob", "r-not_met", "not met")] == told[:3]
    assert ("eve", "could not be read", "", "/licences/broken: broken") == tuple(
        rows[-1][each] for each in ("candidate", "decision", "requirement", "reason")
    )
    assert "words; error: ValueError: words" in [each["reason"] for each in rows]
    assert 1 + 7 + 1 == len(rows)


def test_junit_tells_failures_from_what_is_only_open() -> None:
    """
    A failure is a required requirement that is not met, an error a criterion that failed; the rest is skipped.
    """
    root = ET.fromstring(rendered("junit"))
    found = {
        each.attrib["name"].split(":")[0]: [inside.tag for inside in each]
        for each in root.iter("testcase")
        if each.attrib["classname"] != "ann"
    }

    assert {
        "r-met": ["system-out"],
        "r-not_met": ["failure"],
        "r-undetermined": ["skipped"],
        "r-not_applicable": ["skipped"],
        "r-error": ["error"],
        "p-not_met": ["skipped"],
        "v-not_met": ["skipped"],
        "profile": ["error"],
    } == found
    assert {"name": "bob", "tests": "7", "failures": "1", "errors": "1", "skipped": "4"} == root[1].attrib
    assert {"name": "eve", "tests": "1", "failures": "0", "errors": "1", "skipped": "0"} == root[2].attrib


def test_markdown_has_a_section_for_each_candidate() -> None:
    """
    Markdown has a heading for each candidate and one for the summary at the end.
    """
    headings = re.findall(r"^## (.*)", rendered("markdown"), re.MULTILINE)

    assert [
        "ann: qualified",
        "bob: not qualified",
        "eve: could not be read",
        "Left to people, not checked here",
        "Summary",
    ] == headings


# --- the page


def test_a_page_allows_nothing_but_its_own_style() -> None:
    """
    The policy of a page allows the one style that it has, by its digest, and nothing else.
    """
    page = rendered("html")
    digest = b64encode(sha256(STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"

    assert f'content="{policy}"'.replace("'", "&#x27;") in page.replace("'", "&#x27;")
    assert f"<style>{STYLE}</style>" in page
    assert [] == re.findall(r"<script|<img|<link|<iframe|<object|<form|\son\w+=|\sstyle=|url\(|@import", page)


def test_a_page_can_be_used_by_keyboard() -> None:
    """
    The first link skips to the table; every candidate of the table is a link to the report, and back.
    """
    page = rendered("html")
    links = re.findall(r'<a [^>]*href="(#[^"]*)"', page)

    assert "#candidates" == links[0]
    assert {"#c1", "#c2", "#c3"} <= set(links)
    assert 1 + 3 == links.count("#candidates")
    assert ":focus-visible" in STYLE


def test_every_head_of_a_table_has_a_scope() -> None:
    """
    Every head of a table says what it heads, every table has a caption, and the page has one first heading.
    """
    page = rendered("html")
    heads = re.findall(r"<th\b[^>]*>", page)

    assert [] == [each for each in heads if 'scope="' not in each]
    assert page.count("<table") == page.count("<caption")
    assert 1 == page.count("<h1")
    assert '<html lang="en">' in page


def test_a_status_is_a_word_and_no_mere_color() -> None:
    """
    Every mark of a status has its word beside a sign that is hidden from those who are read to.
    """
    marks = re.findall(r'<span class="mark \w+">(.*?[a-z])</span>', rendered("html"))

    assert {"met", "not met", "undetermined", "not applicable", "error", "qualified", "not qualified"} <= {
        re.sub(r"<span aria-hidden=\"true\">.</span> ", "", each) for each in marks
    }


def test_the_table_of_candidates_counts_what_is_required() -> None:
    """
    The table has the decision and how many required requirements are met, not met and not known.
    """
    page = rendered("html")
    (row,) = re.findall(r'<tr><th scope="row"><a href="#c2">.*?</tr>', page)

    assert ["1", "1", "2"] == re.findall(r'<td class="number wide">(\d*)</td>', row)
    assert "not qualified" in row


def test_what_decided_is_no_link_where_there_is_no_such_requirement() -> None:
    """
    A stored report whose words do not fit together is shown all the same.
    """
    page = rendered("html", report(decided_by=["gone"], questions=[], sources={}))

    assert "<span>gone</span>" in page
    assert "Basis: <span>guide</span>" in page


# --- the summary


def test_the_summary_counts_what_is_most_often_missing() -> None:
    """
    A summary has the decisions, and which requirements are most often not met and most often not known.
    """
    tally = Tally()
    for each in (*RESULTS, report("words", "dan", requirements=[requirement("words", "r-error", "error")])):
        tally.add(each)
    summary = tally.document()

    assert {"not_qualified": 2, "qualified": 1} == summary["decisions"]
    assert (4, 1, 2) == (summary["candidates"], summary["failures"], summary["degraded"])
    assert [("p-not_met", 1), ("r-not_met", 1), ("v-not_met", 1)] == [
        (each["id"], each["candidates"]) for each in summary["unmet"]
    ]
    assert [("r-error", 2), ("r-undetermined", 1)] == [(each["id"], each["candidates"]) for each in summary["unknown"]]


def test_the_summary_is_the_same_in_any_order() -> None:
    """
    The order of the candidates changes nothing in the summary.
    """
    counted = []
    for results in (RESULTS, RESULTS[::-1]):
        tally = Tally()
        for each in results:
            tally.add(each)
        counted.append(json.dumps(tally.document()))

    assert counted[0] == counted[1]


@pytest.mark.parametrize("form", ["text", "concise", "markdown", "html"])
def test_what_is_most_often_missing_is_told_of_many(form: str) -> None:
    """
    Formats for people say what is most often not met and not known, once there are two candidates to compare.
    """
    assert "ost often not met" in rendered(form)
    assert "ost often not known" in rendered(form)
    assert "ost often" not in rendered(form, RESULTS[1], RESULTS[2])


def test_text_ends_with_the_decisions() -> None:
    """
    The last line of text is how many there are of each decision.
    """
    lines = rendered("text").splitlines()

    assert "3 candidates: 1 not qualified, 1 qualified, 1 could not be read" == lines[-1]
    assert "  1 of 2: words (r-not_met)" in lines
