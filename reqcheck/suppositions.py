"""
Suppositions: what may turn out to be true of a fact that a profile leaves open.

Each is a legal completion as a patch of the document: an open field is filled, a date narrowed within
what is known of it, a section closed or given one more record, a record verified or not confirmed.
Nothing is decided here: whoever supposes something checks again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from reqcheck.examples import examples, in_few_words, remedied
from reqcheck.fillings import FIELDS, STATUS, Fillings
from reqcheck.patching import Steps, patch_to, patched, value_at
from reqcheck.profile import RECORD_TYPES
from reqcheck.replies import RESULTS, nothing_else

if TYPE_CHECKING:
    from reqcheck.criterion import Context
    from reqcheck.evidence import Missing
    from reqcheck.profile import Profile
    from reqcheck.records import Record

Document = Mapping[str, Any]


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

    What is *settled* (pointers) was supposed before: it is known by now, and at odds with nothing for that.
    """

    def __init__(self, profile: Profile, asking: Sequence[Any], context: Context, settled: frozenset[str] = frozenset()) -> None:
        self._profile, self._asking, self._context, self._settled = profile.whole, asking, context, settled
        self._document = self._profile.to_dict()
        self._fillings = Fillings(self._profile, asking, context)

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
        elif not rest[1:] and section != "screenings":
            yield from self._aside(section, int(rest[0]))
            yield from self._of_section(section)
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
        for each in self._profile.set_aside(self._context.on):
            if each.section == section:
                yield from self._aside(section, int(each.pointer.rpartition("/")[2]))

    def _aside(self, section: str, number: int) -> Iterator[Supposed]:
        """
        A record that was set aside is put right, or it turns out not to be one.
        """
        record = self._profile.records(section)[number]
        for field in record.at_odds or ():
            found = self._fillings.values(record, field, at_odds=True)
            yield from (Supposed(record.at(field), says, patch_to(self._document, record.at(field), value)) for says, value in found)
        yield self._without(section, number)

    def _of_section(self, section: str) -> Iterator[Supposed]:
        """
        One more record of a section, made after what is asked.
        """
        for record in examples(section, self._asking, self._context):
            yield Supposed(f"/{section}/-", f"there is one: {in_few_words(record)}", self._more(section, record))
        for patch in remedied(section, self._profile, self._asking, self._context):
            yield Supposed(f"/{section}/-", "there is what is asked", patch)

    def _more(self, section: str, record: Mapping[str, Any]) -> Steps:
        """
        The operations that add a record, to a section of which it was said that it is empty as well.
        """
        return _more(self._document, section, record)

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
                for found in examples("sanctions", self._asking, self._context):
                    patch = (*hit, *_more(patched(self._document, hit), "sanctions", found))
                    yield Supposed("/screenings/-", f"a search of {each.screened.list_} finds one: {in_few_words(found)}", patch)

    def _searched(self, pointer: str) -> Iterator[Supposed]:
        """
        What a search on file has found turns out to be nothing, or something.
        """
        yield Supposed(pointer, "clear", patch_to(self._document, pointer, RESULTS[0][1]))
        for found in examples("sanctions", self._asking, self._context):
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
        What may be true of the field that is asked, then of the others that are open; a record that is at
        odds with itself or with another one may turn out not to be one at all.
        """
        record, fillings = self._profile.records(section)[number], self._fillings
        supposed = {record.at(each) for each in (asked, *STATUS)} & self._settled  # what that disagrees with stands
        at_odds = not supposed and fillings.at_odds(record, asked)
        for field in dict.fromkeys((asked, *FIELDS.get(section, ()))):
            if field in STATUS:
                words = fillings.statuses(record, field, asked=at_odds or field == asked)
                yield from (self._status(record, field, word, today=today) for word, today in words)
            else:
                pointer = record.at(field)
                found = fillings.values(record, field, at_odds=at_odds)
                yield from (Supposed(pointer, says, patch_to(self._document, pointer, value)) for says, value in found)
        if at_odds:
            yield self._without(section, number)

    def _status(self, record: Record, field: str, word: str, *, today: bool) -> Supposed:
        """
        A status is a word, on the day asked or on the day that it speaks for.
        """
        pointer, says, on = record.at(field), word.replace("_", " "), self._context.on.isoformat()
        told = patch_to(self._document, pointer, word) if word != getattr(record, field) else ()
        if not today:
            return Supposed(pointer, says, told)
        source = {**(value_at(self._document, record.at("source")) or {}), "verified_on": on}
        return Supposed(pointer, f"{says} on {on}", (*told, *patch_to(self._document, record.at("source"), source)))


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
