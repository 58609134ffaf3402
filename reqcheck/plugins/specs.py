"""
The hooks of reqcheck.  Each is called once, when plugins are loaded, never for a candidate.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reqcheck.plugins import hookspec

if TYPE_CHECKING:
    from reqcheck.criterion import Criterion
    from reqcheck.vocabulary import Terms


@hookspec
def reqcheck_criteria() -> list[type[Criterion]]:  # type: ignore[empty-body]
    """
    Offer criterion kinds to rule sets.

    Return the classes; reqcheck makes the instances.  Each is a frozen attrs class whose ``kind``
    names it in a rule set and whose fields are its settings there.  A plugin's kinds carry a
    prefix (``acme/telehealth_hours``).  A plugin that offers a kind that another one has is
    refused whole.
    """


@hookspec
def reqcheck_vocabularies() -> list[Terms]:  # type: ignore[empty-body]
    """
    Offer terms: more of a vocabulary that there is, or a vocabulary of another name.

    Make them with `reqcheck.terms_of`.  A word that already means something else is refused.
    """


@hookspec
def reqcheck_rulesets() -> list[Path]:  # type: ignore[empty-body]
    """
    Offer rule sets: the paths of YAML files, each found by the ``id`` in it.

    A plugin that offers an id which another rule set has is refused whole.
    """
