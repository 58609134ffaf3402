"""
The input cut into parts: whole files, and pieces of JSON Lines that end where a line ends.

No more than a piece of a file is held at a time, however large the file; a line that is longer than
a profile may be is read past.
"""

from __future__ import annotations

import errno
import gzip
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, NamedTuple

import attrs

from reqcheck import DocumentError, Problem
from reqcheck.cli.candidates import UNREADABLE, Part, is_whole, name_in, unreadable
from reqcheck.loading.limits import CANDIDATES_BYTES, PROFILE_BYTES, too_big

#: How much is read at a time: about what a worker is given at once.
PIECE = 1 << 18
#: How many parts at most a worker is given at once.
TOGETHER = 64
#: How far standard input is read ahead to see what it holds, if its first line does not tell.
AHEAD = 1 << 24

Read = Callable[[int], bytes]


class Piece(NamedTuple):
    """
    Some whole lines: the number of the first, where they begin and end, and the text.

    A line that is longer than a profile may be is a piece of its own, without its text.
    """

    line: int
    start: int
    stop: int
    text: bytes | None


def cut(read: Read, size: int, longest: int) -> Iterator[Piece]:
    """
    The pieces of a stream, of about *size* bytes; together they are all of it, each byte once.
    """
    begun = _Begun(longest)
    line, start = 1, 0
    while block := read(size):
        first, end = block.find(b"\n") + 1, block.rfind(b"\n") + 1
        if not end:
            begun.add(block)
            continue
        if begun.length + first - 1 > longest:
            stop = start + begun.length + first
            yield Piece(line, start, stop, None)
            line, start, block, end = line + 1, stop, block[first:], end - first
            begun = _Begun(longest)
        if end:
            text = begun.text() + block[:end]
            yield Piece(line, start, start + len(text), text)
            line, start = line + text.count(b"\n"), start + len(text)
        begun = _Begun(longest)
        begun.add(block[end:])
    if begun.length:
        yield Piece(line, start, start + begun.length, begun.text() if begun.length <= longest else None)


@attrs.define
class _Begun:
    """
    The beginning of a line whose end is not read yet: kept while it may be a profile, then only measured.
    """

    longest: int
    length: int = 0
    kept: list[bytes] = attrs.field(factory=list)

    def add(self, block: bytes) -> None:
        self.length += len(block)
        if self.length <= self.longest:
            self.kept.append(block)
        else:
            self.kept.clear()

    def text(self) -> bytes:
        return b"".join(self.kept)


def parts_of(files: Iterable[str]) -> Iterator[Part]:
    """
    The parts of every file, in order; a file that cannot be read is a part that says why.
    """
    for number, file in enumerate(files):
        try:
            yield from _parts_of(file, number)
        except UNREADABLE as problem:
            yield Part(number, file, content=unreadable(name_in(file, 0), problem))


def bundles(parts: Iterable[Part]) -> Iterator[tuple[Part, ...]]:
    """
    Parts put together until they are worth a worker's while.
    """
    bundle: list[Part] = []
    for part in parts:
        bundle.append(part)
        if len(bundle) >= TOGETHER or sum(each.weight for each in bundle) >= PIECE // 2:
            yield tuple(bundle)
            bundle = []
    if bundle:
        yield tuple(bundle)


def weight_of(files: Iterable[str]) -> int | None:
    """
    What the parts of all files will weigh together; None if nobody knows yet.
    """
    try:
        return sum(Path(each).stat().st_size for each in files)
    except OSError:
        return None


def _parts_of(file: str, number: int) -> Iterator[Part]:
    if file == "-":
        return _standard_input(number)
    name = file.lower()
    if name.endswith(".jsonl"):
        return _ranges(file, number)
    if name.endswith(".jsonl.gz"):
        return _packed(file, number)
    return iter([Part(number, file, weight=Path(file).stat().st_size)])


def _ranges(file: str, number: int) -> Iterator[Part]:
    """
    Parts of JSON Lines that whoever checks them reads again from the file.
    """
    with Path(file).open("rb") as stream:
        for piece in cut(stream.read, PIECE, PROFILE_BYTES):
            yield _part(number, file, piece)._replace(weight=piece.stop - piece.start)


def _packed(file: str, number: int) -> Iterator[Part]:
    """
    Parts of packed JSON Lines, unpacked here: nobody can begin to read such a file in its middle.
    """
    with Path(file).open("rb") as packed, gzip.GzipFile(fileobj=packed) as stream:
        before = 0
        for piece in cut(stream.read1, PIECE, PROFILE_BYTES):
            now = packed.tell()
            yield _part(number, file, piece, piece.text)._replace(weight=now - before)
            before = now


def _part(number: int, file: str, piece: Piece, text: bytes | None = None) -> Part:
    """
    A piece of a file as a part, or why it is none.
    """
    content: bytes | DocumentError | None = text
    if piece.text is None:
        message = f"has {piece.stop - piece.start:,} bytes; a profile has at most {PROFILE_BYTES:,}"
        content = DocumentError(name_in(file, piece.line), (Problem(message, "too-big"),))
    return Part(number, file, piece.line, piece.start, piece.stop, content)


# --- standard input


def _standard_input(number: int) -> Iterator[Part]:
    """
    JSON Lines are cut as they come; a document or a list is one text.
    """
    if sys.stdin is None:
        raise OSError(errno.EBADF, "standard input is closed")
    stream = sys.stdin.buffer
    head, in_lines = _ahead(stream)
    if in_lines:
        for piece in cut(_from(head, stream), PIECE, PROFILE_BYTES):
            yield _part(number, "-", piece, piece.text)._replace(weight=piece.stop - piece.start)
        return
    text = head + stream.read(CANDIDATES_BYTES + 1 - len(head))
    problem = too_big(len(text), CANDIDATES_BYTES, "standard input that is read as a whole")
    yield Part(number, "-", content=DocumentError("stdin", (problem,)) if problem else text)


def _ahead(stream: IO[bytes]) -> tuple[bytes, bool]:
    """
    The beginning of a stream, and whether it is one of JSON Lines, as far as two lines or `AHEAD` tell.

    A stream that ends before is seen as a whole later: it may be a document after all.
    """
    head = b"".join(_two_lines(stream))
    lines = [each for each in head.split(b"\n") if each.strip()]
    if len(lines) > 1 and is_whole(lines[0]):
        return head, True
    head += stream.read(AHEAD)
    if len(head) < AHEAD or head.lstrip()[:1] == b"[":
        return head, False
    return head, any(is_whole(each) for each in head.split(b"\n")[:-1] if each.strip())


def _two_lines(stream: IO[bytes]) -> Iterator[bytes]:
    """
    A stream's lines up to the second that is not blank.
    """
    seen = size = 0
    while seen < 2 and size < AHEAD and (line := stream.readline(AHEAD)):
        seen += bool(line.strip())
        size += len(line)
        yield line


def _from(head: bytes, stream: IO[bytes]) -> Read:
    """
    What reads *head* and then what comes, as soon as it comes.
    """
    waiting = [head]
    further: Read = getattr(stream, "read1", stream.read)
    return lambda size: waiting.pop() if waiting else further(size)
