"""
Experience: days of work of some kind, in the union of the positions that are of it.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import cached_property
from typing import Any, ClassVar, Literal

import attrs

from reqcheck import (
    MET,
    NOT_MET,
    UNDETERMINED,
    YEARS,
    Amount,
    Context,
    Criterion,
    Cut,
    Explanation,
    Finding,
    Judgement,
    Matter,
    Milestone,
    Missing,
    Outcomes,
    Position,
    Profile,
    Search,
    Span,
    Stint,
    Test,
    Verdict,
    at_level,
    days_in_months,
    days_of,
    decided,
    decimal,
    employed_by,
    hookimpl,
    in_category,
    in_role,
    leads,
    listed,
    measured,
    part,
    served,
    served_pro_rata,
    served_years,
    suggested_level,
    terms,
    window,
    word,
)


@attrs.frozen(kw_only=True)
class Work:
    """
    A description of positions; what is left out is not asked.
    """

    category: tuple[str, ...] = terms("categories")
    leadership_at_least: str | None = terms("leadership_levels", default=None)
    setting: tuple[str, ...] = terms("settings")
    leads: tuple[str, ...] = terms("domains")
    role: tuple[str, ...] = ()
    employer: tuple[str, ...] = ()

    @cached_property
    def tests(self) -> tuple[Test, ...]:
        """
        The tests that a position of this description passes.
        """
        return (
            *_asking("category", in_category, self.category, "of the kind of work asked", "categories", self._was_it),
            *_asking("level", at_level, self.leadership_at_least, "at the level asked", "leadership/level", _which_level),
            *word("setting", self.setting, "settings", "experience", at="organization/setting", of=_setting),
            *_asking("leads", leads, self.leads, "leading what is asked", "leadership/domains", f"Did {{what}} lead {listed(self.leads)}?"),
            *_asking("role", in_role, self.role, "a role that is asked", "title", f"Is {{what}} the role of {listed(self.role)}?"),
            *_asking(
                "employer", lambda position, asked, _: employed_by(position, asked), self.employer, "for an employer asked",
                "organization", f"Does {{what}} belong to {listed(self.employer)}?",
            ),
        )

    def _was_it(self, position: Position, context: Context) -> str:
        """
        The question for the kind of work; with what a title suggests, where leading is what is asked.
        """
        hint = suggested_level(position, context) if "leadership" in self.category else ""
        return f"Was {{what}} {listed(self.category)} work?{hint}"


@attrs.frozen(kw_only=True)
class Experience(Work):
    """
    The candidate has worked for so many *years* (of 365 days), *months* or *days* in positions of
    a *category*, at *leadership_at_least* a level, in a *setting*, leading a domain (*leads*), in a
    *role*, for an *employer*; with *either*, in positions that fit one of several descriptions.

    Positions that overlap count once.  Only days *within_last* a time count, and only from the day
    after *counts_from* was reached, where these are asked.  *fte* ignores the share of full time,
    prorates by it, or is the least share a position must have.  A *year* may be counted as 52 weeks,
    or as a calendar year of one continuous stretch.  A position known to "2019" to "2021" is an
    interval of days, and so is the sum.
    """

    kind: ClassVar[str] = "experience"

    years: Fraction | None = None
    months: int | None = None
    days: int | None = None
    either: tuple[Work, ...] = ()
    within_last: Span | None = None
    counts_from: Criterion | None = part(
        default=None, offers="milestones", shorthand={"residency": {"kind": "training", "type": "residency"}}
    )
    fte: str = "ignore"
    year: Literal["days365", "weeks52", "calendar"] = "days365"

    def __attrs_post_init__(self) -> None:
        if sum(each is not None for each in (self.years, self.months, self.days)) != 1:
            msg = "a length is asked in one of `years`, `months` and `days`"
            raise ValueError(msg)
        if not (self.years or self.months or self.days):
            msg = "a length is more than nothing; leave the requirement out if any work will do"
            raise ValueError(msg)
        if self.year == "calendar" and (self.years is None or self.years.denominator != 1):
            msg = "`year: calendar` takes whole `years`"
            raise ValueError(msg)
        if self.fte not in ("ignore", "prorate") and self._least_share is None:
            msg = f"`fte` is ignore, prorate or a share such as 0.5, not `{self.fte}`"
            raise ValueError(msg)

    def assess(self, profile: Profile, context: Context) -> Finding:
        reached = self._reached(profile, context)
        amount = self._amount(self._cut(reached, context), profile, context)
        return Finding.later(Outcomes.of(amount.verdict), self._told, amount, reached or [], profile, context)

    def _told(self, amount: Amount, reached: list[Milestone], profile: Profile, context: Context) -> Explanation:
        return measured(
            "positions", self._counted(profile, context), amount, profile,
            code="experience", sought=self._sought, ends=("start", "end"), convention=self._convention,
            cited=[each.evidence for each in reached],
            missing=[missing for each in reached for missing in each.missing],
        )

    # -- which positions ------------------------------------------------------------------

    @cached_property
    def search(self) -> Search:
        """
        The search for positions of the work that is asked.
        """
        tests = [*self.tests]
        if self.either:
            tests.append(_one_of(self.either))
        if self._least_share is not None:
            tests.append(Test.saying(
                "fte", self._enough_of_it, "experience.fte", "{what}: its share of full time is not certainly enough",
                at="fte", ask="Which share of full time was {what}?",
            ))
        return Search("positions", "experience", self._sought, described, tuple(tests))

    def _enough_of_it(self, position: Position, profile: Profile, context: Context) -> Verdict:
        return UNDETERMINED if position.fte is None else Verdict.of(Fraction(str(position.fte)) >= (self._least_share or 0))

    def _counted(self, profile: Profile, context: Context) -> list[Judgement]:
        """
        The positions that may count, with all there is to say of them.
        """
        kind = Prorated if self.fte == "prorate" else Judgement
        recorded = f", as recorded on {profile.recorded_on}" if profile.recorded_on is not None else ""
        counted = []
        for each in self.search.counted(profile, context):
            until = each.record.until
            counted.append(kind(*each[:-1], recorded if until is not None and until.open else ""))
        return counted

    @cached_property
    def _least_share(self) -> Fraction | None:
        """
        The share of full time that a position must have at least, if one is asked.
        """
        try:
            share = Fraction(self.fte if "/" not in self.fte else 0)
        except ValueError:
            return None
        return share if 0 < share <= 1 else None

    # -- how much -------------------------------------------------------------------------

    def _amount(self, cut: Cut, profile: Profile, context: Context) -> Amount:
        """
        The days that count, at least and at most; no most where a position may be missing or has no start.
        """
        stints = self._stints(profile, context)
        endless = cut.first <= 1 and 1 in [each.start_first for each in stints]
        bounded = profile.is_complete("positions") and not endless
        serve = served_years if self.year == "calendar" else served_pro_rata if self.fte == "prorate" else served
        least, most = serve(stints, cut)
        unit = "years" if self.year == "calendar" else "days"
        return Amount(least, most if bounded else None, self._needed, unit)

    def _stints(self, profile: Profile, context: Context) -> list[Stint]:
        """
        The days of the positions that may count, by their share of full time where that is asked.
        """
        days = context.once("days of positions", days_of, profile.positions)
        stints, verdict = [], self.search.verdict
        for position, stint in zip(profile.positions, days, strict=True):
            found = verdict(position, profile, context)
            if found is not NOT_MET:
                kept = stint.prorated(position.fte) if self.fte == "prorate" else stint
                stints.append(kept if found is MET else kept._replace(certain=False))
        return stints

    @cached_property
    def _needed(self) -> int | Fraction:
        """
        The days asked, or the calendar years.
        """
        if self.years is not None:
            days = self.years * YEARS.get(self.year, 1)
            return days.numerator if days.denominator == 1 else days
        return days_in_months(self.months) if self.months is not None else self.days or 0

    @cached_property
    def _convention(self) -> str:
        """
        How the days that are needed were reckoned.
        """
        if self.years is not None and self.year != "calendar":
            return f" ({decimal(self.years)} years of {YEARS[self.year]} days)"
        return f" ({self.months} months of the fewest days they can have)" if self.months is not None else ""

    def _cut(self, reached: list[Milestone] | None, context: Context) -> Cut:
        """
        The days that can count: up to the day asked, within the window, from the milestone on.
        """
        last = context.on.toordinal()
        first = window(self.within_last, context.on).toordinal() if self.within_last is not None else 1
        if reached is None:
            return Cut(first, first, last)
        possible = min((each.first.toordinal() for each in reached), default=last + 1)
        certain = min((each.last.toordinal() for each in reached if each.certain), default=last + 1)
        return Cut(max(first, possible), max(first, certain), last)

    def _reached(self, profile: Profile, context: Context) -> list[Milestone] | None:
        criterion: Any = self.counts_from
        return list(criterion.milestones(profile, context)) if criterion is not None else None

    @cached_property
    def _sought(self) -> str:
        kinds = [_work_words(self), *(filter(None, [listed(map(_work_words, self.either))]))]
        return " ".join(filter(None, kinds)) + " experience" if any(kinds) else "experience"

    def words(self) -> str:
        if self.years is not None:
            length = f"{decimal(self.years)} year{'' if self.years == 1 else 's'}"
        else:
            length = f"{self.months} months" if self.months is not None else f"{self.days} days"
        return f"{length} of {self._sought.strip()}"


class Prorated(Judgement):
    """
    A judgement that asks for the share of full time besides, whatever else is known.
    """

    __slots__ = ()

    @property
    def missing(self) -> tuple[Missing, ...]:
        """
        What would tell whether the record passes, and how much it counts.
        """
        if getattr(self.record, "fte", None) is not None:
            return super().missing
        return (*super().missing, Missing(self.record.at("fte"), f"Which share of full time was {self.what}?"))


def _asking(
    name: str,
    decide: Callable[[Position, Any, Context], Verdict],
    asked: tuple[str, ...] | str | None,
    is_: str,
    at: str,
    ask: str | Callable[[Position, Context], str],
) -> tuple[Test, ...]:
    """
    The test whether a position is what is *asked*; none where nothing is.
    """

    def matter(position: Position, _: Profile, context: Context) -> Matter:
        question = ask if isinstance(ask, str) else ask(position, context)
        return Matter(f"experience.{name}", f"{{what}}: not certainly {is_}", at=at, ask=question)

    test = Test(name, lambda position, _, context: decide(position, asked, context), matter)
    return (test,) if asked else ()


def _which_level(position: Position, context: Context) -> str:
    return f"At which level of leadership was {{what}}?{suggested_level(position, context)}"


def _setting(position: Position) -> str | None:
    return position.organization.setting if position.organization is not None else None


def _one_of(descriptions: tuple[Work, ...]) -> Test:
    """
    The test whether a position fits at least one of several descriptions.
    """
    deciders = [tuple(test.decide for test in each.tests) for each in descriptions]

    def decide(position: Position, profile: Profile, context: Context) -> Verdict:
        return max([decided(each, position, profile, context) for each in deciders])

    def matter(position: Position, profile: Profile, context: Context) -> Matter:
        tried = [Judgement.of(each.tests, described, position, profile, context) for each in descriptions]
        more = dict.fromkeys(missing for each in tried for missing in each.missing)
        return Matter("experience.either", "{what}: not certainly of any kind of work asked", more=tuple(more))

    return Test("either", decide, matter)


def _work_words(work: Work) -> str:
    level = f"{work.leadership_at_least} or above" if work.leadership_at_least else ""
    words = (listed(work.category), level, listed(work.leads), listed(work.role), listed(work.setting), listed(work.employer))
    return " ".join(filter(None, words)).replace("_", " ")


def described(position: Position) -> str:
    where = position.organization.name if position.organization and position.organization.name else None
    start, until = position.start.text if position.start else "?", position.until
    when = f"since {start}" if until is not None and until.open else f"{start} to {until.text if until else '?'}"
    return f"{position.title or 'a position'}{f' at {where}' if where else ''}, {when}"


@hookimpl
def reqcheck_criteria() -> list[type[Criterion]]:
    return [Experience]
