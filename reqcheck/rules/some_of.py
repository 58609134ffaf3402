"""
Some of several criteria: at least a number of the parts that apply hold.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

import attrs

from reqcheck import (
    Considered,
    Context,
    Criterion,
    Finding,
    Profile,
    considered_parts,
    graded,
    hookimpl,
    parts_of,
    turning_points_of,
    words_of,
)


@attrs.frozen(kw_only=True)
class SomeOf:
    """
    At least *at_least* of the parts that apply hold; the number is not lowered where parts drop out.
    """

    kind: ClassVar[str] = "some_of"

    at_least: int = graded(stricter="more")
    of: tuple[Criterion, ...]

    def __attrs_post_init__(self) -> None:
        if not 1 <= self.at_least <= len(self.of):
            msg = f"`at_least` is from 1 to {len(self.of)}, the number of criteria, not {self.at_least}"
            raise ValueError(msg)

    def assess(self, profile: Profile, context: Context) -> Finding:
        return Finding.some_of(self.at_least, parts_of(self.of, profile, context))

    def considered(self, profile: Profile, context: Context) -> list[Considered]:
        return considered_parts(self.of, profile, context)

    def turning_points(self, profile: Profile, context: Context, until: date) -> Iterable[date] | None:
        return turning_points_of(self.of, profile, context, until)

    def words(self) -> str:
        return words_of(f"at least {self.at_least} of", self.of)


@hookimpl
def reqcheck_criteria() -> list[type[Criterion]]:
    return [SomeOf]
