"""
What each rule finds and what it does not, with the place of every finding.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from linting_cases import BASIS, HEAD, ON, asking, catalog, codes, lint, marked, places

from reqcheck import Profile, Status, open_catalog
from reqcheck.loading.rulesets import ruleset_from_yaml

FIVE = "{kind: experience, category: clinical, years: 5}"
MD = "{kind: degree, degree: [MD, DO]}"
BOARD = "{kind: board_certification, board: [ABMS, AOA]}"


def two(one: str, its: str, other: str, theirs: str) -> str:
    """
    A rule set of two requirements by name, each in a line of its own.
    """
    return f"{HEAD}requirements:\n  {one}: {{{BASIS}, {its}}}\n  {other}: {{{BASIS}, {theirs}}}\n"


def found_at(text: str, *expected: str) -> None:
    """
    The codes are found at the marks of the text, and nothing else is found.
    """
    clean, places_ = marked(text, *expected)

    assert places_ == places(lint(clean).findings)


# --- contradictions


@pytest.mark.parametrize(
    ("criterion", "expected"),
    [
        (f"{{all_of: [{MD}, {{none_of: [▸{MD}]}}]}}", ["RQ101"]),
        ("{all_of: [{kind: degree, degree: [MD, DO]}, {none_of: [▸{kind: degree, degree: physician}]}]}", ["RQ101"]),
        (f"{{all_of: [{{none_of: [{MD}]}}, {BOARD}, ▸{MD}]}}", ["RQ101"]),
        (
            "{all_of: [{kind: license, type: medical, jurisdiction: [US-CA, US]}, {none_of: [▸{kind: license, type: medical, jurisdiction: US}]}]}",
            ["RQ101"],
        ),
        (
            "{all_of: [{kind: license, type: medical, jurisdiction: US}, {none_of: [▸{kind: license, type: medical, jurisdiction: [US-CA, US]}]}]}",
            ["RQ101"],
        ),
        ("{all_of: [{kind: license, type: medical, jurisdiction: US}, {none_of: [{kind: license, type: medical, jurisdiction: US-CA}]}]}", []),
        (f"{{none_of: [{MD}, {{none_of: [▸{MD}]}}]}}", ["RQ101"]),
        (f"{{all_of: [{FIVE}, {{none_of: [▸{{kind: experience, category: clinical, years: 4}}]}}]}}", ["RQ101"]),
        (f"{{all_of: [{FIVE}, {{none_of: [{{kind: experience, category: clinical, years: 6}}]}}]}}", []),
        (f"{{all_of: [{FIVE}, {{none_of: [{{kind: experience, category: clinical, years: 4, employer: Acme}}]}}]}}", []),
        (
            '{all_of: [{kind: answer, key: k, question: "Q?", equals: yes}, ▸{kind: answer, key: k, question: "Q?", one_of: [no, maybe]}]}',
            ["RQ101"],
        ),
        ('{all_of: [{kind: answer, key: k, question: "Q?", equals: US citizen}, ▸{kind: answer, key: k, question: "Q?", equals: U.S. citizen}]}', ["RQ111"]),
        ('{all_of: [{kind: answer, key: k, question: "Q?", equals: "5"}, ▸{kind: answer, key: k, question: "Q?", equals: "5.0"}]}', ["RQ111"]),
        ('{all_of: [{kind: answer, key: k, question: "Q?", equals: Yes}, {kind: answer, key: l, question: "R?", equals: no}]}', []),
    ],
)
def test_what_contradicts_itself(criterion: str, expected: list[str]) -> None:
    """
    A thing and its complement in one requirement contradict each other, wherever the second one stands.
    """
    clean, places_ = marked(asking(criterion), *expected)

    assert places_ == places(lint(clean, select=["RQ1"]).findings)


def test_requirements_that_contradict_each_other() -> None:
    """
    What decides contradicts another requirement that can apply to the same opening, wherever it stands.
    """
    found_at(two("a", f"criterion: {MD}", "b", f"criterion: {{none_of: [▸{MD}]}}"), "RQ101")
    found_at(two("a", f"criterion: {{none_of: [{MD}]}}", "b", f"level: preferred, criterion: ▸{MD}"), "RQ101")


def test_names_are_only_names() -> None:
    """
    A name of a requirement that looks like a placeholder is told as it is written.
    """
    found = lint(two('"{0}"', f"criterion: {MD}", '"{line}%s"', f"criterion: {{none_of: [{MD}]}}"))

    assert ["nobody can meet this together with what line 8 asks (`{0}`, `{line}%s`)"] == [each.message for each in found.findings]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("level: preferred, ", "level: preferred, "),
        ("when: {setting: clinic}, ", "when: {setting: hospital}, "),
    ],
)
def test_requirements_that_never_meet_do_not_contradict(one: str, other: str) -> None:
    """
    Two that decide nothing do not contradict each other, nor do two for different openings.
    """
    text = two("a", f"{one}criterion: {BOARD}", "b", f"{other}criterion: {{none_of: [{BOARD}]}}")
    text = text.replace("requirements:", "parameters: {setting: {one_of: [clinic, hospital]}}\nrequirements:")

    assert "RQ101" not in codes(lint(text + f"  c: {{{BASIS}, criterion: {MD}}}\n"))


def test_an_alternative_that_contradicts_itself_is_dead() -> None:
    """
    An alternative is looked at on its own, and beside what is required of everybody.
    """
    found_at(asking(f"{{any_of: [{MD}, ▸{{all_of: [{BOARD}, {{none_of: [{BOARD}]}}]}}]}}"), "RQ102")
    found_at(
        two("a", f"criterion: {BOARD}", "b", f"criterion: {{any_of: [{MD}, ▸{{none_of: [{{kind: board_certification, board: any}}]}}]}}"),
        "RQ102",
    )


def test_a_thing_or_its_complement_asks_for_nothing() -> None:
    """
    It is found for looser complements as well, and not where the complement is stricter.
    """
    found = lint(asking("{any_of: [{kind: board_certification, board: ABMS}, {none_of: [{kind: board_certification, board: ABIM}]}]}"))
    apart = lint(asking("{any_of: [{kind: board_certification, board: ABIM}, {none_of: [{kind: board_certification, board: ABMS}]}]}"))

    assert (["RQ103"], []) == (codes(found), codes(apart))


def test_some_of_counts_what_can_be_together() -> None:
    """
    Parts that exclude each other count once; three that do not may all be asked.
    """
    yes, no = (f'{{kind: answer, key: k, question: "Q?", equals: {each}}}' for each in ("yes", "no"))
    some = "{{some_of: {{at_least: {}, of: [{}]}}}}"

    assert ["RQ104"] == codes(lint(asking(some.format(3, f"{yes}, {no}, {MD}"))))
    assert [] == codes(lint(asking(some.format(2, f"{yes}, {no}, {MD}"))))
    assert [] == codes(lint(asking(some.format(3, f"{yes}, {BOARD}, {MD}"))))


# --- repetition


@pytest.mark.parametrize(
    ("criterion", "expected"),
    [
        (f"{{any_of: [{FIVE}, {{kind: experience, years: 5, category: patient care}}]}}", ["RQ111"]),
        (f"{{all_of: [{{any_of: [{MD}, {BOARD}]}}, {{any_of: [{BOARD}, {MD}]}}]}}", ["RQ111"]),
        (f"{{any_of: [{FIVE}, {{kind: experience, category: clinical, years: 5, evidence: {{at_least: verified}}}}]}}", ["RQ113"]),
        ("{any_of: [{kind: experience, category: clinical, years: 2}, {kind: experience, category: clinical, months: 36}]}", []),
        (f"{{any_of: [{FIVE}, {{kind: experience, category: clinical, years: 5, within_last: {{years: 6}}}}]}}", ["RQ113"]),
        ("{all_of: [{kind: license, type: medical, jurisdiction: CA}, {kind: license, type: medical, jurisdiction: US}]}", ["RQ113"]),
        ("{all_of: [{kind: license, type: medical, jurisdiction: CA}, {kind: license, type: medical, jurisdiction: NV}]}", []),
        ("{none_of: [{kind: certification, name: BLS}, {kind: certification, name: BLS, current: no}]}", ["RQ113"]),
        ("{all_of: [{kind: no_history, of: exclusion, look_back: ever}, {kind: no_history, of: exclusion, look_back: {years: 5}}]}", ["RQ113"]),
        ("{all_of: [{kind: degree, level_at_least: master}, {kind: degree, level_at_least: doctorate}]}", ["RQ113"]),
        ("{some_of: {at_least: 1, of: [{kind: experience, years: 3}, {kind: experience, years: 5}]}}", []),
        ("{some_of: {at_least: 2, of: [{kind: experience, years: 3}, {kind: experience, years: 3}, {kind: degree, degree: MBA}]}}", ["RQ111"]),
        ("{any_of: [{kind: degree, degree: MBBS}, {kind: degree, degree: physician}]}", []),
    ],
)
def test_parts_that_repeat_each_other(criterion: str, expected: list[str]) -> None:
    """
    The same in other words, and what one of two already asks; never what only looks alike.
    """
    assert expected == codes(lint(asking(criterion), select=["RQ1"]))


def test_the_needless_part_is_the_one_that_never_decides() -> None:
    """
    In an `any_of` it is the stricter, in an `all_of` the looser, in a `none_of` the stricter part.
    """
    three = "{kind: experience, category: clinical, years: 3}"
    found_at(asking(f"{{any_of: [▸{FIVE}, {three}]}}"), "RQ113")
    found_at(asking(f"{{all_of: [{FIVE}, ▸{three}]}}"), "RQ113")
    clean, expected = marked(asking(f"{{none_of: [▸{FIVE}, {three}]}}"), "RQ113")
    assert expected == places(lint(clean, select=["RQ1"]).findings)


def test_requirements_that_repeat_each_other() -> None:
    """
    A preferred requirement should ask for more than the required one, and one that is asked for twice is named.
    """
    three = "{kind: experience, category: clinical, years: 3}"
    found_at(two("a", f"criterion: {FIVE}", "▸b", f"level: preferred, criterion: {three}"), "RQ114")
    found_at(two("▸a", f"criterion: {three}", "b", f"criterion: {FIVE}"), "RQ114")
    found_at(two("a", f"criterion: {three}", "b", f"level: preferred, criterion: {FIVE}"))
    found_at(two("a", f"criterion: {FIVE}", "▸b", f"level: preferred, criterion: {FIVE}"), "RQ112")
    found_at(two("a", f"criterion: {FIVE}", "b", f"evidence: {{at_least: verified}}, level: preferred, criterion: {three}"))


def test_a_parameter_is_like_nothing_but_itself() -> None:
    """
    A default is no reason: another value may be set. The same parameter is the same.
    """
    text = two("a", "criterion: {kind: experience, years: $y}", "b", "level: preferred, criterion: {kind: experience, years: 3}")
    with_default = text.replace("requirements:", "parameters: {y: {type: number, default: 5}}\nrequirements:")

    assert [] == codes(lint(with_default))
    assert ["RQ112"] == codes(lint(with_default.replace("years: 3", "years: $y")))


# --- lengths


@pytest.mark.parametrize(
    ("criterion", "expected"),
    [
        ("{any_of: [{kind: experience, category: clinical, years: 5}, {kind: experience, setting: hospital, years: 5}]}", ["RQ201"]),
        ("{any_of: [{kind: experience, category: clinical, years: 5}, {kind: experience, category: leadership, years: 3}]}", []),
        ("{any_of: [{kind: experience, category: clinical, years: 5}, {kind: experience, category: leadership, years: 5, within_last: {years: 9}}]}", []),
        ("{all_of: [{kind: experience, category: clinical, years: 5}, {kind: experience, category: leadership, years: 5}]}", []),
    ],
)
def test_years_of_alternatives_are_not_added(criterion: str, expected: list[str]) -> None:
    """
    Alternatives that differ in what counts alone were meant as a sum; other lengths are other ways.
    """
    assert expected == codes(lint(asking(criterion)))


@pytest.mark.parametrize(
    ("title", "years", "expected"),
    [
        ("3-5 years of practice", "5", ["RQ202"]),
        ("3 to 5 years of practice", "4", ["RQ202"]),
        ("three to five years of practice", "5", ["RQ202"]),
        ("Between 3 and 5 years of practice", "5", ["RQ202"]),
        ("3\N{EN DASH}5 years of practice", "5", ["RQ202"]),
        ("3-5 years of practice", "3", []),
        ("3-5 years of practice", "2", []),
        ("Practice in hospitals of 3 and 5 years", "5", []),
        ("Five years of practice", "5", []),
        ("5+ years of practice", "5", []),
        ("Five (5) years of practice", "5", []),
        ("Five years of practice", "4", ["RQ203"]),
        ("Two-year practice", "1", ["RQ203"]),
        ("Five years of practice, two years of it here", "3", []),
        ("Practice in the last five years", "2, within_last: {years: 5}", []),
        ("Practice", "4", []),
    ],
)
def test_titles_beside_numbers(title: str, years: str, expected: list[str]) -> None:
    """
    Of a range the lower end is asked, and a title that has one number has the one of the criterion.
    """
    text = asking(f"{{kind: experience, category: clinical, years: {years}}}", f"    title: {title}\n")

    assert expected == codes(lint(text))


def test_a_range_in_a_note_counts_as_well() -> None:
    """
    Notes of a basis are read for ranges, and the finding stands at the number.
    """
    text = asking("{kind: experience, category: clinical, years: ▸5}", "").replace(
        BASIS, 'basis: {source: bylaws, note: "The bylaws say 3-5 years."}'
    )
    found_at(text, "RQ202")


# --- credentials


@pytest.mark.parametrize(
    ("criterion", "expected"),
    [
        ("{kind: degree, degree: ▸MD}", ["RQ301"]),
        ("{kind: degree, degree: ▸[MD, PhD]}", ["RQ301"]),
        ("{any_of: [{kind: degree, degree: MD}, {kind: degree, degree: DO}]}", []),
        ("{kind: degree, degree: physician}", []),
        ("{kind: degree, degree: MBA}", []),
        ("{none_of: [{kind: degree, degree: MD}]}", []),
    ],
)
def test_the_md_without_the_do(criterion: str, expected: list[str]) -> None:
    """
    It is found where an MD helps and no other part of the requirement takes the DO.
    """
    found_at(asking(criterion), *expected)


@pytest.mark.parametrize(
    ("criterion", "expected"),
    [
        ("{kind: exam, exam: ▸USMLE}", ["RQ302"]),
        ("{kind: exam, exam: physician licensing}", []),
        ("{any_of: [{kind: exam, exam: USMLE}, {kind: license, type: medical}]}", []),
        ("{kind: board_certification, board: ▸[ABIM, ABFM]}", ["RQ302"]),
        ("{kind: board_certification, board: any}", []),
        ("{any_of: [{kind: board_certification, board: ABMS}, {kind: board_certification, board: AOA}]}", []),
    ],
)
def test_the_osteopathic_way_is_open_to_the_end(criterion: str, expected: list[str]) -> None:
    """
    Where the DO is admitted, an examination and a board of theirs are as well.
    """
    found_at(two("a", f"criterion: {MD}", "b", f"criterion: {criterion}"), *expected)


@pytest.mark.parametrize(
    ("title", "requirement", "expected"),
    [
        ("Hospital physician", f"criterion: ▸{BOARD}", ["RQ303"]),
        ("Physician with privileges", f"criterion: ▸{BOARD}", ["RQ303"]),
        ("Physician", f"criterion: {BOARD}", []),
        ("Hospital physician", f"level: preferred, criterion: {BOARD}", []),
        ("Hospital physician", f"criterion: {{any_of: [{BOARD}, {FIVE}]}}", []),
        ("Hospital physician", f"criterion: {{all_of: [▸{BOARD}, {FIVE}]}}", ["RQ303"]),
        ("Hospital physician", "criterion: {kind: board_certification, board: [ABMS, AOA], status: eligible}", []),
    ],
)
def test_certification_as_the_only_bar(title: str, requirement: str, expected: list[str]) -> None:
    """
    It is found in rule sets about hospitals, where nothing else will do.
    """
    text = two("a", f"criterion: {MD}", "b", requirement).replace("title: Physician", f"title: {title}")

    found_at(text, *expected)


@pytest.mark.parametrize(("setting", "expected"), [("hospital", ["RQ303"]), ("clinic", []), ("[clinic, hospital]", ["RQ303"])])
def test_certification_may_be_the_bar_elsewhere(setting: str, expected: list[str]) -> None:
    """
    A `when` that names other settings than hospitals is about other openings.
    """
    text = asking(BOARD, f"    when: {{setting: {setting}}}\n").replace(
        "requirements:", f"parameters: {{setting: {{one_of: [clinic, hospital, pharma]}}}}\nrequirements:\n  a: {{{BASIS}, criterion: {MD}}}"
    )

    assert expected == codes(lint(text))


# --- when it applies


def test_when_is_about_the_job() -> None:
    """
    Every kind that looks at records of the person is found, inside of trees as well; an answer may be about the job.
    """
    answer = '{kind: answer, key: drives, question: "Will you drive?", equals: yes}'
    text = two("a", f"criterion: {MD}", "b", f"when: {{any_of: [{answer}, ▸{FIVE}]}}, criterion: {BOARD}")

    found_at(text, "RQ401")
    assert [] == codes(lint(two("a", f"criterion: {MD}", "b", f"when: {answer}, criterion: {BOARD}")))


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("{state: ▸US}", ["RQ402"]),
        ("{state: [▸US states, Canada]}", ["RQ402"]),
        ("{state: [US, CA]}", []),
        ("{state: CA}", []),
        ("▸{shift: [day, night]}", ["RQ403"]),
        ("{shift: [day, night], state: CA}", []),
        ("▸{flag: [true, no]}", ["RQ403"]),
        ("{flag: yes}", []),
        ("▸{all_of: [▸{kind: degree, degree: [MD, DO]}]}", ["RQ403", "RQ401"]),
        ("▸{none_of: [▸{kind: degree, degree: [MD, DO]}]}", ["RQ402", "RQ401"]),
    ],
)
def test_conditions_that_are_never_or_always_so(when: str, expected: list[str]) -> None:
    """
    A group equals no state; all values are no condition; what is required of everybody decides a criterion.
    """
    parameters = "{state: {type: jurisdiction}, shift: {one_of: [day, night]}, flag: {type: yes_no}}"
    text = two("a", f"criterion: {MD}", "b", f"when: {when}, criterion: {BOARD}")
    more = f"  c: {{{BASIS}, when: {{state: NV, shift: day, flag: no}}, criterion: {{kind: certification, name: BLS}}}}\n"

    found_at(text.replace("requirements:", f"parameters: {parameters}\nrequirements:") + more, *expected)


def test_a_parameter_is_used_where_it_stands() -> None:
    """
    In a criterion, in a `when` by its name or as a value; one that stands nowhere is found at its name.
    """
    parameters = "parameters:\n  a: {type: number, default: 1}\n  b: {type: text}\n  c: {type: text}\n  ▸d: {type: text}\n"
    text = asking("{kind: experience, years: $a}", "    when: {b: $c}\n").replace("requirements:", f"{parameters}requirements:")

    found_at(text, "RQ404")


# --- where it comes from


def test_a_rule_set_without_sources_is_told_once() -> None:
    """
    Where nothing has a source it is one finding; where some have one, each that has none is found.
    """
    bare = HEAD.replace("sources: {bylaws: {title: Medical Staff Bylaws}}\n", "")

    found_at(f"{bare}▸requirements:\n  a: {{criterion: {MD}}}\n  b: {{criterion: {FIVE}}}\n", "RQ501")
    found_at(f"{HEAD}requirements:\n  a: {{{BASIS}, criterion: {MD}}}\n  ▸b: {{criterion: {FIVE}}}\n", "RQ501")


def test_a_source_is_used_by_a_basis_or_a_parameter() -> None:
    """
    A source of a parameter's value is used; one that nothing names is found at its name.
    """
    sources = "sources:\n  bylaws: {title: B}\n  standard: {title: S}\n  ▸contract: {title: C}\n"
    head = HEAD.replace("sources: {bylaws: {title: Medical Staff Bylaws}}\n", sources)
    head += "parameters: {y: {type: number, default: 5, source: standard}}\n"

    found_at(f"{head}requirements:\n  a: {{{BASIS}, criterion: {{kind: experience, years: $y}}}}\n", "RQ502")


@pytest.mark.parametrize(
    ("reviewed", "expected"),
    [("2025-11-22", []), ("2025-11-21", ["RQ505"]), ("2026-11-22", []), ("2026-11-23", ["RQ505"])],
)
def test_a_review_holds_for_a_year_of_365_days(reviewed: str, expected: list[str]) -> None:
    """
    On the 365th day after it a review still holds, on the next it does not; a day to come is none.
    """
    found_at(asking(MD).replace("reviewed_on: 2026-11-22", f"▸reviewed_on: {reviewed}") if expected else asking(MD), *expected)
    assert expected == codes(lint(asking(MD).replace("reviewed_on: 2026-11-22", f"reviewed_on: {reviewed}")))


def test_the_day_of_the_lint_is_asked() -> None:
    """
    The same file is clean on one day and expired on another.
    """
    assert ["RQ505"] == codes(lint(asking(MD), as_of=date(2028, 1, 1)))


@pytest.mark.parametrize(("until", "expected"), [("2026-11-22", []), ("2026-11-21", ["RQ506"])])
def test_a_period_is_over_after_its_last_day(until: str, expected: list[str]) -> None:
    """
    On its last day a rule set is still effective.
    """
    assert expected == codes(lint(asking(MD).replace("reviewed_on:", f"effective: {{until: {until}}}\nreviewed_on:")))


def test_what_is_missing_at_the_top_is_told_at_the_id() -> None:
    """
    There is a line to point at, and to write an allowance above.
    """
    head = "schema: reqcheck.ruleset/1\n▸▸id: x\ntitle: Physician\nsources: {bylaws: {title: B}}\n"

    found_at(f"{head}requirements: {{a: {{{BASIS}, criterion: {MD}}}}}\n", "RQ503", "RQ504")


def test_a_kind_of_a_plugin_implies_by_what_it_declares(tmp_path: Path) -> None:
    """
    Of a plugin's kind more of a setting that declares a direction implies less; other settings imply only the same.
    """
    file = tmp_path / "supervised.py"
    file.write_text(
        "from typing import ClassVar\n"
        "import attrs\n"
        "from reqcheck import Finding, Reason, graded, hookimpl\n"
        "@attrs.frozen(kw_only=True)\n"
        "class Supervised:\n"
        "    '''Supervised.'''\n"
        "    kind: ClassVar[str] = 'acme/supervised'\n"
        "    years: int = graded(stricter='more')\n"
        "    team: int = 0\n"
        "    def assess(self, profile, context):\n"
        "        return Finding.of(True, Reason('acme.supervised', 'supervised'))\n"
        "@hookimpl\n"
        "def reqcheck_criteria():\n"
        "    return [Supervised]\n",
        "utf-8",
    )
    catalog = open_catalog(plugins=[file])

    def both(one: str, other: str) -> list[str]:
        return codes(lint(asking(f"{{any_of: [{{kind: acme/supervised, {one}}}, {{kind: acme/supervised, {other}}}]}}"), catalog))

    assert ["RQ113"] == both("years: 5", "years: 3")
    assert ["RQ113"] == both("years: 5, team: 2", "years: 3, team: 2")
    assert [] == both("years: 5, team: 2", "years: 3")


@pytest.mark.parametrize(
    ("length", "time", "expected"),
    [
        ("years: 6", "{years: 5}", ["RQ204"]),
        ("years: 5", "{years: 5}", []),
        ("years: 5, year: weeks52", "{months: 60}", []),
        ("months: 61", "{years: 5}", ["RQ204"]),
        ("months: 12", "{days: 365}", []),
        ("days: 40", "{months: 1}", ["RQ204"]),
        ("days: 31", "{months: 1}", []),
        ("days: 31", "{days: 30}", ["RQ204"]),
    ],
)
def test_more_work_than_there_is_time_for(length: str, time: str, expected: list[str]) -> None:
    """
    Work that cannot lie in its time is found, and nothing that anybody could have done.
    """
    worked = {"positions": [{"start": "1990-01-01", "ongoing": True}], "schema": "reqcheck.profile/1"}
    text = asking(f"{{kind: experience, {length}, within_last: {time}}}")
    ruleset = ruleset_from_yaml(text, "t.yaml", catalog()._settings)
    days = (ON, date(2024, 2, 29), date(2024, 3, 31))
    reports = [catalog().check(Profile.from_dict({**worked, "recorded_on": day.isoformat()}), ruleset, as_of=day) for day in days]

    assert codes(lint(text, select=["RQ2"])) == expected
    assert any(each["r"].status is Status.MET for each in reports) is (not expected)


def test_a_time_from_a_parameter_is_not_compared() -> None:
    """
    Which length is asked, and in which time, is known only when the parameter is set.
    """
    text = asking("{kind: experience, years: $many, within_last: {years: 5}}")
    declared = text.replace("requirements:", "parameters: {many: {type: number, default: 9}}\nrequirements:", 1)

    assert codes(lint(declared, select=["RQ2"])) == []
