"""
In time: the tests whether a record is in force, and whether something has happened.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from reqcheck.criterion import Milestone
from reqcheck.dates import shifted
from reqcheck.evidence import Evidence, Missing
from reqcheck.judgement import Judgement, Matter, Test
from reqcheck.standing import Held, Occurrence
from reqcheck.status import Event, Says
from reqcheck.verdict import MET, NOT_MET, Verdict

if TYPE_CHECKING:
    from reqcheck.criterion import Context
    from reqcheck.profile import Profile


def in_force(
    held_of: Callable[[Any, Profile, Context], Held[Any]], code: str, *, begin: str = "issued", end: str = "expires"
) -> Test:
    """
    The test whether a record is in force on the day asked.

    *held_of* tells how the record stands; *begin* and *end* are the fields that hold its dates.
    """

    def decide(record: Any, profile: Profile, context: Context) -> Verdict:
        return held_of(record, profile, context).in_force

    def matter(record: Any, profile: Profile, context: Context) -> Matter:
        return _not_in_force(held_of(record, profile, context), context.on, code, begin, end)

    def note(record: Any, profile: Profile, context: Context) -> str:
        if getattr(record, end, None) is not None:
            return ""  # an end is assumed only where none is given
        stands = held_of(record, profile, context).standing
        return f" as of {stands.spoken}" if stands.assumed else ""

    return Test("in force", decide, matter, note, cites=True, reads=("status", begin, end), asked="in force on {on}")


def _not_in_force(held: Held[Any], on: date, code: str, begin: str, end: str) -> Matter:
    """
    What is the matter with a record that is not certainly in force.
    """
    stands = held.standing
    if held.overruled_by is not None:
        return Matter(f"{code}.overruled", "{what}: overruled by a better supported record", cite=True)
    values = {"spoken": stands.spoken.isoformat(), "on": on.isoformat()}
    if held.in_force is NOT_MET:
        late = stands.period is not None and on > stands.period.latest_end
        if stands.bars(on) or not late:
            return Matter(f"{code}.not-in-force", "{what}: not in force on {on}", values)
        return Matter(f"{code}.expired", "{what}: no longer in force on {on}", values)
    if held.disputed_by is not None or stands.period is None:
        who = "another record of it says otherwise" if stands.period is not None else "its status and its dates disagree"
        if held.perhaps and held.disputed_by is not None:
            who = f"{held.disputed_by.pointer} may be of it, and says otherwise"
        ask = "Is {what} in force? " + who[0].upper() + who[1:] + "."
        return Matter(f"{code}.disputed", f"{{what}}: {who}", values, at="status", ask=ask)
    if stands.says is None and not stands.dates_only:
        return Matter(
            f"{code}.status-unknown", "{what}: its status is not known, or not recognized", values,
            at="status", ask="What is the status of {what}?",
        )
    if stands.says in (Says.FINAL, Says.THAT_DAY):
        return Matter(
            f"{code}.status-elsewhen", "{what}: that was so on {spoken}, not necessarily on {on}", values,
            at="status", ask=f"What is the status of {{what}} on {on}?",
        )
    if on > stands.period.earliest_end:
        return Matter(
            f"{code}.expiry-unknown", "{what}: whether it is still in force is not known", values,
            at=end, ask='When does {what} end? (".." if it never does)',
        )
    return Matter(
        f"{code}.beginning-unknown", "{what}: whether it had begun is not known", values,
        at=begin, ask="When did {what} begin?",
    )


def happened(occurrence: Occurrence, code: str, word: str, *, silent: str = "") -> Test:
    """
    The test whether an *occurrence* (*word*: conferred, completed, passed) has happened by the day asked.

    Asked is the field of its day or of its status, whichever is not known; *silent* where the status says
    nothing.
    """
    status, at = occurrence.status, occurrence.day

    def matter(record: Any, profile: Profile, context: Context) -> Matter:
        event = occurrence(record, profile, context)
        field = silent if silent and event.says is None else status
        return _not_happened(event, context.on, code, at if event.sure and not event.disputed else field, word)

    return Test(word, occurrence.happened(), matter, reads=(status, at), asked=f"{word} by {{on}}")


def _not_happened(event: Event, on: date, code: str, at: str, word: str) -> Matter:
    if event.by(on) is NOT_MET:
        return Matter(f"{code}.not-{word}", f"{{what}}: not {word} by {on}")
    what = "its status and its date disagree" if event.disputed else f"whether it was {word} is not known"
    return Matter(f"{code}.{word}-unknown", f"{{what}}: {what}", at=at, ask=f"Was {{what}} {word}, and on which day?")


def milestones(found: Iterable[tuple[Judgement, Event]], on: date, *, at: str) -> list[Milestone]:
    """
    The days after events, as days from which work counts; *at* is the field of their date.

    One is certain only if its record passes and it has certainly happened by the day *on*.
    """
    possible = ((each, event) for each, event in found if not each.failed)
    return [_milestone(each, event, on, at) for each, event in possible if event.by(on) is not NOT_MET]


def _milestone(judgement: Judgement, event: Event, on: date, at: str) -> Milestone:
    evidence = Evidence.of(judgement.record, judgement.says)
    missing = judgement.missing
    certain = judgement.verdict is MET and event.by(on) is MET
    if not missing and (not certain or event.first != event.last):
        field = at if event.sure and not event.disputed else "status"
        missing = (Missing(judgement.record.at(field), f"Was this reached, and on which day: {judgement.says}?"),)
    if event.disputed:
        return Milestone(False, date.min, date.max, evidence, missing)
    return Milestone(certain, shifted(event.first, 1), shifted(event.last, 1), evidence, missing)
