"""
What was considered and what was found cannot disagree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import profiles
from hypothesis import given, settings
from hypothesis import strategies as st
from profiles import EVERY, catalog
from worlds import Document

from reqcheck import Considered, Context, Criterion, Finding, Outcomes, Profile, Verdict, considered_by
from reqcheck.rendering.explanation import explanation_document
from reqcheck.rendering.explanation_text import explanation_lines

MET, NOT_MET, UNDETERMINED = Verdict.MET, Verdict.NOT_MET, Verdict.UNDETERMINED


def bound(criterion: Any, as_of: date, **top: Any) -> Criterion:
    """
    The criterion that a rule set of this one requirement holds, under its floor.
    """
    found = catalog().bind(profiles.ruleset({"r": {"criterion": criterion}}, **top), {}, as_of).requirements[0].criterion
    assert found is not None
    return found


def looked(document: Document, criterion: Criterion, as_of: date) -> tuple[Finding, list[Considered]]:
    """
    What a criterion finds, and what it considered.
    """
    seen = Profile.from_dict(document).as_of(as_of)
    found = Context(as_of, catalog().vocabulary).assess(criterion, seen)
    considered = considered_by(criterion, seen, Context(as_of, catalog().vocabulary))
    assert considered
    assert all(each.pointer for each in considered)  # else it could not tell
    return found, considered


def leaves(finding: Finding, part: str = "") -> Iterator[tuple[str, Finding]]:
    """
    The leaves of a finding, each with the path of its part.
    """
    if not finding.parts:
        yield part, finding
    for name, each in finding.parts.items():
        yield from leaves(each, f"{part}/{name}".strip("/"))


def folded(kind: str, considered: Iterable[Considered]) -> Verdict:
    """
    What the verdicts on all that a leaf considered come to.
    """
    every = [each for each in considered if not each.aside]
    if kind == "answer":
        verdicts = {each.verdict for each in every}
        return verdicts.pop() if len(verdicts) == 1 else UNDETERMINED
    if kind == "exam":
        return max(each.verdict for each in every if not each.is_record)
    together = [each for each in every if each.amount is not None and not each.is_record]
    best = together[-1].verdict if together else max((each.verdict for each in every), default=UNDETERMINED)
    return ~best if kind == "no_history" else best


@settings(max_examples=400, deadline=None)
@given(profiles.cases(*EVERY, most=3))
def test_what_was_considered_comes_to_what_was_found(case: tuple[Document, Any, date]) -> None:
    """
    For every kind, the verdicts on what it considered come to the verdict of its finding.
    """
    document, criterion, as_of = case
    finding, considered = looked(document, bound(criterion, as_of), as_of)

    for part, leaf in leaves(finding):
        of_leaf = [each for each in considered if each.part == part]

        assert leaf.outcomes is Outcomes.of(folded(criterion["kind"], of_leaf))


@settings(max_examples=400, deadline=None)
@given(profiles.cases(*EVERY, most=3))
def test_what_is_cited_was_considered(case: tuple[Document, Any, date]) -> None:
    """
    Every record that a finding cites is among those that were considered.
    """
    document, criterion, as_of = case
    finding, considered = looked(document, bound(criterion, as_of), as_of)
    pointers = {each.pointer for each in considered}

    assert {each.pointer for each in finding.cited() if each.pointer.count("/") > 1} <= pointers


@settings(max_examples=400, deadline=None)
@given(profiles.cases(*EVERY, most=3))
def test_every_record_says_why_it_does_not_count(case: tuple[Document, Any, date]) -> None:
    """
    A record that was compared passes if every test is met, fails by its last one, and each test that
    is not met says what is the matter.
    """
    document, criterion, as_of = case
    _, considered = looked(document, bound(criterion, as_of), as_of)

    for each in considered:
        verdicts = [compared.verdict for compared in each.compared]

        assert not verdicts or min(verdicts) is each.verdict
        assert all(bool(compared.matter) is (compared.verdict is not MET) for compared in each.compared)
        assert all(it is not NOT_MET for it in verdicts[:-1])


@settings(max_examples=150, deadline=None)
@given(profiles.forests(most=2))
def test_a_tree_considers_what_its_parts_do(case: tuple[Document, Any, date]) -> None:
    """
    Every leaf of a tree has what it considered, by the path of its part in the finding.
    """
    document, criterion, as_of = case
    finding, considered = looked(document, bound(criterion, as_of), as_of)
    paths = {part for part, _ in leaves(finding)}

    assert {each.part for each in considered} <= paths


@settings(max_examples=400, deadline=None)
@given(profiles.cases("license", "degree", "training", "certification", "board certification", most=3), st.sampled_from([None, 30, 400]))
def test_under_a_floor_only_what_it_accepts_counts(case: tuple[Document, Any, date], within: int | None) -> None:
    """
    Under a floor it is met only if a record passes that the floor accepts, and what it refuses is set aside.
    """
    document, criterion, as_of = case
    floor = {"at_least": "verified", **({"within_last": {"days": within}} if within else {})}
    finding, considered = looked(document, bound(criterion, as_of, evidence=floor), as_of)
    counted = [each for each in considered if each.counted]

    assert (finding.outcomes is Outcomes.MET) is bool(counted)
    assert {each.pointer for each in finding.cited() if each.pointer.count("/") > 1} <= {each.pointer for each in considered}


@settings(max_examples=150, deadline=None)
@given(profiles.cases("experience", "experience from", "experience by share", "training length", "training going on", most=3))
def test_each_record_adds_no_more_than_there_is(case: tuple[Document, Any, date]) -> None:
    """
    What a record has for certain on its own is no more than what all have together.
    """
    document, criterion, as_of = case
    _, considered = looked(document, bound(criterion, as_of), as_of)
    alone = [each.amount.least for each in considered if each.is_record and each.amount is not None]
    together = [each.amount.least for each in considered if not each.is_record and each.amount is not None]

    assert not together or max(alone, default=0) <= together[0]


@settings(max_examples=120, deadline=None)
@given(profiles.forests(most=2) | profiles.cases(*EVERY, most=2), st.booleans())
def test_an_explanation_shows_all_that_was_considered(case: tuple[Document, Any, date], floored: bool) -> None:
    """
    Every tree can be explained, what `check` finds is what is shown, and every record looked at is named.
    """
    document, criterion, as_of = case
    floor = {"evidence": {"at_least": "verified"}} if floored else {}
    rules = profiles.ruleset({"r": {"criterion": criterion, **floor}})
    profile = Profile.from_dict(document)
    explained = explanation_document(catalog().explain(rules, "r", profile=profile, as_of=as_of))
    text = " ".join("".join(each.text for each in explanation_lines(explained)).split())

    assert catalog().check(profile, rules, as_of=as_of)["r"].status == explained["found"]["status"]
    assert all(f"[{each['pointer']}]" in text for each in explained["considered"])
    assert all(f"[{each['pointer']}]" in text for each in explained["set_aside"])


def test_what_was_verified_too_long_ago_is_set_aside_as_such() -> None:
    """
    An answer that was verified, and not within the days asked, is said to be verified not recently enough.
    """
    as_of = date(2026, 11, 22)
    criterion = {"kind": "answer", "key": "a", "question": "a?", "equals": "yes", "evidence": {"at_least": "verified", "within_last": {"days": 120}}}
    asides = []
    for source in ({"strength": "verified", "verified_on": "2024-03-01"}, {"strength": "documented"}):
        _, considered = looked({"answers": [{"key": "a", "value": True, "source": source}]}, bound(criterion, as_of), as_of)
        asides += [each.aside for each in considered if each.aside]

    assert ["documented, not verified recently enough", "documented, not verified"] == asides
