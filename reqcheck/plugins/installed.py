"""
The plugins that are installed: the entry points of the group `reqcheck`.

Few have any, and to import the library that reads entry points takes as long as a tenth of checking one
file.  So it is left to that library only where an installed distribution names the group, or may.
"""

from __future__ import annotations

import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from reqcheck.loading.files import kind_at

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "reqcheck"


def installed() -> list[EntryPoint]:
    """
    The plugins that distributions name, each once, by name.
    """
    if not (_others_find() or any(map(_may_name, sys.path))):
        return []
    from importlib.metadata import entry_points

    return sorted({*entry_points(group=GROUP)}, key=lambda each: (each.name, each.value))


def _others_find() -> bool:
    """
    Whether somebody else than Python itself looks for distributions, who knows where.
    """
    finders = [each for each in sys.meta_path if hasattr(each, "find_distributions")]
    return any(getattr(each, "__module__", "") != "_frozen_importlib_external" for each in finders)


def _may_name(place: str) -> bool:
    """
    Whether a distribution in a place of `sys.path` names the group, or what is there is no plain folder.
    """
    folder = Path(place)
    try:
        kind = kind_at(folder)
        if kind != stat.S_IFDIR or folder.suffix == ".egg":
            return kind is not None
        return any(_names(each / "entry_points.txt") for each in folder.iterdir() if each.suffix in (".dist-info", ".egg-info"))
    except OSError:
        return True


def _names(file: Path) -> bool:
    try:
        return f"[{GROUP}]".encode() in file.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return False
