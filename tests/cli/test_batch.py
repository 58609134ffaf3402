"""
``reqcheck batch``: a file of results that is the same however often it was interrupted.
"""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from many import ASKED, ROOT, called, folder, people, person, program

from reqcheck.cli import growing
from reqcheck.cli.candidates import Given

SLOW = ("-r", "slow.yaml", "--as-of", "2026-11-22", "--plugin", "slow.py", "--fail-on", "never")
POSIX = pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """
    A folder with a file and a packed one to read, and their results as `check` prints them.
    """
    monkeypatch.chdir(tmp_path)
    folder(tmp_path)
    Path("in").mkdir()
    Path("in/a.jsonl").write_bytes(people(40))
    Path("in/b.jsonl.gz").write_bytes(gzip.compress(people(20)))
    Path("in/c.json").write_text(json.dumps([person(101), {}, person(102)]), "utf-8")
    return tmp_path


def expected() -> bytes:
    return called("check", "in", *ASKED, "--format", "jsonl").stdout_bytes


def interrupted(whole: bytes, kept: int) -> None:
    """
    OUT and its note as a run leaves them that was killed when *kept* bytes were written.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(growing.Growing, "close", lambda _: None)
        called("batch", "in", "out.jsonl", *ASKED, "--overwrite")
    Path("out.jsonl").write_bytes(whole[:kept])


def refused(*words: str, said: str) -> None:
    result = called("batch", *words)

    assert 2 == result.exit_code
    assert said in " ".join(result.stderr.split())


# --- the whole way


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_batch_is_what_check_prints(workers: str) -> None:
    """
    OUT has the lines that `check --format jsonl` prints; nothing else is left, and stderr has the summary.
    """
    result = called("batch", "in", "out.jsonl", *ASKED, "--workers", workers)

    assert (3, "") == (result.exit_code, result.stdout)
    assert expected() == Path("out.jsonl").read_bytes()
    assert [] == list(Path().glob("*out.jsonl?*"))
    assert "63 candidates: " in result.stderr
    assert "most often not met\n  " in result.stderr
    assert " of " in result.stderr


def test_a_batch_of_nobody_is_an_empty_file() -> None:
    """
    Where there are no candidates OUT is there and empty.
    """
    Path("none.jsonl").write_bytes(b"")
    result = called("batch", "none.jsonl", "out.jsonl", *ASKED)

    assert (0, b"") == (result.exit_code, Path("out.jsonl").read_bytes())
    assert "0 candidates: nothing to say\n" == result.stderr


def test_exit_codes_are_those_of_check() -> None:
    """
    1 where somebody is not qualified, unless --fail-on says otherwise.
    """
    Path("a.jsonl").write_text(json.dumps(person(1, "BSc")), "utf-8")

    assert 1 == called("batch", "a.jsonl", "out.jsonl", *ASKED).exit_code
    assert 0 == called("batch", "a.jsonl", "out.jsonl", *ASKED, "--overwrite", "--fail-on", "never").exit_code


# --- going on


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_resumed_file_is_the_same(workers: str) -> None:
    """
    Wherever a run was cut off, within a line or after one, going on gives the same bytes, summary and exit code.
    """
    plain = called("batch", "in", "out.jsonl", *ASKED)
    whole = Path("out.jsonl").read_bytes()
    lines = whole.splitlines(keepends=True)
    ends = [len(b"".join(lines[:number])) for number in (0, 1, 39, 40, 41, 61, len(lines))]
    cuts = ends if workers == "1" else ends[2:4]
    interrupted(whole, 0)
    note = Path("out.jsonl.progress").read_bytes()
    for kept in [*cuts, cuts[1] + 10, len(whole) - 1]:
        Path("out.jsonl").write_bytes(whole[:kept])
        Path("out.jsonl.progress").write_bytes(note)
        resumed = called("batch", "in", "out.jsonl", *ASKED, "--resume", "--workers", workers)

        assert whole == Path("out.jsonl").read_bytes()
        assert (plain.exit_code, plain.stderr) == (resumed.exit_code, resumed.stderr)
        assert not Path("out.jsonl.progress").exists()


def test_only_what_is_missing_is_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Candidates that have results are not checked again.
    """
    whole = expected()
    interrupted(whole, len(whole) - 1)
    asked: list[str] = []

    def document(_: object, given: Given) -> dict[str, str]:
        asked.append(given.name)
        return {"candidate": given.name}

    monkeypatch.setattr("reqcheck.cli.jobs.Checker.document", document)
    called("batch", "in", "out.jsonl", *ASKED, "--resume")

    assert ["in/c.json#3"] == asked


