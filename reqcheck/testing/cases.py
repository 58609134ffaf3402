"""
Cases: a candidate, a day, and what a rule set should say.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import attrs

from reqcheck.document import NOWHERE, Place
from reqcheck.evidence import Nothing
from reqcheck.profile import Profile
from reqcheck.report import Decision, Status
from reqcheck.ruleset import RuleSet


@attrs.frozen(kw_only=True)
class Expected:
    """
    What a case expects: the *decision*, *statuses* of requirements by id, and the JSON pointers of
    all that is *missing*.  None, or a requirement that is not named, may be anything.
    """

    decision: Decision | None = None
    statuses: Mapping[str, Status] = Nothing
    missing: frozenset[str] | None = None


@attrs.frozen(kw_only=True)
class Case:
    """
    One test: a *profile* as of a day, with parameters and named days, and what is *expected* of it.

    *place* is where its name stands in *file*.
    """

    name: str
    profile: Profile = attrs.field(repr=False)
    as_of: date
    expected: Expected
    parameters: Mapping[str, str] = Nothing
    dates: Mapping[str, date] = Nothing
    file: str = ""
    place: Place = NOWHERE


@attrs.frozen(kw_only=True)
class Suite:
    """
    A rule set with its cases.
    """

    ruleset: RuleSet
    cases: tuple[Case, ...]
