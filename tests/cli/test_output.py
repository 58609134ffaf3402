"""
Where results go: standard output or a file, and what is left behind when they cannot be written.
"""

from __future__ import annotations

import errno
import json
import os
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

import pytest
from click.testing import CliRunner
from results import failure, report

from reqcheck.cli import main
from reqcheck.cli.output import FORMATS, write

ROOT = Path(__file__).parents[2]
RESULTS = [report("words", "ann"), failure("broken", "eve")]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def files() -> dict[str, str]:
    """
    The files of the folder with what they hold.
    """
    return {each.name: each.read_text("utf-8") for each in Path().iterdir()}


def refused(capsys: pytest.CaptureFixture[str], path: str, results: Any = RESULTS, form: str = "jsonl") -> str:
    """
    What is said on stderr of a file that cannot be written; the exit code is 2.
    """
    with pytest.raises(SystemExit) as stopped:
        write(results, form, path)

    assert 2 == stopped.value.code
    told = capsys.readouterr()
    assert "" == told.out
    return told.err


# --- files


@pytest.mark.parametrize("form", FORMATS)
def test_check_writes_every_format_to_a_file(form: str) -> None:
    """
    `check -o` prints nothing, keeps its exit code, and the file has every candidate.
    """
    words = ["check", str(ROOT / "examples" / "batch.jsonl"), "-r", "clinical-director", "--as-of", "2026-11-22"]
    result = CliRunner().invoke(main, [*words, "--format", form, "-o", "out"], prog_name="reqcheck")
    written = files()["out"]

    assert (3, "") == (result.exit_code, result.stdout)
    assert [] == [each for each in ("cand-21", "cand-25", "batch.jsonl#3") if each not in written]


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_holds_what_standard_output_would(form: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """
    A file has the bytes that standard output has, of every format; `-` is standard output.
    """
    write(RESULTS, form, "out")
    write(RESULTS, form)
    write(RESULTS, form, "-")
    printed = capfdbinary.readouterr().out

    assert Path("out").read_bytes() * 2 == printed
    assert {"out"} == set(files())


def test_a_file_is_replaced_when_all_is_written() -> None:
    """
    Until the last result is there, the old file stands as it was.
    """
    Path("out").write_text("old", "utf-8")
    seen = []

    def results() -> Iterator[Any]:
        for each in RESULTS:
            yield each
            seen.append(Path("out").read_text("utf-8"))

    write(results(), "jsonl", "out")

    assert ["old", "old"] == seen
    assert ["ann", "eve"] == [json.loads(each)["candidate"] for each in files()["out"].splitlines()]
    assert {"out"} == set(files())


@pytest.mark.parametrize("problem", [ValueError("boom"), KeyboardInterrupt(), SystemExit(3), OSError(5, "boom")])
@pytest.mark.parametrize("form", ["jsonl", "html", "json"])
def test_whatever_stops_it_leaves_no_half_file(problem: BaseException, form: str) -> None:
    """
    An error between two results, whatever it is, goes on its way and leaves the folder as it was.
    """

    def results() -> Iterator[Any]:
        yield RESULTS[0]
        raise problem

    Path("old").write_text("old", "utf-8")
    for name in ("old", "new"):
        with pytest.raises(type(problem)):
            write(results(), form, name)

    assert {"old": "old"} == files()


class Full:
    """
    A file on a disk that is full once so many characters are written, or when it is closed.
    """

    def __init__(self, file: IO[str], room: int) -> None:
        self.file, self.room = file, room

    def write(self, text: str) -> None:
        self.room -= len(text)
        if self.room < 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        self.file.write(text)

    def flush(self) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    def close(self) -> None:
        self.file.close()
        raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("room", [0, 10, 100_000])
@pytest.mark.parametrize("form", FORMATS)
def test_a_full_disk_is_told_and_leaves_the_old_file(
    room: int, form: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    A disk that is full, at once or at the end, is exit 2 with a sentence; the old file stands and no other.
    """
    Path("out").write_text("old", "utf-8")
    whole = Path.open
    with monkeypatch.context() as patched:
        patched.setattr(Path, "open", lambda *words, **named: Full(whole(*words, **named), room))
        said = refused(capsys, "out", form=form)

    assert "error: `out` cannot be written: No space left on device\n" == said
    assert {"out": "old"} == files()


def test_a_folder_that_is_not_there_is_told_before_any_result(capsys: pytest.CaptureFixture[str]) -> None:
    """
    A file that cannot be begun is told before the first result is asked for.
    """

    def results() -> Iterator[Any]:
        pytest.fail("a result was asked for")
        yield {}

    Path("folder").mkdir()
    long = "a" * 300

    assert "error: `nowhere/out` cannot be written: No such file or directory\n" == refused(capsys, "nowhere/out", results())
    assert "error: `folder` cannot be written: Is a directory\n" == refused(capsys, "folder", results())
    assert f"error: `{long}` cannot be written: File name too long\n" == refused(capsys, long, results())
    assert "`a\\u001b[31m/b`" in refused(capsys, "a\x1b[31m/b", results())


@pytest.mark.skipif(os.name != "posix", reason="permissions of another kind")
def test_a_new_file_has_the_usual_permissions_and_an_old_one_its_own() -> None:
    """
    A new file may be read as the user's other files may; one that is replaced keeps its permissions.
    """
    Path("old").touch()
    Path("old").chmod(0o640)
    mask = os.umask(0o022)
    try:
        for name in ("old", "new"):
            write(RESULTS, "jsonl", name)
    finally:
        os.umask(mask)

    assert [0o640, 0o644] == [stat.S_IMODE(Path(each).stat().st_mode) for each in ("old", "new")]


@pytest.mark.skipif(os.name != "posix", reason="links of another kind")
def test_a_link_stays_a_link() -> None:
    """
    A link is followed: the file it names is replaced, and the link stays.
    """
    Path("there").mkdir()
    Path("link").symlink_to("there/out")
    write(RESULTS, "jsonl", "link")

    assert Path("link").is_symlink()
    assert ["out"] == [each.name for each in Path("there").iterdir()]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_with_a_name_is_written_as_it_is() -> None:
    """
    What is no plain file is written and stays what it is.
    """
    os.mkfifo("pipe")
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(Path("pipe").read_bytes()))
    reader.start()
    write(RESULTS, "jsonl", "pipe")
    reader.join(10)

    assert 2 == read[0].count(b"\n")
    assert stat.S_ISFIFO(Path("pipe").stat().st_mode)


# --- standard output, of a program of its own

SCRIPT = """
import sys
from reqcheck.cli import main
from reqcheck.cli.output import write
from results import report
write((report("words", str(each)) for each in range(1000)), sys.argv[1])
"""


def started(form: str, **streams: Any) -> subprocess.Popen[bytes]:
    paths = os.pathsep.join(map(str, (ROOT, ROOT / "tests" / "rendering")))
    words = [sys.executable, "-c", SCRIPT, form]
    return subprocess.Popen(words, env={**os.environ, "PYTHONPATH": paths}, stderr=subprocess.PIPE, **streams)


@pytest.mark.skipif(os.name != "posix", reason="pipes of another kind")
@pytest.mark.parametrize("form", ["text", "jsonl", "html"])
def test_a_closed_pipe_ends_it_quietly(form: str) -> None:
    """
    When nobody reads on, the program ends as other commands do, with 128 + SIGPIPE, and says nothing.
    """
    program = started(form, stdout=subprocess.PIPE)
    assert program.stdout is not None
    assert program.stderr is not None
    program.stdout.read(10)
    program.stdout.close()

    assert b"" == program.stderr.read()
    assert 141 == program.wait(60)
    program.stderr.close()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
@pytest.mark.parametrize("form", ["jsonl", "json"])
def test_a_full_device_is_told(form: str) -> None:
    """
    Standard output that cannot be written is exit 2 with one sentence.
    """
    with Path("/dev/full").open("wb") as full:
        program = started(form, stdout=full)
        _, said = program.communicate(timeout=60)

    assert b"error: standard output cannot be written: No space left on device\n" == said
    assert 2 == program.returncode


@pytest.mark.skipif(os.name != "posix", reason="streams of another kind")
def test_standard_output_that_is_not_there_is_told() -> None:
    """
    A program that was started without standard output says so.
    """
    program = started("jsonl", preexec_fn=lambda: os.close(1))
    _, said = program.communicate(timeout=60)

    assert b"error: standard output is closed\n" == said
    assert 2 == program.returncode


@pytest.mark.skipif(os.name != "posix", reason="terminals of another kind")
def test_text_on_a_terminal_has_colors() -> None:
    """
    On a terminal text is drawn with the words that it has in a file, and colored.
    """
    import pty

    ours, theirs = pty.openpty()
    script = SCRIPT.replace("1000", "1")
    paths = os.pathsep.join(map(str, (ROOT, ROOT / "tests" / "rendering")))
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR")}
    environment = {**kept, "PYTHONPATH": paths, "TERM": "xterm-256color", "COLUMNS": "110"}
    program = subprocess.Popen([sys.executable, "-c", script, "text"], env=environment, stdout=theirs)
    program.wait(60)
    os.close(theirs)
    drawn = b""
    with suppress(OSError):
        while piece := os.read(ours, 1 << 16):
            drawn += piece
    os.close(ours)

    assert b"\x1b[1;31m0: NOT QUALIFIED" in drawn
    assert 0 == program.returncode
