"""
``reqcheck rulesets list``: the rule sets that can be named.
"""

from __future__ import annotations

import sys

import click

from reqcheck import ReqcheckError
from reqcheck.cli.group import HELP
from reqcheck.cli.options import opened

COLUMNS = ("id", "title", "version", "source", "layers")


@click.command("list", context_settings=HELP)
@click.option("--plugin", "plugins", multiple=True, metavar="FILE.py", help="A file with criterion kinds.")
def command(plugins: tuple[str, ...]) -> None:
    """List the rule sets that can be named: id, title, version, where it is from, its layers."""
    catalog = opened(plugins)
    rows, broken = [COLUMNS], False
    for name in catalog.rulesets():
        try:
            each = catalog.load_ruleset(name)
        except ReqcheckError as error:
            broken = True
            click.echo(f"error: {name}: {error}", err=True)
        else:
            rows.append((each.id, each.title, each.version, catalog.source_of(name), " < ".join(each.layers)))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        click.echo("  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip())
    sys.exit(2 if broken else 0)
