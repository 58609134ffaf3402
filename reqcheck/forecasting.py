"""
The forecast: on which days what follows for a candidate will change, facts held fixed.

Positions that are open go on.  Every requirement is assessed again on its own turning points and on
no other day; each change is confirmed by the day before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

import attrs

from reqcheck.dates import shifted
from reqcheck.evaluation import assess, decide, evaluate, promises
from reqcheck.evidence import Reason
from reqcheck.finding import Finding
from reqcheck.report import Decision, Outcome, Report
from reqcheck.turning import turning_points_of

if TYPE_CHECKING:
    from reqcheck.criterion import Context
    from reqcheck.profile import Profile
    from reqcheck.ruleset import BoundRequirement, BoundRuleSet

#: The decisions that let a candidate in.
FAVORABLE = (Decision.QUALIFIED, Decision.QUALIFIED_ON_CONDITION)


@attrs.frozen
class Change:
    """
    A day on which the status of some requirement changes, or whether it counts on a promise: those *outcomes*, and
    the decision from then on.
    """

    on: date
    decision: Decision
    outcomes: tuple[Outcome, ...]


@attrs.frozen
class Forecast:
    """
    What follows for a candidate from the day of a report *until* another, both included.

    It is *exact* where every kind declared its turning points and every change was confirmed.
    """

    report: Report
    until: date
    changes: tuple[Change, ...]
    exact: bool = True

    @property
    def stretches(self) -> tuple[tuple[date, date, Decision], ...]:
        """
        The decisions in order: each from its first day to its last.
        """
        found = [(self.report.as_of, self.report.decision)]
        found += [(each.on, each.decision) for each in self.changes]
        turns = [found[0], *(now for before, now in pairwise(found) if now[1] is not before[1])]
        ends = [*(shifted(day, -1) for day, _ in turns[1:]), self.until]
        return tuple((first, last, decision) for (first, decision), last in zip(turns, ends, strict=True))

    @property
    def next_change(self) -> date | None:
        """
        The first day with another decision.
        """
        return self.stretches[1][0] if len(self.stretches) > 1 else None

    @property
    def qualified_from(self) -> date | None:
        """
        The first day on which the candidate is qualified, on condition or outright.
        """
        return next((first for first, _, decision in self.stretches if decision in FAVORABLE), None)

    @property
    def qualified_until(self) -> date | None:
        """
        The last day of the first time in which the candidate is qualified; None if it does not end.
        """
        last = None
        for _, end, decision in self.stretches:
            if decision in FAVORABLE:
                last = end
            elif last is not None:
                return last
        return None

    def to_json(self) -> str:
        """
        The forecast as a JSON document, `reqcheck.forecast/1`.
        """
        from reqcheck.rendering.forecast import forecast_to_json

        return forecast_to_json(self)


def foresee(
    profile: Profile, bound: BoundRuleSet, context: Context, until: date, later: Sequence[BoundRuleSet] = ()
) -> Forecast:
    """
    The forecast of *profile* from the context's day *until* another: a pure function of its arguments.

    *later* has the rule set bound anew for each day on which the value of a parameter changes.
    """
    report = evaluate(profile, bound, context)
    agenda = _Agenda(profile.whole, report, context, until, later)
    changes = []
    while (day := agenda.next_day()) is not None:
        changed = agenda.assess(day)
        if changed:
            changes.append(Change(day, agenda.decision, changed))
    return Forecast(report, until, tuple(changes), agenda.exact)


class _Agenda:
    """
    Which requirement is to be assessed on which day, and how each stands so far.
    """

    def __init__(
        self, profile: Profile, report: Report, context: Context, until: date, later: Sequence[BoundRuleSet]
    ) -> None:
        self._profile, self._context, self._until = profile, context, until
        self._later = {each.on: each for each in later if context.on < each.on <= until}
        self._asked = report.bound.requirements
        self._stands = list(report.outcomes)
        self._due: dict[date, set[int]] = {}
        self._last = [context.on] * len(self._stands)
        self._untold: set[int] = set()
        self.exact = True
        for place in range(len(self._stands)):
            self._plan(place, context)

    @property
    def decision(self) -> Decision:
        """
        The decision on the day that was last assessed.
        """
        outcomes = tuple(self._stands)
        return decide(outcomes, promises(outcomes))[0]

    def next_day(self) -> date | None:
        """
        The next day on which anything is due.
        """
        return min((*self._due, *self._later), default=None)

    def assess(self, day: date) -> tuple[Outcome, ...]:
        """
        Assess what is due on a day; returns the outcomes that stand in another way than before.
        """
        changed = []
        seen, context = self._profile.as_of(day), self._context.at(day)
        if day in self._later:
            self._rebind(self._later.pop(day), context)
        for place in sorted(self._due.pop(day)):
            before, now = self._stands[place], self._on(self._asked[place], place, seen, context)
            self._stands[place] = now
            if not _alike(now, before) or (now.finding.outcomes.open and now.status is not before.status):
                self._confirm(place, before, day)
                changed.append(now)
            self._last[place] = day
        return tuple(changed)

    def _rebind(self, bound: BoundRuleSet, context: Context) -> None:
        """
        From this day on the parameters have other values: all is due today, and planned anew.
        """
        self._asked = bound.requirements
        self._due = {context.on: set(range(len(self._asked)))}
        self._untold.clear()
        for place in range(len(self._asked)):
            self._plan(place, context)

    def _plan(self, place: int, context: Context) -> None:
        """
        Enter the turning points of a requirement; one without is not known from the next day on.
        """
        requirement = self._asked[place]
        asked = [each for each in (requirement.asked_of(self._profile), requirement.when) if each is not None]
        days = turning_points_of(asked, self._profile, context, self._until)
        if days is None:
            self.exact = False
            self._untold.add(place)
            days = [shifted(context.on, 1)] if context.on < self._until else []
        self._enter(place, days)

    def _enter(self, place: int, days: Iterable[date]) -> None:
        for day in days:
            if self._last[place] < day <= self._until:
                self._due.setdefault(day, set()).add(place)

    def _on(self, requirement: BoundRequirement, place: int, profile: Profile, context: Context) -> Outcome:
        """
        How a requirement stands in a view of the profile, on the day of a context.
        """
        outcome = assess(requirement, profile, context)
        told = place not in self._untold or outcome.degraded
        return outcome if told else Outcome(outcome.requirement, NOT_TOLD)

    def _confirm(self, place: int, before: Outcome, day: date) -> None:
        """
        On the day before a change all was as it had been; else a turning point was not declared.
        """
        eve = shifted(day, -1)
        if eve > self._last[place]:
            then = self._on(before.requirement, place, self._profile.as_of(eve), self._context.at(eve))
            self.exact = self.exact and _alike(then, before)


def _alike(one: Outcome, other: Outcome) -> bool:
    """
    Whether two outcomes of a requirement can come to the same decision: one that is met on a promise is another.
    """
    return one.finding.outcomes is other.finding.outcomes and bool(one.finding.conditions) is bool(other.finding.conditions)


NOT_TOLD = Finding.undetermined(
    Reason("forecast.not-told", "its kind does not say on which days it changes: not known after the day asked")
)
