"""
Profiles from JSON: what is refused, where and in which words, and what a document says.
"""

from __future__ import annotations

import copy
import json
import traceback
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import inspect

from reqcheck import DocumentError, Floor, Profile, Strength, check, load_json, load_profile, load_ruleset
from reqcheck.loading.decoding import record_part
from reqcheck.loading.problems import _problems, problems_of, without_nulls
from reqcheck.profile import RECORD_TYPES, SECTIONS, Identifier, Subject
from reqcheck.records import Equivalence, GradeEquivalent, Leadership, Limits, Organization, Source

Document = dict[str, Any]

EXAMPLES = Path(__file__).parents[2] / "examples"
CANDIDATES = sorted(EXAMPLES.joinpath("candidates").glob("*.json"))
ON = date(2026, 11, 22)

A_DATE = "must be a date: 2015, 2015-03 or 2015-03-14"
AN_END = f'{A_DATE}, or ".." where it is open'
DEEP = "nested more than 100 deep"
A_DAY = "must be a full date such as 2015-03-14"


def problems(document: object) -> list[tuple[str, str, str]]:
    """
    Pointer, code and message of everything that is wrong with a document or its text.
    """
    with pytest.raises(DocumentError) as caught:
        read(document)
    return [(each.pointer, each.code, each.message) for each in caught.value.problems]


def read(document: Any) -> Profile:
    return Profile.from_json(document) if isinstance(document, str | bytes) else Profile.from_dict(document)


def outcome(document: Any) -> Profile | list[tuple[str, str, str]]:
    try:
        return read(document)
    except DocumentError:
        return problems(document)


# --- the fields: the table of profile.md, as data


FIELDS = {
    "education": """degree level field institution country accreditation status start end conferred expected
                    accreditation_status registers equivalence""",
    "training": "type specialty program program_code accreditation status start end pgy_years",
    "exams": "exam part result taken attempts jurisdiction",
    "licenses": """type class jurisdiction number status issued first_issued expires restrictions compact
                   endorsements scope applied""",
    "registrations": "type jurisdiction number status issued expires schedules",
    "certifications": """name board specialty subspecialty issuer status certified expires duration number
                         applied""",
    "positions": """title organization start end ongoing employment fte hours_per_week paid categories
                    clinical_share administrative_share specialty grade grade_equivalents duties leadership
                    summary""",
    "privileges": "facility category status start end",
    "memberships": "body grade status start end",
    "sanctions": "kind authority jurisdiction effective ended status",
    "screenings": "list checked result",
    "insurance": "kind limits start end",
    "residences": "jurisdiction start end primary",
    "coursework": "subject units unit institution completed tested",
    "gaps": "start end reason",
    "references": "relation on",
    "languages": "language proficiency mode",
    "work_authorizations": "country status until",
    "skills": "name level years last_used",
    "answers": "key value asked",
    "documents": "type name media_type digest received",
}
PARTS: dict[type[msgspec.Struct], str] = {
    Source: "strength verified_on by document pointer",
    Subject: "id display_name identifiers",
    Identifier: "system value",
    Equivalence: "body on",
    Organization: "name parent setting jurisdiction",
    GradeEquivalent: "grade by",
    Leadership: "level scope direct_reports physicians_led budget domains",
    Limits: "each aggregate",
}
ABOUT = "schema subject recorded_on partial none sources extensions"

#: Where an end is meant, so that `..` may stand; and where other dates stand.
ENDS = {
    *("education.end", "training.end", "licenses.expires", "registrations.expires", "certifications.expires"),
    *("positions.end", "privileges.end", "memberships.end", "sanctions.ended", "insurance.end"),
    *("residences.end", "gaps.end", "work_authorizations.until"),
}
DATES = {
    *("education.start", "education.conferred", "education.expected", "training.start", "exams.taken"),
    *("licenses.issued", "licenses.first_issued", "licenses.applied", "registrations.issued"),
    *("certifications.certified", "certifications.applied", "positions.start", "privileges.start"),
    *("memberships.start", "sanctions.effective", "insurance.start", "residences.start", "gaps.start"),
    *("coursework.completed", "references.on", "skills.last_used", "answers.asked", "documents.received"),
}
LISTS = {
    *("education.registers", "education.equivalence", "licenses.restrictions", "licenses.endorsements"),
    *("registrations.schedules", "positions.categories", "positions.grade_equivalents"),
}
MAPPINGS = {"positions.organization", "positions.duties", "positions.leadership", "insurance.limits"}
YES_NO = {"licenses.compact", "positions.ongoing", "positions.paid", "residences.primary", "coursework.tested"}
NUMBERS = {
    "training.pgy_years": "a number, 0 or more",
    "exams.attempts": "a whole number, 0 or more",
    "positions.fte": "a number above 0 to 1",
    "positions.hours_per_week": "a number from 0 to 168",
    "positions.clinical_share": "a number from 0 to 1",
    "positions.administrative_share": "a number from 0 to 1",
    "coursework.units": "a number, 0 or more",
    "skills.years": "a number, 0 or more",
}
OTHER = {"screenings.checked", "answers.value"}
EVERY = [f"{section}.{field}" for section in FIELDS for field in FIELDS[section].split()]
TEXTS = [each for each in EVERY if each not in {*ENDS, *DATES, *LISTS, *MAPPINGS, *YES_NO, *NUMBERS, *OTHER}]


def names(struct: type[msgspec.Struct]) -> set[str]:
    return {each.encode_name for each in msgspec.structs.fields(struct)}


def record(path: str, value: object) -> Document:
    section, field = path.split(".")
    return {section: [{field: value}]}


def place(path: str) -> str:
    return f"/{path.replace('.', '/0/')}"


@pytest.mark.parametrize("section", FIELDS)
def test_a_section_has_the_fields_of_the_table_and_no_other(section: str) -> None:
    """
    The records of a section have the fields that the page on profiles lists, and id, source and note.
    """
    expected = {*FIELDS[section].split(), "id", "source", "note"}

    assert expected == names(RECORD_TYPES[section])


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_a_part_has_the_fields_of_the_table_and_no_other(part: type[msgspec.Struct]) -> None:
    """
    What stands inside of a record has the fields that the page on profiles lists.
    """
    expected = set(PARTS[part].split())

    assert expected == names(part)


def test_a_document_has_the_sections_of_the_table_and_no_other() -> None:
    """
    A document has its seven own fields and the 21 sections, in the order of the page on profiles.
    """
    expected = {*ABOUT.split(), *FIELDS}

    assert tuple(FIELDS) == SECTIONS
    assert expected == names(Profile)


# --- what is wrong, one by one


