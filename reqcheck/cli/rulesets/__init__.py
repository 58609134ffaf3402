"""
``reqcheck rulesets``: rule sets as their owners work on them, one file for each command.
"""

from __future__ import annotations

import click

from reqcheck.cli.group import HELP, Commands

#: The commands, and the module that holds each.
COMMANDS = {
    "list": "reqcheck.cli.rulesets.list",
    "show": "reqcheck.cli.rulesets.show",
}


@click.group("rulesets", cls=Commands, modules=COMMANDS, context_settings=HELP)
def command() -> None:
    """Work on rule sets: what there is, and what each one says."""
