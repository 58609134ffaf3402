"""
The slow and obvious judge: the completions of a small profile document, and what is true in each.

A world is a profile in which nothing is left open: every date is a day, every word is a known one,
every section is whole.  Nothing here uses the dates, the verdicts or the vocabulary of reqcheck.

What a status leaves open becomes a fact of its own.  *good*: apart from its dates nothing keeps the
record from being in force on the day asked.  *done*: what its date speaks of does happen.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from itertools import pairwise, product
from math import prod
from typing import Any

Document = dict[str, Any]
Criterion = Mapping[str, Any]
Record = dict[str, Any]
World = dict[str, list[Record]]
#: What may be chosen of a record; None is no record.
Factor = Sequence[Record | None]

DAY = timedelta(days=1)
OPEN = date(3000, 1, 1)
#: What is not known at all lies between these days.
LONG_AGO, FAR_AHEAD = date(1950, 1, 1), date(2090, 1, 1)
LASTS, STALE = 120 * DAY, 180 * DAY

SAYS = {
    "in force": ("active", "certified", "open"),
    "ended": ("expired", "closed"),
    "happened": ("conferred", "completed", "pass"),
    "final": ("revoked", "surrendered", "denied", "withdrawn", "dismissed", "fail"),
    "that day": ("inactive", "suspended", "pending", "probation", "in_progress", "leave", "stayed"),
}
STEPS = ("Step 1", "Step 2 CK", "Step 3")
GROUPS = {"US": ("US-CA", "US-NV"), "physician": ("MD", "DO"), "ABMS": ("ABIM", "ABP"), "AOA": ("AOBIM",)}
LEVELS = {"MD": 2, "DO": 2, "PhD": 2, "MHA": 1, "BS": 0}
RANKS = {"bachelor": 0, "master": 1, "doctorate": 2}
LADDER = {"individual": 0, "lead": 1, "manager": 3, "director": 4}
WORK = ("clinical", "leadership", "administrative")
#: Kinds of sanction that a clear search of a list speaks against, and whether of the present only.
COVERS = {
    "OIG LEIE": ({"exclusion"}, True),
    "NPDB": ({"exclusion", "board_order"}, False),
    "criminal": ({"conviction"}, False),
}

#: The words that may stand in a field; one that is absent or not recognized may be any of them.
WORDS: dict[str, dict[str, tuple[Any, ...]]] = {
    "licenses": {
        "type": ("medical", "nursing"),
        "jurisdiction": ("US-CA", "US-NV", "CA-ON"),
        "class": ("full", "training"),
    },
    "education": {"degree": (*LEVELS,), "accreditation": ("LCME", "COCA")},
    "training": {"type": ("residency", "fellowship"), "specialty": ("internal medicine", "pediatrics")},
    "certifications": {
        "board": ("ABIM", "ABP", "AOBIM"),
        "specialty": ("internal medicine", "pediatrics"),
        "subspecialty": ("internal medicine", "cardiovascular disease", "hematology", "geriatric medicine"),
    },
    "positions": {"fte": (0.2, 0.5, 1.0)},
    "sanctions": {"kind": ("exclusion", "board_order", "conviction")},
}
#: The fields with which a record begins and ends; what happens on one day begins and ends on it.
DATES = {
    "licenses": ("issued", "expires"),
    "education": ("conferred", "conferred"),
    "training": ("start", "end"),
    "exams": ("taken", "taken"),
    "certifications": ("certified", "expires"),
    "positions": ("start", "end"),
    "sanctions": ("effective", "ended"),
}
EVENTS = ("education", "exams")
BEGINS = ("start", "issued", "first_issued", "certified", "conferred", "taken", "effective", "checked")


# -- days -----------------------------------------------------------------------------------


@cache
def bounds(text: str) -> tuple[date, date]:
    """
    The first and the last day that a date may mean; ".." is a day that nobody sees.
    """
    if text == "..":
        return OPEN, OPEN
    year, month, day = (*map(int, text.split("-")), 0, 0)[:3]
    if day:
        return date(year, month, day), date(year, month, day)
    after = date(year, month + 1, 1) if 0 < month < 12 else date(year + 1, 1, 1)
    return date(year, month or 1, 1), after - DAY


def moved(day: date, span: Mapping[str, int], way: int = 1) -> date:
    """
    *day* and a span later, or with *way* -1 before; a day that the month lacks is the next, or the last.
    """
    if "days" in span:
        return day + way * span["days"] * DAY
    index = day.year * 12 + day.month - 1 + way * (span.get("years", 0) * 12 + span.get("months", 0))
    for number in (day.day, 30, 29, 28):
        try:
            found = date(index // 12, index % 12 + 1, min(day.day, number))
        except ValueError:
            continue
        return found if found.day == day.day or way < 0 else found + DAY
    raise AssertionError


def marks_of(criterion: Any, as_of: date) -> set[date]:
    """
    The days at which the truth may turn, with their neighbors.
    """
    days = {as_of}
    if isinstance(criterion, Mapping):
        if criterion.keys() & {"years", "months", "days"} and "kind" not in criterion:
            days.add(moved(as_of, criterion, -1))
        days |= {date.fromisoformat(criterion[each]) for each in ("from", "until") if each in criterion}
        criterion = list(criterion.values())
    for each in criterion if isinstance(criterion, list) else ():
        days |= marks_of(each, as_of)
    return days | {day + step * DAY for day in days for step in (-1, 1)} if len(days) > 1 else days


def days_of(text: str | None, marks: Iterable[date], *, end: bool = False) -> list[date]:
    """
    Some of the days that a date may be: its edges, and every mark within it.
    """
    first, last = bounds(text) if text is not None else (LONG_AGO, FAR_AHEAD)
    found = {first, last, *(each for each in marks if first <= each <= last)}
    return sorted(found | {OPEN} if end and text is None else found)


# -- what a profile says --------------------------------------------------------------------


def says(word: str | None) -> str | None:
    """
    What a status says, in the words of the contract's table; None where it says nothing.
    """
    return next((each for each, words in SAYS.items() if word in words), None)


def spoken(document: Document, section: str, record: Record, as_of: date) -> date:
    """
    The day for which the status of a record speaks.
    """
    source = record.get("source") or document.get("sources", {}).get(section) or {}
    day = source.get("verified_on") or document.get("recorded_on")
    return date.fromisoformat(day) if day else as_of


def is_later(record: Record, as_of: date) -> bool:
    """
    The record certainly begins after the day asked: it does not exist yet.
    """
    begins = [bounds(record[each])[0] for each in BEGINS if record.get(each)]
    return bool(begins) and min(begins) > as_of


def is_denied(document: Document, sanction: Record, as_of: date) -> bool:
    """
    A sanction that certainly begins after the day asked is said to be there on that day, or was before.
    """
    return sanction.get("status") not in (None, "pending") and spoken(document, "sanctions", sanction, as_of) <= as_of


def contradicts_itself(section: str, record: Record) -> bool:
    """
    No reading of its dates has them in order.
    """
    begins = [record[each] for each in BEGINS if record.get(each)]
    end = record.get(DATES.get(section, ("", ""))[1])
    if end not in (None, "..") and (record.get("duration") == "lifetime" or record.get("ongoing")):
        return True
    return end is not None and any(bounds(end)[1] < bounds(each)[0] for each in begins)


def is_whole(document: Document, section: str, as_of: date) -> bool:
    """
    The section holds everything of its kind.
    """
    records = document.get(section) or []
    told = bool(records) or section in document.get("none", ())
    aside = any(
        is_denied(document, each, as_of) if section == "sanctions" and is_later(each, as_of)
        else contradicts_itself(section, each) and not is_later(each, as_of)
        for each in records
    )
    return told and section not in document.get("partial", ()) and not aside


# -- completions ----------------------------------------------------------------------------


def completions(
    document: Document, criterion: Criterion, as_of: date, *, further: bool = True, limit: int = 1500
) -> Iterator[World]:
    """
    The worlds of a profile, as far as a criterion reads it: all of them, or *limit* at random.

    A section that may omit records has none or one *further* record.
    """
    slots = list(_slots(document, criterion, as_of, further))
    choices = [factor for _, factors in slots for factor in factors]
    worlds: Iterable[tuple[Record | None, ...]] = product(*choices)
    sections = sections_of(criterion)
    if prod(map(len, choices)) > limit:
        draw = random.Random(len(choices)).choice
        worlds = (tuple(map(draw, choices)) for _ in range(limit))
    for chosen in worlds:
        world: World = {each: [] for each in sections}
        facts = iter(chosen)
        for section, factors in slots:
            parts = [next(facts) for _ in factors]
            if None not in parts:
                world[section].append({name: value for part in parts if part for name, value in part.items()})
        if all(_counted_alike(each, world) for each in world.get("exams", ()) if each["told"]):
            yield world


def _counted_alike(exam: Record, world: World) -> bool:
    """
    An exam that says how often it was taken by then, and may have counted all that is told, did so.
    """
    others = [each for each in world["exams"] if each["part"] == exam["part"]]
    if exam["attempts"] < max(_sittings(world, exam["part"]), *(each["attempts"] for each in others if each["told"])):
        return True
    return all(each["attempts"] <= exam["attempts"] for each in others)


def _attempts(exam: Record, world: World) -> int:
    """
    How often the part of an exam was taken: as it says itself, or what all say where it cannot have counted the others.
    """
    own: int = exam["attempts"]
    counts = [each["attempts"] for each in world["exams"] if each["part"] == exam["part"]]
    least = max(_sittings(world, exam["part"]), *counts)
    return own if own >= least else max(least, sum(counts))


def _sittings(world: World, part: str) -> int:
    """
    How often a part was taken: on several days, or on one day passed and not passed.
    """
    return len({(each["begin"], each["done"]) for each in world["exams"] if each["part"] == part})


def size(document: Document, criterion: Criterion, as_of: date) -> int:
    """
    How many worlds there are.
    """
    return prod(len(factor) for _, factors in _slots(document, criterion, as_of, further=True) for factor in factors)


def _slots(document: Document, criterion: Criterion, as_of: date, further: bool) -> Iterator[tuple[str, list[Factor]]]:
    """
    For each record of a world, what may be chosen of it.
    """
    heeded, text = _names(criterion), repr(criterion)
    for section in sections_of(criterion):
        begun = [each[DATES[section][0]] for each in document.get(section) or [] if each.get(DATES.get(section, ("",))[0])]
        marks = {*marks_of(criterion, as_of), *(bounds(each)[1] for each in begun)}
        for record in document.get(section) or []:
            if not is_later(record, as_of) and not contradicts_itself(section, record):
                told = {**record, "status": None} if section == "licenses" and "'status': 'any'" in text else record
                yield section, list(_factors(document, section, told, as_of, heeded, marks))
        if further and not is_whole(document, section, as_of) and not (section == "answers" and document.get(section)):
            settled = _searched(document, "clear", as_of, past="open" not in text) if section == "sanctions" else set()
            yield section, [[None, *(each for each in FURTHER.get(section, ()) if each.get("kind") not in settled)]]
    if further and "screenings" in sections_of(criterion):
        found = _searched(document, "hit", as_of, past=False)
        for each in FURTHER["sanctions"]:
            if each["kind"] in found:
                yield "sanctions", [[None, each]]


def _names(criterion: Any) -> set[str]:
    """
    The fields that a criterion asks about.
    """
    if isinstance(criterion, Mapping):
        names = {*criterion, *(name for each in criterion.values() for name in _names(each)), "class"}
        return names | {"subspecialty"} if "specialty" in names else names
    return {name for each in criterion for name in _names(each)} if isinstance(criterion, list) else set()


def _searched(document: Document, result: str, as_of: date, *, past: bool) -> set[str]:
    """
    The kinds of sanction that searches of a result speak of, those that see only the present left out of the *past*.
    """
    oldest = as_of - STALE if result == "clear" else date.min
    lists = [
        each["list"]
        for each in document.get("screenings") or []
        if each.get("result") == result and oldest <= date.fromisoformat(each["checked"]) <= as_of
    ]
    return {kind for name in lists for kind in COVERS[name][0] if not (past and COVERS[name][1])}


def _factors(
    document: Document, section: str, record: Record, as_of: date, heeded: set[str], marks: set[date]
) -> Iterator[Factor]:
    if section in ("screenings", "answers"):
        yield [record]
        return
    for name, known in WORDS.get(section, {}).items():
        given = record.get(name)
        asked = name in heeded or (name == "degree" and "level_at_least" in heeded)
        others = known if name == "fte" else (*known, "another")
        yield [{name: each} for each in ((given,) if given in known or not asked else others)]
    yield from _facts(section, record, as_of, heeded)
    yield _dated(document, section, record, as_of, marks)


def _facts(section: str, record: Record, as_of: date, heeded: set[str]) -> Iterator[Factor]:
    """
    What else is open of a record.
    """
    yield [{"name": record.get("name"), "dated": bool(record.keys() & {"certified", "expires"})}]
    if section == "licenses":
        yield [{"restrictions": each} for each in ([record["restrictions"]] if "restrictions" in record else [[], ["x"]])]
    if section == "positions":
        yield list(_work(record, heeded))
    if section == "education" and record.get("degree") == "MBBS":
        shown = [each.get("on") for each in record.get("equivalence") or ()]
        certain = any(on is None or bounds(on)[1] <= as_of for on in shown)
        yield [{"degree": each} for each in (["MD"] if certain else ["MD", "another"])]
    if section == "exams":
        part, exam = record.get("part"), record.get("exam")
        parts = [part] if part in STEPS else [*STEPS, "another"]
        other = {"USMLE": parts, "COMLEX-USA": ["another"]}
        yield [{"part": each} for each in other.get(str(exam), [*parts, "another"])]
        yield [{"attempts": each, "told": "attempts" in record} for each in ([record["attempts"]] if "attempts" in record else [1, 3])]


def _work(record: Record, heeded: set[str]) -> Iterator[Record]:
    """
    The kinds of work, the level and the setting that a position may have; who is a manager leads.
    """
    told = record.get("categories")
    sets = [[each] for each in WORK] if told is None else [told]
    if told is not None and any(each not in WORK for each in told):
        sets = [[each if each in WORK else word for each in told] for word in (*WORK, "another")]
    setting = record.get("organization", {}).get("setting")
    settings = ["hospital", "pharma"] if setting is None and "setting" in heeded else [setting]
    for categories, where in product(sets if "category" in heeded or "leadership_at_least" in heeded else sets[:1], settings):
        level = record.get("leadership", {}).get("level")
        plain = "leadership" not in record and told is not None and "leadership" not in categories
        for each in ["individual"] if plain else [level] if level in LADDER else LADDER:
            leads = ["leadership"] if LADDER[each] >= 2 else []
            yield {"categories": {*categories, *leads}, "level": each, "setting": where}


def _dated(document: Document, section: str, record: Record, as_of: date, marks: set[date]) -> Factor:
    """
    The days and the standing of a record that its dates and its status let stand.

    Where they let none stand they disagree, and anything may be true.
    """
    day, word = spoken(document, section, record, as_of), says(record.get("status") or record.get("result"))
    near = {*marks, day - DAY, day, day + DAY, day + LASTS, day + LASTS + DAY}
    begins, ends = _ends(section, record)
    near |= {edge for each in (begins, ends) if each is not None for edge in bounds(each)}
    first = record.get("first_issued") or begins
    possible: list[Record] = [
        {"begin": begin, "first": since, "end": end}
        for begin, end in product(_days_begun(record, begins, as_of, near), days_of(ends, near, end=True))
        for since in ([begin] if first == begins else days_of(first, near))
        if begin <= end and since <= end and (section not in EVENTS or begin == end)
    ]
    stand = [each for each in possible if _stands(section, record, each, word, day)]
    if stand:
        truths = product(_good(section, word, as_of, day), _done(section, record, word, as_of, day))
        return [{**each, "good": good, "done": done} for each, (good, done) in product(stand, truths)]
    starts = days_of(begins if section == "sanctions" else None, near)
    dated = section == "sanctions" or (section == "training" and word != "happened")
    lasts = days_of(ends, near) if dated else [as_of, OPEN]
    return [
        {"begin": begin, "first": begin, "end": begin if section in EVENTS else end, "good": sure, "done": sure, "torn": True}
        for begin, end, sure in product(starts, lasts, (True, False))
        if begin <= end and (section != "sanctions" or begins is not None or begin <= day)
    ]


def _days_begun(record: Record, begins: str | None, as_of: date, near: set[date]) -> list[date]:
    """
    The days on which a record may have begun: a license that is issued anew later on, on any since its first issue.
    """
    days = days_of(begins, near)
    if begins is not None and "first_issued" in record:
        since = bounds(record["first_issued"])[0]
        if since <= as_of < days[0]:
            return sorted({*days, since, *(each for each in near if since <= each < days[0])})
    return days


def _ends(section: str, record: Record) -> tuple[str | None, str | None]:
    begin, end = DATES[section]
    lasting = record.get("ongoing") or record.get("duration") == "lifetime"
    return record.get(begin) or record.get("first_issued"), ".." if lasting else record.get(end)


def _stands(section: str, record: Record, days: Record, word: str | None, day: date) -> bool:
    """
    What the status says of its day agrees with the days.
    """
    begin: date = days["begin"]
    end: date = days["end"]
    if section == "sanctions" and record.get("effective") is None and begin > day:
        return False  # what is written down without its day has happened by then
    if section in EVENTS or section == "training":
        denied = section == "education" and record.get("conferred") and word in ("final", "that day", "ended")
        late = record.get("start") is not None and end < bounds(record["start"])[0]
        if late or (denied and bounds(record["conferred"])[1] <= day):
            return False
        if word == "happened":
            return end <= day
    if section in EVENTS:
        return word != "in force" or begin >= day
    if word == "in force":
        known = _ends(section, record)[1] is not None
        return begin <= day and (day if known else day + LASTS) <= end
    return begin <= day if word == "happened" else end < day if word == "ended" else True


def _good(section: str, word: str | None, as_of: date, day: date) -> tuple[bool, ...]:
    if section == "positions" or word in ("in force", "ended", "happened"):
        return (True,)
    barred = (word == "final" and as_of >= day) or (word == "that day" and as_of == day)
    return (False,) if barred and section != "sanctions" else (True, False)


def _done(section: str, record: Record, word: str | None, as_of: date, day: date) -> tuple[bool, ...]:
    if section not in (*EVENTS, "training"):
        return (True,)
    if word == "happened" or (word is None and section == "education" and record.get("conferred")):
        return (True,)
    barred = (word == "final" and as_of >= day) or (word in ("that day", "in force", "ended") and as_of == day)
    return (False,) if barred else (True, False)


_ALWAYS: Record = {"begin": date(1990, 1, 1), "end": OPEN, "first": date(1990, 1, 1), "good": True, "done": True}
FURTHER: dict[str, list[Record]] = {
    "licenses": [
        {**_ALWAYS, "type": kind, "jurisdiction": "US-CA", "class": class_, "restrictions": [], "begin": begin}
        for kind, class_, begin in product(("medical", "nursing"), ("full", "training"), (date(1990, 1, 1), date(2023, 12, 1)))
    ],
    "education": [
        {**_ALWAYS, "begin": day, "degree": degree, "accreditation": "LCME"}
        for degree, day in product(LEVELS, (date(1999, 1, 1), date(2022, 1, 1), date(2023, 12, 1)))
    ],
    "training": [
        {**_ALWAYS, "end": end, "type": kind, "specialty": specialty}
        for kind, specialty, end in product(
            ("residency", "fellowship"), ("internal medicine", "pediatrics"), (date(2000, 1, 1), date(2024, 2, 1))
        )
    ],
    "exams": [{**_ALWAYS, "begin": date(2024, 2, 1), "part": part, "attempts": 1, "told": False} for part in STEPS],
    "certifications": [
        {**_ALWAYS, "name": "BLS", "dated": True, "board": board, "specialty": specialty, "subspecialty": None}
        for board, specialty in product(("ABIM", "ABP"), ("internal medicine", "pediatrics"))
    ],
    "positions": [
        {**_ALWAYS, "categories": {*WORK}, "level": "director", "setting": where, "fte": 1.0}
        for where in ("hospital", "pharma")
    ],
    "sanctions": [{**_ALWAYS, "begin": date(2023, 12, 1), "kind": each} for each in ("exclusion", "board_order", "conviction")],
    "answers": [{"key": "relocate", "value": each} for each in (True, False)],
}


# -- what is true in a world ----------------------------------------------------------------


def met(criterion: Criterion, world: World, as_of: date) -> bool:
    """
    Whether a criterion holds in a world: plain two-valued logic.
    """
    if "all_of" in criterion:
        return all(met(each, world, as_of) for each in criterion["all_of"])
    if "any_of" in criterion:
        return any(met(each, world, as_of) for each in criterion["any_of"])
    if "none_of" in criterion:
        return not any(met(each, world, as_of) for each in criterion["none_of"])
    if "some_of" in criterion:
        least: int = criterion["some_of"]["at_least"]
        return sum(met(each, world, as_of) for each in criterion["some_of"]["of"]) >= least
    return bool(_JUDGES[criterion["kind"]](criterion, world, as_of))


def sections_of(criterion: Any) -> tuple[str, ...]:
    """
    The sections that a criterion reads.
    """
    own: tuple[str, ...] = ()
    if isinstance(criterion, Mapping):
        own = _READS.get(str(criterion.get("kind")), ())
        own = ("training",) if criterion.get("status") in ("eligible", "pursuing") else own
        criterion = list(criterion.values())
    parts = [sections_of(each) for each in criterion] if isinstance(criterion, list) else []
    return tuple(dict.fromkeys([*own, *(section for each in parts for section in each)]))


_READS = {
    "license": ("licenses",),
    "degree": ("education",),
    "training": ("training",),
    "exam": ("exams",),
    "board_certification": ("certifications",),
    "certification": ("certifications",),
    "experience": ("positions",),
    "no_history": ("sanctions", "screenings"),
    "answer": ("answers",),
}


def _is(word: object, asked: object) -> bool:
    """
    A word is one of those asked, or in a group that is; where nothing is asked any will do.
    """
    every = [asked] if isinstance(asked, str) else asked if isinstance(asked, list) else []
    return not every or "any" in every or any(word in GROUPS.get(each, (each,)) for each in every)


def _between(day: date, days: Mapping[str, str] | None) -> bool:
    return days is None or days["from"] <= day.isoformat() <= days["until"]


def _licenses(asked: Criterion, world: World) -> Iterator[Record]:
    for each in world["licenses"]:
        described = _is(each["type"], asked.get("type")) and _is(each["jurisdiction"], asked.get("jurisdiction"))
        if described and _is(each["class"], asked.get("class", "full")):
            yield each


def _license(asked: Criterion, world: World, as_of: date) -> bool:
    return any(
        (each["good"] or asked.get("status") == "any")
        and each["begin"] <= as_of <= each["end"]
        and not (asked.get("unrestricted") and each["restrictions"])
        and ("held" not in asked or moved(each["first"], asked["held"]) <= as_of)
        and _between(each["begin"], asked.get("issued"))
        for each in _licenses(asked, world)
    )


def _degrees(asked: Criterion, world: World, as_of: date) -> Iterator[Record]:
    for each in world["education"]:
        high = LEVELS.get(each["degree"], 0) >= RANKS[asked.get("level_at_least", "bachelor")]
        fits = _is(each["degree"], asked.get("degree")) and _is(each["accreditation"], asked.get("accreditation"))
        if high and fits and each["done"] and each["begin"] <= as_of and _between(each["begin"], asked.get("conferred")):
            yield each


def _trainings(asked: Criterion, world: World, as_of: date) -> Iterator[Record]:
    for each in world["training"]:
        recent = "within_last" not in asked or moved(each["end"], asked["within_last"]) >= as_of
        completed = (each["done"] and each["end"] <= as_of) or asked.get("status") == "any"
        if recent and completed and _is(each["type"], asked.get("type")) and _is(each["specialty"], asked.get("specialty")):
            yield each


def _training(asked: Criterion, world: World, as_of: date) -> bool:
    found = list(_trainings(asked, world, as_of))
    needed = asked.get("months", 0)
    spans = [(each["begin"], min(each["end"], as_of)) for each in found if each["begin"] <= as_of]
    touched = {month for a, b in spans for month in range(a.year * 12 + a.month, b.year * 12 + b.month + 1)}
    return len(touched) >= needed if needed else bool(found)


def _exam(asked: Criterion, world: World, as_of: date) -> bool:
    taken = [each for each in world["exams"] if each["begin"] <= as_of]
    sittings = [[each for each in taken if each["part"] == part] for part in ([asked["part"]] if "part" in asked else STEPS)]
    passed = [
        [
            each["begin"]
            for each in of_part
            if each["done"]
            and _attempts(each, world) <= asked.get("max_attempts", 99)
        ]
        for of_part in sittings
    ]
    return any(
        ("span" not in asked or moved(min(days), asked["span"]) >= max(days))
        and ("within_last" not in asked or moved(max(days), asked["within_last"]) >= as_of)
        for days in product(*passed)
    )


def _board(asked: Criterion, world: World, as_of: date) -> bool:
    if asked.get("status") == "eligible":
        of = {"specialty": asked.get("specialty"), "within_last": asked["eligible_for"], "type": ["residency", "fellowship"]}
        return any(_trainings(of, world, as_of))
    return any(
        each["good"]
        and each["begin"] <= as_of <= each["end"]
        and _is(each["board"], asked["board"])
        and any(_is(each[name], asked.get("specialty")) for name in ("specialty", "subspecialty"))
        for each in world["certifications"]
    )


def _certification(asked: Criterion, world: World, as_of: date) -> bool:
    named = [each for each in world["certifications"] if each["name"] == asked["name"] and each["begin"] <= as_of]
    if asked.get("current") is False:
        return any(each["good"] or each["dated"] for each in named)
    return any(each["good"] and each["end"] >= as_of for each in named)


def _experience(asked: Criterion, world: World, as_of: date) -> bool:
    days = worked(asked, world, as_of)
    if "years" in asked:
        return days >= Fraction(str(asked["years"])) * 365
    return days >= (asked["days"] if "days" in asked else _fewest(asked["months"]))


def worked(asked: Criterion, world: World, as_of: date) -> Fraction:
    """
    The days of work that count, each once, or by the shares of full time worked on it.
    """
    first = moved(as_of, asked["within_last"], -1) + DAY if "within_last" in asked else date.min
    if "counts_from" in asked:
        first = max(first, min(_reached(asked["counts_from"], world, as_of), default=OPEN))
    share = str(asked.get("fte", "0"))
    spans = [
        (
            max(each["begin"], first).toordinal(),
            min(each["end"], as_of).toordinal() + 1,
            Fraction(str(each["fte"])) if share == "prorate" else Fraction(1),
        )
        for each in world["positions"]
        if _is_asked(asked, each) and (share in ("0", "prorate") or Fraction(str(each["fte"])) >= Fraction(share))
    ]
    turns = sorted({day for start, after, _ in spans for day in (start, after)})
    return sum(
        (
            (after - day) * min(Fraction(1), sum((part for x, y, part in spans if x <= day < y), Fraction()))
            for day, after in pairwise(turns)
        ),
        Fraction(),
    )


def _is_asked(asked: Criterion, position: Record) -> bool:
    kinds = not asked.get("category") or any(_is(each, asked["category"]) for each in position["categories"])
    high = LADDER[position["level"]] >= LADDER[asked.get("leadership_at_least", "individual")]
    return kinds and high and _is(position["setting"], asked.get("setting"))


def _reached(asked: Criterion, world: World, as_of: date) -> list[date]:
    if asked["kind"] == "license":
        return [each["begin"] for each in _licenses(asked, world)]
    if asked["kind"] == "degree":
        return [each["begin"] + DAY for each in _degrees(asked, world, as_of)]
    return [each["end"] + DAY for each in _trainings(asked, world, as_of)]


@cache
def _fewest(months: int) -> int:
    """
    The fewest days that so many months in a row can have.
    """
    starts = [date(year, month, 1) for year in range(2021, 2026) for month in range(1, 13)]
    return min((moved(each, {"months": months}) - each).days for each in starts)


def _history(asked: Criterion, world: World, as_of: date) -> bool:
    back = asked["look_back"]
    first = moved(as_of, back, -1) if isinstance(back, dict) else date.min
    return not any(
        _is(each["kind"], asked["of"])
        and first <= each["begin"] <= as_of
        and (back != "open" or (each["good"] and each["end"] >= as_of))
        for each in world["sanctions"]
    )


def _answer(asked: Criterion, world: World, as_of: date) -> bool:
    given = [each["value"] for each in world["answers"] if each["key"] == asked["key"]]
    return given == [asked["equals"]]


_JUDGES = {
    "license": _license,
    "degree": lambda asked, world, as_of: any(_degrees(asked, world, as_of)),
    "training": _training,
    "exam": _exam,
    "board_certification": _board,
    "certification": _certification,
    "experience": _experience,
    "no_history": _history,
    "answer": _answer,
}
