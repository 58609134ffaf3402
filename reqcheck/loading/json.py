"""
JSON as it must be: no duplicate keys, no NaN, nothing guessed; and what to say where it is not.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from math import isfinite
from typing import Any

import jiter

from reqcheck.errors import DocumentError, Problem

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


def escaped(key: object) -> str:
    """
    A key as it stands in a JSON pointer; long ones are cut.
    """
    return str(key)[:60].replace("~", "~0").replace("/", "~1")


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
    try:
        document = json.loads(text, object_pairs_hook=_pairs, parse_constant=_constant)
    except (ValueError, RecursionError):
        return (Problem(f"not JSON: {_reason(problem)}", "not-json"),)
    found = list(_twice(document))
    named = {each.pointer for each in found}
    found += (each for each in further(document) if each.pointer not in named)
    return tuple(found) or (Problem(f"not JSON: {_reason(problem)}", "not-json"),)


def _reason(problem: ValueError) -> str:
    if isinstance(problem, UnicodeError):
        return "the text holds half of a character (a lone surrogate)"
    return str(problem)


def _pairs(pairs: list[tuple[str, Any]]) -> _Pairs:
    table = _Pairs(pairs)
    if len(table) < len(pairs):
        keys = [key for key, _ in pairs]
        table.twice = tuple(key for key in table if keys.count(key) > 1)
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
                message = f"`{key[:60]}` is written more than once; keep one of them"
                yield Problem(message, "duplicate-key", f"{where}/{escaped(key)}")
            inside = (*each.items(), *each.hidden)
            todo.extend((inner, f"{where}/{escaped(key)}") for key, inner in inside)
        elif isinstance(each, list):
            todo.extend((inner, f"{where}/{index}") for index, inner in enumerate(each))
        elif isinstance(each, float) and not isfinite(each) and not where.startswith("/extensions"):
            yield Problem("NaN and infinities are not JSON", "not-finite", where)
