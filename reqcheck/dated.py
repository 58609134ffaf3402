"""
Dated values: what a parameter is from a day on, until another day's value takes its place.
"""

from __future__ import annotations

from datetime import date
from typing import TypeAlias

import attrs


@attrs.frozen(kw_only=True)
class Dated:
    """
    A value from the day *since* on, the source that says so, and the day on which somebody last looked.
    """

    since: date
    value: str
    source: str | None = None
    verified_on: date | None = None


#: The default of a parameter: one value, several with their days, or none.
Default: TypeAlias = str | tuple[Dated, ...] | None
