"""
Writes what is generated: the page `docs/reference.md`, from the commands, and the files in `schemas/`.

    python docs/generate.py

A test says where they are no longer what the commands say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click

from reqcheck import open_catalog
from reqcheck.cli import main
from reqcheck.cli.group import Commands
from reqcheck.rendering.json import encoded
from reqcheck.shapes import DOCUMENTS

ROOT = Path(__file__).parents[1]
HEAD = """\
# Reference of the command line

Every command with its arguments and options, made from the commands themselves: `python docs/generate.py` writes this page.
[The command line](command-line.md) and [commands for rule sets](ruleset-commands.md) explain them.
"""


def generated() -> dict[str, str]:
    """
    The text of every file that is generated, by its path in the repository.
    """
    catalog = open_catalog()
    schemas = {f"schemas/{each}.json": f"{encoded(catalog.schema(each), pretty=True)}\n" for each in DOCUMENTS}
    return {"docs/reference.md": reference(), **schemas}


def reference() -> str:
    """
    A section for each command.
    """
    return "\n".join([HEAD, *(section(*each) for each in commands(main, "reqcheck"))])


def commands(command: click.Command, words: str) -> Iterator[tuple[click.Command, click.Context]]:
    """
    A command and, if it is a group, those in it, each by all its words.
    """
    context = click.Context(command, info_name=words, **command.context_settings)
    yield command, context
    for name, inner in inside(command, context):
        yield from commands(inner, f"{words} {name}")


def section(command: click.Command, context: click.Context) -> str:
    """
    What a command's help says, as a section of the page.
    """
    usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
    anchor = context.command_path.replace(" ", "-")
    options = [each.get_help_record(context) for each in command.get_params(context) if isinstance(each, click.Option)]
    parts = [
        f"## {context.command_path}",
        f"    {usage}",
        paragraphs(command.help),
        rows("command", [(f"[`{name}`](#{anchor}-{name})", first(inner)) for name, inner in inside(command, context)]),
        rows("option", [(f"`{names}`", says) for names, says in filter(None, options)]),
        paragraphs(command.epilog),
    ]
    return "\n\n".join(filter(None, parts)) + "\n"


def inside(command: click.Command, context: click.Context) -> Iterator[tuple[str, click.Command]]:
    """
    The commands of a group by name; none where it is no group.
    """
    if isinstance(command, Commands):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None
            yield name, inner


def first(command: click.Command) -> str:
    """
    What a command does, in its first paragraph.
    """
    return paragraphs(command.help).split("\n\n", maxsplit=1)[0]


def paragraphs(text: str | None) -> str:
    """
    The paragraphs of a help text; what must not be wrapped is a block.
    """
    found = []
    for each in re.split(r"\n\s*\n", (text or "").strip()):
        kept = each.strip().startswith("\b")
        lines = each.replace("\b", "").strip().split("\n")
        found.append("\n".join(f"    {line}" for line in lines) if kept else " ".join(" ".join(lines).split()))
    return "\n\n".join(found)


def rows(what: str, cells: list[tuple[str, str]]) -> str:
    """
    A table of two columns, or nothing.
    """
    body = ["| {} | {} |".format(*(" ".join(each.split()).replace("|", "\\|") for each in cell)) for cell in cells]
    return "\n".join([f"| {what} | is |", "|---|---|", *body]) if body else ""


if __name__ == "__main__":
    for path, text in generated().items():
        file = ROOT / path
        file.parent.mkdir(exist_ok=True)
        if not file.exists() or file.read_text("utf-8") != text:
            file.write_text(text, "utf-8")
            print(f"written: {path}")
