"""
A criterion that fails decides nothing by itself; a promise counts only where it is needed and can be kept.
"""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from profiles import ON, profile, ruleset
from worlds import Criterion

from reqcheck import Catalog, Outcomes, Profile, Report, open_catalog

MET, NOT_MET, UNDETERMINED, ANY = Outcomes.MET, Outcomes.NOT_MET, Outcomes.UNDETERMINED, Outcomes.ANY
HOWS = ["raises", "exits", "mute", "none", "text", "yes"]
HOWS += ["outcomes", "verdict", "sentence", "value", "evidence", "open promise"]


@cache
def plugins() -> Catalog:
    """
    The built-in kinds and the test kinds.
    """
    return open_catalog(plugins=[Path(__file__).with_name("plugin_kinds.py")])


def fixed(what: str) -> Criterion:
    """
    A criterion that is so for everybody.
    """
    return {"kind": "test/fixed", "is": what}


def broken(how: str = "raises") -> Criterion:
    """
    A criterion that fails.
    """
    return {"kind": "test/broken", "how": how}


def promise(*says: str, by: str = "2027-03-01") -> Criterion:
    """
    A criterion that is met if promises are kept; outright where there is none.
    """
    return {"kind": "test/promise", "by": by, **({"says": list(says)} if says else {})}


YES, NO, OPEN, NOT_ASKED = fixed("met"), fixed("not_met"), fixed("undetermined"), fixed("not_applicable")


def check(requirements: dict[str, Any], document: dict[str, Any] | None = None, **top: Any) -> Report:
    """
    A check of requirements that need no profile.
    """
    return plugins().check(Profile.from_dict(document or profile()), ruleset(requirements, plugins(), **top), as_of=ON)


def one(criterion: Criterion, **more: Any) -> Report:
    """
    A check of a single requirement.
    """
    return check({"r": {"criterion": criterion, **more}})


def said(report: Report) -> list[str]:
    """
    The promises that a report counts on.
    """
    return [each.says for each in report.conditions]


# -- errors -----------------------------------------------------------------------------------


@pytest.mark.parametrize("how", HOWS)
def test_a_criterion_that_fails_is_an_error_and_decides_nothing(how: str) -> None:
    """
    Raising, exiting and returning what is no finding are errors: anything may be true, and a person looks at it.
    """
    report = one(broken(how))

    expected = (ANY, "error", "needs_review", True, ("r",))

    assert (report["r"].outcomes, report["r"].status, report.decision, report.degraded, report.decided_by) == expected


@pytest.mark.parametrize("how", HOWS)
def test_a_report_with_an_error_can_be_written(how: str) -> None:
    """
    The report names the type of the error, and is a JSON document like any other.
    """
    document = json.loads(one(broken(how)).to_json())

    expected = ("error", True, True)

    found = document["requirements"][0]
    assert (found["status"], "type" in found["error"], document["degraded"]) == expected


def test_the_others_are_assessed_beside_a_criterion_that_fails() -> None:
    """
    An error in one requirement leaves every other one as it is.
    """
    report = check({"a": {"criterion": YES}, "b": {"criterion": broken("exits")}, "c": {"criterion": NO}})

    expected = [("a", "met"), ("b", "error"), ("c", "not_met")]

    assert [(each.id, each.status) for each in report] == expected


#: What a leaf may turn out to be, one letter for each.
LETTERS = {"met": "T", "not_met": "F", "undetermined": "TF", "not_applicable": "N", "broken": "TFN"}
NAMES = {"T": "met", "F": "not_met", "N": "not_applicable"}


def folded(name: str, parts: tuple[str, ...], at_least: int) -> str:
    """
    What a connective is, of parts that are known.
    """
    left = [each for each in parts if each != "N"]
    met = left.count("T")
    holds = {"all_of": met == len(left), "any_of": met > 0, "none_of": met == 0, "some_of": met >= at_least}
    return "N" if not left else "T" if holds[name] else "F"


