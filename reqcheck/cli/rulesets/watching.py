"""
Watching files: which of them changed since they were last looked at.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path

#: How often files are looked at, in seconds.
PAUSE = 0.2
SUFFIXES = (".yaml", ".yml", ".json")

#: When a file was written and how long it is; nothing where there is none.
Stamp = tuple[int, int] | None


class Watch:
    """
    Files whose times are remembered from the moment they are added: a file that is written while tests
    run has changed since then.
    """

    def __init__(self) -> None:
        self._stamps: dict[Path, Stamp] = {}
        self._folders: set[Path] = set()

    def on(self, files: Iterable[str]) -> None:
        """
        Watch these files as well.
        """
        for each in files:
            self._stamps.setdefault(Path(each), stamp(Path(each)))

    def beside(self, name: str) -> None:
        """
        Watch the rule sets, tests and profiles in the folder of a file; an id names no folder.
        """
        if name.endswith(SUFFIXES):
            self.inside(Path(name).parent)

    def inside(self, folder: Path) -> None:
        """
        Watch the rule sets, tests and profiles in a folder, and those that come.
        """
        self._folders.add(folder)
        self.on(map(str, self._inside()))

    def changed(self) -> Path:
        """
        Wait for a file to change, to appear or to go; the file.
        """
        while True:
            for each in {**self._stamps, **dict.fromkeys(self._inside())}:
                now = stamp(each)
                if now != self._stamps.get(each):
                    self._stamps[each] = now
                    return each
            time.sleep(PAUSE)

    def _inside(self) -> list[Path]:
        return [each for folder in sorted(self._folders) for each in _entries(folder) if each.suffix in SUFFIXES]


def _entries(folder: Path) -> list[Path]:
    """
    What is in a folder, by name; nothing while it is gone or cannot be read.
    """
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []


def stamp(file: Path) -> Stamp:
    """
    What changes when a file does.
    """
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
