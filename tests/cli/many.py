"""
Many candidates, and the command as a program of its own: what tests of whole folders share.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from reqcheck.cli import main

ROOT = Path(__file__).parents[2]
RULES = """\
schema: reqcheck.ruleset/1
id: tiny
title: Tiny
requirements:
  first: {criterion: {kind: degree, degree: [MHA, MBA]}, level: preferred}
  second: {criterion: {kind: degree, degree: [MD, DO]}}
"""
#: A kind that takes its time unless there is a file "hurry", and ends its process where it is asked about
#: somebody called so.
SLOW = """\
import os
import time
from typing import ClassVar

import attrs

from reqcheck import Context, Finding, Profile, Reason, hookimpl


@attrs.frozen
class Slow:
    kind: ClassVar[str] = "acme/slow"

    def assess(self, profile: Profile, context: Context) -> Finding:
        if profile.subject.id == "deadly":
            os._exit(7)
        if not os.path.exists("hurry"):
            time.sleep(0.02)
        return Finding.of(True, Reason("acme.slow", "took its time"))


@hookimpl
def reqcheck_criteria() -> list[type]:
    return [Slow]
"""
ASKED = ("-r", "tiny.yaml", "--as-of", "2026-11-22")


def person(number: int, degree: str = "MD") -> dict[str, Any]:
    """
    A candidate who has a degree.
    """
    education = [{"degree": degree, "status": "conferred", "conferred": "2001"}]
    return {"subject": {"id": f"p{number}"}, "education": education}


def people(number: int) -> bytes:
    """
    JSON Lines of all sorts: blank ones, some that cannot be read, people without an id, or with one that
    holds what some take for the end of a line.
    """
    lines = []
    for each in range(number):
        document: Any = person(each, ("MD", "BSc", "MBA")[each % 3])
        if each % 7 == 3:
            document = {**document, "licences": []}
        if each % 11 == 5:
            del document["subject"]
        if each % 17 == 9:
            document["subject"] = {"id": f"p{each}\u2028\x85"}
        text = "{" if each % 13 == 7 else json.dumps(document)
        lines += ["  "] * (each % 5 == 2) + [text]
    return "\n".join(lines).encode()


def called(*words: str, given: bytes | None = None) -> Result:
    """
    What the command does; anything but an exit is a traceback to the one who called it.
    """
    result = CliRunner().invoke(main, words, input=given, prog_name="reqcheck")
    assert result.exception is None or isinstance(result.exception, SystemExit), repr(result.exception)
    return result


def program(*words: str, **settings: Any) -> subprocess.Popen[Any]:
    """
    The command as a process of its own, in the folder where the test is; an interrupt ends it.
    """
    command = [sys.executable, "-m", "reqcheck", *words]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **settings}
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # as in a shell's background; the process would ignore it too
        signal.signal(signal.SIGINT, signal.default_int_handler)
    return subprocess.Popen(command, env=env, **pipes)


def folder(path: Path) -> None:
    """
    The rule sets and the plugin that the tests ask for.
    """
    path.joinpath("tiny.yaml").write_text(RULES, "utf-8")
    path.joinpath("slow.py").write_text(SLOW, "utf-8")
    slow = "  third: {criterion: {kind: acme/slow}}\n"
    path.joinpath("slow.yaml").write_text(RULES + slow, "utf-8")
