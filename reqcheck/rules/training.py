"""
Training: an internship, a residency or a fellowship, completed or long enough.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import ClassVar, Literal

import attrs

from reqcheck import (
    ANY_TIME,
    MET,
    NOT_MET,
    UNDETERMINED,
    Amount,
    Considered,
    Context,
    Criterion,
    Cut,
    Explanation,
    Finding,
    Judgement,
    Milestone,
    Occurrence,
    Outcomes,
    Period,
    Profile,
    Remedy,
    Says,
    Search,
    Span,
    Stint,
    Test,
    Training,
    Verdict,
    Vocabulary,
    days_that_matter,
    first_days_of_months,
    graded,
    happened,
    hookimpl,
    listed,
    measured,
    milestones,
    month_number,
    quantity,
    served,
    standing_of,
    terms,
    word,
)

#: The completion of a training.
completion = Occurrence("end", begin="start")


@attrs.frozen(kw_only=True)
class Trained:
    """
    The candidate's training of *type* and *specialty*, accredited by one of *accreditation*, is
    completed (its *status*; active and any can be asked).

    With *years* or *months* all such training together touches at least that many calendar months,
    the first and the last included; an active program counts up to the day asked.  With
    *within_last* it was completed so recently that the anniversary has not passed.
    """

    kind: ClassVar[str] = "training"
    area: ClassVar[str] = "training"

    type: tuple[str, ...] = terms("training_types", stricter="less")
    specialty: tuple[str, ...] = terms("specialties", stricter="less")
    status: Literal["completed", "active", "any"] = graded(default="completed", stricter=("any", "completed"))
    years: Fraction | None = graded(default=None, stricter="more")
    months: Fraction | None = graded(default=None, stricter="more")
    accreditation: tuple[str, ...] = terms("accreditors", stricter="less")
    within_last: Span | None = graded(default=None, stricter="less")

    def __attrs_post_init__(self) -> None:
        if self.years is not None and self.months is not None:
            msg = "a length is asked in `years` or in `months`, not in both"
            raise ValueError(msg)
        if self._needed == 0:
            msg = "a length is more than nothing; leave it out if any will do"
            raise ValueError(msg)

    def assess(self, profile: Profile, context: Context) -> Finding:
        if self._needed is None:
            return self.search.best_of(profile, context)
        amount = self._amount(self._needed, profile, context)
        return Finding.later(Outcomes.of(amount.verdict), self._told, amount, profile, context)

    def turning_points(self, profile: Profile, context: Context, until: date) -> Iterable[date] | None:
        days = days_that_matter(profile, context, ("training",), (self.within_last,))
        return days if self._needed is None else days | first_days_of_months(context.on, until)

    def milestones(self, profile: Profile, context: Context) -> list[Milestone]:
        """
        The days from which work counts: the day after each such training was completed.
        """
        found = [(each, completion(each.record, profile, context)) for each in self.search.counted(profile, context)]
        return Milestone.of_section("training", milestones(found, context.on, at="end"), profile, context.on)

    @cached_property
    def search(self) -> Search:
        """
        The search for such training.
        """
        tests = [
            *word("type", self.type, "training_types", "training"),
            *word("specialty", self.specialty, "specialties", "training"),
            *word("accreditation", self.accreditation, "accreditors", "training"),
        ]
        if self.status == "completed":
            tests.append(happened(completion, "training", "completed"))
        elif self.status == "active":
            tests.append(Test.saying(
                "active", _active, "training.active", "{what}: not certainly active",
                at="status", ask="Is {what} still active?", reads=("status", "start", "end"), asked="active on {on}",
            ))
        elif self._needed is None:
            tests.append(Test.saying(
                "begun", _begun, "training.begun", "{what}: not certainly begun",
                at="start", ask="When did {what} begin?", reads=("status", "start", "end"), asked="begun by {on}",
            ))
        if self.within_last is not None:
            tests.append(Test.saying(
                "recent", self._recent, "training.recent", "{what}: not certainly recent enough",
                at="end", ask="When was {what} completed?", asked=f"completed in the last {self.within_last.text}",
            ))
        if self._needed is not None:
            tests.append(Test.saying(
                "days", _dated, "training.disputed", "{what}: its status and its dates disagree",
                at="status", ask="Is {what} completed? Its status and its dates disagree.",
                reads=("status", "start", "end"), asked="a status and dates that agree",
            ))
        return Search("training", "training", self.sought, described, tuple(tests))

    def _recent(self, record: Training, profile: Profile, context: Context) -> Verdict:
        within = self.within_last
        return MET if within is None else completion(record, profile, context).recent(within, context.on)

    @cached_property
    def _needed(self) -> Fraction | None:
        """
        The months asked.
        """
        return self.years * 12 if self.years is not None else self.months

    def _amount(self, needed: Fraction, profile: Profile, context: Context) -> Amount:
        """
        The months of all records that pass together.
        """
        stints = []
        for record in profile.training:
            verdict = self.search.verdict(record, profile, context)
            if verdict is not NOT_MET:
                stints.append(_stint(record, verdict, profile, context))
        least, most = served(stints, _months_until(context.on))
        return Amount(least, most if profile.is_complete("training") else None, needed, "months")

    def remedies(self, profile: Profile, context: Context) -> list[Remedy]:
        """
        Such training, completed; where a length is asked, from the day asked for as long as is lacking.
        """
        known, on, until = context.vocabulary, context.on, None
        if self._needed is not None:
            lacking = self._needed - self._amount(self._needed, profile, context).least
            until = Span(months=max(1, -int(-lacking // 1))).after(on)
        active = self.status == "active"
        values = {
            "type": Remedy.code(known.training_types, self.type), "specialty": Remedy.code(known.specialties, self.specialty),
            "accreditation": Remedy.code(known.accreditors, self.accreditation), "status": "active" if active else "completed",
            "start": on if active or until else None, "end": ".." if active else until or on,
        }
        return [Remedy.obtain(self.sought, "training", values, on, not_before=until)]

    def met_by(self, vocabulary: Vocabulary) -> list[str]:
        if self._needed is None:
            return [self.search.met_by()]
        return [f"records in `training` ({self.search.asked}) that touch {quantity(self._needed, 'months')} together, each once"]

    def considered(self, profile: Profile, context: Context) -> list[Considered]:
        """
        Every training; where a length is asked with its own months, and all months together.
        """
        if self._needed is None:
            return self.search.considered(profile, context)
        found = [self._alone(each, self._needed, profile, context) for each in self.search.judged(profile, context)]
        amount = self._amount(self._needed, profile, context)
        note = Considered.rest("training", profile).note
        return [*found, Considered("/training", "all months together, each once", amount.verdict, amount=amount, note=note)]

    def _alone(self, judged: Judgement, needed: Fraction, profile: Profile, context: Context) -> Considered:
        """
        A training with the months that it has on its own.
        """
        found = Considered.of(judged, context)
        if judged.failed:
            return found
        stint = _stint(judged.record, judged.verdict, profile, context)
        return attrs.evolve(found, amount=Amount(*served([stint], _months_until(context.on)), needed, "months"))

    def _told(self, amount: Amount, profile: Profile, context: Context) -> Explanation:
        counted = self.search.counted(profile, context)
        return measured(
            "training", counted, amount, profile, context.on, code="training", sought=self._sought, ends=("start", "end"),
            days=lambda records: [_stint(each, MET, profile, context) for each in records], cut=_months_until(context.on),
        )

    @cached_property
    def _sought(self) -> str:
        words = (listed(self.specialty), listed(self.type) or "training")
        return " ".join(filter(None, words))

    @cached_property
    def sought(self) -> str:
        """
        What is looked for, in words.
        """
        length = f"{quantity(self._needed, 'months')} of " if self._needed is not None else ""
        return f"{length}{self.status if self.status != 'any' else ''} {self._sought}".strip()

    def words(self) -> str:
        return self.sought


def described(record: Training) -> str:
    words = (record.specialty, record.type or "training")
    end = f", until {record.end.text}" if record.end is not None and not record.end.open else ""
    return " ".join(filter(None, words)) + (f", {record.status}" if record.status else "") + end


def _active(record: Training, profile: Profile, context: Context) -> Verdict:
    stands = standing_of(record, record.status, record.start, record.end, profile, context)
    days = _days(record, profile, context)
    return days.covers(context.on) if days and stands.says is Says.HAPPENED else stands.in_force(context.on)


def _begun(record: Training, profile: Profile, context: Context) -> Verdict:
    period = _days(record, profile, context)
    return MET if period is not None and period.latest_begin <= context.on else UNDETERMINED


def _dated(record: Training, profile: Profile, context: Context) -> Verdict:
    return UNDETERMINED if _days(record, profile, context) is None else MET


def _stint(record: Training, verdict: Verdict, profile: Profile, context: Context) -> Stint:
    """
    The months of a training that passes, or may.
    """
    period = _days(record, profile, context)
    begun = period is not None and period.latest_begin <= context.on
    return Stint.in_months(begun and verdict is MET, period or ANY_TIME)


def _months_until(on: date) -> Cut:
    """
    What of training counts: every month up to the one that is asked.
    """
    return Cut(0, 0, month_number(on))


def _days(record: Training, profile: Profile, context: Context) -> Period | None:
    """
    The days of a training, as its dates and its status have them.
    """
    stands = standing_of(record, record.status, record.start, record.end, profile, context)
    if stands.says is Says.HAPPENED and stands.period is not None:
        return stands.period.narrowed(ended_by=stands.spoken)
    return stands.period


@hookimpl
def reqcheck_criteria() -> list[type[Criterion]]:
    return [Trained]
