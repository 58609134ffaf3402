"""
What is left out because nothing comes of it: copies of what stays as it is.
"""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reqcheck.document import Items, Node, Place, Table, Text
from reqcheck.errors import Problem
from reqcheck.loading.binding import _substituted
from reqcheck.loading.classes import ClassReader
from reqcheck.loading.scalars import Misfit, Unset, text_of, whole_of
from reqcheck.loading.values import Values
from reqcheck.loading.yaml import parse_yaml
from reqcheck.ruleset import Parameter
from reqcheck.vocabulary import load_vocabulary

VALUES = Values({"years": Parameter(type="number", default="5")}, load_vocabulary())
SCALARS = st.sampled_from(("MD", "$years", "$$years", "$unknown", "5", "")).map(lambda text: Text(text, Place(3, len(text) + 1)))
NODES: st.SearchStrategy[Node] = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3).map(lambda items: Items(tuple(items), Place(2, 1)))
    | st.dictionaries(st.sampled_from("abc"), inner, max_size=3).map(lambda entries: Table(entries, Place(1, 1), {"a": Place(1, 2)})),
    max_leaves=8,
)


def rebuilt(node: Node) -> Node:
    """
    The plain way: every list and every mapping is made anew.
    """
    if isinstance(node, Text):
        values = {"$years": "5", "$$years": "$years", "$unknown": ""}
        return Text(values[node.value], node.place) if node.value in values else node
    if isinstance(node, Items):
        return Items(tuple(rebuilt(each) for each in node), node.place)
    return Table({key: rebuilt(each) for key, each in node.items()}, node.place, node.keys_at)


def written(node: Node) -> object:
    """
    All of a node, with its places, which are no part of what makes two nodes equal.
    """
    if isinstance(node, Text):
        return node.value, node.place
    if isinstance(node, Items):
        return [written(each) for each in node], node.place
    return {key: written(each) for key, each in node.items()}, node.place, node.keys_at


@given(NODES)
def test_putting_in_parameters_comes_to_what_making_all_anew_comes_to(node: Node) -> None:
    """
    A node with the values of its parameters is the one that is made anew, and the node itself is as it was.
    """
    before = written(node)

    assert written(rebuilt(node)) == written(_substituted(node, VALUES, []))
    assert before == written(node)


def test_a_node_without_parameters_stays_itself() -> None:
    """
    Nothing is copied where nothing is put in.
    """
    node = parse_yaml("{kind: degree, degree: [MD, DO], conferred: {from: 2015-01-01}}", "inline")

    assert _substituted(node, VALUES, []) is node


@attrs.frozen(kw_only=True)
class _Made:
    first: str
    second: int
    third_: str = "as it is"


def read(field: Any) -> Any:
    """
    What reads a field of those classes.
    """
    return lambda node, _: whole_of(node) if field.name == "second" else text_of(node)


def problems_of(text: str) -> list[tuple[Place | None, str]]:
    reader = ClassReader(_Made, read)
    with pytest.raises(Misfit) as caught:
        reader(parse_yaml(text, "inline"))
    return [(each.place, each.message) for each in caught.value.problems]


def test_what_is_wrong_with_a_mapping_is_told_in_the_order_of_its_class() -> None:
    """
    What a field misses or holds comes in the order of the fields, and then the names that are none.
    """
    assert problems_of("{z: a, third: [], b: a, second: x}") == [
        (Place(1, 1), "`first` is missing"),
        (Place(1, 33), "must be a whole number, not `x`"),
        (Place(1, 15), "must be text, not a list"),
        (Place(1, 19), "unknown name `b`; there is `first`, `second`, `third`"),
        (Place(1, 2), "unknown name `z`; there is `first`, `second`, `third`"),
    ]


def test_a_mapping_says_only_what_is_written() -> None:
    """
    What is left out of a mapping is no argument, so that the class itself says what stands there.
    """
    reader = ClassReader(_Made, read)
    said: Mapping[str, object] = reader.arguments(parse_yaml("{second: 2, first: a}", "inline"))

    assert said == {"first": "a", "second": 2}
    assert reader(parse_yaml("{second: 2, first: a, third: b}", "inline")) == _Made(first="a", second=2, third_="b")


def test_what_a_class_refuses_is_told_where_its_mapping_stands() -> None:
    """
    Whatever error a class raises of its settings, it is a problem of the mapping.
    """

    @attrs.frozen
    class Refusing:
        def __attrs_post_init__(self) -> None:
            raise RuntimeError("never")

    with pytest.raises(Misfit) as caught:
        ClassReader(Refusing, read)(Table({}, Place(4, 2)))

    assert caught.value.problems == (Problem("never", "invalid", place=Place(4, 2)),)


@given(NODES, NODES)
def test_two_nodes_are_equal_or_not(one: Node, other: Node) -> None:
    """
    Two nodes are unequal where they are not equal, and equal ones have one hash; places do not matter.
    """
    moved = pickle.loads(pickle.dumps(one))

    assert (one != other) is not (one == other)
    assert one == moved
    assert (one != moved) is False
    if isinstance(one, Text):
        assert hash(one) == hash(Text(one.value, Place(9, 9)))
        assert (one != Text(one.value, Place(9, 9))) is False
        assert (Unset.at(Place(9, 9)) == one) is (one.value == "")
        assert (Unset.at(Place(9, 9)) != one) is (one.value != "")


@pytest.mark.parametrize(("one", "other", "same"), [("true", "yes", True), ("false", "no", True), ("yes", "no", False)])
def test_one_spelling_is_as_good_as_another(one: str, other: str, same: bool) -> None:
    """
    Unquoted `true` means `yes`: the two are equal, and not unequal.
    """
    assert (Text(one) == Text(other)) is same
    assert (Text(one) != Text(other)) is not same
    assert Text("yes") != Text("true", quoted=True)


@given(NODES)
def test_nodes_can_be_sent_to_another_process(node: Node) -> None:
    """
    A node that was sent is the same, and stands where it stood.
    """
    assert written(node) == written(pickle.loads(pickle.dumps(node)))
