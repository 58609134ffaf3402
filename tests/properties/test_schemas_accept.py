"""
The law of the schemas: what reqcheck accepts, they accept.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any, Literal, get_args, get_origin

import attrs
import msgspec
from editors import catalog, faults, seen_in
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy
from profiles import EVERY, ON, cases

from reqcheck import Between, Criterion, DocumentError, EndDate, PartialDate, Profile, Span
from reqcheck.fields import SHORTHAND, TERMS
from reqcheck.loading.rulesets import ruleset_from_yaml
from reqcheck.profile import RECORD_TYPES
from reqcheck.ruleset import TREES

# --- rule sets

#: Scalars and more, as somebody may write them anywhere.
ANYTHING = st.sampled_from(
    [
        *("MD", "null", "~", "Null", "yes", "no", "true", "False", "5", "007", "1.10", ".5", "0x1F", "0o14", "1e3", "-1", ".inf"),
        *('"yes"', '"5"', "'true'", "2026-11-22", "2026", "$word", "$n", "$kind", "$$5", "any", "verified", "clinical", "NO"),
        *("[MD]", "[]", "{}", "{years: 2}", "{days: 1.0}", "{from: 2020-01-01}", "{kind: license}", "[{kind: license}]"),
    ]
)
GOOD: dict[Any, list[str]] = {
    str: ["Q", "5", "yes", "true", "null", '"a, b"', "$word", "2026-11-22"],
    int: ["1", "2", "007", "$n"],
    bool: ["yes", "no", "true", '"false"', "$flag"],
    Fraction: ["1", "2.5", "0.50", "$n"],
    date: ["2020-01-01", '"2024-02-29"'],
    Span: ["{years: 2}", "{months: 18}", "{days: $n}", "{years: 2.5}"],
    Between: ["{}", "{from: 2010-01-01}", "{from: 2010-01-01, until: 2020-12-31}"],
    Span | str: ["ever", "open", "{years: 10}"],
    Criterion: ["{kind: degree, degree: MD}", "{kind: license}", "{kind: training, evidence: {at_least: verified}}"],
}
TOP = {
    "version": GOOD[str],
    "summary": GOOD[str],
    "not_checked": ["Manner", "[Manner, 5, null]"],
    "evidence": ["{}", "{at_least: verified}", "{within_last: {days: 30}}"],
    "status_lasts": GOOD[int],
    "reviewed_on": GOOD[date],
    "effective": GOOD[Between],
    "leads_to": ["x", "[x, y]"],
    "tests": ["[]", "null", "{a: 1}"],
}
ABOUT = {
    "title": GOOD[str],
    "level": ["required", "review", '"preferred"'],
    "basis": ["{source: s}", "{source: s, section: 2.1, note: null}"],
    "evidence": TOP["evidence"],
    "when": ["{flag: yes}", "{n: [1, 2.0, 3]}", "{word: $kind, flag: true}", "{kind: answer, key: k, question: Q, equals: yes}"],
    "note": GOOD[str],
}
#: What a kind needs, although it could be left out for something else.
NEEDED = {"degree": "degree", "answer": "equals", "experience": "years"}
PARAMETERS = """\
sources: {s: {title: 5, read_on: 2026-11-22, note: yes}}
parameters:
  n: {type: number, default: 2, source: s, unit: years}
  word: {type: text, default: clinical}
  flag: {type: yes_no, default: true}
  kind: {one_of: [license, any, clinical, 5, true], default: license, title: null}
