"""
Questions with their answers: who can be asked, what may be answered, and what each answer would do.

What an answer would do is not reckoned: the answer is put into the profile, and the profile is checked
again.  So no answer that is offered surprises anybody.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping
from itertools import chain
from typing import Any

import attrs

from reqcheck.errors import DocumentError
from reqcheck.patching import Patch, patched, value_at
from reqcheck.profile import Profile
from reqcheck.replies import Reply, replies_to
from reqcheck.report import Decision, Question, Report, Status

#: How many questions have their answers tried, fewer where a profile has very many records; the rest are asked only.
TRIED = 100
RECORDS_TRIED = 20_000


class Respondent(enum.StrEnum):
    """
    Who can answer a question.
    """

    CANDIDATE = "candidate"
    EMPLOYER = "employer"
    REGISTRAR = "registrar"
    EVALUATOR = "evaluator"
    PROGRAM = "program"
    EXAMINERS = "examiners"
    LICENSING_BOARD = "licensing_board"
    REGISTRY = "registry"
    CERTIFYING_BOARD = "certifying_board"
    FACILITY = "facility"
    AUTHORITY = "authority"
    CREDENTIALING = "credentialing"
    ORGANIZATION = "organization"


#: Who knows about the records of a section; about all others it is the candidate.
KNOWS: Mapping[str, Respondent] = {
    "education": Respondent.REGISTRAR,
    "training": Respondent.PROGRAM,
    "exams": Respondent.EXAMINERS,
    "licenses": Respondent.LICENSING_BOARD,
    "registrations": Respondent.REGISTRY,
    "certifications": Respondent.CERTIFYING_BOARD,
    "positions": Respondent.EMPLOYER,
    "privileges": Respondent.FACILITY,
    "sanctions": Respondent.AUTHORITY,
    "screenings": Respondent.CREDENTIALING,
    "sources": Respondent.CREDENTIALING,
    "extensions": Respondent.ORGANIZATION,
}


@attrs.frozen
class Offered:
    """
    An answer that is offered: in words, as a patch, and what it would do.

    *statuses* are those of the requirements that the question is about, and of all others that change.
    """

    says: str
    patch: tuple[Mapping[str, Any], ...]
    decision: Decision
    statuses: Mapping[str, Status]


@attrs.frozen
class Inquiry:
    """
    A question, who can answer it, and the answers that are offered; with none, *left_open* says why.
    """

    question: Question
    asks: Respondent
    answers: tuple[Offered, ...]
    left_open: str = ""


@attrs.frozen
class Questionnaire:
    """
    All questions of a report, with their answers.
    """

    report: Report
    inquiries: tuple[Inquiry, ...]

    def to_json(self) -> str:
        """
        The questions as a JSON document, `reqcheck.questions/1`.
        """
        from reqcheck.rendering.questions import questions_to_json

        return questions_to_json(self)


def inquire(report: Report, check: Callable[[Profile], Report]) -> Questionnaire:
    """
    What to ask after a *report*; *check* checks the profile with an answer as the report was made.
    """
    document, questions = report.profile.to_dict(), report.questions
    records = sum(len(each) for each in document.values() if isinstance(each, list | tuple))
    tried = max(1, min(TRIED, RECORDS_TRIED // max(records, 1)))
    left_open = f"only the answers to the first {tried} questions are tried"
    return Questionnaire(report, (
        *(_inquiry(each, report, document, check) for each in questions[:tried]),
        *(Inquiry(each, asked_of(each.pointer), (), left_open) for each in questions[tried:]),
    ))


def answered(profile: Profile | Mapping[str, Any], answers: Patch) -> Profile:
    """
    The profile with some answers, read as strictly as any other; raises `DocumentError`.

    Answers are operations of a JSON patch (`add`, `replace`, `test`) or values by their pointers:
    ``{"/licenses/0/expires": "2027-06-30"}``; `/licenses/-` is one more record.
    """
    document = profile.to_dict() if isinstance(profile, Profile) else profile
    return Profile.from_dict(patched(document, answers))


def asked_of(pointer: str) -> Respondent:
    """
    Who can say what belongs to a pointer.
    """
    section, *rest = pointer[1:].split("/")
    if rest[-1:] == ["source"]:
        return Respondent.CREDENTIALING
    if not rest and section == "sanctions":
        return Respondent.CREDENTIALING
    if (not rest or rest[0] == "-") and section not in ("screenings", "extensions"):
        return Respondent.CANDIDATE
    if rest[1:] == ["equivalence"]:
        return Respondent.EVALUATOR
    return KNOWS.get(section, Respondent.CANDIDATE)


def _inquiry(
    question: Question, report: Report, document: dict[str, Any], check: Callable[[Profile], Report]
) -> Inquiry:
    """
    A question with the answers to it that can be offered.
    """
    one = question.pointer.endswith("/-")
    same = (each.settles for each in report.questions if each.pointer == question.pointer and not one)
    asking = [report[each].requirement for each in dict.fromkeys(chain(question.settles, *same))]
    criteria = [each for requirement in asking for each in (requirement.criterion, requirement.when)]
    known = report.bound.catalog.vocabulary if report.bound.catalog is not None else None
    replies = replies_to(question.pointer, question.question, document, criteria, report.as_of, known)
    offered = tuple(found for each in replies if (found := _offered(each, question, report, document, check)))
    return Inquiry(question, asked_of(question.pointer), offered, "" if offered else _why_none(question.pointer, document))


def _offered(
    reply: Reply, question: Question, report: Report, document: dict[str, Any], check: Callable[[Profile], Report]
) -> Offered | None:
    """
    A reply with what it would do; nothing where no profile can say it, or where it hopes in vain.
    """
    try:
        then = check(answered(document, reply.patch))
    except DocumentError:
        return None
    statuses = {
        before.id: after.status
        for before, after in zip(report, then, strict=True)
        if before.id in question.settles or before.status is not after.status
    }
    if reply.hoped and Status.MET not in [statuses[each] for each in question.settles]:
        return None
    return Offered(reply.says, reply.patch, then.decision, statuses)


def _why_none(pointer: str, document: dict[str, Any]) -> str:
    """
    Why no answer to a question can be offered.
    """
    if pointer.startswith("/extensions"):
        return "these are the organization's own data, which only it can fill in"
    if value_at(document, pointer) is None:
        return "what is true has to be written there; no answer can be foretold"
    return "what stands there is not recognized or not certain: replace it by the word or value that is"
