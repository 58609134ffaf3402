"""
Scalars from their text, by the type that is wanted; each error knows its place.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date
from fractions import Fraction

from reqcheck.dates import PartialDate, Span
from reqcheck.document import Node, Place, Table, Text, described, quoted
from reqcheck.errors import Problem, or_choose

#: Digits that a number may have before its point, and behind it.
MOST_DIGITS = 15
_WHOLE = re.compile(rf"[0-9]{{1,{MOST_DIGITS}}}", re.ASCII)
_DECIMAL = re.compile(rf"[0-9]{{1,{MOST_DIGITS}}}(\.[0-9]{{1,{MOST_DIGITS}}})?", re.ASCII)
_DIGITS = re.compile(rf"(?=[0-9.]{{{MOST_DIGITS + 1}}})[0-9]+(\.[0-9]+)?", re.ASCII)
_YES_OR_NO = {"yes": True, "true": True, "no": False, "false": False}


class Misfit(Exception):
    """
    Settings that are not as they must be, with every problem and its place.
    """

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)
        self.problems = problems

    @classmethod
    def at(cls, node: Node, message: str, code: str = "wrong-type") -> Misfit:
        """
        One problem, where *node* stands.
        """
        return cls(Problem(message, code, place=node.place))


class Unset(Text, frozen=True, eq=False, gc=False):
    """
    The value of a parameter that is not set yet: it stands in while a rule set is only read.
    """

    @classmethod
    def at(cls, place: Place) -> Unset:
        """
        A value that fits every text.
        """
        return cls("", place)


def text_of(node: Node, _: object = str) -> str:
    """
    The text of a scalar; unquoted `true` is another spelling of `yes`, and `false` of `no`.
    """
    if not isinstance(node, Text):
        raise Misfit.at(node, f"must be text, not {described(node)}")
    if not node.value and not isinstance(node, Unset):
        raise Misfit.at(node, "nothing stands here; write a value or leave the name out")
    return node.canonical


def number_of(node: Node) -> Fraction:
    """
    A number read as decimal text, exactly.
    """
    if isinstance(node, Unset):
        return Fraction(1)
    if not isinstance(node, Text) or node.quoted or not _DECIMAL.fullmatch(node.value):
        raise Misfit.at(node, f"must be a number such as 5 or 2.5{_shorter(node)}, not {described(node)}")
    return Fraction(node.value if "." in node.value else int(node.value))  # which takes a third of the time


def whole_of(node: Node) -> int:
    if isinstance(node, Unset):
        return 1
    if not isinstance(node, Text) or node.quoted or not _WHOLE.fullmatch(node.value):
        raise Misfit.at(node, f"must be a whole number{_shorter(node)}, not {described(node)}")
    return int(node.value)


def _shorter(node: Node) -> str:
    """
    How long a number may be, where that is what is wrong with one.
    """
    is_number = isinstance(node, Text) and not node.quoted and _DIGITS.fullmatch(node.value) is not None
    return f" of no more than {MOST_DIGITS} digits" if is_number else ""


def yes_or_no(node: Node) -> bool:
    """
    `yes` or `no`; `true` and `false` will do.
    """
    if isinstance(node, Unset):
        return True
    if not isinstance(node, Text) or node.value not in _YES_OR_NO:
        raise Misfit.at(node, f"must be yes or no, not {described(node)}")
    return _YES_OR_NO[node.value]


def day_of(node: Node) -> date:
    read: PartialDate | None = None
    if isinstance(node, Text):
        try:
            read = PartialDate.parse(node.value)
        except ValueError as problem:
            why, shorter, _ = str(problem).partition("; ")  # what it suggests may be less than one day
            hint = "; write a full one such as 2015-01-01" if shorter else ""
            raise Misfit.at(node, f"{quoted(node.value)} is {why}{hint}") from None
    if read is None:
        raise Misfit.at(node, f"must be a full date such as 2015-01-01, not {described(node)}")
    if read.first != read.last:
        message = f"`{read}` is not one day; write {read.first} or {read.last}"
        raise Misfit.at(node, message)
    return read.first


def span_of(node: Node) -> Span:
    """
    A length of time: {years: N}, {months: N} or {days: N}.
    """
    if not isinstance(node, Table) or len(node) != 1 or (unit := next(iter(node))) not in ("years", "months", "days"):
        raise Misfit.at(node, "a length of time is {years: N}, {months: N} or {days: N}")
    number = number_of(node[unit])
    months = number * {"years": 12, "months": 1, "days": 0}[unit]
    days = number if unit == "days" else Fraction(0)
    if number <= 0 or months.denominator != 1 or days.denominator != 1:
        raise Misfit.at(node[unit], f"must be a whole number of {'days' if unit == 'days' else 'months'}, 1 or more")
    return Span(int(months), int(days))


def one_of(node: Node, words: Collection[str]) -> str:
    text = text_of(node)
    if text in words or isinstance(node, Unset):
        return text
    raise Misfit.at(node, f"{quoted(text)} is not possible here{or_choose(text, words)}", "unknown-word")
