"""
The command line: one file for each command, imported when it is called.
"""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from typing import Any

import click

from reqcheck.cli.group import HELP, Commands

#: The commands, and the module that holds each.
COMMANDS = {
    "batch": "reqcheck.cli.batch",
    "check": "reqcheck.cli.check",
    "explain": "reqcheck.cli.explain",
    "forecast": "reqcheck.cli.forecast",
    "gap": "reqcheck.cli.gap",
    "path": "reqcheck.cli.path",
    "report": "reqcheck.cli.report",
    "rulesets": "reqcheck.cli.rulesets",
    "schema": "reqcheck.cli.schema",
}

#: How it ends when somebody stops it, and when nobody reads on: as a shell tells of a program that a signal ended
#: (SIGINT, SIGPIPE).  0 to 3 would speak of candidates that were not all looked at.
STOPPED, UNREAD = 128 + 2, 128 + 13

#: New objects before Python looks for cycles: reports hold none, and starting makes many objects.
OBJECTS = 50_000

EXIT_CODES = """\b
Exit codes:
  0  fine
  1  somebody is not qualified (see --fail-on)
  2  the job could not be done: usage, rule set, a plugin it needs
  3  done, but some candidates could not be read or some criterion failed
"""


class Reqcheck(Commands):
    """
    All commands; what was written so far is handed out when somebody stops one, and left when nobody reads on.
    """

    def invoke(self, ctx: click.Context) -> Any:
        gc.set_threshold(OBJECTS)
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            _let_go()
            ctx.exit(STOPPED)
        except BrokenPipeError:
            _let_go()
            ctx.exit(UNREAD)


def _let_go() -> None:
    """
    Hand out what was written so far, or leave it if nobody takes it.
    """
    if sys.stdout is None:
        return
    try:
        sys.stdout.flush()
    except OSError:
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        from reqcheck.version import __version__

        click.echo(f"reqcheck {__version__}")
        ctx.exit()


@click.group(cls=Reqcheck, modules=COMMANDS, epilog=EXIT_CODES, context_settings=HELP)
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Print the version and stop."
)
def main() -> None:
    """Checks whether candidates meet what a role requires, and says what it cannot know."""
