"""
Patches: what is added, replaced and held to be so, and what is refused.
"""

from __future__ import annotations

from typing import Any

import pytest

from reqcheck import DocumentError, Profile, answered
from reqcheck.patching import patch_to, patched

LICENSED: dict[str, Any] = {"licenses": [{"type": "medical", "status": "active"}, {"type": "nursing"}]}


def step(op: str, path: Any, value: Any) -> dict[str, Any]:
    return {"op": op, "path": path, "value": value}


def problem(document: dict[str, Any], patch: Any) -> tuple[str, str]:
    """
    The code and the pointer of the one problem of a patch.
    """
    with pytest.raises(DocumentError) as caught:
        patched(document, patch)
    (found,) = caught.value.problems
    return found.code, found.pointer


def test_operations_are_those_of_rfc_6902() -> None:
    """
    `add` sets a member, puts an item in front of another one or behind the last; `replace` takes a place.
    """
    document = {"a": {"b": 1}, "list": [1, 2]}

    assert {"a": {"b": 2}, "list": [1, 2]} == patched(document, [step("add", "/a/b", 2)])
    assert {"a": {"b": 1, "c": 2}, "list": [1, 2]} == patched(document, [step("add", "/a/c", 2)])
    assert {"a": {"b": 1}, "list": [0, 1, 2]} == patched(document, [step("add", "/list/0", 0)])
    assert {"a": {"b": 1}, "list": [1, 2, 3]} == patched(document, [step("add", "/list/2", 3)])
    assert {"a": {"b": 1}, "list": [1, 2, 3]} == patched(document, [step("add", "/list/-", 3)])
    assert {"a": {"b": 1}, "list": [1, 9]} == patched(document, [step("replace", "/list/1", 9)])
    assert document == patched(document, [step("test", "/a", {"b": 1}), step("test", "/list", [1, 2])])


def test_names_are_written_as_pointers_write_them() -> None:
    """
    In a pointer `~1` is a slash and `~0` is a tilde.
    """
    assert {"a/b": {"~1": 2}} == patched({"a/b": {"~1": 1}}, [step("replace", "/a~1b/~01", 2)])


def test_values_by_their_pointers_are_set() -> None:
    """
    A mapping of values sets what is there, adds what is not, and makes a list or a mapping to hold it.
    """
    patch = {"/licenses/0/status": "expired", "/exams/-": {"exam": "USMLE"}, "/sources/exams/strength": "verified"}
    expected = {
        "licenses": [{"type": "medical", "status": "expired"}, {"type": "nursing"}],
        "exams": [{"exam": "USMLE"}],
        "sources": {"exams": {"strength": "verified"}},
    }

    assert expected == patched(LICENSED, patch)


def test_the_document_stays_as_it_was() -> None:
    """
    A patch makes another document.
    """
    patched(LICENSED, {"/licenses/0/status": "expired", "/licenses/-": {}})

    assert {"licenses": [{"type": "medical", "status": "active"}, {"type": "nursing"}]} == LICENSED


@pytest.mark.parametrize(
    "patch",
    [
        [step("replace", "/licenses/0/expires", "..")],
        [step("replace", "/licenses/2", {})],
        [step("add", "/licenses/3", {})],
        [step("replace", "/licenses/-", {})],
        [step("replace", "/licenses/00", {})],
        [step("add", "/exams/-", {})],
        [step("add", "/licenses/0/status/word", "x")],
        {"/licenses/7/status": "active"},
    ],
)
def test_a_place_that_is_not_there_is_named(patch: Any) -> None:
    """
    What should be replaced, or should hold something, has to be there; the problem has the pointer.
    """
    pointer = patch[0]["path"] if isinstance(patch, list) else next(iter(patch))

    assert ("no-such-place", pointer) == problem(LICENSED, patch)


@pytest.mark.parametrize("value", ["expired", None, True, ["active"]])
def test_a_patch_for_another_state_is_refused(value: Any) -> None:
    """
    `test` refuses a document in which something else stands by now.
    """
    assert ("changed-since", "/licenses/0/status") == problem(LICENSED, [step("test", "/licenses/0/status", value)])


def test_yes_is_not_one() -> None:
    """
    `test` tells apart what Python does not.
    """
    assert ("changed-since", "/a") == problem({"a": 1}, [step("test", "/a", True)])
    assert ("changed-since", "/a") == problem({"a": [{"b": False}]}, [step("test", "/a", [{"b": 0}])])


@pytest.mark.parametrize(
    ("patch", "pointer"),
    [
        ("text", ""),
        (7, ""),
        (["add"], "/0"),
        ([step("add", "/a", 1), step("remove", "/a", 1)], "/1/op"),
        ([step("add", ["a"], 1)], "/0/path"),
        ([{"op": "add", "path": "/a"}], "/0"),
        ([step("add", "", {})], ""),
        ({"licenses": []}, ""),
        ({7: []}, ""),
        ({"/a" * 101: 1}, ""),
    ],
)
def test_what_is_no_patch_is_refused(patch: Any, pointer: str) -> None:
    """
    A patch that is not written as one is refused before anything is changed.
    """
    assert ("bad-patch", pointer) == problem(LICENSED, patch)


def test_all_that_is_wrong_with_a_patch_is_told_at_once() -> None:
    """
    Every operation that is not written as one is listed.
    """
    with pytest.raises(DocumentError) as caught:
        patched({}, [step("move", "/a", 1), step("add", 1, 1)])

    assert ["/0/op", "/1/path"] == [each.pointer for each in caught.value.problems]


@pytest.mark.parametrize("pointer", ["/licenses/0/status", "/licenses/1/status", "/sources/exams/by", "/recorded_on"])
def test_a_patch_that_is_made_sets_its_value(pointer: str) -> None:
    """
    What is made for a document fits that document, whether or not something stands there.
    """
    section, *rest = pointer[1:].split("/")
    found: Any = patched(LICENSED, patch_to(LICENSED, pointer, "x"))[section]
    for each in rest:
        found = found[int(each)] if each.isdecimal() else found[each]

    assert "x" == found


# -- answers --------------------------------------------------------------------------------


def test_an_answer_goes_into_the_profile() -> None:
    """
    A profile is answered as its document is, and stays as it was.
    """
    before = Profile.from_dict(LICENSED)
    after = answered(before, {"/licenses/0/status": "expired"})

    assert after == answered(LICENSED, {"/licenses/0/status": "expired"})
    assert ["expired", "active"] == [each.licenses[0].status for each in (after, before)]


@pytest.mark.parametrize(
    ("pointer", "value"),
    [("/licenses/0/expires", "next June"), ("/licenses/0/expire", "2027"), ("/subject", {"email": "x"}), ("/none", ["licenses"])],
)
def test_an_answer_is_read_as_strictly_as_a_profile(pointer: str, value: Any) -> None:
    """
    An answer that no profile may hold is refused, and the problem says where.
    """
    with pytest.raises(DocumentError) as caught:
        answered(LICENSED, {pointer: value})

    assert all(each.pointer.startswith(pointer) for each in caught.value.problems)
