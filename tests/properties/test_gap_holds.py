"""
What a gap offers holds: applied it gives qualified, and no part of it does where that is claimed.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from typing import Any

import attrs
import profiles
from hypothesis import given, settings
from hypothesis import strategies as st
from profiles import ON

from reqcheck import Decision, Profile, Remedy, RuleSet
from reqcheck.patching import patched
from reqcheck.remedies import patch_of

LEAVES: tuple[dict[str, Any], ...] = (
    {"kind": "license", "type": "medical", "jurisdiction": "CA", "unrestricted": "yes"},
    {"kind": "degree", "degree": ["MD", "DO"]},
    {"kind": "training", "type": "residency"},
    {"kind": "exam", "exam": "USMLE", "part": "Step 3"},
    {"kind": "board_certification", "board": "ABMS"},
    {"kind": "certification", "name": "BLS"},
    {"kind": "experience", "category": "clinical", "days": 200},
    {"kind": "no_history", "of": "exclusion", "look_back": {"years": 3}},
    {"kind": "answer", "key": "relocate", "question": "Relocate?", "equals": "yes"},
)
RECORDS: dict[str, list[dict[str, Any]]] = {
    "licenses": [
        {"type": "medical", "class": "full", "jurisdiction": "CA", "status": "active", "expires": "2027-03-01", "restrictions": []},
        {"type": "medical", "jurisdiction": "CA", "status": "expired", "expires": "2025-03-01"},
    ],
    "education": [{"degree": "MD", "conferred": "2014-05-01"}, {"degree": "MBBS", "conferred": "2014"}],
    "training": [{"type": "residency", "status": "completed", "end": "2018-06-30"}, {"type": "residency", "start": "2024-07-01", "end": "2027-06-30"}],
    "certifications": [{"name": "BLS", "status": "certified", "certified": "2026-01-01", "expires": "2026-12-31"}],
    "positions": [{"categories": ["clinical"], "start": "2026-08-01", "ongoing": True}, {"start": "2020", "end": "2021"}],
    "sanctions": [{"kind": "exclusion", "effective": "2024-06-01", "ended": "2024-09-01", "status": "terminated"}],
    "answers": [{"key": "relocate", "value": True}, {"key": "relocate", "value": False}],
}


def trees(parts: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any]]:
    some = st.lists(parts, min_size=1, max_size=3)
    return st.one_of(
        st.builds(lambda name, of: {name: of}, st.sampled_from(["all_of", "any_of", "none_of"]), some),
        some.flatmap(lambda of: st.integers(1, len(of)).map(lambda least: {"some_of": {"at_least": least, "of": of}})),
    )


criteria = st.recursive(st.sampled_from(LEAVES), trees, max_leaves=4)
documents = st.builds(
    lambda kept, none: {**kept, "none": [each for each in none if each not in kept]},
    st.fixed_dictionaries({}, optional={name: st.sampled_from(each).map(lambda record: [record]) for name, each in RECORDS.items()}),
    st.sets(st.sampled_from([*RECORDS, "exams"])).map(sorted),
)


def decided(profile: Profile, rules: RuleSet, remedies: Iterable[Remedy]) -> Decision:
    """
    The decision once the remedies are done, by a check of the patched document.
    """
    remedies = tuple(remedies)
    waived = {each.requirement for each in remedies if each.act == "waive"}
    kept = tuple(each for each in rules.requirements if each.id not in waived)
    if not kept:
        return Decision.QUALIFIED
    day = max([each.not_before for each in remedies if each.not_before is not None], default=ON)
    changed = Profile.from_dict(patched(profile.to_dict(), patch_of(profile, remedies)))
    return profiles.catalog().check(changed, attrs.evolve(rules, requirements=kept, bindings={}), as_of=day).decision


@given(documents, st.lists(criteria, min_size=1, max_size=3))
@settings(max_examples=60, deadline=None)
def test_an_alternative_qualifies_and_no_part_of_it_does(document: dict[str, Any], asked: list[dict[str, Any]]) -> None:
    """
    Every alternative makes the candidate qualified, and where it is proven minimal no proper subset does.
    """
    profile, rules = Profile.from_dict(document), profiles.ruleset({f"r{number}": {"criterion": each} for number, each in enumerate(asked)})
    analysis = profiles.catalog().gap(profile, rules, as_of=ON)

    for each in analysis.alternatives:
        assert decided(profile, rules, each.remedies) is each.decision
        assert each.decision in (Decision.QUALIFIED, Decision.QUALIFIED_ON_CONDITION)
        for size in range(len(each.remedies)) if each.proven_minimal and len(each.remedies) < 6 else ():
            for some in combinations(each.remedies, size):
                assert decided(profile, rules, some) not in (Decision.QUALIFIED, Decision.QUALIFIED_ON_CONDITION)
