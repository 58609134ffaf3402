"""
Terms: one vocabulary, and the look-ups by every way to write its words.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import Any

import attrs

from reqcheck.vocabulary.entries import (
    Entry,
    check,
    groups_in,
    joined,
    must,
    normal,
    plain,
    spelled,
    terms_in,
)

_REMEMBERED = 4096  # spellings that `Terms.find` keeps before it starts over
_LONGEST = 200  # longer texts are no spelling of anything: neither kept nor compared
_TELLING = 3  # so many letters tell what a spelling that they begin may be


def _frozen(value: Any) -> Any:
    if isinstance(value, Mapping):
        return MappingProxyType({key: _frozen(each) for key, each in value.items()})
    return tuple(map(_frozen, value)) if isinstance(value, (list, tuple)) else value


@attrs.frozen
class Term:
    """
    One meaning: a degree, a board, a state.

    *groups* are the codes of all groups that hold it, directly or through another group.
    """

    code: str
    name: str
    groups: frozenset[str] = frozenset()
    facts: Mapping[str, Any] = attrs.field(factory=dict, converter=_frozen, hash=False)

    def among(self, codes: Collection[str]) -> bool:
        """
        *codes* name the term itself or one of its groups.
        """
        return self.code in codes or not self.groups.isdisjoint(codes)

    def __reduce__(self) -> tuple[Any, ...]:
        return Term, (self.code, self.name, self.groups, plain(self.facts))


@attrs.frozen(eq=False)
class Terms:
    """
    One vocabulary, such as all degrees; `terms_of` makes it, and it is indexed when first asked.

    Look-ups ignore case, white space and punctuation and nothing else: a letter that only looks
    like another one is another letter, and what bears a question mark or an asterisk is no plain word.
    """

    name: str
    _term_entries: tuple[Entry, ...] = attrs.field(repr=False)
    _group_entries: tuple[Entry, ...] = attrs.field(repr=False)
    _seen: dict[str, Term | None] = attrs.field(factory=dict, init=False, repr=False)
    _made: dict[str, Term] = attrs.field(factory=dict, init=False, repr=False)

    @cached_property
    def terms(self) -> Mapping[str, Term]:
        """
        The terms by code.
        """
        return MappingProxyType({code: self._term(code) for code in self._entries})

    @cached_property
    def groups(self) -> Mapping[str, str]:
        """
        The names of the groups by code.
        """
        return MappingProxyType({each.code: each.name for each in self._group_entries})

    @cached_property
    def _entries(self) -> dict[str, Entry]:
        return {each.code: each for each in self._term_entries}

    @cached_property
    def _within(self) -> dict[str, tuple[str, ...]]:
        return {each.code: each.groups for each in self._group_entries}

    def _term(self, code: str) -> Term:
        """
        The term of a code, made when it is first asked for.
        """
        if code not in self._made:
            entry = self._entries[code]
            self._made.setdefault(code, Term(code, entry.name, _around(entry.groups, self._within), entry.facts))
        return self._made[code]

    @cached_property
    def _spelled(self) -> dict[str, str]:
        return spelled(self._term_entries)

    @cached_property
    def _codes(self) -> dict[str, str]:
        return {**self._spelled, **spelled(self._group_entries)}

    @cached_property
    def _by_code(self) -> dict[str, str]:
        """
        What codes stand for that are written as they are: most of them.
        """
        return {code: self._codes[normal(code)] for code in (*self._entries, *self._within)}

    def find(self, text: str) -> Term | None:
        """
        The term that a profile's *text* stands for; None if it is not recognized.
        """
        try:
            return self._seen[text]
        except KeyError:
            code = self._spelled.get(normal(text))
            term = None if code is None else self._term(code)
        if len(self._seen) >= _REMEMBERED:
            self._seen.clear()
        if len(text) <= _LONGEST:
            self._seen[text] = term
        return term

    def code(self, text: str) -> str | None:
        """
        The code of the group, or else of the term, that a rule set's *text* stands for.
        """
        return self._by_code.get(text) or self._codes.get(normal(text))

    def suggest(self, text: str) -> str | None:
        """
        The known spelling nearest to *text*, for "did you mean"; first of all one that it begins.
        """
        known: dict[str, str] = {}
        for entry in (*self._term_entries, *self._group_entries):
            for spelling in entry.spellings:
                known.setdefault(normal(spelling), spelling)
        begun = normal(text[:_LONGEST])
        longer = sorted((each for each in known if len(begun) >= _TELLING and each.startswith(begun)), key=len)
        near = longer or difflib.get_close_matches(begun, known, n=1)
        return known[near[0]] if near else None

    def merged(self, other: Terms) -> Terms:
        """
        Both vocabularies as one.

        A code in both is one term with the synonyms, groups and facts of both.  Names or facts
        that disagree, and a synonym of two terms, raise ValueError.
        """
        try:
            terms = joined(self._term_entries, other._term_entries)
            groups = joined(self._group_entries, other._group_entries)
            return Terms(self.name, terms, groups).checked()
        except ValueError as problem:
            raise ValueError(f"vocabulary `{self.name}`: {problem}") from None

    def checked(self) -> Terms:
        """
        These terms, indexed; ValueError if they contradict each other.
        """
        _ = self._codes
        for each in (*self._term_entries, *self._group_entries):
            _around(each.groups, self._within)
        for each in self._term_entries:
            must(each.code not in self._within, f"`{each.code}` is the code of a term and of a group")
        return self

    def canonical(self) -> dict[str, Any]:
        """
        Everything that look-ups depend on, as JSON whose order says nothing.
        """
        return {
            "terms": {each.code: each.canonical() for each in self._term_entries},
            "groups": {each.code: each.canonical() for each in self._group_entries},
        }

    def could_be(self, term: Term, codes: Collection[str]) -> bool:
        """
        Whether a *term* that names no more than a group may stand for a member that *codes* name, or hold.
        """
        return "unspecified" in term.facts and any(each.among(codes) and term.groups <= each.groups for each in self)

    def __iter__(self) -> Iterator[Term]:
        return iter(self.terms.values())

    def __len__(self) -> int:
        return len(self.terms)

    def __reduce__(self) -> tuple[Any, ...]:
        return Terms, (self.name, self._term_entries, self._group_entries)


def terms_of(name: str, document: Mapping[str, Any]) -> Terms:
    """
    The vocabulary that a data file's parsed *document* describes.

    `terms` is a list of {code, name, synonyms, groups}, where any other key is a fact; `groups`
    is {code: {name, synonyms, within}}; `source` says where it all comes from.
    """
    try:
        check(document)
        return unchecked(name, document).checked()
    except ValueError as problem:
        raise ValueError(f"vocabulary `{name}`: {problem}") from None


def unchecked(name: str, document: Mapping[str, Any]) -> Terms:
    """
    What `terms_of` makes of a *document* that is known to be in order.
    """
    return Terms(name, terms_in(document), groups_in(document))


def _around(groups: Iterable[str], within: Mapping[str, Iterable[str]]) -> frozenset[str]:
    """
    *groups* and all groups that hold them.
    """
    found: set[str] = set()
    ahead = list(groups)
    while ahead:
        code = ahead.pop()
        must(code in within, f"unknown group `{code}`; declare it under `groups`")
        if code not in found:
            found.add(code)
            ahead.extend(within[code])
    return frozenset(found)
