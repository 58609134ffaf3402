"""
Several workers: the same bytes as one, and no worker left behind, however it ends.
"""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest
from many import ASKED, called, folder, people, person, program

from reqcheck.cli import parts

SLOW = ("-r", "slow.yaml", "--as-of", "2026-11-22", "--plugin", "slow.py")
POSIX = pytest.mark.skipif(os.name != "posix", reason="signals and pipes as POSIX has them")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(parts, "PIECE", 700)
    folder(tmp_path)
    return tmp_path


def write(name: str, data: bytes) -> str:
    Path(name).parent.mkdir(exist_ok=True)
    Path(name).write_bytes(data)
    return name


def slow(number: int = 400) -> str:
    """
    A file of people about each of whom a criterion thinks for a while; large enough for several workers.
    """
    lines = (json.dumps(person(each)).encode().ljust(8000) for each in range(number))
    return write("slow.jsonl", b"\n".join(lines))


def children(parent: int) -> list[int]:
    """
    The processes that a process has begun and that are still there.
    """
    listed = subprocess.run(["ps", "-ww", "-eo", "pid=,ppid=,args="], capture_output=True, text=True, check=True)
    rows = [each.split(maxsplit=2) for each in listed.stdout.splitlines() if "spawn_main" in each]
    return [int(process) for process, above, _ in rows if int(above) == parent]


def running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return "State:\tZ" not in Path(f"/proc/{process}/status").read_text("utf-8")


def team(process: subprocess.Popen[bytes]) -> list[int]:
    """
    The two workers of a process, as soon as they are there.
    """
    for _ in range(400):
        if len(workers := children(process.pid)) == 2:
            return workers
        time.sleep(0.05)
    process.communicate()
    pytest.fail("no workers")


def gone(workers: list[int]) -> bool:
    for _ in range(200):
        if not any(map(running, workers)):
            return True
        time.sleep(0.05)
    return False


# --- the same bytes


def everything() -> str:
    """
    A folder of files of each sort.
    """
    write("in/a.jsonl", people(60))
    write("in/b.json", b"[" + json.dumps(person(1)).encode() + b", {}, 3]")
    write("in/c.json", b"{")
    write("in/d.jsonl.gz", gzip.compress(people(40).replace(b"\n", b"\r\n")))
    write("in/e.jsonl.gz", gzip.compress(people(30))[:-9])
    write("in/f.jsonl", b"")
    write("in/g.json.gz", gzip.compress(json.dumps(person(99)).encode()))
    write("in/h.jsonl", people(3) + b"\n" + json.dumps({**person(7), "extensions": {"x": "y" * 20_000}}).encode())
    return "in"


@pytest.mark.parametrize("form", ["jsonl", "json", "text"])
def test_workers_change_no_byte(form: str) -> None:
    """
    Two and three workers print what one prints, warnings and names with the right lines included.
    """
    words = ("check", everything(), *ASKED, "--format", form)
    one, two, three = (called(*words, "--workers", each) for each in "123")

    assert one.exit_code == two.exit_code == three.exit_code == 3
    assert one.stdout_bytes == two.stdout_bytes == three.stdout_bytes
    assert one.stderr == two.stderr == three.stderr
    assert "names two candidates: in/a.jsonl#" in one.stderr


OTHER = """\
schema: reqcheck.ruleset/1
id: tiny
title: Tiny
version: "1"
requirements:
  first: {criterion: {kind: degree, degree: [MHA, MBA]}, level: preferred}
  second: {title: The second, criterion: {kind: degree, degree: DO}}
"""


def test_workers_change_no_byte_of_forecasts() -> None:
    """
    Forecasts of a folder are the same bytes with any number of workers, and so is the exit code.
    """
    words = ("forecast", everything(), *ASKED, "--format", "jsonl")
    one, two, three = (called(*words, "--workers", each) for each in "123")

    assert one.exit_code == two.exit_code == three.exit_code == 3
    assert one.stdout_bytes == two.stdout_bytes == three.stdout_bytes
    assert one.stderr == two.stderr == three.stderr
    assert "names two candidates: in/a.jsonl#" in one.stderr


