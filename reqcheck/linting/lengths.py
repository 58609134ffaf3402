"""
Lengths of time: years that were meant to be added, ranges that became limits, titles that say another
number, more work than there is time for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from reqcheck.dates import Span
from reqcheck.directions import fewest_and_most
from reqcheck.document import Place, parameters_in, quoted
from reqcheck.evidence import decimal, quantity
from reqcheck.linting.findings import Seen, line_of, rule
from reqcheck.linting.parts import Part, meaning
from reqcheck.linting.reading import Asking, Reading
from reqcheck.tenure import YEARS as DAYS_OF_YEARS
from reqcheck.tenure import days_in_months

#: Numbers as titles write them.
NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20,
}
NUMBER = rf"(\d{{1,2}}|{'|'.join(NUMBERS)})"
#: Only plain letters and digits, of which every match is a number.
FLAGS = re.IGNORECASE | re.ASCII
RANGE = re.compile(rf"\b(between\s+)?{NUMBER}\s*(-|\u2013|\u2014|to|through|and)\s*{NUMBER}[\s+-]*(?:years?|yrs?)\b", FLAGS)
YEARS = re.compile(rf"\b{NUMBER}(?:\s*\(\d+\))?[\s+-]*(?:years?|yrs?)\b", FLAGS)
#: The settings of `experience` that say which work counts; those that say how much of it, and when.
DESCRIBING = ("category", "setting", "leads", "role", "employer", "leadership_at_least", "either")


@rule(
    "RQ201", "years-not-added",
    finds="An `any_of` of two descriptions of work, each for the same number of years.",
    why="Days of different alternatives are never added: three years of one kind and two of the other are not five years of either.",
    mend="If the sum is meant, write one criterion with a list, such as `category: [clinical, leadership]`, or with `either`; "
    "if each alone is meant, allow it.",
    bad="""
requirements:
  experience:
    criterion:
      any_of:
        - {kind: experience, category: clinical, years: 5}
        - {kind: experience, category: leadership, years: 5}
""",
    good="""
requirements:
  experience:
    criterion: {kind: experience, category: [clinical, leadership], years: 5}
""",
)
def years_not_added(reading: Reading) -> Iterator[Seen]:
    """
    Alternatives of work that differ in nothing but what counts.
    """
    for tree in reading.trees:
        alike: dict[object, list[Part]] = {}
        for each in tree.parts if tree.tree == "any_of" else ():
            if each.kind == "experience" and each.criterion is not None:
                before = alike.setdefault(_length_and_time(each), [])
                other = next((one for one in before if _apart(one, each, reading)), None)
                before.append(each)
                if other is not None:
                    apart = f"its days are not added to those of {line_of(other.place)}"
                    yield Seen(each.place, f"{apart}: neither alone may reach what both together do")


def _apart(one: Part, other: Part, reading: Reading) -> bool:
    """
    Neither implies the other, as far as it was looked.
    """
    comparison = reading.comparison
    implied = comparison.implies(one, other) or comparison.implies(other, one)
    return not implied and comparison.goes_on()


def _length_and_time(part: Part) -> object:
    return part.floor, frozenset((name, meaning(each)) for name, each in part.settings.items() if name not in DESCRIBING)


class _Range(NamedTuple):
    """
    A range of years in a text.
    """

    text: str
    low: int
    high: int


@rule(
    "RQ202", "range-as-limit",
    finds='A requirement whose title or notes have a range ("3-5 years") and whose criterion asks for more than its lower end.',
    why="The lower end of a range is what is asked. Somebody with three years fits a posting for three to five; "
    "and an upper end must turn nobody down, because that turns down the older.",
    mend="Ask for the lower end, and let the upper end decide nothing.",
    bad="""
requirements:
  experience:
    title: 3-5 years of clinical experience
    criterion: {kind: experience, category: clinical, years: 5}
""",
    good="""
requirements:
  experience:
    title: 3-5 years of clinical experience
    criterion: {kind: experience, category: clinical, years: 3}
