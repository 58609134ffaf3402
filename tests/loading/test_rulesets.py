"""
Rule sets from YAML: every key, every error with its place, parameters, binding, and the built-in ones.
"""

from __future__ import annotations

import json
import os
import pickle
import re
from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import attrs
import pytest

from reqcheck import (
    Catalog,
    Criterion,
    DocumentError,
    Floor,
    Level,
    Profile,
    RuleSet,
    Span,
    Status,
    Strength,
    UnknownRuleSet,
    check,
    load_ruleset,
    open_catalog,
)
from reqcheck.catalog import REMEMBERED
from reqcheck.floors import Floored
from reqcheck.ruleset import Basis, BoundRuleSet, Parameter, Source

Load = Callable[[str], RuleSet]

ON = date(2026, 11, 22)
HEAD = "schema: reqcheck.ruleset/1\nid: x\ntitle: X\n"
MD = "{kind: degree, degree: MD}"
#: Stands in a text in front of what is wrong.
MARK = "▸"


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return open_catalog()


@pytest.fixture
def load(catalog: Catalog, tmp_path: Path) -> Load:
    """
    Loads a rule set from its text.
    """

    def loaded(text: str) -> RuleSet:
        file = tmp_path / "rules.yaml"
        file.write_text(text, "utf-8")
        return catalog.load_ruleset(file)

    return loaded


def asking(criterion: str, *, top: str = "", more: str = "") -> str:
    """
    A rule set whose one requirement has this criterion.
    """
    return f"{HEAD}{top}requirements:\n  a:\n    criterion: {criterion}\n{more}"


def found(load: Load, text: str) -> list[tuple[tuple[int, int], str, str]]:
    """
    Place, code and message of everything that is wrong with a rule set.
    """
    with pytest.raises(DocumentError) as caught:
        load(text)
    return [
        ((each.place.line, each.place.column), each.code, each.message)
        for each in caught.value.problems
        if each.place is not None
    ]


def marked(text: str, *wrong: tuple[str, str]) -> tuple[str, list[tuple[tuple[int, int], str, str]]]:
    """
    A text without its marks, and what is wrong at each of them.
    """
    clean, places = "", []
    for part in text.split(MARK)[:-1]:
        clean += part
        places.append((clean.count("\n") + 1, len(clean) - clean.rfind("\n")))
    return text.replace(MARK, ""), [(place, *each) for place, each in zip(places, wrong, strict=True)]


def refused(load: Load, text: str, *wrong: tuple[str, str]) -> None:
    """
    The text is refused for what is wrong at each of its marks, and for nothing else.
    """
    clean, expected = marked(text, *wrong)

    assert expected == found(load, clean)


def bound(
    catalog: Catalog, ruleset: RuleSet, parameters: Mapping[str, object] | None = None, as_of: date = ON
) -> BoundRuleSet:
    return catalog.bind(ruleset, parameters or {}, as_of)


def criterion_of(each: BoundRuleSet, index: int = 0) -> Criterion:
    """
    The criterion of a requirement, without the floor around it.
    """
    held = each.requirements[index].criterion
    assert isinstance(held, Floored)
    return held.criterion


def settings(each: BoundRuleSet, index: int = 0) -> dict[str, Any]:
    criterion: Any = criterion_of(each, index)
    return attrs.asdict(criterion, recurse=False)


def unbound(catalog: Catalog, ruleset: RuleSet, parameters: Mapping[str, object]) -> list[tuple[str, str]]:
    """
    Code and message of everything that keeps a rule set from being bound.
    """
    with pytest.raises(DocumentError) as caught:
        catalog.bind(ruleset, parameters, ON)
    return [(each.code, each.message) for each in caught.value.problems]


# --- every key


EVERY_KEY = """\
schema: reqcheck.ruleset/1
id: acme/everything
title: Everything
version: 1.10
summary: A rule set that uses every key.
status_lasts: 90
stale_after: 30
effective: {from: 2026-01-01, until: 2027-12-31}
reviewed_on: 2026-11-22
leads_to: [acme/more, acme/most]
evidence: {at_least: documented}
sources:
  bylaws:
    title: "Bylaws: part one"
    file: bylaws.txt
    url: https://example.org/bylaws
    publisher: Acme
    published: January 2026
    read_on: 2026-11-22
    note: Read twice.
parameters:
  work_state: {type: jurisdiction, title: State, note: The state of the clinic.}
  years: {type: number, unit: years, default: 2.5, source: bylaws}
  remote: {type: yes_no, default: no}
  setting: {one_of: [hospital, clinic], default: clinic}
  name: {type: text, default: ACLS}
requirements:
  license:
    title: A license
    level: review
    basis: {source: bylaws, section: "3.1", note: Elsewhere less is asked.}
    evidence: {at_least: verified, within_last: {days: 120}}
    when: {setting: [hospital, clinic], remote: no}
    note: Ask early.
    criterion: {kind: license, jurisdiction: $work_state, evidence: {at_least: claimed}}
  work:
    criterion: {kind: experience, category: clinical, years: $years}
  nice:
    level: preferred
    criterion: {kind: certification, name: $name}
not_checked:
  - Kindness.
tests: [kept for later]
"""


def test_every_key_is_read(load: Load) -> None:
    """
    Every key of a rule set is read by the type that it has.
    """
    ruleset = load(EVERY_KEY)
    top = {
        "id": "acme/everything",
        "title": "Everything",
        "version": "1.10",
        "summary": "A rule set that uses every key.",
        "status_lasts": 90,
        "stale_after": 30,
        "reviewed_on": date(2026, 11, 22),
        "leads_to": ("acme/more", "acme/most"),
        "evidence": Floor(Strength.DOCUMENTED),
        "not_checked": ("Kindness.",),
        "layers": ("acme/everything",),
    }

    assert top == {name: getattr(ruleset, name) for name in top}
    assert ruleset.effective is not None
    assert ruleset.effective.covers(date(2026, 1, 1))
    assert ruleset.effective.covers(date(2027, 12, 31))
    assert not ruleset.effective.covers(date(2025, 12, 31))
    assert not ruleset.effective.covers(date(2028, 1, 1))


def test_sources_are_read(load: Load) -> None:
    """
    A source has a title and says where it is to be found.
    """
    expected = {
        "bylaws": Source(
            title="Bylaws: part one",
            file="bylaws.txt",
            url="https://example.org/bylaws",
            publisher="Acme",
            published="January 2026",
            read_on=date(2026, 11, 22),
            note="Read twice.",
        )
    }

    assert expected == load(EVERY_KEY).sources


def test_parameters_are_read(load: Load) -> None:
    """
    A parameter keeps its type or its list, its default as text, and what is said of it.
    """
    expected = {
        "work_state": Parameter(type="jurisdiction", title="State", note="The state of the clinic."),
        "years": Parameter(type="number", unit="years", default="2.5", source="bylaws"),
        "remote": Parameter(type="yes_no", default="no"),
        "setting": Parameter(one_of=("hospital", "clinic"), default="clinic"),
        "name": Parameter(type="text", default="ACLS"),
    }

    assert expected == load(EVERY_KEY).parameters


def test_requirements_are_read_in_order(load: Load) -> None:
    """
    Requirements stand in the order written, each with its id, level, basis and floor.
    """
    ruleset = load(EVERY_KEY)
    license_, work, nice = ruleset.requirements
    expected = Basis(source="bylaws", section="3.1", note="Elsewhere less is asked.")

    assert [("license", "A license"), ("work", None), ("nice", None)] == [
        (each.id, each.title) for each in ruleset.requirements
    ]
    assert [Level.REVIEW, Level.REQUIRED, Level.PREFERRED] == [each.level for each in ruleset.requirements]
    assert expected == license_.basis
    assert Floor(Strength.VERIFIED, (Span(0, 120),)) == license_.evidence
    assert license_.note == "Ask early."
    assert (None, None, None) == (work.basis, work.evidence, work.when)
    assert nice.when is None


def test_what_is_left_out_has_a_default(load: Load) -> None:
    """
    A rule set needs a schema, an id, a title and requirements; a status lasts 120 days, a profile 180.
    """
    ruleset = load(asking(MD))
    expected: dict[str, Any] = {
        "version": "0",
        "summary": None,
        "sources": {},
        "parameters": {},
        "not_checked": (),
        "evidence": Floor(Strength.CLAIMED),
        "status_lasts": 120,
        "stale_after": 180,
        "effective": None,
        "reviewed_on": None,
        "leads_to": (),
    }

    assert expected == {name: getattr(ruleset, name) for name in expected}


def test_a_title_defaults_to_the_words_of_the_criterion(catalog: Catalog, load: Load) -> None:
    """
    A requirement without a title is called by what its criterion asks.
    """
    ruleset = load(asking("{any_of: [{kind: degree, degree: [MD, DO]}, {kind: license, jurisdiction: CA}]}"))

    assert bound(catalog, ruleset).requirements[0].title == "any of: MD or DO degree; active license in US-CA"


