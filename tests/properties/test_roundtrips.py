"""
What is written and read again is the same: profiles, their views, rule sets as YAML and as JSON.
"""

from __future__ import annotations

import json
import pickle
import random
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from profiles import APART, AS_OF, KINDS, ON, catalog, documents, forests, ruleset
from worlds import Criterion, Document

from reqcheck import Floor, Profile, RuleSet, Strength

ROOT = Path(__file__).parents[2]
CANDIDATES = sorted((ROOT / "examples" / "candidates").glob("*.json"))
RULESETS = sorted((ROOT / "rulesets").glob("*.yaml"))


@st.composite
def profiles(draw: st.DrawFn) -> Document:
    """
    Profiles with records of several sections, and what is only kept.
    """
    as_of = draw(st.sampled_from(AS_OF))
    chosen = draw(st.lists(st.sampled_from(APART), min_size=1, max_size=4, unique=True))
    makers = {name: maker for kind in chosen for name, maker in KINDS[kind][1].items()}
    document = draw(documents(as_of, 2, **makers))
    document["subject"] = draw(st.sampled_from([{"id": "c-1"}, {"id": "ß", "identifiers": [{"system": "npi", "value": "1"}]}]))
    document["extensions"] = draw(st.sampled_from([{}, {"acme": {"badge": 7, "share": 0.5, "no": None, "deep": [{"x": True}]}}]))
    return document


def reordered(value: Any, draw: random.Random) -> Any:
    """
    The same document with its keys in another order; lists stay as they are.
    """
    if isinstance(value, dict):
        return {key: reordered(value[key], draw) for key in draw.sample(list(value), len(value))}
    return [reordered(each, draw) for each in value] if isinstance(value, list) else value


# -- profiles ---------------------------------------------------------------------------------


@settings(derandomize=True, deadline=None, max_examples=100)
@given(document=profiles())
def test_a_profile_that_is_written_and_read_again_is_the_same(document: Document) -> None:
    """
    from_dict of to_dict gives an equal profile with the same digest, and so does its JSON.
    """
    known = Profile.from_dict(document)

    expected = (known, known, known.digest())

    again = Profile.from_dict(known.to_dict())
    assert (again, Profile.from_json(json.dumps(known.to_dict())), again.digest()) == expected


@settings(derandomize=True, deadline=None, max_examples=100)
@given(document=profiles(), seed=st.integers(0, 99), indent=st.sampled_from([None, 0, 4]))
def test_the_digest_does_not_depend_on_the_order_of_keys_or_on_spacing(document: Document, seed: int, indent: int | None) -> None:
    """
    A profile has one digest, however its document is laid out.
    """
    text = json.dumps(reordered(document, random.Random(seed)), indent=indent, ensure_ascii=bool(seed % 2))

    expected = Profile.from_dict(document).digest()

    assert Profile.from_json(text).digest() == expected


@settings(derandomize=True, deadline=None, max_examples=60)
@given(document=profiles(), data=st.data())
def test_another_profile_has_another_digest(document: Document, data: st.DataObject) -> None:
    """
    A note on any record, or another name, changes the digest.
    """
    sections = [each for each in document if isinstance(document[each], list) and each not in ("partial", "none")]
    changed = json.loads(json.dumps(document))
    if sections:
        section = data.draw(st.sampled_from(sections))
        changed[section][0]["note"] = "a note"
    changed["subject"]["display_name"] = "Somebody"

    expected = False

    assert (Profile.from_dict(changed).digest() == Profile.from_dict(document).digest()) is expected


VIEWS = {
    "whole": lambda whole, on: whole,
    "as of": lambda whole, on: whole.as_of(on),
    "accepted": lambda whole, on: whole.accepted(Floor(Strength.DOCUMENTED), on),
    "both": lambda whole, on: whole.as_of(on).accepted(Floor(Strength.VERIFIED), on),
}


def contents(view: Profile) -> tuple[Any, ...]:
    """
    All that a check sees of a profile: its records with their pointers, and what its sections say.
    """
    sections = sorted({each.section for each in view.contradictory} | {name for _, makers in KINDS.values() for name in makers})
    return (
        {name: [(each.pointer, each) for each in view.records(name)] for name in sections},
        {name: view.is_complete(name) for name in sections},
        [each.pointer for each in view.contradictory],
        view.weakest,
        dict(view.extension("acme")),
        view.digest(),
    )


@pytest.mark.parametrize("view", VIEWS)
@settings(derandomize=True, deadline=None, max_examples=40)
@given(document=profiles(), as_of=st.sampled_from(AS_OF))
def test_a_pickled_view_of_a_profile_is_the_same_view(view: str, document: Document, as_of: date) -> None:
    """
    Sent to another process, a profile or a view of it keeps its records, their pointers and its sections.
    """
    seen = VIEWS[view](Profile.from_dict(document), as_of)

    expected = (seen, contents(seen))

    again = pickle.loads(pickle.dumps(seen))
    assert (again, contents(again)) == expected


