"""
A rule set written down again: what all its layers come to, as YAML or JSON that loads by itself.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from reqcheck.document import Items, Node, Place, Table, Text
from reqcheck.rendering.origins import Origins, places_in
from reqcheck.ruleset import RuleSet
from reqcheck.wording import visible

#: How long a line may be before a mapping or list is broken up.
WIDTH = 100
#: Texts that mean themselves without quotes, wherever they stand.
_PLAIN = re.compile(r"[A-Za-z0-9$./_]([A-Za-z0-9 $./_()'+;-]*[A-Za-z0-9$./_()'+;-])?", re.ASCII)
_NUMBER = re.compile(r"(0|[1-9][0-9]*)(\.[0-9]+)?", re.ASCII)


def ruleset_yaml(ruleset: RuleSet, *, origins: bool = False) -> str:
    """
    The effective rule set as YAML; with *origins* each line says where it was written, and why.
    """
    told = Origins.of(ruleset) if origins else None
    lines = [line for key, node in ruleset.document.items() for line in _top(key, node, ruleset.document, told)]
    return "\n".join(lines).strip("\n") + "\n"


def ruleset_json(ruleset: RuleSet) -> str:
    """
    The effective rule set as JSON.
    """
    return f"{_json(ruleset.document, 0)}\n"


def flow(node: Node) -> str:
    """
    A node on one line.
    """
    if isinstance(node, Text):
        return scalar(node)
    if isinstance(node, Items):
        return f"[{', '.join(map(flow, node))}]"
    return f"{{{', '.join(f'{_quoted(key)}: {flow(each)}' for key, each in node.items())}}}"


def scalar(text: Text) -> str:
    """
    A scalar as YAML, in quotes where it was, or where it needs them.
    """
    return _quoted(text.value, always=text.quoted)


def _quoted(text: str, *, always: bool = False) -> str:
    plain = _PLAIN.fullmatch(text) and not always
    return text if plain else "".join(map(_shown, json.dumps(text, ensure_ascii=False)))


def _shown(character: str) -> str:
    """
    A character of a text in quotes; one that cannot be seen is written out.
    """
    return character if character.isprintable() else f"\\U{ord(character):08x}"


# -- YAML -------------------------------------------------------------------------------------


def _top(key: str, node: Node, document: Table, told: Origins | None) -> Iterator[str]:
    """
    A value at the top; what holds others is set apart, and so is each requirement.
    """
    if isinstance(node, Text):
        yield from _entry(key, node, document, 0, told)
        return
    if not len(node):
        return
    yield from ("", f"{_quoted(key)}:")
    if isinstance(node, Items):
        yield from _listed(node, 2, told)
        return
    for number, (name, each) in enumerate(node.items()):
        if number and key == "requirements":
            yield ""
        if told is not None:
            yield from (f"  # {visible(line)}" for line in told.reasons(key, name))
        if key == "requirements" and isinstance(each, Table):
            yield f"  {_quoted(name)}:"
            yield from _entries(each, 4, told)
        else:
            yield from _entry(name, each, node, 2, told)


def _entries(table: Table, indent: int, told: Origins | None) -> Iterator[str]:
    for key, node in table.items():
        yield from _entry(key, node, table, indent, told)


def _entry(key: str, node: Node, table: Table, indent: int, told: Origins | None) -> Iterator[str]:
    """
    A name and its value: on one line if that has room for it, and all of it is of one layer.
    """
    start = f"{' ' * indent}{_quoted(key)}:"
    line = f"{start} {flow(node)}"
    if isinstance(node, Text) or not len(node) or (len(line) <= WIDTH and (told is None or told.together(node))):
        yield f"{line}{_comment(_place(node, table.key_at(key)), told)}"
        return
    yield start
    yield from _entries(node, indent + 2, told) if isinstance(node, Table) else _listed(node, indent + 2, told)


def _listed(items: Items, indent: int, told: Origins | None) -> Iterator[str]:
    """
    The items of a list, each behind its dash.
    """
    for each in items:
        line = f"{' ' * indent}- {flow(each)}"
        if isinstance(each, Table) and len(each) and len(line) > WIDTH:
            first, *rest = _entries(each, indent + 2, told)
            yield f"{' ' * indent}- {first.strip()}"
            yield from rest
        else:
            yield f"{line}{_comment(each.place, told)}"


def _place(node: Node, key_at: Place) -> Place:
    return node.place if isinstance(node, Text) else next(places_in(node), key_at)


def _comment(place: Place, told: Origins | None) -> str:
    return f"  # {visible(told.where(place))}" if told is not None else ""


# -- JSON -------------------------------------------------------------------------------------


def _json(node: Node, indent: int) -> str:
    """
    A node as JSON: numbers and yes or no without quotes, as they were written.
    """
    if isinstance(node, Text):
        if not node.quoted and _NUMBER.fullmatch(node.value):
            return node.value
        words: Mapping[str, str] = {} if node.quoted else {"yes": "true", "no": "false"}
        return words.get(node.canonical) or json.dumps(node.value)
    if isinstance(node, Items):
        return _within("[]", [_json(each, indent + 2) for each in node], indent)
    return _within("{}", [f"{json.dumps(key)}: {_json(each, indent + 2)}" for key, each in node.items()], indent)


def _within(braces: str, inside: list[str], indent: int) -> str:
    gap = f"\n{' ' * indent}"
    return f"{braces[0]}{gap}  {f',{gap}  '.join(inside)}{gap}{braces[1]}" if inside else braces
