"""
A document as it was written: text, lists and tables that know where they stand.

Scalars stay text until something says what type it wants, so `NO` stays NO and `1.10` stays a
version.  A file has hundreds of scalars, each with its place: they are structures of msgspec, which is
what can be made most quickly.
"""

from __future__ import annotations

from collections.abc import ItemsView, Iterator, Mapping, ValuesView
from typing import TYPE_CHECKING, TypeAlias, TypeVar, overload

import attrs
import msgspec

if TYPE_CHECKING:
    from collections.abc import Callable


class Place(msgspec.Struct, frozen=True, order=True, gc=False):
    """
    A position in a file; lines and columns count from 1.

    *file* names the file where it is not the document's own: a layer below it.
    """

    line: int
    column: int
    file: str = ""


Other = TypeVar("Other")
NOWHERE = Place(1, 1)
#: Other spellings of words.
_SPELLINGS = {"true": "yes", "false": "no"}
#: How much of a long text is quoted.
QUOTED = 80


class Text(msgspec.Struct, frozen=True, eq=False, gc=False):
    """
    A scalar.  *quoted* tells that it was written in quotes.

    Two are equal if they mean the same: unquoted `true` is `yes`, and `false` is `no`.
    """

    value: str
    place: Place = NOWHERE
    quoted: bool = False

    @property
    def canonical(self) -> str:
        """
        The text, with one spelling for yes and one for no.
        """
        return self.value if self.quoted else _SPELLINGS.get(self.value, self.value)

    def __str__(self) -> str:
        return self.value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Text) and self.canonical == other.canonical

    def __ne__(self, other: object) -> bool:
        return not self == other  # said, because a structure does not conclude it from being equal

    def __hash__(self) -> int:
        return hash(self.canonical)


@attrs.define
class Items:
    """
    A list.  Nothing changes one, although it is not frozen: that makes it more quickly.
    """

    items: tuple[Node, ...]
    place: Place = attrs.field(default=NOWHERE, eq=False)

    def __iter__(self) -> Iterator[Node]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)


@attrs.define
class Table(Mapping[str, "Node"]):
    """
    A mapping, in the order written.  *keys_at* tells where each key stands.

    Nothing changes one, although it is not frozen: that makes it more quickly.
    """

    entries: dict[str, Node]
    place: Place = attrs.field(default=NOWHERE, eq=False)
    keys_at: dict[str, Place] = attrs.field(factory=dict, eq=False)

    def __getitem__(self, key: str) -> Node:
        return self.entries[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def __contains__(self, key: object) -> bool:
        return key in self.entries

    @overload
    def get(self, key: str, /) -> Node | None: ...
    @overload
    def get(self, key: str, /, default: Node | Other) -> Node | Other: ...
    def get(self, key: str, /, default: Node | Other | None = None) -> Node | Other | None:
        """
        The value of a name, or something else; said here, like those below, because it is asked so often.
        """
        return self.entries.get(key, default)

    def items(self) -> ItemsView[str, Node]:
        """
        The names with their values.
        """
        return self.entries.items()

    def values(self) -> ValuesView[Node]:
        """
        The values, in the order of their names.
        """
        return self.entries.values()

    def key_at(self, key: str) -> Place:
        """
        Where *key* stands.
        """
        return self.keys_at.get(key, self.place)


Node: TypeAlias = Text | Items | Table


def quoted(text: str) -> str:
    """
    A text in backticks, cut where it is long.
    """
    return f"`{text}`" if len(text) <= QUOTED else f"`{text[:QUOTED]}...`"


def described(node: Node) -> str:
    """
    A node in a word, with a scalar's own text in backticks.
    """
    if isinstance(node, Text):
        return quoted(node.value) if node.value else "nothing"
    return "a list" if isinstance(node, Items) else "a mapping"


def plain(node: Node, text: Callable[[Text], object] = str) -> object:
    """
    The node as lists, dicts and whatever *text* makes of a scalar.
    """
    if isinstance(node, Text):
        return text(node)
    if isinstance(node, Items):
        return [plain(each, text) for each in node]
    return {key: plain(each, text) for key, each in node.items()}


def parameters_in(node: Node | None) -> tuple[str, ...]:
    """
    The parameters whose values a node takes, in the order in which they stand there.
    """
    found: dict[str, None] = {}
    if node is not None:
        _take_parameters(node, found)
    return tuple(found)


def _take_parameters(node: Node, found: dict[str, None]) -> None:
    if isinstance(node, Text):
        if node.value.startswith("$") and not node.value.startswith("$$"):
            found[node.value[1:]] = None
    else:
        for each in node.items if isinstance(node, Items) else node.values():
            _take_parameters(each, found)
