"""
``reqcheck rulesets new``: a rule set to begin with.
"""

from __future__ import annotations

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
