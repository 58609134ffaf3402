"""
Cases as they are run: what differs is told, and what was seen is counted.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any, ClassVar

import attrs
import pytest
from suites import HEAD, RULES, catalog, ran

from reqcheck import Context, Coverage, Finding, Profile, Reason, Status, SuiteResult
from reqcheck.loading.yaml import parse_yaml
from reqcheck.testing.thresholds import sides_of, thresholds_in

ALL = "  all: {expect: {decision: qualified, statuses: met, missing: []}}\n"


def told(result: SuiteResult) -> list[tuple[str, str, str]]:
    return [(each.what, str(each.expected), str(each.found)) for case in result.failed for each in case.differences]


# --- what differs


def test_what_is_as_expected_passes(tmp_path: Path) -> None:
    """
    A case passes where everything that it expects is so, and it may expect little.
    """
    result = ran(tmp_path, f"{ALL}  little: {{patch: {{/licenses: null}}, expect: {{statuses: {{work: met}}}}}}\n")

    assert [True, True] == [each.passed for each in result.cases]
    assert () == result.failed


#: An expectation that is wrong, and what is told.
WRONG = {
    "decision: not_qualified": [("decision", "not_qualified", "qualified")],
    "statuses: {work: not_met}": [("work", "not_met", "met")],
    "statuses: {work: undetermined, license: met}": [("work", "undetermined", "met")],
    "statuses: {license: not_applicable}": [("license", "not_applicable", "met")],
    "statuses: {license: error}": [("license", "error", "met")],
    "missing: [/licenses/0/status]": [("missing", "/licenses/0/status", "nothing")],
    "decision: needs_review, statuses: not_met": [
        ("decision", "needs_review", "qualified"),
        ("work", "not_met", "met"),
        ("license", "not_met", "met"),
    ],
}


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_not_as_expected_fails(tmp_path: Path, wrong: str) -> None:
    """
    Each expectation that is not so is a difference of its own.
    """
    assert WRONG[wrong] == told(ran(tmp_path, f"  a: {{expect: {{{wrong}}}}}\n"))


def test_a_difference_says_why(tmp_path: Path) -> None:
    """
    A status comes with the requirement's reason, a decision with who decided it, what is missing with the questions.
    """
    cases = "  a: {patch: {/licenses/0/status: null, /positions/0/start: 2024-07-02}, expect: {decision: qualified, statuses: met, missing: []}}\n"
    decision, work, license_, missing = ran(tmp_path, cases).failed[0].differences

    assert decision.because == "work"
    assert work.because == "729 of 730 days of clinical experience (2 years of 365 days)"
    assert "status" in license_.because
    assert (missing.found, missing.expected) == ("/licenses/0/status", "nothing")
    assert missing.because.endswith("?")


def test_exactly_what_is_missing_is_expected(tmp_path: Path) -> None:
    """
    A fact that is asked beyond those expected is a difference, and so is one that is not asked.
    """
    cases = "  a: {patch: {/licenses/0/status: null, /positions/0/start: 2024}, expect: {missing: [/licenses/0/status, /licenses/0/number]}}\n"

    assert [("missing", "/licenses/0/number, /licenses/0/status", "/licenses/0/status, /positions/0/start")] == told(ran(tmp_path, cases))


# --- what was seen


def seen(coverage: Coverage) -> dict[str, set[str]]:
    return {each.id: {status.value for status in each.wanted if status not in each.missing} for each in coverage.requirements}


def test_a_status_is_seen_where_it_is_expected(tmp_path: Path) -> None:
    """
    A case counts for the requirements that it names, and not for what else was found.
    """
    result = ran(tmp_path, "  a: {expect: {decision: qualified, statuses: {work: met}}}\n")

    assert {"work": {"met"}, "license": set()} == seen(result.coverage)


def test_a_case_that_fails_has_seen_nothing(tmp_path: Path) -> None:
    """
    What a failing case found does not count.
    """
    result = ran(tmp_path, "  a: {expect: {decision: needs_review, statuses: met}}\n")

    assert {"work": set(), "license": set()} == seen(result.coverage)
    assert 0 == result.coverage.seen == result.coverage.percent


FULL = f"""\
{ALL}\
  short: {{patch: {{/positions/0/start: 2024-07-02}}, expect: {{statuses: {{work: not_met}}}}}}
  other: {{patch: {{/licenses/0/type: nursing}}, expect: {{statuses: {{license: not_met}}}}}}
  unknown: {{profile: {{}}, expect: {{statuses: undetermined}}}}
  clinic: {{parameters: {{setting: clinic}}, expect: {{statuses: {{license: not_applicable}}}}}}
