"""
No history: nothing of some kind has happened, as far as complete records and screenings tell.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar

import attrs

from reqcheck import (
    Context,
    Criterion,
    Event,
    Evidence,
    Finding,
    Judgement,
    Missing,
    Profile,
    Reason,
    Sanction,
    Says,
    Screening,
    Span,
    Standing,
    Verdict,
    hookimpl,
    listed,
    standing_of,
    terms,
)

MET, NOT_MET, UNDETERMINED = Verdict.MET, Verdict.NOT_MET, Verdict.UNDETERMINED


@attrs.frozen(kw_only=True)
class Screened:
    """
    A list that must have been searched, clear, within a time.
    """

    list_: str = terms("screenings", default=attrs.NOTHING)
    within_last: Span | None = None


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

    of: tuple[str, ...] = terms("sanctions", default=attrs.NOTHING)
    look_back: Span | str
    screened: Screened | None = None

    def __attrs_post_init__(self) -> None:
        if isinstance(self.look_back, str) and self.look_back not in ("ever", "open"):
            msg = f"`look_back` is ever, open or a length of time such as {{years: 10}}, not `{self.look_back}`"
            raise ValueError(msg)

    def assess(self, profile: Profile, context: Context) -> Finding:
        judged = [self._judged(each, profile, context) for each in profile.sanctions]
        certain = [each for each in judged if each.verdict is MET]
        if certain:
            reason = Reason("history.found", "{what}", {"what": certain[0].says})
            return Finding.of(False, reason, evidence=[Evidence.of(each.record, each.says) for each in certain])
        possible = [each for each in judged if each.verdict is UNDETERMINED]
        hits = [each for each in profile.screenings if _says_hit(each) and self._relevant(each, context)]
        if possible or hits:
            return self._possible(possible, hits)
        return self._absent(profile, context)

    # -- what is on file --------------------------------------------------------------------

    def _judged(self, record: Sanction, profile: Profile, context: Context) -> Judgement:
        """
        Whether a record is one of those that there may not be.
        """
        judged = Judgement(record, described)
        if not judged.word("kind", record.kind, self.of, context.vocabulary.sanctions, "history"):
            return judged
        judged.test(
            self._in_time(record, profile, context), "history.when", "{what}: whether it counts is not known",
            at=self._telling(record), ask="When did {what} take effect, and is it over?",
        )
        return judged

    def _telling(self, record: Sanction) -> str:
        """
        The field that would tell whether a record counts.
        """
        if self.look_back != "open":
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
        if recent is NOT_MET and begun is not NOT_MET and stands.in_force(context.on) is not NOT_MET:
            return UNDETERMINED
        return recent

    def _possible(self, possible: list[Judgement], hits: list[Screening]) -> Finding:
        what = possible[0].says if possible else screening(hits[0])
        evidence = [Evidence.of(each.record, each.says) for each in possible]
        return Finding.undetermined(
            Reason("history.possible", "{what}: whether it counts is not known", {"what": what}),
            evidence=[*evidence, *(Evidence.of(each, screening(each)) for each in hits)],
            missing=[
                *(missing for each in possible for missing in each.missing),
                *(Missing(each.pointer, f"What did the search find: {screening(each)}?") for each in hits),
            ],
        )

    # -- what is not on file ----------------------------------------------------------------

    def _absent(self, profile: Profile, context: Context) -> Finding:
        """
        Nothing is on file: an answer where the section is complete, or screenings cover every kind.
        """
        clear = [each for each in profile.screenings if self._clear(each, context)]
        asked = [each for each in clear if self._asked(each, context)]
        kinds = self._kinds(context)
        uncovered = [kind for kind in kinds if not any(_covers(each, kind, self.look_back, context) for each in clear)]
        complete = profile.is_complete("sanctions")
        cited = [Evidence.of(each, screening(each)) for each in (clear if not complete else asked)]
        values = {"of": listed(self.of).replace("_", " ")}
        if (self.screened is None or asked) and (complete or not uncovered):
            if complete:
                cited.append(Evidence("/sanctions", "complete; nothing of the kind"))
            return Finding.of(True, Reason("history.none", "no {of}", values), evidence=cited)
        missing = []
        if self.screened is not None and not asked:
            missing.append(Missing("/screenings/-", f"What did a recent search of {self.screened.list_} find?"))
        if not complete and uncovered:
            missing.append(Missing("/sanctions", f"Is there any {listed(uncovered).replace('_', ' ')}? (if none, name `sanctions` in `none`)"))
        return Finding.undetermined(
            Reason("history.unknown", "nothing on file, which does not show that there is no {of}", values),
            evidence=cited, missing=missing,
        )

    def _kinds(self, context: Context) -> list[str]:
        return [each.code for each in context.vocabulary.sanctions if each.among(self.of)]

    def _relevant(self, record: Screening, context: Context) -> bool:
        """
        A search that may have found a kind that is asked: of a list that covers it, if only in part, or
        of a list that is not recognized.
        """
        term = context.vocabulary.screenings.find(record.list_) if record.list_ is not None else None
        if term is None or self._asked(record, context):
            return True
        covers = {*term.facts.get("covers", ()), *term.facts.get("covers_partly", ())}
        return not covers.isdisjoint(self._kinds(context))

    def _asked(self, record: Screening, context: Context) -> bool:
        term = context.vocabulary.screenings.find(record.list_) if record.list_ is not None else None
        return self.screened is not None and term is not None and term.among((self.screened.list_,))

    def _clear(self, record: Screening, context: Context) -> bool:
        """
        A search that found nothing, recently enough.
        """
        if record.result is None or record.result.casefold() != "clear" or record.checked is None:
            return False
        within = self.screened.within_last if self.screened is not None else None
        span = within if within is not None else Span(days=context.stale_after)
        return record.checked <= context.on <= span.after(record.checked)

    def words(self) -> str:
        back = "" if self.look_back == "ever" else " open now" if self.look_back == "open" else " in the time asked"
        return f"no {listed(self.of).replace('_', ' ')}{back}"


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
    status = f", {record.status}" if record.status else ""
    return f"{(record.kind or 'a sanction').replace('_', ' ')}{f', {record.effective}' if record.effective else ''}{status}"


def screening(record: Screening) -> str:
    return f"{record.list_ or 'a list'} searched on {record.checked or '?'}: {record.result or 'no result'}"


@hookimpl
def reqcheck_criteria() -> list[type[Criterion]]:
    return [NoHistory]
