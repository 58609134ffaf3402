"""
What is written and read again is the same: profiles, their views, rule sets, reports.
"""

from __future__ import annotations

import json
import pickle
import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reqcheck import Catalog, Failure, Floor, Profile, Report, RuleSet, Strength, check_many, open_catalog
from reqcheck.document import Items, Node, Table, Text
from reqcheck.loading.yaml import parse_yaml
from reqcheck.profile import SECTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
CANDIDATES = sorted(ROOT.joinpath("examples", "candidates").glob("*.json"))
FILES = sorted([*ROOT.joinpath("rulesets").glob("*.yaml"), *ROOT.joinpath("examples").glob("*.yaml")])
RULESETS = [each for each in FILES if not each.name.endswith(".test.yaml")]
ON = date(2026, 11, 22)

#: A profile with a record of the future, one that contradicts itself, and sections of every completeness.
MANY = {
    "schema": "reqcheck.profile/1",
    "subject": {"id": "many", "identifiers": [{"system": "npi", "value": "1"}]},
    "recorded_on": "2026-11-02",
    "partial": ["positions"],
    "none": ["sanctions"],
    "sources": {"education": {"strength": "verified", "verified_on": "2026-10-30"}},
    "extensions": {"acme": {"b": [1, None, {"z": 1.5, "a": True}], "a": "\N{SNOWMAN}"}},
    "education": [{"degree": "MD", "conferred": "2006-05"}, {"degree": "MHA", "conferred": "2030"}],
    "licenses": [
        {"type": "medical", "class": "full", "issued": "2020-01-01", "expires": "2010-01-01"},
        {"type": "medical", "jurisdiction": "US-CA", "restrictions": [], "source": {"strength": "verified"}},
    ],
    "positions": [
        {"title": "Later", "start": "2031", "end": ".."},
        {"title": "Director", "start": "2016-04", "end": "..", "fte": 0.5, "organization": {"name": "H"}},
    ],
}
DOCUMENTS = {"many": MANY, "empty": {"schema": "reqcheck.profile/1"}, **{each.stem: json.loads(each.read_bytes()) for each in CANDIDATES}}
EVERY_DOCUMENT = pytest.mark.parametrize("name", DOCUMENTS)
EVERY_RULESET = pytest.mark.parametrize("file", RULESETS, ids=lambda each: each.stem)


@cache
def catalog() -> Catalog:
    return open_catalog(plugins=[ROOT / "examples" / "acme_rules.py"])


def read(name: str) -> Profile:
    return Profile.from_dict(DOCUMENTS[name])


# --- profiles


@EVERY_DOCUMENT
def test_a_profile_is_what_its_document_says(name: str) -> None:
    """
    The document of a profile reads as an equal profile of the same digest, from a mapping as from text.
    """
    profile = read(name)
    document = profile.to_dict()
    again = [Profile.from_dict(document), Profile.from_json(json.dumps(document, indent=3))]

    assert [profile, profile] == again
    assert {profile.digest()} == {each.digest() for each in again}
    assert document == again[0].to_dict()


def shuffled(document: Any, draw: st.DrawFn) -> Any:
    if isinstance(document, dict):
        return {key: shuffled(document[key], draw) for key in draw(st.permutations(list(document)))}
    return [shuffled(each, draw) for each in document] if isinstance(document, list) else document


@st.composite
def rewritten(draw: st.DrawFn) -> tuple[str, str]:
    """
    The name of a document, and its text with the keys in any order and any spacing.
    """
    name = draw(st.sampled_from([*DOCUMENTS]))
    spaces = draw(st.sampled_from(["", " ", "\n", "\t ", "\r\n"]))
    document = shuffled(DOCUMENTS[name], draw)
    text = json.dumps(
        document, separators=(f"{spaces},{spaces}", f"{spaces}:{spaces}"), ensure_ascii=draw(st.booleans())
    )
    return name, f"{spaces}{text}{spaces}"


@settings(max_examples=60, deadline=None)
@given(rewritten())
def test_order_of_keys_and_spacing_mean_nothing(given: tuple[str, str]) -> None:
    """
    A profile and its digest are the same whatever the order of keys and the spacing of its text.
    """
    name, text = given
    profile, again = read(name), Profile.from_json(text)

    assert profile == again
    assert profile.digest() == again.digest()
    assert again == Profile.from_dict(again.to_dict())


