"""
YAML as text with positions: what stands where, what a rule set may not hold, and how errors read.
"""

from __future__ import annotations

import inspect
import json
import sys
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reqcheck import DocumentError, Problem, ReqcheckError
from reqcheck.document import Items, Node, Place, Table, Text, described, plain
from reqcheck.errors import WIDTH
from reqcheck.loading.limits import RULESET_DEPTH as DEPTH
from reqcheck.loading.yaml import parse_yaml

ADVICE = "put the text in double quotes"


def parsed(text: str) -> Table:
    return parse_yaml(text, "rules.yaml")


def values(text: str) -> Any:
    return plain(parsed(text))


def refused(text: str) -> DocumentError:
    with pytest.raises(DocumentError) as caught:
        parse_yaml(text, "rules.yaml")
    return caught.value


def found(text: str) -> list[tuple[int, int, str]]:
    """
    Line, column and message of everything that is wrong with a text.
    """
    return [
        (each.place.line, each.place.column, each.message) for each in refused(text).problems if each.place is not None
    ]


# --- scalars stay text


SCALARS = [
    *("NO", "no", "yes", "on", "off", "y", "true", "False", "null", "~", "1.10", "012", "0o14", "0x1F", "1:30"),
    *("1e3", ".inf", ".nan", "2015", "2015-03", "2015-03-01", "2015-03-01T10:00:00Z", "1_000", "=", "$work_state"),
    *("42 CFR 482.12(a)", "M.D.", "What?", "a-b", "Ünïcode", "日本", "acme/telehealth_hours", "it's", "x:y", ".."),
]


@pytest.mark.parametrize("text", SCALARS)
def test_a_scalar_is_its_own_text(text: str) -> None:
    """
    A scalar is the text that was written, whatever YAML would make of it: NO is not false.
    """
    expected: dict[str, Any] = {"plain": text, "list": [text], "single": text, "double": text}
    single = text.replace("'", "''")

    assert expected == values(f"plain: {text}\nlist: [{text}]\nsingle: '{single}'\ndouble: \"{text}\"\n")


@pytest.mark.parametrize("text", ["NO", "yes", "1", "1.10", "2015-03-01", "null", "a b"])
def test_a_name_is_its_own_text(text: str) -> None:
    """
    A name is the text that was written, like any other scalar.
    """
    assert {text: "x"} == values(f"{text}: x\n")


def test_quotes_are_remembered() -> None:
    """
    A scalar knows whether it was written in quotes.
    """
    table = parsed("a: 5\nb: \"5\"\nc: '5'\nd: |\n  5\n")
    expected = {"a": False, "b": True, "c": True, "d": False}

    assert expected == {key: each.quoted for key, each in table.items() if isinstance(each, Text)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a: |\n  one\n  two\n", "one\ntwo\n", id="literal"),
        pytest.param("a: >-\n  one\n  two\n", "one two", id="folded"),
        pytest.param("a: one\n  two\n", "one two", id="plain"),
        pytest.param('a: "one\\ttwo \\u00e9"\n', "one\ttwo é", id="escapes"),
        pytest.param("a:\n", "", id="nothing"),
        pytest.param('a: ""\n', "", id="empty quotes"),
        pytest.param("a: b # c\n", "b", id="comment"),
        pytest.param("a: b#c\n", "b#c", id="number sign"),
        pytest.param("%YAML 1.2\n---\na: b\n...\n", "b", id="directive"),
        pytest.param("\ufeffa: b\n", "b", id="byte order mark"),
        pytest.param("a: &anchor b\n", "b", id="anchor that nobody refers to"),
        pytest.param("a: b\r\n", "b", id="line ends of Windows"),
    ],
)
def test_ways_to_write_a_text(text: str, expected: str) -> None:
    """
    Every way that YAML has to write a text gives the text.
    """
    assert {"a": expected} == values(text)


def test_json_is_yaml() -> None:
    """
    A JSON document is read as well; its scalars stay text, too.
    """
    document = {"id": "x", "years": 2.5, "yes": True, "nothing": None, "list": [1, {"a": "b"}], "none": []}
    expected = {"id": "x", "years": "2.5", "yes": "true", "nothing": "null", "list": ["1", {"a": "b"}], "none": []}

    assert expected == values(json.dumps(document))
    assert expected == values(json.dumps(document, indent=4))


# --- positions


WRITTEN = """\
# a comment
id: x
requirements:
  license:
    criterion: {kind: license, type: [medical, 'nursing']}
  ünïted 😀: {a: b}
"""


