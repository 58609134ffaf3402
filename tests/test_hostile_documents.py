"""
Hostile documents: each ends in a result or in a named error, at once, and nothing wrong is accepted.

The large collections are other people's, and are read from the shared folder where it is.
"""

from __future__ import annotations

import base64
import json
import os
import re
import signal
import tracemalloc
from calendar import monthrange
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest
from shared import shared

from reqcheck import (
    Catalog,
    DocumentError,
    Problem,
    Profile,
    ReqcheckError,
    RuleSet,
    load_profile,
    open_catalog,
)
from reqcheck.loading import limits
from reqcheck.loading.profiles import strictly
from reqcheck.loading.rulesets import ruleset_from_yaml
from reqcheck.profile import RECORD_TYPES, Subject
from reqcheck.rendering.json import report_document
from reqcheck.rendering.text import plain, report_lines

ON = date(2026, 11, 22)
SCHEMA = '{"schema": "reqcheck.profile/1", '
HEAD = 'schema: reqcheck.ruleset/1\nid: example/role\ntitle: A role\nversion: "1"\n'
ROLE = HEAD + "requirements:\n  a:\n    criterion: {kind: degree, degree: MD}\n"
#: A document that is refused has taken no longer.
SECONDS = 20


@cache
def catalog() -> Catalog:
    return open_catalog()


