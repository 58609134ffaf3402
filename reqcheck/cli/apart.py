"""
What is written is nothing of what is read: a result never takes the place of what it was made from.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import click

from reqcheck.cli.candidates import is_input, shown
from reqcheck.cli.names import NAME
from reqcheck.cli.sinks import CannotWrite
from reqcheck.loading.files import is_folder
from reqcheck.wording import visible

#: Where results go; nothing for standard output, also where that is named (`-`).
OUTPUT = click.option(
    "-o",
    "--output",
    type=NAME,
    metavar="FILE",
    callback=lambda _, __, name: None if name == "-" else name,
    help="A file to write instead of standard output, when all is done.",
)


def apart(output: str | None, *read: str, takes: Callable[[str], bool] = is_input) -> None:
    """
    Raises `CannotWrite` where *output* is a file or a folder that is *read*, by whatever name and through any link.

    So it does where *output* would be read from one of these folders, which *takes* files of some names.
    """
    if output is None:
        return
    name = f"`{visible(shown(output))}`"
    folder = next((each for each in read if _within(output, each, takes)), None)
    if folder is not None:
        msg = f"{name} is among what would be read from `{visible(shown(folder))}`; write to a file outside of that folder"
        raise CannotWrite(msg)
    there = _status(Path(output))
    if there is not None and any(_is(each, there) for each in read):
        msg = f"{name} is among what would be read; write to another file"
        raise CannotWrite(msg)


def _status(path: Path) -> os.stat_result | None:
    """
    The file or folder that stands there; nothing for what is not replaced, such as a device.
    """
    with suppress(OSError):
        found = path.stat()
        return found if stat.S_ISREG(found.st_mode) or stat.S_ISDIR(found.st_mode) else None
    return None


def _is(name: str, there: os.stat_result) -> bool:
    """
    Whether a name, or standard input (`-`), is the file that is there.
    """
    with suppress(OSError, ValueError, AttributeError):
        found = os.fstat(sys.stdin.fileno()) if name == "-" else Path(name).stat()
        return os.path.samestat(found, there)
    return False


def _within(output: str, folder: str, takes: Callable[[str], bool]) -> bool:
    """
    Whether a file would be read from a folder: because it stands there, or because it is a link that leads there.
    """
    if not is_folder(folder):
        return False
    itself = Path(os.path.realpath(folder))
    places = (Path(os.path.realpath(Path(output).parent), Path(output).name), Path(os.path.realpath(output)))
    return any(each.parent == itself and takes(each.name) for each in places)