@settings(derandomize=True, deadline=None, max_examples=200)
@given(
    leaves=st.lists(st.sampled_from(sorted(LETTERS)), min_size=1, max_size=4),
    name=st.sampled_from(["all_of", "any_of", "none_of", "some_of"]),
    at_least=st.integers(1, 4),
)
def test_an_error_inside_a_tree_is_the_set_of_all_three(leaves: list[str], name: str, at_least: int) -> None:
    """
    A tree is folded as if the part that failed could be met, not met or not applicable.
    """
    count = min(at_least, len(leaves))
    parts = [broken() if each == "broken" else fixed(each) for each in leaves]
    tree = {name: {"at_least": count, "of": parts} if name == "some_of" else parts}

    expected = {NAMES[folded(name, world, count)] for world in product(*(LETTERS[each] for each in leaves))}

    assert set(one(tree)["r"].outcomes.could_be) == expected


@settings(derandomize=True, deadline=None, max_examples=80)
@given(data=st.data(), name=st.sampled_from(["all_of", "any_of", "none_of", "some_of"]))
def test_an_error_never_qualifies_or_disqualifies_by_itself(data: st.DataObject, name: str) -> None:
    """
    If a tree with an error is settled, it would be settled alike whatever stood in the place of the error.
    """
    words = data.draw(st.lists(st.sampled_from(["met", "not_met", "undetermined", "not_applicable"]), min_size=1, max_size=3))

    def tree(part: Criterion) -> Criterion:
        parts = [*map(fixed, words), part]
        return {name: {"at_least": 2, "of": parts} if name == "some_of" else parts}

    found = one(tree(broken()))["r"].outcomes

    expected = {found} if len(found.could_be) == 1 else None

    instead = {one(tree(each))["r"].outcomes for each in (YES, NO, NOT_ASKED)}
    assert expected is None or instead == expected


@pytest.mark.parametrize(
    ("tree", "status", "degraded"),
    [
        ({"any_of": [YES, broken()]}, "met", True),
        ({"all_of": [NO, broken()]}, "not_met", True),
        ({"all_of": [YES, broken()]}, "error", True),
        ({"any_of": [NO, broken()]}, "error", True),
        ({"none_of": [YES, broken()]}, "not_met", True),
        ({"none_of": [NO, broken()]}, "error", True),
        ({"all_of": [OPEN, broken()]}, "error", True),
        ({"all_of": [OPEN, {"any_of": [YES, broken()]}]}, "undetermined", True),
        ({"any_of": [OPEN, {"all_of": [NO, broken()]}]}, "undetermined", True),
        ({"some_of": {"at_least": 1, "of": [YES, broken()]}}, "met", True),
        ({"some_of": {"at_least": 2, "of": [YES, broken()]}}, "error", True),
        ({"all_of": [OPEN, YES]}, "undetermined", False),
    ],
)
def test_a_requirement_is_an_error_only_if_an_error_leaves_it_open(tree: Criterion, status: str, degraded: bool) -> None:
    """
    Where other parts settle a tree, or leave it open by themselves, its status is theirs; the report is degraded.
    """
    report = one(tree)

    expected = (status, degraded)

    assert (report["r"].status, report.degraded) == expected


@pytest.mark.parametrize("how", HOWS)
def test_a_floor_passes_an_error_on(how: str) -> None:
    """
    Around a criterion that fails a floor changes nothing.
    """
    report = one({**broken(how), "evidence": {"at_least": "verified"}}, evidence={"at_least": "documented"})

    expected = (ANY, "error")

    assert (report["r"].outcomes, report["r"].status) == expected


@pytest.mark.parametrize(
    ("level", "decision"), [("required", "needs_review"), ("review", "needs_review"), ("preferred", "qualified")]
)
def test_what_an_error_does_depends_on_the_level(level: str, decision: str) -> None:
    """
    An error in what is required or reviewed sends the file to a person, in what is preferred nowhere.
    """
    report = check({"a": {"criterion": YES}, "b": {"level": level, "criterion": broken()}})

    expected = (decision, True)

    assert (report.decision, report.degraded) == expected


def test_a_requirement_that_is_not_met_decides_beside_an_error() -> None:
    """
    Not qualified is decided by what is certainly not met, and the report says that something failed.
    """
    report = check({"a": {"criterion": broken()}, "b": {"criterion": NO}})

    expected = ("not_qualified", ("b",), True)

    assert (report.decision, report.decided_by, report.degraded) == expected


