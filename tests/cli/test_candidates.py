"""
Where candidates come from: pieces of files that end where lines end, packed files, standard input.
"""

from __future__ import annotations

import gzip
import io
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from many import ASKED, called, folder, people, person

from reqcheck import DocumentError
from reqcheck.cli import candidates, parts
from reqcheck.cli.candidates import Given, candidates_of, name_at
from reqcheck.cli.parts import bundles, cut, parts_of
from reqcheck.cli.seen import SLOTS, Seen

#: Lines with every kind of end, blank ones, and no end at the end.
LINES = st.lists(st.sampled_from([b"", b" ", b"{}", b"{}\r", b'{"a": 1}', b"[", b"\xff"]), max_size=8).map(b"\n".join)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder(tmp_path)
    return tmp_path


def all_of(*files: str) -> list[Given]:
    return [given for part in parts_of(files) for given in candidates_of(part)]


def found(*files: str) -> list[str]:
    """
    The names of the candidates in some files, with a ``!`` and the problem where one could not be had.
    """
    return [
        f"!{each.name}: {each.content.problems[0].code}" if isinstance(each.content, DocumentError) else each.name
        for each in all_of(*files)
    ]


def plainly(data: bytes, name: str) -> Iterator[tuple[str, bytes]]:
    """
    Every line that is not blank, with its name: the obvious way.
    """
    for number, line in enumerate(data.split(b"\n"), 1):
        if line.strip():
            yield f"{name}#{number}", line


# --- pieces


@given(LINES, st.integers(1, 9), st.integers(3, 20))
def test_pieces_are_the_whole(data: bytes, size: int, longest: int) -> None:
    """
    However small the pieces are, together they are the text, each begins where a line begins, and
    only lines that are too long have none.
    """
    pieces = list(cut(io.BytesIO(data).read, size, longest))

    assert [(each.start, each.stop) for each in pieces] == list(
        zip([0, *(each.stop for each in pieces)][:-1] if pieces else [], [each.stop for each in pieces], strict=True)
    )
    assert (pieces[-1].stop if pieces else 0) == len(data)
    for each in pieces:
        own = data[each.start : each.stop]
        assert each.line == data[: each.start].count(b"\n") + 1
        assert each.start == 0 or data[each.start - 1 : each.start] == b"\n"
        assert each.text == (own if each.text is not None else None)
        assert each.text is not None or len(own.rstrip(b"\n")) > longest


@given(LINES, st.integers(1, 40))
def test_lines_are_the_same_whatever_the_pieces(data: bytes, size: int) -> None:
    """
    Candidates and the numbers of their lines do not depend on where a file is cut.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts, "PIECE", size)
        Path("a.jsonl").write_bytes(data)
        Path("b.jsonl.gz").write_bytes(gzip.compress(data))
        plain, packed = all_of("a.jsonl"), all_of("b.jsonl.gz")

    assert list(plainly(data, "a.jsonl")) == [(each.name, each.content) for each in plain]
    assert list(plainly(data, "b.jsonl.gz")) == [(each.name, each.content) for each in packed]


@pytest.mark.parametrize("end", [b"", b"\n", b"\r\n", b"\n\n \n"])
def test_a_file_can_be_cut_at_every_byte(end: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Pieces of every size from one byte to the whole file have the same candidates.
    """
    data = b"\r\n".join(json.dumps(person(each)).encode() for each in range(3)) + end
    Path("a.jsonl").write_bytes(data)
    expected = all_of("a.jsonl")
    for size in range(1, len(data) + 2):
        monkeypatch.setattr(parts, "PIECE", size)

        assert expected == all_of("a.jsonl")


def test_a_line_that_is_too_long_stops_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    A line longer than any profile is a failure with its number; it is read past, not kept.
    """
    monkeypatch.setattr(parts, "PIECE", 16)
    monkeypatch.setattr(parts, "PROFILE_BYTES", 100)
    data = b'{"a": 1}\n' + b"x" * 5000 + b'\n{"b": 2}\n' + b"y" * 101
    Path("a.jsonl").write_bytes(data)
    Path("a.jsonl.gz").write_bytes(gzip.compress(data))

    assert ["a.jsonl#1", "!a.jsonl#2: too-big", "a.jsonl#3", "!a.jsonl#4: too-big"] == found("a.jsonl")
    assert ["a.jsonl.gz#1", "!a.jsonl.gz#2: too-big", "a.jsonl.gz#3", "!a.jsonl.gz#4: too-big"] == found("a.jsonl.gz")


def test_an_empty_file_has_nobody() -> None:
    """
    An empty file of JSON Lines, packed or not, has no candidates and no failure.
    """
    Path("a.jsonl").write_bytes(b"")
    Path("a.jsonl.gz").write_bytes(gzip.compress(b""))

    assert [] == found("a.jsonl", "a.jsonl.gz")


def test_small_files_go_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    A worker is given many small files at once, in order, and none is lost.
    """
    for each in range(150):
        Path(f"{each:03}.json").write_text("{}", "utf-8")
    files = sorted(str(each) for each in Path().glob("*.json"))
    together = list(bundles(parts_of(files)))

    assert [64, 64, 22] == [len(each) for each in together]
    assert files == [part.path for bundle in together for part in bundle]


