"""
JSON as it must be: no duplicate keys, no NaN, nothing guessed; and what to say where it is not.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from math import isfinite
from typing import Any

import jiter

from reqcheck.errors import DocumentError, Problem, a_value
from reqcheck.loading.limits import DIGITS, PROFILE_DEPTH, listed

#: Lists what else is wrong with a document that has duplicate keys or numbers that JSON lacks.
Further = Callable[[Any], Iterable[Problem]]


def load_json(text: str | bytes, further: Further = lambda _: ()) -> Any:
    """
    What a JSON text holds; raises `DocumentError` for duplicate keys and anything that is not JSON.

    *further* lists what else is wrong, so that all problems of a document are told at once.
    """
    try:
        data = text.encode() if isinstance(text, str) else text
        return jiter.from_json(data, catch_duplicate_keys=True, allow_inf_nan=False)
    except ValueError as problem:
        raise DocumentError("profile", _unreadable(text, problem, further)) from None
    except TypeError:
        msg = f"a JSON text is a str or bytes, not {a_value(text)}"
        raise TypeError(msg) from None


#: Mappings whose names are free, and so as personal as values.
_FREE = re.compile(r"/extensions(/|$)|/positions/[0-9]+/duties$")
#: What can be the name of a field; a name that is no such thing may be a value that slipped.
_NAME = re.compile(r"(?!.*[0-9]{4})[@$]?\w[\w $:./~-]{0,39}")


def below(pointer: str, key: object) -> str:
    """
    The JSON pointer of a member; that of the mapping itself where the name is not shown.
    """
    if not showable(pointer, key):
        return pointer
    return f"{pointer}/{str(key).replace('~', '~0').replace('/', '~1')}"


def item(pointer: str, index: int) -> str:
    """
    The JSON pointer of an item of a list.
    """
    return pointer if _FREE.match(pointer) else f"{pointer}/{index}"


def showable(pointer: str, key: object) -> bool:
    """
    Whether a name may be told: it is one of fields, and looks like one.
    """
    return _FREE.match(pointer) is None and _NAME.fullmatch(str(key)) is not None


class _Pairs(dict[str, Any]):
    """
    A mapping that remembers which of its keys were written more than once, and what that hid.
    """

    twice: tuple[str, ...] = ()
    hidden: tuple[tuple[str, Any], ...] = ()


def _unreadable(text: str | bytes, problem: ValueError, further: Further) -> tuple[Problem, ...]:
    """
    Why the text is not a document: its duplicate keys and whatever else is wrong with it, or the syntax.
    """
    head = text[:4].encode(errors="replace") if isinstance(text, str) else bytes(text[:4])
    if head.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        message = "not JSON: begins with a byte order mark; save it as plain UTF-8"
        return (Problem(message, "not-json"),)
    if head.startswith(b"\x1f\x8b"):
        return (Problem("not JSON: packed by gzip; unpack it, or give a file a name that ends in .gz", "not-json"),)
    if not text.strip():
        return (Problem("not JSON: there is nothing in it", "not-json"),)
    try:
        document = json.loads(text, object_pairs_hook=_pairs, parse_constant=_constant)
    except (ValueError, RecursionError):
        return (_syntax(problem),)
    return tuple(listed(_whole(document, further))) or (_syntax(problem),)


def _whole(document: object, further: Further) -> Iterator[Problem]:
    """
    What is written twice and what is no number, then whatever else is wrong elsewhere.
    """
    named: set[str] = set()
    for each in _twice(document):
        named.add(each.pointer)
        yield each
    yield from (each for each in further(document) if each.pointer not in named or _FREE.match(each.pointer))


def _syntax(problem: ValueError) -> Problem:
    """
    Why a text is no JSON, or none that is read.
    """
    if isinstance(problem, UnicodeError):
        return Problem("not JSON: the text holds half of a character (a lone surrogate)", "not-json")
    reason, _, place = str(problem).partition(" at line ")
    if reason == "recursion limit exceeded":
        return Problem(f"nested more than {PROFILE_DEPTH} deep at line {place}", "too-deep")
    if reason == "number out of range":
        return Problem(f"a number of more than {DIGITS:,} digits at line {place}; write it as text", "too-long")
    return Problem(f"not JSON: {problem}", "not-json")


def _pairs(pairs: list[tuple[str, Any]]) -> _Pairs:
    table = _Pairs(pairs)
    if len(table) < len(pairs):
        times = Counter(key for key, _ in pairs)
        table.twice = tuple(key for key in table if times[key] > 1)
        table.hidden = tuple((key, value) for key, value in pairs if table[key] is not value)
    return table


def _constant(name: str) -> float:
    return float(name.replace("Infinity", "inf"))


def _twice(document: object) -> Iterator[Problem]:
    """
    Duplicate keys and numbers that JSON does not have, anywhere outside of extensions.
    """
    todo: list[tuple[object, str]] = [(document, "")]
    while todo:
        each, where = todo.pop()
        if isinstance(each, _Pairs):
            for key in each.twice:
                what = f"`{key}`" if showable(where, key) else "a name"
                yield Problem(f"{what} is written more than once; keep one of them", "duplicate-key", below(where, key))
            inside = (*each.items(), *each.hidden)
            todo.extend((inner, below(where, key)) for key, inner in inside)
        elif isinstance(each, list):
            todo.extend((inner, item(where, index)) for index, inner in enumerate(each))
        elif isinstance(each, float) and not isfinite(each) and not where.startswith("/extensions"):
            yield Problem("NaN and infinities are not JSON; leave the field out", "not-finite", where)