"""


def test_everything_can_be_seen(tmp_path: Path) -> None:
    """
    Three statuses for each requirement, a fourth where there is a `when`, and two sides for each number.
    """
    coverage = ran(tmp_path, FULL).coverage

    assert (9, 9, 100) == (coverage.wanted, coverage.seen, coverage.percent)
    assert {"met", "not_met", "undetermined", "not_applicable"} == seen(coverage)["license"]
    assert {"met", "not_met", "undetermined"} == seen(coverage)["work"]


@pytest.mark.parametrize("left_out", range(5))
def test_each_case_of_a_full_suite_counts(tmp_path: Path, left_out: int) -> None:
    """
    Without any one of its cases, a suite that has no case too many has not seen everything.
    """
    cases = FULL.splitlines(keepends=True)
    coverage = ran(tmp_path, "".join([*cases[:left_out], *cases[left_out + 1 :]])).coverage

    assert coverage.percent < 100


def test_the_nearest_cases_are_told(tmp_path: Path) -> None:
    """
    Of several cases on one side of a number, the nearest is remembered, with what is needed there.
    """
    far = "".join(
        f"  {each}: {{patch: {{/positions/0/start: {each}}}, expect: {{statuses: {{work: {status}}}}}}}\n"
        for each, status in {"2020-01-01": "met", "2026-01-01": "not_met", "2024-07-02": "not_met", "2024-06-01": "met"}.items()
    )
    (found,) = ran(tmp_path, far + ALL).coverage.thresholds

    assert ("work", "", "years") == found.threshold
    assert ("730 of 730 days", "729 of 730 days") == (str(found.nearest_met), str(found.nearest_not_met))


def test_nobody_without_work_shows_how_much_is_asked(tmp_path: Path) -> None:
    """
    A case is on a side of a number only if the number decides: without any work no number would be met.
    """
    cases = "  none: {patch: {/positions: null, /none: [positions]}, expect: {statuses: {work: not_met}}}\n"
    result = ran(tmp_path, cases)

    assert () == result.failed
    assert (Status.MET, Status.NOT_MET) == result.coverage.thresholds[0].missing


# --- thresholds

ON = date(2026, 6, 30)


def sides(criterion: str, document: dict[str, Any]) -> dict[tuple[str, str], bool]:
    """
    The numbers on which a verdict turns, and whether it is met.
    """
    read = catalog()._settings.criterion(parse_yaml(criterion, "criterion.yaml"))
    profile = Profile.from_dict({"recorded_on": ON.isoformat(), **document}).as_of(ON)
    return {(part, setting): side.met for part, setting, side in sides_of(read, profile, Context(ON, catalog().vocabulary))}


@pytest.mark.parametrize("days", [28, 364, 729, 730, 731, 5000])
@pytest.mark.parametrize("asked", ["years: 2", "days: 730", "years: 2.5", "months: 24"])
def test_a_side_is_that_of_the_amount(days: int, asked: str) -> None:
    """
    Whoever has some work is on the side of a length that the number of days says.
    """
    start = (ON - timedelta(days=days - 1)).isoformat()
    name, number = asked.split(": ")
    needed = {"years": 365, "days": 1, "months": 365 / 12}[name] * float(number)

    assert {("", name): days >= needed} == sides(f"{{kind: experience, {asked}}}", {"positions": [{"start": start, "end": ".."}]})


#: A criterion with a number, and candidates who are on its two sides because of it.
NUMBERS: dict[str, tuple[tuple[str, str], dict[str, Any], dict[str, Any]]] = {
    "{kind: license, held: {years: 2}}": (
        ("", "held"),
        {"licenses": [{"class": "full", "status": "active", "issued": "2024-06-30", "expires": "2030"}]},
        {"licenses": [{"class": "full", "status": "active", "issued": "2024-07-01", "expires": "2030"}]},
    ),
    "{kind: training, type: residency, months: 36}": (
        ("", "months"),
        {"training": [{"type": "residency", "status": "completed", "start": "2019-07", "end": "2022-06"}]},
        {"training": [{"type": "residency", "status": "completed", "start": "2019-08", "end": "2022-06"}]},
    ),
    "{kind: training, type: residency, within_last: {years: 3}}": (
        ("", "within_last"),
        {"training": [{"type": "residency", "status": "completed", "end": "2023-06-30"}]},
        {"training": [{"type": "residency", "status": "completed", "end": "2023-06-29"}]},
    ),
    "{kind: exam, exam: USMLE, part: step 1, max_attempts: 2}": (
        ("", "max_attempts"),
        {"exams": [{"exam": "USMLE", "part": "step 1", "result": "pass", "taken": "2020", "attempts": 2}]},
        {"exams": [{"exam": "USMLE", "part": "step 1", "result": "pass", "taken": "2020", "attempts": 3}]},
    ),
    "{kind: no_history, of: moving_violation, look_back: {years: 3}}": (
        ("", "look_back"),
        {"sanctions": [{"kind": "moving_violation", "effective": "2020-01-01", "ended": "2020-01-01"}]},
        {"sanctions": [{"kind": "moving_violation", "effective": "2024-01-01", "ended": "2024-01-01"}]},
    ),
    "{some_of: {at_least: 2, of: [{kind: degree, degree: MD}, {kind: license}, {kind: certification, name: ACLS}]}}": (
        ("", "at_least"),
        {"education": [{"degree": "MD", "status": "conferred"}], "licenses": [{"class": "full", "status": "active", "expires": ".."}], "none": ["certifications"]},
        {"education": [{"degree": "MD", "status": "conferred"}], "none": ["certifications", "licenses"]},
    ),
    "{any_of: [{kind: degree, degree: MD}, {kind: experience, days: 3}]}": (
        ("1", "days"),
        {"positions": [{"start": "2026-06-28", "end": ".."}]},
        {"positions": [{"start": "2026-06-29", "end": ".."}]},
    ),
}


@pytest.mark.parametrize("criterion", NUMBERS)
def test_every_kind_of_number_has_two_sides(criterion: str) -> None:
    """
    Lengths, spans, counts and `at_least` of a tree are thresholds, wherever in a criterion they stand.
    """
    threshold, above, below = NUMBERS[criterion]
    read = catalog()._settings.criterion(parse_yaml(criterion, "criterion.yaml"))

    assert [threshold] == list(thresholds_in(read))
    assert ({threshold: True}, {threshold: False}) == (sides(criterion, above), sides(criterion, below))


def test_a_floor_has_a_threshold(tmp_path: Path) -> None:
    """
    How recent a verification has to be is a number like others.
    """
    rules = RULES.replace("{kind: license, type: medical}", "{kind: license, type: medical}, evidence: {at_least: verified, within_last: {days: 90}}")
    source = "source: {strength: verified, verified_on: 2026-04-01}"
    head = HEAD.replace("expires: 2030}", f"expires: 2030, {source}}}")
    stale = "  stale: {patch: {/licenses/0/source/verified_on: 2026-03-31}, expect: {statuses: {license: undetermined}}}\n"
    found = {each.threshold.setting: each for each in ran(tmp_path, ALL + stale, head, rules).coverage.thresholds}

    assert {"years", "evidence.within_last"} == set(found)
    assert () == found["evidence.within_last"].missing


def test_a_number_within_a_setting_is_one(tmp_path: Path) -> None:
    """
    A length in `counts_from` is a threshold of the criterion that it stands in.
    """
    rules = RULES.replace("years: $years}", "years: $years, counts_from: {kind: license, held: {years: 1}}}")
    found = [each.threshold for each in ran(tmp_path, ALL, rules=rules).coverage.thresholds]

    assert [("work", "", "years"), ("work", "", "counts_from.held")] == found


def test_words_and_yes_or_no_are_no_numbers() -> None:
    """
    A setting that is text, or yes or no, has no sides.
    """
    criterion = "{kind: license, unrestricted: yes, issued: {from: 2010-01-01}}"

    assert [] == list(thresholds_in(catalog()._settings.criterion(parse_yaml(criterion, "criterion.yaml"))))


@attrs.frozen(kw_only=True)
class Fragile:
    """
    A kind that fails with every number but one.
    """

    kind: ClassVar[str] = "acme/fragile"

    number: int = 7

    def assess(self, profile: Profile, context: Context) -> Finding:
        if self.number != 7:
            raise ArithmeticError
        return Finding.of(True, Reason("acme.fragile", "seven"))


def test_a_criterion_that_fails_is_no_side() -> None:
    """
    A kind that cannot assess with another number does not show that the number decides.
    """
    context = Context(ON, catalog().vocabulary)

    assert [("", "number")] == list(thresholds_in(Fragile()))
    assert [] == list(sides_of(Fragile(), Profile.from_dict({}), context))
