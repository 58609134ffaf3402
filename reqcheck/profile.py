"""
A candidate's profile: what is known, record by record, and how strongly.

A profile has views: as of a day, without what begins later or contradicts itself; and under an
evidence floor, without what is too weakly supported.  A view keeps the records and their
pointers; what it leaves out makes a section incomplete, so that nothing follows from the absence.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from itertools import chain, compress
from operator import attrgetter
from types import MappingProxyType
from typing import Any, ClassVar, Literal

import msgspec

from reqcheck import records as of
from reqcheck.dates import PartialDate
from reqcheck.strength import CLAIMED, Floor, Strength, stated

SCHEMA: Literal["reqcheck.profile/1"] = "reqcheck.profile/1"


class Identifier(of.Part, frozen=True):
    """
    A number that somebody gave the candidate.
    """

    system: str | None = None
    value: str | None = None


class Subject(of.Part, frozen=True):
    """
    Who the profile is about.
    """

    id: str | None = None
    display_name: str | None = None
    identifiers: tuple[Identifier, ...] | None = None


class Profile(of.Part, frozen=True, dict=True):
    """
    What is known about one candidate.

    Make one with `Profile.from_json` or `Profile.from_dict`.  Both raise `DocumentError`.
    """

    schema: Literal["reqcheck.profile/1"] = SCHEMA
    subject: Subject | None = None
    recorded_on: date | None = None
    partial: tuple[str, ...] = ()
    none: tuple[str, ...] = ()
    sources: dict[str, of.Source | None] = msgspec.field(default_factory=dict)
    extensions: dict[str, dict[str, Any]] = msgspec.field(default_factory=dict)

    education: tuple[of.Education, ...] = ()
    training: tuple[of.Training, ...] = ()
    exams: tuple[of.Exam, ...] = ()
    licenses: tuple[of.License, ...] = ()
    registrations: tuple[of.Registration, ...] = ()
    certifications: tuple[of.Certification, ...] = ()
    positions: tuple[of.Position, ...] = ()
    privileges: tuple[of.Privileges, ...] = ()
    memberships: tuple[of.Membership, ...] = ()
    sanctions: tuple[of.Sanction, ...] = ()
    screenings: tuple[of.Screening, ...] = ()
    insurance: tuple[of.Insurance, ...] = ()
    residences: tuple[of.Residence, ...] = ()
    coursework: tuple[of.Coursework, ...] = ()
    gaps: tuple[of.Gap, ...] = ()
    references: tuple[of.Reference, ...] = ()
    languages: tuple[of.Language, ...] = ()
    work_authorizations: tuple[of.WorkAuthorization, ...] = ()
    skills: tuple[of.Skill, ...] = ()
    answers: tuple[of.Answer, ...] = ()
    documents: tuple[of.Document, ...] = ()

    #: Sections that hold everything there is of their kind.
    complete: ClassVar[frozenset[str]] = frozenset()
    #: Records whose own dates contradict each other.
    contradictory: ClassVar[tuple[of.Record, ...]] = ()
    #: A day by which every record may have begun, as a number of the calendar.
    begun_by: ClassVar[int] = 1
    #: The least strength of anything in the profile: claimed, or weaker where a source says so.
    weakest: ClassVar[Strength] = CLAIMED
    #: The profile that this one is a view of, if it is one.
    view_of: ClassVar[Profile | None] = None

    @staticmethod
    def from_json(text: str | bytes) -> Profile:
        """
        Read a profile from the text of a JSON document; a string is never taken for a path.

        Raises `DocumentError` with every problem of the document.
        """
        from reqcheck.loading.profiles import profile_from_json

        return profile_from_json(text)

    @staticmethod
    def from_dict(document: Mapping[str, Any]) -> Profile:
        """
        Read a profile from a document as `json.loads` returns it.

        Raises `DocumentError` with every problem of the document.
        """
        from reqcheck.loading.profiles import profile_from_dict

        return profile_from_dict(document)

    def prepared(self) -> Profile:
        """
        This profile itself, once it was looked over and its records know where they stand.  For those
        who load profiles.
        """
        found, known = _records(self), self.__dict__
        known["begun_by"], known["contradictory"] = _looked_over(found)
        complete = {*self.none, *compress(SECTIONS, found)}
        known["complete"] = frozenset(complete.difference(self.partial) if self.partial else complete)
        sources = [*self.sources.values(), *filter(None, map(_source, chain(*found)))]
        known["weakest"] = min([CLAIMED, *map(stated, sources)]) if sources else CLAIMED
        msgspec.structs.force_setattr(self, "schema", SCHEMA)  # given or not, it is written alike
        return self

    @property
    def whole(self) -> Profile:
        """
        The profile that this one is a view of; itself if it is none.
        """
        return self.view_of if self.view_of is not None else self  # kept in itself it would be a cycle

    def records(self, section: str) -> tuple[Any, ...]:
        """
        The records of a section by its name.
        """
        found: tuple[Any, ...] = getattr(self, section)
        return found

    def is_complete(self, section: str) -> bool:
        """
        Whether *section* holds everything of its kind, so that a failed search is an answer.
        """
        return section in self.complete

    def extension(self, name: str) -> Mapping[str, Any]:
        """
        The data of an organization or a plugin; an empty mapping where there is none.
        """
        return MappingProxyType(self.extensions.get(name, {}))

    def source_of(self, record: of.Record) -> of.Source | None:
        """
        Where a record comes from: its own source, else that of its section.
        """
        return record.source if record.source is not None else self.sources.get(record.section)

    def strength_of(self, record: of.Record) -> Strength:
        """
        How well a record is said to be supported.
        """
        return stated(self.source_of(record))

    def spoken_on(self, record: of.Record, on: date) -> date:
        """
        The day that the record's status speaks for: verified, else recorded, else *on*.
        """
        source = record.source if record.source is not None else self.sources.get(record.section)
        if source is not None and source.verified_on is not None:
            return source.verified_on
        return self.recorded_on if self.recorded_on is not None else on

    def as_of(self, on: date) -> Profile:
        """
        The view of *on*: without records that begin later, nor those that contradict themselves.

        A record that begins later leaves its section as complete as it was; one that contradicts
        itself makes it incomplete.
        """
        if self.begun_by <= on.toordinal() and not self.contradictory:
            return self
        aside = self.set_aside(on)
        later = (each for section in SECTIONS for each in getattr(self, section) if each.exists_from > on)
        return self._without({each.pointer for each in (*later, *aside)}, {each.section for each in aside})

    def set_aside(self, on: date) -> list[of.Record]:
        """
        The records that contradict themselves on day *on*: by their dates, or, of sanctions, because their status
        says that they are there on a day, that one or before, on which by their dates they are not.  Of other
        records nothing good follows from the absence.
        """
        early = [each for each in self.sanctions if each.exists_from > on and each.is_said_to_be and self.spoken_on(each, on) <= on]
        return [*(each for each in self.contradictory if each.exists_from <= on), *early]

    def accepted(self, floor: Floor, on: date) -> Profile:
        """
        The view with only what *floor* accepts on day *on*.

        Sections that lose a record, or whose own source is too weak, become incomplete.
        Extensions count as claimed.
        """
        refused = {
            record.pointer: section
            for section in SECTIONS
            for record in getattr(self, section)
            if not floor.accepts(self.source_of(record), on)
        }
        unsupported = {
            section for section in self.complete if not floor.accepts(self.sources.get(section), on)
        }
        view = self._without(refused, unsupported.union(refused.values()))
        if floor.at_least <= CLAIMED or not view.extensions:
            return view
        return view._changed({"extensions": {}}, view.complete)

    def lacking(self, pointers: Iterable[str]) -> Profile:
        """
        The view without the records at *pointers*, its sections as complete as they were.
        """
        return self._without(pointers, ())

    def _without(self, pointers: Iterable[str], incomplete: Iterable[str]) -> Profile:
        """
        A view that lacks the records at *pointers* and whose sections *incomplete* may omit some.
        """
        gone = frozenset(pointers)
        changes: dict[str, Any] = {}
        for section in {pointer.split("/")[1] for pointer in gone}:
            kept = tuple(each for each in self.records(section) if each.pointer not in gone)
            changes[section] = kept
        return self._changed(changes, self.complete.difference(incomplete))

    def _changed(self, changes: dict[str, Any], complete: frozenset[str]) -> Profile:
        view = msgspec.structs.replace(self, **changes)
        view.__dict__.update(self.__dict__)
        view.__dict__.update(complete=complete, view_of=self.whole)
        return view

    def digest(self) -> str:
        """
        The SHA-256 of the whole profile in a canonical form, whatever its spacing and order of keys.
        """
        text = msgspec.json.encode(self.whole, enc_hook=written, order="sorted")
        return f"sha256:{hashlib.sha256(text).hexdigest()}"

    def to_dict(self) -> dict[str, Any]:
        """
        The whole profile as the document that `from_dict` reads.
        """
        document: dict[str, Any] = msgspec.to_builtins(self.whole, enc_hook=written)
        return {"schema": SCHEMA, **document}

    def __reduce__(self) -> tuple[Any, ...]:
        kept = frozenset(each.pointer for section in SECTIONS for each in self.records(section))
        extended = bool(self.extensions)
        return _restored, (msgspec.structs.asdict(self.whole), kept, self.complete, extended)


def _restored(
    fields: dict[str, Any], kept: frozenset[str], complete: frozenset[str], extended: bool
) -> Profile:
    """
    A profile, or a view of one, as it was before it was pickled.
    """
    whole = Profile(**fields).prepared()
    changes: dict[str, Any] = {
        section: tuple(each for each in whole.records(section) if each.pointer in kept)
        for section in SECTIONS
    }
    same = all(changes[section] == whole.records(section) for section in SECTIONS)
    if same and complete == whole.complete and extended == bool(whole.extensions):
        return whole
    return whole._changed(changes if extended else {**changes, "extensions": {}}, complete)


def _looked_over(found: tuple[tuple[of.Record, ...], ...]) -> tuple[int, tuple[of.Record, ...]]:
    """
    The records of every section, each told its pointer: a day by which all may have begun, and those that
    contradict themselves.
    """
    contradictory: list[of.Record] = []
    begun_by = 1
    for section, look, records in compress(zip(SECTIONS, _LOOKS, found, strict=True), found):
        begun_by = look(records, _pointers(section, len(records)), begun_by, contradictory)
    return begun_by, tuple(contradictory)


@lru_cache(maxsize=512)
def _pointers(section: str, count: int) -> tuple[str, ...]:
    """
    The JSON pointers of the records of a section.
    """
    return tuple(f"/{section}/{index}" for index in range(count))


def written(value: object) -> str:
    """
    A date as it was written, for encoders that do not know it; raises `NotImplementedError` for anything
    else, by which an encoder tells that it cannot be written.
    """
    if isinstance(value, PartialDate):
        return value.text
    msg = f"a profile holds no {type(value).__name__}"
    raise NotImplementedError(msg)


def _sections() -> dict[str, type[of.Record]]:
    return {each.section: each for each in of.Record.__subclasses__()}


RECORD_TYPES: Mapping[str, type[of.Record]] = MappingProxyType(_sections())
SECTIONS: tuple[str, ...] = tuple(RECORD_TYPES)
_LOOKS = tuple(each.look for each in RECORD_TYPES.values())
_records = attrgetter(*SECTIONS)
_source = attrgetter("source")
