"""
The JSON Schemas: they are schemas, they are the files that are shipped, and they fit what there is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner
from editors import ACME, ROOT, catalog, faults, loaded, seen_in
from jsonschema import Draft202012Validator

from reqcheck import Profile, open_catalog
from reqcheck.cli import main
from reqcheck.profile import RECORD_TYPES, SECTIONS, Identifier, Subject
from reqcheck.records import Equivalence, GradeEquivalent, Leadership, Limits, Organization, Part, Source
from reqcheck.shapes import DOCUMENTS
from reqcheck.shapes.profiles import FIELDS, WORDS

RULESETS = [each for folder in ("rulesets", "examples") for each in sorted((ROOT / folder).glob("*.yaml")) if ".test." not in each.name]
CANDIDATES = sorted(ROOT.glob("examples/candidates/*.json"))
HEAD = {"schema": "reqcheck.ruleset/1", "id": "x", "title": "X"}
AS_OF = ["--as-of", "2026-11-22"]
PARTS: tuple[type[Part], ...] = (Profile, Subject, Identifier, Source, Equivalence, GradeEquivalent, Leadership, Limits, Organization)


def run(*words: str) -> tuple[int, str, str]:
    """
    The exit code of a command, what it prints and what it says.
    """
    result = CliRunner().invoke(main, words, prog_name="reqcheck")
    return result.exit_code, result.stdout, result.stderr


# --- the schemas themselves


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_schema_is_one(document: str) -> None:
    """
    Each is a JSON Schema of the draft that it names, with and without plugins.
    """
    for plugins in ((), (ACME,)):
        schema = catalog(*plugins).schema(document)
        Draft202012Validator.check_schema(schema)

        assert schema["$schema"] == Draft202012Validator.META_SCHEMA["$id"]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_everything_that_is_referred_to_is_defined(document: str) -> None:
    """
    Every reference leads to a definition, and every definition is referred to.
    """
    schema = catalog().schema(document)
    named = {each["$ref"].removeprefix("#/$defs/") for each in mappings(schema) if "$ref" in each}

    assert named == set(schema["$defs"])


def mappings(value: Any) -> Iterator[dict[str, Any]]:
    """
    Every mapping in a document.
    """
    if isinstance(value, dict):
        yield value
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from mappings(each)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_schemas_that_are_shipped_are_those_that_are_printed(document: str) -> None:
    """
    The files in `schemas` are what the command prints; `python docs/generate.py` writes them anew.
    """
    code, printed, _ = run("schema", document)

    assert code == 0
    assert printed == (ROOT / "schemas" / f"{document}.json").read_text("utf-8")


def test_words_and_descriptions_belong_to_fields() -> None:
    """
    No hint is left for a field that profiles do not have.
    """
    fields = {(each.__name__, field.encode_name) for each in (*PARTS, *RECORD_TYPES.values()) for field in msgspec.structs.fields(each)}
    known = {f"{struct}.{name}" for struct, name in fields}

    assert set() == set(WORDS) - known
    assert set() == set(FIELDS) - known - {name for _, name in fields}


# --- what there is, fits


@pytest.mark.parametrize("file", RULESETS, ids=lambda file: str(file.relative_to(ROOT)))
def test_every_rule_set_fits(file: Path) -> None:
    """
    The rule sets that come with reqcheck, and those of the examples, fit as an editor sees them.
    """
    assert [] == faults("ruleset", seen_in(file.read_text("utf-8")))
    assert [] == faults("ruleset", seen_in(file.read_text("utf-8")), ACME)


@pytest.mark.parametrize("file", RULESETS, ids=lambda file: str(file.relative_to(ROOT)))
def test_every_rule_set_names_its_schema(file: Path) -> None:
    """
    A rule set begins with the comment by which editors find its schema.
    """
    first = file.read_text("utf-8").splitlines()[0]
    found = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)

    assert found is not None
    assert (file.parent / found[1]).resolve() == ROOT / "schemas" / "ruleset.json"


@pytest.mark.parametrize("page", [ROOT / "README.md", *sorted(ROOT.glob("docs/*.md"))], ids=lambda page: page.name)
def test_every_rule_set_of_the_manual_fits(page: Path) -> None:
    """
    The whole rule sets that the manual shows fit, but for those that it shows as broken.
    """
    blocks = re.findall(r"(^<!-- broken .*\n)?^```yaml\n(.*?)^```$", page.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    whole = [text for broken, text in blocks if text.startswith("schema: reqcheck.ruleset") and not broken]

    assert [] == [fault for text in whole for fault in faults("ruleset", seen_in(text))]


@pytest.mark.parametrize("file", CANDIDATES, ids=lambda file: file.name)
def test_every_candidate_fits(file: Path) -> None:
    """
    The candidates of the examples fit.
    """
    assert [] == faults("profile", loaded(file))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("03-unknown-section-licences", "is not of type 'null'"),
        ("04-unknown-key-expire", "is not of type 'null'"),
        ("05-string-for-a-list", "is not of type 'array'"),
        ("06-impossible-date", ""),  # the calendar is looked at by reqcheck alone
        ("07-date-in-words", "does not match"),
        ("10-protected-field", "is not valid under any"),
        ("12-unknown-section-in-partial", "is not one of"),
        ("15-open-start", "does not match"),
    ],
)
def test_what_is_broken_is_found(name: str, expected: str) -> None:
    """
    Names and types that no profile has are found.
    """
    found = faults("profile", loaded(ROOT / "examples" / "broken" / f"{name}.json"))

    assert bool(expected) is bool(found)
    assert not found or any(expected in each for each in found)


def closed(schema: Any) -> Any:
    """
    A schema that accepts no name which it does not describe.
    """
    if isinstance(schema, list):
        return [closed(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {name: closed(each) for name, each in schema.items()}
    return {"additionalProperties": False, **inner} if "required" in inner and "properties" in inner else inner


@pytest.fixture(scope="module")
def results() -> list[Any]:
    """
    What is found of all candidates of the examples, those that cannot be read included.
    """
    roles = [["medical-director", "--set", "work_state=CA"], ["chief-medical-officer"], ["clinical-director"]]
    places = ["examples/candidates", "examples/broken", "examples/batch.jsonl"]
    files = [str(ROOT / each) for each in places]
    return [
        json.loads(run("check", *files, "-r", *role, *AS_OF, "--format", "json", *more)[1])
        for role in roles
        for more in ([], ["--next-change"])
        if role[0] == "medical-director" or not more
    ]


def test_every_result_fits(results: list[Any]) -> None:
    """
    Reports and failures fit, alone and together, and hold no name that the schema does not describe.
    """
    strict = Draft202012Validator(closed(catalog().schema("report")))
    alone = [each for together in results for each in (*together["reports"][:20], *together["failures"])]

    assert len(alone) > 60
    assert [] == [each.message for document in (*results, *alone) for each in strict.iter_errors(document)]
    assert [] == [fault for document in results for fault in faults("report", document)]


@pytest.mark.parametrize(
    ("name", "value"),
    [("decision", "perhaps"), ("decided_by", "license"), ("as_of", "2026"), ("profile_digest", "none"), ("requirements", {}), ("schema", "reqcheck.report/2")],
)
def test_what_is_no_report_does_not_fit(results: list[Any], name: str, value: object) -> None:
    """
    A report with another decision, or another type, is none.
    """
    report = results[0]["reports"][0]

    assert faults("report", {**report, name: value})
    assert faults("report", {key: each for key, each in report.items() if key != name})


# --- the command


def test_the_schema_of_rule_sets_has_the_kinds_of_plugins() -> None:
    """
    With `--plugin` the settings of a plugin's kinds are known.
    """
    code, printed, _ = run("schema", "ruleset", "--plugin", str(ACME))

    assert code == 0
    assert catalog(ACME).schema("ruleset") == json.loads(printed)
    assert catalog(ACME).schema("ruleset") != catalog().schema("ruleset")


@pytest.mark.parametrize(
    ("criterion", "known", "here"),
    [
        ({"kind": "acme/telehealth_hours", "hours": 200}, True, True),
        ({"kind": "acme/telehealth_hours", "hour": 200}, False, True),
        ({"kind": "acme/telehealth_hours", "hours": "many"}, False, True),
        ({"kind": "acme/telehealth_hour", "hours": 200}, False, True),
        ({"kind": "other/telehealth_hours", "hours": 200}, True, True),
        ({"kind": "other/telehealth", "evidence": {"at_last": "verified"}}, False, False),
        ({"kind": "/telehealth"}, False, False),
        ({"kind": "telehealth"}, False, False),
    ],
)
def test_kinds_of_plugins_that_are_not_here_may_be_anything(criterion: Any, known: bool, here: bool) -> None:
    """
    A kind of a plugin that is here has its settings and no others; one of another prefix may have any.
    """
    document = {**HEAD, "requirements": {"a": {"criterion": criterion}}}

    assert known is not bool(faults("ruleset", document, ACME))
    assert here is not bool(faults("ruleset", document))


def test_a_schema_can_be_written_to_a_file(tmp_path: Path) -> None:
    """
    `-o` writes what is printed otherwise.
    """
    file = tmp_path / "profile.json"

    assert (0, "", "") == run("schema", "profile", "-o", str(file))
    assert file.read_text("utf-8") == run("schema", "profile")[1]


def test_a_plugin_that_fails_leaves_no_schema(tmp_path: Path) -> None:
    """
    A schema that lacks the kinds of a plugin that was named is not written.
    """
    plugin, file = tmp_path / "bad.py", tmp_path / "ruleset.json"
    plugin.write_text("raise RuntimeError('no')\n", "utf-8")
    code, printed, said = run("schema", "ruleset", "--plugin", str(plugin), "-o", str(file))

    assert (2, "", False) == (code, printed, file.exists())
    assert "the plugin `bad.py` failed to load" in said
    assert "error: a schema without its kinds" in said


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """
    A folder that is not there is a sentence and exit code 2.
    """
    code, _, said = run("schema", "report", "-o", str(tmp_path / "nowhere" / "report.json"))

    assert code == 2
    assert said.startswith("error: `")
    assert "cannot be written" in said


def test_there_is_no_other_schema() -> None:
    """
    Another name is refused, on the command line and from Python.
    """
    assert run("schema", "gap")[0] == 2
    with pytest.raises(ValueError, match="no schema is called `gap`; there is `profile`, `ruleset`, `report`"):
        open_catalog().schema("gap")


def test_every_section_is_offered() -> None:
    """
    The schema of profiles has every section.
    """
    assert set(SECTIONS) <= set(catalog().schema("profile")["properties"])
