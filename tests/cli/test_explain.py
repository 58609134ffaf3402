"""
``reqcheck explain``: what a requirement asks, and what was looked at for one candidate.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from reqcheck import open_catalog
from reqcheck.cli import main

ROOT = Path(__file__).parents[2]
CANDIDATES = ROOT / "examples" / "candidates"
ACME = str(ROOT / "examples" / "acme_rules.py")
ROLES = ("medical-director", "chief-medical-officer", "clinical-director")

RULES = """\
schema: reqcheck.ruleset/1
id: tiny
title: Tiny
sources: {guide: {title: The Guide}}
parameters:
  state: {type: jurisdiction, title: Where}
  setting: {one_of: [hospital, pharma], default: hospital}
  years: {type: number, default: 2, title: How long}
requirements:
  license:
    title: A license
    basis: {source: guide, section: Part 2, note: Read twice.}
    evidence: {at_least: verified, within_last: {days: 120}}
    criterion: {kind: license, type: medical, jurisdiction: $state}
  work:
    when: {setting: [hospital]}
    criterion: {kind: experience, category: clinical, years: $years, counts_from: residency, within_last: {years: 5}}
  tree: {criterion: {all_of: [{any_of: [{kind: degree, degree: MD}, {kind: degree, degree: DO}]}, {kind: certification, name: BLS}]}}
  licensed: {when: {kind: license, type: medical}, criterion: {kind: degree, degree: MD}}
"""
AMARA: dict[str, Any] = {
    "subject": {"id": "amara"},
    "recorded_on": "2026-11-02",
    "education": [
        {"degree": "MD", "status": "conferred", "conferred": "2010-05-01"},
        {"degree": "DO", "start": "2020", "conferred": "2011"},
    ],
    "training": [{"type": "residency", "status": "completed", "start": "2010-07-01", "end": "2013-06-30"}],
    "licenses": [
        {"type": "medical", "jurisdiction": "US-CA", "class": "full", "status": "active", "expires": "2027-06-30"},
        {"type": "medical", "jurisdiction": "US-NV", "class": "full", "status": "active", "issued": "2027-01-01"},
    ],
    "positions": [
        {"title": "Attending", "start": "2022-01-01", "end": "2022-12-31", "categories": ["clinical"]},
        {"title": "Locum", "start": "2022-07-01", "end": "2023-06-30", "categories": ["clinical"]},
        {"title": "Clerk", "start": "2005-01-01", "end": "2006-12-31", "categories": ["administrative"]},
    ],
}


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    A folder of its own with the tiny rule set and one candidate.
    """
    monkeypatch.chdir(tmp_path)
    Path("tiny.yaml").write_text(RULES, "utf-8")
    Path("amara.json").write_text(json.dumps(AMARA), "utf-8")


def explain(*words: str, given: str | None = None) -> Result:
    """
    What the command does; anything but an exit is a traceback to the one who called it.
    """
    result = CliRunner().invoke(main, ["explain", *words], input=given, prog_name="reqcheck")
    assert result.exception is None or isinstance(result.exception, SystemExit), repr(result.exception)
    return result


def tiny(*words: str, given: str | None = None) -> Result:
    return explain(*words, "-r", "tiny.yaml", given=given)


def amara(requirement: str, *words: str) -> dict[str, Any]:
    """
    The document on one requirement and the candidate.
    """
    result = tiny(requirement, "--candidate", "amara.json", "--as-of", "2026-11-22", "--format", "json", *words)
    assert (0, "") == (result.exit_code, result.stderr)
    document: dict[str, Any] = json.loads(result.stdout)
    return document


def verdicts(document: dict[str, Any], part: str = "") -> dict[str, str]:
    """
    The verdict on each record of one part, by its pointer.
    """
    return {each["pointer"]: each["verdict"] for each in document["considered"] if each["part"] == part}


# --- what is asked


