"""
Measures forecasts: ten years of one candidate, fifteen requirements, beside one check and beside the
re-assessments that no forecast can do without.

    python benchmarks/ahead.py [--profiles N] [--rounds N]

README.md says what each line measures and what it should not exceed.
"""

from __future__ import annotations

import argparse
import gc
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from statistics import median
from time import process_time_ns
from typing import Any

from generate import AS_OF, STATE, generate
from tables import table

from reqcheck import BoundRuleSet, Catalog, Context, Profile, RuleSet, Span, open_catalog, turning_points_of
from reqcheck.evaluation import assess

FIFTEEN = Path(__file__).parent / "fifteen.yaml"
TEN_YEARS = Span(months=120)
#: What a forecast should not exceed, in multiples of what it is compared with.
OF_REASSESSING, OF_ONE_CHECK = 3, 30
#: How often each candidate is done in a round, because one check is too short to be measured.
TIMES = 3

#: The days of one candidate, each with the requirements that have a turning point on it.
Agenda = dict[date, list[int]]


class Ahead:
    """
    What is measured: as callers write it, with a catalog and a rule set they hold.
    """

    def __init__(self) -> None:
        self.catalog: Catalog = open_catalog()
        self.ruleset: RuleSet = self.catalog.load_ruleset(FIFTEEN)
        self.asked: dict[str, Any] = {"as_of": AS_OF, "parameters": {"work_state": STATE}}
        self.bound: BoundRuleSet = self.catalog.bind(self.ruleset, self.asked["parameters"], AS_OF)
        self.context = Context(AS_OF, self.catalog.vocabulary, {}, self.ruleset.status_lasts, self.ruleset.stale_after)

    def check(self, profile: Profile) -> object:
        """
        One check.
        """
        return self.catalog.check(profile, self.ruleset, **self.asked)

    def forecast(self, profile: Profile) -> object:
        """
        The forecast of ten years.
        """
        return self.catalog.forecast(profile, self.ruleset, **self.asked)

    def agenda(self, profile: Profile) -> Agenda:
        """
        Which requirements have a turning point on which day.
        """
        until = TEN_YEARS.after(AS_OF)
        found: Agenda = {}
        for place, each in enumerate(self.bound.requirements):
            asked = [criterion for criterion in (each.criterion, each.when) if criterion is not None]
            for day in turning_points_of(asked, profile, self.context.afresh(), until) or ():
                found.setdefault(day, []).append(place)
        return found

    def reassess(self, profile: Profile, agenda: Agenda) -> None:
        """
        Assess every requirement on its own turning points, one day after another, and nothing else.
        """
        for day in sorted(agenda):
            seen, context = profile.as_of(day), self.context.at(day)
            for place in agenda[day]:
                assess(self.bound.requirements[place], seen, context)


def milliseconds(run: Callable[[Any], object], made: Callable[[], Any]) -> float:
    """
    The processor time of one go, each with something that is made anew: what has been looked at may remember it.
    """
    items = [made() for _ in range(TIMES)]
    gc.collect()
    start = process_time_ns()
    for item in items:
        run(item)
    return (process_time_ns() - start) / 1e6 / TIMES


def round_of(ahead: Ahead, profiles: Sequence[bytes]) -> list[tuple[float, float, float, int]]:
    """
    For each candidate the times of a check, of the re-assessments and of the forecast, and how many re-assessments there are.
    """
    found = []
    for each in profiles:
        agenda = ahead.agenda(Profile.from_json(each))
        check = milliseconds(ahead.check, lambda data=each: Profile.from_json(data))  # type: ignore[misc]
        again = milliseconds(lambda profile, days=agenda: ahead.reassess(profile, days), lambda data=each: Profile.from_json(data))  # type: ignore[misc]
        whole = milliseconds(ahead.forecast, lambda data=each: Profile.from_json(data))  # type: ignore[misc]
        found.append((check, again, whole, sum(map(len, agenda.values()))))
    return found


def main() -> None:
    """
    Measure and print.
    """
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--profiles", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    ahead, profiles = Ahead(), generate(given.profiles)
    ahead.forecast(Profile.from_json(profiles[0]))  # caches are filled
    rounds = [round_of(ahead, profiles) for _ in range(given.rounds)]
    for name, against, most in (("re-assessing alone", 1, OF_REASSESSING), ("one check", 0, OF_ONE_CHECK)):
        ratios = sorted(sum(each[2] for each in found) / sum(each[against] for each in found) for found in rounds)
        own = sorted(median(found[place][2] / max(found[place][against], 1e-6) for found in rounds) for place in range(len(profiles)))
        rows = [
            ("all candidates together", f"{median(ratios):.2f}", f"{ratios[0]:.2f}-{ratios[-1]:.2f}", f"at most {most}"),
            ("half of the candidates", f"{own[len(own) // 2]:.2f}", "", ""),
            ("the worst of them", f"{own[-1]:.2f}", "", ""),
        ]
        print(table((f"forecast, x {name}", "ratio", "min-max", ""), rows), end="\n\n")
    checks, again, whole, count = (median(sum(each[place] for each in found) / len(found) for found in rounds) for place in range(4))
    print(f"{given.profiles} candidates; ms each: check {checks:.3f}, re-assessing {again:.3f} ({count:.0f} assessments), forecast {whole:.3f}")


if __name__ == "__main__":
    main()
