"""
``reqcheck schema``: the JSON Schemas of profiles, rule sets and reports.
"""

from __future__ import annotations

import sys

import click

from reqcheck.cli.apart import OUTPUT, apart
from reqcheck.cli.group import HELP
from reqcheck.cli.names import PLUGINS
from reqcheck.cli.options import opened
from reqcheck.cli.sinks import CannotWrite, standard_output, whole_file
from reqcheck.rendering.json import encoded
from reqcheck.shapes import DOCUMENTS

EXIT_CODES = """\b
Exit codes:
  0  fine
  2  the job could not be done: usage, a plugin that failed, a file that cannot be written
"""


@click.command("schema", epilog=EXIT_CODES, context_settings=HELP)
@click.argument("document", type=click.Choice(DOCUMENTS))
@OUTPUT
@PLUGINS
def command(document: str, output: str | None, plugins: tuple[str, ...]) -> None:
    """Print the JSON Schema of a kind of document.

    That of rule sets has every kind with its settings, and those of plugins as well.
    """
    catalog = opened(plugins)
    if any(each.origin == "file" for each in catalog.failed):
        click.echo("error: a schema without its kinds would find fault with rule sets that use them", err=True)
        sys.exit(2)
    try:
        apart(output, *plugins)
        with standard_output() if output is None else whole_file(output) as put:
            put(f"{encoded(catalog.schema(document), pretty=True)}\n")
    except CannotWrite as error:
        click.echo(f"error: {error}", err=True)
        sys.exit(2)
