"""
Every quick way comes to what the plain way comes to.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from itertools import product
from typing import Any

import profiles
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from profiles import ON
from worlds import Document

from reqcheck import (
    Context,
    Criterion,
    DocumentError,
    Occurrence,
    Outcomes,
    Profile,
    Search,
    Strength,
    beside,
    settled,
)
from reqcheck.loading.decoding import decoded
from reqcheck.loading.profiles import strictly
from reqcheck.rules import board_certification
from reqcheck.rules import license as of_license
from reqcheck.strength import stated
from reqcheck.verdict import Verdict

ROLES = ("medical-director", "chief-medical-officer", "clinical-director")
PARAMETERS = {"medical-director": {"work_state": "CA"}}


def criteria(at: Any) -> Iterator[Criterion]:
    """
    Every criterion of a tree, the floors and the trees included.
    """
    yield at
    for inner in (*getattr(at, "of", ()), getattr(at, "criterion", None), getattr(at, "counts_from", None)):
        if hasattr(inner, "assess"):
            yield from criteria(inner)


def searching() -> list[Any]:
    """
    The criteria of the built-in roles that are one search and nothing else.
    """
    found = []
    for role in ROLES:
        bound = profiles.catalog().bind(profiles.catalog().load_ruleset(role), PARAMETERS.get(role, {}), ON)
        every = (each for requirement in bound.requirements for each in criteria(requirement.criterion))
        found += [each for each in every if isinstance(getattr(each, "search", None), Search)]
    return found


def plainly(search: Search, profile: Profile, context: Context) -> Outcomes:
    """
    What a search comes to, by judging every record in full.
    """
    floor = Verdict.NOT_MET if profile.is_complete(search.section) else Verdict.UNDETERMINED
    return Outcomes.of(max([floor, *(each.verdict for each in search.judged(profile, context))]))


@settings(max_examples=150, deadline=None)
@given(profiles.documents(ON))
def test_a_search_decides_as_it_explains(document: Document) -> None:
    """
    Whether some record passes is decided as if every record had been judged in full.
    """
    profile = Profile.from_dict(document).as_of(ON)
    for each in searching():
        context = Context(ON, profiles.catalog().vocabulary)
        plain = plainly(each.search, profile, context)

        assert plain is each.search.best_of(profile, context).outcomes
        assert [each.search.verdict(record, profile, context) for record in profile.records(each.search.section)] == [
            judged.verdict for judged in each.search.judged(profile, context)
        ]


@settings(max_examples=200, deadline=None)
@given(profiles.documents(ON), st.sampled_from([None, 2]), st.booleans())
def test_a_profile_that_is_decoded_quickly_is_the_one_that_is_read_strictly(
    document: Document, indent: int | None, escaped: bool
) -> None:
    """
    The quick way gives the profile that the strict way gives, with the same digest, if it gives one.
    """
    text = json.dumps(document, indent=indent, ensure_ascii=escaped).encode()
    quick, strict = decoded(text), strictly(text)

    assert strict == Profile.from_json(text)
    assert strict.digest() == Profile.from_json(text).digest()
    assert quick is None or quick.prepared() == strict


SOUND = '{"schema": "reqcheck.profile/1", "subject": {"id": "a"}, "positions": [{"title": "X", "fte": 1}], "none": ["exams"]}'


@pytest.mark.parametrize(
    ("was", "is_"),
    [
        ('"fte": 1', '"fte": 1, "fte": 0.5'),
        ('"title": "X"', '"title": "X", "title": "X"'),
        ('"id": "a"', '"id": "a", "id": "b"'),
        ('"schema": "reqcheck.profile/1"', '"schema": "reqcheck.profile/1", "schema": "reqcheck.profile/1"'),
        ('"schema": "reqcheck.profile/1", ', '"none": [], "none": [], '),
        ('"schema": "reqcheck.profile/1", ', '"extensions": {"schema": {"schema": 1, "a": 2, "a": 3}}, '),
        ('"title": "X"', '"title": "X", "summary": ":null", "fte": null'),
        ('"title": "X"', '"title": null, "title": "X"'),
        ('"title": "X"', '"title": "X", "title": null'),
        ('"title": "X"', '"title": null, "title": null'),
        ('"title": "X"', '"title": null, "note": "a", "note": "b"'),
        ('"none": ["exams"]', '"none": null, "none": ["exams"]'),
        ('"none": ["exams"]', '"extensions": {"acme": {"a": null, "a": 1}}'),
        ('"none": ["exams"]', '"extensions": {"acme": {"a": null, "b": 1e999}}'),
        ('"none": ["exams"]', '"none": [null]'),
        ('"title": "X"', '"title": "\\u0022:", "note": "a", "note": "b"'),
        ('"none": ["exams"]', '"none": ["exams"], "none": ["exams"]'),
        ('"none": ["exams"]', '"none": ["positions"]'),
        ('"none": ["exams"]', '"none": ["exam"]'),
        ('"none": ["exams"]', '"none": ["exams"], "partial": ["exams"]'),
        ('"none": ["exams"]', '"extensions": {"acme": {"a": 1e999}}'),
        ('"none": ["exams"]', '"extensions": {"acme": {"a": ' + "[" * 500 + "]" * 500 + "}}"),
    ],
)
def test_what_the_strict_way_refuses_is_refused(was: str, is_: str) -> None:
    """
    A document with something written twice, or wrong beyond its types, is refused however it is read.
    """
    assert Profile.from_json(SOUND) == strictly(SOUND)
    assert was in SOUND
    with pytest.raises(DocumentError) as strict:
        strictly(SOUND.replace(was, is_))
    with pytest.raises(DocumentError) as quick:
        Profile.from_json(SOUND.replace(was, is_))

    assert strict.value.problems == quick.value.problems


@pytest.mark.parametrize(
    "inside",
    [
        '"fte": null',
        '"start": null, "organization": null, "categories": null',
        '"note": "null"',
        '"note": ":null,", "ongoing": null',
        '"leadership": {"level": null, "domains": null}',
    ],
)
@pytest.mark.parametrize(
    "beside",
    ["", '"subject": null, ', '"education": null, ', '"sources": {"licenses": null}, ', '"extensions": {"acme": {"a": null}}, ', '"schema": null, '],
)
def test_a_null_is_an_absent_field_however_it_is_read(inside: str, beside: str) -> None:
    """
    A document with nulls is the same profile by the quick way and by the strict one, digest and all.
    """
    text = f'{{{beside}"positions": [{{{inside}}}]}}'
    strict = strictly(text)

    assert strict == Profile.from_json(text)
    assert strict.digest() == Profile.from_json(text).digest()
    assert strict.to_dict() == Profile.from_json(text).to_dict()


def test_a_plain_document_is_read_quickly() -> None:
    """
    A document without backslashes and repeated keys needs no strict parser.
    """
    assert decoded(SOUND.replace("1}", "null}").encode()) is not None
    assert decoded(SOUND.encode()) is not None
    assert decoded(SOUND.replace('"X"', '"\\u0058"').encode()) is None
    assert decoded(SOUND.replace('"X"', '"X", "title": "X"').encode()) is None


@settings(max_examples=200, deadline=None)
@given(st.lists(profiles.licenses(ON), max_size=5), st.lists(profiles.certifications(ON), max_size=5), st.booleans())
def test_a_record_stands_beside_the_others_as_if_all_had_been_settled(
    licenses: list[Any], certifications: list[Any], recorded: bool
) -> None:
    """
    Whether nobody else is asked how it stands, or all are settled at once, a record stands alike.
    """
    document = {"licenses": licenses, "certifications": certifications, **({"recorded_on": ON.isoformat()} if recorded else {})}
    profile = Profile.from_dict(document).as_of(ON)
    for rule, records in ((of_license, profile.licenses), (board_certification, profile.certifications)):
        context = Context(ON, profiles.catalog().vocabulary)
        same = rule._same(context)
        standings = [(each, rule._standing(each, profile, context)) for each in records]
        together = settled(standings, same, profile, ON)

        assert together == [beside(each, records, rule._standing, same, profile, context) for each in records]


@settings(max_examples=200, deadline=None)
@given(st.lists(profiles.degrees(ON), max_size=3), st.lists(profiles.licenses(ON), max_size=3), st.lists(profiles.positions(ON), max_size=3))
def test_a_profile_is_prepared_as_its_records_say(degrees: list[Any], licenses: list[Any], positions: list[Any]) -> None:
    """
    What is found in one pass over all records is what each record says of itself.
    """
    profile = Profile.from_dict({"education": degrees, "licenses": licenses, "positions": positions})
    every = [*profile.education, *profile.licenses, *profile.positions]

    assert [each.at_odds is not None for each in every] == [each in profile.contradictory for each in every]
    assert max([1, *(each.exists_from.toordinal() for each in every)]) <= profile.begun_by
    assert profile.begun_by in {1, *(day.earliest for each in every for name in each.begins if (day := getattr(each, name)) is not None)}
    assert min([Strength.CLAIMED, *(stated(each.source) for each in every)]) == profile.weakest


def test_an_event_has_happened_as_it_is_decided_quickly() -> None:
    """
    Whatever is known of its days and its status, it is decided what the event itself says.
    """
    near = [(ON + timedelta(days)).isoformat() for days in (-1, 0, 1)]
    days = [None, *near, ON.isoformat()[:4], ON.isoformat()[:7], "1999"]
    statuses = (None, "conferred", "in_progress", "revoked", "unheard of")
    seen = set()
    for status, day, begin, verified, recorded in product(statuses, days, days, [None, *near], [None, near[0]]):
        record = {"degree": "MD", "status": status, "conferred": day, "start": begin, "source": {"verified_on": verified}}
        profile = Profile.from_dict({"recorded_on": recorded, "education": [record]})
        context = Context(ON, profiles.catalog().vocabulary)
        for occurrence in (Occurrence("conferred", begin="start", itself=True), Occurrence("conferred")):
            verdict = occurrence.happened()(profile.education[0], profile, context)
            seen.add((status, verdict))

            assert occurrence(profile.education[0], profile, context).by(ON) is verdict

    assert {("conferred", each) for each in Verdict} <= seen


LENGTHS: tuple[dict[str, Any], ...] = (
    {"years": 5},
    {"years": 2.5},
    {"days": 30, "within_last": {"months": 2}},
    {"months": 3, "fte": 0.5},
    {"years": 1, "counts_from": "residency"},
    {"years": 1, "year": "weeks52"},
)


@settings(max_examples=150, deadline=None)
@given(st.lists(profiles.positions(ON), max_size=4), st.sampled_from(["2024-10", "2023", None]), st.booleans())
def test_work_is_decided_as_all_of_it_is_counted(positions: list[Any], residency: str | None, partial: bool) -> None:
    """
    Whether one position is enough on its own or all are added up, the verdict is that of the days that are told.
    """
    training = [{"type": "residency", "status": "completed", "end": residency}] if residency else []
    document = {"positions": positions, "training": training, **({"partial": ["positions"]} if partial else {})}
    for length in LENGTHS:
        found = profiles.report(document, {"kind": "experience", "category": "clinical", **length})["r"].finding

        assert found.amount is not None
        assert Outcomes.of(found.amount.verdict) is found.outcomes


@pytest.mark.parametrize("began", [29, 30, 31])
def test_one_position_is_enough_to_the_day(began: int) -> None:
    """
    Sixty days are asked, of which the day asked on is the last: work since 59 days before is enough, and no later one.
    """
    for more in (0, 30):  # on its own, or in two that follow each other
        first, second = (ON - timedelta(began + 30), ON - timedelta(30)), (ON - timedelta(29), ON)
        spans = [(first[0], second[1])] if more == 0 else [first, second]
        positions = [{"categories": ["clinical"], "start": f"{start}", "end": f"{end}"} for start, end in spans]
        found = profiles.outcomes({"positions": positions}, {"kind": "experience", "category": "clinical", "days": 60})

        assert found is (Outcomes.MET if began >= 29 else Outcomes.NOT_MET)
