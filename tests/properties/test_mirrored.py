"""
Differences between generated rule sets: none with itself, and the same from either side.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from profiles import AS_OF, EVERY, ON, ruleset, trees
from worlds import Criterion

from reqcheck import Profile, RuleSet, RuleSetDifferences, diff_rulesets


@st.composite
def leaves(draw: st.DrawFn) -> list[Criterion]:
    """
    Some leaves of any kinds.
    """
    kinds = draw(st.lists(st.sampled_from(sorted(EVERY)), min_size=1, max_size=3))
    return [draw(EVERY[kind][0](AS_OF[0])) for kind in kinds]


@st.composite
def rulesets(draw: st.DrawFn) -> RuleSet:
    """
    Rule sets of a few requirements, some of them trees, some under a floor.
    """
    names = draw(st.lists(st.sampled_from("abcd"), min_size=1, max_size=3, unique=True))
    requirements: dict[str, Any] = {}
    for name in names:
        requirements[name] = {
            "criterion": draw(st.one_of(leaves().map(lambda some: some[0]), leaves().flatmap(trees))),
            "level": draw(st.sampled_from(["required", "required", "review", "preferred"])),
            "title": draw(st.sampled_from(["One", "Another"])),
        }
        floor = draw(st.sampled_from([None, None, "verified", "documented"]))
        requirements[name].update({} if floor is None else {"evidence": {"at_least": floor}})
    requirements[names[0]]["level"] = "required"
    return ruleset(requirements, status_lasts=draw(st.sampled_from([120, 90])))


def differences(old: RuleSet, new: RuleSet) -> RuleSetDifferences:
    return diff_rulesets(old, new, as_of=ON).differences


def told(found: RuleSetDifferences, *, mirrored: bool = False) -> Counter[Any]:
    """
    All that is told, as data whose order says nothing.
    """
    fates = {"added": "removed", "removed": "added"} if mirrored else {}
    said: Counter[Any] = Counter()
    for whole in found.whole:
        one = whole.mirrored if mirrored else whole
        said[one.what, one.old, one.new, one.direction] += 1
    for each in found.requirements:
        name = (each.was or each.id) if mirrored else each.id
        direction = each.direction.reversed if mirrored and each.direction else each.direction
        said[name, fates.get(each.fate, each.fate), direction] += 1
        for difference in each.differences:
            one = difference.mirrored if mirrored else difference
            said[name, one.what, one.old, one.new, one.direction] += 1
    return said


@settings(derandomize=True, deadline=None, max_examples=30)
@given(one=rulesets())
def test_a_rule_set_differs_from_itself_in_nothing(one: RuleSet) -> None:
    """
    Nothing is told of a rule set and itself, whatever it asks.
    """
    found = differences(one, one)

    assert (found.same, told(found), found.reordered, found.others) == (True, Counter(), False, ())


@settings(derandomize=True, deadline=None, max_examples=50)
@given(old=rulesets(), new=rulesets())
def test_the_way_back_is_the_mirror_image(old: RuleSet, new: RuleSet) -> None:
    """
    What is added is removed on the way back, and what is stricter is looser.
    """
    assert told(differences(old, new), mirrored=True) == told(differences(new, old))


@settings(derandomize=True, deadline=None, max_examples=30)
@given(old=rulesets(), new=rulesets())
def test_nothing_is_told_only_where_all_reports_agree(old: RuleSet, new: RuleSet) -> None:
    """
    Where no requirement and nothing of the whole differs, both say the same of an empty profile.
    """
    found = differences(old, new)
    diff = diff_rulesets(old, new, as_of=ON)
    contrast = diff.contrast(Profile.from_dict({"schema": "reqcheck.profile/1", "recorded_on": "2026-11-22"}))

    assert told(found) or not (contrast.turns or contrast.differing)

