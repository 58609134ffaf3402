"""
What a caller hands over: a value of another type than it must be is told in a sentence.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable
from copy import copy
from datetime import UTC, date, datetime
from functools import partial
from typing import Any

import pytest

from reqcheck import (
    Profile,
    Report,
    RuleSet,
    check,
    check_many,
    compare_rulesets,
    diff_rulesets,
    forecast,
    gap,
    lint,
    load_ruleset,
    open_catalog,
    questionnaire,
    render,
    ruleset_from_yaml,
    witnesses,
)

ON = date(2026, 11, 22)
EMPTY = Profile.from_dict({})


@pytest.fixture(scope="module")
def ruleset() -> RuleSet:
    return load_ruleset("clinical-director")


def asked_of_a_document(call: Callable[..., object], rules: RuleSet) -> object:
    return call({}, rules, as_of=ON)


def asked_by_name(call: Callable[..., object], rules: RuleSet) -> object:
    return call(EMPTY, rules.id, as_of=ON)


#: What is wrong with each call, and how it is told.
WRONG: dict[str, tuple[Callable[[Any], object], str]] = {
    "a day in words": (lambda rules: check(EMPTY, rules, as_of="2026-11-22"), "`as_of` is a date, such as date(2026, 11, 22), not a value of type str"),  # type: ignore[arg-type]
    "no day": (lambda rules: check(EMPTY, rules, as_of=None), "`as_of` is a date, such as date(2026, 11, 22), not None"),  # type: ignore[arg-type]
    "a time of a day": (
        lambda rules: check(EMPTY, rules, as_of=datetime(2026, 11, 22, tzinfo=UTC)),
        "`as_of` is a day, not a datetime; hand over its `.date()`",
    ),
    "a last day in words": (
        lambda rules: forecast(EMPTY, rules, as_of=ON, until="2027-01-01"),  # type: ignore[arg-type]
        "`until` is a date, such as date(2026, 11, 22), not a value of type str",
    ),
    "a named day in words": (
        lambda rules: check(EMPTY, rules, as_of=ON, dates={"start": "2027-01-01"}),  # type: ignore[dict-item]
        "`start` is a date, such as date(2026, 11, 22), not a value of type str",
    ),
    "parameters as a list": (
        lambda rules: check(EMPTY, rules, as_of=ON, parameters=[("healthcare_years", 3)]),  # type: ignore[arg-type]
        "`parameters` is a mapping from names to values, not a value of type list",
    ),
    **{
        f"a document for {call.__name__}": (
            partial(asked_of_a_document, call),
            "a candidate is a Profile, not a value of type dict; read one with `Profile.from_dict`, `Profile.from_json` or `load_profile`",
        )
        for call in (check, forecast, gap, questionnaire, witnesses)
    },
    **{
        f"the name of a rule set for {call.__name__}": (
            partial(asked_by_name, call),
            "a rule set is what `load_ruleset` returns, not a value of type str",
        )
        for call in (check, check_many, forecast, gap, questionnaire, witnesses)
    },
    "a name to compare": (lambda rules: compare_rulesets([rules, "x"]), "a rule set is what `load_ruleset` returns, not a value of type str"),  # type: ignore[list-item]
    "a name to hold against": (
        lambda rules: diff_rulesets("x", rules, as_of=ON),  # type: ignore[arg-type]
        "a rule set is what `load_ruleset` returns, not a value of type str",
    ),
    "a number for a rule set": (lambda _: load_ruleset(7), "a rule set is named by its id or by a path, not a value of type int"),  # type: ignore[arg-type]
    "one candidate for several": (
        lambda rules: check_many("one.jsonl", rules, as_of=ON),
        "`candidates` is a list, not a value of type str; put a single one in brackets",
    ),
    "one plugin for several": (
        lambda _: open_catalog(plugins="acme.py"),
        "`plugins` is a list, not a value of type str; put a single one in brackets",
    ),
    "one code for several": (
        lambda rules: lint(rules, as_of=ON, ignore="RQ7"),
        "`ignore` is a list, not a value of type str; put a single one in brackets",
    ),
    "the bytes of a rule set": (
        lambda _: ruleset_from_yaml(b"id: x"),  # type: ignore[arg-type]
        "a rule set is read from a str here, not from a value of type bytes",
    ),
    "a text for results": (lambda _: render("[]"), "`results` is a list, not a value of type str; put a single one in brackets"),  # type: ignore[arg-type]
    "a document for its text": (lambda _: Profile.from_json({}), "a JSON text is a str or bytes, not a value of type dict"),  # type: ignore[arg-type]
}


@pytest.mark.parametrize("case", WRONG)
def test_an_argument_of_another_type_is_told_in_a_sentence(ruleset: RuleSet, case: str) -> None:
    """
    Whoever hands over something else is told what to hand over, and by its name.
    """
    call, told = WRONG[case]
    with pytest.raises(TypeError) as raised:
        call(ruleset)

    assert told == str(raised.value)


@pytest.fixture
def report(ruleset: RuleSet) -> Report:
    return check(EMPTY, ruleset, as_of=ON)


def test_a_report_at_a_glance_is_short(report: Report) -> None:
    """
    A report says of itself who, what follows and how each requirement stands, and not what it was made from.
    """
    assert "health-degree: undetermined" in repr(report)
    assert len(repr(report)) < 500


def test_a_report_is_not_pickled(report: Report) -> None:
    """
    Who sends a report to another process is told what to send instead.
    """
    with pytest.raises(TypeError, match=r"send its `to_json\(\)`"):
        pickle.dumps(report)


def test_a_report_is_copied_as_itself(report: Report) -> None:
    """
    A report never changes, so that its copy is the report.
    """
    assert copy(report) is report
