"""
Vocabulary: the words people use for degrees, boards, states and the like, and what they stand for.
"""

from __future__ import annotations

import difflib
import hashlib
import json
from collections.abc import Mapping
from functools import cached_property
from pkgutil import get_data
from types import MappingProxyType
from typing import Any

import attrs

from reqcheck.vocabulary.terms import Term, Terms, terms_of, unchecked

__all__ = ["Term", "Terms", "Vocabulary", "load_vocabulary", "terms_of"]


def _sealed(others: Mapping[str, Terms]) -> Mapping[str, Terms]:
    return MappingProxyType(dict(others))


@attrs.frozen(eq=False, kw_only=True, repr=False)
class Vocabulary:
    """
    All vocabularies that one catalog knows; *others* are those that plugins add under new names.
    """

    degrees: Terms
    fields: Terms
    specialties: Terms
    boards: Terms
    jurisdictions: Terms
    statuses: Terms
    license_types: Terms
    license_classes: Terms
    exams: Terms
    exam_parts: Terms
    certifications: Terms
    accreditors: Terms
    training_types: Terms
    categories: Terms
    settings: Terms
    leadership_levels: Terms
    titles: Terms
    domains: Terms
    sanctions: Terms
    screenings: Terms
    others: Mapping[str, Terms] = attrs.field(factory=dict, converter=_sealed)

    def __getitem__(self, name: str) -> Terms:
        known = self._known
        if name in known:
            return known[name]
        near = difflib.get_close_matches(name, known, n=1)
        hint = f"; did you mean `{near[0]}`?" if near else ""
        raise KeyError(f"no vocabulary is called `{name}`{hint}")

    def merged(self, additions: Mapping[str, Terms]) -> Vocabulary:
        """
        This vocabulary with the terms of *additions*, by name; a new name is a new vocabulary.

        Terms that contradict each other raise ValueError.
        """
        known = dict(self._known)
        for name, added in additions.items():
            known[name] = known[name].merged(added) if name in known else added
        return _vocabulary(known)

    @cached_property
    def digest(self) -> str:
        """
        A fingerprint of every term, group and spelling, in whatever order they came.
        """
        content = {name: terms.canonical() for name, terms in self._known.items()}
        text = json.dumps(content, sort_keys=True, separators=(",", ":"))
        return "sha256:" + hashlib.sha256(text.encode()).hexdigest()

    @cached_property
    def _known(self) -> dict[str, Terms]:
        return {**{name: getattr(self, name) for name in _LISTS}, **self.others}

    def __reduce__(self) -> tuple[Any, ...]:
        return _vocabulary, (self._known,)


_LISTS = tuple(each.name for each in attrs.fields(Vocabulary) if each.name != "others")


def load_vocabulary() -> Vocabulary:
    """
    The vocabularies that come with reqcheck, read from the data files beside this one.

    Tests check that these contradict nothing; each is indexed when it is first asked.
    """
    texts = {name: get_data(__name__, f"{name}.json") or b"" for name in _LISTS}
    return _vocabulary({name: unchecked(name, json.loads(text)) for name, text in texts.items()})


def _vocabulary(known: Mapping[str, Terms]) -> Vocabulary:
    lists: dict[str, Any] = {name: known[name] for name in _LISTS}
    return Vocabulary(**lists, others={name: known[name] for name in known if name not in lists})
