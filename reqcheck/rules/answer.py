"""
Answer: what the candidate answered to a question that was asked.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import ClassVar

import attrs

from reqcheck import (
    MET,
    NOT_MET,
    UNDETERMINED,
    Answer,
    Compared,
    Considered,
    Context,
    Criterion,
    Evidence,
    Finding,
    Missing,
    Profile,
    Reason,
    Remedy,
    Verdict,
    Vocabulary,
    alike,
    days_that_matter,
    graded,
    hookimpl,
    listed,
    meant,
)

#: What is written into a record for an answer of yes or no.
WRITTEN = {"yes": True, "no": False}


@attrs.frozen(kw_only=True)
class Answered:
    """
    The candidate's answer under *key* *equals* the value asked, or is *one_of* several.

    *question* is what to ask where there is no answer yet; a question nobody asked is not
    answered "no", and an empty text is no answer.  Two answers that differ in this are not known.
    """

    kind: ClassVar[str] = "answer"
    area: ClassVar[str] = "answers"

    key: str
    question: str
    equals: str | None = None
    one_of: tuple[str, ...] = graded(default=(), stricter="less")

    def __attrs_post_init__(self) -> None:
        if (self.equals is None) is (not self.one_of):
            msg = "an answer is asked by `equals` or by `one_of`"
            raise ValueError(msg)

    def assess(self, profile: Profile, context: Context) -> Finding:
        given = self._given(profile)
        wanted = self._wanted
        fitting = {_fits(each, wanted) for each in given}
        evidence = [Evidence.of(each, f"{self.key}: {shown(each)}") for each in given]
        values = {"key": self.key, "wanted": listed(wanted)}
        if fitting == {Verdict.MET}:
            return Finding.of(True, Reason("answer.given", "`{key}` was answered {wanted}", values), evidence=evidence)
        if fitting == {Verdict.NOT_MET}:
            return Finding.of(False, Reason("answer.other", "`{key}` was not answered {wanted}", values), evidence=evidence)
        code, template = "answer.unknown", "`{key}` was not asked, or not answered"
        if fitting:
            one = len(fitting) == 1
            code = "answer.unclear" if one else "answer.differs"
            template = "whether the answer to `{key}` is {wanted} is not known" if one else "the answers to `{key}` differ"
        where = given[-1].at("value") if given else "/answers/-"
        return Finding.undetermined(
            Reason(code, template, values),
            evidence=evidence, missing=[Missing(where, self.question)],
        )

    def remedies(self, profile: Profile, context: Context) -> list[Remedy]:
        """
        The answer where none was given that can be read; one that was given stands.
        """
        given = self._given(profile)
        wanted = self._wanted[0]
        says = meant(wanted)
        value = float(says) if isinstance(says, Fraction) else WRITTEN.get(says, wanted)
        patch: dict[str, object]
        if not given:
            patch = {"op": "add", "path": "/answers/-", "value": {"key": self.key, "value": value}}
        elif len(given) == 1 and _fits(given[0], self._wanted) is UNDETERMINED:
            patch = {"op": "replace", "path": given[0].at("value"), "value": value}
        else:
            return []
        return [Remedy("verify", f"that the answer to `{self.question}` is {listed(self._wanted)}", patch=(patch,))]

    def met_by(self, vocabulary: Vocabulary) -> list[str]:
        return [f"a record in `answers`: the answer to `{self.key}` is {listed(self._wanted)}"]

    def considered(self, profile: Profile, context: Context) -> list[Considered]:
        given = [self._compared(each) for each in profile.answers if each.key == self.key]
        return given or [Considered("/answers", f"an answer to `{self.key}`", UNDETERMINED, note="not asked")]

    def _compared(self, answer: Answer) -> Considered:
        """
        One answer to the question.
        """
        wanted = self._wanted
        if not _answers(answer):
            return Considered(answer.pointer, self.key, UNDETERMINED, aside="not answered")
        verdict = _fits(answer, wanted)
        matter = {MET: "", NOT_MET: "another answer", UNDETERMINED: "not certainly one or the other"}[verdict]
        compared = Compared("answer", (("value", shown(answer)),), listed(wanted), verdict, matter)
        return Considered(answer.pointer, f"{self.key}: {shown(answer)}", verdict, (compared,))

    def _given(self, profile: Profile) -> list[Answer]:
        return [each for each in profile.answers if each.key == self.key and _answers(each)]

    @property
    def _wanted(self) -> tuple[str, ...]:
        return self.one_of or (self.equals or "",)

    def turning_points(self, profile: Profile, context: Context, until: date) -> Iterable[date] | None:
        return days_that_matter(profile, context, ("answers",))

    def words(self) -> str:
        return f"{self.question} {listed(self._wanted)}"


def _answers(answer: Answer) -> bool:
    """
    Whether anything was answered; an empty text is no answer.
    """
    return answer.value is not None and meant(answer.value) != ""


def _fits(answer: Answer, wanted: tuple[str, ...]) -> Verdict:
    """
    Whether an answer is any of those wanted.
    """
    found = {_is(answer.value, each) for each in wanted}
    return MET if MET in found else UNDETERMINED if UNDETERMINED in found else NOT_MET


def _is(value: object, wanted: str) -> Verdict:
    """
    Whether an answer is the one wanted; a text that is neither yes nor no answers no such question, and
    one that differs in signs only may be the same.
    """
    says, asked = meant(value), meant(wanted)
    if says == asked:
        return MET
    unclear = isinstance(value, str) and asked in WRITTEN and says not in WRITTEN
    return UNDETERMINED if unclear or alike(value, wanted) else NOT_MET


def shown(answer: Answer) -> str:
    value = answer.value
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


@hookimpl
def reqcheck_criteria() -> list[type[Criterion]]:
    return [Answered]