WRONG_TYPES: list[tuple[str, object, str]] = [
    *((each, 5, "must be text, not a number") for each in TEXTS),
    *((each, True, "must be text, not true or false") for each in TEXTS),
    *((each, ["x"], "must be text, not a list") for each in TEXTS),
    *((each, {"x": 1}, "must be text, not a mapping") for each in TEXTS),
    *((each, "x", "must be a list, not text") for each in sorted(LISTS)),
    *((each, {}, "must be a list, not a mapping") for each in sorted(LISTS)),
    *((each, 1, "must be a mapping, not a number") for each in sorted(MAPPINGS)),
    *((each, [], "must be a mapping, not a list") for each in sorted(MAPPINGS)),
    *((each, "yes", "must be true or false, not text") for each in sorted(YES_NO)),
    *((each, 1, "must be true or false") for each in sorted(YES_NO)),
    *((each, "1", f"must be {words}, not text") for each, words in NUMBERS.items()),
    *((each, -1, f"must be {words}") for each, words in NUMBERS.items()),
    *((each, float("nan"), f"must be {words}") for each, words in NUMBERS.items()),
    *((each, float("inf"), f"must be {words}") for each, words in NUMBERS.items()),
    *((each, True, f"must be {words}") for each, words in NUMBERS.items()),
    *((each, 2015, f"{A_DATE}; not a number") for each in sorted(DATES)),
    *((each, "2023-02-29", f"{A_DATE}; it is not a day of the calendar") for each in sorted(DATES)),
    *((each, "2015-13", f"{A_DATE}; it is not a day of the calendar") for each in sorted(DATES)),
    *((each, "0000", f"{A_DATE}; it is not a day of the calendar") for each in sorted(DATES)),
    *((each, "June 2019", A_DATE) for each in sorted(DATES)),
    *((each, "", A_DATE) for each in sorted(DATES)),
    *((each, "2015-3-1", A_DATE) for each in sorted(DATES)),
    *((each, "2015-03-01T00:00:00", A_DATE) for each in sorted(DATES)),
    *((each, "２０１５", A_DATE) for each in sorted(DATES)),  # noqa: RUF001 - full-width digits
    *((each, "..", f'{A_DATE}; ".." stands only where an end is meant') for each in sorted(DATES)),
    *((each, "...", AN_END) for each in sorted(ENDS)),
    *((each, "now", AN_END) for each in sorted(ENDS)),
    *((each, "2023-04-31", f"{AN_END}; it is not a day of the calendar") for each in sorted(ENDS)),
    *((each, ["2015"], f"{AN_END}; not a list") for each in sorted(ENDS)),
    ("positions.fte", 0, "must be a number above 0 to 1"),
    ("positions.fte", 1.01, "must be a number above 0 to 1"),
    ("positions.hours_per_week", 169, "must be a number from 0 to 168"),
    ("positions.clinical_share", 1.5, "must be a number from 0 to 1"),
    ("exams.attempts", 1.5, "must be a whole number, 0 or more"),
    ("exams.attempts", 10**30, "must be a whole number, 0 or more"),
    ("screenings.checked", "2026", A_DAY),
    ("screenings.checked", "2026-10", A_DAY),
    ("screenings.checked", "..", A_DAY),
    ("screenings.checked", "2026-02-29", A_DAY),
    ("screenings.checked", 2026, f"{A_DAY}, not a number"),
    ("answers.value", [1], "must be text, a number of ordinary size, or true or false"),
    ("answers.value", {"a": 1}, "must be text, a number of ordinary size, or true or false"),
    ("answers.value", 10**16, "must be text, a number of ordinary size, or true or false"),
    ("answers.value", float("nan"), "must be text, a number of ordinary size, or true or false"),
    ("answers.value", float("-inf"), "must be text, a number of ordinary size, or true or false"),
]


@pytest.mark.parametrize("path", EVERY)
def test_a_value_of_the_wrong_type_is_refused_where_it_stands(path: str) -> None:
    """
    Whatever a field cannot hold is refused at its pointer, with what it wants instead.
    """
    cases = [(value, message) for each, value, message in WRONG_TYPES if each == path]
    expected = [[(place(path), "wrong-type", message)] for _, message in cases]

    assert cases
    assert expected == [problems(record(path, value)) for value, _ in cases]


@pytest.mark.parametrize("path", sorted(DATES | ENDS))
def test_an_open_end_stands_only_where_an_end_is_meant(path: str) -> None:
    """
    `..` is read where the page on profiles means an end, and refused where something begins or happens.
    """
    found = outcome(record(path, ".."))

    assert (path in ENDS) is isinstance(found, Profile)


@pytest.mark.parametrize("path", sorted(DATES | ENDS))
def test_a_date_is_known_to_the_year_the_month_or_the_day(path: str) -> None:
    """
    A date may be a year, a month or a day, and keeps its text.
    """
    section, field = path.split(".")
    texts = ["2015", "2015-03", "2015-03-14", "2024-02-29", "0001", "9999-12-31"]
    found = read({section: [{field: each} for each in texts]}).records(section)

    assert texts == [str(getattr(each, field)) for each in found]


NAN = float("nan")

