"""
Considered: what a criterion looked at, what it compared, and why that counts or not.

It is made of the same judgements that decide, so that what is shown and what is found cannot disagree.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs

from reqcheck.dates import PartialDate
from reqcheck.evidence import Amount, unit_of
from reqcheck.isolation import isolated
from reqcheck.records import Part, Record
from reqcheck.verdict import MET, NOT_MET, UNDETERMINED, Verdict

if TYPE_CHECKING:
    from reqcheck.criterion import Context, Criterion, Milestone
    from reqcheck.judgement import Judgement, Trial
    from reqcheck.profile import Profile


class Compared(NamedTuple):
    """
    One test of a record: its *name*, the *fields* that it reads and what the record says there, what
    is *asked*, the verdict, and what is the *matter* where it is not met for certain.
    """

    name: str
    fields: tuple[tuple[str, str], ...]
    asked: str
    verdict: Verdict
    matter: str = ""

    @classmethod
    def of(cls, trial: Trial, record: Record, on: date) -> Compared:
        """
        What was compared in a trial of a record on a day.
        """
        fields = tuple((each, said(record, each)) for each in trial.test.reads)
        matter = trial.matter.plainly(trial.verdict) if trial.matter is not None else ""
        asked = trial.test.asked.replace("{on}", on.isoformat())
        return cls(trial.test.name, fields, asked, trial.verdict, matter)


@attrs.frozen
class Considered:
    """
    A record that a criterion looked at: where it stands, *what* it is in words, whether it passes, and
    what was *compared*, up to the first test that is not met.

    A whole section stands for what may not be on file.  An *amount* is what it adds.  *note* says more.
    *aside* says why it does not count although it was looked at.  *part* names the part of a tree
    that looked ("0/1" is the second part of the first one).
    """

    pointer: str
    what: str
    verdict: Verdict
    compared: tuple[Compared, ...] = ()
    amount: Amount | None = None
    note: str = ""
    aside: str = ""
    part: str = ""

    @classmethod
    def of(cls, judgement: Judgement, context: Context) -> Considered:
        """
        A record as it was judged.
        """
        record = judgement.record
        compared = tuple(Compared.of(each, record, context.on) for each in judgement.trials)
        return cls(record.pointer, judgement.says, judgement.verdict, compared)

    @classmethod
    def rest(cls, section: str, profile: Profile) -> Considered:
        """
        A section as what it may hold besides the records on file: nothing, where it is complete.
        """
        whole = profile.is_complete(section)
        note = "known to be empty" if section in profile.none else "the section is complete" if whole else "it may omit some"
        return cls(f"/{section}", f"anything else in `{section}`", NOT_MET if whole else UNDETERMINED, note=note)

    @classmethod
    def begun(cls, milestone: Milestone) -> Considered:
        """
        A record that gives a day from which work may count.
        """
        first, last = milestone.first, milestone.last
        when = f"from {first} on" if first == last else f"from a day between {first} and {last} on"
        known = milestone.certain or (first, last) != (date.min, date.max)
        verdict = MET if milestone.certain else NOT_MET if first == date.max else UNDETERMINED
        note = "" if verdict is NOT_MET else f"counts {when}" if known else "from which day on is not known"
        return cls(milestone.evidence.pointer, milestone.evidence.says, verdict, note=note)

    @property
    def counted(self) -> bool:
        """
        It passes for certain, and nothing sets it aside.
        """
        return self.verdict is MET and not self.aside

    @property
    def adds(self) -> str:
        """
        How much it is, in words; of what is needed, where that is all there is.
        """
        if self.amount is None:
            return ""
        found = self.amount.found
        return f"{found} {unit_of(found, self.amount.unit)}" if self.is_record else str(self.amount)

    @property
    def is_record(self) -> bool:
        """
        It is a record, not a section.
        """
        return self.pointer.count("/") > 1

    def within(self, name: str) -> Considered:
        """
        The same, looked at by the part *name* of a tree.
        """
        return attrs.evolve(self, part=f"{name}/{self.part}" if self.part else name)


def considered_by(criterion: Criterion, profile: Profile, context: Context) -> list[Considered] | None:
    """
    What *criterion* looks at; None where its kind does not tell.
    """
    own: Any = getattr(criterion, "considered", None)
    if own is None:
        return None

    def told() -> list[Considered]:
        found = list(own(profile, context))
        return found if all(isinstance(each, Considered) for each in found) else _untold("what it gave is not Considered")

    return isolated(told, lambda error: _untold(type(error).__name__))


def _untold(fault: str) -> list[Considered]:
    return [Considered("", "what it looked at", UNDETERMINED, note=f"it could not tell ({fault})")]


def considered_parts(criteria: Iterable[Criterion], profile: Profile, context: Context) -> list[Considered]:
    """
    What each of a list of criteria looks at, by its place in the list: "0", "1" ...
    """
    return [
        each.within(str(index))
        for index, criterion in enumerate(criteria)
        for each in considered_by(criterion, profile, context) or ()
    ]


def in_short(record: Record) -> str:
    """
    Any record in a few words: what it says first.
    """
    names = (each for each in record.__struct_fields__ if each not in {"id", "source", "note"})
    values = ((name, getattr(record, name)) for name in names)
    told = [_shown(each) for _, each in values if each is not None and each != ()]
    return ", ".join(told[:4]) or "a record"


def said(record: Record, field: str) -> str:
    """
    What a record says in a field such as `status` or `organization/setting`.
    """
    value: Any = record
    for name in field.split("/"):
        value = getattr(value, name if hasattr(value, name) else f"{name}_", None)
    return _shown(value)


def _shown(value: Any) -> str:
    if value is None:
        return "not said"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, PartialDate):
        return "open" if value.open else value.text
    if isinstance(value, Part):
        inside = (getattr(value, name) for name in value.__struct_fields__)
        return " ".join(_shown(each) for each in inside if each is not None) or "not said"
    if isinstance(value, tuple):
        return ", ".join(map(_shown, value)) or "none"
    return str(value)
