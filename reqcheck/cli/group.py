"""
Groups of commands, each imported only when it is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

#: How every command is asked for its help.
HELP = {"help_option_names": ["-h", "--help"]}


class Commands(click.Group):
    """
    Commands by name, and the module that holds each as `command`.
    """

    def __init__(self, *args: Any, modules: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.modules = modules

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(self.modules)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.modules:
            return None
        command: click.Command = import_module(self.modules[cmd_name]).command
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name not in self.modules and not name.startswith("-"):
            from reqcheck.errors import did_you_mean  # `--version` needs none of it

            ctx.fail(f"no command is called `{name}`{did_you_mean(name, self.modules)}")
        return super().resolve_command(ctx, args)
