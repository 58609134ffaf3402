"""
Board certification: certified by a specialty board, or still inside of the time to become so.
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
    Certification,
    Considered,
    Context,
    Criterion,
    Decide,
    Finding,
    Held,
    Matter,
    Occurrence,
    Profile,
    Remedy,
    Search,
    Span,
    Standing,
    Tell,
    Term,
    Terms,
    Test,
    Training,
    Verdict,
    Vocabulary,
    beside,
    days_that_matter,
    graded,
    happened,
    hookimpl,
    in_force,
    listed,
    same_word,
    standing_of,
    terms,
    word,
)

#: The completion of the training that makes one eligible.
completion = Occurrence("end", begin="start")


@attrs.frozen(kw_only=True)
class BoardCertification:
    """
    The candidate is certified by one of *board* (a board, or a group such as ABMS; `any` will do)
    in one of *specialty*, where that is asked.

    With *status* eligible, a completed training in the specialty (where none is asked: in one of the board's)
    has its anniversary (*eligible_for*, else the board's own window) not before the day asked.  A record that says
    eligible counts only inside of it, so it is the training that decides.  `pursuing` includes eligible.
    """

    kind: ClassVar[str] = "board_certification"
    area: ClassVar[str] = "certification"

    board: tuple[str, ...] = terms("boards", default=attrs.NOTHING, also=("any",), stricter="less", most="any", where=attrgetter("has_one_window"))
    specialty: tuple[str, ...] = terms("specialties", stricter="less", where=attrgetter("says_specialty"))
    status: Literal["certified", "eligible", "pursuing"] = graded(default="certified", stricter=("pursuing", "eligible"))
    eligible_for: Span | None = None

    @property
    def has_one_window(self) -> bool:
        """
        Whether the time to become certified is the same whichever board is asked.
        """
        return self.status == "certified" or self.eligible_for is not None

    @property
    def says_specialty(self) -> bool:
        """
        Whether the specialties are those asked, or all; else they are those of the boards.
        """
        return self.status == "certified" or "any" in self.board or bool(self.specialty)

    def assess(self, profile: Profile, context: Context) -> Finding:
        if self.status == "certified":
            return self.certified.best_of(profile, context)
        eligible = self._trained.best_of(profile, context)
        if self.status == "eligible":
            return eligible
        pursuing = self._pursued.best_of(profile, context)
        return Finding.any_of({"pursuing": pursuing, "eligible": eligible})

    def remedies(self, profile: Profile, context: Context) -> list[Remedy]:
        """
        Such a certification, or the training that makes one eligible for it.
        """
        known, on = context.vocabulary, context.on
        specialty, board = Remedy.code(known.specialties, self.specialty), Remedy.code(known.boards, self.board)
        if self.status == "eligible":
            specialty = specialty or next(iter(self._of_boards(known)), None)
            values = {"type": "residency", "specialty": specialty, "status": "completed", "end": on}
            return [Remedy.obtain(f"training to be {self.sought}", "training", values, on)]
        values = {"board": board or next(iter(known.boards)).code, "specialty": specialty, "status": self.status, "certified": on}
        return [Remedy.obtain(self.sought, "certifications", values, on)]

    def met_by(self, vocabulary: Vocabulary) -> list[str]:
        if self.status == "certified":
            return [self.certified.met_by()]
        pursued = [self._pursued.met_by()] if self.status == "pursuing" else []
        return [*pursued, self._trained.met_by()]

    def considered(self, profile: Profile, context: Context) -> list[Considered]:
        if self.status == "certified":
            return self.certified.considered(profile, context)
        eligible = self._trained.considered(profile, context)
        if self.status == "eligible":
            return eligible
        pursuing = self._pursued.considered(profile, context)
        return [*(each.within("pursuing") for each in pursuing), *(each.within("eligible") for each in eligible)]

    def turning_points(self, profile: Profile, context: Context, until: date) -> Iterable[date] | None:
        if self.status == "certified":
            return days_that_matter(profile, context, ("certifications",))
        return days_that_matter(profile, context, ("certifications", "training"), self._windows(context) or ())

    # -- certified ------------------------------------------------------------------------

    @cached_property
    def certified(self) -> Search:
        """
        The search for such a certification that is in force.
        """
        tests = (*self._of_board, *self._in_specialty, in_force(_held, "board", begin="certified"))
        return Search("certifications", "board", self.sought, described, tests)

    @cached_property
    def _of_board(self) -> tuple[Test, ...]:
        """
        It is by a board that is asked, and no certificate of another kind.
        """
        boards = word("board", self.board, "boards", "board", also=self._any_board)
        return tuple(attrs.evolve(each, decide=partial(_by_board, each.decide), matter=partial(_by_another, each.matter)) for each in boards)

    def _any_board(self, board: Term, known: Terms) -> bool:
        return "any" in self.board

    @cached_property
    def _in_specialty(self) -> tuple[Test, ...]:
        """
        One of its names is a specialty asked; what names only another one may have a subspecialty.
        """
        reads = ("subspecialty", "specialty", "name")
        test = Test("specialty", self._of_specialty, _of_another, reads=reads, asked=listed(self.specialty))
        return (test,) if self.specialty else ()

    def _of_specialty(self, record: Certification, profile: Profile, context: Context) -> Verdict:
        known = context.vocabulary.specialties
        names = (record.subspecialty, record.specialty, record.name)
        found = [known.find(each) for each in names if each is not None]
        if any(each is not None and each.among(self.specialty) for each in found):
            return MET
        other = record.subspecialty is not None and record.specialty is not None and None not in found
        return NOT_MET if other else UNDETERMINED

    # -- eligible -------------------------------------------------------------------------

    @cached_property
    def _trained(self) -> Search:
        """
        The search for training in the specialty that ended recently enough to be certified yet.
        """
        window = Test.saying(
            "window", self._inside, "board.window", "{what}: not certainly inside of the time to be certified",
            at="end", ask="On which day was {what} completed?",
            asked=f"completed in the last {self.eligible_for.text}" if self.eligible_for else "inside of the board's own window",
        )
        tests = (
            *word("type", ("residency", "fellowship"), "training_types", "board"),
            *self._trained_in,
            happened(completion, "board", "completed"),
            window,
        )
        return Search("training", "board", "training recent enough to be eligible", trained, tests)

    @cached_property
    def _trained_in(self) -> tuple[Test, ...]:
        """
        The training is in a specialty that is asked; where none is, in one that a board asked certifies.
        """
        if self.says_specialty:
            return word("specialty", self.specialty, "specialties", "board")
        return (Test("specialty", self._leads_to_board, _of_no_board, reads=("specialty",), asked=f"one of {listed(self.board)}"),)

    def _leads_to_board(self, record: Training, profile: Profile, context: Context) -> Verdict:
        """
        Never certainly not: what is known of a board's specialties need not be all.
        """
        term = context.vocabulary.specialties.find(record.specialty) if record.specialty is not None else None
        return MET if term is not None and term.code in self._of_boards(context.vocabulary) else UNDETERMINED

    def _of_boards(self, vocabulary: Vocabulary) -> tuple[str, ...]:
        """
        The specialties that the boards asked are known to certify.
        """
        return tuple(code for each in vocabulary.boards if each.among(self.board) for code in each.facts.get("specialties", ()))

    def _inside(self, record: Training, profile: Profile, context: Context) -> Verdict:
        """
        Whether the time to become certified is still open, by the rule or else by the boards asked.
        """
        event = completion(record, profile, context)
        windows = self._windows(context)
        if windows is None:
            return UNDETERMINED
        shortest, longest = (event.recent(each, context.on) for each in windows)
        return shortest if shortest is longest else UNDETERMINED

    def _windows(self, context: Context) -> tuple[Span, Span] | None:
        """
        The shortest and the longest time to become certified; None where a board's is not known.
        """
        if self.eligible_for is not None:
            return self.eligible_for, self.eligible_for
        boards = [each for each in context.vocabulary.boards if each.among(self.board)]
        years = [each.facts["eligible_years"] for each in boards if "eligible_years" in each.facts]
        if not years or len(years) < len(boards):
            return None
        return Span(12 * min(each[0] for each in years)), Span(12 * max(each[1] for each in years))

    @cached_property
    def _pursued(self) -> Search:
        """
        The search for a record whose status is pursuing, which it says of its own day only.
        """
        says = Test.saying(
            "pursuing", _pursues, "board.pursuing", "{what}: not certainly pursuing",
            at="status", ask="Is {what} pursuing now?", asked="pursuing",
        )
        return Search("certifications", "board", self.sought, described, (*self._of_board, *self._in_specialty, says))

    @cached_property
    def sought(self) -> str:
        """
        What is looked for, in words.
        """
        specialty = f" in {listed(self.specialty)}" if self.specialty else ""
        by = "any board" if "any" in self.board else listed(self.board)
        return f"board {'certification' if self.status == 'certified' else self.status}{specialty} ({by})"

    def words(self) -> str:
        return self.sought


def _by_board(asked: Decide, record: Certification, profile: Profile, context: Context) -> Verdict:
    return NOT_MET if _of_another_kind(record, context) else asked(record, profile, context)


def _by_another(asked: Tell, record: Certification, profile: Profile, context: Context) -> Matter:
    if _of_another_kind(record, context):
        return Matter("board.other", "{what}: not a certification by a board")
    return asked(record, profile, context)


def _of_another_kind(record: Certification, context: Context) -> bool:
    """
    A certificate that names no board and that no board gives, such as one in life support.
    """
    named = record.board is None and record.name is not None
    return named and context.vocabulary.certifications.find(record.name or "") is not None


def _of_another(record: Certification, profile: Profile, context: Context) -> Matter:
    return Matter(
        "board.specialty", "{what}: not certainly in a specialty that is asked",
        at="subspecialty" if record.specialty else "specialty", ask="In which specialty is {what}?",
    )


def _of_no_board(record: Training, profile: Profile, context: Context) -> Matter:
    if record.specialty is None:
        return Matter("board.specialty-unknown", "{what}: its specialty is not known", at="specialty", ask="What is the specialty of {what}?")
    return Matter(
        "board.specialty-of-board", "{what}: not certainly in a specialty that the board certifies",
        at="specialty", ask="Does {what} lead to a certification by a board that is asked?",
    )


def _pursues(record: Certification, profile: Profile, context: Context) -> Verdict:
    term = context.vocabulary.statuses.find(record.status) if record.status is not None else None
    if _standing(record, profile, context).in_force(context.on) is MET:
        return NOT_MET  # who is certified has arrived
    if term is None or profile.spoken_on(record, context.on) != context.on:
        return UNDETERMINED
    return Verdict.of(term.code == "pursuing")


def _held(record: Certification, profile: Profile, context: Context) -> Held[Certification]:
    """
    A certification as it stands beside those that name the same one.
    """
    return beside(record, profile.certifications, _standing, _same(context), profile, context)


def _standing(record: Certification, profile: Profile, context: Context) -> Standing:
    return standing_of(record, record.status, record.certified, record.until, profile, context)


def _same(context: Context) -> Callable[[Certification, Certification], Verdict]:
    """
    Whether two records name the same certificate; a specialty that is absent agrees with any, and a certificate of
    another kind is another one.
    """
    boards, specialties = context.vocabulary.boards, context.vocabulary.specialties

    def _specialty_in(name: str | None) -> str | None:
        return name if name is not None and specialties.find(name) is not None else None

    def same(one: Certification, other: Certification) -> Verdict:
        if _of_another_kind(one, context) or _of_another_kind(other, context):
            return NOT_MET
        first, second = (each.specialty or _specialty_in(each.name) for each in (one, other))
        narrow = one.subspecialty or None, other.subspecialty or None
        return min(
            same_word(one.board, other.board, boards),
            MET if None in (first, second) else same_word(first, second, specialties),
            Verdict.of(narrow == (None, None)) if None in narrow else same_word(*narrow, specialties),
        )

    return same


def described(record: Certification) -> str:
    words = (record.board, record.subspecialty or record.specialty or record.name, "certification")
    until = f"until {record.expires.text}" if record.expires is not None and not record.expires.open else ""
    return ", ".join(filter(None, (" ".join(filter(None, words)), record.status, until)))


def trained(record: Training) -> str:
    return " ".join(filter(None, (record.specialty, record.type or "training"))) + (f", until {record.end}" if record.end else "")


@hookimpl
def reqcheck_criteria() -> list[type[Criterion]]:
    return [BoardCertification]
