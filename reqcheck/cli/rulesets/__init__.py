"""
``reqcheck rulesets``: rule sets as their owners work on them, one file for each command.
"""

from __future__ import annotations

import click

from reqcheck.cli.group import HELP, Commands

#: The commands, and the module that holds each.
COMMANDS = {
    "compare": "reqcheck.cli.rulesets.compare",
    "diff": "reqcheck.cli.rulesets.diff",
    "lint": "reqcheck.cli.rulesets.lint",
    "list": "reqcheck.cli.rulesets.list",
    "new": "reqcheck.cli.rulesets.new",
    "show": "reqcheck.cli.rulesets.show",
    "test": "reqcheck.cli.rulesets.test",
}


@click.group("rulesets", cls=Commands, modules=COMMANDS, context_settings=HELP)
def command() -> None:
    """Work on rule sets: what there is, and what each one says."""
