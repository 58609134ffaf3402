"""
Answers: what is meant by one, in whatever spelling it was given.
"""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction

from reqcheck.vocabulary.entries import normal

YES_NO = {"yes": "yes", "true": "yes", "no": "no", "false": "no"}
#: A number as a rule set writes one; what has an exponent could be of any size.
NUMBER = re.compile(r"[+-]?[0-9]{1,30}(\.[0-9]{1,30})?")
#: Signs that may say something: those of grades, shares and doubts; what stands within a number or before it.
TELLING = re.compile(r"([#%*@?]|(?<=\d)[\W_]+(?=\d)|(?<!\w)[-.](?=\d)|(?<=\w)-(?!\w))")


def meant(answer: object) -> str | Fraction:
    """
    What an answer says: "yes" or "no", a number, or text without case, white space and such punctuation
    as says nothing; "" for a text without any letter or digit, which answers nothing.
    """
    if isinstance(answer, bool):
        return "yes" if answer else "no"
    text = unicodedata.normalize("NFC", str(answer)).strip()
    if NUMBER.fullmatch(text):
        return Fraction(text)
    if not isinstance(answer, str):
        return Fraction(str(answer))
    if not _bare(text):
        return ""
    pieces = TELLING.split(text)
    word = "".join(each.strip() or " " if number % 2 else normal(each) for number, each in enumerate(pieces))
    return YES_NO.get(word, word)


def alike(one: object, other: object) -> bool:
    """
    Whether two answers could be the same: they differ in white space and punctuation at the most.
    """
    first, second = meant(one), meant(other)
    return isinstance(first, str) and isinstance(second, str) and _bare(first) == _bare(second)


def _bare(text: str) -> str:
    """
    *text* without any sign, those of `TELLING` included.
    """
    return normal(TELLING.sub("", text))
