"""
Texts that want to be more than texts: no format lets them.
"""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from results import failure, report
from shared import shared

from reqcheck.cli.output import FORMATS
from reqcheck.wording import visible

#: Ours: a little of everything that a program may take for its own.
TEXTS = [
    "",
    " ",
    "<script>alert(1)</script>",
    "</td></tr></table><h1>x</h1>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "]]><x/>&lt;&amp;<!-- -->",
    "-->",
    "javascript:alert(1)",
    "&#x3c;b&#x3e; &lt;b&gt;",
    "# heading",
    "| a | b |\n|---|---|",
    "`code` *a* _b_ ~~c~~ **d** [e](http://example.org) ![f](g) <http://example.org>",
    "1. one",
    "12) twelve",
    "- item",
    "+ item",
    "    four",
    "> quoted",
    "===",
    "---",
    "```",
    "a\\",
    "a\\|b",
    "http://example.org www.example.org",
    "[^1]: note",
    "$x$",
    "\x00\x01\x08\x0b\x1b[31m\x7f\x85\x9b",
    "\u202e\u2066\u200b\u2028\u2029\ufeff\ufffe\uffff",
    "a\r\nb\rc\td",
    "\N{GRINNING FACE} \u00e9 \u05d0 \u4e00",
    "x" * 3000,
]
FORMULAS = [
    *("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "\ufeff=1", "\x00=1", "\u202e=1"),
    *("\uff1d1+1", "\uff0b1", "\uff0d1", "\uff20x", "\ufe661", "\u22121", "=", '="a"', "\u3000=1", "\u00a0=1"),
]


def corpus(*path: str, keys: tuple[str, ...]) -> list[str]:
    """
    The texts of a corpus in the shared folder; none where it is not there.
    """
    file = shared("corpora", *path)
    document: dict[str, Any] = json.loads(file.read_text("utf-8")) if file else {}
    return [each for key in keys for each in document.get(key, ())]


ALL = [
    *(TEXTS + FORMULAS),
    *corpus("html_injection.json", keys=("strings",)),
    *corpus("csv_injection.json", keys=("published", "own")),
]
ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=40) | st.sampled_from(ALL)


def rendered(form: str, *texts: str) -> str:
    """
    A page of a format with a report and a failure for each text.
    """
    return "".join(FORMATS[form]([each for text in texts for each in (report(text), failure(text))]))


class Page(HTMLParser):
    """
    The elements, attributes and texts of a page, and those that are still open.
    """

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.texts: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert tag == self.open.pop()

    def handle_data(self, data: str) -> None:
        if self.open[-1:] != ["style"]:
            self.texts.append(data)

    def names(self) -> list[tuple[str, ...]]:
        return [(name, *sorted(attributes)) for name, attributes in self.elements]


PLAIN = Page(rendered("html", "plain")).names()


@pytest.mark.parametrize("text", ALL)
def test_a_text_adds_no_element_and_no_attribute(text: str) -> None:
    """
    The elements of a page and their attributes are those of a page of plain words, whatever the texts are.
    """
    page = Page(rendered("html", text))

    assert PLAIN == page.names()
    assert [] == page.open
    assert visible(text).strip() in "".join(page.texts)


@settings(max_examples=60, deadline=None)
@given(st.lists(ANY, min_size=1, max_size=3))
def test_a_page_is_well_formed(texts: list[str]) -> None:
    """
    Every element of a page is closed, and every link leads to a place on it, which is there once.
    """
    page = Page(rendered("html", *texts))
    places = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    links = [attributes["href"] or "" for _, attributes in page.elements if "href" in attributes]

    assert [] == page.open
    assert len(set(places)) == len(places)
    assert set() == {each for each in links if each.startswith("#")} - {f"#{each}" for each in places}
    assert {"https://example.org/guide"} == {each for each in links if not each.startswith("#")}


@pytest.mark.parametrize("text", ["javascript:alert(1)", "data:text/html,x", "//example.org", " https://x", "HTTPS:x", ""])
def test_only_the_web_is_linked(text: str) -> None:
    """
    The address of a source is a link if it is of the web, and a plain text otherwise.
    """
    page = Page("".join(FORMATS["html"]([report(sources={"guide": {"title": "Guide", "url": text}})])))

    assert {"#"} == {(attributes["href"] or "")[:1] for _, attributes in page.elements if "href" in attributes}
    assert "Guide" in page.texts


@pytest.mark.parametrize("text", ALL)
def test_no_cell_is_a_formula(text: str) -> None:
    """
    No cell begins as a formula does, after blanks or not, and the rows stay as many and as long as they were.
    """
    rows = list(csv.reader(io.StringIO(rendered("csv", text), newline=""), strict=True))

    assert {13} == set(map(len, rows))
    assert 9 == len(rows)
    assert [] == [cell for row in rows for cell in row if re.match(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20\u2212\ufe66]", cell)]
    assert {visible(text), f"'{visible(text)}"} & {each for row in rows for each in row}


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_reads_back_from_json(text: str) -> None:
    """
    What CSV writes with an apostrophe or written out is in JSON as it was.
    """
    (found,) = json.loads(rendered("json", text))["reports"]

    assert text == found["candidate"] == found["requirements"][0]["title"]


@pytest.mark.parametrize("text", ALL)
def test_junit_is_xml(text: str) -> None:
    """
    JUnit is XML with the same elements whatever the texts are, and shows them.
    """
    root = ET.fromstring(rendered("junit", text).encode())
    name = visible(text).replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd") or "the candidate"

    assert ["testsuite", "testsuite"] == [each.tag for each in root]
    assert [7, 1] == [len(each.findall("testcase")) for each in root]
    assert name == root[0].attrib["name"]


def shown(markdown: str) -> Page:
    """
    Markdown as a reader with tables and strikethrough shows it.
    """
    return Page(MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(markdown))


PLAIN_MARKDOWN = shown(rendered("markdown", "plain")).names()


@pytest.mark.parametrize("text", ALL)
def test_markdown_shows_a_text_as_it_stands(text: str) -> None:
    """
    Read as Markdown, a text adds no element and shows as it stands.
    """
    page = shown(rendered("markdown", text))

    assert PLAIN_MARKDOWN == page.names()
    assert squeezed(visible(text)) in squeezed("".join(page.texts))


def squeezed(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("form", ["text", "concise", "csv", "markdown", "junit", "html"])
@settings(max_examples=40, deadline=None)
@given(text=ANY)
def test_no_text_controls_what_shows_it(form: str, text: str) -> None:
    """
    No control or direction character of a text is in what is written for people or spreadsheets.
    """
    page = rendered(form, text)

    assert [] == [each for each in page if each != "\n" and visible(each) != each]


@settings(max_examples=40, deadline=None)
@given(ANY)
def test_concise_has_a_line_for_each_requirement(text: str) -> None:
    """
    Concise has a line for the decision and one for each requirement, each with the candidate's name.
    """
    name = visible(text or "the candidate")
    lines = rendered("concise", text).split("\n")

    assert [True] * 9 == [each.startswith(f"{name}: ") for each in lines[:9]]
    assert "" == lines[9]
