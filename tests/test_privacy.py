"""
What stands in a profile is shown in reports and nowhere else: a canary in every field tells.

A report cites the facts that it rests on.  Errors, warnings, logs, file names and stderr hold none.
"""

from __future__ import annotations

import contextlib
import io
import json
import logging
import traceback
import warnings
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from msgspec import inspect

from reqcheck import DocumentError, Profile, open_catalog
from reqcheck.cli import main
from reqcheck.profile import SECTIONS

#: A text, a day that is none and a number, none of which stands anywhere else.
CANARY, DAY, NUMBER = "Wren.Canary@example.org", "3031-02-31", 31415926535897932
PLANTS: tuple[Any, ...] = (CANARY, DAY, NUMBER, [CANARY], {CANARY: CANARY}, {"key": [CANARY]})
ON = date(2026, 11, 22)
WORDS = ("--as-of", "2026-11-22", "--fail-on", "never")

Document = dict[str, Any]


def tells(text: str) -> list[str]:
    """
    The canaries in a text, whole or in part.
    """
    return [each for each in ("Canary", "Wren", DAY, "3141592", "3.14159") if each in text]


def fields() -> dict[str, inspect.Type]:
    info = inspect.type_info(Profile)
    assert isinstance(info, inspect.StructType)
    return {each.encode_name: each.type for each in info.fields}


def planted(info: inspect.Type) -> Iterator[Any]:
    """
    Values that hold a canary: in the place of a value, and in every place inside of it.
    """
    yield from PLANTS
    yield from inside(info)


def inside(info: inspect.Type) -> Iterator[Any]:
    if isinstance(info, inspect.UnionType):
        for each in info.types:
            yield from inside(each)
    elif isinstance(info, inspect.StructType):
        for field in info.fields:
            yield from ({field.encode_name: value} for value in planted(field.type))
    elif isinstance(info, inspect.VarTupleType):
        yield from ([value] for value in planted(info.item_type))
    elif isinstance(info, inspect.DictType):
        for value in planted(info.value_type):
            yield from ({key: value} for key in ("licenses", CANARY))


def documents(field: str) -> list[Document]:
    return [{field: value} for value in planted(fields()[field])]


def everything_said(document: Document | str) -> str:
    """
    All that reading a document says: errors with their tracebacks, warnings, logs, both streams.
    """
    said, log = io.StringIO(), io.StringIO()
    handler = logging.StreamHandler(log)
    logging.getLogger().addHandler(handler)
    with warnings.catch_warnings(record=True) as warned, contextlib.redirect_stderr(said), contextlib.redirect_stdout(said):
        warnings.simplefilter("always")
        try:
            Profile.from_json(document) if isinstance(document, str) else Profile.from_dict(document)
        except DocumentError as error:
            said.write(f"{error}\n{error!r}\n{error.args}\n{''.join(traceback.format_exception(error))}")
    logging.getLogger().removeHandler(handler)
    return said.getvalue() + log.getvalue() + "".join(str(each.message) for each in warned)


@pytest.mark.parametrize("field", list(fields()))
def test_nothing_but_a_report_tells_what_stands_in_a_profile(field: str) -> None:
    """
    A canary at every place of every field is in no error, traceback, warning, log or output, however it is read.
    """
    said = [everything_said(each) + everything_said(json.dumps(each)) for each in documents(field)]

    assert any(said)
    assert not tells("".join(said))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f'{{"subject": {{"id": "{CANARY}"', id="cut off"),
        pytest.param(f'{{"subject": {{"id": "{CANARY}",}}}}', id="comma"),
        pytest.param(f'{{"subject": {{"{CANARY}": 1, "{CANARY}": 2}}}}', id="name twice"),
        pytest.param(f'{{"extensions": {{"{CANARY}": {{"Wren": 1, "Wren": 2}}}}}}', id="name of an extension twice"),
        pytest.param(f'{{"extensions": {{"Wren": {{"Canary": [1e999, "{CANARY}"]}}}}}}', id="number of an extension"),
        pytest.param('{"positions": [{"duties": {"Wren Canary": 1}}]}', id="duty"),
        pytest.param('{"positions": [{"duties": {"Wren": true, "Wren": true}}]}', id="duty twice"),
        pytest.param(f'{{"sources": {{"{CANARY}": {{}}}}}}', id="source"),
        pytest.param(f'{{"{NUMBER}": 1, "{DAY}": 2}}', id="number as a name"),
        pytest.param(f'{{"partial": ["{CANARY}"]}}', id="section"),
        pytest.param(f'{{"extensions": {{"a": {{"b": {NUMBER}{"0" * 2000}}}}}}}', id="long number"),
        pytest.param(f'{{"extensions": {{"Wren": {"[" * 150}"{CANARY}"{"]" * 150}}}}}', id="deep"),
        pytest.param(f'{{"subject": {{"id": "{CANARY}\\ud800"}}}}', id="half of a character"),
    ],
)
def test_a_broken_text_does_not_tell_what_stands_in_it(text: str) -> None:
    """
    What is said of a text that cannot be read names places, never what stands there.
    """
    said = everything_said(text)

    assert said
    assert not tells(said)


