"""
Linting a rule set: every rule looks, and what the file allows is set aside.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import attrs

from reqcheck.arguments import a_list
from reqcheck.document import quoted
from reqcheck.errors import did_you_mean
from reqcheck.linting.allowances import Allowance
from reqcheck.linting.comments import idle_allowance
from reqcheck.linting.findings import LintFinding, LintRule, Seen
from reqcheck.linting.reading import Reading
from reqcheck.linting.registry import CODES, LINT_RULES
from reqcheck.loading.settings import Settings
from reqcheck.ruleset import RuleSet


@attrs.frozen(kw_only=True)
class Linted:
    """
    What was found in a rule set, by place; and what the file *allowed*, each with its reason.
    """

    ruleset: RuleSet
    as_of: date
    findings: tuple[LintFinding, ...]
    allowed: tuple[LintFinding, ...] = ()


def chosen(select: Sequence[str] = (), ignore: Sequence[str] = ()) -> tuple[LintRule, ...]:
    """
    The rules whose codes begin with one of *select* (all, if none is given) and with none of *ignore*.

    Raises `ValueError` for what no code begins with.
    """
    for each in (*a_list(select, "select"), *a_list(ignore, "ignore")):
        if not each or not any(code.startswith(each) for code in CODES):
            msg = f"no lint code is or begins with {quoted(each)}{did_you_mean(each, CODES)}"
            raise ValueError(msg)
    wanted = tuple(select) or ("",)
    return tuple(each for each in LINT_RULES if each.code.startswith(wanted) and not each.code.startswith(tuple(ignore)))


def linted(
    ruleset: RuleSet, settings: Settings, as_of: date, select: Sequence[str] = (), ignore: Sequence[str] = ()
) -> Linted:
    """
    What the chosen rules find in *ruleset* on a day; what belongs to layers below it is theirs to tell.
    """
    rules = chosen(select, ignore)
    reading = Reading(ruleset, settings, as_of, CODES)
    found = [(rule, seen) for rule in rules for seen in _seen(rule, reading)]
    told, allowed = [], []
    used: set[tuple[Allowance, str]] = set()
    for rule, seen in found:
        allowance = reading.allows(rule.code, seen.place)
        if allowance is None:
            told.append(_finding(rule, seen, reading))
        else:
            used.add((allowance, rule.code))
            allowed.append(attrs.evolve(_finding(rule, seen, reading), because=allowance.because))
    if idle_allowance in rules:
        looked = {each.code for each in rules}
        told += [_finding(idle_allowance, seen, reading) for seen in _idle(reading, looked, used)]
    return Linted(ruleset=ruleset, as_of=as_of, findings=_in_order(told), allowed=_in_order(allowed))


def _seen(rule: LintRule, reading: Reading) -> Iterator[Seen]:
    """
    What a rule sees in the file of the rule set itself.
    """
    reading.comparison.renew()
    return (each for each in rule.look(reading) if each.place.file in ("", reading.ruleset.file))


def _idle(reading: Reading, looked: set[str], used: set[tuple[Allowance, str]]) -> Iterator[Seen]:
    """
    Allowances of codes that were looked for and found nothing there.
    """
    for each in reading.allowances:
        for code in each.codes:
            if code in looked and (each, code) not in used:
                yield Seen(each.place, f"allows {code}, which is not found on line {each.line}")


def _finding(rule: LintRule, seen: Seen, reading: Reading) -> LintFinding:
    return LintFinding.of(rule, seen, reading.line(seen.place))


def _in_order(found: list[LintFinding]) -> tuple[LintFinding, ...]:
    return tuple(sorted(dict.fromkeys(found), key=lambda each: (each.place.line, each.place.column, each.code, each.message)))
