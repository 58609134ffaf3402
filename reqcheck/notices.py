"""
What a reader of a report should know besides, and that decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from reqcheck.evidence import quantity
from reqcheck.report import Notice

if TYPE_CHECKING:
    from reqcheck.criterion import Context
    from reqcheck.profile import Profile
    from reqcheck.ruleset import BoundRuleSet, RuleSet


def notices(profile: Profile, bound: BoundRuleSet, context: Context) -> Iterator[Notice]:
    """
    Records that were set aside, a profile that is old or of no day, rules that are not in effect.
    """
    for record in profile.set_aside(context.on):
        what = "its dates contradict each other" if record in profile.contradictory else "it begins after the day its status speaks for"
        yield Notice(record.pointer, f"{what}; the record is set aside")
    if profile.recorded_on is None:
        message = "no day is given; statuses and completeness are taken to speak for the day asked"
        yield Notice("/recorded_on", message)
    elif (context.on - profile.recorded_on).days > context.stale_after:
        message = f"recorded on {profile.recorded_on}, more than {quantity(context.stale_after, 'days')} before the day asked"
        yield Notice("/recorded_on", message)
    effective = bound.ruleset.effective
    if effective is not None and not effective.covers(context.on):
        yield Notice("", f"the rule set `{bound.ruleset.id}` is not in effect on {context.on}, only {effective.text}")


def beyond(ruleset: RuleSet, days: Iterable[date]) -> Iterator[Notice]:
    """
    That the rules are not in effect on some of the *days* that are looked at.
    """
    effective = ruleset.effective
    if effective is not None and not all(map(effective.covers, days)):
        yield Notice("", f"the rule set `{ruleset.id}` is in effect {effective.text}; other days may have other rules")
