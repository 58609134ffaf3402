"""
Settings as text become typed values, and descriptions of criteria become criteria.

One strict converter does it for rule sets and for every kind.  It reads a scalar from its text by
the type that the field wants, and each error knows the place of what is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

import attrs
from cattrs import Converter

from reqcheck.criterion import Criterion
from reqcheck.dated import Dated, Default
from reqcheck.dates import Span
from reqcheck.document import Items, Node, Table, Text, described, quoted
from reqcheck.errors import Problem, did_you_mean, or_choose
from reqcheck.fields import ALSO, OFFERS, OPEN_TERMS, SHORTHAND, TERMS
from reqcheck.floors import Floored
from reqcheck.loading.classes import ClassReader, Hook
from reqcheck.loading.kinds import unfit
from reqcheck.loading.limits import RULESET_PROBLEMS as PROBLEMS
from reqcheck.loading.scalars import (
    Misfit,
    Unset,
    day_of,
    number_of,
    one_of,
    span_of,
    text_of,
    whole_of,
    yes_or_no,
)
from reqcheck.ruleset import TREES, Level
from reqcheck.strength import Floor, Strength
from reqcheck.vocabulary import Vocabulary

#: Beside `kind` for every criterion; some come later, and no kind may take the names.
RESERVED = ("as_of", "evidence", "pending")
#: At the top of a rule set; kept free for what comes later.
KEPT = ("dates", "duties", "define", "use")
LATER = ("as_of", "pending")
_TREES, _RESERVED = frozenset(TREES), frozenset(RESERVED)
_STRENGTHS = {each.word: each for each in Strength}
_LEVELS = {each.value: each for each in Level}


class Settings:
    """
    Reads settings with the kinds and the vocabulary of one catalog.

    *kinds* are the criterion kinds by name; *absent* tells about the plugins that failed to load.
    """

    def __init__(self, kinds: Mapping[str, type[Criterion]], vocabulary: Vocabulary, absent: str = "") -> None:
        self.kinds = kinds
        self.vocabulary = vocabulary
        self.absent = absent
        self._converter = Converter(forbid_extra_keys=True, detailed_validation=True)
        self._register_scalars()
        self._register_shapes()

    def read(self, node: Node, wanted: Any) -> Any:
        """
        The value of type *wanted* that *node* describes; raises `Misfit` with every problem.
        """
        return self._converter.structure(node, wanted)

    def reader(self, wanted: type) -> ClassReader:
        """
        What reads mappings as instances of the class *wanted*.
        """
        reader: Any = self._converter.get_structure_hook(wanted)  # a ClassReader, as for every class
        return reader  # type: ignore[no-any-return]

    # -- the types ----------------------------------------------------------------------

    def _register_scalars(self) -> None:
        register = self._converter.register_structure_hook
        register(str, text_of)
        register(int, lambda node, _: whole_of(node))
        register(Fraction, lambda node, _: number_of(node))
        register(bool, lambda node, _: yes_or_no(node))
        register(date, lambda node, _: day_of(node))
        register(Span, lambda node, _: span_of(node))
        register(Floor, lambda node, _: self._floor(node))
        register(Strength, lambda node, _: _word(node, _STRENGTHS))
        register(Level, lambda node, _: _word(node, _LEVELS))
        self._converter.register_structure_hook_func(_is_node, lambda node, _: node)
        self._converter.register_structure_hook(
            Span | str, lambda node, _: span_of(node) if isinstance(node, Table) else text_of(node)
        )
        self._converter.register_structure_hook(
            Default, lambda node, _: text_of(node) if isinstance(node, Text) else self.read(node, tuple[Dated, ...])
        )

    def _register_shapes(self) -> None:
        self._converter.register_structure_hook_factory(_is_literal, _literal)
        self._converter.register_structure_hook_factory(_is_optional, self._optional)
        self._converter.register_structure_hook_factory(_is_tuple, self._several)
        self._converter.register_structure_hook_func(
            lambda wanted: wanted is Criterion, lambda node, _: self.criterion(node)
        )
        self._converter.register_structure_hook_factory(attrs.has, lambda wanted: ClassReader(wanted, self._hook))

    def _optional(self, wanted: Any) -> Hook:
        """
        A value that may be left out: what is written is read as if it could not be.
        """
        hook: Hook = self._converter.get_structure_hook(next(each for each in get_args(wanted) if each is not NoneType))
        return hook

    def _several(self, wanted: Any) -> Hook:
        """
        One value or a list of them.
        """
        inner = get_args(wanted)[0]
        read = self._converter.get_structure_hook(inner)
        return lambda node, _: tuple(_each(node, read, inner))

    def _hook(self, field: Any) -> Hook:
        """
        What reads a field, which may hold terms of a vocabulary, or another criterion.
        """
        if TERMS in field.metadata:
            return self._terms(field)
        if SHORTHAND in field.metadata:
            return lambda node, _: self._part(node, field)
        return self._converter.get_structure_hook(field.type)

    def _terms(self, field: Any) -> Hook:
        """
        Terms of a vocabulary, each once, by their codes.
        """
        term = self._term(field)
        if not _is_tuple(field.type):
            return term
        return lambda node, _: tuple(dict.fromkeys(_each(node, term)))

    def _term(self, field: Any) -> Callable[[Any, Any], str]:
        name: str = field.metadata[TERMS]
        also, is_open, known = field.metadata[ALSO], field.metadata[OPEN_TERMS], self.vocabulary[name]

        def read(node: Any, _: Any) -> str:
            text = text_of(node)
            if text in also or isinstance(node, Unset):
                return text
            code = known.code(text)
            if code is not None:
                return code
            if is_open:
                return text
            near = known.suggest(text)
            hint = f"; did you mean `{near}`?" if near else ""
            raise Misfit.at(node, f"{quoted(text)} is not one of the {name.replace('_', ' ')} known here{hint}", "unknown-term")

        return read

    # -- criteria -----------------------------------------------------------------------

    def criterion(self, node: Any) -> Criterion:
        """
        The criterion that *node* describes: a leaf with its `kind`, or a tree.
        """
        if not isinstance(node, Table):
            raise Misfit.at(node, f"a criterion is a mapping with a `kind`, not {described(node)}")
        if _RESERVED.isdisjoint(node.entries):
            return self._leaf_or_tree(node.entries, node)
        entries = {key: each for key, each in node.entries.items() if key not in RESERVED}
        problems = [
            Problem(f"`{key}` is not known to this version of reqcheck", "later", place=node.key_at(key)) for key in LATER if key in node
        ]
        floor: Floor | None = None
        criterion: Criterion | None = None
        try:
            floor = self.read(node["evidence"], Floor) if "evidence" in node else None
        except Misfit as misfit:
            problems += misfit.problems
        try:
            criterion = self._leaf_or_tree(entries, node)
        except Misfit as misfit:
            problems += misfit.problems
        if problems or criterion is None:
            raise Misfit(*problems)
        return criterion if floor is None else Floored(criterion, floor)

    def _leaf_or_tree(self, entries: Mapping[str, Node], node: Table) -> Criterion:
        """
        The criterion that some *entries* of a mapping describe.
        """
        trees = () if _TREES.isdisjoint(entries) else [each for each in TREES if each in entries]
        if "kind" not in entries and not trees:
            names = ", ".join(f"`{each}`" for each in TREES)
            near = next((hint for key in entries if (hint := did_you_mean(key, ("kind", *TREES)))), "")
            raise Misfit.at(node, f"a criterion has a `kind`, or is one of {names}{near}", "no-kind")
        if trees and len(entries) > 1:
            others = ", ".join(f"`{each}`" for each in entries if each != trees[0])
            message = f"`{trees[0]}` stands alone in its mapping; move {others} into a criterion of its list"
            raise Misfit(Problem(message, "crowded-tree", place=node.key_at(trees[0])))
        if trees:
            return self._tree(trees[0], entries[trees[0]])
        settings = dict(entries)
        return self._leaf(settings.pop("kind"), settings, node)

    def _leaf(self, named: Node, settings: Mapping[str, Node], node: Table) -> Criterion:
        """
        A criterion of the kind that is named, with its settings.
        """
        kind = text_of(named)
        wanted = self.kinds.get(kind)
        if wanted is None or kind in TREES:
            raise Misfit(self._unknown_kind(kind, named))
        criterion: Criterion = self.reader(wanted).of(settings, node)
        if hasattr(wanted, "fits") and (problem := unfit(criterion, self.vocabulary)) is not None:
            raise Misfit.at(node, problem, "invalid")
        return criterion

    def _tree(self, name: str, node: Node) -> Criterion:
        """
        A tree written as `any_of: [...]`, or `some_of: {at_least: N, of: [...]}`.
        """
        if name == "some_of":
            if not isinstance(node, Table):
                raise Misfit.at(node, "write `some_of: {at_least: N, of: [...]}`")
        else:
            if not isinstance(node, Items):
                raise Misfit.at(node, f"`{name}` holds a list of criteria, not {described(node)}")
            node = Table({"of": node}, node.place)
        criterion: Criterion = self.read(node, self.kinds[name])
        return criterion

    def _unknown_kind(self, kind: str, node: Node) -> Problem:
        known = [each for each in self.kinds if each not in TREES]
        if "/" in kind and self.absent:
            return Problem(f"unknown kind {quoted(kind)}; {self.absent}", "kind-of-failed-plugin", place=node.place)
        return Problem(f"unknown kind {quoted(kind)}{or_choose(kind, known)}", "unknown-kind", place=node.place)

    def _part(self, node: Any, field: Any) -> Criterion:
        """
        A criterion inside of another's settings, perhaps by the word that stands for it.
        """
        words = field.metadata[SHORTHAND]
        if isinstance(node, Text):
            if node.value not in words:
                hint = or_choose(node.value, words)
                raise Misfit.at(node, f"{quoted(node.value)} is neither a criterion nor a word for one{hint}")
            entries: dict[str, Node] = {k: Text(v, node.place) for k, v in words[node.value].items()}
            node = Table(entries, node.place)
        criterion = self.criterion(node)
        offers = field.metadata[OFFERS]
        inner = criterion.criterion if isinstance(criterion, Floored) else criterion
        if offers and not hasattr(inner, offers):
            able = sorted(kind for kind, each in self.kinds.items() if hasattr(each, offers))
            raise Misfit.at(node, f"takes one criterion of kind {' or '.join(able)}, not `{inner.kind}`")
        return criterion

    def _floor(self, node: Any) -> Floor:
        read: _Floor = self.read(node, _Floor)
        return Floor(read.at_least, (read.within_last,) if read.within_last is not None else ())


@attrs.frozen(kw_only=True)
class _Floor:
    at_least: Strength = Strength.CLAIMED
    within_last: Span | None = None


# -- what the types share -------------------------------------------------------------------


def _each(node: Node, read: Hook, wanted: Any = None) -> list[Any]:
    """
    One value, or every item of a list, read; raises `Misfit` with the problems of all of them.
    """
    if not isinstance(node, Items):
        return [read(node, wanted)]
    if not node.items:
        raise Misfit.at(node, "an empty list asks for nothing; name at least one, or leave it out")
    try:
        return [read(item, wanted) for item in node.items]
    except Misfit:
        raise Misfit(*_problems(node, read, wanted)) from None


def _problems(node: Items, read: Hook, wanted: Any) -> list[Problem]:
    """
    What is wrong with the items of a list, as far as it is listed.
    """
    problems: list[Problem] = []
    for item in node.items:
        if len(problems) > PROBLEMS:
            break
        try:
            read(item, wanted)
        except Misfit as misfit:
            problems += misfit.problems
    return problems


def _literal(wanted: Any) -> Hook:
    """
    One of several words.
    """
    words = get_args(wanted)
    return lambda node, _: one_of(node, words)


def _word(node: Any, words: Mapping[str, Any]) -> Any:
    """
    What one of several words stands for; the first while the word is not known yet.
    """
    return words.get(one_of(node, words), next(iter(words.values())))


def _is_optional(wanted: Any) -> bool:
    arguments = get_args(wanted)
    return get_origin(wanted) in (Union, UnionType) and len(arguments) == 2 and NoneType in arguments


def _is_tuple(wanted: Any) -> bool:
    return get_origin(wanted) is tuple


def _is_literal(wanted: Any) -> bool:
    origin: object = get_origin(wanted)
    return origin is Literal


def _is_node(wanted: Any) -> bool:
    return wanted in (Node, Node | None)