@pytest.mark.parametrize("key", ["define", "dates", "duties", "use"])
def test_keys_of_a_later_version_are_named(load: Load, key: str) -> None:
    """
    A key that only a later version understands is refused by name.
    """
    refused(load, asking(MD, top=f"{MARK}{key}: x\n"), ("later", f"`{key}` is not known to this version of reqcheck"))


@pytest.mark.parametrize("key", ["as_of", "pending"])
def test_settings_of_a_later_version_are_named(load: Load, key: str) -> None:
    """
    What every criterion will take in a later version is refused by name, in leaves and in trees.
    """
    later = ("later", f"`{key}` is not known to this version of reqcheck")

    refused(load, asking(f"{{kind: degree, degree: MD, {MARK}{key}: x}}"), later)
    refused(load, asking(f"{{any_of: [{MD}], {MARK}{key}: x}}"), later)
    refused(load, asking(f"{{any_of: [{{kind: degree, degree: MD, {MARK}{key}: x}}]}}"), later)


# --- what is wrong at the top


TOP: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "no requirements": ("▸schema: reqcheck.ruleset/1\nid: x\ntitle: X\n", [("missing", "`requirements` is missing")]),
    "no name": (
        f"▸▸schema: reqcheck.ruleset/1\nrequirements:\n  a: {{criterion: {MD}}}\n",
        [("missing", "`id` is missing"), ("missing", "`title` is missing")],
    ),
    "another version": (
        f"schema: ▸reqcheck.ruleset/2\nid: x\ntitle: X\nrequirements:\n  a: {{criterion: {MD}}}\n",
        [("invalid", "`reqcheck.ruleset/2` is not `reqcheck.ruleset/1`; no other version is known here")],
    ),
    "an unknown key": (
        asking(MD, top="▸source: {}\n"),
        [("unknown-name", "unknown name `source`; did you mean `sources`?")],
    ),
    "an empty title": (
        f"schema: reqcheck.ruleset/1\nid: x\ntitle:▸\nrequirements:\n  a: {{criterion: {MD}}}\n",
        [("wrong-type", "nothing stands here; write a value or leave the name out")],
    ),
    "a number of days that is none": (
        asking(MD, top="stale_after: ▸many\n"),
        [("wrong-type", "must be a whole number, not `many`")],
    ),
    "a year as a day": (
        asking(MD, top="reviewed_on: ▸2015\n"),
        [("wrong-type", "`2015` is not one day; write 2015-01-01 or 2015-12-31")],
    ),
    "a month as a day": (
        asking(MD, top="effective: {from: ▸2024-02}\n"),
        [("wrong-type", "`2024-02` is not one day; write 2024-02-01 or 2024-02-29")],
    ),
    "days in the wrong order": (
        asking(MD, top="effective: ▸{from: 2027-01-01, until: 2026-12-31}\n"),
        [("invalid", "`from` 2027-01-01 is after `until` 2026-12-31; no day is between them")],
    ),
    "a parameter from a source that is not declared": (
        asking(MD, top="sources: {guide: {title: T}}\nparameters: {n: {type: number, source: ▸guid}}\n"),
        [("invalid", "`guid` is not one of the sources; did you mean `guide`?")],
    ),
    "a day that the calendar lacks": (
        asking(MD, top="effective: {until: ▸2023-02-29}\n"),
        [("wrong-type", "`2023-02-29` is not a day of the calendar")],
    ),
    "a day as a list": (
        asking(MD, top="reviewed_on: ▸[2026-11-22]\n"),
        [("wrong-type", "must be a full date such as 2015-01-01, not a list")],
    ),
    "a text as a mapping": (
        asking(MD, top="summary: ▸{a: b}\n"),
        [("wrong-type", "must be text, not a mapping")],
    ),
    "an empty list": (
        asking(MD, top="not_checked: ▸[]\n"),
        [("wrong-type", "an empty list asks for nothing; name at least one, or leave it out")],
    ),
    "a source without a title": (
        asking(MD, top="sources: {guide: ▸{file: x.txt}}\n"),
        [("missing", "`title` is missing")],
    ),
    "a source with an unknown key": (
        asking(MD, top="sources: {guide: {title: T, ▸pages: 3}}\n"),
        [
            (
                "unknown-name",
                "unknown name `pages`; there is `file`, `note`, `published`, `publisher`, `read_on`, `title`, `url`",
            )
        ],
    ),
    "sources as a list": (
        asking(MD, top="sources: ▸[guide]\n"),
        [("invalid", "`sources` is a mapping by name, not a list")],
    ),
    "requirements as a list": (
        f"{HEAD}requirements: ▸[a]\n",
        [("invalid", "`requirements` is a mapping by name, not a list")],
    ),
    "nothing under requirements": (
        f"{HEAD}requirements:▸\n",
        [("invalid", "`requirements` is a mapping by name, not nothing")],
    ),
    "no requirement": (
        f"{HEAD}▸requirements: {{}}\n",
        [("nothing-required", "there is no requirement, so that nothing could decide; write one")],
    ),
    "no requirement that is required": (
        f"{HEAD}▸requirements:\n  a: {{level: preferred, criterion: {MD}}}\n  b: {{level: review, criterion: {MD}}}\n",
        [
            (
                "nothing-required",
                "no requirement is required, so that nothing could decide; give one `level: required`",
            )
        ],
    ),
    "a requirement that is text": (
        f"{HEAD}requirements:\n  a: ▸MD\n",
        [
            (
                "wrong-type",
                "must be a mapping (criterion, title, level, basis, evidence, when, note), not `MD`",
            )
        ],
    ),
    "a requirement without a criterion": (
        f"{HEAD}requirements:\n  a: ▸{{title: T}}\n",
        [("missing", "`criterion` is missing")],
    ),
    "a required name that is mistyped": (
        f"{HEAD}requirements:\n  a: {{▸criteron: {MD}}}\n",
        [("unknown-name", "unknown name `criteron`; did you mean `criterion`?")],
    ),
    "a criterion in the place of a requirement": (
        f"{HEAD}requirements:\n  a: ▸{MD}\n",
        [("missing", "a criterion stands under `criterion`; write `criterion: {kind: ...}`")],
    ),
    "a tree in the place of a requirement": (
        f"{HEAD}requirements:\n  a: ▸{{title: T, any_of: [{MD}]}}\n",
        [("missing", "a criterion stands under `criterion`; write `criterion: {any_of: ...}`")],
    ),
    "an unknown level": (
        f"{HEAD}requirements:\n  a: {{level: ▸prefered, criterion: {MD}}}\n",
        [("unknown-word", "`prefered` is not possible here; did you mean `preferred`?")],
    ),
    "a basis that is text": (
        f"{HEAD}requirements:\n  a: {{basis: ▸guide, criterion: {MD}}}\n",
        [("wrong-type", "must be a mapping (source, section, note), not `guide`")],
    ),
    "a basis that is not declared": (
        f"{HEAD}sources: {{guide: {{title: T}}}}\nrequirements:\n  a: {{basis: {{source: ▸guides}}, criterion: {MD}}}\n",
        [("invalid", "`guides` is not one of the sources; did you mean `guide`?")],
    ),
    "a basis where no source is declared": (
        f"{HEAD}requirements:\n  a: {{basis: {{source: ▸guide}}, criterion: {MD}}}\n",
        [("invalid", "`guide` is not one of the sources; declare it under `sources`")],
    ),
    "a floor of an unknown strength": (
        asking(MD, top="evidence: {at_least: ▸verifyed}\n"),
        [("unknown-word", "`verifyed` is not possible here; did you mean `verified`?")],
    ),
    "a floor that is text": (
        asking(MD, top="evidence: ▸verified\n"),
        [("wrong-type", "must be a mapping (at_least, within_last), not `verified`")],
    ),
    "a key twice": (
        asking(MD, more=f"  ▸a: {{criterion: {MD}}}\n"),
        [("yaml", "`a` is written twice; it stands on line 5 already")],
    ),
}


@pytest.mark.parametrize("case", TOP)
def test_what_is_wrong_with_a_rule_set_is_told_with_its_place(load: Load, case: str) -> None:
    """
    What is wrong outside of criteria is told with its line and column, its code and what to write.
    """
    text, wrong = TOP[case]

    refused(load, text, *wrong)


@pytest.mark.parametrize("text", ["", "\n", "# nothing\n", "- a\n", "medical-director\n"])
def test_a_rule_set_is_a_mapping(load: Load, text: str) -> None:
    """
    A file that holds anything but a mapping is refused for it.
    """
    ((_, *wrong),) = found(load, text)

    assert wrong == ["not-a-mapping", "a rule set is a mapping of names to values"]


def test_a_number_of_days_is_not_negative(load: Load) -> None:
    """
    `status_lasts` and `stale_after` are numbers of days from 0.
    """
    assert load(asking(MD, top="status_lasts: 0\nstale_after: 0\n")).status_lasts == 0
    assert len(found(load, asking(MD, top="status_lasts: -1\nstale_after: -2\n"))) == 2


# --- what is wrong with a criterion


