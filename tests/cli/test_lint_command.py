"""
``reqcheck rulesets lint``: its formats, its exit codes, what it reads and what it says of what it cannot read.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from reqcheck import LINT_RULES, load_ruleset
from reqcheck.cli import main
from reqcheck.errors import DocumentError, Problem
from reqcheck.rendering.lint import lint_document
from reqcheck.rendering.lint_github import github
from reqcheck.rendering.lint_sarif import sarif
from reqcheck.rendering.lint_text import text

ROOT = Path(__file__).parents[2]
HEAD = """\
schema: reqcheck.ruleset/1
id: harbor/{name}
title: Physician
reviewed_on: 2026-11-22
sources: {{bylaws: {{title: Medical Staff Bylaws}}}}
not_checked: [Manner with patients.]
requirements:
  degree:
    title: {title}
    basis: {{source: bylaws}}
    criterion: {criterion}
"""
MD = "{kind: degree, degree: MD}"
PHYSICIAN = "{kind: degree, degree: [MD, DO]}"
#: What would end a line, a property or a message, or be taken for markup.
HOSTILE = 'recent graduate \\r\\n::error file=x::y %0A, : \\u202e\\u0007 \\" <b> `x` ##[error]'


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def written(name: str, criterion: str = PHYSICIAN, title: str = "Degree") -> str:
    """
    A rule set in a file.
    """
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEAD.format(name=path.stem, criterion=criterion, title=title), "utf-8")
    return name


def lint(*words: str) -> Result:
    return CliRunner().invoke(main, ["rulesets", "lint", "--as-of", "2026-11-22", *words], prog_name="reqcheck")


def read(*words: str) -> dict[str, Any]:
    """
    The JSON that the command writes.
    """
    found: dict[str, Any] = json.loads(lint("--format", "json", *words).stdout)
    return found


# --- what is linted, and how it ends


def test_without_names_it_lints_all_that_can_be_named() -> None:
    """
    The built-in rule sets are clean: the exit code is 0.
    """
    result = lint()

    assert (0, "3 rule sets: nothing found\n") == (result.exit_code, result.output)


def test_a_finding_is_shown_whole() -> None:
    """
    The place, the line with its caret, why it matters and how to mend it; the exit code is 1.
    """
    result = lint(written("rules.yaml", MD))

    assert 1 == result.exit_code
    assert result.output == """\
rules.yaml:11:39: RQ301 takes the MD and turns down the DO
        criterion: {kind: degree, degree: MD}
                                          ^
    why:  Osteopathic physicians have the same full license in every state. A posting that says MD most often
          means a physician.
    mend: Write `degree: [MD, DO]`, or `degree: physician`, which holds both and their foreign equivalents.