def test_the_digest_tells_profiles_apart() -> None:
    """
    No two of the documents have the same digest, and the order of records is part of it.
    """
    turned = Profile.from_dict({**MANY, "education": MANY["education"][::-1]})  # type: ignore[index]
    digests = [*(read(name).digest() for name in DOCUMENTS), turned.digest()]

    assert len(digests) == len(set(digests))
    assert all(re.fullmatch("sha256:[0-9a-f]{64}", each) for each in digests)


def views(profile: Profile) -> Iterator[Profile]:
    """
    A profile and what can be seen of it.
    """
    yield profile
    for on in (date(2000, 1, 1), date(2015, 6, 1), ON, date(2040, 1, 1)):
        yield profile.as_of(on)
        for strength in Strength:
            yield profile.accepted(Floor(strength), on)
            yield profile.as_of(on).accepted(Floor(strength), on)


def seen(profile: Profile) -> dict[str, Any]:
    """
    All that a criterion can see of a profile or a view.
    """
    return {
        "records": {name: profile.records(name) for name in SECTIONS},
        "pointers": [each.pointer for name in SECTIONS for each in profile.records(name)],
        "complete": profile.complete,
        "contradictory": [each.pointer for each in profile.contradictory],
        "begun_by": profile.begun_by,
        "weakest": profile.weakest,
        "extensions": profile.extensions,
        "digest": profile.digest(),
        "document": profile.to_dict(),
    }


def test_a_schema_that_is_left_out_is_the_schema() -> None:
    """
    Equal profiles have the same digest, whether the schema is written out, left out or unpickled.
    """
    without, written = Profile.from_dict({}), Profile.from_json('{"schema": "reqcheck.profile/1"}')
    again: Profile = pickle.loads(pickle.dumps(without))

    assert without == written == again
    assert {without.digest()} == {written.digest(), again.digest()}


@EVERY_DOCUMENT
def test_a_pickled_view_shows_the_same(name: str) -> None:
    """
    A profile and its views keep records, pointers, completeness and the whole when they are pickled.
    """
    for view in views(read(name)):
        again = pickle.loads(pickle.dumps(view))

        assert view == again
        assert seen(view) == seen(again)
        assert seen(view.whole) == seen(again.whole)


def test_a_view_of_a_pickled_view_is_the_view() -> None:
    """
    What is taken out of a view after it was pickled is what is taken out of it before.
    """
    for view in views(read("many")):
        again: Profile = pickle.loads(pickle.dumps(view))

        assert [seen(each) for each in views(view)] == [seen(each) for each in views(again)]


def test_the_views_of_the_test_differ() -> None:
    """
    The profile with something of everything has views that lack records, completeness and extensions.
    """
    whole = read("many")
    view = whole.as_of(ON).accepted(Floor(Strength.VERIFIED), ON)

    assert ["/education/0", "/licenses/1"] == seen(view)["pointers"]
    assert {"education", "licenses", "sanctions"} == whole.complete
    assert {"education"} == view.complete
    assert {} == view.extensions


# --- rule sets


NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?", re.ASCII)


def dumped(node: Node, space: str = " ") -> str:
    """
    A rule set's document as JSON: true and false for yes and no, numbers as such, all else in quotes.
    """
    if isinstance(node, Table):
        pairs = (f"{json.dumps(key)}:{space}{dumped(value, space)}" for key, value in node.items())
        return f"{{{space}{f',{space}'.join(pairs)}{space}}}"
    if isinstance(node, Items):
        return f"[{f',{space}'.join(dumped(each, space) for each in node)}]"
    return scalar(node)


def scalar(node: Text) -> str:
    if not node.quoted and node.value in ("yes", "no"):
        return {"yes": "true", "no": "false"}[node.value]
    if not node.quoted and NUMBER.fullmatch(node.value):
        return node.value
    return json.dumps(node.value, ensure_ascii=False)


def loaded(text: str, folder: Path, name: str) -> RuleSet:
    """
    The rule set in a text, beside those that it may extend.
    """
    for each in ROOT.joinpath("examples").glob("*.yaml"):
        folder.joinpath(each.name).write_bytes(each.read_bytes())
    file = folder / name
    file.write_text(text, "utf-8")
    return catalog().load_ruleset(file)




