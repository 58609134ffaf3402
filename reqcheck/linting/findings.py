"""
What a lint rule is, and what it finds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

import attrs

from reqcheck.document import Place
from reqcheck.errors import Problem

if TYPE_CHECKING:
    from reqcheck.linting.reading import Reading


def line_of(place: Place) -> str:
    """
    The line of a place in words, with its file where that is a layer below.
    """
    return f"line {place.line} of {place.file}" if place.file else f"line {place.line}"


class Seen(NamedTuple):
    """
    What a rule saw: where, and what is the matter there.  *mend* is said where the rule's own is too general.
    """

    place: Place
    message: str
    mend: str = ""


@attrs.frozen(kw_only=True)
class LintRule:
    """
    One thing to look for in rule sets.

    Its *code* is never given to another rule.  *finds* says what it finds, *why* why that matters and
    *mend* what to do; *bad* is an example of it and *good* the same without it: parts of rule sets.
    """

    code: str
    name: str
    finds: str
    why: str
    mend: str
    bad: str = attrs.field(repr=False)
    good: str = attrs.field(repr=False)
    look: Callable[[Reading], Iterator[Seen]] = attrs.field(eq=False, repr=False)


@attrs.frozen(kw_only=True)
class LintFinding:
    """
    One thing that a rule found in a rule set: where, what, why it matters, and how to mend it.

    *line* is the text that stands there.  *because* is the reason for which the file allows it; a
    finding without one is not allowed.
    """

    code: str
    name: str
    place: Place
    message: str
    why: str
    mend: str
    line: str = ""
    because: str = ""

    @classmethod
    def of(cls, rule: LintRule, seen: Seen, line: str) -> LintFinding:
        """
        What *rule* saw on a *line*.
        """
        return cls(
            code=rule.code,
            name=rule.name,
            place=seen.place,
            message=seen.message,
            why=rule.why,
            mend=seen.mend or rule.mend,
            line=line,
        )

    def under(self, source: str) -> str:
        """
        The finding as text: place, code, message, and the line with a caret.
        """
        return Problem(f"{self.code} {self.message}", self.code, place=self.place, line=self.line).under(source)


Look = Callable[["Reading"], Iterator[Seen]]


def rule(code: str, name: str, *, finds: str, why: str, mend: str, bad: str, good: str) -> Callable[[Look], LintRule]:
    """
    Makes the function that looks into a rule.
    """

    def made(look: Look) -> LintRule:
        return LintRule(code=code, name=name, finds=finds, why=why, mend=mend, bad=bad.strip("\n"), good=good.strip("\n"), look=look)

    return made
