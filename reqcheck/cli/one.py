"""
One candidate, named by a path: a file that holds one, a place in a file, or standard input.
"""

from __future__ import annotations

import re
import sys

import click

from reqcheck import DocumentError, Profile, ReqcheckError
from reqcheck.cli.apart import apart
from reqcheck.cli.candidates import Given, candidates_of, files_of, shown
from reqcheck.cli.parts import parts_of
from reqcheck.loading.files import is_there
from reqcheck.wording import visible


class NoOneCandidate(ReqcheckError):
    """
    What should name one candidate names none, or several.
    """


def one_candidate(path: str, output: str | None = None) -> Given:
    """
    The one candidate that *path* names; raises `NoOneCandidate`, and `CannotWrite` where *output* is among what is read.
    """
    file, number = _numbered(path)
    files = files_of((file,))
    apart(output, file, *files)
    candidates = [each for part in parts_of(files) for each in candidates_of(part)]
    if number is not None:
        found = [each for each in candidates if each.name.endswith(f"#{number}")]
        if not found:
            raise NoOneCandidate(f"`{shown(file)}` has no candidate #{number}, only {_choices(candidates)}")
        return found[0]
    if len(candidates) != 1:
        raise NoOneCandidate(f"`{shown(file)}` holds {_count(candidates)}; name one of them: {_choices(candidates)}")
    return candidates[0]


def _numbered(path: str) -> tuple[str, int | None]:
    """
    A path and the number behind it, if it has one.
    """
    match = re.fullmatch(r"(.+)#([0-9]{1,12})", path)
    return (match[1], int(match[2])) if match and not is_there(path) else (path, None)


def _count(candidates: list[Given]) -> str:
    return f"{len(candidates)} candidates" if candidates else "no candidate"


def _choices(candidates: list[Given]) -> str:
    """
    How candidates are named: the first ones of many.
    """
    names = [each.name for each in candidates[:3]]
    return ", ".join(f"`{each}`" for each in names) + (" ..." if len(candidates) > len(names) else "") or "none"


def profile_of(given: Given) -> Profile:
    """
    The candidate's profile; where it cannot be read, that is said and the exit code is 3.
    """
    try:
        return given.profile()
    except DocumentError as error:
        for each in error.problems:
            click.echo(f"error: {visible(each.under(given.name))}", err=True)
        sys.exit(3)
