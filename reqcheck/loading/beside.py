"""
Files beside a rule set: the one with its tests, and profiles in the folder of either.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reqcheck.loading.files import is_there

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

#: How the name of a file with tests ends, instead of that of its rule set.
ENDINGS = {".yaml": ".test.yaml", ".yml": ".test.yml"}


def tests_beside(file: Traversable) -> Path | None:
    """
    The file with the tests of the rule set in *file*, if there is one.
    """
    if not isinstance(file, Path) or file.suffix not in ENDINGS:
        return None
    beside = file.with_suffix(ENDINGS[file.suffix])
    return beside if is_there(beside) else None


def ruleset_beside(file: Path) -> Path:
    """
    The file of the rule set to which a file with tests belongs by its name.
    """
    name = file.name
    for plain, ending in ENDINGS.items():
        name = name.removesuffix(ending) + plain if name.endswith(ending) else name
    return file.with_name(name)


def within(file: Path, name: str) -> Path:
    """
    The file called *name* in the folder of *file* or below; raises `ValueError` where it is elsewhere.
    """
    if Path(name).is_absolute() or "\\" in name:
        msg = "a path is relative to this file, with `/` between folders"
        raise ValueError(msg)
    folder, found = file.parent, file.parent / name
    if not found.resolve().is_relative_to(folder.resolve()):
        msg = "a path may not leave the folder of this file; copy what it names beside it"
        raise ValueError(msg)
    return found