def test_workers_change_no_byte_of_differences() -> None:
    """
    What a change of a rule set does to a folder is the same bytes with any number of workers, counts included.
    """
    Path("other.yaml").write_text(OTHER, "utf-8")
    words = ("rulesets", "diff", "tiny.yaml", "other.yaml", "--candidates", everything(), "--as-of", "2026-11-22")
    one, two, three = (called(*words, "--workers", each) for each in "123")

    assert one.exit_code == two.exit_code == three.exit_code == 3
    assert one.stdout_bytes == two.stdout_bytes == three.stdout_bytes
    assert one.stderr == two.stderr == three.stderr
    assert "names two candidates: in/a.jsonl#" in one.stderr
    assert "  because of second (The second): 38" in one.stdout


def test_workers_of_two_rule_sets_know_the_plugins() -> None:
    """
    A worker that contrasts two rule sets opens the plugins that they need, and a change that it finds counts.
    """
    Path("other.yaml").write_text(Path("slow.yaml").read_text("utf-8").replace("[MD, DO]", "DO"), "utf-8")
    write("slow.jsonl", b"\n".join(json.dumps(person(each)).encode() for each in range(9)))
    words = ("rulesets", "diff", "slow.yaml", "other.yaml", "--candidates", "slow.jsonl", "--plugin", "slow.py", "--as-of", "2026-11-22")
    one, two = (called(*words, "--fail-on", "decision", "--workers", each) for each in "12")

    assert "9 candidates: 9 change decision" in one.stdout
    assert one.stdout_bytes == two.stdout_bytes
    assert (1, 1) == (one.exit_code, two.exit_code)


def test_workers_read_standard_input_and_lists() -> None:
    """
    What comes through a pipe is handed to workers, lines as well as one document.
    """
    for data in (people(50), json.dumps([person(1), person(2)]).encode(), b"{}", b""):
        one, two = (called("check", "-", *ASKED, "--format", "jsonl", "--workers", each, given=data) for each in "12")

        assert one.stdout_bytes == two.stdout_bytes


def test_workers_know_the_plugins() -> None:
    """
    A worker opens the same plugins as the process that it works for.
    """
    write("slow.jsonl", people(9))
    words = ("check", "slow.jsonl", *SLOW, "--format", "jsonl")
    one, two = (called(*words, "--workers", each) for each in "12")

    assert '"plugins":["slow.py"]' in one.stdout
    assert one.stdout_bytes == two.stdout_bytes