"""


@st.composite
def mostly(draw: DrawFn, fitting: SearchStrategy[str]) -> str:
    """
    Something that fits, and once in a while anything.
    """
    return draw(fitting if draw(st.integers(0, 11)) else ANYTHING)


def _fitting(wanted: Any, metadata: Any = {}) -> SearchStrategy[str]:  # noqa: B006 - it is only read
    one = next((each for each in get_args(wanted) if each is not type(None)), wanted) if type(None) in get_args(wanted) else wanted
    several = get_origin(one) is tuple
    inner = get_args(one)[0] if several else one
    if TERMS in metadata:
        terms = catalog().vocabulary[metadata[TERMS]]
        single = st.sampled_from([*list(terms.terms)[:5], *terms.groups, "$word"]).map(json.dumps)
    elif metadata.get(SHORTHAND):
        single = st.sampled_from([*metadata[SHORTHAND], *GOOD[Criterion]])
    elif get_origin(inner) is Literal:
        single = st.sampled_from([*get_args(inner), "$kind"])
    elif inner in GOOD:
        single = st.sampled_from(GOOD[inner])
    else:
        single = mappings(inner)
    return st.one_of(single, st.lists(single, min_size=1, max_size=2).map(lambda each: f"[{', '.join(each)}]")) if several else single


@st.composite
def mappings(draw: DrawFn, kind: type, beside: str = "") -> str:
    """
    The settings of a class, those that it needs and some of the others.
    """
    needed = NEEDED.get(getattr(kind, "kind", ""), "")
    settings = [
        f"{field.name.rstrip('_')}: {draw(mostly(_fitting(field.type, field.metadata)))}"
        for field in attrs.fields(attrs.resolve_types(kind))
        if field.init and (field.default is attrs.NOTHING or field.name == needed or draw(st.integers(0, 3)) == 0)
    ]
    return "{" + ", ".join(filter(None, [beside, *settings])) + "}"


KINDS = {name: kind for name, kind in catalog()._loaded.kinds.items() if name not in TREES}


@st.composite
def rulesets(draw: DrawFn) -> str:
    """
    Rule sets of one requirement, most of which can be read.
    """
    kind = draw(st.sampled_from([*KINDS]))
    criterion = draw(mappings(KINDS[kind], f"kind: {kind}"))
    around = draw(st.sampled_from(["%s"] * 3 + ["{any_of: [%s, {kind: license}]}", "{some_of: {at_least: 1, of: %s}, evidence: {}}"]))
    lines = ["schema: reqcheck.ruleset/1", "id: 5", "title: yes"]
    lines += draw(_some(TOP, ""))
    about = draw(_some(ABOUT, "    "))
    return "\n".join([*lines, PARAMETERS + "requirements:", "  null:", *about, f"    criterion: {around % criterion}", "  b: {criterion: {kind: license}}", ""])


@st.composite
def _some(draw: DrawFn, known: dict[str, list[str]], indent: str) -> list[str]:
    chosen = [name for name in known if draw(st.integers(0, 4)) == 0]
    return [f"{indent}{name}: {draw(mostly(st.sampled_from(known[name])))}" for name in chosen]


def accepted(text: str) -> bool:
    """
    Whether a rule set can be read and bound.
    """
    try:
        catalog().bind(ruleset_from_yaml(text, "r.yaml", catalog()._settings), {}, ON)
    except DocumentError:
        return False
    return True


@given(rulesets())
@settings(max_examples=80)
def test_a_rule_set_that_is_read_fits(text: str) -> None:
    """
    An editor marks nothing in a rule set that reqcheck reads, however its scalars are written.
    """
    assume(accepted(text))

    assert [] == faults("ruleset", seen_in(text))


@given(cases(*EVERY))
@settings(max_examples=60)
def test_a_criterion_that_is_checked_fits(case: tuple[dict[str, Any], dict[str, Any], date]) -> None:
    """
    The profiles and criteria of the other properties fit.
    """
    profile, criterion, _ = case
    document = {"schema": "reqcheck.ruleset/1", "id": "t", "title": "T", "requirements": {"r": {"criterion": criterion}}}

    assert [] == faults("profile", profile)
    assert [] == faults("ruleset", document)


# --- profiles

#: Values that may stand anywhere, and those that fit a type.
VALUES: list[Any] = [None, "", "x", "2015", "..", True, 0, -1, 0.5, 1.0, 200, [], ["x"], [None], [{}], {}, {"x": True}, {"x": None}]
FITTING: dict[Any, list[Any]] = {
    str: ["documents", "x", ""],
    Literal: ["reqcheck.profile/1"],
    bool: [True, False],
    int: [0, 1, 10**9],
    float: [0.25, 1, 1.0],
    date: ["2024-02-29"],
    PartialDate: ["2015", "2015-03", "2024-02-29"],
    EndDate: ["2015", "2024-02-29", ".."],
    dict: [{}, {"x": None}, {"documents": {}}, {"x": {"y": [None]}}, {"x": True}],
}


#: What stands around the sections of a profile.
AROUND = {each.encode_name: each.type for each in msgspec.structs.fields(Profile) if each.encode_name not in RECORD_TYPES}


@st.composite
def records(draw: DrawFn, struct: type[Any], of: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """
    A record with a few fields, most of which fit, and once in a while one that there is not.
    """
    fields = of or {each.encode_name: each.type for each in msgspec.structs.fields(struct)}
    chosen = draw(st.lists(st.sampled_from([*fields]), max_size=3, unique=True))
    record = {name: draw(values(fields[name])) for name in chosen}
    return {**record, "unheard_of": draw(st.sampled_from([None, None, "x"]))} if draw(st.integers(0, 9)) == 0 else record


def values(wanted: Any) -> SearchStrategy[Any]:
    """
    A value that fits a type, and once in a while any.
    """
    one = next((each for each in get_args(wanted) if type(None) in get_args(wanted) and each is not type(None)), wanted)
    if get_origin(one) is tuple:
        fitting: SearchStrategy[Any] = st.lists(values(get_args(one)[0]), max_size=2)
    elif isinstance(one, type) and issubclass(one, msgspec.Struct):
        fitting = records(one)
    else:
        fitting = st.sampled_from(FITTING.get(get_origin(one) or one, VALUES))
    return st.integers(0, 11).flatmap(lambda odds: fitting if odds else st.sampled_from(VALUES))


@st.composite
def documents(draw: DrawFn) -> dict[str, Any]:
    """
    Profiles with a record of a section, and something around it.
    """
    section = draw(st.sampled_from([*RECORD_TYPES]))
    around = draw(records(Profile, AROUND))
    return {**around, section: [draw(records(RECORD_TYPES[section]))]}


def is_profile(document: Any) -> bool:
    try:
        Profile.from_dict(document)
    except DocumentError:
        return False
    return True


@given(documents())
@settings(max_examples=120)
def test_a_profile_that_is_read_fits(document: dict[str, Any]) -> None:
    """
    The schema marks nothing in a profile that reqcheck reads.
    """
    assume(is_profile(document))

    assert [] == faults("profile", document)
