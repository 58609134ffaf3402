"""
Test kinds: promises, failures, hours from an extension.  A plugin file, as an organization writes one.
"""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

import attrs

from reqcheck import (
    Condition,
    Context,
    Criterion,
    Evidence,
    Finding,
    Outcomes,
    Profile,
    Reason,
    Verdict,
    hookimpl,
)


@attrs.frozen(kw_only=True)
class Promise:
    """
    What is not there yet is promised *by* a day: each of *says* is a promise, and none is met outright.
    """

    kind: ClassVar[str] = "test/promise"

    by: date = date(2027, 3, 1)
    says: tuple[str, ...] = ()

    def assess(self, profile: Profile, context: Context) -> Finding:
        reason = Reason("test.promise", "promised")
        if not self.says:
            return Finding.of(True, reason)
        return Finding.promised(reason, [Condition(each, self.by, "/licenses/-") for each in self.says])


@attrs.frozen(kw_only=True)
class Fixed:
    """
    A criterion that *is* met, not_met, undetermined or not_applicable, whatever the profile says.
    """

    kind: ClassVar[str] = "test/fixed"

    is_: str

    def assess(self, profile: Profile, context: Context) -> Finding:
        return Finding(Outcomes[self.is_.upper()], Reason("test.fixed", "so it is"))


@attrs.frozen(kw_only=True)
class Broken:
    """
    A criterion that fails in one of several ways.
    """

    kind: ClassVar[str] = "test/broken"

    how: str

    def assess(self, profile: Profile, context: Context) -> Any:
        if self.how == "raises":
            raise ZeroDivisionError("by zero")
        if self.how == "exits":
            raise SystemExit(3)
        if self.how == "mute":
            raise Mute
        reason = Reason("test.broken", "broken")
        returned: dict[str, object] = {
            "none": None,
            "text": "met",
            "yes": True,
            "outcomes": Finding("met", reason),  # type: ignore[arg-type]
            "verdict": Finding(Verdict.MET, reason),  # type: ignore[arg-type]
            "sentence": Finding.of(True, "because"),  # type: ignore[arg-type]
            "value": Finding.of(True, Reason("test.value", "{given} hours", {"needed": 5})),
            "evidence": Finding.of(True, reason, evidence=["/licenses/0"]),  # type: ignore[list-item]
            "open promise": Finding(Outcomes.UNDETERMINED, reason, conditions=(Condition("x", date(2030, 1, 1)),)),
        }
        return returned[self.how]


class Mute(Exception):
    """
    An exception that has no text.
    """

    def __str__(self) -> str:
        raise RuntimeError("nothing to say")


@attrs.frozen(kw_only=True)
class Hours:
    """
    The candidate has worked so many *hours* by an organization's own records.
    """

    kind: ClassVar[str] = "test/hours"

    hours: int

    def assess(self, profile: Profile, context: Context) -> Finding:
        given = profile.extension("acme").get("hours")
        if given is None:
            return Finding.undetermined(Reason("test.hours.unknown", "no record of hours"))
        evidence = [Evidence("/extensions/acme/hours", f"{given} hours")]
        return Finding.of(given >= self.hours, Reason("test.hours", "hours"), evidence=evidence)


@hookimpl
def reqcheck_criteria() -> list[type[Criterion]]:
    return [Promise, Fixed, Broken, Hours]
