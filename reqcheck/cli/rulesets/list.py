"""
``reqcheck rulesets list``: the rule sets that can be named.
"""

from __future__ import annotations

import sys
from typing import Any

import click

from reqcheck import Catalog, ReqcheckError, RuleSet
from reqcheck.cli.group import HELP
from reqcheck.cli.names import NAME, PLUGINS
from reqcheck.cli.options import opened
from reqcheck.rendering.json import encoded

EXIT_CODES = """\b
Exit codes:
  0  fine
  2  some rule set could not be read (the others are listed), or the job could not be done
"""
COLUMNS = ("id", "title", "version", "source", "layers")


@click.command("list", epilog=EXIT_CODES, context_settings=HELP)
@click.argument("files", type=NAME, nargs=-1, metavar="[FILE...]")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@PLUGINS
def command(files: tuple[str, ...], format_: str, plugins: tuple[str, ...]) -> None:
    """List rule sets: id, title, version, source, layers.

    Those that can be named: the built-in ones and those of plugins; then those of each FILE.
    """
    catalog = opened(plugins)
    found = []
    names = [*catalog.rulesets(), *files]
    for name in names:
        try:
            ruleset = catalog.load_ruleset(name)
        except ReqcheckError as error:
            click.echo(f"error: {name}: {error}", err=True)
        else:
            found.append(_listed(ruleset, name, catalog))
    click.echo(encoded({"schema": "reqcheck.rulesets/1", "rulesets": found}, pretty=True) if format_ == "json" else _table(found))
    sys.exit(2 if len(found) < len(names) else 0)


def _listed(ruleset: RuleSet, name: str, catalog: Catalog) -> dict[str, Any]:
    """
    What the list says of a rule set, which was found by its *name* or is a file of that name.
    """
    return {
        "id": ruleset.id,
        "title": ruleset.title,
        "version": ruleset.version,
        "source": catalog.source_of(name) if name in catalog.rulesets() else name,
        "layers": list(ruleset.layers),
        "digest": ruleset.digest(),
        "reviewed_on": ruleset.reviewed_on.isoformat() if ruleset.reviewed_on else None,
        "effective": ruleset.effective.text if ruleset.effective else None,
    }


def _table(found: list[dict[str, Any]]) -> str:
    """
    The rule sets in columns.
    """
    rows = [COLUMNS, *((*(each[name] for name in COLUMNS[:-1]), " < ".join(each["layers"])) for each in found)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join("  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip() for row in rows)
