"""
``reqcheck check``: what it reads, prints and returns, and what it says of input that is not right.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reqcheck import Catalog, __version__, open_catalog
from reqcheck.cli import main

ROOT = Path(__file__).parents[2]
CANDIDATES = ROOT / "examples" / "candidates"
ACME = ROOT / "examples" / "acme_rules.py"

#: A rule set in which a candidate can be qualified, not qualified or in need of review.
RULES = """\
schema: reqcheck.ruleset/1
id: tiny
title: Tiny
parameters:
  degree: {type: text, default: MD}
requirements:
  first: {criterion: {kind: degree, degree: [MHA, MBA]}, level: preferred}
  certain: {criterion: {any_of: [{kind: degree, degree: [MD, DO]}, {kind: degree, degree: MBA}]}}
  second: {criterion: {kind: degree, degree: [MD, DO]}}
"""
GOOD = {"subject": {"id": "good"}, "education": [{"degree": "MD", "status": "conferred", "conferred": "2001"}]}
POOR = {"subject": {"id": "poor"}, "education": [{"degree": "BSc", "status": "conferred", "conferred": "2001"}]}
OPEN = {"subject": {"id": "open"}}
BAD = {"subject": {"id": "bad"}, "licences": []}

Write = Callable[..., str]


@cache
def catalog() -> Catalog:
    return open_catalog()


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """
    A folder of its own with the tiny rule set, and a catalog that is opened once where no plugin is named.
    """
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(
        "reqcheck.cli.options.open_catalog",
        lambda *, plugins: open_catalog(plugins=plugins) if plugins else catalog(),
    )
    tmp_path.joinpath("tiny.yaml").write_text(RULES, "utf-8")
    return tmp_path


def write(name: str, *documents: Any) -> str:
    """
    A file in the folder: bytes and text as they are, documents as JSON, several on lines.
    """
    texts = [each if isinstance(each, str | bytes) else json.dumps(each) for each in documents]
    data = b"\n".join(each.encode() if isinstance(each, str) else each for each in texts)
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_bytes(data)
    return name


def call(*words: str, given: str | bytes | None = None) -> Result:
    """
    What the command does; anything but an exit is a traceback to the one who called it.
    """
    result = CliRunner().invoke(main, ["check", *words], input=given, prog_name="reqcheck")
    assert result.exception is None or isinstance(result.exception, SystemExit), repr(result.exception)
    return result


def tiny(*words: str, given: str | bytes | None = None) -> Result:
    return call(*words, "-r", "tiny.yaml", "--as-of", "2026-11-22", given=given)


def lines(*words: str, given: str | bytes | None = None) -> list[dict[str, Any]]:
    """
    The documents that the command prints as JSON Lines.
    """
    return [json.loads(each) for each in tiny(*words, "--format", "jsonl", given=given).stdout.splitlines()]


def names(*words: str, given: str | bytes | None = None) -> list[str]:
    """
    Who is reported on, in order; with a ``!`` those that could not be read.
    """
    return [f"{'!' * ('failure' in each['schema'])}{each['candidate']}" for each in lines(*words, given=given)]


# --- exit codes


@pytest.mark.parametrize(
    ("candidates", "never", "not_qualified", "needs_review"),
    [
        ([GOOD], 0, 0, 0),
        ([OPEN], 0, 0, 1),
        ([POOR], 0, 1, 1),
        ([GOOD, OPEN, POOR], 0, 1, 1),
        ([BAD], 3, 3, 3),
        ([POOR, BAD], 3, 3, 3),
    ],
)
def test_exit_codes(candidates: list[Any], never: int, not_qualified: int, needs_review: int) -> None:
    """
    The exit code is 1 for those that --fail-on counts, and 3 for anybody that could not be read.
    """
    file = write("a.jsonl", *candidates)

    assert not_qualified == tiny(file).exit_code
    assert not_qualified == tiny(file, "--fail-on", "not-qualified").exit_code
    assert needs_review == tiny(file, "--fail-on", "needs-review").exit_code
    assert never == tiny(file, "--fail-on", "never").exit_code


@pytest.mark.parametrize("form", ["text", "json", "jsonl"])
def test_the_exit_code_is_that_of_every_format(form: str) -> None:
    """
    The format changes no exit code.
    """
    codes = [tiny(write("a.json", each), "--format", form).exit_code for each in (GOOD, POOR, BAD)]

    assert [0, 1, 3] == codes


def test_a_criterion_that_fails_is_three() -> None:
    """
    A criterion that raises makes the report degraded and the exit code 3, also where somebody is not qualified.
    """
    plugin = write("boom.py", ACME.read_text("utf-8").replace("given = profile", "raise ValueError('boom')\n        given = profile"))
    extra = "  third: {criterion: {kind: acme/telehealth_hours, hours: 1}}\n"
    rules = write("boom.yaml", RULES + extra)
    result = call(write("a.json", POOR), "-r", rules, "--plugin", plugin, "--format", "json")

    assert 3 == result.exit_code
    assert 1 == json.loads(result.stdout)["summary"]["degraded"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nowhere.json", "-r", "tiny.yaml"], "there is no file or folder `nowhere.json`"),
        (["empty", "-r", "tiny.yaml"], "`empty` holds no *.json and no *.jsonl"),
        (["a.json", "nowhere", "-r", "tiny.yaml"], "there is no file or folder `nowhere`"),
        (["-r", "tiny.yaml"], "PATH"),
        (["a.json"], "--ruleset"),
        (["a.json", "-r", "medical-directer"], "did you mean `medical-director`?"),
        (["a.json", "-r", "nowhere.yaml"], "nowhere.yaml: cannot be read"),
        (["a.json", "-r", "tiny.yaml", "--format", "xml"], "xml"),
        (["a.json", "-r", "tiny.yaml", "--fail-on", "x"], "--fail-on"),
        (["a.json", "-r", "tiny.yaml", "--set", "degree=MD", "--set", "degree=DO"], "--set gives `degree` twice"),
        (["a.json", "-r", "tiny.yaml", "--set", "degre=MD"], "did you mean `degree`?"),
        (["a.json", "-r", "tiny.yaml", "--set", "degree"], "`degree` is not NAME=VALUE"),
        (["a.json", "-r", "tiny.yaml", "--set", "=MD"], "`=MD` is not NAME=VALUE"),
        (["a.json", "-r", "tiny.yaml", "--date", "start=soon"], "`soon` is not a date"),
        (["a.json", "-r", "tiny.yaml", "--date", "start=2026"], "`2026` is not one day"),
        (["a.json", "-r", "tiny.yaml", "--date", "start"], "`start` is not NAME=VALUE"),
        (["a.json", "-r", "tiny.yaml", "--date", "x=2026-01-01", "--date", "x=2026-01-02"], "--date gives `x` twice"),
        (["a.json", "-r", "tiny.yaml", "--as-of", "2026"], "`2026` is not one day; write it like 2026-01-01"),
        (["a.json", "-r", "tiny.yaml", "--as-of", "2026-11"], "`2026-11` is not one day; write it like 2026-11-01"),
        (["a.json", "-r", "tiny.yaml", "--as-of", "garbage"], "`garbage` is not a date; write it like 2026-11-22"),
        (["a.json", "-r", "tiny.yaml", "--as-of", "2026-02-30"], "`2026-02-30` is not a date"),
        (["a.json", "-r", "tiny.yaml", "--as-of", ""], "`` is not a date"),
        (["a.json", "-r", "medical-director"], "work_state"),
        (["a.json", "-r", "broken.yaml"], "broken.yaml:1:1"),
    ],
)
def test_a_job_that_cannot_be_done_is_two(words: list[str], said: str) -> None:
    """
    What cannot be done is named on stderr, stdout is empty and the exit code is 2.
    """
    Path("empty").mkdir()
    write("empty/a.txt", "{}")
    write("broken.yaml", "[]")
    write("a.json", GOOD)
    result = call(*words)

    assert (2, "") == (result.exit_code, result.stdout)
    assert said in " ".join(result.stderr.split())


def test_a_bad_rule_set_stops_before_any_candidate(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Errors of the rule set and its parameters come before any candidate is opened.
    """

    def opened(*_: object) -> NoReturn:
        pytest.fail("candidates were opened")

    monkeypatch.setattr("reqcheck.cli.runs.parts_of", opened)
    write("broken.yaml", RULES.replace("kind: degree", "kind: degre"))
    codes = [
        call("a.json", "-r", "broken.yaml").exit_code,
        call("-", "-r", "medical-director", "--set", "work_state=Atlantis").exit_code,
    ]

    assert [2, 2] == codes