@pytest.fixture(autouse=True)
def _in_time() -> Iterator[None]:
    """
    A test that hangs is ended.
    """

    def late(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(SECONDS)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@contextmanager
def within(most: int) -> Iterator[None]:
    """
    What happens inside takes no more than so many bytes of memory.
    """
    tracemalloc.start()
    yield
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert peak <= most, f"{peak:,} bytes"


def corpus(name: str) -> list[Any]:
    """
    The cases of a collection in the shared folder; none where it is not there.
    """
    path = shared("corpora", f"{name}.json")
    whole = json.loads(path.read_text("utf-8")) if path is not None else {}
    cases: list[Any] = whole.get("cases", whole.get("strings", []))
    return cases


def hostile(*groups: str) -> list[Any]:
    return [each for each in corpus("hostile_inputs") if each["group"] in groups]


def written(recipe: dict[str, Any]) -> bytes:
    """
    The text that a recipe of the shared folder describes.
    """
    if "base64" in recipe:
        return base64.b64decode(recipe["base64"])
    if "repeat" in recipe:
        piece, times, *tail = recipe["repeat"]
        return f"{piece * times}{''.join(tail)}".encode()
    if "repeat_in" in recipe:
        head, piece, times, *tail = recipe["repeat_in"]
        return f"{head}{piece * times}{''.join(tail)}".encode()
    return str(recipe["text"]).encode("utf-8", "surrogatepass")


def read(text: bytes, way: Callable[[bytes], Profile] = Profile.from_json) -> Profile | tuple[Problem, ...]:
    """
    The profile in a text, or the problems for which it is refused.
    """
    try:
        return way(text)
    except DocumentError as error:
        return named(error)


def named(error: DocumentError) -> tuple[Problem, ...]:
    assert error.problems
    assert all(each.code and each.message for each in error.problems)
    return error.problems


def ruleset(text: str) -> RuleSet | DocumentError:
    """
    The rule set in a text, or the error, each problem of which stands somewhere in the text.
    """
    try:
        return ruleset_from_yaml(text, "role.yaml", catalog()._settings)
    except DocumentError as error:
        lines = text.split("\n")
        for each in error.problems:
            assert each.code == "more-problems" or each.place is not None or each.code == "too-big"
            assert each.place is None or 1 <= each.place.line <= len(lines) + 1
        return error


# --- collections of others


def json_cases() -> list[tuple[str, bytes]]:
    cases = corpus("json_test_suite")
    return [(each["expect"], written(each if "base64" in each else {"repeat": each["recipe"]})) for each in cases]


@pytest.mark.parametrize("around", ["{}", SCHEMA + '"extensions": {{"acme": {{"a": {}}}}}}}'], ids=["whole", "inside"])
def test_no_text_that_is_not_json_is_accepted(around: str) -> None:
    """
    What is not JSON is refused, as a document and inside of one, and alike by the quick and the strict way.
    """
    head, tail = (part.encode() for part in around.replace("{{", "{").replace("}}", "}").split("{}"))
    for expected, text in json_cases():
        found = read(head + text + tail)

        assert found == read(head + text + tail, strictly)
        assert expected != "reject" or not isinstance(found, Profile), text[:80]


def test_no_text_that_is_not_a_rule_set_is_accepted() -> None:
    """
    YAML of every kind, sound and broken, is refused as a rule set, with a place for everything wrong.
    """
    texts = [each["yaml"] for each in corpus("yaml_test_suite")]
    texts += [written(each["recipe"]).decode("utf-8", "replace") for each in hostile("yaml")]

    assert all(isinstance(ruleset(each), DocumentError) for each in texts)


def test_yaml_inside_of_a_rule_set_ends_in_a_rule_set_or_an_error() -> None:
    """
    YAML of every kind below a requirement ends in a rule set or in an error with places.
    """
    for each in corpus("yaml_test_suite"):
        indented = "".join(f"      {line}\n" for line in each["yaml"].split("\n"))
        found = ruleset(f"{ROLE}  b:\n    criterion:\n{indented}")

        assert isinstance(found, DocumentError), each["id"]


def test_hostile_json_ends_in_a_profile_or_an_error() -> None:
    """
    The JSON that is meant to do harm does none.
    """
    for each in hostile("json"):
        text = written(each["recipe"])
        refused = not isinstance(read(text), Profile)

        assert refused is (each["id"] not in ("json/null-vs-absent", "json/empty-list"))


def test_only_dates_of_the_calendar_are_accepted() -> None:
    """
    A date is a year, a month or a day of the calendar in ASCII digits; nothing else is read as one.
    """
    for each in hostile("date"):
        text = json.loads(each["recipe"]["text"])["issued"]
        found = read(json.dumps({"licenses": [{"issued": text}]}).encode())

        assert isinstance(found, Profile) is is_date(text), text


def is_date(text: str) -> bool:
    match = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", text)
    if match is None:
        return False
    year, month, day = (int(each or 1) for each in match.groups())
    return year >= 1 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def every_text(text: str) -> dict[str, Any]:
    """
    A profile with *text* in every field that holds text.
    """
    document: dict[str, Any] = {"subject": texts_of(Subject, text), "sources": {}}
    for section, kind in RECORD_TYPES.items():
        document[section] = [texts_of(kind, text)]
    document["subject"]["identifiers"] = [{"system": text, "value": text}]
    document["positions"][0]["duties"] = {text: True}
    return {**document, "extensions": {"acme": {text: [text]}}}


def texts_of(kind: type[msgspec.Struct], text: str) -> dict[str, Any]:
    return dict.fromkeys(text_fields(kind), text)


@cache
def text_fields(kind: type[msgspec.Struct]) -> list[str]:
    return [each.encode_name for each in msgspec.structs.fields(kind) if each.type == str | None]


OWN_STRINGS = [
    *("", " ", "\x00", "a\x00b", "\x1b[2J\x1b]0;owned\x07", "admin\u202etxt.exe", "M\u200bD", "\ufeff", "\u2028"),
    *("null", "NaN", "1e400", "{name}", "{0.__class__}", "%s%n", "$work_state", "$$", "`id`", "../../etc/passwd"),
    *("<script>alert(1)</script>", "'; DROP TABLE candidates; --", "=1+1", "(a+)+$", "a" * 40 + "!", "\U0001f469" * 9),
    "x" * 20_000,
]


def test_any_text_can_stand_in_any_field_of_a_profile() -> None:
    """
    A naughty string in every text field is read, checked, and comes out of the report as it went in.
    """
    role = catalog().load_ruleset("medical-director")
    for text in [*OWN_STRINGS, *corpus("blns")[::4], *(each["recipe"]["text"] for each in hostile("unicode") if "text" in each["recipe"])]:
        profile = Profile.from_json(json.dumps(every_text(text)))
        report = catalog().check(profile, role, as_of=ON, parameters={"work_state": "CA"})

        assert profile == Profile.from_dict(every_text(text))
        assert text == json.loads(report.to_json())["candidate"]
        assert "\x1b" not in "".join(plain(report_lines(report_document(report))))


def test_any_text_can_stand_as_a_name_of_a_rule_set() -> None:
    """
    A naughty string as id, title and every name of a rule set ends in a rule set or an error with a place.
    """
    for text in [*OWN_STRINGS, *corpus("blns")]:
        name = json.dumps(text, ensure_ascii=False)
        names = f"sources: {{{name}: {{title: {name}}}}}\nparameters: {{{name}: {{type: text, default: {name}}}}}\n"
        found = ruleset(ROLE.replace("example/role", name).replace("A role", name).replace("a:", f"{name}:") + names)
        if isinstance(found, RuleSet):
            assert found.digest() == ruleset_from_yaml(found.text, "role.yaml", catalog()._settings).digest()


# --- our own


HOSTILE_YAML = {
    "a bomb of aliases": ("a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n", 2, "`*` refers to another part of the file"),
    "a list in itself": ("all: &a [*a]\n", 1, "`*` refers to another part of the file"),
    "a merge": ("b: &b {k: 1}\nc: {<<: *b}\n", 2, "`*` refers to another part of the file"),
    "deep": ("[" * 5000 + "]" * 5000, 1, "nested more than 60 deep"),
    "a tag": ("x: !!python/object/apply:os.system [id]\n", 1, "tags such as `tag:yaml.org,2002:python/object/apply"),
    "two documents": ("id: a\n---\nid: b\n", 2, "a second document begins here"),
    "nothing": ("", 1, "a rule set is a mapping of names to values"),
    "a number without end": (f"status_lasts: {'9' * 5000}\n", 1, f"must be a whole number of no more than 15 digits, not `{'9' * 80}...`"),
    "an exponent": (
        f"{HEAD}requirements: {{a: {{criterion: {{kind: experience, years: 1, fte: 1e-99999999}}}}}}\n",
        *(5, "`fte` is ignore, prorate or a share such as 0.5, not `1e-99999999`"),
    ),
    "years with an exponent": (
        f"{HEAD}requirements: {{a: {{criterion: {{kind: experience, years: 1e99999999}}}}}}\n",
        *(5, "must be a number such as 5 or 2.5, not `1e99999999`"),
    ),
    "octal": (f"{HEAD}status_lasts: 0o17\nrequirements: {{}}\n", 5, "must be a whole number, not `0o17`"),
    "not a number": (f"{HEAD}status_lasts: .nan\nrequirements: {{}}\n", 5, "must be a whole number, not `.nan`"),
}


@pytest.mark.parametrize("case", HOSTILE_YAML)
def test_a_hostile_rule_set_is_refused_where_it_is_wrong(case: str) -> None:
    """
    YAML that loaders stumble over is refused with the line and what is wrong.
    """
    text, line, message = HOSTILE_YAML[case]
    found = ruleset(text)

    assert isinstance(found, DocumentError)
    assert [line] == [each.place.line for each in found.problems if each.place and each.message.startswith(message)][:1]


def test_an_answer_asked_by_an_endless_number_is_text() -> None:
    """
    `equals: 1e-99999999` is compared as text, so that no number of that size is ever made.
    """
    found = ruleset(f"{HEAD}requirements: {{a: {{criterion: {{kind: answer, key: k, question: q, equals: 1e-99999999}}}}}}\n")
    assert isinstance(found, RuleSet)
    profile = Profile.from_dict({"answers": [{"key": "k", "value": 5}]})

    assert "not_met" == catalog().check(profile, found, as_of=ON)["a"].status


def test_a_name_written_twice_hides_nothing_else() -> None:
    """
    A rule set with a duplicate key lists what else is wrong with it, too.
    """
    found = ruleset(ROLE.replace("title:", "titel: x\ntitle: y\ntitle:").replace("MD", "Doctr"))
    expected = [
        "unknown name `titel`; did you mean `title`?",
        "`title` is written twice; it stands on line 4 already",
        "`Doctr` is not one of the degrees known here; did you mean `Juris Doctor`?",
    ]

    assert isinstance(found, DocumentError)
    assert expected == [each.message for each in found.problems]


def test_true_and_yes_are_one_word() -> None:
    """
    Unquoted `true` is another spelling of `yes` wherever it stands: in the title as in the digest.
    """
    one, other, quoted = (ruleset(ROLE.replace("A role", each)) for each in ("yes", "true", '"true"'))
    assert isinstance(one, RuleSet)
    assert isinstance(other, RuleSet)
    assert isinstance(quoted, RuleSet)

    assert ("yes", "yes", "true") == (one.title, other.title, quoted.title)
    assert one.digest() == other.digest() != quoted.digest()


# --- limits


def nested(depth: int) -> dict[str, Any]:
    inside: dict[str, Any] = {}
    for _ in range(depth - 1):
        inside = {"a": inside}
    return {"extensions": inside}


def itself() -> dict[str, Any]:
    inside: dict[str, Any] = {}
    inside["a"] = [inside, inside]
    return {"extensions": {"acme": inside}}


def bomb() -> dict[str, Any]:
    inside: list[Any] = ["x"]
    for _ in range(60):
        inside = [inside] * 10
    return {"extensions": {"acme": {"a": inside}}}


BIG = 10**1000
LIMITS: dict[str, tuple[Callable[[], Any], Callable[[], Any], str, str]] = {
    "bytes": (
        lambda: b"{}".ljust(10_000_000),
        lambda: b"{}".ljust(10_000_001),
        *("", "larger than 10,000,000 bytes; a profile may have no more"),
    ),
    "bytes of text": (
        lambda: "{}".ljust(10_000_000),
        lambda: "{}".ljust(10_000_001),
        *("", "larger than 10,000,000 bytes; a profile may have no more"),
    ),
    "depth": (lambda: nested(99), lambda: nested(100), "/extensions", "nested more than 100 deep"),
    "depth of text": (
        lambda: json.dumps(nested(99)),
        lambda: json.dumps(nested(100)),
        *("/extensions", "nested more than 100 deep"),
    ),
    "in itself": (dict, itself, "/extensions", "nested more than 100 deep"),
    "values": (
        lambda: SCHEMA + '"partial": []}',
        lambda: '{"extensions": {"a": {"b": [' + "1," * 2_000_000 + "1]}}}",
        *("", "holds more than 2,000,000 values; a profile may have no more"),
    ),
    "values in each other": (
        dict,
        bomb,
        *("/extensions", "holds more than 2,000,000 values; a profile may have no more"),
    ),
    "records": (
        lambda: '{"skills": [' + ",".join(["{}"] * 50_000) + "]}",
        lambda: '{"skills": [' + ",".join(["{}"] * 50_001) + "]}",
        *("/skills", "holds 50,001 records; a section may have no more than 50,000"),
    ),
    "records in all": (
        lambda: {"gaps": [{}] * 50_000, "skills": [{}] * 50_000},
        lambda: {"gaps": [{}] * 50_000, "skills": [{}] * 50_000, "exams": [{}]},
        *("", "holds 100,001 records in all; a profile may have no more than 100,000"),
    ),
    "digits": (
        lambda: {"extensions": {"acme": {"a": BIG - 1}}},
        lambda: {"extensions": {"acme": {"a": BIG}}},
        *("/extensions", "a number in it has more than 1,000 digits; write it as text"),
    ),
    "digits of text": (
        lambda: f'{{"extensions": {{"acme": {{"a": {BIG - 1}}}}}}}',
        lambda: f'{{"extensions": {{"acme": {{"a": {BIG}}}}}}}',
        *("/extensions", "a number in it has more than 1,000 digits; write it as text"),
    ),
}


def enter(document: Any) -> Profile:
    return Profile.from_dict(document) if isinstance(document, dict) else Profile.from_json(document)


@pytest.mark.parametrize("limit", LIMITS)
def test_a_profile_has_limits(limit: str) -> None:
    """
    A profile at a limit is read, one beyond it is refused with the limit in the message.
    """
    sound, beyond, pointer, message = LIMITS[limit]
    with pytest.raises(DocumentError) as caught:
        enter(beyond())

    assert [(pointer, message)] == [(each.pointer, each.message) for each in caught.value.problems]
    assert enter(sound()).digest()


def many_names(count: int) -> str:
    return ROLE + "".join(f"name{number}: 1\n" for number in range(count))


RULESET_LIMITS: dict[str, tuple[str, str]] = {
    "bytes": (ROLE + "#" * 1_000_000, "role.yaml: larger than 1,000,000 bytes; a rule set may have no more"),
    "nodes": (ROLE + "x: [" + "1," * 50_000 + "1]\n", "more than 50,000 texts, lists and mappings; a rule set may have no more"),
    "depth": (ROLE + "x: " + "[" * 60 + "]" * 60, "nested more than 60 deep"),
    "problems": (many_names(20_000), "role.yaml: more is wrong than these 100 problems; mend them first"),
    "repetitions": (ROLE + "id: x\n" * 10_000, "role.yaml: more is wrong than these 100 problems; mend them first"),
    "requirements": (
        ROLE + "".join(f"  r{number}: {{kriterion: x}}\n" for number in range(5_000)),
        "role.yaml: more is wrong than these 100 problems; mend them first",
    ),
    "a long word": (ROLE.replace("MD", "M" * 500_000), f"`{'M' * 80}...` is not one of the degrees known here"),
}


@pytest.mark.parametrize("limit", RULESET_LIMITS)
def test_a_rule_set_has_limits(limit: str) -> None:
    """
    A rule set beyond a limit is refused at once, with the limit in the message and no more text than helps.
    """
    text, message = RULESET_LIMITS[limit]
    found = ruleset(text)

    assert message in str(found)
    assert len(str(found)) < 50_000


@pytest.mark.parametrize(
    ("head", "each", "tail"),
    [
        pytest.param("{", '"k%d": 1', "}", id="unknown fields"),
        pytest.param("{", '"k%d": 1, "k%d": 2', "}", id="duplicate keys"),
        pytest.param('{"exams": [', '{"taken": "%d"}', "]}", id="wrong dates"),
        pytest.param('{"partial": [', '"licenses%d"', "]}", id="unknown sections"),
        pytest.param('{"extensions": {"a": {', '"k%d": 1e999', "}}}", id="numbers that are none"),
    ],
)
def test_not_all_problems_of_a_hopeless_profile_are_listed(head: str, each: str, tail: str) -> None:
    """
    Of very many problems a thousand are listed, and that there are more.
    """
    text = head + ",".join(each.replace("%d", str(number)) for number in range(20_000)) + tail
    with pytest.raises(DocumentError) as caught:
        Profile.from_json(text)
    *_, last = caught.value.problems

    assert limits.PROBLEMS + 1 == len(caught.value.problems)
    assert "more is wrong than these 1,000 problems; mend them first" == last.message


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(b"{}".ljust(10_000_001), id="bytes"),
        pytest.param(b'{"skills": [' + b"{}," * 3_000_000 + b"{}]}", id="records"),
        pytest.param(b'{"extensions": {"a": {"b": ' + b"[],[" * 2_000_000 + b"]}}}", id="lists"),
        pytest.param(b"[" * 9_000_000, id="depth"),
    ],
)
def test_a_document_beyond_a_limit_takes_little_memory(text: bytes) -> None:
    """
    What is refused for its size is refused before it is taken apart.
    """
    with within(3 * len(text)), pytest.raises(DocumentError):
        Profile.from_json(text)


