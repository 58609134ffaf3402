"""
Examinations on file: which part of which examination each record is of, and when it was passed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from functools import lru_cache
from itertools import product
from math import prod
from typing import TYPE_CHECKING, NamedTuple

from reqcheck.records import Exam
from reqcheck.standing import Occurrence, status_says
from reqcheck.status import Event, Says
from reqcheck.verdict import MET, NOT_MET, UNDETERMINED, Verdict

if TYPE_CHECKING:
    from reqcheck.criterion import Context
    from reqcheck.dates import Span
    from reqcheck.profile import Profile
    from reqcheck.vocabulary import Term, Vocabulary

#: The passing of an exam.
exam_passed = Occurrence("taken", status="result")


class ExamsOnFile(NamedTuple):
    """
    The exams of a profile: by the part they are of, by family where only that is known, and the rest.

    *floor* is the verdict on a part that none of them is of.
    """

    by_part: dict[str, list[Exam]]
    by_family: dict[str, list[Exam]]
    unknown: list[Exam]
    floor: Verdict

    @classmethod
    def of(cls, profile: Profile, context: Context) -> ExamsOnFile:
        """
        The exams of *profile*; made once in each check.
        """
        return context.once("exams on file", cls._sorted, profile, context)

    @classmethod
    def _sorted(cls, profile: Profile, context: Context) -> ExamsOnFile:
        names = _names(context.vocabulary)
        on_file = cls({}, {}, [], NOT_MET if profile.is_complete("exams") else UNDETERMINED)
        for each in profile.exams:
            family, part = names[each.exam, each.part]
            if part is not None:
                on_file.by_part.setdefault(part, []).append(each)
            elif family is not None:
                on_file.by_family.setdefault(family, []).append(each)
            else:
                on_file.unknown.append(each)
        return on_file

    @property
    def is_plain(self) -> bool:
        """
        Of every record it is known which part it is of.
        """
        return not self.by_family and not self.unknown

    def of_part(self, code: str, family: str) -> tuple[list[Exam], list[Exam]]:
        """
        The records that are of a part of a family, and those that may be.
        """
        possible = [] if self.is_plain else [*self.by_family.get(family, ()), *self.unknown]
        return self.by_part.get(code, []), possible

    def told(self, parts: Collection[str]) -> Collection[str]:
        """
        Those of *parts* of which there is, or may be, a record.
        """
        return [code for code in self.by_part if code in parts] if self.is_plain else parts

    def attempts(self, record: Exam, code: str, family: str, allowed: int, context: Context) -> Verdict:
        """
        Whether a part of a family took at most the attempts allowed.

        A record says how often it was taken by then.  One that cannot have counted all that is on file may have
        counted its own sitting only: then what all say is added up, where nothing is left out.  What may be
        of this part and was not passed may be one more sitting of it.
        """
        every, possible = self.of_part(code, family)
        counts = [each.attempts for each in every]
        least = max([_sittings(every), record.attempts or 0, *(each or 0 for each in counts)])
        if least > allowed:
            return NOT_MET
        if record.attempts is None:
            return UNDETERMINED
        perhaps = [each for each in possible if status_says(each.result, context) is not Says.HAPPENED]
        if record.attempts >= max(least, len({(each.taken, each.result) for each in (*every, *perhaps)})):
            return MET
        whole = self.floor is NOT_MET and self.is_plain
        return MET if whole and None not in counts and sum(each or 0 for each in counts) <= allowed else UNDETERMINED

    @staticmethod
    def named(part: str, exams: Collection[str], vocabulary: Vocabulary) -> list[Term]:
        """
        The parts of *exams* that *part* names, by their own name or by that of their examination.
        """
        known, among = vocabulary.exam_parts, [each for each in vocabulary.exams if each.among(exams)]
        found = (known.find(f"{exam.code} {part}") or known.find(part) for exam in among)
        families = {each.code for each in among}
        parts = (each for each in found if each is not None and each.facts["family"] in families)
        return list({each.code: each for each in parts}.values())

    @staticmethod
    def sequences(exams: Collection[str], vocabulary: Vocabulary) -> Iterator[tuple[tuple[str, ...], date | None]]:
        """
        The codes of the parts that together are one of *exams*, in the order of the vocabulary, and
        the day before which all were taken, if any.
        """
        for exam in vocabulary.exams:
            for sequence in exam.facts.get("sequences", ()) if exam.among(exams) else ():
                before = sequence.get("before")
                yield tuple(sequence["parts"]), date.fromisoformat(before) if before else None

    @staticmethod
    def in_time(
        passes: Iterable[list[tuple[Verdict, Event]]], span: Span | None, within_last: Span | None, on: date
    ) -> Verdict:
        """
        Whether some choice of a pass for each part lies within *span* and the last of it is recent
        enough; given is of each record whether it passes, and the day of that.
        """
        if span is None and within_last is None:
            return MET
        possible = [[each for each in of_part if each[0] is not NOT_MET] for of_part in passes]
        if not all(possible) or prod(map(len, possible)) > CHOICES:
            return UNDETERMINED
        return max(
            min(*(verdict for verdict, _ in chosen), _fits([day for _, day in chosen], span, within_last, on))
            for chosen in product(*possible)
        )


def _sittings(records: Iterable[Exam]) -> int:
    """
    How often a part was certainly taken: on days that are certainly apart.
    """
    sittings, latest = 0, date.min
    days = (each.taken for each in records if each.taken is not None)
    for taken in sorted(days, key=lambda day: day.last):
        if taken.first > latest:
            sittings, latest = sittings + 1, taken.last
    return sittings


#: How many choices of passes are compared, where parts were passed more than once.
CHOICES = 256


def _fits(days: list[Event], span: Span | None, within_last: Span | None, on: date) -> Verdict:
    """
    Whether these passes lie within *span* and the last of them is recent enough.
    """
    if any(each.disputed for each in days):
        return UNDETERMINED
    last = Event(max(each.first for each in days), max(each.last for each in days), True, None, on)
    first = Event(min(each.first for each in days), min(each.last for each in days), True, None, on)
    verdict = MET
    if span is not None:
        within = span.after(first.first) >= last.last
        outside = span.after(first.last) < last.first
        verdict = MET if within else NOT_MET if outside else UNDETERMINED
    return verdict if within_last is None else min(verdict, last.recent(within_last, on))


class Names(dict[tuple[str | None, str | None], tuple[str | None, str | None]]):
    """
    For each exam and part that records hold, the codes of the examination and of the part that they
    name, as far as they are recognized; found out as they come.
    """

    def __init__(self, known: Vocabulary) -> None:
        super().__init__()
        self.known = known

    def __missing__(self, texts: tuple[str | None, str | None]) -> tuple[str | None, str | None]:
        found = _identified(*texts, self.known)
        if len(self) >= REMEMBERED:
            self.clear()
        if sum(len(each) for each in texts if each is not None) <= LONGEST:
            self[texts] = found
        return found


#: Names that are kept, before all are forgotten; and how long they are at most.
REMEMBERED, LONGEST = 4096, 400


@lru_cache(maxsize=8)
def _names(known: Vocabulary) -> Names:
    return Names(known)


def _identified(exam: str | None, part: str | None, known: Vocabulary) -> tuple[str | None, str | None]:
    """
    The examination and the part that two texts name, as far as they are recognized.
    """
    family = known.exams.find(exam or "")
    alone = (part or "") if exam is None or family is not None else ""
    found = known.exam_parts.find(f"{exam or ''} {part or ''}") or known.exam_parts.find(alone or exam or "")
    if found is not None and family is not None and found.facts["family"] != family.code:
        found = None
    return family.code if family is not None else None, found.code if found is not None else None
