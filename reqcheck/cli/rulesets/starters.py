"""
Rule sets to begin with: one that stands by itself, and one that says what it changes in another.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from importlib.resources import files
from pathlib import Path

from reqcheck import Catalog, ReqcheckError, RuleSet, load_suite
from reqcheck.document import NOWHERE, Text
from reqcheck.rendering.written import scalar
from reqcheck.ruleset import Level, Parameter, Requirement
from reqcheck.strength import Floor
from reqcheck.wording import visible

#: The level that is put in the place of another, as an example.
INSTEAD = {Level.REQUIRED: Level.REVIEW, Level.REVIEW: Level.PREFERRED, Level.PREFERRED: Level.REQUIRED}
#: A value of each type, for tests; that of a text may fit or not.
EXAMPLES = {"jurisdiction": "US-CA", "number": "1", "yes_no": "yes", "text": "an example"}


def starter(id_: str, file: Path, today: date) -> str:
    """
    The text of a rule set that stands by itself.
    """
    return _filled("starter.yaml", {"id": id_, "title": titled(id_), "file": visible(file.name), "today": str(today)})


def overlay(id_: str, file: Path, base: RuleSet, extends: str, values: Mapping[str, str], today: date) -> str:
    """
    The text of a rule set that changes another, the *base*, which it names as *extends*.

    Its tests take these *values* of the parameters.
    """
    parts = {
        "edits": "".join(_edits(base, _unused("our-standard", base.sources), today)),
        "parameters": f"  parameters: {{{', '.join(f'{_written(name)}: {_written(each)}' for name, each in values.items())}}}\n" if values else "",
        "sources": _trusted(base.evidence, today),
        "addition": _unused("night-calls", [each.id for each in base.requirements]),
        "source": _unused("our-standard", base.sources),
        "below": visible(extends.removeprefix("./")),
        "base": visible(base.id),
        "extends": _written(extends),
    }
    named = {"id": id_, "title": titled(id_), "file": visible(file.name), "today": str(today)}
    return _filled("starter_overlay.yaml", {**parts, **named})


def titled(id_: str) -> str:
    """
    The title of a role by its id.
    """
    return id_.rpartition("/")[2].replace("-", " ").title()


def example_values(name: str, base: RuleSet, catalog: Catalog, today: date) -> dict[str, str]:
    """
    A value for each parameter that has none on a day: one that the tests of the rule set, which was asked for by a
    *name*, give it, else any of its type.
    """
    tested = _tested(name, catalog)
    asked = {name: each for name, each in base.parameters.items() if each.default_on(today) is None}
    return {each: tested.get(each) or _example(parameter) for each, parameter in asked.items()}


def _tested(name: str, catalog: Catalog) -> dict[str, str]:
    """
    The values that the tests of a rule set give its parameters; none where they cannot be read.
    """
    try:
        cases = load_suite(name, catalog).cases
    except ReqcheckError:
        return {}
    return {key: value for each in reversed(cases) for key, value in each.parameters.items()}


def _example(parameter: Parameter) -> str:
    return parameter.one_of[0] if parameter.one_of else EXAMPLES[parameter.type or "text"]


# -- what may be changed ----------------------------------------------------------------------


def _edits(base: RuleSet, source: str, today: date) -> Iterator[str]:
    """
    What an overlay can do to the rule set below, with what there is to do it to; all of it as notes.
    """
    requirements = [f"  {each.id} ({each.level}){_title(each)}" for each in base.requirements]
    if base.parameters:
        name, value = _to_set(base.parameters, today)
        yield _notes(
            "Another default of a parameter. The parameters are:",
            *(f"  {each}{_told(one, today)}" for each, one in base.parameters.items()),
            "set:", f"  {_written(name)}: {{to: {_written(value)}, source: {source}, because: Say why}}",
        )
    first, *others = base.requirements
    yield _notes(
        "Another level, criterion, evidence, when, basis or note of a requirement, other settings of its criterion, and",
        "another title where it tells what you change. The requirements are:",
        *requirements,
        "change:", f"  {_written(first.id)}: {{level: {INSTEAD[first.level]}, because: Say why}}",
    )
    if others:
        yield _notes("What is not asked here.", "remove:", f"  {_written(others[-1].id)}: {{because: Say why}}")


def _to_set(parameters: Mapping[str, Parameter], today: date) -> tuple[str, str]:
    """
    A parameter for the example, and a value: one that has a default, if there is any.
    """
    for name, each in parameters.items():
        default = each.default_on(today)
        if default is not None:
            return name, default.value
    name, first = next(iter(parameters.items()))
    return name, _example(first)


def _told(parameter: Parameter, today: date) -> str:
    """
    What a note says of a parameter behind its name.
    """
    default = parameter.default_on(today)
    value = f"now {default.value}" if default is not None else "asked for at each check"
    return f" ({parameter.type or 'one of ' + ', '.join(parameter.one_of)}; {value}){_title(parameter)}"


def _title(named: Parameter | Requirement) -> str:
    return f": {named.title}" if named.title else ""


def _notes(*lines: str) -> str:
    """
    Lines of YAML that are notes, with an empty line behind them.
    """
    return "".join(f"# {visible(each)}\n" for each in lines) + "\n"


# -- text -------------------------------------------------------------------------------------


def _trusted(floor: Floor, today: date) -> str:
    """
    Where the answers of a test come from, if the rule set takes nobody's word.
    """
    return "" if floor == Floor() else f"    sources: {{answers: {{strength: verified, verified_on: {today}, by: an interview}}}}\n"


def _unused(name: str, taken: Collection[str]) -> str:
    """
    A name, with a number behind it where it is taken.
    """
    return next(each for each in (name, *(f"{name}-{number}" for number in range(2, len(taken) + 3))) if each not in taken)


def _written(text: str) -> str:
    """
    A text as YAML.
    """
    return scalar(Text(text, NOWHERE))


def _filled(template: str, values: Mapping[str, str]) -> str:
    """
    A file of the package with values in the places of their names.
    """
    text = files("reqcheck.cli.rulesets").joinpath(template).read_text("utf-8")
    return re.sub(r"\{([a-z]+)\}", lambda found: values[found[1]], text)
