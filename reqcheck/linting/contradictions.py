"""
What nobody can meet, and what everybody meets: a thing is asked for beside its complement.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from reqcheck.linting.conjunction import Fact, clashes, facts, own_clashes
from reqcheck.linting.findings import Seen, line_of, rule
from reqcheck.linting.implied import Comparison
from reqcheck.linting.parts import Part
from reqcheck.linting.reading import Asking, Reading


def _seen(pair: tuple[Part, Part], between: str = "") -> Seen:
    """
    A contradiction, told at the later of two parts: at the one in the file itself, where the other is in a layer below.
    """
    first, second = sorted((each.place for each in pair), key=lambda place: (not place.file, place.line, place.column))
    return Seen(second, f"nobody can meet this together with what {line_of(first)} asks{between}")


@rule(
    "RQ101", "contradiction",
    finds="A thing that is asked for and ruled out: by `none_of` with it or with a looser form of it, or by another answer to the same question.",
    why="Nobody can meet both. Every candidate is turned down, whatever they have.",
    mend="Take one of the two out; if they belong to different openings, give each a `when`.",
    bad="""
requirements:
  license:
    criterion: {kind: license, type: medical, jurisdiction: CA, unrestricted: yes}
  no-license:
    criterion:
      none_of:
        - {kind: license, type: medical, jurisdiction: US}
""",
    good="""
requirements:
  license:
    criterion: {kind: license, type: medical, jurisdiction: CA, unrestricted: yes}
  no-board-order:
    criterion: {kind: no_history, of: board_order, look_back: ever}
""",
)
def contradiction(reading: Reading) -> Iterator[Seen]:
    """
    Within one requirement, and between one that decides and any other.
    """
    for each in reading.asked:
        for pair in own_clashes(each.part, reading.comparison):
            yield _seen(pair)
    for earlier, later in reading.pairs():
        if earlier.required or later.required:
            for pair in clashes(facts(earlier.part), facts(later.part), reading.comparison):
                yield _seen(pair, f" (`{earlier.id}`, `{later.id}`)")


@rule(
    "RQ102", "dead-alternative",
    finds="An alternative of `any_of` or `some_of` that contradicts itself, or something that is required besides.",
    why="Nobody can be qualified by it, so it only seems to open another way.",
    mend="Take the alternative out, or move what contradicts it into the other alternatives.",
    bad="""
requirements:
  certified:
    criterion: {kind: board_certification, board: [ABMS, AOA]}
  training:
    criterion:
      any_of:
        - {kind: training, type: residency}
        - all_of:
            - {kind: experience, category: clinical, years: 10}
            - none_of:
                - {kind: board_certification, board: [ABMS, AOA]}
""",
    good="""
requirements:
  training:
    criterion:
      any_of:
        - {kind: training, type: residency}
        - all_of:
            - {kind: experience, category: clinical, years: 10}
            - none_of:
                - {kind: board_certification, board: [ABMS, AOA]}
""",
)
def dead_alternative(reading: Reading) -> Iterator[Seen]:
    """
    Alternatives of what decides, against all else that decides with it.
    """
    known = _by_condition(reading)
    for each in reading.asked:
        besides = _besides(each, known)
        for part in _alternatives(each.part):
            if any(own_clashes(part, reading.comparison)):
                yield Seen(part.place, "nobody can meet this alternative: it contradicts itself")
            elif pair := next(clashes(facts(part), besides, reading.comparison), None):
                other = next(it for it in pair if any(it is fact for fact, _ in besides))
                yield Seen(part.place, f"nobody can be qualified by this alternative: it contradicts {line_of(other.place)}")


def _alternatives(part: Part) -> Iterator[Part]:
    if part.tree in ("any_of", "some_of"):
        yield from part.parts
    if part.tree in ("all_of", "any_of", "some_of"):
        for each in part.parts:
            yield from _alternatives(each)


def _by_condition(reading: Reading) -> dict[str, list[Fact]]:
    """
    What has to be so, by the `when` under which it has.
    """
    found: dict[str, list[Fact]] = {}
    for each in reading.asked:
        if each.required:
            found.setdefault(each.condition, []).extend(facts(each.part))
    return found


def _besides(asking: Asking, known: Mapping[str, list[Fact]]) -> list[Fact]:
    """
    What has to be so besides, wherever the requirement applies.
    """
    always = known.get("", [])
    if not asking.required:
        return []
    return [*always, *known.get(asking.condition, [])] if asking.condition else always


@rule(
    "RQ103", "always-met",
    finds="An `any_of` that offers a thing and its complement.",
    why="Everybody has a thing or does not have it: it asks for nothing, and leaves open what cannot matter.",
    mend="Say what the complement should have besides: put it and its condition into one `all_of`.",
    bad="""
requirements:
  certified:
    criterion:
      any_of:
        - {kind: board_certification, board: ABMS}
        - none_of:
            - {kind: board_certification, board: ABMS}
""",
    good="""
requirements:
  certified:
    criterion:
      any_of:
        - {kind: board_certification, board: ABMS}
        - {kind: experience, category: clinical, years: 5}
""",
)
def always_met(reading: Reading) -> Iterator[Seen]:
    """
    One alternative is met by all whom another one rules out.
    """
    for tree in reading.trees:
        for denied in tree.parts if tree.tree == "any_of" else ():
            offered = next(_covering(denied, tree, reading.comparison), None) if denied.tree == "none_of" else None
            if offered is not None:
                yield Seen(denied.place, f"whoever does not meet {line_of(offered.place)} meets this: together they ask for nothing")


def _covering(denied: Part, tree: Part, comparison: Comparison) -> Iterator[Part]:
    """
    The alternatives that all meet whom *denied* rules out.
    """
    for each in tree.parts:
        if not comparison.goes_on():
            return
        if each is not denied and all(comparison.implies(no, each) for no in denied.parts):
            yield each


@rule(
    "RQ104", "more-than-can-be",
    finds="A `some_of` that asks for more of its parts than can be met together.",
    why="Nobody can meet it. Parts that contradict each other never count both.",
    mend="Lower `at_least`, or take out the parts that contradict each other.",
    bad="""
requirements:
  breadth:
    criterion:
      some_of:
        at_least: 2
        of:
          - {kind: answer, key: works_nights, question: "Do you work nights?", equals: yes}
          - {kind: answer, key: works_nights, question: "Do you work nights?", equals: no}
""",
    good="""
requirements:
  breadth:
    criterion:
      some_of:
        at_least: 1
        of:
          - {kind: answer, key: works_nights, question: "Do you work nights?", equals: yes}
          - {kind: degree, degree: management}
""",
)
def more_than_can_be(reading: Reading) -> Iterator[Seen]:
    """
    Of parts that contradict each other in pairs, one of each pair counts at most.
    """
    for tree in reading.trees:
        if tree.tree == "some_of" and tree.at_least.isdecimal():
            can = _together(tree.parts, reading.comparison)
            if can < int(tree.at_least):
                yield Seen(tree.place, f"asks for {tree.at_least} of {len(tree.parts)}, of which {can} at most can be met together")


def _together(parts: Iterable[Part], comparison: Comparison) -> int:
    """
    How many parts can be met together, at most.
    """
    free = [each for each in parts if not any(own_clashes(each, comparison))]
    most = len(free)
    while free and comparison.goes_on():
        one = free.pop()
        rival = next((each for each in free if any(clashes(facts(one), facts(each), comparison))), None)
        if rival is not None:
            free.remove(rival)
            most -= 1
    return most
