"""
``reqcheck rulesets new``: a rule set to begin with, whose tests pass.
"""

from __future__ import annotations

import os
import re
import sys
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import click

from reqcheck import Catalog, DocumentError, ReqcheckError
from reqcheck.cli.group import HELP
from reqcheck.cli.names import NAME, PLUGINS
from reqcheck.cli.options import opened, refused
from reqcheck.cli.rulesets.starters import example_values, overlay, starter
from reqcheck.loading.beside import ENDINGS
from reqcheck.loading.shipped import holds_tests, shipped

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*")

EXIT_CODES = """\b
Exit codes:
  0  the file was written
  2  the job could not be done: usage, the file is there already, the rule set below cannot be read
"""


class Id(click.ParamType):  # type: ignore[type-arg]
    """
    The id of a rule set of one's own.
    """

    name = "id"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if not ID.fullmatch(str(value)):
            self.fail(f"`{value}` is no id; write small letters, digits and hyphens, with your own prefix: harbor/staff-physician", param, ctx)
        if value in shipped():
            self.fail(f"`{value}` comes with reqcheck; put a prefix of your own before it: harbor/{value}", param, ctx)
        return str(value)


@click.command("new", epilog=EXIT_CODES, context_settings=HELP)
@click.argument("id_", metavar="ID", type=Id())
@click.option("--extends", type=NAME, metavar="RULESET", help="A rule set to change, by id or file, instead of one that stands by itself.")
@click.option("-o", "--output", type=NAME, metavar="FILE", help="The file to write; named after the id if not given.")
@PLUGINS
def command(id_: str, extends: str | None, output: str | None, plugins: tuple[str, ...]) -> None:
    """Write a rule set to begin with, full of notes, whose tests pass.

    ID is the name that it has in reports: your own prefix and the role, such as harbor/staff-physician.
    With --extends it says what it changes in another one and nothing else.
    """
    file = Path(output or f"{id_.rpartition('/')[2]}.yaml")
    if file.suffix not in ENDINGS:
        msg = f"a rule set is a file that ends in .yaml, such as {file.stem}.yaml"
        raise click.BadParameter(msg, param_hint="'-o'")
    if holds_tests(file.name):
        msg = f"{file.name} is the name of a file that holds tests"
        raise click.BadParameter(msg, param_hint="'-o'")
    today = date.today()  # noqa: DTZ011
    try:
        told = _written(file, starter(id_, file, today)) if extends is None else _extending(id_, file, extends, opened(plugins), today)
    except FileExistsError:
        click.echo(f"error: {file} is there already, and stays as it is; give another name with -o", err=True)
        sys.exit(2)
    except OSError as error:
        click.echo(f"error: {file} cannot be written: {error.strerror}", err=True)
        sys.exit(2)
    except ReqcheckError as error:
        refused(error)
    click.echo(f"{told} `reqcheck rulesets test {file}{''.join(f' --plugin {each}' for each in plugins)}`")


def _extending(id_: str, file: Path, extends: str, catalog: Catalog, today: date) -> str:
    """
    Write a rule set that changes another; what is told of it.

    Raises `ReqcheckError` where the other one cannot be read, or cannot be extended from there: nothing is left then.
    """
    base = catalog.load_ruleset(extends)
    if id_ in base.layers:
        msg = f"`{id_}` is the id of what it would extend; give it one of its own"
        raise click.BadParameter(msg, param_hint="'ID'")
    named = extends if extends in catalog.rulesets() else _from(file, extends)
    values = example_values(extends, base, catalog, today)
    told = _written(file, overlay(id_, file, base, named, values, today))
    try:
        written = catalog.load_ruleset(file)
    except ReqcheckError:
        file.unlink()
        raise
    try:
        catalog.bind(written, values, today)
    except DocumentError:
        return f"wrote {file}; give the parameters in its tests values that fit, and then try"
    return told


def _from(file: Path, base: str) -> str:
    """
    The path of a rule set from the folder of another file, as `extends` names it.
    """
    path = Path(os.path.relpath(base, file.parent))
    if path.is_absolute() or ".." in path.parts:
        msg = f"`{base}` stands outside of the folder of {file}, which it cannot leave; write the new one beside it: -o {Path(base).with_name(file.name)}"
        raise click.BadParameter(msg, param_hint="'--extends'")
    return f"./{path.as_posix()}"


def _written(file: Path, text: str) -> str:
    """
    Write a file that is not there yet; nothing is left of one that cannot be written whole.
    """
    with file.open("x", encoding="utf-8", newline="\n") as stream:
        try:
            stream.write(text)
        except OSError:
            with suppress(OSError):
                file.unlink()
            raise
    return f"wrote {file}; try"