KINDS = (
    "`answer`, `board_certification`, `certification`, `degree`, `exam`, `experience`, `license`, "
    "`no_history`, `training`"
)
ANSWERS = "`equals`, `key`, `one_of`, `question`"
BROKEN_TEXT = "if a comma broke a text in two, put the text in double quotes"
A_CRITERION = "a criterion has a `kind`, or is one of `all_of`, `any_of`, `none_of`, `some_of`"
EMPTY = ("wrong-type", "an empty list asks for nothing; name at least one, or leave it out")
A_SPAN = ("wrong-type", "a length of time is {years: N}, {months: N} or {days: N}")
MONTHS = ("wrong-type", "must be a whole number of months, 1 or more")

CRITERIA: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "text": ("▸MD", [("wrong-type", "a criterion is a mapping with a `kind`, not `MD`")]),
    "nothing": ("▸{}", [("no-kind", A_CRITERION)]),
    "a list": ("▸[]", [("wrong-type", "a criterion is a mapping with a `kind`, not a list")]),
    "no kind": ("▸{knd: degree, degree: MD}", [("no-kind", f"{A_CRITERION}; did you mean `kind`?")]),
    "a tree misspelt": (f"▸{{anyof: [{MD}]}}", [("no-kind", f"{A_CRITERION}; did you mean `any_of`?")]),
    "an unknown kind": (
        "{kind: ▸licence, type: medical}",
        [("unknown-kind", "unknown kind `licence`; did you mean `license`?")],
    ),
    "a kind without a neighbour": ("{kind: ▸zzz}", [("unknown-kind", f"unknown kind `zzz`; there is {KINDS}")]),
    "a kind of nobody's plugin": (
        "{kind: ▸acme/hours, hours: 3}",
        [("unknown-kind", f"unknown kind `acme/hours`; there is {KINDS}")],
    ),
    "a tree as a kind": ("{kind: ▸all_of, of: []}", [("unknown-kind", f"unknown kind `all_of`; there is {KINDS}")]),
    "a list of kinds": ("{kind: ▸[degree], degree: MD}", [("wrong-type", "must be text, not a list")]),
    "an unknown setting": (
        "{kind: degree, ▸degrees: MD, degree: DO}",
        [("unknown-name", "unknown name `degrees`; did you mean `degree`?")],
    ),
    "a setting without a neighbour": (
        "{kind: certification, name: ACLS, ▸zzz: 1}",
        [("unknown-name", "unknown name `zzz`; there is `current`, `issuer`, `name`")],
    ),
    "a setting that is missing": (
        "▸{kind: certification, issuer: AHA}",
        [("missing", "`name` is missing")],
    ),
    "the key on": (
        "{kind: certification, name: ACLS, ▸on: 2020-01-01}",
        [("unknown-name", "unknown name `on`; there is `current`, `issuer`, `name`")],
    ),
    "an unknown term": (
        "{kind: degree, degree: ▸MDD}",
        [("unknown-term", "`MDD` is not one of the degrees known here; did you mean `MD`?")],
    ),
    "unknown terms in a list": (
        "{kind: license, jurisdiction: [CA, ▸Californa, ▸Atlantis]}",
        [
            ("unknown-term", "`Californa` is not one of the jurisdictions known here; did you mean `California`?"),
            ("unknown-term", "`Atlantis` is not one of the jurisdictions known here"),
        ],
    ),
    "a list where one is meant": (
        "{kind: certification, name: ▸[ACLS, BLS]}",
        [("wrong-type", "must be text, not a list")],
    ),
    "a list where a word is meant": (
        "{kind: license, status: ▸[active]}",
        [("wrong-type", "must be text, not a list")],
    ),
    "a list where a number is meant": (
        "{kind: experience, category: clinical, years: ▸[1, 2]}",
        [("wrong-type", "must be a number such as 5 or 2.5, not a list")],
    ),
    "a mapping where a term is meant": (
        "{kind: degree, degree: ▸{a: MD}}",
        [("wrong-type", "must be text, not a mapping")],
    ),
    "an empty list of terms": ("{kind: degree, degree: ▸[]}", [EMPTY]),
    "an empty list of texts": ("{kind: answer, key: k, question: q, one_of: ▸[]}", [EMPTY]),
    "an unknown word": (
        "{kind: license, status: ▸activ}",
        [("unknown-word", "`activ` is not possible here; did you mean `active`?")],
    ),
    "neither yes nor no": (
        "{kind: license, unrestricted: ▸maybe}",
        [("wrong-type", "must be yes or no, not `maybe`")],
    ),
    "yes in capitals": ("{kind: license, unrestricted: ▸YES}", [("wrong-type", "must be yes or no, not `YES`")]),
    "a number in words": (
        "{kind: experience, category: clinical, years: ▸five}",
        [("wrong-type", "must be a number such as 5 or 2.5, not `five`")],
    ),
    "a number with an exponent": (
        "{kind: experience, category: clinical, years: ▸1e2}",
        [("wrong-type", "must be a number such as 5 or 2.5, not `1e2`")],
    ),
    "a number in quotes": (
        '{kind: experience, category: clinical, years: ▸"5"}',
        [("wrong-type", "must be a number such as 5 or 2.5, not `5`")],
    ),
    "a fraction where a whole number is meant": (
        "{kind: experience, category: clinical, months: ▸2.5}",
        [("wrong-type", "must be a whole number, not `2.5`")],
    ),
    "nothing behind a name": (
        "{kind: degree, degree: ▸}",
        [("wrong-type", "nothing stands here; write a value or leave the name out")],
    ),
    "a span that is a number": ("{kind: license, held: ▸5}", [A_SPAN]),
    "a span of two units": ("{kind: license, held: ▸{years: 1, months: 6}}", [A_SPAN]),
    "a span of an unknown unit": ("{kind: license, held: ▸{weeks: 6}}", [A_SPAN]),
    "a span of nothing": ("{kind: license, held: ▸{}}", [A_SPAN]),
    "a span of no length": ("{kind: license, held: {years: ▸0}}", [MONTHS]),
    "a span of no whole months": ("{kind: license, held: {years: ▸0.3}}", [MONTHS]),
    "a span of no whole days": (
        "{kind: license, held: {days: ▸1.5}}",
        [("wrong-type", "must be a whole number of days, 1 or more")],
    ),
    "a span in words": (
        "{kind: license, held: {years: ▸many}}",
        [("wrong-type", "must be a number such as 5 or 2.5, not `many`")],
    ),
    "a year as a day": (
        "{kind: license, issued: {from: ▸2015}}",
        [("wrong-type", "`2015` is not one day; write 2015-01-01 or 2015-12-31")],
    ),
    "a day in words": (
        "{kind: license, issued: {until: ▸today}}",
        [("wrong-type", "`today` is not a date; write a full one such as 2015-01-01")],
    ),
    "an open end as a day": (
        "{kind: license, issued: {until: ▸..}}",
        [("wrong-type", "`..` is not a date; write a full one such as 2015-01-01")],
    ),
    "days that are a text": (
        "{kind: license, issued: ▸2015}",
        [("wrong-type", "must be a mapping (from, until), not `2015`")],
    ),
    "days from since": (
        "{kind: license, issued: {▸since: 2015-01-01}}",
        [("unknown-name", "unknown name `since`; there is `from`, `until`")],
    ),
    "two lengths": (
        "▸{kind: experience, category: clinical, years: 5, months: 3}",
        [("invalid", "a length is asked in one of `years`, `months` and `days`")],
    ),
    "no length": (
        "▸{kind: experience, category: clinical}",
        [("invalid", "a length is asked in one of `years`, `months` and `days`")],
    ),
    "a word for no criterion": (
        "{kind: experience, years: 1, counts_from: ▸residenzy}",
        [("wrong-type", "`residenzy` is neither a criterion nor a word for one; did you mean `residency`?")],
    ),
    "a criterion of another kind inside": (
        "{kind: experience, years: 1, counts_from: ▸{kind: experience, years: 1}}",
        [("wrong-type", "takes one criterion of kind degree or license or training, not `experience`")],
    ),
    "a bad criterion inside": (
        "{kind: experience, years: 1, counts_from: {kind: training, type: ▸residenzy}}",
        [("unknown-term", "`residenzy` is not one of the training types known here; did you mean `residency`?")],
    ),
    "a comma that broke a text": (
        "{kind: answer, key: k, equals: x, question: Are you willing, ▸if asked}",
        [("unknown-name", f"unknown name `if asked`; there is {ANSWERS}; {BROKEN_TEXT}")],
    ),
    "an empty tree": ("{any_of: ▸[]}", [EMPTY]),
    "a tree that is no list": ("{all_of: ▸MD}", [("wrong-type", "`all_of` holds a list of criteria, not `MD`")]),
    "a tree of one that is no list": (
        f"{{any_of: ▸{MD}}}",
        [("wrong-type", "`any_of` holds a list of criteria, not a mapping")],
    ),
    "a tree with a neighbour": (
        f"{{▸any_of: [{MD}], kind: degree}}",
        [("crowded-tree", "`any_of` stands alone in its mapping; move `kind` into a criterion of its list")],
    ),
    "two trees": (
        f"{{any_of: [{MD}], ▸all_of: [{MD}]}}",
        [("crowded-tree", "`all_of` stands alone in its mapping; move `any_of` into a criterion of its list")],
    ),
    "some of a list": (f"{{some_of: ▸[{MD}]}}", [("wrong-type", "write `some_of: {at_least: N, of: [...]}`")]),
    "some without a number": (f"{{some_of: ▸{{of: [{MD}]}}}}", [("missing", "`at_least` is missing")]),
    "none out of some": (
        f"{{some_of: ▸{{at_least: 0, of: [{MD}]}}}}",
        [("invalid", "`at_least` is from 1 to 1, the number of criteria, not 0")],
    ),
    "more than there are": (
        f"{{some_of: ▸{{at_least: 3, of: [{MD}, {MD}]}}}}",
        [("invalid", "`at_least` is from 1 to 2, the number of criteria, not 3")],
    ),
    "some of none": ("{some_of: {at_least: 1, of: ▸[]}}", [EMPTY]),
    "several at once": (
        "{any_of: [{kind: degree, degree: ▸MDD}, ▸DO, {all_of: [{kind: ▸exm}, {kind: license, ▸typ: x, held: ▸3}]}]}",
        [
            ("unknown-term", "`MDD` is not one of the degrees known here; did you mean `MD`?"),
            ("wrong-type", "a criterion is a mapping with a `kind`, not `DO`"),
            ("unknown-kind", "unknown kind `exm`; did you mean `exam`?"),
            ("unknown-name", "unknown name `typ`; did you mean `type`?"),
            A_SPAN,
        ],
    ),
    "a floor on a leaf": (
        "{kind: degree, degree: ▸MDD, evidence: {at_least: ▸sure, ▸within: 3}}",
        [
            ("unknown-term", "`MDD` is not one of the degrees known here; did you mean `MD`?"),
            (
                "unknown-word",
                "`sure` is not possible here; there is `claimed`, `documented`, `inferred`, `verified`",
            ),
            ("unknown-name", "unknown name `within`; did you mean `within_last`?"),
        ],
    ),
}


