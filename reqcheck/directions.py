"""
Stricter or looser: what the change of one setting does to those who meet a criterion.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import attrs

from reqcheck.dates import Span
from reqcheck.fields import GRADED, MOST, TERMS, UNLESS, WHERE, Between

if TYPE_CHECKING:
    from reqcheck.strength import Floor
    from reqcheck.vocabulary import Terms, Vocabulary

#: Values of settings that ask for nothing.
UNSET: tuple[object, ...] = (None, ())


class Direction(enum.StrEnum):
    """
    What a change does: *stricter* lets nobody in who was out, *looser* turns nobody away who was in;
    *changed* says no more than that.
    """

    STRICTER = "stricter"
    LOOSER = "looser"
    CHANGED = "changed"

    @property
    def reversed(self) -> Direction:
        """
        What the change back does, and what the same change does under `none_of`.
        """
        return {STRICTER: LOOSER, LOOSER: STRICTER}.get(self, self)


STRICTER, LOOSER, CHANGED = Direction


def together(directions: Iterable[Direction | None]) -> Direction | None:
    """
    What several changes do together; None where each of them is one of words.
    """
    found = {each for each in directions if each is not None}
    return found.pop() if len(found) == 1 else CHANGED if found else None


def by_grade(old: Any, new: Any, field: Any, vocabulary: Vocabulary) -> Direction:
    """
    What it does that a setting has the *new* value, by what its field declares.

    To set what was not set is stricter, and the opposite is looser, where a direction is declared at all
    and something that is not set asks for nothing.
    """
    grade = field.metadata.get(GRADED)
    if grade is None:
        return CHANGED
    if old in UNSET or new in UNSET:
        unless = field.metadata.get(UNLESS)
        if unless is not None and unless(new if old in UNSET else old):
            return CHANGED
        return STRICTER if old in UNSET else LOOSER
    if not isinstance(grade, str):
        return _on_ladder(old, new, grade)
    if attrs.has(type(old)) and attrs.has(type(new)) and not isinstance(old, Between):
        return _inside(old, new, vocabulary)
    more = _grown(old, new, field, vocabulary)
    if more is None:
        return CHANGED
    return STRICTER if more is (grade == "more") else LOOSER


def same_terms(old: Any, new: Any, field: Any, vocabulary: Vocabulary) -> bool:
    """
    Whether two lists of words stand for the same terms, as a group does for all that it holds.
    """
    if TERMS not in field.metadata or not (isinstance(old, tuple) and isinstance(new, tuple) and old and new):
        return False
    known = vocabulary[field.metadata[TERMS]]
    return _held(old, known) == _held(new, known)


def has_direction(field: Any, *criteria: Any) -> bool:
    """
    Whether a field declares a direction, and so in each of these criteria.
    """
    where = field.metadata.get(WHERE)
    return GRADED in field.metadata and (where is None or all(map(where, criteria)))


def by_floor(old: Floor, new: Floor) -> Direction:
    """
    What it does that evidence has to be above the *new* floor.
    """
    either = old.stricter(new)
    if set(either.within_last) == set(new.within_last) and either.at_least is new.at_least:
        return STRICTER
    if set(either.within_last) == set(old.within_last) and either.at_least is old.at_least:
        return LOOSER
    higher = None if old.at_least is new.at_least else STRICTER if new.at_least > old.at_least else LOOSER
    return together([higher, *_shorter(old.within_last, new.within_last)]) or CHANGED


def _shorter(old: tuple[Span, ...], new: tuple[Span, ...]) -> list[Direction]:
    """
    What it does that verifications have to be so recent.
    """
    if not old or not new:
        return [STRICTER] * bool(new) + [LOOSER] * bool(old)
    longer = (_ordered(fewest_and_most(one), fewest_and_most(other)) for one in old for other in new if one != other)
    return [CHANGED if each is None else LOOSER if each else STRICTER for each in longer]


def _on_ladder(old: Any, new: Any, words: Iterable[str]) -> Direction:
    ladder = list(words)
    if old not in ladder or new not in ladder:
        return CHANGED
    return STRICTER if ladder.index(new) > ladder.index(old) else LOOSER


def _inside(old: Any, new: Any, vocabulary: Vocabulary) -> Direction:
    """
    What the changes of the settings inside of a setting do together; of two kinds nothing can be said.
    """
    if type(old) is not type(new):
        return CHANGED
    pairs = ((getattr(old, each.name), getattr(new, each.name), each) for each in attrs.fields(type(old)))
    found = together(by_grade(one, other, each, vocabulary) for one, other, each in pairs if one != other)
    return found or CHANGED


# -- whether there is more of it ------------------------------------------------------------


def _grown(old: Any, new: Any, field: Any, vocabulary: Vocabulary) -> bool | None:
    """
    Whether the new value is more than the old one; None where neither is certainly more.
    """
    most = [field.metadata[MOST] in (value if isinstance(value, tuple) else (value,)) for value in (old, new)]
    if most[0] is not most[1]:
        return most[1]
    if isinstance(old, int | Fraction) and isinstance(new, int | Fraction):
        return new > old
    if isinstance(old, Span) and isinstance(new, Span):
        return _ordered(fewest_and_most(old), fewest_and_most(new))
    if isinstance(old, Between) and isinstance(new, Between):
        return _ordered(_reach(old), _reach(new))
    if isinstance(old, tuple) and isinstance(new, tuple):
        return _wider(old, new, vocabulary[field.metadata[TERMS]] if TERMS in field.metadata else None)
    return None


def _ordered(old: tuple[int, int], new: tuple[int, int]) -> bool | None:
    """
    Whether the second of two pairs is more in one respect and less in none.
    """
    if old[0] <= new[0] and old[1] <= new[1]:
        return True
    return False if old[0] >= new[0] and old[1] >= new[1] else None


def _reach(between: Between) -> tuple[int, int]:
    return -between.from_.toordinal(), between.until.toordinal()


def fewest_and_most(span: Span) -> tuple[int, int]:
    """
    The fewest and the most days that a span can have.
    """
    years, months = divmod(span.months, 12)
    return span.days + years * 365 + months * 28, span.days + years * 366 + months * 31


def _wider(old: tuple[Any, ...], new: tuple[Any, ...], known: Terms | None) -> bool | None:
    """
    Whether the words of a list, and what their groups hold, are more than before.
    """
    held = [(_held(old, known), _held(new, known))] if known is not None else []
    for before, after in ((frozenset(old), frozenset(new)), *held):
        if before != after and (before <= after or before >= after):
            return before <= after
    return None


@lru_cache(maxsize=1024)
def _held(words: tuple[Any, ...], known: Terms) -> frozenset[Any]:
    """
    The terms that words stand for.  One that *needs* something unless it is named is another thing then.
    """
    terms = {each.code for each in known if each.among(words)}
    named = {(each.code, "named") for each in known if each.code in words and "needs" in each.facts}
    return frozenset({*terms, *named, *(each for each in words if each not in known.groups)})