ONE_PROBLEM: dict[str, tuple[Document, str, str, str]] = {
    "another version": (
        {"schema": "reqcheck.profile/2"},
        *("/schema", "wrong-type", "must be `reqcheck.profile/1`; no other version is known here"),
    ),
    "a version that is no text": (
        {"schema": 1},
        *("/schema", "wrong-type", "must be `reqcheck.profile/1`; no other version is known here"),
    ),
    "a day that is only a month": ({"recorded_on": "2026-11"}, "/recorded_on", "wrong-type", A_DAY),
    "a day that is a number": (
        {"recorded_on": 20261101},
        *("/recorded_on", "wrong-type", f"{A_DAY}, not a number"),
    ),
    "a verification by year": (
        {"sources": {"licenses": {"verified_on": "2026"}}},
        *("/sources/licenses/verified_on", "wrong-type", A_DAY),
    ),
    "a section that is no list": (
        {"registrations": {"type": "dea"}},
        *("/registrations", "wrong-type", "must be a list, not a mapping"),
    ),
    "a record that is text": (
        {"licenses": [{}, "US-CA"]},
        *("/licenses/1", "wrong-type", "must be a mapping, not text"),
    ),
    "a record that is null": (
        {"licenses": [None]},
        *("/licenses/0", "wrong-type", "must be a mapping, not null"),
    ),
    "an unknown section": (
        {"licences": []},
        *("/licences", "unknown-field", "unknown field `licences`; did you mean `licenses`?"),
    ),
    "an unknown field without a neighbour": (
        {"licenses": [{"zzz": 1}]},
        *("/licenses/0/zzz", "unknown-field", "unknown field `zzz`; leave it out, or keep it in `extensions`"),
    ),
    "an unknown field": (
        {"licenses": [{}, {"expire": "2027"}]},
        *("/licenses/1/expire", "unknown-field", "unknown field `expire`; did you mean `expires`?"),
    ),
    "a name that Python writes otherwise": (
        {"licenses": [{"class_": "full"}]},
        *("/licenses/0/class_", "unknown-field", "unknown field `class_`; did you mean `class`?"),
    ),
    "an unknown field of a part": (
        {"positions": [{"organization": {"settings": "hospital"}}]},
        "/positions/0/organization/settings",
        *("unknown-field", "unknown field `settings`; did you mean `setting`?"),
    ),
    "an unknown field of a source": (
        {"licenses": [{"source": {"verified": "2026-10-30"}}]},
        "/licenses/0/source/verified",
        *("unknown-field", "unknown field `verified`; did you mean `verified_on`?"),
    ),
    "a name with a slash": ({"a/b~c": 1}, "/a~1b~0c", "unknown-field", "unknown field `a/b~c`; leave it out, or keep it in `extensions`"),
    "a duty that is text": (
        {"positions": [{"duties": {"on call": "yes"}}]},
        *("/positions/0/duties", "wrong-type", "a value in it must be true or false, not text"),
    ),
    "a list of categories with a number": (
        {"positions": [{"categories": ["clinical", 5]}]},
        *("/positions/0/categories/1", "wrong-type", "must be text, not a number"),
    ),
    "records in a section said to be empty": (
        {"none": ["sanctions", "licenses"], "licenses": [{}]},
        *("/none/1", "not-empty"),
        "`licenses` has records; take it out of `none`, or the records out of the section",
    ),
    "a section empty and partial": (
        {"none": ["licenses"], "partial": ["exams", "licenses"]},
        *("/none/0", "empty-and-partial"),
        "`licenses` cannot be empty and partial at once; keep it in one of the two",
    ),
    "an unknown section in partial": (
        {"partial": ["exams", "position"]},
        *("/partial/1", "unknown-section", "not a section of a profile; did you mean `positions`?"),
    ),
    "an unknown section in none": (
        {"none": ["zzz"]},
        *("/none/0", "unknown-section", "not a section of a profile"),
    ),
    "an unknown section in sources": (
        {"sources": {"licence": {}}},
        *("/sources/licence", "unknown-section", "not a section of a profile; did you mean `licenses`?"),
    ),
    "sections that are text": ({"partial": "licenses"}, "/partial", "wrong-type", "must be a list, not text"),
    "extensions that are a list": (
        {"extensions": []},
        *("/extensions", "wrong-type", "must be a mapping, not a list"),
    ),
    "an extension that is text": (
        {"extensions": {"acme": "7"}},
        *("/extensions", "wrong-type", "a value in it must be a mapping, not text"),
    ),
    "not a number in an extension": (
        {"extensions": {"acme": {"a": [1, NAN]}}},
        *("/extensions", "not-finite", "a number in it must be finite"),
    ),
    "an infinity in an extension": (
        {"extensions": {"acme": {"a": {"b": float("-inf")}}}},
        *("/extensions", "not-finite", "a number in it must be finite"),
    ),
}


@pytest.mark.parametrize("case", ONE_PROBLEM)
def test_a_problem_has_a_pointer_a_code_and_a_message(case: str) -> None:
    """
    What is wrong is named by where it stands, what kind of problem it is, and what to write instead.
    """
    document, *expected = ONE_PROBLEM[case]

    assert [tuple(expected)] == problems(document)


PROTECTED = [
    *("birth_date", "birthdate", "Birth Date", "birthDate", "date_of_birth", "date-of-birth", "dob", "age"),
    *("sex", "gender", "Gender", "race", "ethnicity", "religion", "marital_status", "Marital Status"),
    *("disability", "photograph", "photo", "street_address", "street address", "address", "postal_code"),
    *("postal-code", "zip", "e-mail", "email", "E-Mail", "phone", "telephone", "social_security_number", "ssn"),
]
WHERE: dict[str, str] = {
    "the document": '{"NAME": 1}',
    "the subject": '{"subject": {"NAME": 1}}',
    "an identifier": '{"subject": {"identifiers": [{"system": "npi", "value": "1", "NAME": 1}]}}',
    "a record": '{"licenses": [{}, {"NAME": 1}]}',
    "a part": '{"positions": [{"organization": {"NAME": 1}}]}',
    "a source": '{"references": [{"source": {"NAME": 1}}]}',
    "the source of a section": '{"sources": {"exams": {"NAME": 1}}}',
}


@pytest.mark.parametrize("where", WHERE)
def test_a_protected_field_is_refused_by_name_anywhere(where: str) -> None:
    """
    What profiles leave out on purpose is refused by name, wherever it stands and however it is spelled.
    """
    for name in PROTECTED:
        message = f"`{name}` is left out of profiles on purpose and never read; remove it"
        ((pointer, *found),) = problems(json.loads(WHERE[where].replace("NAME", name)))

        assert ["protected-field", message] == found
        assert pointer.endswith(f"/{name}")


SEVERAL: Document = {
    "schema": "reqcheck.profile/9",
    "recorded_on": "2026-11",
    "subject": {"id": 7, "age": 50},
    "partial": ["positions", "licence"],
    "none": ["positions", "exams"],
    "sources": {"exams": {"strength": 3}, "nowhere": {}},
    "exams": [{"taken": ".."}, {"attempts": "two"}],
    "licenses": [{"expires": "31/12/2027", "state": "NV"}, {"restrictions": "none"}],
    "certificates": [],
    "extensions": {"acme": {"x": NAN}},
}


def test_all_problems_are_listed_at_once() -> None:
    """
    One reading names everything that is wrong, at every depth.
    """
    expected = {
        *("/schema", "/recorded_on", "/subject/id", "/subject/age", "/partial/1", "/none/0", "/none/1"),
        *("/sources/exams/strength", "/sources/nowhere", "/exams/0/taken", "/exams/1/attempts"),
        *("/licenses/0/expires", "/licenses/0/state", "/licenses/1/restrictions", "/certificates"),
        "/extensions",
    }
    found = [pointer for pointer, _, _ in problems(SEVERAL)]

    assert expected == set(found)
    assert len(expected) == len(found)


# --- text that is no document, or no good one


NOT_JSON: dict[str, tuple[str | bytes, str]] = {
    "empty": ("", "not JSON: there is nothing in it"),
    "empty bytes": (b"", "not JSON: there is nothing in it"),
    "white space": (" \n ", "not JSON: there is nothing in it"),
    "packed": (b"\x1f\x8b\x08\x00", "not JSON: packed by gzip; unpack it, or give a file a name that ends in .gz"),
    "cut off": ('{"licenses": [{"type', "not JSON: EOF while parsing a string at line 1 column 20"),
    "a comma too many": ('{"licenses": [],}', "not JSON: trailing comma at line 1 column 17"),
    "two documents": ("{} {}", "not JSON: trailing characters at line 1 column 4"),
    "single quotes": ("{'schema': 1}", "not JSON: key must be a string at line 1 column 2"),
    "a byte order mark": ("\ufeff{}", "not JSON: begins with a byte order mark; save it as plain UTF-8"),
    "a byte order mark in bytes": (
        b"\xef\xbb\xbf{}",
        "not JSON: begins with a byte order mark; save it as plain UTF-8",
    ),
    "UTF-16": ("{}".encode("utf-16"), "not JSON: begins with a byte order mark; save it as plain UTF-8"),
    "UTF-16, big end first": (
        "\ufeff{}".encode("utf-16-be"),
        "not JSON: begins with a byte order mark; save it as plain UTF-8",
    ),
    "UTF-16 without a mark": ("{}".encode("utf-16-le"), "not JSON: key must be a string at line 1 column 2"),
    "not UTF-8": (b'{"note": "\xff"}', "not JSON: invalid unicode code point at line 1 column 11"),
}