# -- conditions -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        (promise("a"), ["a"]),
        ({"any_of": [promise("a"), YES]}, []),
        ({"any_of": [promise("a"), promise()]}, []),
        ({"any_of": [promise("a"), promise("b")]}, ["a"]),
        ({"any_of": [promise("b"), promise("a")]}, ["b"]),
        ({"any_of": [promise("a", "b"), promise("c")]}, ["c"]),
        ({"any_of": [promise("a"), OPEN, NO, broken()]}, ["a"]),
        ({"all_of": [promise("a"), YES]}, ["a"]),
        ({"all_of": [promise("b"), promise("a")]}, ["b", "a"]),
        ({"all_of": [promise("a"), promise("a")]}, ["a"]),
        ({"all_of": [promise("a"), NOT_ASKED]}, ["a"]),
        ({"some_of": {"at_least": 2, "of": [promise("a"), YES, YES]}}, []),
        ({"some_of": {"at_least": 2, "of": [promise("a"), YES, promise("b")]}}, ["a"]),
        ({"some_of": {"at_least": 2, "of": [promise("a", "b"), promise("c"), promise("d")]}}, ["c", "d"]),
        ({"some_of": {"at_least": 2, "of": [promise("a", "b"), promise("a", "b"), promise("c")]}}, ["a", "b"]),
        ({"some_of": {"at_least": 2, "of": [promise("a"), promise("b"), promise("a")]}}, ["a"]),
        ({"any_of": [{"all_of": [promise("a"), promise("b")]}, promise("c")]}, ["c"]),
        ({"all_of": [{"any_of": [promise("a"), promise("b")]}, promise("b")]}, ["a", "b"]),
        ({"none_of": [{"any_of": [NO, {"none_of": [YES]}]}]}, []),
    ],
)
def test_the_fewest_promises_are_counted_on(tree: Criterion, expected: list[str]) -> None:
    """
    None where it is met outright, else as few as do, else those that are written first.
    """
    report = one(tree)

    decision = "qualified_on_condition" if expected else "qualified"

    assert (report["r"].outcomes, said(report), report.decision) == (MET, expected, decision)


@settings(derandomize=True, deadline=None, max_examples=120)
@given(
    needs=st.lists(st.sets(st.sampled_from("abcd"), max_size=3), min_size=1, max_size=4),
    data=st.data(),
)
def test_no_choice_of_parts_needs_fewer_promises(needs: list[set[str]], data: st.DataObject) -> None:
    """
    Of all choices of so many parts none needs fewer promises than those that are counted on.
    """
    count = data.draw(st.integers(1, len(needs)))
    tree = {"some_of": {"at_least": count, "of": [promise(*sorted(each)) for each in needs]}}
    choices = [[needs[i] for i in range(len(needs)) if mask >> i & 1] for mask in range(1 << len(needs))]

    expected = min(len(set().union(*each)) for each in choices if len(each) == count)

    assert len(said(one(tree))) == expected


@pytest.mark.parametrize(("by", "expected"), [("2026-11-22", (MET, ["a"])), ("2026-11-21", (NOT_MET, []))])
def test_a_deadline_before_the_day_asked_is_no_promise(by: str, expected: tuple[Outcomes, list[str]]) -> None:
    """
    A promise may be kept on its last day; the day after it is not met.
    """
    report = one(promise("a", by=by))

    assert (report["r"].outcomes, said(report)) == expected


def test_a_late_promise_gives_way_to_another_branch() -> None:
    """
    Of two promises the one that can still be kept is counted on.
    """
    report = one({"any_of": [promise("a", by="2026-01-01"), promise("b")]})

    assert (report["r"].outcomes, said(report)) == (MET, ["b"])


@pytest.mark.parametrize(
    ("tree", "status"),
    [
        ({"none_of": [promise("a")]}, "error"),
        ({"none_of": [NO, {"any_of": [promise("a"), NO]}]}, "error"),
        ({"none_of": [promise()]}, "not_met"),
        ({"none_of": [{"any_of": [promise("a"), YES]}]}, "not_met"),
        ({"none_of": [promise("a", by="2026-01-01")]}, "met"),
    ],
)
def test_none_of_over_a_promise_is_an_error(tree: Criterion, status: str) -> None:
    """
    That something must not be cannot be promised away: only a part that counts on a promise is refused.
    """
    assert one(tree)["r"].status == status


