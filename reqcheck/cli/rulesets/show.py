"""
``reqcheck rulesets show``: the effective rule set, and which layer each value comes from.
"""

from __future__ import annotations

import click

from reqcheck import ReqcheckError
from reqcheck.cli.group import HELP
from reqcheck.cli.names import NAME, PLUGINS
from reqcheck.cli.options import opened, refused
from reqcheck.cli.sinks import is_terminal
from reqcheck.rendering.effective import effective_lines
from reqcheck.rendering.json import encoded
from reqcheck.rendering.origins import origins_document
from reqcheck.rendering.text import draw, plain
from reqcheck.rendering.written import ruleset_json, ruleset_yaml
from reqcheck.ruleset import RuleSet

EXIT_CODES = """\b
Exit codes:
  0  fine
  2  the job could not be done: usage, the rule set cannot be read, a plugin it needs
"""


@click.command("show", epilog=EXIT_CODES, context_settings=HELP)
@click.argument("ruleset", type=NAME, metavar="RULESET")
@click.option("--origins", is_flag=True, help="Say for each value in which layer, file and line it was written.")
@click.option("--format", "format_", type=click.Choice(["text", "yaml", "json"]), default="text", show_default=True)
@PLUGINS
def command(ruleset: str, origins: bool, format_: str, plugins: tuple[str, ...]) -> None:
    """Show what all layers of a rule set come to.

    RULESET is an id or a file. As yaml or json it is a rule set that stands by itself.
    """
    try:
        rules = opened(plugins).load_ruleset(ruleset)
    except ReqcheckError as error:
        refused(error)
    if format_ == "yaml":
        click.echo(ruleset_yaml(rules, origins=origins), nl=False)
    elif format_ == "json":
        click.echo(encoded(origins_document(rules), pretty=True) if origins else ruleset_json(rules).rstrip("\n"))
    else:
        _show(rules, origins)


def _show(ruleset: RuleSet, origins: bool) -> None:
    """
    The rule set as text; drawn with colors on a terminal.
    """
    if not is_terminal():
        click.echo(plain(effective_lines(ruleset, origins=origins)), nl=False)
    else:
        from rich.console import Console

        draw(effective_lines(ruleset, origins=origins), Console(highlight=False))
