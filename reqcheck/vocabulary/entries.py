"""
Entries: the terms and groups of a vocabulary as its data file writes them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

import attrs

_ODD = re.compile(r"[\W_]")  # neither letter nor digit: punctuation, but signs and accents too


def normal(text: str) -> str:
    """
    *text* without case, white space and punctuation.

    NFC and not NFKC: full-width letters and other look-alikes stay what they are.
    """
    if text.isascii():
        return text.lower().translate(_DROPPED)
    return _ODD.sub(_kept, unicodedata.normalize("NFC", text).casefold())


def _kept(odd: re.Match[str]) -> str:
    dropped = odd[0].isspace() or unicodedata.category(odd[0]).startswith("P")
    return "" if dropped else odd[0]


#: The ASCII characters that the longer way drops.
_DROPPED = {at: None for at in range(128) if not _ODD.sub(_kept, chr(at))}


def plain(value: Any) -> Any:
    """
    A copy of *value* as JSON has it; ValueError if it cannot be JSON.
    """
    if isinstance(value, Mapping):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(each) for each in value]
    if value is None or isinstance(value, (str, int, float)):
        return value
    raise ValueError(f"`{value!r}` is not JSON")


@attrs.frozen
class Entry:
    """
    A term or a group: its code, all its spellings, the groups around it.
    """

    code: str
    name: str
    synonyms: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    facts: Mapping[str, Any] = attrs.field(factory=dict, converter=plain, hash=False)

    @property
    def spellings(self) -> tuple[str, ...]:
        return (self.code, self.name, *self.synonyms)

    def canonical(self) -> dict[str, Any]:
        synonyms, groups = sorted(set(self.synonyms)), sorted(set(self.groups))
        return {"name": self.name, "synonyms": synonyms, "groups": groups, "facts": self.facts}

    def joined(self, other: Entry) -> Entry:
        """
        What both say of one code; ValueError if they disagree.
        """
        names = sorted({self.name, other.name} - {self.code})
        must(len(names) < 2, f"`{self.code}` is both {' and '.join(f'`{each}`' for each in names)}")
        for key in sorted(self.facts.keys() & other.facts.keys()):
            agreed = self.facts[key] == other.facts[key]
            must(agreed, f"`{self.code}` is offered twice, with a different `{key}`")
        return Entry(
            code=self.code,
            name=names[0] if names else self.code,
            synonyms=self.synonyms + other.synonyms,
            groups=self.groups + other.groups,
            facts={**self.facts, **other.facts},
        )


def joined(ours: Iterable[Entry], theirs: Iterable[Entry]) -> tuple[Entry, ...]:
    """
    The entries of both, one for each code.
    """
    entries = {each.code: each for each in ours}
    for each in theirs:
        entries[each.code] = entries[each.code].joined(each) if each.code in entries else each
    return tuple(entries.values())


def spelled(entries: Iterable[Entry]) -> dict[str, str]:
    """
    The code for every normalized spelling; ValueError for one of two entries.
    """
    owners: dict[str, Entry] = {}
    for entry in entries:
        for spelling in entry.spellings:
            owner = owners.setdefault(normal(spelling), entry)
            if owner is not entry:
                raise ValueError(f"`{spelling}` stands for both `{owner.code}` and `{entry.code}`")
    return {spelling: owner.code for spelling, owner in owners.items()}


def terms_in(document: Any) -> tuple[Entry, ...]:
    """
    The terms of a data file.
    """
    known = isinstance(document, Mapping) and isinstance(document.get("terms"), list)
    must(known, "a vocabulary is an object with a list of `terms`")
    _only(document, "the vocabulary", ["source", "groups", "terms"])
    return tuple(_entry(f"terms[{at}]", each) for at, each in enumerate(document["terms"]))


def groups_in(document: Mapping[str, Any]) -> tuple[Entry, ...]:
    """
    The groups of a data file.
    """
    groups = document.get("groups", {})
    must(isinstance(groups, Mapping), "`groups` must be an object, by code")
    return tuple(_group(f"groups.{code}", code, each) for code, each in groups.items())


def must(holds: bool, otherwise: str) -> None:
    if not holds:
        raise ValueError(otherwise)


def _entry(where: str, item: Any) -> Entry:
    must(isinstance(item, Mapping), f"{where} must be an object")
    code = _text(item.get("code"), where, ".code")
    return Entry(
        code=code,
        name=_text(item.get("name", code), where, ".name"),
        synonyms=_texts(item.get("synonyms", ()), where, ".synonyms"),
        groups=_texts(item.get("groups", ()), where, ".groups"),
        facts={key: item[key] for key in item if key not in {"code", "name", "synonyms", "groups"}},
    )


def _group(where: str, code: str, item: Any) -> Entry:
    must(isinstance(item, Mapping), f"{where} must be an object")
    _only(item, where, ["name", "synonyms", "within"])
    groups = _texts(item.get("within", ()), where, ".within")
    named = {key: item[key] for key in item if key != "within"}
    return attrs.evolve(_entry(where, {"code": code, **named}), groups=groups)


def _only(item: Mapping[str, Any], where: str, known: list[str]) -> None:
    unknown = [f"`{key}`" for key in item if key not in known]
    must(not unknown, f"unknown in {where}: {', '.join(unknown)}; known are {', '.join(known)}")


def _texts(value: Any, *where: str) -> tuple[str, ...]:
    must(isinstance(value, (list, tuple)), f"{''.join(where)} must be a list")
    return tuple([_text(each, *where, f"[{at}]") for at, each in enumerate(value)])


def _text(value: Any, *where: str) -> str:
    """
    *value* as it is; ValueError, which says *where*, if it is no text that could be looked up.
    """
    if not isinstance(value, str):
        raise ValueError(f"{''.join(where)} must be text")  # noqa: TRY004 - what is wrong is the document
    if not any(map(str.isalnum, value)):
        raise ValueError(f"{''.join(where)} has no letter or digit: `{value}`")
    return value