# --- where candidates come from


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (json.dumps(GOOD), ["good"]),
        (json.dumps(GOOD, indent=2), ["good"]),
        (json.dumps([GOOD, OPEN, BAD, {}]), ["good", "open", "!stdin#3", "stdin#4"]),
        ("\n".join(map(json.dumps, [GOOD, OPEN, {}])), ["good", "open", "stdin#3"]),
        ("\r\n\r\n".join(map(json.dumps, [GOOD, BAD, {}])) + "\r\n", ["good", "!stdin#3", "stdin#5"]),
        (f"{json.dumps(GOOD)}\n{{", ["good", "!stdin#2"]),
        ("{}", ["stdin"]),
        ("[1]", ["!stdin#1"]),
        ("[", ["!stdin"]),
        ("", ["!stdin"]),
    ],
)
def test_standard_input(given: str, expected: list[str]) -> None:
    """
    Standard input holds one document, a list of them or one on each line.
    """
    assert expected == names("-", given=given)


def test_a_bad_first_line_hides_no_other() -> None:
    """
    JSON Lines on standard input whose first line cannot be read have the others all the same.
    """
    assert ["!stdin#1", "good", "open"] == names("-", given=f"{{\n{json.dumps(GOOD)}\n{json.dumps(OPEN)}\n")


