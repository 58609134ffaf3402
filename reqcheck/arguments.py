"""
What a caller hands over: where it is of another type than it must be, a sentence says what to hand over instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TypeVar

from reqcheck.errors import a_value
from reqcheck.profile import Profile
from reqcheck.ruleset import RuleSet

T = TypeVar("T")


def a_profile(given: Profile) -> Profile:
    """
    A candidate; raises `TypeError`.
    """
    if not isinstance(given, Profile):
        msg = f"a candidate is a Profile, not {a_value(given)}; read one with `Profile.from_dict`, `Profile.from_json` or `load_profile`"
        raise TypeError(msg)
    return given


def a_ruleset(given: RuleSet) -> RuleSet:
    """
    A rule set; raises `TypeError`.
    """
    if not isinstance(given, RuleSet):
        msg = f"a rule set is what `load_ruleset` returns, not {a_value(given)}"
        raise TypeError(msg)
    return given


def a_day(given: date, name: str) -> date:
    """
    A day that is called *name*; raises `TypeError`.
    """
    if isinstance(given, datetime):
        msg = f"`{name}` is a day, not a datetime; hand over its `.date()`"
        raise TypeError(msg)
    if not isinstance(given, date):
        msg = f"`{name}` is a date, such as date(2026, 11, 22), not {a_value(given)}"
        raise TypeError(msg)
    return given


def all_days(given: Mapping[str, date]) -> tuple[tuple[str, date], ...]:
    """
    Named days, in the order of their names; raises `TypeError`.
    """
    return tuple((name, a_day(day, name)) for name, day in sorted(_by_name(given, "dates").items())) if given else ()


def all_values(given: Mapping[str, object]) -> tuple[tuple[str, str, str], ...]:
    """
    The names, types and texts of parameters: the same for the same values; raises `TypeError`.
    """
    values = _by_name(given, "parameters")
    return tuple(sorted((name, type(value).__name__, str(value)) for name, value in values.items()))


def a_list(given: Iterable[T], name: str) -> Iterable[T]:
    """
    Several things that are called *name*, and not a single one; raises `TypeError`.
    """
    if isinstance(given, str | bytes | Mapping | Profile):
        msg = f"`{name}` is a list, not {a_value(given)}; put a single one in brackets"
        raise TypeError(msg)
    return given


def a_name(given: T) -> T:
    """
    The name of a rule set, or the path of its file; raises `TypeError`.
    """
    if not (isinstance(given, str) or hasattr(given, "__fspath__")):
        msg = f"a rule set is named by its id or by a path, not {a_value(given)}"
        raise TypeError(msg)
    return given


def a_text(given: str, what: str) -> str:
    """
    The text of something; raises `TypeError`.
    """
    if not isinstance(given, str):
        msg = f"{what} is read from a str here, not from {a_value(given)}"
        raise TypeError(msg)
    return given


def _by_name(given: Mapping[str, T], name: str) -> Mapping[str, T]:
    if not isinstance(given, Mapping):
        msg = f"`{name}` is a mapping from names to values, not {a_value(given)}"
        raise TypeError(msg)
    return given
