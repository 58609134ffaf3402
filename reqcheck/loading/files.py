"""
Files as bytes: never more than a limit, never a device or a pipe that would not end.
"""

from __future__ import annotations

import stat
from pathlib import Path
from typing import IO, TYPE_CHECKING

from reqcheck.errors import DocumentError, Problem
from reqcheck.loading.limits import too_big

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


def kind_at(path: str | Path) -> int | None:
    """
    What a path leads to, as `stat.S_IFMT` says it; None where nothing is there.

    Raises `OSError` where that cannot be known: `Path.is_file` says no instead, from Python 3.14 on.
    """
    try:
        return stat.S_IFMT(Path(path).stat().st_mode)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return None


def is_there(path: str | Path) -> bool:
    """
    Whether a path leads to anything; no where that cannot be known.
    """
    return _known_kind_at(path) is not None


def is_folder(path: str | Path) -> bool:
    """
    Whether a path leads to a folder; no where that cannot be known.
    """
    return _known_kind_at(path) == stat.S_IFDIR


def is_read_from_folder(file: Path) -> bool:
    """
    Whether something in a folder is read: a file, and what cannot be looked at or leads nowhere, so that it is told.
    """
    try:
        return kind_at(file) in (None, stat.S_IFREG)
    except OSError:
        return True


def _known_kind_at(path: str | Path) -> int | None:
    try:
        return kind_at(path)
    except OSError:
        return None


def contents(file: Traversable, source: str, limit: int, what: str) -> bytes:
    """
    All of a file; raises `DocumentError` in the name of *source* where it cannot be read or is too big.
    """
    kind, size = _kind_and_size(file, limit)
    if kind not in (stat.S_IFREG, stat.S_IFDIR):
        raise _refused(source, "cannot be read: it is a device or a pipe, not a file")
    try:
        with _opened(file) as stream:
            data = _up_to(size + 1, stream)
            if len(data) > size:  # it says that it is smaller than it is
                data += _up_to(limit - size, stream)
    except (OSError, ValueError) as problem:
        reason = getattr(problem, "strerror", None) or "no file has such a name"
        raise _refused(source, f"cannot be read: {reason}") from None
    too_much = too_big(len(data), limit, what)
    if too_much is not None:
        raise DocumentError(source, (too_much,))
    return data


def _opened(file: Traversable) -> IO[bytes]:
    """
    A file of a folder without a buffer: all that is wanted of it is read at once.
    """
    return file.open("rb", buffering=0) if isinstance(file, Path) else file.open("rb")


def _up_to(most: int, stream: IO[bytes]) -> bytes:
    """
    So many bytes, or all there are; a stream may give fewer at a time than it is asked for.
    """
    data = stream.read(most)
    while data and len(data) < most and (more := stream.read(most - len(data))):
        data += more
    return data


def _kind_and_size(file: Traversable, limit: int) -> tuple[int, int]:
    """
    What the system says of a file; of one that it does not know, the error is told when it is opened.
    """
    try:
        found = file.stat() if isinstance(file, Path) else None
    except (OSError, ValueError):
        found = None
    return (stat.S_IFREG, limit) if found is None else (stat.S_IFMT(found.st_mode), min(found.st_size, limit))


def text_of(file: Traversable, source: str, limit: int, what: str) -> str:
    """
    The same as text, which is UTF-8.
    """
    try:
        return contents(file, source, limit, what).decode()
    except UnicodeError:
        raise _refused(source, "cannot be read: it is not UTF-8 text") from None


def _refused(source: str, message: str) -> DocumentError:
    return DocumentError(source, (Problem(message, "unreadable"),))
