"""
``reqcheck report``: stored results in another format, and everything else refused by name.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from results import failure, report
from stored import reports_document

from reqcheck.cli import main
from reqcheck.cli.output import FORMATS
from reqcheck.rendering.json import encoded

ANN, BOB, EVE = report("words", "ann"), report("words", "bob"), failure("broken", "eve")
ACME = str(Path(__file__).parents[2] / "examples" / "acme_rules.py")
RULES = """\
schema: reqcheck.ruleset/1
id: harbor/rules
title: Rules
requirements:
  degree: {criterion: {kind: degree, degree: MD}}
  hours: {level: preferred, criterion: {kind: acme/telehealth_hours, hours: 100}}
"""
MANY = reports_document([ANN, BOB], [EVE])


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def call(*words: str, given: bytes | None = None) -> Result:
    result = CliRunner().invoke(main, ["report", *words], input=given, prog_name="reqcheck")
    assert result.exception is None or isinstance(result.exception, SystemExit), repr(result.exception)
    return result


def names(*words: str, given: bytes | None = None) -> list[str]:
    """
    Who is in the results that are shown, in order.
    """
    result = call(*words, "--format", "jsonl", given=given)
    assert (0, "") == (result.exit_code, result.stderr)
    return [json.loads(each)["candidate"] for each in result.stdout.splitlines()]


def stored(text: str | bytes, name: str = "a.json") -> str:
    Path(name).write_bytes(text.encode() if isinstance(text, str) else text)
    return name


def lines(*documents: Any) -> str:
    return "".join(f"{encoded(each)}\n" for each in documents)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (lines(ANN, EVE, BOB), ["ann", "eve", "bob"]),
        (f"\n{lines(ANN)}\r\n\n  {lines(BOB)}\n", ["ann", "bob"]),
        (encoded(ANN, pretty=True), ["ann"]),
        (encoded(ANN), ["ann"]),
        (encoded(EVE), ["eve"]),
        (encoded(MANY, pretty=True), ["ann", "bob", "eve"]),
        (encoded(MANY), ["ann", "bob", "eve"]),
        (encoded(reports_document([], []), pretty=True), []),
        (lines(MANY, ANN), ["ann", "bob", "eve", "ann"]),
    ],
)
def test_every_form_of_stored_results_is_read(text: str, expected: list[str]) -> None:
    """
    JSON Lines, one document of many reports and a single report are read from files and standard input alike.
    """
    assert expected == names(stored(text))
    assert expected == names("-", given=text.encode())
    assert [*expected, *expected] == names("a.json", "a.json")


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_can_be_made_later(form: str) -> None:
    """
    Stored results are shown in every format, as they would have been at once, to standard output or a file.
    """
    results = [ANN, EVE]
    result = call(stored(lines(*results)), "--format", form)
    call("a.json", "--format", form, "-o", "out")

    assert (0, "") == (result.exit_code, result.stderr)
    assert "".join(FORMATS[form](results)).encode() == result.stdout_bytes == Path("out").read_bytes()


def changed(change: Callable[[Any], object], document: Any = ANN) -> str:
    """
    A report after something is done to it.
    """
    document = copy.deepcopy(document)
    change(document)
    return encoded(document)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "`a.json` holds no results"),
        (" \n\n", "`a.json` holds no results"),
        ("{", "a.json:1: not JSON: EOF while parsing an object at column 1\n"),
        ('{\n"a": 1,\n}', "a.json:3: not JSON: "),
        ("[]", "a.json:1: /schema: `schema` is none of `reqcheck.report/1`, "),
        ("7", "a.json:1: /schema: `schema` is none of "),
        ('{"schema": ["reqcheck.report/1"]}', "a.json:1: /schema: `schema` is none of "),
        ('{"schema": "reqcheck.report/2"}', "a.json:1: /schema: `schema` is none of "),
        ('{"schema": "reqcheck.report/1"}', "a.json:1: `decision` is missing"),
        (f"{lines(ANN, BOB)}\n{{}}\n", "a.json:4: /schema: "),
        (f"{lines(ANN)}{{\n{lines(BOB)}", "a.json:2: not JSON: "),
        (changed(lambda it: it.pop("requirements")), "a.json:1: `requirements` is missing"),
        (changed(lambda it: it.update(decision="good")), "a.json:1: /decision: is none of the words"),
        (changed(lambda it: it.update(degraded="no")), "a.json:1: /degraded: must be true or false, not a text"),
        (changed(lambda it: it.update(candidate=7)), "a.json:1: /candidate: must be a text or null, not a number"),
        (changed(lambda it: it.update(parameters={"a": 7})), "a.json:1: /parameters: must be a text, not a number"),
        (
            changed(lambda it: it["requirements"][2]["evidence"][1].pop("says")),
            "a.json:1: /requirements/2/evidence/1: `says` is missing",
        ),
        (
            changed(lambda it: it["reports"][1]["requirements"][0].update(status="x"), MANY),
            "a.json:1: /reports/1/requirements/0/status: is none of the words",
        ),
        (
            changed(lambda it: it["failures"][0].update(problems=[1]), MANY),
            "a.json:1: /failures/0/problems/0: must be a mapping, not a number",
        ),
        ('{"schema": "reqcheck.report/1", "schema": "reqcheck.report/1"}', "a.json:1: /schema: `schema` is written"),
        (b"\xef\xbb\xbf{}", "a.json:1: not JSON: begins with a byte order mark"),
        (b"\xff\xfe", "a.json:1: not JSON: "),
        ("[" * 100_000, "a.json:1: "),
    ],
)
def test_everything_else_is_refused_by_file_and_line(text: str | bytes, said: str) -> None:
    """
    What is no result is exit 2 with the file, the line, the place and what is wrong; a file is not touched.
    """
    Path("out").write_text("old", "utf-8")
    result = call(stored(text), "--format", "html", "-o", "out")

    assert (2, "") == (result.exit_code, result.stdout)
    assert result.stderr.startswith(f"error: {said}"), result.stderr
    assert 1 == result.stderr.count("\n")
    assert "old" == Path("out").read_text("utf-8")
    assert {"a.json", "out"} == {each.name for each in Path().iterdir()}


def test_a_file_that_is_not_there_is_refused() -> None:
    """
    A path that cannot be opened is exit 2 with its name.
    """
    Path("folder").mkdir()

    assert "error: `nowhere` cannot be read: No such file or directory\n" == call("nowhere").stderr
    assert "error: `folder` cannot be read: Is a directory\n" == call("folder").stderr
    assert 2 == call("nowhere").exit_code == call().exit_code == call("folder").exit_code


def test_what_the_results_say_changes_no_exit_code() -> None:
    """
    Showing results is done when they are shown, whoever is not qualified or could not be read.
    """
    assert 0 == call(stored(lines(ANN, EVE))).exit_code


@pytest.mark.parametrize("fail_on", ["not-qualified", "needs-review", "never"])
@pytest.mark.parametrize("inside", [[0], [1], [2], [0, 1], [1, 2], [0, 3], [1, 2, 3], [0, 4], [2, 4]])
def test_an_exit_code_is_that_of_the_check(inside: list[int], fail_on: str) -> None:
    """
    With --fail-on stored results give the exit code of the check that they are of, and so they do as one document.
    """
    whole = {"recorded_on": "2026-11-01", "education": [{"degree": "MD", "conferred": "2010"}]}
    people = [whole, {**whole, "education": []}, {**whole, "education": [{"degree": "DNP", "conferred": "2010"}]}, {"schema": "other"}, {**whole, "extensions": {"acme": {"telehealth_hours": "many"}}}]
    Path("rules.yaml").write_text(RULES, "utf-8")
    stored(lines(*(people[each] for each in inside)), "people.jsonl")
    asked = ["people.jsonl", "-r", "rules.yaml", "--plugin", ACME, "--as-of", "2026-11-22", "--fail-on", fail_on]
    checked = [CliRunner().invoke(main, ["check", *asked, "--format", form, "-o", f"results.{form}"]).exit_code for form in ("jsonl", "json")]
    expected = 3 if {3, 4} & {*inside} else int(fail_on != "never" and (2 in inside or (1 in inside and fail_on == "needs-review")))

    assert [expected, expected] == checked
    assert [expected, expected] == [call(f"results.{form}", "--fail-on", fail_on).exit_code for form in ("jsonl", "json")]
    assert expected == call("-", "--fail-on", fail_on, given=Path("results.jsonl").read_bytes()).exit_code
    assert 0 == call("results.jsonl").exit_code


def test_what_is_no_result_beats_what_counts() -> None:
    """
    Where the job could not be done it does not matter who failed before.
    """
    assert 2 == call(stored(lines(ANN, EVE) + "{}"), "--fail-on", "needs-review").exit_code


def parts(document: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """
    The paths of everything in a document.
    """
    inside = document.items() if isinstance(document, dict) else enumerate(document) if isinstance(document, list) else ()
    return [each for key, value in inside for each in ((*path, key), *parts(value, (*path, key)))]


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(parts(MANY)),
    st.sampled_from([None, True, 7, -1.5, "", "x", [], {}, [1], [[]], {"a": 1}, "DROP"]),
    st.sampled_from(list(FORMATS)),
)
@example(("reports", 0, "dates"), None, "text")
@example(("reports", 0, "defaults"), [1], "markdown")
def test_no_change_of_a_report_makes_a_traceback(path: tuple[Any, ...], value: Any, form: str) -> None:
    """
    Whatever stands in one place of stored results, they are shown, or refused with a sentence.
    """
    document = copy.deepcopy(MANY)
    place: Any = document
    for key in path[:-1]:
        place = place[key]
    if value == "DROP":
        del place[path[-1]]
    else:
        place[path[-1]] = value
    result = call(stored(encoded(document)), "--format", form)

    assert result.exit_code in (0, 2)
    assert (2 == result.exit_code) == result.stderr.startswith("error: a.json:1: ")


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=60))
def test_no_bytes_make_a_traceback(data: bytes) -> None:
    """
    Any bytes are refused with a sentence.
    """
    result = call(stored(data), "--format", "text")

    assert (2, "") == (result.exit_code, result.stdout)
    assert result.stderr.startswith("error: ")
