"""
The kind `answer`: what the candidate answered to a question that was asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from kinds import (
    MET,
    NOT_MET,
    UNDETERMINED,
    Case,
    asked,
    assess,
    cited,
    column,
    looked_at,
    misfit,
    questions,
    row,
    verdict,
)

if TYPE_CHECKING:
    from _pytest.mark.structures import ParameterSet

    from reqcheck import Verdict

Record = dict[str, Any]

ASKS = 'kind: answer, key: travel, question: "Can you travel?"'


def said(*values: Any) -> list[Record]:
    """
    Answers to the question.
    """
    return [{"key": "travel", "value": each} for each in values]


def case(name: str, settings: str, answers: list[Record] | None, expected: Verdict, **fields: Any) -> ParameterSet:
    return row(name, f"{{{ASKS}, {settings}}}", {"answers": answers, **fields}, expected)


YES_OR_NO = [
    case("yes", "equals: yes", said(True), MET),
    case("yes-as-text", "equals: yes", said("yes"), MET),
    case("yes-in-capitals", "equals: yes", said(" YES "), MET),
    case("yes-in-another-word", "equals: yes", said("true"), MET),
    case("yes-asked-in-another-word", "equals: true", said(True), MET),
    case("yes-asked-in-another-word-and-said-in-text", "equals: true", said("yes"), MET),
    case("yes-asked-with-a-capital", "equals: Yes", said(True), MET),
    case("yes-asked-with-a-capital-and-said-in-text", "equals: Yes", said("true"), MET),
    case("yes-asked-and-no-said", "equals: yes", said(False), NOT_MET),
    case("yes-asked-and-no-said-as-text", "equals: yes", said("no"), NOT_MET),
    case("no", "equals: no", said(False), MET),
    case("no-as-text", "equals: no", said("No"), MET),
    case("no-asked-with-a-capital", "equals: No", said(False), MET),
    case("no-asked-and-yes-said", "equals: no", said(True), NOT_MET),
    case("no-is-not-nothing", "equals: no", None, UNDETERMINED),
    case("zero-is-not-no", "equals: no", said(0), NOT_MET),
    case("one-is-not-yes", "equals: yes", said(1), NOT_MET),
    case("yes-is-not-one", "equals: 1", said(True), NOT_MET),
]

VALUES = [
    case("number", "equals: 5", said(5), MET),
    case("number-with-a-fraction", "equals: 2.5", said(2.5), MET),
    case("number-in-another-form", "equals: 5.0", said(5), MET),
    case("number-that-is-not-a-sum-of-halves", "equals: 0.1", said(0.1), MET),
    case("number-another", "equals: 5", said(6), NOT_MET),
    case("number-negative", "equals: -5", said(-5), MET),
    case("number-large", "equals: 1000000000000000", said(10**15), MET),
    case("number-as-text", "equals: 5", said("5"), MET),
    case("number-for-text", "equals: five", said(5), NOT_MET),
    case("text", "equals: West Coast", said("West Coast"), MET),
    case("text-in-other-capitals", "equals: West Coast", said("west coast"), MET),
    case("text-with-space-around", "equals: West Coast", said(" West Coast\n"), MET),
    case("text-another", "equals: West Coast", said("East Coast"), NOT_MET),
    case("text-empty", "equals: West Coast", said(""), UNDETERMINED),
    case("text-empty-for-no", "equals: no", said("  "), UNDETERMINED),
    case("text-of-signs-only", "equals: West Coast", said(" - "), UNDETERMINED),
    case("text-empty-beside-another", "equals: West Coast", said("", "East Coast"), NOT_MET),
    case("text-with-accents-in-another-form", "equals: Z\u00fcrich", said("Zu\u0308rich"), MET),
    case("text-with-other-punctuation", "equals: US citizen", said("U.S. citizen"), MET),
    case("text-with-other-blanks", "equals: full-time", said("Full  time."), MET),
    case("text-with-a-number-and-a-stop", "equals: Grade 5", said("grade 5."), MET),
    case("text-that-differs-within-a-number", "equals: 35 years", said("3.5 years"), UNDETERMINED),
    case("text-that-differs-in-the-sign-of-a-grade", "equals: B", said("B-"), UNDETERMINED),
    case("text-that-doubts", "equals: yes", said("yes?"), UNDETERMINED),
    case("number-as-text-in-another-form", "equals: 5", said("5.0"), MET),
    case("number-as-text-another", "equals: 50", said("5.0"), NOT_MET),
    case("number-as-text-below-nothing", "equals: 5", said("-5"), NOT_MET),
    case("one-of-yes-and-a-word", "one_of: [yes, perhaps]", said("maybe"), UNDETERMINED),
    case("one-of-yes-and-a-word-said", "one_of: [yes, perhaps]", said("Perhaps"), MET),
    case("one-of-yes-and-a-word-denied", "one_of: [yes, perhaps]", said(False), NOT_MET),
    case("one-of-the-first", "one_of: [West, East]", said("west"), MET),
    case("one-of-the-last", "one_of: [West, East]", said("East"), MET),
    case("one-of-none", "one_of: [West, East]", said("North"), NOT_MET),
    case("one-of-one", "one_of: West", said("West"), MET),
    case("one-of-numbers", "one_of: [1, 2]", said(2), MET),
]

SEVERAL = [
    case("agreeing", "equals: yes", said(True, "yes"), MET),
    case("agreeing-against-it", "equals: yes", said(False, "no"), NOT_MET),
    case("differing", "equals: yes", said(True, False), UNDETERMINED),
    case("differing-in-nothing-that-is-asked", "one_of: [West, East]", said("West", "East"), MET),
    case("differing-against-it", "one_of: [West, East]", said("North", "South"), NOT_MET),
    case("one-of-them-without-a-value", "equals: yes", said(True, None), MET),
    case("other-question", "equals: yes", [{"key": "relocate", "value": True}], UNDETERMINED),
    case("other-question-beside-it", "equals: yes", [{"key": "relocate", "value": False}, *said(True)], MET),
    case("value-absent", "equals: yes", said(None), UNDETERMINED),
    case("key-absent", "equals: yes", [{"value": True}], UNDETERMINED),
    case("section-absent", "equals: yes", None, UNDETERMINED),
    case("section-empty", "equals: yes", [], UNDETERMINED),
    case("section-known-to-be-empty", "equals: yes", None, UNDETERMINED, none=["answers"]),
    case("section-known-to-be-empty-for-no", "equals: no", None, UNDETERMINED, none=["answers"]),
    case("section-partial", "equals: yes", said(True), MET, partial=["answers"]),
]

TABLE = [*YES_OR_NO, *VALUES, *SEVERAL]


@pytest.mark.parametrize("case", TABLE)
def test_the_verdict_on_an_answer(case: Case) -> None:
    """
    An answer is met or not met by what was said, and not known where nothing was.
    """
    assert case.expected is case.verdict


@pytest.mark.parametrize(
    ("answers", "pointers"),
    [
        pytest.param([{"key": "relocate", "value": True}, *said(True)], ["/answers/1"], id="met"),
        pytest.param(said(False), ["/answers/0"], id="not-met"),
        pytest.param(said(True, False), ["/answers/0", "/answers/1"], id="differing"),
        pytest.param([], [], id="nothing-said"),
    ],
)
def test_the_answers_are_the_evidence(answers: list[Record], pointers: list[str]) -> None:
    """
    Every answer to the question is cited, and no other.
    """
    found = assess(f"{{{ASKS}, equals: yes}}", {"answers": answers})

    assert pointers == cited(found)


@pytest.mark.parametrize(
    ("answers", "pointer"),
    [
        pytest.param([], "/answers/-", id="nothing-said"),
        pytest.param(said(True, False), "/answers/1/value", id="differing"),
    ],
)
def test_the_question_of_the_rule_set_is_asked(answers: list[Record], pointer: str) -> None:
    """
    Where there is no answer the rule set's own question is asked.
    """
    found = assess(f"{{{ASKS}, equals: yes}}", {"answers": answers})

    assert [pointer] == asked(found)
    assert questions(found) == "Can you travel?"


@pytest.mark.parametrize(
    ("answers", "reason", "looked"),
    [
        pytest.param([], "answer.unknown: `travel` was not asked, or not answered", [("", UNDETERMINED)], id="nothing-said"),
        pytest.param(said(None), "answer.unknown: `travel` was not asked, or not answered", [("not answered", UNDETERMINED)], id="not-answered"),
        pytest.param(said("perhaps"), "answer.unclear: whether the answer to `travel` is yes is not known", [("", UNDETERMINED)], id="unclear"),
        pytest.param(said(True, False), "answer.differs: the answers to `travel` differ", [("", MET), ("", NOT_MET)], id="differing"),
        pytest.param(said("", True), "answer.given: `travel` was answered yes", [("not answered", UNDETERMINED), ("", MET)], id="answered-once"),
    ],
)
def test_what_is_not_known_of_an_answer_is_told_apart(answers: list[Record], reason: str, looked: list[tuple[str, Verdict]]) -> None:
    """
    No answer, an answer that cannot be read and answers that differ are not the same; an empty one is set aside.
    """
    criterion = f"{{{ASKS}, equals: yes}}"

    found = assess(criterion, {"answers": answers})

    assert reason == f"{found.reason.code}: {found.reason.text}"
    assert looked == [(each.aside, each.verdict) for each in looked_at(criterion, {"answers": answers})]


@pytest.mark.parametrize("equals", ["1/0", "five", "5 5", "nan", "inf"])
def test_a_number_is_not_what_is_no_number(equals: str) -> None:
    """
    Text that only looks like a number is another answer, not an error.
    """
    found = assess(f"{{{ASKS}, equals: {equals}}}", {"answers": said(5)})

    assert found.error is None
    assert verdict(found) is NOT_MET


@pytest.mark.parametrize("equals", ["yes", "5", "West {Coast}"])
def test_the_reason_says_what_was_wanted(equals: str) -> None:
    """
    What the rule set wants stands in the reason, whatever signs are in it.
    """
    found = assess(f'{{{ASKS}, equals: "{equals}"}}', {"answers": said("something else")})

    assert equals in found.reason.text


@pytest.mark.parametrize(
    ("text", "at", "says"),
    [
        pytest.param("{kind: answer, question: Q, equals: yes}", "{", "`key` is missing", id="no-key"),
        pytest.param("{kind: answer, key: k, equals: yes}", "{", "`question` is missing", id="no-question"),
        pytest.param("{kind: answer, key: k, question: Q}", "{", "`equals` or by `one_of`", id="no-value"),
        pytest.param("{kind: answer, key: k, question: Q, equals: 1, one_of: [1, 2]}", "{", "`equals` or by `one_of`", id="two-values"),
        pytest.param("{kind: answer, key: k, question: Q, equals: [1, 2]}", "[1", "must be text", id="a-list-for-a-value"),
        pytest.param("{kind: answer, key: k, question: Q, one_of: []}", "[]", "an empty list", id="an-empty-list"),
        pytest.param("{kind: answer, key: k, question: Q, equals: }", "}", "nothing stands here", id="nothing-for-a-value"),
        pytest.param("{kind: answer, key: k, question: Q, equal: yes}", "equal:", "did you mean `equals`?", id="unknown-setting"),
    ],
)
def test_settings_that_do_not_fit_are_refused_at_their_place(text: str, at: str, says: str) -> None:
    """
    A wrong setting is an error where it stands, with a suggestion where one is near.
    """
    problem = misfit(text)

    assert text.index(at) + 1 == column(problem)
    assert says in problem.message
