"""
Standard output, and files that are whole or not there; what cannot be written has a sentence.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout, suppress
from io import StringIO
from pathlib import Path
from typing import IO, NoReturn

from reqcheck import ReqcheckError
from reqcheck.cli import UNREAD
from reqcheck.cli.candidates import shown
from reqcheck.loading.files import kind_at
from reqcheck.wording import visible

#: Writes a piece of text.
Put = Callable[[str], None]


class CannotWrite(ReqcheckError):
    """
    The results cannot be written; standard output is as far as it came, a file is as it was.
    """


def is_terminal() -> bool:
    return sys.stdout is not None and sys.stdout.isatty()


@contextmanager
def results_only() -> Iterator[None]:
    """
    Keep standard output for results: what a plugin prints meanwhile goes to standard error, or nowhere if that is closed.
    """
    with redirect_stdout(sys.stderr if sys.stderr is not None else StringIO()):
        yield


@contextmanager
def standard_output() -> Iterator[Put]:
    """
    Standard output as UTF-8, whatever the environment asks for.
    """
    if sys.stdout is None:
        msg = "standard output is closed"
        raise CannotWrite(msg)
    stream = sys.stdout.buffer
    terminal = is_terminal()

    def put(text: str) -> None:
        with printing():
            stream.write(text.encode("utf-8", "backslashreplace"))
            if terminal:
                stream.flush()

    yield put
    with printing():
        stream.flush()


@contextmanager
def printing() -> Iterator[None]:
    """
    What goes wrong in writing to standard output is told once, and not again on the way out.
    """
    try:
        with told("standard output"):
            yield
    except CannotWrite:
        _silence()
        raise


@contextmanager
def told(name: str) -> Iterator[None]:
    """
    What goes wrong in writing, as an error with a sentence; a closed pipe ends the program.
    """
    try:
        yield
    except BrokenPipeError:
        _closed()
    except OSError as problem:
        msg = f"{name} cannot be written: {problem.strerror or 'unknown error'}"
        raise CannotWrite(msg) from None


def _closed() -> NoReturn:
    """
    Nobody reads on: stop, and let nothing more be written on the way out.
    """
    _silence()
    sys.exit(UNREAD)


def _silence() -> None:
    """
    Send what still waits for standard output nowhere, so that the interpreter does not try again.
    """
    with suppress(OSError, ValueError, AttributeError), Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())


@contextmanager
def whole_file(path: str) -> Iterator[Put]:
    """
    A file that appears when all is written: until then another one beside it, which goes if anything fails.

    What is no plain file (a pipe, a device) is written as it is.
    """
    name = f"`{visible(shown(path))}`"
    with told(name):
        target = Path(os.path.realpath(path))
        plain = kind_at(target) in (None, stat.S_IFREG)
        written = _beside(target) if plain else target
        stream = written.open("w", encoding="utf-8", errors="backslashreplace", newline="")
    try:
        yield _putting(stream, name)
        with told(name):
            _finished(stream)
            if plain:
                written.replace(target)
    finally:
        with suppress(OSError):
            stream.close()
        if plain:
            written.unlink(missing_ok=True)


def _putting(stream: IO[str], name: str) -> Put:
    def put(text: str) -> None:
        with told(name):
            stream.write(text)

    return put


def _beside(target: Path) -> Path:
    """
    A new, empty file in the folder of *target*, with the permissions that *target* has or would get.
    """
    import tempfile

    descriptor, name = tempfile.mkstemp(prefix=f".{target.name[:40]}.", suffix=".part", dir=target.parent)
    os.close(descriptor)
    beside = Path(name)
    with suppress(OSError):
        beside.chmod(_permissions(target))
    return beside


def _permissions(target: Path) -> int:
    if target.exists():
        return stat.S_IMODE(target.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _finished(stream: IO[str]) -> None:
    """
    All is on the disk, and the file is closed.
    """
    stream.flush()
    if stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
        os.fsync(stream.fileno())
    stream.close()