def test_files_are_lists_and_lines() -> None:
    """
    A .json file is a document or a list, a .jsonl file a document on each line that is not blank.
    """
    write("list.json", [GOOD, {}, BAD])
    write("lines.jsonl", {}, "", "  ", "{", OPEN, "")

    assert ["good", "list.json#2", "!list.json#3"] == names("list.json")
    assert ["lines.jsonl#1", "!lines.jsonl#4", "open"] == names("lines.jsonl")
    assert ["lines.jsonl#1", "!lines.jsonl#4", "open", "good"] == names("lines.jsonl", "list.json")[:-2]


def test_a_folder_is_read_by_name_and_not_deeper() -> None:
    """
    A folder stands for its own *.json and *.jsonl files in the order of their names.
    """
    for name in ("in/b.json", "in/a.jsonl", "in/C.json", "in/deep/d.json", "in/e.txt", "in/f.json/g.json"):
        write(name, {})

    assert ["in/C.json", "in/a.jsonl#1", "in/b.json"] == names("in")


def test_a_file_that_cannot_be_opened_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    A file that is there and cannot be read is one failure among the others.
    """
    write("in/a.json", {})
    write("in/b.json", {})
    whole = Path.read_bytes

    def refused(path: Path) -> bytes:
        if path.name == "a.json":
            raise PermissionError(13, "Permission denied")
        return whole(path)

    monkeypatch.setattr(Path, "read_bytes", refused)

    assert ["!in/a.json", "in/b.json"] == names("in")


def test_a_path_that_is_too_long_is_not_there() -> None:
    """
    A path that no file can have is exit 2 as any other that is not there.
    """
    assert 2 == tiny("a" * 300).exit_code


def test_a_folder_that_cannot_be_listed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    A folder without permission to list it is exit 2, not a traceback.
    """

    def refused(_: Path) -> NoReturn:
        raise PermissionError(13, "Permission denied")

    Path("in").mkdir()
    monkeypatch.setattr(Path, "iterdir", refused)

    assert 2 == tiny("in").exit_code


