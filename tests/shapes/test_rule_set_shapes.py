"""
The schema of rule sets beside the loader: what both refuse, what both accept, which names both know.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from editors import ACME, catalog, faults, seen_in

from reqcheck import DocumentError, RuleSet
from reqcheck.loading.rulesets import LATER, ruleset_from_yaml
from reqcheck.ruleset import TREES

HEAD = "schema: reqcheck.ruleset/1\nid: x\ntitle: X\n"
MD = "{kind: degree, degree: MD}"
#: Names that stand at the top of an overlay alone.
OVERLAY = {"extends", "set", "change", "remove"}


def asking(criterion: str, *, top: str = "", more: str = "") -> str:
    """
    A rule set whose one requirement has this criterion.
    """
    return f"{HEAD}{top}requirements:\n  a:\n    criterion: {criterion}\n{more}"


def read(text: str) -> RuleSet:
    """
    The rule set in a text, as the loader reads it; raises `DocumentError`.
    """
    return ruleset_from_yaml(text, "rules.yaml", catalog()._settings)


# --- what both refuse

MISTAKES = {
    "no id": f"schema: reqcheck.ruleset/1\ntitle: X\nrequirements:\n  a: {{criterion: {MD}}}\n",
    "no title": f"schema: reqcheck.ruleset/1\nid: x\nrequirements:\n  a: {{criterion: {MD}}}\n",
    "no requirements": HEAD,
    "no requirement": f"{HEAD}requirements: {{}}\n",
    "requirements as a list": f"{HEAD}requirements: [{{criterion: {MD}}}]\n",
    "another version": asking(MD).replace("ruleset/1", "ruleset/2"),
    "a key that nobody knows": asking(MD, top="source: {}\n"),
    "a title that is a list": asking(MD, top="summary: [a, b]\n"),
    "a name of a later version": asking(MD, top="define: {}\n"),
    "days that are no number": asking(MD, top="stale_after: many\n"),
    "days in quotes": asking(MD, top='stale_after: "180"\n'),
    "half a day": asking(MD, top="stale_after: 1.5\n"),
    "a year for a day": asking(MD, top="reviewed_on: 2015\n"),
    "a month for a day": asking(MD, top="effective: {from: 2015-01}\n"),
    "effective since": asking(MD, top="effective: {since: 2015-01-01}\n"),
    "an empty list": asking(MD, top="not_checked: []\n"),
    "a source without a title": asking(MD, top="sources: {guide: {file: x.txt}}\n"),
    "a source with an unknown key": asking(MD, top="sources: {guide: {title: T, pages: 3}}\n"),
    "a parameter of an unknown type": asking(MD, top="parameters: {n: {type: numbr}}\n"),
    "a parameter of a type and a list": asking(MD, top="parameters: {n: {type: number, one_of: [1, 2]}}\n"),
    "a parameter of neither": asking(MD, top="parameters: {n: {default: 1}}\n"),
    "a requirement without a criterion": f"{HEAD}requirements:\n  a: {{title: A}}\n",
    "a requirement with an unknown key": asking(MD, more="    source: x\n"),
    "a level that there is not": asking(MD, more="    level: optional\n"),
    "a basis that is text": asking(MD, more="    basis: bylaws\n"),
    "a basis without a source": asking(MD, more="    basis: {section: 2}\n"),
    "a floor of an unknown strength": asking(MD, more="    evidence: {at_least: sure}\n"),
    "a floor with an unknown key": asking(MD, more="    evidence: {atleast: verified}\n"),
    "a `when` that says nothing": asking(MD, more="    when: {}\n"),
    "a `when` with an unknown setting": asking(MD, more="    when: {kind: degree, degre: MD}\n"),
    "a criterion that is text": asking("MD"),
    "a criterion that is a list": asking(f"[{MD}]"),
    "a criterion without a kind": asking("{degree: MD}"),
    "a kind that there is not": asking("{kind: degre, degree: MD}"),
    "a tree as a kind": asking(f"{{kind: any_of, of: [{MD}]}}"),
    "a setting that there is not": asking("{kind: degree, degre: MD}"),
    "a setting of another kind": asking("{kind: degree, degree: MD, board: ABMS}"),
    "a setting that is missing": asking("{kind: no_history, of: exclusion}"),
    "a setting of a later version": asking("{kind: degree, degree: MD, pending: yes}"),
    "a word that a setting does not know": asking("{kind: license, status: expired}"),
    "yes in another word": asking("{kind: license, unrestricted: Y}"),
    "a list of nothing": asking("{kind: degree, degree: []}"),
    "a list where one value belongs": asking("{kind: certification, name: [ACLS, BLS]}"),
    "a mapping where a word belongs": asking("{kind: degree, degree: {name: MD}}"),
    "a number in words": asking("{kind: experience, years: five}"),
    "a number in quotes": asking('{kind: experience, years: "5"}'),
    "a number below nothing": asking("{kind: experience, years: -5}"),
    "a span in words": asking("{kind: license, held: 3 years}"),
    "a span of nothing": asking("{kind: license, held: {years: 0}}"),
    "a span of two": asking("{kind: license, held: {years: 1, months: 6}}"),
    "a span of weeks": asking("{kind: license, held: {weeks: 6}}"),
    "days between in words": asking("{kind: license, issued: {from: last year}}"),
    "a setting within a setting": asking("{kind: no_history, of: exclusion, look_back: ever, screened: {lists: SAM}}"),
    "a description within a list": asking("{kind: experience, years: 1, either: [{category: clinical, level: director}]}"),
    "a word for a criterion that there is not": asking("{kind: experience, years: 1, counts_from: school}"),
    "a tree of a mapping": asking(f"{{any_of: {MD}}}"),
    "a tree of nothing": asking("{all_of: []}"),
    "a tree with a neighbor": asking(f"{{any_of: [{MD}], title: T}}"),
    "two trees": asking(f"{{any_of: [{MD}], all_of: [{MD}]}}"),
    "some of a list": asking(f"{{some_of: [{MD}]}}"),
    "some of no number": asking(f"{{some_of: {{of: [{MD}]}}}}"),
    "a mistake deep down": asking(f"{{any_of: [{MD}, {{all_of: [{{kind: degree, degre: MD}}]}}]}}"),
}


@pytest.mark.parametrize("text", MISTAKES.values(), ids=MISTAKES)
def test_mistakes_of_shape_are_found_by_both(text: str) -> None:
    """
    An unknown name and a wrong type are refused by the loader, and an editor marks them.
    """
    with pytest.raises(DocumentError):
        read(text)

    assert faults("ruleset", seen_in(text))


# --- what both accept

SPELLINGS = {
    "a word that YAML takes for no word": "{kind: license, unrestricted: true}",
    "the same in quotes": '{kind: license, unrestricted: "yes"}',
    "no": "{kind: license, unrestricted: no, type: medical}",
    "a number for a text": "{kind: answer, key: 12, question: 1.10, equals: 0x1F}",
    "true for a text": "{kind: answer, key: k, question: Q, one_of: [true, no, 3]}",
    "nothing for a text": "{kind: answer, key: null, question: ~, equals: Null}",
    "a date for a text": "{kind: answer, key: k, question: Q, equals: 2026-11-22}",
    "a share as a number": "{kind: experience, years: 2.5, fte: 0.5}",
    "a share as a text": "{kind: experience, years: 2, fte: prorate}",
    "a span of half a year": "{kind: experience, years: 1, within_last: {years: 2.5}}",
    "a look back in a word": "{kind: no_history, of: exclusion, look_back: ever}",
    "a look back of years": "{kind: no_history, of: [exclusion, conviction], look_back: {years: 10}, screened: {list: LEIE}}",
    "a group in other words": "{kind: degree, degree: [m.d., Physician], conferred: {}}",
    "one description": "{kind: experience, days: 10, either: {category: clinical}}",
    "a word for a criterion": "{kind: experience, years: 2, counts_from: residency}",
    "a criterion within": "{kind: experience, years: 2, counts_from: {kind: license, type: medical, evidence: {at_least: verified}}}",
    "a parameter everywhere": "{kind: experience, years: $n, category: [$word, clinical], within_last: {years: $n}, evidence: {at_least: $floor}}",
    "a parameter for a word of the kind": "{kind: $kind, type: medical, unrestricted: $remote, status: $status}",
    "a tree with a floor": f"{{any_of: [{MD}], evidence: {{}}}}",
    "a tree of trees": f"{{some_of: {{at_least: 1, of: [{{none_of: [{MD}]}}, {{all_of: [{MD}]}}]}}}}",
    "some of a single one": f"{{some_of: {{at_least: 1, of: {MD}}}}}",
}
PARAMETERS = """\
parameters:
  n: {type: number, default: 2}
  word: {type: text, default: leadership}
  floor: {one_of: [verified, claimed], default: claimed}
  kind: {one_of: [license], default: license}
  status: {one_of: [any, active], default: any}
  remote: {type: yes_no, default: yes}
