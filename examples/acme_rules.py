"""
Telehealth: hours of remote care by Acme's own records.
"""

from typing import ClassVar

import attrs

from reqcheck import Context, Criterion, Evidence, Finding, Missing, Profile, Reason, hookimpl


@attrs.frozen(kw_only=True)
class TelehealthHours:
    """
    The candidate has given at least *hours* hours of remote care.
    """

    kind: ClassVar[str] = "acme/telehealth_hours"

    hours: int

    def assess(self, profile: Profile, context: Context) -> Finding:
        given = profile.extension("acme").get("telehealth_hours")
        where = "/extensions/acme/telehealth_hours"
        if given is None:
            return Finding.undetermined(
                Reason("acme.telehealth.unknown", "no record of telehealth hours"),
                missing=[Missing(where, "How many hours of remote care has the candidate given?")],
            )
        return Finding.of(
            given >= self.hours,
            Reason("acme.telehealth", "{given} of {needed} hours", {"given": given, "needed": self.hours}),
            evidence=[Evidence(where, f"{given} hours of remote care")],
        )


@hookimpl
def reqcheck_criteria() -> list[type[Criterion]]:
    return [TelehealthHours]
