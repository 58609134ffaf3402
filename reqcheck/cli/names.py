"""
Names that a command is given, of files and of what else has one: none is empty.
"""

from __future__ import annotations

from typing import Any

import click


class Name(click.ParamType):  # type: ignore[type-arg]
    """
    A text that is not empty: that is what a variable leaves which is not set, and names nothing.
    """

    name = "text"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if not value:
            self.fail("it is empty, and names nothing; write a name, or set the variable that should hold it", param, ctx)
        return str(value)


NAME = Name()
PLUGINS = click.option("--plugin", "plugins", type=NAME, multiple=True, metavar="FILE.py", help="A file with criterion kinds.")
