"""
A file of results that grows by whole lines, and beside it a note of what it belongs to.

The note goes when the file is whole.  Until then a run that was interrupted can go on: if the note
says what would be asked now.
"""

from __future__ import annotations

import json
import os
import stat
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from reqcheck import ReqcheckError
from reqcheck.cli.candidates import shown

#: Results wait until they are so many characters, or so many seconds old.
BLOCK = 1 << 18
SECONDS = 1.0
#: What a report says of what was asked, as the note does.
ASKED = ("as_of", "dates", "parameters", "vocabulary_digest", "engine", "plugins")
#: What else differs, in words.
WORDS = {
    "ruleset": "rule set",
    "as_of": "day",
    "dates": "set of named days",
    "parameters": "set of parameters",
    "engine": "version of reqcheck",
    "vocabulary_digest": "vocabulary",
    "plugins": "set of plugins",
    "plugin_files": "text of a plugin",
}


class CannotGrow(ReqcheckError):
    """
    Results cannot be written to a file, or those that are there are of another run.
    """


class Growing:
    """
    A file of results; with ``with``, what is written is whole lines however the block ends.
    """

    def __init__(self, path: str, note: Mapping[str, Any]) -> None:
        self._path = Path(path)
        self._beside = Path(f"{path}.progress")
        self._name = f"`{shown(path)}`"
        self._note = note
        self._waiting: list[str] = []
        self._size = 0
        self._since = time.monotonic()
        self._file = -1
        self._plain = True
        self._within = False

    def open(self, *, resume: bool, overwrite: bool) -> bool:
        """
        Begin the file, or go on with it (true); raises `CannotGrow` if neither may be.
        """
        with self._told():
            mode = self._mode()
            self._plain = mode is None or stat.S_ISREG(mode)
            if resume and self._plain and mode is not None and self._path.stat().st_size:
                self._continue()
                return True
            if self._plain and mode is not None and not (resume or overwrite):
                raise CannotGrow(f"{self._name} is there already; --resume goes on with it, --overwrite begins anew")
            self._begin()
            return False

    def results(self) -> Iterator[dict[str, Any]]:
        """
        What the file holds already; raises `CannotGrow` where that is no result of this run.
        """
        with self._path.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                yield self._result(line, number)

    def add(self, lines: str) -> None:
        """
        Write whole lines, soon.
        """
        self._waiting.append(lines)
        self._size += len(lines)
        if self._size >= BLOCK or time.monotonic() - self._since > SECONDS:
            self._write()

    def close(self) -> None:
        """
        All is written: the note goes.
        """
        self._write()
        with self._told():
            if self._plain:
                os.fsync(self._file)
                self._beside.unlink(missing_ok=True)
            os.close(self._file)
            self._file = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, _: object, __: TracebackType | None) -> None:
        try:
            if kind is None:
                self.close()
        finally:
            self._leave(failed=kind is CannotGrow)

    # --- beginning

    def _mode(self) -> int | None:
        try:
            return self._path.stat().st_mode
        except FileNotFoundError:
            return None

    def _begin(self) -> None:
        """
        An empty file first, then its note: an empty file belongs to nobody.
        """
        self._file = os.open(self._path, (os.O_RDWR if self._plain else os.O_WRONLY) | os.O_CREAT, 0o666)
        self._lock()
        if self._plain:
            os.ftruncate(self._file, 0)
            _put(self._beside, json.dumps(self._note, indent=2, ensure_ascii=False) + "\n")

    def _continue(self) -> None:
        self._same_note()
        self._file = os.open(self._path, os.O_RDWR)
        self._lock()
        self._trim()

    def _same_note(self) -> None:
        try:
            note = json.loads(self._beside.read_bytes())
            differing = [WORDS.get(each, each) for each, value in self._note.items() if note[each] != value]
        except FileNotFoundError:
            msg = f"{self._name} has no `{shown(self._beside.name)}` beside it: it is whole, or was not written by `batch`"
            raise CannotGrow(msg) from None
        except (ValueError, TypeError, KeyError):
            raise CannotGrow(f"`{shown(str(self._beside))}` is no note of `batch`") from None
        if differing:
            raise CannotGrow(f"{self._name} was begun with another {' and another '.join(differing)}; --overwrite begins anew")

    def _lock(self) -> None:
        """
        Two runs never write one file; where the system has no such locks, nobody looks.
        """
        if sys.platform == "win32" or not self._plain:
            return
        import fcntl

        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(self._file)
            self._file = -1
            raise CannotGrow(f"{self._name} is being written by another run") from None

    def _result(self, line: bytes, number: int) -> dict[str, Any]:
        """
        A line of the file as a result of this run.
        """
        try:
            document: dict[str, Any] = json.loads(line)
            ours = self._is_ours(document)
        except (ValueError, TypeError, KeyError):
            ours = False
        if not ours:
            raise CannotGrow(f"line {number} of {self._name} is no result of this run; --overwrite begins anew")
        return document

    def _is_ours(self, document: Mapping[str, Any]) -> bool:
        if document["schema"] == "reqcheck.failure/1":
            return isinstance(document["candidate"], str)
        asked = all(document[each] == self._note[each] for each in ASKED)
        return asked and bool(document["ruleset"]["digest"] == self._note["ruleset"]["digest"])

    # --- writing

    def _write(self) -> None:
        data = memoryview("".join(self._waiting).encode())
        self._within = True
        with self._told("; what is there is whole lines, and --resume goes on" if self._plain else ""):
            while data:
                data = data[os.write(self._file, data) :]
        self._waiting.clear()
        self._within = False
        self._size, self._since = 0, time.monotonic()

    def _leave(self, *, failed: bool) -> None:
        """
        Leave whole lines: with what waits, unless it was being written; nothing where none could be.
        """
        if self._file < 0:
            return
        with suppress(CannotGrow, OSError):
            if not self._within:
                self._write()
            if self._plain and not self._trim() and failed:
                self._path.unlink()
                self._beside.unlink(missing_ok=True)
        os.close(self._file)
        self._file = -1

    def _trim(self) -> int:
        """
        Cut off what follows the last end of a line; returns how much is left.
        """
        end = os.lseek(self._file, 0, os.SEEK_END)
        while end:
            begin = max(0, end - BLOCK)
            os.lseek(self._file, begin, os.SEEK_SET)
            found = os.read(self._file, end - begin).rfind(b"\n")
            end = begin + found + 1
            if found >= 0:
                break
        os.ftruncate(self._file, end)
        return os.lseek(self._file, end, os.SEEK_SET)

    @contextmanager
    def _told(self, further: str = "") -> Iterator[None]:
        """
        What goes wrong with the file, as an error with a sentence.
        """
        try:
            yield
        except OSError as problem:
            msg = f"{self._name} cannot be written: {problem.strerror or 'unknown error'}{further}"
            raise CannotGrow(msg) from None


def _put(path: Path, text: str) -> None:
    """
    A file that is there with all its text, or not at all.
    """
    descriptor, beside = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(descriptor)
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