@pytest.mark.parametrize("case", NOT_JSON)
def test_text_that_is_not_json_is_refused_as_a_whole(case: str) -> None:
    """
    A text that is not JSON in UTF-8 is one problem of the whole document, with the reason.
    """
    text, message = NOT_JSON[case]

    assert [("", "not-json", message)] == problems(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f'{{"extensions": {{"a": {"[" * 100_000}', id="and cut off"),
        pytest.param(f'{{"extensions": {{"a": {{"b": {"[" * 500}{"]" * 500}}}}}}}', id="and closed"),
        pytest.param("[" * 100_000, id="with nothing around it"),
    ],
)
def test_text_nested_deeply_is_refused(text: str) -> None:
    """
    A text whose lists stand hundreds deep in each other is one problem and no crash.
    """
    ((pointer, code, message),) = problems(text)

    assert code == "too-deep"
    assert (pointer, message) == ("/extensions", DEEP) or message.startswith(f"{DEEP} at line 1 column ")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param('["cand-01"]', "a list", id="list"),
        pytest.param('"cand-01"', "text", id="text"),
        pytest.param("7", "a number", id="number"),
        pytest.param("7.5", "a number", id="fraction"),
        pytest.param("true", "true or false", id="yes"),
        pytest.param("null", "null", id="null"),
    ],
)
def test_a_profile_is_a_mapping(text: str, kind: str) -> None:
    """
    A document that is anything but a mapping is refused for it, as text and as data.
    """
    expected = [("", "not-a-mapping", f"a profile is a mapping, not {kind}")]

    assert expected == problems(text)
    with pytest.raises(DocumentError) as caught:
        Profile.from_dict(json.loads(text))
    assert expected == [(each.pointer, each.code, each.message) for each in caught.value.problems]


def test_a_string_is_never_taken_for_a_path(tmp_path: Path) -> None:
    """
    The name of a file that can be read is not JSON.
    """
    file = tmp_path / "candidate.json"
    file.write_text("{}")
    expected = [("", "not-json")]

    assert expected == [each[:2] for each in problems(str(file))]


def twice(pointer: str) -> tuple[str, str, str]:
    name = pointer.rsplit("/", 1)[1]
    return pointer, "duplicate-key", f"`{name}` is written more than once; keep one of them"


@pytest.mark.parametrize(
    ("text", "pointers"),
    [
        pytest.param('{"licenses": [], "licenses": []}', ["/licenses"], id="section"),
        pytest.param('{"licenses": [{}, {"type": "a", "type": "a"}]}', ["/licenses/1/type"], id="record"),
        pytest.param(
            '{"positions": [{"organization": {"name": "a", "name": "b"}}]}',
            ["/positions/0/organization/name"],
            id="part",
        ),
        pytest.param('{"recorded_on": null, "recorded_on": null}', ["/recorded_on"], id="null"),
        pytest.param('{"exams": 1, "exams": 2, "exams": []}', ["/exams"], id="three times"),
        pytest.param('{"note": [], "n\\u006fte": []}', ["/note"], id="escaped"),
        pytest.param(
            '{"subject": {"id": "a", "id": "b"}, "exams": [{"part": "1", "part": "2"}], "none": [], "none": []}',
            ["/exams/0/part", "/none", "/subject/id"],
            id="several",
        ),
    ],
)
def test_a_key_written_more_than_once_is_refused(text: str, pointers: list[str]) -> None:
    """
    Every duplicate key is named with its pointer, at any depth.
    """
    assert [twice(each) for each in pointers] == sorted(problems(text))


def test_a_name_of_an_extension_that_is_written_twice_is_not_shown() -> None:
    """
    The names in an extension may be personal, so that a problem stops at the section.
    """
    text = '{"extensions": {"a": {"b": [{"c": 1, "c": 2}]}}}'

    assert [("/extensions", "duplicate-key", "a name is written more than once; keep one of them")] == problems(text)


def test_duplicate_keys_do_not_hide_other_problems() -> None:
    """
    A document with duplicate keys lists what else is wrong with it, too.
    """
    text = '{"none": [], "none": [], "exams": [{"taken": "soon", "fte": NaN}], "licence": 1}'
    expected = {"/none", "/exams/0/taken", "/exams/0/fte", "/licence"}

    assert expected == {pointer for pointer, _, _ in problems(text)}


def test_a_duplicate_key_does_not_hide_what_stands_in_the_first_one() -> None:
    """
    A section written twice lists the duplicate keys inside of both.
    """
    text = '{"exams": [{"part": "1", "part": "2"}], "exams": []}'

    assert [twice("/exams"), twice("/exams/0/part")] == sorted(problems(text))


@pytest.mark.parametrize("written", ["NaN", "Infinity", "-Infinity"])
@pytest.mark.parametrize("path", [*NUMBERS, "answers.value"])
def test_nan_and_infinities_are_not_json(path: str, written: str) -> None:
    """
    A word that JSON has no number for is refused where it stands.
    """
    section, field = path.split(".")
    text = f'{{"{section}": [{{"{field}": {written}}}]}}'

    assert [(place(path), "not-finite", "NaN and infinities are not JSON; leave the field out")] == problems(text)


@pytest.mark.parametrize("written", ["1e400", "-1e400"])
@pytest.mark.parametrize("path", [*NUMBERS, "answers.value"])
def test_a_number_that_is_infinite_when_read_is_refused(path: str, written: str) -> None:
    """
    1e400 is JSON and no number that a field can hold.
    """
    section, field = path.split(".")
    text = f'{{"{section}": [{{"{field}": {written}}}]}}'

    assert [(place(path), "wrong-type")] == [each[:2] for each in problems(text)]


@pytest.mark.parametrize("written", ["NaN", "Infinity", "-Infinity", "1e400", "-1e400"])
def test_extensions_hold_finite_numbers(written: str) -> None:
    """
    A number of an extension that is not finite is refused, however it is written.
    """
    text = f'{{"extensions": {{"acme": {{"a": [0, {{"b": {written}}}]}}}}}}'
    expected = [("/extensions", "not-finite", "a number in it must be finite")]

    assert expected == problems(text)


