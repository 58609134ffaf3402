"""
Stretches of time in which the parameters of a rule set keep their values, where those are dated.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

import attrs

from reqcheck.dates import shifted
from reqcheck.evaluation import evaluate
from reqcheck.obstacles import blocking, days_met

if TYPE_CHECKING:
    from reqcheck.criterion import Context
    from reqcheck.profile import Profile
    from reqcheck.ruleset import BoundRequirement, BoundRuleSet


@attrs.frozen
class LaterValue:
    """
    The *value* that a dated *parameter* takes on the day *since*, and the *requirements* in the way that depend on it.
    """

    parameter: str
    value: str
    since: date
    requirements: tuple[str, ...]


@attrs.frozen
class Stretches:
    """
    A rule set bound for each stretch, the first of which begins on the day asked.
    """

    bounds: tuple[BoundRuleSet, ...]

    @property
    def turns(self) -> tuple[date, ...]:
        """
        The days on which a stretch begins, but for the first.
        """
        return tuple(each.on for each in self.bounds[1:])

    def on(self, day: date) -> BoundRuleSet:
        """
        The rule set with the values that its parameters have on a day.
        """
        found = next(each for each in reversed(self.bounds) if each.on <= day)
        return found if found.on == day else attrs.evolve(found, on=day)

    def requirement(self, name: str, day: date) -> BoundRequirement:
        """
        A requirement as it is on a day.
        """
        return next(each for each in self.on(day).requirements if each.id == name)

    def days_met(self, name: str, profile: Profile, context: Context, until: date) -> Iterator[date]:
        """
        The first days in each stretch on which a requirement comes to be met, or not to be asked, by time alone.
        """
        ends = [*(shifted(each, -1) for each in self.turns), until]
        for bound, last in zip(self.bounds, ends, strict=True):
            if bound.on > until:
                return
            asked = self.requirement(name, bound.on)
            then = context if bound.on == context.on else context.at(bound.on)
            alone = attrs.evolve(bound, requirements=(asked,))
            if then is not context and not blocking(evaluate(profile, alone, then)):
                yield bound.on
            if asked.criterion is not None and asked.when is None:
                yield from days_met(asked.criterion, profile, then, min(last, until))

    def later_values(self, profile: Profile, context: Context, until: date, now: Collection[str]) -> Iterator[LaterValue]:
        """
        The values that parameters take until a day, if a requirement depends on it that is in the way *now* or then.
        """
        for before, bound in pairwise(self.bounds):
            if bound.on > until:
                return
            then = {each.id for each in blocking(evaluate(profile, bound, context.at(bound.on)))}
            concerned = [each for each in bound.ruleset.requirements if each.id in now or each.id in then]
            for name in bound.defaults:
                asking = tuple(each.id for each in concerned if name in bound.ruleset.parameters_of(each))
                if asking and bound.parameters[name] != before.parameters.get(name):
                    yield LaterValue(name, bound.parameters[name], bound.on, asking)
