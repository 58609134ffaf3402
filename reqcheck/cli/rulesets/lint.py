"""
``reqcheck rulesets lint``: what in rule sets deserves a second look.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from os.path import relpath
from pathlib import Path
from typing import Any, NamedTuple

import click

from reqcheck import LINT_RULES, Catalog, Linted, Problem, ReqcheckError, RuleSet
from reqcheck.cli.apart import OUTPUT, apart
from reqcheck.cli.candidates import shown
from reqcheck.cli.group import HELP
from reqcheck.cli.names import NAME, PLUGINS
from reqcheck.cli.options import FullDate, opened, refused
from reqcheck.cli.sinks import CannotWrite, standard_output, whole_file
from reqcheck.errors import did_you_mean
from reqcheck.loading.files import is_folder, is_read_from_folder, is_there
from reqcheck.rendering.json import encoded
from reqcheck.rendering.lint import lint_document
from reqcheck.rendering.lint_github import github
from reqcheck.rendering.lint_rule import lint_rule
from reqcheck.rendering.lint_sarif import sarif
from reqcheck.rendering.lint_text import text
from reqcheck.wording import visible

Document = Mapping[str, Any]

EXIT_CODES = """\b
Exit codes:
  0  nothing was found
  1  something was found
  2  some rule set could not be read, or the job could not be done; what was found is shown all the same
"""
FORMATS: Mapping[str, Callable[[Document], Iterator[str]]] = {
    "text": text,
    "json": lambda document: iter((f"{encoded(document, pretty=True)}\n",)),
    "github": github,
    "sarif": lambda document: iter((sarif(document),)),
}
SUFFIXES = (".yaml", ".yml")


class Failed(NamedTuple):
    """
    A rule set that could not be read, and why.
    """

    name: str
    error: ReqcheckError


class NoRuleSets(ReqcheckError):
    """
    A folder cannot be read, or holds no rule set.
    """


@click.command("lint", epilog=EXIT_CODES, context_settings=HELP)
@click.argument("names", type=NAME, nargs=-1, metavar="[RULESET|FILE|FOLDER]...")
@click.option("--format", "format_", type=click.Choice(list(FORMATS)), default="text", show_default=True)
@click.option("--explain", "code", type=NAME, metavar="CODE", help="Explain one rule, and do nothing else.")
@click.option("--select", type=NAME, multiple=True, metavar="CODE", help="Only rules of this code, or whose codes begin with it.")
@click.option("--ignore", type=NAME, multiple=True, metavar="CODE", help="Not these rules.")
@click.option("--as-of", type=FullDate(), help="The day on which reviews are judged; today if not given.")
@PLUGINS
@OUTPUT
def command(
    names: tuple[str, ...],
    format_: str,
    code: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    as_of: date | None,
    plugins: tuple[str, ...],
    output: str | None,
) -> None:
    """Find in rule sets what deserves a second look.

    Without names: every rule set that can be named. A FOLDER stands for its *.yaml and *.yml, not
    deeper, without tests (*.test.yaml).
    """
    try:
        if code is not None:
            _write(iter((_explained(code),)), output)
            sys.exit(0)
        day = as_of or date.today()  # noqa: DTZ011
        catalog = opened(plugins)
        look = partial(_look, catalog, as_of=day, select=select, ignore=ignore)
        found = [each for name in dict.fromkeys(names or catalog.rulesets()) for each in _linted(catalog, name, look)]
        results = [each for each in found if isinstance(each, Linted)]
        failures = [(each.name, each.error) for each in found if isinstance(each, Failed)]
        files = [*(layer.file for each in results for layer in each.ruleset.stack), *(name for name, _ in failures)]
        apart(output, *names, *files, *plugins, takes=_is_named)
        document = lint_document(results, failures, day)
        _write(FORMATS[format_](document), output)
    except CannotWrite as error:
        refused(error)
    for name, failure in failures if format_ == "text" else ():
        _tell(name, failure)
    sys.exit(2 if failures else 1 if document["findings"] else 0)


def _linted(catalog: Catalog, name: str, look: Callable[[RuleSet], Linted]) -> Iterator[Linted | Failed]:
    """
    What was found in each rule set that a name stands for, or why it could not be read.
    """
    try:
        files = _files(name)
    except OSError as problem:
        yield Failed(shown(name), NoRuleSets(f"cannot be read: {problem.strerror or 'unknown error'}"))
        return
    for each in files:
        try:
            ruleset = catalog.load_ruleset(each)
        except ReqcheckError as error:
            yield Failed(shown(str(each)), error)
        else:
            yield look(ruleset)
    if not files:
        yield Failed(shown(name), NoRuleSets("holds no *.yaml and no *.yml"))


def _look(catalog: Catalog, ruleset: RuleSet, **asked: Any) -> Linted:
    """
    Lint one rule set; raises `click.UsageError` for a code that there is not.
    """
    try:
        return catalog.lint(ruleset, **asked)
    except ValueError as error:
        raise click.UsageError(str(error)) from None


def _files(name: str) -> list[str | Path]:
    """
    The rule sets that a name stands for: an id, a file, or the files of a folder, as seen from here.
    """
    path = Path(name)
    if is_folder(path):
        return [Path(relpath(each)) for each in sorted(path.iterdir()) if _is_named(each.name) and is_read_from_folder(each)]
    return [Path(relpath(name)) if is_there(path) else name]


def _is_named(name: str) -> bool:
    """
    Whether a file of this name is read from its folder.
    """
    return name.endswith(SUFFIXES) and not Path(name).stem.endswith(".test")


def _tell(name: str, error: ReqcheckError) -> None:
    """
    Say why a rule set could not be read; what has a place in a file, or names it, says so itself.
    """
    problems: tuple[Problem, ...] = getattr(error, "problems", ())
    placed = bool(problems) and problems[0].place is not None
    named = "" if str(error).startswith(f"{visible(name)}: ") else f"{visible(name)}: "
    click.echo(str(error) if placed else f"error: {named}{error}", err=True)


def _explained(code: str) -> str:
    rule = next((each for each in LINT_RULES if each.code == code.upper()), None)
    if rule is None:
        codes = [each.code for each in LINT_RULES]
        msg = f"no lint rule has the code `{code}`{did_you_mean(code.upper(), codes) or f'; they go from {codes[0]} to {codes[-1]}'}"
        raise click.UsageError(msg)
    return lint_rule(rule)


def _write(chunks: Iterator[str], output: str | None) -> None:
    with standard_output() if output is None else whole_file(output) as put:
        for chunk in chunks:
            put(chunk)
