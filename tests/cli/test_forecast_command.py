"""
``reqcheck forecast``: when it will change, in words, as a picture, and as a list of what lapses.
"""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner, Result

from reqcheck.cli import main

ASKED = ("-r", "tiny.yaml", "--as-of", "2026-11-22")
RULES = """\
schema: reqcheck.ruleset/1
id: tiny
title: Tiny
requirements:
  license: {criterion: {kind: license, type: medical, jurisdiction: CA}}
  work: {level: preferred, criterion: {kind: experience, category: clinical, years: 5}}
"""
PLUGIN = """\
from typing import ClassVar

import attrs

from reqcheck import Finding, Reason, hookimpl


@attrs.frozen
class Untold:
    kind: ClassVar[str] = "acme/untold"

    def assess(self, profile, context):
        {does}


@hookimpl
def reqcheck_criteria():
    return [Untold]
"""


def candidate(name: str | None, expires: str) -> dict[str, Any]:
    """
    Somebody with a license until a day, at work for five years in November 2027.
    """
    license_ = {"type": "medical", "jurisdiction": "US-CA", "class": "full", "status": "active", "expires": expires}
    work = {"title": "Attending", "start": "2022-11-24", "end": "..", "categories": ["clinical"]}
    subject = {} if name is None else {"subject": {"id": name}}
    return {**subject, "recorded_on": "2026-11-02", "licenses": [license_], "positions": [work]}


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    A folder of its own with the tiny rule set, one candidate, and a folder of candidates.
    """
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)
    Path("tiny.yaml").write_text(RULES, "utf-8")
    Path("amara.json").write_text(json.dumps(candidate("amara", "2027-06-30")), "utf-8")
    Path("all").mkdir()
    people = {"zoe": "2026-12-31", "ben": "2027-01", "cleo": "2026-12-31", "dan": "2028-12-31"}
    for number, (name, expires) in enumerate(people.items()):
        Path("all", f"{number}.json").write_text(json.dumps(candidate(name, expires)), "utf-8")


def forecast(*words: str, command: str = "forecast") -> Result:
    """
    What the command does; anything but an exit is a traceback to the one who called it.
    """
    result = CliRunner().invoke(main, [command, *words, *ASKED], prog_name="reqcheck")
    assert result.exception is None or isinstance(result.exception, SystemExit), repr(result.exception)
    return result


def document(*words: str) -> Any:
    return json.loads(forecast(*words, "--format", "json").stdout)


# --- one candidate


def test_a_forecast_in_words() -> None:
    """
    The decision now, until when it holds, the timeline, and each change with its day and its cause.
    """
    result = forecast("amara.json")

    assert 0 == result.exit_code
    assert "amara: QUALIFIED\n  Tiny 0 (tiny), as of 2026-11-22, until 2036-11-22\n  qualified until 2027-06-30\n" in result.stdout
    assert "  next change of the decision on 2027-07-01: not qualified\n" in result.stdout
    assert "    a 2027-07-01  NOT QUALIFIED\n      not met " in result.stdout
    assert "(work, preferred)\n" in result.stdout
    assert "1825 of 1825 days of clinical experience (5 years of 365 days)" in result.stdout


def test_a_forecast_as_documents() -> None:
    """
    JSON is one document with every forecast and failure; JSON Lines have one for each candidate.
    """
    whole = document("amara.json")
    line = json.loads(forecast("amara.json", "--format", "jsonl").stdout)

    assert ["schema", "forecasts", "failures"] == list(whole)
    assert [line] == whole["forecasts"]
    assert "reqcheck.forecast/1" == line["schema"]
    assert "2027-07-01" == line["next_change"]
    assert [("license", "2027-07-01"), ("work", "2027-11-22")] == [
        (each["id"], change["on"]) for change in line["changes"] for each in change["requirements"]
    ]


def test_what_is_not_known_says_what_it_depends_on() -> None:
    """
    A license until some day of January is not known from its second day to its last.
    """
    text = " ".join(forecast("all/1.json").stdout.split())

    assert "between 2027-01-02 and 2027-01-31, depending on: medical license US-CA, active, until 2027-01" in text


def test_how_far_it_looks_can_be_said() -> None:
    """
    With --until nothing after that day is told; that day itself is.
    """
    assert [] == document("amara.json", "--until", "2027-06-30")["forecasts"][0]["changes"]
    assert ["2027-07-01"] == [each["on"] for each in document("amara.json", "--until", "2027-07-01")["forecasts"][0]["changes"]]


def test_a_picture_goes_into_a_file() -> None:
    """
    With --format svg the one candidate is drawn.
    """
    result = forecast("amara.json", "--format", "svg", "-o", "amara.svg")

    assert (0, "") == (result.exit_code, result.output)
    assert "Forecast for amara" in "".join(ET.parse("amara.svg").getroot().itertext())


def test_a_picture_is_of_one_candidate() -> None:
    """
    Several candidates are no picture, and a file that was there stays as it was.
    """
    Path("kept.svg").write_text("kept", "utf-8")
    result = forecast("all", "--format", "svg", "-o", "kept.svg")

    assert 2 == result.exit_code
    assert "a picture shows one candidate" in result.stderr
    assert "kept" == Path("kept.svg").read_text("utf-8")


def test_a_candidate_that_cannot_be_read_is_not_drawn() -> None:
    """
    Where the one candidate cannot be read that is said, the exit code is 3, and no file is written.
    """
    Path("bad.json").write_text("{", "utf-8")
    result = forecast("bad.json", "--format", "svg", "-o", "bad.svg")

    assert 3 == result.exit_code
    assert "Error: not JSON" in result.stderr
    assert not Path("bad.svg").exists()


@pytest.mark.parametrize(("settings", "colored"), [({"FORCE_COLOR": "1"}, True), ({"NO_COLOR": "1"}, False)])
def test_a_terminal_has_colors(settings: dict[str, str], colored: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    On a terminal the timeline is drawn with colors, without them where NO_COLOR is set; the words are the same.
    """
    monkeypatch.setattr("reqcheck.cli.forecast.is_terminal", lambda: True)
    for name, value in {"TERM": "xterm-256color", "COLUMNS": "90", **settings}.items():
        monkeypatch.setenv(name, value)
    Path("bad.json").write_text("{", "utf-8")
    drawn = forecast("amara.json", "bad.json").stdout

    assert "\u2501" in drawn
    assert "COULD NOT BE READ" in drawn
    assert colored == ("\x1b[32m\u2501" in drawn)
    assert colored == ("\x1b[3" in drawn)


