"""
Lint of any rule set: it ends, says the same again, in order; and what it calls needless is needless.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import assume, given, reject, settings
from hypothesis import strategies as st
from profiles import (
    APART,
    AS_OF,
    EVERY,
    KINDS,
    MET,
    NOT_MET,
    ON,
    catalog,
    documents,
    outcomes,
    ruleset,
    trees,
)
from worlds import Criterion

from reqcheck import DocumentError, Linted, RuleSet
from reqcheck.linting.conjunction import clashes, facts
from reqcheck.linting.linter import linted
from reqcheck.linting.reading import Reading
from reqcheck.linting.registry import CODES

TEXTS = st.text(st.characters(exclude_categories=["Cs"], max_codepoint=0xFFFF), max_size=40) | st.sampled_from(["3-5 years", "Recent graduate", "Strong", "# reqcheck: allow RQ301", "::error::x%0A", "a\nb"])


@st.composite
def criteria(draw: st.DrawFn, as_of: date) -> Criterion:
    """
    A tree of leaves of any kinds, the same ones more than once.
    """
    kinds = draw(st.lists(st.sampled_from(sorted(EVERY)), min_size=1, max_size=2))
    leaves = [draw(EVERY[kind][0](as_of)) for kind in draw(st.lists(st.sampled_from(kinds), min_size=1, max_size=4))]
    return draw(trees(leaves))


@st.composite
def rulesets(draw: st.DrawFn) -> RuleSet:
    """
    A rule set of several requirements, with titles, levels and conditions.
    """
    texts = TEXTS.filter(str.strip)
    named = draw(st.lists(texts, min_size=1, max_size=3, unique=True))
    requirements: dict[str, Any] = {}
    for index, name in enumerate(named):
        when = draw(st.sampled_from([None, {"p": "a"}, {"p": ["a", "b"]}, {"kind": "answer", "key": "k", "question": "Q?", "equals": "x"}]))
        level = "required" if not index else draw(st.sampled_from(["required", "review", "preferred"]))
        entry = {"criterion": draw(criteria(ON)), "title": draw(texts), "level": level, "when": when}
        requirements[name] = {key: value for key, value in entry.items() if value is not None}
    try:
        return ruleset(requirements, parameters={"p": {"one_of": ["a", "b"], "title": draw(texts)}})
    except DocumentError:
        reject()


@settings(derandomize=True, deadline=None, max_examples=80)
@given(rules=rulesets())
def test_lint_of_any_rule_set_ends_in_order_and_again_the_same(rules: RuleSet) -> None:
    """
    No rule set that loads makes lint fail; findings are sorted by place, stand in the text, and come again.
    """
    found = _linted(rules)
    lines = rules.text.split("\n")
    keys = [(each.place.line, each.place.column, each.code) for each in found.findings]

    assert sorted(keys) == keys
    assert all(each.line == lines[each.place.line - 1] and 1 <= each.place.column <= len(each.line) + 1 for each in found.findings)
    assert {each.code for each in found.findings} <= set(CODES)
    assert repr(_linted(rules)) == repr(found)


def _linted(rules: RuleSet) -> Linted:
    return linted(rules, catalog()._settings, ON)


def reading(*asked: Criterion) -> Reading:
    """
    The reading of these criteria, one requirement each.
    """
    rules = ruleset({f"r{number}": {"criterion": each} for number, each in enumerate(asked)})
    return Reading(rules, catalog()._settings, ON, CODES)


def varied(leaf: Criterion, other: Criterion, draw: Any) -> Criterion:
    """
    The leaf with some settings of another one of its kind, so that the two are near.
    """
    both = {**leaf, **{name: value for name, value in other.items() if draw(st.booleans())}}
    lengths = [name for name in ("years", "months", "days") if name in both]
    for name in lengths[1:]:
        del both[name]
    return both


@pytest.mark.parametrize("kind", sorted(EVERY))
@settings(derandomize=True, deadline=None, max_examples=40)
@given(data=st.data())
def test_who_meets_what_implies_meets_what_is_implied(kind: str, data: st.DataObject) -> None:
    """
    If one criterion is said to imply another, nobody meets the one and certainly not the other.
    """
    as_of = data.draw(st.sampled_from(AS_OF))
    make, makers = EVERY[kind]
    one = data.draw(make(as_of))
    other = varied(one, data.draw(make(as_of)), data.draw)
    if kind == "experience from" and one["counts_from"] != other["counts_from"]:
        other = {**other, "counts_from": one["counts_from"]}
    read = reading(one, other)
    assume(read.comparison.implies(read.asked[0].part, read.asked[1].part))
    document = data.draw(documents(as_of, 2, **makers))

    if outcomes(document, one, as_of) is MET:
        assert outcomes(document, other, as_of) is not NOT_MET


#: Trees of two leaves of which the first implies the second, whatever the leaves are.
IMPLYING: tuple[Callable[[Criterion, Criterion], tuple[Criterion, Criterion]], ...] = (
    lambda a, b: ({"all_of": [a, b]}, a),
    lambda a, b: ({"all_of": [a, b]}, {"any_of": [b, a]}),
    lambda a, b: ({"all_of": [a, b]}, {"all_of": [b, a]}),
    lambda a, b: (b, {"any_of": [a, b]}),
    lambda a, b: ({"none_of": [a, b]}, {"none_of": [b]}),
    lambda a, b: ({"any_of": [a, {"all_of": [a, b]}]}, a),
    lambda a, b: ({"some_of": {"at_least": 1, "of": [a, b]}}, {"some_of": {"at_least": 1, "of": [b, a]}}),
)


@settings(derandomize=True, deadline=None, max_examples=60)
@given(data=st.data())
def test_trees_imply_what_follows_from_them(data: st.DataObject) -> None:
    """
    What follows from a tree by its form is implied, and nobody meets the one and certainly not the other.
    """
    kinds = data.draw(st.lists(st.sampled_from(APART), min_size=2, max_size=2, unique=True))
    one, other = data.draw(st.sampled_from(IMPLYING))(*(data.draw(KINDS[kind][0](ON)) for kind in kinds))
    read = reading(one, other)
    makers = {name: maker for kind in kinds for name, maker in KINDS[kind][1].items()}
    document = data.draw(documents(ON, 1, **makers))

    assert read.comparison.implies(read.asked[0].part, read.asked[1].part)
    if outcomes(document, one) is MET:
        assert outcomes(document, other) is not NOT_MET


@settings(derandomize=True, deadline=None, max_examples=60)
@given(data=st.data())
def test_nobody_meets_what_contradicts_itself(data: st.DataObject) -> None:
    """
    Two criteria that are said to clash are never both met.
    """
    kind = data.draw(st.sampled_from(sorted(KINDS)))
    leaves = [data.draw(KINDS[kind][0](ON)) for _ in range(2)]
    one, near = leaves[0], varied(leaves[0], leaves[1], data.draw)
    other = {"none_of": [{**near, "counts_from": one["counts_from"]} if "counts_from" in one else near]}
    read = reading(one, other)
    assume(any(clashes(facts(read.asked[0].part), facts(read.asked[1].part), read.comparison)))
    document = data.draw(documents(ON, 2, **KINDS[kind][1]))

    assert not (outcomes(document, one) is MET and outcomes(document, other) is MET)


def test_work_since_milestones_of_two_kinds_is_not_compared() -> None:
    """
    Of work that counts from a degree and work that counts from a license neither implies the other.
    """
    work = {"kind": "experience", "category": "clinical", "years": 2}
    read = reading(*({**work, "counts_from": each} for each in ({"kind": "degree", "degree": "MD"}, {"kind": "license", "type": "medical"})))
    one, other = (each.part for each in read.asked)

    assert not read.comparison.implies(one, other)
    assert not read.comparison.implies(other, one)


def test_an_equal_meaning_does_not_depend_on_how_it_is_written() -> None:
    """
    The same criterion in another order, with defaults written out and words spelled otherwise, is the same.
    """
    one = {"any_of": [{"kind": "degree", "degree": ["MD", "DO"]}, {"kind": "license", "type": "medical"}]}
    other = {"any_of": [{"kind": "license", "type": "medical", "status": "active"}, {"degree": ["D.O.", "M.D."], "kind": "degree"}]}
    read = reading(one, json.loads(json.dumps(other)))

    assert read.asked[0].part.meaning == read.asked[1].part.meaning