def test_a_requirement_says_what_it_asks() -> None:
    """
    Without a candidate it says title, level, settings in words, evidence floor, parameters and basis.
    """
    said = tiny("license", "--set", "state=CA").stdout

    for words in (
        "license: A license",
        "Tiny 0 (tiny), required",
        "active medical license in US-CA",
        "jurisdiction  US-CA (California) (from state)",
        "class         full (if nothing is said)",
        "It counts on evidence that is verified in the last 120 days.",
        "met by a record in `licenses`: type: medical; jurisdiction: US-CA; class: full; in force on the day asked",
        "state = US-CA: Where",
        "The Guide, Part 2",
        "Read twice.",
    ):
        assert words in " ".join(said.split()) or words in said


def test_a_parameter_that_is_not_set_is_named_and_stands_for_nothing() -> None:
    """
    A parameter without a value is told as not set, and no other value takes its place.
    """
    result = tiny("license", "--format", "json")
    document = json.loads(result.stdout)

    assert 0 == result.exit_code
    assert None is document["asks"]["words"]
    assert [] == document["asks"]["met_by"]
    assert [("state", None, None)] == [(each["name"], each["value"], each["set"]) for each in document["parameters"]]
    assert "what `state` is set to" == {each["name"]: each["value"] for each in document["asks"]["settings"]}["jurisdiction"]


@pytest.mark.parametrize(("words", "value", "set_by"), [([], "2", "default"), (["--set", "years=3"], "3", "given")])
def test_a_parameter_says_who_set_it(words: list[str], value: str, set_by: str) -> None:
    """
    A parameter has the value that is given, else its default, and says which.
    """
    parameters = json.loads(tiny("work", "--format", "json", *words).stdout)["parameters"]

    assert ("years", value, set_by) == tuple(parameters[1][each] for each in ("name", "value", "set"))


def test_when_it_applies_is_explained() -> None:
    """
    A `when` is explained, be it values of parameters or a criterion.
    """
    assert "only where setting is hospital" in tiny("work").stdout
    assert "only to candidates of whom this holds:\n      active medical license" in tiny("licensed").stdout


def test_a_tree_is_explained_part_by_part() -> None:
    """
    Every part of a tree is explained, in order, and the rule of a kind only once.
    """
    said = tiny("tree").stdout

    assert said.index("MD degree") < said.index("DO degree") < said.index("current BLS certification")
    assert 1 == said.count("degree: The candidate holds")


@pytest.mark.parametrize("role", ROLES)
def test_every_requirement_of_the_built_in_roles_can_be_explained(role: str) -> None:
    """
    Each requirement of the rule sets that come with reqcheck is explained, with and without a candidate.
    """
    for each in open_catalog().load_ruleset(role).requirements:
        values = ["--set", "work_state=CA"] if role == "medical-director" else []
        plain = explain(each.id, "-r", role, *values)
        looked = explain(each.id, "-r", role, *values, "--candidate", str(CANDIDATES / "02-years-only.json"), "--as-of", "2026-11-22")

        assert (0, 0) == (plain.exit_code, looked.exit_code)
        assert "met by" in plain.stdout
        assert "looked at" in looked.stdout


# --- what was looked at


def test_every_record_says_what_was_compared() -> None:
    """
    Each test shows what the record says and what is asked, and one that fails what is the matter.
    """
    document = amara("licensed")
    first, second = document["considered"][:2]
    degree, *_, conferred = first["compared"]

    assert ("met", {"degree": "MD"}, "MD") == (degree["verdict"], degree["says"], degree["asked"])
    assert {"status": "conferred", "conferred": "2010-05-01"} == conferred["says"]
    assert "conferred by 2026-11-22" == conferred["asked"]
    assert ("/education", "undetermined") == (second["pointer"], second["verdict"])


def test_records_set_aside_are_listed_with_their_reason() -> None:
    """
    A record that contradicts itself and one that begins later are listed as set aside, not as looked at.
    """
    contradictory, later = amara("licensed")["set_aside"], amara("license", "--set", "state=NV")["set_aside"]

    assert [("/education/1", "what it says of itself cannot all be true"), ("/licenses/1", "it begins after 2026-11-22")] == [
        (each["pointer"], each["set_aside"]) for each in contradictory
    ]
    assert [("/licenses/1", "it begins after 2026-11-22")] == [(each["pointer"], each["set_aside"]) for each in later]


