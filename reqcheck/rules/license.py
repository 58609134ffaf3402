"""
License: permission by a state to practice, in force on the day asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import cached_property, partial
from operator import attrgetter
from typing import ClassVar, Literal

import attrs

from reqcheck import (
    MET,
    NOT_MET,
    UNDETERMINED,
    Between,
    Considered,
    Context,
    Criterion,
    Evidence,
    Finding,
    Held,
    Judgement,
    License,
    Matter,
    Milestone,
    Missing,
    PartialDate,
    Period,
    Profile,
    Remedy,
    Says,
    Search,
    Span,
    Standing,
    Tell,
    Test,
    Verdict,
    Vocabulary,
    beside,
    by_dates,
    days_that_matter,
    graded,
    hookimpl,
    in_force,
    listed,
    same_number,
    same_word,
    standing_of,
    terms,
    word,
)


@attrs.frozen(kw_only=True)
class ActiveLicense:
    """
    The candidate holds a license of *type* in *jurisdiction* (a state, or a group such as US), of
    *class* (full, unless said otherwise), in force on the day asked.

    With *unrestricted* it carries no restrictions.  It has been *held* for a time (from its first
    issue) and was *issued* between two days, where these are asked.  With *status* `any` only its
    dates decide.  A license that expires in "2026" is not known to be in force on 1 June 2026, nor
    one that was first issued in 2009 and anew in 2025 to have been in force in 2024.
    """

    kind: ClassVar[str] = "license"
    area: ClassVar[str] = "license"

    type: tuple[str, ...] = terms("license_types", stricter="less")
    jurisdiction: tuple[str, ...] = terms("jurisdictions", stricter="less")
    status: Literal["active", "any"] = "active"
    class_: tuple[str, ...] = terms("license_classes", default=("full",), also=("any",), stricter="less", most="any")
    unrestricted: bool = graded(default=False, stricter="more")
    held: Span | None = graded(default=None, stricter="more")
    issued: Between | None = graded(default=None, stricter="less")

    def assess(self, profile: Profile, context: Context) -> Finding:
        return self.search.best_of(profile, context)

    def remedies(self, profile: Profile, context: Context) -> list[Remedy]:
        """
        Such a license, issued as soon as it counts; it has to be held as long as is asked.
        """
        known, on = context.vocabulary, max(context.on, self.issued.from_ if self.issued else context.on)
        held = self.held.after(on) if self.held is not None else None
        values: dict[str, object] = {
            "type": Remedy.code(known.license_types, self.type), "jurisdiction": Remedy.code(known.jurisdictions, self.jurisdiction),
            "class": Remedy.code(known.license_classes, self.class_), "status": "active", "issued": on, "restrictions": [],
        }
        return [Remedy.obtain(self.sought, "licenses", values, context.on, not_before=held or (on if on > context.on else None))]

    def met_by(self, vocabulary: Vocabulary) -> list[str]:
        return [self.search.met_by()]

    def considered(self, profile: Profile, context: Context) -> list[Considered]:
        return self.search.considered(profile, context)

    @cached_property
    def search(self) -> Search:
        """
        The search for such a license.
        """
        current = in_force(self._held, "license")
        current = attrs.evolve(current, matter=partial(_not_current, current.matter))
        return Search("licenses", "license", self.sought, described, (*self._is_one, current, *self._is_as_asked))

    def turning_points(self, profile: Profile, context: Context, until: date) -> Iterable[date] | None:
        return days_that_matter(profile, context, ("licenses",), (self.held,))

    def milestones(self, profile: Profile, context: Context) -> list[Milestone]:
        """
        The days from which work counts: the beginning of each such license, that day included, whether
        or not it is still in force.
        """
        found = []
        for record in profile.licenses:
            judged = Judgement.of((*self._is_one, *self._is_as_asked), described, record, profile, context)
            if judged.failed:
                continue
            stands = self._held(record, profile, context).standing
            period = stands.period
            known = stands.says in (Says.IN_FORCE, Says.ENDED) or record.issued or record.first_issued
            first, last = (period.earliest_begin, period.latest_begin) if period else (date.min, date.max)
            missing = judged.missing
            if period is None:
                missing = (*missing, Missing(record.at("status"), f"What is the status of {judged.says}? Its dates disagree with it."))
            elif not missing and first != last:
                missing = (Missing(record.at("issued"), f"On which day was {judged.says} issued?"),)
            certain = judged.verdict is MET and bool(known) and period is not None
            found.append(Milestone(certain, first, last, Evidence.of(record, judged.says), missing))
        return Milestone.of_section("licenses", found, profile, context.on)

    # -- how a license stands ---------------------------------------------------------------

    def _held(self, license: License, profile: Profile, context: Context) -> Held[License]:
        """
        A license as it stands beside the others; by its dates alone with `status: any`.
        """
        if self.status == "any":
            return by_dates((license, _standing(license, profile, context)), context.on)
        return beside(license, profile.licenses, _standing, _same(context), profile, context)

    # -- what is asked of a license -----------------------------------------------------------

    @cached_property
    def _is_one(self) -> tuple[Test, ...]:
        """
        It is of the type, jurisdiction and class asked.
        """
        class_ = self.class_ if "any" not in self.class_ else ()
        return (
            *word("type", self.type, "license_types", "license"),
            *word("jurisdiction", self.jurisdiction, "jurisdictions", "license"),
            *word("class", class_, "license_classes", "license", of=attrgetter("class_")),
        )

    @cached_property
    def _is_as_asked(self) -> tuple[Test, ...]:
        """
        It is unrestricted, has been held long enough and was issued between the days asked.
        """
        tests = []
        if self.unrestricted:
            tests.append(Test("restrictions", _unrestricted, _restricted, reads=("restrictions",), asked="none"))
        if self.held is not None:
            tests.append(Test.saying(
                "held", self._long_enough, "license.held", "{what}: not certainly held for the time asked",
                at="first_issued", ask="When was {what} first issued?",
                reads=("first_issued", "issued"), asked=f"held for {self.held.text}",
            ))
        if self.issued is not None:
            tests.append(Test.saying(
                "issued", self._issued_in_time, "license.issued", "{what}: not certainly issued within the days asked",
                at="issued", ask="When was {what} issued?", asked=self.issued.text,
            ))
        return tuple(tests)

    def _long_enough(self, license: License, profile: Profile, context: Context) -> Verdict:
        period = self._period(license, license.first_issued or license.issued, profile, context)
        return period.lasted(self.held, context.on) if period and self.held else UNDETERMINED

    def _issued_in_time(self, license: License, profile: Profile, context: Context) -> Verdict:
        since = license.issued and _begun(license, context.on)
        period = self._period(license, since, profile, context)
        return period.begun(self.issued.from_, self.issued.until) if period and self.issued else UNDETERMINED

    def _period(self, license: License, since: PartialDate | None, profile: Profile, context: Context) -> Period | None:
        """
        The days of a license that began on the day *since*; by its dates alone with `status: any`.
        """
        stands = standing_of(license, license.status, since, license.expires, profile, context)
        return stands.dated if self.status == "any" else stands.period

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


#: What people write who have nothing to say, in letters and digits: it is no restriction, and not certainly none.
SAYING_NOTHING = frozenset(("", "na", "nil", "no", "none", "norestrictions", "notapplicable", "null", "unknown", "unrestricted"))


def _unrestricted(license: License, profile: Profile, context: Context) -> Verdict:
    if not license.restrictions:
        return UNDETERMINED if license.restrictions is None else MET
    said = {"".join(filter(str.isalnum, each.casefold())) for each in license.restrictions}
    return UNDETERMINED if said <= SAYING_NOTHING else NOT_MET


def _restricted(license: License, profile: Profile, context: Context) -> Matter:
    if _unrestricted(license, profile, context) is NOT_MET:
        return Matter("license.restricted", "{what}: it is restricted")
    return Matter(
        "license.restrictions-unknown", "{what}: whether it is restricted is not known",
        at="restrictions", ask="Which restrictions does {what} carry? (an empty list if none)",
    )


def _begun(license: License, on: date) -> PartialDate | None:
    """
    The day on which it began.  Asked of a day between its first issue and the one on file that is any day from the
    first to the other, since nothing is on file of its terms in between.
    """
    issued, first = license.issued, license.first_issued
    if issued is None or first is None or not first.first <= on < issued.first:
        return issued or first
    return PartialDate(first.first, issued.last, f"first {first}, anew {issued}")


def _standing(license: License, profile: Profile, context: Context) -> Standing:
    return standing_of(license, license.status, _begun(license, context.on), license.expires, profile, context)


def _not_current(said: Tell, license: License, profile: Profile, context: Context) -> Matter:
    """
    Why it is not certainly in force; between its first issue and the one on file, the terms in between are what is asked.
    """
    matter, begun = said(license, profile, context), _begun(license, context.on)
    if matter.at != "issued" or begun in (license.issued, license.first_issued):
        return matter
    return Matter(
        "license.issued-anew", "{what}: issued {begun}; whether it is in force on {on} is not known",
        {"begun": begun, "on": context.on.isoformat()}, at="issued",
        ask=f"Since when has {{what}} been in force without a break? It was issued {begun}.",
    )


def _same(context: Context) -> Callable[[License, License], Verdict]:
    """
    Whether two records name the same license; a class or number that is absent agrees with any.
    """
    types, places = context.vocabulary.license_types, context.vocabulary.jurisdictions
    classes = context.vocabulary.license_classes

    def same(one: License, other: License) -> Verdict:
        place = same_word(one.jurisdiction, other.jurisdiction, places)
        if place is NOT_MET:
            return NOT_MET
        return min(
            place,
            same_word(one.type, other.type, types),
            MET if None in (one.class_, other.class_) else same_word(one.class_, other.class_, classes),
            same_number(one.number, other.number),
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
