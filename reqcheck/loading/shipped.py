"""
The rule sets that come with reqcheck.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


def builtin_rulesets() -> Traversable:
    """
    The rule sets that come with reqcheck.

    An installed wheel carries them inside of the package; a checkout keeps them beside it.
    """
    for folder in Path(__file__).parents[1:3]:
        if (folder / "rulesets").is_dir():
            return folder / "rulesets"
    from importlib.resources import files  # they are inside of a zip file

    return files("reqcheck") / "rulesets"


def shipped() -> dict[str, Traversable]:
    """
    The rule sets that come with reqcheck, by their ids, which are the names of their files.
    """
    found = (each for each in builtin_rulesets().iterdir() if each.name.endswith(".yaml"))
    return {each.name.removesuffix(".yaml"): each for each in found if not holds_tests(each.name)}


def holds_tests(name: str) -> bool:
    """
    Whether a file holds tests of a rule set, by its name.
    """
    return name.endswith((".test.yaml", ".test.yml"))
