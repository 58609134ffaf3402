"""
The same check gives the same bytes: anywhere, in any company, one by one or as a stream.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from profiles import ON, catalog
from worlds import Document

from reqcheck import Failure, Profile, Report, RuleSet, check_many

ROOT = Path(__file__).parents[2]
CANDIDATES = sorted((ROOT / "examples" / "candidates").glob("*.json"))
RULESETS = sorted((ROOT / "rulesets").glob("*.yaml"))

SCRIPT = """
import sys
from datetime import date
from pathlib import Path
from reqcheck import check, load_profile, load_ruleset

root = Path(sys.argv[1])
for path in sorted((root / "rulesets").glob("*.yaml")):
    rules = load_ruleset(path)
    given = {name: "CA" if each.type == "jurisdiction" else "5" for name, each in rules.parameters.items() if each.default is None}
    for candidate in sorted((root / "examples" / "candidates").glob("*.json")):
        report = check(load_profile(candidate), rules, as_of=date(2026, 11, 22), parameters=given)
        sys.stdout.buffer.write(report.to_json().encode() + b"\\n")
"""

PLACES = [
    {"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "Pacific/Kiritimati", "LANG": "C"},
    {"PYTHONHASHSEED": "20261122", "LC_ALL": "C.UTF-8", "TZ": "Pacific/Pago_Pago", "LANG": "tr_TR.UTF-8"},
]


def test_two_processes_write_the_same_bytes(tmp_path: Path) -> None:
    """
    Hash seed, locale, time zone and working directory change nothing in the reports on all examples.
    """
    running = []
    for number, place in enumerate(PLACES):
        folder = tmp_path / str(number)
        folder.mkdir()
        environment = {**os.environ, **place, "PYTHONPATH": str(ROOT), "HOME": str(folder)}
        command = [sys.executable, "-W", "error", "-c", SCRIPT, str(ROOT)]
        running.append(subprocess.Popen(command, env=environment, cwd=folder, stdout=subprocess.PIPE))
    first, second = (each.communicate(timeout=60)[0] for each in running)

    expected = (len(CANDIDATES) * len(RULESETS), [0, 0], True)

    assert (len(first.splitlines()), [each.returncode for each in running], first == second) == expected


def given(rules: RuleSet) -> dict[str, object]:
    """
    Values for the parameters that have no default.
    """
    return {name: "CA" if each.type == "jurisdiction" else "5" for name, each in rules.parameters.items() if each.default is None}


def many(candidates: Any, rules: RuleSet) -> Iterator[Report | Failure]:
    """
    The candidates checked as a stream.
    """
    return catalog().check_many(candidates, rules, as_of=ON, parameters=given(rules))


@pytest.fixture(scope="module", params=RULESETS, ids=lambda path: path.stem)
def rules(request: pytest.FixtureRequest) -> RuleSet:
    """
    Each of the built-in rule sets.
    """
    return catalog().load_ruleset(Path(request.param))


@pytest.fixture(scope="module")
def texts() -> list[str]:
    """
    The example candidates as text.
    """
    return [each.read_text("utf-8") for each in CANDIDATES]


@pytest.mark.parametrize("form", [str, str.encode, json.loads, Profile.from_json], ids=["text", "bytes", "document", "profile"])
def test_a_stream_is_its_candidates_checked_one_by_one(rules: RuleSet, texts: list[str], form: Any) -> None:
    """
    check_many gives the bytes of single checks, in order, whatever form the candidates have.
    """
    expected = [
        catalog().check(Profile.from_json(each), rules, as_of=ON, parameters=given(rules)).to_json() for each in texts
    ]

    assert [each.to_json() for each in many(map(form, texts), rules)] == expected


BAD: list[tuple[str, Any]] = [
    ("cut off", '{"schema": "reqcheck.profile/1", "licenses": ['),
    ("no mapping", "[1, 2]"),
    ("unknown section", {"schema": "reqcheck.profile/1", "licences": [], "subject": {"id": "bad"}}),
    ("impossible date", {"schema": "reqcheck.profile/1", "licenses": [{"issued": "2026-02-30"}]}),
    ("not UTF-8", b"\xff\xfe\x00"),
    ("deep", "[" * 100_000),
    ("twice", '{"schema": "reqcheck.profile/1", "none": [], "none": []}'),
    ("half a letter", '{"schema": "reqcheck.profile/1", "subject": {"id": "\\ud800"}}'),
]


@pytest.mark.parametrize(("name", "bad"), BAD, ids=[name for name, _ in BAD])
def test_one_bad_profile_leaves_the_others_as_they_are(rules: RuleSet, texts: list[str], name: str, bad: Any) -> None:
    """
    A candidate that cannot be read is a failure in its place, and changes no byte of the others.
    """
    good = [each.to_json() for each in many(texts, rules)]

    expected = [*good[:3], True, *good[3:]]

    found = list(many([*texts[:3], bad, *texts[3:]], rules))
    assert [isinstance(each, Failure) if at == 3 else each.to_json() for at, each in enumerate(found)] == expected


def test_a_failure_names_the_candidate_and_its_problems() -> None:
    """
    A failure has the id that can still be read, and says where the problem is without quoting it.
    """
    bad = {"schema": "reqcheck.profile/1", "subject": {"id": "c-9"}, "licenses": [{"issued": "secret"}]}
    failure = next(many([bad], catalog().load_ruleset(RULESETS[0])))
    assert isinstance(failure, Failure)

    expected = ("c-9", ["/licenses/0/issued"], False)

    assert (failure.candidate, [each.pointer for each in failure.problems], "secret" in failure.to_json()) == expected


def test_candidates_are_taken_one_at_a_time(rules: RuleSet, texts: list[str]) -> None:
    """
    Nothing is read ahead: each report comes before the next candidate is asked for.
    """
    taken: list[int] = []

    def stream() -> Iterator[str]:
        for number, each in enumerate(texts):
            taken.append(number)
            yield each

    reports = many(stream(), rules)
    before = list(taken)
    seen = []
    for _ in range(3):
        next(reports)
        seen.append(list(taken))

    expected: tuple[list[int], list[list[int]]] = ([], [[0], [0, 1], [0, 1, 2]])

    assert (before, seen) == expected


def test_an_endless_stream_is_no_matter(texts: list[str]) -> None:
    """
    Candidates may come for ever; as many are checked as are asked for.
    """
    rules = catalog().load_ruleset(RULESETS[0])

    def forever() -> Iterator[str]:
        while True:
            yield texts[0]

    reports = check_many(forever(), rules, as_of=ON, parameters=given(rules))

    expected = 1

    assert len({next(reports).to_json() for _ in range(20)}) == expected


def test_a_check_leaves_nothing_behind(rules: RuleSet, texts: list[str]) -> None:
    """
    Checks in any order, repeated and of the same profile object, write the same bytes.
    """
    profiles = [Profile.from_json(each) for each in texts]
    first = [each.to_json() for each in many(profiles, rules)]

    expected = (first, first[::-1], first)

    backwards = [each.to_json() for each in many(reversed(profiles), rules)]
    again = [each.to_json() for each in many(profiles, rules)]
    assert (first, backwards, again) == expected


def test_a_document_is_not_changed_by_reading_it(texts: list[str]) -> None:
    """
    from_dict leaves the document that it was given as it was.
    """
    document: Document = json.loads(texts[0])
    document["subject"]["display_name"] = None
    before = json.dumps(document)
    Profile.from_dict(document)

    assert json.dumps(document) == before
