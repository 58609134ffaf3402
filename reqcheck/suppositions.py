"""
Suppositions: what may turn out to be true of a fact that a profile leaves open.

Each is a legal completion as a patch of the document: an open field is filled, a date narrowed within
what is known of it, a section closed or given one more record, a record verified or not confirmed.
A word that is not recognized is never replaced.  Nothing is decided here: whoever supposes something
checks again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from reqcheck.dates import EndDate, PartialDate, Span, shifted
from reqcheck.fields import TERMS, Between
from reqcheck.patching import Steps, patch_to, patched, value_at
from reqcheck.profile import RECORD_TYPES
from reqcheck.remedies import patch_of
from reqcheck.replies import ASKED, EVENTS, LISTS, RESULTS, SECTION_OF, VALUES, leaves, nothing_else, such_a_record
from reqcheck.standing import status_says
from reqcheck.status import Says

if TYPE_CHECKING:
    from reqcheck.criterion import Context
    from reqcheck.evidence import Missing
    from reqcheck.profile import Profile
    from reqcheck.vocabulary import Terms

Document = Mapping[str, Any]

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
#: The sections that each kind looks at.
ABOUT: Mapping[str, tuple[str, ...]] = {
    **{kind: (section,) for kind, section in SECTION_OF.items()},
    "board_certification": ("certifications", "training"), "no_history": ("sanctions",),
}
STATUS = ("status", "result")
BEGINS = ("start", "issued", "first_issued", "certified", "conferred", "taken", "effective")
ENDS = ("end", "expires", "ended")
#: What an example says besides, where the criterion asks nothing of it.
BESIDES: Mapping[str, Mapping[str, Any]] = {"positions": {"fte": 1.0}, "training": {"type": "residency"}}
#: The days ago of an example from which much else may count, or that counts for very long.
LONG_SINCE: Mapping[str, Mapping[str, int]] = {
    "education": {"conferred": 45 * 366}, "training": {"start": 48 * 366, "end": 45 * 366},
    "licenses": {"issued": 45 * 366}, "positions": {"start": 44 * 366},
}
#: What is tried of an end that is not known, and of a level of education.
LEVELS = ("doctorate", "secondary")
#: How far back and ahead a day is looked for of which nothing is known, in days.
LONG_AGO, FAR_AHEAD = 50 * 366, 10 * 366
#: What an employer is called that is not one asked.
ANOTHER = "another organization"


class Supposed(NamedTuple):
    """
    Something that may turn out to be true: of what (a JSON pointer), in words, and the patch that says it.
    """

    pointer: str
    says: str
    patch: Steps


class Suppositions:
    """
    What may be supposed of one *profile*, as *asking* criteria and their parts read it on the day of a context.
    """

    def __init__(self, profile: Profile, asking: Sequence[Any], context: Context) -> None:
        self._profile, self._asking, self._context = profile.whole, asking, context
        self._document = self._profile.to_dict()

    def on(self, missing: Missing) -> Iterator[Supposed]:
        """
        What may answer a question, what it asks for first.
        """
        section, *rest = missing.pointer[1:].split("/")
        if section == "sources":
            yield from self._source(missing.pointer, self._of_section(rest[0]))
        elif rest[1:] == ["source"]:
            yield from self._source(missing.pointer, [self._without(section, int(rest[0]))])
        elif section not in RECORD_TYPES:
            return
        elif not rest or rest[0] == "-":
            yield from self._section(section, missing)
        elif section == "answers":
            yield from self._answers(f"/answers/{rest[0]}/value", missing)
        elif section == "screenings":
            yield from self._searched(f"/screenings/{rest[0]}/result")
        else:
            yield from self._record(section, int(rest[0]), "/".join(rest[1:]))

    # -- sections and sources ---------------------------------------------------------------

    def _source(self, pointer: str, refuted: Iterable[Supposed]) -> Iterator[Supposed]:
        """
        What is too weakly supported is verified, or it turns out to be otherwise.
        """
        on = self._context.on.isoformat()
        source = {**(value_at(self._document, pointer) or {}), "strength": "verified", "verified_on": on}
        yield Supposed(pointer, f"verified at the source on {on}", patch_to(self._document, pointer, source))
        yield from refuted

    def _without(self, section: str, number: int) -> Supposed:
        """
        A record turns out not to be confirmed: it is taken off the file.
        """
        rest = [each for place, each in enumerate(self._document[section]) if place != number]
        steps: list[Mapping[str, Any]] = [{"op": "replace", "path": f"/{section}", "value": rest}]
        if not rest:
            steps += nothing_else(section, {**self._document, section: []})
        return Supposed(f"/{section}/{number}", "not confirmed: there is no such record", tuple(steps))

    def _section(self, section: str, missing: Missing) -> Iterator[Supposed]:
        """
        There is nothing else, or there is one more record; or one that contradicts itself is put right.
        """
        if section == "answers":
            yield from self._answers("/answers/-", missing)
            return
        if section == "screenings":
            yield from self._screened()
            return
        closed = nothing_else(section, self._document)
        if closed:
            none = not self._document.get(section)
            yield Supposed(f"/{section}/-", "there is none" if none else "there is none besides", closed)
        yield from self._of_section(section)
        for each in self._profile.contradictory:
            if each.section == section:
                yield from self._put_right(each)
                yield self._without(section, int(each.pointer.rpartition("/")[2]))

    def _of_section(self, section: str) -> Iterator[Supposed]:
        """
        One more record of a section, made after what is asked.
        """
        for record in self._examples(section):
            yield Supposed(f"/{section}/-", f"there is one: {in_few_words(record)}", self._more(section, record))
        for patch in self._remedied(section):
            yield Supposed(f"/{section}/-", "there is what is asked", patch)

    def _examples(self, section: str) -> Iterator[dict[str, Any]]:
        on = self._context.on
        for each in self._asking:
            kind = getattr(each, "kind", "")
            if kind == "no_history" and section == "sanctions":
                known = self._context.vocabulary.sanctions
                code = next((term.code for term in known if term.among(each.of)), each.of[0])
                yield {"kind": code, "status": "open", "effective": shifted(on, -1).isoformat()}
            elif section in ABOUT.get(kind, ()):
                record, _ = such_a_record(section, each, on, self._context.vocabulary)
                yield {**BESIDES.get(section, {}), **record}
                if getattr(each, "status", "") == "active" and section == "training":
                    yield {**record, "status": "active", "end": ".."}
                yield from self._in_time(each, record)
                yield {**record, **{name: shifted(on, -days).isoformat() for name, days in LONG_SINCE.get(section, {}).items()}}

    def _in_time(self, criterion: Any, record: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """
        The same record, begun on the days that a criterion asks.
        """
        begin = next((name for name in BEGINS if name in record), "")
        held = getattr(criterion, "held", None)
        event = "end" if "end" in record else begin
        for span in (each for each in _lengths(criterion) if event != "start"):
            yield {**record, "start": "1950", event: span.before(self._context.on).isoformat()} if event == "end" else record
        for asked in (each for each in _attributes(criterion) if isinstance(each, Between)):
            day = min(asked.until, self._context.on)
            if begin and asked.covers(day):
                first = {"first_issued": held.before(day).isoformat()} if held is not None else {}
                yield {**record, begin: day.isoformat(), **first}

    def _remedied(self, section: str) -> Iterator[Steps]:
        """
        What the remedies of the kinds put into a section today.
        """
        for each in self._asking:
            offer = getattr(each, "remedies", None)
            if offer is None or section not in ABOUT.get(getattr(each, "kind", ""), ()):
                continue
            for remedy in offer(self._profile.as_of(self._context.on), self._context.afresh()):
                adds = [step for step in remedy.patch if step["path"] == f"/{section}/-"]
                if remedy.not_before is None and adds:
                    yield patch_of(self._profile, [remedy])

    def _more(self, section: str, record: Mapping[str, Any]) -> Steps:
        """
        The operations that add a record, to a section of which it was said that it is empty as well.
        """
        return _more(self._document, section, record)

    def _put_right(self, record: Any) -> Iterator[Supposed]:
        """
        A record whose dates contradict each other ended on the day it began, or has no end.
        """
        field = next(each for each in (*ENDS, "conferred") if getattr(record, each, None) is not None)
        begins = [day for name in BEGINS if name != field and (day := getattr(record, name, None)) is not None]
        last = begins[0].last.isoformat() if begins else None
        for value in (last, ".."):
            if value is not None and not (value == ".." and field == "conferred"):
                yield Supposed(record.at(field), _day_in_words(value), patch_to(self._document, record.at(field), value))

    # -- searches and answers -----------------------------------------------------------------

    def _screened(self) -> Iterator[Supposed]:
        """
        A search that is asked and not on file finds nothing, or something.
        """
        for each in self._asking:
            if getattr(each, "screened", None) is not None:
                clear = {"list": each.screened.list_, "checked": self._context.on.isoformat(), "result": "clear"}
                yield Supposed("/screenings/-", f"a search of {each.screened.list_} is clear", self._more("screenings", clear))
                hit = self._more("screenings", {**clear, "result": "hit"})
                for found in self._examples("sanctions"):
                    patch = (*hit, *_more(patched(self._document, hit), "sanctions", found))
                    yield Supposed("/screenings/-", f"a search of {each.screened.list_} finds one: {in_few_words(found)}", patch)

    def _searched(self, pointer: str) -> Iterator[Supposed]:
        """
        What a search on file has found turns out to be nothing, or something.
        """
        yield Supposed(pointer, "clear", patch_to(self._document, pointer, RESULTS[0][1]))
        for found in self._examples("sanctions"):
            yield Supposed(pointer, f"it is one: {in_few_words(found)}", self._more("sanctions", found))

    def _answers(self, pointer: str, missing: Missing) -> Iterator[Supposed]:
        for each in self._asking:
            if getattr(each, "question", None) != missing.question:
                continue
            for value in _values_of(each):
                says = {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)
                given = {"key": each.key, "value": value}
                one = pointer.endswith("-")
                yield Supposed(pointer, says, self._more("answers", given) if one else patch_to(self._document, pointer, value))

    # -- fields of a record -------------------------------------------------------------------

    def _record(self, section: str, number: int, asked: str) -> Iterator[Supposed]:
        """
        What may be true of the field that is asked, then of the others that are open.
        """
        record = self._profile.records(section)[number]
        at_odds = self._at_odds(record, asked)
        for field in dict.fromkeys((asked, *FIELDS.get(section, ()))):
            if field in STATUS:
                yield from self._statuses(section, record, field, asked=at_odds or field == asked)
            else:
                for says, value in self._values(section, record, field, at_odds=at_odds):
                    pointer = record.at(field)
                    yield Supposed(pointer, says, patch_to(self._document, pointer, value))
        if at_odds:
            yield self._without(section, number)

    def _at_odds(self, record: Any, asked: str) -> bool:
        """
        What is asked is known already: the record disagrees with itself or with another one, and is to be put right.
        """
        value = getattr(record, asked, None)
        if asked in STATUS:
            return value is not None and self._profile.spoken_on(record, self._context.on) == self._context.on
        return isinstance(value, PartialDate) and value.first == value.last

    def _statuses(self, section: str, record: Any, field: str, *, asked: bool) -> Iterator[Supposed]:
        """
        What a status may be: any word where there is none, and on the day asked any other than on the
        day it speaks for; one that is recognized is put right only where it is asked for.
        """
        on, pointer = self._context.on, record.at(field)
        old, spoken = getattr(record, field), self._profile.spoken_on(record, self._context.on)
        if old is not None and status_says(old, self._context) is None:
            return
        for word in WORDS.get(section, ()):
            told = patch_to(self._document, pointer, word)
            if word != old and (old is None or asked):
                yield Supposed(pointer, word.replace("_", " "), told)
            if spoken != on and (old is None or asked):
                source = {**(value_at(self._document, record.at("source")) or {}), "verified_on": on.isoformat()}
                dated = (*(told if word != old else ()), *patch_to(self._document, record.at("source"), source))
                yield Supposed(pointer, f"{word.replace('_', ' ')} on {on}", dated)

    def _values(self, section: str, record: Any, field: str, *, at_odds: bool) -> Iterator[tuple[str, Any]]:
        """
        The values that an open field may have, in words and as they are written; a date *at odds* with the
        rest may have been any other.
        """
        old: Any = record
        for name in field.split("/"):
            old = getattr(old, {"class": "class_"}.get(name, name), None) if old is not None else None
        if field in BEGINS or field in ENDS:
            goes_on = field == "end" and getattr(record, "ongoing", None)
            known = None if at_odds else old
            if not goes_on and not (isinstance(known, EndDate) and known.open):
                yield from ((_day_in_words(each), each) for each in self._days(section, record, field, known) if each != str(old))
        elif old is None:
            yield from self._fillings(section, field)

    def _fillings(self, section: str, field: str) -> Iterator[tuple[str, Any]]:
        """
        What may stand in a field that is empty: what is asked, and something else.
        """
        if field == "attempts":
            allowed = (getattr(each, "max_attempts", None) for each in self._asking)
            yield from ((counted(each), each) for each in dict.fromkeys((1, *(each + 1 for each in allowed if each))))
            return
        if field == "level":
            yield from ((each, each) for each in LEVELS)
            return
        if field in VALUES:
            yield from VALUES[field]
            return
        for value in dict.fromkeys(self._words(section, field)):
            yield value.replace("_", " "), [value] if field in LISTS else value

    def _words(self, section: str, field: str) -> Iterator[str]:
        """
        The words that are asked of a field, and one of the vocabulary that is not.
        """
        setting = {"organization/name": "employer", "organization/parent": "employer", "subspecialty": "specialty", "kind": "of", "field": "field"}
        name = ASKED.get(section, {}).get(field) or setting.get(field, "")
        for leaf in self._asking:
            wanted = getattr(leaf, name, None) if name else None
            wanted = (wanted,) if isinstance(wanted, str) else wanted if isinstance(wanted, tuple) else ()
            if not wanted or section not in ABOUT.get(getattr(leaf, "kind", "experience"), ()):
                continue
            metadata = next((each.metadata for each in type(leaf).__attrs_attrs__ if each.name == name), {})
            yield from _inside_and_out(wanted, self._context.vocabulary[metadata[TERMS]] if TERMS in metadata else None)
        if (section, field) == ("training", "type"):
            yield from ("residency", "internship")
        if (section, field) == ("exams", "part"):
            asked = {exam for leaf in self._asking for exam in getattr(leaf, "exam", ())}
            parts = self._context.vocabulary.exam_parts
            yield from (each.facts["part"] for each in parts if each.facts["family"] in asked and "part" in each.facts)

    # -- days -----------------------------------------------------------------------------------

    def _days(self, section: str, record: Any, field: str, old: PartialDate | None) -> Iterator[str]:
        """
        The days worth trying within what is known: its edges, and where something may turn on either side.
        """
        on, ends = self._context.on, field in ENDS and (section, field) not in EVENTS
        if old is not None and old.first == old.last:
            return
        first, last = (old.first, old.last) if old is not None else (shifted(on, -LONG_AGO), shifted(on, FAR_AHEAD))
        first, last = self._narrowed(record, first, last, ends=ends)
        if old is None and ends:
            yield ".."
        near = [shifted(on, -1), on, first, last, *self._edges(section, record)]
        yield from dict.fromkeys(each.isoformat() for each in near if first <= each <= last)

    def _narrowed(self, record: Any, first: date, last: date, *, ends: bool) -> tuple[date, date]:
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

    def _edges(self, section: str, record: Any) -> Iterator[date]:
        """
        The days beside which something may turn: the day asked, those of the criteria, of the records.
        """
        on = self._context.on
        marks = [on, self._profile.spoken_on(record, on)]
        spans = [value for each in self._asking for value in _lengths(each)]
        marks += [span.before(on) for span in spans]
        for each in (value for leaf in self._asking for value in _attributes(leaf) if isinstance(value, Between)):
            marks += [each.from_, each.until]
        for other in self._profile.records(section):
            for name in (*BEGINS, *ENDS):
                day = getattr(other, name, None)
                if isinstance(day, PartialDate) and not (isinstance(day, EndDate) and day.open):
                    marks += [day.first, day.last, *(moved for span in spans for moved in (span.after(day.last), span.before(day.first)))]
        for day in dict.fromkeys(marks):
            yield from (day, shifted(day, -1), shifted(day, 1))


def _inside_and_out(wanted: tuple[str, ...], known: Terms | None) -> Iterator[str]:
    """
    Each word asked (of a group a member), and one that is not asked.
    """
    terms = list(known) if known is not None else []
    for word in wanted:
        if word != "any":
            inside = [each for each in terms if each.among((word,)) and "needs" not in each.facts]
            yield inside[0].code if inside else word
    outside = (each.code for each in terms if not each.among(wanted) and "counts_as" not in each.facts)
    yield next(outside, ANOTHER)


def _lengths(leaf: Any) -> Iterator[Span]:
    for value in _attributes(leaf):
        if isinstance(value, Span):
            yield value
        elif hasattr(value, "within_last") and isinstance(value.within_last, Span):
            yield value.within_last


def _attributes(leaf: Any) -> Iterator[Any]:
    return (getattr(leaf, each.name) for each in type(leaf).__attrs_attrs__)


def _values_of(criterion: Any) -> list[Any]:
    """
    The answers that are wanted, and another one.
    """
    wanted = criterion.one_of or (criterion.equals,)
    spelled = {"yes": True, "true": True, "no": False, "false": False}
    if all(each.casefold() in spelled for each in wanted):
        return [True, False]
    return [*wanted, "something else"]


def _more(document: Document, section: str, record: Mapping[str, Any]) -> Steps:
    none = document.get("none", ())
    cleared = [each for each in none if each != section]
    freed = ({"op": "replace", "path": "/none", "value": cleared},) if section in none else ()
    return (*freed, *_appended(document, section, record))


def _appended(document: Document, section: str, record: Mapping[str, Any]) -> Steps:
    if document.get(section) is None:
        return ({"op": "add", "path": f"/{section}", "value": [record]},)
    return ({"op": "add", "path": f"/{section}/-", "value": record},)


def counted(attempts: int) -> str:
    """
    A number of attempts in words.
    """
    return f"{attempts} attempt{'' if attempts == 1 else 's'}"


def _day_in_words(day: str) -> str:
    return "it has no end" if day == ".." else f"on {day}"


def in_few_words(record: Mapping[str, Any]) -> str:
    """
    What a record says, field by field.
    """
    plain = ((name, value) for name, value in record.items() if isinstance(value, str))
    return ", ".join(f"{name.replace('_', ' ')} {'open' if value == '..' else value.replace('_', ' ')}" for name, value in plain)