def places(node: Node, name: str = "") -> dict[str, tuple[int, int]]:
    """
    Line and column of every node, by its path.
    """
    at = {name or ".": (node.place.line, node.place.column)}
    if isinstance(node, Table):
        for key, each in node.items():
            at |= {f"{name}/{key}:": (node.key_at(key).line, node.key_at(key).column)}
            at |= places(each, f"{name}/{key}")
    if isinstance(node, Items):
        for index, each in enumerate(node):
            at |= places(each, f"{name}/{index}")
    return at


def test_everything_knows_where_it_stands() -> None:
    """
    Lines and columns count from 1, in characters, for names as for values.
    """
    expected = {
        ".": (2, 1),
        "/id:": (2, 1),
        "/id": (2, 5),
        "/requirements:": (3, 1),
        "/requirements": (4, 3),
        "/requirements/license:": (4, 3),
        "/requirements/license": (5, 5),
        "/requirements/license/criterion:": (5, 5),
        "/requirements/license/criterion": (5, 16),
        "/requirements/license/criterion/kind:": (5, 17),
        "/requirements/license/criterion/kind": (5, 23),
        "/requirements/license/criterion/type:": (5, 32),
        "/requirements/license/criterion/type": (5, 38),
        "/requirements/license/criterion/type/0": (5, 39),
        "/requirements/license/criterion/type/1": (5, 48),
        "/requirements/ünïted 😀:": (6, 3),
        "/requirements/ünïted 😀": (6, 13),
        "/requirements/ünïted 😀/a:": (6, 14),
        "/requirements/ünïted 😀/a": (6, 17),
    }

    assert expected == places(parsed(WRITTEN))


def test_a_place_is_no_part_of_a_node() -> None:
    """
    Documents that differ in spacing, comments and quotes only are equal.
    """
    assert parsed("a: {b: [1, x]}\n") == parsed("# c\na:\n  b:\n    - '1'\n    - x # d\n")
    assert parsed("a: x\n") != parsed("a: y\n")


def test_the_order_is_kept() -> None:
    """
    Names stand in the order in which they were written.
    """
    expected = ["z", "a", "m"]

    assert expected == list(parsed("z: 1\na: 2\nm: 3\n"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("a: x", "`x`", id="text"),
        pytest.param("a:", "nothing", id="nothing"),
        pytest.param("a: []", "a list", id="list"),
        pytest.param("a: {}", "a mapping", id="mapping"),
    ],
)
def test_a_node_in_words(text: str, words: str) -> None:
    """
    A node is called by what it is, a scalar by its own text.
    """
    assert words == described(parsed(text)["a"])


# --- what a rule set may not hold


def note(name: str, line: int) -> str:
    return f"`{name}` is written twice; it stands on line {line} already"


A_MAPPING = "a rule set is a mapping of names to values"
NO_ALIAS = "`*` refers to another part of the file; write the value out here"
NO_TAB = "a tab cannot indent; use spaces"
NO_LIST_AS_NAME = f"a name is text; {ADVICE}"

