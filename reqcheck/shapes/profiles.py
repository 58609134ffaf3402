"""
The shape of a candidate's profile, from its records.

Null is absent, everywhere but in a list.  Words are open: those of the vocabulary are offered, and
every other text is accepted.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterable
from typing import Any

from msgspec import inspect as types

from reqcheck.dates import EndDate
from reqcheck.profile import SECTIONS, Profile
from reqcheck.shapes.pieces import DAY, END_DATE, PARTIAL_DATE, Schema, one_of, ref, schema, table, told
from reqcheck.vocabulary import Vocabulary

TITLE = "A reqcheck profile"
DESCRIPTION = "What is known about one candidate. Accepts every profile that reqcheck accepts; an absent field is not known."
#: What stands for a field that there is not: null is absent, whatever it is the value of.
UNKNOWN: Schema = {"description": "No profile has a field of this name; only null may stand here.", "type": "null"}


def profile_schema(vocabulary: Vocabulary) -> Schema:
    """
    The schema of profiles; the words of this vocabulary are offered.
    """
    structs: dict[str, Schema] = {}
    _Walk(structs).struct(types.type_info(Profile))
    whole = structs.pop(Profile.__name__)
    offered = sorted({each for each in WORDS.values() if isinstance(each, str)})
    words = {f"terms.{name}": {"examples": list(vocabulary[name].terms)} for name in offered}
    whole |= {"description": DESCRIPTION, "properties": whole["properties"] | _sections(whole["properties"])}
    return schema(TITLE, DESCRIPTION, {"unknown_field": UNKNOWN, **structs, **words}, whole)


def _sections(properties: dict[str, Schema]) -> dict[str, Schema]:
    """
    What names sections: two lists, and a mapping by their names.
    """
    by_section = dict.fromkeys(SECTIONS, _or_null(ref("Source")))
    return {
        **{name: {**properties[name], "items": one_of(SECTIONS)} for name in ("partial", "none")},
        "sources": {**properties["sources"], "properties": by_section, "additionalProperties": ref("unknown_field")},
    }


class _Walk:
    """
    Goes through the Structs and defines each once.
    """

    def __init__(self, structs: dict[str, Schema]) -> None:
        self._structs = structs

    def struct(self, info: Any) -> Schema:
        name = info.cls.__name__
        if name not in self._structs:
            self._structs[name] = {}
            properties = {each.encode_name: self._field(info.cls, each) for each in info.fields}
            shape = table(properties, description=inspect.cleandoc(info.cls.__doc__))
            self._structs[name] = {**shape, "additionalProperties": ref("unknown_field")}
        return ref(name)

    def _field(self, owner: type, field: Any) -> Schema:
        shape = self._of(field.type)
        words = WORDS.get(f"{owner.__name__}.{field.encode_name}")
        if words is not None:
            offered = ref(f"terms.{words}") if isinstance(words, str) else {"examples": list(words)}
            shape = {**shape, "items": {**shape["items"], **offered}} if "items" in shape else {**shape, **offered}
        return told(_or_null(shape), FIELDS.get(f"{owner.__name__}.{field.encode_name}") or FIELDS.get(field.encode_name))

    def _of(self, info: Any) -> Schema:  # noqa: C901 - a table
        match info:
            case types.UnionType():
                inner = [each for each in info.types if not isinstance(each, types.NoneType)]
                return self._of(inner[0]) if len(inner) == 1 else {"anyOf": [self._of(each) for each in inner]}
            case types.StructType():
                return self.struct(info)
            case types.VarTupleType():
                return {"type": "array", "items": self._of(info.item_type)}
            case types.DictType():
                return {"type": "object", "additionalProperties": _or_null(self._of(info.value_type))}
            case types.CustomType():
                return {"type": "string", "pattern": END_DATE if info.cls is EndDate else PARTIAL_DATE}
            case types.DateType():
                return {"type": "string", "pattern": DAY}
            case types.LiteralType():
                return one_of(info.values)
            case types.IntType() | types.FloatType():
                return _number(info)
            case types.BoolType():
                return {"type": "boolean"}
            case types.StrType():
                return {"type": "string"}
        return {}


def _number(info: types.IntType | types.FloatType) -> Schema:
    bounds = {"minimum": info.ge, "exclusiveMinimum": info.gt, "maximum": info.le, "exclusiveMaximum": info.lt}
    kind = "integer" if isinstance(info, types.IntType) else "number"
    return {"type": kind, **{name: _plain(each) for name, each in bounds.items() if each is not None}}


def _plain(bound: float) -> float:
    """
    A bound as a whole number, where it is one.
    """
    return int(bound) if bound == int(bound) else bound


def _or_null(shape: Schema) -> Schema:
    """
    The same, or null, which is absent.
    """
    if isinstance(shape.get("type"), str):
        return {**shape, "type": [shape["type"], "null"]}
    if "enum" in shape:
        return {**shape, "enum": [*shape["enum"], None]}
    return {"anyOf": [*shape.get("anyOf", [shape]), {"type": "null"}]} if shape else {}


def _said(words: str) -> Iterable[str]:
    return tuple(words.split())


#: The vocabulary whose words a field holds, or the words themselves, by Struct and field.
WORDS: dict[str, Any] = {
    "Source.strength": _said("inferred claimed documented verified"),
    "Identifier.system": _said("npi fid caqh ats ecfmg"),
    "Education.degree": "degrees",
    "Education.level": _said(
        "secondary diploma associate bachelor post_baccalaureate_certificate master post_master_certificate doctorate"
    ),
    "Education.field": "fields",
    "Education.accreditation": "accreditors",
    "Education.status": _said("conferred in_progress withdrawn"),
    "Training.type": "training_types",
    "Training.specialty": "specialties",
    "Training.accreditation": "accreditors",
    "Training.status": _said("completed active withdrawn dismissed leave"),
    "Exam.exam": "exams",
    "Exam.part": "exam_parts",
    "Exam.result": _said("pass fail"),
    "Exam.jurisdiction": "jurisdictions",
    "License.type": "license_types",
    "License.class": "license_classes",
    "License.jurisdiction": "jurisdictions",
    "License.status": "statuses",
    "License.scope": _said("independent supervised advanced supervisor"),
    "Registration.type": _said("dea cds npi furnishing"),
    "Registration.jurisdiction": "jurisdictions",
    "Registration.status": "statuses",
    "Certification.name": "certifications",
    "Certification.board": "boards",
    "Certification.specialty": "specialties",
    "Certification.subspecialty": "specialties",
    "Certification.status": _said("certified eligible pursuing expired revoked"),
    "Certification.duration": _said("lifetime continuous time_limited"),
    "Organization.setting": "settings",
    "Organization.jurisdiction": "jurisdictions",
    "Position.title": "titles",
    "Position.employment": _said("employee contractor locum volunteer military faculty"),
    "Position.categories": "categories",
    "Position.specialty": "specialties",
    "Leadership.level": "leadership_levels",
    "Leadership.domains": "domains",
    "Privileges.status": "statuses",
    "Membership.status": "statuses",
    "Sanction.kind": "sanctions",
    "Sanction.jurisdiction": "jurisdictions",
    "Sanction.status": _said("open closed stayed"),
    "Screening.list": "screenings",
    "Screening.result": _said("clear hit pending"),
    "Residence.jurisdiction": "jurisdictions",
    "Coursework.unit": _said("semester quarter contact_hour"),
    "Language.proficiency": _said("basic conversational professional native"),
    "Language.mode": _said("spoken written"),
}
#: What a field means, by its name, or by Struct and name where it means something of its own there.
FIELDS: dict[str, str] = {
    "schema": "The version of the format.",
    "subject": "Who the profile is about.",
    "Profile.recorded_on": 'The full date that the document describes; what its statuses and "still held" speak for.',
    "Profile.partial": "Sections that may omit records.",
    "Profile.none": "Sections that are known to be empty.",
    "Profile.sources": "Where whole sections come from; the strength of an absence.",
    "Profile.extensions": "Data of an organization or a plugin, kept as it came.",
    "Subject.id": "The name under which reports are filed.",
    "Subject.display_name": "The name that people read.",
    "Source.strength": "How well it is supported; claimed if not given.",
    "Source.verified_on": "The full date on which it was verified.",
    "Source.by": "Who verified it.",
    "Source.pointer": "The place in the original.",
    "source": "Where this record comes from; the section's source if not given.",
    "note": "Anything else; nothing follows from it.",
    "start": "The first day: a year, a month or a day.",
    "end": 'The last day: a year, a month or a day; ".." if it goes on.',
    "expires": 'The last day in force: a year, a month or a day; ".." if it never expires.',
    "issued": "When this license or registration was issued.",
    "first_issued": "When it was issued for the first time, before any renewal.",
    "conferred": "When the degree was conferred.",
    "expected": "When the degree is expected.",
    "equivalence": "Bodies that found a foreign degree equal to a domestic one, such as ECFMG.",
    "registers": "Registers that list the school.",
    "attempts": "How many attempts this part took.",
    "taken": "When it was taken.",
    "class": "What the license allows: full, limited, training ...",
    "restrictions": "What the license does not allow; `[]` says that there are none, absent is not known.",
    "compact": "Whether other states of a compact honor it.",
    "duration": "lifetime, continuous or time_limited.",
    "ongoing": 'true is the same as `end: ".."`.',
    "fte": "The share of full time, above 0 and up to 1.",
    "categories": "The kinds of work; complete if present.",
    "duties": "Duties by name: whether they belong to the position.",
    "grade": "The grade, as the organization names it.",
    "effective": "When it took effect.",
    "ended": 'When it ended; ".." if it has not.',
    "checked": "The full date of the search.",
    "key": "The key under which a rule set asks for it.",
    "value": "What was answered.",
}
