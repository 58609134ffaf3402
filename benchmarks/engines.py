"""
The ten requirements in the engines of others: each is given as much of them as it can say.

What an engine cannot say is worked out by `plain.py`, and that time counts.  Every factory gives a
function from bytes to one answer, qualified or not; the one that works on many at once, to a list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from math import prod
from typing import Any, NamedTuple

import orjson
from languages import policies, rule_expressions, schema, zen_expressions
from plain import CLINICAL_DAYS, LEADERSHIP_DAYS, TODAY, Record, Words, days, explained, flat, qualified

#: What engines that copy the profile are given of it; for the others less makes no difference.
READ = (
    "education",
    "training",
    "exams",
    "licenses",
    "certifications",
    "sanctions",
    "screenings",
    "none",
    "days",
)


class Engine(NamedTuple):
    """
    One engine: the package it is in, what is worked out for it beforehand, and what it explains.

    A slow one gets only so *many* profiles of each block.  One that works *at once* takes a block.
    """

    name: str
    package: str
    make: Callable[[Words], Callable[[Any], Any]]
    beforehand: str
    explains: str
    many: int = 500
    at_once: bool = False


def _with_days(answer: Callable[[Record], bool], words: Words) -> Callable[[bytes], bool]:
    """
    From bytes: the answer over the profile, with the days of work put in.
    """

    def from_bytes(data: bytes) -> bool:
        profile = orjson.loads(data)
        profile["days"] = days(profile, words)
        return answer(profile)

    return from_bytes


def _trimmed(profile: Record) -> Record:
    return {name: profile[name] for name in READ if name in profile}


# -- by hand --------------------------------------------------------------------------------------


def by_hand(words: Words) -> Callable[[bytes], bool]:
    """
    No engine: `plain.qualified`, which stops at the first failure.
    """
    return lambda data: qualified(orjson.loads(data), words)


def by_hand_in_full(words: Words) -> Callable[[bytes], bool]:
    """
    No engine: all ten answers, of which the first eight decide.
    """
    return lambda data: all([*explained(orjson.loads(data), words).values()][:8])


# -- jsonschema-rs ----------------------------------------------------------------------------------


def jsonschema_rs(words: Words) -> Callable[[bytes], bool]:
    """
    One schema, asked whether it is valid; it stops at the first failure.
    """
    import jsonschema_rs

    return _with_days(jsonschema_rs.validator_for(schema(words)).is_valid, words)


def jsonschema_rs_in_full(words: Words) -> Callable[[bytes], bool]:
    """
    The same schema, asked for every error: the path of each in the schema tells the requirement.
    """
    import jsonschema_rs

    errors = jsonschema_rs.validator_for(schema(words)).iter_errors
    return _with_days(lambda profile: not [each.schema_path for each in errors(profile)], words)


# -- zen-engine -------------------------------------------------------------------------------------


def zen_engine(words: Words) -> Callable[[bytes], bool]:
    """
    One compiled expression, over the sections that it reads, which are copied.
    """
    import zen

    evaluate = zen.compile_expression(" and ".join(f"({each})" for each in zen_expressions(words))).evaluate
    return _with_days(lambda profile: bool(evaluate(_trimmed(profile))), words)


# -- rule-engine ------------------------------------------------------------------------------------


def rule_engine(words: Words) -> Callable[[bytes], bool]:
    """
    One rule; names that a profile lacks are null.
    """
    import rule_engine

    context = rule_engine.Context(default_value=None)
    rule = rule_engine.Rule(" and ".join(f"({each})" for each in rule_expressions(words)), context=context)
    return _with_days(rule.matches, words)


# -- cedarpy ----------------------------------------------------------------------------------------


def cedarpy(words: Words) -> Callable[[bytes], bool]:
    """
    One set of policies, read beforehand; whichever forbids is named.
    """
    import cedarpy

    asked = cedarpy.PolicySet.from_str(policies(words))
    nobody = cedarpy.Entities.from_json_str("[]")
    request = {"principal": 'User::"role"', "action": 'Action::"qualify"', "resource": 'Role::"director"'}

    def from_bytes(data: bytes) -> bool:
        context = flat(orjson.loads(data), words)
        return bool(cedarpy.is_authorized({**request, "context": context}, asked, nobody).allowed)

    return from_bytes


# -- OpenFisca --------------------------------------------------------------------------------------


def openfisca(words: Words) -> Callable[[Iterable[bytes]], list[bool]]:
    """
    One simulation over all profiles at once: a column for each word, and a formula for each requirement.
    """
    import numpy as np
    from openfisca_core.simulation_builder import SimulationBuilder

    system = tax_benefit_system(words)

    def from_bytes(block: Iterable[bytes]) -> list[bool]:
        rows = [_columns(flat(orjson.loads(data), words), words) for data in block]
        builder = SimulationBuilder()
        builder.create_entities(system)
        builder.declare_person_entity("candidate", range(len(rows)))
        simulation = builder.build(system)
        for name in rows[0]:
            simulation.set_input(name, TODAY, np.asarray([each[name] for each in rows]))
        found: list[bool] = simulation.calculate("qualified", TODAY).tolist()
        return found

    return from_bytes


def tax_benefit_system(words: Words) -> Any:
    """
    The columns and the formulas, which are named `has_` and the requirement.
    """
    from openfisca_core.entities import build_entity
    from openfisca_core.model_api import DAY, Variable
    from openfisca_core.taxbenefitsystems import TaxBenefitSystem

    candidate = build_entity(key="candidate", plural="candidates", label="candidate", is_person=True)
    system = TaxBenefitSystem([candidate])

    def add(name: str, type_: type, formula: Formula | None = None) -> None:
        fields = {"value_type": type_, "entity": candidate, "definition_period": DAY, "label": name}
        system.add_variable(type(name, (Variable,), fields | ({"formula": formula} if formula else {})))

    for name, value in _columns(flat({}, words), words).items():
        add(name, type(value))
    formulas = _formulas(words)
    for name, formula in formulas.items():
        add(name, bool, formula)
    add("qualified", bool, lambda person, day: prod(person(name, day) for name in formulas))
    return system


def _columns(facts: Record, words: Words) -> dict[str, bool | int]:
    """
    Numbers and yes or no: a set becomes a column for each word, a day its digits.
    """
    return {
        "degree": facts["degree"],
        "residency": "residency" in facts["trainings"],
        **{_column(exam, part): f"{exam} {part}" in facts["passed"] for exam, part in _parts(words)},
        **{name: int(facts[name].replace("-", "")) for name in ("licensed_until", "certified_until")},
        **{name: facts[name] for name in ("clinical_days", "leadership_days", "clear")},
    }


Formula = Callable[[Any, Any], Any]


def _formulas(words: Words) -> dict[str, Formula]:
    """
    A formula for each requirement, by its name.
    """
    today = int(TODAY.replace("-", ""))
    needed = {
        "licensed_until": today,
        "certified_until": today,
        "clinical_days": CLINICAL_DAYS,
        "leadership_days": LEADERSHIP_DAYS,
        **dict.fromkeys(("degree", "residency", "clear"), 1),
    }
    return {
        "has_exams": _examined(words),
        **{f"has_{name}": _at_least(name, least) for name, least in needed.items()},
    }


def _at_least(name: str, least: int) -> Formula:
    return lambda person, day: person(name, day) >= least


def _examined(words: Words) -> Formula:
    sequences = [[_column(exam, part) for part in parts] for exam, parts in words.parts.items()]
    return lambda person, day: sum(prod(person(each, day) for each in columns) for columns in sequences) > 0


def _parts(words: Words) -> list[tuple[str, str]]:
    return [(exam, part) for exam, parts in words.parts.items() for part in parts]


def _column(exam: str, part: str) -> str:
    return "passed_" + "".join(sign if sign.isalnum() else "_" for sign in f"{exam}_{part}".lower())


DAYS = "the union of days of work"
RECORDS = "which records count, last days, days of work; all but comparisons"
ENGINES = (
    Engine("by hand, first failure", "orjson", by_hand, "-", "no"),
    Engine("by hand, all ten", "orjson", by_hand_in_full, "-", "a bool for each"),
    Engine("jsonschema-rs", "jsonschema_rs", jsonschema_rs, DAYS, "no"),
    Engine(
        "jsonschema-rs, all errors", "jsonschema_rs", jsonschema_rs_in_full, DAYS, "the branches that fail"
    ),
    Engine("OpenFisca-Core", "openfisca_core", openfisca, RECORDS, "a column for each formula", at_once=True),
    Engine("zen-engine", "zen", zen_engine, DAYS, "no", many=100),
    Engine("cedarpy", "cedarpy", cedarpy, RECORDS, "the policies that forbid", many=100),
    Engine("rule-engine", "rule_engine", rule_engine, DAYS, "no", many=5),
)
