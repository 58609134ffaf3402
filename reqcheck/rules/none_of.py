"""
None of several criteria: no part that applies holds.
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
    hookimpl,
    parts_of,
    turning_points_of,
    words_of,
)


@attrs.frozen(kw_only=True)
class NoneOf:
    """
    No part that applies holds.
    """

    kind: ClassVar[str] = "none_of"

    of: tuple[Criterion, ...]

    def assess(self, profile: Profile, context: Context) -> Finding:
        return Finding.none_of(parts_of(self.of, profile, context))

    def considered(self, profile: Profile, context: Context) -> list[Considered]:
        return considered_parts(self.of, profile, context)

    def turning_points(self, profile: Profile, context: Context, until: date) -> Iterable[date] | None:
        return turning_points_of(self.of, profile, context, until)

    def words(self) -> str:
        return words_of("none of", self.of)


@hookimpl
def reqcheck_criteria() -> list[type[Criterion]]:
    return [NoneOf]