@pytest.mark.parametrize(
    "document",
    [
        pytest.param('{"subject": {"id": "\ud800"}}', id="text"),
        pytest.param('{"subject": {"id": "\\ud800"}}', id="escaped"),
        pytest.param({"subject": {"id": "\ud800"}}, id="data"),
    ],
)
def test_half_a_character_is_refused_whichever_way_it_comes(document: Any) -> None:
    """
    A lone surrogate, which no report could write, is refused when a profile is read.
    """
    assert not isinstance(outcome(document), Profile)


def test_a_document_nested_deeply_is_refused_and_never_overflows() -> None:
    """
    Data nested thousands deep in the place of a record is a problem and not a crash.
    """
    deep: Document = {}
    for _ in range(5_000):
        deep = {"organization": deep}
    expected = [("/positions", "too-deep", DEEP)]

    assert expected == problems({"positions": deep})
    assert expected == problems({"positions": [deep]})


def test_load_json_reads_any_document_strictly() -> None:
    """
    `load_json` reads lists and plain values, too, and refuses duplicate keys in them.
    """
    expected = [{"a": 1}]
    with pytest.raises(DocumentError, match="/0/a: `a` is written more than once"):
        load_json('[{"a": 1, "a": 2}]')

    assert expected == load_json('[{"a": 1}]')


# --- nothing is quoted


CANARY = "Wren-of-the-Canaries"
DAY_CANARY = "3031-02-31"
NUMBER_CANARY = 31415926535897932
PLANTS: list[Any] = [
    *(CANARY, DAY_CANARY, NUMBER_CANARY, [CANARY], {"key": CANARY}),
]


def parts(info: inspect.Type) -> Iterator[tuple[Callable[[Any], Any], inspect.Type]]:
    """
    The types inside of a type, and how a value of each is put into one of it.
    """
    if isinstance(info, inspect.StructType):
        yield from ((partial(named, each.encode_name), each.type) for each in info.fields)
    elif isinstance(info, inspect.VarTupleType):
        yield (lambda value: [value]), info.item_type
    elif isinstance(info, inspect.DictType):
        yield partial(named, "licenses"), info.value_type
    elif isinstance(info, inspect.UnionType):
        yield from ((lambda value: value, each) for each in info.types if not isinstance(each, inspect.NoneType))


def named(name: str, value: Any) -> Document:
    return {name: value}


def plants(info: inspect.Type) -> Iterator[Any]:
    """
    Values that hold a canary, for every place inside of a type.
    """
    if not isinstance(info, inspect.UnionType):
        yield from PLANTS
    for put, inner in parts(info):
        yield from map(put, plants(inner))


def shown(error: DocumentError) -> str:
    """
    All that Python and reqcheck would print of an error.
    """
    return "".join([str(error), repr(error), *traceback.format_exception(error)])


def refusal(document: Document) -> str:
    """
    All that an error on a document holds; nothing if it can be read.
    """
    try:
        Profile.from_dict(document)
    except DocumentError as error:
        return repr(error)
    return ""


def quoted(text: str) -> list[str]:
    return [each for each in (CANARY, DAY_CANARY, "31415926", "3.1415926") if each in text]


def profile_fields() -> dict[str, inspect.Type]:
    info = inspect.type_info(Profile)
    assert isinstance(info, inspect.StructType)
    return {each.encode_name: each.type for each in info.fields}


@pytest.mark.parametrize("field", [*ABOUT.split(), *FIELDS])
def test_no_problem_quotes_a_value(field: str) -> None:
    """
    Whatever stands in whatever field, its text is in no message, no pointer and no other part of an error.
    """
    values = list(plants(profile_fields()[field]))
    if field in FIELDS:
        values = [*PLANTS, [each for value in values if isinstance(value, list) for each in value]]
    found = [refusal({field: value}) for value in values]

    assert any(found)
    assert not quoted("\n".join(found))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f'{{"licenses": [{{"number": "{CANARY}', id="cut off"),
        pytest.param(f'{{"licenses": [{{"number": "{CANARY}"}},]}}', id="comma"),
        pytest.param(f'{{"note": "{CANARY}", "note": "{CANARY}"}}', id="duplicate"),
        pytest.param(f'{{"licenses": [{{"number": "{CANARY}\\ud800"}}]}}', id="escaped surrogate"),
        pytest.param(f'{{"licenses": [{{"number": "{CANARY}\ud800"}}]}}', id="surrogate"),
        pytest.param(f'{{"licenses": [{{"number": "{CANARY}"}}]}}'.encode("utf-16"), id="UTF-16"),
        pytest.param(f'{{"licenses": [{{"number": "{CANARY}"}}]}}'.encode("utf-16-le"), id="UTF-16 unmarked"),
        pytest.param(f'{{"licenses": [{{"number": "{CANARY}'.encode() + b'\xff"}]}', id="not UTF-8"),
        pytest.param(f'\ufeff{{"number": "{CANARY}"}}', id="mark"),
        pytest.param(f'"{CANARY}"', id="text"),
        pytest.param(CANARY, id="bare"),
        pytest.param(f'["{CANARY}"]', id="list"),
        pytest.param(f'{{"partial": ["{CANARY}"], "none": ["{CANARY}"]}}', id="sections"),
        pytest.param('{"exams": [{"attempts": ' + "31415926" * 700 + "}]}", id="a very long number"),
        pytest.param(f'{{"licenses": [{{"number": "{CANARY}\n"}}]}}', id="control character"),
    ],
)
def test_no_problem_of_a_text_quotes_a_value(text: str | bytes) -> None:
    """
    A text that is not JSON is refused without a word of what it says.
    """
    with pytest.raises(DocumentError) as caught:
        Profile.from_json(text)

    assert not quoted(shown(caught.value))


def test_no_traceback_quotes_a_value() -> None:
    """
    What Python prints of an error that nobody caught holds no value, either.
    """
    document = {section: [{field: [CANARY] for field in FIELDS[section].split()}] for section in FIELDS}
    with pytest.raises(DocumentError) as caught:
        Profile.from_dict(document)

    assert len(EVERY) - len(LISTS) <= len(caught.value.problems)
    assert not quoted(shown(caught.value))


# --- the two ways agree


def filled(info: inspect.Type, name: str = "") -> Any:
    """
    A valid value of a type, with every field of every part given.
    """
    if isinstance(info, inspect.StructType):
        return {each.encode_name: filled(each.type, each.encode_name) for each in info.fields}
    if isinstance(info, inspect.VarTupleType):
        return [filled(info.item_type, name)]
    if isinstance(info, inspect.DictType):
        return {"on call": filled(info.value_type, name)}
    if isinstance(info, inspect.UnionType):
        return filled(next(each for each in info.types if not isinstance(each, inspect.NoneType)), name)
    if isinstance(info, inspect.CustomType):
        return {"start": "2015", "issued": "2015-03"}.get(name, "2019-03-14")
    if isinstance(info, inspect.DateType):
        return "2026-10-30"
    simple: dict[type[inspect.Type], Any] = {
        inspect.BoolType: name == "paid",
        inspect.IntType: 2,
        inspect.FloatType: 0.5,
    }
    return simple.get(type(info), "Lark")


