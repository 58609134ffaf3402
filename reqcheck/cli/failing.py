"""
What counts as a failure, and the exit code that it comes to.
"""

from __future__ import annotations

from reqcheck import Decision
from reqcheck.summary import Tally

#: What `--fail-on` takes, and the decisions that count for each.
FAILING = {
    "not-qualified": (Decision.NOT_QUALIFIED,),
    "needs-review": (Decision.NOT_QUALIFIED, Decision.NEEDS_REVIEW),
    "never": (),
}


def exit_code(tally: Tally, fail_on: str) -> int:
    """
    What some results come to; 3 beats 1: an answer that is missing is worse than one that is no.
    """
    summary = tally.document()
    if summary["failures"] or summary["degraded"]:
        return 3
    return 1 if any(summary["decisions"].get(each) for each in FAILING[fail_on]) else 0
