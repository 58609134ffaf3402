"""
Questions as a form to work through: who is asked what, and what each answer would do; and as a document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from reqcheck.questioning import Inquiry, Offered, Questionnaire
from reqcheck.rendering.json import encoded, report_document
from reqcheck.rendering.text import Line, failure_lines, plain
from reqcheck.summary import Tally
from reqcheck.wording import Document, asked_of, decisions, spoken, who

#: Who is asked, as it is read aloud, in the order of the form.
RESPONDENTS: Mapping[str, str] = {
    "candidate": "the candidate",
    "employer": "the employer, or the candidate",
    "registrar": "the registrar of the school",
    "evaluator": "the body that evaluates foreign degrees, or the candidate",
    "program": "the training program",
    "examiners": "the examination board",
    "licensing_board": "the licensing board, or its license look-up",
    "registry": "the agency that keeps the registration",
    "certifying_board": "the certifying board",
    "facility": "the medical staff office of the facility",
    "authority": "the authority that acted",
    "credentialing": "the credentialing office",
    "organization": "whoever keeps the organization's own data",
}
#: What the questions keep of a report.
KEPT = (
    *("decision", "decided_by", "degraded", "candidate", "as_of", "dates", "ruleset", "parameters"),
    *("profile_digest", "vocabulary_digest", "engine", "plugins"),
)


def questions_to_json(questionnaire: Questionnaire) -> str:
    """
    The questions about one candidate as JSON on one line.
    """
    return encoded(questions_document(questionnaire))


def questions_document(questionnaire: Questionnaire) -> dict[str, Any]:
    """
    The questions as `reqcheck.questions/1`: plain values only.
    """
    report = report_document(questionnaire.report)
    return {
        "schema": "reqcheck.questions/1",
        **{name: report[name] for name in KEPT},
        "requirements": [{name: each[name] for name in ("id", "title", "level", "status")} for each in report["requirements"]],
        "questions": [_inquiry(each) for each in questionnaire.inquiries],
        "not_checked": report["not_checked"],
    }


def _inquiry(inquiry: Inquiry) -> dict[str, Any]:
    question = inquiry.question
    return {
        "asks": inquiry.asks.value,
        "pointer": question.pointer,
        "question": question.question,
        "settles": list(question.settles),
        "answers": [_offered(each) for each in inquiry.answers],
        **({"left_open": inquiry.left_open} if inquiry.left_open else {}),
    }


def _offered(offered: Offered) -> dict[str, Any]:
    return {
        "says": offered.says,
        "patch": [dict(each) for each in offered.patch],
        "statuses": {name: status.value for name, status in offered.statuses.items()},
        "decision": offered.decision.value,
    }


# -- the form, as text --------------------------------------------------------------------------


def begin() -> str:
    """
    Nothing stands before the first form.
    """
    return ""


def report(document: Document) -> str:
    """
    One form as plain text.
    """
    return plain(report_lines(document))


def failure(document: Document) -> str:
    """
    One candidate that could not be read, as plain text.
    """
    return plain(failure_lines(document))


def end(tally: Tally) -> str:
    """
    The summary.
    """
    return plain(ending_lines(tally))


def ending_lines(tally: Tally) -> Iterator[Line]:
    """
    The lines behind all forms.
    """
    yield Line(decisions(tally.document()), style="bold")


def report_lines(document: Document) -> Iterator[Line]:
    """
    The lines of one form, grouped by who is asked.
    """
    decision = document["decision"]
    yield Line(f"{who(document)}: {spoken(decision).upper()}", style=decision)
    yield Line(asked_of(document), 2, "quiet")
    titles = {each["id"]: each["title"] for each in document["requirements"]}
    for respondent, words in RESPONDENTS.items():
        asked = [each for each in document["questions"] if each["asks"] == respondent]
        if asked:
            yield from (Line(""), Line(f"ask {words}", 2, "bold"))
            yield from (line for each in asked for line in _question_lines(each, decision, titles))
    if not document["questions"]:
        yield Line("nothing to ask", 2)
    yield Line("")


def _question_lines(question: Document, decision: str, titles: Mapping[str, str]) -> Iterator[Line]:
    """
    One question, what it is for, where its answer belongs, and what each answer would do.
    """
    yield Line(f"- {question['question']}", 4, hang=2)
    yield Line(f"for {_joined(f'{titles[each]} ({each})' for each in question['settles'])}", 6, "quiet", hang=4)
    yield Line(f"the answer belongs to {question['pointer']}", 6, "quiet", hang=4)
    promises: dict[str, list[str]] = {}
    for each in question["answers"]:
        promises.setdefault(_promise(each, question["settles"], decision), []).append(f'"{each["says"]}"')
    if promises and all(_settles_nothing(each, decision) for each in question["answers"]):
        yield Line("it takes more than this answer to settle anything", 6, hang=4)
    else:
        yield from (Line(f"if {' or '.join(says)}: {promise}", 6, hang=4) for promise, says in promises.items())
    if "left_open" in question:
        yield Line(f"left open: {question['left_open']}", 6, hang=4)


def _promise(answer: Document, settles: list[str], decision: str) -> str:
    """
    What an answer would do, in a few words.
    """
    statuses = answer["statuses"]
    alone = list(statuses) == settles and len(settles) == 1
    found = _joined(_status(each) if alone else f"{name} {_status(each)}" for name, each in statuses.items())
    then = spoken(answer["decision"])
    return f'{found}; {"still" if answer["decision"] == decision else "then"} {then}'


def _settles_nothing(answer: Document, decision: str) -> bool:
    return answer["decision"] == decision and set(answer["statuses"].values()) <= {"undetermined", "error"}


def _status(status: str) -> str:
    return "still not known" if status == "undetermined" else spoken(status)


def _joined(words: Iterable[str]) -> str:
    return ", ".join(words)
