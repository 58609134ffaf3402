"""
Certification: a certificate by an issuer other than a specialty board, such as life support.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import ClassVar

import attrs

from reqcheck import (
    Certification,
    Context,
    Criterion,
    Finding,
    Held,
    Judgement,
    Profile,
    Standing,
    Verdict,
    best_of,
    hookimpl,
    in_force,
    same_number,
    same_word,
    settled,
    standing_of,
    terms,
)


@attrs.frozen(kw_only=True)
class Certified:
    """
    The candidate holds the certification *name*, by one of *issuer* where that is asked.

    It is *current*, unless only having held it is asked.  Several are written as a tree.
    """

    kind: ClassVar[str] = "certification"

    name: str = terms("certifications", default=attrs.NOTHING, open_=True)
    issuer: tuple[str, ...] = ()
    current: bool = True

    def assess(self, profile: Profile, context: Context) -> Finding:
        held = context.once("certifications", lambda: _held(profile, context))
        judged = (self._judged(each, context) for each in held)
        return best_of("certifications", judged, profile, code="certification", sought=self.sought)

    def _judged(self, held: Held[Certification], context: Context) -> Judgement:
        judged = Judgement(held.record, described)
        if not self._named(judged, held.record, context) or not self._issued(judged, held.record):
            return judged
        if self.current:
            in_force(judged, held, context.on, "certification", begin="certified")
        else:
            period = held.standing.period
            judged.test(
                period.begun(date.min, context.on) if period is not None else Verdict.UNDETERMINED,
                "certification.held", "{what}: whether it was ever held is not known",
                at="certified", ask="When was {what} certified?",
            )
        return judged

    def _named(self, judged: Judgement, record: Certification, context: Context) -> bool:
        """
        Its name is the one asked: as a known term, or else as it is written.
        """
        known = context.vocabulary.certifications
        if record.name is None:
            return judged.word("name", None, (self.name,), known, "certification")
        found = known.find(record.name)
        if same_word(record.name, self.name, known) or (found is not None and found.among((self.name,))):
            return judged.test(Verdict.MET, "certification.name", "")
        return judged.test(
            Verdict.UNDETERMINED if found is None else Verdict.NOT_MET,
            "certification.name", "{what}: another certification, or one that is not recognized",
            at="name", ask=f"Is {{what}} the certification {self.name}?",
        )

    def _issued(self, judged: Judgement, record: Certification) -> bool:
        if not self.issuer:
            return True
        asked = {each.casefold() for each in self.issuer}
        same = record.issuer is not None and record.issuer.casefold() in asked
        return judged.test(
            Verdict.MET if same else Verdict.UNDETERMINED,
            "certification.issuer", "{what}: not certainly by an issuer that is asked",
            at="issuer", ask="Who issued {what}?",
        )

    @cached_property
    def sought(self) -> str:
        """
        What is looked for, in words.
        """
        return f"{'current ' if self.current else ''}{self.name} certification"

    def words(self) -> str:
        return self.sought


def _held(profile: Profile, context: Context) -> list[Held[Certification]]:
    standings: list[tuple[Certification, Standing]] = [
        (each, standing_of(each, each.status, each.certified, each.until, profile, context))
        for each in profile.certifications
    ]
    return settled(standings, _same(context), profile, context.on)


def _same(context: Context) -> Callable[[Certification, Certification], bool]:
    """
    Whether two records name the same certificate of the same issuer.
    """

    def same(one: Certification, other: Certification) -> bool:
        return (
            same_word(one.name, other.name, context.vocabulary.certifications)
            and same_number(one.issuer, other.issuer)
            and same_number(one.number, other.number)
        )

    return same


def described(record: Certification) -> str:
    status = f", {record.status}" if record.status else ""
    until = f", until {record.expires.text}" if record.expires is not None and not record.expires.open else ""
    return f"{record.name or 'a certification'}{status}{until}"


@hookimpl
def reqcheck_criteria() -> list[type[Criterion]]:
    return [Certified]
