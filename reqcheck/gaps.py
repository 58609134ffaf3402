"""
The gap: the smallest sets of things to do that would make a candidate qualified, and of facts to verify.

Every alternative that is offered was tried: its patches applied, the day moved, and all checked again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING

import attrs

from reqcheck.dates import Span
from reqcheck.errors import ReqcheckError
from reqcheck.evaluation import evaluate
from reqcheck.facts import sets_of_facts
from reqcheck.forecasting import FAVORABLE
from reqcheck.obstacles import Obstacles, blocking, cost, days_met, joined, leaves_of, shared, with_remedies
from reqcheck.remedies import Operation, Remedy, added_by, patch_of
from reqcheck.report import Decision, Outcome, Report
from reqcheck.ruleset import Level
from reqcheck.stretches import LaterValue, Stretches

if TYPE_CHECKING:
    from reqcheck.criterion import Context
    from reqcheck.evidence import Missing
    from reqcheck.profile import Profile
    from reqcheck.ruleset import BoundRuleSet

#: How far ahead waiting is thought of, how many days are tried, and how many alternatives are offered.
AHEAD = Span(months=120)
DAYS = 6
OFFERED = 3
#: How many remedies an alternative has at most for each of its subsets to be tried.
EACH_SUBSET = 3


@attrs.frozen
class Alternative:
    """
    A set of *remedies* that together make the candidate qualified from the day *on*.

    *patch* is what to apply to the profile's document; *decision* was found by doing so.  It is not
    *verified* where a remedy has nothing to apply, so that it is taken for done.  *proven_minimal*
    says that no part of it would do.
    """

    remedies: tuple[Remedy, ...]
    on: date
    days: int
    decision: Decision
    patch: tuple[Operation, ...]
    verified: bool
    proven_minimal: bool

    @property
    def cost(self) -> tuple[int, int, int, int]:
        """
        What the employer would have to waive, the credentials to obtain, the days to wait, what else there is to do.

        Waivers come first, because they close no gap: counted as one more thing to do, a waiver of everything
        would be the least of all ways, for everybody.
        """
        return (*cost(self.remedies)[:2], self.days, cost(self.remedies)[2])


@attrs.frozen
class GapAnalysis:
    """
    What stands between a candidate and a favorable decision.

    *alternatives* are ranked, the least first; *by_time* are the requirements that time alone cures,
    each with its day; *bars* are those that nothing removes but a waiver by the employer.  *later* are
    the values that dated parameters take meanwhile, as far as something in the way depends on them.
    *could_qualify* and *could_settle* are sets of facts that could make a candidate under review
    qualified, or decide either way.  *proven_minimal* says that nothing costs less than the first.
    """

    report: Report
    alternatives: tuple[Alternative, ...] = ()
    by_time: tuple[tuple[str, date], ...] = ()
    by_candidate: tuple[str, ...] = ()
    bars: tuple[str, ...] = ()
    could_qualify: tuple[tuple[Missing, ...], ...] = ()
    could_settle: tuple[tuple[Missing, ...], ...] = ()
    proven_minimal: bool = True
    later: tuple[LaterValue, ...] = ()

    def to_json(self) -> str:
        """
        The gap as a JSON document, `reqcheck.gap/1`.
        """
        from reqcheck.rendering.gap import gap_to_json

        return gap_to_json(self)


def find_gap(
    profile: Profile, bound: BoundRuleSet, context: Context, later: Sequence[BoundRuleSet] = ()
) -> GapAnalysis:
    """
    The gap of *profile* as of the context's day: a pure function of its arguments.

    *later* has the rule set bound anew for each day on which the value of a parameter changes.
    """
    report = evaluate(profile, bound, context)
    if report.decision not in (Decision.NOT_QUALIFIED, Decision.NEEDS_REVIEW):
        return GapAnalysis(report)
    return _Search(profile.whole, report, context, later).gap()


class _Search:
    """
    The search for alternatives, day by day.
    """

    def __init__(self, profile: Profile, report: Report, context: Context, later: Sequence[BoundRuleSet]) -> None:
        self._profile, self._report, self._context = profile, report, context
        self._stretches = Stretches((report.bound, *later))
        self._document = profile.to_dict()
        self._tried: dict[tuple[frozenset[Remedy], date], Report | None] = {}
        self._blocking = blocking(report)
        self._now = Obstacles(report.profile, context)
        self._exact = not shared(each.requirement for each in self._blocking)

    def gap(self) -> GapAnalysis:
        """
        Everything about the gap.
        """
        by_time = tuple(self._cured_by_time())
        days = self._days(day for _, day in by_time)
        bars = {each.id for each in self._blocking if not self._curable(each, days)}
        offered = self._offered(days, {day for _, day in by_time}, bars)
        under_review = self._report.decision is Decision.NEEDS_REVIEW
        last = max((*(each.on for each in offered), *(day for _, day in by_time)), default=self._context.on)
        facts = sets_of_facts(self._blocking if under_review else ())
        return GapAnalysis(
            self._report, offered, by_time,
            by_candidate=tuple(each.id for each in self._blocking if self._now.options(each.requirement)),
            bars=tuple(each.id for each in self._blocking if each.id in bars),
            could_qualify=facts.could_qualify if under_review else (),
            could_settle=facts.could_settle if under_review else (),
            proven_minimal=self._exact and all(each.proven_minimal for each in offered),
            later=tuple(self._stretches.later_values(self._profile, self._context, last, {each.id for each in self._blocking})),
        )

    def _offered(self, days: list[date], by_time: AbstractSet[date], bars: AbstractSet[str]) -> tuple[Alternative, ...]:
        """
        The best alternatives of all days: none that only waits longer, or does more, than another.

        Where nothing needs to be obtained today, no other day is looked at but those that time brings.
        """
        found = list(self._on(days[0], bars))
        free = any(self._price(each)[:3] == (0, 0, 0) and self._completed(each, days[0]) for each in found)
        found += [each for day in days[1:] if not free or day in by_time for each in self._on(day, bars)]
        offered: list[Alternative] = []
        for each in sorted(found, key=self._price):
            if len(offered) < OFFERED and not any(set(other.remedies) <= set(each) for other in offered):
                suffice = self._completed(each, self._day(each))
                one = self._alternative(self._least(suffice)) if suffice is not None else None
                offered += [] if one is None or any(_worse(one, other) for other in offered) else [one]
        return tuple(sorted(offered, key=lambda one: (not one.verified, one.cost)))

    def _cured_by_time(self) -> Iterator[tuple[str, date]]:
        """
        The requirements that are met on some later day if nothing is done, and the first such day.
        """
        until = AHEAD.after(self._context.on)
        for each in self._blocking:
            day = next(self._stretches.days_met(each.id, self._profile, self._context, until), None)
            if day is not None:
                yield each.id, day

    def _days(self, known: Iterable[date]) -> list[date]:
        """
        The days worth trying: today, those on which a criterion comes to be met, and those from which
        what takes time is done.
        """
        today, until = self._context.on, AHEAD.after(self._context.on)
        days = {today, *known, *self._stretches.turns}
        for each in self._blocking:
            days.update(remedy.not_before or today for option in self._now.options(each.requirement) for remedy in option)
            leaves = leaves_of(each.requirement.criterion)
            for leaf in leaves if len(leaves) > 1 else ():
                days.update(days_met(leaf, self._profile, self._context, until))
        found = sorted(each for each in days if today <= each <= until)
        self._exact = self._exact and len(found) <= DAYS
        return found[:DAYS]

    # -- one day ----------------------------------------------------------------------------

    def _on(self, day: date, bars: AbstractSet[str]) -> Iterator[tuple[Remedy, ...]]:
        """
        The sets of remedies that should suffice on a day: today whatever has no other cure may be waived, later
        only what never has one.
        """
        seen, context = self._profile.as_of(day), self._context.at(day)
        today = day == self._context.on
        then = self._report if today else evaluate(self._profile, self._stretches.on(day), context)
        obstacles = self._now if today else Obstacles(seen, context, self._now)
        waived = {each.id for each in blocking(then) if today or each.id in bars}
        choices = [self._options(each, obstacles, day) or [(_waiver(each),)] * (each.id in waived) for each in blocking(then)]
        for option in joined(choices, OFFERED):
            yield option if self._day(option) == day else (_wait(day), *option)

    def _options(self, outcome: Outcome, obstacles: Obstacles, day: date) -> list[tuple[Remedy, ...]]:
        """
        The options for a requirement that are done by a day; what is met today and lapses by then is renewed.
        """
        options = [option for option in obstacles.options(outcome.requirement) if self._day(option) <= day]
        if outcome.id in {each.id for each in self._blocking}:
            return options
        return [tuple(attrs.evolve(each, act="renew" if each.act == "obtain" else each.act) for each in option) for option in options]

    def _curable(self, outcome: Outcome, days: Iterable[date]) -> bool:
        """
        Whether anything that is offered, or time, could cure a requirement on one of the days.
        """
        if self._now.options(outcome.requirement):
            return True
        contexts = ((day, self._context.at(day)) for day in days if day > self._context.on)
        return any(
            Obstacles(self._profile.as_of(day), each, self._now).options(self._stretches.requirement(outcome.id, day))
            for day, each in contexts
        )

    def _completed(self, remedies: tuple[Remedy, ...], day: date) -> tuple[Remedy, ...] | None:
        """
        The remedies, with what else it takes once they are done; None if they do not suffice.
        """
        for _ in range(3):
            report = self._with(remedies, day)
            if report is None or report.decision in FAVORABLE:
                return remedies if report is not None else None
            self._exact = False
            obstacles = Obstacles(report.profile, self._context.at(day))
            choices = [obstacles.options(each.requirement) for each in blocking(report)]
            more = next(iter(joined(choices, OFFERED)), ())
            if not more or any(each in remedies for each in more):
                return None
            remedies = (*remedies, *more)
        return None

    def _least(self, remedies: tuple[Remedy, ...]) -> tuple[Remedy, ...]:
        """
        The remedies without those that are not needed.
        """
        done = with_remedies(self._profile, remedies, self._document)
        for each in remedies:
            fewer = tuple(other for other in remedies if other is not each)
            if not self._needs(each, done, remedies) and self._suffice(fewer, each.requirement):
                return self._least(fewer)
        return remedies

    def _needs(self, remedy: Remedy, done: Profile, remedies: tuple[Remedy, ...]) -> bool:
        """
        Whether its requirement is certainly in the way without the records that a remedy adds.
        """
        added = added_by(self._profile, remedy, remedies)
        day = self._day(remedies)
        asked = tuple(each for each in self._stretches.on(day).requirements if each.id == remedy.requirement)
        if not added or not asked:
            return False
        bound = attrs.evolve(self._stretches.on(day), requirements=asked)
        return bool(blocking(evaluate(done.lacking(added), bound, self._context.at(day))))

    def _price(self, remedies: tuple[Remedy, ...]) -> tuple[int, int, int, int]:
        waived, obtained, done = cost(remedies)
        return waived, obtained, (self._day(remedies) - self._context.on).days, done

    def _alternative(self, remedies: tuple[Remedy, ...]) -> Alternative:
        day = self._day(remedies)
        report = self._with(remedies, day)
        assert report is not None
        return Alternative(
            remedies, day, (day - self._context.on).days, report.decision, patch_of(self._profile, remedies),
            verified=not any(each.act == "satisfy" for each in remedies),
            proven_minimal=self._no_part_suffices(remedies),
        )

    def _no_part_suffices(self, remedies: tuple[Remedy, ...]) -> bool:
        """
        No proper subset suffices: each was tried, or what is added can weaken nothing.
        """
        if len(remedies) > EACH_SUBSET:
            return all(each.kind != "none_of" and "/" not in each.kind for it in self._blocking for each in leaves_of(it.requirement.criterion, whole=True))
        subsets = (each for size in range(1, len(remedies) - 1) for each in combinations(remedies, size))
        return not any(self._suffice(each) for each in subsets)

    # -- trying -----------------------------------------------------------------------------

    def _day(self, remedies: Iterable[Remedy]) -> date:
        """
        The first day on which all of them are done: waiting runs side by side.
        """
        return max((each.not_before for each in remedies if each.not_before is not None), default=self._context.on)

    def _suffice(self, remedies: tuple[Remedy, ...], without: str = "") -> bool:
        """
        Whether the remedies suffice; the requirement *without* its own is looked at first.
        """
        day = self._day(remedies)
        alone = self._applied(remedies, day, only=without) if without else None
        if alone is not None and blocking(alone):
            return False
        report = self._with(remedies, day)
        return report is not None and report.decision in FAVORABLE

    def _with(self, remedies: tuple[Remedy, ...], day: date) -> Report | None:
        """
        The report once the remedies are applied, on a day; None where they do not fit the profile.
        """
        key = (frozenset(each for each in remedies if each.act != "wait"), day)
        if key not in self._tried:
            self._tried[key] = self._applied(remedies, day)
        return self._tried[key]

    def _applied(self, remedies: tuple[Remedy, ...], day: date, only: str = "") -> Report | None:
        given = {each.requirement for each in remedies if each.act in ("waive", "satisfy")}
        bound = self._stretches.on(day)
        rest = tuple(each for each in bound.requirements if each.id not in given and only in ("", each.id))
        try:
            profile = with_remedies(self._profile, remedies, self._document)
        except (ValueError, LookupError, TypeError, AttributeError, ReqcheckError):  # a plugin's patch, or one that needs another
            return None
        report = evaluate(profile, attrs.evolve(bound, requirements=rest), self._context.at(day))
        if given and not any(each.level is Level.REQUIRED for each in rest):
            return attrs.evolve(report, decision=Decision.QUALIFIED) if not blocking(report) else report
        return report


def _worse(one: Alternative, other: Alternative) -> bool:
    acts, others = ({(each.act, each.requirement, each.what) for each in it.remedies if each.act != "wait"} for it in (one, other))
    later = one.days > other.days and all(mine >= its for mine, its in zip(one.cost, other.cost, strict=True))
    return (others <= acts and one.days >= other.days) or later


def _wait(day: date) -> Remedy:
    return Remedy("wait", f"until {day}", "time", not_before=day)


def _waiver(outcome: Outcome) -> Remedy:
    return Remedy("waive", outcome.title, "employer", requirement=outcome.id)
