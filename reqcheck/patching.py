"""
Patches of plain documents: what is added, replaced or held to be so, each by its JSON Pointer.

A patch is a list of operations (`add`, `replace` and `test` of RFC 6902), or a mapping from pointers
to values, which sets each of them.  The document that is patched stays as it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

from reqcheck.errors import DocumentError, Problem

#: Operations, or values by their pointers.
Patch: TypeAlias = "Sequence[Mapping[str, Any]] | Mapping[str, Any]"
#: The operations of a patch that is made here.
Steps: TypeAlias = tuple[Mapping[str, Any], ...]
#: What an operation of a list does.
OPERATIONS = ("add", "replace", "test")
#: How many parts a pointer has at most.
DEPTH = 100


class Operation(NamedTuple):
    """
    One step of a patch: what is done (*op*), where, and with which value.
    """

    op: str
    pointer: str
    value: Any

    @property
    def path(self) -> tuple[str, ...]:
        """
        The names on the way to the value, from the top.
        """
        return tuple(each.replace("~1", "/").replace("~0", "~") for each in self.pointer.split("/")[1:])


def patched(document: Mapping[str, Any], patch: Patch) -> dict[str, Any]:
    """
    The document with the patch applied, step by step; raises `DocumentError`, which names the pointer.

    A mapping of values sets what is there and adds what is not; `/licenses/-` is one more record, whether
    or not there is a list yet.
    """
    found: Any = dict(document)
    for each in operations_of(patch):
        found = _changed(found, each.path, each)
    return found  # type: ignore[no-any-return]  # no step replaces the document itself


def operations_of(patch: object) -> list[Operation]:
    """
    The steps of a patch, in order; raises `DocumentError` with everything that is wrong with them.
    """
    if isinstance(patch, Mapping):
        found = [Operation("set", pointer, value) for pointer, value in patch.items()]
    elif isinstance(patch, Sequence) and not isinstance(patch, str | bytes):
        problems = tuple(problem for number, each in enumerate(patch) for problem in _malformed(each, f"/{number}"))
        if problems:
            raise DocumentError("patch", problems)
        found = [Operation(each["op"], each["path"], each["value"]) for each in patch]
    else:
        raise DocumentError("patch", (Problem("a patch is a list of operations, or values by their pointers", "bad-patch"),))
    problems = tuple(problem for each in found for problem in _no_pointer(each.pointer))
    if problems:
        raise DocumentError("patch", problems)
    return found


def _malformed(step: object, where: str) -> Iterator[Problem]:
    """
    What is wrong with an operation as it is written.
    """
    if not isinstance(step, Mapping):
        yield Problem("an operation is a mapping with `op`, `path` and `value`", "bad-patch", where)
    elif step.get("op") not in OPERATIONS:
        yield Problem("`op` is one of `add`, `replace` and `test`", "bad-patch", f"{where}/op")
    elif not isinstance(step.get("path"), str):
        yield Problem("`path` is a JSON pointer such as `/licenses/0/status`", "bad-patch", f"{where}/path")
    elif "value" not in step:
        yield Problem("`value` is missing", "bad-patch", where)


def _no_pointer(pointer: object) -> Iterator[Problem]:
    if not isinstance(pointer, str) or not pointer.startswith("/") or pointer.count("/") > DEPTH:
        yield Problem("a JSON pointer begins with `/` and names a part of the document, such as `/licenses/0/status`", "bad-patch")


# -- one step -------------------------------------------------------------------------------


def _changed(node: Any, path: tuple[str, ...], step: Operation) -> Any:
    """
    A copy of *node* in which the step was taken at *path*; what is not on the way is shared.
    """
    name, rest = path[0], path[1:]
    if isinstance(node, Mapping):
        return {**node, name: _in_mapping(node, name, rest, step)}
    if isinstance(node, list | tuple):
        return _in_list(list(node), name, rest, step)
    raise _nowhere(step, "nothing can stand there")


def _in_mapping(node: Mapping[str, Any], name: str, rest: tuple[str, ...], step: Operation) -> Any:
    """
    What stands under a name afterwards.
    """
    if rest:
        if node.get(name) is None and step.op == "set":
            return _changed([] if rest[0] == "-" else {}, rest, step)
        if name not in node:
            raise _nowhere(step, "there is nothing to hold it; add that first")
        return _changed(node[name], rest, step)
    if step.op in ("replace", "test") and name not in node:
        raise _nowhere(step, "there is nothing; `add` puts something there")
    return _put(node.get(name), step)


def _in_list(items: list[Any], name: str, rest: tuple[str, ...], step: Operation) -> list[Any]:
    """
    The list afterwards: `add` puts the value in front of the item of that number, `-` is behind the last.
    """
    adding = step.op == "add" and not rest
    if name == "-" and not rest and step.op in ("add", "set"):
        return [*items, step.value]
    index = int(name) if _is_index(name) else len(items) + 1
    if index >= len(items) + adding:
        raise _nowhere(step, f"there is no such item; the list has {len(items)}")
    if adding:
        return [*items[:index], step.value, *items[index:]]
    items[index] = _changed(items[index], rest, step) if rest else _put(items[index], step)
    return items


def _is_index(name: str) -> bool:
    return name.isascii() and name.isdecimal() and len(name) < 10 and (name == "0" or name[0] != "0")


def _put(old: Any, step: Operation) -> Any:
    if step.op == "test" and not _same(old, step.value):
        message = "something else stands there than the patch was made for"
        raise DocumentError("patch", (Problem(message, "changed-since", step.pointer),))
    return step.value


def _same(one: Any, other: Any) -> bool:
    """
    Whether two JSON values are equal: yes is not one, and an empty list is not an empty mapping.
    """
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(_same(one[each], other[each]) for each in one)
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return len(one) == len(other) and all(map(_same, one, other))
    return bool(one == other)


def _nowhere(step: Operation, message: str) -> DocumentError:
    return DocumentError("patch", (Problem(message, "no-such-place", step.pointer),))


# -- patches that are made here ---------------------------------------------------------------


def patch_to(document: Mapping[str, Any], pointer: str, value: Any) -> Steps:
    """
    The operations that set a value: what stands there now is held to be so; what should hold it is made.
    """
    names = pointer[1:].split("/")
    for depth in range(1, len(names) + 1):
        at = "/" + "/".join(names[:depth])
        if value_at(document, at) is None:
            for name in reversed(names[depth:]):
                value = {name: value}
            return ({"op": "add", "path": at, "value": value},)
    return unchanged(pointer, value_at(document, pointer)), {"op": "replace", "path": pointer, "value": value}


def one_more(document: Mapping[str, Any], section: str, record: Mapping[str, Any]) -> Steps:
    """
    The operations that add a record to a section; none where it is said that there is no record.
    """
    if section in document.get("none", ()):
        return ()
    if document.get(section) is None:
        return ({"op": "add", "path": f"/{section}", "value": [record]},)
    return ({"op": "add", "path": f"/{section}/-", "value": record},)


def unchanged(pointer: str, value: Any) -> Mapping[str, Any]:
    """
    The operation that holds a value to be there.
    """
    return {"op": "test", "path": pointer, "value": _plain(value)}


def _plain(value: Any) -> Any:
    """
    A value as a JSON parser returns it: with lists.
    """
    if isinstance(value, Mapping):
        return {name: _plain(each) for name, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, list | tuple) else value


def value_at(document: Mapping[str, Any], pointer: str) -> Any:
    """
    What stands at a pointer; None where nothing does.
    """
    found: Any = document
    for name in pointer[1:].split("/"):
        if isinstance(found, Mapping):
            found = found.get(name)
        elif isinstance(found, list | tuple) and name.isdecimal() and int(name) < len(found):
            found = found[int(name)]
        else:
            return None
    return found