@pytest.mark.parametrize("case", CRITERIA)
def test_what_is_wrong_with_a_criterion_is_told_with_its_place(load: Load, case: str) -> None:
    """
    What is wrong with a criterion is told with its line and column, its code and what to write.
    """
    text, wrong = CRITERIA[case]

    refused(load, asking(text), *wrong)


def test_everything_is_told_at_once(load: Load) -> None:
    """
    One reading lists what is wrong with the top, the sources, the parameters and every requirement.
    """
    text = f"""\
schema: reqcheck.ruleset/1
id: x
title: X
{MARK}summry: S
reviewed_on: {MARK}2026
sources:
  guide: {{title: T, read_on: {MARK}2026-02-30}}
parameters:
  years: {MARK}{{type: numbr}}
  state: {{type: jurisdiction, {MARK}defualt: CA}}
requirements:
  a:
    basis: {{source: {MARK}guid}}
    criterion: {{kind: degree, degree: {MARK}MDD}}
  b:
    when: {{{MARK}nobody: 1}}
    criterion: {{kind: license, {MARK}typ: medical}}
"""
    clean, expected = marked(text, *[("", "")] * text.count(MARK))

    assert [place for place, *_ in expected] == [place for place, *_ in found(load, clean)]


def test_a_bad_level_does_not_hide_a_bad_criterion(load: Load) -> None:
    """
    What is wrong beside a criterion does not hide what is wrong with it.
    """
    refused(
        load,
        f"{HEAD}requirements:\n  a: {{level: ▸must, criterion: {{kind: ▸licence}}}}\n",
        ("unknown-word", "`must` is not possible here; there is `preferred`, `required`, `review`"),
        ("unknown-kind", "unknown kind `licence`; did you mean `license`?"),
    )


def test_a_bad_key_does_not_hide_a_bad_number_or_version(load: Load) -> None:
    """
    What is wrong with one key at the top does not hide what is wrong with the others.
    """
    text = (
        f"schema: {MARK}reqcheck.ruleset/2\nid: x\ntitle: X\n{MARK}foo: 1\nrequirements:\n  a: {{criterion: {MD}}}\n"
    )
    clean, expected = marked(text, ("", ""), ("", ""))

    assert [place for place, *_ in expected] == [place for place, *_ in found(load, clean)]


def test_an_error_reads_as_file_line_column_and_caret(load: Load, tmp_path: Path) -> None:
    """
    The text of an error names the file, shows the line and points at what is wrong.
    """
    with pytest.raises(DocumentError) as caught:
        load(asking("{kind: licence}"))
    expected = (
        f"{tmp_path / 'rules.yaml'}:6:23: unknown kind `licence`; did you mean `license`?\n"
        "        criterion: {kind: licence}\n"
        "                          ^"
    )

    assert expected == str(caught.value)


# --- what is read


def test_one_value_will_do_for_a_list(catalog: Catalog, load: Load) -> None:
    """
    A setting takes one value or a list, and either gives the same criterion.
    """
    one = settings(bound(catalog, load(asking("{kind: license, jurisdiction: CA}"))))
    several = settings(bound(catalog, load(asking("{kind: license, jurisdiction: [CA]}"))))

    assert one == several
    assert one["jurisdiction"] == ("US-CA",)


def test_terms_are_normalized_and_named_once(catalog: Catalog, load: Load) -> None:
    """
    Terms become the codes of the vocabulary, each once, in the order written; groups stay groups.
    """
    ruleset = load(asking("{kind: degree, degree: [D.O., M.D., MD, doctor of medicine, physician]}"))
    expected = ("DO", "MD", "physician")

    assert expected == settings(bound(catalog, ruleset))["degree"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("{years: 2}", Span(months=24), id="years"),
        pytest.param("{years: 2.5}", Span(months=30), id="half a year"),
        pytest.param("{years: 0.25}", Span(months=3), id="a quarter"),
        pytest.param("{months: 7}", Span(months=7), id="months"),
        pytest.param("{days: 120}", Span(days=120), id="days"),
    ],
)
def test_spans(catalog: Catalog, load: Load, text: str, expected: Span) -> None:
    """
    A length of time is a whole number of months or of days.
    """
    assert expected == settings(bound(catalog, load(asking(f"{{kind: license, held: {text}}}"))))["held"]


@pytest.mark.parametrize("word", ["yes", "true", "no", "false"])
def test_yes_and_no(catalog: Catalog, load: Load, word: str) -> None:
    """
    Yes and no may be written as true and false.
    """
    ruleset = load(asking(f"{{kind: license, unrestricted: {word}}}"))

    assert (word in ("yes", "true")) is settings(bound(catalog, ruleset))["unrestricted"]


def worked(days: int) -> Profile:
    """
    Somebody whose positions add up to so many days.
    """
    start = date.fromordinal(ON.toordinal() - days + 1)
    position = {"start": str(start), "end": "..", "categories": ["clinical"]}
    return Profile.from_dict({"recorded_on": str(ON), "positions": [position]})


@pytest.mark.parametrize(
    ("days", "status"), [pytest.param(912, Status.NOT_MET, id="912"), pytest.param(913, Status.MET, id="913")]
)
def test_numbers_are_exact_decimals(load: Load, days: int, status: Status) -> None:
    """
    Two and a half years are 912.5 days exactly: 912 are too few and 913 are enough.
    """
    outcome = check(worked(days), load(asking("{kind: experience, category: clinical, years: 2.5}")), as_of=ON)["a"]
    amount = outcome.finding.amount

    assert amount is not None
    assert Fraction(1825, 2) == amount.needed
    assert status is outcome.status


@pytest.mark.parametrize(
    "text",
    [
        f"{{all_of: [{MD}, {MD}]}}",
        f"{{any_of: [{MD}]}}",
        f"{{none_of: [{MD}]}}",
        f"{{some_of: {{at_least: 1, of: [{MD}, {MD}]}}}}",
        f"{{all_of: [{{any_of: [{{none_of: [{{some_of: {{at_least: 2, of: [{MD}, {MD}]}}}}]}}]}}]}}",
    ],
    ids=["all_of", "any_of", "none_of", "some_of", "nested"],
)
def test_trees(catalog: Catalog, load: Load, text: str) -> None:
    """
    A tree holds a list of criteria, which may be trees.
    """
    expected, _, _ = text[1:].partition(":")

    assert expected == criterion_of(bound(catalog, load(asking(text)))).kind