@pytest.mark.parametrize("document", [{}, BAD])
def test_a_file_name_that_is_not_text(document: Any) -> None:
    """
    A file whose name is not UTF-8 is reported as any other.
    """
    file = write(os.fsdecode(b"\xff.json"), document)

    assert 1 == len(lines(file))


# --- options


def test_parameters_are_set() -> None:
    """
    --set gives a parameter its value, equals signs and all, and the report repeats it.
    """
    report = lines(write("a.json", GOOD), "--set", "degree=a=b")[0]

    assert {"degree": "a=b"} == report["parameters"]


def test_named_days_are_given() -> None:
    """
    --date gives a day its name, --as-of is the day asked, and the report repeats both.
    """
    rules = str(ROOT / "examples" / "acme-medical-director.yaml")
    words = [write("a.json", GOOD), "-r", rules, "--set", "work_state=CA", "--plugin", str(ACME), "--as-of", "2020-02-29"]
    report = json.loads(call(*words, "--date", "start=2026-12-01", "--format", "jsonl").stdout)

    assert "2020-02-29" == report["as_of"]
    assert {"start": "2026-12-01"} == report["dates"]


#: A kind that asks by when somebody can begin.
STARTS = """\
from typing import ClassVar

import attrs

from reqcheck import Context, Finding, Profile, Reason, hookimpl


@attrs.frozen
class Starts:
    kind: ClassVar[str] = "acme/starts_by"

    def assess(self, profile: Profile, context: Context) -> Finding:
        return Finding.of(context.dates["start"] >= context.on, Reason("acme.starts", "in time"))


@hookimpl
def reqcheck_criteria() -> list[type]:
    return [Starts]
"""
STARTING = "schema: reqcheck.ruleset/1\nid: starting\ntitle: Starting\nrequirements:\n  a: {criterion: {kind: acme/starts_by}}\n"


def starting(*words: str) -> Result:
    Path("starts.py").write_text(STARTS, "utf-8")
    Path("starting.yaml").write_text(STARTING, "utf-8")
    return CliRunner().invoke(main, [*words, "--plugin", "starts.py"])


def test_a_named_day_stands_with_what_was_asked() -> None:
    """
    A report for people says which days were named: without them nobody could repeat the check.
    """
    write("a.json", GOOD)
    result = starting("check", "a.json", "-r", "starting.yaml", "--as-of", "2026-11-22", "--date", "start=2026-12-01")

    assert result.exit_code == 0
    assert "Starting 0 (starting), as of 2026-11-22, start 2026-12-01\n" in result.output


def test_a_criterion_without_its_named_day_says_how_to_name_it() -> None:
    """
    A kind that uses a day which nobody named fails with a sentence that says what to write.
    """
    write("a.json", GOOD)
    result = starting("check", "a.json", "-r", "starting.yaml", "--as-of", "2026-11-22")

    assert result.exit_code == 3
    assert "error: NoSuchDay: no day is named `start`; name it: --date start=DATE" in result.output


def test_a_kind_of_a_plugin_has_its_own_name_in_a_comparison() -> None:
    """
    A kind that says nothing in words is called by its name, as it is written.
    """
    result = starting("rulesets", "compare", "starting.yaml", "clinical-director")

    assert "acme/starts_by" in result.output


def test_a_named_day_that_nothing_uses_is_refused() -> None:
    """
    --date with a name that no criterion could use is told, and nothing is checked.
    """
    result = tiny(write("a.json", GOOD), "--date", "start=2026-12-01")

    assert (2, "") == (result.exit_code, result.stdout)
    assert "`start` is asked by no criterion of" in result.stderr


def test_the_first_day_of_all() -> None:
    """
    Any day of the calendar can be asked.
    """
    words = ["-r", "medical-director", "--set", "work_state=CA", "--as-of", "0001-01-01", "--fail-on", "never"]

    assert 0 == call(str(CANDIDATES), *words).exit_code


