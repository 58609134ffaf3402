"""
A judgement puts one record to one test after another, and remembers where it failed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from reqcheck.criterion import Milestone
from reqcheck.dates import shifted
from reqcheck.evidence import Evidence, Missing, Reason
from reqcheck.standing import Held
from reqcheck.status import Event, Says
from reqcheck.verdict import MET, NOT_MET, UNDETERMINED, Verdict

if TYPE_CHECKING:
    from reqcheck.records import Record
    from reqcheck.vocabulary import Term, Terms


class Judgement:
    """
    One record put to the tests of a criterion, in order.

    *verdict* is that of all tests together; *passed* counts those before the first that failed.
    A record to *cite* is named in the finding although it does not pass; a *note* is added to what
    is said of it.  Sentences are made only when they are asked for.
    """

    __slots__ = ("_asked", "_why", "cite", "describe", "note", "passed", "record", "verdict")

    def __init__(self, record: Any, describe: Callable[[Any], str]) -> None:
        self.record: Record = record
        self.describe = describe
        self.verdict = MET
        self.passed = 0
        self.cite = False
        self.note = ""
        self._why: tuple[str, str, dict[str, Any] | None] | None = None
        self._asked: tuple[tuple[str, str | Callable[[], str]] | Missing, ...] = ()

    @property
    def reason(self) -> Reason | None:
        """
        Why the record does not pass for certain; None where it does.
        """
        if self._why is None:
            return None
        code, template, values = self._why
        if self.verdict is NOT_MET:
            template = template.replace("not certainly", "not")
        return Reason(code, template, {"what": self.says, **(values or {})})

    @property
    def missing(self) -> tuple[Missing, ...]:
        """
        What would tell whether the record passes.
        """
        return tuple(each if isinstance(each, Missing) else self._missing(*each) for each in self._asked)

    def _missing(self, at: str, ask: str | Callable[[], str]) -> Missing:
        question = ask if isinstance(ask, str) else ask()
        where = self.record.at(at) if at else self.record.pointer
        return Missing(where, question.replace("{what}", self.describe(self.record)))

    def asks(self, *missing: Missing) -> None:
        """
        Add what would tell more.
        """
        self._asked += missing

    @property
    def failed(self) -> bool:
        """
        A test was not met: no further test matters.
        """
        return self.verdict is NOT_MET

    @property
    def says(self) -> str:
        """
        The record in a few words.
        """
        return self.describe(self.record) + self.note

    def copy(self) -> Judgement:
        """
        The same judgement, to be put to further tests of its own.
        """
        other = Judgement(self.record, self.describe)
        other.verdict, other.passed, other.cite, other.note = self.verdict, self.passed, self.cite, self.note
        other._why, other._asked = self._why, self._asked
        return other

    def test(
        self,
        verdict: Verdict,
        code: str,
        template: str,
        values: dict[str, Any] | None = None,
        *,
        at: str = "",
        ask: str | Callable[[], str] = "",
    ) -> bool:
        """
        Put the record to one test; returns whether it may still pass.

        *template* says what is the matter if it does not pass for certain ("not certainly long
        enough", which becomes "not long enough" where that is certain).  Where it is not known,
        *ask* is the question, with ``{what}`` for the record, and *at* the field that would answer it.
        """
        if self.verdict is NOT_MET:
            return False
        if verdict is MET:
            self.passed += 1
            return True
        self.verdict = verdict
        if verdict is NOT_MET:
            self._why, self._asked = (code, template, values), ()
            return False
        self._why = self._why or (code, template, values)
        if ask:
            self._asked += ((at, ask),)
        return True

    def word(self, field: str, value: str | None, asked: Collection[str], known: Terms, code: str, *, at: str = "") -> bool:
        """
        Test whether a field holds one of the terms *asked*; any will do where none are.
        """
        if not asked or self.verdict is NOT_MET:
            return self.verdict is not NOT_MET
        if value is None:
            return self.test(
                UNDETERMINED, f"{code}.{field}-unknown", "{what}: its " + _plain(field) + " is not known",
                at=at or field, ask=f"What is the {_plain(field)} of {{what}}?",
            )
        term = known.find(value)
        if term is not None and term.among(asked):
            return self.test(MET, code, "")
        if term is None:
            return self.test(
                UNDETERMINED, f"{code}.{field}-not-recognized",
                "{what}: its " + _plain(field) + " is not recognized",
                at=at or field, ask=f"Which of the known words fits the {_plain(field)} of {{what}}?",
            )
        if not _could_be(term, asked, known):
            return self.test(NOT_MET, f"{code}.{field}", "{what}: another " + _plain(field) + " than asked")
        return self.test(
            UNDETERMINED, f"{code}.{field}-not-said", "{what}: it is not said which " + _plain(field) + " exactly",
            at=at or field, ask=f"Which {_plain(field)} exactly is {{what}}?",
        )


def _could_be(term: Term, asked: Collection[str], known: Terms) -> bool:
    """
    A term that names no more than a group may stand for a member that is asked.
    """
    if "unspecified" not in term.facts:
        return False
    members = (known.find(code) for code in asked)
    return any(each is not None and not each.groups.isdisjoint(term.groups) for each in members)


def in_force(judged: Judgement, held: Held[Any], on: date, code: str, *, begin: str = "issued", end: str = "expires") -> bool:
    """
    Test whether a record is in force on a day, and say what is the matter if it is not certain.

    *begin* and *end* are the fields that hold its dates.
    """
    stands = held.standing
    if held.in_force is MET:
        judged.note = f" as of {stands.spoken}" if stands.assumed else ""
        return judged.test(MET, code, "")
    if held.overruled_by is not None:
        judged.cite = True
        return judged.test(NOT_MET, f"{code}.overruled", "{what}: overruled by a better supported record")
    values = {"spoken": stands.spoken.isoformat(), "on": on.isoformat()}
    if held.in_force is NOT_MET:
        late = stands.period is not None and on > stands.period.latest_end
        if stands.bars(on) or not late:
            return judged.test(NOT_MET, f"{code}.not-in-force", "{what}: not in force on {on}", values)
        return judged.test(NOT_MET, f"{code}.expired", "{what}: no longer in force on {on}", values)
    if held.disputed_by is not None or stands.period is None:
        who = "another record of it says otherwise" if stands.period is not None else "its status and its dates disagree"
        return judged.test(
            UNDETERMINED, f"{code}.disputed", f"{{what}}: {who}", values,
            at="status", ask="Is {what} in force? " + who[0].upper() + who[1:] + ".",
        )
    if stands.says is None and not stands.dates_only:
        return judged.test(
            UNDETERMINED, f"{code}.status-unknown", "{what}: its status is not known, or not recognized", values,
            at="status", ask="What is the status of {what}?",
        )
    if stands.says in (Says.FINAL, Says.THAT_DAY):
        return judged.test(
            UNDETERMINED, f"{code}.status-elsewhen", "{what}: that was so on {spoken}, not necessarily on {on}", values,
            at="status", ask=f"What is the status of {{what}} on {on}?",
        )
    if on > stands.period.earliest_end:
        return judged.test(
            UNDETERMINED, f"{code}.expiry-unknown", "{what}: whether it is still in force is not known", values,
            at=end, ask='When does {what} end? (".." if it never does)',
        )
    return judged.test(
        UNDETERMINED, f"{code}.beginning-unknown", "{what}: whether it had begun is not known", values,
        at=begin, ask="When did {what} begin?",
    )


def happened(judged: Judgement, event: Event, on: date, code: str, *, at: str, word: str, status: str = "status") -> bool:
    """
    Test whether an event (*word*: conferred, completed, passed) has happened by a day.

    *at* is the field of its date and *status* that of its status: asked is what is not known.
    """
    verdict = event.by(on)
    if verdict is MET:
        return judged.test(verdict, code, "")
    if verdict is NOT_MET:
        return judged.test(verdict, f"{code}.not-{word}", f"{{what}}: not {word} by {on}")
    dated = event.sure and not event.disputed
    what = "its status and its date disagree" if event.disputed else f"whether it was {word} is not known"
    return judged.test(
        verdict, f"{code}.{word}-unknown", f"{{what}}: {what}",
        at=at if dated else status, ask=f"Was {{what}} {word}, and on which day?",
    )


def milestones(judged: Iterable[tuple[Judgement, Event]], on: date, *, at: str) -> list[Milestone]:
    """
    The days after events, as days from which work counts; *at* is the field of their date.

    One is certain only if its record passes and it has certainly happened by the day *on*.
    """
    possible = ((each, event) for each, event in judged if not each.failed)
    return [_milestone(each, event, on, at) for each, event in possible if event.by(on) is not NOT_MET]


def _milestone(judged: Judgement, event: Event, on: date, at: str) -> Milestone:
    evidence = Evidence.of(judged.record, judged.says)
    missing = judged.missing
    certain = judged.verdict is MET and event.by(on) is MET
    if not missing and (not certain or event.first != event.last):
        field = at if event.sure and not event.disputed else "status"
        missing = (Missing(judged.record.at(field), f"Was this reached, and on which day: {judged.says}?"),)
    if event.disputed:
        return Milestone(False, date.min, date.max, evidence, missing)
    return Milestone(certain, shifted(event.first, 1), shifted(event.last, 1), evidence, missing)


def _plain(field: str) -> str:
    return field.replace("_", " ")
