"""
When a requirement applies: conditions on the person, conditions that are never or always so, idle parameters.
"""

from __future__ import annotations

from collections.abc import Iterator

from reqcheck.document import Items, Node, Table, Text, parameters_in
from reqcheck.linting.conjunction import clashes, facts
from reqcheck.linting.findings import Seen, rule
from reqcheck.linting.parts import Part
from reqcheck.linting.reading import Asking, Reading

#: The kinds that look at records of the person; `answer` may be about the job, and so may kinds of plugins.
PERSONAL = frozenset((
    "degree", "training", "exam", "license", "board_certification", "certification", "experience", "no_history",
))


@rule(
    "RQ401", "person-in-when",
    finds="A `when` that turns on what the person has: a degree, a license, experience.",
    why="`when` is for what depends on the job. Who lacks it, or gives no answer, drops out of the requirement instead of meeting it or not, "
    "and the report says that it does not apply.",
    mend="Write it as alternatives: `any_of`, with `none_of: [what stood in when]` and what is asked.",
    bad="""
requirements:
  ecfmg:
    when: {kind: degree, degree: MBBS}
    criterion: {kind: certification, name: ECFMG}
""",
    good="""
requirements:
  ecfmg:
    criterion:
      any_of:
        - none_of:
            - {kind: degree, degree: MBBS}
        - {kind: certification, name: ECFMG}
""",
)
def person_in_when(reading: Reading) -> Iterator[Seen]:
    """
    Built-in kinds about the person, anywhere in a `when`.
    """
    for each in reading.asked:
        for leaf, _ in each.when.leaves() if each.when is not None else ():
            if leaf.kind in PERSONAL:
                yield Seen(leaf.place, f"`when` asks about the person (`{leaf.kind}`), not about the job")


@rule(
    "RQ402", "when-never",
    finds="A `when` that no value of its parameters reaches, or that nobody reaches who can be qualified.",
    why="The requirement never applies. Somebody thinks it is checked.",
    mend="Name the values one by one; a group of states is equal to none of its states. Or take the requirement out.",
    bad="""
parameters:
  work_state: {type: jurisdiction}
requirements:
  license:
    criterion: {kind: license, type: medical, jurisdiction: $work_state}
  territories:
    when: {work_state: US territories}
    criterion: {kind: answer, key: may_move, question: "May you move there?", equals: yes}
""",
    good="""
parameters:
  work_state: {type: jurisdiction}
requirements:
  license:
    criterion: {kind: license, type: medical, jurisdiction: $work_state}
  territories:
    when: {work_state: [PR, GU, VI]}
    criterion: {kind: answer, key: may_move, question: "May you move there?", equals: yes}
""",
)
def when_never(reading: Reading) -> Iterator[Seen]:
    """
    Groups of states, which equal no state; criteria that contradict what is required of everybody.
    """
    for each in reading.asked:
        for name, wanted in _conditions(each):
            groups = [value for value in _scalars(wanted) if _is_group(name, value, reading)]
            if groups and len(groups) == len(_scalars(wanted)):
                yield Seen(groups[0].place, f"`{groups[0].value}` is a group, and no state is equal to it: the requirement never applies")
        if each.when is not None and any(clashes(facts(each.when), _required(each, reading), reading.comparison)):
            yield Seen(each.when.place, "nobody who can be qualified reaches this: what is required of everybody rules it out")


def _is_group(name: str, value: Text, reading: Reading) -> bool:
    parameter = reading.ruleset.parameters.get(name)
    if parameter is None or parameter.type != "jurisdiction" or value.value.startswith("$"):
        return False
    states = reading.vocabulary.jurisdictions
    code = states.code(value.value)
    default = states.code(parameter.default) if isinstance(parameter.default, str) else None
    return code in states.groups and code != default


def _required(asking: Asking, reading: Reading) -> Iterator[tuple[Part, bool]]:
    """
    What is required of everybody besides.
    """
    for each in reading.asked:
        if not reading.comparison.goes_on():
            return
        if each is not asking and each.required and each.requirement.when is None:
            yield from facts(each.part)


@rule(
    "RQ403", "when-always",
    finds="A `when` that lists every value there is, or that everybody reaches who can be qualified.",
    why="The requirement applies always, and its `when` tells readers that it does not.",
    mend="Take the `when` out, or the value for which the requirement should not apply.",
    bad="""
parameters:
  setting: {one_of: [clinic, hospital]}
requirements:
  license:
    when: {setting: [hospital, clinic]}
    criterion: {kind: license, type: medical}
""",
    good="""
parameters:
  setting: {one_of: [clinic, hospital]}
requirements:
  license:
    when: {setting: hospital}
    criterion: {kind: license, type: medical}
""",
)
def when_always(reading: Reading) -> Iterator[Seen]:
    """
    All conditions hold for every value; or what is required of everybody implies the criterion.
    """
    for each in reading.asked:
        conditions = list(_conditions(each))
        if conditions and all(_is_every(name, wanted, reading) for name, wanted in conditions):
            yield Seen(each.at("when"), "these are all values there are: the requirement applies always")
        when = each.when
        if when is not None and any(wanted and reading.comparison.implies(part, when) for part, wanted in _required(each, reading)):
            yield Seen(when.place, "whoever can be qualified reaches this: it is required of everybody")


def _is_every(name: str, wanted: Node, reading: Reading) -> bool:
    parameter = reading.ruleset.parameters.get(name)
    values = {each.canonical for each in _scalars(wanted)}
    if parameter is None:
        return False
    return values >= ({"yes", "no"} if parameter.type == "yes_no" else set(parameter.one_of or ("\0",)))


def _conditions(asking: Asking) -> Iterator[tuple[str, Node]]:
    """
    The parameters that a `when` names, with the values wanted.
    """
    when = asking.requirement.when
    if asking.when is None and isinstance(when, Table):
        yield from when.items()


def _scalars(node: Node) -> list[Text]:
    return [each for each in (node if isinstance(node, Items) else (node,)) if isinstance(each, Text)]


@rule(
    "RQ404", "unused-parameter",
    finds="A parameter that no requirement uses.",
    why="Somebody sets it and believes that it decides something. Most often the criterion still has the number itself.",
    mend="Write `$name` where its value belongs, or take the parameter out.",
    bad="""
parameters:
  clinical_years: {type: number, default: 5}
requirements:
  experience:
    criterion: {kind: experience, category: clinical, years: 5}
""",
    good="""
parameters:
  clinical_years: {type: number, default: 5}
requirements:
  experience:
    criterion: {kind: experience, category: clinical, years: $clinical_years}
""",
)
def unused_parameter(reading: Reading) -> Iterator[Seen]:
    """
    Parameters that stand in no criterion and no `when`.
    """
    used = {name for each in reading.asked for name in (*each.parameters, *parameters_in(each.entry))}
    for name in reading.ruleset.parameters:
        if name not in used:
            yield Seen(reading.place_of("parameters", name), f"no requirement uses the parameter `{name}`")
