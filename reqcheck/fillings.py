"""
Fillings: what may stand in a field of a record that is open, in words and as it is written.

A date stays within what is known of it and within what the record's status leaves; a field that is
empty takes what is asked of it, or something else.  A word that is not recognized is never replaced.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from reqcheck.dates import EndDate, PartialDate, Span, shifted
from reqcheck.fields import TERMS, Between
from reqcheck.replies import ABOUT, ASKED, EVENTS, LISTS, VALUES
from reqcheck.search import listed
from reqcheck.standing import standing_of, status_says
from reqcheck.status import Says

if TYPE_CHECKING:
    from reqcheck.criterion import Context
    from reqcheck.profile import Profile
    from reqcheck.records import Record
    from reqcheck.vocabulary import Terms

#: The fields of a record that a built-in kind reads, by section.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "education": ("status", "conferred", "start", "degree", "level", "field", "accreditation", "equivalence"),
    "training": ("status", "end", "start", "type", "specialty", "accreditation"),
    "exams": ("result", "taken", "attempts", "exam", "part"),
    "licenses": ("status", "expires", "issued", "first_issued", "restrictions", "type", "jurisdiction", "class"),
    "certifications": ("status", "expires", "certified", "board", "specialty", "subspecialty", "name", "issuer"),
    "positions": (
        "start", "end", "categories", "leadership/level", "leadership/domains", "organization/setting", "title", "fte",
        "organization/name", "organization/parent",
    ),
    "sanctions": ("status", "effective", "ended", "kind"),
}
#: The words that a status may turn out to be, by section; a result is the status of an exam.
WORDS: Mapping[str, tuple[str, ...]] = {
    "education": ("conferred", "in_progress", "withdrawn"),
    "training": ("completed", "active", "withdrawn"),
    "exams": ("pass", "fail"),
    "licenses": ("active", "expired", "inactive"),
    "certifications": ("certified", "expired", "eligible", "pursuing", "inactive"),
    "sanctions": ("open", "closed"),
}
#: The fields that hold a status, the day of a beginning, the day of an end.
STATUS = ("status", "result")
BEGINS = ("start", "issued", "first_issued", "certified", "conferred", "taken", "effective")
ENDS = ("end", "expires", "ended")
#: The settings by which a field is asked, where they are not called alike in every section.
BY: Mapping[str, str] = {
    "organization/name": "employer", "organization/parent": "employer", "subspecialty": "specialty", "kind": "of", "field": "field",
}
#: What is tried besides of a field, because it could be as little.
LITTLE: Mapping[str, tuple[tuple[str, Any], ...]] = {"fte": (("a thousandth of full time", 0.001),)}
#: What is tried of a level of education.
LEVELS = ("doctorate", "secondary")
#: How far back and ahead a day is looked for of which nothing is known, in days.
LONG_AGO, FAR_AHEAD = 50 * 366, 10 * 366
#: What an employer, a title or a name is that is not one asked.
ANOTHER = "another one"


class Fillings:
    """
    What may stand in the open fields of the records of one *profile*, as *asking* criteria and their parts
    read them on the day of a context.
    """

    def __init__(self, profile: Profile, asking: Sequence[Any], context: Context) -> None:
        self._profile, self._asking, self._context = profile, asking, context

    def at_odds(self, record: Record, asked: str) -> bool:
        """
        What is asked is known already: the record disagrees with itself or with another one, and is to be put
        right.  A sanction from before the time looked back on that is still open is asked about, and at odds with nothing.
        """
        value = getattr(record, asked, None)
        if record.section == "sanctions" and asked not in STATUS:
            stands = standing_of(record, record.status, record.effective, record.ended, self._profile, self._context)  # type: ignore[attr-defined]
            return stands.period is None
        if asked in STATUS:
            return value is not None and self._profile.spoken_on(record, self._context.on) == self._context.on
        return isinstance(value, PartialDate) and value.first == value.last

    def statuses(self, record: Record, field: str, *, asked: bool) -> Iterator[tuple[str, bool]]:
        """
        The words that a status may be, and whether of the day asked rather than of the day it speaks for:
        any where there is none; one that is recognized is put right only where it is *asked* for.
        """
        on, old = self._context.on, getattr(record, field)
        if old is not None and (not asked or status_says(old, self._context) is None):
            return
        for word in WORDS.get(record.section, ()):
            if word != old:
                yield word, False
            if self._profile.spoken_on(record, on) != on:
                yield word, True

    def values(self, record: Record, field: str, *, at_odds: bool) -> Iterator[tuple[str, Any]]:
        """
        The values that an open field may have, in words and as they are written; a date *at odds* with the
        rest may have been any other.
        """
        old: Any = record
        for name in field.split("/"):
            old = getattr(old, {"class": "class_"}.get(name, name), None) if old is not None else None
        if field in BEGINS or field in ENDS:
            known = None if at_odds else old
            goes_on = field == "end" and not at_odds and getattr(record, "ongoing", None)
            if not goes_on and not (isinstance(known, EndDate) and known.open):
                yield from ((day_in_words(each), each) for each in self._days(record, field, known) if each != str(old))
        elif old is None:
            yield from self._fillings(record.section, field)

    # -- words --------------------------------------------------------------------------------

    def _fillings(self, section: str, field: str) -> Iterator[tuple[str, Any]]:
        """
        What may stand in a field that is empty: what is asked, and something else.
        """
        if field == "attempts":
            allowed = (getattr(each, "max_attempts", None) for each in self._asking)
            yield from ((f"{each} in all", each) for each in dict.fromkeys((1, *(each + 1 for each in allowed if each))))
        elif field == "level":
            yield from ((each, each) for each in LEVELS)
        elif field in VALUES:
            yield from (*VALUES[field], *LITTLE.get(field, ()))
        else:
            yield from self._chosen(field, *self._words(section, field))

    def _chosen(self, field: str, inside: list[str], outside: list[str]) -> Iterator[tuple[str, Any]]:
        """
        Each of the words that are asked, and of the others; where a list of them stands, first all that are asked.
        """
        if field in LISTS and len(inside) > 1:
            yield listed((each.replace("_", " ") for each in inside), "and"), inside
        for word in dict.fromkeys((*inside, *outside)):
            yield word.replace("_", " "), [word] if field in LISTS else word

    def _words(self, section: str, field: str) -> tuple[list[str], list[str]]:
        """
        The words that are asked of a field (of a group a member), and words that nobody asks.
        """
        name = ASKED.get(section, {}).get(field) or BY.get(field, "")
        inside: dict[str, None] = {}
        outside: dict[str, None] = {}
        for leaf in self._asking:
            wanted = words_in(leaf, name)
            if not wanted or section not in ABOUT.get(getattr(leaf, "kind", "experience"), ()):
                continue
            metadata: Mapping[str, Any] = next((each.metadata for each in type(leaf).__attrs_attrs__ if each.name == name), {})
            known = self._context.vocabulary[metadata[TERMS]] if TERMS in metadata else None
            inside.update(dict.fromkeys(_members(wanted, known)))
            outside[_another(wanted, known)] = None
        found = [*inside, *self._parts(section, field)]
        return found, [each for each in outside if each not in inside]

    def _parts(self, section: str, field: str) -> Iterator[str]:
        """
        Words that no setting asks for: the types of training, a specialty of the boards, the parts of an examination.
        """
        if (section, field) == ("training", "type"):
            yield from ("residency", "internship")
        if (section, field) == ("training", "specialty"):
            boards = [each for each in self._context.vocabulary.boards if any(each.among(words_in(leaf, "board")) for leaf in self._asking)]
            yield from (each for board in boards[:1] for each in board.facts.get("specialties", ())[:1])
        if (section, field) == ("exams", "part"):
            asked = {exam for leaf in self._asking for exam in getattr(leaf, "exam", ())}
            parts = self._context.vocabulary.exam_parts
            yield from (each.facts["part"] for each in parts if each.facts["family"] in asked and "part" in each.facts)

    # -- days -----------------------------------------------------------------------------------

    def _days(self, record: Record, field: str, old: PartialDate | None) -> Iterator[str]:
        """
        The days worth trying within what is known: its edges, and where something may turn on either side.
        """
        on, ends = self._context.on, field in ENDS and (record.section, field) not in EVENTS
        if old is not None and old.first == old.last:
            return
        first, last = (old.first, old.last) if old is not None else (shifted(on, -LONG_AGO), shifted(on, FAR_AHEAD))
        first, last = self._narrowed(record, first, last, ends=ends)
        if old is None and ends:
            yield ".."
        near = [shifted(on, -1), on, first, last, *self._edges(record)]
        yield from dict.fromkeys(each.isoformat() for each in near if first <= each <= last)

    def _narrowed(self, record: Record, first: date, last: date, *, ends: bool) -> tuple[date, date]:
        """
        The days that the record's status leaves.
        """
        word = getattr(record, "status", None) or getattr(record, "result", None)
        says, spoken = status_says(word, self._context) if word else None, self._profile.spoken_on(record, self._context.on)
        least, most = first, last
        if ends and says is Says.IN_FORCE:
            least = max(first, spoken)
        elif ends and says is Says.ENDED:
            most = min(last, shifted(spoken, -1))
        elif not ends and says in (Says.IN_FORCE, Says.HAPPENED):
            most = min(last, spoken)
        return (least, most) if least <= most else (first, last)

    def _edges(self, record: Record) -> Iterator[date]:
        """
        The days beside which something may turn: the day asked, those of the criteria, of the records.
        """
        on = self._context.on
        marks = [on, self._profile.spoken_on(record, on)]
        spans = [value for each in self._asking for value in lengths_in(each)]
        marks += [span.before(on) for span in spans]
        for each in (value for leaf in self._asking for value in attributes_of(leaf) if isinstance(value, Between)):
            marks += [each.from_, each.until]
        for other in self._profile.records(record.section):
            for name in (*BEGINS, *ENDS):
                day = getattr(other, name, None)
                if isinstance(day, PartialDate) and not (isinstance(day, EndDate) and day.open):
                    marks += [day.first, day.last, *(moved for span in spans for moved in (span.after(day.last), span.before(day.first)))]
        for day in dict.fromkeys(marks):
            yield from (day, shifted(day, -1), shifted(day, 1))


def _members(wanted: Sequence[str], known: Terms | None) -> Iterator[str]:
    """
    Each word, of a group its first member that needs nothing besides.
    """
    for word in wanted:
        inside = (each.code for each in known or () if each.among((word,)) and "needs" not in each.facts)
        if word != "any":
            yield next(inside, word)


def _another(wanted: Sequence[str], known: Terms | None) -> str:
    """
    A word that is none of those.
    """
    return next((each.code for each in known or () if not each.among(wanted) and "counts_as" not in each.facts), ANOTHER)


def words_in(leaf: Any, name: str) -> tuple[str, ...]:
    """
    The words of one setting of a criterion.
    """
    value = getattr(leaf, name, None) if name else None
    return (value,) if isinstance(value, str) else value if isinstance(value, tuple) else ()


def lengths_in(leaf: Any) -> Iterator[Span]:
    """
    The lengths of time in the settings of a criterion.
    """
    for value in attributes_of(leaf):
        length = getattr(value, "within_last", value)
        if isinstance(length, Span):
            yield length


def attributes_of(leaf: Any) -> Iterator[Any]:
    """
    The settings of a criterion.
    """
    return (getattr(leaf, each.name) for each in type(leaf).__attrs_attrs__)


def day_in_words(day: str) -> str:
    """
    A day as an answer: "on 2026-11-22".
    """
    return "it has no end" if day == ".." else f"on {day}"
