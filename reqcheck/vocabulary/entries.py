"""
Entries: the terms and groups of a vocabulary as its data file writes them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

import attrs

_NAMING = frozenset(("code", "name", "synonyms", "groups"))  # what else a term has are facts
_ODD = re.compile(r"[\W_]")  # neither letter nor digit: punctuation, but signs and accents too
#: Doubt, or a footnote: "active?" and "active*" are not plainly active.  Arabic and full-width ones are among them.
_TELLING = frozenset("?*\u061f\u2047\u2048\u2049\u203d\uff1f\uff0a")


def normal(text: str) -> str:
    """
    *text* without case, white space and punctuation; a question mark or an asterisk says something and stays.

    NFC and not NFKC: full-width letters and other look-alikes stay what they are.
    """
    if text.isascii():
        return text.lower().translate(_DROPPED)
    return _ODD.sub(_kept, unicodedata.normalize("NFC", text).casefold())


def _kept(odd: re.Match[str]) -> str:
    dropped = odd[0].isspace() or unicodedata.category(odd[0]).startswith("P")
    return "" if dropped and odd[0] not in _TELLING else odd[0]


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


def terms_in(document: Mapping[str, Any]) -> tuple[Entry, ...]:
    """
    The terms of a data file that is in order.
    """
    return tuple([_entry(each["code"], each, each.get("groups", ()), _facts(each)) for each in document["terms"]])


def groups_in(document: Mapping[str, Any]) -> tuple[Entry, ...]:
    """
    The groups of a data file that is in order.
    """
    groups = document.get("groups", {}).items()
    return tuple([_entry(code, each, each.get("within", ()), {}) for code, each in groups])


def _entry(code: str, item: Mapping[str, Any], groups: Iterable[str], facts: Mapping[str, Any]) -> Entry:
    return Entry(code, item.get("name", code), tuple(item.get("synonyms", ())), tuple(groups), facts)


def _facts(item: Mapping[str, Any]) -> dict[str, Any]:
    return {key: each for key, each in item.items() if key not in _NAMING}


# -- whether a data file is in order ------------------------------------------------------------


def check(document: Any) -> None:
    """
    Raises `ValueError` where a document is no data file of a vocabulary.
    """
    known = isinstance(document, Mapping) and isinstance(document.get("terms"), list)
    must(known, "a vocabulary is an object with a list of `terms`")
    _only(document, "the vocabulary", ["source", "groups", "terms"])
    for at, each in enumerate(document["terms"]):
        _check_term(f"terms[{at}]", each)
    groups = document.get("groups", {})
    must(isinstance(groups, Mapping), "`groups` must be an object, by code")
    for code, each in groups.items():
        _check_group(f"groups.{code}", code, each)


def must(holds: bool, otherwise: str) -> None:
    if not holds:
        raise ValueError(otherwise)


def _check_term(where: str, item: Any) -> None:
    must(isinstance(item, Mapping), f"{where} must be an object")
    _check_named(where, item.get("code"), item)
    _check_texts(item.get("groups", ()), where, ".groups")


def _check_group(where: str, code: Any, item: Any) -> None:
    must(isinstance(item, Mapping), f"{where} must be an object")
    _only(item, where, ["name", "synonyms", "within"])
    _check_texts(item.get("within", ()), where, ".within")
    _check_named(where, code, item)


def _check_named(where: str, code: Any, item: Mapping[str, Any]) -> None:
    _check_text(code, where, ".code")
    _check_text(item.get("name", code), where, ".name")
    _check_texts(item.get("synonyms", ()), where, ".synonyms")


def _only(item: Mapping[str, Any], where: str, known: list[str]) -> None:
    unknown = [f"`{key}`" for key in item if key not in known]
    must(not unknown, f"unknown in {where}: {', '.join(unknown)}; known are {', '.join(known)}")


def _check_texts(value: Any, *where: str) -> None:
    must(isinstance(value, (list, tuple)), f"{''.join(where)} must be a list")
    for at, each in enumerate(value):
        _check_text(each, *where, f"[{at}]")


def _check_text(value: Any, *where: str) -> None:
    """
    Raises `ValueError`, which says *where*, if *value* is no text that could be looked up.
    """
    if not isinstance(value, str):
        raise ValueError(f"{''.join(where)} must be text")  # noqa: TRY004 - what is wrong is the document
    if not any(map(str.isalnum, value)):
        raise ValueError(f"{''.join(where)} has no letter or digit: `{value}`")