def test_a_floor_shows_what_it_does_not_accept() -> None:
    """
    A record that would do and is not supported well enough is set aside, with what it is worth.
    """
    document = amara("license", "--set", "state=CA")
    license_ = next(each for each in document["considered"] if each["pointer"] == "/licenses/0")

    assert ("met", False, "claimed, not verified") == (license_["verdict"], license_["counts"], license_["set_aside"])
    assert "undetermined" == document["found"]["status"]


def test_experience_shows_the_days_of_each_position_and_their_sum() -> None:
    """
    Each position has its own days, days in two positions count once in the sum, and the day from which
    they count is shown.
    """
    document = amara("work")
    found = [each.get("adds") for each in document["considered"] if not each["part"]]
    begun = [each["note"] for each in document["considered"] if each["part"] == "counts_from"]

    assert ["365 days", "365 days", None, "546 of 730 days"] == found
    assert "counts from 2013-07-01 on" in begun


def test_a_tree_shows_its_parts_with_what_was_found_of_each() -> None:
    """
    What the parts of a tree looked at stands under their places, with their findings.
    """
    document = amara("tree")
    said = tiny("tree", "--candidate", "amara.json", "--as-of", "2026-11-22").stdout

    assert {"/education/0": "met", "/education": "undetermined"} == verdicts(document, "0/0")
    assert {"/education/0": "not_met", "/education": "undetermined"} == verdicts(document, "0/1")
    assert "part 1 (any of these): met\n\n    part 1.1 (MD degree): met\n" in said
    assert "part 2 (current BLS certification): not known\n" in said


def test_a_requirement_that_does_not_apply_looks_at_its_when_only() -> None:
    """
    Where `when` is false, only the records that show it are looked at.
    """
    result = tiny("licensed", "--candidate", "-", "--as-of", "2026-11-22", given='{"none": ["licenses"]}')

    assert "NOT APPLICABLE" in result.stdout
    assert "anything else in `licenses`: known to be empty" in result.stdout
    assert "looked at" not in result.stdout


def test_an_exam_shows_the_sequence_that_came_nearest() -> None:
    """
    Each exam is shown as the part that it is, and the nearest sequence with what it lacks.
    """
    exams = [{"exam": "USMLE", "part": f"Step {each}", "result": "pass", "taken": "2005-06"} for each in ("1", "3")]
    given = json.dumps({"exams": [*exams, {"exam": "FLEX", "result": "pass", "taken": "1990"}]})
    said = explain(
        "licensing-examination", "-r", "medical-director", "--candidate", "-", "--as-of", "2026-11-22", given=given
    ).stdout

    assert "as USMLE Step 1 [/exams/0]" in said
    assert "not certainly passed: USMLE Step 2 CK" in said


def test_a_kind_that_does_not_tell_shows_its_finding() -> None:
    """
    A kind of a plugin without `considered` looks in its own way, and its finding is shown.
    """
    Path("acme.yaml").write_text(
        "schema: reqcheck.ruleset/1\nid: acme\ntitle: A\nrequirements:\n"
        "  far: {criterion: {kind: acme/telehealth_hours, hours: 9}}\n"
        "  both: {criterion: {any_of: [{kind: acme/telehealth_hours, hours: 9}, {kind: degree, degree: MD}]}}\n",
        "utf-8",
    )
    words = ("-r", "acme.yaml", "--plugin", ACME, "--candidate", "amara.json", "--as-of", "2026-11-22")

    assert "`acme/telehealth_hours` looks at the profile in its own way" in explain("far", *words).stdout
    assert "UNDETERMINED: no record of telehealth hours" in explain("far", *words).stdout
    assert "not known\n    it looks at the profile in its own way" in explain("both", *words).stdout


BROKEN = """
from typing import ClassVar
import attrs
from reqcheck import Finding, Reason, hookimpl

@attrs.frozen(kw_only=True)
class Odd:
    kind: ClassVar[str] = "odd/one"
    fails: bool = False

    def assess(self, profile, context):
        if self.fails:
            raise ValueError("no")
        return Finding.of(True, Reason("odd", "fine"))

    def considered(self, profile, context):
        raise KeyError("secret")

@hookimpl
def reqcheck_criteria():
    return [Odd]
"""


