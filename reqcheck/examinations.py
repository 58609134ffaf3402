"""
Examinations on file: which part of which examination each record is of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reqcheck.records import Exam
from reqcheck.standing import event_of
from reqcheck.status import Event

if TYPE_CHECKING:
    from reqcheck.criterion import Context
    from reqcheck.profile import Profile
    from reqcheck.vocabulary import Term, Vocabulary


class ExamsOnFile(NamedTuple):
    """
    The exams of a profile: by the part they are of, by family where only that is known, and the rest.
    """

    by_part: dict[str, list[Exam]]
    by_family: dict[str, list[Exam]]
    unknown: list[Exam]
    events: dict[str, Event]

    @classmethod
    def of(cls, profile: Profile, context: Context) -> ExamsOnFile:
        on_file = cls({}, {}, [], {})
        for each in profile.exams:
            family, part = _identified(each, context.vocabulary)
            if part is not None:
                on_file.by_part.setdefault(part.code, []).append(each)
            elif family is not None:
                on_file.by_family.setdefault(family.code, []).append(each)
            else:
                on_file.unknown.append(each)
            on_file.events[each.pointer] = event_of(each, each.result, each.taken, profile, context)
        return on_file

    def of_part(self, code: str, context: Context) -> tuple[list[Exam], list[Exam]]:
        """
        The records that are of a part, and those that may be.
        """
        part = context.vocabulary.exam_parts.find(code)
        family = part.facts["family"] if part is not None else ""
        return self.by_part.get(code, []), [*self.by_family.get(family, ()), *self.unknown]


def _identified(record: Exam, known: Vocabulary) -> tuple[Term | None, Term | None]:
    """
    The examination and the part that a record names, as far as they are recognized.
    """
    exam, part = record.exam or "", record.part or ""
    family = known.exams.find(exam)
    alone = part if record.exam is None or family is not None else ""
    found = known.exam_parts.find(f"{exam} {part}") or known.exam_parts.find(alone or exam)
    if found is not None and family is not None and found.facts["family"] != family.code:
        found = None
    return family, found