@pytest.mark.parametrize("name", ["staff", "./staff"])
def test_a_file_without_its_ending_is_recognized(name: str) -> None:
    """
    Whoever leaves out the ending of a rule set's file is told the name of the file.
    """
    Path("staff.yml").write_text("", "utf-8")
    result = call(write("a.json", GOOD), "-r", name)

    assert result.exit_code == 2
    assert result.stderr.endswith(f"; a file is named with its ending: `{name}.yml`\n")


def test_a_plugin_that_is_named_offers_its_kinds() -> None:
    """
    --plugin loads a file with criterion kinds, and the report names it.
    """
    rules = str(ROOT / "examples" / "acme-medical-director.yaml")
    words = [write("a.json", GOOD), "-r", rules, "--set", "work_state=CA", "--format", "jsonl", "--fail-on", "never"]
    result = call(*words, "--plugin", str(ACME))

    assert (0, "") == (result.exit_code, result.stderr)
    assert ["acme_rules.py"] == json.loads(result.stdout)["plugins"]
    assert (2, "") == (call(*words).exit_code, call(*words).stdout)


def test_a_plugin_that_fails_is_a_warning() -> None:
    """
    A plugin that fails is told on stderr and stops nothing but a rule set that needs it.
    """
    words = ["--plugin", write("bad.py", "raise ValueError('so  bad')"), "--plugin", "nowhere.py"]
    result = tiny(write("a.json", GOOD), *words, "--format", "jsonl")

    assert 0 == result.exit_code
    assert "warning: the plugin `bad.py` failed to load: ValueError: so bad\n" in result.stderr
    assert "warning: the plugin `nowhere.py` failed to load: there is no file `nowhere.py`\n" in result.stderr
    assert "good" == json.loads(result.stdout)["candidate"]


# --- what is printed


@pytest.mark.parametrize("candidates", [[GOOD], [GOOD, OPEN, BAD], [BAD], ["{"], [""]])
def test_json_is_one_document(candidates: list[Any]) -> None:
    """
    --format json is always one document with reports, failures and a summary, for nobody as for many.
    """
    result = tiny(write("a.jsonl", *candidates), "--format", "json")
    document = json.loads(result.stdout)
    bad = [each for each in candidates if each in (BAD, "{")]

    assert ["schema", "reports", "failures", "summary"] == list(document)
    assert "reqcheck.reports/1" == document["schema"]
    assert len(bad) == len(document["failures"]) == document["summary"]["failures"]
    assert sum(map(bool, candidates)) == document["summary"]["candidates"]
    assert {"reqcheck.report/1"} >= {each["schema"] for each in document["reports"]}
    assert {"reqcheck.failure/1"} >= {each["schema"] for each in document["failures"]}


def test_json_lines_are_one_for_each_candidate() -> None:
    """
    --format jsonl is one line for each candidate in the order given, a report or a failure.
    """
    given = [OPEN, BAD, GOOD, "{", POOR]

    assert ["open", "!a.jsonl#2", "good", "!a.jsonl#4", "poor"] == names(write("a.jsonl", *given))


def test_text_begins_with_the_decision() -> None:
    """
    Text has the decision first, then what was asked, what decided, and the requirements that decided first.
    """
    text = tiny(write("a.json", POOR)).stdout
    shown = [each.strip() for each in text.splitlines()]
    report = lines("a.json")[0]
    order = [text.index(f"({each})") for each in ("certain", "second")]

    assert "poor: NOT QUALIFIED" == shown[0]
    assert "Tiny 0 (tiny), as of 2026-11-22, degree MD" == shown[1]
    assert f"decided by {', '.join(report['decided_by'])}" == shown[2]
    assert sorted(order) == order
    assert text.index("  required\n") < text.index("  preferred\n") < text.index("(first)")
    assert "1 candidate: 1 not qualified" == shown[-1]


def test_what_decided_stands_before_what_did_not() -> None:
    """
    Of one level the requirements that decided come first, whatever their order in the rule set.
    """
    document = {**GOOD, "education": [{"degree": "MBA", "status": "conferred", "conferred": "2001"}]}
    text = tiny(write("a.json", document)).stdout

    assert "  decided by second\n" in text
    assert text.index("(second)") < text.index("(certain)")


