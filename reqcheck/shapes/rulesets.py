"""
The shape of a rule set: a whole one, or an overlay that says what it changes in another.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from reqcheck.fields import ALSO, TERMS, Between
from reqcheck.ruleset import SCHEMA, Basis, Source
from reqcheck.shapes.criteria import Kinds, condition, criterion
from reqcheck.shapes.pieces import Schema, by_name, one_of, one_or_several, ref, schema, table, told
from reqcheck.shapes.settings import of_class, scalars, words_of
from reqcheck.vocabulary import Vocabulary

TITLE = "A reqcheck rule set"
DESCRIPTION = "What a role asks. Accepts every rule set that reqcheck accepts; it looks closer when it reads one."
#: The types that a parameter may have.
TYPES = ("text", "number", "jurisdiction", "yes_no")


def ruleset_schema(kinds: Kinds, vocabulary: Vocabulary) -> Schema:
    """
    The schema of rule sets with these kinds and this vocabulary.
    """
    fields = [each.metadata for kind in _classes(kinds) for each in attrs.fields(kind)]
    used = sorted({each[TERMS] for each in fields if TERMS in each and not each[ALSO]})
    defs: dict[str, Schema] = {
        "requirement": table({"criterion": ref("criterion"), **_about()}, ["criterion"], description="One thing that the role asks."),
        "criterion": criterion(kinds, vocabulary),
        "condition": condition(),
        "source": _described(of_class(Source, vocabulary), SOURCE, "A document that requirements come from."),
        "basis": _described(of_class(Basis, vocabulary), BASIS, "Where it comes from."),
        "parameter": _parameter(),
        "default": _dated(),
        "because": told(ref("text"), "Why: the reason that reports and readers are given."),
        "change": _change(),
        **scalars(),
        **{f"terms.{name}": words_of(vocabulary[name]) for name in used},
    }
    return schema(TITLE, DESCRIPTION, defs, _document(vocabulary))


def _document(vocabulary: Vocabulary) -> Schema:
    """
    The whole document: with `extends` it gives a reason for what it adds, without it stands alone.
    """
    without_because = {"minProperties": 1, "additionalProperties": {"properties": {"because": False}}}
    return {
        **table({**_top(vocabulary), **_overlay()}, ["schema", "id"]),
        "if": {"required": ["extends"]},
        "then": {"properties": {"requirements": {"additionalProperties": {"required": ["because"]}}}},
        "else": {
            "required": ["title", "requirements"],
            "properties": {"requirements": without_because, **dict.fromkeys(("set", "change", "remove"), False)},
        },
    }


def _top(vocabulary: Vocabulary) -> dict[str, Schema]:
    """
    The names at the top of every rule set.
    """
    named: dict[str, tuple[Schema, str]] = {
        "schema": ({"const": SCHEMA}, "The version of the format."),
        "id": (ref("text"), "Its name in reports. Put a prefix of your own before it: `harbor/staff-physician`."),
        "title": (ref("text"), "The role, as people call it."),
        "version": (ref("text"), "The version of this rule set; in quotes, so that it stays as you wrote it."),
        "summary": (ref("text"), "One or two sentences on the role."),
        "sources": (by_name(ref("source")), "The documents that requirements come from, by names of your own."),
        "parameters": (by_name(ref("parameter")), "What is set for each check, by name; `$name` takes its value."),
        "requirements": (by_name(ref("requirement")), "What the role asks, by id, in the order of the report."),
        "not_checked": (one_or_several(ref("text")), "What is left to people; every report repeats it."),
        "evidence": (ref("evidence"), "The floor of all requirements."),
        "status_lasts": (ref("whole_number"), "For how many days a status without an expiry is taken to go on."),
        "stale_after": (ref("whole_number"), "After how many days a profile is old, and a screening too old to count."),
        "effective": (of_class(Between, vocabulary), "The days for which it is meant, `{from: DATE, until: DATE}`."),
        "reviewed_on": (ref("day"), "The day on which somebody last compared it with its sources."),
        "leads_to": (one_or_several(ref("text")), "The ids of the roles that may come next."),
        "tests": ({}, "Cases that this rule set has to decide as they say."),
    }
    return {name: told(shape, says) for name, (shape, says) in named.items()}


def _overlay() -> dict[str, Schema]:
    """
    The names at the top of a rule set that changes another one.
    """
    because = {"because": ref("because")}
    other = {
        "to": told(ref("default"), "The value that it takes instead."),
        "source": told(ref("text"), "The source that the new value comes from."),
        "note": told(ref("text"), "For readers of the file."),
    }
    value = table({**other, **because}, ["to", "because"])
    return {
        "extends": told(ref("text"), "The rule set that this one changes: an id, or a path such as `./base.yaml`."),
        "set": by_name(value, description="Other defaults for parameters, by name."),
        "change": by_name(ref("change"), description="What changes in requirements, by id."),
        "remove": by_name(table(because, ["because"]), description="Requirements that are left out, by id."),
    }


def _about() -> dict[str, Schema]:
    """
    What a requirement, and a change of one, may say besides its criterion.
    """
    named: dict[str, tuple[Schema, str]] = {
        "title": (ref("text"), "What readers see; the criterion's own words if not given."),
        "level": (ref("level"), "What it does to the decision; `required` if not given."),
        "basis": (ref("basis"), "Where it comes from; a source and its section."),
        "evidence": (ref("evidence"), "The least support that counts for it."),
        "when": (ref("condition"), "When it applies; always if not given."),
        "note": (ref("text"), "For readers of the file."),
        "because": (ref("text"), "Why it is added; in a rule set that extends another."),
    }
    return {name: told(shape, says) for name, (shape, says) in named.items()}


def _change() -> Schema:
    """
    A change of a requirement: other settings of its kind, or another criterion altogether.
    """
    settings = {"type": "object", "minProperties": 1, "description": "Other values for some settings of its criterion."}
    other = told(ref("criterion"), "Another criterion instead of its own.")
    properties = {"settings": settings, "criterion": other, **_about(), "because": ref("because")}
    return {
        "description": "What changes in one requirement; the rest stays.",
        **table(properties, ["because"], minProperties=2),
        "not": {"required": ["settings", "criterion"]},
    }


def _parameter() -> Schema:
    """
    A parameter: either of a type, or one of a list.
    """
    named: dict[str, tuple[Schema, str]] = {
        "type": (one_of(TYPES), "What it takes."),
        "one_of": (one_or_several(ref("text")), "Instead of a type: the values to choose from."),
        "default": (ref("default"), "The value where none is given: one value, or a list of those that hold since a day."),
        "title": (ref("text"), "What it is called where it is asked for."),
        "unit": (ref("text"), "What a number counts: years, hours."),
        "source": (ref("text"), "The source that the default comes from."),
        "note": (ref("text"), "For readers of the file."),
    }
    properties = {name: told(shape, says) for name, (shape, says) in named.items()}
    return {
        **table(properties, description="A value that is set for each check."),
        "oneOf": [{"required": ["type"]}, {"required": ["one_of"]}],
    }


def _dated() -> Schema:
    """
    A value, or the values that hold since certain days.
    """
    since: dict[str, Schema] = {
        "since": told(ref("day"), "The first day on which it holds."),
        "value": ref("text"),
        "source": told(ref("text"), "The source that it comes from."),
        "verified_on": told(ref("day"), "The day on which somebody last compared it with its source."),
    }
    return {"anyOf": [ref("text"), *one_or_several(table(since, ["since", "value"]))["anyOf"]]}


def _described(shape: Schema, says: Mapping[str, str], description: str) -> Schema:
    properties = {name: told(each, says.get(name)) for name, each in shape["properties"].items()}
    return {**shape, "properties": properties, "description": description}


def _classes(kinds: Kinds) -> list[Any]:
    """
    The kinds, and the classes that they hold.
    """
    found: dict[Any, None] = {}
    ahead: list[Any] = list(kinds.values())
    while ahead:
        kind = ahead.pop()
        if kind in found:
            continue
        found[kind] = None
        ahead += [each for field in attrs.fields(attrs.resolve_types(kind)) for each in _inside(field.type)]
    return list(found)


def _inside(wanted: Any) -> list[Any]:
    """
    The attrs classes that a type names.
    """
    if isinstance(wanted, type) and attrs.has(wanted):
        return [wanted]
    return [inner for each in getattr(wanted, "__args__", ()) for inner in _inside(each)]


SOURCE = {
    "title": "What the document is called.",
    "file": "The file in which it is kept.",
    "url": "Where it can be read.",
    "publisher": "Who published it.",
    "published": "When it was published, as it says.",
    "read_on": "The full date on which it was read.",
    "note": "Anything else.",
}
BASIS = {
    "source": "A name under `sources`.",
    "section": "The place in it.",
    "note": "What another source says, where the two differ.",
}
