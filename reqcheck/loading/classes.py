"""
Mappings become instances of attrs classes: the fields of a class are the names that may stand there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple, TypeAlias

import attrs

from reqcheck.document import Node, Table, Text, described, quoted
from reqcheck.errors import Problem, nearest, or_choose
from reqcheck.loading.limits import RULESET_PROBLEMS as PROBLEMS
from reqcheck.loading.scalars import Misfit

#: What reads a node as a value of a type.
Hook: TypeAlias = Callable[[Any, Any], Any]


class _Field(NamedTuple):
    """
    How one field is read, and the argument that it is when an instance is made.
    """

    read: Hook
    wanted: Any
    argument: str


class ClassReader:
    """
    Reads mappings as instances of one attrs class; *hook_of* finds what reads each of its fields.

    What there is to know of the class is found out once, so that only what is written is looked at.
    """

    def __init__(self, wanted: type, hook_of: Callable[[Any], Hook]) -> None:
        fields = {each.name.rstrip("_"): each for each in attrs.fields(attrs.resolve_types(wanted)) if each.init}
        self._class = wanted
        self._fields = {name: _Field(hook_of(each), each.type, each.alias) for name, each in fields.items()}
        self._required = {name for name, each in fields.items() if each.default is attrs.NOTHING}

    def __call__(self, node: Any, _: Any = None) -> Any:
        """
        The instance that *node* describes; raises `Misfit` with every problem.
        """
        return self._made(self.arguments(node), node)

    def of(self, entries: Mapping[str, Node], node: Table) -> Any:
        """
        The instance that some *entries* of a mapping describe; it knows where they stand.
        """
        return self._made(self._given(entries, node), node)

    def arguments(self, node: Any) -> dict[str, Any]:
        """
        What *node* says of the fields, without what it leaves out.
        """
        if not isinstance(node, Table):
            raise Misfit.at(node, f"must be a mapping ({', '.join(self._fields)}), not {described(node)}")
        return self._given(node.entries, node)

    def _made(self, given: Mapping[str, Any], node: Node) -> Any:
        try:
            return self._class(**given)
        except Exception as error:  # noqa: BLE001 - the class may be a plugin's
            raise Misfit.at(node, str(error), "invalid") from None

    def _given(self, entries: Mapping[str, Node], node: Table) -> dict[str, Any]:
        fields = self._fields
        given: dict[str, Any] = {}
        wrong: dict[str, tuple[Problem, ...]] = {}
        for name, each in entries.items():
            field = fields.get(name)
            if field is None:
                wrong[name] = ()
                continue
            read, wanted, argument = field
            try:
                given[argument] = read(each, wanted)
            except Misfit as misfit:
                wrong[name] = misfit.problems
        if wrong or not self._required <= entries.keys():
            raise Misfit(*self._problems(entries, wrong, node))
        return given

    def _problems(self, entries: Mapping[str, Node], wrong: Mapping[str, tuple[Problem, ...]], node: Table) -> Iterator[Problem]:
        """
        What is wrong, in the order of the fields, and then with names that are none.

        A field that is mistyped is not missing besides.
        """
        unknown = sorted(wrong.keys() - self._fields.keys())[: PROBLEMS + 1]
        mistyped = {near for name in unknown for near in nearest(name, self._fields)}
        for name in self._fields:
            if name in self._required and name not in entries and name not in mistyped:
                yield Problem(f"`{name}` is missing", "missing", place=node.place)
            yield from wrong.get(name, ())
        for name in unknown:
            yield self._unknown(name, node)

    def _unknown(self, name: str, node: Table) -> Problem:
        message = f"unknown name {quoted(name)}{or_choose(name, list(self._fields))}"
        value = node.get(name)
        if isinstance(value, Text) and not value.value:
            message += "; if a comma broke a text in two, put the text in double quotes"
        return Problem(message, "unknown-name", place=node.key_at(name))
