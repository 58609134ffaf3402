"""
What is asked twice: in the same words or in others, or by something that asks for more.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from reqcheck.linting.findings import Seen, line_of, rule
from reqcheck.linting.parts import Part
from reqcheck.linting.reading import Asking, Reading
from reqcheck.ruleset import Level


@rule(
    "RQ111", "duplicate-part",
    finds="Two parts of one tree that ask for the same, in whatever words.",
    why="The second adds nothing; in a `some_of` one fact counts twice. Most often one of the two was meant to ask for something else.",
    mend="Take one out, or write what it was meant to ask.",
    bad="""
requirements:
  degree:
    criterion:
      any_of:
        - {kind: degree, degree: [MD, DO]}
        - {kind: degree, degree: [Doctor of Osteopathic Medicine, Doctor of Medicine]}
""",
    good="""
requirements:
  degree:
    criterion:
      any_of:
        - {kind: degree, degree: [MD, DO]}
        - {kind: degree, degree: PharmD}
""",
)
def duplicate_part(reading: Reading) -> Iterator[Seen]:
    """
    Parts of the same meaning.
    """
    for tree in reading.trees:
        for one, other in reading.comparison.repeated(tree.parts):
            yield Seen(other.place, f"asks for the same as {line_of(one.place)}")


@rule(
    "RQ112", "duplicate-requirement",
    finds="Two requirements that ask for the same and can apply to the same opening.",
    why="A report shows the same twice, and whoever changes one of them later forgets the other.",
    mend="Take one out; if they are for different openings, give each a `when`.",
    bad="""
requirements:
  license:
    criterion: {kind: license, type: medical, jurisdiction: CA}
  california-license:
    criterion: {kind: license, type: medical, jurisdiction: California, status: active}
""",
    good="""
requirements:
  license:
    criterion: {kind: license, type: medical, jurisdiction: CA}
  nevada-license:
    criterion: {kind: license, type: medical, jurisdiction: NV}
""",
)
def duplicate_requirement(reading: Reading) -> Iterator[Seen]:
    """
    Requirements of the same meaning.
    """
    by_part = {id(each.part): each for each in reading.asked}
    groups: dict[str, list[Part]] = {}
    for each in reading.asked:
        groups.setdefault(each.condition, []).append(each.part)
    always = groups.pop("", [])
    for group in groups.values() or [[]]:
        for one, other in reading.comparison.repeated([*always, *group]):
            earlier, later = by_part[id(one)], by_part[id(other)]
            yield Seen(later.place, f"`{later.id}` asks for the same as `{earlier.id}` on {line_of(earlier.place)}")


@rule(
    "RQ113", "needless-part",
    finds="A part of a tree beside one that asks for less of the same (`any_of`, `none_of`) or for more of it (`all_of`): five years beside three.",
    why="It never decides. In an `any_of` whoever meets the stricter part meets the looser one; in an `all_of` the looser one is asked already.",
    mend="Take it out, or write what makes it another case.",
    bad="""
requirements:
  experience:
    criterion:
      any_of:
        - {kind: experience, category: clinical, years: 3}
        - {kind: experience, category: clinical, years: 5}
""",
    good="""
requirements:
  experience:
    criterion:
      any_of:
        - {kind: experience, category: clinical, years: 5}
        - all_of:
            - {kind: experience, category: clinical, years: 3}
            - {kind: degree, degree: management}
""",
)
def needless_part(reading: Reading) -> Iterator[Seen]:
    """
    Of two parts, of which one implies the other, the one that never decides.
    """
    for tree in reading.trees:
        for one, other in _pairs(tree, reading) if tree.tree != "some_of" else ():
            stricter = _stricter(one, other, reading)
            if stricter is not None:
                looser = other if stricter is one else one
                idle, kept = (looser, stricter) if tree.tree == "all_of" else (stricter, looser)
                yield Seen(idle.place, f"never decides: {_instead(tree.tree, kept)}")


def _instead(tree: str, kept: Part) -> str:
    return {
        "all_of": f"{line_of(kept.place)} asks for as much and more",
        "any_of": f"whoever meets it meets {line_of(kept.place)}, which asks for less",
        "none_of": f"{line_of(kept.place)} rules out as much and more",
    }[tree]


def _pairs(tree: Part, reading: Reading) -> Iterator[tuple[Part, Part]]:
    """
    Every two parts of a tree, in order.
    """
    for pair in combinations(tree.parts, 2):
        if not reading.comparison.goes_on():
            return
        yield pair


def _stricter(one: Part, other: Part, reading: Reading) -> Part | None:
    """
    The one that implies the other, but not the other way round.
    """
    forth, back = reading.comparison.implies(one, other), reading.comparison.implies(other, one)
    return None if forth is back else one if forth else other


@rule(
    "RQ114", "needless-requirement",
    finds="A requirement that another, required one already asks for: a smaller number of years beside a larger one.",
    why="It never decides; if it is preferred, everybody who is qualified has it, so that it tells nobody apart.",
    mend="Take it out. A preferred requirement should ask for more than the required one.",
    bad="""
requirements:
  clinical-experience:
    criterion: {kind: experience, category: clinical, years: 5}
  recent-practice:
    level: preferred
    criterion: {kind: experience, category: [clinical, teaching], years: 3}
""",
    good="""
requirements:
  clinical-experience:
    criterion: {kind: experience, category: clinical, years: 5}
  long-practice:
    level: preferred
    criterion: {kind: experience, category: clinical, years: 10}
""",
)
def needless_requirement(reading: Reading) -> Iterator[Seen]:
    """
    Of two requirements, the one that a required one implies, wherever it applies.
    """
    for pair in reading.pairs():
        for one, other in (pair, pair[::-1]):
            if _decides_for(one, other) and _stricter(one.part, other.part, reading) is one.part:
                where = f"`{one.id}` on {line_of(one.place)}"
                yield Seen(other.place, f"`{other.id}` never decides: {where} is required and asks for as much and more")


def _decides_for(one: Asking, other: Asking) -> bool:
    """
    Wherever the other applies, the one applies and is required.
    """
    applies = one.requirement.when is None or one.requirement.when == other.requirement.when
    return one.requirement.level is Level.REQUIRED and applies
