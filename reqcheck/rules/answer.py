"""
Answer: what the candidate answered to a question that was asked.
"""

from __future__ import annotations

import re
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
    days_that_matter,
    graded,
    hookimpl,
    listed,
)

YES_NO = {"yes": True, "true": True, "no": False, "false": False}


#: A number as a rule set writes one; what has an exponent could be of any size.
NUMBER = re.compile(r"[+-]?[0-9]{1,30}(\.[0-9]{1,30})?")


@attrs.frozen(kw_only=True)
class Answered:
    """
    The candidate's answer under *key* *equals* the value asked, or is *one_of* several.

    *question* is what to ask where there is no answer yet; a question nobody asked is not
    answered "no".  Two answers that differ in this are not known.
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
        given = [each for each in profile.answers if each.key == self.key and each.value is not None]
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
            template = "the answer to `{key}` is neither yes nor no" if one else "the answers to `{key}` differ"
        where = given[-1].at("value") if given else "/answers/-"
        return Finding.undetermined(
            Reason(code, template, values),
            evidence=evidence, missing=[Missing(where, self.question)],
        )

    def remedies(self, profile: Profile, context: Context) -> list[Remedy]:
        """
        The answer where none was given that can be read; one that was given stands.
        """
        given = [each for each in profile.answers if each.key == self.key and each.value is not None]
        wanted = self._wanted[0]
        value = YES_NO.get(wanted.casefold(), float(wanted) if NUMBER.fullmatch(wanted) else wanted)
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
        if answer.value is None:
            return Considered(answer.pointer, self.key, UNDETERMINED, aside="not answered")
        verdict = _fits(answer, wanted)
        matter = {MET: "", NOT_MET: "another answer", UNDETERMINED: "neither yes nor no"}[verdict]
        compared = Compared("answer", (("value", shown(answer)),), listed(wanted), verdict, matter)
        return Considered(answer.pointer, f"{self.key}: {shown(answer)}", verdict, (compared,))

    @property
    def _wanted(self) -> tuple[str, ...]:
        return self.one_of or (self.equals or "",)

    def turning_points(self, profile: Profile, context: Context, until: date) -> Iterable[date] | None:
        return days_that_matter(profile, context, ("answers",))

    def words(self) -> str:
        return f"{self.question} {listed(self._wanted)}"


def _fits(answer: Answer, wanted: tuple[str, ...]) -> Verdict:
    """
    Whether an answer is one of those wanted; a text that is neither yes nor no answers no such question.
    """
    if any(same(answer, each) for each in wanted):
        return Verdict.MET
    yes_or_no = all(each.casefold() in YES_NO for each in wanted)
    unclear = yes_or_no and isinstance(answer.value, str) and answer.value.strip().casefold() not in YES_NO
    return Verdict.UNDETERMINED if unclear else Verdict.NOT_MET


def same(answer: Answer, wanted: str) -> bool:
    """
    Whether an answer says what a rule set wrote: yes and no, numbers by their value, text by its letters.
    """
    value = answer.value
    if isinstance(value, bool):
        return YES_NO.get(wanted.casefold()) is value
    if isinstance(value, str):
        text = value.strip().casefold()
        return text == wanted.casefold() or (text in YES_NO and YES_NO[text] is YES_NO.get(wanted.casefold()))
    return NUMBER.fullmatch(wanted) is not None and Fraction(str(value)) == Fraction(wanted)


def shown(answer: Answer) -> str:
    value = answer.value
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


@hookimpl
def reqcheck_criteria() -> list[type[Criterion]]:
    return [Answered]