REFUSED: dict[str, tuple[str, list[tuple[int, int, str]]]] = {
    "empty": ("", [(1, 1, A_MAPPING)]),
    "only a comment": ("# nothing\n\n", [(1, 1, A_MAPPING)]),
    "a text": ("\n  medical-director\n", [(2, 3, A_MAPPING)]),
    "a list": ("- a\n- b\n", [(1, 1, A_MAPPING)]),
    "a second document": ("a: 1\n---\nb: 2\n", [(2, 1, "a second document begins here; a file holds one rule set")]),
    "a tab that indents": ("a:\n\tb: 1\n", [(2, 1, NO_TAB)]),
    "a tab after a value": ("a: 1\n\tb: 2\n", [(2, 1, NO_TAB)]),
    "a tab after spaces": ("a:\n  b: 1\n  \tc: 2\n", [(3, 3, NO_TAB)]),
    "an alias": ("a: &x 1\nb: *x\n", [(2, 4, NO_ALIAS)]),
    "an alias of nothing": ("b: *x\n", [(1, 4, NO_ALIAS)]),
    "an alias in a list": ("a: &x 1\nb: [1, *x]\nc: *x\n", [(2, 8, NO_ALIAS), (3, 4, NO_ALIAS)]),
    "a merge": ("a: &x {b: 1}\nc:\n  <<: *x\n", [(3, 7, NO_ALIAS)]),
    "a tag": ("a: !python {b: 1}\n", [(1, 4, "tags such as `!python` are not used in rule sets; remove it")]),
    "a tag on a name": ("!x a: 1\n", [(1, 1, "tags such as `!x` are not used in rule sets; remove it")]),
    "a tag on a list": ("a: !x [1]\n", [(1, 4, "tags such as `!x` are not used in rule sets; remove it")]),
    "a list as a name": ("? [a]\n: 1\n", [(1, 3, NO_LIST_AS_NAME)]),
    "a mapping as a name": ("{a: 1}: 2\n", [(1, 1, NO_LIST_AS_NAME)]),
    "a name twice": ("a: 1\nb: 2\na: 3\n", [(3, 1, note("a", 1))]),
    "a name twice, once in quotes": ("a: 1\n'a': 2\n", [(2, 1, note("a", 1))]),
    "a name three times": ("a: 1\na: 2\na: 3\n", [(2, 1, note("a", 1)), (3, 1, note("a", 1))]),
    "names twice inside": (
        "a: {b: 1, b: 2}\nc:\n  - d: 1\n    d: 2\n",
        [(1, 11, note("b", 1)), (4, 5, note("d", 3))],
    ),
    "several things": (
        "a: *x\nb: !t 1\nb: 2\n",
        [(1, 4, NO_ALIAS), (2, 4, "tags such as `!t` are not used in rule sets; remove it"), (3, 1, note("b", 2))],
    ),
    "a colon in a text": ("a: Requirement: a license\n", [(1, 15, f"a colon stands inside of a text here; {ADVICE}")]),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_a_rule_set_may_not_hold(case: str) -> None:
    """
    Everything that a rule set may not hold is named with its line and column, all of it at once.
    """
    text, expected = REFUSED[case]

    assert expected == found(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a: 'b\n", id="single quote"),
        pytest.param('a: "b\n', id="double quote"),
        pytest.param("a: @b\n", id="at sign"),
        pytest.param("a: `b`\n", id="backtick"),
        pytest.param("a: %b\n", id="percent"),
        pytest.param("a: - b\n", id="dash"),
        pytest.param('a: "b" c\n', id="text after quotes"),
        pytest.param('a: "\\ud800"\n', id="half of a character"),
        pytest.param('a: "\\q"\n', id="unknown escape"),
        pytest.param("a: b\n c\nd\n", id="a text where a name should be"),
        pytest.param(" a: 1\nb: 2\n", id="indentation"),
        pytest.param("a: |x\n b\n", id="block indicator"),
        pytest.param("%TAG\n---\na: 1\n", id="directive"),
    ],
)
def test_what_is_not_yaml_is_refused_with_its_place(text: str) -> None:
    """
    Anything else that is not YAML is one problem with a place inside of the text.
    """
    (problem,) = refused(text).problems

    assert problem.code == "yaml"
    assert problem.message.startswith("not YAML: ")
    assert problem.place is not None
    assert 1 <= problem.place.line <= text.count("\n") + 1


BRACES = {
    "a question mark": "a: {title: ?unknown}\n",
    "a colon": "a: {title: Basis: the bylaws}\n",
    "a colon in a list": "a: [Basis: the: bylaws]\n",
    "a question and a colon": "a: {title: What's it: or, not?}\n",
    "the wrong bracket": "a: {b: [1, 2}\n",
    "a brace that is not closed": "a: {title: Is it, or not?\nb: 1\n",
    "a comma": "a: {title: One, two, b: 1\nc: 2\n",
}


@pytest.mark.parametrize("case", BRACES)
def test_braces_that_a_text_broke(case: str) -> None:
    """
    Where a question mark, a comma or a colon broke braces or brackets, the advice is double quotes.
    """
    (problem,) = refused(BRACES[case]).problems

    assert ADVICE in problem.message
    assert problem.place is not None


def test_a_question_mark_inside_of_a_text_breaks_nothing() -> None:
    """
    Questions may stand in braces without quotes, as long as they have no comma and no colon.
    """
    expected = {"a": {"title": "What is it? Why?"}}

    assert expected == values("a: {title: What is it? Why?}\n")


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b", "\x7f", "\x80", "\ufffe"])
def test_control_characters_are_refused(character: str) -> None:
    """
    A character that no editor shows is refused.
    """
    (problem,) = refused(f"a: 1\nb: x{character}y\n").problems

    assert problem.message == "not YAML: control characters are not allowed"


def test_a_control_character_is_refused_where_it_stands() -> None:
    """
    A character that no editor shows is named with its line and column.
    """
    expected = [(2, 5, "not YAML: control characters are not allowed")]

    assert expected == found("a: 1\nb: x\x07y\n")


def test_a_brace_that_is_never_closed_is_shown_with_its_line() -> None:
    """
    An error at the end of a file shows a line of the file and points at it.
    """
    error = refused("a: 1\nb: {c: d\n")

    assert all(each.line for each in error.problems)
    assert str(error).endswith("^")


# --- depth


def nested(depth: int, opening: str = "[", closing: str = "]") -> str:
    return f"a: {opening * depth}{closing * depth}\n"


