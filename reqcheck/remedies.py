"""
Remedies: what could be done about a criterion that is not met, each with the patch that would show it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

import attrs

from reqcheck.dates import shifted
from reqcheck.evidence import quantity, unit_of
from reqcheck.profile import RECORD_TYPES, Profile

if TYPE_CHECKING:
    from reqcheck.vocabulary import Terms

Act = Literal["obtain", "renew", "work", "verify", "wait", "waive", "satisfy"]
Who = Literal["candidate", "office", "time", "employer"]
#: One operation of RFC 6902: ``{"op": "add", "path": "/licenses/-", "value": {...}}``.
Operation = Mapping[str, Any]


@attrs.frozen
class Remedy:
    """
    Something that could be done: *who* acts, how, and *what* it is about, in words that follow the verb.

    *patch* says what the profile would hold then.  What takes time is not done *not_before* a day.
    *credentials* counts what is to be obtained.  *requirement* is filled in for the kind.
    """

    act: Act
    what: str
    who: Who = "candidate"
    not_before: date | None = None
    patch: tuple[Operation, ...] = attrs.field(default=(), hash=False)
    credentials: int = 0
    requirement: str = ""

    @staticmethod
    def obtain(
        what: str, section: str, values: Mapping[str, Any] | Iterable[Mapping[str, Any]], on: date, *, not_before: date | None = None
    ) -> Remedy:
        """
        Obtain new records of a section, verified on the day *on* or when they can be had.

        A value that is None is left out.
        """
        day = not_before if not_before is not None else on
        records = (values,) if isinstance(values, Mapping) else tuple(values)
        patch = tuple(added(section, each, day) for each in records)
        return Remedy("obtain", what, not_before=not_before, patch=patch, credentials=len(patch))

    @staticmethod
    def work(days: int, sought: str, values: Mapping[str, Any], on: date) -> Remedy:
        """
        Work for so many more days, full time, from the day *on*.
        """
        until = shifted(on, days)
        patch = (added("positions", {**values, "start": on, "ongoing": True, "fte": 1}, until),)
        return Remedy("work", f"{days} more {unit_of(days, 'days')} of {sought}", not_before=until, patch=patch)

    @staticmethod
    def worked(days: int, sought: str, values: Mapping[str, Any], on: date) -> Remedy:
        """
        Show that so many days were worked before the day *on*, where what is on file leaves that open.
        """
        patch = (added("positions", {**values, "start": shifted(on, -days), "end": on, "fte": 1}, on),)
        return Remedy("verify", f"{quantity(days, 'days')} of {sought}", patch=patch)

    @staticmethod
    def code(terms: Terms, codes: Iterable[str]) -> str | None:
        """
        One term for *codes* that may name groups: the first that needs nothing besides, as an example.
        """
        wanted = tuple(codes)
        found = [each for each in terms if each.among(wanted)]
        best = [each for each in found if "needs" not in each.facts and "discontinued" not in each.facts]
        return next((each.code for each in (*best, *found)), None)


def added(section: str, record: Mapping[str, Any], day: date) -> Operation:
    """
    The operation that adds a record, verified on a day.
    """
    values = {name: each.isoformat() if isinstance(each, date) else each for name, each in record.items() if each is not None}
    source = {"strength": "verified", "verified_on": day.isoformat()}
    return {"op": "add", "path": f"/{section}/-", "value": {**values, "source": source}}


def patch_of(profile: Profile, remedies: Iterable[Remedy]) -> tuple[Operation, ...]:
    """
    The patches of several remedies as one for the profile's document, sections that are absent made first.

    A section that could omit records still may, and one that held none does so no longer.  A remedy that sets
    `partial` takes sections out of it, and leaves alone what the others put there.
    """
    every = [operation for each in remedies for operation in each.patch]
    operations = [each for each in every if each["path"] != "/partial"]
    closed = [name for each in every if each["path"] == "/partial" for name in profile.whole.partial if name not in each["value"]]
    heads = dict.fromkeys(str(each["path"]).split("/")[1] for each in operations if str(each["path"]).count("/") > 1)
    empty = [each["value"] for each in operations if each["path"] == "/none/-"]
    return (*_made(profile.whole, heads, [*empty, *closed]), *operations)


def _made(profile: Profile, heads: Iterable[str], whole: list[str]) -> Iterator[Operation]:
    """
    The operations that make room at the top of a document; sections said to be *whole* omit nothing.
    """
    none, partial = list(profile.none), [each for each in profile.partial if each not in whole]
    sections = [each for each in heads if each in RECORD_TYPES and not profile.records(each)]
    for section in sections:
        yield {"op": "add", "path": f"/{section}", "value": []}
        if section in none:
            none.remove(section)
        elif section not in partial:
            partial.append(section)
    for name, before, after in (("none", profile.none, none), ("partial", profile.partial, partial)):
        if list(before) != after or (name in heads and not after):
            yield {"op": "add", "path": f"/{name}", "value": after}
    for name in heads:
        if name in ("sources", "extensions") and not getattr(profile, name):
            yield {"op": "add", "path": f"/{name}", "value": {}}


def added_by(profile: Profile, remedy: Remedy, remedies: Iterable[Remedy]) -> list[str]:
    """
    Where the records stand that one of several remedies adds; none where it does anything else.
    """
    counts: dict[str, int] = {}
    found: list[str] = []
    for each in remedies:
        for operation in each.patch:
            section, _, last = str(operation["path"])[1:].partition("/")
            if last == "-" and section in RECORD_TYPES:
                place = counts.setdefault(section, len(profile.records(section)))
                counts[section] += 1
                found += [f"/{section}/{place}"] if each is remedy else []
            elif each is remedy:
                return []
    return found