# --- folders


def test_a_link_to_nowhere_is_a_candidate_that_cannot_be_read() -> None:
    """
    A folder drops nobody without a word: links that lead nowhere are failures by their names, and the exit code is 3.
    """
    Path("in").mkdir()
    Path("in/a.json").write_text(json.dumps(person(1)), "utf-8")
    Path("in/b.json").symlink_to("nowhere.json")
    Path("in/c.jsonl").symlink_to("c.jsonl")
    Path("in/d.jsonl.gz").symlink_to("nowhere.gz")
    result = called("check", "in", *ASKED, "--format", "jsonl")
    names = [json.loads(each)["candidate"] for each in result.stdout.splitlines()]

    assert (3, ["p1", "in/b.json", "in/c.jsonl", "in/d.jsonl.gz"]) == (result.exit_code, names)
    assert 3 == result.stdout.count("cannot be read: ")


def test_a_link_to_a_file_is_read_and_a_folder_is_not() -> None:
    """
    Of a folder links to files are read; folders, and links to them, are not, whatever they are called.
    """
    Path("in/deeper.json").mkdir(parents=True)
    Path("in/link.json").symlink_to("deeper.json")
    Path("elsewhere").write_text("{}", "utf-8")
    Path("in/a.json").symlink_to("../elsewhere")

    assert ["in/a.json"] == candidates.files_of(("in",))


@pytest.mark.parametrize("suffix", candidates.SUFFIXES)
def test_suffixes_may_be_capital_letters(suffix: str) -> None:
    """
    A file with a suffix in capital letters is found in its folder, and read as one in small letters is.
    """
    Path("in").mkdir()
    data = b'{"education": []}\n{"education": []}\n'
    packed = gzip.compress(data) if suffix.endswith(".gz") else data
    Path(f"in/a{suffix}").write_bytes(packed)
    Path(f"in/B{suffix.upper()}").write_bytes(packed)
    big, small = candidates.files_of(("in",))

    assert (f"in/B{suffix.upper()}", f"in/a{suffix}") == (big, small)
    assert [each.content for each in all_of(small)] == [each.content for each in all_of(big)]
    assert [part.line for part in parts_of([small])] == [part.line for part in parts_of([big])]
    assert [f"{big}#1", f"{big}#2"] == found(big)


def test_hidden_files_are_not_read() -> None:
    """
    What an editor or a command leaves in a folder while it writes is no candidate.
    """
    Path("in").mkdir()
    for each in ("a.json", ".a.json", ".a.json.x1y2.part", ".b.jsonl", "c.json.part", "d.json~"):
        Path("in", each).write_text("{}", "utf-8")

    assert ["in/a.json"] == candidates.files_of(("in",))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes")
def test_a_pipe_in_a_folder_is_told() -> None:
    """
    A pipe in a folder is not waited for: it is named on standard error, and everybody else is checked.
    """
    Path("in").mkdir()
    Path("in/a.json").write_text(json.dumps(person(1)), "utf-8")
    os.mkfifo("in/b\n.json")
    os.mkfifo("in/other")
    result = called("check", "in", *ASKED, "--format", "concise")

    assert 0 == result.exit_code
    assert "p1: QUALIFIED" in result.stdout
    assert "warning: `in/b\\u000a.json` is a pipe or a device, and is not read from a folder\n" == result.stderr


# --- packed files


def test_packed_files_are_read_as_others() -> None:
    """
    A packed file, also one of several members, is what it unpacks to.
    """
    Path("in").mkdir()
    first, rest = b'{"subject": {"id": "a"}}\n{"sub', b'ject": {"id": "b"}}\n'
    Path("in/a.jsonl.gz").write_bytes(gzip.compress(first) + gzip.compress(rest))
    Path("in/b.json.gz").write_bytes(gzip.compress(b"[{}, {}]"))
    Path("in/c.txt.gz").write_bytes(b"")

    assert ["in/a.jsonl.gz#1", "in/a.jsonl.gz#2", "in/b.json.gz#1", "in/b.json.gz#2"] == found(
        "in/a.jsonl.gz", "in/b.json.gz"
    )
    assert ["in/a.jsonl.gz", "in/b.json.gz"] == candidates.files_of(("in",))


