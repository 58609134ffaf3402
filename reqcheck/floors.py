"""
The evidence floor: a criterion counts as met only on records that are supported well enough.

It is two assessments of two views of the profile.  A criterion that is not met, or not known,
stays so; one that is met must still be met once the weaker records are taken out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, ClassVar

import attrs

from reqcheck.considered import Considered, considered_by
from reqcheck.criterion import Context, Criterion, Milestone, called
from reqcheck.evidence import Missing, Reason
from reqcheck.finding import Finding
from reqcheck.profile import SECTIONS, Profile
from reqcheck.strength import DEFAULT_FLOOR, Floor, Strength
from reqcheck.turning import days_of_sources, turning_points
from reqcheck.verdict import Outcomes

if TYPE_CHECKING:
    from datetime import date

    from reqcheck.records import Record, Source


@attrs.frozen
class Floored:
    """
    A criterion under an evidence floor.
    """

    kind: ClassVar[str] = "floor"

    criterion: Criterion
    floor: Floor

    @property
    def is_default(self) -> bool:
        """
        It accepts whatever is at least claimed.
        """
        return self.floor.at_least <= DEFAULT_FLOOR.at_least and not self.floor.within_last

    def assess(self, profile: Profile, context: Context) -> Finding:
        """
        What the criterion finds; met only if the records that the floor accepts suffice.
        """
        floor = self.floor if context.floor is DEFAULT_FLOOR else self.floor.stricter(context.floor)
        if floor.at_least <= profile.weakest and not floor.within_last:
            return context.assess(self.criterion, profile)  # nothing can be below the floor
        under = context.under(floor)
        finding = under.assess(self.criterion, profile)
        if finding.outcomes is not Outcomes.MET:
            return finding
        accepted, within = under.once(
            ("accepted", id(profile)), lambda: (profile.accepted(floor, context.on), under.afresh())
        )
        again = within.assess(self.criterion, accepted)
        if again.outcomes is Outcomes.MET and (finding.conditions or not again.conditions):
            return again
        weak = _too_weak(floor, finding, profile, accepted, context.on)
        fault = again.fault()
        return weak if fault is None else attrs.evolve(weak, outcomes=Outcomes.ANY, error=fault)

    def considered(self, profile: Profile, context: Context) -> list[Considered]:
        """
        What the criterion looks at; where it is met on that, with what the floor does not accept set aside.
        """
        floor = self.floor.stricter(context.floor)
        under = context.under(floor)
        found = considered_by(self.criterion, profile, under) or []
        if under.assess(self.criterion, profile).outcomes is not Outcomes.MET:
            return found
        accepted = profile.accepted(floor, context.on)
        kept = considered_by(self.criterion, accepted, under.afresh()) or []
        return [*kept, *_refused(found, floor, profile, accepted, context.on)]

    def milestones(self, profile: Profile, context: Context) -> list[Milestone]:
        """
        The criterion's milestones; those that the floor does not accept are only possible.
        """
        inner: Any = self.criterion
        floor = self.floor.stricter(context.floor)
        accepted = {each.evidence.pointer for each in inner.milestones(profile.accepted(floor, context.on), context.afresh())}
        return [
            each if each.evidence.pointer in accepted else each._replace(certain=False, missing=_verified(each, floor))
            for each in inner.milestones(profile, context)
        ]

    def turning_points(self, profile: Profile, context: Context, until: date) -> list[date] | None:
        """
        Those of the criterion, by the whole profile and by what the floor accepts of it from each day on
        which that changes; and those days.
        """
        floor = self.floor.stricter(context.floor)
        under = context.under(floor)
        found = turning_points(self.criterion, profile, under, until)
        if found is None or (floor.at_least <= profile.weakest and not floor.within_last):
            return found
        sources = [each for each in days_of_sources(profile, floor.within_last) if context.on < each <= until]
        for day in (context.on, *sources):
            further = turning_points(self.criterion, profile.accepted(floor, day), under.at(day), until)
            found = [*found, *(further or ())]
        return [*found, *sources]

    def words(self) -> str:
        """
        The criterion's own words.
        """
        return called(self.criterion)


def _refused(
    found: Iterable[Considered], floor: Floor, profile: Profile, accepted: Profile, on: date
) -> Iterator[Considered]:
    """
    The records that are taken away, each with what it is worth.
    """
    for each in found:
        section, _, rest = each.pointer[1:].partition("/")
        record = _record(profile, section, rest)
        if record is not None and _record(accepted, section, rest) is None:
            source = profile.source_of(record)
            recently = " recently enough" if _lapsed(floor, source, on) else ""
            yield attrs.evolve(each, aside=f"{floor.strength(source, on).word}, not {floor.at_least.word}{recently}")


def _verified(milestone: Milestone, floor: Floor) -> tuple[Missing, ...]:
    pointer = f"{milestone.evidence.pointer}/source"
    return (*milestone.missing, Missing(pointer, f"Which source shows it to be {floor.at_least.word}: {milestone.evidence.says}?"))


def _too_weak(
    floor: Floor, finding: Finding, profile: Profile, accepted: Profile, on: date
) -> Finding:
    """
    It is met, but not on evidence that the floor accepts: not known, with the sources to ask for.
    """
    weak = dict.fromkeys(_weak(finding, profile, accepted))
    worth = min((floor.strength(source, on) for _, _, source in weak), default=Strength.CLAIMED)
    lapsed = worth >= floor.at_least or any(_lapsed(floor, source, on) for _, _, source in weak)
    needed = f"{floor.at_least.word} recently enough" if lapsed else floor.at_least.word
    found = Finding.undetermined(
        Reason(
            "evidence.too-weak",
            "{why}; {found}, not {needed}",
            {"why": finding.reason.text, "found": worth.word, "needed": needed},
        ),
        evidence=finding.cited(),
        missing=[Missing(at, f"Which source shows it to be {needed}: {what}?") for at, what, _ in weak],
    )
    return attrs.evolve(found, parts=finding.parts) if finding.degraded else found


def _lapsed(floor: Floor, source: Source | None, on: date) -> bool:
    """
    A verification that would do if it were more recent, or dated.
    """
    return floor.strength(source, on) < Floor(floor.at_least).strength(source, on)


def _weak(
    finding: Finding, profile: Profile, accepted: Profile
) -> Iterator[tuple[str, str, Source | None]]:
    """
    What the finding cites and the floor takes away: where its source would stand, and what it is now.

    Those are records taken out, extensions, and sections whose completeness is not believed; all
    such sections where the finding cites none.
    """
    lost = profile.complete - accepted.complete
    found = False
    for evidence in finding.cited():
        section, _, rest = evidence.pointer[1:].partition("/")
        record = _record(profile, section, rest)
        if section not in SECTIONS:
            yield evidence.pointer, evidence.says, None
        elif record is not None and all(each is not record for each in accepted.records(section)):
            yield record.at("source"), evidence.says, profile.source_of(record)
        elif record is None and section in lost:
            yield f"/sources/{section}", f"that `{section}` is complete", profile.sources.get(section)
        else:
            continue
        found = True
    if not found:
        for section in sorted(lost):
            yield f"/sources/{section}", f"the section `{section}`", profile.sources.get(section)


def _record(profile: Profile, section: str, rest: str) -> Record | None:
    """
    The record that a pointer into *section* lies in, if it lies in one.
    """
    pointer = f"/{section}/{rest.split('/', maxsplit=1)[0]}"
    found = profile.records(section) if rest and section in SECTIONS else ()
    return next((each for each in found if each.pointer == pointer), None)
