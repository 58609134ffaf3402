"""
Experience: days of work of some kind, in the union of the positions that are of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Any, ClassVar, Literal

import attrs

from reqcheck import (
    MET,
    NEVER,
    NOT_MET,
    UNDETERMINED,
    YEARS,
    Amount,
    Considered,
    Context,
    Criterion,
    Cut,
    Explanation,
    Finding,
    Judgement,
    Milestone,
    Missing,
    Outcomes,
    Position,
    Profile,
    Remedy,
    Search,
    Span,
    Stint,
    Test,
    Verdict,
    Vocabulary,
    Work,
    beyond_years,
    considered_by,
    crossings,
    days_in_months,
    days_of,
    days_that_matter,
    far_off,
    graded,
    hookimpl,
    listed,
    measured,
    one_is_enough,
    part,
    quantity,
    served,
    served_pro_rata,
    served_years,
    turning_points,
    window,
)

#: A share of full time; what has an exponent could be of any size.
SHARE = re.compile(r"[01]?\.[0-9]{1,15}|1")


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

    years: Fraction | None = graded(default=None, stricter="more")
    months: int | None = graded(default=None, stricter="more")
    days: int | None = graded(default=None, stricter="more")
    either: tuple[Work, ...] = graded(default=(), stricter="less")
    within_last: Span | None = graded(default=None, stricter="less")
    counts_from: Criterion | None = part(
        default=None, offers="milestones", shorthand={"residency": {"kind": "training", "type": "residency"}}, stricter="more"
    )
    fte: str = graded(default="ignore", stricter=("ignore", "prorate"))
    year: Literal["days365", "weeks52", "calendar"] = graded(default="days365", stricter=("weeks52", "days365"))

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
        cut = self._cut(reached, context.on)
        in_days = self.year != "calendar" and self.fte != "prorate"
        enough = in_days and one_is_enough(self._needed, self.search.verdict, cut, profile, context)
        verdict = MET if enough else self._amount(cut, profile, context).verdict
        return Finding.later(Outcomes.of(verdict), self._told, cut, reached, profile, context)

    def turning_points(self, profile: Profile, context: Context, until: date) -> Iterable[date] | None:
        stops = days_that_matter(profile, context, ("positions",))
        begun = () if self.counts_from is None else turning_points(self.counts_from, profile, context, until)
        if begun is None:
            return None
        known: dict[int, list[Stint]] = {}
        return crossings(lambda day: self._distance(profile, context, day, known), context.on, until, {*stops, *begun})

    def _distance(self, profile: Profile, context: Context, day: date, known: dict[int, list[Stint]]) -> tuple[int | Fraction, ...]:
        """
        How far the least and the most days are from what is needed on a day; a window that moves along years
        of one stretch is followed day by day.  The positions that there are on a day are *known* by their
        number: they only become more.
        """
        seen, reached = profile.as_of(day), None
        stints = known.get(len(seen.positions))
        if stints is None or self.counts_from is not None:
            then = context if day == context.on else context.at(day)
            stints = known[len(seen.positions)] = self._stints(seen, then) if stints is None else stints
            reached = self._reached(seen, then)
        cut = self._cut(reached, day)
        amount = self._sum(stints, cut, complete=seen.is_complete("positions"))
        if self.year == "calendar":
            near = NEVER if self.within_last is None else 0
            least, most = beyond_years(stints, cut, int(self._needed))
            beyond = (least, near if amount.most is None else most)
            return tuple(near if each >= 0 else each if near else -1 for each in beyond)
        bounds = ((amount.least, Stint.surely), (amount.most, Stint.perhaps))
        working = [(each - amount.needed, [span(it) for it in stints]) for each, span in bounds if each is not None]
        return tuple([far_off(beyond, spans, day, window=self.within_last is not None, whole=self.fte != "prorate") for beyond, spans in working])

    def _told(self, cut: Cut, reached: list[Milestone] | None, profile: Profile, context: Context) -> Explanation:
        return measured(
            "positions", self._counted(profile, context), self._amount(cut, profile, context), profile, context.on,
            code="experience", sought=self._sought, ends=("start", "end"), days=days_of, cut=cut, convention=self._convention,
            cited=[each.evidence for each in reached or ()], missing=[missing for each in reached or () for missing in each.missing],
        )

    def remedies(self, profile: Profile, context: Context) -> list[Remedy]:
        """
        Such work from the day asked on, full time, for as long as is lacking; a window or years of one
        stretch may need all of it.
        """
        amount = self._amount(self._cut(self._reached(profile, context), context.on), profile, context)
        days = int(self._needed * 366) if self.year == "calendar" else -int(-self._needed // 1)
        lacking = -int(-(amount.needed - amount.least) // 1)
        lengths = {days} if self.year == "calendar" else {lacking, days} if self.within_last else {lacking}
        such = (self.either or (self,))[0].example(context)
        more = [Remedy.work(each, self._sought.strip(), such, context.on) for each in sorted(lengths) if each > 0]
        return [Remedy.worked(days, self._sought.strip(), such, context.on), *more] if amount.verdict is UNDETERMINED else more

    def met_by(self, vocabulary: Vocabulary) -> list[str]:
        needed = f"{quantity(self._needed, 'years')} in one stretch" if self.year == "calendar" else f"{quantity(self._needed, 'days')} together, each once"
        such = f" ({self.search.asked})" if self.search.asked else ""
        return [f"records in `positions`{such} of {needed}{self._convention}"]

    def considered(self, profile: Profile, context: Context) -> list[Considered]:
        """
        What `counts_from` looks at, every position with its own days, and all days together.
        """
        reached = self._reached(profile, context)
        cut = self._cut(reached, context.on)
        days = context.once("days of positions", days_of, profile.positions)
        judged = zip(self.search.judged(profile, context), days, strict=True)
        found = [self._alone(each, stint, cut, context) for each, stint in judged]
        amount = self._amount(cut, profile, context)
        rest = Considered.rest("positions", profile)
        total = Considered("/positions", "all days together, each once", amount.verdict, amount=amount, note=rest.note)
        return [*self._begun(reached, profile, context), *found, total]

    def _alone(self, judged: Judgement, stint: Stint, cut: Cut, context: Context) -> Considered:
        """
        A position with the days that it has on its own.
        """
        found = Considered.of(judged, context)
        if judged.failed:
            return found
        kept = self._kept(stint, judged.record, judged.verdict)
        return attrs.evolve(found, amount=self._sum([kept], cut, complete=True))

    def _begun(self, reached: list[Milestone] | None, profile: Profile, context: Context) -> list[Considered]:
        """
        The records from which work may count, and those that were looked at besides.
        """
        if reached is None or self.counts_from is None:
            return []
        given = {each.evidence.pointer: each for each in reached}
        others = considered_by(self.counts_from, profile, context) or ()
        found = [Considered.begun(each) for each in reached]
        found += [each for each in others if each.pointer not in given and each.is_record]
        return [each.within("counts_from") for each in found]

    # -- which positions ------------------------------------------------------------------

    @cached_property
    def search(self) -> Search:
        """
        The search for positions of the work that is asked.
        """
        tests = [*self.tests]
        if self.either:
            tests.append(Work.one_of(self.either))
        if self._least_share is not None:
            tests.append(Test.saying(
                "fte", self._enough_of_it, "experience.fte", "{what}: its share of full time is not certainly enough",
                at="fte", ask="Which share of full time was {what}?", asked=f"{self.fte} or more of full time",
            ))
        return Search("positions", "experience", self._sought, Work.described, tuple(tests))

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
        if not SHARE.fullmatch(self.fte):
            return None
        share = Fraction(self.fte)
        return share if 0 < share <= 1 else None

    # -- how much -------------------------------------------------------------------------

    def _amount(self, cut: Cut, profile: Profile, context: Context) -> Amount:
        """
        The days that count, at least and at most; no most where a position may be missing or has no start.
        """
        return self._sum(self._stints(profile, context), cut, complete=profile.is_complete("positions"))

    def _sum(self, stints: list[Stint], cut: Cut, *, complete: bool) -> Amount:
        endless = cut.first <= 1 and 1 in [each.start_first for each in stints]
        serve = served_years if self.year == "calendar" else served_pro_rata if self.fte == "prorate" else served
        least, most = serve(stints, cut)
        unit = "years" if self.year == "calendar" else "days"
        return Amount(least, most if complete and not endless else None, self._needed, unit)

    def _stints(self, profile: Profile, context: Context) -> list[Stint]:
        """
        The days of the positions that may count, by their share of full time where that is asked.
        """
        days = context.once("days of positions", days_of, profile.positions)
        verdicts, whole = self.search.verdicts(profile, context), self.fte != "prorate"
        return [
            stint if found is MET and whole else self._kept(stint, position, found)
            for position, stint, found in zip(profile.positions, days, verdicts, strict=True)
            if found is not NOT_MET
        ]

    def _kept(self, stint: Stint, position: Position, found: Verdict) -> Stint:
        kept = stint.prorated(position.fte) if self.fte == "prorate" else stint
        return kept if found is MET else kept._replace(certain=False)

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
            return f" ({quantity(self.years, 'years')} of {YEARS[self.year]} days)"
        they = "it" if self.months == 1 else "they"
        return f" ({quantity(self.months, 'months')} of the fewest days {they} can have)" if self.months is not None else ""

    def _cut(self, reached: list[Milestone] | None, on: date) -> Cut:
        """
        The days that can count: up to the day asked, within the window, from the milestone on.
        """
        last = on.toordinal()
        first = window(self.within_last, on).toordinal() if self.within_last is not None else 1
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
        kinds = [self.in_words, *(filter(None, [listed(each.in_words for each in self.either)]))]
        return " ".join(filter(None, kinds)) + " experience" if any(kinds) else "experience"

    def words(self) -> str:
        if self.years is not None:
            length = quantity(self.years, "years")
        else:
            length = quantity(self.months, "months") if self.months is not None else quantity(self.days or 0, "days")
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


@hookimpl
def reqcheck_criteria() -> list[type[Criterion]]:
    return [Experience]