def test_resuming_what_was_never_begun_begins_it() -> None:
    """
    --resume without an OUT, or with an empty one, is an ordinary run: a script need not know which it is.
    """
    called("batch", "in", "out.jsonl", *ASKED, "--resume")
    Path("empty.jsonl").touch()
    called("batch", "in", "empty.jsonl", *ASKED, "--resume")

    assert expected() == Path("out.jsonl").read_bytes() == Path("empty.jsonl").read_bytes()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["-r", "other.yaml", "--as-of", "2026-11-22"], "another rule set"),
        (["-r", "tiny.yaml", "--as-of", "2026-11-23"], "another day"),
        ([*ASKED, "--plugin", "slow.py"], "another set of plugins and another text of a plugin"),
    ],
)
def test_results_of_another_question_are_refused(words: list[str], said: str) -> None:
    """
    --resume goes on only with the same rule set, day and plugins, and says what differs.
    """
    whole = expected()
    interrupted(whole, 5000)
    Path("other.yaml").write_text(Path("tiny.yaml").read_text("utf-8").replace("title: Tiny", "title: Other"), "utf-8")
    refused("in", "out.jsonl", *words, "--resume", said=said)

    assert whole[:5000] == Path("out.jsonl").read_bytes()


def test_results_of_another_input_are_refused() -> None:
    """
    --resume goes on only with the same files: not with one more, and not with a byte changed.
    """
    interrupted(expected(), 5000)
    Path("in/a.jsonl").write_bytes(people(40).replace(b"2001", b"2002", 1))
    refused("in", "out.jsonl", *ASKED, "--resume", said="another input")
    Path("in/a.jsonl").write_bytes(people(40))
    Path("in/d.json").write_text("{}", "utf-8")
    refused("in", "out.jsonl", *ASKED, "--resume", said="another input")


@pytest.mark.parametrize(
    "line",
    [b"", b"{", b"[]", b'{"schema": "reqcheck.failure/1"}', b'{"schema": "reqcheck.failure/1", "candidate": "x"}'],
)
def test_lines_that_are_no_results_are_refused(line: bytes) -> None:
    """
    An OUT that somebody changed is not gone on with.
    """
    interrupted(line + b"\n" + expected(), 10_000)
    refused("in", "out.jsonl", *ASKED, "--resume", said="--overwrite begins anew")


def test_more_results_than_candidates_are_refused() -> None:
    """
    An OUT with a line too many is not of these candidates.
    """
    whole = expected()
    interrupted(whole + whole.splitlines(keepends=True)[-1], 1_000_000)
    refused("in", "out.jsonl", *ASKED, "--resume", said="not those of the candidates")


def test_a_note_that_is_none_is_refused() -> None:
    """
    A whole OUT has no note and cannot be resumed; a note that is damaged is named.
    """
    called("batch", "in", "out.jsonl", *ASKED)
    refused("in", "out.jsonl", *ASKED, "--resume", said="has no `out.jsonl.progress` beside it")
    for text in ("{", "[]", "{}"):
        Path("out.jsonl.progress").write_text(text, "utf-8")
        refused("in", "out.jsonl", *ASKED, "--resume", said="`out.jsonl.progress` is no note")


# --- what it refuses to write


def test_an_out_that_is_there_is_kept() -> None:
    """
    OUT is not written over unless --overwrite says so.
    """
    Path("out.jsonl").write_text("mine", "utf-8")
    refused("in", "out.jsonl", *ASKED, said="`out.jsonl` is there already")
    kept = Path("out.jsonl").read_text("utf-8")
    called("batch", "in", "out.jsonl", *ASKED, "--overwrite")

    assert "mine" == kept
    assert expected() == Path("out.jsonl").read_bytes()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["-", "out.jsonl"], "reads a file or a folder"),
        (["nowhere", "out.jsonl"], "there is no file or folder `nowhere`"),
        (["in", "in/out.jsonl"], "is among what would be read"),
        (["in/a.jsonl", "in/a.jsonl", "--overwrite"], "is among what would be read"),
        (["in", "in", "--overwrite"], "among what would be read"),
        (["in", "tiny.yaml", "--overwrite"], "`tiny.yaml` is among what would be read; write to another file"),
        (["a.jsonl.progress", "a.jsonl"], "`a.jsonl.progress` is among what would be read"),
        (["in", "nowhere/out.jsonl"], "`nowhere/out.jsonl` cannot be written: No such file or directory"),
        (["in", "out.jsonl", "--resume", "--overwrite"], "exclude each other"),
        (["in", "out.jsonl", "--workers", "0"], "--workers"),
    ],
)
def test_a_batch_that_cannot_be_done_is_two(words: list[str], said: str) -> None:
    """
    What cannot be done is said, and nothing is written.
    """
    Path("a.jsonl.progress").write_bytes(people(2))
    before = sorted(Path().rglob("*"))
    refused(*words, *ASKED, said=said)

    assert before == sorted(Path().rglob("*"))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full")
