"""
The tests of the rule sets that come with reqcheck: they pass, and they have seen everything.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from reqcheck import SuiteResult, load_suite, open_catalog, run_suite

ROOT = Path(__file__).parents[1]
CATALOG = open_catalog()
BUILTIN = [each for each in CATALOG.rulesets() if CATALOG.source_of(each) == "built-in"]


@pytest.fixture(scope="module", params=BUILTIN)
def result(request: pytest.FixtureRequest) -> SuiteResult:
    """
    What running the tests of one built-in rule set finds.
    """
    return run_suite(load_suite(request.param, CATALOG))


def test_every_test_passes(result: SuiteResult) -> None:
    """
    A built-in rule set says what its tests expect.
    """
    assert {} == {each.case.name: each.differences for each in result.failed}


def test_everything_is_seen(result: SuiteResult) -> None:
    """
    Each requirement is seen in every status, and each number from both sides.
    """
    coverage = result.coverage

    assert [] == [(each.id, each.missing) for each in coverage.requirements if each.missing]
    assert [] == [(each.threshold, each.missing) for each in coverage.thresholds if each.missing]
    assert 100 == coverage.percent


def test_each_number_of_years_is_tested_to_the_day(result: SuiteResult) -> None:
    """
    Tests stand on the day on which so many years of 365 days are reached, and on the day before.
    """
    near = [(each.nearest_met, each.nearest_not_met) for each in result.coverage.thresholds]

    assert near
    for above, below in near:
        assert above is not None
        assert below is not None
        assert (above.least, below.most) == (above.needed, below.needed - 1)


#: A rule of a rule set, and another one that is not quite the same.
CHANGED = [
    ("chief-medical-officer", "degree: physician", "degree: MD"),
    ("chief-medical-officer", "type: medical, ", ""),
    ("chief-medical-officer", "status: active", "status: any"),
    ("chief-medical-officer", "default: 3", "default: 4"),
    ("chief-medical-officer", "default: 5", "default: 4.99"),
    ("chief-medical-officer", "category: clinical, ", ""),
    ("chief-medical-officer", "category: leadership, ", ""),
    ("chief-medical-officer", "category: [administrative, leadership]", "category: leadership"),
    ("chief-medical-officer", "    level: preferred\n", ""),
    ("chief-medical-officer", "        - {kind: degree, degree: management}\n", ""),
    ("chief-medical-officer", "        - {kind: certification, name: CPE}\n", ""),
    ("chief-medical-officer", "        - {kind: certification, name: FACHE}\n", ""),
    ("clinical-director", "level_at_least: master", "level_at_least: bachelor"),
    ("clinical-director", "master, field: health", "doctorate, field: health"),
    ("clinical-director", ", field: health", ""),
    ("clinical-director", "default: 3", "default: 2.99"),
    ("clinical-director", "        - {setting: healthcare}\n", ""),
    ("clinical-director", "        - {category: care}\n", ""),
    ("clinical-director", "    level: preferred\n", ""),
    ("medical-director", "[MD, DO]", "[MD]"),
    ("medical-director", "[MD, DO]", "[DO]"),
    ("medical-director", "type: residency, status: completed", "type: residency, status: any"),
    ("medical-director", "type: residency, ", ""),
    ("medical-director", "[USMLE, COMLEX-USA]", "USMLE"),
    ("medical-director", "status: active", "status: any"),
    ("medical-director", ", unrestricted: yes", ""),
    ("medical-director", "jurisdiction: $work_state", "jurisdiction: US"),
    ("medical-director", "type: medical, ", "type: medical, class: any, "),
    ("medical-director", "[ABMS, AOA]", "ABMS"),
    ("medical-director", "status: certified", "status: pursuing"),
    ("medical-director", "default: 5", "default: 5.01"),
    ("medical-director", "default: 5", "default: 4.99"),
    ("medical-director", "category: clinical, ", ""),
    ("medical-director", "type: fellowship, ", ""),
    ("medical-director", "[MBA, MHA]", "[MBA]"),
    ("medical-director", "[MBA, MHA]", "[MHA]"),
    ("medical-director", "[MBA, MHA]", "[MBA, MHA, MPH]"),
]


@pytest.mark.parametrize(("name", "old", "new"), CHANGED)
def test_a_changed_rule_is_noticed(tmp_path: Path, name: str, old: str, new: str) -> None:
    """
    The tests of a rule set fail once one of its rules is another.
    """
    rules, tests = (ROOT.joinpath("rulesets", f"{name}{ending}").read_text("utf-8") for ending in (".yaml", ".test.yaml"))
    assert old in rules
    (tmp_path / "changed.yaml").write_text(rules.replace(old, new), "utf-8")
    (tmp_path / "changed.test.yaml").write_text(tests.replace(f"ruleset: {name}\n", ""), "utf-8")

    assert run_suite(load_suite(tmp_path / "changed.yaml", CATALOG)).failed


def test_tests_are_no_rule_sets() -> None:
    """
    A file with tests cannot be named as a rule set.
    """
    assert [] == [each for each in CATALOG.rulesets() if "test" in each]
