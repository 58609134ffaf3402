"""
Candidate profiles from JSON: strict, and with every problem of a document at once.

The quick way decodes a whole text in one step; what it cannot vouch for is read the strict way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs
import msgspec

from reqcheck.errors import DocumentError, Problem
from reqcheck.loading.decoding import decoded, record_part
from reqcheck.loading.files import contents
from reqcheck.loading.json import load_json
from reqcheck.loading.limits import (
    PROFILE_BYTES,
    SHORT,
    listed,
    may_have_too_many_records,
    too_big,
    too_many_values,
    too_much,
)
from reqcheck.loading.problems import (
    REFUSALS,
    beyond_types,
    kind_of,
    nests_deeply,
    not_finite,
    problems_of,
    without_nulls,
)
from reqcheck.profile import SECTIONS, Profile

NAMES = frozenset(SECTIONS)
#: Where a document can be wrong although every type is right.
SPECIAL = frozenset(("partial", "none", "sources", "extensions"))


def profile_from_json(text: str | bytes) -> Profile:
    """
    The profile in the text of a JSON document; raises `DocumentError` with all its problems.
    """
    data = text if isinstance(text, bytes) else _bytes(text)
    if data is None:
        _check_size(text)
        return strictly(text)
    if len(data) > SHORT:
        _check_size(data)
        if may_have_too_many_records(data):
            return strictly(text)
    profile = decoded(data)
    if profile is None or _has_problems(profile):
        return strictly(text)
    return profile.prepared()


def strictly(text: str | bytes) -> Profile:
    """
    The same, by a strict parser in every case: the plain way, which finds every problem.
    """
    document = load_json(text, _further)
    if isinstance(document, Mapping) and (problems := too_much(document, SECTIONS)):
        raise DocumentError("profile", tuple(problems))
    null: Any = "null" if isinstance(text, str) else b"null"
    return _profile(without_nulls(document) if null in text else document)


def _check_size(text: str | bytes) -> None:
    """
    Raises `DocumentError` for a text that is not read, before anything of it is.
    """
    problem = too_big(len(text), PROFILE_BYTES, "a profile")
    if problem is None and isinstance(text, bytes):
        problem = too_many_values(text)
    if problem is not None:
        raise DocumentError("profile", (problem,))


def _bytes(text: str | bytes) -> bytes | None:
    """
    A text as UTF-8; None where it holds half of a character.
    """
    try:
        return text.encode() if isinstance(text, str) else bytes(text)
    except UnicodeEncodeError:
        return None


def _has_problems(profile: Profile) -> bool:
    """
    Something is wrong with it that types cannot say.
    """
    if not (profile.partial or profile.none or profile.sources or profile.extensions):
        return False
    if not NAMES.issuperset((*profile.partial, *profile.none, *profile.sources)):
        return True
    if profile.none and any([getattr(profile, each) or each in profile.partial for each in profile.none]):
        return True
    return bool(profile.extensions) and (nests_deeply(profile.extensions) or any(not_finite(profile.extensions, "")))


def profile_from_dict(document: object) -> Profile:
    """
    The profile in a document as a JSON parser returns it; raises `DocumentError` with all its problems.
    """
    if isinstance(document, Mapping) and (problems := too_much(document, SECTIONS)):
        raise DocumentError("profile", tuple(problems))
    return _profile(without_nulls(document), checked=False)


def _profile(document: object, *, checked: bool = True) -> Profile:
    """
    The profile in a document without nulls; *checked* says that its text is known to be text.
    """
    if not isinstance(document, Mapping):
        message = f"a profile is a mapping, not {kind_of(document)}"
        raise DocumentError("profile", (Problem(message, "not-a-mapping"),))
    try:
        profile: Profile = msgspec.convert(document, Profile, dec_hook=record_part)
    except REFUSALS:
        raise DocumentError("profile", tuple(problems_of(document))) from None
    if not checked or not SPECIAL.isdisjoint(document):
        problems = tuple(listed(beyond_types(document, checked=checked)))
        if problems:
            raise DocumentError("profile", problems)
    return profile.prepared()


def _further(document: object) -> Iterator[Problem]:
    return problems_of(document) if isinstance(document, Mapping) else iter(())


def load_profile(path: str | Path) -> Profile:
    """
    The profile in a JSON file; raises `DocumentError` that names the file.
    """
    try:
        return profile_from_json(contents(Path(path), str(path), PROFILE_BYTES, "a profile"))
    except DocumentError as error:
        raise attrs.evolve(error, source=str(path)) from None
