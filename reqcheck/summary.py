"""
What many results come to: how many there are of each decision, and what is most often missing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from operator import itemgetter
from typing import Any

#: Which list of the summary a status counts for.
LISTS = {"not_met": "unmet", "undetermined": "unknown", "error": "unknown"}

#: A requirement: its rule set's id, its own, its title and its level.
Key = tuple[str, str, str, str]


class Tally:
    """
    A count of results, one document after another; it remembers requirements and no candidate.

    *left* are the sentences that the rule sets leave to people, each once, in the order they came.
    """

    def __init__(self) -> None:
        self.left: dict[str, None] = {}
        self._decisions: Counter[str] = Counter()
        self._failures = 0
        self._degraded = 0
        self._open: dict[str, Counter[Key]] = {"unmet": Counter(), "unknown": Counter()}

    def add(self, document: Mapping[str, Any]) -> None:
        """
        Count one report or failure.
        """
        if "decision" not in document:
            self._failures += 1
            return
        self._decisions[document["decision"]] += 1
        self._degraded += document["degraded"]
        self.left.update(dict.fromkeys(document["not_checked"]))
        for each in document["requirements"]:
            if each["status"] in LISTS:
                key = (document["ruleset"]["id"], each["id"], each["title"], each["level"])
                self._open[LISTS[each["status"]]][key] += 1

    def merge(self, other: Tally) -> None:
        """
        Count what was counted elsewhere.
        """
        self.left.update(other.left)
        self._decisions.update(other._decisions)
        self._failures += other._failures
        self._degraded += other._degraded
        for name, counts in other._open.items():
            self._open[name].update(counts)

    def document(self) -> dict[str, Any]:
        """
        The summary as it stands in `reqcheck.reports/1`.
        """
        return {
            "candidates": self._decisions.total() + self._failures,
            "decisions": dict(sorted(self._decisions.items())),
            "failures": self._failures,
            "degraded": self._degraded,
            **{name: _listed(counts) for name, counts in self._open.items()},
        }


def _listed(counts: Counter[Key]) -> list[dict[str, Any]]:
    """
    Requirements with the number of candidates, the most frequent first, then by name.
    """
    ordered = sorted(sorted(counts.items()), key=itemgetter(1), reverse=True)
    return [
        {"ruleset": ruleset, "id": name, "title": title, "level": level, "candidates": number}
        for (ruleset, name, title, level), number in ordered
    ]
