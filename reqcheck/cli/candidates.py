"""
Candidates from files, folders and standard input, each with the name it is known by.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from reqcheck import DocumentError, Problem, Profile, ReqcheckError, load_json

SUFFIXES = (".json", ".jsonl")


class Given(NamedTuple):
    """
    A candidate as it was given: a *name* for it, and its document, its text, or why there is none.
    """

    name: str
    content: Mapping[str, Any] | bytes | DocumentError

    def profile(self) -> Profile:
        """
        The candidate's profile; raises `DocumentError`.
        """
        if isinstance(self.content, DocumentError):
            raise self.content
        if isinstance(self.content, bytes):
            return Profile.from_json(self.content)
        return Profile.from_dict(self.content)


class NoCandidates(ReqcheckError):
    """
    A path holds nothing that could be checked.
    """


def files_of(paths: tuple[str, ...]) -> list[str]:
    """
    The files that *paths* name: a folder stands for its *.json and *.jsonl, by name, not deeper.

    Raises `NoCandidates` for a path that is not there and a folder without such files.
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
    if path == "-" or Path(path).is_file():
        return [path]
    if not Path(path).is_dir():
        msg = f"there is no file or folder `{shown(path)}`"
        raise NoCandidates(msg)
    inside = sorted(each for each in Path(path).iterdir() if each.suffix in SUFFIXES and each.is_file())
    if not inside:
        msg = f"`{shown(path)}` holds no *.json and no *.jsonl"
        raise NoCandidates(msg)
    return [str(each) for each in inside]


def shown(name: str) -> str:
    """
    A file name as text that can be written, whatever bytes it is made of.
    """
    return name.encode("utf-8", "backslashreplace").decode()


def candidates_in(files: list[str]) -> Iterator[Given]:
    """
    Every candidate of every file, in order; JSON Lines are read line by line.
    """
    for file in files:
        try:
            if file == "-":
                yield from _in_text("stdin", sys.stdin.buffer.read())
            elif file.endswith(".jsonl"):
                yield from _in_lines(file)
            else:
                yield from _in_text(shown(file), Path(file).read_bytes())
        except OSError as problem:
            message = f"cannot be read: {problem.strerror or 'unknown error'}"
            yield Given(shown(file), DocumentError(shown(file), (Problem(message, "unreadable"),)))


def _in_lines(file: str) -> Iterator[Given]:
    with Path(file).open("rb") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield Given(f"{shown(file)}#{number}", line)


def _in_text(name: str, text: bytes) -> Iterator[Given]:
    """
    The candidates of a text: one document, a list of documents, or one document on each line.
    """
    if text.lstrip()[:1] == b"[":
        yield from _in_list(name, text)
        return
    lines = [(number, line) for number, line in enumerate(text.split(b"\n"), 1) if line.strip()]
    if len(lines) > 1 and not _is_whole(text) and any(_is_whole(line) for _, line in lines):
        for number, line in lines:
            yield Given(f"{name}#{number}", line)
    else:
        yield Given(name, text)


def _in_list(name: str, text: bytes) -> Iterator[Given]:
    try:
        documents = load_json(text)
    except DocumentError as error:
        yield Given(name, error)
        return
    for number, each in enumerate(documents, 1):
        yield Given(f"{name}#{number}", each)


def _is_whole(line: bytes) -> bool:
    """
    A text that is a document of its own.
    """
    try:
        return isinstance(load_json(line), dict)
    except DocumentError:
        return False
