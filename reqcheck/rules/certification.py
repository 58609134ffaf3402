"""
Certification: a certificate by an issuer other than a specialty board, such as life support.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import cached_property, partial
from typing import ClassVar

import attrs

from reqcheck import (
    MET,
    NOT_MET,
    UNDETERMINED,
    Certification,
    Considered,
    Context,
    Criterion,
    Decide,
    Finding,
    Held,
    Matter,
    Profile,
    Remedy,
    Search,
    Standing,
    Tell,
    Test,
    Verdict,
    Vocabulary,
    beside,
    days_that_matter,
    graded,
    hookimpl,
    in_force,
    listed,
    same_name,
    same_number,
    same_word,
    standing_of,
    terms,
    word,
)


@attrs.frozen(kw_only=True)
class Certified:
    """
    The candidate holds the certification *name*, by one of *issuer* where that is asked.

    It is *current*, unless only having held it is asked.  Several are written as a tree.
    """

    kind: ClassVar[str] = "certification"
    area: ClassVar[str] = "certification"

    name: str = terms("certifications", default=attrs.NOTHING, open_=True)
    issuer: tuple[str, ...] = graded(default=(), stricter="less")
    current: bool = graded(default=True, stricter="more")

    def assess(self, profile: Profile, context: Context) -> Finding:
        return self.search.best_of(profile, context)

    def remedies(self, profile: Profile, context: Context) -> list[Remedy]:
        values = {"name": self.name, "issuer": next(iter(self.issuer), None), "status": "certified", "certified": context.on}
        return [Remedy.obtain(self.sought, "certifications", values, context.on)]

    def met_by(self, vocabulary: Vocabulary) -> list[str]:
        return [self.search.met_by()]

    def considered(self, profile: Profile, context: Context) -> list[Considered]:
        return self.search.considered(profile, context)

    def turning_points(self, profile: Profile, context: Context, until: date) -> Iterable[date] | None:
        return days_that_matter(profile, context, ("certifications",))

    @cached_property
    def search(self) -> Search:
        """
        The search for such a certification.
        """
        tests = [*self._named, *self._issued]
        if self.current:
            tests.append(in_force(_held, "certification", begin="certified"))
        else:
            tests.append(Test.saying(
                "held", _ever_held, "certification.held", "{what}: whether it was ever held is not known",
                at="certified", ask="When was {what} certified?", reads=("status", "certified"), asked="held by {on}",
            ))
        return Search("certifications", "certification", self.sought, described, tuple(tests))

    @cached_property
    def _named(self) -> tuple[Test, ...]:
        """
        Its name is the one asked: as a known term, or else as it is written.
        """
        known = word("name", (self.name,), "certifications", "certification")
        other = Matter(
            "certification.name", "{what}: another certification, or one that is not recognized",
            at="name", ask=f"Is {{what}} the certification {self.name}?",
        )
        return tuple(
            attrs.evolve(each, decide=partial(self._is_named, each.decide), matter=partial(_unnamed, each.matter, other))
            for each in known
        )

    def _is_named(self, known: Decide, record: Certification, profile: Profile, context: Context) -> Verdict:
        if record.name is not None and same_word(record.name, self.name, context.vocabulary.certifications) is MET:
            return MET
        found = known(record, profile, context)
        return NOT_MET if found is UNDETERMINED and self._is_of_a_specialty(record, context.vocabulary) else found

    def _is_of_a_specialty(self, record: Certification, vocabulary: Vocabulary) -> bool:
        """
        Whether it is plainly a board's certification in a specialty: a known board and a specialty by its name.

        What is asked is then another one, if it is known and not issued by that board.
        """
        named, board = record.name, vocabulary.boards.find(record.board) if record.board is not None else None
        if named is None or board is None or vocabulary.specialties.find(named) is None or vocabulary.certifications.find(named) is not None:
            return False
        asked = [each for each in vocabulary.certifications if each.among((self.name,))]
        issuers = [each.facts.get("issuer") for each in asked]
        return bool(asked) and all(vocabulary.boards.find(str(each)) is not board for each in issuers)

    @cached_property
    def _issued(self) -> tuple[Test, ...]:
        """
        It is by an issuer asked; another name may be the same issuer.
        """
        asked = {each.casefold() for each in self.issuer}

        def decide(record: Certification, profile: Profile, context: Context) -> Verdict:
            return MET if record.issuer is not None and record.issuer.casefold() in asked else UNDETERMINED

        test = Test.saying(
            "issuer", decide, "certification.issuer", "{what}: not certainly by an issuer that is asked",
            at="issuer", ask="Who issued {what}?", asked=listed(self.issuer),
        )
        return (test,) if asked else ()

    @cached_property
    def sought(self) -> str:
        """
        What is looked for, in words.
        """
        return f"{'current ' if self.current else ''}{self.name} certification"

    def words(self) -> str:
        return self.sought


def _unnamed(unnamed: Tell, other: Matter, record: Certification, profile: Profile, context: Context) -> Matter:
    return unnamed(record, profile, context) if record.name is None else other


def _ever_held(record: Certification, profile: Profile, context: Context) -> Verdict:
    period = _held(record, profile, context).standing.period
    return period.begun(date.min, context.on) if period is not None else UNDETERMINED


def _held(record: Certification, profile: Profile, context: Context) -> Held[Certification]:
    """
    A certification as it stands beside those that name the same one.
    """
    return beside(record, profile.certifications, _standing, _same(context), profile, context)


def _standing(record: Certification, profile: Profile, context: Context) -> Standing:
    return standing_of(record, record.status, record.certified, record.until, profile, context)


def _same(context: Context) -> Callable[[Certification, Certification], Verdict]:
    """
    Whether two records name the same certificate of the same issuer; a board's certification without a name is another one.
    """

    def same(one: Certification, other: Certification) -> Verdict:
        if any(each.name is None and (each.board or each.specialty) for each in (one, other)):
            return NOT_MET
        return min(
            same_word(one.name, other.name, context.vocabulary.certifications),
            same_name(one.issuer, other.issuer),
            same_number(one.number, other.number),
        )

    return same


def described(record: Certification) -> str:
    status = f", {record.status}" if record.status else ""
    until = f", until {record.expires.text}" if record.expires is not None and not record.expires.open else ""
    return f"{record.name or 'a certification'}{status}{until}"


@hookimpl
def reqcheck_criteria() -> list[type[Criterion]]:
    return [Certified]
