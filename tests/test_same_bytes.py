"""
The same question has the same answer: byte for byte, on any machine, alone or among others.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

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


def printed(words: Iterable[str], folder: Path, **environment: str) -> bytes:
    """
    What ``reqcheck check`` prints, run as a program of its own in a folder and an environment.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PYTHON", "TZ"))}
    done = subprocess.run(
        [sys.executable, "-m", "reqcheck", "check", *words],
        cwd=folder,
        env={**kept, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        check=False,
    )
    assert b"" == done.stderr
    return done.stdout


ASKED = ("-r", "medical-director", "--set", "work_state=CA", "--as-of", "2026-11-22", "--fail-on", "never")


@pytest.mark.parametrize("form", ["text", "json", "jsonl"])
def test_the_same_bytes_everywhere(form: str, tmp_path: Path) -> None:
    """
    Hash seed, locale, time zone and working directory change no byte of what is printed.
    """
    tmp_path.joinpath("examples").symlink_to(ROOT / "examples")
    words = ("examples/candidates", *ASKED, "--format", form)
    here = printed(words, ROOT, PYTHONHASHSEED="1", LC_ALL="C", TZ="Pacific/Kiritimati")
    there = printed(words, tmp_path, PYTHONHASHSEED="4242", LC_ALL="C.UTF-8", TZ="Etc/GMT+12")

    assert here == there
    assert 14 == len(set(filter(lambda each: f"cand-{each:02}".encode() in here, range(1, 15))))


@pytest.mark.parametrize("form", ["text", "json"])
def test_letters_of_any_language_are_the_same_bytes_everywhere(form: str, tmp_path: Path) -> None:
    """
    A candidate whose name is not ASCII is printed as UTF-8 whatever encoding the environment asks for.
    """
    file = tmp_path / "a.json"
    file.write_text(json.dumps({"subject": {"id": "Zo\N{LATIN SMALL LETTER E WITH DIAERESIS}"}}), "utf-8")
    words = ("a.json", *ASKED, "--format", form)
    here = printed(words, tmp_path, PYTHONUTF8="0", PYTHONCOERCECLOCALE="0", LC_ALL="C")
    there = printed(words, tmp_path, LC_ALL="C.UTF-8")

    assert "Zo\N{LATIN SMALL LETTER E WITH DIAERESIS}".encode() in there
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
