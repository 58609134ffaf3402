"""
What a rule set extends: the documents below it, found by id or by a path that stays in one folder.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from itertools import chain
from pathlib import Path, PurePosixPath
from posixpath import dirname
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from reqcheck.document import Node, Text, described, quoted
from reqcheck.errors import DocumentError, Problem, did_you_mean, or_choose
from reqcheck.loading.files import text_of
from reqcheck.loading.limits import LAYERS, RULESET_BYTES
from reqcheck.loading.scalars import Misfit
from reqcheck.loading.yaml import parse_yaml
from reqcheck.ruleset import Layer

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

#: The rule sets that can be named, by their ids.
Known: TypeAlias = "Callable[[], Mapping[str, Traversable]]"

_FILES = (".yaml", ".yml", ".json")


class Spot(NamedTuple):
    """
    A file that holds a layer, and the folder that paths from it may not leave; neither for a text.

    *identity* is the same for one file, however it was named.
    """

    file: Traversable | None = None
    root: Path | None = None
    identity: object = None

    @classmethod
    def of(cls, file: Traversable) -> Spot:
        """
        A file that was named: its own folder is the root of what it extends.
        """
        return cls.below(file, file.parent) if isinstance(file, Path) else cls(file, None, str(file))

    @classmethod
    def below(cls, file: Path, root: Path) -> Spot:
        """
        A file in a folder that it may not leave, or below it; raises `OSError` where there is none.
        """
        found = file.stat()
        return cls(file, root, (found.st_dev, found.st_ino))


#: Where a text stands that was read from no file.
NOWHERE = Spot()
#: How many documents a shelf remembers.
REMEMBERED = 16


class Shelf:
    """
    The rule sets *known* by id, and the layers that were parsed last: many overlays share a base.

    A layer is remembered by its text, so that no change of a file is missed.
    """

    def __init__(self, known: Known = dict) -> None:
        self.known = known
        self._parsed: dict[tuple[str, str], Layer] = {}

    def layer(self, text: str, source: str, repeated: list[Problem]) -> Layer:
        """
        The document in a text; names that are written twice are noted in *repeated*.
        """
        layer = self._parsed.get((text, source))
        if layer is None:
            wrong: list[Problem] = []
            layer = Layer.of(parse_yaml(text, source, wrong, source), source, text)
            repeated += wrong
            if not wrong:
                self._keep(layer)
        return layer

    def _keep(self, layer: Layer) -> None:
        while len(self._parsed) >= REMEMBERED:
            self._parsed.pop(next(iter(self._parsed)), None)
        self._parsed[layer.text, layer.file] = layer


def extend(
    stack: list[Layer], spot: Spot, shelf: Shelf, repeated: list[Problem], opened: list[str] | None = None
) -> None:
    """
    Add to *stack* the layers below the last one, which stands at *spot*.

    Raises `Misfit` where one cannot be found, `DocumentError` where it cannot be parsed.  Names that
    are written twice are noted in *repeated*, and the files that are opened in *opened*.
    """
    opened = [] if opened is None else opened
    seen = [spot.identity]
    while (node := stack[-1].document.get("extends")) is not None:
        name = _named(node)
        by_path = name.startswith("./")
        spot = _by_path(name, node, spot) if by_path else _by_id(name, node, shelf.known())
        if spot.identity in seen:
            raise Misfit.at(node, _circle(stack[seen.index(spot.identity) :]), "circle")
        if len(stack) >= LAYERS:
            raise Misfit.at(node, f"more than {LAYERS} layers; a rule set may have no more", "too-many-layers")
        seen.append(spot.identity)
        opened.append(str(spot.file))
        source = _shown_as(name if by_path else "", spot, stack)
        stack.append(shelf.layer(_text(spot, node, source), source, repeated))


def files_below(file: Traversable, shelf: Shelf) -> list[str]:
    """
    The files that a rule set extends, as far as they can be followed: also where something is wrong with one.
    """
    opened: list[str] = []
    with suppress(Misfit, DocumentError):
        text = text_of(file, file.name, RULESET_BYTES, "a rule set")
        extend([shelf.layer(text, file.name, [])], Spot.of(file), shelf, [], opened)
    return opened


def _named(node: Node) -> str:
    """
    What `extends` names: an id, or a path that begins with `./`.
    """
    if not isinstance(node, Text) or not node.value:
        raise Misfit.at(node, f"`extends` names one rule set, not {described(node)}: its id, or ./FILE", "wrong-type")
    name = node.value
    if not name.isprintable():
        raise Misfit.at(node, "`extends` holds a character that no name of a rule set has", "bad-extends")
    if "\\" in name:
        raise Misfit.at(node, f"{quoted(name)} is no path here; write it with `/`: ./FOLDER/FILE", "bad-extends")
    if ".." in name.split("/"):
        raise Misfit.at(node, f"{quoted(name)}: `..` is not followed; {_KEEP}", "bad-extends")
    if not name.startswith("./") and _is_path(name):
        own = name.endswith(_FILES) and not name.startswith(("/", "~")) and ":" not in name
        hint = f"; write `./{name}`" if own else f"; {_KEEP}"
        raise Misfit.at(node, f"{quoted(name)} is neither an id nor a path that begins with `./`{hint}", "bad-extends")
    return name


def _is_path(name: str) -> bool:
    """
    A name that is written where a path is meant which cannot be followed.
    """
    drive = name[1:2] == ":" and name[0].isascii() and name[0].isalpha()
    return drive or name.startswith(("/", "~")) or name.endswith(_FILES) or "://" in name


_KEEP = "keep all layers in the folder of the rule set that is asked for, or below it, and write ./FILE"


def _by_id(name: str, node: Node, known: Mapping[str, Traversable]) -> Spot:
    """
    The rule set of this id: one that comes with reqcheck, or one of a plugin.
    """
    if name not in known:
        hint = did_you_mean(name, known) or f"{or_choose(name, known)}; a file is written ./FILE"
        raise Misfit.at(node, f"no rule set is called {quoted(name)}{hint}", "no-such-base")
    return Spot.of(known[name])


def _by_path(name: str, node: Node, spot: Spot) -> Spot:
    """
    The file at a path from the folder of another, without leaving the root, links followed.
    """
    if spot.root is None or not isinstance(spot.file, Path):
        raise Misfit.at(node, f"{quoted(name)}: this rule set is not read from a folder; extend another by its id", "bad-extends")
    file = spot.file.parent / name
    try:
        if not _links(file, spot.root) or file.resolve().is_relative_to(spot.root.resolve()):
            return Spot.below(file, spot.root)
    except FileNotFoundError:
        raise Misfit.at(node, f"there is no file {quoted(name)}{_near(file, name)}", "no-such-base") from None
    except PermissionError as problem:
        raise Misfit.at(node, f"{quoted(name)} cannot be read: {problem.strerror}", "bad-extends") from None
    except (OSError, RuntimeError, ValueError):
        raise Misfit.at(node, f"{quoted(name)} cannot be followed: no file, or a link that leads to itself", "bad-extends") from None
    raise Misfit.at(node, f"{quoted(name)} is a link that leads out of the folder; {_KEEP}", "bad-extends")


def _links(file: Path, root: Path) -> bool:
    """
    Whether a link stands between a folder and a file in it: without one, it cannot lead out.
    """
    for each in chain((file,), file.parents):
        if each == root:
            break
        if each.is_symlink():
            return True
    return False


def _near(file: Path, name: str) -> str:
    """
    A file beside it that is called nearly so.
    """
    folder = name.rpartition("/")[0]
    beside = sorted(each.name for each in file.parent.iterdir() if each.name.endswith(_FILES)) if file.parent.is_dir() else []
    return did_you_mean(name, [f"{folder}/{each}" for each in beside])


def _text(spot: Spot, node: Node, source: str) -> str:
    """
    The text at a spot; what keeps it from being read is said where it is named.
    """
    assert spot.file is not None
    try:
        return text_of(spot.file, source, RULESET_BYTES, "a rule set")
    except DocumentError as error:
        raise Misfit.at(node, f"{described(node)}: {error.problems[0].message}", "unreadable") from None


def _shown_as(path: str, spot: Spot, stack: list[Layer]) -> str:
    """
    What the file of a layer is called in messages, each another.
    """
    assert spot.file is not None
    name = str(PurePosixPath(dirname(stack[-1].file.replace("\\", "/")), path)) if path else spot.file.name
    return name if all(each.file != name for each in stack) else str(spot.file)


def _circle(stack: list[Layer]) -> str:
    names = " extends ".join(quoted(each.id or each.file) for each in (*stack, stack[0]))
    return f"a rule set cannot extend itself: {names}"
