"""
Where the values of a rule set come from: the layer, the file and the line of each, and why.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from reqcheck.document import Node, Place, Table, Text
from reqcheck.ruleset import Edit, RuleSet
from reqcheck.wording import ACTS


@attrs.frozen
class Origins:
    """
    The layers of a rule set by the files that places name; the rule set's own file is not named there.
    """

    layers: Mapping[str, tuple[str, str]]
    edits: tuple[Edit, ...]

    @classmethod
    def of(cls, ruleset: RuleSet) -> Origins:
        """
        The origins of what stands in a rule set.
        """
        below = {each.file: (each.id, each.file) for each in ruleset.stack[1:]}
        return cls({"": (ruleset.id, ruleset.file), **below}, ruleset.edits)

    def where(self, place: Place) -> str:
        """
        A layer, and the line of its file.
        """
        return f"{self.layers[place.file][0]}, {self.line(place)}"

    def line(self, place: Place) -> str:
        """
        The line of a file.
        """
        return f"{self.layers[place.file][1]}:{place.line}"

    def lines(self, node: Node) -> str:
        """
        The lines on which a node was written, the first one for each layer.
        """
        first: dict[str, Place] = {}
        for each in places_in(node):
            first.setdefault(each.file, each)
        return ", ".join(map(self.line, first.values()))

    def together(self, node: Node) -> bool:
        """
        Whether all of a node was written in one layer.
        """
        return len({each.file for each in places_in(node)}) < 2

    def reasons(self, section: str, name: str) -> Iterator[str]:
        """
        What overlays did to a parameter or a requirement, and why.
        """
        acts = {"parameters": ("set",), "requirements": ("add", "change")}.get(section, ())
        for each in self.edits:
            if each.name == name and each.act in acts:
                yield self.reason(each)

    def reason(self, edit: Edit) -> str:
        """
        What an overlay did, where, and why.
        """
        keys = f", {', '.join(edit.keys)}" if edit.act == "change" else ""
        return f"{ACTS[edit.act]} by {edit.layer} ({self.line(edit.place)}{keys}): {edit.because}"


def places_in(node: Node) -> Iterator[Place]:
    """
    The places of all texts in a node.
    """
    if isinstance(node, Text):
        yield node.place
    else:
        for each in node.values() if isinstance(node, Table) else node:
            yield from places_in(each)


def origins_document(ruleset: RuleSet) -> dict[str, Any]:
    """
    The layers, what each does, and the place of every value, as `reqcheck.origins/1`.
    """
    origins = Origins.of(ruleset)
    return {
        "schema": "reqcheck.origins/1",
        "ruleset": {"id": ruleset.id, "title": ruleset.title, "version": ruleset.version, "digest": ruleset.digest()},
        "layers": [{"id": each.id, "file": each.file} for each in ruleset.stack],
        "edits": [_edit(each, origins) for each in ruleset.edits],
        "values": [
            {"pointer": pointer, "value": text.value, **_at(text.place, origins)}
            for pointer, text in _texts(ruleset.document, "")
        ],
    }


def _edit(edit: Edit, origins: Origins) -> dict[str, Any]:
    said = {"act": edit.act, "name": edit.name, "keys": list(edit.keys), "because": edit.because}
    return {**said, **_at(edit.place, origins)}


def _at(place: Place, origins: Origins) -> dict[str, Any]:
    layer, file = origins.layers[place.file]
    return {"layer": layer, "file": file, "line": place.line, "column": place.column}


def _texts(node: Node, pointer: str) -> Iterator[tuple[str, Text]]:
    """
    Every scalar of a document with its JSON pointer.
    """
    if isinstance(node, Text):
        yield pointer, node
        return
    inside = node.items() if isinstance(node, Table) else ((str(place), each) for place, each in enumerate(node))
    for key, each in inside:
        yield from _texts(each, f"{pointer}/{key.replace('~', '~0').replace('/', '~1')}")