""",
)
def range_as_limit(reading: Reading) -> Iterator[Seen]:
    """
    The least that any experience or training of a requirement asks, beside the ranges in its texts.
    """
    for each in reading.asked:
        lengths = [(years, leaf) for leaf in each.leaves if (years := _years(leaf, reading)) is not None]
        if lengths:
            least, leaf = min(lengths, key=lambda both: both[0])
            for found in _ranges(_texts(each, reading)):
                if found.low < least <= found.high:
                    asked = f'asks for {quantity(least, "years")} where a text says "{found.text}"'
                    yield Seen(leaf.at("years"), asked, f"Ask for {found.low}, the lower end, and let the upper end decide nothing.")
                    break


def _years(leaf: Part, reading: Reading) -> Fraction | None:
    """
    The years that a leaf asks; of a parameter its default, which is what the texts are about.
    """
    years = getattr(leaf.criterion, "years", None) if leaf.kind in ("experience", "training") else None
    open_ = [reading.ruleset.parameters.get(each) for each in parameters_in(leaf.node.get("years"))]
    if years is None or any(each is None or each.default is None for each in open_):
        return None
    return Fraction(years)


def _texts(asking: Asking, reading: Reading) -> list[str]:
    requirement = asking.requirement
    basis = requirement.basis
    of_parameters = [each for name in asking.parameters for each in _words_of(reading, name)]
    texts = (requirement.title, requirement.note, basis.note if basis is not None else None, *of_parameters)
    return [each for each in texts if each]


def _words_of(reading: Reading, name: str) -> tuple[str | None, ...]:
    parameter = reading.ruleset.parameters.get(name)
    return (parameter.title, parameter.note) if parameter is not None else ()


def _ranges(texts: list[str]) -> Iterator[_Range]:
    for text in texts:
        for found in RANGE.finditer(text):
            low, high = _number(found[2]), _number(found[4])
            if low < high and (found[3].lower() != "and" or found[1]):
                yield _Range(found[0], low, high)


def _number(text: str) -> int:
    return NUMBERS.get(text.lower()) or int(text)


@rule(
    "RQ203", "title-says-another-number",
    finds="A title that says one number of years, where the criterion asks for another. It stays when an overlay changes the number.",
    why="Candidates and hiring managers read the title, and the criterion decides. They must not differ.",
    mend="Correct the one that is wrong. Where the number is a parameter, leave it out of the title.",
    bad="""
requirements:
  experience:
    title: Five years of clinical experience
    criterion: {kind: experience, category: clinical, years: 3}
""",
    good="""
requirements:
  experience:
    title: Three years of clinical experience
    criterion: {kind: experience, category: clinical, years: 3}
""",
)
def title_says_another_number(reading: Reading) -> Iterator[Seen]:
    """
    Titles that say one number of years, and criteria with one length that is another.
    """
    for each in reading.asked:
        title = each.requirement.title or ""
        asking = [(years, leaf) for leaf in each.leaves if (years := _years(leaf, reading)) is not None]
        one_length = len({years for years, _ in asking}) == 1
        said = {_number(found[1]) for found in YEARS.finditer(title)} if one_length else set()
        if one_length and len(said) == 1 and not RANGE.search(title):
            (years, leaf), number = asking[0], said.pop()
            if years != number and number not in _spans(each):
                place = _written_here(each.at("title"), leaf, reading)
                mend = "" if place == each.at("title") else f"Give {quoted(each.requirement.id)} another title, too, under `change`."
                yield Seen(place, f"the title says {quantity(number, 'years')} and the criterion asks for {decimal(years)}", mend)


def _written_here(title: Place, leaf: Part, reading: Reading) -> Place:
    """
    The title; where a layer below has that, the years that the rule set gives itself: as a setting, or as a default.
    """
    defaults = (reading.place_of("parameters", name, "default") for name in parameters_in(leaf.node.get("years")))
    return next((each for each in (title, leaf.at("years"), *defaults) if each.file in ("", reading.ruleset.file)), title)


def _spans(asking: Asking) -> set[int]:
    """
    Whole years of the other lengths in a criterion: windows, how long something was held.
    """
    values = (value for leaf, _ in asking.part.leaves() for value in leaf.settings.values())
    return {each.months // 12 for each in values if isinstance(each, Span) and each.months}


@rule(
    "RQ204", "more-than-the-time",
    finds="Experience of more days than there are in the time that it has to lie in.",
    why="Nobody can meet it: positions that overlap count once, so that no time has more days of work than days.",
    mend="Make `within_last` longer, or ask for less.",
    bad="""
requirements:
  experience:
    criterion: {kind: experience, category: clinical, years: 6, within_last: {years: 5}}
""",
    good="""
requirements:
  experience:
    criterion: {kind: experience, category: clinical, years: 5, within_last: {years: 6}}
""",
)
def more_than_the_time(reading: Reading) -> Iterator[Seen]:
    """
    The fewest days that a length can have, beside the most that its time can.
    """
    for each in reading.asked:
        for leaf in each.leaves:
            time = leaf.settings.get("within_last")
            if leaf.kind == "experience" and isinstance(time, Span) and _fewest(leaf) > fewest_and_most(time)[1]:
                yield Seen(leaf.at("within_last"), f"asks for more days of work than there are in {time.text}: nobody can meet this")


def _fewest(leaf: Part) -> Fraction:
    """
    The fewest days that the work asked can have, whatever a `year` is; none where a parameter says how long.
    """
    years, months, days = (leaf.settings.get(name) for name in ("years", "months", "days"))
    if isinstance(years, Fraction):
        return years * min(DAYS_OF_YEARS.values())
    return Fraction(days_in_months(months) if isinstance(months, int) else days if isinstance(days, int) else 0)
