"""
Replies: the sensible answers to a question, each as a patch of the candidate's document.

Nothing is decided here: what a reply would do is found by checking again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

import attrs

from reqcheck.dates import PartialDate, shifted
from reqcheck.fields import TERMS
from reqcheck.patching import Steps, one_more, patch_to, unchanged, value_at
from reqcheck.profile import Profile
from reqcheck.records import Record
from reqcheck.vocabulary import Vocabulary

Document = Mapping[str, Any]

#: The words for a status that are tried, by section.
STATUSES: Mapping[str, tuple[str, ...]] = {
    "education": ("conferred", "in_progress", "withdrawn"),
    "training": ("completed", "active", "withdrawn"),
    "licenses": ("active", "expired"),
    "registrations": ("active", "expired"),
    "certifications": ("certified", "active", "eligible", "expired"),
    "memberships": ("active", "expired"),
    "privileges": ("active", "expired"),
    "sanctions": ("open", "closed"),
}
#: Fields that hold the day on which something begins or happens, and on which something ends.
BEGINS = frozenset(("start", "issued", "first_issued", "certified", "conferred", "taken", "effective", "checked"))
ENDS = frozenset(("end", "expires", "ended", "until"))
#: Ends that are days of an event: a training that is completed does not go on.
EVENTS = frozenset((("training", "end"),))
#: What is tried for a field, whatever is asked: words for it, and the value.
VALUES: Mapping[str, tuple[tuple[str, Any], ...]] = {
    "restrictions": (("none", []), ("some", ["restricted"])),
    "equivalence": (("found equivalent by ECFMG", [{"body": "ECFMG"}]), ("by no body", [])),
    "attempts": (("one attempt", 1), ("two attempts", 2), ("four attempts", 4)),
    "fte": (("full time", 1.0), ("half time", 0.5), ("a tenth of full time", 0.1)),
    "result": (("pass", "pass"), ("fail", "fail")),
}
#: Sections in which nobody is asked whether there is more, but what one more record says.
TOLD = frozenset(("answers", "screenings"))
#: What a search of a list may find.
RESULTS = (("clear", "clear"), ("a hit", "hit"), ("no result yet", "pending"))
#: Which setting of a criterion asks for a field, by section.
ASKED: Mapping[str, Mapping[str, str]] = {
    "education": {"degree": "degree", "accreditation": "accreditation", "level": "level_at_least"},
    "training": {"type": "type", "specialty": "specialty", "accreditation": "accreditation"},
    "exams": {"exam": "exam", "part": "part"},
    "licenses": {"type": "type", "jurisdiction": "jurisdiction", "class": "class_"},
    "certifications": {"board": "board", "specialty": "specialty", "name": "name", "issuer": "issuer"},
    "positions": {
        "categories": "category", "leadership/level": "leadership_at_least",
        "leadership/domains": "leads", "organization/setting": "setting", "title": "role",
    },
}
#: Fields that hold a list of words.
LISTS = frozenset(("categories", "leadership/domains"))
#: What is tried against the words that are asked: "no, something else".
OTHERS: Mapping[str, tuple[str, ...]] = {
    "categories": ("administrative", "research"),
    "leadership/level": ("individual",),
    "organization/setting": ("other", "pharma"),
}
#: The section that each kind looks at.
SECTION_OF: Mapping[str, str] = {
    "license": "licenses", "degree": "education", "training": "training", "exam": "exams",
    "board_certification": "certifications", "certification": "certifications", "experience": "positions",
}
#: The sections in which a field of a record is asked about, by kind.
ABOUT: Mapping[str, tuple[str, ...]] = {
    **{kind: (section,) for kind, section in SECTION_OF.items()},
    "board_certification": ("certifications", "training"), "no_history": ("sanctions",),
}


class Reply(NamedTuple):
    """
    An answer in words, and the patch that says it.

    One that is made up after what is asked (*hoped*) is worth telling only if it meets that.
    """

    says: str
    patch: Steps
    hoped: bool = False


def replies_to(
    pointer: str, question: str, document: Document, criteria: Iterable[Any], on: date, vocabulary: Vocabulary | None = None
) -> list[Reply]:
    """
    What may be answered to a question whose answer belongs to *pointer*; none where it cannot be filled in.

    *criteria* are those that ask, and *on* is the day asked; the *vocabulary* gives a member of a group.
    """
    asking = list(leaves(criteria))
    section, *rest = pointer[1:].split("/")
    if section == "sources" or rest[1:] == ["source"]:
        found = _verified(pointer, document, on)
    elif section == "extensions" or not section:
        found = []
    elif not rest:
        found = _nothing_else(section, document)
    elif rest[0] == "-":
        nothing = _nothing_else(section, document) if section not in TOLD else []
        found = [*nothing, *_one_more(section, question, document, asking, on, vocabulary)]
    elif rest[1:]:
        found = list(_field(section, pointer, question, document, asking, on))
    elif section == "screenings":
        found = [Reply(says, patch_to(document, f"{pointer}/result", value)) for says, value in RESULTS]
    else:
        found = list(_put_right(section, pointer, document, on))
    return list({repr(each.patch): each for each in reversed(found) if each.patch}.values())[::-1]


def leaves(criteria: Iterable[Any]) -> Iterator[Any]:
    """
    The criteria and all that stands inside of them, trees and floors taken apart.
    """
    for each in criteria:
        if not attrs.has(type(each)):
            continue
        yield each
        for field in attrs.fields(type(each)):
            value = getattr(each, field.name)
            yield from leaves(value if isinstance(value, tuple) else (value,))


# -- sections and sources -------------------------------------------------------------------


def _verified(pointer: str, document: Document, on: date) -> list[Reply]:
    source = {**(value_at(document, pointer) or {}), "strength": "verified", "verified_on": on.isoformat()}
    copy = {**source, "strength": "documented"}
    del copy["verified_on"]
    return [
        Reply(f"verified at the source on {on}", patch_to(document, pointer, source)),
        Reply("shown by a document, not verified", patch_to(document, pointer, copy)),
    ]


def _nothing_else(section: str, document: Document) -> list[Reply]:
    """
    The answer that a section holds all there is.
    """
    return [Reply("no, none" if not document.get(section) else "no, that is all", nothing_else(section, document))]


def nothing_else(section: str, document: Document) -> Steps:
    """
    The operations by which a section holds all there is: it is no longer partial, and if it is empty,
    it is known to be.
    """
    steps: list[Mapping[str, Any]] = []
    partial = document.get("partial", [])
    if section in partial:
        rest = [each for each in partial if each != section]
        steps += [unchanged("/partial", partial), {"op": "replace", "path": "/partial", "value": rest}]
    if not document.get(section):
        none = document.get("none")
        at, value = ("/none", [section]) if none is None else ("/none/-", section)
        steps += [] if section in (none or ()) else [{"op": "add", "path": at, "value": value}]
    return tuple(steps)


def _one_more(
    section: str, question: str, document: Document, asking: list[Any], on: date, vocabulary: Vocabulary | None
) -> Iterator[Reply]:
    """
    One more record, made up after what is asked.
    """
    for each in asking:
        if section == "answers" and getattr(each, "question", None) == question:
            yield from (Reply(says, one_more(document, section, {"key": each.key, "value": value})) for says, value in _answers(each))
        elif section == "screenings" and getattr(each, "screened", None) is not None:
            listed = {"list": each.screened.list_, "checked": on.isoformat()}
            yield from (Reply(says, one_more(document, section, {**listed, "result": value})) for says, value in RESULTS)
        elif SECTION_OF.get(getattr(each, "kind", "")) == section:
            record, examples = such_a_record(section, each, on, vocabulary)
            yield Reply(_such_a_one(section, record, examples), one_more(document, section, record), hoped=True)


def such_a_record(
    section: str, criterion: Any, on: date, vocabulary: Vocabulary | None
) -> tuple[dict[str, Any], list[str]]:
    """
    A record made after what a criterion asks, and the words of it that are only examples.
    """
    record = _in_good_standing(section, on)
    return record, list(_fill(record, section, criterion, vocabulary))


def _in_good_standing(section: str, on: date) -> dict[str, Any]:
    """
    What a record says that stands as well as it can.
    """
    long_ago, lately = shifted(on, -12 * 366).isoformat(), shifted(on, -30).isoformat()
    records: dict[str, dict[str, Any]] = {
        "licenses": {"status": "active", "issued": long_ago, "expires": "..", "restrictions": []},
        "certifications": {"status": "certified", "certified": lately, "expires": ".."},
        "training": {"status": "completed", "start": long_ago, "end": lately},
        "education": {"status": "conferred", "conferred": lately},
        "exams": {"result": "pass", "taken": lately, "attempts": 1},
        "positions": {"start": long_ago, "end": ".."},
    }
    return records[section]


def _fill(record: dict[str, Any], section: str, criterion: Any, vocabulary: Vocabulary | None) -> Iterator[str]:
    """
    Put into a record what a criterion asks; yields each word that is only an example of what it asks.
    """
    for field, setting in ASKED[section].items():
        wanted = [each for each in _wanted(criterion, setting) if each != "any"]
        if not wanted:
            continue
        word = _member(criterion, setting, wanted[0], vocabulary)
        if word not in wanted:
            yield word
        outer, _, inner = field.partition("/")
        value = wanted if field in LISTS else word
        record[outer] = {**record.get(outer, {}), inner: value} if inner else value


def _member(criterion: Any, setting: str, word: str, vocabulary: Vocabulary | None) -> str:
    """
    The first member of a group of words; any other word as it is.
    """
    name = attrs.fields_dict(type(criterion))[setting].metadata.get(TERMS)
    terms = vocabulary[name] if vocabulary is not None and name is not None else ()
    return next((each.code for each in terms if word in each.groups), word)


def _such_a_one(section: str, record: Mapping[str, Any], examples: list[str]) -> str:
    """
    What is said of the record, because the rest is as asked.
    """
    says = {
        "licenses": "active since {issued}, without restrictions and without an end",
        "certifications": "certified since {certified}, without an end",
        "training": "from {start}, completed on {end}",
        "education": "conferred on {conferred}",
        "exams": "passed on {taken} at the first attempt",
        "positions": "such work since {start}, which goes on",
    }
    example = f" (for example {', '.join(examples)})" if examples else ""
    return f"yes, {says[section].format(**record)}{example}"


# -- fields of a record ---------------------------------------------------------------------


def _field(section: str, pointer: str, question: str, document: Document, asking: list[Any], on: date) -> Iterator[Reply]:
    """
    What may stand in a field of a record.
    """
    old, field = value_at(document, pointer), "/".join(pointer.split("/")[3:])
    if section == "answers" and field == "value":
        record = value_at(document, pointer.rpartition("/")[0])
        given = [pair for each in asking if getattr(each, "key", None) == record.get("key") for pair in _answers(each)]
    elif section == "screenings" and field == "result":
        given = list(RESULTS)
    elif field == "status":
        given = [(each.replace("_", " "), each) for each in STATUSES.get(section, ())]
    elif field in BEGINS or field in ENDS:
        given = [*_days(old, on, ends=field in ENDS and (section, field) not in EVENTS)]
    else:
        given = [*VALUES.get(field, _words(section, field, question, asking) if old is None else ())]
    yield from (Reply(says, patch_to(document, pointer, value)) for says, value in given if value != old)


def _put_right(section: str, pointer: str, document: Document, on: date) -> Iterator[Reply]:
    """
    Either of the two dates that contradict each other in a record may be a slip.
    """
    record: Record = Profile.from_dict(document).records(section)[int(pointer.rpartition("/")[2])]
    begin, end = record.at_odds or ("", "")
    first, last = getattr(record, begin, None), getattr(record, end, None)
    if begin in BEGINS and last is not None:
        days = _days(None, last.first, ends=False)
        yield from (Reply(f"{begin} {says}", patch_to(document, record.at(begin), value)) for says, value in days)
    if begin in BEGINS and first is not None:
        days = _days(None, on, ends=end in ENDS and (section, end) not in EVENTS)
        later = [(says if value == ".." else f"{end} {says}", value) for says, value in days if value == ".." or value >= first.first.isoformat()]
        yield from (Reply(says, patch_to(document, record.at(end), value)) for says, value in later)


def _days(old: str | None, on: date, *, ends: bool) -> Iterator[tuple[str, str]]:
    """
    Days to try: the edges of what is known, else days on both sides of the day asked.
    """
    known = PartialDate.parse(old) if old not in (None, "..") else None
    if known is not None:
        inside = [known.first, shifted(on, -1), on, known.last]
        days = [each for each in inside if known.first <= each <= known.last]
    else:
        days = [shifted(on, each) for each in ((-1, 365) if ends else (-3653, -365, -1))]
    yield from ((f"on {each}", each.isoformat()) for each in dict.fromkeys(days))
    if ends and old is None:
        yield "it has no end", ".."


def _words(section: str, field: str, question: str, asking: list[Any]) -> Iterator[tuple[str, Any]]:
    """
    The words that are asked, those that the question names where it names some, and one that is not.
    """
    setting = ASKED.get(section, {}).get(field, "")
    every = dict.fromkeys(each for leaf in asking for each in _wanted(leaf, setting) if _looks_at(leaf, section) and each != "any")
    named = [each for each in every if each in question.replace("?", " ").replace(",", " ").split()]
    others = [each for each in OTHERS.get(field, ()) if each not in every][:1]
    for answer, words in (("yes, ", named or every), ("no, ", others if every else ())):
        for each in words:
            yield (answer if named else "") + each.replace("_", " "), [each] if field in LISTS else each
    if field in LISTS and named and len(every) > len(named):
        further = " and ".join(each for each in every if each not in named)
        yield f"yes, {' and '.join(named)}, and also {further}".replace("_", " "), list(every)


def _looks_at(leaf: Any, section: str) -> bool:
    """
    Whether a criterion, or a part of one that has no kind, is about a section.
    """
    return section in ABOUT.get(getattr(leaf, "kind", "experience"), ())


def _wanted(leaf: Any, setting: str) -> tuple[str, ...]:
    value = getattr(leaf, setting, None) if setting else None
    return (value,) if isinstance(value, str) else tuple(value) if isinstance(value, tuple) else ()


def _answers(criterion: Any) -> list[tuple[str, Any]]:
    """
    The answers that are wanted and, of yes and no, the other one.
    """
    wanted = criterion.one_of or (criterion.equals,)
    spelled = {"yes": True, "true": True, "no": False, "false": False}
    if all(each.casefold() in spelled for each in wanted):
        return [("yes", True), ("no", False)]
    return [(each, each) for each in wanted]

