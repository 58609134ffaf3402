"""
The same question has the same answer: byte for byte, on any machine, alone or among others.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import pytest

from reqcheck import (
    Catalog,
    DocumentError,
    Failure,
    Profile,
    Report,
    ReqcheckError,
    RuleSet,
    check,
    check_many,
    open_catalog,
)
from reqcheck.cli import main

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).parents[1]
CANDIDATES = sorted(ROOT.joinpath("examples", "candidates").glob("*.json"))
ON = date(2026, 11, 22)
CA = {"work_state": "CA"}


@cache
def catalog() -> Catalog:
    return open_catalog()


@cache
def ruleset() -> RuleSet:
    return catalog().load_ruleset("medical-director")


# --- as a program


def choices(option: str) -> list[str]:
    """
    What an option of ``reqcheck check`` can be.
    """
    command = main.get_command(click.Context(main), "check")
    assert command is not None
    (found,) = (each.type for each in command.params if each.name == option)
    assert isinstance(found, click.Choice)
    return list(found.choices)


FORMATS = choices("format_")
ASKED = ("-r", "medical-director", "--set", "work_state=CA", "--as-of", "2026-11-22", "--fail-on", "never")
GIVEN = ("examples/candidates", "examples/broken", "examples/batch.jsonl")
#: Checks once for each format, all in one process.
PROGRAM = """
import sys
from reqcheck.cli import main
for form in sys.argv[1].split():
    try: main([*sys.argv[2:], "--format", form], standalone_mode=False)
    except SystemExit: sys.stdout.flush()
"""


def printed(
    *words: str,
    folder: Path = ROOT,
    forms: Iterable[str] = FORMATS,
    python: Iterable[str] = (sys.executable,),
    given: bytes = b"",
    **environment: str,
) -> bytes:
    """
    What ``reqcheck check`` prints in each format, run by a Python of its own in a folder and an environment.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PYTHON", "TZ"))}
    done = subprocess.run(
        [*python, "-c", PROGRAM, " ".join(forms), "check", *words, *ASKED],
        cwd=folder,
        env={**kept, "PYTHONPATH": str(ROOT), **environment},
        input=given,
        capture_output=True,
        check=False,
    )
    assert b"" == b"\n".join(line for line in done.stderr.splitlines() if not line.startswith(b"warning: `cand-"))
    return done.stdout


@cache
def expected() -> bytes:
    return printed(*GIVEN, PYTHONHASHSEED="1", LC_ALL="C", TZ="Pacific/Kiritimati", PYTHONUTF8="0")


def test_everything_is_printed() -> None:
    """
    Every candidate is in every format.
    """
    names = [f"cand-{each:02}".encode() for each in range(1, 15)]

    assert [] == [each for each in names if expected().count(each) < len(FORMATS)]


#: Each changes many things at once: processes are dear.
ENVIRONMENTS: dict[str, dict[str, Any]] = {
    "no asserts, no docstrings, UTF-8, the other end of the world": {
        "python": (sys.executable, "-OO"),
        "PYTHONHASHSEED": "4242",
        "PYTHONUTF8": "1",
        "LC_ALL": "C.UTF-8",
        "TZ": "Etc/GMT+12",
    },
    "no asserts, warnings are errors": {
        "python": (sys.executable, "-O"),
        "PYTHONHASHSEED": "7",
        "PYTHONWARNINGS": "error",
    },
}


@pytest.mark.parametrize("around", ENVIRONMENTS.values(), ids=ENVIRONMENTS)
def test_the_same_bytes_everywhere(around: dict[str, Any]) -> None:
    """
    Hash seed, locale, time zone, encoding, optimization and warnings change no byte in any format.
    """
    assert expected() == printed(*GIVEN, **around)


def test_the_same_bytes_in_another_folder_from_many_workers(tmp_path: Path) -> None:
    """
    The working folder and the number of processes change no byte in any format.
    """
    tmp_path.joinpath("examples").symlink_to(ROOT / "examples")

    assert expected() == printed(*GIVEN, "--workers", "3", folder=tmp_path)


