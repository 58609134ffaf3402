"""
Laws of layers: what an overlay without edits is, in which order layers may be joined, what a digest covers.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from profiles import ON, catalog

from reqcheck import DocumentError, Problem, RuleSet, load_profile
from reqcheck.document import Items, Table, Text, plain
from reqcheck.loading.yaml import parse_yaml
from reqcheck.rendering.written import flow, ruleset_json, ruleset_yaml, scalar

ROOT = Path(__file__).parents[2]
CANDIDATES = sorted((ROOT / "examples" / "candidates").glob("*.json"))
ROLES = {"medical-director": {"work_state": "CA"}, "chief-medical-officer": {}, "clinical-director": {}}
SCHEMA = "reqcheck.ruleset/1"
BECAUSE = {"because": "so"}
#: The quick one where it is there: both write the same.
DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
BASE: dict[str, Any] = {
    "schema": SCHEMA,
    "id": "law/base",
    "title": "A role",
    "parameters": {"years": {"type": "number", "default": 5}, "months": {"type": "number", "default": 6}},
    "requirements": {
        "a": {"criterion": {"kind": "degree", "degree": ["MD", "DO"]}},
        "b": {"criterion": {"kind": "experience", "category": "clinical", "years": "$years"}},
        "c": {"level": "preferred", "criterion": {"kind": "experience", "leadership_at_least": "director", "months": "$months"}},
        "d": {"criterion": {"kind": "license", "type": "medical"}},
    },
    "not_checked": ["Manners"],
}


def dumped(document: Mapping[str, Any]) -> str:
    return yaml.dump(dict(document), Dumper=DUMPER, sort_keys=False)


def loaded(*documents: Mapping[str, Any] | str, suffix: str = "yaml") -> RuleSet:
    """
    The first of several documents, each of which extends the next one.
    """
    with TemporaryDirectory() as folder:
        for number, each in enumerate(documents):
            below = {"extends": f"./{number + 1}.{suffix}"} if number + 1 < len(documents) else {}
            text = each if isinstance(each, str) else dumped({**each, **below})
            Path(folder, f"{number}.{suffix}").write_text(text, "utf-8")
        return catalog().load_ruleset(Path(folder, f"0.{suffix}"))


def overlay(name: str, **said: Any) -> dict[str, Any]:
    return {"schema": SCHEMA, "id": f"law/{name}", **said}


CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "a": st.just({"settings": {"degree": "DO"}, **BECAUSE}),
        "b": st.sampled_from([
            {"level": "review", **BECAUSE},
            {"settings": {"counts_from": "residency"}, **BECAUSE},
            {"title": "Work", "note": "n", **BECAUSE},
        ]),
        "c": st.just({"criterion": {"kind": "certification", "name": "ACLS"}, "level": "required", **BECAUSE}),
    },
)
SETS = st.fixed_dictionaries({}, optional={"years": st.integers(1, 9).map(lambda n: {"to": n, **BECAUSE})})


@st.composite
def overlays(draw: st.DrawFn, name: str) -> dict[str, Any]:
    """
    An overlay that changes, sets and adds, and leaves the rest to others.
    """
    said: dict[str, Any] = {"set": draw(SETS), "change": draw(CHANGES)}
    if draw(st.booleans()):
        said["requirements"] = {f"{name}-more": {"criterion": {"kind": "certification", "name": "BLS"}, **BECAUSE}}
    if draw(st.booleans()):
        said["not_checked"] = [f"What {name} leaves to people"]
    if draw(st.booleans()):
        said["title"] = f"The role at {name}"
    return overlay(name, **{key: each for key, each in said.items() if each})


@pytest.mark.parametrize("role", ROLES)
def test_an_overlay_without_edits_is_its_base(role: str) -> None:
    """
    The same requirements, and for every example the same decision, statuses and reasons.
    """
    base = catalog().load_ruleset(role)
    with TemporaryDirectory() as folder:
        file = Path(folder, "top.yaml")
        file.write_text(dumped(overlay("top", extends=role)), "utf-8")
        top = catalog().load_ruleset(file)

    assert top.requirements == base.requirements
    for each in CANDIDATES:
        one, other = (
            catalog().check(load_profile(each), rules, as_of=ON, parameters=ROLES[role]) for rules in (base, top)
        )
        assert one.decision is other.decision
        assert [(it.id, it.status, it.finding.reason.text) for it in one] == [
            (it.id, it.status, it.finding.reason.text) for it in other
        ]


QUICK = settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))


@QUICK
@given(overlays("one"), overlays("two"))
def test_layers_may_be_joined_from_below(one: dict[str, Any], two: dict[str, Any]) -> None:
    """
    What the lower layers come to, written down and extended, is what all layers come to.
    """
    whole = loaded(two, one, BASE)
    below = loaded(one, BASE)

    assert plain(loaded(two, ruleset_yaml(below)).document) == plain(whole.document)


@QUICK
@given(overlays("one"), overlays("two"))
def test_the_effective_rule_set_stands_by_itself(one: dict[str, Any], two: dict[str, Any]) -> None:
    """
    Written as YAML, with origins or without, and as JSON it is the same rule set without layers.
    """
    whole = loaded(two, one, BASE)
    again = [loaded(ruleset_yaml(whole)), loaded(ruleset_yaml(whole, origins=True)), loaded(ruleset_json(whole), suffix="json")]

    for each in again:
        assert each.document == whole.document
        assert (each.requirements, each.parameters, each.layers) == (whole.requirements, whole.parameters, ("law/two",))


@pytest.mark.parametrize("role", ROLES)
def test_a_built_in_role_is_written_down_as_it_is(role: str) -> None:
    """
    Titles with colons, quotes and notes come back as they were.
    """
    base = catalog().load_ruleset(role)

    assert loaded(ruleset_yaml(base)).document == base.document
    assert loaded(ruleset_json(base), suffix="json").digest() == base.digest()


@QUICK
@given(overlays("one"), overlays("two"), overlays("one"))
def test_the_digest_changes_with_each_layer(one: dict[str, Any], two: dict[str, Any], other: dict[str, Any]) -> None:
    """
    Two rule sets have one digest if each of their layers says the same, and only then.
    """
    assert (loaded(two, one, BASE).digest() == loaded(two, other, BASE).digest()) == (one == other)
    assert loaded(two, one, BASE).digest() != loaded(two, one, {**BASE, "version": "2"}).digest()


@QUICK
@given(overlays("one"))
def test_the_digest_stays_where_only_spacing_changes(one: dict[str, Any]) -> None:
    """
    Comments, empty lines and quotes of any layer say nothing.
    """
    spaced = "# a comment\n\n" + dumped(BASE).replace("\n  ", "\n\n  ") + "# the end\n"

    assert loaded(one, BASE).digest() == loaded(one, spaced).digest()


@settings(max_examples=200, deadline=None)
@given(st.text() | st.sampled_from(["yes", "true", "5", "1.0", "", "- a", "a: b", "a #b", "null", "~"]), st.booleans())
def test_a_text_is_written_so_that_it_is_read_again(text: str, quoted: bool) -> None:
    """
    Whatever it holds, on a line of its own, in braces and as a name; and nobody's terminal obeys it.
    """
    node = Text(text, quoted=quoted)
    lines = f"a: {scalar(node)}\nb: {flow(Table({text: Items((node, node))}))}\n"

    assert parse_yaml(lines, "x.yaml") == Table({"a": node, "b": Table({text: Items((node, node))})})
    assert lines.replace("\n", "").isprintable()


def test_the_order_of_independent_layers_is_part_of_what_they_say() -> None:
    """
    The layer above decides where two change the same thing.
    """
    six, seven = (overlay(f"n{n}", set={"years": {"to": n, **BECAUSE}}) for n in (6, 7))

    assert loaded(six, seven, BASE).parameters["years"].default == "6"
    assert loaded(seven, six, BASE).parameters["years"].default == "7"


def test_a_report_tells_its_layers() -> None:
    """
    The report has the layers, the digest of all of them and the source of a default.
    """
    top = loaded(overlay("top", sources={"s": {"title": "S"}}, set={"years": {"to": 7, "source": "s", **BECAUSE}}), BASE)
    document = catalog().check(load_profile(CANDIDATES[0]), top, as_of=date(2026, 11, 22)).to_json()

    assert '"layers":["law/top","law/base"]' in document
    assert f'"digest":"{top.digest()}"' in document
    assert '"defaults":{"years":{"source":"s"},"months":{}}' in document
    assert '"sources":{"s":{"title":"S"}}' in document


WHOLE = overlay(
    "top",
    set={"years": {"to": 7, **BECAUSE}},
    change={"a": {"settings": {"degree": "DO"}, **BECAUSE}, "b": {"level": "review", **BECAUSE}},
    remove={"c": BECAUSE},
    requirements={"more": {"criterion": {"kind": "certification", "name": "ACLS"}, **BECAUSE}},
    not_checked=["Humor"],
)
JUNK: list[Any] = [None, "", [], {}, "x", 5, ["x"], {"a": "b"}, [{"a": 1}], "$years", True]


def places(node: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inside = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    return [path, *(each for key, inner in inside for each in places(inner, (*path, key)))]


def spoiled(document: dict[str, Any], path: tuple[Any, ...], junk: Any) -> dict[str, Any]:
    """
    The document with something else at one place.
    """
    node = whole = deepcopy(document)
    for key in path[:-1]:
        node = node[key]
    node[path[-1]] = junk
    return whole


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(places(WHOLE)[1:]), st.sampled_from(places(BASE)[1:]), st.sampled_from(JUNK), st.sampled_from(["top", "base"]))
def test_whatever_stands_in_a_layer_it_loads_or_is_a_named_error(
    above: tuple[Any, ...], below: tuple[Any, ...], junk: Any, where: str
) -> None:
    """
    No value at any place of an overlay or of its base ends in anything but a rule set or its problems.
    """
    top, base = (spoiled(WHOLE, above, junk), BASE) if where == "top" else (WHOLE, spoiled(BASE, below, junk))
    problems: tuple[Problem, ...] = ()
    ruleset: RuleSet | None = None
    try:
        ruleset = loaded(top, base)
    except DocumentError as error:
        problems = error.problems

    assert bool(problems) == (ruleset is None)
    assert all(each.place is not None and each.line for each in problems)
    assert ruleset is None or loaded(ruleset_yaml(ruleset, origins=True)).document == ruleset.document
