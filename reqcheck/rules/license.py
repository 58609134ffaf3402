"""
License: permission by a state to practice, in force on the day asked.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import ClassVar, Literal

import attrs

from reqcheck import (
    Between,
    Context,
    Criterion,
    Evidence,
    Finding,
    Held,
    Judgement,
    License,
    Milestone,
    Missing,
    Profile,
    Says,
    Span,
    Standing,
    Verdict,
    best_of,
    by_dates,
    hookimpl,
    in_force,
    listed,
    same_number,
    same_word,
    settled,
    standing_of,
    terms,
)


@attrs.frozen(kw_only=True)
class ActiveLicense:
    """
    The candidate holds a license of *type* in *jurisdiction* (a state, or a group such as US), of
    *class* (full, unless said otherwise), in force on the day asked.

    With *unrestricted* it carries no restrictions.  It has been *held* for a time (from its first
    issue) and was *issued* between two days, where these are asked.  With *status* `any` only its
    dates decide.  A license that expires in "2026" is not known to be in force on 1 June 2026.
    """

    kind: ClassVar[str] = "license"

    type: tuple[str, ...] = terms("license_types")
    jurisdiction: tuple[str, ...] = terms("jurisdictions")
    status: Literal["active", "any"] = "active"
    class_: tuple[str, ...] = terms("license_classes", default=("full",), also=("any",))
    unrestricted: bool = False
    held: Span | None = None
    issued: Between | None = None

    def assess(self, profile: Profile, context: Context) -> Finding:
        judged = [self._judged(each, profile, context) for each in self._held(profile, context)]
        return best_of("licenses", judged, profile, code="license", sought=self.sought)

    def milestones(self, profile: Profile, context: Context) -> list[Milestone]:
        """
        The days from which work counts: the beginning of each such license, that day included.
        """
        found = []
        for each in self._held(profile, context):
            judged, period = self._described(each, profile, context), each.standing.period
            if judged.failed:
                continue
            known = each.standing.says in (Says.IN_FORCE, Says.ENDED) or each.record.issued or each.record.first_issued
            first, last = (period.earliest_begin, period.latest_begin) if period else (date.min, date.max)
            missing = judged.missing
            if period is None:
                missing = (*missing, Missing(each.record.at("status"), f"What is the status of {judged.says}? Its dates disagree with it."))
            elif not missing and first != last:
                missing = (Missing(each.record.at("issued"), f"On which day was {judged.says} issued?"),)
            certain = judged.verdict is Verdict.MET and bool(known) and period is not None
            found.append(Milestone(certain, first, last, Evidence.of(each.record, judged.says), missing))
        return Milestone.of_section("licenses", found, profile)

    def _held(self, profile: Profile, context: Context) -> list[Held[License]]:
        """
        Every license as it stands; by its dates alone with `status: any`.
        """
        if self.status == "any":
            return context.once("licenses by date", lambda: [by_dates(each, context.on) for each in _standings(profile, context)])
        return context.once(
            "licenses in force",
            lambda: settled(_standings(profile, context), _same(context), profile, context.on),
        )

    def _judged(self, held: Held[License], profile: Profile, context: Context) -> Judgement:
        judged = Judgement(held.record, described)
        if self._is_one(judged, held.record, context) and in_force(judged, held, context.on, "license"):
            self._is_as_asked(judged, held, profile, context)
        return judged

    def _described(self, held: Held[License], profile: Profile, context: Context) -> Judgement:
        """
        The license put to every test but that of being in force now.
        """
        judged = Judgement(held.record, described)
        if self._is_one(judged, held.record, context):
            self._is_as_asked(judged, held, profile, context)
        return judged

    def _is_one(self, judged: Judgement, license: License, context: Context) -> bool:
        """
        It is of the type, jurisdiction and class asked.
        """
        known = context.vocabulary
        judged.word("type", license.type, self.type, known.license_types, "license")
        judged.word("jurisdiction", license.jurisdiction, self.jurisdiction, known.jurisdictions, "license")
        if "any" not in self.class_:
            judged.word("class", license.class_, self.class_, known.license_classes, "license")
        return not judged.failed

    def _is_as_asked(self, judged: Judgement, held: Held[License], profile: Profile, context: Context) -> None:
        """
        It is unrestricted, has been held long enough and was issued between the days asked.
        """
        license = held.record
        if self.unrestricted:
            self._unrestricted(judged, license)
        if self.held is not None:
            since = license.first_issued or license.issued
            stands = standing_of(license, license.status, since, license.expires, profile, context)
            period = stands.dated if held.standing.dates_only else stands.period
            judged.test(
                period.lasted(self.held, context.on) if period else Verdict.UNDETERMINED,
                "license.held", "{what}: not certainly held for the time asked",
                at="first_issued", ask="When was {what} first issued?",
            )
        if self.issued is not None:
            stands = standing_of(license, license.status, license.issued, license.expires, profile, context)
            period = stands.dated if held.standing.dates_only else stands.period
            judged.test(
                period.begun(self.issued.from_, self.issued.until) if period else Verdict.UNDETERMINED,
                "license.issued", "{what}: not certainly issued within the days asked",
                at="issued", ask="When was {what} issued?",
            )

    def _unrestricted(self, judged: Judgement, license: License) -> bool:
        if license.restrictions is None:
            return judged.test(
                Verdict.UNDETERMINED, "license.restrictions-unknown", "{what}: whether it is restricted is not known",
                at="restrictions", ask="Which restrictions does {what} carry? (an empty list if none)",
            )
        return judged.test(Verdict.of(not license.restrictions), "license.restricted", "{what}: it is restricted")

    @cached_property
    def sought(self) -> str:
        """
        What is looked for, in words.
        """
        where = f"in {listed(self.jurisdiction)}" if self.jurisdiction else ""
        status = "active" if self.status == "active" else ""
        free = "unrestricted" if self.unrestricted else ""
        return " ".join(filter(None, (status, free, listed(self.type), "license", where)))

    def words(self) -> str:
        return self.sought


def _standings(profile: Profile, context: Context) -> list[tuple[License, Standing]]:
    return [
        (each, standing_of(each, each.status, each.issued or each.first_issued, each.expires, profile, context))
        for each in profile.licenses
    ]


def _same(context: Context) -> Callable[[License, License], bool]:
    """
    Whether two records name the same license; a class or number that is absent agrees with any.
    """
    types, places = context.vocabulary.license_types, context.vocabulary.jurisdictions
    classes = context.vocabulary.license_classes

    def same(one: License, other: License) -> bool:
        return (
            same_word(one.type, other.type, types)
            and same_word(one.jurisdiction, other.jurisdiction, places)
            and (None in (one.class_, other.class_) or same_word(one.class_, other.class_, classes))
            and same_number(one.number, other.number)
        )

    return same


def described(license: License) -> str:
    words = (license.type, "license", license.jurisdiction)
    status = f", {license.status}" if license.status else ""
    until = f", until {license.expires.text}" if license.expires and not license.expires.open else ""
    return " ".join(filter(None, words)) + status + until


@hookimpl
def reqcheck_criteria() -> list[type[Criterion]]:
    return [ActiveLicense]