# --- several candidates


def test_every_candidate_has_a_forecast() -> None:
    """
    A folder is forecast candidate by candidate, in the order of the input.
    """
    names = ["zoe", "ben", "cleo", "dan"]

    assert names == [each["candidate"] for each in document("all")["forecasts"]]
    assert names == [line.split(":")[0] for line in forecast("all").stdout.splitlines() if line.split(":")[0] in names]


def test_what_lapses_stands_by_date() -> None:
    """
    With --within there is a list of what lapses in that time: by date, then in the order of the input.
    """
    found = document("all", "--within", "90d")

    assert ["schema", "as_of", "until", "lapses", "failures"] == list(found)
    assert ("reqcheck.expirables/1", "2026-11-22", "2027-02-20") == tuple(found[name] for name in ("schema", "as_of", "until"))
    assert [
        ("2027-01-01", "zoe", "met", "not_met", "not_qualified"),
        ("2027-01-01", "cleo", "met", "not_met", "not_qualified"),
        ("2027-01-02", "ben", "met", "undetermined", "needs_review"),
        ("2027-02-01", "ben", "undetermined", "not_met", "not_qualified"),
    ] == [tuple(each[name] for name in ("date", "candidate", "from", "to", "decision")) for each in found["lapses"]]


@pytest.mark.parametrize(("until", "within"), [("2027-02-20", "90d"), ("2027-02-14", "12w"), ("2027-05-22", "6m"), ("2027-11-22", "1y")])
def test_a_time_is_written_with_its_unit(until: str, within: str) -> None:
    """
    Days, weeks, months and years are counted from the day asked.
    """
    assert until == document("all", "--within", within)["until"]


@pytest.mark.parametrize("within", ["90", "d", "0d", "-1d", "1.5y", "90 d", "99999d", "\u0661d", "1h", ""])
def test_a_time_that_is_none_is_refused(within: str) -> None:
    """
    What is no length of time is refused, with how to write one.
    """
    result = forecast("all", f"--within={within}")

    assert 2 == result.exit_code
    assert f"`{within}` is no length of time; write it like 90d, 12w, 6m or 1y" in result.stderr


def test_the_list_as_a_table_and_in_words() -> None:
    """
    The table has a row for each lapse; the text has a heading for each day, and counts them.
    """
    table = list(csv.DictReader(io.StringIO(forecast("all", "--within", "90d", "--format", "csv").stdout)))
    said = forecast("all", "--within", "90d").stdout

    assert ["zoe", "cleo", "ben", "ben"] == [each["candidate"] for each in table]
    assert {"date", "candidate", "requirement", "title", "level", "from", "to", "because", "decision"} == set(table[0])
    assert said.startswith("2027-01-01\n  zoe: ")
    assert said.endswith("\n4 lapses after 2026-11-22, until 2027-02-20\n")


def test_a_table_without_a_time_has_every_change() -> None:
    """
    Without --within a table has the changes for the better as well.
    """
    table = csv.DictReader(io.StringIO(forecast("amara.json", "--format", "csv").stdout))

    assert [("license", "not met"), ("work", "met")] == [(each["requirement"], each["to"]) for each in table]


# --- what goes wrong


