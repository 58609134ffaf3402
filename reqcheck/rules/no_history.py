"""
No history: nothing of some kind has happened, as far as complete records and screenings tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property, lru_cache
from operator import attrgetter
from typing import Any, ClassVar

import attrs

from reqcheck import (
    MET,
    NOT_MET,
    UNDETERMINED,
    Considered,
    Context,
    Criterion,
    Event,
    Evidence,
    Explanation,
    Finding,
    Matter,
    Missing,
    Outcomes,
    Profile,
    Reason,
    Remedy,
    Sanction,
    Says,
    Screening,
    Search,
    Span,
    Standing,
    Terms,
    Test,
    Verdict,
    Vocabulary,
    days_that_matter,
    graded,
    hookimpl,
    listed,
    omitted,
    standing_of,
    terms,
    word,
)


@attrs.frozen(kw_only=True)
class Screened:
    """
    A list that must have been searched, clear, within a time.
    """

    list_: str = terms("screenings", default=attrs.NOTHING)
    within_last: Span | None = graded(default=None, stricter="less", unless=bool)  # else `stale_after` holds


@attrs.frozen(kw_only=True)
class NoHistory:
    """
    The candidate has no sanction of the kinds in *of*: *look_back* ever, none that is open now, or
    none within a time.

    An absence counts where the section is complete, or where for every kind a clear and recent
    screening of a list that covers it is on file.  With *screened* one list must have been searched
    in any case.
    """

    kind: ClassVar[str] = "no_history"
    area: ClassVar[str] = "record"

    of: tuple[str, ...] = terms("sanctions", default=attrs.NOTHING, stricter="more")
    look_back: Span | str = graded(stricter="more", most="ever")
    screened: Screened | None = graded(default=None, stricter="more", unless=attrgetter("within_last"))

    def __attrs_post_init__(self) -> None:
        if isinstance(self.look_back, str) and self.look_back not in ("ever", "open"):
            msg = f"`look_back` is ever, open or a length of time such as {{years: 10}}, not `{self.look_back}`"
            raise ValueError(msg)

    def assess(self, profile: Profile, context: Context) -> Finding:
        found = max([self.search.verdict(each, profile, context) for each in profile.sanctions], default=NOT_MET)
        hits = self._hits(profile, context)
        if found is NOT_MET and not hits:
            return self._absent(profile, context)
        outcomes = Outcomes.NOT_MET if found is MET else Outcomes.UNDETERMINED
        return Finding.later(outcomes, self._on_file, hits, profile, context)

    def turning_points(self, profile: Profile, context: Context, until: date) -> Iterable[date] | None:
        back = self.look_back if isinstance(self.look_back, Span) else None
        within = self.screened.within_last if self.screened is not None else None
        spans = (back, within, Span(days=context.stale_after))
        return days_that_matter(profile, context, ("sanctions", "screenings"), spans)

    def remedies(self, profile: Profile, context: Context) -> list[Remedy]:
        """
        None for what is on file; else the statement that there is nothing, and the search that is asked.
        """
        if self._hits(profile, context) or any(self.search.verdict(each, profile, context) is not NOT_MET for each in profile.sanctions):
            return []
        patch: list[Mapping[str, Any]] = []
        if self.screened is not None:
            found = {"list": Remedy.code(context.vocabulary.screenings, (self.screened.list_,)), "checked": context.on, "result": "clear"}
            patch += Remedy.obtain("", "screenings", found, context.on).patch
        if not profile.is_complete("sanctions"):
            rest = [each for each in profile.whole.partial if each != "sanctions"]
            empty = not profile.whole.sanctions
            where, value = ("/none/-", "sanctions") if empty else ("/partial", rest)
            patch.append({"op": "add", "path": where, "value": value})
        searched = f" (a clear search of {self.screened.list_})" if self.screened is not None else ""
        return [Remedy("verify", f"{self.words()}{searched}", "office", patch=tuple(patch))]

    def met_by(self, vocabulary: Vocabulary) -> list[str]:
        searched = f"a recent, clear search of {self.screened.list_} in `screenings`, and " if self.screened is not None else ""
        no_such = f"no such record in `sanctions` ({self.search.asked})"
        return [
            f"{searched}{no_such}, and the section complete or named in `none`",
            f"{searched}{no_such}, and recent, clear searches in `screenings` of lists that cover every kind",
        ]

    def considered(self, profile: Profile, context: Context) -> list[Considered]:
        """
        Every sanction, whether it is one that there may not be; every screening, whether it found one;
        and whether there may be one that is not on file.
        """
        *sanctions, _ = self.search.considered(profile, context)
        hits = self._hits(profile, context)
        searches = [self._searched(each, each in hits, context) for each in profile.screenings]
        absent = self._absent(profile, context)
        rest = NOT_MET if absent.outcomes is Outcomes.MET else UNDETERMINED
        what = f"any {self._values['of']} that is not on file"
        return [*sanctions, *searches, Considered("/sanctions", what, rest, note=absent.reason.text)]

    def _searched(self, record: Screening, hit: bool, context: Context) -> Considered:
        if hit:
            return Considered(record.pointer, screening(record), UNDETERMINED, note="it found something")
        covers = [kind.replace("_", " ") for kind in _codes(self.of, context.vocabulary.sanctions) if _covers(record, kind, self.look_back, context)]
        if self._clear(record, context):
            note = f"clear, and settles {listed(covers, 'and')}" if covers else "clear, and settles nothing that is asked"
            return Considered(record.pointer, screening(record), NOT_MET, note=note)
        return Considered(record.pointer, screening(record), NOT_MET, aside="not clear and recent enough, or of another kind")

    @cached_property
    def search(self) -> Search:
        """
        The search for a sanction that there may not be.
        """
        asked = self._values["when"].strip() or "at any time"
        when = Test("when", self._in_time, self._when, reads=("status", "effective", "ended"), asked=asked)
        return Search("sanctions", "history", self.words(), described, (*word("kind", self.of, "sanctions", "history"), when))

    def _when(self, record: Sanction, profile: Profile, context: Context) -> Matter:
        return Matter(
            "history.when", "{what}: whether it counts is not known",
            at=self._telling(record, context.on), ask="When did {what} take effect, and is it over?",
        )

    def _hits(self, profile: Profile, context: Context) -> list[Screening]:
        """
        The searches that found something, or may have.
        """
        return [each for each in profile.screenings if _says_hit(each) and self._relevant(each, context)]

    def _telling(self, record: Sanction, on: date) -> str:
        """
        The field that would tell whether a record counts: of one from long ago, whether it is over.
        """
        back, day = self.look_back, record.effective
        if back == "ever" or (isinstance(back, Span) and (day is None or back.after(day.last) >= on)):
            return "effective"
        return "status" if record.status is None else "ended"

    def _in_time(self, record: Sanction, profile: Profile, context: Context) -> Verdict:
        """
        Whether a record lies in the time looked back on; one from before it that is still open may.
        """
        stands = standing_of(record, record.status, record.effective, record.ended, profile, context)
        if self.look_back == "open":
            return _open(stands, context)
        period = stands.period or stands.dated
        if period is None:
            return UNDETERMINED
        begun = period.begun(date.min, context.on)
        if isinstance(self.look_back, str):
            return begun
        took_effect = Event(period.earliest_begin, period.latest_begin, True, None, context.on)
        recent = begun & took_effect.recent(self.look_back, context.on)
        still = recent is NOT_MET and begun is not NOT_MET and stands.in_force(context.on) is not NOT_MET
        return UNDETERMINED if still else recent

    def _on_file(self, hits: list[Screening], profile: Profile, context: Context) -> Explanation:
        judged = self.search.judged(profile, context)
        certain = [each for each in judged if each.verdict is MET]
        if certain:
            reason = Reason("history.found", "{what}", {"what": certain[0].says})
            return Explanation(reason, tuple(Evidence.of(each.record, each.says) for each in certain))
        possible = [each for each in judged if each.verdict is UNDETERMINED]
        what = possible[0].says if possible else screening(hits[0])
        return Explanation(
            Reason("history.possible", "{what}: whether it counts is not known", {"what": what}),
            (*(Evidence.of(each.record, each.says) for each in possible), *(Evidence.of(each, screening(each)) for each in hits)),
            (
                *(missing for each in possible for missing in each.missing),
                *(Missing(each.pointer, f"What did the search find: {screening(each)}?") for each in hits),
            ),
        )

    def _absent(self, profile: Profile, context: Context) -> Finding:
        """
        Nothing is on file: an answer where the section is complete, or screenings cover every kind.
        """
        complete = profile.is_complete("sanctions")
        if complete and self.screened is None:
            return Finding.later(Outcomes.of(MET), self._nothing, profile, context)
        clear = self._all_clear(profile, context)
        uncovered = [] if complete else self._uncovered(clear, context)
        if not uncovered and self._has_asked(clear, context):
            return Finding.later(Outcomes.of(MET), self._nothing, profile, context)
        return Finding.later(Outcomes.of(UNDETERMINED), self._not_shown, clear, uncovered, profile, context)

    def _all_clear(self, profile: Profile, context: Context) -> list[Screening]:
        return [each for each in profile.screenings if self._clear(each, context)]

    def _has_asked(self, clear: list[Screening], context: Context) -> bool:
        """
        The list that must have been searched is among those that were, if one must.
        """
        return self.screened is None or any(self._asked(each, context) for each in clear)

    def _uncovered(self, clear: list[Screening], context: Context) -> list[str]:
        """
        The kinds that no clear search covers.
        """
        return [kind for kind in _codes(self.of, context.vocabulary.sanctions) if not any(_covers(each, kind, self.look_back, context) for each in clear)]

    def _nothing(self, profile: Profile, context: Context) -> Explanation:
        past = self._past(profile, context)
        cited = [*past, *self._searches(self._all_clear(profile, context), profile, context)]
        if profile.is_complete("sanctions"):
            cited.append(Evidence("/sanctions", f"complete; nothing {'else ' if past else ''}of the kind"))
        return Explanation(Reason("history.none", "no {of}{when}", self._values), tuple(cited))

    def _past(self, profile: Profile, context: Context) -> list[Evidence]:
        """
        The sanctions that would count at another time.
        """
        judged = self.search.judged(profile, context)
        return [Evidence.of(each.record, each.says) for each in judged if each.trials[-1].test.decide == self._in_time]

    def _not_shown(self, clear: list[Screening], uncovered: list[str], profile: Profile, context: Context) -> Explanation:
        missing = []
        if self.screened is not None and not self._has_asked(clear, context):
            missing.append(Missing("/screenings/-", f"What did a recent search of {self.screened.list_} find?"))
        if uncovered:
            hint = "`sanctions` is no longer `partial`" if profile.whole.sanctions else "name `sanctions` in `none`"
            such = f"{listed(uncovered).replace('_', ' ')}{self._values['when']}"
            missing += omitted("sanctions", profile, context.on, f"Is there any {such}? (if none, {hint})", at="")
        past = self._past(profile, context)
        template = f"nothing {'else ' if past else ''}on file, which does not show that there is no {{of}}{{when}}"
        return Explanation(Reason("history.unknown", template, self._values), (*past, *self._searches(clear, profile, context)), tuple(missing))

    def _searches(self, clear: list[Screening], profile: Profile, context: Context) -> list[Evidence]:
        """
        The clear searches that matter: of the list that is asked, or all where the section may omit some.
        """
        every = not profile.is_complete("sanctions")
        return [Evidence.of(each, screening(each)) for each in clear if every or self._asked(each, context)]

    @cached_property
    def _values(self) -> dict[str, str]:
        back = f" in the last {self.look_back.text}" if isinstance(self.look_back, Span) else ""
        return {"of": listed(self.of).replace("_", " "), "when": " open now" if self.look_back == "open" else back}

    def _relevant(self, record: Screening, context: Context) -> bool:
        """
        A search that may have found a kind that is asked: of a list that covers it, if only in part, or
        of a list that is not recognized.
        """
        term = context.vocabulary.screenings.find(record.list_) if record.list_ is not None else None
        if term is None or self._asked(record, context):
            return True
        covers = {*term.facts.get("covers", ()), *term.facts.get("covers_partly", ())}
        return not covers.isdisjoint(_codes(self.of, context.vocabulary.sanctions))

    def _asked(self, record: Screening, context: Context) -> bool:
        term = context.vocabulary.screenings.find(record.list_) if record.list_ is not None else None
        return self.screened is not None and term is not None and term.among((self.screened.list_,))

    def _clear(self, record: Screening, context: Context) -> bool:
        """
        A search that found nothing, recently enough.
        """
        if record.result is None or record.result.casefold() != "clear" or record.checked is None:
            return False
        span = (self.screened.within_last if self.screened is not None else None) or Span(days=context.stale_after)
        return record.checked <= context.on <= span.after(record.checked)

    def words(self) -> str:
        return "no {of}{when}".format(**self._values)


@lru_cache(maxsize=256)
def _codes(of: tuple[str, ...], known: Terms) -> tuple[str, ...]:
    return tuple(each.code for each in known if each.among(of))


def _open(stands: Standing, context: Context) -> Verdict:
    """
    Whether a sanction is open now; one that was stayed may go on.
    """
    now = stands.in_force(context.on)
    over = stands.dated is not None and stands.dated.covers(context.on) is NOT_MET
    return UNDETERMINED if now is NOT_MET and stands.says is not Says.ENDED and not over else now


def _says_hit(record: Screening) -> bool:
    """
    A search that found something, or of which it is not known; one that is pending has not yet.
    """
    return record.result is not None and record.result.casefold() not in ("clear", "pending")


def _covers(record: Screening, kind: str, look_back: Span | str, context: Context) -> bool:
    """
    Whether a clear search of the list settles a kind; one of the present only settles what is open now.
    """
    term = context.vocabulary.screenings.find(record.list_) if record.list_ is not None else None
    if term is None or kind not in term.facts.get("covers", ()):
        return False
    return look_back == "open" or not term.facts.get("current_only", False)


def described(record: Sanction) -> str:
    ended = f"until {record.ended}" if record.ended is not None and not record.ended.open else ""
    begun = str(record.effective) if record.effective is not None else ""
    return ", ".join(filter(None, ((record.kind or "a sanction").replace("_", " "), begun, record.status, ended)))


def screening(record: Screening) -> str:
    return f"{record.list_ or 'a list'} searched on {record.checked or '?'}: {record.result or 'no result'}"


@hookimpl
def reqcheck_criteria() -> list[type[Criterion]]:
    return [NoHistory]
