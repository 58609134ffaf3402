"""
The rule sets that come with reqcheck.
"""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path


def builtin_rulesets() -> Traversable:
    """
    The rule sets that come with reqcheck.

    An installed wheel carries them inside of the package; a checkout keeps them beside it.
    """
    packaged = files("reqcheck") / "rulesets"
    if packaged.is_dir():
        return packaged
    return Path(__file__).parents[2] / "rulesets"


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
