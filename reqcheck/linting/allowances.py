"""
Findings that a file allows: `# reqcheck: allow CODE because ...`, on the line or above it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

import attrs

from reqcheck.document import Place, quoted
from reqcheck.errors import did_you_mean

COMMENT = re.compile(r"(?:^|(?<=\s))#\s*reqcheck:\s*(?P<said>.*)$")
ALLOW = re.compile(r"allow\s+(?P<codes>[A-Z]+[0-9]+(?:\s*,\s*[A-Z]+[0-9]+)*)(?P<rest>.*)")
BECAUSE = re.compile(r"\s+because\s+(\S.*)")
FORM = "write `# reqcheck: allow CODE because ...`"


@attrs.frozen
class Allowance:
    """
    A comment that allows what the rules of some *codes* find on a *line*, *because* of something.

    What is *wrong* with it is said; then it allows nothing.
    """

    place: Place
    line: int
    codes: tuple[str, ...] = ()
    because: str = ""
    wrong: str = ""


def allowances_in(text: str, known: Collection[str]) -> tuple[Allowance, ...]:
    """
    The allowances in a rule set's text; *known* are the codes that there are.
    """
    lines = text.split("\n") if "reqcheck:" in text else []
    return tuple(_allowances(lines, known))


def _allowances(lines: list[str], known: Collection[str]) -> Iterator[Allowance]:
    for number, line in enumerate(lines, 1):
        comment = COMMENT.search(line)
        if comment is not None:
            alone = not line[: comment.start()].strip()
            covered = _next(lines, number) if alone else number
            yield _allowance(comment["said"].strip(), Place(number, comment.start() + 1), covered, known)


def _next(lines: list[str], number: int) -> int:
    """
    The first line below that holds more than a comment.
    """
    below = (at for at, line in enumerate(lines[number:], number + 1) if line.strip() and not line.lstrip().startswith("#"))
    return next(below, number)


def _allowance(said: str, place: Place, line: int, known: Collection[str]) -> Allowance:
    found = ALLOW.fullmatch(said)
    if found is None:
        return Allowance(place, line, wrong=f"{quoted(said)} is nothing that can be said to reqcheck; {FORM}")
    codes = tuple(re.split(r"\s*,\s*", found["codes"]))
    unknown = next((each for each in codes if each not in known), None)
    if unknown is not None:
        return Allowance(place, line, wrong=f"no rule has the code {quoted(unknown)}{did_you_mean(unknown, known)}")
    because = BECAUSE.fullmatch(found["rest"])
    if because is None:
        return Allowance(place, line, wrong=f"it does not say why; {FORM}")
    return Allowance(place, line, codes, because[1])
