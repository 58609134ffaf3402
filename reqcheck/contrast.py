"""
Contrast: one candidate under two rule sets, whether the decision changes and because of what.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import attrs

from reqcheck.report import Report, Status
from reqcheck.ruleset import Level

if TYPE_CHECKING:
    from reqcheck.report import Outcome


class Stand(NamedTuple):
    """
    Where a requirement stands: its level, its status, and the reason in words.
    """

    level: Level
    status: Status
    because: str

    @classmethod
    def of(cls, outcome: Outcome) -> Stand:
        """
        Where an outcome stands.
        """
        return cls(outcome.level, outcome.status, outcome.finding.reason.text)


class Cause(NamedTuple):
    """
    A requirement that stands otherwise under the other rule set; None where that one does not have it.
    """

    id: str
    title: str
    old: Stand | None
    new: Stand | None


@attrs.frozen
class Contrast:
    """
    What two rule sets say of one candidate.
    """

    old: Report
    new: Report

    @property
    def candidate(self) -> str | None:
        """
        The candidate's id, if the profile has one.
        """
        return self.new.candidate

    @property
    def turns(self) -> bool:
        """
        The decision is another one.
        """
        return self.old.decision is not self.new.decision

    @property
    def differing(self) -> tuple[str, ...]:
        """
        The requirements that stand otherwise, or are in one rule set only.
        """
        old = {each.id: each for each in self.old.outcomes}
        found = [each.id for each in self.new.outcomes if _differs(old.get(each.id), each)]
        new = {each.id for each in self.new.outcomes}
        return (*found, *(name for name in old if name not in new))

    @property
    def shifts(self) -> bool:
        """
        A requirement of both rule sets, or one that decides, stands otherwise.
        """
        return self.turns or any(name in self._both for name in self.differing)

    @property
    def because(self) -> tuple[Cause, ...]:
        """
        Why the decision is another one, requirement by requirement.
        """
        return tuple(self._cause(name) for name in self.causes)

    @property
    def causes(self) -> tuple[str, ...]:
        """
        The requirements that forced either decision and stand otherwise, else all that could have.
        """
        differing = self.differing
        forced = {*self.old.decided_by, *self.new.decided_by}
        deciding = (name for name in differing if self._decides(name))
        return tuple(name for name in differing if name in forced) or tuple(deciding) or differing

    @property
    def _both(self) -> set[str]:
        return {each.id for each in self.old.outcomes} & {each.id for each in self.new.outcomes}

    def _decides(self, name: str) -> bool:
        return any(each.id == name and each.level is not Level.PREFERRED for each in (*self.old.outcomes, *self.new.outcomes))

    def _cause(self, name: str) -> Cause:
        old, new = (next((each for each in report.outcomes if each.id == name), None) for report in (self.old, self.new))
        known = new or old
        assert known is not None
        return Cause(name, known.title, *(None if each is None else Stand.of(each) for each in (old, new)))


def _differs(old: Outcome | None, new: Outcome) -> bool:
    """
    A requirement stands otherwise: its level or its status is another one.
    """
    return old is None or old.finding.outcomes is not new.finding.outcomes or old.level is not new.level or old.status is not new.status


class Sway:
    """
    How many candidates change decision, from which to which, and because of which requirements.

    It remembers requirements and no candidate.
    """

    def __init__(self) -> None:
        self.candidates = self.changed = self.shifted = self.failures = 0
        self.degraded = False
        self.turns: Counter[tuple[str, str]] = Counter()
        self.causes: Counter[tuple[str, str]] = Counter()

    def add(self, contrast: Contrast | None) -> None:
        """
        Count one candidate; None is one that could not be read.
        """
        self.candidates += 1
        if contrast is None:
            self.failures += 1
            return
        self.degraded = self.degraded or contrast.old.degraded or contrast.new.degraded
        if contrast.turns:
            self.changed += 1
            self.turns[contrast.old.decision.value, contrast.new.decision.value] += 1
            self.causes.update((each.id, each.title) for each in contrast.because)
        elif contrast.shifts:
            self.shifted += 1

    def merge(self, other: Sway) -> None:
        """
        Count what was counted elsewhere.
        """
        self.candidates += other.candidates
        self.changed += other.changed
        self.shifted += other.shifted
        self.failures += other.failures
        self.degraded = self.degraded or other.degraded
        self.turns.update(other.turns)
        self.causes.update(other.causes)

