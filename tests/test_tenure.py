"""
Time served: each day once, the exact least and most, and how years and months are counted.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import accumulate, pairwise, permutations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from oracle import DAY, lives, range_of_days, range_pro_rata, unions, whole_years
from shared import Case, cases
from strategies import WHOLE, cuts, drawn, stints

from reqcheck.dates import ANY_TIME, EndDate, PartialDate, Period, Span, window
from reqcheck.tenure import (
    YEARS,
    Cut,
    Stint,
    beyond_years,
    cores,
    covered,
    days_in_months,
    merged,
    month_number,
    pierced,
    served,
    served_pro_rata,
    served_years,
    total,
    widest,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

several = st.lists(stints(), max_size=3)

stretches = st.tuples(st.integers(1, 30), st.integers(0, 8)).map(lambda it: (it[0], it[0] + it[1]))


#: The first and the last value that a position's start may have, then those of its end.
Four = tuple[int, int, int, int]


def position(start_first: int, start_last: int, end_first: int, end_last: int) -> Stint:
    """
    A position that certainly counts, in days or in months.
    """
    return Stint(
        certain=True, start_first=start_first, start_last=start_last, end_first=end_first, end_last=end_last
    )


def exact(first: int, last: int) -> Stint:
    """
    A position whose days are known.
    """
    return position(first, first, last, last)


def held(begin: str, end: str, *, certain: bool = True) -> Stint:
    """
    A position as a profile tells of it.
    """
    return Stint.of(certain, _period(begin, end))


def in_months(begin: str, end: str) -> Stint:
    """
    A training as the months it touches.
    """
    return Stint.in_months(certain=True, period=_period(begin, end))


def days_between(first: str, last: str) -> Cut:
    """
    A cut between two days.
    """
    start = date.fromisoformat(first).toordinal()
    return Cut(start, start, date.fromisoformat(last).toordinal())


def _period(begin: str, end: str) -> Period:
    period = Period.between(PartialDate.parse(begin), EndDate.parse(end))
    assert period is not None
    return period


#: The days of a few years, and how much is written of one: the year, the month too, the day too.
WRITTEN = (range(date(2018, 12, 1).toordinal(), date(2022, 2, 2).toordinal()), (4, 7, 10))

KNOWN = (False, True)


def _written(day: int, length: int) -> str:
    return date.fromordinal(day).isoformat()[:length]


#: Dates as people write them: to the year, to the month and to the day.
moments = drawn(*WRITTEN).map(lambda them: _written(*them))


def _told(begins: bool, begin: int, wide: int, ends: str | None, end: int, long: int, certain: bool) -> Stint:
    start = PartialDate.parse(_written(begin, wide)) if begins else None
    until = EndDate.parse(_written(end, long) if ends == "then" else ends) if ends else None
    return Stint.between(start, until)._replace(certain=certain)


#: Positions between two such dates, in order or not, one or both of which may not be known.
told = drawn(KNOWN, *WRITTEN, (None, None, "then", ".."), *WRITTEN, KNOWN).map(lambda them: _told(*them))


# The cases computed for this project by enumeration.


def _periods(case: Case) -> list[Period | None]:
    """
    The periods of the positions that do not certainly begin after the day asked.
    """
    as_of = date.fromisoformat(case["as_of"])
    told = [(PartialDate.parse(it["start"]), EndDate.parse(it["end"])) for it in case["positions"]]
    return [Period.between(begin, end) for begin, end in told if begin.first <= as_of]


def _stints(case: Case) -> list[Stint]:
    shares = [Fraction(it.get("fte", 1)) for it in case["positions"] if it["start"] <= case["as_of"]]
    return [
        Stint.of(certain=True, period=period)._replace(share_least=share, share_most=share)
        for period, share in zip(_periods(case), shares, strict=True)
        if period is not None
    ]


def _cut(case: Case) -> Cut:
    """
    Up to the day asked, within the window if there is one.
    """
    as_of = date.fromisoformat(case["as_of"])
    years = case.get("within_last_years")
    first = date.min if years is None else window(Span(months=12 * years), as_of)
    return Cut(first.toordinal(), first.toordinal(), as_of.toordinal())


def _holds_together(case: Case) -> bool:
    return not case["contradictory"]


class TestOurCases:
    """
    The cases computed for this project by enumeration.
    """

    @pytest.mark.parametrize("case", cases("derived_experience", "union_days", keep=_holds_together))
    def test_union(self, case: Case) -> None:
        """
        The days of overlapping positions with partial dates are exact in the least and the most.
        """
        assert tuple(case["expected_days"]) == served(_stints(case), _cut(case))

    @pytest.mark.parametrize("case", cases("derived_experience", "window_days", keep=_holds_together))
    def test_window(self, case: Case) -> None:
        """
        Only the days of the last years count, from the day after the anniversary on.
        """
        cut = _cut(case)

        assert case["window_first_day"] == date.fromordinal(cut.first).isoformat()
        assert tuple(case["expected_days"]) == served(_stints(case), cut)

    @pytest.mark.parametrize(
        "case",
        cases("derived_experience", keep=lambda it: it.get("contradictory", False)),
    )
    def test_contradictory(self, case: Case) -> None:
        """
        A position that ends before it begins in every reading has no period.
        """
        assert None in _periods(case)

    @pytest.mark.parametrize("case", cases("derived_experience", "fte_days"))
    def test_pro_rata(self, case: Case) -> None:
        """
        The most full-time days are exact, and the least is never too high.
        """
        least, most = map(Fraction, case["expected_fte_days"])
        found_least, found_most = served_pro_rata(_stints(case), _cut(case))

        assert most == found_most
        assert least >= found_least

    @pytest.mark.parametrize("case", cases("derived_durations", "conventions"))
    def test_durations(self, case: Case) -> None:
        """
        Days, years of 365 days, years of 52 weeks and calendar years are counted as agreed.
        """
        stint = held(case["first_day"], case["last_day"])
        (days, most) = served([stint], WHOLE)
        # Whole months by their parts: 29 February comes round on 1 March (design 6), not clamped.
        years = case["months_component"] // 12

        assert case["days_inclusive"] == days == most
        assert case["days365_years"] == days // YEARS["days365"]
        assert case["weeks52_years"] == days // YEARS["weeks52"]
        assert (years, years) == served_years([stint], WHOLE)


class TestStint:
    """
    A position as days or months.
    """

    def test_of(self) -> None:
        """
        A period's four days become four numbers of days, at full time.
        """
        texts = ("2015-01-01", "2015-12-31", "2016-02-01", "2016-02-29")
        days = tuple(date.fromisoformat(each).toordinal() for each in texts)

        assert (False, *days, Fraction(1), Fraction(1)) == held("2015", "2016-02", certain=False)

    def test_in_months(self) -> None:
        """
        A period's four days become four numbers of months.
        """
        months = (12 * 2015 + 1, 12 * 2015 + 12, 12 * 2016 + 2, 12 * 2016 + 2)

        assert position(*months) == in_months("2015", "2016-02")

    @given(st.dates(max_value=date.max - 31 * DAY))
    def test_month_numbers_follow_each_other(self, day: date) -> None:
        """
        The next month has the next number, in December too.
        """
        following = day.replace(day=28) + 4 * DAY

        assert month_number(day) + 1 == month_number(following)
        assert month_number(day) == month_number(day.replace(day=1))


class TestServed:
    """
    The least and the most days in the union of positions.
    """

    @given(several, cuts())
    @settings(max_examples=400, deadline=None)
    def test_agrees_with_every_completion(self, several: list[Stint], cut: Cut) -> None:
        """
        No completion has fewer days than the least or more than the most, and both are reached.
        """
        assert range_of_days(several, cut) == served(several, cut)

    @given(st.lists(stints(days=5, doubt=2), min_size=3, max_size=4), cuts(days=6, doubt=2))
    @settings(max_examples=200, deadline=None)
    def test_agrees_where_it_is_crowded(self, several: list[Stint], cut: Cut) -> None:
        """
        Positions that share a few days are exact too.
        """
        assert range_of_days(several, cut) == served(several, cut)

    @pytest.mark.parametrize(
        ("expected", "several"),
        [
            ((1, 4), [(1, 2, 1, 4)]),  # one day that both windows hold
            ((1, 4), [(1, 4, 1, 4)]),  # windows that cross: some day, not known which
            ((1, 5), [(1, 4, 1, 4), (2, 5, 2, 5)]),  # one day may serve both
            ((2, 6), [(1, 3, 1, 3), (4, 6, 4, 6)]),  # no day can
            ((1, 5), [(1, 3, 1, 3), (3, 5, 3, 5)]),  # the day where they touch can
            ((2, 7), [(1, 3, 1, 3), (3, 5, 3, 5), (5, 7, 5, 7)]),
            ((1, 3), [(1, 3, 1, 3), (2, 2, 2, 2)]),  # the other position supplies the day
            ((2, 4), [(1, 3, 1, 3), (4, 4, 4, 4)]),
            ((3, 5), [(1, 3, 1, 3), (3, 3, 5, 5)]),
            ((4, 6), [(1, 3, 1, 3), (4, 4, 6, 6)]),
            ((3, 5), [(3, 5, 3, 5), (1, 1, 3, 3)]),
        ],
    )
    def test_a_day_that_must_exist(self, expected: tuple[int, int], several: list[Four]) -> None:
        """
        A position without a certain day adds one, unless another position may supply it.
        """
        found = [position(*each) for each in several]

        assert expected == range_of_days(found, Cut(1, 1, 9))
        assert expected == served(found, Cut(1, 1, 9))

    @pytest.mark.parametrize(
        ("expected", "cut"),
        [
            (1, Cut(1, 1, 9)),
            (1, Cut(4, 4, 6)),
            (0, Cut(5, 5, 6)),
            (0, Cut(4, 4, 5)),
            (1, Cut(1, 4, 6)),
            (0, Cut(4, 5, 6)),
        ],
    )
    def test_a_day_that_must_exist_within_the_cut(self, expected: int, cut: Cut) -> None:
        """
        A position whose day may lie outside the cut adds nothing to the least.
        """
        crossing = position(4, 6, 4, 6)

        assert expected == range_of_days([crossing], cut)[0]
        assert expected == served([crossing], cut)[0]

    def test_nothing(self) -> None:
        """
        Without a position, or without a day that counts, nothing is served.
        """
        assert (0, 0) == served([], WHOLE)
        assert (0, 0) == served([exact(3, 5)], Cut(6, 6, 9))
        assert (0, 0) == served([exact(3, 5)], Cut(1, 1, 2))
        assert (0, 0) == served([exact(3, 5)], Cut(5, 5, 4))

    @pytest.mark.parametrize(
        ("expected", "cut"),
        [
            ((3, 3), Cut(3, 3, 5)),
            ((2, 2), Cut(4, 4, 5)),
            ((2, 2), Cut(3, 3, 4)),
            ((1, 1), Cut(5, 5, 9)),
            ((1, 1), Cut(1, 1, 3)),
            ((1, 3), Cut(1, 5, 9)),
            ((0, 3), Cut(1, 6, 9)),
            ((1, 2), Cut(4, 5, 9)),
        ],
    )
    def test_cut(self, expected: tuple[int, int], cut: Cut) -> None:
        """
        Both ends of a cut are included, and its first day may be known to an interval.
        """
        assert expected == served([exact(3, 5)], cut)

    @given(several, cuts(), stints())
    def test_another_position_never_lowers_it(self, several: list[Stint], cut: Cut, another: Stint) -> None:
        """
        A further position never takes days away.
        """
        least, most = served(several, cut)
        least_with, most_with = served([*several, another], cut)

        assert least <= least_with
        assert most <= most_with

    @given(several, cuts(), stints())
    def test_a_possible_position(self, several: list[Stint], cut: Cut, another: Stint) -> None:
        """
        A position that only may count adds to the most as a certain one does, and never to the least.
        """
        possible = another._replace(certain=False)

        assert served(several, cut)[0] == served([*several, possible], cut)[0]
        assert served([*several, another], cut)[1] == served([*several, possible], cut)[1]

    @given(several, cuts())
    def test_between_the_sum_and_the_longest(self, several: list[Stint], cut: Cut) -> None:
        """
        The union is no more than the sum of its positions and no less than the longest of them.
        """
        alone = [served([each], cut) for each in several]
        least, most = served(several, cut)

        assert max((each[0] for each in alone), default=0) <= least <= sum(each[0] for each in alone)
        assert max((each[1] for each in alone), default=0) <= most <= sum(each[1] for each in alone)

    @given(several, cuts())
    def test_order_and_repetition_do_not_matter(self, several: list[Stint], cut: Cut) -> None:
        """
        Positions in another order, or told twice, are the same days.
        """
        found = {served(order, cut) for order in permutations(several)}

        assert {served([*several, *several], cut)} == found

    @given(st.lists(stretches, max_size=5))
    def test_merged_positions_are_the_same_days(self, union: list[tuple[int, int]]) -> None:
        """
        The merged list of positions has the days of the positions.
        """
        together = [exact(*each) for each in merged(union)]

        assert served([exact(*each) for each in union], WHOLE) == served(together, WHOLE)
        assert sum(served([each], WHOLE)[0] for each in together) == served(together, WHOLE)[0]

    @given(several, cuts(), st.data())
    def test_longer_is_never_fewer(self, several: list[Stint], cut: Cut, data: st.DataObject) -> None:
        """
        A later end never gives fewer days, and a later start never more.
        """
        days, index = data.draw(st.integers(1, 4)), data.draw(st.integers(0, max(0, len(several) - 1)))
        least, most = served(several, cut)
        for each in several[index : index + 1]:
            later_end = each._replace(end_first=each.end_first + days, end_last=each.end_last + days)
            earlier_start = each._replace(
                start_first=each.start_first - days, start_last=each.start_last - days
            )
            for longer in (later_end, earlier_start):
                found = served([*several[:index], longer, *several[index + 1 :]], cut)

                assert least <= found[0]
                assert most <= found[1]

    @given(stretches, st.integers(0, 9), cuts(days=30))
    def test_adjacent_stretches_add_up(self, stretch: tuple[int, int], more: int, cut: Cut) -> None:
        """
        Two stretches without a gap have the days of the one that spans both.
        """
        first, last = stretch
        one, other = exact(first, last), exact(last + 1, last + 1 + more)
        spanning = served([exact(first, last + 1 + more)], cut)

        assert spanning == served([one, other], cut)
        assert spanning == tuple(map(sum, zip(served([one], cut), served([other], cut), strict=True)))

    def test_open_and_partial(self) -> None:
        """
        A position since some day of 2020 that is still held has its certain days up to the day asked.
        """
        cut = days_between("0001-01-01", "2021-01-31")

        assert (32, 366 + 31) == served([held("2020", "..")], cut)

    @pytest.mark.parametrize(("expected", "end"), [((36, 36), "2009-06"), ((31, 42), "2009")])
    def test_months_touched(self, expected: tuple[int, int], end: str) -> None:
        """
        July 2006 to June 2009 touches 36 months; to some month of 2009, 31 to 42.
        """
        training = in_months("2006-07", end)

        assert expected == served([training], Cut(1, 1, 12 * 2026))

    def test_months_touched_once(self) -> None:
        """
        A month that two programs touch counts once, and one without a program not at all.
        """
        programs = [
            in_months(*each)
            for each in (("2010-07-01", "2011-06-15"), ("2011-06-20", "2011-08-31"), ("2011-10", "2011-10"))
        ]

        assert (15, 15) == served(programs, Cut(1, 1, 12 * 2026))

    def test_years_of_months(self) -> None:
        """
        Training from 2006 to 2009, known to the year, touches 26 to 48 months.
        """
        assert (26, 48) == served([in_months("2006", "2009")], Cut(1, 1, 12 * 2026))


class TestUnion:
    """
    Stretches of days, joined.
    """

    @given(st.lists(stretches, max_size=6))
    def test_merged(self, several: list[tuple[int, int]]) -> None:
        """
        The merged stretches are the same days, in order, with at least a day between any two.
        """
        found = merged(several)
        days = {day for first, last in several for day in range(first, last + 1)}

        assert days == {day for first, last in found for day in range(first, last + 1)}
        assert len(days) == total(found)
        assert all(one[1] + 1 < other[0] for one, other in pairwise(found))

    @given(stints(), cuts())
    def test_core_and_span(self, stint: Stint, cut: Cut) -> None:
        """
        The core of a position is the days that no completion lacks, its span those that one has.
        """
        completed = [each & within for each in lives(stint) for within in unions([exact(1, 99)], cut)]
        certain, possible = frozenset.intersection(*completed), frozenset.union(*completed)

        assert certain == _days(cores([stint], cut))
        assert possible == _days(widest([stint], cut))


class TestQuickly:
    """
    What is made in few steps is what the plain steps make.
    """

    @given(st.lists(stints(days=30, doubt=9), max_size=8), cuts(days=30, doubt=9))
    @settings(max_examples=400)
    def test_served(self, several: list[Stint], cut: Cut) -> None:
        """
        The days served are those of the merged cores, and what the crossing windows add, to those of the merged spans.
        """
        assert served_plainly(several, cut) == served(several, cut)

    @given(st.lists(told, max_size=6), moments, moments)
    @settings(max_examples=400)
    def test_served_as_people_write(self, several: list[Stint], first: str, last: str) -> None:
        """
        The same of dates as people write them, and of positions whose dates are in no order.
        """
        begin, end = PartialDate.parse(first), PartialDate.parse(last)
        cut = Cut(begin.first.toordinal(), begin.last.toordinal(), end.last.toordinal())

        assert served_plainly(several, cut) == served(several, cut)

    @given(st.lists(stretches, max_size=8))
    def test_covered(self, several: list[tuple[int, int]]) -> None:
        """
        The days covered are those of the merged stretches; in whatever order they come.
        """
        assert total(merged(several)) == covered(several)

    @given(st.none() | moments, st.none() | moments | st.just(".."))
    @settings(max_examples=400)
    def test_between(self, begin: str | None, end: str | None) -> None:
        """
        A position between two dates has the days of the period between them; any where there is none.
        """
        start = PartialDate.parse(begin) if begin is not None else None
        until = EndDate.parse(end) if end is not None else None

        assert Stint.of(certain=True, period=Period.between(start, until) or ANY_TIME) == Stint.between(start, until)

    def test_prorated(self) -> None:
        """
        A share of full time is its exact decimal; one that is not known is between none and all of it.
        """
        fixed, unknown = exact(1, 9).prorated(0.6), exact(1, 9).prorated(None)

        assert (Fraction(3, 5), Fraction(3, 5)) == (fixed.share_least, fixed.share_most)
        assert (Fraction(0), Fraction(1)) == (unknown.share_least, unknown.share_most)


def served_plainly(several: list[Stint], cut: Cut) -> tuple[int, int]:
    """
    The least and most days served, in plain steps.
    """
    least = merged(cores(several, cut))
    return total(least) + pierced(several, cut, least), total(merged(widest(several, cut)))


def _days(union: Sequence[tuple[int, int]]) -> frozenset[int]:
    return frozenset(day for first, last in union for day in range(first, last + 1))


class TestProRata:
    """
    Days by the share of full time worked on them.
    """

    @given(st.lists(stints(days=8, doubt=1), max_size=3), cuts(days=8, doubt=1))
    @settings(max_examples=150, deadline=None)
    def test_holds_every_completion(self, several: list[Stint], cut: Cut) -> None:
        """
        No completion has more than the most, which is reached, or less than the least.
        """
        least, most = range_pro_rata(several, cut)
        found_least, found_most = served_pro_rata(several, cut)

        assert most == found_most
        assert least >= found_least

    @given(st.lists(stints(days=8, doubt=0), max_size=3), st.integers(1, 4))
    @settings(deadline=None)
    def test_exact_where_the_days_are_known(self, several: list[Stint], first: int) -> None:
        """
        Where only the shares are uncertain, the least is exact too.
        """
        cut = Cut(first, first, 8)

        assert range_pro_rata(several, cut) == served_pro_rata(several, cut)

    @given(several, cuts())
    def test_full_time(self, several: list[Stint], cut: Cut) -> None:
        """
        At full time the most is the days served, and the least those that are certain.
        """
        full = [each._replace(share_least=Fraction(1), share_most=Fraction(1)) for each in several]
        least, most = total(merged(cores(full, cut))), served(full, cut)[1]

        assert (Fraction(least), Fraction(most)) == served_pro_rata(full, cut)

    @pytest.mark.parametrize(
        ("expected", "several"),
        [
            ("5", [("1/2", 1, 10)]),
            ("10", [("1/2", 1, 10), ("1/2", 1, 10)]),
            ("10", [("3/5", 1, 10), ("3/5", 1, 10)]),
            ("29/4", [("3/5", 1, 5), ("2/5", 4, 8), ("1/4", 8, 8), ("1", 11, 12)]),
            ("0", []),
        ],
    )
    def test_no_day_counts_for_more_than_one(
        self, expected: str, several: list[tuple[str, int, int]]
    ) -> None:
        """
        The shares of one day add up, to one at most.
        """
        found = [
            exact(first, last)._replace(share_least=Fraction(share), share_most=Fraction(share))
            for share, first, last in several
        ]

        assert (Fraction(expected), Fraction(expected)) == served_pro_rata(found, WHOLE)


#: Stretches of up to about five years that start around 29 February; none may be left of the shortest.
year_stretches = st.builds(
    lambda start, years, days: (start.toordinal(), start.toordinal() + 365 * years + days),
    st.dates(date(1999, 2, 25), date(1999, 3, 4))
    | st.dates(date(2000, 2, 25), date(2000, 3, 4))
    | st.dates(date(1896, 2, 25), date(1904, 3, 4)),
    st.integers(0, 5),
    st.integers(-3, 3),
)


class TestYears:
    """
    Years of service: by anniversaries, or as a number of days.
    """

    @given(year_stretches)
    @settings(deadline=None)
    def test_agrees_with_walking(self, stretch: tuple[int, int]) -> None:
        """
        Calendar years are the anniversaries met by walking day by day to the day after the last.
        """
        first, last = stretch[0], max(stretch)
        years = whole_years(frozenset(range(first, last + 1)))

        assert (years, years) == served_years([exact(first, last)], WHOLE)

    @pytest.mark.parametrize(
        ("expected", "first", "last"),
        [
            (0, "2019-01-01", "2019-12-30"),
            (1, "2019-01-01", "2019-12-31"),
            (0, "2020-02-29", "2021-02-27"),
            (1, "2020-02-29", "2021-02-28"),
            (3, "2020-02-29", "2024-02-27"),
            (4, "2020-02-29", "2024-02-28"),
            (1, "2019-03-01", "2020-02-29"),
            (0, "2019-03-01", "2020-02-28"),
            (8, "1896-02-29", "1904-02-28"),
            (7, "1896-02-29", "1904-02-27"),
            (3, "2015-06-15", "2018-06-14"),
            (2, "2015-06-15", "2018-06-13"),
            (0, "2020-01-01", "2020-01-01"),
        ],
    )
    def test_anniversaries(self, expected: int, first: str, last: str) -> None:
        """
        A year is over on the day before its anniversary, and 29 February comes round on 1 March.
        """
        assert (expected, expected) == served_years([held(first, last)], WHOLE)

    def test_only_without_a_gap(self) -> None:
        """
        Stretches that touch are one; after a gap of one day the years start again.
        """
        half, rest = held("2019-01-01", "2019-06-30"), held("2019-07-01", "2019-12-31")
        late, long = held("2019-07-02", "2019-12-31"), held("2010-01-01", "2012-12-31")

        assert (1, 1) == served_years([half, rest], WHOLE)
        assert (0, 0) == served_years([half, late], WHOLE)
        assert (3, 3) == served_years([half, long, rest], WHOLE)
        assert (0, 0) == served_years([], WHOLE)

    @given(
        st.lists(
            st.tuples(year_stretches, st.integers(0, 2), st.integers(0, 2), st.booleans()),
            min_size=1,
            max_size=2,
        ),
        st.integers(-4, 400),
    )
    @settings(max_examples=30, deadline=None)
    def test_holds_every_completion(
        self, told: list[tuple[tuple[int, int], int, int, bool]], after: int
    ) -> None:
        """
        No completion has more whole years than the most, which is reached, or fewer than the least.
        """
        several = [
            Stint(certain, first, first + doubt, max(stretch) + 10, max(stretch) + 10 + more)
            for stretch, doubt, more, certain in told
            for first in [stretch[0]]
        ]
        start = min(each.start_first for each in several)
        cut = Cut(start, start + 1, several[0].end_last - 10 + after)
        completed = {whole_years(days) for days in unions(several, cut)}
        least, most = served_years(several, cut)

        assert max(completed) == most
        assert min(completed) >= least

    def test_a_year_of_service(self) -> None:
        """
        A year is 365 days, or 52 weeks where a rule says so.
        """
        assert {"days365": 365, "weeks52": 52 * 7} == YEARS

    def test_a_calendar_year_is_never_refused(self) -> None:
        """
        Each whole calendar year has at least the days of a year of service.
        """
        for year in range(1999, 2006):
            days, _ = served([held(f"{year}-01-01", f"{year}-12-31")], WHOLE)

            assert days // YEARS["days365"] == days // YEARS["weeks52"] == 1

    @pytest.mark.parametrize(
        ("expected", "first", "last"),
        [
            (3, "9996-01-01", "9999-12-30"),
            (4, "9996-01-01", "9999-12-31"),
            (3, "9996-01-02", "9999-12-31"),
        ],
    )
    def test_at_the_end_of_the_calendar(self, expected: int, first: str, last: str) -> None:
        """
        An anniversary that the calendar does not reach is not reached.
        """
        assert (expected, expected) == served_years([held(first, last)], WHOLE)

    def test_who_served_not_a_day_is_short_of_all_of_them(self) -> None:
        """
        Without a position two years are 730 days away, of certain days and of possible ones.
        """
        assert (-730, -730) == beyond_years([], WHOLE, 2)


class TestWhatMayCount:
    """
    One position beside what of the time served can count.
    """

    @pytest.mark.parametrize(("expected", "first", "last"), [(False, 1, 9), (True, 1, 10), (True, 20, 30), (False, 21, 30)])
    def test_it_reaches_what_counts_by_its_first_or_last_day(self, expected: bool, first: int, last: int) -> None:
        """
        A position that ends on the first day that counts, or begins on the last, is one of those that count.
        """
        assert expected is Cut(10, 10, 20).reaches(Stint(True, first, first, last, last))

    def test_what_may_not_count_adds_no_day_for_certain(self) -> None:
        """
        Of a position that only may count no day is certain, not even the first of the calendar.
        """
        first, last, _ = Stint(False, 1, 1, 1, 1).surely()

        assert last < first


class TestMonths:
    """
    Months of service as a number of days.
    """

    def test_the_fewest_days(self) -> None:
        """
        N months are the fewest days that any N months in a row have, up to three years.
        """
        lengths = [
            (date(year + month // 12, month % 12 + 1, 1) - date(year, month, 1)).days
            for year in range(2000, 2403)
            for month in range(1, 13)
        ]
        ends = [0, *accumulate(lengths)]
        starts = range(400 * 12)
        fewest = [min(ends[start + months] - ends[start] for start in starts) for months in range(37)]

        assert fewest == [days_in_months(months) for months in range(37)]

    def test_a_full_year_is_365_days(self) -> None:
        """
        Each full year counts 365 days, however many there are.
        """
        assert [365 * years for years in range(50)] == [days_in_months(12 * years) for years in range(50)]

    def test_as_written_down(self) -> None:
        """
        One month is 28 days, two are 59, six 181, eleven 334, a year and a month 393.
        """
        assert [28, 59, 181, 334, 393] == [days_in_months(months) for months in (1, 2, 6, 11, 13)]