def call(*words: str) -> Result:
    result = CliRunner().invoke(main, ["check", *words, *WORDS], prog_name="reqcheck")
    assert isinstance(result.exception, SystemExit | None)
    return result


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@cache
def broken() -> str:
    """
    Every fortieth of those documents, where it cannot be read: one on each line.
    """
    lines = [json.dumps(each) for field in fields() for each in documents(field)][::40]
    return "\n".join(each for each in lines if everything_said(each))


@pytest.mark.parametrize("format_", ["text", "json", "jsonl"])
def test_the_command_tells_nothing_of_broken_candidates(folder: Path, format_: str) -> None:
    """
    Of candidates that cannot be read neither stream shows a value; a document that is sound is in no case on stderr.
    """
    folder.joinpath("broken.jsonl").write_text(broken(), "utf-8")
    result = call("broken.jsonl", "-r", "clinical-director", "--format", format_)

    assert 3 == result.exit_code
    assert not tells(result.stdout)
    assert not tells(result.stderr)


def test_a_sound_candidate_is_on_no_other_stream_and_in_no_file_name(folder: Path) -> None:
    """
    A report goes to stdout alone, and a check leaves no file behind.
    """
    record = {"id": CANARY, "note": CANARY}
    document = {"extensions": {CANARY: {CANARY: CANARY}}, **{each: [record] for each in SECTIONS}}
    folder.joinpath("candidate.json").write_text(json.dumps(document), "utf-8")
    result = call("candidate.json", "-r", "clinical-director")

    assert "" == result.stderr
    assert ["candidate.json"] == [each.name for each in folder.rglob("*")]


PLUGIN = """
from typing import ClassVar

import attrs

from reqcheck import Context, Criterion, Finding, Profile, hookimpl


@attrs.frozen(kw_only=True)
class Leaky:
    kind: ClassVar[str] = "acme/leaky"

    def assess(self, profile: Profile, context: Context) -> Finding:
        raise ValueError(f"cannot make sense of {profile.subject.display_name}")


@hookimpl
def reqcheck_criteria() -> list[type[Criterion]]:
    return [Leaky]
"""
ROLE = "schema: reqcheck.ruleset/1\nid: acme/role\ntitle: T\nrequirements: {a: {criterion: {kind: acme/leaky}}}\n"


def test_what_a_failing_plugin_says_is_in_the_report_and_nowhere_else(folder: Path) -> None:
    """
    The text of a plugin's exception may hold a value: it is shown where the facts are, in the report.
    """
    folder.joinpath("acme.py").write_text(PLUGIN, "utf-8")
    folder.joinpath("role.yaml").write_text(ROLE, "utf-8")
    document = {"recorded_on": "2026-11-20", "subject": {"display_name": CANARY}}
    folder.joinpath("candidate.json").write_text(json.dumps(document), "utf-8")
    result = call("candidate.json", "-r", "role.yaml", "--plugin", "acme.py")

    assert 3 == result.exit_code
    assert tells(result.stdout)
    assert "" == result.stderr


def test_a_profile_in_a_debugger_is_not_an_error(folder: Path) -> None:
    """
    Errors of a rule set, which quote what it says, hold nothing of the candidates.
    """
    folder.joinpath("role.yaml").write_text(ROLE, "utf-8")
    with pytest.raises(DocumentError) as caught:
        open_catalog().load_ruleset(folder / "role.yaml")
    folder.joinpath("candidate.json").write_text(json.dumps({"subject": {"id": CANARY}}), "utf-8")
    result = call("candidate.json", "-r", "role.yaml")

    assert 2 == result.exit_code
    assert not tells(result.output + str(caught.value))
