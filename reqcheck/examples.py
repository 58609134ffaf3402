"""
Examples: records made up after what criteria ask, each as it could be on file today.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from reqcheck.dates import shifted
from reqcheck.fields import Between
from reqcheck.fillings import BEGINS, attributes_of, lengths_in
from reqcheck.patching import Steps
from reqcheck.remedies import patch_of
from reqcheck.replies import ABOUT, such_a_record

if TYPE_CHECKING:
    from reqcheck.criterion import Context
    from reqcheck.profile import Profile

#: What an example says besides, where the criterion asks nothing of it.
BESIDES: Mapping[str, Mapping[str, Any]] = {"positions": {"fte": 1.0}, "training": {"type": "residency"}}
#: How many days ago the dates of an example are from which much else may count, or that counts for very long.
LONG_SINCE: Mapping[str, Mapping[str, int]] = {
    "education": {"conferred": 45 * 366}, "training": {"start": 48 * 366, "end": 45 * 366},
    "licenses": {"issued": 45 * 366}, "positions": {"start": 44 * 366},
}


def examples(section: str, asking: Sequence[Any], context: Context) -> Iterator[dict[str, Any]]:
    """
    Records of a section made after what *asking* criteria ask: in good standing, on the edge of the
    days that are asked, and since long ago.
    """
    for each in asking:
        if section not in ABOUT.get(getattr(each, "kind", ""), ()):
            continue
        if section == "sanctions":
            yield _sanction(each, context)
            continue
        record, _ = such_a_record(section, each, context.on, context.vocabulary)
        record = {**BESIDES.get(section, {}), **record}
        yield record
        if section == "training" and getattr(each, "status", "") == "active":
            yield {**record, "status": "active", "end": ".."}
        yield from _in_time(section, each, record, context)
        yield {**record, **{name: shifted(context.on, -days).isoformat() for name, days in LONG_SINCE.get(section, {}).items()}}


def _sanction(criterion: Any, context: Context) -> dict[str, Any]:
    """
    A sanction that there may not be.
    """
    known = context.vocabulary.sanctions
    code = next((term.code for term in known if term.among(criterion.of)), criterion.of[0])
    return {"kind": code, "status": "open", "effective": shifted(context.on, -1).isoformat()}


def _in_time(section: str, criterion: Any, record: dict[str, Any], context: Context) -> Iterator[dict[str, Any]]:
    """
    The same record on the edge of the time that a criterion asks.
    """
    day_of = "end" if section == "training" else next((name for name in BEGINS if name in record), "")
    spans = list(lengths_in(criterion)) if section != "positions" else []
    for span in spans:
        start = {"start": "1950"} if section == "training" else {}
        yield {**record, **start, day_of: span.before(context.on).isoformat()}
    for asked in (each for each in attributes_of(criterion) if isinstance(each, Between)):
        day = min(asked.until, context.on)
        if day_of and asked.covers(day):
            first = {"first_issued": min(each.before(day) for each in spans).isoformat()} if spans else {}
            yield {**record, day_of: day.isoformat(), **first}


def remedied(section: str, profile: Profile, asking: Sequence[Any], context: Context) -> Iterator[Steps]:
    """
    The patches by which the remedies of the built-in kinds put records into a section today.
    """
    for each in asking:
        if section not in ABOUT.get(getattr(each, "kind", ""), ()):
            continue
        for remedy in each.remedies(profile.as_of(context.on), context.afresh()):
            if remedy.not_before is None and any(step["path"] == f"/{section}/-" for step in remedy.patch):
                yield patch_of(profile, [remedy])


def in_few_words(record: Mapping[str, Any]) -> str:
    """
    What a record says, field by field.
    """
    plain = ((name, value) for name, value in record.items() if isinstance(value, str))
    return ", ".join(f"{name.replace('_', ' ')} {'open' if value == '..' else value.replace('_', ' ')}" for name, value in plain)
