"""
The ten requirements of `ten.yaml` by hand, over plain dicts, in two-valued logic: what is not
certain does not pass.

This is what a program without a library does, and where the peers get from what they cannot say
themselves.  It knows the words that the generator writes, and no others.  Dates are compared as text
where that tells: a license that expires in "2026" is not known to be in force on 2026-11-22, and
"2026" sorts before it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from generate import AS_OF, STATE

from reqcheck import Catalog

Record = dict[str, Any]

TODAY = f"{AS_OF}"
#: The day from which on a search of a list is recent: no rule asks for less, so the default of 180 days.
RECENT = f"{AS_OF - timedelta(days=180)}"
CLINICAL_DAYS = 5 * 365
LEADERSHIP_DAYS = 3 * 365
NEVER, ALWAYS = "0001-01-01", "9999-12-31"


class Words(NamedTuple):
    """
    The words that count, as the vocabulary has them: engines that know no groups are given lists.
    """

    state: tuple[str, ...]
    boards: tuple[str, ...]
    #: Degrees that count as MD where somebody found them equal to it.
    abroad: tuple[str, ...]
    #: Levels of leadership that make any position one that leads.
    leading: tuple[str, ...]
    #: The parts of each examination, in small letters.
    parts: dict[str, tuple[str, ...]]

    @classmethod
    def of(cls, catalog: Catalog) -> Words:
        """
        The words of a catalog.
        """
        known = catalog.vocabulary
        levels = {each.code: each.facts["rank"] for each in known.leadership_levels}
        return cls(
            tuple(
                text for each in known.jurisdictions if each.code == STATE for text in (each.code, each.name)
            ),
            tuple(each.code for each in known.boards if each.among(("ABMS", "AOA"))),
            tuple(
                each.code
                for each in known.degrees
                if each.facts.get("counts_as") == "MD" and each.facts.get("needs") == "equivalence"
            ),
            tuple(code for code, rank in levels.items() if rank >= levels["supervisor"]),
            {
                "USMLE": ("step 1", "step 2 ck", "step 3"),
                "COMLEX-USA": ("level 1", "level 2-ce", "level 3"),
            },
        )


# -- one requirement each ---------------------------------------------------------------------


def physician(profile: Record, words: Words) -> bool:
    """
    A degree that is asked, or one from abroad that was found equal, is conferred.
    """
    return any(_counts(each, words) and _conferred(each) for each in profile.get("education", ()))


def _counts(record: Record, words: Words) -> bool:
    degree = record.get("degree")
    return degree in {"MD", "DO"} or (
        degree in words.abroad and any(each["on"] <= TODAY for each in record.get("equivalence", ()))
    )


def _conferred(record: Record) -> bool:
    if "status" in record:
        return bool(record["status"] == "conferred")
    return bool(record.get("conferred", ALWAYS) <= TODAY)


def trained(profile: Record, kind: str) -> bool:
    """
    A training of a kind is completed.
    """
    return any(
        each["type"] == kind and each.get("status") == "completed" for each in profile.get("training", ())
    )


def examined(profile: Record, words: Words) -> bool:
    """
    Every part of one examination is passed.
    """
    passed = {
        (each["exam"], each.get("part", "").lower())
        for each in profile.get("exams", ())
        if each.get("result") == "pass"
    }
    return any(all((exam, part) in passed for part in parts) for exam, parts in words.parts.items())


def licensed_until(profile: Record, words: Words) -> str:
    """
    The last day of the full, unrestricted and active license in the state that lasts longest.
    """
    return max(
        (_full(each.get("expires")) for each in profile.get("licenses", ()) if _license(each, words)),
        default=NEVER,
    )


def _license(record: Record, words: Words) -> bool:
    return (
        record["type"] == "medical"
        and record.get("class") == "full"
        and record.get("jurisdiction") in words.state
        and record.get("status") == "active"
        and record.get("restrictions") == []
    )


def certified_until(profile: Record, words: Words) -> str:
    """
    The last day of the certification by a board asked that lasts longest.
    """
    return max(
        (
            ALWAYS if each.get("duration") == "lifetime" else _full(each.get("expires"))
            for each in profile.get("certifications", ())
            if each.get("board") in words.boards and each.get("status") == "certified"
        ),
        default=NEVER,
    )


def _full(text: str | None) -> str:
    """
    The first day that a date may mean.
    """
    return NEVER if text is None else text + NEVER[len(text) :]


def never_excluded(profile: Record) -> bool:
    """
    No exclusion is on file, and the file is complete or a search that covers the past is clear.
    """
    if any(each["kind"] == "exclusion" for each in profile.get("sanctions", ())):
        return False
    searches = profile.get("screenings", ())
    if any(each.get("result") == "hit" for each in searches):
        return False
    if "sanctions" in profile.get("none", ()) or "sanctions" in profile:  # what is there is complete
        return True
    return any(
        each["list"] == "NPDB" and each["result"] == "clear" and each["checked"] >= RECENT
        for each in searches
    )


# -- days of work -------------------------------------------------------------------------------


@lru_cache(maxsize=65_536)
def first_day(text: str) -> int:
    """
    The number of the first day that a date may mean.
    """
    return date.fromisoformat(text + "-01-01"[len(text) - 4 :]).toordinal()


@lru_cache(maxsize=65_536)
def last_day(text: str) -> int:
    """
    The number of the last day that a date may mean.
    """
    if len(text) == len(TODAY):
        return first_day(text)
    year, month = int(text[:4]), int(text[5:] or 12)
    return (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).toordinal()


def days(profile: Record, words: Words) -> dict[str, int]:
    """
    The days that were certainly worked, by kind of work; days of positions that overlap count once.
    """
    positions = profile.get("positions", ())
    return {
        "clinical": _union(positions, lambda each: "clinical" in each.get("categories", ())),
        "leadership": _union(positions, lambda each: _leads(each, words)),
    }


def _leads(position: Record, words: Words) -> bool:
    level = position.get("leadership", {}).get("level")
    return level in words.leading or "leadership" in position.get("categories", ())


def _union(positions: Iterable[Record], counts: Callable[[Record], bool]) -> int:
    spans = sorted(span for each in positions if counts(each) and (span := _span(each)) is not None)
    total = reached = 0
    for first, last in spans:
        if last > reached:
            total += last - max(first - 1, reached)
            reached = last
    return total


def _span(position: Record) -> tuple[int, int] | None:
    """
    The first and the last day that were certainly worked, if there are any.
    """
    start, end = position.get("start"), position.get("end")
    if position.get("ongoing") or end == "..":
        end = TODAY
    if start is None or end is None:
        return None
    first, last = last_day(start), min(first_day(end), AS_OF.toordinal())
    return (first, last) if first <= last else None


# -- all of them ----------------------------------------------------------------------------------


def qualified(profile: Record, words: Words) -> bool:
    """
    All eight required ones pass; the two preferred decide nothing.
    """
    if not (
        physician(profile, words)
        and trained(profile, "residency")
        and examined(profile, words)
        and licensed_until(profile, words) >= TODAY
        and certified_until(profile, words) >= TODAY
        and never_excluded(profile)
    ):
        return False
    worked = days(profile, words)
    return worked["clinical"] >= CLINICAL_DAYS and worked["leadership"] >= LEADERSHIP_DAYS


def explained(profile: Record, words: Words) -> dict[str, bool]:
    """
    All ten, one answer each, with nothing left out.
    """
    worked = days(profile, words)
    degrees = [each for each in profile.get("education", ()) if each.get("status") == "conferred"]
    return {
        "medical-degree": physician(profile, words),
        "residency": trained(profile, "residency"),
        "licensing-examination": examined(profile, words),
        "license": licensed_until(profile, words) >= TODAY,
        "board-certification": certified_until(profile, words) >= TODAY,
        "clinical-experience": worked["clinical"] >= CLINICAL_DAYS,
        "leadership-experience": worked["leadership"] >= LEADERSHIP_DAYS,
        "no-exclusion": never_excluded(profile),
        "management-degree": any(each["degree"] in {"MBA", "MHA"} for each in degrees),
        "fellowship": trained(profile, "fellowship"),
    }


def flat(profile: Record, words: Words) -> Record:
    """
    What is left for engines that see no lists of records: words, days and yes or no.
    """
    return {
        "degree": physician(profile, words),
        "trainings": [
            each["type"] for each in profile.get("training", ()) if each.get("status") == "completed"
        ],
        "passed": [
            f"{each['exam']} {each.get('part', '').lower()}"
            for each in profile.get("exams", ())
            if each.get("result") == "pass"
        ],
        "licensed_until": licensed_until(profile, words),
        "certified_until": certified_until(profile, words),
        "clear": never_excluded(profile),
        **{f"{name}_days": number for name, number in days(profile, words).items()},
    }
