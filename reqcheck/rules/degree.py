"""
Degree: what somebody studied, to which level, and whether it was conferred.
"""

from __future__ import annotations

from functools import cached_property
from typing import ClassVar, Literal

import attrs

from reqcheck import (
    Between,
    Context,
    Criterion,
    Education,
    Event,
    Finding,
    Judgement,
    Milestone,
    Profile,
    Says,
    Term,
    Verdict,
    best_of,
    event_of,
    happened,
    hookimpl,
    listed,
    milestones,
    terms,
)


@attrs.frozen(kw_only=True)
class Degree:
    """
    The candidate holds one of the degrees in *degree* (codes or groups such as `physician`), or a
    degree of *level_at_least* and, where given, in a *field* of study.

    Its *status* is conferred, or in_progress.  It was accredited by one of *accreditation* and
    *conferred* between two days, where these are asked.  First professional doctorates count as
    doctorates.  A foreign medical degree counts as MD where its record carries an equivalence;
    without one it is not known.
    """

    kind: ClassVar[str] = "degree"

    degree: tuple[str, ...] = terms("degrees")
    level_at_least: Literal[
        "secondary", "diploma", "associate", "bachelor", "post_baccalaureate_certificate",
        "master", "post_master_certificate", "doctorate",
    ] | None = None
    field: tuple[str, ...] = terms("fields")
    status: Literal["conferred", "in_progress"] = "conferred"
    accreditation: tuple[str, ...] = terms("accreditors")
    conferred: Between | None = None

    def __attrs_post_init__(self) -> None:
        if not self.degree and self.level_at_least is None:
            msg = "a degree is asked by `degree` or by `level_at_least`"
            raise ValueError(msg)

    def assess(self, profile: Profile, context: Context) -> Finding:
        judged = (self._judged(each, profile, context) for each in profile.education)
        return best_of("education", judged, profile, code="degree", sought=self.sought)

    def milestones(self, profile: Profile, context: Context) -> list[Milestone]:
        """
        The days from which work counts: the day after each such degree was conferred.
        """
        judged = [(self._judged(each, profile, context), _conferral(each, profile, context)) for each in profile.education]
        return Milestone.of_section("education", milestones(judged, context.on, at="conferred"), profile)

    def _judged(self, record: Education, profile: Profile, context: Context) -> Judgement:
        judged = Judgement(record, described)
        if not self._names_it(judged, record, context):
            return judged
        if self.level_at_least is not None and not self._level(judged, record, context):
            return judged
        if self.field and not self._field(judged, record, context):
            return judged
        judged.word("accreditation", record.accreditation, self.accreditation, context.vocabulary.accreditors, "degree")
        self._status(judged, record, profile, context)
        return judged

    def _names_it(self, judged: Judgement, record: Education, context: Context) -> bool:
        """
        It is one of the degrees asked, or counts as one of them.
        """
        known = context.vocabulary.degrees
        term = _term(record, context)
        if term is None or not self.degree or term.code in self.degree:
            return judged.word("degree", record.degree, self.degree, known, "degree")
        counts_as = known.find(term.facts.get("counts_as", ""))
        if term.among(self.degree) or (counts_as is not None and counts_as.among(self.degree)):
            return "needs" not in term.facts or self._equivalent(judged, record, context)
        return judged.word("degree", record.degree, self.degree, known, "degree")

    def _equivalent(self, judged: Judgement, record: Education, context: Context) -> bool:
        """
        A foreign degree was found equal to a domestic one by the day asked; never plainly refused.
        """
        found = [
            Verdict.MET if each.on is None else each.on.on_or_before(context.on)
            for each in record.equivalence or ()
        ]
        return judged.test(
            max([*found, Verdict.UNDETERMINED]),
            "degree.equivalence-unknown",
            "{what}: a foreign degree, and no equivalence on file",
            at="equivalence",
            ask="Which body found {what} equivalent (ECFMG or another), and when?",
        )

    def _level(self, judged: Judgement, record: Education, context: Context) -> bool:
        """
        It is of the level or above, by the degree or else by the level on record.
        """
        levels = (each.facts for each in context.vocabulary.degrees if "level" in each.facts)
        ranks = {facts["level"]: facts.get("rank") for facts in levels}
        term = _term(record, context)
        rank = term.facts.get("rank") if term is not None else ranks.get(record.level or "")
        if rank is None:
            return judged.test(
                Verdict.UNDETERMINED, "degree.level-unknown", "{what}: its level is not known",
                at="level", ask="Of which level is {what}?",
            )
        enough = Verdict.of(rank >= ranks[self.level_at_least])
        if not judged.test(enough, "degree.level", "{what}: below the level asked"):
            return False
        return term is None or "needs" not in term.facts or self._equivalent(judged, record, context)

    def _field(self, judged: Judgement, record: Education, context: Context) -> bool:
        """
        It is in a field asked, by what the degree itself implies or by the field on record.
        """
        fields = context.vocabulary.fields
        term = _term(record, context)
        implied = fields.find(term.facts.get("field", "")) if term is not None else None
        if implied is not None and implied.among(self.field):
            return judged.test(Verdict.MET, "degree.field", "")
        if implied is not None and term is not None and record.field is None and _is_of_one_field(term):
            return judged.test(Verdict.NOT_MET, "degree.field", "{what}: another field than asked")
        return judged.word("field", record.field, self.field, fields, "degree")

    def _status(self, judged: Judgement, record: Education, profile: Profile, context: Context) -> None:
        """
        It is conferred by the day asked, and between the days asked; or it is in progress.
        """
        if self.status == "in_progress":
            self._in_progress(judged, record, profile, context)
            return
        event = _conferral(record, profile, context)
        field = "conferred" if event.says is None else "status"
        happened(judged, event, context.on, "degree", at="conferred", word="conferred", status=field)
        if self.conferred is not None:
            judged.test(
                event.within(self.conferred.from_, self.conferred.until), "degree.conferred",
                "{what}: not certainly conferred within the days asked", at="conferred", ask="When was {what} conferred?",
            )

    def _in_progress(self, judged: Judgement, record: Education, profile: Profile, context: Context) -> None:
        event = _conferral(record, profile, context)
        term = context.vocabulary.statuses.find(record.status) if record.status is not None else None
        verdict = Verdict.UNDETERMINED
        if event.by(context.on) is Verdict.MET or (event.says is Says.FINAL and event.bars(context.on)):
            verdict = Verdict.NOT_MET
        elif term is not None and event.spoken == context.on and not event.disputed:
            verdict = Verdict.of(term.code == "in_progress")
        judged.test(
            verdict, "degree.progress", "{what}: not certainly in progress",
            at="status", ask="Is {what} still in progress?",
        )

    @cached_property
    def sought(self) -> str:
        """
        What is looked for, in words.
        """
        if self.degree:
            return f"{listed(self.degree)} degree"
        field = f" in {listed(self.field)}" if self.field else ""
        return f"degree, {self.level_at_least} or higher{field}"

    def words(self) -> str:
        return self.sought


def _conferral(record: Education, profile: Profile, context: Context) -> Event:
    return event_of(record, record.status, record.conferred, profile, context, begin=record.start, itself=True)


def _is_of_one_field(term: Term) -> bool:
    """
    A first professional degree is of its profession; another may be in any field near its own.
    """
    return bool(term.facts.get("level") == "first_professional_doctorate")


def _term(record: Education, context: Context) -> Term | None:
    return context.vocabulary.degrees.find(record.degree) if record.degree is not None else None


def described(record: Education) -> str:
    degree = record.degree or record.level or "a degree"
    when = f", conferred {record.conferred.text}" if record.conferred else f", {record.status}" if record.status else ""
    return f"{degree}{f' in {record.field}' if record.field else ''}{when}"


@hookimpl
def reqcheck_criteria() -> list[type[Criterion]]:
    return [Degree]
