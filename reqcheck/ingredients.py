"""
Ingredients: records that two versions of a requirement may judge differently, and the days that matter to them.

They come from the criteria themselves: what a kind offers as remedies, for its settings as they are and as
each of them could be, on the day asked and so long before it that what takes time is done.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Any, get_args

import attrs

from reqcheck.dates import Span, shifted
from reqcheck.drafts import blank, finished
from reqcheck.fields import GRADED, TERMS, Between
from reqcheck.isolation import isolated
from reqcheck.obstacles import leaves_of
from reqcheck.profile import Profile
from reqcheck.remedies import Operation, Remedy

if TYPE_CHECKING:
    from reqcheck.criterion import Context, Criterion
    from reqcheck.vocabulary import Vocabulary

Patch = tuple[Operation, ...]
#: How many years before the day asked things are begun, so that what takes time is done.
YEARS_AGO = (0, 1, 2, 3, 5, 8, 13, 21)
#: How many variants of a criterion, and how many terms of a group, are tried.
VARIANTS, TERMS_TRIED = 40, 6


def ingredients(old: Criterion | None, new: Criterion | None, context: Context) -> list[Patch]:
    """
    Patches that show one of two criteria, or a part of one with a setting of the other, each once.
    """
    found: dict[str, Patch] = {}
    leaves = [*leaves_of(old), *leaves_of(new)]
    for leaf in leaves:
        others = [each for each in leaves if each.kind == leaf.kind]
        for variant in islice(_variants(leaf, others, context.vocabulary), VARIANTS):
            for patch in shown_by(variant, context):
                found.setdefault(repr(patch), patch)
    for patch in _adverse(leaves, context):
        found.setdefault(repr(patch), patch)
    return list(found.values())


def shown_by(criterion: Criterion, context: Context) -> Iterator[Patch]:
    """
    What the kind of a criterion offers to somebody of whom nothing is known, or nothing is to be found,
    on the day asked and years before.
    """
    offer = getattr(criterion, "remedies", None)
    if offer is None:
        return
    day = context.on
    for years in YEARS_AGO:
        then = context.at(Span(months=-12 * years).after(day) if years else day)
        for document in ({"schema": "reqcheck.profile/1"}, finished(blank(then.on))):
            yield from (each.patch for each in _offered(offer, Profile.from_dict(document), then) if each.patch)


def _offered(offer: Any, profile: Profile, context: Context) -> list[Remedy]:
    """
    The remedies of a kind, or none where it fails.
    """

    def remedies() -> list[Remedy]:
        offered = islice(offer(profile.as_of(context.on), context.afresh()), 20)
        return [each for each in offered if isinstance(each, Remedy)]

    return isolated(remedies, lambda _: [])


def _adverse(leaves: Sequence[Any], context: Context) -> Iterator[Patch]:
    """
    Records of what there may not be: a sanction of every kind that is asked about.
    """
    asked = [(each, getattr(leaf, each.name)) for leaf in leaves for each in attrs.fields(type(leaf)) if each.metadata.get(TERMS) == "sanctions"]
    codes = {code for field, value in asked for code in _singles(value, field, context.vocabulary)}
    for code in sorted(codes):
        record = {"kind": code, "effective": shifted(context.on, -30).isoformat(), "status": "open"}
        yield ({"op": "add", "path": "/sanctions/-", "value": record},)


# -- variants -------------------------------------------------------------------------------


def _variants(leaf: Any, others: Sequence[Any], vocabulary: Vocabulary) -> Iterator[Any]:
    """
    The leaf, and the leaf with one setting otherwise; parts that it asks for besides.
    """
    yield leaf
    for field in attrs.fields(type(leaf)):
        if not field.init:
            continue
        here = getattr(leaf, field.name)
        for value in dict.fromkeys(_values(field, [here, *(getattr(each, field.name) for each in others)], vocabulary)):
            if value != here and (variant := _with(leaf, field.name, value)) is not None:
                yield variant
        if hasattr(here, "assess"):
            yield from leaves_of(here)


def _values(field: Any, given: Sequence[Any], vocabulary: Vocabulary) -> Iterator[Any]:
    """
    The values that are tried for a field: those given, each of a list, each word there is.
    """
    yield from given
    for value in given:
        if isinstance(value, tuple) and not isinstance(value, Span):
            yield from ((each,) for each in _singles(value, field, vocabulary))
    grade = field.metadata.get(GRADED)
    yield from () if grade is None or isinstance(grade, str) else grade
    yield from (each for each in get_args(field.type) if isinstance(each, str))


def _singles(value: Any, field: Any, vocabulary: Vocabulary) -> Iterator[Any]:
    """
    Each of several values; of a group some of its terms.
    """
    for each in value:
        known = vocabulary[field.metadata[TERMS]] if TERMS in field.metadata else None
        if known is None or each not in known.groups:
            yield each
        else:
            yield from islice((term.code for term in known if term.among((each,))), TERMS_TRIED)


def _with(leaf: Any, name: str, value: Any) -> Any:
    try:
        return attrs.evolve(leaf, **{name: value})
    except (ValueError, TypeError):
        return None


# -- days -----------------------------------------------------------------------------------


def days_at_stake(criteria: Iterable[Criterion | None], on: date, lasts: Iterable[int]) -> list[date]:
    """
    The days asked and those at which a setting of one of some criteria turns, each with the day before
    and after it, and days between them; *lasts* are further numbers of days.
    """
    settings = (value for each in criteria for value in settings_in(each))
    edges = {on, *(shifted(on, -each) for each in lasts), *(day for each in settings for day in _edges(each, on))}
    known = sorted(edges)
    middles = {shifted(one, (other - one).days // 2) for one, other in pairwise(known)}
    return sorted({shifted(day, step) for day in edges for step in (-1, 0, 1)} | middles)


def settings_in(value: Any) -> Iterator[Any]:
    """
    Every setting inside of a criterion, as deep as they lie.
    """
    if isinstance(value, Span | Between):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from settings_in(each)
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            inner = getattr(value, field.name)
            yield from ((field.name, inner),) if isinstance(inner, int | Fraction) and not isinstance(inner, bool) else settings_in(inner)


def _edges(setting: Any, on: date) -> Iterator[date]:
    if isinstance(setting, Span):
        yield from (setting.before(on), setting.after(on))
    elif isinstance(setting, Between):
        yield from (day for day in (setting.from_, setting.until) if day not in (date.min, date.max))
    else:
        name, number = setting
        lengths = {"years": (number * 365, number * 364), "months": (number * 30, number * 31), "days": (number,)}.get(name, ())
        yield from (shifted(on, -int(each)) for each in lengths)
        if name in ("years", "months"):
            yield Span(months=int(number * (12 if name == "years" else 1))).before(on)


