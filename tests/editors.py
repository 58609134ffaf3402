"""
Documents as an editor sees them, and what its validator finds: what the tests of schemas share.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from reqcheck import Catalog, open_catalog
from reqcheck.document import Items, Node, Text
from reqcheck.loading.yaml import parse_yaml

ROOT = Path(__file__).parents[1]
ACME = ROOT / "examples" / "acme_rules.py"

#: The core schema of YAML 1.2: what a plain scalar is, by how it is written.
CORE: tuple[tuple[str, Any], ...] = (
    (r"null|Null|NULL|~|", lambda _: None),
    (r"true|True|TRUE", lambda _: True),
    (r"false|False|FALSE", lambda _: False),
    (r"[-+]?[0-9]+", int),
    (r"0o[0-7]+|0x[0-9a-fA-F]+", lambda text: int(text, 0)),
    (r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", float),
    (r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)", lambda text: float(text.replace(".", ""))),
)


def seen(node: Node) -> Any:
    """
    A node with the types that YAML 1.2 gives to scalars, where reqcheck reads their text.
    """
    if isinstance(node, Text):
        plain = () if node.quoted else CORE
        return next((read(node.value) for pattern, read in plain if re.fullmatch(pattern, node.value)), node.value)
    if isinstance(node, Items):
        return [seen(each) for each in node]
    return {key: seen(each) for key, each in node.items()}


def seen_in(text: str) -> Any:
    """
    What an editor sees in a rule set.
    """
    return seen(parse_yaml(text, "rules.yaml"))


@cache
def catalog(*plugins: Path) -> Catalog:
    return open_catalog(plugins=plugins)


@cache
def validator(document: str, *plugins: Path) -> Draft202012Validator:
    """
    What an editor or a program validates a document with.
    """
    return Draft202012Validator(catalog(*plugins).schema(document))


def faults(document: str, value: Any, *plugins: Path) -> list[str]:
    """
    What a schema finds wrong with a document.
    """
    return [f"{each.json_path}: {each.message[:200]}" for each in validator(document, *plugins).iter_errors(value)]


def loaded(file: Path) -> Any:
    return json.loads(file.read_text("utf-8"))
