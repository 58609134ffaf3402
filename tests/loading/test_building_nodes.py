"""
Nodes are built as events come, and files are read without a buffer: against the plain ways.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from reqcheck.document import Items, Node, Place, Table, Text
from reqcheck.errors import DocumentError
from reqcheck.loading.files import _up_to
from reqcheck.loading.yaml import parse_yaml

SCALARS = st.sampled_from(("MD", "yes", "5", "", "$years", "two words", "a: b", "- c", "über", "line\nbreak"))
DOCUMENTS = st.dictionaries(
    SCALARS,
    st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(SCALARS, inner, max_size=3), max_leaves=8),
    max_size=4,
)


def plain(node: Any) -> object:
    """
    What the parser composes, with the places of all nodes and names.
    """
    place = (node.start_mark.line + 1, node.start_mark.column + 1)
    if isinstance(node, yaml.ScalarNode):
        return node.value, place, node.style in ("'", '"')
    if isinstance(node, yaml.SequenceNode):
        return [plain(each) for each in node.value], place
    return [(plain(key)[:2], plain(value)) for key, value in node.value], place  # type: ignore[index]


def built(node: Node) -> object:
    """
    The same of a node of ours.
    """
    place = (node.place.line, node.place.column)
    if isinstance(node, Text):
        return node.value, place, node.quoted
    if isinstance(node, Items):
        return [built(each) for each in node], place
    names = {name: (node.key_at(name).line, node.key_at(name).column) for name in node.keys_at}
    return [((name, names[name]), built(each)) for name, each in node.items()], place


@given(DOCUMENTS, st.sampled_from((None, "'", '"')), st.booleans())
def test_a_document_is_built_as_the_parser_composes_it(document: object, style: str | None, flow: bool) -> None:
    """
    Every text, list, mapping and name is where the parser itself has it, in quotes or without.
    """
    text = yaml.safe_dump(document, default_style=style, default_flow_style=flow, allow_unicode=True)
    text = text.replace("!!str ", "")

    assert plain(yaml.compose(text, Loader=yaml.SafeLoader)) == built(parse_yaml(text, "inline"))


def problems_of(text: str) -> list[tuple[Place | None, str]]:
    with pytest.raises(DocumentError) as caught:
        parse_yaml(text, "inline")
    return [(each.place, each.message) for each in caught.value.problems]


def test_of_a_mapping_without_an_end_only_that_is_told() -> None:
    """
    What is odd about the names of a mapping is told of a whole one: before that, a bracket may be missing.
    """
    twice = "`a` is written twice; it stands on line 1 already"

    assert problems_of("{a: 1, a: 2}") == [(Place(1, 8), twice)]
    assert [message for _, message in problems_of("{a: 1, a: 2")] != [twice]
    assert len(problems_of("{a: 1, a: 2")) == 1


def test_names_that_are_none_are_told_and_what_follows_is_read() -> None:
    """
    A list, a mapping or a reference as a name shifts nothing: what is odd behind it is told at its own place.
    """
    name = "a name is text; put the text in double quotes"
    twice = "`b` is written twice; it stands on line 1 already"
    refers = "`*` refers to another part of the file; write the value out here"

    assert problems_of("{[a]: 1, {c: d}: 2, b: 3, b: 4}") == [(Place(1, 2), name), (Place(1, 10), name), (Place(1, 27), twice)]
    assert problems_of("a: &x 1\n*x : 2\nb: *x\n") == [(Place(2, 1), refers), (Place(3, 4), refers)]


def test_of_a_name_that_is_written_twice_the_first_is_read() -> None:
    """
    Where somebody else tells of names that are written twice, the first value of each stays.
    """
    repeated: list[Any] = []

    assert parse_yaml("{a: 1, b: 2, a: [3, 4], b: 5, c: 6}", "inline", repeated) == Table({"a": Text("1"), "b": Text("2"), "c": Text("6")})
    assert [each.place for each in repeated] == [Place(1, 14), Place(1, 25)]


class Slow(BytesIO):
    """
    A stream that gives a few bytes at a time.
    """

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(min(size or 0, 3))


@given(st.binary(max_size=20), st.integers(0, 25))
def test_all_of_a_stream_is_read_however_little_it_gives_at_a_time(data: bytes, most: int) -> None:
    """
    So many bytes are read as are asked for, or all there are.
    """
    assert _up_to(most, Slow(data)) == data[:most]
