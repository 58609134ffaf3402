"""
Differences between two rule sets, each in its sentence.
"""

from __future__ import annotations

from typing import Any

import pytest
from profiles import ON, ruleset
from test_stricter import CARE, CERTIFIED, LICENSE, PHYSICIAN, RESIDENCY

from reqcheck import RuleSetDifferences, diff_rulesets
from reqcheck.rendering.differences import differences_document
from reqcheck.rendering.differing import alteration, sentence

VERIFIED = {"at_least": "verified"}
STATE = {"parameters": {"state": {"type": "jurisdiction"}, "other": {"type": "jurisdiction"}, "years": {"type": "number", "default": 5}}}


def asking(criterion: Any, **other: Any) -> dict[str, Any]:
    """
    One requirement to compare, beside one that never changes.
    """
    return {"r": {"criterion": criterion, "title": "T", **other}, "always": {"criterion": CERTIFIED}}


def differences(old: dict[str, Any], new: dict[str, Any], before: dict[str, Any], after: dict[str, Any]) -> RuleSetDifferences:
    return diff_rulesets(ruleset(old, **before), ruleset(new, **after), as_of=ON).differences


def told(old: dict[str, Any], new: dict[str, Any], **top: Any) -> list[str]:
    """
    What is told of the only requirement.
    """
    (found,) = differences_document(differences(old, new, top, top))["requirements"]
    return [text for text, _ in alteration(found)]


#: What was asked, what is asked, and what is said of that.
SENTENCES: tuple[tuple[dict[str, Any], dict[str, Any], list[str]], ...] = (
    (asking(LICENSE), asking({**LICENSE, "unrestricted": True}), ["stricter: `unrestricted` is yes, was no"]),
    (asking({**CARE, "within_last": {"years": 5}}), asking(CARE), ["looser: `within_last` is gone; it was 5 years"]),
    (asking(CARE), asking(CARE, level="preferred"), ["looser: `level` is preferred, was required"]),
    (asking(CARE, level="preferred"), asking(CARE, level="review"), ["stricter: `level` is review, was preferred"]),
    (asking(CARE, title="U"), asking(CARE), ["`title` is T, was U"]),
    (asking(LICENSE), asking(PHYSICIAN), ["changed: `criterion` is MD or DO degree, was active medical license"]),
    (asking(LICENSE), asking(LICENSE, evidence=VERIFIED), ["stricter: `evidence` is verified, was claimed"]),
    (
        asking({"all_of": [LICENSE, CARE]}),
        asking({"all_of": [LICENSE, {**CARE, "years": 2}]}),
        ["stricter: all_of: 1 year of clinical experience: `years` is 2, was 1"],
    ),
    (asking(LICENSE), asking({"any_of": [LICENSE, PHYSICIAN]}), ["looser: this will do as well: MD or DO degree"]),
    (
        asking(LICENSE, evidence=VERIFIED),
        asking({"any_of": [{**LICENSE, "evidence": VERIFIED}, PHYSICIAN]}),
        ["looser: this will do as well: MD or DO degree"],
    ),
    (
        asking(LICENSE, evidence=VERIFIED),
        asking({"all_of": [LICENSE, PHYSICIAN]}, evidence=VERIFIED),
        ["stricter: asks besides: MD or DO degree"],
    ),
    (asking({"none_of": [LICENSE, PHYSICIAN]}), asking({"none_of": [LICENSE]}), ["looser: no longer rules out: MD or DO degree"]),
    (
        asking({"all_of": [{"any_of": [LICENSE, PHYSICIAN]}, CARE]}),
        asking({"all_of": [{"any_of": [LICENSE]}, CARE]}),
        ["stricter: inside all_of: this will no longer do: MD or DO degree"],
    ),
    (
        asking({"some_of": {"at_least": 1, "of": [LICENSE, PHYSICIAN]}}),
        asking({"some_of": {"at_least": 2, "of": [LICENSE, PHYSICIAN]}}),
        ["stricter: `at_least` is 2, was 1"],
    ),
    (asking(RESIDENCY), {"s": {"criterion": RESIDENCY, "title": "T"}, "always": {"criterion": CERTIFIED}}, ["the same was called `r`"]),
)


@pytest.mark.parametrize(("old", "new", "expected"), SENTENCES)
def test_each_difference_has_its_sentence(old: dict[str, Any], new: dict[str, Any], expected: list[str]) -> None:
    """
    What it is, what it was, and what that does.
    """
    assert told(old, new) == expected


def test_a_value_that_a_parameter_gives_names_it() -> None:
    """
    A parameter in the place of a number is one more thing to tell; where the number is the same, nothing is.
    """
    fixed, given = asking({**CARE, "years": 5}), asking({**CARE, "years": "$years"})
    more = asking({**CARE, "years": 7})

    assert told(more, given, **STATE) == ["looser: `years` is 5, was 7 (set by `years`)"]
    assert differences(fixed, given, STATE, STATE).requirements == ()


def test_a_value_that_is_not_set_is_compared_by_its_parameter() -> None:
    """
    The same parameter is the same, another one is not, whatever it may be set to.
    """
    license_ = {**LICENSE, "jurisdiction": "$state"}
    other = {**LICENSE, "jurisdiction": "$other"}

    assert differences(asking(license_), asking({**license_, "status": "active"}), STATE, STATE).requirements == ()
    assert told(asking(license_), asking(other), **STATE) == [
        "changed: `jurisdiction` is what `other` is set to, was what `state` is set to (set by `state` and `other`)"
    ]


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ({"state": "US-CA"}, "looser: `when` is new: state US-CA"),
        (LICENSE, "changed: `when` is new: kind license, type medical"),
    ],
)
def test_what_is_asked_in_some_cases_only(when: dict[str, Any], expected: str) -> None:
    """
    By the value of a parameter it is asked or not; a criterion leaves that open for some.
    """
    assert told(asking(CARE), asking(CARE, when=when), **STATE) == [expected]


def test_the_rest_of_the_document() -> None:
    """
    Parameters, sources, what is left to people, floors and lengths of time, each in a sentence.
    """
    before = {"parameters": {"y": {"type": "number", "default": 3}}, "not_checked": ["Wit"], "sources": {"law": {"title": "Law"}}}
    after = {
        "parameters": {"y": {"type": "number", "default": 4}, "z": {"type": "text"}},
        "not_checked": ["Patience"],
        "evidence": VERIFIED,
        "status_lasts": 90,
    }
    found = differences_document(differences(asking(CARE), asking(CARE), before, after))

    assert found["requirements"] == []
    assert [sentence(each) for each in found["whole"]] == [
        "changed: `status_lasts` is 90, was 120",
        "stricter: `evidence` is verified, was claimed",
        "parameter y: default is 4, was 3",
        "parameter z is new: text",
        "source law is gone; it was Law",
        "no longer leaves to people: Wit",
        "leaves to people: Patience",
    ]


def test_another_order_and_other_parts_are_told() -> None:
    """
    What stands in the document and is not compared word by word is named.
    """
    two = {**asking(CARE), "s": {"criterion": LICENSE}}
    turned = dict(reversed(two.items()))
    found = differences(two, turned, {}, {"tests": []})

    assert (found.requirements, found.reordered, found.others, found.same) == ((), True, ("tests",), False)
