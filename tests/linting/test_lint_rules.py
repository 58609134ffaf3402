"""
Every lint rule: its examples are what they say, and the manual has them.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from linting_cases import ON, codes, lint, whole

from reqcheck import LINT_RULES, LintRule, load_ruleset, open_catalog
from reqcheck.linting.linter import chosen
from reqcheck.rendering.lint_rule import lint_rule, lint_rule_markdown

ROOT = Path(__file__).parents[2]
RULES = pytest.mark.parametrize("rule", LINT_RULES, ids=lambda rule: rule.code)


@RULES
def test_the_bad_example_is_found_and_nothing_else_is(rule: LintRule) -> None:
    """
    The bad example of a rule is found by this rule and by no other.
    """
    assert {rule.code} == set(codes(lint(whole(rule.bad))))


@RULES
def test_nothing_is_found_in_the_good_example(rule: LintRule) -> None:
    """
    In the good example of a rule no rule finds anything.
    """
    assert [] == codes(lint(whole(rule.good)))


@RULES
def test_the_manual_has_every_rule(rule: LintRule) -> None:
    """
    The page on lint has the section of each rule, to the letter.
    """
    assert lint_rule_markdown(rule) in (ROOT / "docs" / "lint.md").read_text("utf-8")


@RULES
def test_a_rule_says_what_why_and_how(rule: LintRule) -> None:
    """
    A rule's sentences end, its name is in plain words, and its explanation holds all of it.
    """
    told = " ".join(lint_rule(rule).split())

    assert re.fullmatch(r"RQ\d{3}", rule.code)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
    assert all(each.endswith(".") for each in (rule.finds, rule.why, rule.mend))
    assert all(" ".join(each.split()) in told for each in (rule.finds, rule.why, rule.mend, rule.bad, rule.good))


def test_codes_are_unique_and_in_order() -> None:
    """
    Each rule has a code and a name of its own, and the codes rise.
    """
    found = [each.code for each in LINT_RULES]

    assert sorted(set(found)) == found
    assert len({each.name for each in LINT_RULES}) == len(LINT_RULES)


def test_no_code_is_given_twice() -> None:
    """
    What was released stays what it is: a code keeps its name for good.
    """
    assert {
        "RQ001": "idle-allowance", "RQ002": "unclear-allowance",
        "RQ101": "contradiction", "RQ102": "dead-alternative", "RQ103": "always-met", "RQ104": "more-than-can-be",
        "RQ111": "duplicate-part", "RQ112": "duplicate-requirement", "RQ113": "needless-part", "RQ114": "needless-requirement",
        "RQ201": "years-not-added", "RQ202": "range-as-limit", "RQ203": "title-says-another-number", "RQ204": "more-than-the-time",
        "RQ301": "md-without-do", "RQ302": "do-half-way", "RQ303": "certification-alone-bars",
        "RQ401": "person-in-when", "RQ402": "when-never", "RQ403": "when-always", "RQ404": "unused-parameter",
        "RQ501": "no-basis", "RQ502": "unused-source", "RQ503": "nothing-left-to-people", "RQ504": "no-review-day",
        "RQ505": "review-expired", "RQ506": "no-longer-effective",
        "RQ601": "protected-trait", "RQ602": "graduation-date", "RQ603": "words-for-young", "RQ604": "experience-limited",
        "RQ605": "no-leave", "RQ606": "postal-code",
        "RQ701": "subjective-title", "RQ702": "subjective-question",
    } == {each.code: each.name for each in LINT_RULES}


@pytest.mark.parametrize("name", open_catalog().rulesets())
def test_nothing_is_found_in_the_built_in_rule_sets(name: str) -> None:
    """
    The rule sets that come with reqcheck are clean, and allow nothing.
    """
    ruleset = load_ruleset(name)
    assert ruleset.catalog is not None
    found = ruleset.catalog.lint(ruleset, as_of=ON)

    assert ((), ()) == (found.findings, found.allowed)


@pytest.mark.parametrize("file", sorted((ROOT / "examples").glob("*.yaml")), ids=lambda file: file.name)
def test_nothing_is_found_in_the_examples(file: Path) -> None:
    """
    The rule sets among the examples are clean, and allow nothing.
    """
    catalog = open_catalog(plugins=[ROOT / "examples" / "acme_rules.py"])
    found = catalog.lint(catalog.load_ruleset(file), as_of=ON)

    assert ((), ()) == (found.findings, found.allowed)


def test_rules_are_chosen_by_the_beginning_of_their_codes() -> None:
    """
    `select` and `ignore` take codes and their beginnings; what is ignored is so even if it is selected.
    """
    every = [each.code for each in LINT_RULES]

    assert every == [each.code for each in chosen()]
    assert [each for each in every if each.startswith("RQ6")] == [each.code for each in chosen(["RQ6"])]
    assert ["RQ602"] == [each.code for each in chosen(["RQ601", "RQ602"], ["RQ601"])]
    assert "RQ101" not in [each.code for each in chosen(ignore=["RQ1"])]


@pytest.mark.parametrize("wrong", ["RQ9", "XX", "", "rq101"])
def test_a_code_that_there_is_not_is_refused(wrong: str) -> None:
    """
    What no code begins with is an error that says so.
    """
    with pytest.raises(ValueError, match="no lint code"):
        chosen([wrong])
