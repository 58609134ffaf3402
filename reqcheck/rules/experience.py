"""
Experience: days of work of some kind, in the union of the positions that are of it.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property
from typing import Any, ClassVar, Literal

import attrs

from reqcheck import (
    ANY_TIME,
    YEARS,
    Amount,
    Context,
    Criterion,
    Cut,
    Finding,
    Judgement,
    Milestone,
    Missing,
    Position,
    Profile,
    Span,
    Stint,
    Verdict,
    at_level,
    days_in_months,
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
)

MET, NOT_MET, UNDETERMINED = Verdict.MET, Verdict.NOT_MET, Verdict.UNDETERMINED


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
        counted = [each for each in self._judged(profile, context) if not each.failed]
        reached = self._reached(profile, context)
        amount = self._amount(counted, reached, profile, context)
        return measured(
            "positions", counted, amount, profile,
            code="experience", sought=self._sought, ends=("start", "end"), convention=self._convention,
            cited=(each.evidence for each in reached or ()),
            missing=[missing for each in reached or () for missing in each.missing],
        )

    # -- which positions ------------------------------------------------------------------

    def _judged(self, profile: Profile, context: Context) -> list[Judgement]:
        """
        Each position, put to the tests of the work that is asked.
        """
        judgements = []
        recorded = f", as recorded on {profile.recorded_on}" if profile.recorded_on is not None else ""
        for position in profile.positions:
            judged = Judgement(position, described)
            if recorded and (until := position.until) is not None and until.open:
                judged.note = recorded
            fits(self, judged, position, context)
            if self.either and not judged.failed:
                _one_of(self.either, judged, position, context)
            if (least := self._least_share) is not None:
                share = Fraction(str(position.fte)) if position.fte is not None else None
                judged.test(
                    UNDETERMINED if share is None else Verdict.of(share >= least),
                    "experience.fte", "{what}: its share of full time is not certainly enough",
                    at="fte", ask="Which share of full time was {what}?",
                )
            if self.fte == "prorate" and position.fte is None and not judged.failed:
                judged.asks(Missing(position.at("fte"), f"Which share of full time was {described(position)}?"))
            judgements.append(judged)
        return judgements

    @cached_property
    def _least_share(self) -> Fraction | None:
        """
        The share of full time that a position must have at least, if one is asked.
        """
        return _share(self.fte)

    # -- how much -------------------------------------------------------------------------

    def _amount(
        self, counted: list[Judgement], reached: list[Milestone] | None, profile: Profile, context: Context
    ) -> Amount:
        """
        The days that count, at least and at most; no most where a position may be missing or has no start.
        """
        cut = self._cut(reached, context)
        days = context.once("days of positions", lambda: _days(profile))
        stints = [days[each.record.pointer]._replace(certain=each.verdict is MET) for each in counted]
        endless = cut.first <= 1 and any(each.start_first <= 1 for each in stints)
        bounded = profile.is_complete("positions") and not endless
        least: int | Fraction
        most: int | Fraction
        if self.year == "calendar":
            least, most = served_years(stints, cut)
            return Amount(least, most if bounded else None, self.years or 0, "years")
        if self.fte == "prorate":
            least, most = served_pro_rata(map(_prorated, stints, counted), cut)
        else:
            least, most = served(stints, cut)
        return Amount(least, most if bounded else None, self._needed, "days")

    @cached_property
    def _needed(self) -> int | Fraction:
        """
        The days asked.
        """
        if self.years is not None:
            days = self.years * YEARS[self.year]
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
        if self.counts_from is None:
            return None
        criterion: Any = self.counts_from
        return list(criterion.milestones(profile, context))

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


def fits(work: Work, judged: Judgement, position: Position, context: Context) -> None:
    """
    Put a position to the tests of a description.
    """
    known, organization = context.vocabulary, position.organization
    if work.category:
        judged.test(
            in_category(position, work.category, context), "experience.category",
            "{what}: not certainly of the kind of work asked", at="categories",
            ask=lambda: f"Was {{what}} {listed(work.category)} work?{_hint(work, position, context)}",
        )
    if work.leadership_at_least is not None:
        judged.test(
            at_level(position, work.leadership_at_least, context), "experience.level",
            "{what}: not certainly at the level asked", at="leadership/level",
            ask=lambda: f"At which level of leadership was {{what}}?{suggested_level(position, context)}",
        )
    if work.setting:
        judged.word(
            "setting", organization.setting if organization else None, work.setting, known.settings, "experience",
            at="organization/setting",
        )
    if work.leads:
        judged.test(
            leads(position, work.leads, context), "experience.leads",
            "{what}: not certainly leading what is asked", at="leadership/domains",
            ask=lambda: f"Did {{what}} lead {listed(work.leads)}?",
        )
    if work.role:
        judged.test(
            in_role(position, work.role, context), "experience.role", "{what}: not certainly a role that is asked",
            at="title", ask=lambda: f"Is {{what}} the role of {listed(work.role)}?",
        )
    if work.employer:
        judged.test(
            employed_by(position, work.employer), "experience.employer", "{what}: not certainly for an employer asked",
            at="organization", ask=lambda: f"Does {{what}} belong to {listed(work.employer)}?",
        )


def _one_of(descriptions: tuple[Work, ...], judged: Judgement, position: Position, context: Context) -> None:
    """
    Test whether a position fits at least one of several descriptions.
    """
    tried = []
    for each in descriptions:
        tried.append(Judgement(position, described))
        fits(each, tried[-1], position, context)
    best = max(tried, key=lambda each: (each.verdict, each.passed))
    judged.test(best.verdict, "experience.either", "{what}: not certainly of any kind of work asked")
    if best.verdict is UNDETERMINED:
        judged.asks(*dict.fromkeys(missing for each in tried if not each.failed for missing in each.missing))


def _days(profile: Profile) -> dict[str, Stint]:
    """
    The days of every position, by its pointer.
    """
    return {each.pointer: Stint.of(True, each.period or ANY_TIME) for each in profile.positions}


def _prorated(stint: Stint, judged: Judgement) -> Stint:
    """
    A stint by its share of full time; one that is not known is between none and all of it.
    """
    position = judged.record
    assert isinstance(position, Position)
    if position.fte is None:
        return stint._replace(share_least=Fraction(0), share_most=Fraction(1))
    share = Fraction(str(position.fte))
    return stint._replace(share_least=share, share_most=share)


def _share(fte: str) -> Fraction | None:
    """
    The least share of full time that a setting names, if it names one.
    """
    if fte in ("ignore", "prorate"):
        return None
    try:
        share = Fraction(fte)
    except ValueError:
        return None
    return share if 0 < share <= 1 and "/" not in fte else None


def _hint(work: Work, position: Position, context: Context) -> str:
    """
    What a title suggests, where leading is what is asked.
    """
    return suggested_level(position, context) if "leadership" in work.category else ""


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
