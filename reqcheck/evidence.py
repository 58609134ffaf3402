"""
What a finding is made of: a reason, evidence, what is missing, promises, amounts, faults.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from reqcheck.verdict import MET, NOT_MET, UNDETERMINED, Verdict

if TYPE_CHECKING:
    from reqcheck.records import Record

Nothing: Mapping[str, Any] = MappingProxyType({})


class Reason(Struct, frozen=True):
    """
    Why a finding is as it is: a stable *code*, and a sentence that is formatted when it is rendered.
    """

    code: str
    template: str
    values: Mapping[str, Any] = Nothing

    @property
    def text(self) -> str:
        """
        The sentence with its values.
        """
        return self.template.format(**self.values) if self.values else self.template


class Evidence(Struct, frozen=True):
    """
    A fact that a finding rests on: the JSON *pointer* of a record, a field or (an absence) a section.

    No *strength* means that of the record.
    """

    pointer: str
    says: str
    strength: str | None = None

    @classmethod
    def of(cls, record: Record, says: str) -> Evidence:
        """
        A whole record as evidence.
        """
        return cls(record.pointer, says)


class Missing(Struct, frozen=True):
    """
    A fact that would help: where it would stand, and the question to ask.

    ``/licenses/-`` is one more record of a section.
    """

    pointer: str
    question: str


class Condition(Struct, frozen=True):
    """
    A promise under which a requirement counts as met, to be kept *by* a day.
    """

    says: str
    by: date
    pointer: str = ""


class Amount(Struct, frozen=True):
    """
    How much there is, at least and at most (None: no bound), of what is *needed*.

    As text: "36 of 36 months", "30 to 41 of 36 months", "at least 30 of 36 months", "0 of 1 month".
    """

    least: int | Fraction
    most: int | Fraction | None
    needed: int | Fraction
    unit: str

    @property
    def verdict(self) -> Verdict:
        """
        Whether it is enough.
        """
        if self.least >= self.needed:
            return MET
        enough = self.most is None or self.most >= self.needed
        return UNDETERMINED if enough else NOT_MET

    @property
    def found(self) -> str:
        """
        How much there is: "36", "30 to 41", "at least 30".
        """
        least = decimal(self.least)
        if self.most is None:
            return f"at least {least}"
        most = decimal(self.most)
        return least if least == most else f"{least} to {most}"

    def __str__(self) -> str:
        return f"{self.found} of {quantity(self.needed, self.unit)}"


#: Units of which there may be one.
TIMES = ("years", "months", "weeks", "days", "hours", "minutes")


def quantity(number: int | Fraction, unit: str) -> str:
    """
    So many of a unit, whose name is of several: "2 days", "1 day", "0.5 years"; other units than those of time stay as they are.
    """
    return f"{decimal(number)} {unit_of(number, unit)}"


def unit_of(number: int | Fraction | str, unit: str) -> str:
    """
    The name of a unit behind a number, which may be text.
    """
    return unit[:-1] if str(number) == "1" and unit in TIMES else unit


def decimal(number: Fraction | int) -> str:
    """
    A number as decimal text; rounded to six places where decimals cannot say it exactly.
    """
    if isinstance(number, int):
        return str(number)
    exact = Fraction(number)
    if exact.denominator == 1:
        return str(exact.numerator)
    places = next((n for n in range(1, 16) if (exact * 10**n).denominator == 1), 6)
    sign = "-" if exact < 0 else ""
    digits = str(round(abs(exact) * 10**places)).rjust(places + 1, "0")
    return f"{sign}{digits[:-places]}.{digits[-places:]}"


class Fault(Struct, frozen=True):
    """
    An error that kept a criterion from finding anything.
    """

    type: str
    message: str
