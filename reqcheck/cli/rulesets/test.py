"""
``reqcheck rulesets test``: runs the tests that stand beside rules, and says what they have not seen.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import click

from reqcheck import Catalog, DocumentError, Problem, ReqcheckError, SuiteResult, load_suite, run_suite
from reqcheck.cli.candidates import shown
from reqcheck.cli.group import HELP
from reqcheck.cli.names import NAME, PLUGINS
from reqcheck.cli.options import opened, tell
from reqcheck.cli.rulesets.watching import Watch
from reqcheck.cli.sinks import is_terminal, printing, results_only
from reqcheck.loading.beside import ENDINGS, ruleset_beside
from reqcheck.loading.files import is_folder, is_read_from_folder, is_there
from reqcheck.loading.limits import RULESET_BYTES
from reqcheck.loading.shipped import holds_tests
from reqcheck.rendering.json import encoded
from reqcheck.rendering.suites import results_document, results_lines
from reqcheck.rendering.suites_junit import results_junit
from reqcheck.rendering.text import draw, plain

EXIT_CODES = """\b
Exit codes:
  0  every test passed, and enough was seen
  1  a test failed, or less was seen than --fail-under asks
  2  the job could not be done: usage, a rule set or its tests cannot be read, no tests
"""
#: How a rule set is known among other files.
RULESET = re.compile(r"^schema: *[\"']?reqcheck\.ruleset/", re.MULTILINE)


@click.command("test", epilog=EXIT_CODES, context_settings=HELP)
@click.argument("names", type=NAME, metavar="[RULESET]...", nargs=-1)
@click.option("--watch", is_flag=True, help="Run again whenever a file changes, until Ctrl-C.")
@click.option("--fail-under", type=click.IntRange(0, 100), metavar="PERCENT", help="Fail where less was seen; 100 asks for all.")
@click.option("--format", "format_", type=click.Choice(["text", "json", "junit"]), default="text", show_default=True)
@PLUGINS
def command(names: tuple[str, ...], watch: bool, fail_under: int | None, format_: str, plugins: tuple[str, ...]) -> None:
    """Run the tests of rule sets, and say what they have seen.

    RULESET is an id, the file of a rule set, a file with tests (NAME.test.yaml), or a folder of them.
    Without one: every rule set that can be named, and those in this folder.
    """
    if not watch:
        sys.exit(_run(names, plugins, format_, fail_under, Watch()))
    seen = Watch()
    try:
        while True:
            _run(names, plugins, format_, fail_under, seen)
            click.echo("waiting for a change; Ctrl-C ends", err=True)
            click.echo(f"\nchanged: {seen.changed()}", err=True)
    except KeyboardInterrupt:
        click.echo(err=True)
        sys.exit(0)


def _run(names: tuple[str, ...], plugins: tuple[str, ...], format_: str, fail_under: int | None, watch: Watch) -> int:
    """
    Run everything once; the exit code.
    """
    catalog = opened(plugins)
    watch.on(plugins)
    tried = _all_tried(names, catalog, watch)
    if not tried:
        click.echo(f"error: there is no rule set in {' or '.join(names)}", err=True)
    untested = [name for name, each in tried.items() if name in names and isinstance(each, SuiteResult) and not each.cases]
    for name in untested:
        click.echo(f"error: {name} has no tests; write some under `tests`, or in a file NAME.test.yaml beside it", err=True)
    results = [each for each in tried.values() if isinstance(each, SuiteResult)]
    _show(results, {name: str(each) for name, each in tried.items() if not isinstance(each, SuiteResult)}, format_)
    short = [_is_short(each, fail_under) for each in results]
    return 2 if untested or not tried or len(results) < len(tried) else int(any(short))


def _all_tried(names: tuple[str, ...], catalog: Catalog, watch: Watch) -> dict[str, SuiteResult | ReqcheckError]:
    """
    Each that is named and each in a folder, tried; without a name every rule set that has one, and this folder.
    """
    known = catalog.rulesets()
    tried: dict[str, SuiteResult | ReqcheckError] = {}
    for name in names or (*known, "."):
        if name in known or not is_folder(name):
            tried[name] = _tried(name, catalog, watch)
            continue
        try:
            watch.inside(Path(name))
            inside = [*_inside(Path(name))]
        except OSError as problem:
            error = DocumentError(shown(name), (Problem(f"cannot be read: {problem.strerror}", "unreadable"),))
            tried[name] = error
            tell(error)
        else:
            tried.update({each: _tried(each, catalog, watch) for each in inside})
    return tried


@results_only()
def _tried(name: str, catalog: Catalog, watch: Watch) -> SuiteResult | ReqcheckError:
    """
    The tests of one rule set, run; or why something cannot be read, which is told.
    """
    watch.beside(name)
    files: list[str] = []
    try:
        return run_suite(load_suite(name, catalog, opened=files))
    except ReqcheckError as error:
        tell(error)
        return error
    finally:
        watch.on(files)


def _inside(folder: Path) -> Iterator[str]:
    """
    The rule sets in a folder, and the files with tests that stand beside none; other files are left alone.  A link
    to nowhere is named, so that it is told.  Raises `OSError` for a folder that cannot be read.
    """
    for file in sorted(each for each in folder.iterdir() if each.suffix in ENDINGS and is_read_from_folder(each)):
        if holds_tests(file.name):
            if not is_there(ruleset_beside(file)):
                yield str(file)
        elif _is_ruleset(file):
            yield str(file)


def _is_ruleset(file: Path) -> bool:
    """
    Whether a file says that it is a rule set; one that cannot be read is taken for one, so that it is told.
    """
    try:
        with file.open(encoding="utf-8", errors="replace") as stream:
            return RULESET.search(stream.read(RULESET_BYTES)) is not None
    except OSError:
        return True


def _is_short(result: SuiteResult, fail_under: int | None) -> bool:
    """
    Whether a test failed or too little was seen, which is told.
    """
    percent = result.coverage.percent
    if fail_under is not None and percent < fail_under:
        click.echo(f"{result.suite.ruleset.id}: the tests have seen {percent}%, less than {fail_under}%", err=True)
        return True
    return bool(result.failed)


def _show(results: list[SuiteResult], unread: Mapping[str, str], format_: str) -> None:
    """
    All results, and for machines that show tests what could not be read.
    """
    document = results_document(results)
    with printing():
        if format_ == "json":
            click.echo(encoded(document, pretty=True))
        elif format_ == "junit":
            click.echo(results_junit(document, unread), nl=False)
        elif not is_terminal():
            click.echo(plain(results_lines(document)), nl=False)
        else:
            from rich.console import Console

            draw(results_lines(document), Console(highlight=False))
        if sys.stdout is not None:
            sys.stdout.flush()
