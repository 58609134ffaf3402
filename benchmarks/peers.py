"""
Other engines beside reqcheck, in the same run: the same requirements, the same profiles, and what
each takes in multiples of `orjson.loads`.

    python benchmarks/peers.py [--profiles N] [--rounds N] [--only TEXT]

First every engine answers every profile that reqcheck decides, qualified or not, and the answers are
compared; then they are timed.  One that is not installed is left out and named.  README.md says how to
install them, and what is fair in this and what is not.
"""

from __future__ import annotations

import argparse
import platform
from collections.abc import Callable, Sequence
from importlib.metadata import packages_distributions, version
from importlib.util import find_spec
from typing import Any, NamedTuple

import orjson
from engines import ENGINES, Engine
from generate import SEED, generate
from plain import Words
from run import Check
from tables import table
from timing import BLOCK, FLOOR, Measured, noise, ratios, rounds

from reqcheck.version import __version__

#: So many times more profiles are compared than timed, for engines that are slow.
MORE = 10
OURS = ("bytes to Report", "bytes to Report, explained", "bytes to report JSON")


class Decided(NamedTuple):
    """
    The profiles that reqcheck decides, with its answers, and the number of those it cannot.
    """

    profiles: list[bytes]
    answers: list[bool]
    open: int

    @classmethod
    def of(cls, check: Check, profiles: Sequence[bytes]) -> Decided:
        """
        Each is qualified or not; engines that know no third answer are not asked about the others.
        """
        found = [(each, check.report_of(each).decision.value) for each in profiles]
        decided = [
            (each, word == "qualified") for each, word in found if word in {"qualified", "not_qualified"}
        ]
        return cls([each for each, _ in decided], [yes for _, yes in decided], len(found) - len(decided))

    def some(self, of: int) -> tuple[list[bytes], list[bool]]:
        """
        The profiles and answers that are compared with those of an engine that is timed with so many *of* a block.
        """
        places = [place for place in range(len(self.profiles)) if place % BLOCK < of * MORE]
        return [self.profiles[each] for each in places], [self.answers[each] for each in places]


class Ready(NamedTuple):
    """
    An engine that is installed, as it is asked, and how its answers compare.
    """

    engine: Engine
    answer: Callable[[Any], Any]
    agree: int
    asked: int

    @classmethod
    def of(cls, engine: Engine, words: Words, decided: Decided) -> Ready:
        """
        The engine once it has answered.
        """
        answer = engine.make(words)
        profiles, expected = decided.some(engine.many)
        found = answer(profiles) if engine.at_once else [answer(each) for each in profiles]
        agree = sum(one == other for one, other in zip(found, expected, strict=True))
        return cls(engine, answer, agree, len(expected))

    def measured(self) -> Measured:
        """
        What is timed.
        """
        return Measured(self.engine.name, self.answer, stream=self.engine.at_once, many=self.engine.many)


def chosen(ready: Sequence[Ready], check: Check) -> list[Measured]:
    """
    Everything that is timed: the floor, reqcheck and the engines.
    """
    ours = zip(OURS, (check.report_of, check.explained_of, check.json_of), strict=True)
    return [
        Measured(FLOOR, orjson.loads),
        *(Measured(name, run) for name, run in ours),
        *(each.measured() for each in ready),
    ]


def comparison(ready: Sequence[Ready]) -> str:
    """
    What each engine was given, what it gives back, and how often it is the answer of reqcheck.
    """
    rows = [
        (
            f"{each.engine.name}: {each.engine.beforehand}; {each.engine.explains}",
            f"{each.agree:,} of {each.asked:,}",
        )
        for each in ready
    ]
    return table(("what is worked out in Python; what is explained", "answers agree"), rows)


def installed(engine: Engine) -> bool:
    """
    Whether an engine can be imported.
    """
    return find_spec(engine.package) is not None


def versions(engines: Sequence[Engine]) -> str:
    """
    The distributions that are compared.
    """
    known = packages_distributions()
    names = sorted(
        {name for each in engines for name in known.get(each.package, ())} | {"orjson"}
    )
    return ", ".join([f"reqcheck {__version__}", *(f"{name} {version(name)}" for name in names)])


def main() -> None:
    """
    Compare and measure what the command line asks for, and print it.
    """
    arguments = argparse.ArgumentParser(description="Measure other engines beside reqcheck.")
    arguments.add_argument("--profiles", type=int, default=20_000, help="how many profiles (20000)")
    arguments.add_argument("--rounds", type=int, default=7, help="how many rounds (7)")
    arguments.add_argument("--only", default="", help="only engines whose name holds this text")
    given = arguments.parse_args()
    asked = [each for each in ENGINES if given.only in each.name]
    engines = [each for each in asked if installed(each)]
    for missing in dict.fromkeys(each.package for each in asked if each not in engines):
        print(f"left out, not installed: {missing}")
    check = Check.of_ten()
    decided = Decided.of(check, generate(given.profiles))
    print(f"Python {platform.python_version()}, {versions(engines)}")
    print(f"{len(decided.profiles):,} profiles, seed {SEED}, {sum(decided.answers):,} of them qualified;")
    print(f"{decided.open:,} others are left out, which reqcheck does not decide", end="\n\n")
    ready = [Ready.of(each, Words.of(check.catalog), decided) for each in engines]
    print(comparison(ready), end="\n\n")
    timed = chosen(ready, check)
    found = rounds(timed, decided.profiles, given.rounds)
    print(ratios(timed, found), noise(timed, found), sep="\n")


if __name__ == "__main__":
    main()
