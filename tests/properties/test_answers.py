"""
Answering a question never surprises.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import profiles
from hypothesis import given, settings
from profiles import EVERY, catalog
from worlds import Document

from reqcheck import Profile, Questionnaire, Report, Status, answered


def form_of(document: Document, criterion: Any, as_of: date, **top: Any) -> Questionnaire:
    """
    What to ask about one required criterion.
    """
    rules = profiles.ruleset({"r": {"criterion": criterion}}, **top)
    return catalog().questionnaire(Profile.from_dict(document), rules, as_of=as_of)


def promised(form: Questionnaire, document: Document, criterion: Any, as_of: date, **top: Any) -> None:
    """
    Every answer that is offered does what it promises to the document as it was given.
    """
    for inquiry in form.inquiries:
        assert bool(inquiry.answers) is not bool(inquiry.left_open)
        for offered in inquiry.answers:
            then = checked(answered(document, offered.patch), criterion, as_of, **top)
            assert offered.decision is then.decision
            assert offered.statuses == {"r": then["r"].status}


def checked(profile: Profile, criterion: Any, as_of: date, **top: Any) -> Report:
    """
    The report on one required criterion.
    """
    return catalog().check(profile, profiles.ruleset({"r": {"criterion": criterion}}, **top), as_of=as_of)


@settings(max_examples=300, deadline=None)
@given(profiles.cases(*EVERY))
def test_an_answer_does_what_it_promises(case: tuple[Document, Any, date]) -> None:
    """
    For every kind, an answer put into the profile gives exactly the status and the decision that it promised.
    """
    document, criterion, as_of = case

    promised(form_of(document, criterion, as_of), document, criterion, as_of)


@settings(max_examples=100, deadline=None)
@given(profiles.cases(*EVERY))
def test_an_answer_about_a_source_does_what_it_promises(case: tuple[Document, Any, date]) -> None:
    """
    The same holds where evidence has to be verified, and sources are asked for.
    """
    document, criterion, as_of = case
    floor = {"evidence": {"at_least": "verified", "within_last": {"days": 120}}}

    promised(form_of(document, criterion, as_of, **floor), document, criterion, as_of, **floor)


@settings(max_examples=100, deadline=None)
@given(profiles.forests())
def test_an_answer_to_a_tree_does_what_it_promises(case: tuple[Document, Any, date]) -> None:
    """
    The same holds for trees of criteria.
    """
    document, criterion, as_of = case

    promised(form_of(document, criterion, as_of), document, criterion, as_of)


@settings(max_examples=100, deadline=None)
@given(profiles.cases(*EVERY))
def test_only_what_is_not_determined_is_asked(case: tuple[Document, Any, date]) -> None:
    """
    There are questions where the requirement is not determined, and nowhere else.
    """
    form = form_of(*case)

    assert bool(form.inquiries) is (form.report["r"].status is Status.UNDETERMINED)
