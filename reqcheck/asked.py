"""
What a requirement asks, in words: its criterion with every setting, and the parameters it uses.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from inspect import getdoc
from typing import Any, NamedTuple

import attrs

from reqcheck.criterion import Criterion, called
from reqcheck.dates import Span
from reqcheck.document import Items, Node, Table, parameters_in
from reqcheck.evidence import decimal
from reqcheck.fields import TERMS, Between
from reqcheck.floors import Floored
from reqcheck.isolation import isolated
from reqcheck.ruleset import TREES
from reqcheck.strength import DEFAULT_FLOOR, Floor, Strength
from reqcheck.vocabulary import Vocabulary


class Setting(NamedTuple):
    """
    One setting of a criterion: its *value* in words, and the *parameters* that it takes it from.

    One that the rule set does not write has its *default*.
    """

    name: str
    value: str
    parameters: tuple[str, ...] = ()
    default: bool = False


@attrs.frozen
class Asked:
    """
    What a criterion asks: its *words*, the *rule* of its kind, its *settings*, what it would be *met_by*,
    the least *evidence* it accepts, and the same of its *parts*, by name.

    There are no words, and nothing it would be met by, where a parameter is not set.
    """

    kind: str
    words: str
    rule: str
    settings: tuple[Setting, ...] = ()
    met_by: tuple[str, ...] = ()
    evidence: str = ""
    parts: Mapping[str, Asked] = attrs.field(factory=dict)

    @classmethod
    def of(cls, criterion: Criterion, node: Node, unset: frozenset[str], vocabulary: Vocabulary) -> Asked:
        """
        What *criterion* asks, built from *node*; the parameters *unset* have no value.
        """
        floor = DEFAULT_FLOOR
        while isinstance(criterion, Floored):
            floor = floor.stricter(criterion.floor)
            criterion = criterion.criterion
        known = unset.isdisjoint(parameters_in(node))
        written = written_in(node)
        return cls(
            criterion.kind,
            called(criterion) if known else "",
            " ".join((getdoc(type(criterion)) or "").split()),
            tuple(_settings(criterion, written, unset, vocabulary)),
            _met_by(criterion, vocabulary) if known else (),
            floor_words(floor),
            dict(_parts(criterion, written, unset, vocabulary)),
        )


def _met_by(criterion: Criterion, vocabulary: Vocabulary) -> tuple[str, ...]:
    """
    What would meet it, if its kind tells; nothing where a plugin fails to.
    """
    own: Any = getattr(criterion, "met_by", None)
    found: tuple[Any, ...] = isolated(lambda: tuple(own(vocabulary)), lambda _: ()) if own is not None else ()
    return found if all(isinstance(each, str) for each in found) else ()


def floor_words(floor: Floor) -> str:
    """
    A floor in words; nothing where it accepts whatever is claimed.
    """
    recently = "".join(f", verified in the last {each.text}" for each in floor.within_last)
    if floor.at_least <= DEFAULT_FLOOR.at_least and not recently:
        return ""
    return f"at least {floor.at_least.word}{recently}" if floor.at_least < Strength.VERIFIED else f"verified{recently.removeprefix(', verified')}"


def written_in(node: Node) -> Mapping[str, Node]:
    """
    The settings that a criterion is written with; those of a tree are its list.
    """
    if not isinstance(node, Table):
        return {}
    tree = next((each for each in TREES if each in node), None)
    if tree is None:
        return node
    inner = node[tree]
    return inner if isinstance(inner, Table) else {"of": inner}


def _settings(
    criterion: Criterion, written: Mapping[str, Node], unset: frozenset[str], vocabulary: Vocabulary
) -> Iterator[Setting]:
    """
    The settings that the rule set writes, then those that have a default which asks for something.
    """
    fields = [(each.name.rstrip("_"), each) for each in attrs.fields(_class_of(criterion)) if each.init]
    plain = [(name, each) for name, each in fields if not _is_part(getattr(criterion, each.name))]
    for name, each in sorted(plain, key=lambda both: both[0] not in written):
        value = getattr(criterion, each.name)
        used = parameters_in(written.get(name))
        lacking = [parameter for parameter in used if parameter in unset]
        if lacking:
            yield Setting(name, f"what {' and '.join(f'`{each}`' for each in lacking)} is set to", used)
        elif name in written or value not in (None, (), False, ""):
            yield Setting(name, in_words(value, each, vocabulary), used, name not in written and value == each.default)


def _class_of(criterion: Criterion) -> Any:
    return type(criterion)


def _is_part(value: object) -> bool:
    return hasattr(value, "assess") or (isinstance(value, tuple) and any(hasattr(each, "assess") for each in value))


def _parts(
    criterion: Criterion, written: Mapping[str, Node], unset: frozenset[str], vocabulary: Vocabulary
) -> Iterator[tuple[str, Asked]]:
    """
    The criteria inside of a criterion, by name: "0", "1" ... in a list.
    """
    for field in attrs.fields(_class_of(criterion)):
        value, node = getattr(criterion, field.name), written.get(field.name.rstrip("_"), Table({}))
        if hasattr(value, "assess"):
            yield field.name.rstrip("_"), Asked.of(value, node, unset, vocabulary)
        elif _is_part(value):
            nodes = list(node) if isinstance(node, Items) else [node] * len(value)
            for index, (each, its) in enumerate(zip(value, nodes, strict=True)):
                yield str(index), Asked.of(each, its, unset, vocabulary)


def in_words(value: Any, field: Any, vocabulary: Vocabulary) -> str:
    """
    A setting's value in words, terms with their names.
    """
    if isinstance(value, tuple) and not isinstance(value, Span):
        return " or ".join(in_words(each, field, vocabulary) for each in value)
    if isinstance(value, str) and field is not None and TERMS in field.metadata:
        return _named(value, field.metadata[TERMS], vocabulary)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Span | Between):
        return value.text
    if isinstance(value, int | Fraction):
        return decimal(value)
    if attrs.has(type(value)):
        inner = ((each, getattr(value, each.name)) for each in attrs.fields(type(value)))
        given = ((each, it) for each, it in inner if it not in (None, (), False))
        return ", ".join(f"{each.name.rstrip('_').replace('_', ' ')} {in_words(it, each, vocabulary)}" for each, it in given)
    return "nothing" if value is None else str(value)


def _named(code: str, name: str, vocabulary: Vocabulary) -> str:
    """
    A term's code, with what it stands for where that is more.
    """
    known = vocabulary[name]
    term = known.find(code)
    meaning = known.groups.get(code) or (term.name if term is not None else code)
    same = meaning.casefold().replace(" ", "_") == code.casefold().replace(" ", "_")
    return code if same else f"{code} ({meaning})"
