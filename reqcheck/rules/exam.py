"""
Exam: a licensing examination passed, whole or in one part.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from itertools import product
from math import prod
from typing import ClassVar, NamedTuple

import attrs

from reqcheck import (
    Context,
    Criterion,
    Event,
    Evidence,
    Exam,
    ExamsOnFile,
    Finding,
    Judgement,
    Missing,
    Profile,
    Reason,
    Span,
    Term,
    Verdict,
    Vocabulary,
    happened,
    hookimpl,
    listed,
    shifted,
    terms,
)


class _Sequence(NamedTuple):
    """
    Parts that together are a whole examination, perhaps only if all were taken before a day.
    """

    parts: tuple[str, ...]
    before: date | None = None


@attrs.frozen(kw_only=True)
class ExamPassed:
    """
    The candidate passed one of the examinations in *exam*: every part of a sequence that the
    vocabulary accepts, older mixes included; or, with *part*, that part.

    Each part took at most *max_attempts*, all of them lie within a *span*, and the last was passed
    *within_last*, where these are asked.
    """

    kind: ClassVar[str] = "exam"

    exam: tuple[str, ...] = terms("exams", default=attrs.NOTHING)
    part: str | None = None
    max_attempts: int | None = None
    span: Span | None = None
    within_last: Span | None = None
    _known: dict[Vocabulary, tuple[_Sequence, ...]] = attrs.field(factory=dict, init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        if self.max_attempts is not None and self.max_attempts < 1:
            msg = "`max_attempts` is 1 or more"
            raise ValueError(msg)

    def fits(self, vocabulary: Vocabulary) -> None:
        """
        Raises `ValueError` where *part* is no part of the examination.
        """
        if self.part is not None and not self._parts(vocabulary):
            near = vocabulary.exam_parts.suggest(f"{self.exam[0]} {self.part}")
            msg = f"`{self.part}` is no part of {listed(self.exam)}" + (f"; did you mean `{near}`?" if near else "")
            raise ValueError(msg)

    def assess(self, profile: Profile, context: Context) -> Finding:
        on_file = context.once("exams on file", lambda: ExamsOnFile.of(profile, context))
        parts: dict[str, list[Judgement]] = {}
        tried: list[_Tried] = []
        for sequence in self._sequences(context.vocabulary):
            for code in sequence.parts:
                if code not in parts:
                    parts[code] = self._judged(code, on_file, context)
            tried.append(_Tried.of(sequence, parts, self, on_file, profile, context))
            if tried[-1].verdict is Verdict.MET:
                break
        best = max(each.verdict for each in tried)
        return _finding(self.sought, [each for each in tried if each.verdict is best], best, profile)

    def _judged(self, code: str, on_file: ExamsOnFile, context: Context) -> list[Judgement]:
        """
        The records that are, or may be, of one part, put to the tests of having passed it.
        """
        certain, possible = on_file.of_part(code, context)
        judged: list[Judgement] = []
        for record in (*certain, *possible):
            each = Judgement(record, described)
            if len(judged) >= len(certain):
                each.test(
                    Verdict.UNDETERMINED, "exam.part-unknown", "{what}: which part it is is not known, or not recognized",
                    at="part", ask="Which part of which examination is {what}?",
                )
            event = on_file.events[record.pointer]
            happened(each, event, context.on, "exam", at="taken", word="passed", status="result")
            if self.max_attempts is not None:
                each.test(
                    _attempts(record, certain, self.max_attempts), "exam.attempts",
                    "{what}: not certainly within the attempts asked",
                    at="attempts", ask="How many attempts did {what} take?",
                )
            judged.append(each)
        return judged

    def _parts(self, vocabulary: Vocabulary) -> list[Term]:
        """
        The parts that are asked, by their own name or by that of their examination.
        """
        known, exams = vocabulary.exam_parts, [each for each in vocabulary.exams if each.among(self.exam)]
        found = (known.find(f"{exam.code} {self.part}") or known.find(self.part or "") for exam in exams)
        families = {each.code for each in exams}
        parts = (each for each in found if each is not None and each.facts["family"] in families)
        return list({each.code: each for each in parts}.values())

    def _sequences(self, vocabulary: Vocabulary) -> tuple[_Sequence, ...]:
        """
        What suffices, in the order of the vocabulary; looked up once.
        """
        if vocabulary not in self._known:
            self._known[vocabulary] = tuple(self._looked_up(vocabulary))
        return self._known[vocabulary]

    def _looked_up(self, vocabulary: Vocabulary) -> Iterator[_Sequence]:
        if self.part is not None:
            yield from (_Sequence((each.code,)) for each in self._parts(vocabulary))
            return
        for exam in vocabulary.exams:
            for sequence in exam.facts.get("sequences", ()) if exam.among(self.exam) else ():
                before = sequence.get("before")
                yield _Sequence(tuple(sequence["parts"]), date.fromisoformat(before) if before else None)

    @cached_property
    def sought(self) -> str:
        """
        What is looked for, in words.
        """
        return f"{listed(self.exam)}{f' {self.part}' if self.part else ''}"

    def words(self) -> str:
        return self.sought


class _Tried(NamedTuple):
    """
    A sequence, with the records that may show each of its parts, and the verdict on all together.
    """

    parts: Mapping[str, list[Judgement]]
    verdict: Verdict
    passed: int

    @classmethod
    def of(
        cls,
        sequence: _Sequence,
        judged: Mapping[str, list[Judgement]],
        asked: ExamPassed,
        on_file: ExamsOnFile,
        profile: Profile,
        context: Context,
    ) -> _Tried:
        floor = Verdict.NOT_MET if profile.is_complete("exams") else Verdict.UNDETERMINED
        parts = {code: judged[code] for code in sequence.parts}
        verdicts = [max([each.verdict for each in of_part], default=floor) for of_part in parts.values()]
        together = min(verdicts)
        if sequence.before is not None and together is not Verdict.NOT_MET:
            parts = {code: _before(sequence.before, each, on_file) for code, each in parts.items()}
            verdicts = [max([each.verdict for each in of_part], default=floor) for of_part in parts.values()]
            together = min(verdicts)
        if together is not Verdict.NOT_MET and (asked.span is not None or asked.within_last is not None):
            together = min(together, _in_time(parts, asked, on_file, context.on))
        return cls(parts, max(floor, together), verdicts.count(Verdict.MET))


def _before(day: date, judged: list[Judgement], on_file: ExamsOnFile) -> list[Judgement]:
    """
    The same records, put to the test of having been taken before a day.
    """
    tested = []
    for each in judged:
        again = each.copy()
        again.test(
            on_file.events[each.record.pointer].within(date.min, shifted(day, -1)), "exam.too-late",
            "{what}: not certainly taken while this mix of examinations was accepted",
            at="taken", ask="When was {what} taken?",
        )
        tested.append(again)
    return tested


def _attempts(record: Exam, of_part: list[Exam], allowed: int) -> Verdict:
    """
    Whether a part took at most the attempts allowed; records whose days are apart are sittings of their own.
    """
    sittings, latest = 0, date.min
    for taken in sorted((each.taken for each in of_part if each.taken is not None), key=lambda day: day.last):
        if taken.first > latest:
            sittings, latest = sittings + 1, taken.last
    if max(sittings, record.attempts or 0) > allowed:
        return Verdict.NOT_MET
    return Verdict.MET if record.attempts is not None else Verdict.UNDETERMINED


def _in_time(
    parts: Mapping[str, list[Judgement]], asked: ExamPassed, on_file: ExamsOnFile, on: date
) -> Verdict:
    """
    Whether some choice of a pass for each part lies within the span asked and is recent enough.
    """
    passes = [[each for each in judged if not each.failed] for judged in parts.values()]
    if not all(passes) or prod(map(len, passes)) > CHOICES:
        return Verdict.UNDETERMINED
    return max(
        min(
            *(each.verdict for each in chosen),
            _fits([on_file.events[each.record.pointer] for each in chosen], asked, on),
        )
        for chosen in product(*passes)
    )


def _fits(days: list[Event], asked: ExamPassed, on: date) -> Verdict:
    """
    Whether these passes lie within the span asked and the last of them is recent enough.
    """
    if any(each.disputed for each in days):
        return Verdict.UNDETERMINED
    last = Event(max(each.first for each in days), max(each.last for each in days), True, None, on)
    first = Event(min(each.first for each in days), min(each.last for each in days), True, None, on)
    verdict = Verdict.MET
    if asked.span is not None:
        within = asked.span.after(first.first) >= last.last
        outside = asked.span.after(first.last) < last.first
        verdict = Verdict.MET if within else Verdict.NOT_MET if outside else Verdict.UNDETERMINED
    return verdict if asked.within_last is None else min(verdict, last.recent(asked.within_last, on))


#: How many choices of passes are compared, where parts were passed more than once.
CHOICES = 256


def _finding(sought: str, best: list[_Tried], verdict: Verdict, profile: Profile) -> Finding:
    """
    The finding on the sequences that came furthest.
    """
    if verdict is Verdict.MET:
        passes = [each for judged in best[0].parts.values() for each in judged if each.verdict is Verdict.MET]
        evidence = [Evidence.of(each.record, each.says) for each in passes]
        return Finding.of(True, Reason("exam.passed", "{sought} passed", {"sought": sought}), evidence=evidence)
    passed = max(each.passed for each in best)
    nearest = [each for each in best if each.passed == passed]
    shown = dict.fromkeys(
        Evidence.of(each.record, each.says)
        for sequence in nearest
        for judged in sequence.parts.values()
        for each in judged
        if each.verdict is Verdict.MET or (each.passed if verdict is Verdict.NOT_MET else not each.failed)
    )
    lacking = [code for code, judged in nearest[0].parts.items() if not any(each.verdict is Verdict.MET for each in judged)]
    values = {"sought": sought, "lacking": listed(lacking, "and")}
    if verdict is Verdict.NOT_MET:
        near = (each for judged in nearest[0].parts.values() for each in judged if each.failed and each.passed)
        reason = next((each.reason for each in near), None)
        template = "{sought}: no pass of {lacking} on file" if lacking else "{sought}: not in the time asked"
        absent = Evidence("/exams", "complete; it holds no more passes of this examination")
        return Finding.of(False, reason or Reason("exam.lacking", template, values), evidence=(*shown, absent))
    template = "{sought}: whether {lacking} was passed is not known" if lacking else "{sought}: whether it was in the time asked is not known"
    return Finding.undetermined(
        Reason("exam.unknown", template, values), evidence=shown, missing=_asked(nearest[0], profile)
    )


def _asked(nearest: _Tried, profile: Profile) -> dict[Missing, None]:
    """
    What would show the parts that are not certainly passed, or when the passed ones were taken.
    """
    asked: dict[Missing, None] = {}
    for code, judged in nearest.parts.items():
        if any(each.verdict is Verdict.MET for each in judged):
            continue
        asked.update(dict.fromkeys(missing for each in judged for missing in each.missing))
        if not profile.is_complete("exams"):
            asked[Missing("/exams/-", f"Was {code} passed, and on which day?")] = None
    undated = (
        each
        for judged in nearest.parts.values()
        for each in judged
        if not asked and isinstance(each.record, Exam) and not _dated(each.record)
    )
    asked.update(dict.fromkeys(Missing(each.record.at("taken"), f"On which day was {each.says} taken?") for each in undated))
    return asked


def _dated(record: Exam) -> bool:
    return record.taken is not None and record.taken.first == record.taken.last


def described(record: Exam) -> str:
    words = (record.exam, record.part) if record.part else (record.exam or "an examination",)
    result = f", {record.result}" if record.result else ""
    return " ".join(filter(None, words)) + result + (f", {record.taken.text}" if record.taken else "")


@hookimpl
def reqcheck_criteria() -> list[type[Criterion]]:
    return [ExamPassed]
