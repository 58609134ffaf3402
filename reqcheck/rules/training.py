"""
Training: an internship, a residency or a fellowship, completed or long enough.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property
from typing import ClassVar, Literal

import attrs

from reqcheck import (
    ANY_TIME,
    Amount,
    Context,
    Criterion,
    Cut,
    Event,
    Finding,
    Judgement,
    Milestone,
    Period,
    Profile,
    Says,
    Span,
    Stint,
    Training,
    Verdict,
    best_of,
    decimal,
    event_of,
    happened,
    hookimpl,
    listed,
    measured,
    milestones,
    month_number,
    served,
    standing_of,
    terms,
)


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

    type: tuple[str, ...] = terms("training_types")
    specialty: tuple[str, ...] = terms("specialties")
    status: Literal["completed", "active", "any"] = "completed"
    years: Fraction | None = None
    months: Fraction | None = None
    accreditation: tuple[str, ...] = terms("accreditors")
    within_last: Span | None = None

    def __attrs_post_init__(self) -> None:
        if self.years is not None and self.months is not None:
            msg = "a length is asked in `years` or in `months`, not in both"
            raise ValueError(msg)
        if self._needed == 0:
            msg = "a length is more than nothing; leave it out if any will do"
            raise ValueError(msg)

    def assess(self, profile: Profile, context: Context) -> Finding:
        judged = [self._judged(each, profile, context) for each in profile.training]
        if self._needed is None:
            return best_of("training", judged, profile, code="training", sought=self.sought)
        return self._long_enough(judged, self._needed, profile, context)

    def milestones(self, profile: Profile, context: Context) -> list[Milestone]:
        """
        The days from which work counts: the day after each such training was completed.
        """
        judged = [(self._judged(each, profile, context), _completion(each, profile, context)) for each in profile.training]
        return Milestone.of_section("training", milestones(judged, context.on, at="end"), profile)

    def _judged(self, record: Training, profile: Profile, context: Context) -> Judgement:
        known = context.vocabulary
        judged = Judgement(record, described)
        judged.word("type", record.type, self.type, known.training_types, "training")
        judged.word("specialty", record.specialty, self.specialty, known.specialties, "training")
        judged.word("accreditation", record.accreditation, self.accreditation, known.accreditors, "training")
        if judged.failed:
            return judged
        event = _completion(record, profile, context)
        if self.status == "completed":
            happened(judged, event, context.on, "training", at="end", word="completed")
        elif self.status == "active":
            stands = standing_of(record, record.status, record.start, record.end, profile, context)
            days = _days(record, profile, context)
            verdict = days.covers(context.on) if days and stands.says is Says.HAPPENED else stands.in_force(context.on)
            judged.test(
                verdict, "training.active", "{what}: not certainly active",
                at="status", ask="Is {what} still active?",
            )
        if self.within_last is not None:
            judged.test(
                event.recent(self.within_last, context.on), "training.recent", "{what}: not certainly recent enough",
                at="end", ask="When was {what} completed?",
            )
        return judged

    @cached_property
    def _needed(self) -> Fraction | None:
        """
        The months asked.
        """
        return self.years * 12 if self.years is not None else self.months

    def _long_enough(
        self, judged: list[Judgement], needed: Fraction, profile: Profile, context: Context
    ) -> Finding:
        """
        The finding on the months of all records that pass together.
        """
        counted = [each for each in judged if not each.failed]
        stints = []
        for each in counted:
            assert isinstance(each.record, Training)
            period = _days(each.record, profile, context)
            if period is None:
                each.test(
                    Verdict.UNDETERMINED, "training.disputed", "{what}: its status and its dates disagree",
                    at="status", ask="Is {what} completed? Its status and its dates disagree.",
                )
            begun = period is not None and period.latest_begin <= context.on
            stints.append(Stint.in_months(begun and each.verdict is Verdict.MET, period or ANY_TIME))
        least, most = served(stints, Cut(0, 0, month_number(context.on)))
        amount = Amount(least, most if profile.is_complete("training") else None, needed, "months")
        return measured("training", counted, amount, profile, code="training", sought=self._sought, ends=("start", "end"))

    @cached_property
    def _sought(self) -> str:
        words = (listed(self.specialty), listed(self.type) or "training")
        return " ".join(filter(None, words))

    @cached_property
    def sought(self) -> str:
        """
        What is looked for, in words.
        """
        length = f"{decimal(self._needed)} months of " if self._needed is not None else ""
        return f"{length}{self.status if self.status != 'any' else ''} {self._sought}".strip()

    def words(self) -> str:
        return self.sought


def described(record: Training) -> str:
    words = (record.specialty, record.type or "training")
    end = f", until {record.end.text}" if record.end is not None and not record.end.open else ""
    return " ".join(filter(None, words)) + (f", {record.status}" if record.status else "") + end


def _completion(record: Training, profile: Profile, context: Context) -> Event:
    return event_of(record, record.status, record.end, profile, context, begin=record.start)


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
