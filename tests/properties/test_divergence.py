"""
The search for a divergence: it finds differences that are there, and what it finds shows them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from profiles import catalog, ruleset
from test_stricter import CARE, CERTIFIED, CLEAN, LICENSE, PHYSICIAN, RESIDENCY, STEPS, WORK

from reqcheck import DivergenceSearch, Profile, RuleSet, diff_rulesets, open_catalog
from reqcheck.rendering.differences import divergence_document

ON = date(2026, 11, 22)
VERIFIED = {"evidence": {"at_least": "verified"}}
BASE: dict[str, Any] = {
    "degree": {"criterion": PHYSICIAN},
    "license": {"criterion": LICENSE},
    "experience": {"criterion": {**CARE, "years": 5}},
}


def changed(name: str, **other: Any) -> dict[str, Any]:
    """
    The three requirements, one of them otherwise.
    """
    return {**BASE, name: {**BASE.get(name, {}), **other}}


DIFFERENT: dict[str, tuple[Mapping[str, Any], Mapping[str, Any], dict[str, Any]]] = {
    "a year more": (BASE, changed("experience", criterion={**CARE, "years": 6}), {}),
    "any status": (BASE, changed("license", criterion={**LICENSE, "status": "any"}), {}),
    "unrestricted": (BASE, changed("license", criterion={**LICENSE, "unrestricted": True}), {}),
    "held for a year": (BASE, changed("license", criterion={**LICENSE, "held": {"years": 1}}), {}),
    "one more": (BASE, changed("residency", criterion=RESIDENCY), {}),
    "one less": (changed("residency", criterion=RESIDENCY), BASE, {}),
    "a degree more": (BASE, changed("degree", criterion={"kind": "degree", "degree": ["MD", "DO", "PhD"]}), {}),
    "a lighter level": (BASE, changed("degree", level="preferred"), {}),
    "a level for people": (BASE, changed("degree", level="review"), {}),
    "verified": (BASE, changed("license", **VERIFIED), {}),
    "verified lately": (changed("license", **VERIFIED), changed("license", evidence={"at_least": "verified", "within_last": {"days": 90}}), {}),
    "in the last years": (BASE, changed("experience", criterion={**CARE, "years": 5, "within_last": {"years": 8}}), {}),
    "other work": (BASE, changed("experience", criterion={**WORK, "years": 5, "category": "administrative"}), {}),
    "one will do": (BASE, changed("license", criterion={"any_of": [LICENSE, CERTIFIED]}), {}),
    "none of them": (changed("clean", criterion={"none_of": [CERTIFIED]}), changed("clean", criterion={"none_of": [CERTIFIED, STEPS]}), {}),
    "a sanction more": (changed("clean", criterion={**CLEAN, "of": ["exclusion"]}), changed("clean", criterion=CLEAN), {}),
    "attempts": (changed("exam", criterion={**STEPS, "max_attempts": 3}), changed("exam", criterion={**STEPS, "max_attempts": 2}), {}),
    "how long a status lasts": (BASE, BASE, {"status_lasts": 10}),
}


def searched(old: RuleSet, new: RuleSet, seed: int = 0, tried: int = 3000) -> DivergenceSearch:
    return diff_rulesets(old, new, as_of=ON).search(seed, tried)


@pytest.mark.parametrize("name", DIFFERENT)
def test_a_difference_is_found_and_shows_when_it_is_checked_again(name: str) -> None:
    """
    Checked again, the profile has the two decisions that were told, and they are not the same.
    """
    before, after, top = DIFFERENT[name]
    old, new = ruleset(before), ruleset(after, **top)
    divergence = searched(old, new).divergence
    assert divergence is not None
    again = [catalog().check(Profile.from_json(json.dumps(divergence.document)), each, as_of=ON).decision for each in (old, new)]

    assert again == [divergence.contrast.old.decision, divergence.contrast.new.decision]
    assert again[0] is not again[1]


def test_the_profile_is_small() -> None:
    """
    Nothing can be left out of it: one record for each requirement, with no more than it takes.
    """
    before, after, _ = DIFFERENT["a year more"]
    divergence = searched(ruleset(before), ruleset(after)).divergence
    assert divergence is not None
    sections = {name: each for name, each in divergence.document.items() if isinstance(each, list)}

    assert {name: len(each) for name, each in sections.items()} == {"education": 1, "licenses": 1, "positions": 1}
    assert sections["positions"] == [{"categories": ["clinical"], "start": "2021-11-23", "end": "2026-11-22"}]


def test_the_same_seed_gives_the_same_bytes() -> None:
    """
    The search is the same each time; every seed finds what is there.
    """
    before, after, _ = DIFFERENT["verified lately"]
    old, new = ruleset(before), ruleset(after)
    found = [json.dumps(divergence_document(searched(old, new, seed))) for seed in (0, 0, 7, 7)]

    assert found[0] == found[1]
    assert found[2] == found[3]
    assert all(json.loads(each)["found"] for each in found)


def test_where_only_a_preference_differs_its_status_is_shown() -> None:
    """
    A preferred requirement turns no decision; its status is what the profile shows.
    """
    preferred = {**BASE, "exam": {"criterion": STEPS, "level": "preferred"}}
    other = {**BASE, "exam": {"criterion": {**STEPS, "max_attempts": 1}, "level": "preferred"}}
    divergence = searched(ruleset(preferred), ruleset(other)).divergence
    assert divergence is not None

    assert not divergence.contrast.turns
    assert [each.id for each in divergence.contrast.because] == ["exam"]


def test_where_nothing_bears_on_verdicts_there_is_no_search() -> None:
    """
    Titles make no difference to anybody, which is certain without a search.
    """
    found = searched(ruleset(BASE), ruleset(changed("degree", title="Another")))

    assert (found.alike, found.divergence, found.tried) == (True, None, 0)


def test_a_search_in_vain_stops_after_so_many_profiles() -> None:
    """
    A part that is there twice makes no difference; the search gives up and says how many it tried.
    """
    found = searched(ruleset(BASE), ruleset(changed("license", criterion={"any_of": [LICENSE, LICENSE]})), tried=50)

    assert (found.alike, found.divergence, found.tried) == (False, None, 50)


PLUGIN = """
from typing import ClassVar
import attrs
from reqcheck import Context, Criterion, Finding, Profile, Reason, hookimpl