FULL: Document = {
    **{section: [filled(inspect.type_info(RECORD_TYPES[section]))] for section in FIELDS},
    "schema": "reqcheck.profile/1",
    "subject": {"id": "cand-1", "display_name": "Lark", "identifiers": [{"system": "npi", "value": "1"}]},
    "recorded_on": "2026-11-02",
    "partial": ["positions"],
    "none": [],
    "sources": {"licenses": {"strength": "verified", "verified_on": "2026-10-30", "by": "board"}},
    "extensions": {"acme": {"badge": "7", "grades": [1, 2.5, None, {"a": True}]}},
}
BASES: list[Document] = [FULL, {}, *(json.loads(each.read_text("utf-8")) for each in CANDIDATES[::5])]

ODD = st.sampled_from(
    [
        *(None, True, False, 0, 1, -1, 1.5, 10**30, -(10**16), NAN, float("inf"), 1e300, "", "x", "..", "2015"),
        *("2015-13", "2015-02-29", "2015-03-14", "licenses", "reqcheck.profile/1", "ü", "\x00"),
    ]
)
ODD_VALUES = ODD | st.lists(ODD, max_size=2) | st.dictionaries(st.sampled_from(["id", "a", "status"]), ODD, max_size=2)
NAMES = st.sampled_from(
    [*ABOUT.split(), *FIELDS, *sorted({name for each in FIELDS.values() for name in each.split()}), "ssn", "zz", "a/b"]
)


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """
    The path of everything in a document.
    """
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in inside:
        yield (*path, key)
        yield from places(each, (*path, key))


def holder(document: Any, path: tuple[Any, ...]) -> Any:
    for key in path[:-1]:
        document = document[key]
    return document


@st.composite
def mutated(draw: st.DrawFn) -> Document:
    """
    A valid document to which a few things were done at random places.
    """
    document = copy.deepcopy(draw(st.sampled_from(BASES)))
    for _ in range(draw(st.integers(0, 4))):
        path = draw(st.sampled_from([*places(document), ("new",)]))
        at, key = holder(document, path), path[-1]
        act = draw(st.sampled_from(["drop", "rename", "replace", "repeat", "null"]))
        if path == ("new",) or (act == "rename" and isinstance(at, dict)):
            at[draw(NAMES)] = at.pop(key, None) if draw(st.booleans()) else draw(ODD_VALUES)
        elif act == "drop":
            del at[key]
        elif act == "repeat" and isinstance(at, list):
            at.append(copy.deepcopy(at[key]))
        else:
            at[key] = None if act == "null" else draw(ODD_VALUES)
    return document


def converts(document: Mapping[str, Any]) -> bool:
    try:
        msgspec.convert(without_nulls(document), Profile, dec_hook=record_part)
    except msgspec.ValidationError:
        return False
    return True


@settings(max_examples=150, deadline=None)
@given(mutated())
def test_the_quick_way_refuses_what_the_thorough_way_finds_fault_with(document: Document) -> None:
    """
    A whole document converts if and only if, field by field, nothing keeps it from converting.
    """
    found = list(_problems(without_nulls(document), Profile, ""))

    assert converts(document) is (not found)


@settings(max_examples=150, deadline=None)
@given(mutated())
def test_a_document_is_refused_with_the_problems_that_are_listed(document: Document) -> None:
    """
    A document is refused if and only if a problem is listed, and then with exactly those.
    """
    expected = [(each.pointer, each.code, each.message) for each in problems_of(document)]
    found = outcome(document)

    assert bool(expected) is not isinstance(found, Profile)
    assert not expected or expected == found


@settings(max_examples=150, deadline=None)
@given(mutated())
def test_text_and_data_are_read_alike(document: Document) -> None:
    """
    A document is the same profile, or refused for the same, as data and as its JSON text.

    The text may be refused for more: for the words of numbers that JSON does not have.
    """
    as_data, as_text = outcome(document), outcome(json.dumps(document))

    if isinstance(as_data, Profile):
        assert as_data == as_text
    else:
        assert not isinstance(as_text, Profile)
        assert {each[0] for each in as_data} <= {each[0] for each in as_text}


@settings(max_examples=150, deadline=None)
@given(mutated())
def test_every_pointer_leads_into_the_document(document: Document) -> None:
    """
    The pointer of every problem names something that stands in the document.
    """
    standing = {"", *("/" + "/".join(str(key).replace("/", "~1") for key in path) for path in places(document))}
    found = outcome(document)

    assert isinstance(found, Profile) or {each[0] for each in found} <= standing


@pytest.mark.parametrize("file", CANDIDATES, ids=lambda file: file.stem)
def test_every_example_candidate_can_be_read_in_every_way(file: Path) -> None:
    """
    Each example is the same profile from its file, its text, its bytes and its data, and is written back.
    """
    text = file.read_text("utf-8")
    expected = Profile.from_dict(json.loads(text))

    assert expected == load_profile(file)
    assert expected == load_profile(str(file))
    assert expected == Profile.from_json(text)
    assert expected == Profile.from_json(text.encode())
    assert expected == Profile.from_dict(expected.to_dict())
    assert expected.digest() == Profile.from_json(text).digest()


def test_a_document_with_every_field_can_be_read() -> None:
    """
    A document that gives every field of every section is read, and written back as it was.
    """
    document = copy.deepcopy(FULL)
    profile = Profile.from_dict(document)
    without_empty = {key: value for key, value in FULL.items() if value != []}

    assert document == FULL
    assert without_empty == json.loads(json.dumps(profile.to_dict()))


BROKEN = {
    "01-trailing-comma": {("", "not-json")},
    "02-duplicate-key": {("/licenses", "duplicate-key")},
    "03-unknown-section-licences": {("/licences", "unknown-field")},
    "04-unknown-key-expire": {("/licenses/1/expire", "unknown-field")},
    "05-string-for-a-list": {("/licenses/0/restrictions", "wrong-type")},
    "06-impossible-date": {("/certifications/0/certified", "wrong-type")},
    "07-date-in-words": {("/training/0/end", "wrong-type")},
    "08-not-a-number": {("/positions/0/fte", "not-finite")},
    "09-infinite-number": {("/positions/0/hours_per_week", "wrong-type")},
    "10-protected-field": {("/subject/birth_date", "protected-field")},
    "11-records-and-none": {("/none/0", "not-empty")},
    "12-unknown-section-in-partial": {("/partial/0", "unknown-section")},
    "13-array-of-strings": {("", "not-a-mapping")},
    "14-several-problems": {
        ("/recorded_on", "wrong-type"),
        ("/none/0", "empty-and-partial"),
        ("/education/0/conferred", "wrong-type"),
        ("/certificates", "unknown-field"),
        ("/licenses/0/expires", "wrong-type"),
        ("/licenses/1/state", "unknown-field"),
        ("/licenses/1/restrictions", "wrong-type"),
        ("/registrations", "wrong-type"),
    },
    "15-open-start": {("/licenses/0/issued", "wrong-type")},
}


