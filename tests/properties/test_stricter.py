"""
What is called stricter is stricter: nobody who was out comes in, by every direction that a kind declares.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations
from typing import Any, NamedTuple

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from profiles import AS_OF, EVERY, MET, NOT_MET, SECTIONS, catalog, documents, outcomes, ruleset
from worlds import Criterion, Document

from reqcheck import Direction, diff_rulesets
from reqcheck.fields import GRADED
from reqcheck.loading.kinds import check_kind
from reqcheck.rules.degree import LEVELS
from reqcheck.work import LADDER

STRICTER, LOOSER, CHANGED = Direction


class Ladder(NamedTuple):
    """
    Values of one setting from the loosest to the strictest, beside settings that stay; None is not set.
    """

    setting: str
    base: Criterion
    values: tuple[Any, ...]
    sections: tuple[str, ...]

    def steps(self) -> Iterator[tuple[Criterion, Criterion]]:
        """
        Every looser criterion with every stricter one.
        """
        kinds = [{**self.base, **({} if each is None else {self.setting.rpartition(".")[2]: each})} for each in self.values]
        yield from combinations(kinds, 2)


YEARS = tuple({"years": each} for each in (1, 3))
SPANS = (None, {"years": 3}, {"months": 13}, {"days": 40})
LONGER = (None, {"days": 40}, {"months": 13}, {"years": 3})
BETWEEN = (None, {"from": "2010-01-01"}, {"from": "2015-01-01", "until": "2024-01-01"})
LICENSE: Criterion = {"kind": "license", "type": "medical"}
WORK: Criterion = {"kind": "experience", "years": 1}
CARE: Criterion = {**WORK, "category": "clinical"}
PHYSICIAN: Criterion = {"kind": "degree", "degree": ["MD", "DO"]}
RESIDENCY: Criterion = {"kind": "training", "type": "residency"}
STEPS: Criterion = {"kind": "exam", "exam": "USMLE"}
CERTIFIED: Criterion = {"kind": "board_certification", "board": ["ABMS", "AOA"]}
CLEAN: Criterion = {"kind": "no_history", "of": ["exclusion", "conviction"], "look_back": "ever"}
HISTORY = ("sanctions", "screenings")
ANSWER: Criterion = {"kind": "answer", "key": "relocate", "question": "Would you move?"}

LADDERS = (
    Ladder("license.type", {"kind": "license"}, (None, ["medical", "nursing"], "medical"), ("licenses",)),
    Ladder("license.jurisdiction", LICENSE, (None, "US", ["US-CA", "US-NV"], "US-CA"), ("licenses",)),
    Ladder("license.class", LICENSE, ("any", ["full", "training"], "full"), ("licenses",)),
    Ladder("license.unrestricted", LICENSE, (False, True), ("licenses",)),
    Ladder("license.held", LICENSE, LONGER, ("licenses",)),
    Ladder("license.issued", {**LICENSE, "status": "any"}, BETWEEN, ("licenses",)),
    Ladder("degree.degree", {"kind": "degree", "level_at_least": "bachelor"}, (None, "physician", ["MD", "DO"], "DO"), ("education",)),
    Ladder("degree.degree", {"kind": "degree"}, ("physician", ["MD", "DO"], "MD"), ("education",)),
    Ladder("degree.level_at_least", {"kind": "degree"}, ("secondary", "associate", "bachelor", "master", "doctorate"), ("education",)),
    Ladder("degree.level_at_least", {"kind": "degree", "degree": ["MD", "MBBS"]}, (None, "master"), ("education",)),
    Ladder("degree.field", {"kind": "degree", "level_at_least": "master"}, (None, "health", "nursing"), ("education",)),
    Ladder("degree.accreditation", PHYSICIAN, (None, ["LCME", "COCA"], "LCME"), ("education",)),
    Ladder("degree.conferred", PHYSICIAN, BETWEEN, ("education",)),
    Ladder("training.type", {"kind": "training"}, (None, ["residency", "fellowship"], "residency"), ("training",)),
    Ladder("training.type", {"kind": "training", "years": 1}, (None, ["residency", "fellowship"], "residency"), ("training",)),
    Ladder("training.specialty", RESIDENCY, (None, ["internal medicine", "pediatrics"], "pediatrics"), ("training",)),
    Ladder("training.status", RESIDENCY, ("any", "completed"), ("training",)),
    Ladder("training.status", {**RESIDENCY, "months": 13}, ("any", "completed"), ("training",)),
    Ladder("training.years", RESIDENCY, (None, 1, 2.5, 3), ("training",)),
    Ladder("training.months", RESIDENCY, (None, 1, 13, 36), ("training",)),
    Ladder("training.accreditation", RESIDENCY, (None, ["ACGME", "AOA"], "ACGME"), ("training",)),
    Ladder("training.within_last", RESIDENCY, SPANS, ("training",)),
    Ladder("training.within_last", {**RESIDENCY, "months": 12}, SPANS, ("training",)),
    Ladder("exam.exam", {"kind": "exam"}, (["USMLE", "COMLEX-USA"], "USMLE"), ("exams",)),
    Ladder("exam.exam", {"kind": "exam", "part": "Step 1"}, (["USMLE", "COMLEX-USA"], "USMLE"), ("exams",)),
    Ladder("exam.max_attempts", STEPS, (None, 3, 2, 1), ("exams",)),
    Ladder("exam.max_attempts", {**STEPS, "part": "Step 3"}, (None, 2, 1), ("exams",)),
    Ladder("exam.span", STEPS, SPANS, ("exams",)),
    Ladder("exam.within_last", STEPS, SPANS, ("exams",)),
    Ladder("board_certification.board", {"kind": "board_certification"}, ("any", ["ABMS", "AOA"], "ABMS", "ABIM"), ("certifications",)),
    Ladder("board_certification.board", {"kind": "board_certification", "status": "eligible", "eligible_for": {"years": 5}, "specialty": "internal medicine"}, ("any", ["ABMS", "AOA"], "AOA"), ("certifications", "training")),
    Ladder("board_certification.specialty", CERTIFIED, (None, ["internal medicine", "pediatrics"], "pediatrics"), ("certifications",)),
    Ladder("board_certification.specialty", {**CERTIFIED, "status": "eligible"}, (["internal medicine", "pediatrics"], "pediatrics"), ("certifications", "training")),
    Ladder("board_certification.status", {**CERTIFIED, "specialty": "internal medicine"}, ("pursuing", "eligible"), ("certifications", "training")),
    Ladder("certification.issuer", {"kind": "certification", "name": "BLS"}, (None, ["AHA", "Red Cross"], "AHA"), ("certifications",)),
    Ladder("certification.current", {"kind": "certification", "name": "BLS"}, (False, True), ("certifications",)),
    Ladder("experience.years", {"kind": "experience", "category": "clinical"}, (1, 2.5, 3), ("positions",)),
    Ladder("experience.years", {"kind": "experience", "year": "calendar"}, (1, 2, 3), ("positions",)),
    Ladder("experience.months", {"kind": "experience"}, (1, 13, 35), ("positions",)),
    Ladder("experience.days", {"kind": "experience"}, (1, 41, 366), ("positions",)),
    Ladder("experience.category", WORK, (None, ["clinical", "administrative"], "clinical"), ("positions",)),
    Ladder("experience.leadership_at_least", WORK, (None, "lead", "supervisor", "manager", "director"), ("positions",)),
    Ladder("experience.setting", CARE, (None, ["hospital", "pharma"], "hospital"), ("positions",)),
    Ladder("experience.leads", WORK, (None, ["quality", "finance"], "quality"), ("positions",)),
    Ladder("experience.role", WORK, (None, ["Director", "Chief"], "Director"), ("positions",)),
    Ladder("experience.employer", WORK, (None, ["Harbor", "Acme"], "Harbor"), ("positions",)),
    Ladder("experience.either", WORK, (None, [{"category": "clinical"}, {"setting": "hospital"}], [{"category": "clinical"}]), ("positions",)),
    Ladder("experience.within_last", CARE, SPANS, ("positions",)),
    Ladder("experience.within_last", {**WORK, "year": "calendar"}, SPANS, ("positions",)),
    Ladder("experience.counts_from", CARE, (None, {"kind": "degree", "degree": ["MD", "DO"]}), ("positions", "education")),
    Ladder("experience.fte", CARE, ("ignore", "prorate"), ("positions",)),
    Ladder("experience.year", {**CARE, "years": 3}, ("weeks52", "days365"), ("positions",)),
    Ladder("no_history.of", {"kind": "no_history", "look_back": "ever"}, ("exclusion", ["exclusion", "conviction"]), HISTORY),
    Ladder("no_history.of", {"kind": "no_history", "look_back": "ever"}, ("exclusion", "professional"), HISTORY),
    Ladder("experience.category", WORK, ("care", "clinical"), ("positions",)),
    Ladder("experience.setting", WORK, ("healthcare", "hospital"), ("positions",)),
    Ladder("no_history.of", {"kind": "no_history", "look_back": "open"}, ("exclusion", ["exclusion", "conviction"]), HISTORY),
    Ladder("no_history.look_back", {"kind": "no_history", "of": ["exclusion", "conviction"]}, (*LONGER[1:], "ever"), HISTORY),
    Ladder("no_history.screened", CLEAN, (None, {"list": "NPDB"}), HISTORY),
    Ladder("no_history.screened", CLEAN, tuple({"list": "NPDB", "within_last": each} for each in SPANS[1:]), HISTORY),
    Ladder("answer.one_of", ANSWER, (["yes", "no"], "yes"), ("answers",)),
)
#: Settings inside of a setting, and of trees, which have tests of their own.
ELSEWHERE = {"some_of.at_least"}
every_ladder = pytest.mark.parametrize("ladder", [pytest.param(each, id=f"{number} {each.setting}") for number, each in enumerate(LADDERS)])


def direction(old: Criterion, new: Criterion) -> Direction | None:
    """
    What is said of the change of one criterion into another.
    """
    before, after = (ruleset({"r": {"criterion": each}}) for each in (old, new))
    (found,) = diff_rulesets(before, after, as_of=AS_OF[0]).differences.requirements
    return found.direction


def lets_in(document: Document, looser: Criterion, stricter: Criterion, as_of: date) -> bool:
    """
    Somebody who is not certainly in by the looser one is in by the stricter one, or somebody out by the
    looser one is not out any more.
    """
    before, after = outcomes(document, looser, as_of), outcomes(document, stricter, as_of)
    return (after is MET and before is not MET) or (before is NOT_MET and after is not NOT_MET)


def test_the_ladders_of_degrees_and_leaders_are_those_of_the_vocabulary() -> None:
    """
    A level that is said to be stricter has a higher rank.
    """
    known = catalog().vocabulary
    ranks = {each.facts["level"]: each.facts["rank"] for each in known.degrees if "level" in each.facts}
    levels = [ranks[each] for each in LEVELS if each in ranks]

    assert levels == sorted(levels)
    assert len(levels) >= 6
    assert [each.code for each in sorted(known.leadership_levels, key=lambda each: each.facts["rank"])] == list(LADDER)


def test_every_direction_that_a_kind_declares_has_a_ladder() -> None:
    """
    No setting of a built-in kind declares a direction that is not tested.
    """
    kinds: dict[str, Any] = dict(catalog()._loaded.kinds)
    for each in kinds.values():
        check_kind(each)
    declared = {f"{name}.{each.name.rstrip('_')}" for name, kind in kinds.items() for each in attrs.fields(kind) if GRADED in each.metadata}

    assert declared - ELSEWHERE == {each.setting for each in LADDERS}


@every_ladder
def test_each_step_of_a_ladder_is_declared(ladder: Ladder) -> None:
    """
    Up the ladder is stricter, down is looser.
    """
    found = [(direction(low, high), direction(high, low)) for low, high in ladder.steps()]

    assert set(found) == {(STRICTER, LOOSER)}


@every_ladder
@settings(derandomize=True, deadline=None, max_examples=10)
@given(data=st.data())
def test_nobody_comes_in_by_a_stricter_setting(ladder: Ladder, data: st.DataObject) -> None:
    """
    Whoever meets the stricter criterion meets the looser one, and whoever fails the looser one fails the stricter.
    """
    as_of = data.draw(st.sampled_from(AS_OF))
    makers = {each: SECTIONS[each] for each in ladder.sections}
    if ladder.setting.startswith("certification."):
        makers = EVERY["certification"][1]
    document = data.draw(documents(as_of, 3 if ladder.sections == ("exams",) else 2, **makers))
    wrong = [(low, high) for low, high in ladder.steps() if lets_in(document, low, high, as_of)]

    assert wrong == []


#: Lists of answers that will do, and what may be answered.
WANTED = ("yes", "no", "perhaps", "5", "B-")
SAID = (True, False, "maybe", "Perhaps.", "yes?", "", 5, "5.0", "B", "b-", None)


@pytest.mark.parametrize("said", SAID)
def test_fewer_answers_that_will_do_let_nobody_in(said: object) -> None:
    """
    Whatever was answered: of two lists of answers the one that holds the other is looser.
    """
    document = {"schema": "reqcheck.profile/1", "answers": [{"key": "relocate", "value": said}]}
    lists = [some for count in (1, 2, 3) for some in combinations(WANTED, count)]
    pairs = [(many, few) for many in lists for few in lists if set(few) < set(many)]
    wrong = [(many, few) for many, few in pairs if lets_in(document, {**ANSWER, "one_of": [*many]}, {**ANSWER, "one_of": [*few]}, AS_OF[0])]

    assert wrong == []


# -- around settings ------------------------------------------------------------------------

CERTIFIED_LONG: Criterion = {"kind": "certification", "name": "ACLS"}
AROUND: dict[str, Any] = {
    "all_of": lambda leaf: {"all_of": [leaf, CERTIFIED_LONG]},
    "any_of": lambda leaf: {"any_of": [CERTIFIED_LONG, leaf]},
    "none_of": lambda leaf: {"none_of": [leaf, CERTIFIED_LONG]},
    "some_of": lambda leaf: {"some_of": {"at_least": 1, "of": [leaf, CERTIFIED_LONG]}},
    "none_of any_of": lambda leaf: {"none_of": [{"any_of": [CERTIFIED_LONG, leaf]}]},
    "none_of none_of": lambda leaf: {"none_of": [{"none_of": [leaf]}]},
    "verified": lambda leaf: {**leaf, "evidence": {"at_least": "verified"}},
}
LICENSES = (LICENSE, {**LICENSE, "unrestricted": True})


@pytest.mark.parametrize("around", AROUND)
@settings(derandomize=True, deadline=None, max_examples=12)
@given(data=st.data())
def test_under_none_of_stricter_is_looser(around: str, data: st.DataObject) -> None:
    """
    What is stricter inside of a tree is stricter outside, and looser as often as `none_of` is around it; nobody comes in.
    """
    old, new = map(AROUND[around], LICENSES)
    found = direction(old, new)
    as_of = data.draw(st.sampled_from(AS_OF))
    document = data.draw(documents(as_of, licenses=SECTIONS["licenses"]))
    low, high = (old, new) if found is STRICTER else (new, old)

    assert found is (LOOSER if around.count("none_of") % 2 else STRICTER)
    assert not lets_in(document, low, high, as_of)


#: A tree, the same with one part more, and what that is.
ONE_MORE = (
    ({"all_of": [LICENSE]}, {"all_of": [LICENSE, PHYSICIAN]}, STRICTER),
    (LICENSE, {"all_of": [PHYSICIAN, LICENSE]}, STRICTER),
    ({"any_of": [LICENSE]}, {"any_of": [PHYSICIAN, LICENSE]}, LOOSER),
    (LICENSE, {"any_of": [LICENSE, PHYSICIAN]}, LOOSER),
    ({"none_of": [LICENSE]}, {"none_of": [LICENSE, PHYSICIAN]}, STRICTER),
    ({"some_of": {"at_least": 1, "of": [LICENSE, CERTIFIED]}}, {"some_of": {"at_least": 1, "of": [LICENSE, PHYSICIAN, CERTIFIED]}}, LOOSER),
    ({"some_of": {"at_least": 1, "of": [LICENSE, PHYSICIAN]}}, {"some_of": {"at_least": 2, "of": [LICENSE, PHYSICIAN]}}, STRICTER),
    (LICENSE, {**LICENSE, "evidence": {"at_least": "verified"}}, STRICTER),
    (
        {**LICENSE, "evidence": {"at_least": "verified", "within_last": {"years": 1}}},
        {**LICENSE, "evidence": {"at_least": "verified", "within_last": {"days": 120}}},
        STRICTER,
    ),
    ({**LICENSE, "evidence": {"at_least": "verified"}}, {**LICENSE, "evidence": {"at_least": "documented", "within_last": {"days": 9}}}, CHANGED),
)


@pytest.mark.parametrize(("old", "new", "expected"), ONE_MORE)
@settings(derandomize=True, deadline=None, max_examples=10)
@given(data=st.data())
def test_one_part_more_or_more_evidence(old: Criterion, new: Criterion, expected: Direction, data: st.DataObject) -> None:
    """
    A part more is stricter, or looser where one will do; evidence that has to be better is stricter; nobody comes in.
    """
    as_of = data.draw(st.sampled_from(AS_OF))
    document = data.draw(documents(as_of, licenses=SECTIONS["licenses"], education=SECTIONS["education"]))
    low, high = (old, new) if expected is STRICTER else (new, old)

    assert (direction(old, new), direction(new, old)) == (expected, expected.reversed)
    assert expected is CHANGED or not lets_in(document, low, high, as_of)


#: Changes of which nothing is known for certain.
UNCERTAIN = (
    (LICENSE, {**LICENSE, "status": "any"}),
    ({**WORK, "category": "clinical"}, {**WORK, "category": "administrative"}),
    ({**WORK, "category": "clinical"}, {"kind": "experience", "years": 3, "category": ["clinical", "care"]}),
    ({"kind": "experience", "years": 5}, {"kind": "experience", "months": 70}),
    ({**RESIDENCY, "years": 3}, {**RESIDENCY, "months": 40}),
    ({"kind": "degree", "degree": "physician"}, {"kind": "degree", "degree": ["MD", "MBBS"]}),
    ({**ANSWER, "equals": "yes"}, {**ANSWER, "one_of": ["yes", "perhaps"]}),
    ({**CLEAN, "screened": {"list": "NPDB"}}, {**CLEAN, "screened": {"list": "NPDB", "within_last": {"years": 2}}}),
    (CLEAN, {**CLEAN, "screened": {"list": "NPDB", "within_last": {"years": 2}}}),
    (LICENSE, PHYSICIAN),
    ({"all_of": [LICENSE, PHYSICIAN]}, {"any_of": [LICENSE, PHYSICIAN]}),
    ({**STEPS, "part": "Step 1"}, STEPS),
    ({**CERTIFIED, "status": "eligible"}, {**CERTIFIED, "status": "eligible", "eligible_for": {"years": 3}}),
    ({**CERTIFIED, "status": "eligible"}, {**CERTIFIED, "status": "eligible", "board": "AOA"}),
)


@pytest.mark.parametrize(("old", "new"), UNCERTAIN)
def test_what_is_not_certain_is_only_changed(old: Criterion, new: Criterion) -> None:
    """
    Where some may come in and others go, or where nobody declared it, it says changed.
    """
    assert (direction(old, new), direction(new, old)) == (CHANGED, CHANGED)


OPEN: Criterion = {"kind": "no_history", "of": "exclusion", "look_back": "open"}


@pytest.mark.parametrize("before", [OPEN, {**OPEN, "screened": {"list": "OIG LEIE"}}])
def test_a_time_of_its_own_may_let_somebody_in(before: Criterion) -> None:
    """
    A search that is too old for the rule set's `stale_after` may be recent enough by `within_last`.
    """
    after = {**OPEN, "screened": {"list": "OIG LEIE", "within_last": {"years": 2}}}
    searched = {"list": "OIG LEIE", "checked": f"{AS_OF[0].year - 1}-01-01", "result": "clear"}
    document = {"schema": "reqcheck.profile/1", "screenings": [searched]}

    assert lets_in(document, before, after, AS_OF[0])
    assert direction(before, after) is CHANGED