@pytest.mark.parametrize("suffix", [".json.gz", ".jsonl.gz"])
@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (lambda data: data[:-9], "the packed data ends too early"),
        (lambda data: data[: len(data) // 2], "the packed data ends too early"),
        (lambda data: data[:10] + b"\xff" * 20, "it is not packed by gzip, or it is damaged"),
        (lambda data: data[:-6] + b"\0" * 6, "it is not packed by gzip, or it is damaged"),
        (lambda data: data + b"more", "it is not packed by gzip, or it is damaged"),
        (lambda _: b"{}", "it is not packed by gzip, or it is damaged"),
    ],
)
def test_a_packed_file_that_is_damaged_is_named(suffix: str, broken: Any, said: str) -> None:
    """
    A packed file that is cut short or damaged is one failure with its name; other files are read.
    """
    data = b'{"subject": {"id": "x"}}'
    Path(f"a{suffix}").write_bytes(broken(gzip.compress(data)))
    Path("b.json").write_text("{}", "utf-8")
    last, other = all_of(f"a{suffix}", "b.json")[-2:]

    assert isinstance(last.content, DocumentError)
    assert f"a{suffix}: cannot be read: {said}" == str(last.content)
    assert (f"a{suffix}", "b.json") == (last.name, other.name)


def test_lines_before_the_damage_are_read() -> None:
    """
    Of a packed file that is cut short the lines that are there are checked, and then the file is a failure.
    """
    Path("a.jsonl.gz").write_bytes(gzip.compress(people(3000))[:-2000])
    names = found("a.jsonl.gz")

    assert "a.jsonl.gz#1" == names[0]
    assert "!a.jsonl.gz: unreadable" == names[-1]
    assert len(names) > 100


def test_a_packed_file_that_unpacks_to_too_much_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    A small file that would unpack to a huge one is refused by its name, before all of it is there.
    """
    monkeypatch.setattr(candidates, "UNPACKED_BYTES", 10_000)
    Path("a.json.gz").write_bytes(gzip.compress(b" " * 10_001))
    Path("b.jsonl.gz").write_bytes(gzip.compress(b"0" * 30_000_000))

    assert ["!a.json.gz: too-big", "!b.jsonl.gz#1: too-big"] == found("a.json.gz", "b.jsonl.gz")


# --- standard input


@pytest.mark.parametrize("ahead", [1, 30, 1 << 20])
def test_standard_input_is_read_as_it_comes(ahead: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    JSON Lines on standard input have the numbers of their lines, also where they are too long to look at first.
    """
    monkeypatch.setattr(parts, "PIECE", 10)
    monkeypatch.setattr(parts, "AHEAD", ahead)
    data = b"\n".join([b"", b'{"education": []}', b"", b'{"education": []}', b"{", b'{"education": []}'])
    result = called("check", "-", *ASKED, "--format", "jsonl", given=data)

    assert ["stdin#2", "stdin#4", "stdin#5", "stdin#6"] == [
        json.loads(each)["candidate"] for each in result.stdout.splitlines()
    ]


# --- names


def test_a_second_candidate_of_a_name_is_told_once() -> None:
    """
    A name that many have is told when it comes for the second time, with the first place.
    """
    seen = Seen()
    told = [seen.first(name, place) for place, name in enumerate("abacaba")]

    assert [None, None, 0, None, None, 1, None] == told


def test_no_more_names_are_kept_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    When the table is full, names that are in it are known and others are not kept.
    """
    monkeypatch.setattr("reqcheck.cli.seen.REMEMBERED", 2)
    seen = Seen()
    told = [seen.first(name, place) for place, name in enumerate("abccb")]

    assert [None, None, None, None, 1] == told
    assert (True, 2) == (seen.full, seen.names)


def test_hashes_that_meet_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Names whose hashes begin in the same slot of the table, at its end, are different names.
    """
    monkeypatch.setattr("reqcheck.cli.seen._mark", lambda name: SLOTS * (ord(name) + 1) - 1)
    seen = Seen()
    told = [seen.first(name, place) for place, name in enumerate("abcabc")]

    assert [None, None, None, 0, 1, 2] == told


def test_a_place_is_a_file_and_a_number() -> None:
    """
    Every candidate's name can be had from its place.
    """
    Path("a.jsonl").write_bytes(people(5))
    Path("b.json").write_text("[{}, {}]", "utf-8")
    Path("c.json").write_text("{}", "utf-8")
    files = ["a.jsonl", "b.json", "c.json"]
    all_given = all_of(*files)

    assert [each.name for each in all_given] == [name_at(files, each.place) for each in all_given]


def test_many_names_that_two_have_are_counted() -> None:
    """
    Twenty names that two candidates have are told one by one, the others are counted.
    """
    Path("a.jsonl").write_text("\n".join(json.dumps(person(each % 30)) for each in range(90)), "utf-8")
    result = called("check", "a.jsonl", *ASKED, "--format", "jsonl")
    warnings = result.stderr.splitlines()

    assert 21 == len(warnings)
    assert "warning: `p0` names two candidates: a.jsonl#1 and a.jsonl#31" == warnings[0]
    assert "warning: 10 more names are those of two candidates" == warnings[-1]
