"""
What is wrong with a candidate profile: every problem of a document, field by field.

The whole document is converted in one step; where that fails, the same conversion is tried record
by record and field by field, so the two cannot disagree.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from itertools import chain
from math import isfinite
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import attrs
import msgspec

from reqcheck.dates import EndDate, PartialDate
from reqcheck.errors import Problem, did_you_mean
from reqcheck.loading.decoding import record_part
from reqcheck.loading.json import below, item, showable
from reqcheck.loading.limits import DIGITS, listed, too_long, too_much
from reqcheck.profile import SECTIONS, Profile

#: Fields that no profile has, on purpose.
PROTECTED = frozenset(
    ["address", "age", "birth_date", "birthdate", "date_of_birth", "disability", "dob", "e_mail", "email", "ethnicity", "gender", "marital_status", "phone", "photo", "photograph", "postal_code", "race", "religion", "sex", "social_security_number", "ssn", "street", "street_address", "telephone", "zip", "zip_code"]
)


def problems_of(document: Mapping[str, Any]) -> Iterator[Problem]:
    """
    Everything that is wrong with a profile document, field by field.
    """
    given = without_nulls(document)
    problems = too_much(given, SECTIONS)
    yield from problems or listed(chain(_problems(given, Profile, ""), beyond_types(given, checked=False)))


def without_nulls(document: Any) -> Any:
    """
    The document without null fields, since null is absent; extensions are kept as they came.
    """
    if not isinstance(document, Mapping):
        return document
    given = {key: value for key, value in document.items() if value is not None}
    extensions = given.pop("extensions", None)
    stripped = {key: _stripped(value) for key, value in given.items()}
    if isinstance(extensions, Mapping):
        stripped["extensions"] = {key: value for key, value in extensions.items() if value is not None}
    elif extensions is not None:
        stripped["extensions"] = extensions
    return stripped


def _stripped(value: Any, depth: int = 0) -> Any:
    if depth > DEPTH:
        return value
    if isinstance(value, Mapping):
        return {key: _stripped(each, depth + 1) for key, each in value.items() if each is not None}
    if isinstance(value, list | tuple):
        return [_stripped(each, depth + 1) for each in value]
    return value


#: How deep a profile's records go; what stands deeper is refused by its type.
DEPTH = 10


#: How a conversion fails: by a type, by depth, by a name that holds half of a character.
REFUSALS = (msgspec.ValidationError, RecursionError, UnicodeEncodeError)


# -- the thorough way -----------------------------------------------------------------------


def _problems(value: object, wanted: Any, pointer: str) -> Iterator[Problem]:
    """
    What keeps *value* from being a *wanted*: nothing, if and only if it converts.
    """
    try:
        msgspec.convert(value, wanted, dec_hook=record_part)
    except REFUSALS:
        found = False
        for each in _parts(value, unwrapped(wanted), pointer):
            found = True
            yield each
        if not found:
            yield Problem(f"must be {_expected(wanted, value)}", "wrong-type", pointer)


def _parts(value: object, wanted: Any, pointer: str) -> Iterator[Problem]:
    """
    The problems of the parts of *value*, where it has parts as *wanted* has them.
    """
    if isinstance(wanted, type) and issubclass(wanted, msgspec.Struct):
        if isinstance(value, Mapping):
            yield from _fields(value, wanted, pointer)
        return
    origin, arguments = get_origin(wanted), get_args(wanted)
    if origin is tuple and isinstance(value, list | tuple):
        for index, each in enumerate(value):
            yield from _problems(each, arguments[0], f"{pointer}/{index}")
    elif origin is dict and isinstance(value, Mapping):
        for key, each in value.items():
            if not isinstance(key, str):
                yield Problem("a name in it must be text", "wrong-type", pointer)
            for problem in _problems(each, arguments[1], below(pointer, key)):
                hidden = problem.pointer == pointer  # the name is free, and so not shown
                yield attrs.evolve(problem, message=f"a value in it {problem.message}") if hidden else problem


def _fields(value: Mapping[Any, Any], wanted: type[msgspec.Struct], pointer: str) -> Iterator[Problem]:
    fields = _fields_of(wanted)
    for key, each in value.items():
        if key in fields:
            yield from _problems(each, fields[key].type, f"{pointer}/{key}")
        else:
            yield _unknown(key, fields, pointer)
    for name, field in fields.items():
        if field.required and name not in value:
            yield Problem(f"`{name}` is missing", "missing", pointer)


@lru_cache(maxsize=100)
def _fields_of(wanted: type[msgspec.Struct]) -> Mapping[str, Any]:
    """
    The fields of a type by their names: to read its annotations takes longer than all else here.
    """
    return {each.encode_name: each for each in msgspec.structs.fields(wanted)}


def _unknown(key: object, fields: Mapping[str, Any], pointer: str) -> Problem:
    if not showable(pointer, key):
        return Problem("unknown field; its name is not shown, since it looks like a value", "unknown-field", pointer)
    name, pointer = str(key), below(pointer, key)
    if name.lower().replace("-", "_").replace(" ", "_") in PROTECTED:
        message = f"`{name}` is left out of profiles on purpose and never read; remove it"
        return Problem(message, "protected-field", pointer)
    return Problem(f"unknown field `{name}`{did_you_mean(name, fields) or '; leave it out, or keep it in `extensions`'}", "unknown-field", pointer)


def unwrapped(wanted: Any) -> Any:
    """
    The type itself, without annotations and without "or null".
    """
    if get_origin(wanted) is Annotated:
        return unwrapped(get_args(wanted)[0])
    if get_origin(wanted) in (Union, UnionType):
        inner = [each for each in get_args(wanted) if each is not NoneType]
        return unwrapped(inner[0]) if len(inner) == 1 else wanted
    return wanted


def _expected(wanted: Any, value: object) -> str:
    """
    What should stand there, in words; the value itself is never quoted.
    """
    inner = unwrapped(wanted)
    if inner in (PartialDate, EndDate):
        return _expected_date(inner, value)
    if inner is Profile.__annotations__["schema"] or get_origin(inner) is not None:
        return _expected_whole(inner, value)
    if isinstance(inner, type) and issubclass(inner, msgspec.Struct):
        return f"a mapping, not {kind_of(value)}"
    words = {str: "text", bool: "true or false", date: "a full date such as 2015-03-14"}
    word = words.get(inner) or _number(wanted)
    near = isinstance(value, str) if inner is date else isinstance(value, int | float) and inner is not str
    return word if near else f"{word}, not {kind_of(value)}"


def _expected_whole(inner: Any, value: object) -> str:
    if get_origin(inner) is tuple:
        return f"a list, not {kind_of(value)}"
    if get_origin(inner) is dict:
        return f"a mapping, not {kind_of(value)}"
    if get_origin(inner) in (Union, UnionType):
        return "text, a number of ordinary size, or true or false"
    return "`reqcheck.profile/1`; no other version is known here"


def _expected_date(wanted: type[PartialDate], value: object) -> str:
    forms = "a date: 2015, 2015-03 or 2015-03-14"
    if wanted is EndDate:
        forms += ', or ".." where it is open'
    if not isinstance(value, str):
        return f"{forms}; not {kind_of(value)}"
    if value == "..":
        return f'{forms}; ".." stands only where an end is meant'
    try:
        wanted.parse(value)
    except ValueError as problem:
        return f"{forms}; it is {problem}" if "calendar" in str(problem) else forms
    return forms


def _number(wanted: Any) -> str:
    """
    A number and its bounds, in words.
    """
    for each in get_args(wanted):
        if get_origin(each) is Annotated:
            wanted = each
    arguments = get_args(wanted)
    if len(arguments) < 2 or not isinstance(arguments[1], msgspec.Meta):
        return "a value of another kind"
    bounds = arguments[1]
    word = "a whole number" if arguments[0] is int else "a number"
    low = "above 0" if bounds.gt is not None else f"from {bounds.ge or 0:.0f}"
    return f"{word} {low} to {bounds.le:.0f}" if bounds.le and bounds.le < 1e6 else f"{word}, 0 or more"


def kind_of(value: object) -> str:
    if isinstance(value, bool):
        return "true or false"
    kinds = {int: "a number", float: "a number", str: "text", list: "a list", dict: "a mapping"}
    return "null" if value is None else kinds.get(type(value), "something that is not JSON")


# -- what types cannot say ------------------------------------------------------------------


def beyond_types(document: Mapping[str, Any], *, checked: bool = True) -> Iterator[Problem]:
    """
    Sections named wrongly or twice, numbers that JSON does not have, text that is none.
    """
    if not checked:
        yield from _not_text(document)
    for field in ("partial", "none", "sources"):
        named = document.get(field)
        if not isinstance(named, Mapping if field == "sources" else list | tuple):
            continue
        for index, section in enumerate(named):
            where = below("/sources", section) if field == "sources" else f"/{field}/{index}"
            if isinstance(section, str) and section not in SECTIONS:
                hint = did_you_mean(section, SECTIONS)
                yield Problem(f"not a section of a profile{hint}", "unknown-section", where)
            elif field == "none":
                yield from _said_to_be_empty(document, section, where)
    yield from not_finite(document.get("extensions"), "/extensions")


def _said_to_be_empty(document: Mapping[str, Any], section: object, where: str) -> Iterator[Problem]:
    if not isinstance(section, str):
        return
    if document.get(section):
        message = f"`{section}` has records; take it out of `none`, or the records out of the section"
        yield Problem(message, "not-empty", where)
    partial = document.get("partial")
    if isinstance(partial, list | tuple) and section in partial:
        message = f"`{section}` cannot be empty and partial at once; keep it in one of the two"
        yield Problem(message, "empty-and-partial", where)


def _not_text(document: Mapping[str, Any]) -> Iterator[Problem]:
    """
    Text with half of a character in it (a lone surrogate), which nothing could write.
    """
    for each, where in _each_below(document, ""):
        if isinstance(each, str) and not each.isascii() and any("\ud800" <= letter <= "\udfff" for letter in each):
            yield Problem("holds half of a character (a lone surrogate); write it whole", "not-text", where)


def not_finite(value: object, pointer: str) -> Iterator[Problem]:
    """
    Numbers below *value* that are not finite or endless, and values that JSON does not have.
    """
    for each, where in _each_below(value, pointer):
        if isinstance(each, float) and not isfinite(each):
            yield Problem("a number in it must be finite", "not-finite", where)
        elif isinstance(each, int) and too_long(each):
            yield Problem(f"a number in it has more than {DIGITS:,} digits; write it as text", "too-long", where)
        elif not (each is None or isinstance(each, str | int | float)):
            yield Problem("a value in it must be one that JSON has", "not-json", where)


def _each_below(value: object, pointer: str) -> Iterator[tuple[object, str]]:
    """
    Every value that holds no others, and every name, with where it stands.
    """
    todo: list[tuple[object, str]] = [(value, pointer)]
    while todo:
        each, where = todo.pop()
        if isinstance(each, Mapping):
            for key, inner in each.items():
                yield key if isinstance(key, str) else [], where
                todo.append((inner, below(where, key)))
        elif isinstance(each, list | tuple):
            todo.extend((inner, item(where, index)) for index, inner in enumerate(each))
        else:
            yield each, where


def nests_deeply(value: object) -> bool:
    """
    A value that holds lists and mappings beyond `DEPTH`: the strict way decides about those.
    """
    level = [value]
    for _ in range(DEPTH):
        level = [
            inner
            for each in level
            if isinstance(each, Mapping | list)
            for inner in (each.values() if isinstance(each, Mapping) else each)
        ]
    return any(isinstance(each, Mapping | list) for each in level)
