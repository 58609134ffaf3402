"""
How well a record is supported, and the least that is accepted.
"""

from __future__ import annotations

import enum
from datetime import date
from typing import NamedTuple

from reqcheck.dates import Span
from reqcheck.records import Source


class Strength(enum.IntEnum):
    """
    How well a record is supported: inferred < claimed < documented < verified.
    """

    INFERRED = 0
    CLAIMED = 1
    DOCUMENTED = 2
    VERIFIED = 3

    @property
    def word(self) -> str:
        """
        The word for it in profiles and rule sets.
        """
        return self.name.lower()


INFERRED, CLAIMED, DOCUMENTED, VERIFIED = Strength
_STRENGTHS = {each.word: each for each in Strength}


class Floor(NamedTuple):
    """
    The least strength of evidence that is accepted, and how recent a verification has to be.

    Of several spans all have to hold: which is the shortest depends on the day.
    """

    at_least: Strength = CLAIMED
    within_last: tuple[Span, ...] = ()

    def stricter(self, other: Floor) -> Floor:
        """
        The stricter of two floors in each respect.
        """
        spans = dict.fromkeys((*self.within_last, *other.within_last))
        return Floor(max(self.at_least, other.at_least), tuple(spans))

    def accepts(self, source: Source | None, on: date) -> bool:
        """
        Whether a record from *source* may be relied on on day *on*.
        """
        return self.strength(source, on) >= self.at_least

    def strength(self, source: Source | None, on: date) -> Strength:
        """
        What *source* is worth on day *on*.

        A verification that is older than the floor allows, or undated where a date is asked,
        counts as documented; one made after *on* as claimed.
        """
        said = stated(source)
        if said is not VERIFIED or source is None:
            return said
        day = source.verified_on
        if day is not None and day > on:
            return CLAIMED
        if self.within_last and (day is None or any(each.after(day) < on for each in self.within_last)):
            return DOCUMENTED
        return said


#: The floor that holds where none is stated.
DEFAULT_FLOOR = Floor()


def stated(source: Source | None) -> Strength:
    """
    The strength a source states; claimed where it states none, inferred for a word nobody knows.
    """
    if source is None or source.strength is None:
        return CLAIMED
    return _STRENGTHS.get(source.strength, INFERRED)
