"""
``reqcheck rulesets new``: a rule set to begin with.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reqcheck import load_ruleset, load_suite, run_suite
from reqcheck.cli import main


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def new(*words: str) -> Result:
    return CliRunner().invoke(main, ["rulesets", "new", *words], prog_name="reqcheck")


def test_what_is_written_passes_its_tests() -> None:
    """
    The new rule set has its id and a title, and its own tests pass and have seen everything.
    """
    result = new("harbor/staff-physician")
    suite = run_suite(load_suite("staff-physician.yaml"))

    assert (0, "wrote staff-physician.yaml; try `reqcheck rulesets test staff-physician.yaml`\n") == (result.exit_code, result.output)
    assert ("harbor/staff-physician", "Staff Physician") == (suite.suite.ruleset.id, suite.suite.ruleset.title)
    assert () == suite.failed
    assert 100 == suite.coverage.percent


def test_the_file_can_be_chosen() -> None:
    """
    With -o the rule set stands where one wants it, and nothing is left to fill in.
    """
    Path("rules").mkdir()

    assert 0 == new("harbor/nurse", "-o", "rules/nurse.yml").exit_code
    assert "harbor/nurse" == load_ruleset("rules/nurse.yml").id
    assert not [line for line in Path("rules/nurse.yml").read_text("utf-8").splitlines() if "{id}" in line or "{title}" in line]


def test_nothing_is_overwritten() -> None:
    """
    A file that is there stays as it is.
    """
    Path("nurse.yaml").write_text("mine", "utf-8")
    result = new("harbor/nurse")

    assert (2, "error: nurse.yaml is there already, and stays as it is; give another name with -o\n") == (result.exit_code, result.stderr)
    assert "mine" == Path("nurse.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("Staff Physician",), "`Staff Physician` is no id; write small letters, digits and hyphens"),
        (("medical-director",), "`medical-director` comes with reqcheck; put a prefix of your own before it: harbor/medical-director"),
        (("../nurse",), "`../nurse` is no id"),
        (("harbor/nurse", "-o", "nurse.txt"), "a rule set is a file that ends in .yaml, such as nurse.yaml"),
        (("harbor/nurse", "-o", "nurse.test.yaml"), "holds tests"),
        (("harbor/nurse", "-o", "nowhere/nurse.yaml"), "nowhere/nurse.yaml cannot be written: No such file or directory"),
    ],
)
def test_what_cannot_be_written_is_refused(words: tuple[str, ...], told: str) -> None:
    """
    A name that is no id, or that is taken, and a file that is none are refused, and nothing is written.
    """
    result = new(*words)

    assert 2 == result.exit_code
    assert told in result.stderr
    assert [] == list(Path().iterdir())


# -- a rule set that changes another ----------------------------------------------------------

BASE = """\
schema: reqcheck.ruleset/1
id: harbor/nurse
title: Nurse
evidence: {at_least: verified}
parameters:
  state: {type: jurisdiction}
  years: {type: number, default: [{since: 2020-01-01, value: 2}]}
  unit: {type: text, title: "Unit {id}"}
requirements:
  night-calls: {title: "Is {title}\\n  called", criterion: {kind: answer, key: "{today}", question: Why?, equals: $unit}}
  license: {criterion: {kind: license, type: nursing, jurisdiction: $state}}
  care: {level: preferred, criterion: {kind: experience, category: nursing, years: $years}}
