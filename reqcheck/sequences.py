"""
Sequences: the parts that together are a whole examination, each with the tests of having passed it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from reqcheck.dates import shifted
from reqcheck.examinations import ExamsOnFile, exam_passed
from reqcheck.judgement import Judgement, Test, best
from reqcheck.search import Search
from reqcheck.verdict import MET, NOT_MET, UNDETERMINED, Verdict

if TYPE_CHECKING:
    from reqcheck.criterion import Context
    from reqcheck.profile import Profile
    from reqcheck.records import Exam
    from reqcheck.status import Event


class ExamPart(NamedTuple):
    """
    A part that is asked, with the tests for the records that are of it, and for those that may be.
    """

    code: str
    family: str
    certain: Search
    possible: Search

    @classmethod
    def of(cls, code: str, family: str, tests: tuple[Test, ...], describe: Callable[[Any], str]) -> ExamPart:
        which = Test.saying(
            "part", lambda *_: UNDETERMINED, "exam.part-unknown", "{what}: which part it is is not known, or not recognized",
            at="part", ask="Which part of which examination is {what}?", asked=code,
        )
        return cls(code, family, *(Search("exams", "exam", code, describe, each) for each in (tests, (which, *tests))))

    def early(self, day: date) -> ExamPart:
        """
        The same part, taken before a day.
        """
        until = shifted(day, -1)
        before = Test.saying(
            "taken", lambda *it: exam_passed(*it).within(date.min, until), "exam.too-late",
            "{what}: not certainly taken while this mix of examinations was accepted",
            at="taken", ask="When was {what} taken?", asked=f"until {until}",
        )
        return ExamPart.of(self.code, self.family, (*self.certain.tests, before), self.certain.describe)

    def records(self, profile: Profile, context: Context) -> list[tuple[Search, Exam]]:
        """
        The records that are, or may be, of this part, each with its tests.
        """
        certain, possible = ExamsOnFile.of(profile, context).of_part(self.code, self.family)
        return [*((self.certain, each) for each in certain), *((self.possible, each) for each in possible)]

    def shown(self, profile: Profile, context: Context) -> list[Judgement]:
        """
        The records that certainly show it passed; one that only may be of the part does not.
        """
        certain = self.certain
        of_it = ExamsOnFile.of(profile, context).by_part.get(self.code, ())
        return [certain.passing(each, profile, context) for each in of_it if certain.verdict(each, profile, context) is MET]

    def verdict(self, on_file: ExamsOnFile, profile: Profile, context: Context) -> Verdict:
        """
        Whether it is passed, by the records on file.
        """
        certain, possible = on_file.of_part(self.code, self.family)
        verdict = best(self.certain.verdict, certain, profile, context)
        return best(self.possible.verdict, possible, profile, context, verdict) if possible and verdict is not MET else verdict

    @staticmethod
    def passed(parts: Mapping[str, ExamPart], on_file: ExamsOnFile, profile: Profile, context: Context) -> tuple[set[str], set[str]]:
        """
        The codes of those of *parts* that are certainly passed by the records on file, and of those that may be.
        """
        if on_file.is_plain:
            told = [(code, best(parts[code].certain.verdict, of_it, profile, context)) for code, of_it in on_file.by_part.items() if code in parts]
        else:
            told = [(code, each.verdict(on_file, profile, context)) for code, each in parts.items()]
        return {code for code, verdict in told if verdict is MET}, {code for code, verdict in told if verdict is not NOT_MET}

    def passes(self, profile: Profile, context: Context) -> list[tuple[Verdict, Event]]:
        """
        Whether each record passes, and the day of that.
        """
        found = self.records(profile, context)
        return [(each.verdict(record, profile, context), exam_passed(record, profile, context)) for each, record in found]

    def judged(self, profile: Profile, context: Context) -> list[Judgement]:
        """
        The same records, with all there is to say of them; made once, as many ways have the part.
        """
        return context.once(("judged", self), self._judged, profile, context)

    def _judged(self, profile: Profile, context: Context) -> list[Judgement]:
        return [search.judge(record, profile, context) for search, record in self.records(profile, context)]


class ExamSequence(NamedTuple):
    """
    Parts that together are a whole examination; where that is so only if all were taken before a day,
    *early* are the same parts, so tested.
    """

    codes: frozenset[str]
    parts: tuple[ExamPart, ...]
    early: tuple[ExamPart, ...] = ()
