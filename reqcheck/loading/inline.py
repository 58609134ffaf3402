"""
Profiles that are written in YAML: scalars get the types that a profile's fields want.

What stands in quotes is text.  Without quotes `2015` is text where a date is wanted and a number where
a number is; `yes` and `true` are true where yes or no is wanted; `null`, `~` and nothing at all are
absent.  Where a field takes any value (an answer, an extension), a number is a number and `true` is true.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, get_args, get_origin

import msgspec

from reqcheck.document import Items, Node, Place, Table, Text
from reqcheck.loading.problems import unwrapped
from reqcheck.profile import Profile

#: A number as JSON has it.
_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,999})(?P<fraction>(\.[0-9]{1,999})?([eE][+-]?[0-9]{1,3})?)", re.ASCII)
_ABSENT = ("", "null", "~")
_WORDS = {"true": True, "false": False}
_YES_OR_NO = {**_WORDS, "yes": True, "no": False}


def profile_document(node: Node, pointer: str = "") -> Any:
    """
    The JSON value that *node* stands for, where it stands at *pointer* of a profile.
    """
    wanted: Any = Profile
    for name in _names(pointer):
        wanted = _inside(wanted, name)
    return _value(node, wanted)


def place_in(node: Node, pointer: str, *, of_name: bool = False) -> Place:
    """
    Where the part of *node* at *pointer* stands, or what should hold it; with *of_name* where its name does.
    """
    place = node.place
    for name in _names(pointer):
        if isinstance(node, Table) and name in node:
            at_name, node = node.key_at(name), node[name]
            place = at_name if of_name else node.place
        elif isinstance(node, Items) and name.isdecimal() and int(name) < len(node):
            node = node.items[int(name)]
            place = node.place
        else:
            break
    return place


def _names(pointer: str) -> list[str]:
    return [each.replace("~1", "/").replace("~0", "~") for each in pointer.split("/")[1:]]


def _value(node: Node, wanted: Any) -> Any:
    if isinstance(node, Text):
        return _scalar(node, unwrapped(wanted))
    if isinstance(node, Items):
        return [_value(each, _inside(wanted, "-")) for each in node]
    return {name: _value(each, _inside(wanted, name)) for name, each in node.items()}


def _inside(wanted: Any, name: str) -> Any:
    """
    The type of what stands under *name* in a value of another type; anything where nobody says.
    """
    wanted = unwrapped(wanted)
    if isinstance(wanted, type) and issubclass(wanted, msgspec.Struct):
        return _fields(wanted).get(name, object)
    origin, arguments = get_origin(wanted), get_args(wanted)
    return arguments[-1 if origin is dict else 0] if origin in (tuple, list, dict, Mapping) else object


@lru_cache(maxsize=100)
def _fields(record: type[msgspec.Struct]) -> dict[str, Any]:
    """
    The types of a record's fields, by name; they take their time to be found out.
    """
    return {each.encode_name: each.type for each in msgspec.structs.fields(record)}


def _scalar(node: Text, wanted: Any) -> Any:
    """
    A scalar as JSON has it; one that does not fit stays text, which the profile then refuses.
    """
    text = node.value
    if node.quoted:
        return text
    if text in _ABSENT:
        return None
    if wanted is bool:
        return _YES_OR_NO.get(text, text)
    any_value = wanted is object or wanted is Any or len(get_args(wanted)) > 1
    if any_value and text in _WORDS:
        return _WORDS[text]
    number = _NUMBER.fullmatch(text) if any_value or wanted in (int, float) else None
    if number is None:
        return text
    return float(text) if number["fraction"] else int(text)