def test_lists_may_stand_in_each_other_up_to_a_depth() -> None:
    """
    The mapping and what is in it may be nested up to the limit, and not one deeper.
    """
    assert isinstance(parsed(nested(DEPTH - 1))["a"], Items)
    assert found(nested(DEPTH)) == [(1, 3 + DEPTH, f"nested more than {DEPTH} deep")]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(nested(100_000), id="brackets"),
        pytest.param(nested(100_000, "{a: ", "}"), id="braces"),
        pytest.param("a: " + "[" * 100_000, id="not closed"),
        pytest.param("\n".join(f"{' ' * depth}a:" for depth in range(1_000)), id="indentation"),
        pytest.param("- " * 5_000 + "a\n", id="dashes"),
    ],
)
def test_a_document_nested_deeply_never_overflows(text: str) -> None:
    """
    However deep a document is nested, it is refused at the limit, within any limit of recursion.
    """
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack(0)) + 60)
    try:
        problems = found(text)
    finally:
        sys.setrecursionlimit(limit)

    assert [f"nested more than {DEPTH} deep"] == [message for _, _, message in problems]


# --- how errors read


def test_an_error_shows_the_line_and_a_caret() -> None:
    """
    Every problem is file, line and column, what is wrong, the line and a caret below it.
    """
    expected = (
        "rules.yaml:2:11: `c` is written twice; it stands on line 2 already\n"
        "    b: {c: 1, c: 2}\n"
        "              ^\n"
        "rules.yaml:4:4: `*` refers to another part of the file; write the value out here\n"
        "    d: *x\n"
        "       ^"
    )

    assert expected == str(refused("a: 1\nb: {c: 1, c: 2}\n# x\nd: *x\n"))


def test_problems_stand_in_the_order_of_the_file() -> None:
    """
    Problems are listed from the top of the file to its end, each once.
    """
    places_found = [each[:2] for each in found("b: {c: 1, c: 2, c: 3}\na: *x\nb: *y\n")]

    assert sorted(set(places_found)) == places_found


def test_the_caret_stands_below_tabs_as_well() -> None:
    """
    A tab in front of the problem is repeated in front of the caret, so that both are as wide.
    """
    error = refused("a: [\n\t*x]\n")
    _, line, caret = str(error).split("\n")

    assert line == "    \t*x]"
    assert caret == "    \t^"


@pytest.mark.parametrize("before", [0, 1, 40, 59, 60, 61, 200, 5_000])
@pytest.mark.parametrize("after", [0, 1, 60, 120, 5_000])
def test_a_long_line_is_cut_around_the_caret(before: int, after: int) -> None:
    """
    Of a long line at most 120 characters are shown, and the caret stands below the problem.
    """
    head, line, caret = str(refused(f"{{x: {'x' * before}, y: *z, w: {'w' * after}}}\n")).split("\n")
    column = before + len("{x: , y: ") + 1

    assert head.startswith(f"rules.yaml:1:{column}: ")
    assert len(line) <= 4 + WIDTH
    assert line[len(caret) - 1] == "*"


def test_the_parts_of_a_problem() -> None:
    """
    A problem has its message, code, place and line, apart from the text for people.
    """
    error = refused("a: 1\nb: *x\n")
    expected = Problem(NO_ALIAS, "yaml", place=Place(2, 4), line="b: *x")

    assert (expected,) == error.problems
    assert error.source == "rules.yaml"
    assert isinstance(error, ReqcheckError)


def test_a_problem_without_a_line_has_no_caret() -> None:
    """
    Where there is no line to show there is no caret, either.
    """
    expected = f"rules.yaml:1:1: {A_MAPPING}"

    assert expected == str(refused("\n"))


# --- laws


NAMES = st.text("abcNO19 é", min_size=1, max_size=6).map(str.strip).filter(bool)
DOCUMENTS = st.dictionaries(
    NAMES,
    st.recursive(
        NAMES | st.sampled_from(SCALARS),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
        max_leaves=8,
    ),
    min_size=1,
    max_size=4,
)


@settings(deadline=None)
@given(DOCUMENTS)
def test_what_is_written_is_what_is_read(document: dict[str, Any]) -> None:
    """
    Texts, lists and mappings written as JSON are read back as they were.
    """
    assert document == values(json.dumps(document))
    assert document == values(json.dumps(document, ensure_ascii=False, indent=1))


@settings(deadline=None, max_examples=200)
@given(st.text("ab:,?{}[]\"'#&*!|>-%@ \n\t\\é😀", max_size=40))
def test_any_text_is_read_or_refused_with_places_inside_of_it(text: str) -> None:
    """
    No text makes the reader fail in another way, and every place lies in the text or right behind it.
    """
    try:
        table = parsed(text)
    except DocumentError as error:
        lines = text.split("\n")
        for each in error.problems:
            assert each.place is not None
            assert 1 <= each.place.line <= len(lines) + 1
            assert each.line == (lines[each.place.line - 1] if each.place.line <= len(lines) else "")
    else:
        assert isinstance(table, Table)
