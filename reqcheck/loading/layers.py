"""
Layers: an overlay says only what it changes in the rule set below it; together they are one document.

The document that comes of it is read like any other.  What stands in it knows the file it was
written in, so that what is wrong with it is shown there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs

from reqcheck.document import NOWHERE, Items, Node, Place, Table, Text, quoted
from reqcheck.errors import Problem, or_choose
from reqcheck.loading.scalars import Misfit
from reqcheck.loading.settings import Settings
from reqcheck.ruleset import SCHEMA, TREES, Edit, Layer

#: What an overlay says of the rule set below it.
EDITS = ("set", "change", "remove")
#: What an overlay adds to; a name that is there already is not its to give.
ADDED = {
    "sources": "give yours another name",
    "parameters": "change its default with `set`",
    "requirements": "change it with `change`",
}
#: What an overlay says where such a part is not handed on as it is.
ACTS = {
    "sources": frozenset(("sources",)),
    "parameters": frozenset(("parameters", "set")),
    "requirements": frozenset(("requirements", "change", "remove")),
}
#: Where a document says nothing.
NOTHING = Table({})
#: What is each document's own and not handed on.
OWN = ("schema", "id", "tests")


@attrs.frozen(kw_only=True)
class _Set:
    """
    Another default of a parameter; the source and the note are those of the new value.
    """

    to: Node
    because: str
    source: Node | None = None
    note: Node | None = None


@attrs.frozen(kw_only=True)
class _Change:
    """
    What is another way about a requirement.
    """

    because: str
    settings: Node | None = None
    criterion: Node | None = None
    level: Node | None = None
    title: Node | None = None
    evidence: Node | None = None
    when: Node | None = None
    basis: Node | None = None
    note: Node | None = None

    @property
    def said(self) -> Iterator[tuple[str, Node]]:
        """
        What is another way, by name.
        """
        for key in CHANGEABLE:
            if (node := getattr(self, key)) is not None:
                yield key, node


#: What may be changed about a requirement.
CHANGEABLE = tuple(each.name for each in attrs.fields(_Change) if each.name != "because")


@attrs.frozen(kw_only=True)
class _Removal:
    because: str


def merged(stack: Sequence[Layer], settings: Settings, problems: list[Problem]) -> tuple[Table, tuple[Edit, ...]]:
    """
    The document that the layers come to, the lowest of which stands last, and what each of them does.

    What is wrong is added to *problems*, and left out.
    """
    document = stack[-1].document
    edits: list[Edit] = []
    problems += _without_base(document)
    for number in reversed(range(len(stack) - 1)):
        layer, below = stack[number], stack[number + 1 :]
        problems += _misnamed(below, layer)
        overlay = _Overlay(layer, below[0], document, settings)
        document = overlay.document()
        edits += overlay.edits
        problems += overlay.problems
    return document, tuple(edits)


def _without_base(document: Table) -> Iterator[Problem]:
    """
    Edits in a document that extends nothing.
    """
    for key in EDITS:
        if key in document and "extends" not in document:
            message = f"`{key}` changes a rule set that this one extends; name it: `extends: ID`"
            yield Problem(message, "no-base", place=document.key_at(key))


def _misnamed(below: Sequence[Layer], layer: Layer) -> Iterator[Problem]:
    """
    A layer below in a language that is not known, or with the id of the one above.
    """
    schema = below[0].document.get("schema")
    if isinstance(schema, Text) and schema.value != SCHEMA:
        message = f"{quoted(schema.value)} is not `{SCHEMA}`; no other version is known here"
        yield Problem(message, place=schema.place)
    if layer.id and any(each.id == layer.id for each in below):
        message = f"{quoted(layer.id)} is the id of the rule set that it extends; give this one its own"
        yield Problem(message, "same-id", place=layer.document["id"].place)


class _Overlay:
    """
    One layer, laid on the document that all layers below it come to.
    """

    def __init__(self, layer: Layer, below: Layer, document: Table, settings: Settings) -> None:
        self.edits: list[Edit] = []
        self.problems: list[Problem] = []
        self._layer, self._base, self._below = layer, below.id or below.file, document
        self._own, self._settings = layer.document, settings

    def document(self) -> Table:
        """
        The document with what the layer changes and adds.
        """
        handed_on = {key: node for key, node in self._below.items() if key not in OWN}
        own = {key: node for key, node in self._own.items() if key not in ("extends", *EDITS)}
        first = {key: own[key] for key in OWN if key in own}
        whole = {**first, **handed_on, **own, **dict(self._parts())}
        places = {**self._below.keys_at, **self._own.keys_at}
        if "requirements" not in self._own and "remove" in self._own:
            places["requirements"] = self._own.key_at("remove")
        return Table(whole, self._own.place, places)

    def _parts(self) -> Iterator[tuple[str, Node]]:
        """
        What is made of both: parameters, requirements, sources, and what is left to people.
        """
        made = {"sources": lambda table: table, "parameters": self._parameters, "requirements": self._requirements}
        for key, make in made.items():
            if ACTS[key].isdisjoint(self._own.entries):
                continue  # it is handed on as it is
            below, own = self._below.get(key, NOTHING), self._own.get(key, NOTHING)
            if not isinstance(below, Table):
                continue
            changed = make(below)  # also where what is added cannot be read: all that is wrong is told at once
            if isinstance(own, Table) and (key in self._below or key in self._own):
                yield key, self._with_own(key, changed, below)
        both = [each for each in (self._below.get("not_checked"), self._own.get("not_checked")) if each is not None]
        if len(both) == 2:
            first, more = map(_each, both)
            yield "not_checked", Items((*first, *(each for each in more if each not in first)), both[1].place)

    def _with_own(self, key: str, changed: Table, inherited: Table) -> Table:
        """
        A part of the document with what the layer adds to it.
        """
        own = self._own.get(key)
        if not isinstance(own, Table):
            return changed
        entries = dict(changed.entries)
        for name, node in own.items():
            if name in inherited:
                message = f"{quoted(name)} is one of the {key} of {quoted(self._base)} already; {ADDED[key]}"
                self._note(message, own.key_at(name), "exists-already")
            else:
                entries[name] = self._added(name, node, own.key_at(name)) if key == "requirements" else node
        return Table(entries, own.place, {**changed.keys_at, **own.keys_at})

    def _added(self, name: str, node: Node, place: Place) -> Node:
        """
        A requirement of the layer's own, without the word why.
        """
        if not isinstance(node, Table):
            return node
        if "because" not in node:
            self._note("`because` is missing; a requirement that an overlay adds says why", place, "missing")
            return node
        removal = self._read(Table({"because": node["because"]}, node.place), _Removal)
        if removal is not None:
            self._edited("add", name, removal.because, place)
        rest = {key: each for key, each in node.items() if key != "because"}
        return Table(rest, node.place, node.keys_at)

    # -- parameters -----------------------------------------------------------------------

    def _parameters(self, inherited: Table) -> Table:
        """
        The parameters with their new defaults.
        """
        entries = dict(inherited.entries)
        for name, wanted, place in self._entries("set", inherited, _Set):
            declared = entries[name]
            if wanted is None or not isinstance(declared, Table):
                continue
            said = {"default": wanted.to, "source": wanted.source, "note": wanted.note}
            kept = {key: each for key, each in declared.items() if key not in said}
            given = {key: each for key, each in said.items() if each is not None}
            entries[name] = Table({**kept, **given}, declared.place, {**declared.keys_at, **self._keys_at("set", name)})
            self._edited("set", name, wanted.because, place, ("default",))
        return Table(entries, inherited.place, inherited.keys_at)

    # -- requirements ---------------------------------------------------------------------

    def _requirements(self, inherited: Table) -> Table:
        """
        The requirements that stay, as they are changed.
        """
        entries = dict(inherited.entries)
        for name, change, place in self._entries("change", inherited, _Change):
            if change is not None:
                entries[name] = self._changed(name, entries[name], change, place)
        changed = self._own.get("change")
        for name, removal, place in self._entries("remove", inherited, _Removal):
            if isinstance(changed, Table) and name in changed:
                self._note(f"{quoted(name)} is changed and removed; keep one of the two", place, "changed-and-removed")
            elif removal is not None:
                del entries[name]
                self._edited("remove", name, removal.because, place)
        return Table(entries, inherited.place, inherited.keys_at)

    def _changed(self, name: str, node: Node, change: _Change, place: Place) -> Node:
        """
        A requirement as a layer changes it.
        """
        because, said = change.because, dict(change.said)
        if not isinstance(node, Table):
            return node
        if not said:
            self._note(f"nothing is changed about {quoted(name)}; say what, or leave it out", place, "changes-nothing")
        keys = {key: self._keys_at("change", name).get(key, place) for key in said}
        if "settings" in said:
            said["criterion"] = self._patched(name, node.get("criterion"), said, keys)
            said.pop("settings")
        self._edited("change", name, because, place, tuple(keys))
        return Table({**node.entries, **said}, node.place, {**node.keys_at, **keys})

    def _patched(self, name: str, criterion: Node | None, said: Mapping[str, Node], keys: Mapping[str, Place]) -> Node:
        """
        The criterion with other settings, which only a leaf has.
        """
        settings, place = said["settings"], keys["settings"]
        whole = criterion if isinstance(criterion, Table) else NOTHING
        tree = next((each for each in TREES if each in whole), None)
        if "criterion" in said:
            self._note("`settings` changes a criterion and `criterion` replaces it; keep one of the two", place, "settings-and-criterion")
        elif tree is not None:
            message = f"{quoted(name)} is a tree (`{tree}`), which has no settings of its own; write `criterion` with the whole tree"
            self._note(message, place, "settings-of-a-tree")
        elif not isinstance(settings, Table) or not len(settings):
            self._note("`settings` names settings of the criterion: {name: value}", settings.place, "wrong-type")
        elif "kind" in settings:
            message = "`settings` keeps the kind; write `criterion` to ask for something else"
            self._note(message, settings.key_at("kind"), "settings-keep-the-kind")
        else:
            return Table({**whole.entries, **settings.entries}, settings.place, {**whole.keys_at, **settings.keys_at})
        return whole

    # -- reading --------------------------------------------------------------------------

    def _entries(self, act: str, known: Mapping[str, Node], wanted: type) -> Iterator[tuple[str, Any, Place]]:
        """
        What an act does by name, read; None where it cannot be. A name that nothing below has is noted.
        """
        node = self._own.get(act)
        if node is not None and not isinstance(node, Table):
            self._note(f"`{act}` is a mapping by name", node.place, "wrong-type")
        what = "parameter" if act == "set" else "requirement"
        for name, each in node.items() if isinstance(node, Table) else ():
            place = node.key_at(name) if isinstance(node, Table) else NOWHERE
            if name in known:
                yield name, self._read(each, wanted), place
            else:
                message = f"{quoted(self._base)} has no {what} {quoted(name)}{or_choose(name, known)}"
                self._note(message, place, "not-below")

    def _keys_at(self, act: str, name: str) -> dict[str, Place]:
        """
        Where the keys of an act stand; that of a value where the value goes.
        """
        acts = self._own[act]
        entry = acts[name] if isinstance(acts, Table) else acts
        places = dict(entry.keys_at) if isinstance(entry, Table) else {}
        return {**places, "default": places["to"]} if "to" in places else places

    def _read(self, node: Node, wanted: type) -> Any:
        try:
            return self._settings.read(node, wanted)
        except Misfit as misfit:
            self.problems += misfit.problems
            return None

    def _edited(self, act: str, name: str, because: str, place: Place, keys: tuple[str, ...] = ()) -> None:
        self.edits.append(Edit(act=act, name=name, because=because, layer=self._layer.id, keys=keys, place=place))

    def _note(self, message: str, place: Place, code: str) -> None:
        self.problems.append(Problem(message, code, place=place))


def _each(node: Node) -> tuple[Node, ...]:
    return node.items if isinstance(node, Items) else (node,)