@attrs.frozen(kw_only=True)
class Silent:
    kind: ClassVar[str] = "acme/silent"
    hours: int
    def assess(self, profile: Profile, context: Context) -> Finding:
        given = profile.extension("acme").get("hours")
        if given is None:
            return Finding.undetermined(Reason("acme", "not known"))
        return Finding.of(given >= self.hours, Reason("acme", "hours"))

@hookimpl
def reqcheck_criteria() -> list[type[Criterion]]:
    return [Silent]
"""


def test_a_kind_that_does_not_tell_is_named(tmp_path: Any) -> None:
    """
    Nothing can be made up for a kind of a plugin without remedies: it says so, and claims no proof.
    """
    file = tmp_path / "silent.py"
    file.write_text(PLUGIN)
    own = open_catalog(plugins=[file])
    sets = [ruleset({**BASE, "hours": {"criterion": {"kind": "acme/silent", "hours": hours}}}, own) for hours in (5, 6)]
    found = diff_rulesets(*sets, as_of=ON).search(tried=60)

    assert (found.divergence, found.alike, found.blind) == (None, False, (("hours", "acme/silent"),))


def test_a_search_among_many_requirements_ends() -> None:
    """
    The more requirements there are, the fewer profiles are tried, so that a search ends however many there are.
    """
    license_ = {"kind": "license", "type": "medical"}
    many = [
        {f"r{each}": {"criterion": {"any_of": [{**CARE, "years": 1 + more + each}, license_]}} for each in range(30)}
        for more in (0, 1)
    ]
    found = diff_rulesets(ruleset(many[0]), ruleset(many[1]), as_of=ON).search(tried=90)

    assert found.divergence is not None
    assert found.tried <= 60 + 1000


def test_each_requirement_that_differs_is_tried_early() -> None:
    """
    Where each of some requirements asks for a year more, it is the last that turns decisions, and it is found.
    """
    old, new = ({f"r{each}": {"criterion": {**CARE, "years": each + more}} for each in range(1, 9)} for more in (0, 1))
    found = searched(ruleset(old), ruleset(new), tried=8)
    assert found.divergence is not None

    assert [each.id for each in found.divergence.contrast.because] == ["r8"]
