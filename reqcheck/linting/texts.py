"""
What a rule set says in words of its own: titles, questions, names, settings that are free text.

Notes are not among it, since they tell what is not asked, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from reqcheck.document import Items, Node, Place, Table, Text
from reqcheck.linting.parts import Part

#: The settings of built-in kinds that hold sentences and names of one's own; of plugins' kinds every
#: setting may.  Roles, employers and certificates are called what they are called.
FREE = ("key", "question", "equals", "one_of")


class Said(NamedTuple):
    """
    A text of a rule set, and where it stands; *of* names what it is.

    A *name* has its underscores and hyphens read as spaces.
    """

    text: str
    place: Place
    of: str
    name: bool = False


def named(text: str, place: Place, of: str) -> Said:
    """
    A name as words.
    """
    return Said(re.sub(r"[\W_]+", " ", text).strip(), place, of, name=True)


def of_parameters(parameters: Table) -> Iterator[Said]:
    """
    The names of parameters, their titles, and the values to choose from.
    """
    for name, parameter in parameters.items():
        yield named(name, parameters.key_at(name), "the parameter")
        if isinstance(parameter, Table):
            yield from scalars(parameter.get("title"), "the title of the parameter")
            yield from scalars(parameter.get("one_of"), "a value of the parameter")


def of_leaf(leaf: Part) -> Iterator[Said]:
    """
    What a leaf says in words of its own.
    """
    plugged = "/" in leaf.kind
    for name, value in leaf.node.items():
        if plugged and name != "kind":
            yield named(name, leaf.node.key_at(name), "the setting")
        if name == "key":
            yield from (named(each.text, each.place, "the key") for each in scalars(value, ""))
        elif name in FREE or (plugged and name not in ("kind", "evidence")):
            yield from scalars(value, f"`{name}`")


def scalars(node: Node | None, of: str) -> Iterator[Said]:
    """
    The texts at and below a node.
    """
    if isinstance(node, Text):
        if node.value and not node.value.startswith("$"):
            yield Said(node.value, node.place, of)
    elif node is not None:
        for each in node if isinstance(node, Items) else node.values():
            yield from scalars(each, of)