def test_the_stricter_of_two_floors_holds(catalog: Catalog, load: Load) -> None:
    """
    The floors of the rule set, the requirement and the criterion each stand; the stricter one holds.
    """
    text = (
        f"{HEAD}evidence: {{at_least: documented}}\n"
        "requirements:\n"
        "  a: {evidence: {at_least: claimed, within_last: {days: 9}}, criterion: {kind: degree, degree: MD}}\n"
        "  b: {evidence: {at_least: verified}, criterion: {kind: degree, degree: MD}}\n"
        "  c: {criterion: {kind: degree, degree: MD, evidence: {at_least: verified}}}\n"
    )
    floors = [each.criterion for each in bound(catalog, load(text)).requirements]
    expected = [Floor(Strength.DOCUMENTED, (Span(days=9),)), Floor(Strength.VERIFIED), Floor(Strength.DOCUMENTED)]

    assert expected == [each.floor for each in floors if isinstance(each, Floored)]
    assert isinstance(criterion_of(bound(catalog, load(text)), 2), Floored)


# --- parameters: what is declared


DECLARED: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "nothing": (
        "n: ▸{}",
        [("invalid", "a parameter has either a `type` (text, number, jurisdiction, yes_no) or `one_of`")],
    ),
    "a type and a list": (
        "n: ▸{type: text, one_of: [a]}",
        [("invalid", "a parameter has either a `type` (text, number, jurisdiction, yes_no) or `one_of`")],
    ),
    "an unknown type": (
        "n: ▸{type: numbr}",
        [
            (
                "invalid",
                "`numbr` is not a type of parameters (text, number, jurisdiction, yes_no); did you mean `number`?",
            )
        ],
    ),
    "an unknown key": (
        "n: {type: text, ▸defualt: a}",
        [("unknown-name", "unknown name `defualt`; did you mean `default`?")],
    ),
    "a default that is no number": (
        "n: {type: number, default: ▸many}",
        [("invalid", "`n` must be a number such as 5 or 2.5, not `many`")],
    ),
    "a default that is neither yes nor no": (
        "n: {type: yes_no, default: ▸maybe}",
        [("invalid", "`n` must be yes or no, not `maybe`")],
    ),
    "a default that is no jurisdiction": (
        "n: {type: jurisdiction, default: ▸Atlantis}",
        [("invalid", "`n` must be a jurisdiction such as CA, US-CA or California, not `Atlantis`")],
    ),
    "a default that is not in the list": (
        "n: {one_of: [hospital, clinic], default: ▸hospitl}",
        [("invalid", "`hospitl` is not possible for `n`; did you mean `hospital`?")],
    ),
    "a default that is a list": (
        "n: {type: text, default: [▸a]}",
        [("wrong-type", "must be a mapping (since, value, source, verified_on), not `a`")],
    ),
    "an empty list": ("n: {one_of: ▸[]}", [EMPTY]),
    "text": (
        "n: ▸number",
        [("wrong-type", "must be a mapping (type, one_of, title, unit, default, source, note), not `number`")],
    ),
    "a name with a dash": (
        "a-b: ▸{type: text}",
        [("invalid", "`a-b` cannot be written as `$a-b`; use letters, digits and underscores")],
    ),
}


@pytest.mark.parametrize("case", DECLARED)
def test_what_is_wrong_with_a_declaration_is_told(load: Load, case: str) -> None:
    """
    A parameter has a type or a list to choose from, and a default that fits.
    """
    text, wrong = DECLARED[case]

    refused(load, asking(MD, top=f"parameters:\n  {text}\n"), *wrong)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param(
            "{kind: license, jurisdiction: ▸$stat}",
            "no parameter `stat` is declared under `parameters`; did you mean `state`?",
            id="setting",
        ),
        pytest.param(
            "{kind: license, jurisdiction: [CA, ▸$stat]}",
            "no parameter `stat` is declared under `parameters`; did you mean `state`?",
            id="list",
        ),
        pytest.param(
            "{kind: license, held: {years: ▸$nope}}",
            "no parameter `nope` is declared under `parameters`; there is `state`",
            id="nested",
        ),
        pytest.param(
            "{any_of: [{kind: degree, degree: ▸$nope}]}",
            "no parameter `nope` is declared under `parameters`; there is `state`",
            id="tree",
        ),
        pytest.param(
            "{kind: answer, key: k, question: ▸$, equals: x}",
            "no parameter `` is declared under `parameters`; there is `state`",
            id="only the sign",
        ),
    ],
)
def test_a_parameter_is_declared(load: Load, text: str, message: str) -> None:
    """
    `$name` of a parameter that is not declared is refused where it stands.
    """
    refused(load, asking(text, top="parameters: {state: {type: jurisdiction}}\n"), ("undeclared-parameter", message))


def test_where_no_parameter_is_declared_none_is_offered(load: Load) -> None:
    """
    Without any declaration, `$name` is refused without a suggestion.
    """
    refused(
        load,
        asking("{kind: license, jurisdiction: ▸$state}"),
        ("undeclared-parameter", "no parameter `state` is declared under `parameters`"),
    )


# --- parameters: the values that are given


TYPED = """\
parameters:
  n: {type: number, default: 3}
  y: {type: yes_no, default: no}
  o: {one_of: [hospital, clinic, yes], default: clinic}
  t: {type: text, default: hello}
  j: {type: jurisdiction, default: NV}
"""

GIVEN: list[tuple[str, object, str]] = [
    *(("n", 5, "5"), ("n", "5", "5"), ("n", "5.50", "5.5"), ("n", "0", "0"), ("n", 2.5, "2.5")),
    *(("n", Fraction(5, 2), "2.5"), ("n", Fraction(4, 2), "2"), ("n", Fraction(1, 8), "0.125")),
    *(("y", True, "yes"), ("y", False, "no"), ("y", "yes", "yes"), ("y", "true", "yes"), ("y", "false", "no")),
    *(("o", "hospital", "hospital"), ("o", True, "yes"), ("t", "NO", "NO"), ("t", "a b", "a b"), ("t", 7, "7")),
    *(("t", "$n", "$n"), ("j", "CA", "US-CA"), ("j", "California", "US-CA"), ("j", "us-ca", "US-CA")),
]


@pytest.mark.parametrize(("name", "value", "expected"), GIVEN, ids=[f"{name}={value!r}" for name, value, _ in GIVEN])
def test_values_are_normalized_by_type(
    catalog: Catalog, load: Load, name: str, value: object, expected: str
) -> None:
    """
    A value may be given as text or as Python has it, and is kept as text in the form of its type.
    """
    ruleset = load(asking(MD, top=TYPED))
    defaults = {"n": "3", "y": "no", "o": "clinic", "t": "hello", "j": "US-NV"}

    assert {**defaults, name: expected} == bound(catalog, ruleset, {name: value}).parameters


MISGIVEN: list[tuple[str, object, str]] = [
    *(("n", each, f"`n` must be a number such as 5 or 2.5, not `{each}`") for each in ("many", "1/2", "1e3", " 5", "-1")),
    ("n", "9" * 16, f"`n` must be a number such as 5 or 2.5 of no more than 15 digits, not `{'9' * 16}`"),
    ("n", Fraction(1, 3), "`n` must be a number such as 5 or 2.5, not `1/3`"),
    ("n", True, "`n` must be a number such as 5 or 2.5, not `yes`"),
    ("y", "maybe", "`y` must be yes or no, not `maybe`"),
    ("y", 1, "`y` must be yes or no, not `1`"),
    ("o", "hospitl", "`hospitl` is not possible for `o`; did you mean `hospital`?"),
    ("o", "zzz", "`zzz` is not possible for `o`; there is `clinic`, `hospital`, `yes`"),
    ("j", "Atlantis", "`j` must be a jurisdiction such as CA, US-CA or California, not `Atlantis`"),
    (
        "j",
        "Californa",
        "`j` must be a jurisdiction such as CA, US-CA or California, not `Californa`; did you mean `California`?",
    ),
]


@pytest.mark.parametrize(
    ("name", "value", "message"), MISGIVEN, ids=[f"{name}={value!r}" for name, value, _ in MISGIVEN]
)
def test_a_value_that_does_not_fit_is_refused(
    catalog: Catalog, load: Load, name: str, value: object, message: str
) -> None:
    """
    A value that does not fit the type of its parameter is refused, with what would.
    """
    expected = [("bad-parameter", message)]

    assert expected == unbound(catalog, load(asking(MD, top=TYPED)), {name: value})


def test_all_bad_values_are_told_at_once(catalog: Catalog, load: Load) -> None:
    """
    Unknown parameters and bad values are listed together.
    """
    expected = [
        ("bad-parameter", "`n` must be a number such as 5 or 2.5, not `x`"),
        ("unknown-parameter", "no parameter is called `nn`; did you mean `n`?"),
        ("bad-parameter", "`y` must be yes or no, not `x`"),
    ]

    assert expected == unbound(catalog, load(asking(MD, top=TYPED)), {"n": "x", "nn": 1, "y": "x"})


def test_an_unknown_parameter_is_refused(catalog: Catalog, load: Load) -> None:
    """
    A parameter that the rule set does not declare is refused by name.
    """
    expected = [("unknown-parameter", "no parameter is called `state`; the rule set has none")]

    assert expected == unbound(catalog, load(asking(MD)), {"state": "CA"})


