"""
Errors and promises: what a criterion that fails, or that counts on a promise, does to the decision.

The kinds are those of a plugin that the tests write: each finds what its settings say.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from reqcheck import (
    Decision,
    DocumentError,
    Finding,
    Missing,
    Outcomes,
    Profile,
    Reason,
    Report,
    Status,
    check,
    open_catalog,
)
from reqcheck.criterion import _flaw
from reqcheck.evaluation import decide

if TYPE_CHECKING:
    from reqcheck import Catalog, Finding, RuleSet

Document = dict[str, Any]
#: Checks requirements, by their names.
Checked = Callable[..., Report]

ON = date(2026, 11, 22)
YESTERDAY, TODAY, SOON, LATER = "2026-11-21", "2026-11-22", "2027-01-01", "2027-06-01"

PLUGIN = '''
"""
Kinds that find what they are told.
"""

import sys
from datetime import date
from pathlib import Path
from typing import ClassVar

import attrs

from reqcheck import Condition, Context, Criterion, Evidence, Finding, Missing, Outcomes, Profile, Reason, hookimpl


@attrs.frozen(kw_only=True)
class Raises:
    kind: ClassVar[str] = "test/raises"

    def assess(self, profile: Profile, context: Context) -> Finding:
        raise RuntimeError("out of order")


@attrs.frozen(kw_only=True)
class Exits:
    kind: ClassVar[str] = "test/exits"

    def assess(self, profile: Profile, context: Context) -> Finding:
        sys.exit("no more")


@attrs.frozen(kw_only=True)
class Nothing:
    kind: ClassVar[str] = "test/none"

    def assess(self, profile: Profile, context: Context) -> Finding:
        return None


@attrs.frozen(kw_only=True)
class Bool:
    kind: ClassVar[str] = "test/bool"

    def assess(self, profile: Profile, context: Context) -> Finding:
        return True


@attrs.frozen(kw_only=True)
class BrokenReason:
    kind: ClassVar[str] = "test/broken_reason"

    def assess(self, profile: Profile, context: Context) -> Finding:
        return Finding.of(True, Reason("broken", "{found} of {needed}", {"found": 1}))


@attrs.frozen(kw_only=True)
class BrokenPart:
    kind: ClassVar[str] = "test/broken_part"

    def assess(self, profile: Profile, context: Context) -> Finding:
        part = Finding.of(True, Reason("broken", "{found} of {needed}", {"found": 1}))
        return Finding.all_of({"0": part}, Reason("whole", "it holds"))


@attrs.frozen(kw_only=True)
class Promise:
    kind: ClassVar[str] = "test/promise"

    says: tuple[str, ...]
    by: date

    def assess(self, profile: Profile, context: Context) -> Finding:
        promises = [Condition(each, self.by) for each in self.says]
        return Finding.promised(Reason("promise", "promised"), promises)


class Stopped(BaseException):
    pass


@attrs.frozen(kw_only=True)
class Stops:
    kind: ClassVar[str] = "test/stops"

    def assess(self, profile: Profile, context: Context) -> Finding:
        raise Stopped("cancelled")


@attrs.frozen(kw_only=True)
class Mute:
    kind: ClassVar[str] = "test/mute"

    how: str

    def assess(self, profile: Profile, context: Context) -> Finding:
        return Finding.of(True, Reason("mute", "met"))

    def words(self) -> str:
        if self.how == "raises":
            raise RuntimeError("no words")
        if self.how == "exits":
            raise SystemExit(4)
        return None

    def met_by(self, vocabulary):
        return self.words()

    def considered(self, profile, context):
        return self.words()


@attrs.frozen(kw_only=True)
class Unfit:
    kind: ClassVar[str] = "test/unfit"

    def fits(self, vocabulary):
        raise LookupError("lost")

    def assess(self, profile: Profile, context: Context) -> Finding:
        return Finding.of(True, Reason("unfit", "met"))


@attrs.frozen(kw_only=True)
class Says:
    kind: ClassVar[str] = "test/says"

    outcome: str
    name: str = "it"

    def assess(self, profile: Profile, context: Context) -> Finding:
        at = f"/extensions/{self.name}"
        missing = (Missing(at, f"What of {self.name}?"),) if self.outcome in ("undetermined", "not_met") else ()
        found = Outcomes[self.outcome.upper()]
        return Finding(found, Reason("says", self.outcome), (Evidence(at, self.name),), missing)


@hookimpl
def reqcheck_criteria() -> list[type[Criterion]]:
    return [Raises, Exits, Stops, Nothing, Bool, BrokenReason, BrokenPart, Promise, Mute, Unfit, Says]
'''

RAISES, EXITS, STOPS, NONE, BOOL, BROKEN_REASON, BROKEN_PART = (
    {"kind": f"test/{each}"} for each in ("raises", "exits", "stops", "none", "bool", "broken_reason", "broken_part")
)
MET, NOT_MET, OPEN, DROPS_OUT = (
    {"kind": "test/says", "outcome": each} for each in ("met", "not_met", "undetermined", "not_applicable")
)
MAYBE_NA = {"kind": "test/says", "outcome": "met_or_not_applicable"}
FAILS_OR_DROPS_OUT = {"kind": "test/says", "outcome": "not_met_or_not_applicable"}
#: An answer that is only claimed, and one that is verified.
ANSWERS = [
    {"key": "weak", "value": True},
    {"key": "strong", "value": True, "source": {"strength": "verified", "verified_on": "2026-10-20"}},
]
WEAK, STRONG = ({"kind": "answer", "key": each, "question": f"{each}?", "equals": "yes"} for each in ("weak", "strong"))
#: What each failing kind is said to be.
FAULTS = {
    "raises": (RAISES, "RuntimeError", "out of order"),
    "exits": (EXITS, "SystemExit", "no more"),
    "stops": (STOPS, "Stopped", "cancelled"),
    "none": (NONE, "NotAFinding", "`test/none` returned None, not a Finding"),
    "bool": (BOOL, "NotAFinding", "`test/bool` returned a value of type bool, not a Finding"),
    "broken-reason": (BROKEN_REASON, "NotAFinding", "`test/broken_reason` returned a Finding that is not sound"),
}
FAILING = [pytest.param(each, id=name) for name, (each, _, _) in FAULTS.items()]


def said(outcome: str, name: str) -> Document:
    """
    A criterion with a fixed outcome and a name that its evidence and its question have.
    """
    return {"kind": "test/says", "outcome": outcome, "name": name}


def promise(*says: str, by: str = SOON) -> Document:
    """
    A criterion that is met on promises.
    """
    return {"kind": "test/promise", "says": list(says), "by": by}


def some(at_least: int, *parts: Document) -> Document:
    """
    At least so many of several criteria.
    """
    return {"some_of": {"at_least": at_least, "of": list(parts)}}


def required(criterion: Document, **fields: Any) -> Document:
    """
    A requirement; `level` and `when` may be said.
    """
    return {"criterion": criterion, **fields}


def promised(found: Finding | Report) -> list[str]:
    """
    What is promised, in order.
    """
    return [each.says for each in found.conditions]


def asked(report: Report) -> list[tuple[str, tuple[str, ...]]]:
    """
    Where each question of a report points, and the requirements that it settles.
    """
    return [(each.pointer, each.settles) for each in report.questions]


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """
    A catalog with the plugin of the tests.
    """
    file = tmp_path_factory.mktemp("plugin") / "fixed.py"
    file.write_text(PLUGIN, "utf-8")
    return open_catalog(plugins=[file])


@pytest.fixture
def checked(catalog: Catalog, tmp_path: Path) -> Checked:
    """
    The report on a candidate of whom only two answers are known.
    """

    def report(
        parameters: Document | None = None, declared: Document | None = None, **requirements: Document
    ) -> Report:
        document: Document = {"schema": "reqcheck.ruleset/1", "id": "test/fixed", "title": "Fixed"}
        if declared is not None:
            document["parameters"] = declared
        whole = {
            name: each if "criterion" in each else required(each) for name, each in requirements.items()
        }
        file = tmp_path / "ruleset.json"
        file.write_text(json.dumps({**document, "requirements": whole}), "utf-8")
        ruleset = catalog.load_ruleset(file)
        return check(Profile.from_dict({"answers": ANSWERS}), ruleset, as_of=ON, parameters=parameters or {})

    return report


def one(catalog: Catalog, folder: Path, criterion: Document) -> RuleSet:
    """
    A rule set of a single requirement.
    """
    file = folder / "ruleset.json"
    file.write_text(json.dumps({"schema": "reqcheck.ruleset/1", "id": "test/one", "title": "One", "requirements": {"it": required(criterion)}}), "utf-8")
    return catalog.load_ruleset(file)


# -- errors ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("criterion", "type_", "message"), FAULTS.values(), ids=FAULTS)
def test_a_criterion_that_fails_is_an_error(checked: Checked, criterion: Document, type_: str, message: str) -> None:
    """
    What raises, exits or returns no sound finding is an error, of which anything may be true.
    """
    outcome = checked(it=criterion)["it"]
    error = outcome.finding.error

    assert error is not None
    assert (Status.ERROR, Outcomes.ANY, type_) == (outcome.status, outcome.outcomes, error.type)
    assert message in error.message


@pytest.mark.parametrize("criterion", FAILING)
@pytest.mark.parametrize(
    ("name", "others", "expected"),
    [
        pytest.param("all_of", [], Outcomes.ANY, id="all"),
        pytest.param("all_of", [MET], Outcomes.UNDETERMINED, id="all-hold"),
        pytest.param("all_of", [NOT_MET], Outcomes.NOT_MET, id="all-fail"),
        pytest.param("all_of", [DROPS_OUT], Outcomes.ANY, id="all-drop-out"),
        pytest.param("any_of", [], Outcomes.ANY, id="any"),
        pytest.param("any_of", [MET], Outcomes.MET, id="any-holds"),
        pytest.param("any_of", [NOT_MET], Outcomes.UNDETERMINED, id="any-fails"),
        pytest.param("any_of", [DROPS_OUT], Outcomes.ANY, id="any-drops-out"),
        pytest.param("none_of", [], Outcomes.ANY, id="none"),
        pytest.param("none_of", [MET], Outcomes.NOT_MET, id="none-holds"),
        pytest.param("none_of", [NOT_MET], Outcomes.UNDETERMINED, id="none-fails"),
        pytest.param("none_of", [DROPS_OUT], Outcomes.ANY, id="none-drops-out"),
    ],
)
def test_an_error_folds_as_all_that_may_be_true(
    checked: Checked, criterion: Document, name: str, others: list[Document], expected: Outcomes
) -> None:
    """
    A tree is decided only where it is whatever the criterion that fails would have found.
    """
    outcome = checked(it={name: [criterion, *others]})["it"]

    assert expected is outcome.outcomes
    assert outcome.finding.degraded


@pytest.mark.parametrize(
    ("at_least", "others", "expected"),
    [
        pytest.param(1, [MET], Outcomes.MET, id="enough-without-it"),
        pytest.param(2, [MET, MET], Outcomes.MET, id="enough-of-three"),
        pytest.param(2, [MET, NOT_MET], Outcomes.UNDETERMINED, id="it-decides"),
        pytest.param(2, [NOT_MET, NOT_MET], Outcomes.NOT_MET, id="too-few-with-it"),
        pytest.param(1, [DROPS_OUT], Outcomes.ANY, id="it-alone"),
        pytest.param(2, [DROPS_OUT], Outcomes.NOT_MET_OR_NOT_APPLICABLE, id="too-few-or-none"),
    ],
)
def test_an_error_counts_as_perhaps_in_some_of(
    checked: Checked, at_least: int, others: list[Document], expected: Outcomes
) -> None:
    """
    Some of several is decided where the number is reached without the error, or out of reach with it.
    """
    outcome = checked(it=some(at_least, RAISES, *others))["it"]

    assert expected is outcome.outcomes
    assert outcome.finding.degraded


@pytest.mark.parametrize(
    ("level", "other", "expected", "decided_by"),
    [
        pytest.param("required", MET, Decision.NEEDS_REVIEW, ("broken",), id="required-beside-met"),
        pytest.param("required", NOT_MET, Decision.NOT_QUALIFIED, ("other",), id="required-beside-not-met"),
        pytest.param("required", OPEN, Decision.NEEDS_REVIEW, ("broken", "other"), id="required-beside-open"),
        pytest.param("required", DROPS_OUT, Decision.NEEDS_REVIEW, ("broken",), id="required-beside-not-applicable"),
        pytest.param("review", MET, Decision.NEEDS_REVIEW, ("broken",), id="review-beside-met"),
        pytest.param("review", NOT_MET, Decision.NOT_QUALIFIED, ("other",), id="review-beside-not-met"),
        pytest.param("preferred", MET, Decision.QUALIFIED, (), id="preferred-beside-met"),
        pytest.param("preferred", NOT_MET, Decision.NOT_QUALIFIED, ("other",), id="preferred-beside-not-met"),
    ],
)
def test_an_error_alone_neither_qualifies_nor_disqualifies(
    checked: Checked, level: str, other: Document, expected: Decision, decided_by: tuple[str, ...]
) -> None:
    """
    An error sends the file to a person unless another requirement decides, and the report is degraded.
    """
    report = checked(broken=required(RAISES, level=level), other=other)

    assert (expected, decided_by, True) == (report.decision, report.decided_by, report.degraded)


@pytest.mark.parametrize(
    ("criterion", "expected"),
    [
        pytest.param(RAISES, Status.ERROR, id="leaf"),
        pytest.param({"any_of": [RAISES, MET]}, Status.MET, id="met-anyway"),
        pytest.param({"all_of": [RAISES, NOT_MET]}, Status.NOT_MET, id="not-met-anyway"),
        pytest.param({"all_of": [OPEN, MET]}, Status.UNDETERMINED, id="no-error"),
        pytest.param({"all_of": [OPEN, RAISES]}, Status.ERROR, id="beside-an-open-one"),
        pytest.param({"all_of": [OPEN, {"any_of": [RAISES, MET]}]}, Status.UNDETERMINED, id="decided-below-met"),
        pytest.param({"any_of": [OPEN, {"all_of": [RAISES, NOT_MET]}]}, Status.UNDETERMINED, id="decided-below-not-met"),
        pytest.param({"all_of": [MET, {"none_of": [{"any_of": [RAISES, NOT_MET]}]}]}, Status.ERROR, id="deep-down"),
    ],
)
def test_the_status_is_an_error_only_where_it_leaves_it_open(checked: Checked, criterion: Document, expected: Status) -> None:
    """
    An error among parts that decide nothing leaves the status alone; it is degraded in any case.
    """
    report = checked(it=criterion)

    assert expected is report["it"].status
    assert ("raises" in json.dumps(criterion)) is report.degraded


@pytest.mark.parametrize(("criterion", "type_", "message"), FAULTS.values(), ids=FAULTS)
def test_an_error_stands_in_the_report(checked: Checked, criterion: Document, type_: str, message: str) -> None:
    """
    The JSON report has the type and the message of an error, and names the outcomes that are left.
    """
    document = json.loads(checked(it=criterion).to_json())
    found = document["requirements"][0]

    assert ("error", type_, True) == (found["status"], found["error"]["type"], document["degraded"])
    assert message in found["error"]["message"]
    assert ["met", "not_met", "not_applicable"] == found["could_be"]


@pytest.mark.parametrize("how", ["raises", "exits", "returns-nothing"])
@pytest.mark.parametrize("tree", [None, "any_of"], ids=["alone", "in-a-tree"])
def test_a_kind_without_words_is_called_by_its_name(checked: Checked, how: str, tree: str | None) -> None:
    """
    A requirement whose kind cannot say what it asks is called by the kind, and assessed as ever.
    """
    mute = {"kind": "test/mute", "how": how}
    outcome = checked(it=mute if tree is None else {tree: [mute]})["it"]

    assert ("test/mute" if tree is None else "any of: test/mute", Status.MET) == (outcome.title, outcome.status)


@pytest.mark.parametrize("how", ["raises", "exits", "returns-nothing"])
def test_a_kind_that_cannot_explain_itself_is_explained_as_far_as_it_goes(catalog: Catalog, tmp_path: Path, how: str) -> None:
    """
    What a kind would tell of what meets it, and of what it looked at, is left out where it fails.
    """
    explained = catalog.explain(one(catalog, tmp_path, {"kind": "test/mute", "how": how}), "it", profile=Profile.from_dict({}), as_of=ON)

    assert ("test/mute", ()) == (explained.asks.words, explained.asks.met_by)
    assert explained.looked is not None
    assert explained.looked.considered is not None
    assert "could not tell" in explained.looked.considered[0].note


def test_settings_that_a_kind_cannot_judge_are_told_at_their_place(catalog: Catalog, tmp_path: Path) -> None:
    """
    A plugin whose `fits` raises anything but `ValueError` is an error of the rule set, with a place.
    """
    with pytest.raises(DocumentError) as refused:
        catalog.check(Profile.from_dict({}), one(catalog, tmp_path, {"kind": "test/unfit"}), as_of=ON)

    (problem,) = refused.value.problems
    assert "`test/unfit` could not say whether its settings fit: LookupError" == problem.message
    assert problem.place is not None


def test_an_error_in_a_part_stands_there_in_the_report(checked: Checked) -> None:
    """
    The error of a part stands at the part even where the tree is met without it.
    """
    document = json.loads(checked(it={"any_of": [EXITS, MET]}).to_json())
    found = document["requirements"][0]
    expected = {"type": "SystemExit", "message": "no more"}

    assert ("met", "qualified", True) == (found["status"], document["decision"], document["degraded"])
    assert expected == found["parts"]["0"]["error"]
    assert "error" not in found


def test_a_part_that_cannot_be_said_is_an_error(checked: Checked) -> None:
    """
    A plugin's tree with a part whose sentence lacks a value is no sound finding.
    """
    assert Status.ERROR is checked(it=BROKEN_PART)["it"].status


@pytest.mark.parametrize("around", [{"evidence": {"at_least": "verified"}}, {}], ids=["floor", "no-floor"])
def test_a_floor_passes_an_error_on(checked: Checked, around: Document) -> None:
    """
    A criterion that fails under a floor is the error that it is without.
    """
    error = checked(it=required(RAISES, **around))["it"].finding.error

    assert error is not None
    assert "RuntimeError" == error.type


def test_one_error_among_others_makes_the_report_degraded(checked: Checked) -> None:
    """
    A report is degraded if any requirement of it is, and not if none is.
    """
    assert checked(broken=RAISES, tree={"all_of": [MET, MET]}).degraded
    assert not checked(it=MET).degraded


# -- promises -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("criterion", "expected"),
    [
        pytest.param({"any_of": [promise("a"), MET]}, [], id="any-outright"),
        pytest.param({"any_of": [promise("a", "b"), promise("c")]}, ["c"], id="any-fewest"),
        pytest.param({"any_of": [promise("a"), promise("b")]}, ["a"], id="any-as-written"),
        pytest.param({"any_of": [promise("a"), NOT_MET]}, ["a"], id="any-beside-not-met"),
        pytest.param({"any_of": [promise("a"), OPEN]}, ["a"], id="any-beside-open"),
        pytest.param({"any_of": [promise("a"), RAISES]}, ["a"], id="any-beside-an-error"),
        pytest.param({"any_of": [promise("a"), DROPS_OUT]}, ["a"], id="any-beside-not-applicable"),
        pytest.param({"any_of": [promise("a", by=YESTERDAY), promise("b")]}, ["b"], id="any-with-a-late-one"),
        pytest.param({"all_of": [promise("a"), promise("b", "c"), MET]}, ["a", "b", "c"], id="all-union"),
        pytest.param({"all_of": [promise("b"), promise("a", "b")]}, ["b", "a"], id="all-each-once"),
        pytest.param({"all_of": [promise("a"), DROPS_OUT]}, ["a"], id="all-beside-not-applicable"),
        pytest.param(some(2, promise("a"), promise("b"), MET), ["a"], id="some-with-one-outright"),
        pytest.param(some(2, MET, promise("b"), MET), [], id="some-outright"),
        pytest.param(some(2, promise("a", "b"), promise("c"), promise("d")), ["c", "d"], id="some-fewest"),
        pytest.param(some(2, promise("a", "b"), promise("c"), promise("a", "b")), ["a", "b"], id="some-shared"),
        pytest.param(some(2, promise("a"), promise("b"), promise("c")), ["a", "b"], id="some-as-written"),
        pytest.param({"any_of": [{"all_of": [promise("a"), promise("b")]}, promise("c")]}, ["c"], id="nested-fewest"),
        pytest.param({"all_of": [{"any_of": [promise("a"), promise("b")]}, promise("b")]}, ["a", "b"], id="nested-one-by-one"),
    ],
)
def test_a_tree_needs_as_few_promises_as_it_can(checked: Checked, criterion: Document, expected: list[str]) -> None:
    """
    None where it is met outright, else the fewest, then the order written; all of it needs them all.
    """
    report = checked(it=criterion)
    decision = Decision.QUALIFIED_ON_CONDITION if expected else Decision.QUALIFIED

    assert (Status.MET, expected) == (report["it"].status, promised(report["it"].finding))
    assert (decision, expected) == (report.decision, promised(report))


@pytest.mark.parametrize(
    ("criterion", "expected"),
    [
        pytest.param({"all_of": [promise("a"), NOT_MET]}, Outcomes.NOT_MET, id="not-met"),
        pytest.param({"all_of": [promise("a"), OPEN]}, Outcomes.UNDETERMINED, id="open"),
        pytest.param({"all_of": [promise("a"), RAISES]}, Outcomes.UNDETERMINED, id="error"),
    ],
)
def test_only_what_is_met_counts_on_promises(checked: Checked, criterion: Document, expected: Outcomes) -> None:
    """
    There are no conditions where promises do not suffice.
    """
    report = checked(it=criterion)
    nothing: list[str] = []

    assert (expected, nothing, nothing) == (report["it"].outcomes, promised(report["it"].finding), promised(report))


@pytest.mark.parametrize(
    "criterion",
    [
        pytest.param({"none_of": [promise("a")]}, id="alone"),
        pytest.param({"none_of": [promise("a"), NOT_MET]}, id="beside-not-met"),
        pytest.param({"none_of": [{"all_of": [promise("a"), MET]}]}, id="deeper"),
    ],
)
def test_none_of_a_promise_is_an_error(checked: Checked, criterion: Document) -> None:
    """
    What a promise would make met cannot be excluded.
    """
    report = checked(it=criterion)

    assert (Status.ERROR, Decision.NEEDS_REVIEW, True) == (report["it"].status, report.decision, report.degraded)


def test_none_of_a_late_promise_holds(checked: Checked) -> None:
    """
    A promise whose day has passed is not met, and none of it holds.
    """
    assert Status.MET is checked(it={"none_of": [promise("a", by=YESTERDAY)]})["it"].status


@pytest.mark.parametrize(
    ("by", "status", "decision"),
    [
        pytest.param(YESTERDAY, Status.NOT_MET, Decision.NOT_QUALIFIED, id="a-day-late"),
        pytest.param(TODAY, Status.MET, Decision.QUALIFIED_ON_CONDITION, id="on-the-day"),
        pytest.param(SOON, Status.MET, Decision.QUALIFIED_ON_CONDITION, id="later"),
    ],
)
def test_a_promise_holds_up_to_its_day(checked: Checked, by: str, status: Status, decision: Decision) -> None:
    """
    A deadline before the day asked is no promise.
    """
    report = checked(it=promise("a", by=by))

    assert (status, decision) == (report["it"].status, report.decision)


def test_a_decision_on_condition_lists_the_promises(checked: Checked) -> None:
    """
    Conditions of required requirements are listed in order, each once, and so in the JSON report.
    """
    report = checked(
        one=promise("b", by=LATER), two=promise("a"), again=promise("a"), other=required(promise("z"), level="preferred")
    )
    expected = [{"says": "b", "by": LATER, "pointer": ""}, {"says": "a", "by": SOON, "pointer": ""}]
    document = json.loads(report.to_json())

    assert "qualified_on_condition" == document["decision"]
    assert expected == document["conditions"]
    assert expected[:1] == document["requirements"][0]["conditions"]
    assert [] == document["decided_by"]


@pytest.mark.parametrize("when", [OPEN, RAISES, {"all_of": [OPEN, MET]}], ids=["open", "error", "tree"])
def test_a_promise_for_what_perhaps_applies_is_not_dropped(checked: Checked, when: Document) -> None:
    """
    Where it is not known whether a promise is needed the file goes to a person.
    """
    report = checked(it=required(promise("a"), when=when), other=MET)

    assert (Decision.NEEDS_REVIEW, ("it",)) == (report.decision, report.decided_by)
    assert Outcomes.ANY is report["it"].outcomes


@pytest.mark.parametrize("around", [{"at_least": "verified"}, {"at_least": "claimed"}], ids=["verified", "claimed"])
def test_a_floor_passes_a_promise_on(checked: Checked, around: Document) -> None:
    """
    What rests on no weak record keeps its conditions under a floor.
    """
    report = checked(it=required(promise("a"), evidence=around))

    assert (Decision.QUALIFIED_ON_CONDITION, ["a"]) == (report.decision, promised(report))


@pytest.mark.parametrize(
    ("criterion", "expected", "conditions"),
    [
        pytest.param({"any_of": [promise("a"), STRONG]}, Outcomes.MET, [], id="outright-on-strong-evidence"),
        pytest.param({"any_of": [promise("a"), WEAK]}, Outcomes.UNDETERMINED, [], id="outright-on-weak-evidence-only"),
        pytest.param({"all_of": [promise("a"), STRONG]}, Outcomes.MET, ["a"], id="promise-and-strong-evidence"),
        pytest.param({"all_of": [promise("a"), WEAK]}, Outcomes.UNDETERMINED, [], id="promise-and-weak-evidence"),
    ],
)
def test_a_floor_adds_no_promise(
    checked: Checked, criterion: Document, expected: Outcomes, conditions: list[str]
) -> None:
    """
    Where only the accepted records would need a promise it is not known.
    """
    outcome = checked(it=required(criterion, evidence={"at_least": "verified"}))["it"]

    assert (expected, conditions) == (outcome.outcomes, promised(outcome.finding))


# -- levels and the decision ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("requirements", "expected", "decided_by"),
    [
        pytest.param([("required", MET)], Decision.QUALIFIED, (), id="met"),
        pytest.param([("required", MET), ("required", DROPS_OUT)], Decision.QUALIFIED, (), id="met-and-not-applicable"),
        pytest.param([("required", MET), ("required", MAYBE_NA)], Decision.QUALIFIED, (), id="met-and-perhaps-not-applicable"),
        pytest.param([("required", DROPS_OUT), ("required", MAYBE_NA)], Decision.NEEDS_REVIEW, ("r1",), id="nothing-certain"),
        pytest.param([("required", DROPS_OUT)], Decision.NOT_APPLICABLE, (), id="not-applicable"),
        pytest.param([("required", DROPS_OUT), ("preferred", MET)], Decision.NOT_APPLICABLE, (), id="only-preferred-applies"),
        pytest.param([("required", NOT_MET), ("required", OPEN), ("required", NOT_MET)], Decision.NOT_QUALIFIED, ("r0", "r2"), id="not-met"),
        pytest.param([("required", MET), ("required", OPEN), ("required", OPEN)], Decision.NEEDS_REVIEW, ("r1", "r2"), id="open"),
        pytest.param([("required", MAYBE_NA), ("required", OPEN)], Decision.NEEDS_REVIEW, ("r1",), id="open-beside-what-cannot-fail"),
        pytest.param([("required", MET), ("review", NOT_MET)], Decision.NEEDS_REVIEW, ("r1",), id="review-not-met"),
        pytest.param([("required", MET), ("review", OPEN)], Decision.NEEDS_REVIEW, ("r1",), id="review-open"),
        pytest.param([("required", MET), ("review", MET)], Decision.QUALIFIED, (), id="review-met"),
        pytest.param([("required", MET), ("review", DROPS_OUT)], Decision.QUALIFIED, (), id="review-not-applicable"),
        pytest.param([("required", MET), ("review", MAYBE_NA)], Decision.QUALIFIED, (), id="review-never-not-met"),
        pytest.param([("required", MET), ("required", MAYBE_NA), ("review", NOT_MET)], Decision.NEEDS_REVIEW, ("r2",), id="review-decides-alone"),
        pytest.param([("required", NOT_MET), ("review", NOT_MET)], Decision.NOT_QUALIFIED, ("r0",), id="review-beside-not-met"),
        pytest.param([("required", OPEN), ("review", NOT_MET)], Decision.NEEDS_REVIEW, ("r0", "r1"), id="review-beside-open"),
        pytest.param([("required", DROPS_OUT), ("review", NOT_MET)], Decision.NEEDS_REVIEW, ("r1",), id="review-beside-not-applicable"),
        pytest.param([("required", promise("a")), ("review", NOT_MET)], Decision.NEEDS_REVIEW, ("r1",), id="review-beside-a-promise"),
        pytest.param([("required", MET), ("review", promise("a"))], Decision.QUALIFIED, (), id="review-on-a-promise"),
        pytest.param([("required", MET), ("preferred", NOT_MET)], Decision.QUALIFIED, (), id="preferred-not-met"),
        pytest.param([("required", MET), ("preferred", OPEN)], Decision.QUALIFIED, (), id="preferred-open"),
        pytest.param([("required", OPEN), ("preferred", OPEN)], Decision.NEEDS_REVIEW, ("r0",), id="preferred-beside-open"),
        pytest.param([("required", OPEN), ("review", OPEN)], Decision.NEEDS_REVIEW, ("r0", "r1"), id="both-open"),
        pytest.param([("required", MET), ("preferred", promise("a"))], Decision.QUALIFIED, (), id="preferred-on-a-promise"),
        pytest.param([("required", NOT_MET), ("preferred", MET)], Decision.NOT_QUALIFIED, ("r0",), id="preferred-does-not-help"),
    ],
)
def test_the_decision_follows_from_levels_and_outcomes(
    checked: Checked, requirements: list[tuple[str, Document]], expected: Decision, decided_by: tuple[str, ...]
) -> None:
    """
    Required decides, review sends to a person and never disqualifies, preferred never decides.
    """
    report = checked(**{f"r{index}": required(each, level=level) for index, (level, each) in enumerate(requirements)})

    assert (expected, decided_by) == (report.decision, report.decided_by)


def test_where_nothing_is_required_nothing_applies() -> None:
    """
    Nobody is qualified by no requirement at all, which a rule set that was not read from a file may have.
    """
    assert (Decision.NOT_APPLICABLE, ()) == decide((), ())


# -- when -----------------------------------------------------------------------------------------

STATES = {"place": {"one_of": ["clinic", "hospital"], "default": "clinic"}}


@pytest.mark.parametrize(
    ("place", "status", "decision"),
    [
        pytest.param("hospital", Status.NOT_MET, Decision.NOT_QUALIFIED, id="applies"),
        pytest.param("clinic", Status.NOT_APPLICABLE, Decision.QUALIFIED, id="does-not"),
    ],
)
def test_when_asks_for_the_value_of_a_parameter(checked: Checked, place: str, status: Status, decision: Decision) -> None:
    """
    A requirement for another value of a parameter does not apply, and still stands in the report.
    """
    report = checked(
        parameters={"place": place}, declared=STATES, it=required(NOT_MET, when={"place": "hospital"}), other=MET
    )

    assert (status, decision) == (report["it"].status, report.decision)


@pytest.mark.parametrize(
    ("when", "criterion", "expected"),
    [
        pytest.param(MET, NOT_MET, Outcomes.NOT_MET, id="true-not-met"),
        pytest.param(MET, MET, Outcomes.MET, id="true-met"),
        pytest.param(WEAK, NOT_MET, Outcomes.NOT_MET, id="true-by-the-profile"),
        pytest.param(OPEN, WEAK, Outcomes.MET_OR_NOT_APPLICABLE, id="open-met-by-the-profile"),
        pytest.param(NOT_MET, NOT_MET, Outcomes.NOT_APPLICABLE, id="false"),
        pytest.param(NOT_MET, RAISES, Outcomes.NOT_APPLICABLE, id="false-before-an-error"),
        pytest.param(DROPS_OUT, NOT_MET, Outcomes.NOT_APPLICABLE, id="not-applicable"),
        pytest.param(FAILS_OR_DROPS_OUT, NOT_MET, Outcomes.NOT_APPLICABLE, id="false-or-not-applicable"),
        pytest.param(OPEN, MET, Outcomes.MET_OR_NOT_APPLICABLE, id="open-met"),
        pytest.param(OPEN, NOT_MET, Outcomes.NOT_MET_OR_NOT_APPLICABLE, id="open-not-met"),
        pytest.param(OPEN, OPEN, Outcomes.ANY, id="open-open"),
        pytest.param(OPEN, DROPS_OUT, Outcomes.NOT_APPLICABLE, id="open-not-applicable"),
        pytest.param(RAISES, MET, Outcomes.MET_OR_NOT_APPLICABLE, id="error-met"),
    ],
)
def test_when_asks_a_criterion(checked: Checked, when: Document, criterion: Document, expected: Outcomes) -> None:
    """
    False: it does not apply; not known: not applicable is one more outcome.
    """
    assert expected is checked(it=required(criterion, when=when), other=MET)["it"].outcomes


def test_why_it_is_perhaps_not_asked_is_said_beside_what_was_found(checked: Checked) -> None:
    """
    The reason for what perhaps applies has the reason of its `when` and then its own.
    """
    reason = checked(it=required(MET, when=OPEN), other=MET)["it"].finding.reason

    assert ("applies-perhaps", "perhaps not asked (undetermined); if it is: met") == (reason.code, reason.text)


@pytest.mark.parametrize("when", [{"place": "hospital"}, NOT_MET], ids=["parameter", "criterion"])
def test_what_is_not_asked_says_no_more_than_that(checked: Checked, when: Document) -> None:
    """
    A requirement that does not apply has one reason, whether a parameter or a criterion says so.
    """
    report = checked(parameters={"place": "clinic"}, declared=STATES, it=required(RAISES, when=when), other=MET)
    reason = report["it"].finding.reason

    assert ("not-asked", "not asked here") == (reason.code, reason.text)


def test_what_is_not_asked_rests_on_its_when(checked: Checked) -> None:
    """
    A requirement that does not apply cites what its `when` cites.
    """
    finding = checked(it=required(MET, when=said("not_met", "job")), other=MET)["it"].finding

    assert ["/extensions/job"] == [each.pointer for each in finding.cited()]


def test_an_error_of_what_perhaps_applies_stays_one(checked: Checked) -> None:
    """
    A criterion that fails is an error also where it is not known whether it is asked.
    """
    outcome = checked(it=required(RAISES, when=OPEN), other=MET)["it"]
    error = outcome.finding.error

    assert error is not None
    assert (Status.ERROR, "RuntimeError") == (outcome.status, error.type)


def test_nobody_is_named_where_the_profile_names_nobody(checked: Checked) -> None:
    """
    The report on a profile without a subject has no candidate.
    """
    assert None is checked(it=MET).candidate


def test_what_perhaps_applies_has_no_conditions(checked: Checked) -> None:
    """
    A promise is not asked for what may not apply.
    """
    assert () == checked(it=required(promise("a"), when=OPEN), other=MET)["it"].finding.conditions


@pytest.mark.parametrize(
    ("criterion", "expected"),
    [
        pytest.param(NOT_MET, Decision.NEEDS_REVIEW, id="not-met"),
        pytest.param(MET, Decision.QUALIFIED, id="met"),
    ],
)
def test_what_perhaps_applies_does_not_disqualify(checked: Checked, criterion: Document, expected: Decision) -> None:
    """
    A requirement that fails where it applies sends the file to a person while that is not known.
    """
    assert expected is checked(it=required(criterion, when=OPEN), other=MET).decision


@pytest.mark.parametrize(
    ("when", "criterion", "expected"),
    [
        pytest.param(said("undetermined", "when"), said("not_met", "it"), ["when"], id="of-when"),
        pytest.param(said("undetermined", "when"), said("undetermined", "it"), ["when", "it"], id="of-both"),
        pytest.param({"all_of": [said("undetermined", "when"), MET]}, {"any_of": [said("undetermined", "it"), NOT_MET]}, ["when", "it"], id="of-trees"),
        pytest.param(said("undetermined", "when"), {"any_of": [said("undetermined", "it"), MET]}, ["when"], id="of-a-tree-that-is-met"),
        pytest.param(said("met", "when"), said("undetermined", "it"), ["it"], id="of-it"),
        pytest.param(said("not_met", "when"), said("undetermined", "it"), [], id="of-none"),
    ],
)
def test_the_questions_of_when_are_those_of_the_requirement(
    checked: Checked, when: Document, criterion: Document, expected: list[str]
) -> None:
    """
    What would tell whether a requirement applies is asked for the requirement.
    """
    report = checked(it=required(criterion, when=when), other=MET)

    assert [(f"/extensions/{each}", ("it",)) for each in expected] == asked(report)


@pytest.mark.parametrize(
    ("when", "status"),
    [
        pytest.param(RAISES, Status.ERROR, id="it-leaves-it-open"),
        pytest.param({"any_of": [RAISES, MET]}, Status.MET, id="true-anyway"),
        pytest.param({"all_of": [RAISES, NOT_MET]}, Status.NOT_APPLICABLE, id="false-anyway"),
        pytest.param({"all_of": [{"any_of": [RAISES, MET]}, OPEN]}, Status.UNDETERMINED, id="open-for-another-reason"),
    ],
)
def test_an_error_in_when_makes_the_report_degraded(checked: Checked, when: Document, status: Status) -> None:
    """
    The status is an error where the error leaves open whether it applies; degraded it is in any case.
    """
    report = checked(it=required(MET, when=when), other=MET)

    assert (status, True) == (report["it"].status, report.degraded)


@pytest.mark.parametrize("when", [promise("a"), {"any_of": [NOT_MET, promise("a")]}], ids=["alone", "in-a-tree"])
def test_a_promise_does_not_decide_whether_a_requirement_applies(checked: Checked, when: Document) -> None:
    """
    Nobody is refused for what would be asked if a promise were kept: a `when` that counts on one is an error.
    """
    report = checked(it=required(NOT_MET, when=when), other=MET)

    assert (Status.ERROR, Decision.NEEDS_REVIEW, True) == (report["it"].status, report.decision, report.degraded)
    assert Outcomes.NOT_MET_OR_NOT_APPLICABLE is report["it"].outcomes


@pytest.mark.parametrize(
    ("when", "status"),
    [
        pytest.param({"any_of": [MET, promise("a")]}, Status.NOT_MET, id="true-anyway"),
        pytest.param(promise("a", by=YESTERDAY), Status.NOT_APPLICABLE, id="late"),
    ],
)
def test_a_promise_that_a_when_does_not_count_on_does_no_harm(checked: Checked, when: Document, status: Status) -> None:
    """
    Where a `when` is true without its promise, or the day to keep it has passed, there is no error.
    """
    report = checked(it=required(NOT_MET, when=when), other=MET)

    assert (status, False) == (report["it"].status, report.degraded)


FLAWS = {
    "`reason` is a value of type str, not a Reason": Finding(Outcomes.MET, "why"),  # type: ignore[arg-type]
    "`outcomes` is None, not one of Outcomes": Finding(None, Reason("a", "why")),  # type: ignore[arg-type]
    "`evidence` holds a value of type str, not Evidence": Finding(Outcomes.MET, Reason("a", "why"), ("/licenses/0",)),  # type: ignore[arg-type]
    "`missing` is a value of type Missing, not a tuple": Finding(Outcomes.UNDETERMINED, Reason("a", "why"), (), Missing("/a", "a?")),  # type: ignore[arg-type]
    "a text, a part or an amount of it is not what it should be": Finding(Outcomes.MET, Reason("a", "{x}", {"x": "\ud800"})),
}


@pytest.mark.parametrize("flaw", FLAWS)
def test_what_is_wrong_with_a_finding_is_named(flaw: str) -> None:
    """
    Whoever writes a kind is told which field of its finding is not what it should be.
    """
    assert not FLAWS[flaw].is_sound()
    assert flaw == _flaw(FLAWS[flaw])
