"""
Work: a description of positions, and the tests that a position of it passes.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any

import attrs

from reqcheck.dates import OPEN
from reqcheck.fields import graded, terms
from reqcheck.judgement import Judgement, Matter, Test, decided
from reqcheck.positions import at_level, employed_by, in_category, in_role, leads, suggested_level
from reqcheck.remedies import Remedy
from reqcheck.search import listed
from reqcheck.verdict import MET
from reqcheck.words import word

if TYPE_CHECKING:
    from fractions import Fraction

    from reqcheck.criterion import Context
    from reqcheck.judgement import Decide
    from reqcheck.profile import Profile
    from reqcheck.records import Position
    from reqcheck.tenure import Cut
    from reqcheck.verdict import Verdict


#: The levels of leadership, from the lowest.
LADDER = ("individual", "lead", "supervisor", "manager", "director", "department_chair", "vice_president", "chief", "ceo")


@attrs.frozen(kw_only=True)
class Work:
    """
    A description of positions; what is left out is not asked.
    """

    category: tuple[str, ...] = terms("categories", stricter="less")
    leadership_at_least: str | None = terms("leadership_levels", default=None, stricter=LADDER)
    setting: tuple[str, ...] = terms("settings", stricter="less")
    leads: tuple[str, ...] = terms("domains", stricter="less")
    role: tuple[str, ...] = graded(default=(), stricter="less")
    employer: tuple[str, ...] = graded(default=(), stricter="less")

    @cached_property
    def tests(self) -> tuple[Test, ...]:
        """
        The tests that a position of this description passes.
        """
        return (
            *_asking("category", in_category, self.category, "of the kind of work asked", "categories", self._was_it),
            *_asking("level", at_level, self.leadership_at_least, "at the level asked", "leadership/level", _which_level),
            *word("setting", self.setting, "settings", "experience", at="organization/setting", of=_setting),
            *_asking("leads", leads, self.leads, "leading what is asked", "leadership/domains", f"Did {{what}} lead {listed(self.leads)}?"),
            *_asking("role", in_role, self.role, "a role that is asked", "title", f"Is {{what}} the role of {listed(self.role)}?"),
            *_asking(
                "employer", lambda position, asked, _: employed_by(position, asked), self.employer, "for an employer asked",
                "organization", f"Does {{what}} belong to {listed(self.employer)}?",
            ),
        )

    @staticmethod
    def one_of(descriptions: tuple[Work, ...]) -> Test:
        """
        The test whether a position fits at least one of several descriptions.
        """
        return _one_of(descriptions)

    @property
    def area(self) -> str:
        """
        Where it stands in a comparison of roles.
        """
        asked = set(self.category)
        if self.leadership_at_least or self.leads or (asked and asked <= {"leadership", "administrative"}):
            return "leadership"
        return "clinical experience" if asked and asked <= {"clinical", "care"} else "other experience"

    @property
    def in_words(self) -> str:
        """
        The description in a few words.
        """
        level = f"{self.leadership_at_least} or above" if self.leadership_at_least else ""
        words = (listed(self.category), level, listed(self.leads), listed(self.role), listed(self.setting), listed(self.employer))
        return " ".join(filter(None, words)).replace("_", " ")

    @staticmethod
    def described(position: Position) -> str:
        """
        A position in a few words.
        """
        what, where = position.title or "a position", position.organization and position.organization.name
        start, until = position.start, position.until
        begun, ended = start.text if start is not None else "?", until.text if until is not None else "?"
        when = f"since {begun}" if ended == OPEN.text else f"{begun} to {ended}"
        return f"{what} at {where}, {when}" if where else f"{what}, {when}"

    def example(self, context: Context) -> dict[str, Any]:
        """
        What a position of this description could say of itself.
        """
        known, category = context.vocabulary, Remedy.code(context.vocabulary.categories, self.category)
        leadership = {"level": self.leadership_at_least, "domains": list(self.leads)}
        organization = {"name": next(iter(self.employer), None), "setting": Remedy.code(known.settings, self.setting)}
        return {
            "title": next(iter(self.role), None),
            "categories": [category] if category else None,
            "leadership": {name: each for name, each in leadership.items() if each} or None,
            "organization": {name: each for name, each in organization.items() if each} or None,
        }

    def _was_it(self, position: Position, context: Context) -> str:
        """
        The question for the kind of work; with what a title suggests, where leading is what is asked.
        """
        hint = suggested_level(position, context) if "leadership" in self.category else ""
        return f"Was {{what}} {listed(self.category)} work?{hint}"


def _asking(
    name: str,
    decide: Callable[[Position, Any, Context], Verdict],
    asked: tuple[str, ...] | str | None,
    is_: str,
    at: str,
    ask: str | Callable[[Position, Context], str],
) -> tuple[Test, ...]:
    """
    The test whether a position is what is *asked*; none where nothing is.
    """

    def matter(position: Position, _: Profile, context: Context) -> Matter:
        question = ask if isinstance(ask, str) else ask(position, context)
        return Matter(f"experience.{name}", f"{{what}}: not certainly {is_}", at=at, ask=question)

    def decision(position: Position, _: Profile, context: Context) -> Verdict:
        return decide(position, asked, context)

    words = (asked,) if isinstance(asked, str) else asked or ()
    says = f"{asked} or above" if name == "level" else listed(words)
    return (Test(name, decision, matter, reads=(at,), asked=says),) if words else ()


def _which_level(position: Position, context: Context) -> str:
    return f"At which level of leadership was {{what}}?{suggested_level(position, context)}"


def _setting(position: Position) -> str | None:
    return position.organization.setting if position.organization is not None else None


def _one_of(descriptions: tuple[Work, ...]) -> Test:
    """
    The test whether a position fits at least one of several descriptions.
    """
    deciders = [tuple(test.decide for test in each.tests) for each in descriptions]

    def decide(position: Position, profile: Profile, context: Context) -> Verdict:
        return max([decided(each, position, profile, context) for each in deciders])

    def matter(position: Position, profile: Profile, context: Context) -> Matter:
        tried = [Judgement.of(each.tests, Work.described, position, profile, context) for each in descriptions]
        more = dict.fromkeys(missing for each in tried for missing in each.missing)
        return Matter("experience.either", "{what}: not certainly of any kind of work asked", more=tuple(more))

    return Test("either", decide, matter, asked=listed(each.in_words for each in descriptions))


def one_is_enough(needed: int | Fraction, counts: Decide, cut: Cut, profile: Profile, context: Context) -> bool:
    """
    Whether one position that certainly *counts* has on its own, within *cut*, certainly as many days as are *needed*.
    """
    for each in profile.positions:
        begin, end = each.start, OPEN if each.ongoing else each.end
        if begin is not None and end is not None:
            first = begin.latest if begin.latest > cut.first_latest else cut.first_latest
            last = end.earliest if end.earliest < cut.last else cut.last
            if last - first + 1 >= needed and counts(each, profile, context) is MET:
                return True
    return False