def test_a_parameter_stands_anywhere_in_a_criterion(catalog: Catalog, load: Load) -> None:
    """
    `$name` takes its value in settings, in lists, in nested settings and in floors.
    """
    top = (
        "parameters:\n"
        "  state: {type: jurisdiction, default: CA}\n"
        "  years: {type: number, default: 2}\n"
        "  strict: {type: yes_no, default: yes}\n"
        "  floor: {one_of: [claimed, verified], default: verified}\n"
        "  from: {type: text, default: 2015-01-01}\n"
    )
    text = (
        "{kind: license, jurisdiction: [$state, NV], held: {years: $years}, unrestricted: $strict, "
        "issued: {from: $from}, evidence: {at_least: $floor}}"
    )
    inner = criterion_of(bound(catalog, load(asking(text, top=top))))
    assert isinstance(inner, Floored)
    criterion: Any = inner.criterion

    assert ("US-CA", "US-NV") == criterion.jurisdiction
    assert Span(months=24) == criterion.held
    assert criterion.unrestricted
    assert date(2015, 1, 1) == criterion.issued.from_
    assert Floor(Strength.VERIFIED) == inner.floor


UNSET_ANYWHERE = {
    "a setting": ("license", "{kind: license, jurisdiction: $p}", "jurisdiction", "CA"),
    "a word": ("license", "{kind: license, status: $p}", "text", "any"),
    "a day": ("license", "{kind: license, issued: {from: $p}}", "text", "2015-01-01"),
    "a span": ("license", "{kind: license, held: {years: $p}}", "number", "2"),
    "yes or no": ("license", "{kind: license, unrestricted: $p}", "yes_no", "yes"),
    "a strength": ("floor", "{kind: license, evidence: {at_least: $p}}", "text", "verified"),
    "a number of criteria": ("some_of", f"{{some_of: {{at_least: $p, of: [{MD}, {MD}]}}}}", "number", "2"),
    "a share": ("experience", "{kind: experience, years: 1, fte: $p}", "text", "0.5"),
    "a word for a criterion": ("experience", "{kind: experience, years: 1, counts_from: $p}", "text", "residency"),
    "a part of an exam": ("exam", "{kind: exam, exam: USMLE, part: $p}", "text", "step 1"),
    "a look back": ("no_history", "{kind: no_history, of: exclusion, look_back: $p}", "text", "ever"),
}


@pytest.mark.parametrize("case", UNSET_ANYWHERE)
def test_a_parameter_without_a_default_stands_anywhere(catalog: Catalog, load: Load, case: str) -> None:
    """
    A rule set can be read before its parameters are set, wherever they stand, and asks for them by name.
    """
    kind, text, type_, value = UNSET_ANYWHERE[case]
    ruleset = load(asking(text, top=f"parameters: {{p: {{type: {type_}, title: The title}}}}\n"))
    expected = [("unset-parameter", "`p` (The title) is not set; x asks for it: --set p=VALUE")]

    assert expected == unbound(catalog, ruleset, {})
    assert kind == criterion_of(bound(catalog, ruleset, {"p": value})).kind


def test_a_dollar_sign_is_written_twice(catalog: Catalog, load: Load) -> None:
    """
    `$$` is a dollar sign, and one inside of a text needs nothing.
    """
    text = '{kind: answer, key: "a$b", question: "$$5 or more?", equals: $$n}'
    found_ = settings(bound(catalog, load(asking(text, top=TYPED))))

    assert ("a$b", "$5 or more?", "$n") == (found_["key"], found_["question"], found_["equals"])


def test_a_value_that_misfits_its_setting_is_told_where_the_parameter_stands(catalog: Catalog, load: Load) -> None:
    """
    A value that fits its parameter and not the setting is refused at the place of the `$name`.
    """
    clean, [(place, *expected)] = marked(
        asking("{kind: board_certification, board: ▸$t}", top=TYPED),
        ("unknown-term", "`ABMSS` is not one of the boards known here; did you mean `ABMS`?"),
    )
    ruleset = load(clean.replace("default: hello", "default: ABMS"))
    with pytest.raises(DocumentError) as caught:
        catalog.bind(ruleset, {"t": "ABMSS"}, ON)
    (problem,) = caught.value.problems
    assert problem.place is not None

    assert expected == [problem.code, problem.message]
    assert place == (problem.place.line, problem.place.column)
    assert caught.value.source == ruleset.file


def test_a_number_of_criteria_is_checked_when_it_is_known(catalog: Catalog, load: Load) -> None:
    """
    `at_least` may be a parameter, and a value out of range is refused when it is given.
    """
    text = f"{{some_of: {{at_least: $k, of: [{MD}, {MD}]}}}}"
    ruleset = load(asking(text, top="parameters: {k: {type: number}}\n"))
    expected = [("invalid", "`at_least` is from 1 to 2, the number of criteria, not 3")]

    assert settings(bound(catalog, ruleset, {"k": 2}))["at_least"] == 2
    assert expected == unbound(catalog, ruleset, {"k": 3})


# --- when


WHEN = """\
parameters:
  setting: {one_of: [hospital, managed_care], default: hospital}
  years: {type: number}
  state: {type: jurisdiction}
"""


def when(text: str, criterion: str = MD) -> str:
    return f"{HEAD}{WHEN}requirements:\n  a: {{when: {text}, criterion: {criterion}}}\n"


@pytest.mark.parametrize(
    ("text", "values", "applies"),
    [
        pytest.param("{setting: hospital}", {}, True, id="default"),
        pytest.param("{setting: managed_care}", {}, False, id="another than the default"),
        pytest.param("{setting: managed_care}", {"setting": "managed_care"}, True, id="given"),
        pytest.param("{setting: [hospital, managed_care]}", {}, True, id="one of several"),
        pytest.param("{setting: hospital, years: 5}", {"years": "5.0"}, True, id="both"),
        pytest.param("{setting: hospital, years: 5}", {"years": 4}, False, id="only one of both"),
        pytest.param("{years: [1, 2]}", {"years": 2}, True, id="numbers"),
        pytest.param("{state: California}", {"state": "CA"}, True, id="by any name"),
        pytest.param("{setting: $setting}", {}, True, id="a parameter on both sides"),
        pytest.param(MD, {}, True, id="criterion"),
        pytest.param(f"{{any_of: [{MD}]}}", {}, True, id="tree"),
    ],
)
def test_when_a_requirement_applies(
    catalog: Catalog, load: Load, text: str, values: dict[str, object], applies: bool
) -> None:
    """
    `when` compares values of parameters, all of them, or holds one criterion.
    """
    (requirement,) = bound(catalog, load(when(text)), values).requirements

    assert applies is (requirement.criterion is not None)
    assert ("kind" in text or "any_of" in text) is (requirement.when is not None)


@pytest.mark.parametrize(
    ("text", "code", "message"),
    [
        pytest.param(
            "▸x", "wrong-type", "`when` names values of parameters ({name: value}) or holds one criterion", id="text"
        ),
        pytest.param(
            "▸[]", "wrong-type", "`when` names values of parameters ({name: value}) or holds one criterion", id="list"
        ),
        pytest.param(
            "▸{}", "wrong-type", "`when` names values of parameters ({name: value}) or holds one criterion", id="empty"
        ),
        pytest.param(
            "{▸settin: hospital}",
            "undeclared-parameter",
            "no parameter `settin` is declared under `parameters`; did you mean `setting`?",
            id="undeclared",
        ),
        pytest.param(
            "{setting: ▸hospitl}",
            "wrong-type",
            "`hospitl` is not possible for `setting`; did you mean `hospital`?",
            id="another value",
        ),
        pytest.param(
            "{years: ▸many}", "wrong-type", "`years` must be a number such as 5 or 2.5, not `many`", id="no number"
        ),
        pytest.param("{setting: ▸{a: b}}", "wrong-type", "must be a value of the parameter, not a mapping", id="mapping"),
        pytest.param(
            "{kind: ▸degre}", "unknown-kind", "unknown kind `degre`; did you mean `degree`?", id="unknown kind"
        ),
        pytest.param(
            "{kind: license, jurisdiction: ▸$stat}",
            "undeclared-parameter",
            "no parameter `stat` is declared under `parameters`; did you mean `state`?",
            id="undeclared in a criterion",
        ),
    ],
)
def test_what_is_wrong_with_when_is_told(load: Load, text: str, code: str, message: str) -> None:
    """
    A `when` that names no parameter, or a value that it cannot have, is refused where it stands.
    """
    refused(load, when(text), (code, message))