@EVERY_RULESET
def test_a_rule_set_is_the_same_in_json(file: Path, tmp_path: Path) -> None:
    """
    A rule set written as JSON has the digest, parameters and title of the one in YAML, whatever the spacing.
    """
    ruleset = catalog().load_ruleset(file)
    table = parse_yaml(file.read_text("utf-8"), file.name)
    texts = [dumped(table), dumped(table, "\n "), json.dumps(json.loads(dumped(table)))]
    again = [loaded(text, tmp_path, "again.json") for text in texts]

    assert {ruleset.digest()} == {each.digest() for each in again}
    assert list(ruleset.parameters) == list(again[0].parameters)
    assert {ruleset.id: ruleset.title} == {each.id: each.title for each in again}


@EVERY_RULESET
def test_a_rule_set_in_json_is_equal(file: Path, tmp_path: Path) -> None:
    """
    A rule set written as JSON is equal to the one in YAML.
    """
    ruleset = catalog().load_ruleset(file)
    again = loaded(dumped(parse_yaml(file.read_text("utf-8"), file.name)), tmp_path, "again.json")

    assert ruleset == again


@EVERY_RULESET
def test_comments_and_spacing_are_no_part_of_the_digest(file: Path, tmp_path: Path) -> None:
    """
    Comments, empty lines and trailing spaces change neither a rule set nor its digest.
    """
    ruleset = catalog().load_ruleset(file)
    text = file.read_text("utf-8").replace("\n", "  \n\n# a comment\n")
    again = loaded(text, tmp_path, "again.yaml")

    assert ruleset == again
    assert ruleset.digest() == again.digest()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("degree: [MD, DO]", "degree: [MD]"),
        ("status: active, unrestricted: yes", "status: active, unrestricted: no"),
        ("status: active, unrestricted: yes", "status: active"),
        ("default: 5", "default: 6"),
        ("  fellowship:", "  fellow:"),
    ],
)
def test_a_changed_rule_changes_the_digest(old: str, new: str, tmp_path: Path) -> None:
    """
    A rule set with another criterion, parameter or requirement is another one and has another digest.
    """
    text = ROOT.joinpath("rulesets", "medical-director.yaml").read_text("utf-8")
    ruleset, other = (loaded(each, tmp_path, "x.yaml") for each in (text, text.replace(old, new)))

    assert old in text
    assert ruleset != other
    assert ruleset.digest() != other.digest()


@EVERY_RULESET
def test_a_pickled_rule_set_checks_the_same(file: Path) -> None:
    """
    A rule set that was pickled, also after it was used, gives the same reports byte for byte.
    """
    ruleset = catalog().load_ruleset(file)
    parameters = {"work_state": "CA"} if "work_state" in ruleset.parameters else {}
    before = [each.to_json() for each in checked(ruleset, parameters)]
    again: RuleSet = pickle.loads(pickle.dumps(ruleset))
    profiles = [Profile.from_dict(each) for each in DOCUMENTS.values()]
    after = [catalog().check(each, again, as_of=ON, parameters=parameters) for each in profiles]

    assert ruleset == again
    assert ruleset.digest() == again.digest()
    assert [shorn(each) for each in before] == [shorn(each.to_json()) for each in after]


def shorn(report: str) -> dict[str, Any]:
    """
    A report without what it tells of the catalog that loaded the rule set, which is not pickled.
    """
    document: dict[str, Any] = json.loads(report)
    return {name: value for name, value in document.items() if name not in ("plugins", "vocabulary_digest")}


def test_a_report_names_the_vocabulary_that_was_used() -> None:
    """
    A report by a catalog names the catalog's plugins and vocabulary, also for a pickled rule set.
    """
    ruleset = catalog().load_ruleset(ROOT / "examples" / "acme-medical-director.yaml")
    again: RuleSet = pickle.loads(pickle.dumps(ruleset))
    report = catalog().check(read("many"), again, as_of=ON, parameters={"work_state": "CA"})
    document = json.loads(report.to_json())

    assert catalog().vocabulary.digest == document["vocabulary_digest"]
    assert ["acme_rules.py"] == document["plugins"]


# --- reports


REPORT = [
    *("schema", "decision", "decided_by", "degraded", "candidate", "as_of", "dates", "ruleset", "parameters", "defaults"),
    *("profile_digest", "vocabulary_digest", "engine", "plugins", "requirements", "conditions", "questions"),
    *("counts", "sources", "not_checked", "warnings"),
]
FINDING = {"could_be", "reason", "evidence", "missing", "conditions", "parts"}
SOMETIMES = {"amount", "error"}
WORDS = {"met", "not_met", "undetermined", "not_applicable", "error"}


def strictly(text: str) -> Any:
    def refused(name: str) -> float:
        raise AssertionError(name)

    return json.loads(text, parse_constant=refused)