"""


@pytest.mark.parametrize("criterion", SPELLINGS.values(), ids=SPELLINGS)
def test_spellings_are_accepted_by_both(criterion: str) -> None:
    """
    However YAML takes a scalar, an editor does not mark what the loader reads.
    """
    text = asking(criterion, top=PARAMETERS)
    ruleset = read(text)

    assert ruleset.requirements
    assert [] == faults("ruleset", seen_in(text))


# --- which names both know


def known_to_the_loader(text: str) -> set[str]:
    """
    The names that the loader lists for one which nobody knows.
    """
    with pytest.raises(DocumentError) as caught:
        read(text)
    (message,) = [each.message for each in caught.value.problems if each.message.startswith("unknown name `qqqqqq`")]
    return set(re.findall(r"`(\w+)`", message)) - {"qqqqqq"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (asking(MD, top="qqqqqq: x\n"), ""),
        (asking(MD, top="sources: {a: {title: T, qqqqqq: x}}\n"), "source"),
        (asking(MD, top="parameters: {a: {type: text, qqqqqq: x}}\n"), "parameter"),
        (asking(MD, more="    qqqqqq: x\n"), "requirement"),
        (asking(MD, more="    basis: {source: x, qqqqqq: x}\n"), "basis"),
        (asking(MD, more="    evidence: {qqqqqq: x}\n"), "evidence"),
    ],
)
def test_the_names_are_those_of_the_loader(text: str, name: str) -> None:
    """
    The schema has the names that the loader knows, and besides those that overlays add.
    """
    schema = catalog().schema("ruleset")
    shape = schema["$defs"][name] if name else schema

    assert known_to_the_loader(text) - OVERLAY == set(shape["properties"]) - OVERLAY - ({"because"} if name == "requirement" else set())


@pytest.mark.parametrize("kind", sorted({*catalog().kinds} - {*TREES}))
def test_the_settings_of_a_kind_are_those_of_the_loader(kind: str) -> None:
    """
    Each kind has the settings that the loader knows, and beside them `kind` and `evidence`.
    """
    choices = catalog().schema("ruleset")["$defs"]["criterion"]["allOf"]
    (shape,) = [each["then"] for each in choices if each["if"].get("properties") == {"kind": {"const": kind}}]

    assert known_to_the_loader(asking(f"{{kind: {kind}, qqqqqq: x}}")) == set(shape["properties"]) - {"kind", "evidence"}


def test_settings_are_described_in_the_words_of_their_kind() -> None:
    """
    Every setting of a built-in kind and of the sample plugin has the sentence that names it.
    """
    choices = catalog(ACME).schema("ruleset")["$defs"]["criterion"]["allOf"]
    shapes = [each["then"]["properties"] for each in choices if "properties" in each["if"]]
    silent = [name for each in shapes for name, shape in each.items() if name not in ("kind", "evidence") and not shape.get("description")]

    assert len(shapes) == 10
    assert [] == silent


# --- overlays

BASE: dict[str, Any] = {"schema": "reqcheck.ruleset/1", "id": "acme/x", "extends": "medical-director"}
OVERLAYS: dict[str, tuple[dict[str, Any], bool]] = {
    "nothing changed": ({}, True),
    "another title": ({"title": "Ours", "version": "2", "not_checked": ["Manner"]}, True),
    "a parameter": ({"set": {"clinical_years": {"to": 7, "because": "Standard 12"}}}, True),
    "a parameter without a reason": ({"set": {"clinical_years": {"to": 7}}}, False),
    "a parameter and its source": (
        {"set": {"clinical_years": {"to": [{"since": "2026-01-01", "value": 7}], "source": "director-role", "note": "n", "because": "x"}}},
        True,
    ),
    "a parameter alone": ({"set": {"clinical_years": 7}}, False),
    "a setting": ({"change": {"clinical-experience": {"settings": {"years": 3}, "because": "Payer contract"}}}, True),
    "a level and a title": ({"change": {"license": {"level": "preferred", "title": "T", "because": "Law"}}}, True),
    "all about it": (
        {"change": {"license": {"evidence": {"at_least": "verified"}, "basis": {"source": "director-role"}, "when": {"work_state": "CA"}, "note": "n", "because": "x"}}},
        True,
    ),
    "another criterion": ({"change": {"license": {"criterion": {"kind": "degree", "degree": "MD"}, "because": "Law"}}}, True),
    "a wrong criterion": ({"change": {"license": {"criterion": {"kind": "degree", "degre": "MD"}, "because": "Law"}}}, False),
    "settings and a criterion": ({"change": {"license": {"criterion": {"kind": "license"}, "settings": {"type": "medical"}, "because": "Law"}}}, False),
    "a level that there is not": ({"change": {"license": {"level": "optional", "because": "Law"}}}, False),
    "a change without a reason": ({"change": {"license": {"level": "preferred"}}}, False),
    "a change of nothing": ({"change": {"license": {"because": "Law"}}}, False),
    "a change of nobody knows what": ({"change": {"license": {"setting": {"years": 3}, "because": "Law"}}}, False),
    "a removal": ({"remove": {"license": {"because": "Not asked by Acme"}}}, True),
    "a removal without a reason": ({"remove": {"license": {}}}, False),
    "removals as a list": ({"remove": ["license"]}, False),
    "a requirement": ({"requirements": {"b": {"because": "Remote", "criterion": {"kind": "license", "type": "driver"}}}}, True),
    "a requirement without a reason": ({"requirements": {"b": {"criterion": {"kind": "license"}}}}, False),
    "a parameter of its own": ({"parameters": {"n": {"type": "number", "default": 3}}, "sources": {"s": {"title": "T"}}}, True),
    "a reason for what is not added": ({"extends": None, "title": "T", "requirements": {"a": {"criterion": {"kind": "license"}, "because": "x"}}}, False),
    "changes of nothing there": ({"extends": None, "title": "T", "requirements": {"a": {"criterion": {"kind": "license"}}}, "remove": {}}, False),
}


def overlay(changes: dict[str, Any]) -> dict[str, Any]:
    """
    An overlay with these changes; None takes a name away.
    """
    return {name: each for name, each in {**BASE, **changes}.items() if each is not None}


@pytest.mark.parametrize(("changes", "fits"), OVERLAYS.values(), ids=OVERLAYS)
def test_overlays_name_what_they_change_and_why(changes: dict[str, Any], fits: bool) -> None:
    """
    An overlay needs no requirements of its own, and gives a reason for each change.
    """
    assert fits is not bool(faults("ruleset", overlay(changes)))


@pytest.mark.skipif("extends" in LATER, reason="this version reads no overlays")
@pytest.mark.parametrize(("changes", "fits"), OVERLAYS.values(), ids=OVERLAYS)
def test_overlays_are_read_as_they_fit(changes: dict[str, Any], fits: bool, tmp_path: Path) -> None:
    """
    The loader reads the overlays that fit, and refuses the others.
    """
    file = tmp_path / "overlay.json"
    file.write_text(json.dumps(overlay(changes)), "utf-8")
    if fits:
        assert catalog().load_ruleset(file).id == "acme/x"
    else:
        with pytest.raises(DocumentError):
            catalog().load_ruleset(file)


@pytest.mark.parametrize(
    ("default", "fits"),
    [
        (5, True),
        ([{"since": "2026-01-01", "value": 5}], True),
        ([{"since": "2026-01-01", "value": 5, "source": "guide", "verified_on": "2026-11-22"}, {"since": "2027-01-01", "value": "6"}], True),
        ({"since": "2026-01-01", "value": 5}, True),
        ([{"since": "2026", "value": 5}], False),
        ([{"since": "2026-01-01"}], False),
        ([{"from": "2026-01-01", "value": 5}], False),
        ([], False),
    ],
)
def test_a_default_may_hold_since_a_day(default: Any, fits: bool) -> None:
    """
    A default is one value, or a list of those that hold since a day.
    """
    document = {**seen_in(asking(MD)), "parameters": {"years": {"type": "number", "default": default}}}

    assert fits is not bool(faults("ruleset", document))
