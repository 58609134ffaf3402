"""
The career path: the roles on the way, and what is said of each.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner, Result

from reqcheck import Catalog, Decision, DocumentError, Profile, open_catalog
from reqcheck.careers import roles_to
from reqcheck.cli import main

ON = date(2026, 11, 22)
CANDIDATES = Path(__file__).parents[1] / "examples" / "candidates"


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return open_catalog()


def candidate(number: str) -> Profile:
    return Profile.from_json(next(CANDIDATES.glob(f"{number}-*.json")).read_bytes())


@pytest.mark.parametrize(
    ("leads_to", "expected"),
    [
        ({}, ("c",)),
        ({"b": ("c",)}, ("b", "c")),
        ({"a": ("b",), "b": ("c",)}, ("a", "b", "c")),
        ({"a": ("c",), "b": ("c",)}, ("a", "b", "c")),
        ({"a": ("b", "c"), "b": ("c",)}, ("a", "b", "c")),
        ({"c": ("d",), "b": ("c",)}, ("b", "c")),
        ({"c": ("b",), "b": ("c",)}, ("b", "c")),
    ],
    ids=["alone", "one", "two", "beside", "by-two-ways", "beyond", "in-a-circle"],
)
def test_the_roles_on_the_way(leads_to: dict[str, tuple[str, ...]], expected: tuple[str, ...]) -> None:
    """
    Every role that leads to the one aimed at is a rung, the farthest first, each once.
    """
    assert expected == roles_to("c", leads_to)


def test_a_rung_says_what_a_check_a_forecast_and_a_gap_say(catalog: Catalog) -> None:
    """
    Nothing is said of a role on the way that is not said of it alone.
    """
    profile = candidate("03")
    path = catalog.career(profile, "chief-medical-officer", as_of=ON, parameters={"work_state": "CA"})
    alone = catalog.load_ruleset("medical-director")
    parameters = {"work_state": "CA"}

    assert ["medical-director", "chief-medical-officer"] == [each.ruleset.id for each in path.rungs]
    assert catalog.check(profile, alone, as_of=ON, parameters=parameters).decision is path.rungs[0].decision
    assert catalog.forecast(profile, alone, as_of=ON, parameters=parameters).qualified_from == path.rungs[0].reached
    assert catalog.gap(profile, alone, as_of=ON, parameters=parameters).alternatives == path.rungs[0].gap.alternatives


def test_a_parameter_that_no_role_has_is_refused(catalog: Catalog) -> None:
    """
    A parameter goes to the roles that declare it; one that nobody declares is an error.
    """
    with pytest.raises(DocumentError, match="work_sate"):
        catalog.career(candidate("01"), "chief-medical-officer", as_of=ON, parameters={"work_state": "CA", "work_sate": "CA"})


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["path", *words, "--to", "chief-medical-officer", "--set", "work_state=CA", "--as-of", "2026-11-22"])


def test_the_command_shows_each_role(catalog: Catalog) -> None:
    """
    For each role the text has the decision, the day it is reached and what would close the gap.
    """
    result = run(str(CANDIDATES / "03-overlapping-jobs.json"))

    assert 0 == result.exit_code
    assert "1. Medical Director" in result.stdout
    assert "NOT QUALIFIED" in result.stdout
    assert "to qualify:" in result.stdout


def test_as_json_it_is_the_path_that_python_has(catalog: Catalog) -> None:
    """
    The document names the roles in order, their decisions and the days they are reached.
    """
    document: dict[str, Any] = json.loads(run(str(CANDIDATES / "01-fully-qualified.json"), "--format", "json").stdout)

    assert "reqcheck.path/1" == document["schema"]
    assert ["medical-director", "chief-medical-officer"] == [each["role"] for each in document["rungs"]]
    assert Decision.QUALIFIED.value == document["rungs"][0]["decision"]
    assert "2026-11-22" == document["rungs"][0]["reached"]


def test_markdown_and_the_picture_name_every_role() -> None:
    """
    Markdown is a numbered list of roles, and the picture is XML with a row for each.
    """
    file = str(CANDIDATES / "01-fully-qualified.json")
    markdown, picture = (run(file, "--format", each).stdout for each in ("markdown", "svg"))

    assert "1. **Medical Director" in markdown
    assert "Chief Medical Officer" in "".join(ET.fromstring(picture).itertext())


def test_what_the_checks_warn_of_is_told_once(tmp_path: Path) -> None:
    """
    A path has the warnings of its roles, each once, and says which rules are not in effect on the days it tells.
    """
    text = "schema: reqcheck.ruleset/1\nid: x\ntitle: X\neffective: {until: 2027-06-30}\nrequirements:\n  degree: {criterion: {kind: degree, degree: MD}}\n"
    (tmp_path / "x.yaml").write_text(text, "utf-8")
    file = str(CANDIDATES / "01-fully-qualified.json")

    def told(day: str, *more: str) -> str:
        words = ["path", file, "--to", str(tmp_path / "x.yaml"), "--as-of", day, *more]
        return " ".join(CliRunner().invoke(main, words).stdout.replace("\\", "").split())

    stale = CliRunner().invoke(main, ["path", file, "--to", "chief-medical-officer", "--set", "work_state=CA", "--as-of", "2027-12-31"]).stdout

    assert "the rule set `x` is in effect until 2027-06-30; other days may have other rules" in told("2027-06-30")
    assert "in effect" not in told("2027-03-01", "--until", "2027-06-30")
    assert "warnings - recorded on" in told("2027-07-01")
    assert "- the rule set `x` is not in effect on 2027-07-01, only until 2027-06-30" in told("2027-07-01", "--format", "markdown")
    assert "other days may have" not in told("2027-07-01")
    assert 1 == " ".join(stale.split()).count("before the day asked")


def test_a_file_is_written_whole(tmp_path: Path) -> None:
    """
    With -o the same bytes are in a file, and nothing is on standard output.
    """
    file, written = str(CANDIDATES / "01-fully-qualified.json"), tmp_path / "path.svg"

    assert "" == run(file, "--format", "svg", "-o", str(written)).stdout
    assert run(file, "--format", "svg").stdout == written.read_text("utf-8")


@pytest.mark.parametrize(("words", "code"), [(("nobody.json",), 2), ((str(CANDIDATES),), 2), ((str(CANDIDATES.parent / "broken"),), 2)])
def test_what_is_no_one_candidate_is_said(words: tuple[str, ...], code: int) -> None:
    """
    A path that names nobody, or several, ends with 2 and a sentence.
    """
    result = run(*words)

    assert code == result.exit_code
    assert "Traceback" not in result.output


def test_a_plugin_that_failed_is_named(tmp_path: Path) -> None:
    """
    A plugin that cannot be loaded is named with its reason, and the path is shown all the same.
    """
    (tmp_path / "broken_rules.py").write_text("raise ValueError('no such thing')\n")
    result = run(str(CANDIDATES / "01-fully-qualified.json"), "--plugin", str(tmp_path / "broken_rules.py"))

    assert 0 == result.exit_code
    assert "failed to load" in result.stderr
    assert "no such thing" in result.stderr
