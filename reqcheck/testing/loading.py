"""
A rule set with its tests, by the name of either.
"""

from __future__ import annotations

from pathlib import Path

from reqcheck.catalog import Catalog
from reqcheck.document import Table, Text, quoted
from reqcheck.errors import DocumentError, Problem, UnknownRuleSet
from reqcheck.loading.beside import ruleset_beside, tests_beside, within
from reqcheck.loading.extending import files_below
from reqcheck.loading.files import is_there, text_of
from reqcheck.loading.limits import RULESET_BYTES
from reqcheck.loading.scalars import Misfit
from reqcheck.loading.shipped import holds_tests
from reqcheck.loading.yaml import parse_yaml, shown
from reqcheck.ruleset import RuleSet
from reqcheck.testing.cases import Suite
from reqcheck.testing.reading import CaseReader, WrittenFile

SCHEMA = "reqcheck.tests/1"
SUFFIXES = (".yaml", ".yml", ".json")


def load_suite(name: str | Path, catalog: Catalog | None = None, *, opened: list[str] | None = None) -> Suite:
    """
    A rule set with its cases: those in it, and those of the file beside it.

    *name* is an id, the path of a rule set, or that of a file with tests, which alone is read then.
    *opened* takes the names of all files on the way, also where something is wrong with one.
    Raises `UnknownRuleSet`, `PluginError`, and `DocumentError` with every problem of a file.
    """
    catalog, files = catalog or Catalog(), [] if opened is None else opened
    if holds_tests(str(name)):
        return _of_file(Path(name), None, catalog, files)
    is_path = isinstance(name, Path) or name.endswith(SUFFIXES)
    file = Path(name) if is_path else catalog.file_of(str(name))
    files += [str(file), *files_below(file, catalog._shelf)]
    ruleset = catalog.load_ruleset(name)
    own = _own(ruleset, file if isinstance(file, Path) else None, catalog, files)
    beside = tests_beside(file)
    return own if beside is None else _together(own, _of_file(beside, ruleset, catalog, files, by_name=not is_path))


def _own(ruleset: RuleSet, file: Path | None, catalog: Catalog, files: list[str]) -> Suite:
    """
    The cases under `tests` of a rule set: those in its own text, not those of a rule set that it extends.
    """
    node = parse_yaml(ruleset.text, ruleset.file).get("tests")
    reader = CaseReader(ruleset, catalog, file, ruleset.file, files)
    cases = reader.cases(node) if node is not None else []
    _refuse(reader, ruleset.file, ruleset.text)
    return Suite(ruleset=ruleset, cases=tuple(cases))


def _of_file(file: Path, ruleset: RuleSet | None, catalog: Catalog, files: list[str], *, by_name: bool = False) -> Suite:
    """
    The cases of a file, for the *ruleset* beside it or the one that it names.
    """
    source = file.name if by_name else str(file)
    files.append(str(file))
    text = text_of(file, source, RULESET_BYTES, "a set of tests")
    repeated: list[Problem] = []
    table = parse_yaml(text, source, repeated, noun="set of tests")
    try:
        named = _named(table, file, catalog)
        ruleset = ruleset or named or _beside(table, file, catalog)
    except Misfit as misfit:
        raise DocumentError(source, shown([*repeated, *misfit.problems], text.split("\n"))) from None
    reader = CaseReader(ruleset, catalog, file, source, files)
    reader.problems += repeated
    if named is not None and named.id != ruleset.id:
        message = f"the file stands beside {ruleset.id} and tests {named.id}; give it another name, or leave `ruleset` out"
        reader.problems.append(Problem(message, "invalid", place=table["ruleset"].place))
    cases = reader.cases(table, WrittenFile)
    _refuse(reader, source, text)
    return Suite(ruleset=ruleset, cases=tuple(cases))


def _named(table: Table, file: Path, catalog: Catalog) -> RuleSet | None:
    """
    The rule set that a file with tests names; raises `Misfit` where there is none, or it is another kind of file.
    """
    schema, named = table.get("schema"), table.get("ruleset")
    if not isinstance(schema, Text) or schema.value != SCHEMA:
        raise Misfit.at(schema or table, f"a set of tests begins with `schema: {SCHEMA}`", "missing")
    if not isinstance(named, Text):
        return None
    try:
        return catalog.load_ruleset(within(file, named.value) if named.value.endswith(SUFFIXES) else named.value)
    except ValueError as error:
        raise Misfit.at(named, f"{quoted(named.value)}: {error}", "invalid") from None
    except UnknownRuleSet as error:
        raise Misfit.at(named, str(error), "unknown-name") from None


def _beside(table: Table, file: Path, catalog: Catalog) -> RuleSet:
    """
    The rule set that a file with tests stands beside; raises `Misfit` where there is none.
    """
    found = ruleset_beside(file)
    if not is_there(found):
        raise Misfit.at(table, f"whose tests are these? There is no {found.name} beside them; name a rule set under `ruleset`", "missing")
    return catalog.load_ruleset(found)


def _together(own: Suite, beside: Suite) -> Suite:
    """
    The cases of a rule set and of the file beside it; raises `DocumentError` where a name is used twice.
    """
    names = {each.name for each in own.cases}
    twice = [each for each in beside.cases if each.name in names]
    if twice:
        message = "a case under `tests` of the rule set has this name already"
        raise DocumentError(twice[0].file, tuple(Problem(message, "invalid", place=each.place) for each in twice))
    return Suite(ruleset=own.ruleset, cases=(*own.cases, *beside.cases))


def _refuse(reader: CaseReader, source: str, text: str) -> None:
    if reader.problems:
        raise DocumentError(source, shown(reader.problems, text.split("\n")))
