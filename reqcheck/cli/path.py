"""
``reqcheck path``: the roles that lead to another, and how far a candidate is from each.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import click

from reqcheck import ReqcheckError
from reqcheck.cli.apart import OUTPUT, apart
from reqcheck.cli.group import HELP
from reqcheck.cli.names import NAME, PLUGINS
from reqcheck.cli.one import one_candidate, profile_of
from reqcheck.cli.options import FullDate, Pair, once, opened, refused
from reqcheck.cli.sinks import results_only, standard_output, whole_file
from reqcheck.rendering.career import path_document, path_lines, path_markdown, path_svg
from reqcheck.rendering.json import encoded
from reqcheck.rendering.text import plain

EXIT_CODES = """\b
Exit codes:
  0  fine, whatever the decisions are
  2  the job could not be done: usage, rule set, a plugin it needs
  3  the candidate could not be read
"""

FORMATS: Mapping[str, Callable[[dict[str, Any]], str]] = {
    "text": lambda document: plain(path_lines(document)),
    "markdown": path_markdown,
    "json": lambda document: encoded(document, pretty=True),
    "svg": path_svg,
}


@click.command("path", epilog=EXIT_CODES, context_settings=HELP)
@click.argument("candidate", type=NAME, metavar="PATH")
@click.option("--to", "role", type=NAME, required=True, help="The role aimed at: the id of a rule set.")
@click.option("--as-of", type=FullDate(), help="The day asked; today if not given.")
@click.option("--until", type=FullDate(), help="How far to look ahead; ten years if not given.")
@click.option("--set", "parameters", type=Pair(), multiple=True, help="A parameter, for every role that has it.")
@PLUGINS
@click.option("--format", "format_", type=click.Choice(list(FORMATS)), default="text", show_default=True)
@OUTPUT
def command(
    candidate: str,
    role: str,
    as_of: date | None,
    until: date | None,
    parameters: tuple[tuple[str, str], ...],
    plugins: tuple[str, ...],
    format_: str,
    output: str | None,
) -> None:
    """Show the career path of one candidate to a role.

    Rule sets say which roles they lead to. For each role on the way: the decision now, the day on
    which it is reached by time alone, and what would close the gap otherwise.
    """
    try:
        catalog = opened(plugins)
        apart(output, *plugins)
        given = one_candidate(candidate, output)
        day = as_of or date.today()  # noqa: DTZ011
        profile = profile_of(given)
        with results_only():
            path = catalog.career(profile, role, as_of=day, until=until, parameters=once(parameters, "--set"))
            document = path_document(path)
        document["candidate"] = document["candidate"] or given.name
        with whole_file(output) if output is not None else standard_output() as put:
            put(FORMATS[format_](document))
    except ReqcheckError as error:
        refused(error)
    sys.exit(0)
