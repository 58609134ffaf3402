"""
``reqcheck rulesets show`` and ``list``: layers, origins and reasons, in every format.
"""

from __future__ import annotations

import json
from contextlib import chdir
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reqcheck import load_profile, open_catalog
from reqcheck.cli import main
from reqcheck.rendering.forecast import forecast_document
from reqcheck.rendering.forecast_text import forecast
from reqcheck.rendering.timeline_svg import svg

ROOT = Path(__file__).parents[2]
CLINIC = "examples/acme-clinic-director.yaml"


def called(*words: str) -> Result:
    with chdir(ROOT):
        return CliRunner().invoke(main, ["rulesets", *words], prog_name="reqcheck")


@pytest.mark.parametrize("words", [(), ("--origins",)])
def test_the_yaml_that_is_shown_decides_the_same(tmp_path: Path, words: tuple[str, ...]) -> None:
    """
    What `--format yaml` prints is a rule set without layers, with the same requirements.
    """
    file = tmp_path / "whole.yaml"
    file.write_text(called("show", CLINIC, "--format", "yaml", *words).output, "utf-8")
    catalog = open_catalog()
    whole, clinic = catalog.load_ruleset(file), catalog.load_ruleset(ROOT / CLINIC)

    assert (whole.requirements, whole.parameters, whole.sources) == (clinic.requirements, clinic.parameters, clinic.sources)
    assert len(whole.layers) == 1


def test_the_json_that_is_shown_decides_the_same(tmp_path: Path) -> None:
    """
    What `--format json` prints is the same rule set once more.
    """
    file = tmp_path / "whole.json"
    file.write_text(called("show", CLINIC, "--format", "json").output, "utf-8")

    assert open_catalog().load_ruleset(file).requirements == open_catalog().load_ruleset(ROOT / CLINIC).requirements


def test_the_origin_of_each_value_is_where_it_is_written() -> None:
    """
    At every place that is named stands the value that is named.
    """
    document = json.loads(called("show", CLINIC, "--origins", "--format", "json").output)
    files = {each["file"]: each["id"] for each in document["layers"]}
    texts = {each: (ROOT / (each if "/" in each else f"rulesets/{each}")).read_text("utf-8").split("\n") for each in files}

    assert list(files.values()) == ["acme/clinic-director", "acme/director", "medical-director"]
    assert {each["layer"] for each in document["values"]} == set(files.values())
    for each in document["values"]:
        assert files[each["file"]] == each["layer"]
        assert texts[each["file"]][each["line"] - 1][each["column"] - 1 :].lstrip("\"'").startswith(each["value"][:20])
    assert {(each["act"], each["name"]) for each in document["edits"]} >= {("remove", "management-degree"), ("add", "life-support")}


def test_every_reason_is_shown() -> None:
    """
    Why each layer does what it does stands in the text, and in the YAML with origins.
    """
    ruleset = open_catalog().load_ruleset(ROOT / CLINIC)
    texts = [" ".join(called("show", CLINIC, *words).output.split()) for words in ((), ("--origins", "--format", "yaml"))]
    for each in ruleset.edits:
        assert each.because in texts[0]
        assert each.because in texts[1] or each.act == "remove"


def test_a_rule_set_that_cannot_be_read_is_refused() -> None:
    """
    The exit code is 2, and nothing is shown.
    """
    result = called("show", "medical-directr")

    assert (result.exit_code, result.stdout) == (2, "")
    assert "did you mean `medical-director`?" in result.stderr


def test_a_list_goes_on_after_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    """
    The others are listed, and the exit code is 2.
    """
    (tmp_path / "broken.yaml").write_text("id: x\n", "utf-8")
    result = called("list", str(tmp_path / "broken.yaml"), CLINIC, "--format", "json")
    listed = json.loads(result.stdout)["rulesets"]

    assert result.exit_code == 2
    assert f"error: {tmp_path / 'broken.yaml'}:" in result.stderr
    assert listed[-1]["layers"] == ["acme/clinic-director", "acme/director", "medical-director"]
    assert listed[-1]["source"] == CLINIC
    assert [each["source"] for each in listed[:-1]] == ["built-in"] * 3


