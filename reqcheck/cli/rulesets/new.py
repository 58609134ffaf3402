"""
``reqcheck rulesets new``: a rule set to begin with, whose tests pass.
"""

from __future__ import annotations

import re
import sys
from contextlib import suppress
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import click

from reqcheck.cli.group import HELP
from reqcheck.loading.beside import ENDINGS
from reqcheck.loading.shipped import holds_tests, shipped
from reqcheck.wording import visible

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*")

EXIT_CODES = """\b
Exit codes:
  0  the file was written
  2  the job could not be done: usage, the file is there already
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
@click.option("-o", "--output", metavar="FILE", help="The file to write; named after the id if not given.")
def command(id_: str, output: str | None) -> None:
    """Write a rule set to begin with, full of notes, whose tests pass.

    ID is the name that it has in reports: your own prefix and the role, such as harbor/staff-physician.
    """
    file = Path(output or f"{id_.rpartition('/')[2]}.yaml")
    if file.suffix not in ENDINGS:
        msg = f"a rule set is a file that ends in .yaml, such as {file.stem}.yaml"
        raise click.BadParameter(msg, param_hint="'-o'")
    if holds_tests(file.name):
        msg = f"{file.name} is the name of a file that holds tests"
        raise click.BadParameter(msg, param_hint="'-o'")
    try:
        _write(file, starter(id_, file))
    except FileExistsError:
        click.echo(f"error: {file} is there already, and stays as it is; give another name with -o", err=True)
        sys.exit(2)
    except OSError as error:
        click.echo(f"error: {file} cannot be written: {error.strerror}", err=True)
        sys.exit(2)
    click.echo(f"wrote {file}; try `reqcheck rulesets test {file}`")


def starter(id_: str, file: Path) -> str:
    """
    The text of a rule set to begin with.
    """
    text = files("reqcheck.cli.rulesets").joinpath("starter.yaml").read_text("utf-8")
    title = id_.rpartition("/")[2].replace("-", " ").title()
    for name, value in {"id": id_, "title": title, "file": visible(file.name), "today": date.today().isoformat()}.items():  # noqa: DTZ011
        text = text.replace(f"{{{name}}}", value)
    return text


def _write(file: Path, text: str) -> None:
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