"""


@pytest.mark.parametrize("name", ["medical-director", "chief-medical-officer", "clinical-director", "base.yaml"])
def test_an_overlay_passes_its_tests(name: str) -> None:
    """
    What is written with --extends changes another rule set, its tests pass, and have seen all that it adds.
    """
    Path("base.yaml").write_text(BASE, "utf-8")
    result = new("harbor/own", "--extends", name)
    suite = run_suite(load_suite("own.yaml"))
    added = suite.coverage.requirements[-1]

    assert (0, "wrote own.yaml; try `reqcheck rulesets test own.yaml`\n") == (result.exit_code, result.output)
    assert ("harbor/own", load_ruleset(name).id) == suite.suite.ruleset.layers
    assert (3, ()) == (len(suite.cases), suite.failed)
    assert (load_ruleset(name).requirements, ()) == (suite.suite.ruleset.requirements[:-1], added.missing)


@pytest.mark.parametrize("name", ["medical-director", "chief-medical-officer", "clinical-director", "base.yaml"])
def test_what_waits_in_its_notes_can_be_used(name: str) -> None:
    """
    With the # taken away from each change that waits in the notes, the overlay loads, and changes what it says.
    """
    Path("base.yaml").write_text(BASE, "utf-8")
    new("harbor/own", "--extends", name)
    written = Path("own.yaml").read_text("utf-8")
    waiting = re.findall(r"(?m)^# ((?:set|change|remove|not_checked):\n(?:#   .+\n)+)", written)
    Path("used.yaml").write_text(written + "".join(each.replace("\n# ", "\n") for each in waiting), "utf-8")

    assert len(waiting) == (4 if load_ruleset(name).parameters else 3)
    assert {"change", "remove", "add", *(("set",) if load_ruleset(name).parameters else ())} == {each.act for each in load_ruleset("used.yaml").edits}
    assert run_suite(load_suite("used.yaml")).failed == ()


def test_an_overlay_names_a_file_from_its_own_folder() -> None:
    """
    A file is extended from the folder of the new one, and one that is not in it cannot be.
    """
    Path("rules/below").mkdir(parents=True)
    Path("rules/below/base.yaml").write_text(BASE, "utf-8")
    outside = new("harbor/own", "--extends", "rules/below/base.yaml", "-o", "rules/below/deeper/own.yaml")

    assert 0 == new("harbor/own", "--extends", "rules/below/base.yaml", "-o", "rules/own.yaml").exit_code
    assert ("harbor/own", "harbor/nurse") == load_ruleset("rules/own.yaml").layers
    assert 2 == outside.exit_code
    assert "write the new one beside it: -o rules/below/own.yaml" in outside.stderr


def test_an_overlay_of_an_overlay_takes_names_of_its_own() -> None:
    """
    What the rule set below has already is named otherwise in the new one.
    """
    new("harbor/one", "--extends", "medical-director")
    new("harbor/two", "--extends", "one.yaml")

    assert ["night-calls", "night-calls-2"] == [each.id for each in load_ruleset("two.yaml").requirements[-2:]]
    assert () == run_suite(load_suite("two.yaml")).failed


def test_values_that_may_not_fit_are_told() -> None:
    """
    Where no example fits a parameter, the overlay is written, and it is said what its tests need first.
    """
    Path("base.yaml").write_text(BASE.replace("type: nursing", "type: $unit"), "utf-8")
    result = new("harbor/own", "--extends", "base.yaml")

    assert "wrote own.yaml; give the parameters in its tests values that fit, and then try `reqcheck rulesets test own.yaml`\n" == result.output
    assert 2 == CliRunner().invoke(main, ["rulesets", "test", "own.yaml"]).exit_code


def test_examples_are_those_of_the_tests_below() -> None:
    """
    A parameter has the value that the tests of the rule set below give it.
    """
    tests = "tests:\n  as_of: 2026-01-01\n  parameters: {unit: nursing, state: NV}\n  cases: {one: {profile: {}, expect: {decision: needs_review}}}\n"
    Path("base.yaml").write_text(BASE.replace("type: nursing", "type: $unit") + tests, "utf-8")

    assert 0 == new("harbor/own", "--extends", "base.yaml").exit_code
    assert {"unit": "nursing", "state": "NV"} == dict(load_suite("own.yaml").cases[0].parameters)
    assert () == run_suite(load_suite("own.yaml")).failed


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("harbor/own", "--extends", "medical-directr"), "no rule set is called `medical-directr`; did you mean `medical-director`?"),
        (("harbor/own", "--extends", "nowhere.yaml"), "nowhere.yaml: cannot be read: No such file or directory"),
        (("harbor/nurse", "--extends", "base.yaml", "-o", "own.yaml"), "`harbor/nurse` is the id of what it would extend"),
        (("harbor/own", "--extends", "link.yaml"), "leads out of the folder"),
    ],
)
def test_what_cannot_be_extended_is_refused(words: tuple[str, ...], told: str) -> None:
    """
    A rule set that cannot be read or extended is told, and nothing is written.
    """
    Path("base.yaml").write_text(BASE, "utf-8")
    Path("folder").mkdir()
    Path("folder/link.yaml").symlink_to(Path("base.yaml").absolute())
    before = sorted(Path().rglob("*"))
    result = new(*(each.replace("link.yaml", "folder/link.yaml") for each in words), *(("-o", "folder/own.yaml") if "link.yaml" in words else ()))

    assert 2 == result.exit_code
    assert told in result.stderr
    assert before == sorted(Path().rglob("*"))
