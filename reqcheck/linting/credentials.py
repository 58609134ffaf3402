"""
Credentials that leave somebody out: the MD without the DO, certification as the only way to privileges.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any

from reqcheck.document import Items, Table, Text
from reqcheck.linting.findings import Seen, rule
from reqcheck.linting.parts import Open, Part
from reqcheck.linting.reading import Asking, Reading

HOSPITAL = re.compile(r"\bhospitals?\b|\bprivileges\b|\bmedical staff\b", re.IGNORECASE)


def _names(leaf: Part, setting: str) -> tuple[str, ...]:
    """
    The terms that a setting names; none where it is not known before parameters are set.
    """
    value: Any = leaf.settings.get(setting, ())
    return () if isinstance(value, Open) else tuple(value)


@rule(
    "RQ301", "md-without-do",
    finds="A degree requirement that takes the MD and not the DO.",
    why="Osteopathic physicians have the same full license in every state. A posting that says MD most often means a physician.",
    mend="Write `degree: [MD, DO]`, or `degree: physician`, which holds both and their foreign equivalents.",
    bad="""
requirements:
  medical-degree:
    criterion: {kind: degree, degree: MD}
""",
    good="""
requirements:
  medical-degree:
    criterion: {kind: degree, degree: [MD, DO]}
""",
)
def md_without_do(reading: Reading) -> Iterator[Seen]:
    """
    Requirements in which the MD is named and nothing that holds the DO.
    """
    for each in reading.asked:
        degrees = [leaf for leaf in each.leaves if leaf.kind == "degree"]
        if not any(_takes(leaf, "degree", ("DO", "physician")) for leaf in degrees):
            for leaf in degrees:
                if "MD" in _names(leaf, "degree"):
                    yield Seen(leaf.at("degree"), "takes the MD and turns down the DO")


def _takes(leaf: Part, setting: str, codes: Collection[str]) -> bool:
    value = leaf.settings.get(setting, ())
    return isinstance(value, Open) or not set(codes).isdisjoint(value)


@rule(
    "RQ302", "do-half-way",
    finds="A rule set that takes the DO as a degree and then asks for an examination or a board of the MD only.",
    why="Osteopathic physicians may be licensed by the COMLEX-USA and certified by a board of the AOA. "
    "What the degree admits, the next requirement turns down.",
    mend="Add `COMLEX-USA` beside `USMLE`, and `AOA` beside `ABMS`.",
    bad="""
requirements:
  medical-degree:
    criterion: {kind: degree, degree: [MD, DO]}
  examination:
    criterion: {kind: exam, exam: USMLE}
""",
    good="""
requirements:
  medical-degree:
    criterion: {kind: degree, degree: [MD, DO]}
  examination:
    criterion: {kind: exam, exam: [USMLE, COMLEX-USA]}
""",
)
def do_half_way(reading: Reading) -> Iterator[Seen]:
    """
    Required examinations and boards that no osteopathic body gives, where a required degree may be a DO.
    """
    required = [each for each in reading.asked if each.required]
    if not any(_takes(leaf, "degree", ("DO", "physician")) for each in required for leaf in each.leaves if leaf.kind == "degree"):
        return
    for each in required:
        if each.part.demands(lambda leaf: _names(leaf, "exam") == ("USMLE",)):
            yield Seen(_first(each, "exam").at("exam"), "takes the USMLE alone, though the DO is admitted and may have the COMLEX-USA")
        if each.part.demands(lambda leaf: _of_abms(leaf, reading)):
            yield Seen(_first(each, "board_certification").at("board"), "takes boards of the ABMS alone, though the DO is admitted and may be certified by the AOA")


def _of_abms(leaf: Part, reading: Reading) -> bool:
    boards = _names(leaf, "board") if leaf.kind == "board_certification" else ()
    terms = ((each, reading.vocabulary.boards.find(each)) for each in boards)
    return bool(boards) and all(each == "ABMS" or (term is not None and term.among(("ABMS",))) for each, term in terms)


def _first(asking: Asking, kind: str) -> Part:
    return next(each for each in asking.leaves if each.kind == kind)


@rule(
    "RQ303", "certification-alone-bars",
    finds="Board certification that is required without another way, in a rule set that speaks of hospitals, privileges or the medical staff.",
    why="Hospitals may not let membership of the medical staff or privileges depend solely on certification (42 CFR 482.12(a)(7)). "
    "Here one who meets everything else is turned down for it, without a person who weighs it.",
    mend="Say `level: review`, so that a person decides; or give another way: eligibility (`status: eligible`), years of practice.",
    bad="""
title: Medical Director of a hospital
requirements:
  board-certification:
    criterion: {kind: board_certification, board: [ABMS, AOA]}
""",
    good="""
title: Medical Director of a hospital
requirements:
  medical-degree:
    criterion: {kind: degree, degree: [MD, DO]}
  board-certification:
    level: review
    criterion: {kind: board_certification, board: [ABMS, AOA]}
""",
)
def certification_alone_bars(reading: Reading) -> Iterator[Seen]:
    """
    Required certification in rule sets about hospitals, where it applies to hospitals.
    """
    hospitals = _speaks_of_hospitals(reading)
    for each in reading.asked:
        if each.required and each.part.demands(_certified) and _applies_to_hospitals(each, reading, otherwise=hospitals):
            yield Seen(_first(each, "board_certification").place, "who is not certified is turned down, whatever else they have; privileges may not depend on that alone")


def _certified(leaf: Part) -> bool:
    return leaf.kind == "board_certification" and leaf.settings.get("status") == "certified"


def _applies_to_hospitals(asking: Asking, reading: Reading, *, otherwise: bool) -> bool:
    """
    What its `when` says of hospitals, if it says anything.
    """
    when = asking.requirement.when
    conditions = when.items() if asking.when is None and isinstance(when, Table) else ()
    wanted = [value for name, value in conditions if _may_be_hospital(name, reading)]
    return any(_holds_hospital(each) for each in wanted) if wanted else otherwise


def _speaks_of_hospitals(reading: Reading) -> bool:
    rules = reading.ruleset
    texts = (rules.title, rules.summary, *(each.requirement.title for each in reading.asked))
    named = any(HOSPITAL.search(each) for each in texts if each)
    return named or any(_may_be_hospital(name, reading) for name in rules.parameters) or any(
        "hospital" in _names(leaf, "setting") for each in reading.asked for leaf in each.leaves
    )


def _may_be_hospital(parameter: str, reading: Reading) -> bool:
    declared = reading.ruleset.parameters.get(parameter)
    return declared is not None and "hospital" in declared.one_of


def _holds_hospital(node: object) -> bool:
    return any(isinstance(each, Text) and each.value == "hospital" for each in (node if isinstance(node, Items) else (node,)))