def test_every_broken_example_is_listed_here() -> None:
    """
    The examples of broken documents are those whose problems this page knows.
    """
    assert sorted(BROKEN) == sorted(each.stem for each in EXAMPLES.joinpath("broken").glob("*.json"))


@pytest.mark.parametrize("name", BROKEN)
def test_every_broken_example_is_refused(name: str) -> None:
    """
    Each broken example is refused for what it shows, in the name of its file.
    """
    file = EXAMPLES / "broken" / f"{name}.json"
    with pytest.raises(DocumentError) as caught:
        load_profile(file)

    assert str(file) == caught.value.source
    assert BROKEN[name] == {(each.pointer, each.code) for each in caught.value.problems}


# --- files


def test_a_file_that_is_not_there_cannot_be_read(tmp_path: Path) -> None:
    """
    A missing file is a problem of the document that names the file.
    """
    with pytest.raises(DocumentError) as caught:
        load_profile(tmp_path / "nobody.json")

    assert f"{tmp_path / 'nobody.json'}: cannot be read: No such file or directory" == str(caught.value)
    assert all(each.code == "unreadable" for each in caught.value.problems)


def test_a_folder_cannot_be_read(tmp_path: Path) -> None:
    """
    A folder in the place of a file is a problem that names the folder.
    """
    with pytest.raises(DocumentError) as caught:
        load_profile(tmp_path)

    assert f"{tmp_path}: cannot be read: Is a directory" == str(caught.value)


