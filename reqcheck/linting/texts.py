"""
What a rule set says in words of its own: titles, questions, names, settings that are free text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from reqcheck.document import Items, Node, Place, Table, Text
from reqcheck.linting.parts import Part
from reqcheck.linting.reading import Asking, Reading

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


def said(reading: Reading) -> Iterator[Said]:
    """
    Every text in which a rule set asks something: its own title, its parameters, its requirements.
    """
    for name in ("title", "summary"):
        yield from _scalars(reading.document.get(name), f"the {name}")
    parameters = reading.table("parameters")
    for name, parameter in parameters.items():
        yield named(name, parameters.key_at(name), "the parameter")
        if isinstance(parameter, Table):
            yield from _scalars(parameter.get("title"), "the title of the parameter")
            yield from _scalars(parameter.get("one_of"), "a value of the parameter")
    for each in reading.asked:
        yield from said_by(each)


@lru_cache(maxsize=256)  # many rules read the same texts
def said_by(asking: Asking) -> tuple[Said, ...]:
    """
    The texts of one requirement; notes are not among them, since they tell what is not asked, too.
    """
    return tuple(_said_by(asking))


def _said_by(asking: Asking) -> Iterator[Said]:
    yield named(asking.id, asking.place, "the requirement")
    yield from _scalars(asking.entry.get("title"), "the title")
    for part in (asking.part, asking.when):
        for leaf, _ in part.leaves() if part is not None else ():
            yield from _of_leaf(leaf)


def _of_leaf(leaf: Part) -> Iterator[Said]:
    plugged = "/" in leaf.kind
    for name, value in leaf.node.items():
        if plugged and name != "kind":
            yield named(name, leaf.node.key_at(name), "the setting")
        if name == "key":
            yield from (named(each.text, each.place, "the key") for each in _scalars(value, ""))
        elif name in FREE or (plugged and name not in ("kind", "evidence")):
            yield from _scalars(value, f"`{name}`")


def _scalars(node: Node | None, of: str) -> Iterator[Said]:
    """
    The texts at and below a node.
    """
    if isinstance(node, Text):
        if node.value and not node.value.startswith("$"):
            yield Said(node.value, node.place, of)
    elif isinstance(node, Items | Table):
        for each in node if isinstance(node, Items) else node.values():
            yield from _scalars(each, of)


def notes_of(asking: Asking, reading: Reading) -> str:
    """
    Everything that notes say about a requirement: its own, its basis', its parameters'.
    """
    requirement = asking.requirement
    basis = requirement.basis
    found = [requirement.note, basis.note if basis is not None else None]
    declared = reading.ruleset.parameters
    found += [declared[name].note for name in sorted(asking.parameters) if name in declared]
    return " ".join(filter(None, found))
