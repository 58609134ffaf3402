"""
Cases as they are read: from a rule set and beside it, strictly, with the place of everything wrong.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from suites import HEAD, RULES, catalog, written

from reqcheck import Decision, DocumentError, Status, load_suite

FINE = "  fine: {expect: {decision: qualified}}\n"


def refused(folder: Path, cases: str, head: str = HEAD, rules: str = RULES) -> list[str]:
    """
    What is wrong with cases, without the lines that are shown.
    """
    file = written(folder, cases, head, rules)
    with pytest.raises(DocumentError) as caught:
        load_suite(file, catalog())
    return [each.under("").removeprefix(":").splitlines()[0] for each in caught.value.problems]


# --- what is read


def test_a_case_is_read_with_what_holds_for_all(tmp_path: Path) -> None:
    """
    A case has its own values before those that are given for all cases.
    """
    cases = (
        "  a:\n    as_of: 2025-01-01\n    parameters: {years: 3}\n    expect: {statuses: {work: not_met}, missing: [/a]}\n"
        "  b:\n    expect: {decision: qualified}\n"
    )
    first, second = load_suite(written(tmp_path, cases, HEAD.replace("cases:", "parameters: {setting: clinic}\ncases:")), catalog()).cases

    assert (first.name, first.as_of, second.as_of) == ("a", date(2025, 1, 1), date(2026, 6, 30))
    assert (first.parameters, second.parameters) == ({"setting": "clinic", "years": "3"}, {"setting": "clinic"})
    assert (first.expected.decision, first.expected.statuses) == (None, {"work": Status.NOT_MET})
    assert (first.expected.missing, second.expected.missing) == (frozenset({"/a"}), None)
    assert (second.expected.decision, second.expected.statuses) == (Decision.QUALIFIED, {})
    assert first.profile == second.profile
    assert (first.place.line, first.file) == (9, str(tmp_path / "tiny.test.yaml"))


def test_cases_stand_in_the_rule_set_or_beside_it(tmp_path: Path) -> None:
    """
    The cases under `tests` come first, then those of the file beside it; each has its own profile.
    """
    rules = f"{RULES}tests:\n  as_of: 2026-01-01\n  cases:\n    own: {{profile: {{}}, expect: {{decision: needs_review}}}}\n"
    suite = load_suite(written(tmp_path, FINE, rules=rules), catalog())

    assert ["own", "fine"] == [each.name for each in suite.cases]
    assert [str(tmp_path / "tiny.yaml"), str(tmp_path / "tiny.test.yaml")] == [each.file for each in suite.cases]


def test_a_check_does_not_read_tests(tmp_path: Path) -> None:
    """
    A rule set with broken tests can be used all the same: only who runs them is told.
    """
    file = written(tmp_path, FINE, rules=f"{RULES}tests: {{caces: 1}}\n")

    assert "acme/tiny" == catalog().load_ruleset(file).id
    with pytest.raises(DocumentError, match="did you mean `cases`"):
        load_suite(file, catalog())


@pytest.mark.parametrize("named", ["clinical-director", "./other.yaml", "other.yaml", "below/other.yaml"])
def test_a_file_with_tests_may_name_its_rule_set(tmp_path: Path, named: str) -> None:
    """
    `ruleset` is an id, or a path in the folder of the file.
    """
    (tmp_path / "below").mkdir()
    for folder in (tmp_path, tmp_path / "below"):
        (folder / "other.yaml").write_text(RULES, "utf-8")
    file = tmp_path / "some.test.yaml"
    file.write_text(f"ruleset: {named}\n{HEAD}{FINE}", "utf-8")

    assert load_suite(file, catalog()).ruleset.id in ("acme/tiny", "clinical-director")


def test_a_profile_may_stand_in_a_file(tmp_path: Path) -> None:
    """
    A path starts in the folder of the file that names it, and a patch changes what was read.
    """
    (tmp_path / "people").mkdir()
    (tmp_path / "people" / "one.json").write_text('{"licenses": [{"type": "medical"}]}', "utf-8")
    file = written(tmp_path, "  a: {profile: people/one.json, patch: {/licenses/0/number: 12}, expect: {decision: qualified}}\n")
    suite = load_suite(file, catalog())

    assert "12" == suite.cases[0].profile.licenses[0].number


@pytest.mark.parametrize("text", ["{}", "[]"])
def test_every_file_on_the_way_is_told(tmp_path: Path, text: str) -> None:
    """
    The files that were opened are known, whether or not something is wrong with one of them.
    """
    (tmp_path / "one.json").write_text(text, "utf-8")
    file, opened = written(tmp_path, "  a: {profile: one.json, expect: {decision: qualified}}\n"), list[str]()
    with suppress(DocumentError):
        load_suite(file, catalog(), opened=opened)

    assert [str(tmp_path / each) for each in ("tiny.yaml", "tiny.test.yaml", "one.json")] == opened


def test_a_patch_takes_away_what_it_sets_to_null(tmp_path: Path) -> None:
    """
    Null is absent, in a patch as anywhere in a profile; the profile of the other cases stays whole.
    """
    cases = f"  a: {{patch: {{/licenses: null, /positions/0/end: ~}}, expect: {{decision: qualified}}}}\n{FINE}"
    first, second = (each.profile for each in load_suite(written(tmp_path, cases), catalog()).cases)

    assert ((), None) == (first.licenses, first.positions[0].end)
    assert (1, "..") == (len(second.licenses), str(second.positions[0].end))


# --- what is refused

#: Cases, and what is said of them.
WRONG = {
    "an unknown name": ("  a: {patsh: {}, expect: {decision: qualified}}\n", ["8:7: unknown name `patsh`; did you mean `patch`?"]),
    "no expectation": ("  a: {}\n", ["8:6: `expect` is missing"]),
    "an empty expectation": ("  a: {expect: {}}\n", ["8:15: nothing is expected; say `decision`, `statuses` or `missing`"]),
    "no requirement": (
        "  a: {expect: {statuses: {}}}\n",
        ["8:26: names no requirement; name at least one, or leave it out"],
    ),
    "nothing for a profile": (
        "  a: {profile: , expect: {decision: qualified}}\n",
        ["8:16: nothing stands here; write a value or leave the name out"],
    ),
    "an unknown decision": ("  a: {expect: {decision: qualifed}}\n", ["8:26: `qualifed` is not possible here; did you mean `qualified`?"]),
    "an unknown status": ("  a: {expect: {statuses: {work: mett}}}\n", ["8:33: `mett` is not possible here; did you mean `met`?"]),
    "an unknown requirement": (
        "  a: {expect: {statuses: {licence: met}}}\n",
        ["8:27: acme/tiny has no requirement `licence`; did you mean `license`?"],
    ),
    "no pointer": ("  a: {expect: {missing: [status]}}\n", ["8:26: must be a JSON pointer such as /licenses/0/status, not `status`"]),
    "a year for a day": (
        "  a: {as_of: 2026, expect: {decision: qualified}}\n",
        ["8:14: `2026` is not one day; write 2026-01-01 or 2026-12-31"],
    ),
    "an unknown parameter": (
        "  a: {parameters: {yeers: 2}, expect: {decision: qualified}}\n",
        ["8:20: no parameter is called `yeers`; did you mean `years`?"],
    ),
    "a bad parameter": (
        "  a: {parameters: {years: two}, expect: {decision: qualified}}\n",
        ["8:27: `years` must be a number such as 5 or 2.5, not `two`"],
    ),
    "a day that nothing asks for": (
        "  a: {dates: {start: 2026-01-01}, expect: {decision: qualified}}\n",
        ["8:14: `start` is asked by no criterion of acme/tiny: none uses a named day; leave it out"],
    ),
    "a wrong value of a profile": (
        "  a: {profile: {positions: [{fte: full}]}, expect: {decision: qualified}}\n",
        ["8:35: /positions/0/fte: must be a number above 0 to 1, not text"],
    ),
    "an unknown field of a profile": (
        "  a: {profile: {licences: []}, expect: {decision: qualified}}\n",
        ["8:17: /licences: unknown field `licences`; did you mean `licenses`?"],
    ),
    "a wrong value in a patch": (
        "  a: {patch: {/licenses/-: {expires: soon}}, expect: {decision: qualified}}\n",
        ['8:38: /licenses/1/expires: must be a date: 2015, 2015-03 or 2015-03-14, or ".." where it is open'],
    ),
    "an unknown field in a patch": (
        "  a: {patch: {/licenses/0/expire: 2027}, expect: {decision: qualified}}\n",
        ["8:15: /licenses/0/expire: unknown field `expire`; did you mean `expires`?"],
    ),
    "a patch of nothing": (
        "  a: {patch: {/licenses/4/status: active}, expect: {decision: qualified}}\n",
        ["8:15: /licenses/4/status: there is no such item; the list has 1"],
    ),
    "a patch that is no mapping": (
        "  a: {patch: [1], expect: {decision: qualified}}\n",
        ["8:14: a patch is values by their JSON pointers, such as {/licenses/0/status: expired}"],
    ),
    "a list for a profile": (
        "  a: {profile: [], expect: {decision: qualified}}\n",
        ["8:16: a profile is a mapping, or the path of a JSON file, not a list"],
    ),
    "a profile that is not there": (
        "  a: {profile: nobody.json, expect: {decision: qualified}}\n",
        ["8:16: nobody.json: cannot be read: No such file or directory"],
    ),
    "no case": ("  {}\n", ["8:3: `cases` is a mapping from names to cases, not an empty one"]),
    "a name twice": (f"{FINE}{FINE}", ["9:3: `fine` is written twice; it stands on line 8 already"]),
    "everything at once": (
        "  a: {as_of: soon, patsh: 1, expect: {decision: x, statuses: {work: met, lizense: no}, missing: a}}\n",
        [
            "8:14: `soon` is not a date; write a full one such as 2015-01-01",
            "8:20: unknown name `patsh`; did you mean `patch`?",
            "8:49: `x` is not possible here; there is `needs_review`, `not_applicable`, `not_qualified`, `qualified`, `qualified_on_condition`",
            "8:74: acme/tiny has no requirement `lizense`; did you mean `license`?",
            "8:83: `no` is not possible here; there is `error`, `met`, `not_applicable`, `not_met`, `undetermined`",
            "8:97: must be a JSON pointer such as /licenses/0/status, not `a`",
        ],
    ),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_wrong_is_told_where_it_stands(tmp_path: Path, wrong: str) -> None:
    """
    Every problem of a file with cases is told at once, with its line and column.
    """
    cases, expected = WRONG[wrong]

    assert expected == refused(tmp_path, cases)


#: What a file holds before its cases, and what is said of it.
HEADS = {
    "no day": ("schema: reqcheck.tests/1\nprofile: {}\ncases:\n", "4:3: no day: give the case an `as_of`, or one to all cases beside `cases`"),
    "no candidate": (
        "schema: reqcheck.tests/1\nas_of: 2026-01-01\ncases:\n",
        "4:3: no candidate: give the case a `profile`, or one to all cases beside `cases`",
    ),
    "no schema": ("as_of: 2026-01-01\ncases:\n", "1:1: a set of tests begins with `schema: reqcheck.tests/1`"),
    "another schema": ("schema: reqcheck.ruleset/1\ncases:\n", "1:9: a set of tests begins with `schema: reqcheck.tests/1`"),
    "an unknown rule set": (
        f"ruleset: clinical-directr\n{HEAD}",
        "1:10: no rule set is called `clinical-directr`; did you mean `clinical-director`?",
    ),
    "another rule set": (
        f"ruleset: clinical-director\n{HEAD}",
        "1:10: the file stands beside acme/tiny and tests clinical-director; give it another name, or leave `ruleset` out",
    ),
    "a wrong profile for all": (
        HEAD.replace("issued: 2020", "issued: [2020]"),
        "5:67: /licenses/0/issued: must be a date: 2015, 2015-03 or 2015-03-14; not a list",
    ),
}


@pytest.mark.parametrize("head", HEADS)
def test_what_is_wrong_before_the_cases_is_told_once(tmp_path: Path, head: str) -> None:
    """
    What holds for all cases is told where it stands, and not once more for each of them.
    """
    text, expected = HEADS[head]

    assert [expected] == refused(tmp_path, FINE, text)


def test_a_value_that_is_needed_has_to_be_given(tmp_path: Path) -> None:
    """
    A parameter without a value is asked for where the case stands.
    """
    rules = RULES.replace("{type: number, default: 2}", "{type: number, title: Years}")
    expected = "8:3: `years` (Years) is not set; acme/tiny asks for it: write it under `parameters`"

    assert [expected] == refused(tmp_path, FINE, rules=rules)


@pytest.mark.parametrize("path", ["../one.json", "a/../../one.json", "link.json", "linked/one.json", "{absolute}", "a\\\\one.json"])
def test_a_path_stays_in_its_folder(tmp_path: Path, path: str) -> None:
    """
    No path leaves the folder of the file: not by `..`, not from the root, not by a link.
    """
    outside, folder = tmp_path / "one.json", tmp_path / "rules"
    outside.write_text("{}", "utf-8")
    folder.mkdir()
    (folder / "link.json").symlink_to(outside)
    (folder / "linked").symlink_to(tmp_path)
    (folder / "a").mkdir()
    name = path.replace("{absolute}", str(outside))
    (told,) = refused(folder, f'  a: {{profile: "{name}", expect: {{decision: qualified}}}}\n')

    assert "a path may not leave the folder" in told or "a path is relative to this file" in told


def test_tests_without_a_rule_set_say_so(tmp_path: Path) -> None:
    """
    A file with tests that stands alone and names no rule set is refused.
    """
    (tmp_path / "alone.test.yaml").write_text(HEAD + FINE, "utf-8")

    with pytest.raises(DocumentError, match=r"There is no alone.yaml beside them; name a rule set under `ruleset`"):
        load_suite(tmp_path / "alone.test.yaml", catalog())


def test_a_case_has_one_name(tmp_path: Path) -> None:
    """
    A case beside the rule set may not have the name of one in it.
    """
    rules = f"{RULES}tests: {{as_of: 2026-01-01, profile: {{}}, cases: {{fine: {{expect: {{decision: qualified}}}}}}}}\n"

    assert ["8:3: a case under `tests` of the rule set has this name already"] == refused(tmp_path, FINE, rules=rules)