1 rule set: 1 finding
"""


def test_names_files_and_folders_are_linted_once_each() -> None:
    """
    An id, a file and a folder, whose rule sets come by name without tests, not deeper.
    """
    for name in ("sets/b.yaml", "sets/a.yml", "sets/deep/c.yaml", "sets/a.test.yaml"):
        written(name)
    Path("sets/notes.txt").write_text("x", "utf-8")
    found = read("sets", "medical-director", written("rules.yaml"), "sets", "rules.yaml")

    assert ["sets/a.yml", "sets/b.yaml", "medical-director.yaml", "rules.yaml"] == [each["file"] for each in found["rulesets"]]


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["broken.yaml"], "broken.yaml:2:1: unknown name `titel`; did you mean `title`?"),
        (["medical-directr"], "error: medical-directr: no rule set is called `medical-directr`; did you mean `medical-director`?"),
        (["missing.yaml"], "error: missing.yaml: cannot be read: No such file or directory"),
        (["linked"], "error: linked/gone.yaml: cannot be read: No such file or directory"),
        (["empty"], "error: empty: holds no *.yaml and no *.yml"),
    ],
)
def test_what_cannot_be_read_is_told_and_the_rest_is_linted(names: list[str], said: str) -> None:
    """
    The exit code is 2, the reason goes to standard error, and the other rule sets are shown all the same.
    """
    Path("empty").mkdir()
    Path("linked").mkdir()
    Path("linked/gone.yaml").symlink_to("nowhere.yaml")
    Path("broken.yaml").write_text("schema: reqcheck.ruleset/1\ntitel: x\nid: x\ntitle: x\nrequirements: {a: {criterion: {kind: license}}}\n", "utf-8")
    result = lint(*names, written("rules.yaml", MD))

    assert 2 == result.exit_code
    assert "rules.yaml:11:39: RQ301" in result.stdout
    assert result.stdout.endswith("1 rule set: 1 finding, 1 could not be read\n")
    assert result.stderr.startswith(said)


def test_a_plugin_that_a_rule_set_needs() -> None:
    """
    With its plugin the rule set of the example is clean; without it, it cannot be read.
    """
    file, plugin = (str(ROOT / "examples" / name) for name in ("acme-medical-director.yaml", "acme_rules.py"))

    assert 0 == lint(file, "--plugin", plugin).exit_code
    assert 2 == lint(file).exit_code


def test_the_day_judges_reviews() -> None:
    """
    A later day finds the review expired; without one it is today.
    """
    written("rules.yaml")

    assert 0 == lint("rules.yaml").exit_code
    assert "RQ505" in CliRunner().invoke(main, ["rulesets", "lint", "rules.yaml", "--as-of", "2028-01-01"]).output
    late = date.today() > date(2027, 11, 22)  # noqa: DTZ011
    assert int(late) == CliRunner().invoke(main, ["rulesets", "lint", "rules.yaml"]).exit_code


def test_rules_are_selected_and_ignored() -> None:
    """
    A code or the beginning of one; one that there is not is a usage error.
    """
    file = written("rules.yaml", MD, "Recent graduate")

    assert ["RQ603", "RQ301"] == [each["code"] for each in read(file)["findings"]]
    assert ["RQ301"] == [each["code"] for each in read(file, "--select", "RQ3")["findings"]]
    assert ["RQ301"] == [each["code"] for each in read(file, "--ignore", "RQ603")["findings"]]
    assert (2, True) == ((wrong := lint(file, "--ignore", "RQ333")).exit_code, "no lint code is or begins with `RQ333`; did you mean" in wrong.output)


@pytest.mark.parametrize("rule", LINT_RULES, ids=lambda rule: rule.code)
def test_every_code_is_explained(rule: Any) -> None:
    """
    `--explain` needs no rule set and tells what the rule says of itself.
    """
    result = lint("--explain", rule.code.lower())

    assert 0 == result.exit_code
    assert result.output.startswith(f"{rule.code} {rule.name}\n")


def test_a_code_that_there_is_not_cannot_be_explained() -> None:
    """
    The nearest one is named.
    """
    result = lint("--explain", "RQ6011")

    assert 2 == result.exit_code
    assert "no lint rule has the code `RQ6011`; did you mean `RQ601`?" in result.output


def test_a_file_is_written_when_all_is_done() -> None:
    """
    `-o` writes the same bytes to a file; a folder that is not there is told.
    """
    file = written("rules.yaml", MD)
    result = lint(file, "--format", "sarif", "-o", "out.sarif")

    assert (1, "") == (result.exit_code, result.stdout)
    assert Path("out.sarif").read_text("utf-8") == lint(file, "--format", "sarif").stdout
    assert (2, True) == ((lost := lint(file, "-o", "no/where")).exit_code, "cannot be written" in lost.output)


# --- formats


def test_json_has_all_of_it() -> None:
    """
    What was found, what is allowed and why, what could not be read, and how many of each.
    """
    written("a.yaml", f"{MD} # reqcheck: allow RQ301 because it is so")
    written("b.yaml", MD)
    Path("c.yaml").write_text("id: [", "utf-8")
    found = read("a.yaml", "b.yaml", "c.yaml")

    assert "reqcheck.lint/1" == found["schema"]
    assert {"rulesets": 2, "findings": 1, "allowed": 1, "failures": 1} == found["summary"]
    assert ("a.yaml", "RQ301", "it is so") == tuple(found["allowed"][0][name] for name in ("file", "code", "because"))
    assert {
        "ruleset": "harbor/b", "file": "b.yaml", "line": 11, "column": 39, "code": "RQ301", "name": "md-without-do",
        "text": f"    criterion: {MD}", "message": "takes the MD and turns down the DO",
    }.items() <= found["findings"][0].items()
    assert ("c.yaml", 1) == (found["failures"][0]["file"], found["failures"][0]["problems"][0]["line"])


def test_sarif_is_what_the_standard_asks() -> None:
    """
    Rules with their help, results with rule and region, suppressions with their reason, relative references.
    """
    file = written("a set/\N{LATIN SMALL LETTER E WITH ACUTE}:1.yaml", f"{MD} # reqcheck: allow RQ301 because it is so", "Recent graduate")
    Path("c.yaml").write_text("id: [", "utf-8")
    result = json.loads(lint(str(Path(file).absolute()), "c.yaml", "--format", "sarif").stdout)
    run = result["runs"][0]

    assert ("2.1.0", 1) == (result["version"], len(result["runs"]))
    assert [each.code for each in LINT_RULES] == [each["id"] for each in run["tool"]["driver"]["rules"]]
    assert all({"text", "markdown"} == set(each["help"]) for each in run["tool"]["driver"]["rules"])
    found, allowed = run["results"]
    assert ("RQ603", "RQ301") == (found["ruleId"], allowed["ruleId"])
    assert all(LINT_RULES[each["ruleIndex"]].code == each["ruleId"] for each in run["results"])
    where = found["locations"][0]["physicalLocation"]
    assert {"uri": "a%20set/%C3%A9%3A1.yaml"} == where["artifactLocation"]
    assert {"startLine": 9, "startColumn": 12, "snippet": {"text": "    title: Recent graduate"}} == where["region"]
    assert "suppressions" not in found
    assert [{"kind": "inSource", "justification": "it is so"}] == allowed["suppressions"]
    invocation = run["invocations"][0]
    assert invocation["executionSuccessful"] is False
    assert "c.yaml" == invocation["toolExecutionNotifications"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]


def test_github_gets_one_command_for_each_finding() -> None:
    """
    A warning with file, line and column; an error for what could not be read; nothing else.
    """
    Path("c.yaml").write_text("id: [", "utf-8")
    lines = lint(written("a,b.yaml", MD), "c.yaml", "--format", "github").stdout.splitlines()

    assert 2 == len(lines)
    assert lines[0].startswith("::warning file=a%2Cb.yaml,line=11,col=39,title=RQ301 md-without-do::takes the MD and turns down the DO%0Awhy: ")
    assert re.match(r"::error file=c.yaml,line=1,col=\d+::", lines[1])


# --- texts that want to be more


def test_a_hostile_title_stays_a_text() -> None:
    """
    It ends no line and no message of GitHub's, no string of SARIF, and controls no terminal.
    """
    file = written("a.yaml", PHYSICIAN, f'"{HOSTILE}"')
    lines = lint(file, "--format", "github").stdout.split("\n")
    told = lint(file).stdout

    assert ["::warning", ""] == [line.split(" ")[0] for line in lines]
    assert all(each.isprintable() for each in told.split("\n"))
    assert 1 == len(json.loads(lint(file, "--format", "sarif").stdout)["runs"][0]["results"])


def test_hostile_names_stay_names() -> None:
    """
    A name of a requirement or a file, and a message about what cannot be read, are escaped as well.
    """
    hostile = "x\r\n::error::y%0A,:\u202e\x07"
    document = lint_document([], [(hostile, DocumentError(hostile, (Problem(hostile),)))], date(2026, 11, 22))
    finding = {
        "file": hostile, "line": 1, "column": 1, "code": "RQ301", "name": "md-without-do", "message": hostile, "why": "w.", "mend": "m.",
        "text": hostile,
    }
    document["findings"] = [finding]

    assert ["::warning", "::error", ""] == [line.split(" ")[0] for line in "".join(github(document)).replace("\r", "\n").split("\n")]
    assert all(each.isprintable() for each in "".join(text(document)).split("\n"))
    assert json.loads(sarif(document))["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].isascii()


def test_the_same_bytes_whatever_the_hash_seed() -> None:
    """
    Two processes with other hash seeds write the same.
    """
    file = written("a.yaml", f"{{any_of: [{MD}, {MD}, {{all_of: [{PHYSICIAN}, {MD}]}}, {{none_of: [{PHYSICIAN}]}}]}}", "Recent graduate")
    command = [sys.executable, "-m", "reqcheck", "rulesets", "lint", file, "--as-of", "2026-11-22", "--format", "sarif"]
    found = {subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=False).stdout for seed in "12"}

    assert 1 == len(found)
    assert b"RQ111" in found.pop()


def test_lint_from_python() -> None:
    """
    `lint` and `catalog.lint` find the same, with a place and a text to show.
    """
    from reqcheck import lint as lint_ruleset

    found = lint_ruleset(load_ruleset(Path(written("a.yaml", MD))), as_of=date(2026, 11, 22))

    assert [("RQ301", 11, 39)] == [(each.code, each.place.line, each.place.column) for each in found.findings]
    assert "a.yaml:11:39: RQ301 takes the MD and turns down the DO" == found.findings[0].under("a.yaml").splitlines()[0]