@pytest.mark.parametrize(
    ("tree", "outcomes"),
    [
        ({"all_of": [promise("a"), NO]}, NOT_MET),
        ({"all_of": [promise("a"), OPEN]}, UNDETERMINED),
        ({"all_of": [promise("a"), broken()]}, ANY),
        ({"some_of": {"at_least": 2, "of": [promise("a"), OPEN]}}, UNDETERMINED),
    ],
)
def test_conditions_stand_only_where_it_is_met(tree: Criterion, outcomes: Outcomes) -> None:
    """
    A promise in a tree that is not met, or open, is not counted on.
    """
    report = one(tree)
    found = set(report["r"].outcomes.could_be)

    expected: tuple[set[str], list[str]] = (set(outcomes.could_be) - {"not_applicable"}, [])

    assert (found - {"not_applicable"}, said(report)) == expected


def test_every_promise_of_the_required_requirements_is_listed_once() -> None:
    """
    A report is qualified on condition of all promises of what is required, in order, and of no others.
    """
    report = check(
        {
            "a": {"criterion": promise("first")},
            "b": {"criterion": YES},
            "c": {"criterion": {"all_of": [promise("second"), promise("first")]}},
            "d": {"level": "preferred", "criterion": promise("third")},
        }
    )

    expected = ("qualified_on_condition", ["first", "second"])

    assert (report.decision, said(report)) == expected


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        (YES, (MET, ["a"], "qualified_on_condition")),
        (NO, (Outcomes.NOT_APPLICABLE, [], "qualified")),
        (NOT_ASKED, (Outcomes.NOT_APPLICABLE, [], "qualified")),
        (OPEN, (ANY, [], "needs_review")),
        (broken(), (ANY, [], "needs_review")),
    ],
)
def test_a_promise_of_what_may_not_apply_is_not_counted_on(when: Criterion, expected: tuple[Outcomes, list[str], str]) -> None:
    """
    Where it is open whether a requirement applies, its promise settles nothing: it stays open without a condition.
    """
    report = check({"r": {"criterion": promise("a"), "when": when}, "s": {"criterion": YES}})

    assert (report["r"].outcomes, said(report), report.decision) == expected


@pytest.mark.parametrize(
    ("when", "criterion", "could_be", "status"),
    [
        (OPEN, YES, {"met", "not_applicable"}, "undetermined"),
        (OPEN, NO, {"not_met", "not_applicable"}, "undetermined"),
        (OPEN, OPEN, {"met", "not_met", "not_applicable"}, "undetermined"),
        (OPEN, broken(), {"met", "not_met", "not_applicable"}, "error"),
        (broken(), YES, {"met", "not_applicable"}, "error"),
        (YES, broken(), {"met", "not_met", "not_applicable"}, "error"),
        (NO, broken(), {"not_applicable"}, "not_applicable"),
        (OPEN, {"any_of": [YES, broken()]}, {"met", "not_applicable"}, "undetermined"),
    ],
)
def test_when_adds_not_applicable_where_it_is_open(
    when: Criterion, criterion: Criterion, could_be: set[str], status: str
) -> None:
    """
    Not applicable is added to what the criterion may be, and an error counts if it leaves something open.
    """
    outcome = one(criterion, when=when)["r"]

    assert (set(outcome.outcomes.could_be), outcome.status) == (could_be, status)


def test_under_a_floor_a_promise_that_was_needed_before_may_be_needed_still() -> None:
    """
    A floor keeps the conditions of what is met on condition, and does not let a promise replace weak evidence.
    """
    license = {"type": "medical", "jurisdiction": "US-CA", "class": "full", "status": "active", "expires": ".."}
    tree = {"any_of": [{"kind": "license", "type": "medical"}, promise("a")], "evidence": {"at_least": "verified"}}
    held = check({"r": {"criterion": tree}}, profile(licenses=[license]))
    none = check({"r": {"criterion": tree}}, profile(none=["licenses"]))

    expected: tuple[tuple[Any, list[str]], ...] = ((UNDETERMINED, []), (MET, ["a"]))

    assert ((held["r"].outcomes, said(held)), (none["r"].outcomes, said(none))) == expected


def test_a_deadline_is_reported_as_it_was_given() -> None:
    """
    A condition says what is promised, by which day and where it would stand.
    """
    conditions = one(promise("a license")).conditions

    assert [(each.says, each.by, each.pointer) for each in conditions] == [("a license", date(2027, 3, 1), "/licenses/-")]