def test_the_same_bytes_from_standard_input(tmp_path: Path) -> None:
    """
    Candidates from a file, as lines or as a list, have the bytes of those from standard input.
    """
    lines = b"\n".join(json.dumps(each).encode() for each in documents()) + b"\n"
    tmp_path.joinpath("a.jsonl").write_bytes(lines)
    tmp_path.joinpath("a.json").write_text(json.dumps(documents()), "utf-8")
    forms = ("json",)  # standard input is read but once
    from_file = printed("a.jsonl", folder=tmp_path, forms=forms)

    assert from_file == printed("-", folder=tmp_path, forms=forms, given=lines)
    assert from_file == printed("a.json", folder=tmp_path, forms=forms)


def others() -> list[str]:
    """
    Newer Pythons on this machine that have what reqcheck needs.
    """
    needed = "import attrs, cattrs, click, jiter, msgspec, pluggy, rich, yaml"
    names = [f"python3.{minor}" for minor in range(sys.version_info.minor + 1, 20)]
    paths = filter(None, map(shutil.which, names))
    return [each for each in paths if not subprocess.run([each, "-c", needed], capture_output=True, check=False).returncode]


def test_the_same_bytes_from_a_newer_python() -> None:
    """
    A newer Python changes no byte in any format.
    """
    for each in others() or pytest.skip("no newer Python has what reqcheck needs"):
        assert expected() == printed(*GIVEN, python=(each,))


def test_letters_of_any_language_are_the_same_bytes_everywhere(tmp_path: Path) -> None:
    """
    A candidate whose name is not ASCII is printed as UTF-8 whatever encoding the environment asks for.
    """
    name = "Zo\N{LATIN SMALL LETTER E WITH DIAERESIS}"
    tmp_path.joinpath("a.json").write_text(json.dumps({"subject": {"id": name}}), "utf-8")
    here = printed("a.json", folder=tmp_path, PYTHONUTF8="0", PYTHONCOERCECLOCALE="0", LC_ALL="C")
    there = printed("a.json", folder=tmp_path, PYTHONUTF8="1")

    assert name.encode() in there
    assert there == here


# --- many at once


def documents() -> list[dict[str, Any]]:
    return [json.loads(each.read_bytes()) for each in CANDIDATES]


def many(candidates: Iterable[Any]) -> list[Report | Failure]:
    return list(check_many(candidates, ruleset(), as_of=ON, parameters=CA))


def test_many_are_checked_as_one_is() -> None:
    """
    Candidates checked together, in any order and given in any form, have the reports they have alone.
    """
    alone = [check(Profile.from_dict(each), ruleset(), as_of=ON, parameters=CA).to_json() for each in documents()]
    profiles = [Profile.from_dict(each) for each in documents()]
    texts = [each.read_bytes() for each in CANDIDATES]

    for given in (documents(), profiles, texts, [each.decode() for each in texts]):
        assert alone == [each.to_json() for each in many(given)]
        assert alone[::-1] == [each.to_json() for each in many(given[::-1])]


@pytest.mark.parametrize("bad", [b"{", "", b"\xff\xfe", {"licences": []}, {"recorded_on": 7}, "[]", b"null"])
def test_one_bad_candidate_leaves_the_others_alone(bad: Any) -> None:
    """
    One candidate that cannot be read is a failure at its place; the bytes of the others stay as they were.
    """
    before = [each.to_json() for each in many(documents())]
    results = many([*documents()[:3], bad, *documents()[3:]])

    assert isinstance(results[3], Failure)
    assert before == [each.to_json() for each in [*results[:3], *results[4:]]]


def test_candidates_are_taken_one_by_one() -> None:
    """
    Asking for a result takes one candidate, and asking for none takes none.
    """
    taken = 0

    def counted() -> Iterator[dict[str, Any]]:
        nonlocal taken
        for each in documents():
            taken += 1
            yield each

    results = check_many(counted(), ruleset(), as_of=ON, parameters=CA)
    steps = [taken]
    for _ in range(3):
        next(results)
        steps.append(taken)

    assert [0, 1, 2, 3] == steps


def test_errors_of_the_rule_set_come_before_any_candidate() -> None:
    """
    Parameters that do not fit are refused when `check_many` is called, before a candidate is taken.
    """

    def untouched() -> Iterator[dict[str, Any]]:
        pytest.fail("a candidate was taken")
        yield {}

    wrong: list[dict[str, object]] = [{}, {"work_state": "Atlantis"}, {**CA, "clinical_years": "x"}, {**CA, "y": 1}]
    for parameters in wrong:
        with pytest.raises(ReqcheckError) as caught:
            check_many(untouched(), ruleset(), as_of=ON, parameters=parameters)

        assert DocumentError is type(caught.value)