def test_a_pickled_view_keeps_the_pointers_of_the_document() -> None:
    """
    A record that follows one that was taken out keeps its number.
    """
    document = {
        "schema": "reqcheck.profile/1",
        "licenses": [{"issued": "2030"}, {"issued": "2020", "expires": "2010"}, {"issued": "2010"}],
    }
    view = Profile.from_dict(document).as_of(ON)

    expected = (["/licenses/2"], "/licenses/2/expires", False, ["/licenses/1"])

    again = pickle.loads(pickle.dumps(view))
    found = [each.pointer for each in again.licenses]
    aside = [each.pointer for each in again.contradictory]
    assert (found, again.licenses[0].at("expires"), again.is_complete("licenses"), aside) == expected


@settings(derandomize=True, deadline=None, max_examples=40)
@given(case=forests())
def test_a_pickled_profile_is_checked_alike(case: tuple[Document, Criterion, date]) -> None:
    """
    The report on a pickled profile has the bytes of the report on the profile itself.
    """
    document, criterion, as_of = case
    known, rules = Profile.from_dict(document), ruleset({"r": {"criterion": criterion}})

    expected = catalog().check(known, rules, as_of=as_of).to_json()

    assert catalog().check(pickle.loads(pickle.dumps(known)), rules, as_of=as_of).to_json() == expected


# -- rule sets --------------------------------------------------------------------------------

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
WORDS = {"yes": "true", "no": "false", "true": "true", "false": "false"}


def as_json(node: yaml.Node) -> str:
    """
    The JSON of a YAML document: numbers, yes and no stay what they are, all else is text.
    """
    if isinstance(node, yaml.MappingNode):
        return "{" + ", ".join(f"{json.dumps(key.value)}: {as_json(value)}" for key, value in node.value) + "}"
    if isinstance(node, yaml.SequenceNode):
        return "[" + ", ".join(map(as_json, node.value)) + "]"
    text = str(node.value)
    if node.style in ("'", '"'):
        return json.dumps(text)
    return WORDS.get(text) or (text if _NUMBER.fullmatch(text) else json.dumps(text))


def values(rules: RuleSet) -> dict[str, object]:
    """
    Values for the parameters that have no default.
    """
    return {name: "CA" if each.type == "jurisdiction" else "5" for name, each in rules.parameters.items() if each.default is None}


def criteria(rules: RuleSet) -> list[tuple[object, ...]]:
    """
    The requirements of a rule set with all that they ask, as they are bound.
    """
    bound = catalog().bind(rules, values(rules), ON)
    return [
        (each.id, each.title, each.level, each.requirement.basis, each.requirement.evidence, each.requirement.note, each.criterion, each.when)
        for each in bound.requirements
    ]


@pytest.mark.parametrize("path", RULESETS, ids=lambda path: path.stem)
def test_a_rule_set_is_the_same_in_yaml_and_in_json(path: Path, tmp_path: Path) -> None:
    """
    The two forms of one rule set have equal requirements and one digest.
    """
    written = tmp_path / "rules.json"
    written.write_text(as_json(yaml.compose(path.read_text("utf-8"), Loader=yaml.BaseLoader)), "utf-8")
    first, second = catalog().load_ruleset(path), catalog().load_ruleset(written)

    expected = (first.digest(), criteria(first), first.sources, first.parameters, first.not_checked, first.version)

    assert (second.digest(), criteria(second), second.sources, second.parameters, second.not_checked, second.version) == expected


@pytest.mark.parametrize("path", RULESETS, ids=lambda path: path.stem)
def test_the_digest_of_a_rule_set_is_of_its_meaning(path: Path, tmp_path: Path) -> None:
    """
    Comments and spacing leave the digest, one changed setting does not.
    """
    text = path.read_text("utf-8")
    spaced, changed = tmp_path / "spaced.yaml", tmp_path / "changed.yaml"
    spaced.write_text("# a comment\n" + text.replace("\n\n", "\n\n\n"), "utf-8")
    changed.write_text(text.replace("level: preferred", "level: review", 1), "utf-8")
    digests = [catalog().load_ruleset(each).digest() for each in (path, spaced, changed)]

    expected = (digests[0], False)

    assert (digests[1], digests[2] == digests[0]) == expected


@pytest.mark.parametrize("path", RULESETS, ids=lambda path: path.stem)
def test_a_pickled_rule_set_checks_alike(path: Path) -> None:
    """
    A rule set that was pickled is equal, is no longer bound to a catalog, and gives the same reports.
    """
    rules = catalog().load_ruleset(path)
    candidates = [Profile.from_json(each.read_bytes()) for each in CANDIDATES]
    catalog().check(candidates[0], rules, as_of=ON, parameters=values(rules))
    again = pickle.loads(pickle.dumps(rules))

    def decided(by: RuleSet) -> list[str]:
        return [catalog().check(each, by, as_of=ON, parameters=values(rules)).to_json() for each in candidates]

    expected = (rules, rules.digest(), None, decided(rules))

    assert (again, again.digest(), again.catalog, decided(again)) == expected


@settings(derandomize=True, deadline=None, max_examples=60)
@given(case=forests())
def test_criteria_of_every_kind_survive_pickling(case: tuple[Document, Criterion, date]) -> None:
    """
    A pickled rule set of drawn criteria reports the same bytes when it is checked through a catalog.
    """
    document, criterion, as_of = case
    rules, known = ruleset({"r": {"criterion": criterion}}), Profile.from_dict(document)

    expected = catalog().check(known, rules, as_of=as_of).to_json()

    assert catalog().check(known, pickle.loads(pickle.dumps(rules)), as_of=as_of).to_json() == expected
