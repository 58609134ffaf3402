"""
The shape of a criterion: a kind with its settings, or a tree of criteria.
"""

from __future__ import annotations

from collections.abc import Mapping

from reqcheck.criterion import Criterion
from reqcheck.ruleset import TREES
from reqcheck.shapes.pieces import Schema, literally, ref, several
from reqcheck.shapes.settings import described, of_class
from reqcheck.vocabulary import Vocabulary

Kinds = Mapping[str, type[Criterion]]
EVIDENCE: dict[str, Schema] = {"evidence": ref("evidence")}


def criterion(kinds: Kinds, vocabulary: Vocabulary) -> Schema:
    """
    What says "criterion": exactly one `kind` or tree, and beside it what belongs to it.
    """
    leaves = {name: kind for name, kind in kinds.items() if name not in TREES}
    trees = {name: _tree(kinds[name], vocabulary) for name in TREES}
    return {
        "description": "One testable condition: a `kind` with its settings, or one of the trees.",
        "type": "object",
        "properties": {"kind": _kind(leaves), **trees, **EVIDENCE},
        "oneOf": [{"required": [each]} for each in ("kind", *TREES)],
        "allOf": [
            *(_of_kind(name, kind, vocabulary) for name, kind in leaves.items()),
            *(_alone(name) for name in TREES),
        ],
    }


def condition() -> Schema:
    """
    What `when` holds: values of parameters, or one criterion.
    """
    named = [{"required": [each]} for each in ("kind", *TREES)]
    value = ref("text")
    return {
        "description": "When the requirement applies: `{parameter: value}` (a list means any of these), or one criterion.",
        "type": "object",
        "minProperties": 1,
        "if": {"anyOf": named},
        "then": ref("criterion"),
        "else": {"additionalProperties": {"anyOf": [value, several(value)]}},
    }


def _kind(leaves: Kinds) -> Schema:
    """
    The name of a kind that there is, or of one of a plugin that is not here; those of the plugins
    that are here are all known.
    """
    prefixes = sorted({name.partition("/")[0] for name in leaves if "/" in name})
    others = "".join(f"(?!{literally(each)}/)" for each in prefixes)
    return {
        "description": "What is tested.",
        "anyOf": [
            *({"const": name, "description": described(kind)} for name, kind in leaves.items()),
            {"type": "string", "pattern": f"^{others}[^$/][^/]*/.", "description": "A kind of another plugin."},
            ref("placeholder"),
        ],
    }


def _of_kind(name: str, kind: type[Criterion], vocabulary: Vocabulary) -> Schema:
    beside: dict[str, Schema] = {"kind": {"const": name}, **EVIDENCE}
    return {
        "if": {"properties": {"kind": {"const": name}}, "required": ["kind"]},
        "then": of_class(kind, vocabulary, beside),
    }


def _tree(kind: type[Criterion], vocabulary: Vocabulary) -> Schema:
    """
    A tree of a single list is written as that list, and any other as a mapping.
    """
    shape = of_class(kind, vocabulary)
    alone = list(shape["properties"]) == ["of"]
    return {**(several(ref("criterion")) if alone else shape), "description": described(kind)}


def _alone(tree: str) -> Schema:
    return {
        "if": {"required": [tree]},
        "then": {"properties": {tree: True, "evidence": True}, "additionalProperties": False},
    }
