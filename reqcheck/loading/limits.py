"""
How much a document may hold.  Each limit is looked at before the work that it bounds, and a refusal
names it; docs/limits.md lists them all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from reqcheck.errors import Problem

#: Bytes of one candidate's profile.
PROFILE_BYTES = 10_000_000
#: Bytes of a rule set.
RULESET_BYTES = 1_000_000
#: Bytes of a file that holds many candidates and is read as a whole: a JSON list, or standard input.
CANDIDATES_BYTES = 500_000_000
#: How deep lists and mappings may stand in each other.
PROFILE_DEPTH = 100
RULESET_DEPTH = 60
#: Records in one section of a profile, and in all of them.
RECORDS = 50_000
RECORDS_IN_ALL = 100_000
#: Values of a profile: every field and every item of a list is one.
VALUES = 2_000_000
#: Rule sets that stand on each other, the one that was asked for included.
LAYERS = 20
#: Texts, lists and mappings of a rule set.
NODES = 50_000
#: Digits of a number that nothing else bounds: one in an extension.
DIGITS = 1_000
#: What is no longer than this holds neither too many values nor too many records, whatever it holds.
SHORT = RECORDS
#: Problems that are listed for one profile, and for one rule set.
PROBLEMS = 1_000
RULESET_PROBLEMS = 100

_STRING = re.compile(rb'"(?:[^"\\]|\\.)*"?', re.DOTALL)
_SCALARS = frozenset((str, int, float, bool, type(None)))
_TOO_LONG = 10**DIGITS


def too_big(size: int, limit: int, what: str) -> Problem | None:
    """
    What is wrong with a document of *size* bytes, of which no more than the limit may have been read.
    """
    if size <= limit:
        return None
    return Problem(f"larger than {limit:,} bytes; {what} may have no more", "too-big")


def too_many_values(text: bytes) -> Problem | None:
    """
    What is wrong with a JSON text of too many values, told from its punctuation alone.
    """
    if len(text) <= VALUES or _values(text) <= VALUES or _values(_STRING.sub(b"", text)) <= VALUES:
        return None
    return _values_problem("")


def may_have_too_many_records(text: bytes) -> bool:
    """
    Whether a JSON text could hold more records than are read: those have to be counted.
    """
    return len(text) > 2 * RECORDS and text.count(b"{") > RECORDS


def too_much(document: Mapping[Any, Any], sections: Iterable[str]) -> list[Problem]:
    """
    What a document holds too much of: depth, values, records.
    """
    problems: list[Problem] = []
    seen = 0
    for key, value in document.items():
        seen, problem = _within(value, str(key)[:60], seen)
        if problem is not None:
            return [problem]
    counts = {each: _length(document.get(each)) for each in sections}
    for section, count in counts.items():
        if count > RECORDS:
            message = f"holds {count:,} records; a section may have no more than {RECORDS:,}"
            problems.append(Problem(message, "too-many-records", f"/{section}"))
    if not problems and sum(counts.values()) > RECORDS_IN_ALL:
        message = f"holds {sum(counts.values()):,} records in all; a profile may have no more than {RECORDS_IN_ALL:,}"
        problems.append(Problem(message, "too-many-records"))
    return problems


def too_long(number: int) -> bool:
    """
    A number of more digits than are read.
    """
    return not -_TOO_LONG < number < _TOO_LONG


def listed(problems: Iterable[Problem]) -> Iterator[Problem]:
    """
    As many problems as are listed, and that there are more.
    """
    several = iter(problems)
    yield from islice(several, PROBLEMS)
    if next(several, None) is not None:
        yield more_than(PROBLEMS)


def more_than(number: int) -> Problem:
    """
    That not all is listed.
    """
    return Problem(f"more is wrong than these {number:,} problems; mend them first", "more-problems")


def _within(value: object, key: str, seen: int) -> tuple[int, Problem | None]:
    """
    How many values there are with those below *value*, and what is wrong with their depth or number.

    It goes down before it goes on, so that a value which holds itself is soon too deep.
    """
    pointer = "/" + key.replace("~", "~0").replace("/", "~1")
    todo: list[tuple[Any, int]] = [(value, 2)]
    while todo:
        each, depth = todo.pop()
        if each.__class__ in _SCALARS or not isinstance(each, Mapping | list | tuple):
            continue
        seen += len(each)
        if depth > PROFILE_DEPTH:
            return seen, Problem(f"nested more than {PROFILE_DEPTH} deep", "too-deep", pointer)
        if seen > VALUES:
            return seen, _values_problem(pointer)
        inside = each.values() if isinstance(each, Mapping) else each
        todo += [(inner, depth + 1) for inner in inside if inner.__class__ not in _SCALARS]
    return seen, None


def _values(text: bytes) -> int:
    """
    At most so many values are in a JSON text, whose strings may count, too.
    """
    return text.count(b",") + text.count(b"[") + text.count(b"{")


def _values_problem(pointer: str) -> Problem:
    return Problem(f"holds more than {VALUES:,} values; a profile may have no more", "too-many-values", pointer)


def _length(value: object) -> int:
    return len(value) if isinstance(value, Sequence) and not isinstance(value, str) else 0
