"""
What can go wrong, as values with a sentence.

::

    ReqcheckError
    ├── DocumentError      a profile, a rule set or the values given for a check are not as they must be
    ├── UnknownRuleSet     no rule set has that name
    ├── UnknownRequirement no requirement of a rule set has that name
    └── PluginError        a rule set needs a kind of a plugin that did not load

An error lists every problem of its document at once.  "Not met" is never an error.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

import attrs

from reqcheck.document import QUOTED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reqcheck.document import Place


#: How much of a long line is shown around the place of a problem.
WIDTH = 120


class ReqcheckError(Exception):
    """
    The base of every error that reqcheck raises on purpose.
    """


@attrs.frozen
class Problem:
    """
    One thing wrong with a document: where, what, and what to write instead.

    A problem of a profile has a JSON *pointer* and never quotes a value.  A problem of a rule set
    has a *place*, and *line* is the text that stands there.
    """

    message: str
    code: str = "invalid"
    pointer: str = ""
    place: Place | None = None
    line: str = ""

    def under(self, source: str) -> str:
        """
        The problem as text for people, with a caret where there is a line to point at.
        """
        if self.place is None:
            return ": ".join(filter(None, (source, self.pointer, self.message)))
        text = f"{self.place.file or source}:{self.place.line}:{self.place.column}: {self.message}"
        if not self.line.strip():
            return text
        start = max(0, self.place.column - 1 - WIDTH // 2) if len(self.line) > WIDTH else 0
        before = self.line[start : self.place.column - 1]
        gap = "".join("\t" if each == "\t" else " " for each in before)
        return f"{text}\n    {self.line[start : start + WIDTH]}\n    {gap}^"


@attrs.frozen
class DocumentError(ReqcheckError):
    """
    A document does not have the shape it must have.

    *source* names it; *problems* are all that is wrong with it.
    """

    source: str
    problems: tuple[Problem, ...]

    def __str__(self) -> str:
        return "\n".join(each.under(self.source) for each in self.problems)


@attrs.frozen
class UnknownRuleSet(ReqcheckError):
    """
    No rule set has this name; *known* are those that there are.
    """

    name: str
    known: tuple[str, ...]

    def __str__(self) -> str:
        return f"no rule set is called `{self.name}`{or_choose(self.name, self.known)}"


@attrs.frozen
class UnknownRequirement(ReqcheckError):
    """
    No requirement of a rule set has this name; *known* are those that there are.

    Where a layer removed it, *removed* says which one, and why.
    """

    name: str
    ruleset: str
    known: tuple[str, ...]
    removed: str = ""

    def __str__(self) -> str:
        hint = f": {self.removed}" if self.removed else or_choose(self.name, self.known)
        return f"{self.ruleset} has no requirement `{self.name}`{hint}"


@attrs.frozen
class PluginError(ReqcheckError):
    """
    A rule set needs a criterion kind of a plugin that failed to load, for the reasons given.
    """

    source: str
    problems: tuple[Problem, ...]

    def __str__(self) -> str:
        return "\n".join(each.under(self.source) for each in self.problems)


def a_value(given: object) -> str:
    """
    What was given in the place of something else, by its type and never by its value: "None", "a value of type str".
    """
    return "None" if given is None else f"a value of type {type(given).__name__}"


def nearest(text: str, known: Iterable[str]) -> list[str]:
    """
    The one of *known* that is nearest to *text*, or none where none is near.
    """
    return get_close_matches(text[:QUOTED], list(known), n=1, cutoff=0.6)


def did_you_mean(text: str, known: Iterable[str]) -> str:
    """
    "; did you mean `x`?" for the nearest of *known*, or nothing where none is near.
    """
    near = nearest(text, known)
    return f"; did you mean `{near[0]}`?" if near else ""


def or_choose(text: str, known: Iterable[str]) -> str:
    """
    A suggestion for *text*, or the list of what there is where none is near.
    """
    known = sorted(known)
    return did_you_mean(text, known) or (f"; there is {', '.join(f'`{k}`' for k in known)}" if known else "")
