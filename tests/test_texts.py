"""
Rule sets that stand in no file, and reports as text.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from reqcheck import (
    DocumentError,
    Failure,
    Profile,
    Report,
    check,
    check_many,
    load_ruleset,
    open_catalog,
    render,
    ruleset_from_yaml,
)
from reqcheck.cli import main
from reqcheck.cli.output import FORMATS

ROOT = Path(__file__).parents[1]
BATCH = ROOT / "examples" / "batch.jsonl"
ON = date(2026, 11, 22)
OVERLAY = "schema: reqcheck.ruleset/1\nid: acme/over\nextends: clinical-director\ntitle: Over\n"


def test_a_rule_set_is_read_from_a_text() -> None:
    """
    The text of a file is the same rule set as the file, and remembers its catalog as that does.
    """
    catalog = open_catalog()
    text = (ROOT / "rulesets" / "clinical-director.yaml").read_text("utf-8")
    read = catalog.ruleset_from_yaml(text)

    assert load_ruleset("clinical-director").digest() == read.digest() == ruleset_from_yaml(text).digest()
    assert read.catalog is catalog
    assert "needs_review" == check(Profile.from_dict({}), read, as_of=ON).decision


def test_a_text_extends_a_rule_set_by_its_id() -> None:
    """
    An overlay needs no file for itself; what it names by a file it cannot find.
    """
    assert ("acme/over", "clinical-director") == ruleset_from_yaml(OVERLAY).layers
    with pytest.raises(DocumentError):
        ruleset_from_yaml(OVERLAY.replace("extends: clinical-director", "extends: ./clinical-director.yaml"))


def test_errors_of_a_text_have_its_name_and_the_place() -> None:
    """
    What is wrong with a text is told with the name that the caller gave it.
    """
    with pytest.raises(DocumentError) as raised:
        ruleset_from_yaml(json.dumps({"schema": "reqcheck.ruleset/1", "id": "x", "titel": "X"}), source="row 12")

    assert "row 12:1:" in str(raised.value)
    assert "did you mean `title`?" in str(raised.value)


@pytest.fixture(scope="module")
def results() -> list[Report | Failure]:
    lines = BATCH.read_bytes().splitlines()
    return list(check_many(lines, load_ruleset("clinical-director"), as_of=ON))


@pytest.mark.parametrize("form", FORMATS)
def test_a_rendered_text_is_that_of_the_command_line(results: list[Report | Failure], form: str) -> None:
    """
    Reports, and the documents that were stored of them, render to what `report` prints of these documents.
    """
    stored = [json.loads(each.to_json()) for each in results]
    printed = CliRunner().invoke(main, ["report", "-", "--format", form], input="".join(f"{each.to_json()}\n" for each in results))

    assert printed.output == render(results, form) == render(stored, form)


def test_a_single_report_renders_as_a_list_of_one(results: list[Report | Failure]) -> None:
    """
    A report or a failure alone needs no list around it.
    """
    assert [render([each]) for each in results] == [render(each) for each in results]


def test_a_format_that_there_is_not_is_told(results: list[Report | Failure]) -> None:
    """
    Whoever asks for another format is told the nearest one, or all.
    """
    with pytest.raises(ValueError, match="no format is called `markdwn`; did you mean `markdown`"):
        render(results, "markdwn")
