"""
Board certification: certified by a specialty board, or still inside of the time to become so.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import ClassVar, Literal

import attrs

from reqcheck import (
    Certification,
    Context,
    Criterion,
    Event,
    Finding,
    Held,
    Judgement,
    Profile,
    Span,
    Training,
    Verdict,
    best_of,
    event_of,
    happened,
    hookimpl,
    in_force,
    listed,
    same_word,
    settled,
    standing_of,
    terms,
)


@attrs.frozen(kw_only=True)
class BoardCertification:
    """
    The candidate is certified by one of *board* (a board, or a group such as ABMS; `any` will do)
    in one of *specialty*, where that is asked.

    With *status* eligible, a completed training in the specialty has its anniversary
    (*eligible_for*, else the board's own window) not before the day asked; a record that says
    eligible counts only inside of it.  `pursuing` includes eligible.
    """

    kind: ClassVar[str] = "board_certification"

    board: tuple[str, ...] = terms("boards", default=attrs.NOTHING, also=("any",))
    specialty: tuple[str, ...] = terms("specialties")
    status: Literal["certified", "eligible", "pursuing"] = "certified"
    eligible_for: Span | None = None

    def assess(self, profile: Profile, context: Context) -> Finding:
        held = context.once("board certifications", lambda: _held(profile, context))
        if self.status == "certified":
            judged = [self._certified(each, context) for each in held]
            return best_of("certifications", judged, profile, code="board", sought=self.sought)
        eligible = self._eligible(held, profile, context)
        if self.status == "eligible":
            return eligible
        pursuing = [self._says(each, "pursuing", profile, context) for each in held]
        found = best_of("certifications", pursuing, profile, code="board", sought=self.sought)
        return Finding.any_of({"pursuing": found, "eligible": eligible})

    # -- certified ------------------------------------------------------------------------

    def _certified(self, held: Held[Certification], context: Context) -> Judgement:
        judged = Judgement(held.record, described)
        if self._of_board(judged, held.record, context) and self._in_specialty(judged, held.record, context):
            in_force(judged, held, context.on, "board", begin="certified")
        return judged

    def _of_board(self, judged: Judgement, record: Certification, context: Context) -> bool:
        known = context.vocabulary
        other = record.board is None and record.name is not None and known.certifications.find(record.name) is not None
        if other:
            return judged.test(Verdict.NOT_MET, "board.other", "{what}: not a certification by a board")
        if "any" in self.board and record.board is not None and known.boards.find(record.board) is not None:
            return judged.test(Verdict.MET, "board.board", "")
        return judged.word("board", record.board, self.board, known.boards, "board")

    def _in_specialty(self, judged: Judgement, record: Certification, context: Context) -> bool:
        """
        One of its names is a specialty asked; what names only another one may have a subspecialty.
        """
        if not self.specialty:
            return True
        known = context.vocabulary.specialties
        names = (record.subspecialty, record.specialty, record.name)
        terms_ = [known.find(each) for each in names if each is not None]
        if any(each is not None and each.among(self.specialty) for each in terms_):
            return judged.test(Verdict.MET, "board.specialty", "")
        other = record.subspecialty is not None and record.specialty is not None and None not in terms_
        return judged.test(
            Verdict.NOT_MET if other else Verdict.UNDETERMINED,
            "board.specialty", "{what}: not certainly in a specialty that is asked",
            at="subspecialty" if record.specialty else "specialty",
            ask="In which specialty is {what}?",
        )

    # -- eligible -------------------------------------------------------------------------

    def _eligible(self, held: list[Held[Certification]], profile: Profile, context: Context) -> Finding:
        """
        By a training in the specialty that is recent enough, or by a record that says so inside of the time.
        """
        trained = [self._recent(each, profile, context, in_specialty=True) for each in profile.training]
        by_training = best_of("training", trained, profile, code="board", sought="training recent enough to be eligible")
        said = [self._says(each, "eligible", profile, context) for each in held]
        if not self.specialty or all(each.failed for each in said):
            return by_training
        recent = [self._recent(each, profile, context, in_specialty=False) for each in profile.training]
        inside = best_of("training", recent, profile, code="board", sought="training recent enough to be eligible")
        stated = best_of("certifications", said, profile, code="board", sought="record of board eligibility")
        return Finding.any_of({"training": by_training, "stated": Finding.all_of({"record": stated, "inside": inside})})

    def _recent(self, record: Training, profile: Profile, context: Context, *, in_specialty: bool) -> Judgement:
        judged = Judgement(record, trained)
        known = context.vocabulary
        judged.word("type", record.type, ("residency", "fellowship"), known.training_types, "board")
        if in_specialty or (record.specialty and known.specialties.find(record.specialty) is not None):
            judged.word("specialty", record.specialty, self.specialty, known.specialties, "board")
        if judged.failed:
            return judged
        event = event_of(record, record.status, record.end, profile, context, begin=record.start)
        if happened(judged, event, context.on, "board", at="end", word="completed"):
            judged.test(
                self._inside(event, context), "board.window", "{what}: not certainly inside of the time to be certified",
                at="end", ask="On which day was {what} completed?",
            )
        return judged

    def _inside(self, event: Event, context: Context) -> Verdict:
        """
        Whether the time to become certified is still open, by the rule or else by the boards asked.
        """
        if self.eligible_for is not None:
            return event.recent(self.eligible_for, context.on)
        boards = [each for each in context.vocabulary.boards if each.among(self.board)]
        windows = [each.facts["eligible_years"] for each in boards if "eligible_years" in each.facts]
        if not windows or len(windows) < len(boards):
            return Verdict.UNDETERMINED
        shortest = event.recent(Span(12 * min(each[0] for each in windows)), context.on)
        longest = event.recent(Span(12 * max(each[1] for each in windows)), context.on)
        return shortest if shortest is longest else Verdict.UNDETERMINED

    def _says(self, held: Held[Certification], word: str, profile: Profile, context: Context) -> Judgement:
        """
        A record whose status is *word*, which it says of its own day only.
        """
        record = held.record
        judged = Judgement(record, described)
        if not self._of_board(judged, record, context) or not self._in_specialty(judged, record, context):
            return judged
        term = context.vocabulary.statuses.find(record.status) if record.status is not None else None
        today = profile.spoken_on(record, context.on) == context.on
        if term is not None and term.code != word and today:
            verdict = Verdict.NOT_MET
        else:
            verdict = Verdict.MET if term is not None and term.code == word and today else Verdict.UNDETERMINED
        judged.test(
            verdict, f"board.{word}", "{what}: not certainly " + word, at="status", ask=f"Is {{what}} {word} now?",
        )
        return judged

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


def _held(profile: Profile, context: Context) -> list[Held[Certification]]:
    standings = [
        (each, standing_of(each, each.status, each.certified, each.until, profile, context))
        for each in profile.certifications
    ]
    return settled(standings, _same(context), profile, context.on)


def _same(context: Context) -> Callable[[Certification, Certification], bool]:
    """
    Whether two records name the same certificate; a specialty that is absent agrees with any.
    """
    boards, specialties = context.vocabulary.boards, context.vocabulary.specialties

    def _specialty_in(name: str | None) -> str | None:
        return name if name is not None and specialties.find(name) is not None else None

    def same(one: Certification, other: Certification) -> bool:
        first, second = (each.specialty or _specialty_in(each.name) for each in (one, other))
        return (
            same_word(one.board, other.board, boards)
            and (None in (first, second) or same_word(first, second, specialties))
            and (one.subspecialty == other.subspecialty or same_word(one.subspecialty, other.subspecialty, specialties))
        )

    return same


def described(record: Certification) -> str:
    words = (record.board, record.subspecialty or record.specialty or record.name, "certification")
    status = f", {record.status}" if record.status else ""
    until = f", until {record.expires.text}" if record.expires is not None and not record.expires.open else ""
    return f"{' '.join(filter(None, words))}{status}{until}"


def trained(record: Training) -> str:
    return " ".join(filter(None, (record.specialty, record.type or "training"))) + (f", until {record.end}" if record.end else "")


@hookimpl
def reqcheck_criteria() -> list[type[Criterion]]:
    return [BoardCertification]
