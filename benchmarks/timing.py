"""
How things are measured: in multiples of `orjson.loads`, on the same bytes in the same run.

Every round goes through all profiles in small blocks, and every block through everything that is
measured, in a new order: a machine that slows down slows all alike.  What counts is the median
over rounds of the ratio within a round.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from random import Random
from statistics import median
from time import process_time_ns
from typing import Any, NamedTuple

from tables import table

FLOOR = "orjson.loads"
FLOOR_KEPT = "orjson.loads, kept"
#: Profiles in a block: few enough that a change of the machine's speed hits everything measured.
BLOCK = 500
#: Times the least of which is taken where something is measured that grows, and the microseconds
#: that each of them goes on for at least.
TRIES = 5
LONG_ENOUGH = 20_000
#: A spread of the floor's rounds, or of a ratio's, from which the machine is called noisy.
NOISY = 0.15

Block = Sequence[Any]


class Measured(NamedTuple):
    """
    Something to measure: what is done with each item of a block, which is *made* beforehand.

    What comes out is *kept* until the block is done, or else only until the next one comes out.
    A *stream* takes all of them at once.  One that is slow gets only so *many* of a block, and
    counts as if it had gone on like this.  *remark* is printed beside it, such as the ratio it should
    not exceed.
    """

    name: str
    run: Callable[[Any], Any]
    made: Callable[[bytes], Any] | None = None
    kept: bool = False
    stream: bool = False
    many: int = BLOCK
    remark: str = ""

    @property
    def floor(self) -> str:
        """
        What it is compared with.
        """
        return FLOOR_KEPT if self.kept else FLOOR


def seconds(each: Measured, block: Block) -> float:
    """
    The processor time that a block takes, garbage collection and the end of each result included.
    """
    items = [each.made(item) for item in block] if each.made is not None else block
    run = each.run
    gc.collect()
    start = process_time_ns()
    if each.stream:
        for _ in run(items):
            pass
    elif each.kept:
        kept = [run(item) for item in items]
        del kept
    else:
        for item in items:
            _ = run(item)
    return (process_time_ns() - start) / 1e9


def rounds(chosen: Sequence[Measured], profiles: Block, number: int) -> list[dict[str, float]]:
    """
    For each round, the microseconds for each profile of everything *chosen*.
    """
    blocks = [profiles[first : first + BLOCK] for first in range(0, len(profiles), BLOCK)]
    for each in chosen:
        seconds(
            each, blocks[0][: each.many]
        )  # caches are filled, as they are in a process that runs for long
    order = Random(0)
    found = []
    for _ in range(number):
        spent = dict.fromkeys((each.name for each in chosen), 0.0)
        for block in blocks:
            for each in order.sample(chosen, len(chosen)):
                given = block[: each.many]
                spent[each.name] += seconds(each, given) * len(block) / len(given)
        found.append({name: each / len(profiles) * 1e6 for name, each in spent.items()})
    return found


def least(run: Callable[[Any], object], made: Callable[[], Any]) -> float:
    """
    The least time of several tries, in microseconds, each with something that is *made* anew: what has
    been looked at once may remember it.  What is short is done many times.
    """
    found = []
    number = 1
    for _ in range(TRIES):
        items = [made() for _ in range(number)]
        gc.collect()
        start = process_time_ns()
        for item in items:
            _ = run(item)
        found.append((process_time_ns() - start) / 1e3 / number)
        number = min(max(int(LONG_ENOUGH / found[-1]), 1), BLOCK)
    return min(found)


# -- what is printed ----------------------------------------------------------------------------


def ratios(chosen: Sequence[Measured], found: Sequence[dict[str, float]]) -> str:
    """
    The table of ratios: medians over rounds, the least and the most, and between the quickest rounds.
    """
    rows = []
    for each in chosen:
        every = [spent[each.name] for spent in found]
        against = [spent[each.name] / spent[each.floor] for spent in found]
        rows.append(
            (
                each.name,
                f"{median(every):.2f}",
                f"{1e6 / median(every):,.0f}",
                f"{median(against):.2f}",
                f"{min(against):.2f}-{max(against):.2f}",
                f"{min(every) / min(spent[each.floor] for spent in found):.2f}",
                each.remark,
            )
        )
    return table(("", "us each", "a second", "x floor", "min-max", "least/least", ""), rows)


def noise(chosen: Sequence[Measured], found: Sequence[dict[str, float]]) -> str:
    """
    How quiet the machine was, by how far the rounds of one thing lie apart.
    """
    floors = [each[FLOOR] for each in found]
    spreads = {FLOOR: spread(floors)}
    for each in chosen:
        if each.name not in (FLOOR, FLOOR_KEPT):
            spreads[each.name] = spread([spent[each.name] / spent[each.floor] for spent in found])
    worst = max(spreads, key=spreads.__getitem__)
    line = f"spread of the floor {spreads[FLOOR]:.0%}; greatest spread {spreads[worst]:.0%} ({worst})"
    if len(found) < 3:
        return f"{line}\nWARNING: fewer than three rounds say nothing about noise"
    if spreads[worst] > NOISY:
        return f"{line}\nWARNING: the machine was noisy; run it again when it is quiet"
    return line


def spread(values: Sequence[float]) -> float:
    """
    How far the greatest and the least lie apart, as a share of the median.
    """
    return (max(values) - min(values)) / median(values)
