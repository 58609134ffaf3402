"""
Exam: a licensing examination passed, whole or in one part.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import ClassVar, NamedTuple

import attrs

from reqcheck import (
    MET,
    NOT_MET,
    UNDETERMINED,
    Considered,
    Context,
    Criterion,
    Evidence,
    Exam,
    ExamPart,
    ExamSequence,
    ExamsOnFile,
    Explanation,
    Finding,
    Judgement,
    Missing,
    Outcomes,
    Profile,
    Reason,
    Remedy,
    Span,
    Test,
    Verdict,
    Vocabulary,
    days_that_matter,
    exam_passed,
    graded,
    happened,
    hookimpl,
    listed,
    terms,
)


@attrs.frozen(kw_only=True)
class ExamPassed:
    """
    The candidate passed one of the examinations in *exam*: every part of a sequence that the
    vocabulary accepts, older mixes included; or, with *part*, that part.

    Each part took at most *max_attempts*, all lie within a *span*, and the last was passed *within_last*.
    """

    kind: ClassVar[str] = "exam"
    area: ClassVar[str] = "examinations"

    exam: tuple[str, ...] = terms("exams", default=attrs.NOTHING, stricter="less")
    part: str | None = None
    max_attempts: int | None = graded(default=None, stricter="less")
    span: Span | None = graded(default=None, stricter="less")
    within_last: Span | None = graded(default=None, stricter="less")

    def __attrs_post_init__(self) -> None:
        if self.max_attempts is not None and self.max_attempts < 1:
            msg = "`max_attempts` is 1 or more"
            raise ValueError(msg)

    def fits(self, vocabulary: Vocabulary) -> None:
        """
        Raises `ValueError` where *part* is no part of the examination.
        """
        if self.part is not None and not ExamsOnFile.named(self.part, self.exam, vocabulary):
            near = vocabulary.exam_parts.suggest(f"{self.exam[0]} {self.part}")
            msg = f"`{self.part}` is no part of {listed(self.exam)}" + (f"; did you mean `{near}`?" if near else "")
            raise ValueError(msg)

    def assess(self, profile: Profile, context: Context) -> Finding:
        verdict, way = self._verdict(profile, context)
        if way is not None:
            return Finding.later(Outcomes.of(MET), self._met, way, profile, context)
        return Finding.later(Outcomes.of(verdict), self._explained, verdict, profile, context)

    def turning_points(self, profile: Profile, context: Context, until: date) -> Iterable[date] | None:
        return days_that_matter(profile, context, ("exams",), (self.span, self.within_last))

    def _verdict(self, profile: Profile, context: Context) -> tuple[Verdict, ExamSequence | None]:
        """
        The verdict on the best of all ways, and the first that suffices; one that could be no better
        is not looked into.
        """
        ways, parts = self._ways(context.vocabulary)
        on_file = ExamsOnFile.of(profile, context)
        best, timed = on_file.floor, self.span is not None or self.within_last is not None
        met, possible = ExamPart.passed(parts, on_file, profile, context)
        for way in ways:
            if not way.codes <= possible:
                continue
            verdict = MET if way.codes <= met else UNDETERMINED
            if way.early and verdict > best:
                verdict = min(each.verdict(on_file, profile, context) for each in way.early)
            if timed and verdict > best:
                verdict = min(verdict, self._in_time(way.early or way.parts, profile, context))
            if verdict is MET:
                return MET, way
            best = max(best, verdict)
        return best, None

    def _in_time(self, parts: tuple[ExamPart, ...], profile: Profile, context: Context) -> Verdict:
        """
        Whether some choice of a pass for each part lies within the span asked and is recent enough.
        """
        passes = (each.passes(profile, context) for each in parts)
        return ExamsOnFile.in_time(passes, self.span, self.within_last, context.on)

    def _met(self, way: ExamSequence, profile: Profile, context: Context) -> Explanation:
        passes = [each for part in way.early or way.parts for each in part.shown(profile, context)]
        return Explanation(Reason("exam.passed", "{sought} passed", {"sought": self.sought}), _shown(passes))

    def _explained(self, verdict: Verdict, profile: Profile, context: Context) -> Explanation:
        """
        Why the best of all ways comes to no more than *verdict*: said of the ways that come to it.
        """
        best = [each for each in self._tried(profile, context) if each.verdict is verdict]
        return _nearest(self.sought, _furthest(best), profile)

    def _tried(self, profile: Profile, context: Context) -> list[_Tried]:
        """
        Every way, and how far the records go in it.
        """
        ways, parts = self._ways(context.vocabulary)
        judged = {code: parts[code].judged(profile, context) for code in ExamsOnFile.of(profile, context).told(parts)}
        return [self._try(way, judged, profile, context) for way in ways]

    def remedies(self, profile: Profile, context: Context) -> list[Remedy]:
        known, found = context.vocabulary.exam_parts, {}
        for way, each in zip(self._ways(context.vocabulary)[0], self._tried(profile, context), strict=True):
            for codes in () if way.early else (each.lacking, list(each.parts)):  # what is lacking, or all of it anew
                terms = [term for code in codes if (term := known.find(code)) is not None and "discontinued" not in term.facts]
                parts = [{"exam": it.facts["family"], "part": it.facts.get("part"), "result": "pass", "taken": context.on, "attempts": 1} for it in terms]
                if codes and len(parts) == len(codes):
                    found[tuple(codes)] = Remedy.obtain(listed(codes, "and"), "exams", parts, context.on)
        return sorted(found.values(), key=attrgetter("credentials"))[:3]

    def met_by(self, vocabulary: Vocabulary) -> list[str]:
        ways, _ = self._ways(vocabulary)
        return [f"records in `exams`: {way.parts[0].certain.asked}: {listed((each.code for each in way.parts), 'and')}" for way in ways]

    def considered(self, profile: Profile, context: Context) -> list[Considered]:
        """
        Every record, as the part that it shows best, and the sequences that come nearest.
        """
        tried = self._tried(profile, context)
        best = max((each.verdict for each in tried), default=NOT_MET)
        nearest = _furthest([each for each in tried if each.verdict is best])
        shown = _as_parts([*nearest, *tried], context)
        records = [shown.get(each.pointer) or _another(each) for each in profile.exams]
        return [*records, *(each.considered(profile) for each in nearest)]

    def _try(self, way: ExamSequence, judged: Mapping[str, list[Judgement]], profile: Profile, context: Context) -> _Tried:
        """
        One way: how far the records go.
        """
        floor, asked = ExamsOnFile.of(profile, context).floor, way.parts
        parts = {each.code: judged.get(each.code, []) for each in asked}
        together = _together(parts, floor)
        if way.early and together is not NOT_MET:
            asked = way.early
            parts = {each.code: each.judged(profile, context) for each in asked}
            together = _together(parts, floor)
        in_time = self._in_time(asked, profile, context) if together is not NOT_MET else MET
        return _Tried(parts, max(floor, min(together, in_time)), in_time)

    @cached_property
    def _known(self) -> dict[Vocabulary, tuple[list[ExamSequence], dict[str, ExamPart]]]:
        return {}

    def _ways(self, vocabulary: Vocabulary) -> tuple[list[ExamSequence], dict[str, ExamPart]]:
        """
        What suffices, in the order of the vocabulary, and every part of it by its code; looked up once.
        """
        if vocabulary in self._known:
            return self._known[vocabulary]
        parts, early, ways = dict[str, ExamPart](), dict[tuple[str, date], ExamPart](), []
        sequences = ExamsOnFile.sequences(self.exam, vocabulary)
        if self.part is not None:
            sequences = (((each.code,), None) for each in ExamsOnFile.named(self.part, self.exam, vocabulary))
        for codes, before in sequences:
            for code in (each for each in codes if each not in parts):
                term = vocabulary.exam_parts.find(code)
                family = term.facts["family"] if term is not None else ""
                parts[code] = ExamPart.of(code, family, self._tests(code, family), described)
            asked = tuple(parts[code] for code in codes)
            in_time = tuple(early.setdefault((each.code, before), each.early(before)) for each in asked) if before else ()
            ways.append(ExamSequence(frozenset(codes), asked, in_time))
        return self._known.setdefault(vocabulary, (ways, parts))

    def _tests(self, code: str, family: str) -> tuple[Test, ...]:
        """
        The tests of having passed a part of a family.
        """
        passed = happened(exam_passed, "exam", "passed")
        if (allowed := self.max_attempts) is None:
            return (passed,)

        def decide(record: Exam, profile: Profile, context: Context) -> Verdict:
            return ExamsOnFile.of(profile, context).attempts(record, code, family, allowed, context)

        return passed, Test.saying(
            "attempts", decide, "exam.attempts", "{what}: not certainly within the attempts asked",
            at="attempts", ask="How many attempts did {what} take?", asked=f"at most {allowed}",
        )

    @cached_property
    def sought(self) -> str:
        """
        What is looked for, in words.
        """
        return f"{listed(self.exam)}{f' {self.part}' if self.part else ''}"

    def words(self) -> str:
        return self.sought


def _together(parts: Mapping[str, list[Judgement]], floor: Verdict) -> Verdict:
    return min(max((each.verdict for each in judged), default=floor) for judged in parts.values())


class _Tried(NamedTuple):
    """
    A way, with the records that may show each of its parts, the verdict on all together, and whether
    they are in the time asked; *lacking* are the parts that are not certainly passed.
    """

    parts: Mapping[str, list[Judgement]]
    verdict: Verdict
    in_time: Verdict

    @property
    def judged(self) -> Iterator[Judgement]:
        return (each for judged in self.parts.values() for each in judged)

    @property
    def lacking(self) -> list[str]:
        return [code for code, judged in self.parts.items() if not any(each.verdict is MET for each in judged)]


    def considered(self, profile: Profile) -> Considered:
        """
        The way as something that was looked at.
        """
        lacking = f"not certainly passed: {listed(self.lacking, 'and')}" if self.lacking else ""
        late = "not certainly in the time asked" if self.in_time is not MET else ""
        omits = "" if profile.is_complete("exams") or self.verdict is MET else "`exams` may omit some"
        note = "; ".join(filter(None, (lacking, late, omits))) or "every part is passed"
        what = f"{listed(self.parts, 'and')}{' together' if len(self.parts) > 1 else ''}"
        return Considered("/exams", what, self.verdict, note=note)


def _furthest(best: list[_Tried]) -> list[_Tried]:
    """
    The ways of which most parts are passed.
    """
    passed = [len(each.parts) - len(each.lacking) for each in best]
    return [each for each, count in zip(best, passed, strict=True) if count == max(passed)]


def _as_parts(tried: Iterable[_Tried], context: Context) -> dict[str, Considered]:
    """
    Each record as the part that it shows best, by its pointer.
    """
    best: dict[str, Considered] = {}
    for code, each in ((code, each) for way in tried for code, judged in way.parts.items() for each in judged):
        found = best.get(each.record.pointer)
        if found is None or each.verdict > found.verdict:
            best[each.record.pointer] = attrs.evolve(Considered.of(each, context), note=f"as {code}")
    return best


def _another(record: Exam) -> Considered:
    return Considered(record.pointer, described(record), NOT_MET, note="of no part that is asked")


def _nearest(sought: str, nearest: list[_Tried], profile: Profile) -> Explanation:
    """
    The nearest ways say why none suffices, or why that is not known.
    """
    judged = [each for way in nearest for each in way.judged]
    values = {"sought": sought, "lacking": listed(nearest[0].lacking, "and")}
    if nearest[0].verdict is NOT_MET:
        return _in_vain(nearest[0], judged, values)
    what = "{lacking} was passed" if nearest[0].lacking else "it was in the time asked"
    reason = Reason("exam.unknown", f"{{sought}}: whether {what} is not known", values)
    return Explanation(reason, _shown(each for each in judged if not each.failed), tuple(_asked(nearest[0], profile)))


def _in_vain(nearest: _Tried, judged: list[Judgement], values: dict[str, str]) -> Explanation:
    shown = _shown(each for each in judged if each.passed)
    absent = Evidence("/exams", "complete; it holds no more passes of this examination")
    reason = next((each.reason for each in nearest.judged if each.failed and each.passed), None)
    template = "{sought}: no pass of {lacking} on file" if nearest.lacking else "{sought}: not in the time asked"
    return Explanation(reason or Reason("exam.lacking", template, values), (*shown, absent))


def _shown(judged: Iterable[Judgement]) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys([Evidence.of(each.record, each.says) for each in judged]))


def _asked(nearest: _Tried, profile: Profile) -> dict[Missing, None]:
    """
    What would show the parts that are not certainly passed, or else that all were in the time asked.
    """
    asked: dict[Missing, None] = {}
    for code in nearest.lacking:
        asked.update(dict.fromkeys(missing for each in nearest.parts[code] for missing in each.missing))
        if not profile.is_complete("exams"):
            asked[Missing("/exams/-", f"Was {code} passed, and on which day?")] = None
    return asked or _asked_when(nearest)


def _asked_when(nearest: _Tried) -> dict[Missing, None]:
    """
    What would show a pass in the time asked: one not on file where none on file is, else their days,
    else which of them count.
    """
    if nearest.in_time is NOT_MET:
        codes = listed(nearest.parts)
        return {Missing("/exams/-", f"Was {codes} passed at another time as well, and on which day?"): None}
    undated = (each for each in nearest.judged if each.record.taken is None or each.record.taken.first != each.record.taken.last)
    days = dict.fromkeys(Missing(each.record.at("taken"), f"On which day was {each.says} taken?") for each in undated)
    return days or dict.fromkeys(missing for each in nearest.judged for missing in each.missing)


def described(record: Exam) -> str:
    words = (record.exam, record.part) if record.part else (record.exam or "an examination",)
    said = (" ".join(filter(None, words)), record.result, record.taken.text if record.taken else None)
    return ", ".join(filter(None, said))


@hookimpl
def reqcheck_criteria() -> list[type[Criterion]]:
    return [ExamPassed]