def checked(ruleset: RuleSet, parameters: dict[str, str]) -> list[Report]:
    profiles = [Profile.from_dict(each) for each in DOCUMENTS.values()]
    return [catalog().check(each, ruleset, as_of=ON, parameters=parameters) for each in profiles]


@cache
def reports() -> list[dict[str, Any]]:
    """
    The report of every document by every rule set, as documents.
    """
    found = []
    for file in RULESETS:
        ruleset = catalog().load_ruleset(file)
        parameters = {"work_state": "CA"} if "work_state" in ruleset.parameters else {}
        found += [strictly(each.to_json()) for each in checked(ruleset, parameters)]
    return found


def findings(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """
    A requirement's finding and those of its parts.
    """
    yield document
    for each in document["parts"].values():
        yield from findings(each)


def test_a_report_has_the_keys_of_the_design() -> None:
    """
    Every report is strict JSON with exactly the keys of the design, in their order.
    """
    assert {tuple(REPORT)} == {tuple(each) for each in reports()}
    assert {"reqcheck.report/1"} == {each["schema"] for each in reports()}
    assert {"id", "version", "digest", "layers"} == set.intersection(*(set(each["ruleset"]) for each in reports())) - {"title"}


def test_a_requirement_has_the_keys_of_the_design() -> None:
    """
    Requirements, reasons, evidence, questions, conditions and amounts have exactly the keys of the design.
    """
    requirements = [each for report in reports() for each in report["requirements"]]
    every = [each for requirement in requirements for each in findings(requirement)]
    parts = [each for requirement in requirements for part in requirement["parts"].values() for each in findings(part)]

    head = {"id", "title", "level", "status"}
    assert {frozenset({*head, *FINDING})} == {frozenset({*each} - SOMETIMES - {"basis"}) for each in requirements}
    assert {frozenset(FINDING)} == {frozenset({*each} - SOMETIMES) for each in parts}
    assert {("code", "text", "values")} == {tuple(each["reason"]) for each in every}
    assert {("pointer", "says", "strength")} == {tuple(one) for each in every for one in each["evidence"]}
    assert {("pointer", "question")} == {tuple(one) for each in every for one in each["missing"]}
    assert {("says", "by", "pointer")} >= {tuple(one) for each in every for one in each["conditions"]}
    assert {("least", "most", "needed", "unit")} == {tuple(each["amount"]) for each in every if "amount" in each}
    assert {str} == {type(value) for each in every for value in each["reason"]["values"].values()}


def test_a_question_has_the_keys_of_the_design() -> None:
    """
    Each question has a pointer, its words and the requirements it settles; a warning, pointer and message.
    """
    questions = [each for report in reports() for each in report["questions"]]
    warnings = [each for report in reports() for each in report["warnings"]]

    assert {("pointer", "question", "settles")} == {tuple(each) for each in questions}
    assert {("pointer", "message")} == {tuple(each) for each in warnings}
    assert all(each["settles"] for each in questions)


def test_could_be_and_status_agree() -> None:
    """
    What a requirement could be holds its status where that is certain, and more than one thing where not.
    """
    for report in reports():
        for each in report["requirements"]:
            certain = each["status"] in ("met", "not_met", "not_applicable")

            assert WORDS >= {each["status"], *each["could_be"]}
            assert ([each["status"]] == each["could_be"]) if certain else 1 < len(each["could_be"])


def test_counts_count_the_requirements() -> None:
    """
    The counts of a report are those of its requirements, by level and status.
    """
    for report in reports():
        pairs = [(each["level"], each["status"]) for each in report["requirements"]]

        assert {each: pairs.count(each) for each in pairs} == {
            (level, status): number for level, counts in report["counts"].items() for status, number in counts.items()
        }


def test_a_failure_has_the_keys_of_the_design() -> None:
    """
    A failure is strict JSON of its own schema, with a pointer, a code and a message for each problem.
    """
    ruleset = catalog().load_ruleset("clinical-director")
    bad = {"subject": {"id": "x"}, "licences": [], "recorded_on": "soon"}
    (failure,) = check_many([bad], ruleset, as_of=ON)
    assert isinstance(failure, Failure)
    document = strictly(failure.to_json())

    assert ["schema", "candidate", "problems"] == list(document)
    assert ("reqcheck.failure/1", "x") == (document["schema"], document["candidate"])
    assert {("pointer", "code", "message")} == {tuple(each) for each in document["problems"]}
    assert {"/licences", "/recorded_on"} == {each["pointer"] for each in document["problems"]}