@pytest.mark.parametrize("words", [("--format", "text"), ("--format", "csv"), ("--format", "jsonl"), ("--within", "1y")])
def test_one_bad_candidate_never_stops_the_others(words: tuple[str, ...]) -> None:
    """
    A candidate that cannot be read is told among the others, and the exit code is 3.
    """
    Path("all", "0a.json").write_text('{"licences": []}', "utf-8")
    result = forecast("all", *words)

    assert 3 == result.exit_code
    assert "licences" in result.stdout
    assert all(name in result.stdout for name in ("zoe", "ben", "cleo"))


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("there is no file or folder `nobody.json`", ("nobody.json",)),
        ("--until 2026-01-01 is before the day asked, 2026-11-22", ("amara.json", "--until", "2026-01-01")),
        ("keep one of them", ("amara.json", "--until", "2027-01-01", "--within", "1y")),
        ("--within makes a list: text, csv or json, not svg", ("amara.json", "--within", "1y", "--format", "svg")),
        ("cannot be written", ("amara.json", "-o", "nowhere/at/all.txt")),
    ],
)
def test_a_job_that_cannot_be_done_says_why(said: str, words: tuple[str, ...]) -> None:
    """
    What is asked wrongly is refused with a sentence and exit code 2.
    """
    result = forecast(*words)

    assert (2, "") == (result.exit_code, result.stdout)
    assert said in result.stderr


def test_a_name_of_two_candidates_is_told() -> None:
    """
    Two candidates with one name are both forecast, with a warning; one without a name has that of its file.
    """
    Path("more.jsonl").write_text("\n".join(json.dumps(candidate(each, "2027-06-30")) for each in ("amara", None)), "utf-8")
    result = forecast("amara.json", "more.jsonl", "--format", "jsonl")

    assert ["amara", "amara", "more.jsonl#2"] == [json.loads(each)["candidate"] for each in result.stdout.splitlines()]
    assert "`amara` names two candidates" in result.stderr


def test_a_kind_that_does_not_say_when_it_changes_is_not_known_tomorrow() -> None:
    """
    A kind of a plugin without turning points is undetermined from the next day on, and that is said.
    """
    Path("untold.py").write_text(PLUGIN.format(does='return Finding.of(True, Reason("acme.untold", "so it is"))'), "utf-8")
    Path("tiny.yaml").write_text(f"{RULES}  more: {{criterion: {{kind: acme/untold}}}}\n", "utf-8")
    result = forecast("amara.json", "--plugin", "untold.py")

    assert 0 == result.exit_code
    assert "not exact" in result.stdout
    assert "next change of the decision on 2026-11-23: needs review" in result.stdout


def test_a_criterion_that_fails_makes_the_exit_code_3() -> None:
    """
    A criterion that raises is an error in the forecast, and the others are still told.
    """
    Path("untold.py").write_text(PLUGIN.format(does='raise ValueError("no")'), "utf-8")
    Path("tiny.yaml").write_text(f"{RULES}  more: {{criterion: {{kind: acme/untold}}}}\n", "utf-8")
    result = forecast("amara.json", "--plugin", "untold.py")

    assert 3 == result.exit_code
    assert "\n      error           acme/untold (more)\n" in result.stdout
    assert "2027-11-22" in result.stdout


# --- check --next-change


def test_a_check_can_say_when_the_decision_changes_next() -> None:
    """
    With --next-change each report has the day, in its document and in its text; without it nothing differs.
    """
    plain = json.loads(forecast("amara.json", "--format", "jsonl", command="check").stdout)
    dated = json.loads(forecast("amara.json", "--format", "jsonl", "--next-change", command="check").stdout)

    assert "next_change" not in plain
    assert {**plain, "next_change": "2027-07-01"} == dated
    assert "\n  the decision changes next on 2027-07-01\n" in forecast("amara.json", "--next-change", command="check").stdout
    assert "changes next" not in forecast("amara.json", command="check").stdout


def test_a_decision_that_stays_says_so() -> None:
    """
    Where the decision does not change, the day is none.
    """
    Path("amara.json").write_text(json.dumps(candidate("amara", "..")), "utf-8")
    found = json.loads(forecast("amara.json", "--format", "jsonl", "--next-change", command="check").stdout)

    assert found["next_change"] is None
    assert "the decision does not change within ten years" in forecast("amara.json", "--next-change", command="check").stdout


def test_several_workers_say_it_as_one_does() -> None:
    """
    The day of the next change is the same from several processes.
    """
    words = ("all", "--format", "jsonl", "--next-change", "--fail-on", "never")

    assert forecast(*words, command="check").stdout == forecast(*words, "--workers", "2", command="check").stdout


def test_a_stored_report_keeps_its_next_change() -> None:
    """
    A report that was stored with its next change shows it again, and one that holds something else is refused.
    """
    found = json.loads(forecast("amara.json", "--format", "jsonl", "--next-change", command="check").stdout)
    Path("stored.jsonl").write_text(json.dumps(found), "utf-8")
    Path("bad.jsonl").write_text(json.dumps({**found, "next_change": 7}), "utf-8")
    stored, bad = (CliRunner().invoke(main, ["report", name]) for name in ("stored.jsonl", "bad.jsonl"))

    assert "the decision changes next on 2027-07-01" in stored.output
    assert (2, True) == (bad.exit_code, "/next_change" in bad.output)
