"""
Candidates from files, folders and standard input, each with the name it is known by.
"""

from __future__ import annotations

import gzip
import stat
import zlib
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import click

from reqcheck import DocumentError, Problem, Profile, ReqcheckError, load_json
from reqcheck.loading.files import kind_at
from reqcheck.loading.limits import CANDIDATES_BYTES, too_big
from reqcheck.wording import visible

SUFFIXES = (".json", ".jsonl", ".json.gz", ".jsonl.gz")
#: What one packed file that is read as a whole may hold when it is unpacked.
UNPACKED_BYTES = 100_000_000
#: What goes wrong in reading a file.
UNREADABLE = (OSError, EOFError, zlib.error)
#: A place is one number: that of the file, and in so many bits that of the candidate in it.
BITS = 40


class Given(NamedTuple):
    """
    A candidate as it was given: a *name* for it, and its document, its text, or why there is none.

    *place* says where it stands: see `place_of`.
    """

    name: str
    content: Mapping[str, Any] | bytes | DocumentError
    place: int = 0

    def profile(self) -> Profile:
        """
        The candidate's profile; raises `DocumentError`.
        """
        if isinstance(self.content, DocumentError):
            raise self.content
        if isinstance(self.content, bytes):
            return Profile.from_json(self.content)
        return Profile.from_dict(self.content)


class Part(NamedTuple):
    """
    A part of the input: lines of a file, the first of which has the number *line*, or (0) all of it.

    It stands in the file between *start* and *stop*, unless *content* holds it, or why it cannot be
    had.  *weight* is what it counts for progress; *skip* candidates of it are done already.
    """

    file: int
    path: str
    line: int = 0
    start: int = 0
    stop: int = 0
    content: bytes | DocumentError | None = None
    weight: int = 0
    skip: int = 0


class NoCandidates(ReqcheckError):
    """
    A path holds nothing that could be checked.
    """


def files_of(paths: tuple[str, ...]) -> list[str]:
    """
    The files that *paths* name: a folder stands for its *.json and *.jsonl, by name, not deeper.

    Either may be packed (*.gz).  Of a folder, links to nowhere are named as well: what cannot be read
    is told where it would be.  Raises `NoCandidates` for a path that is not there and a folder without
    such files.
    """
    files: list[str] = []
    for path in paths:
        try:
            files += _files_of(path)
        except OSError as problem:
            msg = f"`{shown(path)}` cannot be read: {problem.strerror or 'unknown error'}"
            raise NoCandidates(msg) from None
    return files


def _files_of(path: str) -> list[str]:
    kind = stat.S_IFREG if path == "-" else kind_at(path)
    if kind == stat.S_IFREG:
        return [path]
    if kind != stat.S_IFDIR:
        is_none = f"there is no file or folder `{shown(path)}`"
        msg = is_none if kind is None else f"`{shown(path)}` is a pipe or a device; give it as standard input, with `-`"
        raise NoCandidates(msg)
    inside = [each for each in sorted(Path(path).iterdir()) if is_input(each.name) and _is_taken(each)]
    if not inside:
        msg = f"`{shown(path)}` holds no *.json and no *.jsonl, packed (*.gz) or not"
        raise NoCandidates(msg)
    return [str(each) for each in inside]


def is_input(name: str) -> bool:
    """
    Whether a file of this name is read from its folder: by its suffix, capital letters or not, and unless it is hidden.
    """
    return name.lower().endswith(SUFFIXES) and not name.startswith(".")


def _is_taken(entry: Path) -> bool:
    """
    Whether something in a folder is a file, or cannot be looked at; what is neither that nor a folder is told.
    """
    try:
        mode = entry.stat().st_mode
    except OSError:
        return True
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        click.echo(visible(f"warning: `{shown(str(entry))}` is a pipe or a device, and is not read from a folder"), err=True)
    return stat.S_ISREG(mode)


def shown(name: str) -> str:
    """
    A file name as text that can be written, whatever bytes it is made of.
    """
    return name.encode("utf-8", "backslashreplace").decode()