def test_a_file_that_may_not_be_read_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    A file without permission is a problem that says so.
    """

    def refuse(_: Path, mode: str, buffering: int) -> NoReturn:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(DocumentError) as caught:
        load_profile(tmp_path / "locked.json")

    assert f"{tmp_path / 'locked.json'}: cannot be read: Permission denied" == str(caught.value)


def test_a_name_that_no_file_can_have_is_a_problem() -> None:
    """
    A path with a null character is refused like any other that cannot be read.
    """
    with pytest.raises(DocumentError) as caught:
        load_profile("a\0b.json")

    assert all(each.code == "unreadable" for each in caught.value.problems)


# --- what a document says


def dropped(document: Document, path: tuple[Any, ...]) -> Document:
    changed = copy.deepcopy(document)
    del holder(changed, path)[path[-1]]
    return changed


def nulled(document: Document, path: tuple[Any, ...]) -> Document:
    changed = copy.deepcopy(document)
    holder(changed, path)[path[-1]] = None
    return changed


@pytest.mark.parametrize("field", [*ABOUT.split(), *FIELDS])
def test_null_is_absent_everywhere(field: str) -> None:
    """
    What is null says no more and no less than what is left out: sections, fields, parts, names of maps.
    """
    document = {field: FULL[field]}
    fields = [each for each in places(document) if isinstance(each[-1], str)]
    if field == "extensions":
        fields = [("extensions",), ("extensions", "acme")]  # what is inside of one is kept as it came
    different = [each for each in fields if outcome(dropped(document, each)) != outcome(nulled(document, each))]

    assert not different


def test_extensions_are_kept_as_they_came() -> None:
    """
    What an organization keeps is not touched, nulls included; an absent extension is empty.
    """
    profile = Profile.from_dict(FULL)

    assert FULL["extensions"]["acme"] == dict(profile.extension("acme"))
    assert not profile.extension("other")


@pytest.mark.parametrize(
    ("document", "complete"),
    [
        pytest.param({}, False, id="absent"),
        pytest.param({"licenses": None}, False, id="null"),
        pytest.param({"licenses": []}, False, id="empty list"),
        pytest.param({"licenses": [{}]}, True, id="records"),
        pytest.param({"licenses": [{}], "partial": ["licenses"]}, False, id="records and partial"),
        pytest.param({"partial": ["licenses"]}, False, id="partial"),
        pytest.param({"licenses": [], "partial": ["licenses"]}, False, id="empty list and partial"),
        pytest.param({"none": ["licenses"]}, True, id="none"),
        pytest.param({"licenses": [], "none": ["licenses"]}, True, id="empty list and none"),
        pytest.param({"licenses": None, "none": ["licenses"]}, True, id="null and none"),
        pytest.param({"none": ["exams"]}, False, id="none of another"),
    ],
)
def test_what_a_section_says(document: Document, complete: bool) -> None:
    """
    Records say all there are unless `partial`; nothing and `[]` say nothing; `none` says there are none.
    """
    assert complete is Profile.from_dict(document).is_complete("licenses")


@pytest.mark.parametrize("value", ["yes", True, 3, 2.5, 0])
def test_an_answer_is_text_a_number_or_yes_or_no(value: object) -> None:
    """
    The value of an answer keeps its type.
    """
    (answer,) = Profile.from_dict({"answers": [{"value": value}]}).answers

    assert value == answer.value
    assert type(value) is type(answer.value)


# --- records know where they stand


@pytest.mark.parametrize("section", FIELDS)
def test_records_know_their_pointers(section: str) -> None:
    """
    Each record knows its place in the document, and that of its fields.
    """
    found = Profile.from_dict({section: [{}, {"note": "b"}, {}]}).records(section)

    assert [f"/{section}/{index}" for index in range(3)] == [each.pointer for each in found]
    assert f"/{section}/1/note" == found[1].at("note")


@pytest.mark.parametrize("section", FIELDS)
def test_a_pointer_is_no_part_of_a_record(section: str) -> None:
    """
    Records at two places that say the same are equal, and a document cannot set a pointer.
    """
    found = Profile.from_dict({section: [{"note": "a"}, {"note": "a"}]}).records(section)

    assert found[0] == found[1]
    assert f"/{section}/1" == found[1].pointer
    assert [(f"/{section}/0/pointer", "unknown-field", "unknown field `pointer`; leave it out, or keep it in `extensions`")] == problems(
        {section: [{"pointer": "/exams/0"}]}
    )


def test_views_keep_the_pointers_of_their_records() -> None:
    """
    A record keeps its place in the document when others are set aside or taken out.
    """
    licenses = [
        {"number": "later", "issued": "2027-01"},
        {"number": "odd", "issued": "2020", "expires": "2019"},
        {"number": "claimed"},
        {"number": "verified", "source": {"strength": "verified", "verified_on": "2026-11-01"}},
    ]
    view = Profile.from_dict({"licenses": licenses, "none": ["exams"]}).as_of(ON)
    accepted = view.accepted(Floor(Strength.VERIFIED), ON)
    pointers = [f"/licenses/{index}" for index in range(4)]

    assert pointers[2:] == [each.pointer for each in view.licenses]
    assert pointers[3:] == [each.pointer for each in accepted.licenses]
    assert pointers == [each.pointer for each in accepted.whole.licenses]
    assert not accepted.is_complete("exams")


# --- records that contradict themselves


ORDERED = {
    **{each: ("start", "end") for each in FIELDS if "start" in FIELDS[each].split()},
    "licenses": ("issued", "expires"),
    "licenses, first": ("first_issued", "expires"),
    "registrations": ("issued", "expires"),
    "certifications": ("certified", "expires"),
    "sanctions": ("effective", "ended"),
}
OUT_OF_ORDER = [("2020", "2019"), ("2020-06", "2020-05"), ("2020-06", "2020-05-31"), ("2020-06-02", "2020-06-01")]
IN_ORDER = [
    *(("2020", "2020"), ("2020", "2020-01"), ("2020-06", "2020-06-01"), ("2020-06-01", "2020-06-01")),
    *(("2020-12-31", "2020"), ("2020", ".."), ("2026", ".."), ("2020", None), (None, "2019")),
]
SET_ASIDE = "its dates contradict each other; the record is set aside"


def told_of(document: Document) -> list[tuple[str, str]]:
    ruleset = load_ruleset("clinical-director")
    report = check(Profile.from_dict(document), ruleset, as_of=ON)
    return [(each.pointer, each.message) for each in report.warnings if each.pointer != "/recorded_on"]


@pytest.mark.parametrize("case", ORDERED)
def test_a_record_that_ends_before_it_begins_is_set_aside(case: str) -> None:
    """
    A record whose end is before its start in every reading is set aside; the others still speak.
    """
    section, (begin, end) = case.split(",", maxsplit=1)[0], ORDERED[case]
    for first, last in OUT_OF_ORDER:
        whole = Profile.from_dict({section: [{"note": "a"}, {begin: first, end: last}, {"note": "b"}]})
        view = whole.as_of(ON)

        assert [f"/{section}/0", f"/{section}/2"] == [each.pointer for each in view.records(section)]
        assert whole.is_complete(section)
        assert not view.is_complete(section)


@pytest.mark.parametrize("case", ORDERED)
def test_a_record_that_some_reading_has_in_order_stays(case: str) -> None:
    """
    A record that begins no later than it ends in one reading of its dates is kept.
    """
    section, (begin, end) = case.split(",", maxsplit=1)[0], ORDERED[case]
    for first, last in IN_ORDER:
        view = Profile.from_dict({section: [{begin: first, end: last}]}).as_of(ON)

        assert [f"/{section}/0"] == [each.pointer for each in view.records(section)]
        assert view.is_complete(section)


@pytest.mark.parametrize(
    ("record_", "aside"),
    [
        pytest.param({"positions": [{"start": "2020", "ongoing": True, "end": "2024"}]}, True, id="held and ended"),
        pytest.param({"positions": [{"start": "2020", "ongoing": True, "end": ".."}]}, False, id="held and open"),
        pytest.param({"positions": [{"start": "2020", "ongoing": True}]}, False, id="held"),
        pytest.param({"positions": [{"start": "2020", "ongoing": False, "end": "2024"}]}, False, id="ended"),
        pytest.param({"certifications": [{"duration": "lifetime", "expires": "2030"}]}, True, id="for life, expires"),
        pytest.param({"certifications": [{"duration": "lifetime", "expires": ".."}]}, False, id="for life, open"),
        pytest.param({"certifications": [{"duration": "lifetime"}]}, False, id="for life"),
        pytest.param({"certifications": [{"duration": "continuous", "expires": "2030"}]}, False, id="continuous"),
        pytest.param(
            {"licenses": [{"issued": "2021", "first_issued": "2010", "expires": "2020"}]}, True, id="issued again"
        ),
    ],
)
def test_a_record_that_says_two_things_is_set_aside(record_: Document, aside: bool) -> None:
    """
    A position still held cannot have ended, and a certification for life cannot expire.
    """
    (section,) = record_
    view = Profile.from_dict(record_).as_of(ON)

    assert aside is (not view.records(section))
    assert aside is (not view.is_complete(section))


def test_a_record_that_is_set_aside_is_told() -> None:
    """
    The report warns of each record that is set aside, by its pointer.
    """
    document = {
        "positions": [{"start": "2015"}, {"start": "2020", "end": "2019"}],
        "licenses": [{"issued": "2020-02", "expires": "2020-01"}],
    }
    expected = [("/licenses/0", SET_ASIDE), ("/positions/1", SET_ASIDE)]

    assert expected == told_of(document)


@pytest.mark.parametrize(
    ("start", "aside"),
    [
        pytest.param("2026-11-22", True, id="today"),
        pytest.param("2026-11", True, id="perhaps today"),
        pytest.param("2026", True, id="perhaps this year"),
        pytest.param("2026-11-23", False, id="tomorrow"),
        pytest.param("2027", False, id="next year"),
    ],
)
def test_a_record_of_the_future_does_not_exist_yet_however_odd(start: str, aside: bool) -> None:
    """
    A record that certainly begins after the day asked leaves its section complete and is not told.
    """
    document = {"positions": [{"start": "2015"}, {"start": start, "end": "2014"}]}
    view = Profile.from_dict(document).as_of(ON)

    assert all(each.pointer == "/positions/0" for each in view.positions)
    assert aside is (not view.is_complete("positions"))
    assert aside is bool(told_of(document))


def test_reading_a_document_leaves_it_as_it_was() -> None:
    """
    Neither a good document nor a bad one is changed by reading it.
    """
    for document in (FULL, {**SEVERAL, "extensions": {}, "recorded_on": None}):
        before = copy.deepcopy(document)
        outcome(document)

        assert before == document


def test_a_mapping_of_any_kind_is_read() -> None:
    """
    A document may be any mapping, not only a dict.
    """

    class Table(Mapping[str, Any]):
        def __getitem__(self, key: str) -> Any:
            return FULL[key]

        def __iter__(self) -> Iterator[str]:
            return iter(FULL)

        def __len__(self) -> int:
            return len(FULL)

    assert Profile.from_dict(FULL) == Profile.from_dict(Table())


def test_problems_name_the_profile_as_their_source() -> None:
    """
    An error of a document that has no file calls it the profile, one line for each problem.
    """
    with pytest.raises(DocumentError) as caught:
        Profile.from_dict({"licenses": [{"expire": "2027"}], "zz": 1})

    expected = (
        "profile: /licenses/0/expire: unknown field `expire`; did you mean `expires`?\n"
        "profile: /zz: unknown field `zz`; leave it out, or keep it in `extensions`"
    )

    assert expected == str(caught.value)


def test_what_is_read_twice_is_equal() -> None:
    """
    Reading is a function: the same document gives equal profiles and equal digests.
    """
    one, other = map(Profile.from_dict, (FULL, copy.deepcopy(FULL)))
    shuffled = partial(Profile.from_dict, dict(reversed(FULL.items())))()

    assert one == other == shuffled
    assert one.digest() == other.digest() == shuffled.digest()
