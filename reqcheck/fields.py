"""
The fields of a criterion kind: terms of a vocabulary, other criteria, days between two days.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, TypeAlias

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


#: Which change of a setting makes it harder to meet: `more`, `less`, or words from the loosest to the strictest.
Stricter: TypeAlias = str | Sequence[str]

TERMS = "reqcheck.terms"
GRADED = "reqcheck.graded"
MOST = "reqcheck.most"
WHERE = "reqcheck.where"
UNLESS = "reqcheck.unless"
SHORTHAND = "reqcheck.shorthand"
OFFERS = "reqcheck.offers"
OPEN_TERMS = "reqcheck.open"
ALSO = "reqcheck.also"


def graded(
    *,
    default: Any = attrs.NOTHING,
    stricter: Stricter,
    most: str | None = None,
    unless: Callable[[Any], bool] | None = None,
) -> Any:
    """
    A field that says which change of its value is *stricter*, so that fewer meet it and nobody else.

    `more`: a greater number, a longer time, yes for no, more words of a list; `less`: the opposite,
    and fewer days between two; or the words that it may be, from the loosest to the strictest.
    *most* is a word that stands for more than any other value (`ever` for a length of time).
    Whatever is said, a value that is not set asks for nothing: to set it is stricter; *unless* tells of
    which values that is not so, since something else holds where they are not set.
    """
    return attrs.field(default=default, metadata={**_direction(stricter, most), UNLESS: unless})


def terms(
    vocabulary: str,
    *,
    default: Any = (),
    also: Sequence[str] = (),
    open_: bool = False,
    stricter: Stricter | None = None,
    most: str | None = None,
    where: Callable[[Any], bool] | None = None,
) -> Any:
    """
    A field that holds terms of a vocabulary: binding normalizes them and refuses unknown ones.

    Annotate it ``tuple[str, ...]`` for one or several, ``str`` for exactly one.  *also* are words
    that are allowed besides; with *open_* unknown words are kept as they are.  *stricter* and
    *most* are those of `graded`: `less` where any one of the terms will do, `more` where each of them
    is asked; *where* tells of a criterion whether that is so in it.
    """
    metadata = {TERMS: vocabulary, ALSO: tuple(also), OPEN_TERMS: open_, **_direction(stricter, most, where)}
    return attrs.field(default=default, metadata=metadata)


def part(
    *,
    default: Any = attrs.NOTHING,
    shorthand: Mapping[str, Mapping[str, Any]] = Nothing,
    offers: str | None = None,
    stricter: Stricter | None = None,
) -> Any:
    """
    A field that holds another criterion.

    *shorthand* maps a word to the settings it stands for; *offers* names a method that the
    criterion's kind must have.  With *stricter* `more` it is stricter to ask for the part than not to.
    """
    return attrs.field(default=default, metadata={SHORTHAND: shorthand, OFFERS: offers, **_direction(stricter)})


def _direction(
    stricter: Stricter | None, most: str | None = None, where: Callable[[Any], bool] | None = None
) -> dict[str, Any]:
    """
    What a field says of its direction; raises `ValueError` for a word that is none.
    """
    if stricter is None:
        return {}
    if isinstance(stricter, str) and stricter not in ("more", "less"):
        msg = f"`stricter` is `more`, `less` or a list of words from the loosest to the strictest, not `{stricter}`"
        raise ValueError(msg)
    return {GRADED: stricter if isinstance(stricter, str) else tuple(stricter), MOST: most, WHERE: where}
