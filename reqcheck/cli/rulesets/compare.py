"""
``reqcheck rulesets compare``: the comparison chart of roles.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date

import click

from reqcheck import ReqcheckError, compare_rulesets
from reqcheck.cli.group import HELP
from reqcheck.cli.names import NAME, PLUGINS
from reqcheck.cli.options import FullDate, Pair, once, opened, refused
from reqcheck.cli.sinks import CannotWrite, is_terminal, standard_output
from reqcheck.rendering.comparison import comparison_document, markdown
from reqcheck.rendering.comparison_text import WIDTH, chart
from reqcheck.rendering.json import encoded
from reqcheck.wording import Document

EXIT_CODES = """\b
Exit codes:
  0  fine, whatever differs
  2  the job could not be done: usage, rule set, a plugin it needs
"""
FORMATS = ("text", "markdown", "json")


@click.command("compare", epilog=EXIT_CODES, context_settings=HELP)
@click.argument("rulesets", type=NAME, nargs=-1, required=True, metavar="RULESET RULESET...")
@click.option("--set", "parameters", type=Pair(), multiple=True, help="A parameter of any of them.")
@click.option("--as-of", type=FullDate(), help="The day whose values count; today if not given.")
@PLUGINS
@click.option("--width", type=click.IntRange(40, 1000), help="The width of text; that of the terminal if not given.")
@click.option("--format", "format_", type=click.Choice(FORMATS), default="text", show_default=True)
def command(
    rulesets: tuple[str, ...],
    parameters: tuple[tuple[str, str], ...],
    as_of: date | None,
    plugins: tuple[str, ...],
    width: int | None,
    format_: str,
) -> None:
    """Compare what roles ask, by area; each RULESET is an id or a file.

    A value that depends on a parameter is its default, or what --set says.
    """
    if len(rulesets) < 2:
        raise click.UsageError("a comparison takes two rule sets or more")
    try:
        catalog = opened(plugins)
        day = as_of or date.today()  # noqa: DTZ011
        loaded = [catalog.load_ruleset(each) for each in rulesets]
        found = comparison_document(compare_rulesets(loaded, parameters=once(parameters, "--set"), as_of=day))
        with standard_output() as put:
            for chunk in _chunks(found, format_, width):
                put(chunk)
    except (ReqcheckError, CannotWrite) as error:
        refused(error)


def _chunks(document: Document, format_: str, width: int | None) -> Iterator[str]:
    if format_ == "json":
        return iter((f"{encoded(document, pretty=True)}\n",))
    if format_ == "markdown":
        return markdown(document)
    return chart(document, width or (shutil.get_terminal_size().columns if is_terminal() else WIDTH))
