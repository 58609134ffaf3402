"""
Profiles in YAML: every scalar gets the type that a profile wants.
"""

from __future__ import annotations

import json
from typing import Any

import pytest

from reqcheck import Profile
from reqcheck.document import Place
from reqcheck.loading.inline import place_in, profile_document
from reqcheck.loading.yaml import parse_yaml


def read(text: str) -> Any:
    return profile_document(parse_yaml(text, "profile.yaml"))


#: A field as it is written, and as a profile has it.
WRITTEN = {
    "education: [{conferred: 2015}]": {"education": [{"conferred": "2015"}]},
    "education: [{conferred: 2015-06}]": {"education": [{"conferred": "2015-06"}]},
    'positions: [{end: ".."}]': {"positions": [{"end": ".."}]},
    "positions: [{end: ..}]": {"positions": [{"end": ".."}]},
    "licenses: [{number: 007, jurisdiction: NO}]": {"licenses": [{"number": "007", "jurisdiction": "NO"}]},
    "licenses: [{compact: yes}, {compact: false}]": {"licenses": [{"compact": True}, {"compact": False}]},
    'licenses: [{compact: "yes"}]': {"licenses": [{"compact": "yes"}]},
    "licenses: [{restrictions: []}]": {"licenses": [{"restrictions": []}]},
    "licenses: [{restrictions: [none at night]}]": {"licenses": [{"restrictions": ["none at night"]}]},
    "positions: [{fte: 0.5, hours_per_week: 20}]": {"positions": [{"fte": 0.5, "hours_per_week": 20}]},
    "positions: [{fte: half}]": {"positions": [{"fte": "half"}]},
    "positions: [{title: 5, duties: {calls: no}}]": {"positions": [{"title": "5", "duties": {"calls": False}}]},
    "exams: [{part: 3, attempts: 1}]": {"exams": [{"part": "3", "attempts": 1}]},
    "insurance: [{limits: {each: 1000000}}]": {"insurance": [{"limits": {"each": 1_000_000}}]},
    "answers: [{value: 5}, {value: true}, {value: yes}]": {"answers": [{"value": 5}, {"value": True}, {"value": "yes"}]},
    'answers: [{value: "5"}]': {"answers": [{"value": "5"}]},
    "extensions: {acme: {hours: 12, on: true, since: 2015-01}}": {"extensions": {"acme": {"hours": 12, "on": True, "since": "2015-01"}}},
    "subject: {id: 42}": {"subject": {"id": "42"}},
    "licenses: null": {"licenses": None},
    "licenses: [{status: ~, issued: }]": {"licenses": [{"status": None, "issued": None}]},
}


@pytest.mark.parametrize("text", WRITTEN)
def test_a_scalar_gets_the_type_of_its_field(text: str) -> None:
    """
    Dates and names stay text, numbers and yes or no become such; quotes make text of anything.
    """
    found = read(text)

    assert json.dumps(WRITTEN[text]) == json.dumps(found)


def test_a_part_is_read_as_what_stands_there() -> None:
    """
    A value of a patch gets the type of the field at its pointer.
    """
    value = parse_yaml("a: 2015", "patch.yaml")["a"]
    pointers = ["/education/0/conferred", "/exams/-/attempts", "/extensions/acme/since", "/positions/3/organization/name"]

    assert ["2015", 2015, 2015, "2015"] == [profile_document(value, each) for each in pointers]


def test_json_is_read_as_json() -> None:
    """
    A profile in JSON stays what it is, since JSON is YAML.
    """
    document = {
        "schema": "reqcheck.profile/1",
        "none": ["sanctions"],
        "licenses": [{"number": "1", "compact": True, "restrictions": []}],
        "positions": [{"fte": 0.25, "leadership": {"budget": 1e6, "physicians_led": 3}}],
        "answers": [{"key": "a", "value": 1.5}, {"key": "b", "value": -2e-3}],
        "extensions": {"acme": {"a": [1, 2.5, True, None, "x", {"b": "1"}]}},
    }
    found = read(json.dumps(document))

    assert document == found
    assert Profile.from_dict(document) == Profile.from_dict(found)


def test_a_pointer_has_a_place() -> None:
    """
    A pointer leads to a value, or to its name; one that leads nowhere to what should hold it.
    """
    table = parse_yaml("licenses:\n  - {issued: 2015,\n     status: x}\n", "profile.yaml")

    assert Place(3, 14) == place_in(table, "/licenses/0/status")
    assert Place(3, 6) == place_in(table, "/licenses/0/status", of_name=True)
    assert Place(2, 5) == place_in(table, "/licenses/0/expires")
    assert Place(2, 3) == place_in(table, "/licenses/7")
    assert Place(1, 1) == place_in(table, "/exams/0")
