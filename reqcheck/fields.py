"""
The fields of a criterion kind: terms of a vocabulary, other criteria, days between two days.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import attrs

from reqcheck.evidence import Nothing


@attrs.frozen(kw_only=True)
class Between:
    """
    The days from one to another, both included; in a rule set `{from: DATE, until: DATE}`.
    """

    from_: date = date.min
    until: date = date.max

    def __attrs_post_init__(self) -> None:
        if self.from_ > self.until:
            msg = f"`from` {self.from_} is after `until` {self.until}; no day is between them"
            raise ValueError(msg)

    @property
    def text(self) -> str:
        """
        The days in words: "from 2015-01-01 until 2020-12-31".
        """
        first = f"from {self.from_}" if self.from_ != date.min else ""
        last = f"until {self.until}" if self.until != date.max else ""
        return " ".join(filter(None, (first, last))) or "at any time"

    def covers(self, day: date) -> bool:
        """
        Whether *day* is one of them.
        """
        return self.from_ <= day <= self.until


TERMS = "reqcheck.terms"
SHORTHAND = "reqcheck.shorthand"
OFFERS = "reqcheck.offers"
OPEN_TERMS = "reqcheck.open"
ALSO = "reqcheck.also"


def terms(vocabulary: str, *, default: Any = (), also: Sequence[str] = (), open_: bool = False) -> Any:
    """
    A field that holds terms of a vocabulary: binding normalizes them and refuses unknown ones.

    Annotate it ``tuple[str, ...]`` for one or several, ``str`` for exactly one.  *also* are words
    that are allowed besides; with *open_* unknown words are kept as they are.
    """
    metadata = {TERMS: vocabulary, ALSO: tuple(also), OPEN_TERMS: open_}
    return attrs.field(default=default, metadata=metadata)


def part(
    *,
    default: Any = attrs.NOTHING,
    shorthand: Mapping[str, Mapping[str, Any]] = Nothing,
    offers: str | None = None,
) -> Any:
    """
    A field that holds another criterion.

    *shorthand* maps a word to the settings it stands for; *offers* names a method that the
    criterion's kind must have.
    """
    return attrs.field(default=default, metadata={SHORTHAND: shorthand, OFFERS: offers})
