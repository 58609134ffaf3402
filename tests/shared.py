"""
The case files: our own copies under `data`, the third-party ones in the shared folder if it is there.

The shared folder is named by the environment variable REQCHECK_SHARED, else it stands beside the
repository.  Nothing in it is needed to collect the tests.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from _pytest.mark.structures import ParameterSet

Case = dict[str, Any]

DATA = Path(__file__).parent / "data"


def shared(*parts: str) -> Path | None:
    """
    A file or folder of the shared folder, or None where it is not there.
    """
    named = os.environ.get("REQCHECK_SHARED")
    folder = Path(named) if named else Path(__file__).parents[1].parent / "shared"
    path = folder.joinpath(*parts)
    return path if path.exists() else None


def cases(
    name: str, group: str | None = None, keep: Callable[[Case], bool] = lambda _case: True
) -> list[ParameterSet]:
    """
    The cases of one file, of one *group* if that is given, ready for `pytest.mark.parametrize`.

    One case that skips stands for a file that is not there.  A selection without cases is an error.
    """
    path = DATA / f"{name}.json"
    found: Path | None = path if path.exists() else shared("cases", path.name)
    if found is None:
        absent = pytest.mark.skip(reason=f"no {path.name}; name the shared folder in REQCHECK_SHARED")
        return [pytest.param({}, id=path.name, marks=absent)]
    chosen = [
        each
        for each in json.loads(found.read_text("utf-8"))["cases"]
        if group in (None, each["group"]) and keep(each)
    ]
    if not chosen:
        msg = f"{found.name} has no such case in {group or 'any group'}"
        raise LookupError(msg)
    return [pytest.param(each, id=each["id"]) for each in chosen]
