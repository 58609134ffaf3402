"""
The career path: the roles that lead to another, and for each the decision, the day it is reached and the gap.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING

import attrs

from reqcheck.report import Decision

if TYPE_CHECKING:
    from reqcheck.forecasting import Forecast
    from reqcheck.gaps import GapAnalysis
    from reqcheck.ruleset import RuleSet


@attrs.frozen
class Rung:
    """
    One role on the way: what follows for the candidate over time, and what stands in between now.
    """

    forecast: Forecast
    gap: GapAnalysis

    @property
    def ruleset(self) -> RuleSet:
        """
        The rule set of the role.
        """
        return self.forecast.report.bound.ruleset

    @property
    def decision(self) -> Decision:
        """
        The decision now.
        """
        return self.forecast.report.decision

    @property
    def reached(self) -> date | None:
        """
        The first day on which time alone qualifies for the role; None if it never does.
        """
        return self.forecast.qualified_from


@attrs.frozen
class CareerPath:
    """
    The rungs to a role, the lowest first; the last one is the role itself.
    """

    rungs: tuple[Rung, ...]

    def to_json(self) -> str:
        """
        The path as a JSON document, `reqcheck.path/1`.
        """
        from reqcheck.rendering.career import path_to_json

        return path_to_json(self)


def roles_to(role: str, leads_to: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """
    The ids of the roles that lead to *role*, the farthest first, and *role* itself.

    *leads_to* has for each role those that may come next.  Roles that lead to each other are named once.
    """
    steps = {role: 0}
    ahead = [role]
    for each in ahead:
        before = sorted(name for name, following in leads_to.items() if each in following and name not in steps)
        steps.update(dict.fromkeys(before, steps[each] + 1))
        ahead += before
    return tuple(sorted(steps, key=lambda name: (-steps[name], name)))


def climb(
    role: str,
    leads_to: Mapping[str, tuple[str, ...]],
    rung: Callable[[str], Rung],
) -> CareerPath:
    """
    The path to a role, each of its rungs made by its id.
    """
    return CareerPath(tuple(rung(each) for each in roles_to(role, leads_to)))
