"""
Dated values: what a parameter is from a day on, until another day's value takes its place.
"""

from __future__ import annotations

from datetime import date

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
