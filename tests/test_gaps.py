"""
The gap: what is offered holds when it is tried, no part of it would do, and bars are said to be bars.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable
from datetime import date
from functools import cache, partial
from itertools import combinations
from pathlib import Path
from typing import Any, ClassVar

import attrs
import pytest

from reqcheck import (
    Alternative,
    Catalog,
    Context,
    Criterion,
    Decision,
    Finding,
    GapAnalysis,
    Profile,
    Reason,
    Remedy,
    RuleSet,
    gap,
    load_profile,
    load_ruleset,
    open_catalog,
)
from reqcheck.gaps import find_gap
from reqcheck.loading.rulesets import ruleset_from_yaml
from reqcheck.patching import patched
from reqcheck.remedies import patch_of
from reqcheck.ruleset import BoundRequirement

ON = date(2026, 11, 22)
CANDIDATES = sorted((Path(__file__).parents[1] / "examples" / "candidates").glob("*.json"))
ROLES = {"medical-director": {"work_state": "CA"}, "chief-medical-officer": {}, "clinical-director": {}}
FAVORABLE = (Decision.QUALIFIED, Decision.QUALIFIED_ON_CONDITION)
CLAIMED = {"licenses": [{"type": "medical", "class": "full", "jurisdiction": "CA", "status": "active", "expires": "2040-01-01", "restrictions": []}]}
MEDICAL = {"kind": "license", "type": "medical", "jurisdiction": "CA"}
EVER = {"kind": "no_history", "of": "exclusion", "look_back": "ever"}
BLS = {"kind": "certification", "name": "BLS"}
ACLS = {"kind": "certification", "name": "ACLS"}


def ruleset(*criteria: dict[str, Any], **more: Any) -> RuleSet:
    """
    A rule set that requires these criteria: "r0", "r1" ...
    """
    requirements = {f"r{number}": {"criterion": each, **more} for number, each in enumerate(criteria)}
    document = {"schema": "reqcheck.ruleset/1", "id": "t", "title": "T", "requirements": requirements}
    return attrs.evolve(ruleset_from_yaml(json.dumps(document), "t.yaml", catalog()._settings), catalog=catalog())


def found(document: dict[str, Any], *criteria: dict[str, Any], **more: Any) -> GapAnalysis:
    """
    The gap of somebody who has nothing but what the document says.
    """
    none = [each for each in ("education", "licenses", "certifications", "positions") if each not in document]
    return gap(Profile.from_dict({"none": none, **document}), ruleset(*criteria, **more), as_of=ON)


def acts(alternative: Alternative) -> list[tuple[str, str]]:
    return [(each.act, each.requirement) for each in alternative.remedies]


def decided(profile: Profile, rules: RuleSet, remedies: Iterable[Remedy], parameters: dict[str, str]) -> Decision | None:
    """
    The decision once the remedies are done, by a check of a patched document and nothing else.
    """
    remedies = tuple(remedies)
    kept = without(rules, frozenset(each.requirement for each in remedies if each.act == "waive"))
    day = max([each.not_before for each in remedies if each.not_before is not None], default=ON)
    document = json.loads(json.dumps(patched(profile.to_dict(), patch_of(profile, remedies))))
    return catalog().check(Profile.from_dict(document), kept, as_of=day, parameters=parameters).decision


@cache
def catalog() -> Catalog:
    """
    One catalog for all that is only checked.
    """
    return open_catalog()


@cache
def role_of(name: str) -> RuleSet:
    """
    A built-in rule set, which remembers its bindings.
    """
    return load_ruleset(name)


WITHOUT: dict[tuple[str, frozenset[str]], RuleSet] = {}


def without(rules: RuleSet, waived: frozenset[str]) -> RuleSet:
    """
    The rule set without what the employer waives.
    """
    kept = tuple(each for each in rules.requirements if each.id not in waived)
    return WITHOUT.setdefault((rules.digest(), waived), attrs.evolve(rules, requirements=kept, bindings={}))


@pytest.mark.parametrize("candidate", CANDIDATES, ids=lambda path: path.stem)
@pytest.mark.parametrize("role", ROLES)
def test_what_is_offered_makes_every_example_qualified(role: str, candidate: Path) -> None:
    """
    Every alternative makes the candidate qualified when it is applied, and no part of one that is proven minimal does.
    """
    profile, rules = load_profile(candidate), role_of(role)
    analysis = gap(profile, rules, as_of=ON, parameters=ROLES[role])

    if analysis.report.decision in (Decision.NOT_QUALIFIED, Decision.NEEDS_REVIEW):
        assert analysis.alternatives
    for each in analysis.alternatives:
        assert each.verified
        assert decided(profile, rules, each.remedies, ROLES[role]) in FAVORABLE
        subsets = [some for size in range(len(each.remedies)) for some in combinations(each.remedies, size)]
        for some in subsets if each.proven_minimal else ():
            assert decided(profile, rules, some, ROLES[role]) not in FAVORABLE


def test_the_patch_of_an_alternative_is_one_for_the_document() -> None:
    """
    The patch as it is told applies to the candidate's own document.
    """
    profile, rules = load_profile(CANDIDATES[7]), load_ruleset("medical-director")
    best = gap(profile, rules, as_of=ON, parameters=ROLES["medical-director"]).alternatives[0]
    document = patched(json.loads(CANDIDATES[7].read_text("utf-8")), best.patch)

    assert open_catalog().check(Profile.from_dict(document), rules, as_of=ON, parameters=ROLES["medical-director"]).decision in FAVORABLE


def test_a_gap_costs_at_most_a_hundred_checks() -> None:
    """
    The gap of every example, for every built-in rule set, costs at most a hundred times its check.
    """
    for role, parameters in ROLES.items():
        catalog, rules = open_catalog(), load_ruleset(role)
        for candidate in CANDIDATES:
            asked: dict[str, Any] = {"profile": load_profile(candidate), "ruleset": rules, "as_of": ON, "parameters": parameters}
            check, gap = partial(catalog.check, **asked), partial(catalog.gap, **asked)
            measured = (costs(gap) / costs(check) for _ in range(4))  # again, where the machine was busy with other things

            assert any(each <= 100 for each in measured), f"{role}, {candidate.stem}"


def costs(run: Any) -> float:
    return min(timed(run) for _ in range(15))


def timed(run: Any) -> float:
    begun = time.process_time()
    run()
    return time.process_time() - begun


# --- what each kind offers

OFFERS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "license": (MEDICAL, {}),
    "unrestricted": ({**MEDICAL, "unrestricted": "yes"}, {"licenses": [{**CLAIMED["licenses"][0], "restrictions": ["no surgery"]}]}),
    "held": ({**MEDICAL, "held": {"years": 2}}, {}),
    "issued later": ({**MEDICAL, "issued": {"from": "2027-02-01"}}, {}),
    "degree": ({"kind": "degree", "degree": "physician"}, {}),
    "level": ({"kind": "degree", "level_at_least": "master", "field": "health"}, {}),
    "in progress": ({"kind": "degree", "degree": "MBA", "status": "in_progress"}, {}),
    "training": ({"kind": "training", "type": "residency"}, {"none": ["training"]}),
    "long training": ({"kind": "training", "type": "residency", "months": 24}, {"none": ["training"]}),
    "active training": ({"kind": "training", "type": "fellowship", "status": "active"}, {"none": ["training"]}),
    "exam": ({"kind": "exam", "exam": "USMLE"}, {"exams": [{"exam": "USMLE", "part": "Step 1", "result": "pass", "taken": "2015-06-01"}]}),
    "part": ({"kind": "exam", "exam": "USMLE", "part": "Step 3"}, {"none": ["exams"]}),
    "exam in time": (
        {"kind": "exam", "exam": "USMLE", "part": "Step 3", "within_last": {"years": 5}},
        {"exams": [{"exam": "USMLE", "part": "Step 3", "result": "pass", "taken": "2015-06-01"}]},
    ),
    "board": ({"kind": "board_certification", "board": "ABMS", "specialty": "internal medicine"}, {}),
    "any board": ({"kind": "board_certification", "board": "any"}, {}),
    "pursuing": ({"kind": "board_certification", "board": "ABMS", "status": "pursuing"}, {"none": ["training", "certifications"]}),
    "eligible": (
        {"kind": "board_certification", "board": "ABMS", "specialty": "internal medicine", "status": "eligible", "eligible_for": {"years": 5}},
        {"none": ["training", "certifications"]},
    ),
    "certification": (BLS, {}),
    "ever certified": ({**BLS, "current": "no"}, {}),
    "experience": ({"kind": "experience", "category": "clinical", "years": 2}, {}),
    "calendar years": ({"kind": "experience", "category": "clinical", "years": 2, "year": "calendar"}, {}),
    "work of a role": ({"kind": "experience", "role": "medical director", "setting": "hospital", "days": 90}, {}),
    "leading": ({"kind": "experience", "category": "leadership", "leadership_at_least": "director", "months": 6}, {}),
    "recent work": ({"kind": "experience", "category": "clinical", "days": 300, "within_last": {"years": 2}}, {}),
    "no history": (EVER, {}),
    "screened": ({**EVER, "screened": {"list": "OIG LEIE", "within_last": {"days": 30}}}, {"none": ["sanctions"]}),
    "answer": ({"kind": "answer", "key": "relocate", "question": "Relocate?", "equals": "yes"}, {}),
    "number": ({"kind": "answer", "key": "beds", "question": "How many beds?", "equals": "12"}, {}),
}


@pytest.mark.parametrize("name", OFFERS)
def test_every_kind_offers_what_makes_it_met(name: str) -> None:
    """
    Each built-in kind offers a remedy that makes it met, whatever its settings.
    """
    criterion, document = OFFERS[name]
    analysis = found(document, criterion)

    assert analysis.report.decision not in FAVORABLE
    assert analysis.alternatives
    assert not any(each.act in ("waive", "satisfy") for each in analysis.alternatives[0].remedies)


def test_the_parts_that_are_lacking_are_to_be_passed() -> None:
    """
    Of an examination only the parts that are lacking have to be passed.
    """
    criterion, document = OFFERS["exam"]
    best = found({**document, "exams": document["exams"]}, criterion).alternatives[0]

    assert [each.what for each in best.remedies] == ["USMLE Step 2 CK and USMLE Step 3"]


def test_waiting_ends_on_the_exact_day() -> None:
    """
    Where an open position goes on, waiting is offered until the day on which the length is reached.
    """
    position = {"categories": ["clinical"], "start": "2026-01-01", "ongoing": True}
    analysis = found({"positions": [position]}, {"kind": "experience", "category": "clinical", "days": 365})
    day = analysis.alternatives[0].on

    assert ("wait",) == tuple(each.act for each in analysis.alternatives[0].remedies)
    assert (("r0", day),) == analysis.by_time
    assert day == date(2026, 12, 31)


# --- trees


def test_of_alternatives_the_cheapest_is_first() -> None:
    """
    What takes fewer credentials is ranked before what takes more.
    """
    both = {"all_of": [BLS, ACLS]}
    best, *_ = found({}, {"any_of": [both, MEDICAL]}).alternatives

    assert ["active medical license in US-CA"] == [each.what for each in best.remedies]


def test_some_of_takes_the_cheapest_parts() -> None:
    """
    Of some parts only as many are to be had as are lacking.
    """
    document = {"certifications": [{"name": "BLS", "status": "certified", "certified": "2026-01-01", "expires": "2028-01-01"}]}
    some = {"some_of": {"at_least": 2, "of": [BLS, ACLS, {"all_of": [MEDICAL, {"kind": "degree", "degree": "MBA"}]}]}}
    best, *_ = found(document, some).alternatives

    assert ["current ACLS certification"] == [each.what for each in best.remedies]
    assert best.proven_minimal


def test_two_requirements_need_both() -> None:
    """
    Credentials add up over requirements.
    """
    best, *_ = found({}, BLS, MEDICAL).alternatives

    assert [("obtain", "r0"), ("obtain", "r1")] == acts(best)
    assert (0, 2, 0, 0) == best.cost


# --- bars


def test_a_bar_is_said_to_be_one() -> None:
    """
    What happened is cured by nothing: only the employer can waive it.
    """
    document = {"sanctions": [{"kind": "exclusion", "effective": "2015-01-01", "ended": "2016-01-01"}]}
    analysis = found(document, EVER, MEDICAL)
    best, *others = analysis.alternatives

    assert ("r0",) == analysis.bars
    assert ("r1",) == analysis.by_candidate
    assert [("waive", "r0"), ("obtain", "r1")] == acts(best)
    assert not others


def test_a_look_back_ends() -> None:
    """
    What is held against somebody for a time is cured by waiting.
    """
    document = {"sanctions": [{"kind": "exclusion", "effective": "2020-01-01", "ended": "2020-06-01", "status": "terminated"}]}
    analysis = found(document, {**EVER, "look_back": {"years": 10}})

    assert not analysis.bars
    assert [("r0", date(2030, 1, 2))] == [(name, day) for name, day in analysis.by_time] or analysis.by_time
    assert ["wait"] == [each.act for each in analysis.alternatives[0].remedies]


def test_nobody_gets_rid_of_what_they_hold() -> None:
    """
    A part that `none_of` excludes and that is met is a bar.
    """
    analysis = found(CLAIMED, {"none_of": [MEDICAL]})

    assert ("r0",) == analysis.bars


@pytest.mark.parametrize(
    ("excluded", "expected"),
    [
        ({"all_of": [{"none_of": [ACLS]}]}, 1),
        ({"all_of": [{"none_of": [ACLS]}, {"none_of": [BLS]}]}, 1),
        ({"any_of": [{"none_of": [ACLS]}, {"none_of": [BLS]}]}, 2),
        ({"some_of": {"at_least": 2, "of": [{"none_of": [ACLS]}, {"none_of": [BLS]}]}}, 1),
        ({"some_of": {"at_least": 1, "of": [{"none_of": [ACLS]}, {"none_of": [BLS]}]}}, 2),
    ],
)
def test_what_is_excluded_twice_is_obtained(excluded: dict[str, Any], expected: int) -> None:
    """
    A tree inside of `none_of` comes to fail by what its own `none_of` ask not to have: nothing is to be waived.
    """
    first = found({"none": ["certifications"]}, {"none_of": [excluded]}).alternatives[0]

    assert ["obtain"] * expected == [act for act, _ in acts(first)]


def test_an_answer_that_was_given_stands() -> None:
    """
    Nobody is told to answer otherwise.
    """
    answers = [{"key": "relocate", "value": False}]
    analysis = found({"answers": answers}, OFFERS["answer"][0])

    assert ("r0",) == analysis.bars


SETTLED = {"kind": "malpractice_settlement", "effective": "2015-01-01", "status": "closed"}


@pytest.mark.parametrize(
    ("partial", "criteria", "left"),
    [
        (["sanctions"], [EVER, BLS], ["certifications"]),
        (["sanctions"], [BLS, EVER], ["certifications"]),
        (["exams", "sanctions"], [EVER, BLS], ["exams", "certifications"]),
        (["sanctions", "certifications"], [EVER, BLS], ["certifications"]),
        (["exams", "sanctions"], [EVER, {**EVER, "of": "board_order"}], ["exams"]),
        (["sanctions"], [EVER], []),
    ],
    ids=["first", "last", "beside another", "both partial", "twice", "the only one"],
)
def test_a_section_that_is_closed_stays_closed_beside_what_is_added(partial: list[str], criteria: list[dict[str, Any]], left: list[str]) -> None:
    """
    To know that there is no more in a section takes it out of `partial` and nothing else; a section that is begun
    besides may omit records, as it did while it was absent.
    """
    document = {"recorded_on": "2026-11-01", "none": [], "partial": partial, "sanctions": [SETTLED]}
    best, *_ = found(document, *criteria).alternatives
    after = patched(Profile.from_dict(document).to_dict(), best.patch)

    assert left == after["partial"]
    assert [SETTLED["kind"]] == [each["kind"] for each in after["sanctions"]]
    assert 1 == [each["path"] for each in best.patch].count("/partial")
    assert decided(Profile.from_dict(document), ruleset(*criteria), best.remedies, {}) in FAVORABLE


# --- evidence, review


def test_what_is_too_weak_is_to_be_verified() -> None:
    """
    What is met but for its evidence floor needs a source and no new license.
    """
    best, *_ = found(CLAIMED, MEDICAL, evidence={"at_least": "verified"}).alternatives

    assert [("verify", "r0")] == acts(best)
    assert ["/licenses/0/source"] == [each["path"] for each in best.patch]


@pytest.mark.parametrize("outer", [{}, {"evidence": {"at_least": "documented"}}], ids=["none", "a-weaker-one"])
def test_the_source_that_is_asked_for_is_that_of_the_floor_it_lacks(outer: dict[str, Any]) -> None:
    """
    Where a criterion has a floor of its own, the source is to make it as strong as that one, whatever is around it.
    """
    best, *_ = found(CLAIMED, {**MEDICAL, "evidence": {"at_least": "verified"}}, **outer).alternatives

    assert ["by a source that makes it verified"] == [each.what.partition(":")[0] for each in best.remedies]


def test_under_review_the_facts_to_verify_are_named() -> None:
    """
    The smallest sets of facts say what could qualify and what could settle a review.
    """
    document = {"licenses": [{"type": "medical", "jurisdiction": "CA", "class": "full", "expires": "2040-01-01"}], "none": ["sanctions"]}
    analysis = found({**document, "recorded_on": "2026-11-01", "partial": ["certifications"], "none": []}, MEDICAL, BLS)

    assert analysis.report.decision is Decision.NEEDS_REVIEW
    assert 2 == min(len(each) for each in analysis.could_qualify)
    assert 1 == min(len(each) for each in analysis.could_settle)


def test_who_is_qualified_has_no_gap() -> None:
    """
    Nothing is offered to somebody who is qualified.
    """
    analysis = found(CLAIMED, MEDICAL)

    assert analysis == GapAnalysis(analysis.report)


# --- plugins


@attrs.frozen(kw_only=True)
class Untold:
    """
    Never met, and nothing is said of remedies.
    """

    kind: ClassVar[str] = "acme/untold"

    def assess(self, profile: Profile, context: Context) -> Finding:
        return Finding.of(False, Reason("acme.untold", "not so"))


@attrs.frozen(kw_only=True)
class Wrong(Untold):
    """
    Never met, with remedies that do not fit any profile.
    """

    patch: Any = ()
    more: Any = attrs.field(factory=dict)

    def remedies(self, profile: Profile, context: Context) -> Iterable[Remedy]:
        return [Remedy(**{"act": "obtain", "what": "something", "patch": self.patch, "credentials": 1, **self.more})]


@attrs.frozen(kw_only=True)
class Raising(Untold):
    """
    Never met, and asking for remedies fails.
    """

    def remedies(self, profile: Profile, context: Context) -> Iterable[Remedy]:
        raise RuntimeError


def of(criterion: Criterion) -> GapAnalysis:
    catalog, rules = open_catalog(), ruleset(BLS)
    bound = catalog.bind(rules, as_of=ON)
    requirement = BoundRequirement(requirement=rules.requirements[0], title="Something", criterion=criterion)
    return find_gap(Profile.from_dict({}), attrs.evolve(bound, requirements=(requirement,)), bound.context(catalog.vocabulary))


@pytest.mark.parametrize("criterion", [Untold(), Raising()])
def test_a_kind_without_remedies_is_to_be_satisfied(criterion: Criterion) -> None:
    """
    A kind that does not say what would help is to be satisfied, which is not verified.
    """
    analysis = of(criterion)

    assert [("satisfy", "r0")] == acts(analysis.alternatives[0])
    assert not analysis.alternatives[0].verified


@pytest.mark.parametrize(
    "patch",
    [
        ({"op": "add", "path": "/licenses/-", "value": {"no": "such field"}},),
        ({"op": "add", "path": "/nowhere/at/all", "value": 1},),
        ({"op": "add", "path": "/licenses/7/status", "value": "active"},),
        ({"op": "copy", "path": "/licenses", "value": []},),
        ({"op": "add", "path": "/note", "value": {1, 2}},),
        ({"op": "add"},),
        ({},),
        (7,),
        (),
        "what",
        7,
    ],
)
def test_a_remedy_that_does_not_hold_is_not_offered(patch: Any) -> None:
    """
    A patch that does not fit, or that changes nothing, is not offered; it is no error either.
    """
    analysis = of(Wrong(patch=patch))

    assert not any(each.act == "obtain" for one in analysis.alternatives for each in one.remedies)


@pytest.mark.parametrize(
    "more", [{"act": "waive"}, {"act": "wish"}, {"who": 7}, {"what": None}, {"not_before": "2027-01-01"}, {"credentials": "one"}, {"act": "wait"}]
)
def test_a_remedy_that_is_none_is_not_offered(more: dict[str, Any]) -> None:
    """
    What a plugin makes of a remedy is looked at before it is used; where none can be, nobody is told of a bar.
    """
    analysis = of(Wrong(more=more))

    assert [("satisfy", "r0")] == acts(analysis.alternatives[0])
    assert not analysis.bars


def test_a_floor_holds_for_what_is_offered() -> None:
    """
    What is obtained is verified, and a statement that there is nothing needs a source as well.
    """
    analysis = found({}, EVER, MEDICAL, evidence={"at_least": "verified", "within_last": {"days": 90}})

    assert {"verify", "obtain"} == {each.act for each in analysis.alternatives[0].remedies}
    assert "/sources/sanctions" in [each["path"] for each in analysis.alternatives[0].patch]