def test_a_list_names_the_plugin_that_offers_a_rule_set(tmp_path: Path) -> None:
    """
    The source of a plugin's rule set is the plugin.
    """
    (tmp_path / "role.yaml").write_text("schema: reqcheck.ruleset/1\nid: acme/role\nextends: clinical-director\n", "utf-8")
    (tmp_path / "acme.py").write_text(
        "from pathlib import Path\nfrom reqcheck import hookimpl\n@hookimpl\ndef reqcheck_rulesets():\n"
        "    return [Path(__file__).parent / 'role.yaml']\n",
        "utf-8",
    )
    rows = called("list", "--plugin", str(tmp_path / "acme.py")).stdout.splitlines()

    assert [row.split() for row in rows if row.startswith("acme/role")] == [
        ["acme/role", "Clinical", "Director", "1.0", "acme.py", "acme/role", "<", "clinical-director"]
    ]


def test_a_forecast_names_a_requirement_as_it_is_on_each_day(tmp_path: Path) -> None:
    """
    Words that a dated parameter changes are those of their day, in the text and in the picture.
    """
    file = tmp_path / "role.yaml"
    file.write_text(
        "schema: reqcheck.ruleset/1\nid: x\ntitle: X\nparameters:\n  years:\n    type: number\n"
        "    default: [{since: 2020-01-01, value: 2}, {since: 2027-07-01, value: 20}]\n"
        "requirements:\n  work: {criterion: {kind: experience, category: clinical, years: $years}}\n",
        "utf-8",
    )
    catalog = open_catalog()
    profile = load_profile(ROOT / "examples" / "candidates" / "01-fully-qualified.json")
    document = forecast_document(catalog.forecast(profile, catalog.load_ruleset(file), as_of=date(2026, 11, 22)))

    assert "not met         20 years of clinical experience (work)" in forecast(document)
    assert "2 years of clinical experience (work)" not in forecast(document).replace("20 years", "")
    assert "20 years of clinical experience: not met" in svg(document)


def explained(requirement: str, *words: str) -> str:
    with chdir(ROOT):
        result = CliRunner().invoke(main, ["explain", requirement, "-r", CLINIC, *words], prog_name="reqcheck")
    assert result.exit_code == 0, result.output
    return result.output


def test_explain_says_what_layers_did_and_why() -> None:
    """
    Edits of the requirement and of the parameters it uses stand in the text, and in the document.
    """
    text = " ".join(explained("clinical-experience", "--as-of", "2026-11-22").split())
    document = json.loads(explained("clinical-experience", "--as-of", "2027-01-01", "--format", "json"))

    assert "clinical_years = 5, if nothing is said, since 2020-01-01" in text
    assert "set by acme/director: Acme counts years since residency" in text
    assert "changed by acme/director (settings): Work before the end of residency is training" in text
    assert document["ruleset"]["layers"] == ["acme/clinic-director", "acme/director", "medical-director"]
    assert [(each["act"], each["layer"], each["keys"]) for each in document["edits"]] == [("change", "acme/director", ["settings"])]
    assert [(each["value"], each["set"], each["since"], each["source"]) for each in document["parameters"]] == [
        ("7", "default", "2027-01-01", "standard")
    ]


def test_explain_says_nothing_of_a_default_that_is_not_used() -> None:
    """
    A value that is given has no day and no source.
    """
    document = json.loads(explained("clinical-experience", "--set", "clinical_years=3", "--format", "json"))

    assert [(each["value"], each["set"], each["since"], each["source"]) for each in document["parameters"]] == [("3", "given", None, None)]


def test_a_batch_of_an_overlay_is_the_same_in_several_processes() -> None:
    """
    Layers, defaults and digest come with the rule set to another process.
    """
    asked = ["check", "examples/candidates", "-r", CLINIC, "--set", "work_state=CA", "--as-of", "2027-02-01", "--format", "jsonl", "--fail-on", "never"]
    with chdir(ROOT):
        one, two = (CliRunner().invoke(main, [*asked, "--workers", str(number)], prog_name="reqcheck") for number in (1, 2))

    assert one.exit_code == two.exit_code == 0
    assert one.stdout == two.stdout
    assert '"clinical_years":{"since":"2027-01-01","source":"standard","verified_on":"2026-11-22"}' in one.stdout
