"""
What JSON Schemas are made of: mappings, lists, one value or several, words to choose from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

Schema = dict[str, Any]

#: The dialect of every schema here.
DIALECT = "https://json-schema.org/draft/2020-12/schema"
#: A full day, and a date known to the year, the month or the day, as far as a pattern can tell.
DAY = r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
PARTIAL_DATE = r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
END_DATE = rf"{PARTIAL_DATE}|^\.\.$"

_UNSAFE = re.compile(r"[^\w.~-]", re.ASCII)
_SPECIAL = re.compile(r"[\\^$.*+?()\[\]{}|]")


def schema(title: str, description: str, defs: Mapping[str, Schema], whole: Schema) -> Schema:
    """
    A whole schema, with what it refers to.
    """
    return {"$schema": DIALECT, "title": title, "description": description, **whole, "$defs": dict(defs)}


def table(properties: Mapping[str, Schema], required: Iterable[str] = (), **more: Any) -> Schema:
    """
    A mapping that has these names and no others.
    """
    needed = list(required)
    return {
        **more,
        "type": "object",
        "properties": dict(properties),
        **({"required": needed} if needed else {}),
        "additionalProperties": False,
    }


def by_name(inner: Schema, **more: Any) -> Schema:
    """
    A mapping from names that its author chooses.
    """
    return {**more, "type": "object", "additionalProperties": inner}


def ref(name: str) -> Schema:
    """
    What the schema defines under *name*.
    """
    pointer = name.replace("~", "~0").replace("/", "~1")
    return {"$ref": f"#/$defs/{_UNSAFE.sub(_escaped, pointer)}"}


def one_or_several(inner: Schema) -> Schema:
    """
    One value, or a list with at least one.
    """
    return {"anyOf": [inner, several(inner)]}


def several(inner: Schema) -> Schema:
    return {"type": "array", "items": inner, "minItems": 1}


def one_of(words: Iterable[Any], **more: Any) -> Schema:
    """
    One of some words and no other.
    """
    return {**more, "enum": list(words)}


def told(inner: Schema, description: str | None) -> Schema:
    """
    The same with a description, if there is one.
    """
    return {**inner, "description": description} if description else inner


def literally(text: str) -> str:
    """
    A regular expression, as JSON Schema has them, that fits a text alone.
    """
    return _SPECIAL.sub(lambda found: "\\" + found[0], text)


def _escaped(found: re.Match[str]) -> str:
    """
    A character as an address may have it.
    """
    return "".join(f"%{byte:02X}" for byte in found[0].encode())
