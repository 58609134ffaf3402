"""
Rule sets to lint: examples made whole, texts with marks where something should be found.
"""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from typing import Any

import attrs
import yaml

from reqcheck import Catalog, Linted, LintFinding, open_catalog
from reqcheck.loading.rulesets import ruleset_from_yaml

ON = date(2026, 11, 22)
#: Stands in a text in front of what is found.
MARK = "▸"
#: Nothing is found in this but what the requirements have.
HEAD = """\
schema: reqcheck.ruleset/1
id: harbor/physician
title: Physician
reviewed_on: 2026-11-22
sources: {bylaws: {title: Medical Staff Bylaws}}
not_checked: [Manner with patients is judged in interviews.]
"""
BASIS = "basis: {source: bylaws}"


@cache
def catalog() -> Catalog:
    """
    The built-in kinds, opened once.
    """
    return open_catalog()


def lint(text: str, of: Catalog | None = None, **asked: Any) -> Linted:
    """
    What is found in the text of a rule set.
    """
    of = of or catalog()
    ruleset = attrs.evolve(ruleset_from_yaml(text, "t.yaml", of._settings), catalog=of)
    return of.lint(ruleset, **{"as_of": ON, **asked})


def whole(example: str) -> str:
    """
    The rule set that the example of a rule belongs to; one that cites nothing comes from the bylaws.
    """
    document = yaml.safe_load(example)
    if "schema" in document:
        return example
    if "sources" not in document:
        document["sources"] = {"bylaws": {"title": "Medical Staff Bylaws"}}
        for each in document["requirements"].values():
            each["basis"] = {"source": "bylaws"}
    return json.dumps({**yaml.safe_load(HEAD), **document}, default=str)


def asking(criterion: str, more: str = "") -> str:
    """
    A rule set of one requirement, whose criterion stands in one line; *more* are further keys of it.
    """
    return f"{HEAD}requirements:\n  r:\n    {BASIS}\n{more}    criterion: {criterion}\n"


def codes(linted: Linted) -> list[str]:
    return [each.code for each in linted.findings]


def places(found: tuple[LintFinding, ...]) -> list[tuple[str, int, int]]:
    return [(each.code, each.place.line, each.place.column) for each in found]


def marked(text: str, *expected: str) -> tuple[str, list[tuple[str, int, int]]]:
    """
    A text without its marks, and the codes that are expected at each of them.
    """
    clean, found = "", []
    parts = text.split(MARK)
    for part, code in zip(parts[:-1], expected, strict=True):
        clean += part
        found.append((code, clean.count("\n") + 1, len(clean) - clean.rfind("\n")))
    return text.replace(MARK, ""), found