def name_in(file: str, number: int) -> str:
    """
    What a candidate is called that has no id: its file, and its number in it if there are more.
    """
    name = "stdin" if file == "-" else shown(file)
    return f"{name}#{number}" if number else name


def place_of(file: int, number: int) -> int:
    """
    Where a candidate stands, as one number: which file, and the line or item in it (0: all of it).
    """
    return file << BITS | number


def name_at(files: list[str], place: int) -> str:
    """
    The name of the candidate at a place.
    """
    return name_in(files[place >> BITS], place & (1 << BITS) - 1)


def unreadable(name: str, problem: BaseException) -> DocumentError:
    """
    Why a file cannot be read, as the problem of a document.
    """
    if isinstance(problem, EOFError):
        message = "cannot be read: the packed data ends too early"
    elif isinstance(problem, zlib.error | gzip.BadGzipFile):
        message = "cannot be read: it is not packed by gzip, or it is damaged"
    else:
        message = f"cannot be read: {getattr(problem, 'strerror', None) or 'unknown error'}"
    return DocumentError(name, (Problem(message, "unreadable"),))


def candidates_of(part: Part) -> Iterator[Given]:
    """
    The candidates of a part, in order.
    """
    return islice(_candidates_of(part), part.skip, None)


def _candidates_of(part: Part) -> Iterator[Given]:
    try:
        text = _text_of(part)
    except DocumentError as error:
        yield _given(part, part.line, error)
    except UNREADABLE as problem:
        yield _given(part, 0, unreadable(name_in(part.path, 0), problem))
    else:
        if part.line:
            yield from (_given(part, number, line) for number, line in _lines(text, part.line))
        else:
            yield from _in_text(part, text)


def _given(part: Part, number: int, content: Mapping[str, Any] | bytes | DocumentError) -> Given:
    return Given(name_in(part.path, number), content, place_of(part.file, number))


def _text_of(part: Part) -> bytes:
    """
    The text of a part; raises `DocumentError` and what `UNREADABLE` lists.
    """
    if isinstance(part.content, DocumentError):
        raise part.content
    if part.content is not None:
        return part.content
    if part.line:
        with Path(part.path).open("rb") as file:
            file.seek(part.start)
            return file.read(part.stop - part.start)
    return _unpacked(part.path) if part.path.lower().endswith(".gz") else _whole(part.path)


def _whole(path: str) -> bytes:
    problem = too_big(Path(path).stat().st_size, CANDIDATES_BYTES, "a file that is read as a whole")
    if problem is not None:
        raise DocumentError(shown(path), (problem,))
    return Path(path).read_bytes()


def _unpacked(path: str) -> bytes:
    """
    What a packed file holds, if it is not more than may be.
    """
    with gzip.open(path) as file:
        text = file.read(UNPACKED_BYTES + 1)
    if len(text) > UNPACKED_BYTES:
        message = f"unpacks to more than {UNPACKED_BYTES:,} bytes, the most that a packed file which is read as a whole may hold"
        raise DocumentError(shown(path), (Problem(message, "too-big"),))
    return text


def _lines(text: bytes, first: int = 1) -> Iterator[tuple[int, bytes]]:
    """
    The lines that are not blank, with their numbers.
    """
    return ((number, line) for number, line in enumerate(text.split(b"\n"), first) if line.strip())


def _in_text(part: Part, text: bytes) -> Iterator[Given]:
    """
    The candidates of a text: one document, a list of documents, or one document on each line.
    """
    if text.lstrip()[:1] == b"[":
        yield from _in_list(part, text)
        return
    lines = list(_lines(text))
    if len(lines) > 1 and not is_whole(text) and any(is_whole(line) for _, line in lines):
        yield from (_given(part, number, line) for number, line in lines)
    else:
        yield _given(part, 0, text)


def _in_list(part: Part, text: bytes) -> Iterator[Given]:
    try:
        documents = load_json(text)
    except DocumentError as error:
        yield _given(part, 0, error)
        return
    yield from (_given(part, number, each) for number, each in enumerate(documents, 1))


def is_whole(line: bytes) -> bool:
    """
    A text that is a document of its own.
    """
    try:
        return isinstance(load_json(line), dict)
    except DocumentError:
        return False
