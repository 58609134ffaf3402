"""
Whether a rule set could write the settings of a criterion kind, asked when a plugin offers one; and whether
those that it wrote fit.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

import attrs

from reqcheck.criterion import Criterion
from reqcheck.dates import Span
from reqcheck.fields import TERMS
from reqcheck.isolation import isolated
from reqcheck.strength import Floor, Strength
from reqcheck.vocabulary import Vocabulary

SCALARS = (str, int, bool, Fraction, date, Span, Floor, Criterion, Strength)


def check_kind(kind: type) -> None:
    """
    Raises `ValueError` where a rule set could not write a kind's settings.
    """
    try:
        fields = attrs.fields(attrs.resolve_types(kind))
    except NameError as problem:
        msg = f"the types of `{kind.__name__}` cannot be resolved: {problem}"
        raise ValueError(msg) from None
    for each in fields:
        if each.init and not _writable(each.type):
            msg = f"`{each.name}` is of a type that no rule set can write; use str, int, bool, Fraction, date, Span or a tuple"
            raise ValueError(msg)


def check_terms(kind: type, vocabulary: Vocabulary) -> None:
    """
    Raises `ValueError` where a setting holds terms of a vocabulary that there is not.
    """
    for each in attrs.fields(kind):
        if TERMS in each.metadata:
            try:
                vocabulary[each.metadata[TERMS]]
            except KeyError as problem:
                msg = f"`{each.name}`: {problem.args[0]}"
                raise ValueError(msg) from None


def _writable(wanted: Any) -> bool:
    """
    A type that settings can be read into.
    """
    arguments = get_args(wanted)
    if get_origin(wanted) in (Union, UnionType):
        inner = [each for each in arguments if each is not NoneType]
        return wanted == Span | str or (len(inner) == 1 and _writable(inner[0]))
    if get_origin(wanted) is tuple:
        return len(arguments) == 2 and arguments[1] is Ellipsis and _writable(arguments[0])
    if get_origin(wanted) is Literal or wanted in SCALARS:
        return True
    if not isinstance(wanted, type) or not attrs.has(wanted):
        return False
    return all(_writable(each.type) for each in attrs.fields(attrs.resolve_types(wanted)))


def unfit(criterion: Criterion, vocabulary: Vocabulary) -> str | None:
    """
    Why the settings of a criterion do not go together, or with the vocabulary; None where its kind finds no fault.
    """
    fits: Any = getattr(criterion, "fits", None)
    if fits is None:
        return None

    def ask() -> None:
        fits(vocabulary)

    def told(problem: BaseException) -> str:
        if isinstance(problem, ValueError):
            return str(problem)
        return f"`{criterion.kind}` could not say whether its settings fit: {type(problem).__name__}"

    return isolated(ask, told)
