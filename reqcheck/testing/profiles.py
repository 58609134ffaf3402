"""
The profiles of cases: written in place or in a file beside it, as they are or with a patch.

What is wrong with a profile is told where it stands in the YAML.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import attrs

from reqcheck.document import Items, Node, Place, Table, described, quoted
from reqcheck.errors import DocumentError, Problem
from reqcheck.loading.beside import within
from reqcheck.loading.inline import place_in, profile_document
from reqcheck.loading.profiles import load_profile, profile_from_dict
from reqcheck.loading.scalars import Misfit, text_of
from reqcheck.patching import operations_of, patched
from reqcheck.profile import Profile

#: Problems about a name rather than about what stands under it.
OF_NAMES = frozenset(("unknown-field", "protected-field", "unknown-section"))


@attrs.frozen
class Base:
    """
    A profile and the document it was read from, to which patches are applied.
    """

    profile: Profile
    document: Mapping[str, Any]


def base_profile(node: Node, file: Path | None, opened: list[str]) -> Base:
    """
    The profile that *node* holds, or names in the folder of *file*; raises `Misfit`.

    The name of a file that is opened is added to *opened*.
    """
    if isinstance(node, Items):
        raise Misfit.at(node, f"a profile is a mapping, or the path of a JSON file, not {described(node)}")
    if isinstance(node, Table):
        document = profile_document(node)
        return Base(_profile(document, lambda each: _placed(each, node)), document)
    if file is None:
        raise Misfit.at(node, "only a file in a folder can name another; write the profile here", "invalid")
    try:
        path = within(file, text_of(node))
    except ValueError as problem:
        raise Misfit.at(node, f"{quoted(node.value)}: {problem}", "invalid") from None
    opened.append(str(path))
    try:
        profile = load_profile(path)
    except DocumentError as error:
        raise Misfit(*(Problem(each.under(node.value), each.code, place=node.place) for each in error.problems)) from None
    return Base(profile, profile.to_dict())


def patched_profile(base: Base, patch: Node) -> Profile:
    """
    The profile with values set by their JSON pointers; raises `Misfit`.
    """
    if not isinstance(patch, Table):
        raise Misfit.at(patch, "a patch is values by their JSON pointers, such as {/licenses/0/status: expired}")
    steps = {pointer: profile_document(value, pointer) for pointer, value in patch.items()}
    try:
        _check_pointers(patch)
        document = patched(base.document, steps)
    except DocumentError as error:
        raise Misfit(*(_told(each, patch.key_at(each.pointer)) for each in error.problems)) from None
    return _profile(document, lambda each: _in_patch(each, patch))


def _check_pointers(patch: Table) -> None:
    """
    Raises `DocumentError` for what is no pointer, which it names.
    """
    for pointer in patch:
        try:
            operations_of({pointer: None})
        except DocumentError as error:
            raise attrs.evolve(error, problems=tuple(attrs.evolve(each, pointer=pointer) for each in error.problems)) from None


def _profile(document: Any, placed: Callable[[Problem], Problem]) -> Profile:
    try:
        return profile_from_dict(document)
    except DocumentError as error:
        raise Misfit(*map(placed, error.problems)) from None


def _placed(problem: Problem, node: Node, above: str = "") -> Problem:
    """
    A problem of a profile with its place below *node*, which stands at the pointer *above*.
    """
    place = place_in(node, problem.pointer.removeprefix(above), of_name=problem.code in OF_NAMES)
    return _told(problem, place)


def _in_patch(problem: Problem, patch: Table) -> Problem:
    """
    A problem of a patched profile, where the patch touches what is wrong.
    """
    touched = [each for each in patch if _touches(each, problem.pointer)]
    if not touched:
        return _told(problem, patch.place)
    pointer = max(touched, key=len)
    above = "/".join(problem.pointer.split("/")[: pointer.count("/") + 1])
    at_name = problem.pointer == above and problem.code in OF_NAMES
    return _told(problem, patch.key_at(pointer)) if at_name else _placed(problem, patch[pointer], above)


def _touches(pointer: str, problem: str) -> bool:
    """
    Whether what stands at *pointer* is, or holds, what has the problem; `-` is any item of its list.
    """
    above = pointer.removesuffix("-")
    return problem == pointer or problem.startswith(above if above.endswith("/") else f"{above}/")


def _told(problem: Problem, place: Place) -> Problem:
    return Problem(": ".join(filter(None, (problem.pointer, problem.message))), problem.code, place=place)