# --- files


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    path = tmp_path / "pipe.yaml"
    os.mkfifo(path)
    return path


def loop(folder: Path) -> Path:
    (folder / "a.yaml").symlink_to(folder / "b.yaml")
    (folder / "b.yaml").symlink_to(folder / "a.yaml")
    return folder / "a.yaml"


@pytest.mark.parametrize("load", [load_profile, lambda path: catalog().load_ruleset(path)], ids=["profile", "rule set"])
def test_a_device_or_a_pipe_is_never_opened(load: Callable[[Path], object], pipe: Path) -> None:
    """
    A pipe would never end and /dev/zero has no end: both are refused by what they are.
    """
    for path in (pipe, Path("/dev/zero")):
        with pytest.raises(DocumentError, match="cannot be read: it is a device or a pipe, not a file"):
            load(path)


@pytest.mark.parametrize("load", [load_profile, lambda path: catalog().load_ruleset(path)], ids=["profile", "rule set"])
def test_a_path_that_leads_nowhere_is_a_named_error(load: Callable[[Path], object], tmp_path: Path) -> None:
    """
    Paths that are no file, whatever they hold, end in an error that says so.
    """
    names = [each["recipe"]["extends"] for each in hostile("path") if "extends" in each["recipe"]]
    names = [each for each in names if "etc/passwd" not in each]
    for path in [loop(tmp_path), tmp_path, *(tmp_path / "in" / "side" / each for each in ["a\x00b.yaml", "\ud800", "x" * 5000, *names])]:
        with pytest.raises(ReqcheckError):
            load(path)


