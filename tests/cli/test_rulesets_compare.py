"""
``reqcheck rulesets compare``: what roles ask, side by side.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from reqcheck.cli import main

ROLES = ("medical-director", "chief-medical-officer", "clinical-director")
HEAD = "schema: reqcheck.ruleset/1\nid: {id}\ntitle: {title}\nrequirements:\n"
ONE = HEAD + """\
  degree: {{criterion: {{kind: degree, degree: MD}}}}
  work: {{title: Years of practice, criterion: {{kind: experience, category: clinical, years: {years}}}}}
  leading: {{level: {level}, criterion: {{kind: experience, category: leadership, years: 2}}}}
not_checked: [Manners, {own}]
"""
CHART = """\
  what is asked        One                  Other
---------------------------------------------------------------

EDUCATION
= MD degree            MD degree            MD degree

CLINICAL EXPERIENCE
~ Years of practice    3 years of clinical  5 years of clinical
                       experience           experience

LEADERSHIP
~ 2 years of           2 years of           preferred: 2 years
  leadership           leadership           of leadership
  experience           experience           experience

NOT CHECKED
= left to people       Manners              Manners
                       Wit                  Patience

= all roles ask the same; ~ several ask for it, though not all of them or not alike
"""
BELOW = """\

EDUCATION
= MD degree
    One: MD degree
    Other: MD degree

CLINICAL EXPERIENCE
~ Years of practice
    One: 3 years of clinical experience
    Other: 5 years of clinical
      experience
"""


def compare(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["rulesets", "compare", *arguments])


@pytest.fixture
def two(tmp_path: Path) -> tuple[str, str]:
    """
    Two small roles.
    """
    texts = {
        "one": ONE.format(id="one", title="One", years=3, level="required", own="Wit"),
        "other": ONE.format(id="other", title="Other", years=5, level="preferred", own="Patience").replace("degree:", "diploma:", 1),
    }
    for name, text in texts.items():
        (tmp_path / f"{name}.yaml").write_text(text, "utf-8")
    return str(tmp_path / "one.yaml"), str(tmp_path / "other.yaml")


def rows(*arguments: str) -> dict[str, dict[str, Any]]:
    """
    The rows of a comparison by the ids that stand in them.
    """
    document = json.loads(compare(*arguments, "--format", "json").output)
    every = [(each["area"], row) for each in document["areas"] for row in each["rows"]]
    return {" ".join(cell["id"] if cell else "-" for cell in row["cells"]): {"area": area, **row} for area, row in every}


def test_the_chart_of_two_small_roles(two: tuple[str, str]) -> None:
    """
    The same under two ids is one row, as is another amount of the same, or the same at another level.
    """
    result = compare(*two, "--width", "65")

    assert result.output == CHART
    assert result.exit_code == 0


def test_what_does_not_fit_beside_stands_below(two: tuple[str, str]) -> None:
    """
    Where a terminal is too narrow for columns, each role has a line.
    """
    assert compare(*two, "--width", "40").output.startswith(BELOW)


def test_no_line_is_wider_than_asked() -> None:
    """
    The chart of three roles fits in what is given.
    """
    for width in (60, 80, 100, 140):
        lines = compare(*ROLES, "--width", str(width)).output.splitlines()

        assert max(map(len, lines[:-1])) <= width


def test_the_built_in_roles_share_rows_where_they_ask_alike() -> None:
    """
    A medical degree, a license and clinical experience are asked by two of the three roles; each is one row.
    """
    found = rows(*ROLES)

    assert {name: each["area"] for name, each in found.items() if each["alike"] == "similar"} == {
        "medical-degree medical-degree -": "education",
        "license license -": "license",
        "clinical-experience clinical-experience -": "clinical experience",
    }
    assert {each["area"] for each in found.values()} == {
        *("education", "training", "examinations", "license", "certification"),
        *("clinical experience", "leadership", "other experience", "preferred"),
    }
    assert found["- medical-leadership -"]["area"] == "leadership"


def test_a_role_and_itself_are_the_same_in_every_row() -> None:
    """
    Every row is marked as common, whatever parameters it takes.
    """
    found = rows("medical-director", "medical-director")

    assert {each["alike"] for each in found.values()} == {"same"}
    assert all(name.split()[0] == name.split()[1] for name in found)


def test_a_parameter_that_is_set_makes_a_row_common() -> None:
    """
    Five years by default and three that were set for both are compared as they are.
    """
    asked = ("medical-director", "chief-medical-officer")
    found = rows(*asked, "--set", "clinical_years=3")["clinical-experience clinical-experience"]

    assert found["alike"] == "same"
    assert [each["asks"] for each in found["cells"]] == ["3 years of clinical experience"] * 2


def test_a_value_that_is_not_set_is_named() -> None:
    """
    A license in the state of work says which parameter it depends on.
    """
    license_ = rows(*ROLES)["license license -"]["cells"][0]

    assert license_["asks"] == "active unrestricted medical license in `work_state`"


def test_markdown_has_a_table_for_each_area(two: tuple[str, str]) -> None:
    """
    Rows are marked, and a level that is not the one of the area is said.
    """
    output = compare(*two, "--format", "markdown").output

    assert output.startswith("# One and Other\n\n## Education\n\n| asked by | what is asked | One | Other |\n|---|---|---|---|\n| all | MD degree | MD degree | MD degree |\n")
    assert "| preferred: 2 years of leadership experience |" in output
    assert "| Manners | left to people | left to people |\n| Wit | left to people | - |" in output


def test_a_comparison_takes_two() -> None:
    """
    One role alone is no comparison; a parameter that no role knows is refused.
    """
    assert "two rule sets or more" in compare("medical-director").output
    assert compare("medical-director").exit_code == 2
    assert compare(*ROLES, "--set", "nothing=1").exit_code == 2
    assert compare("medical-director", "nobody").exit_code == 2