def test_a_failure_in_text_names_the_candidate_and_the_place() -> None:
    """
    Text says who could not be read, where it is wrong, and counts them at the end.
    """
    text = tiny(write("a.jsonl", GOOD, BAD)).stdout

    assert "a.jsonl#2: COULD NOT BE READ\n  /licences: unknown field `licences`; did you mean `licenses`?\n" in text
    assert text.endswith("2 candidates: 1 qualified, 1 could not be read\n")


@pytest.mark.parametrize("form", ["text", "json", "jsonl"])
def test_a_name_that_two_have_is_a_warning(form: str) -> None:
    """
    Two candidates of one id are told on stderr with their places; stdout is data only.
    """
    result = tiny(write("a.jsonl", GOOD, OPEN, GOOD), "--format", form)

    assert "warning: `good` names two candidates: a.jsonl#1 and a.jsonl#3\n" == result.stderr
    assert "names two candidates" not in result.stdout


# --- what must not happen

CONTROLS = "\x1b[31m\x07\x08\x9b\x85\u202e\u2066\u200b\u2028\ud83d\udc4d".encode("utf-16", "surrogatepass").decode("utf-16")
FORBIDDEN = set("\x1b\x07\x08\x9b\x85\u202e\u2066\u200b\u2028\r\t")


def hostile() -> dict[str, Any]:
    """
    A candidate with control and direction characters in the texts that a report shows.
    """
    record = {"degree": "MD", "field": CONTROLS, "institution": CONTROLS, "status": "conferred", "conferred": "2001"}
    license_ = {"type": f"medical{CONTROLS}", "jurisdiction": f"US-CA{CONTROLS}", "status": CONTROLS}
    position = {"title": CONTROLS, "organization": {"name": f"a\r\n\t{CONTROLS}"}, "start": "2001", "end": ".."}
    clinical = {**position, "categories": ["clinical"]}
    return {"subject": {"id": f"who{CONTROLS}"}, "education": [record], "licenses": [license_], "positions": [clinical]}


def test_control_characters_are_written_out() -> None:
    """
    Control and direction characters of a candidate are written out in text, so that no terminal obeys them.
    """
    write("a.jsonl", hostile(), {**BAD, CONTROLS: 1, f"{CONTROLS}x": {"a": 1}})
    result = call("a.jsonl", "-r", "medical-director", "--set", "work_state=CA")

    assert 3 == result.exit_code
    assert set() == FORBIDDEN & set(result.stdout)
    assert "who\\u001b[31m\\u0007" in result.stdout
    assert "\\u202e\\u2066" in result.stdout


def test_json_escapes_control_characters() -> None:
    """
    JSON Lines hold one line for a candidate whatever its texts, and they read back as they were.
    """
    result = tiny(write("a.json", hostile()), "--format", "jsonl")

    assert 1 == result.stdout.count("\n")
    assert f"who{CONTROLS}" == json.loads(result.stdout)["candidate"]
    assert "\x1b" not in result.stdout


def test_control_characters_in_warnings_are_written_out() -> None:
    """
    A warning shows a candidate's id without characters that a terminal obeys.
    """
    result = tiny(write("a.jsonl", hostile(), hostile()))

    assert set() == FORBIDDEN & set(result.stderr)


CANARY = "CANARY-4711"


