"""
The forecast: cases, kinds that do not tell, promises, and what it costs.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any, ClassVar

import attrs
import pytest
from shared import cases

from reqcheck import (
    Condition,
    Context,
    Criterion,
    Decision,
    Finding,
    Outcome,
    Profile,
    Reason,
    RuleSet,
    Status,
    check,
    forecast,
    open_catalog,
)
from reqcheck.evaluation import assess
from reqcheck.forecasting import foresee
from reqcheck.loading.rulesets import ruleset_from_yaml
from reqcheck.rules.all_of import AllOf
from reqcheck.rules.any_of import AnyOf
from reqcheck.rules.none_of import NoneOf
from reqcheck.ruleset import BoundRequirement

ON = date(2026, 11, 22)
PLACES = {"a": "CA", "b": "NV", "c": "TX", "d": "OH"}
WORK = {"a": "clinical", "b": "administrative", "c": "teaching", "d": "research"}
SAID = {True: Status.MET, False: Status.NOT_MET, None: Status.UNDETERMINED}


def ruleset(requirements: dict[str, Any]) -> RuleSet:
    """
    A rule set of these requirements, as JSON, which is YAML.
    """
    document = {"schema": "reqcheck.ruleset/1", "id": "t", "title": "T", "requirements": requirements}
    catalog = open_catalog()
    return attrs.evolve(ruleset_from_yaml(json.dumps(document), "t.yaml", catalog._settings), catalog=catalog)


def written(leaves: dict[str, Any]) -> dict[str, Any]:
    """
    The leaves of a case as the records of one complete profile.
    """
    licenses, positions = [], []
    for name, leaf in leaves.items():
        if leaf["type"] == "license":
            dates = {key: leaf[key] for key in ("issued", "expires") if leaf.get(key) is not None}
            licenses.append({"jurisdiction": PLACES[name], **dates})
        else:
            positions += [{**each, "categories": [WORK[name]]} for each in leaf["positions"]]
    return {"licenses": licenses, "positions": positions, "recorded_on": "2000-01-01"}


def criterion(tree: list[Any], leaves: dict[str, Any]) -> dict[str, Any]:
    """
    The tree of a case as a criterion; its licenses carry no status, so that their dates decide.
    """
    if tree[0] == "leaf":
        leaf = leaves[tree[1]]
        if leaf["type"] == "license":
            return {"kind": "license", "jurisdiction": PLACES[tree[1]], "status": "any", "class": "any"}
        return {"kind": "experience", "category": WORK[tree[1]], "days": leaf["days"]}
    parts = [criterion(each, leaves) for each in tree[-1]]
    if tree[0] == "at_least":
        return {"some_of": {"at_least": tree[1], "of": parts}}
    return {f"{tree[0]}_of": parts}


@pytest.mark.parametrize("case", cases("derived_changes"))
def test_the_changes_that_were_computed_by_hand_of_a_machine(case: dict[str, Any]) -> None:
    """
    The days and the statuses are those that were found by going through every completion on every day.
    """
    as_of = date.fromisoformat(case["as_of"])
    rules = ruleset({"r": {"criterion": criterion(case["tree"], case["leaves"])}})
    told = forecast(
        Profile.from_dict(written(case["leaves"])), rules,
        as_of=as_of, until=as_of + timedelta(days=case["horizon_days"]),
    )

    assert SAID[case["status"]] is told.report["r"].status
    assert [(day, SAID[status]) for day, status in case["changes"]] == [
        (each.on.isoformat(), each.outcomes[0].status) for each in told.changes
    ]
    assert told.exact


# -- what a forecast says besides -------------------------------------------------------------------

LAPSING: dict[str, Any] = {
    "recorded_on": "2026-11-01",
    "licenses": [{"type": "medical", "jurisdiction": "CA", "status": "active", "issued": "2020-01-01", "expires": "2027-06-30"}],
}
LICENSED = {"license": {"criterion": {"kind": "license", "jurisdiction": "CA", "class": "any"}}}


def test_a_license_that_lapses_ends_what_somebody_is_qualified_for() -> None:
    """
    The day after the last one on which the license is in force nobody is qualified by it any more.
    """
    told = forecast(Profile.from_dict(LAPSING), ruleset(LICENSED), as_of=ON)

    assert date(2036, 11, 22) == told.until
    assert date(2027, 7, 1) == told.next_change
    assert (ON, date(2027, 6, 30)) == (told.qualified_from, told.qualified_until)
    assert ((ON, date(2027, 6, 30), Decision.QUALIFIED), (date(2027, 7, 1), told.until, Decision.NOT_QUALIFIED)) == told.stretches


def test_what_has_no_end_has_no_last_day() -> None:
    """
    Who is qualified to the last day that is looked at has no last day of it.
    """
    told = forecast(Profile.from_dict(LAPSING), ruleset(LICENSED), as_of=ON, until=date(2027, 6, 30))

    assert (None, None) == (told.qualified_until, told.next_change)
    assert () == told.changes


def test_as_json_it_is_what_the_manual_says() -> None:
    """
    The document names the days, the decisions and the requirements with their reasons.
    """
    document = json.loads(forecast(Profile.from_dict(LAPSING), ruleset(LICENSED), as_of=ON).to_json())

    assert "reqcheck.forecast/1" == document["schema"]
    assert ["2027-07-01"] == [each["on"] for each in document["changes"]]
    assert [{"id", "title", "level", "status", "because"}] == [set(each) for each in document["changes"][0]["requirements"]]
    assert ("2026-11-22", "2027-06-30", "2027-07-01") == tuple(document[key] for key in ("qualified_from", "qualified_until", "next_change"))
    assert document["exact"] is True


@attrs.frozen(kw_only=True)
class Silent:
    """
    A kind that does not say when it changes.
    """

    kind: ClassVar[str] = "test/silent"

    def assess(self, profile: Profile, context: Context) -> Finding:
        return Finding.of(True, Reason("silent", "met"))


@attrs.frozen(kw_only=True)
class Promise:
    """
    A kind that is met on a promise.
    """

    kind: ClassVar[str] = "test/promise"

    by: date

    def assess(self, profile: Profile, context: Context) -> Finding:
        return Finding.promised(Reason("promise", "promised"), [Condition("a license", self.by)])

    def turning_points(self, profile: Profile, context: Context, until: date) -> Iterable[date]:
        return ()


@attrs.frozen(kw_only=True)
class Open:
    """
    A kind that never knows.
    """

    kind: ClassVar[str] = "test/open"

    def assess(self, profile: Profile, context: Context) -> Finding:
        return Finding.undetermined(Reason("open", "not known"))

    def turning_points(self, profile: Profile, context: Context, until: date) -> Iterable[date]:
        return ()


@attrs.frozen(kw_only=True)
class Wrong:
    """
    A kind that says it never changes, and does.
    """

    kind: ClassVar[str] = "test/wrong"

    def assess(self, profile: Profile, context: Context) -> Finding:
        return Finding.of(context.on < date(2027, 1, 1), Reason("wrong", "until the new year"))

    def turning_points(self, profile: Profile, context: Context, until: date) -> Iterable[date]:
        return [date(2028, 1, 1)]


@attrs.frozen(kw_only=True)
class Failing:
    """
    A kind that fails: always to say when it changes, and to assess where it *breaks*.
    """

    kind: ClassVar[str] = "test/failing"

    breaks: bool = False

    def assess(self, profile: Profile, context: Context) -> Finding:
        if self.breaks:
            raise ValueError("broken")
        return Finding.of(True, Reason("failing", "met"))

    def turning_points(self, profile: Profile, context: Context, until: date) -> Iterable[date]:
        raise ValueError("no idea")


def told_of(asked: Criterion, until: date = date(2029, 1, 1), profile: Profile | None = None) -> Any:
    """
    The forecast of one criterion that no rule set holds.
    """
    rules = ruleset(LICENSED)
    catalog = open_catalog()
    bound = catalog.bind(rules, {}, ON)
    requirement = attrs.evolve(bound.requirements[0].requirement, id="r")
    alone = attrs.evolve(bound, requirements=(BoundRequirement(requirement=requirement, title="R", criterion=asked),))
    return foresee(profile or Profile.from_dict({}), alone, Context(ON, catalog.vocabulary), until)


YEARS_OF_WORK = {"kind": "experience", "category": "clinical", "years": 2, "year": "calendar"}


@pytest.mark.parametrize(
    ("profile", "more", "met"),
    [
        ({"positions": [{"start": "2025-08-31", "end": "..", "categories": ["clinical"]}]}, {}, date(2027, 8, 30)),
        ({"positions": [{"start": "2025-08", "end": "..", "categories": ["clinical"]}]}, {}, date(2027, 8, 30)),
        ({"positions": [{"start": "2024-02-29", "end": "..", "categories": ["clinical"]}]}, {"years": 3}, date(2027, 2, 28)),
        (
            {
                "positions": [{"start": "2019-01-01", "end": "..", "categories": ["clinical"]}],
                "training": [{"type": "residency", "status": "completed", "start": "2022-07-01", "end": "2025-06-30"}],
            },
            {"counts_from": "residency"},
            date(2027, 6, 30),
        ),
        (
            {
                "positions": [
                    {"start": "2025-03-10", "end": "2026-12-31", "categories": ["clinical"]},
                    {"start": "2027-01-01", "end": "..", "categories": ["clinical"]},
                ]
            },
            {},
            date(2027, 3, 9),
        ),
    ],
    ids=["a day", "a month", "a leap day", "since a residency", "joined later"],
)
def test_calendar_years_are_reached_on_the_eve_of_the_anniversary(profile: dict[str, Any], more: dict[str, Any], met: date) -> None:
    """
    A stretch of two years is whole with its last day, whatever it begins with: the forecast says so, and is exact.
    """
    rules = ruleset({"r": {"criterion": {**YEARS_OF_WORK, **more}}})
    told = forecast(Profile.from_dict({"recorded_on": "2026-11-22", **profile}), rules, as_of=ON, until=date(2029, 1, 1))

    assert (met, True) == (told.changes[-1].on, told.exact)


def test_work_to_come_that_contradicts_itself_leaves_years_open_from_its_beginning() -> None:
    """
    From the day on which such a position would begin nothing is known of what years there are, with a window or without.
    """
    wrong = {"start": "2027-11", "end": "2026-01-24", "categories": ["clinical"]}
    for more in ({}, {"within_last": {"years": 2}}):
        rules = ruleset({"r": {"criterion": {**YEARS_OF_WORK, **more}}})
        told = forecast(Profile.from_dict({"positions": [wrong]}), rules, as_of=ON, until=date(2029, 1, 1))

        assert [(date(2027, 11, 1), Status.UNDETERMINED)] == [(each.on, each.outcomes[0].status) for each in told.changes]


def test_a_kind_that_does_not_tell_is_not_known_from_the_next_day_on() -> None:
    """
    What a kind does not declare is never taken to stay as it is.
    """
    told = told_of(Silent())

    assert Status.MET is told.report["r"].status
    assert [(ON + timedelta(days=1), Status.UNDETERMINED)] == [(each.on, each.outcomes[0].status) for each in told.changes]
    assert not told.exact


def test_a_kind_that_fails_to_tell_is_one_that_does_not() -> None:
    """
    An exception of `turning_points` stops nothing, and an error of a criterion stays one.
    """
    assert [Status.UNDETERMINED] == [each.outcomes[0].status for each in told_of(Failing()).changes]
    assert (Status.ERROR, ()) == (told_of(Failing(breaks=True)).report["r"].status, told_of(Failing(breaks=True)).changes)


FLOORED = {"kind": "experience", "category": "clinical", "days": 1825}
TO_2027 = {"strength": "verified", "verified_on": "2026-11-01"}


def under_a_floor(profile: dict[str, Any], floor: dict[str, Any], asked: Criterion | dict[str, Any]) -> list[tuple[str, Status]]:
    """
    The days on which the status of one criterion under a floor changes, and what it is from then on; every day
    between them is as a check has it.
    """
    rules = ruleset({"r": {"criterion": asked, "evidence": floor}})
    read, until = Profile.from_dict(profile), ON + timedelta(days=400)
    told = forecast(read, rules, as_of=ON, until=until)
    found = [(each.on.isoformat(), each.outcomes[0].status) for each in told.changes]
    by_days = [check(read, rules, as_of=ON + timedelta(days=each))["r"].status for each in range(401)]
    turns = [(ON + timedelta(days=each), by_days[each]) for each in range(1, 401) if by_days[each] is not by_days[each - 1]]
    assert [(day.isoformat(), status) for day, status in turns] == found
    return found


def test_work_that_is_verified_reaches_its_days_later_than_work_that_is_claimed() -> None:
    """
    Under a floor the day is told on which the accepted work alone suffices, long after all of it did.
    """
    claimed = {"start": "2000-01-01", "end": "2016-12-31", "categories": ["clinical"]}
    verified = {"start": "2022-06-01", "end": "..", "categories": ["clinical"], "source": TO_2027}
    found = under_a_floor({"recorded_on": "2026-11-01", "positions": [claimed, verified]}, {"at_least": "verified"}, FLOORED)
    expected = [("2027-05-30", Status.MET)]

    assert expected == found


def test_a_verification_begins_to_count_and_grows_too_old() -> None:
    """
    Under a floor that asks for a recent verification its day, and the end of its time, are days of change.
    """
    license_ = {"type": "medical", "jurisdiction": "CA", "class": "full", "status": "active", "issued": "2020-01-01", "expires": "2030-12-31"}
    source = {"strength": "verified", "verified_on": "2026-12-01"}
    floor = {"at_least": "verified", "within_last": {"days": 90}}
    asked = {"kind": "license", "jurisdiction": "CA", "status": "any"}
    found = under_a_floor({"recorded_on": "2026-11-01", "licenses": [{**license_, "source": source}]}, floor, asked)
    expected = [("2026-12-01", Status.MET), ("2027-03-02", Status.UNDETERMINED)]

    assert expected == found


def test_a_promise_ends_with_the_day_it_was_to_be_kept_by() -> None:
    """
    The day after a promise was due it counts no more.
    """
    told = told_of(Promise(by=date(2027, 3, 1)))

    assert Decision.QUALIFIED_ON_CONDITION is told.report.decision
    assert [(date(2027, 3, 2), Decision.NOT_QUALIFIED)] == [(each.on, each.decision) for each in told.changes]


@pytest.mark.parametrize(
    ("around", "changes"),
    [
        pytest.param(lambda it: AllOf(of=(it, Open())), [Status.NOT_MET], id="beside-what-is-not-known"),
        pytest.param(lambda it: NoneOf(of=(it,)), [Status.MET], id="where-it-is-an-error"),
        pytest.param(lambda it: AnyOf(of=(Promise(by=date(2027, 6, 1)), it)), [Status.NOT_MET], id="after-the-first-one"),
        pytest.param(lambda it: AnyOf(of=(it, Open())), [Status.UNDETERMINED], id="before-what-is-not-known"),
    ],
)
def test_a_promise_in_a_tree_ends_as_well(around: Callable[[Criterion], Criterion], changes: list[Status]) -> None:
    """
    The day to keep a promise turns a tree around it, also where the tree does not count on it alone.
    """
    told = told_of(around(Promise(by=date(2027, 3, 1))))

    assert changes == [each.outcomes[0].status for each in told.changes]
    assert told.exact


def test_the_day_on_which_a_promise_is_no_longer_needed_is_a_change() -> None:
    """
    What is met on a promise and then outright, or the other way round, changes the decision and no status.
    """
    licensed: Any = open_catalog().bind(ruleset(LICENSED), {}, ON).requirements[0].criterion
    told = told_of(AnyOf(of=(licensed, Promise(by=date(2028, 3, 1)))), profile=Profile.from_dict(LAPSING))

    assert [
        (ON, date(2027, 6, 30), Decision.QUALIFIED),
        (date(2027, 7, 1), date(2028, 3, 1), Decision.QUALIFIED_ON_CONDITION),
        (date(2028, 3, 2), date(2029, 1, 1), Decision.NOT_QUALIFIED),
    ] == list(told.stretches)
    assert told.exact


def test_a_kind_that_declares_too_few_days_is_found_out() -> None:
    """
    A change that had come before the day that was declared makes the forecast inexact.
    """
    assert not told_of(Wrong()).exact


@pytest.mark.parametrize(("role", "parameters"), [("medical-director", {"work_state": "CA"}), ("chief-medical-officer", {}), ("clinical-director", {})])
def test_the_examples_change_on_the_days_that_are_told_and_on_no_other(role: str, parameters: dict[str, str], examples: list[Profile]) -> None:
    """
    On each day of a change, and on the day before it, a check says what the forecast says.
    """
    catalog = open_catalog()
    rules = catalog.load_ruleset(role)
    for profile in examples:
        told = catalog.forecast(profile, rules, as_of=ON, parameters=parameters)
        for first, last, decision in told.stretches:
            assert {decision} == {catalog.check(profile, rules, as_of=day, parameters=parameters).decision for day in (first, last)}


@pytest.fixture(scope="module")
def examples() -> list[Profile]:
    """
    The candidates of the examples.
    """
    folder = Path(__file__).parents[1] / "examples" / "candidates"
    return [Profile.from_json(each.read_bytes()) for each in sorted(folder.glob("*.json"))]


def test_a_day_is_assessed_only_for_what_could_change_on_it(examples: list[Profile], monkeypatch: pytest.MonkeyPatch) -> None:
    """
    A forecast of ten years assesses far fewer requirements than there are days.
    """
    catalog = open_catalog()
    rules: RuleSet = catalog.load_ruleset("medical-director")
    assessed = Counter[str]()

    def counting(*given: Any) -> Outcome:
        assessed["requirements"] += 1
        return assess(*given)

    monkeypatch.setattr("reqcheck.forecasting.assess", counting)
    for profile in examples:
        catalog.forecast(profile, rules, as_of=ON, parameters={"work_state": "CA"})

    assert 0 < assessed.total() < 200 * len(examples)