@pytest.mark.parametrize("load", [load_profile, lambda path: catalog().load_ruleset(path)], ids=["profile", "rule set"])
def test_a_file_that_is_too_big_is_not_read_whole(load: Callable[[Path], object], tmp_path: Path) -> None:
    """
    Of a file of any size no more than the limit is read.
    """
    path = tmp_path / "big.yaml"
    with path.open("wb") as file:
        file.truncate(5_000_000_000)
    with within(40_000_000), pytest.raises(DocumentError, match=r"larger than 10?,000,000 bytes; a (profile|rule set) may have no more"):
        load(path)


def test_no_pattern_of_a_rule_set_is_ever_compiled() -> None:
    """
    Settings are words and numbers: text that reads like a regular expression is only text.
    """
    for each in ("(a+)+$", "(a|aa)+$", "(x+x+)+y", *(case["recipe"]["pattern"] for case in hostile("regex"))):
        asked = json.dumps(each)
        found = ruleset(f"{HEAD}requirements: {{a: {{criterion: {{kind: answer, key: k, question: q, equals: {asked}}}}}}}\n")
        assert isinstance(found, RuleSet)
        profile = Profile.from_dict({"answers": [{"key": "k", "value": "a" * 40 + "!"}]})

        assert "not_met" == catalog().check(profile, found, as_of=ON)["a"].status


def test_the_manual_lists_the_limits() -> None:
    """
    The page on limits has the number of every limit.
    """
    page = Path(__file__).parents[1].joinpath("docs", "limits.md").read_text("utf-8")
    numbers = [value for name, value in vars(limits).items() if name.isupper() and isinstance(value, int)]

    assert len(numbers) >= 12
    assert [] == [each for each in numbers if f" {each:,} " not in page.replace("\n", " ") and each < 10**100]
