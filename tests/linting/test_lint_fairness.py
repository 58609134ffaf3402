"""
Words and settings that touch protected traits or stand in for them, and those that only look like it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from linting_cases import BASIS, HEAD, asking, codes, lint

from reqcheck import open_catalog

MD = "{kind: degree, degree: [MD, DO]}"
PLUGIN = '''
from typing import ClassVar
import attrs
from reqcheck import Finding, Reason, hookimpl

@attrs.frozen(kw_only=True)
class Near:
    """Near."""
    kind: ClassVar[str] = "acme/near"
    max_age: str = ""
    zip_code: str = ""
    phrases: tuple[str, ...] = ()
    def assess(self, profile, context):
        return Finding.of(True, Reason("acme.near", "near"))

@hookimpl
def reqcheck_criteria():
    return [Near]
'''


def titled(title: str, criterion: str = MD, more: str = "") -> list[str]:
    """
    The codes of the groups 6 and 7 that are found in a requirement with this title.
    """
    return codes(lint(asking(criterion, f"    title: {json.dumps(title)}\n{more}"), select=["RQ6", "RQ7"]))


FOUND: dict[str, tuple[str, ...]] = {
    "RQ601": (
        "Under 40 years of age", "Maximum age", "Age limit", "Age 25 to 45", "Younger than 50", "45 years old at most", "Date of birth",
        "Born after 1980", "Male physician", "Must be a woman", "Female candidates", "Gender", "Sex of the candidate", "Race and ethnicity",
        "National origin", "Native English speaker", "Religious affiliation", "Unmarried", "Marital status", "Not pregnant",
        "Able-bodied", "No physical disability", "Without any disabilities", "Headshot", "Candidate's age",
        "Aged 25 to 40", "Age: 25-40", "Candidates aged under 35", "Under 35s only", "Country of birth",
        "Are you under 40?", "Are you over 60", "Applicants must be below 45.", "You should be under 50 years of age",
    ),
    "RQ602": (
        "Graduated after 2015", "Class of 2020", "Year of graduation", "Graduation year", "Graduated within five years of today",
        "Graduation within five years", "Year graduated", "Year of medical school graduation",
    ),
    "RQ603": ("Recent graduate", "New medical graduates", "Digital native", "Young team", "Young, dynamic professionals", "Recently graduated", "Are you young?", "Young and energetic"),
    "RQ604": ("No more than 10 years of experience", "At most five years of clinical practice", "Maximum of 8 years of work"),
    "RQ605": (
        "Five years of continuous employment", "Continuously employed", "Uninterrupted clinical practice", "No employment gaps",
        "Worked without a break",
    ),
    "RQ606": ("Zip code of the candidate", "Postal code", "Home address in the county"),
}
NOT_FOUND = (
    "Age-related macular degeneration clinic", "Experience with patients over 65", "Care of adults older than 65", "Children under 5 years of age",
    "Care of patients aged 65 and over", "Board certification within five years of completion",
    "School-age children", "Average case load", "Management of packages", "Postgraduate training", "Language skills", "Coverage of nights",
    "Old age psychiatry", "Female pelvic medicine", "Gender-affirming care", "Sex therapy", "Sex offender treatment", "Women's health",
    "Disability evaluation", "Disability medicine", "Intellectual disability services", "Genetic counselor", "Graduate of a medical school",
    "Graduate medical education", "Post-graduate year 3", "Class A license", "Young adults' clinic", "Youth services",
    "No more than three attempts", "Less than two years since the last review", "Continuous quality improvement", "Continuous certification",
    "Five consecutive years on the board", "Continuing medical education", "Gaps in coverage are filled", "Mailing list", "Zipper",
    "Trace element analysis", "Terrace clinic", "Embrace diversity", "Sexual health", "Pregnancy care", "Photographic wound documentation",
    "Couples therapy", "Care of babies born before 30 weeks", "Supervision of new graduates", "Mentoring recent graduates", "Gender equity training",
    "Are you under 40 miles from the clinic?", "Are you over 30 hours a week?", "The index must be under 40.", "Work with young people", "Under 40 beds",
    "Physicians must be above 10 percent", "Genetic testing", "Continuous practice improvement", "Stage IV cancer", "Agency work",
)


def cases() -> Iterator[tuple[str, str]]:
    for code, titles in FOUND.items():
        yield from ((code, title) for title in titles)


@pytest.mark.parametrize(("code", "title"), list(cases()))
def test_words_that_are_found(code: str, title: str) -> None:
    """
    Words for a trait, or for what stands in for one, are found in a title.
    """
    assert code in titled(title)


@pytest.mark.parametrize("title", NOT_FOUND)
def test_words_that_only_look_like_it(title: str) -> None:
    """
    Fields of work, groups of patients and words that hold such words are left alone.
    """
    assert [] == titled(title)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("parameters: {max_age: {type: number, default: 60}}", {"RQ601"}),
        ("parameters: {age: {type: number, default: 60}}", {"RQ601"}),
        ("parameters: {zip: {type: text, default: x}}", {"RQ606"}),
        ("parameters: {candidate_zip_code: {type: text, default: x}}", {"RQ606"}),
        ("parameters: {graduation_year: {type: text, default: x}}", {"RQ602"}),
        ("parameters: {p: {type: text, default: x, title: Gender}}", {"RQ601"}),
        ("parameters: {p: {one_of: [recent graduate, other], default: other}}", {"RQ603"}),
        ("parameters: {page: {type: text, default: x}}", set()),
        ("parameters: {image: {type: text, default: x}}", set()),
        ("summary: We are looking for a young physician.", {"RQ603"}),
    ],
)
def test_names_and_values_of_parameters(head: str, expected: set[str]) -> None:
    """
    Names of parameters are read as words, and so are their titles and values, and the summary.
    """
    used = '{kind: answer, key: k, question: "Q?", equals: $NAME}'
    name = head.partition("{")[2].partition(":")[0] if head.startswith("parameters") else ""
    criterion = used.replace("NAME", name) if name else MD
    text = asking(criterion).replace("requirements:", f"{head}\nrequirements:")

    assert expected == set(codes(lint(text)))


@pytest.mark.parametrize(
    ("criterion", "expected"),
    [
        ('{kind: answer, key: birth_date, question: "When?", equals: x}', ["RQ601"]),
        ('{kind: answer, key: k, question: "What is your postal code?", equals: x}', ["RQ606"]),
        ('{kind: answer, key: k, question: "Are you a recent graduate?", equals: yes}', ["RQ603"]),
        ('{kind: answer, key: k, question: "Have you cared for patients under 18?", equals: yes}', []),
        ("{kind: experience, role: Young Physicians Lead, years: 1}", []),
        ("{kind: certification, name: Native Speaker Certificate}", []),
    ],
)
def test_questions_and_free_text(criterion: str, expected: list[str]) -> None:
    """
    Keys and questions are read; terms of a vocabulary and the names of roles and certificates are not.
    """
    assert expected == codes(lint(asking(criterion)))


def test_settings_of_plugins(tmp_path: Path) -> None:
    """
    Of a plugin's kind the names of settings are read, and what they hold.
    """
    file = tmp_path / "near.py"
    file.write_text(PLUGIN, "utf-8")
    catalog = open_catalog(plugins=[file])
    found = lint(asking("{kind: acme/near, max_age: x, zip_code: x, phrases: [digital native]}"), catalog)

    assert ["RQ601", "RQ606", "RQ603"] == codes(found)


def test_notes_are_not_read_for_such_words() -> None:
    """
    A note may say what a source asks and the rule set does not.
    """
    text = asking(MD, "    note: The posting asks for a recent graduate under 40 years of age; that is not asked here.\n")

    assert [] == codes(lint(text))


@pytest.mark.parametrize(
    ("criterion", "expected"),
    [
        ("{kind: degree, degree: [MD, DO], conferred: {from: 2015-01-01}}", ["RQ602"]),
        ("{kind: degree, degree: [MD, DO], conferred: {until: 1990-12-31}}", []),
        ("{kind: training, type: residency, within_last: {years: 5}}", ["RQ602"]),
        ("{any_of: [{kind: training, type: residency, within_last: {years: 5}}, {kind: board_certification, board: [ABMS, AOA]}]}", []),
        ("{kind: experience, category: clinical, years: 1, within_last: {years: 3}}", []),
        ("{none_of: [{kind: experience, years: 10}]}", ["RQ604"]),
        ("{none_of: [{kind: experience, category: industry, days: 1, within_last: {years: 2}}]}", []),
        ("{none_of: [{kind: experience, employer: Acme, days: 1}]}", []),
        ("{none_of: [{none_of: [{kind: experience, years: 10}]}]}", []),
        ("{kind: experience, years: 5, year: calendar}", ["RQ605"]),
        ("{kind: experience, years: 5, year: weeks52}", []),
    ],
)
def test_settings_that_stand_in_for_age(criterion: str, expected: list[str]) -> None:
    """
    Late graduations, limits of experience and unbroken years are found where nothing else will do.
    """
    assert expected == codes(lint(asking(criterion)))


@pytest.mark.parametrize(
    "more",
    ["    title: Five years, parental leave aside\n", "    note: Leave is recorded as part of a position.\n"],
)
def test_leave_that_is_spoken_of_is_enough(more: str) -> None:
    """
    Where a title or a note says how leave counts, unbroken years are not found.
    """
    assert [] == codes(lint(asking("{kind: experience, years: 5, year: calendar}", more)))


# --- subjective words


@pytest.mark.parametrize(
    "title",
    ["Excellent references", "Strong leader", "Several years of practice", "Relevant training", "Good communication", "Proven track record"],
)
def test_subjective_titles(title: str) -> None:
    """
    Words that everybody reads differently are found in what decides, unless a note says how they were made exact.
    """
    assert "RQ701" in titled(title)
    assert "RQ701" not in titled(title, more="    note: Read as five years.\n")
    preferred = f"{HEAD}requirements:\n  a: {{{BASIS}, criterion: {MD}}}\n  b: {{{BASIS}, title: {title}, level: preferred, criterion: {{kind: certification, name: BLS}}}}\n"
    assert [] == codes(lint(preferred))


@pytest.mark.parametrize(
    "title",
    ["License in good standing", "Good Clinical Practice certificate", "No outstanding claims", "Strong Memorial Hospital fellowship", "Goodwill"],
)
def test_set_phrases_are_exact(title: str) -> None:
    """
    Terms of the field that hold such a word are left alone.
    """
    assert [] == titled(title)


def test_a_note_of_the_basis_or_of_a_parameter_will_do() -> None:
    """
    A word is exact if the note of the basis or of the parameter that holds the number says how it was read.
    """
    text = asking("{kind: experience, years: $y}", "    title: Extensive experience\n")
    text = text.replace("requirements:", "parameters: {y: {type: number, default: 5}}\nrequirements:")

    assert ["RQ701"] == codes(lint(text))
    assert [] == codes(lint(text.replace("default: 5", "default: 5, note: Our reading")))
    assert [] == codes(lint(text.replace(BASIS, "basis: {source: bylaws, note: Our reading}")))


def test_a_subjective_question_is_found_whatever_the_note() -> None:
    """
    No note makes an answer exact; a question that decides nothing may be asked.
    """
    criterion = '{kind: answer, key: k, question: "Do you have strong skills?", equals: yes}'
    more = f"requirements:\n  a: {{{BASIS}, criterion: {MD}}}\n"

    assert ["RQ702"] == codes(lint(asking(criterion, "    note: x\n")))
    assert [] == codes(lint(asking(criterion, "    level: preferred\n").replace("requirements:\n", more)))