@pytest.mark.parametrize(
    ("text", "criterion", "values", "asked"),
    [
        pytest.param("{setting: hospital}", "{kind: license, jurisdiction: $state}", {}, ["state"], id="applies"),
        pytest.param("{setting: managed_care}", "{kind: license, jurisdiction: $state}", {}, [], id="does not apply"),
        pytest.param("{years: 5}", MD, {}, ["years"], id="asked by when itself"),
        pytest.param("{kind: license, jurisdiction: $state}", MD, {}, ["state"], id="asked by a criterion of when"),
        pytest.param(
            "{years: 5}", "{kind: license, jurisdiction: $state}", {"years": 4}, [], id="does not apply, given"
        ),
        pytest.param(
            "{setting: hospital}",
            "{all_of: [{kind: license, jurisdiction: $state}, {kind: experience, years: $years}]}",
            {},
            ["state", "years"],
            id="several",
        ),
    ],
)
def test_a_parameter_is_asked_for_only_where_a_requirement_that_applies_uses_it(
    catalog: Catalog, load: Load, text: str, criterion: str, values: dict[str, object], asked: list[str]
) -> None:
    """
    What nobody set is asked for by name, if a requirement that applies uses it, and else not.
    """
    ruleset = load(when(text, criterion))
    expected = [("unset-parameter", f"`{name}` is not set; x asks for it: --set {name}=VALUE") for name in asked]

    if asked:
        assert expected == unbound(catalog, ruleset, values)
    else:
        assert bound(catalog, ruleset, values).requirements[0].criterion is None


def test_what_is_asked_for_does_not_depend_on_the_order_of_the_choices(catalog: Catalog, load: Load) -> None:
    """
    Where it is not known whether a requirement applies, only what would settle that is asked for.
    """
    top = "parameters: {where: {one_of: [clinic, hospital]}, state: {type: jurisdiction}}\n"
    requirement = "requirements:\n  a: {when: {where: WHERE}, criterion: {kind: license, jurisdiction: $state}}\n"
    expected = [("unset-parameter", "`where` is not set; x asks for it: --set where=VALUE")]

    for where in ("clinic", "hospital"):
        assert expected == unbound(catalog, load(HEAD + top + requirement.replace("WHERE", where)), {})


def test_a_parameter_that_nothing_uses_is_not_asked_for(catalog: Catalog, load: Load) -> None:
    """
    A declared parameter without a value is no obstacle where no criterion names it.
    """
    ruleset = load(asking(MD, top="parameters: {state: {type: jurisdiction}}\n"))

    assert not bound(catalog, ruleset).parameters


def test_what_does_not_apply_is_still_read(load: Load) -> None:
    """
    A requirement whose `when` is false by default is checked like the others when it is loaded.
    """
    refused(
        load,
        when("{setting: managed_care}", "{kind: ▸licence}"),
        ("unknown-kind", "unknown kind `licence`; did you mean `license`?"),
    )


# --- binding


def test_a_binding_is_remembered(catalog: Catalog, load: Load) -> None:
    """
    The same catalog, parameters and day give the very same binding; others give another.
    """
    ruleset = load(asking(MD, top=TYPED))
    first = catalog.bind(ruleset, {"n": 5}, ON)

    assert first is catalog.bind(ruleset, {"n": 5}, ON)
    assert first is not catalog.bind(ruleset, {"n": 6}, ON)
    assert first is not catalog.bind(ruleset, {"n": 5}, date(2026, 11, 23))
    assert first is not open_catalog().bind(ruleset, {"n": 5}, ON)


def test_only_the_last_bindings_are_remembered(catalog: Catalog, load: Load) -> None:
    """
    A rule set that is bound again and again forgets the oldest of its bindings.
    """
    ruleset = load(asking(MD, top=TYPED))
    first = catalog.bind(ruleset, {"n": 0}, ON)
    for number in range(1, REMEMBERED + 1):
        catalog.bind(ruleset, {"n": number}, ON)

    assert REMEMBERED == len(ruleset.bindings)
    assert first is not catalog.bind(ruleset, {"n": 0}, ON)
    assert first == catalog.bind(ruleset, {"n": 0}, ON)


def test_values_that_look_alike_are_not_confused(catalog: Catalog, load: Load) -> None:
    """
    True and "True", which differ as values of a text, give different bindings.
    """
    ruleset = load(asking("{kind: answer, key: k, question: q, equals: $t}", top=TYPED))
    expected = ["yes", "True", "1", "1"]

    assert expected == [settings(bound(catalog, ruleset, {"t": each}))["equals"] for each in (True, "True", 1, "1")]


def test_a_binding_that_failed_is_tried_again(catalog: Catalog, load: Load) -> None:
    """
    A value that is missing once can be given the next time.
    """
    ruleset = load(asking("{kind: license, jurisdiction: $s}", top="parameters: {s: {type: jurisdiction}}\n"))

    assert unbound(catalog, ruleset, {})
    assert settings(bound(catalog, ruleset, {"s": "CA"}))["jurisdiction"] == ("US-CA",)
    assert unbound(catalog, ruleset, {})


def test_a_named_day_that_no_criterion_could_use_is_refused(catalog: Catalog, load: Load) -> None:
    """
    Only a criterion of a plugin can use a named day; without one the day is refused, and told what is near.
    """
    ruleset = load(asking(MD, top=TYPED))
    with pytest.raises(DocumentError) as caught:
        catalog.bind(ruleset, {"n": 5}, ON, {"start": ON, "nn": ON})
    expected = [
        "`start` is asked by no criterion of x: none uses a named day; leave it out",
        "`nn` is asked by no criterion of x: none uses a named day; did you mean `n`, which is a parameter?",
    ]

    assert expected == [each.message for each in caught.value.problems]


def test_a_binding_knows_what_it_was_made_of(tmp_path: Path) -> None:
    """
    A binding keeps the rule set, the day, the dates and the values that it was made with.
    """
    catalog = open_catalog(plugins=[Path(__file__).parents[2] / "examples" / "acme_rules.py"])
    file = tmp_path / "rules.yaml"
    file.write_text(asking("{kind: acme/telehealth_hours, hours: 3}", top=TYPED), "utf-8")
    ruleset = catalog.load_ruleset(file)
    made = catalog.bind(ruleset, {"n": 5}, ON, {"start": date(2027, 1, 1)})

    assert ruleset is made.ruleset
    assert ON == made.on
    assert {"start": date(2027, 1, 1)} == made.dates
    assert list(made.parameters) == list(ruleset.parameters)


# --- pickling, equality and the digest


def test_a_rule_set_is_pickled_without_its_catalog(load: Load) -> None:
    """
    A rule set goes to a worker without its catalog and its bindings, and can be checked there.
    """
    ruleset = load(asking(MD))
    expected = check(Profile.from_dict({}), ruleset, as_of=ON)
    copy = pickle.loads(pickle.dumps(ruleset))

    assert ruleset.bindings
    assert ruleset.catalog is not None
    assert ruleset == copy
    assert not copy.bindings
    assert copy.catalog is None
    assert ruleset.digest() == copy.digest()
    assert expected.to_json() == check(Profile.from_dict({}), attrs.evolve(copy, catalog=open_catalog()), as_of=ON).to_json()
    assert expected.decision == check(Profile.from_dict({}), copy, as_of=ON).decision


def test_a_rule_set_is_equal_wherever_it_was_read(load: Load, tmp_path: Path) -> None:
    """
    Neither the file nor the catalog nor the bindings are compared.
    """
    one = load(asking(MD))
    other = tmp_path / "other.yaml"
    other.write_text(f"# the same\n{asking(MD)}")

    assert one == open_catalog().load_ruleset(other)
    assert one != load(asking("{kind: degree, degree: DO}"))


SAME = {
    "comments": asking(MD).replace("requirements:", "# a comment\nrequirements: # another"),
    "spacing": asking("{ kind:   degree,\n      degree: MD }\n"),
    "blocks": asking("\n      kind: degree\n      degree: MD"),
    "quotes": asking("{kind: 'degree', degree: \"MD\"}"),
    "the order of settings": asking("{degree: MD, kind: degree}"),
    "the order of keys": "title: X\nid: x\n" + asking(MD).replace("id: x\ntitle: X\n", ""),
    "JSON": json.dumps(
        {
            "schema": "reqcheck.ruleset/1",
            "id": "x",
            "title": "X",
            "requirements": {"a": {"criterion": {"kind": "degree", "degree": "MD"}}},
        }
    ),
}
OTHER = {
    "an id": asking(MD).replace("id: x", "id: y"),
    "a title": asking(MD).replace("title: X", "title: Y"),
    "a version": asking(MD, top="version: 1\n"),
    "a setting": asking("{kind: degree, degree: DO}"),
    "a level": asking(f"{MD}\n    level: review", more=f"  b: {{criterion: {MD}}}\n"),
    "a requirement more": asking(MD, more=f"  b: {{criterion: {MD}}}\n"),
    "another name": asking(MD).replace("  a:", "  b:"),
    "a floor": asking(MD, top="evidence: {at_least: verified}\n"),
    "what is not checked": asking(MD, top="not_checked: [Kindness]\n"),
}


@pytest.mark.parametrize("case", SAME)
def test_a_digest_stays_where_the_meaning_stays(load: Load, case: str) -> None:
    """
    Comments, spacing, quotes and the order of names are no part of what a rule set means.
    """
    assert load(asking(MD)).digest() == load(SAME[case]).digest()


@pytest.mark.parametrize("case", OTHER)
def test_a_digest_changes_with_the_meaning(load: Load, case: str) -> None:
    """
    Whatever could change a report changes the digest.
    """
    assert load(asking(MD)).digest() != load(OTHER[case]).digest()


