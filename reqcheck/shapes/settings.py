"""
The shape of settings: what a rule set may write for the fields of a kind of criterion.

YAML shows an editor types (`yes` may be true, `1.10` a number) where reqcheck reads the text by the
type that a field wants; so every scalar is allowed in each of its spellings.
"""

from __future__ import annotations

import inspect
import re
from datetime import date
from fractions import Fraction
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

import attrs

from reqcheck.criterion import Criterion
from reqcheck.dates import Span
from reqcheck.fields import ALSO, SHORTHAND, TERMS
from reqcheck.ruleset import Level
from reqcheck.shapes.pieces import DAY, Schema, one_of, one_or_several, ref, table, told
from reqcheck.strength import Floor, Strength
from reqcheck.vocabulary import Terms, Vocabulary

#: Anything but a list or a mapping: whatever YAML takes it for, its text is read.
TEXT: Schema = {"not": {"type": ["array", "object"]}}
#: What stands for a type of settings, by the name under which a schema defines it.
SCALARS: dict[Any, str] = {
    str: "text",
    int: "whole_number",
    bool: "yes_or_no",
    Fraction: "number",
    date: "day",
    Span: "length_of_time",
    Floor: "evidence",
    Criterion: "criterion",
}
#: Words that an editor may take for true and false.
SPELLED = {"yes": True, "no": False}


def scalars() -> dict[str, Schema]:
    """
    The shapes of single values, by the names that `SCALARS` has.
    """
    return {
        "text": {**TEXT, "description": "Text; what YAML takes for a number or for true is read as text, too."},
        "placeholder": {
            "type": "string",
            "pattern": r"^\$",
            "description": "`$name`: the value of the parameter of that name.",
        },
        "number": _or_placeholder({"type": "number", "minimum": 0}, "A number such as 5 or 2.5, without quotes."),
        "whole_number": _or_placeholder({"type": "integer", "minimum": 0}, "A whole number, without quotes."),
        "yes_or_no": _or_placeholder(one_of(("yes", "no", True, False, "true", "false")), "`yes` or `no`."),
        "day": _or_placeholder({"type": "string", "pattern": DAY}, "A full date such as 2015-01-01."),
        "length_of_time": {
            "description": "A length of time: `{years: N}`, `{months: N}` or `{days: N}`.",
            **table({unit: _length(unit) for unit in ("years", "months", "days")}, minProperties=1, maxProperties=1),
        },
        "evidence": {
            "description": "A floor: the least support that counts, and how recent a verification has to be.",
            **table({"at_least": words(each.word for each in Strength), "within_last": ref("length_of_time")}),
        },
        "level": one_of(
            (each.value for each in Level),
            description="`required` decides; `review` sends the file to a person; `preferred` never decides.",
        ),
    }


def words_of(terms: Terms, also: tuple[str, ...] = ()) -> Schema:
    """
    A word of a vocabulary: every spelling is accepted, the codes of terms and groups are offered.
    """
    known = [*also, *terms.groups, *terms.terms]
    what = terms.name.replace("_", " ")
    return {**TEXT, "description": f"One of the {what}, in any usual spelling, or a group of them.", "examples": known}


def words(known: Any) -> Schema:
    """
    One of the words that a setting knows, as an editor may see it.
    """
    listed = list(known)
    seen = [SPELLED[each] for each in listed if each in SPELLED]
    return {"anyOf": [one_of([*listed, *seen]), ref("placeholder")]}


def of_class(kind: type, vocabulary: Vocabulary, beside: dict[str, Schema] | None = None) -> Schema:
    """
    The mapping that an attrs class is written as, with names *beside* its own.
    """
    fields = [each for each in attrs.fields(attrs.resolve_types(kind)) if each.init]
    needed = [name_of(each) for each in fields if each.default is attrs.NOTHING]
    own = {name_of(each): told(of_field(each, vocabulary), saying(kind, each.name)) for each in fields}
    return table({**(beside or {}), **own}, needed)


def name_of(field: Any) -> str:
    """
    The name of a setting, without the underscore that Python needs.
    """
    name: str = field.name.rstrip("_")
    return name


def of_field(field: Any, vocabulary: Vocabulary) -> Schema:
    """
    What may stand for one setting.
    """
    if TERMS in field.metadata:
        name, also = field.metadata[TERMS], field.metadata[ALSO]
        word = words_of(vocabulary[name], also) if also else ref(f"terms.{name}")
        shape = one_or_several(word) if get_origin(field.type) is tuple else word
    elif field.metadata.get(SHORTHAND):
        shape = {"anyOf": [words(field.metadata[SHORTHAND]), ref("criterion")]}
    else:
        shape = of_type(field.type, vocabulary)
    return {**shape, **_default(field.default)}


def of_type(wanted: Any, vocabulary: Vocabulary) -> Schema:
    """
    What may stand for a setting of a type that rule sets can write.
    """
    origin, arguments = get_origin(wanted), get_args(wanted)
    if wanted == Span | str:
        return {"anyOf": [ref("length_of_time"), ref("text")]}
    if origin in (Union, UnionType):
        return of_type(next(each for each in arguments if each is not NoneType), vocabulary)
    if origin is tuple:
        return one_or_several(of_type(arguments[0], vocabulary))
    if origin is Literal:
        return words(arguments)
    if wanted is Strength:
        return words(each.word for each in Strength)
    return ref(SCALARS[wanted]) if wanted in SCALARS else of_class(wanted, vocabulary)


def described(kind: type) -> str:
    """
    What the docstring of a kind says, a line for each paragraph, with its settings as code.
    """
    paragraphs = re.sub(r"\*(\w+)\*", r"`\1`", inspect.cleandoc(kind.__doc__ or "")).split("\n\n")
    return "\n\n".join(" ".join(each.split()) for each in paragraphs)


def saying(kind: type, name: str) -> str | None:
    """
    The sentence in the docstring of a kind that names a setting, if one does.
    """
    text = " ".join(described(kind).split())
    sentences = re.split(r"(?<=\.)\s+", text)
    return next((each for each in sentences if f"`{name.rstrip('_')}`" in each), None)


def _default(value: Any) -> Schema:
    """
    The value that is taken where nothing is written, as a rule set would write it.
    """
    if isinstance(value, bool):
        return {"default": "yes" if value else "no"}
    if isinstance(value, str | int):
        return {"default": value}
    return {"default": list(value) if len(value) > 1 else value[0]} if isinstance(value, tuple) and value else {}


def _or_placeholder(shape: Schema, description: str) -> Schema:
    return {"description": description, "anyOf": [shape, ref("placeholder")]}


def _length(unit: str) -> Schema:
    number = {"type": "integer" if unit == "days" else "number", "exclusiveMinimum": 0}
    return {"anyOf": [number, ref("placeholder")]}
