"""
The benchmarks: what they measure with is always the same, and they run.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from runpy import run_path
from typing import Any

import pytest

import reqcheck
from reqcheck import Catalog, Level, Profile, Report, RuleSet, open_catalog

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"


@pytest.fixture(scope="module")
def generator() -> dict[str, Any]:
    """
    The names of the generator, which is no part of the package.
    """
    return run_path(str(BENCHMARKS / "generate.py"))


@pytest.fixture(scope="module")
def profiles(generator: dict[str, Any]) -> list[bytes]:
    """
    Three hundred profiles.
    """
    found: list[bytes] = generator["generate"](300)
    return found


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    """
    One catalog for all tests.
    """
    return open_catalog()


@pytest.fixture(scope="module")
def ten(catalog: Catalog) -> RuleSet:
    """
    The rule set that is measured.
    """
    found: RuleSet = catalog.load_ruleset(BENCHMARKS / "ten.yaml")
    return found


@pytest.fixture(scope="module")
def reports(generator: dict[str, Any], profiles: list[bytes], catalog: Catalog, ten: RuleSet) -> list[Report]:
    """
    What is found of every profile.
    """
    as_of, parameters = generator["AS_OF"], {"work_state": "CA"}
    return [
        catalog.check(Profile.from_json(each), ten, as_of=as_of, parameters=parameters) for each in profiles
    ]


def test_the_same_arguments_give_the_same_bytes(generator: dict[str, Any], profiles: list[bytes]) -> None:
    """
    A second call gives the same profiles, and a shorter one their beginning.
    """
    assert generator["generate"](300) == profiles
    assert generator["generate"](20) == profiles[:20]


def test_another_seed_gives_other_profiles(generator: dict[str, Any], profiles: list[bytes]) -> None:
    """
    The seed decides.
    """
    assert generator["generate"](5, 1) != profiles[:5]


def test_the_command_writes_the_same_bytes_as_json_lines(profiles: list[bytes], tmp_path: Path) -> None:
    """
    Another process with another hash seed writes the same profiles, one on each line.
    """
    path = tmp_path / "profiles.jsonl"
    command = [sys.executable, str(BENCHMARKS / "generate.py"), str(path), "300"]
    subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": "1"})
    assert path.read_bytes().splitlines() == profiles


def test_every_profile_loads(profiles: list[bytes]) -> None:
    """
    Poor records are incomplete, never malformed.
    """
    for each in profiles:
        Profile.from_json(each)


def test_profiles_are_compact_json_of_about_two_and_a_half_kilobytes(profiles: list[bytes]) -> None:
    """
    The mean is that of the profiles the peers were measured with.
    """
    assert 2_200 <= sum(map(len, profiles)) / len(profiles) <= 2_800
    for each in profiles:
        text = json.dumps(json.loads(each), ensure_ascii=False, separators=(",", ":"))
        assert text.encode() == each


def test_candidates_hold_three_to_eight_positions(profiles: list[bytes]) -> None:
    """
    Most have several, and no two numbers of positions are left out in between.
    """
    assert {len(Profile.from_json(each).positions) for each in profiles} == {3, 4, 5, 6, 7, 8}


def test_ten_requirements_are_asked(ten: RuleSet) -> None:
    """
    Eight of them are required and two preferred.
    """
    levels = Counter(each.level for each in ten.requirements)
    assert levels == {Level.REQUIRED: 8, Level.PREFERRED: 2}


def test_all_decisions_occur_and_about_half_qualify(reports: list[Report]) -> None:
    """
    Every decision occurs that ten requirements without promises and without `when` can lead to.
    """
    decisions = Counter(each.decision.value for each in reports)
    assert decisions.keys() == {"qualified", "not_qualified", "needs_review"}
    assert 0.4 <= decisions["qualified"] / len(reports) <= 0.6
    assert not any(each.degraded for each in reports)


def test_every_requirement_is_met_not_met_and_undetermined_for_somebody(reports: list[Report]) -> None:
    """
    No requirement is measured in one of its ways only.
    """
    for outcome in reports[0]:
        found = {report[outcome.id].status.value for report in reports}
        assert found == {"met", "not_met", "undetermined"}, outcome.id


def test_a_candidate_with_many_positions_can_be_made(generator: dict[str, Any]) -> None:
    """
    As many as are asked, all of them well formed.
    """
    assert len(Profile.from_json(generator["employed"](1_000)).positions) == 1_000


def ran(script: str, *arguments: str) -> str:
    """
    What a script prints, once it has come to its end without complaint.
    """
    command = [sys.executable, str(BENCHMARKS / script), *arguments]
    path = os.pathsep.join([str(Path(reqcheck.__file__).parents[1]), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run(
        command, check=False, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": path}
    )
    assert done.returncode == 0, done.stderr
    assert not done.stderr
    return done.stdout


def orjson_is_there() -> None:
    pytest.importorskip("orjson", reason="orjson is what is measured against: pip install reqcheck[bench]")


def test_the_measurement_runs() -> None:
    """
    A tiny run prints every table.
    """
    orjson_is_there()
    printed = ran("run.py", "--profiles", "10", "--rounds", "1")
    for each in ("bytes to Report ", "check_many", "positions", "requirements", "qualified"):
        assert each in printed


def test_every_engine_answers_as_reqcheck_does() -> None:
    """
    Engines that are installed agree on each of the profiles that reqcheck decides; the others are named.
    """
    orjson_is_there()
    printed = ran("peers.py", "--profiles", "60", "--rounds", "1")
    agreement = re.findall(r"([\d,]+) of ([\d,]+)$", printed, re.MULTILINE)
    assert len(agreement) >= 2
    assert all(one == other for one, other in agreement)
    for each in ("jsonschema", "zen", "cedar", "openfisca", "rule", "by hand", "bytes to report JSON"):
        assert each in printed.casefold() or each in printed


def test_the_command_line_is_measured_on_many() -> None:
    """
    A tiny run prints the time and the memory of both tables.
    """
    pytest.importorskip("resource", reason="what a process took is asked of the operating system")
    printed = ran("scale.py", "--candidates", "5", "20", "--checked", "20", "--rounds", "1")
    for each in ("us each", "peak MiB", "2 workers are done"):
        assert each in printed


def test_lint_is_measured_against_loading() -> None:
    """
    A short run prints the ratio for every built-in rule set; lint takes at most three times what loading takes.
    """
    printed = ran("lint.py", "2")
    ratios = {name: float(ratio) for name, ratio in re.findall(r"^(\S+) +[\d.]+ +[\d.]+ +([\d.]+) ", printed, re.MULTILINE)}

    assert {*open_catalog().rulesets(), "ten.yaml"} == set(ratios)
    assert max(ratios.values()) <= 3


def test_the_cost_of_a_change_is_measured() -> None:
    """
    A tiny run prints both ratios, and somebody changes decision.
    """
    pytest.importorskip("resource", reason="what a process took is asked of the operating system")
    printed = ran("change.py", "--profiles", "60", "--rounds", "1")
    for each in ("change decision", "bytes to Report, and to Contrast", "check to JSON Lines, and diff"):
        assert each in printed
    assert not printed.startswith("0 of")


def test_loading_layers_is_measured() -> None:
    """
    A short run prints both ways of loading, beside the parser alone.
    """
    printed = ran("layers.py", "2")
    for each in ("yaml.compose, all files", "load_ruleset, the first time", "load_ruleset, again"):
        assert each in printed
