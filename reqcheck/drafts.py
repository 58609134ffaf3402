"""
Drafts: small profiles in the making, how one differs from the next, and how one becomes smaller.

A draft is a plain document in which every section has its list; what it does not hold is known to be absent.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, TypeAlias, TypeVar

import attrs

from reqcheck.errors import DocumentError
from reqcheck.patching import patched
from reqcheck.profile import SECTIONS

Draft: TypeAlias = Mapping[str, Any]
Drawn = TypeVar("Drawn")

#: The words of a status that are tried, and what records have besides what shows a criterion.
WORDS = ("active", "expired", "inactive", "suspended", "pending", "completed", "withdrawn", "conferred", "in_progress", "certified", "eligible")
BESIDES: Mapping[str, tuple[Mapping[str, Any], ...]] = {
    "licenses": ({"restrictions": ["supervised practice"]}, {"class": "training"}),
    "positions": ({"fte": 0.5}, {"fte": 0.2}, {"leadership": {"level": "manager"}}),
    "exams": tuple({"attempts": each} for each in range(1, 9)),
    "sanctions": ({"status": "open"}, {"status": "closed"}),
}
#: Marks of how well a record is supported.
STRENGTHS = ("claimed", "documented", "verified")
#: Constants of the generator SplitMix64.
STEP, MIX, MIXED, WORD = 0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB, (1 << 64) - 1


@attrs.define
class Draws:
    """
    Choices that look like chance and are the same for the same seed, on every machine.
    """

    state: int

    def pick(self, options: Sequence[Drawn]) -> Drawn:
        """
        One of some options.
        """
        self.state = (self.state + STEP) & WORD
        mixed = ((self.state ^ self.state >> 30) * MIX) & WORD
        mixed = ((mixed ^ mixed >> 27) * MIXED) & WORD
        return options[(mixed ^ mixed >> 31) % len(options)]


def blank(on: date) -> Draft:
    """
    A draft in which nothing is on file and nothing else is to be found.
    """
    return {"recorded_on": on.isoformat(), "extensions": {}, "partial": [], **{section: [] for section in SECTIONS}}


def finished(draft: Draft) -> dict[str, Any]:
    """
    The draft as a profile: sections without a record are named in `none`, unless they are in `partial`.
    """
    partial = draft["partial"]
    held = {name: each for name, each in draft.items() if each and name != "partial"}
    none = [each for each in SECTIONS if not draft[each] and each not in partial]
    rest = {"none": none, "partial": [each for each in partial if draft[each]]}
    head = {"schema": "reqcheck.profile/1", "subject": {"id": "generated"}}
    return {**head, **held, **{name: each for name, each in rest.items() if each}}


def with_patch(draft: Draft, patch: Iterable[Mapping[str, Any]]) -> Draft | None:
    """
    The draft with what a patch adds; None where the patch does not fit.  What it says of whole sections is known.
    """
    steps = [each for each in patch if str(each.get("path")).split("/")[1:2] not in (["none"], ["partial"])]
    try:
        return patched(draft, steps)
    except (DocumentError, LookupError, TypeError, ValueError):
        return None


def records_of(draft: Draft) -> Iterator[tuple[str, int, Mapping[str, Any]]]:
    """
    Every record: its section, its place and itself.
    """
    for section in SECTIONS:
        for index, record in enumerate(draft[section]):
            yield section, index, record


def replaced(draft: Draft, section: str, index: int, *records: Mapping[str, Any]) -> Draft:
    """
    The draft with other records, or none, in the place of one.
    """
    held = draft[section]
    return {**draft, section: [*held[:index], *records, *held[index + 1 :]]}


# -- a little otherwise ---------------------------------------------------------------------


def changed(draft: Draft, days: Sequence[date], beyond: Draft | None = None) -> Iterator[Draft]:
    """
    The draft with one thing otherwise, record by record; only those that it has *beyond* another one.
    """
    for section, index, _ in records_of(draft):
        if beyond is None or index >= len(beyond[section]):
            yield from changed_at(draft, section, index, days)


def changed_at(draft: Draft, section: str, index: int, days: Sequence[date]) -> Iterator[Draft]:
    """
    The draft with one record otherwise: gone, with a day moved to one of some *days* or all days gone,
    another status, another support, or in a section that may omit others.
    """
    yield replaced(draft, section, index)
    for each in _otherwise(section, draft[section][index], days):
        yield replaced(draft, section, index, each)
    if index == 0 and section not in draft["partial"]:
        yield {**draft, "partial": [*draft["partial"], section]}


def _otherwise(section: str, record: Mapping[str, Any], days: Sequence[date]) -> Iterator[Mapping[str, Any]]:
    for name, value in record.items():
        if name == "source":
            yield from ({**record, name: each} for each in _sources(days))
        elif is_day(value):
            yield from ({**record, name: each.isoformat()} for each in days)
        elif isinstance(value, bool):
            yield {**record, name: not value}
        elif name == "status":
            yield from ({**record, name: each} for each in WORDS)
        if value == "..":
            yield from ({**record, name: each.isoformat()} for each in days)
        yield without(record, name)
    yield {name: value for name, value in record.items() if not is_day(value)}
    if record.get("ongoing"):
        yield from ({**without(record, "ongoing"), "end": each.isoformat()} for each in days)
    for more in BESIDES.get(section, ()):
        yield {**record, **more}


def _sources(days: Sequence[date]) -> Iterator[Mapping[str, Any]]:
    yield from ({"strength": each} for each in STRENGTHS)
    yield from ({"strength": "verified", "verified_on": each.isoformat()} for each in days)


def is_day(value: object) -> bool:
    """
    A value that is a full date.
    """
    return isinstance(value, str) and len(value) == 10 and value[4:5] == value[7:8] == "-" and value[:4].isdecimal()


def without(record: Mapping[str, Any], name: str) -> dict[str, Any]:
    """
    A record without one of its fields.
    """
    return {key: each for key, each in record.items() if key != name}


# -- smaller ----------------------------------------------------------------------------------


def smaller(draft: Draft) -> Iterator[Draft]:
    """
    The draft with one thing less: a record, a field of a record, what is said of a section or beside the records.
    """
    partial = draft["partial"]
    unsaid = [each for each in SECTIONS if not draft[each] and each not in partial]
    if len(unsaid) > 1:
        yield {**draft, "partial": [*partial, *unsaid]}
    for section, index, record in records_of(draft):
        gone = replaced(draft, section, index)
        yield gone
        if not gone[section] and section not in partial:
            yield {**gone, "partial": [*partial, section]}  # and nothing is said of the section
        for name in record:
            if len(record) > 1:
                yield replaced(draft, section, index, without(record, name))
    for section in SECTIONS:
        if draft[section] and section in partial:
            yield {**draft, "partial": [each for each in partial if each != section]}
        if not draft[section] and section not in partial:
            yield {**draft, "partial": [*partial, section]}  # it is named in `none` no longer
    for name in draft["extensions"]:
        yield {**draft, "extensions": without(draft["extensions"], name)}