@pytest.mark.parametrize("size", [1, 3, 64, 1 << 18])
def test_the_size_of_pieces_changes_no_byte(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Whatever each worker is given at a time, the results are the same.
    """
    write("a.jsonl", people(12))
    expected = called("check", "a.jsonl", *ASKED, "--format", "jsonl").stdout_bytes
    monkeypatch.setattr(parts, "PIECE", size)
    monkeypatch.setattr(parts, "TOGETHER", 3)

    assert expected == called("check", "a.jsonl", *ASKED, "--format", "jsonl", "--workers", "2").stdout_bytes


# --- how it ends


@POSIX
def test_a_worker_that_dies_is_named() -> None:
    """
    A worker that ends by itself is a message and exit 2: not a traceback, and nobody waits for it.
    """
    lines = [json.dumps(person(each)) for each in range(40)] + [json.dumps({"subject": {"id": "deadly"}})]
    write("a.jsonl", "\n".join(lines).encode())
    process = program("check", "a.jsonl", *SLOW, "--workers", "2", "--format", "jsonl")
    _, said = process.communicate(timeout=60)

    assert (2, b"error: a worker process ended before its work was done (exit code 7)\n") == (process.returncode, said)


@POSIX
def test_a_worker_that_is_killed_is_named() -> None:
    """
    A worker that somebody kills is a message and exit 2, and the others are stopped.
    """
    process = program("check", slow(), *SLOW, "--workers", "2", "--format", "jsonl", stdout=subprocess.DEVNULL)
    workers = team(process)
    os.kill(workers[0], signal.SIGKILL)
    _, said = process.communicate(timeout=60)

    assert (2, b"error: a worker process ended before its work was done (signal 9)\n") == (process.returncode, said)
    assert gone(workers)


@POSIX
@pytest.mark.parametrize("group", [True, False])
def test_an_interruption_ends_it(group: bool) -> None:
    """
    Ctrl-C, heard by the workers or not, is exit 130 with no traceback and no worker left.
    """
    words = ("check", slow(), *SLOW, "--workers", "2", "--format", "jsonl")
    process = program(*words, stdout=subprocess.DEVNULL, start_new_session=True)
    workers = team(process)
    os.killpg(process.pid, signal.SIGINT) if group else os.kill(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=60)

    assert (130, b"") == (process.returncode, said)
    assert gone(workers)


@POSIX
def test_workers_go_when_nobody_is_left_to_work_for() -> None:
    """
    Workers of a process that was killed end by themselves, and say nothing.
    """
    process = program("check", slow(), *SLOW, "--workers", "2", "--format", "jsonl", stdout=subprocess.DEVNULL)
    workers = team(process)
    process.kill()
    _, said = process.communicate(timeout=60)

    assert gone(workers)
    assert b"" == said


@POSIX
@pytest.mark.parametrize(
    "words",
    [
        ("check", "a.jsonl", *ASKED, "--format", "jsonl"),
        ("check", "a.jsonl", *ASKED, "--format", "jsonl", "--workers", "2"),
        ("gap", "a.jsonl", *ASKED),
        ("forecast", "a.jsonl", *ASKED),
    ],
    ids=["check", "check by two", "gap", "forecast"],
)
def test_a_closed_pipe_ends_it_quietly(words: tuple[str, ...]) -> None:
    """
    When nobody reads on, a command ends without a word, as others do: with 128 + SIGPIPE.
    """
    write("a.jsonl", people(3000))
    process = program(*words)
    assert process.stdout is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr is not None
    said = [each for each in process.stderr.read().splitlines() if b"names two candidates" not in each and b"error: a.jsonl#" not in each]
    process.stderr.close()

    assert 141 == process.wait(timeout=60)
    assert [] == said


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full")
@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_full_disk_is_a_message(workers: str) -> None:
    """
    Results that cannot be written are exit 2 and one sentence.
    """
    write("a.jsonl", b"\n".join(json.dumps(person(each)).encode() for each in range(300)))
    with Path("/dev/full").open("wb") as full:
        process = program("check", "a.jsonl", *ASKED, "--format", "jsonl", "--workers", workers, stdout=full)
        _, said = process.communicate(timeout=60)

    assert (2, b"error: standard output cannot be written: No space left on device\n") == (process.returncode, said)


def test_nothing_is_drawn_where_nobody_looks() -> None:
    """
    Without a terminal there is no bar on standard error.
    """
    write("a.jsonl", json.dumps(person(1)).encode())

    assert "" == called("check", "a.jsonl", *ASKED).stderr


@POSIX
@pytest.mark.parametrize(("settings", "colored"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_a_bar_is_drawn_on_a_terminal(settings: dict[str, str], colored: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Where standard error is a terminal there is a bar with the rate, without colors where NO_COLOR is set.
    """
    for name, value in {"TERM": "xterm-256color", "COLUMNS": "100", **settings}.items():
        monkeypatch.setenv(name, value)
    write("a.jsonl", people(200))
    drawn = on_terminal("check", "a.jsonl", *ASKED, "--format", "jsonl")

    assert b"a second" in drawn
    assert b"200 candidates" in drawn
    assert colored == (b"\x1b[3" in drawn)


def on_terminal(*words: str) -> bytes:
    """
    What a command says on standard error where that is a terminal.
    """
    ours, theirs = os.openpty()
    process = program(*words, stdout=subprocess.DEVNULL, stderr=theirs)
    os.close(theirs)
    drawn = b""
    while block := _read(ours):
        drawn += block
    os.close(ours)
    assert process.wait(timeout=60) == 3
    return drawn


def _read(terminal: int) -> Any:
    try:
        return os.read(terminal, 4096)
    except OSError:
        return b""
