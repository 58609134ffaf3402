"""
Answer: what the candidate answered to a question that was asked.
"""

from __future__ import annotations

from fractions import Fraction
from typing import ClassVar

import attrs

from reqcheck import Answer, Context, Criterion, Evidence, Finding, Missing, Profile, Reason, hookimpl, listed

YES_NO = {"yes": True, "true": True, "no": False, "false": False}


@attrs.frozen(kw_only=True)
class Answered:
    """
    The candidate's answer under *key* equals the value asked, or is *one_of* several.

    *question* is what to ask where there is no answer yet; a question nobody asked is not
    answered "no".  Two answers that differ in this are not known.
    """

    kind: ClassVar[str] = "answer"

    key: str
    question: str
    equals: str | None = None
    one_of: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        if (self.equals is None) is (not self.one_of):
            msg = "an answer is asked by `equals` or by `one_of`"
            raise ValueError(msg)

    def assess(self, profile: Profile, context: Context) -> Finding:
        given = [each for each in profile.answers if each.key == self.key and each.value is not None]
        wanted = self.one_of or (self.equals or "",)
        fitting = {any(same(each, value) for value in wanted) for each in given}
        evidence = [Evidence.of(each, f"{self.key}: {shown(each)}") for each in given]
        values = {"key": self.key, "wanted": listed(wanted)}
        if fitting == {True}:
            return Finding.of(True, Reason("answer.given", "`{key}` was answered {wanted}", values), evidence=evidence)
        if fitting == {False}:
            return Finding.of(False, Reason("answer.other", "`{key}` was not answered {wanted}", values), evidence=evidence)
        template = "the answers to `{key}` differ" if fitting else "`{key}` was not asked, or not answered"
        where = given[-1].at("value") if given else "/answers/-"
        return Finding.undetermined(
            Reason("answer.differs" if fitting else "answer.unknown", template, values),
            evidence=evidence, missing=[Missing(where, self.question)],
        )

    def words(self) -> str:
        return f"{self.question} {listed(self.one_of or (self.equals or '',))}"


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
    try:
        return "/" not in wanted and Fraction(str(value)) == Fraction(wanted)
    except ValueError:
        return False


def shown(answer: Answer) -> str:
    value = answer.value
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


@hookimpl
def reqcheck_criteria() -> list[type[Criterion]]:
    return [Answered]