def test_a_digest_has_one_spelling_for_yes(load: Load) -> None:
    """
    Yes and true are the same setting, and so are no and false.
    """
    digests = [load(asking(f"{{kind: license, unrestricted: {each}}}")).digest() for each in ("yes", "true", "no")]

    assert digests[0] == digests[1] != digests[2]
    assert re.fullmatch("sha256:[0-9a-f]{64}", digests[0])


def test_a_digest_changes_with_the_order_of_requirements(load: Load) -> None:
    """
    Requirements are reported in their order, so that another order is another rule set.
    """
    one = f"{HEAD}requirements:\n  a: {{criterion: {MD}}}\n  b: {{criterion: {MD}}}\n"
    other = f"{HEAD}requirements:\n  b: {{criterion: {MD}}}\n  a: {{criterion: {MD}}}\n"

    assert load(one).digest() != load(other).digest()


# --- finding rule sets


BUILT_IN = ["chief-medical-officer", "clinical-director", "medical-director"]


def test_the_built_in_rule_sets_are_found_by_name(catalog: Catalog) -> None:
    """
    The catalog lists the three roles that come with it, and they load by their ids.
    """
    assert BUILT_IN == list(catalog.rulesets())
    assert BUILT_IN == [catalog.load_ruleset(each).id for each in BUILT_IN]
    assert BUILT_IN == [load_ruleset(each).id for each in BUILT_IN]


def test_a_name_that_nobody_has_is_refused(catalog: Catalog) -> None:
    """
    An unknown rule set is refused by name with the nearest one, or all there are.
    """
    with pytest.raises(UnknownRuleSet) as near:
        catalog.load_ruleset("medical-directer")
    with pytest.raises(UnknownRuleSet) as far:
        catalog.load_ruleset("zzz")

    assert str(near.value) == "no rule set is called `medical-directer`; did you mean `medical-director`?"
    assert str(far.value) == (
        "no rule set is called `zzz`; there is `chief-medical-officer`, `clinical-director`, `medical-director`"
    )
    assert tuple(BUILT_IN) == near.value.known


@pytest.mark.parametrize("as_text", [True, False], ids=["text", "path"])
def test_a_rule_set_is_found_by_path(catalog: Catalog, tmp_path: Path, as_text: bool) -> None:
    """
    A path, or a name with a suffix, is a file; JSON will do.
    """
    file = tmp_path / "rules.json"
    file.write_text(SAME["JSON"])
    ruleset = catalog.load_ruleset(str(file) if as_text else file)

    assert ruleset.id == "x"
    assert str(file) == ruleset.file


@pytest.mark.parametrize("name", ["none.yaml", "folder.yaml", "latin.yaml"])
def test_a_file_that_cannot_be_read_is_named(catalog: Catalog, tmp_path: Path, name: str) -> None:
    """
    A rule set that is not there, is a folder or is not UTF-8 is a problem that names the file.
    """
    (tmp_path / "folder.yaml").mkdir()
    (tmp_path / "latin.yaml").write_bytes("title: Ä".encode("latin-1"))
    reasons = {
        "none.yaml": "No such file or directory",
        "folder.yaml": "Is a directory",
        "latin.yaml": "it is not UTF-8 text",
    }
    with pytest.raises(DocumentError) as caught:
        catalog.load_ruleset(tmp_path / name)

    assert f"{tmp_path / name}: cannot be read: {reasons[name]}" == str(caught.value)


# --- the built-in rule sets


REQUIRED, PREFERRED = Level.REQUIRED, Level.PREFERRED
ROLES: dict[str, dict[str, Level]] = {
    "medical-director": {
        "medical-degree": REQUIRED,
        "residency": REQUIRED,
        "licensing-examination": REQUIRED,
        "license": REQUIRED,
        "board-certification": REQUIRED,
        "clinical-experience": REQUIRED,
        "fellowship": PREFERRED,
        "management-degree": PREFERRED,
    },
    "chief-medical-officer": {
        "medical-degree": REQUIRED,
        "license": REQUIRED,
        "medical-leadership": REQUIRED,
        "clinical-experience": REQUIRED,
        "administrative-experience": REQUIRED,
        "leadership-training": PREFERRED,
    },
    "clinical-director": {
        "health-degree": REQUIRED,
        "healthcare-experience": REQUIRED,
        "doctorate": PREFERRED,
    },
}
SEEDS = {
    "000_267de0f1dc4001fb.txt",
    "001_88c676014f811f5a.txt",
    "002_0685fecb38c06277.txt",
    "003_32dac74f024147bc.txt",
}


def seed(name: str) -> str:
    """
    The text of a document that the built-in rule sets are taken from; skips where it is not there.
    """
    named = os.environ.get("REQCHECK_SHARED")
    folder = Path(named) if named else Path(__file__).parents[3] / "shared"
    file = folder / "seeds" / name
    if not file.exists():
        pytest.skip(f"no {name}; name the shared folder in REQCHECK_SHARED")
    return file.read_text("utf-8")


@pytest.mark.parametrize("name", ROLES)
def test_a_role_asks_for_what_the_table_says(name: str) -> None:
    """
    The requirements of a built-in role, in order, and what each does to the decision.
    """
    ruleset = load_ruleset(name)

    assert ROLES[name] == {each.id: each.level for each in ruleset.requirements}
    assert list(ROLES[name]) == [each.id for each in ruleset.requirements]


@pytest.mark.parametrize("name", ROLES)
def test_a_role_can_be_bound_to_a_state(name: str) -> None:
    """
    Everything that a built-in role leaves open but the state of work has a default.
    """
    ruleset = load_ruleset(name)
    open_ = [each for each, parameter in ruleset.parameters.items() if parameter.default is None]
    report = check(Profile.from_dict({}), ruleset, as_of=ON, parameters=dict.fromkeys(open_, "CA"))

    assert (["work_state"] if name == "medical-director" else []) == open_
    assert list(ROLES[name]) == [each.id for each in report]


@pytest.mark.parametrize("name", ROLES)
def test_a_role_says_what_it_leaves_to_people(name: str) -> None:
    """
    Every built-in role has something that it does not check, a version and a day of review.
    """
    ruleset = load_ruleset(name)

    assert ruleset.not_checked
    assert ruleset.version
    assert ruleset.summary
    assert ruleset.reviewed_on is not None


@pytest.mark.parametrize("name", ROLES)
def test_every_requirement_of_a_role_names_its_source(name: str) -> None:
    """
    Every requirement and every parameter with a number of ours names a declared source that is used.
    """
    ruleset = load_ruleset(name)
    bases = {each.basis.source for each in ruleset.requirements if each.basis is not None}

    assert all(each.basis is not None and each.basis.section for each in ruleset.requirements)
    assert set(ruleset.sources) == bases
    assert {each.source for each in ruleset.parameters.values()} <= set(ruleset.sources)
    assert {each.file for each in ruleset.sources.values()} <= SEEDS


def test_the_roles_rest_on_all_four_documents() -> None:
    """
    The three roles together are taken from the four documents.
    """
    assert SEEDS == {each.file for name in ROLES for each in load_ruleset(name).sources.values()}


def lines(text: str) -> set[str]:
    return {" ".join(each.split()) for each in text.splitlines()}


@pytest.mark.parametrize("name", ROLES)
def test_every_section_that_is_cited_occurs_in_its_document(name: str) -> None:
    """
    The section that a requirement cites is a line of the document that it names.
    """
    ruleset = load_ruleset(name)
    cited = [(ruleset.sources[each.basis.source].file or "", each.basis.section) for each in ruleset.requirements if each.basis]
    missing = [(file, section) for file, section in cited if section not in lines(seed(file))]

    assert not missing


@pytest.mark.parametrize("name", ROLES)
def test_every_section_in_a_note_occurs_in_its_document(name: str) -> None:
    """
    A note that names a document and a section, as in `001 (Job Requirements)`, names a line of it.
    """
    ruleset = load_ruleset(name)
    notes = [each.basis.note or "" for each in ruleset.requirements if each.basis]
    files = {each[:3]: each for each in SEEDS}
    cited = [each for note in notes for each in re.findall(r"\b(00[0-3]) \(([^)]*)\)", note)]
    missing = [(number, section) for number, section in cited if section not in lines(seed(files[number]))]

    assert not missing


@pytest.mark.parametrize("name", ROLES)
def test_the_titles_of_sources_are_their_own(name: str) -> None:
    """
    The title that a source is given occurs in its document, apostrophes aside.
    """
    for each in load_ruleset(name).sources.values():
        text = seed(each.file or "").replace("’", "'")  # noqa: RUF001 - as the documents have it

        assert each.title in text or each.title.lower() in text.lower()


def test_a_medical_director_may_become_a_chief_medical_officer() -> None:
    """
    The roles that a rule set leads to are rule sets.
    """
    assert {name: load_ruleset(name).leads_to for name in ROLES} == {
        "medical-director": ("chief-medical-officer",),
        "chief-medical-officer": (),
        "clinical-director": (),
    }
