"""
``reqcheck rulesets test``: what it says, its exit codes, and how it watches.
"""

from __future__ import annotations

import json
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Timer
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner, Result
from many import program

from reqcheck import ReqcheckError, load_suite
from reqcheck.cli import main
from reqcheck.cli.rulesets.watching import Watch
from reqcheck.wording import visible

RULES = """\
schema: reqcheck.ruleset/1
id: acme/tiny
title: Tiny
requirements:
  degree: {criterion: {kind: degree, degree: MD}}
tests:
  as_of: 2026-01-01
  cases:
    a physician:
      profile: {education: [{degree: MD, status: conferred}]}
      expect: {decision: qualified, statuses: {degree: met}}
    nobody knows:
      profile: {}
      expect: {statuses: {degree: undetermined}}
"""
BESIDE = """\
schema: reqcheck.tests/1
as_of: 2026-01-01
cases:
  a nurse:
    profile: {education: [{degree: BSN, status: conferred}]}
    expect: {decision: not_qualified, statuses: {degree: not_met}}
"""


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    A folder with a rule set, tests in it and tests beside it.
    """
    monkeypatch.chdir(tmp_path)
    Path("tiny.yaml").write_text(RULES, "utf-8")
    Path("tiny.test.yaml").write_text(BESIDE, "utf-8")


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["rulesets", "test", *words], prog_name="reqcheck")


# --- what it says


def test_what_passes_is_counted() -> None:
    """
    Tests in the rule set and beside it run together, and all that there is to see is seen.
    """
    result = run("tiny.yaml", "--fail-under", "100")

    assert 0 == result.exit_code
    assert "acme/tiny 0: 3 tests, all passed\n" in result.stdout
    assert "seen: 3 of 3 (100%)" in result.stdout
    assert result.stdout.endswith("1 rule set, 3 tests, all passed\n")


def test_what_fails_is_told_with_its_reason() -> None:
    """
    A test that fails has its place, what was expected and found, and why; the exit code is 1.
    """
    Path("tiny.test.yaml").write_text(BESIDE.replace("BSN", "MD"), "utf-8")
    result = run("tiny.yaml")

    assert 1 == result.exit_code
    assert "  failed  a nurse (tiny.test.yaml:4, as of 2026-01-01)\n" in result.stdout
    assert "    decision: expected not qualified, found qualified\n" in result.stdout
    assert "    degree: expected not met, found met\n      because: MD, conferred\n" in result.stdout
    assert result.stdout.endswith("1 rule set, 3 tests, 1 failed\n")


def test_coverage_can_be_demanded() -> None:
    """
    Where less was seen than is demanded the exit code is 1, though every test passed.
    """
    Path("tiny.test.yaml").unlink()

    assert [0, 0, 1] == [run("tiny.yaml", *more).exit_code for more in ((), ("--fail-under", "66"), ("--fail-under", "67"))]
    assert "acme/tiny: the tests have seen 66%, less than 67%\n" == run("tiny.yaml", "--fail-under", "67").stderr
    assert "degree    1    never             1" in run("tiny.yaml").stdout


def test_a_file_with_tests_runs_alone() -> None:
    """
    The name of a file with tests runs those tests and no others.
    """
    assert run("tiny.test.yaml").stdout.endswith("1 rule set, 1 test, all passed\n")


def test_without_a_name_everything_runs() -> None:
    """
    Every rule set with a name runs, then those in this folder; other files are left alone.
    """
    Path("unrelated.yaml").write_text("services: [a, b", "utf-8")
    Path("untested.yaml").write_text(RULES.partition("tests:")[0], "utf-8")
    Path("apart.test.yaml").write_text(f"ruleset: clinical-director\n{BESIDE.replace('statuses: {degree: not_met}', 'missing: []')}", "utf-8")
    result = run("--format", "json")
    named = [each["ruleset"]["id"] for each in json.loads(result.stdout)["suites"]]

    assert ["chief-medical-officer", "clinical-director", "medical-director", "clinical-director", "acme/tiny", "acme/tiny"] == named


def test_a_folder_is_what_is_in_it() -> None:
    """
    A folder stands for its rule sets; one without tests is told, and has seen nothing.
    """
    Path("rules").mkdir()
    Path("rules/one.yaml").write_text(RULES, "utf-8")
    Path("rules/none.yaml").write_text(RULES.partition("tests:")[0].replace("acme/tiny", "acme/none"), "utf-8")
    plain, demanding = run("rules"), run("rules", "--fail-under", "1")

    assert (0, 1) == (plain.exit_code, demanding.exit_code)
    assert ["acme/none 0: no tests", "acme/tiny 0: 2 tests, all passed"] == [line for line in plain.stdout.splitlines() if line.startswith("acme")]
    assert "acme/none: the tests have seen 0%, less than 1%\n" == demanding.stderr


def test_a_link_to_nowhere_in_a_folder_is_told() -> None:
    """
    What stands in a folder and cannot be read is told, and the other rule sets are tested all the same.
    """
    Path("rules").mkdir()
    Path("rules/one.yaml").write_text(RULES, "utf-8")
    Path("rules/gone.yaml").symlink_to("nowhere.yaml")
    result = run("rules")

    assert 2 == result.exit_code
    assert "acme/tiny 0: 2 tests, all passed" in result.stdout.splitlines()
    assert "error: rules/gone.yaml: cannot be read: No such file or directory\n" == result.stderr


def test_junit_has_a_case_for_each_test() -> None:
    """
    As JUnit each rule set is a suite and each test a case; one that fails says why, and one that cannot be read is an error.
    """
    Path("other.yaml").write_text(RULES.replace("acme/tiny", "acme/other").replace("decision: qualified", "decision: needs_review"), "utf-8")
    Path("broken.yaml").write_text("schema: reqcheck.ruleset/1\nid: broken\n", "utf-8")
    result = run("tiny.yaml", "other.yaml", "broken.yaml", "--format", "junit")
    root = ET.fromstring(result.stdout)
    cases = {each.attrib["name"]: [inside.tag for inside in each] for each in root[1].iter("testcase")}
    (failure,), (error,) = root.iter("failure"), root.iter("error")

    assert 2 == result.exit_code
    assert {"name": "acme/tiny", "tests": "3", "failures": "0", "errors": "0", "skipped": "0"} == root[0].attrib
    assert {"name": "acme/other", "tests": "2", "failures": "1", "errors": "0", "skipped": "0"} == root[1].attrib
    assert {"name": "broken.yaml", "tests": "1", "failures": "0", "errors": "1", "skipped": "0"} == root[2].attrib
    assert {"a physician": ["failure"], "nobody knows": []} == cases
    assert {"message": "decision: expected needs review, found qualified", "type": "reqcheck.test"} == failure.attrib
    assert ["other.yaml:9, as of 2026-01-01", "decision: expected needs review, found qualified"] == (failure.text or "").splitlines()
    assert "broken.yaml:1:1: `title` is missing" in (error.text or "")


def test_junit_tells_what_was_not_seen() -> None:
    """
    The coverage stands among the properties of a suite, which come first, and in words at its end.
    """
    Path("tiny.test.yaml").unlink()
    (suite,) = ET.fromstring(run("tiny.yaml", "--format", "junit").stdout)
    properties = {each.attrib["name"]: each.attrib["value"] for each in suite[0]}
    said = (suite[-1].text or "").splitlines()

    assert ["properties", "testcase", "testcase", "system-out"] == [each.tag for each in suite]
    assert {"version": "0", "digest": load_suite("tiny.yaml").ruleset.digest(), "seen": "2", "wanted": "3", "percent": "66"} == properties
    assert ["  seen: 2 of 3 (66%)", "    degree    1    never             1"] == [said[0], said[-1]]


@pytest.mark.parametrize("name", ["<b>&amp;\"'", "]]>", "a\u202eb", "\ufffe"])
def test_junit_is_xml_whatever_names_are(name: str) -> None:
    """
    The name of a test adds no element, and is shown.
    """
    Path("tiny.yaml").write_text(RULES.replace("a physician", json.dumps(name)).replace("decision: qualified", "decision: needs_review"), "utf-8")
    (suite,) = ET.fromstring(run("tiny.yaml", "--format", "junit").stdout.encode())

    assert ["testcase"] * 3 == [each.tag for each in suite[1:-1]]
    assert visible(name).replace("\ufffe", "\ufffd") == suite[1].attrib["name"]


def test_json_holds_everything() -> None:
    """
    The document has each case with its differences, and all that was seen.
    """
    Path("tiny.test.yaml").write_text(BESIDE.replace("BSN", "MD"), "utf-8")
    document = json.loads(run("tiny.yaml", "--format", "json").stdout)
    (suite,) = document["suites"]

    assert "reqcheck.test-results/1" == document["schema"]
    assert {"suites": 1, "cases": 3, "failed": 1} == document["summary"]
    assert ["a physician", "nobody knows", "a nurse"] == [each["name"] for each in suite["cases"]]
    assert [True, True, False] == [each["passed"] for each in suite["cases"]]
    assert {"what": "degree", "expected": "not_met", "found": "met", "because": "MD, conferred"} == suite["cases"][2]["differences"][1]
    assert (2, 3, 66) == tuple(suite["coverage"][each] for each in ("seen", "wanted", "percent"))
    assert [{"id": "degree", "cases": {"met": 1, "not_met": 0, "undetermined": 1}, "missing": ["not_met"]}] == suite["coverage"]["requirements"]


# --- what it cannot do


def test_what_is_broken_stops_nobody_else() -> None:
    """
    A rule set that cannot be read is told, the others run, and the exit code is 2.
    """
    Path("broken.yaml").write_text(RULES.replace("degree: MD", "degre: MD"), "utf-8")
    result = run("broken.yaml", "medical-directr", "tiny.yaml")

    assert 2 == result.exit_code
    assert result.stderr.startswith("broken.yaml:5:")
    assert "error: no rule set is called `medical-directr`; did you mean `medical-director`?\n" in result.stderr
    assert result.stdout.endswith("1 rule set, 3 tests, all passed\n")


def test_a_rule_set_without_tests_is_told() -> None:
    """
    Asked for the tests of a rule set that has none, the command says where they would stand.
    """
    Path("untested.yaml").write_text(RULES.partition("tests:")[0], "utf-8")
    result = run("untested.yaml")

    assert (2, "acme/tiny 0: no tests\n") == (result.exit_code, result.stdout.partition("\n\n")[0] + "\n")
    assert "error: untested.yaml has no tests; write some under `tests`, or in a file NAME.test.yaml beside it\n" == result.stderr


def test_a_folder_without_rule_sets_is_told() -> None:
    """
    A folder that is named and holds nothing to test is no success.
    """
    Path("empty").mkdir()
    Path("empty/unrelated.yaml").write_text("services: [a, b", "utf-8")
    result = run("empty")

    assert (2, "error: there is no rule set in empty\n") == (result.exit_code, result.stderr)


# --- watching


def test_a_watch_sees_what_changes(tmp_path: Path) -> None:
    """
    A file that was written, came or went has changed, once.
    """
    watch = Watch()
    watch.beside(str(tmp_path / "tiny.yaml"))
    watch.on([str(tmp_path / "plugin.py")])

    for name, change in {"tiny.yaml": "x", "new.test.yaml": "x", "plugin.py": "x", "tiny.test.yaml": None}.items():
        file = tmp_path / name
        file.write_text(change, "utf-8") if change else file.unlink()
        assert file == watch.changed()


def test_without_tests_nothing_is_said_to_have_passed() -> None:
    """
    Where nothing ran, the last line says so.
    """
    Path("bare.yaml").write_text(RULES.partition("tests:")[0], "utf-8")

    assert run("bare.yaml").stdout.endswith("1 rule set, no tests\n")


@pytest.mark.parametrize("base", [RULES, "schema: [", RULES.replace("tiny", "top")])
def test_the_layers_below_are_watched_wherever_they_stand(base: str, tmp_path: Path) -> None:
    """
    A change of what an overlay extends is seen, also where the last one broke it.
    """
    below = tmp_path / "shared" / "base.yaml"
    below.parent.mkdir()
    below.write_text(base, "utf-8")
    Path("over.yaml").write_text("schema: reqcheck.ruleset/1\nid: acme/top\nextends: ./shared/base.yaml\n", "utf-8")
    files: list[str] = []
    with suppress(ReqcheckError):
        load_suite("over.yaml", opened=files)

    assert ["over.yaml", str(Path("shared/base.yaml"))] == files


def test_watching_runs_again_and_ends_with_an_interrupt() -> None:
    """
    A change is followed by another run, and Ctrl-C ends the watch with exit code 0 and no traceback.
    """
    with watching() as process, killed_late(process):
        first = until(process, "1 rule set")
        Path("tiny.test.yaml").write_text(BESIDE.replace("BSN", "MD"), "utf-8")
        second = until(process, "1 rule set")
        process.send_signal(signal.SIGINT)
        assert process.stderr is not None
        rest = process.stderr.read()

    assert ("1 rule set, 3 tests, all passed\n", "1 rule set, 3 tests, 1 failed\n") == (first, second)
    assert 0 == process.returncode
    assert "Traceback" not in rest
    assert "changed: tiny.test.yaml" in rest


def watching() -> subprocess.Popen[str]:
    """
    The command as a process of its own, that runs whenever a file changes.
    """
    return program("rulesets", "test", "tiny.yaml", "--watch", text=True)


@contextmanager
def killed_late(process: subprocess.Popen[str]) -> Iterator[None]:
    """
    A process that does not end is a failure and does not wait for ever.
    """
    late = Timer(60, process.kill)
    late.start()
    try:
        yield
    finally:
        late.cancel()


def until(process: subprocess.Popen[str], begin: str) -> str:
    """
    The next line of a program that begins as is said.
    """
    assert process.stdout is not None
    return next(line for line in process.stdout if line.startswith(begin))