def test_a_kind_that_fails_to_tell_does_not_stop_the_explanation() -> None:
    """
    Where `considered` raises that is said, without the error's text; a criterion that fails is exit 3.
    """
    Path("odd.py").write_text(BROKEN, "utf-8")
    Path("odd.yaml").write_text(
        "schema: reqcheck.ruleset/1\nid: odd\ntitle: O\nrequirements:\n"
        "  one: {criterion: {kind: odd/one}}\n  two: {criterion: {kind: odd/one, fails: yes}}\n",
        "utf-8",
    )
    one, two = (explain(each, "-r", "odd.yaml", "--plugin", "odd.py", "--candidate", "amara.json") for each in ("one", "two"))

    assert (0, 3) == (one.exit_code, two.exit_code)
    assert "what it looked at: it could not tell (KeyError)" in one.stdout
    assert "secret" not in one.stdout
    assert "error: ValueError: no" in two.stdout


# --- which candidate


def test_the_candidate_is_named_as_check_does() -> None:
    """
    A candidate comes from a file, from standard input or from a line of a file.
    """
    Path("two.jsonl").write_text('{"subject": {"id": "a"}}\n{"none": ["licenses"]}\n', "utf-8")

    assert "for a, as of" in tiny("tree", "--candidate", "two.jsonl#1").stdout
    assert "for two.jsonl#2, as of" in tiny("tree", "--candidate", "two.jsonl#2").stdout
    assert "for stdin, as of" in tiny("tree", "--candidate", "-", given="{}").stdout


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["licens"], 2, "error: tiny has no requirement `licens`; did you mean `license`?"),
        (["license", "--set", "stat=CA"], 2, "no parameter is called `stat`; did you mean `state`?"),
        (["license", "--candidate", "amara.json"], 2, "`state` (Where) is not set; tiny asks for it: --set state=VALUE"),
        (["tree", "--candidate", "two.jsonl"], 2, "`two.jsonl` holds 2 candidates; name one of them: `two.jsonl#1`, `two.jsonl#2`"),
        (["tree", "--candidate", "two.jsonl#7"], 2, "`two.jsonl` has no candidate #7, only `two.jsonl#1`, `two.jsonl#2`"),
        (["tree", "--candidate", "nowhere.json"], 2, "there is no file or folder `nowhere.json`"),
        (["tree", "--candidate", "bad.json"], 3, "error: bad.json: /licences: unknown field `licences`; did you mean `licenses`?"),
    ],
)
def test_what_cannot_be_explained(words: list[str], code: int, message: str) -> None:
    """
    What is not there, or cannot be read, is said in one sentence, and the exit code is that of `check`.
    """
    Path("two.jsonl").write_text("{}\n{}\n", "utf-8")
    Path("bad.json").write_text('{"licences": ["wizard"]}', "utf-8")
    result = tiny(*words)

    assert code == result.exit_code
    assert message in result.stderr
    assert "wizard" not in result.stderr
    assert "" == result.stdout


def test_only_the_parameters_of_the_requirement_are_needed() -> None:
    """
    A candidate can be asked of one requirement without what the others need.
    """
    assert 0 == tiny("tree", "--candidate", "amara.json").exit_code


def test_what_is_found_is_what_check_finds() -> None:
    """
    The finding is that of `check`: the same status, reason, evidence and questions.
    """
    values = ("--as-of", "2026-11-22", "--set", "state=CA", "--format", "json")
    checked = CliRunner().invoke(main, ["check", "amara.json", "-r", "tiny.yaml", *values]).stdout

    for each in json.loads(checked)["reports"][0]["requirements"]:
        found = amara(each["id"], "--set", "state=CA")["found"]

        assert found == {name: each[name] for name in found}


def test_of_a_requirement_that_a_layer_removed_it_is_told_who_did_and_why() -> None:
    """
    Who asks about what an overlay took away learns that it is gone, and the reason, instead of other names.
    """
    Path("less.yaml").write_text(
        "schema: reqcheck.ruleset/1\nid: acme/less\nextends: ./tiny.yaml\nremove: {tree: {because: Nobody climbs}}\n", "utf-8"
    )
    result = explain("tree", "-r", "less.yaml")

    assert (2, "error: acme/less has no requirement `tree`: removed by acme/less: Nobody climbs\n") == (result.exit_code, result.stderr)