def test_a_full_device_is_a_message() -> None:
    """
    A device is written as it is, without a note; one that is full is exit 2.
    """
    refused("in", "/dev/full", *ASKED, said="`/dev/full` cannot be written: No space left on device")

    assert not Path("/dev/full.progress").exists()


@POSIX
@pytest.mark.parametrize("room", [0, 20_000])
def test_a_full_disk_leaves_whole_lines(room: int) -> None:
    """
    Where OUT cannot grow, it keeps whole lines and can be gone on with; where not one fits, nothing is left.
    """
    limited = (
        f"import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, ({room}, {room}));"
        "from reqcheck.cli import main; main()"
    )
    command = [sys.executable, "-c", limited, "batch", "in", "out.jsonl", *ASKED]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    there = [each.name for each in sorted(Path().glob("*out.jsonl*"))]

    assert 2 == done.returncode
    assert "error: `out.jsonl` cannot be written: File too large" in done.stderr
    if not room:
        assert [] == there
        return
    assert ["out.jsonl", "out.jsonl.progress"] == there
    assert 0 < Path("out.jsonl").stat().st_size <= room
    assert Path("out.jsonl").read_bytes().endswith(b"}\n")
    called("batch", "in", "out.jsonl", *ASKED, "--resume")
    assert expected() == Path("out.jsonl").read_bytes()


# --- interruptions


def slowly(*words: str) -> subprocess.Popen[bytes]:
    """
    A batch that takes a while, from when its first results are written.
    """
    lines = (json.dumps(person(each)).encode().ljust(32_000) for each in range(160))
    Path("slow.jsonl").write_bytes(b"\n".join(lines))
    process = program("batch", "slow.jsonl", "out.jsonl", *SLOW, *words)
    for _ in range(600):
        if Path("out.jsonl").exists() and Path("out.jsonl").stat().st_size:
            return process
        time.sleep(0.05)
    process.communicate()
    pytest.fail("no results")


def gone_on_with(workers: str) -> None:
    """
    Going on gives what an uninterrupted run gives.
    """
    begun = Path("out.jsonl").read_bytes()
    Path("hurry").touch()
    result = called("batch", "slow.jsonl", "out.jsonl", *SLOW, "--resume", "--workers", workers)
    whole = called("check", "slow.jsonl", *SLOW, "--format", "jsonl").stdout_bytes

    assert 0 == result.exit_code
    assert whole == Path("out.jsonl").read_bytes()
    assert 0 < len(begun) < len(whole)


@POSIX
@pytest.mark.parametrize("workers", ["1", "2"])
def test_an_interrupted_batch_can_be_gone_on_with(workers: str) -> None:
    """
    Ctrl-C is exit 130 and a sentence; OUT has whole lines, and --resume makes it what it would have been.
    """
    process = slowly("--workers", workers)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)

    assert (130, b"interrupted; --resume goes on with `out.jsonl`\n") == (process.returncode, said)
    assert Path("out.jsonl").read_bytes().endswith(b"}\n")
    gone_on_with(workers)


@POSIX
def test_a_killed_batch_can_be_gone_on_with() -> None:
    """
    A run that was killed without warning is gone on with as one that was interrupted.
    """
    process = slowly("--workers", "2")
    process.kill()
    process.communicate(timeout=60)
    gone_on_with("1")


@POSIX
def test_two_runs_never_write_one_file() -> None:
    """
    While a run writes OUT, another one is refused it, and changes nothing.
    """
    process = slowly()
    refused("slow.jsonl", "out.jsonl", *SLOW, "--resume", said="is being written by another run")
    refused("slow.jsonl", "out.jsonl", *SLOW, "--overwrite", said="is being written by another run")
    Path("hurry").touch()
    process.communicate(timeout=60)

    assert 0 == process.returncode
    assert 160 == Path("out.jsonl").read_bytes().count(b"\n")