@pytest.mark.parametrize(
    "document",
    [
        {"subject": {"id": "x", "display_name": CANARY}, "licences": [CANARY]},
        {"recorded_on": CANARY},
        {"schema": CANARY},
        {"education": CANARY},
        {"education": [CANARY, {"conferred": CANARY, "degree": [CANARY], "social_security_number": CANARY}]},
        {"none": [CANARY], "partial": [CANARY]},
        {"extensions": CANARY},
        {"positions": [{"fte": CANARY, "start": CANARY, "organization": CANARY}], "licenses": {"a": CANARY}},
        f'{{"subject": {{"id": "{CANARY}"}}, "subject": {{"id": "{CANARY}"}}}}',
        f'{{"a": "{CANARY}',
        f'{{"a": {CANARY}}}',
        f'{{"a": "{CANARY}"}} {CANARY}',
        f'["{CANARY}"]',
        f'"{CANARY}"',
        f'{{"a": "\\ud800{CANARY}"}}',
        f'{{"a": "{CANARY}", "b": NaN, "b": 1}}',
        b'{"a": "\xff' + CANARY.encode() + b'"}',
    ],
)
@pytest.mark.parametrize("form", ["text", "json", "jsonl"])
def test_no_value_of_an_unreadable_profile_is_shown(document: Any, form: str) -> None:
    """
    Nothing that is printed of a profile that cannot be read quotes a value of it.
    """
    result = tiny(write("a.json", document), "--format", form)

    assert 3 == result.exit_code
    assert CANARY not in result.output


#: Bytes that are nearly something, and bytes that are nothing.
PIECES = st.sampled_from(
    [b"{", b"}", b"[", b"]", b'"', b":", b",", b"\n", b"\r\n", b"null", b"1e400", b"NaN", b'"a":1', b"\xff", b"\xef\xbb\xbf", b"\x00", b'"\\ud800"', b'"education":[', b'"subject":{"id":']
)
BYTES = st.one_of(st.binary(max_size=60), st.lists(PIECES, max_size=12).map(b"".join))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(BYTES, st.sampled_from(["a.json", "a.jsonl", "-"]), st.sampled_from(["text", "jsonl"]))
def test_no_bytes_make_a_traceback(data: bytes, name: str, form: str) -> None:
    """
    Any bytes as candidates are reports, or exit 3 with a problem that is named; never a traceback.
    """
    if name != "-":
        write(name, data)
    result = tiny(name, "--format", form, "--fail-on", "never", given=data if name == "-" else None)
    problems = [] if form == "text" else [json.loads(each).get("problems") for each in result.stdout.splitlines()]

    assert result.exit_code in (0, 3)
    if form == "text":
        assert (3 == result.exit_code) == ("COULD NOT BE READ" in result.stdout)
    else:
        assert (3 == result.exit_code) == any(problems)
    assert set() == (FORBIDDEN - {"\r"}) & set(result.stdout)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(min_size=1, max_size=80).filter(lambda each: each.strip()[:1] not in (b"", b"{", b"[")))
def test_bytes_that_are_no_profile_are_named(data: bytes) -> None:
    """
    A file that holds no JSON object is exit 3, and its name and problem are printed.
    """
    result = tiny(write("a.json", data), "--format", "json")
    (failure,) = json.loads(result.stdout)["failures"]

    assert 3 == result.exit_code
    assert "a.json" == failure["candidate"]
    assert all(each["message"] and each["code"] for each in failure["problems"])


# --- help and version


@pytest.mark.parametrize("words", [["--help"], ["-h"], ["--version"], ["check", "--help"], ["check", "-h"]])
def test_help_and_version_load_no_plugin(words: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Help and version are told without loading any plugin, not even the built-in kinds.
    """

    def loaded(*_: object) -> NoReturn:
        pytest.fail("plugins were loaded")

    monkeypatch.undo()
    monkeypatch.setattr("reqcheck.plugins.manager.load_plugins", loaded)
    monkeypatch.setattr("reqcheck.catalog.load_plugins", loaded)
    result = CliRunner().invoke(main, words, prog_name="reqcheck")

    assert (0, "") == (result.exit_code, result.stderr)
    assert ("reqcheck " if "--version" in words else "Exit codes:") in result.stdout


def test_the_module_is_a_program() -> None:
    """
    ``python -m reqcheck --version`` prints the version and nothing else.
    """
    done = subprocess.run(
        [sys.executable, "-m", "reqcheck", "--version"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (0, f"reqcheck {__version__}\n", "") == (done.returncode, done.stdout, done.stderr)
