"""
Partial dates, periods with uncertain ends, statuses that speak for one day, and spans.
"""

from __future__ import annotations

import copy
import pickle
from datetime import date, timedelta
from itertools import combinations_with_replacement
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from oracle import (
    CALENDAR,
    DAY,
    Heard,
    Told,
    bounds,
    completions,
    happened_by,
    in_force,
    pairs,
    pairs_of,
    possible_days,
    verdict_of,
)
from shared import Case, cases
from strategies import (
    awkward_days,
    days,
    heard,
    intervals,
    near,
    partial_dates,
    periods,
    refinements,
    spans,
    told,
    unknown_or_intervals,
)

from reqcheck.dates import (
    ANY_TIME,
    OPEN,
    EndDate,
    PartialDate,
    Period,
    Span,
    shifted,
    window,
)
from reqcheck.status import Event, Says, Standing, event, standing
from reqcheck.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable

MET, NOT_MET, UNDETERMINED = Verdict.MET, Verdict.NOT_MET, Verdict.UNDETERMINED

both_parsers = pytest.mark.parametrize("parser", [PartialDate, EndDate])

REFUSED = [
    "",
    "..",
    " 2020",
    "2020 ",
    "2020\n",
    "2020-03-14\n",
    "\t2020-03-14",
    "2020-03-14\x00",
    "\u09e8\u09e6\u09e8\u09e6-\u09e6\u09e9-\u09e7\u09ea",  # Bengali digits
    "2020-03-1\u09ea",
    "\u0662\u0660\u0662\u0660",  # Arabic-Indic digits
    "\uff12\uff10\uff12\uff10",  # full-width digits
    "2020-0\uff13",
    "20200314",
    "2020-W01-1",
    "2020-W01",
    "2020-074",
    "2020-3-14",
    "2020-03-4",
    "202-03-14",
    "20-03-14",
    "12020-03-14",
    "+2020-03-14",
    "-2020-03-14",
    "2020\u201303\u201314",  # en dashes
    "2020/03/14",
    "2020.03.14",
    "2020-",
    "2020-03-",
    "2020-0314",
    "2020-03-14T00:00:00",
    "2020-03-14Z",
    "2020-03-14/2020-03-15",
    "2020?",
    "2020~",
    "202X",
    "2020-XX",
    "March 2020",
    "today",
    "...",
    ". .",
]

NO_SUCH_DAY = [
    "0000",
    "0000-01",
    "0000-01-01",
    "2020-00",
    "2020-13",
    "2020-00-10",
    "2020-01-00",
    "2020-01-32",
    "2020-02-30",
    "2021-02-29",
    "1900-02-29",
    "2020-04-31",
]


def _is_text(case: Case) -> bool:
    return isinstance(case["input"], str)


def _is_core(case: Case) -> bool:
    return _is_text(case) and case["reqcheck_profile"] == "core"


class TestParse:
    """
    Three forms of a date, and nothing is guessed.
    """

    @both_parsers
    @pytest.mark.parametrize(
        ("text", "first", "last"),
        [
            ("2015", date(2015, 1, 1), date(2015, 12, 31)),
            ("2015-03", date(2015, 3, 1), date(2015, 3, 31)),
            ("2015-12", date(2015, 12, 1), date(2015, 12, 31)),
            ("2015-03-14", date(2015, 3, 14), date(2015, 3, 14)),
            ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
            ("1900-02", date(1900, 2, 1), date(1900, 2, 28)),
            ("2000-02-29", date(2000, 2, 29), date(2000, 2, 29)),
            ("0001", date(1, 1, 1), date(1, 12, 31)),
            ("9999", date(9999, 1, 1), date(9999, 12, 31)),
            ("9999-12", date(9999, 12, 1), date(9999, 12, 31)),
        ],
    )
    def test_bounds(self, parser: type[PartialDate], text: str, first: date, last: date) -> None:
        """
        A year, a month and a day are the days from their first to their last.
        """
        parsed = parser.parse(text)

        assert (first, last, text) == (parsed.first, parsed.last, str(parsed))
        assert parser is type(parsed)

    @given(st.dates(), st.sampled_from([4, 7, 10]))
    def test_holds_every_day_that_starts_so(self, day: date, length: int) -> None:
        """
        A date holds exactly the days that are written with the same beginning.
        """
        text = day.isoformat()[:length]
        parsed = PartialDate.parse(text)

        assert parsed.first <= day <= parsed.last
        assert {text} == {parsed.first.isoformat()[:length], parsed.last.isoformat()[:length]}
        assert parsed.first == date.min or not (parsed.first - DAY).isoformat().startswith(text)
        assert parsed.last == date.max or not (parsed.last + DAY).isoformat().startswith(text)

    @pytest.mark.parametrize("text", REFUSED)
    def test_refuses_other_forms(self, text: str) -> None:
        """
        Any other form is refused, with the forms to write.
        """
        with pytest.raises(ValueError, match="not a date; write 2015, 2015-03 or 2015-03-14"):
            PartialDate.parse(text)

    @pytest.mark.parametrize("text", [each for each in REFUSED if each != ".."])
    def test_an_end_refuses_other_forms(self, text: str) -> None:
        """
        An end takes the same forms and "..", no other.
        """
        with pytest.raises(ValueError, match="not a date"):
            EndDate.parse(text)

    @both_parsers
    @pytest.mark.parametrize("text", NO_SUCH_DAY)
    def test_refuses_days_that_are_not(self, parser: type[PartialDate], text: str) -> None:
        """
        A day, month or year that the calendar does not have is refused.
        """
        with pytest.raises(ValueError, match="not a day of the calendar"):
            parser.parse(text)

    def test_open(self) -> None:
        """
        An open end is known to be open: it lies on the last day there is.
        """
        assert OPEN == EndDate.parse("..")
        assert OPEN.open
        assert (date.max, date.max, "..") == (OPEN.first, OPEN.last, str(OPEN))

    @both_parsers
    @pytest.mark.parametrize("text", ["2015", "9999", "9999-12-31"])
    def test_a_date_is_not_open(self, parser: type[PartialDate], text: str) -> None:
        """
        A date is not open, the last day of the calendar included.
        """
        assert not parser.parse(text).open

    @both_parsers
    @pytest.mark.parametrize("case", cases("edtf", keep=_is_core))
    def test_edtf_core(self, parser: type[PartialDate], case: Case) -> None:
        """
        The core of EDTF is accepted, with the bounds that it has.
        """
        parsed = parser.parse(case["input"])
        lower, upper = parsed.first.isoformat(), parsed.last.isoformat()

        assert (case.get("lower", lower), case.get("upper", upper)) == (lower, upper)
        assert lower.startswith(case["input"])
        assert upper.startswith(case["input"])

    @both_parsers
    @pytest.mark.parametrize("case", cases("edtf", keep=lambda it: _is_text(it) and not _is_core(it)))
    def test_edtf_else(self, parser: type[PartialDate], case: Case) -> None:
        """
        Seasons, qualifiers, unspecified digits, intervals and the rest of EDTF are refused.
        """
        with pytest.raises(ValueError, match=r"^not a da(te; write|y of the calendar)"):
            parser.parse(case["input"])

    @pytest.mark.parametrize("case", cases("edtf", keep=lambda it: it["reqcheck_profile"] == "interval_core"))
    def test_edtf_interval_ends(self, case: Case) -> None:
        """
        The end of a core interval is accepted as an end, ".." included; an empty one is not known.
        """
        text = case["input"].partition("/")[2]

        assert not text or text == str(EndDate.parse(text))

    @pytest.mark.parametrize("case", cases("dmn", "date_validity", keep=lambda it: it["op"] == "parse_date"))
    def test_dmn(self, case: Case) -> None:
        """
        A date of DMN is read if it is valid; years before the first are not for us.
        """
        (text,) = case["args"]
        if case["valid"] and not text.startswith("-"):
            assert text == PartialDate.parse(text).first.isoformat()
        else:
            with pytest.raises(ValueError, match="not a da"):
                PartialDate.parse(text)


class TestValue:
    """
    A partial date is a value: equal by what was written.
    """

    @given(partial_dates())
    def test_equal_by_text(self, partial: PartialDate) -> None:
        """
        The same text is the same date, whether or not an end was asked for.
        """
        again, end = PartialDate.parse(partial.text), EndDate.parse(partial.text)

        assert partial == again == end
        assert 1 == len({partial, again, end})

    def test_not_equal(self) -> None:
        """
        Dates of different texts differ, even if they are the same days, and no date is its text.
        """
        assert PartialDate.parse("2015") != PartialDate.parse("2015-01")
        assert EndDate.parse("9999-12-31") != OPEN
        assert PartialDate.parse("2015") != "2015"

    @given(partial_dates() | partial_dates().map(lambda it: EndDate.parse(it.text)) | st.just(OPEN))
    def test_survives_pickling(self, partial: PartialDate) -> None:
        """
        A date is the same after pickling and copying, its kind and its bounds included.
        """
        for twin in (pickle.loads(pickle.dumps(partial)), copy.deepcopy(partial)):
            assert partial == twin
            assert type(partial) is type(twin)
            assert (partial.first, partial.last, partial.open) == (twin.first, twin.last, twin.open)

    @given(partial_dates())
    def test_numbers_of_days(self, partial: PartialDate) -> None:
        """
        The earliest and the latest day of a date are also there as numbers of days.
        """
        assert (partial.first.toordinal(), partial.last.toordinal()) == (partial.earliest, partial.latest)

    def test_representation(self) -> None:
        """
        A date shows its kind and its text.
        """
        assert "PartialDate('2015-03')" == repr(PartialDate.parse("2015-03"))
        assert "EndDate('..')" == repr(OPEN)


# The comparisons of CQL, said by the bounds of both sides.


def before(a: PartialDate, b: PartialDate) -> Verdict:
    """
    Whether *a* is before *b*.
    """
    if a.last < b.first:
        return MET
    return NOT_MET if a.first >= b.last else UNDETERMINED


def same(a: PartialDate, b: PartialDate) -> Verdict:
    """
    Whether *a* and *b* are one day: only a single day is certainly itself.
    """
    if a.first == a.last == b.first == b.last:
        return MET
    return NOT_MET if a.last < b.first or b.last < a.first else UNDETERMINED


COMPARISONS: dict[str, Callable[[PartialDate, PartialDate], Verdict]] = {
    "before": before,
    "<": before,
    "after": lambda a, b: before(b, a),
    ">": lambda a, b: before(b, a),
    "same_or_before": lambda a, b: ~before(b, a),
    "<=": lambda a, b: ~before(b, a),
    "same_or_after": lambda a, b: ~before(a, b),
    ">=": lambda a, b: ~before(a, b),
    "same_as": same,
}

#: The same questions asked of a date when the other side is a full day.
ASKED: dict[str, Callable[[PartialDate, date], Verdict]] = {
    "before": lambda a, day: a.on_or_before(day - DAY),
    "after": lambda a, day: ~a.on_or_before(day),
    "same_or_before": lambda a, day: a.on_or_before(day),
    "same_or_after": lambda a, day: ~a.on_or_before(day - DAY),
    "same_as": lambda a, day: a.on_or_before(day) & ~a.on_or_before(day - DAY),
}
ASKED |= {"<": ASKED["before"], ">": ASKED["after"]}
ASKED |= {"<=": ASKED["same_or_before"], ">=": ASKED["same_or_after"]}

MIRRORED = {
    "before": "after",
    "after": "before",
    "same_or_before": "same_or_after",
    "same_or_after": "same_or_before",
    "same_as": "same_as",
    "<": ">",
    ">": "<",
    "<=": ">=",
    ">=": "<=",
}


class TestComparison:
    """
    A partial date against a day.
    """

    @given(intervals, st.data())
    def test_agrees_with_every_completion(self, partial: PartialDate, data: st.DataObject) -> None:
        """
        A date is on or before a day as surely as its completions agree that it is.
        """
        day = data.draw(near(partial.first, partial.last))

        assert verdict_of({each <= day for each in completions(partial)}) is partial.on_or_before(day)

    @given(partial_dates(), st.data())
    def test_decided_by_the_ends(self, partial: PartialDate, data: st.DataObject) -> None:
        """
        The first and the last day of a date decide for all between them.
        """
        day = data.draw(near(partial.first, partial.last))

        assert verdict_of({partial.first <= day, partial.last <= day}) is partial.on_or_before(day)

    def test_open_is_never_over(self) -> None:
        """
        An open end lies after every day but the last one there is.
        """
        assert NOT_MET is OPEN.on_or_before(date.max - DAY)

    @pytest.mark.parametrize("case", cases("cql", "comparison", keep=lambda it: "precision" not in it))
    def test_cql(self, case: Case) -> None:
        """
        CQL's comparisons have the certain answer, by the bounds and by asking for one day.
        """
        a, b = map(PartialDate.parse, case["args"])
        answer, op = case["certain_answer"], case["op"]
        expected = UNDETERMINED if answer is None else Verdict.of(answer)

        assert expected is COMPARISONS[op](a, b)
        assert b.first != b.last or expected is ASKED[op](a, b.first)
        assert a.first != a.last or expected is ASKED[MIRRORED[op]](b, a.first)


class TestPeriod:
    """
    A closed stretch of days with uncertain ends.
    """

    @given(intervals, intervals)
    def test_tight(self, begin: PartialDate, end: PartialDate) -> None:
        """
        The bounds of a period are those of its completions in order; without one there is no period.
        """
        assert bounds(pairs(begin, end)) == Period.between(begin, end)

    @given(intervals)
    def test_unknown_ends(self, known: PartialDate) -> None:
        """
        What is not known may be any day of the calendar, as long as the ends are in order.
        """
        assert Period(known.first, known.last, known.first, date.max) == Period.between(known, None)
        assert Period(date.min, known.last, known.first, known.last) == Period.between(None, known)
        assert Period(date.min, date.max, date.min, date.max) == Period.between(None, None) == ANY_TIME

    @pytest.mark.parametrize(("begin", "end"), [("2016", "2015"), ("2015-02-02", "2015-02-01")])
    def test_out_of_order(self, begin: str, end: str) -> None:
        """
        What ends before it begins in every reading is no period.
        """
        assert None is Period.between(PartialDate.parse(begin), EndDate.parse(end))

    @pytest.mark.parametrize(("begin", "end"), [("2015", "2015"), ("2015-02-02", "2015-02-02")])
    def test_one_day_is_in_order(self, begin: str, end: str) -> None:
        """
        A period may begin and end on one day.
        """
        assert None is not Period.between(PartialDate.parse(begin), EndDate.parse(end))

    @given(intervals, intervals, st.data())
    def test_covers_as_every_completion(
        self, begin: PartialDate, end: PartialDate, data: st.DataObject
    ) -> None:
        """
        A period is in force on a day as surely as its completions agree that it is.
        """
        period = Period.between(begin, end)
        day = data.draw(near(begin.first, begin.last, end.first, end.last))
        expected = verdict_of({first <= day <= last for first, last in pairs(begin, end)})

        assert expected is (UNDETERMINED if period is None else period.covers(day))

    @pytest.mark.parametrize(
        ("expected", "day"),
        [
            (NOT_MET, "2019-12-31"),
            (MET, "2020-01-01"),
            (MET, "2022-06-30"),
            (MET, "2024-12-31"),
            (NOT_MET, "2025-01-01"),
        ],
    )
    def test_closed(self, expected: Verdict, day: str) -> None:
        """
        A license issued 2020-01-01 that expires 2024-12-31 is in force on both days.
        """
        period = Period.between(PartialDate.parse("2020-01-01"), EndDate.parse("2024-12-31"))

        assert period is not None
        assert expected is period.covers(date.fromisoformat(day))

    @given(periods, st.data())
    def test_narrows_as_filtering_completions(self, period: Period, data: st.DataObject) -> None:
        """
        Narrowing a period keeps exactly the completions that agree with what was said.
        """
        begun_by, held_on, ended_by = (data.draw(near(*period)) for _ in range(3))
        stand = pairs_of(period)

        assert bounds(stand) == period.narrowed()
        assert bounds([it for it in stand if it[0] <= begun_by]) == period.narrowed(begun_by=begun_by)
        assert bounds([it for it in stand if it[1] >= held_on]) == period.narrowed(held_on=held_on)
        assert bounds([it for it in stand if it[1] <= ended_by]) == period.narrowed(ended_by=ended_by)
        assert bounds(
            [it for it in stand if it[0] <= begun_by and held_on <= it[1] <= ended_by]
        ) == period.narrowed(begun_by=begun_by, held_on=held_on, ended_by=ended_by)

    @given(periods, spans, st.data())
    def test_lasted_as_every_completion(self, period: Period, span: Span, data: st.DataObject) -> None:
        """
        A period has lasted so long as surely as the days on which it may have begun agree that it has.
        """
        day = data.draw(near(span.after(period.earliest_begin), span.after(period.latest_begin)))
        expected = verdict_of({span.after(begin) <= day for begin, _ in pairs_of(period)})

        assert expected is period.lasted(span, day)

    @given(periods)
    def test_begun_as_every_completion(self, period: Period) -> None:
        """
        A period begins between two days, both included, as surely as its completions agree that it does.
        """
        edges = {edge + n * DAY for edge in (period.earliest_begin, period.latest_begin) for n in (-1, 0, 1)}
        for first, last in combinations_with_replacement(sorted(edges), 2):
            expected = verdict_of({first <= begin <= last for begin, _ in pairs_of(period)})

            assert expected is period.begun(first, last)

    @pytest.mark.parametrize(("expected", "day"), [(False, 5), (True, 6)])
    def test_apart_by_their_outermost_days(self, expected: bool, day: int) -> None:
        """
        Two periods are apart if one certainly ends before the day on which the other may begin.
        """
        earlier = Period(date(2020, 6, 1), date(2020, 6, 2), date(2020, 6, 4), date(2020, 6, 5))
        later = Period(date(2020, 6, day), date(2020, 6, day + 2), date(2020, 6, 20), date(2020, 6, 22))

        assert expected is earlier.apart(later)
        assert expected is later.apart(earlier)

    @given(periods, periods)
    def test_apart_as_every_completion(self, one: Period, other: Period) -> None:
        """
        Two periods are apart if no completion of one shares a day with a completion of the other.
        """
        expected = possible_days(one).isdisjoint(possible_days(other))

        assert expected is one.apart(other)
        assert expected is other.apart(one)

    @given(unknown_or_intervals, unknown_or_intervals, st.data())
    def test_more_information_never_turns_it(
        self, begin: PartialDate | None, end: PartialDate | None, data: st.DataObject
    ) -> None:
        """
        Knowing the ends better settles what was undetermined and changes nothing else.
        """
        wide = Period.between(begin, end)
        narrow = Period.between(data.draw(refinements(begin)), data.draw(refinements(end)))
        day = data.draw(days)

        assert wide is None or narrow is None or wide.covers(day) in (UNDETERMINED, narrow.covers(day))


# The table of design 6.  A status speaks for this day; each row has the verdicts on the day before
# it, on it, and on the day after: M met, N not met, U undetermined.

SPOKEN = date(2024, 6, 15)

VERDICTS = {"M": MET, "N": NOT_MET, "U": UNDETERMINED}

STANDINGS = [
    # active, certified: begins on or before the day, ends on or after it
    ("MMM", Says.IN_FORCE, "2020-01-01", "2030-12-31"),
    ("MMM", Says.IN_FORCE, "2020-01-01", None),
    ("MMM", Says.IN_FORCE, "2020-01-01", ".."),
    ("MMM", Says.IN_FORCE, "2024-06-14", "2024-06-16"),
    ("UMM", Says.IN_FORCE, None, None),
    ("UMM", Says.IN_FORCE, None, ".."),
    ("UMM", Says.IN_FORCE, None, "2030"),
    ("UMM", Says.IN_FORCE, "2024", "2030"),
    ("UMM", Says.IN_FORCE, "2024-06", None),
    ("MMU", Says.IN_FORCE, "2020", "2024"),
    ("MMU", Says.IN_FORCE, "2020", "2024-06"),
    ("UMU", Says.IN_FORCE, "2024-06", "2024-06"),
    ("NMM", Says.IN_FORCE, "2024-06-15", "2030"),
    ("MMN", Says.IN_FORCE, "2020", "2024-06-15"),
    ("NMN", Says.IN_FORCE, "2024-06-15", "2024-06-15"),
    ("UUU", Says.IN_FORCE, "2020-01-01", "2024-06-14"),  # the status and the dates disagree
    ("UUU", Says.IN_FORCE, "2024-06-16", "2030"),
    ("UUU", Says.IN_FORCE, None, "2023"),
    ("UUU", Says.IN_FORCE, "2025", None),
    # expired: ended before the day
    ("UNN", Says.ENDED, "2020-01-01", None),
    ("UNN", Says.ENDED, None, None),
    ("UNN", Says.ENDED, "2020", "2024"),
    ("MNN", Says.ENDED, "2020", "2024-06-14"),
    ("MNN", Says.ENDED, None, "2024-06-14"),
    ("MNN", Says.ENDED, "2024-06-14", None),
    ("NNN", Says.ENDED, "2020", "2024-03"),
    ("NNN", Says.ENDED, "2020", "2024-06-13"),
    ("UUU", Says.ENDED, "2020", "2024-06-15"),  # in force on its last day
    ("UUU", Says.ENDED, "2020", ".."),
    ("UUU", Says.ENDED, "2020", "2025"),
    ("UUU", Says.ENDED, "2024-06-15", None),
    # revoked, surrendered, denied: on the day and on every later one
    ("UNN", Says.FINAL, "2020-01-01", "2030-12-31"),
    ("UNN", Says.FINAL, "2020-01-01", None),
    ("UNN", Says.FINAL, "2020-01-01", ".."),
    ("UNN", Says.FINAL, None, None),
    ("NNN", Says.FINAL, "2020", "2024-06-13"),
    ("NNN", Says.FINAL, "2024-06-15", None),
    # inactive, suspended, retired, probation, pending: on the day only
    ("UNU", Says.THAT_DAY, "2020-01-01", "2030-12-31"),
    ("UNU", Says.THAT_DAY, "2020-01-01", None),
    ("UNU", Says.THAT_DAY, "2020-01-01", ".."),
    ("UNU", Says.THAT_DAY, None, None),
    ("UNU", Says.THAT_DAY, "2020", "2024"),
    ("UNN", Says.THAT_DAY, "2020", "2024-06-15"),
    ("NNU", Says.THAT_DAY, "2024-06-15", None),
    ("NNN", Says.THAT_DAY, "2020", "2023"),
    # completed is one of the other words where it is said of a period
    ("MMM", Says.HAPPENED, "2020-01-01", "2030-12-31"),
    ("UUU", Says.HAPPENED, None, None),
    # no status, or none that is recognized: only the dates can exclude
    ("UUU", None, "2020-01-01", "2030-12-31"),
    ("UUU", None, "2020-01-01", ".."),
    ("UUU", None, None, None),
    ("UUU", None, "2020", "2024"),
    ("UUN", None, "2020", "2024-06-15"),
    ("UNN", None, "2020", "2024-06-14"),
    ("NNU", None, "2024-06-16", None),
    ("NNN", None, None, "2023"),
    # what ends before it begins has no dates to go by
    ("UUU", None, "2024-06-16", "2024-06-15"),
    ("UUU", Says.IN_FORCE, "2024-06-16", "2024-06-14"),
    ("UUU", Says.FINAL, "2025", "2023"),
]


def _standing(says: Says | None, begin: str | None, end: str | None, lasts: int = 120) -> Standing:
    return standing(
        begin if begin is None else PartialDate.parse(begin),
        end if end is None else EndDate.parse(end),
        says,
        SPOKEN,
        lasts,
    )


def _in_the_calendar(period: Period | None) -> Period | None:
    """
    A period with its unknown ends at the ends of the little calendar, where the oracle has them.
    """
    return period and Period(*(min(max(each, CALENDAR[0]), CALENDAR[-1]) for each in period))


class TestStanding:
    """
    A record in force: what its dates and its status say together.
    """

    @pytest.mark.parametrize(("expected", "says", "begin", "end"), STANDINGS)
    def test_the_day_before_the_day_and_after(
        self, expected: str, says: Says | None, begin: str | None, end: str | None
    ) -> None:
        """
        A status narrows the dates of its record, which then decide before its day and after.
        """
        found = _standing(says, begin, end)
        around = [found.in_force(SPOKEN + n * DAY) for n in (-1, 0, 1)]

        assert [VERDICTS[letter] for letter in expected] == around

    @given(told, days)
    @settings(max_examples=500)
    def test_agrees_with_every_completion(self, told: Told, day: date) -> None:
        """
        A record is in force as surely as the dates that its status lets stand agree that it is.
        """
        assert in_force(told, day) is standing(*told).in_force(day)

    @given(told)
    def test_what_the_dates_say_alone(self, told: Told) -> None:
        """
        What the dates say without the status is kept, whatever the status says.
        """
        assert bounds(pairs(told.begin, told.end)) == _in_the_calendar(standing(*told).dated)

    @given(told, st.data())
    def test_no_date_is_left_where_they_disagree(self, told: Told, data: st.DataObject) -> None:
        """
        Where status and dates disagree, every day is undetermined and no period is left.
        """
        found = standing(*told)

        assert found.period is not None or found.in_force(data.draw(days)) is UNDETERMINED

    @pytest.mark.parametrize(
        ("says", "begin", "end"),
        [
            (Says.IN_FORCE, "2020", "2023"),
            (Says.IN_FORCE, "2025", None),
            (Says.ENDED, "2020", ".."),
        ],
    )
    def test_disagreement(self, says: Says, begin: str, end: str | None) -> None:
        """
        No period is left where the dates cannot be what the status says.
        """
        assert None is _standing(says, begin, end).period

    @pytest.mark.parametrize(
        ("says", "begin", "end"),
        [
            (Says.IN_FORCE, "2020", "2030"),
            (Says.IN_FORCE, None, None),
            (Says.ENDED, None, None),
            (Says.FINAL, "2020", ".."),
            (Says.THAT_DAY, "2020", "2023"),
            (None, "2020", "2023"),
        ],
    )
    def test_agreement(self, says: Says | None, begin: str | None, end: str | None) -> None:
        """
        A period is left where the dates can be what the status says.
        """
        assert None is not _standing(says, begin, end).period

    @pytest.mark.parametrize(
        ("expected", "days_later"), [(MET, 0), (MET, 1), (MET, 120), (UNDETERMINED, 121), (UNDETERMINED, 999)]
    )
    @pytest.mark.parametrize("begin", ["2020", "2024-06-15", None])
    def test_assumed_to_go_on(self, begin: str | None, expected: Verdict, days_later: int) -> None:
        """
        Active without an end is taken to go on for 120 days and no day longer.
        """
        found = _standing(Says.IN_FORCE, begin, None)

        assert found.assumed
        assert expected is found.in_force(SPOKEN + days_later * DAY)

    def test_nothing_assumed(self) -> None:
        """
        With no days to go on, active without an end speaks for its own day alone.
        """
        found = _standing(Says.IN_FORCE, "2020", None, lasts=0)

        assert [MET, UNDETERMINED] == [found.in_force(SPOKEN), found.in_force(SPOKEN + DAY)]

    def test_an_end_that_is_known_is_not_assumed(self) -> None:
        """
        Where an end is given it decides: nothing is added to it and nothing assumed.
        """
        partial, known, endless = (
            _standing(Says.IN_FORCE, "2020", end) for end in ("2024", "2024-08-01", "..")
        )

        assert (False, False, False) == (partial.assumed, known.assumed, endless.assumed)
        assert [UNDETERMINED, NOT_MET, MET] == [
            each.in_force(date(2024, 8, 2)) for each in (partial, known, endless)
        ]

    @pytest.mark.parametrize("says", [*(each for each in Says if each is not Says.IN_FORCE), None])
    def test_only_a_record_in_force_is_assumed(self, says: Says | None) -> None:
        """
        No other status makes anything of an end that is not known.
        """
        assert not _standing(says, "2020", None).assumed

    def test_the_last_day_of_the_calendar(self) -> None:
        """
        What is assumed does not go on past the end of the calendar.
        """
        found = standing(None, None, Says.IN_FORCE, date.max, 120)

        assert MET is found.in_force(date.max)

    @given(told, st.data())
    @settings(max_examples=300)
    def test_more_information_never_turns_it(self, told: Told, data: st.DataObject) -> None:
        """
        Better dates, or a status where there was none, never turn met into not met or back.
        """
        # An end that is only assumed may turn out to be earlier, so nothing is assumed here.
        wide = told._replace(lasts=0)
        better = wide._replace(
            begin=data.draw(refinements(told.begin)),
            end=data.draw(refinements(told.end)),
            says=data.draw(st.sampled_from(Says)) if told.says is None else told.says,
        )
        day = data.draw(days)
        both = {standing(*wide).in_force(day), standing(*better).in_force(day)}

        assert {MET, NOT_MET} != both

    @pytest.mark.parametrize(
        ("expected", "says"),
        [
            ((False, False, False), None),
            ((False, False, False), Says.IN_FORCE),
            ((False, False, False), Says.ENDED),
            ((False, True, True), Says.FINAL),
            ((False, True, False), Says.THAT_DAY),
            ((False, False, False), Says.HAPPENED),
        ],
    )
    def test_bars(self, expected: tuple[bool, ...], says: Says | None) -> None:
        """
        A final word bars its day and every later one, another word its own day.
        """
        found = _standing(says, None, None)

        assert expected == tuple(found.bars(SPOKEN + n * DAY) for n in (-1, 0, 1))


EVENTS: list[tuple[str, Heard]] = [
    (verdicts, Heard(day if day is None else PartialDate.parse(day), says, SPOKEN, begin, itself))
    for verdicts, says, day, begin, itself in (
        # conferred, completed, pass: happened on or before the day
        ("UMM", Says.HAPPENED, None, None, False),
        ("MMM", Says.HAPPENED, "2020-05-01", None, False),
        ("MMM", Says.HAPPENED, "2024-06-14", None, False),
        ("NMM", Says.HAPPENED, "2024-06-15", None, False),
        ("UMM", Says.HAPPENED, "2024", None, False),
        ("UMM", Says.HAPPENED, "2024-06", None, True),
        ("UMM", Says.HAPPENED, None, PartialDate.parse("2024"), False),
        ("NMM", Says.HAPPENED, None, PartialDate.parse("2024-06-15"), False),
        ("UUU", Says.HAPPENED, "2024-06-16", None, False),  # the status and the date disagree
        ("UUU", Says.HAPPENED, "2025", None, True),
        ("UUU", Says.HAPPENED, None, PartialDate.parse("2024-06-16"), False),
        ("UUU", Says.HAPPENED, "2020", PartialDate.parse("2021"), False),
        # withdrawn, dismissed, fail: not on the day and not later
        ("UNN", Says.FINAL, None, None, False),
        ("UNN", Says.FINAL, "2020-05-01", None, False),
        ("UNN", Says.FINAL, "2024", None, True),
        ("NNN", Says.FINAL, "2025", None, False),
        ("NNN", Says.FINAL, "2024-06-16", None, True),
        ("UUU", Says.FINAL, "2020-05-01", None, True),
        ("UUU", Says.FINAL, "2024-06-15", None, True),
        # in progress: not before the day, not on it
        ("NNU", Says.IN_FORCE, None, None, False),
        ("NNU", Says.IN_FORCE, "2024", None, True),
        ("NNU", Says.IN_FORCE, "2024-06-16", None, False),
        ("NNN", Says.IN_FORCE, "2024-06-17", None, False),
        ("NNN", Says.IN_FORCE, "2026", None, True),
        ("UUU", Says.IN_FORCE, "2024-06-14", None, False),
        ("UUU", Says.IN_FORCE, "2023", None, True),
        # leave, pending, expired: not on the day
        ("UNU", Says.THAT_DAY, None, None, False),
        ("UNU", Says.THAT_DAY, "2020", None, False),
        ("NNN", Says.THAT_DAY, "2025", None, True),
        ("UUU", Says.THAT_DAY, "2020", None, True),
        ("UNU", Says.ENDED, None, None, False),
        ("UUU", Says.ENDED, "2020", None, True),
        # no status: a conferred day is itself the event, another date only excludes
        ("UUU", None, None, None, True),
        ("MMM", None, "2020-05-01", None, True),
        ("NMM", None, "2024-06-15", None, True),
        ("NNM", None, "2024-06-16", None, True),
        ("UUU", None, "2024", None, True),
        ("NNN", None, "2025", None, True),
        ("UUU", None, "2024", PartialDate.parse("2025"), True),
        ("UUU", None, "2020-05-01", None, False),
        ("NNU", None, "2024-06-16", None, False),
        ("NNU", None, None, PartialDate.parse("2024-06-16"), False),
    )
]


def _event(heard: Heard) -> Event:
    day, says, spoken, begin, itself = heard
    return event(day, says, spoken, begin=begin, itself=itself)


class TestEvent:
    """
    Something that happens on one day.
    """

    @pytest.mark.parametrize(("expected", "heard"), EVENTS)
    def test_the_day_before_the_day_and_after(self, expected: str, heard: Heard) -> None:
        """
        A status narrows the date of its event, which then decides before its day and after.
        """
        found = _event(heard)
        around = [found.by(SPOKEN + n * DAY) for n in (-1, 0, 1)]

        assert [VERDICTS[letter] for letter in expected] == around

    @given(heard, days)
    @settings(max_examples=500)
    def test_agrees_with_every_completion(self, heard: Heard, day: date) -> None:
        """
        An event has happened as surely as the dates that its status lets stand agree that it has.
        """
        assert happened_by(heard, day) is _event(heard).by(day)

    def test_a_date_alone_is_not_the_event(self) -> None:
        """
        Unless it is said, a date without a status is not taken for the event.
        """
        day = PartialDate.parse("2020-05-01")

        assert UNDETERMINED is event(day, None, SPOKEN).by(SPOKEN)
        assert MET is event(day, None, SPOKEN, itself=True).by(SPOKEN)

    @pytest.mark.parametrize(
        "heard",
        [
            Heard(PartialDate.parse("2025"), Says.HAPPENED, SPOKEN),
            Heard(PartialDate.parse("2023"), Says.IN_FORCE, SPOKEN),
            Heard(PartialDate.parse("2023"), Says.FINAL, SPOKEN, itself=True),
        ],
    )
    def test_disputed(self, heard: Heard) -> None:
        """
        Where its status denies its date, nothing is known of an event.
        """
        found = _event(heard)

        assert found.disputed
        assert UNDETERMINED is found.by(SPOKEN)
        assert UNDETERMINED is found.within(date.min, date.max)
        assert UNDETERMINED is found.recent(Span(months=12), date.min)

    @pytest.mark.parametrize(
        "heard",
        [
            Heard(PartialDate.parse("2024"), Says.HAPPENED, SPOKEN),
            Heard(PartialDate.parse("2024-06-15"), Says.HAPPENED, SPOKEN),
            Heard(PartialDate.parse("2023"), Says.FINAL, SPOKEN),
            Heard(None, Says.FINAL, SPOKEN, itself=True),
            Heard(None, None, SPOKEN),
        ],
    )
    def test_not_disputed(self, heard: Heard) -> None:
        """
        Where its date can be what its status says, an event lies on some day of the calendar.
        """
        found = _event(heard)

        assert not found.disputed
        assert MET is found.within(date.min, date.max)
        assert MET is found.recent(Span(months=12), date.min)

    @given(intervals, st.data())
    def test_within_as_every_completion(self, day: PartialDate, data: st.DataObject) -> None:
        """
        An event lies between two days, both included, as surely as its completions agree.
        """
        low, high = data.draw(near(day.first, day.last)), data.draw(near(day.first, day.last))
        first, last = min(low, high), max(low, high)
        expected = verdict_of({first <= each <= last for each in completions(day)})

        assert expected is _event(Heard(day, None, SPOKEN)).within(first, last)

    @given(intervals, spans, st.data())
    def test_recent_as_every_completion(self, day: PartialDate, span: Span, data: st.DataObject) -> None:
        """
        An event is recent if its anniversary is not before the day asked, whatever its own day.
        """
        on = data.draw(near(span.after(day.first), span.after(day.last)))
        expected = verdict_of({span.after(each) >= on for each in completions(day)})

        assert expected is _event(Heard(day, None, SPOKEN)).recent(span, on)

    @given(heard, st.data())
    @settings(max_examples=300)
    def test_more_information_never_turns_it(self, heard: Heard, data: st.DataObject) -> None:
        """
        A better date, or a status where there was none, never turns met into not met or back.
        """
        better = heard._replace(day=data.draw(refinements(heard.day)))
        if heard.says is None and not heard.itself:
            better = better._replace(says=data.draw(st.sampled_from(Says)))
        day = data.draw(days)

        assert {MET, NOT_MET} != {_event(heard).by(day), _event(better).by(day)}

    @pytest.mark.parametrize(
        ("expected", "says"),
        [
            ((False, False, False), None),
            ((False, False, False), Says.HAPPENED),
            ((False, True, True), Says.FINAL),
            ((False, True, False), Says.IN_FORCE),
            ((False, True, False), Says.ENDED),
            ((False, True, False), Says.THAT_DAY),
        ],
    )
    def test_bars(self, expected: tuple[bool, ...], says: Says | None) -> None:
        """
        A final word bars its day and every later one; a word of something not yet over, its own day.
        """
        found = _event(Heard(None, says, SPOKEN))

        assert expected == tuple(found.bars(SPOKEN + n * DAY) for n in (-1, 0, 1))


def reached(first: date, last: date) -> int:
    """
    The whole months from *first* to *last* by their parts: one less where the day is not reached.
    """
    return (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)


def _of(amount: int, unit: str) -> Span:
    return Span(months=12 * amount if unit == "years" else amount)


class TestSpan:
    """
    Calendar time, forward and backward.
    """

    @pytest.mark.parametrize(
        ("expected", "day", "months"),
        [
            ("2017-03-01", "2016-02-29", 12),
            ("2020-02-29", "2016-02-29", 48),
            ("2100-03-01", "2096-02-29", 48),
            ("2019-03-01", "2019-01-29", 1),
            ("2020-02-29", "2020-01-29", 1),
            ("2020-03-01", "2020-01-30", 1),
            ("2019-03-01", "2019-01-31", 1),
            ("2019-05-01", "2019-03-31", 1),
            ("2019-05-31", "2019-03-31", 2),
            ("2020-01-31", "2019-12-31", 1),
            ("2019-12-15", "2019-11-15", 1),
            ("2020-01-15", "2019-12-15", 1),
            ("2019-12-31", "2019-12-31", 0),
        ],
    )
    def test_after(self, expected: str, day: str, months: int) -> None:
        """
        Forward from a day that the month lacks is the first of the next month.
        """
        assert date.fromisoformat(expected) == Span(months=months).after(date.fromisoformat(day))

    @pytest.mark.parametrize(
        ("expected", "day", "months"),
        [
            ("2015-02-28", "2016-02-29", 12),
            ("2012-02-29", "2016-02-29", 48),
            ("2019-02-28", "2019-03-31", 1),
            ("2020-02-29", "2020-03-30", 1),
            ("2019-02-28", "2019-03-28", 1),
            ("2019-04-30", "2019-05-31", 1),
            ("2018-12-31", "2019-01-31", 1),
            ("2018-12-15", "2019-12-15", 12),
            ("2019-12-31", "2019-12-31", 0),
        ],
    )
    def test_before(self, expected: str, day: str, months: int) -> None:
        """
        Backward from a day that the month lacks is the month's last day.
        """
        assert date.fromisoformat(expected) == Span(months=months).before(date.fromisoformat(day))

    @given(st.dates(date(1890, 1, 1), date(2110, 12, 31)) | st.dates(date(2020, 1, 28), date(2020, 3, 2)))
    @settings(max_examples=30, deadline=None)
    def test_after_is_the_first_day_reached(self, day: date) -> None:
        """
        The anniversary is the first day on which so many whole months have passed.
        """
        walked, reached_on = day, [day]
        while len(reached_on) <= 25:
            walked += DAY
            if reached(day, walked) == len(reached_on):
                reached_on.append(walked)

        assert reached_on == [Span(months=months).after(day) for months in range(26)]

    @given(st.dates(date(1890, 1, 1), date(2110, 12, 31)) | st.dates(date(2020, 2, 27), date(2020, 3, 31)))
    @settings(deadline=None)
    def test_before_is_the_last_day_that_fits(self, day: date) -> None:
        """
        So many months earlier is the last day of that month which is not later in it.
        """
        walked = [day - n * DAY for n in range(800)]
        for months in range(25):
            year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
            fits = [it for it in walked if (it.year, it.month) == (year, month + 1) and it.day <= day.day]

            assert max(fits) == Span(months=months).before(day)

    @given(spans, awkward_days, awkward_days)
    def test_monotone(self, span: Span, one: date, other: date) -> None:
        """
        A later day never has an earlier anniversary, forward or backward.
        """
        earlier, later = min(one, other), max(one, other)

        assert span.after(earlier) <= span.after(later)
        assert span.before(earlier) <= span.before(later)
        assert span.before(earlier) <= earlier <= span.after(earlier)

    @given(spans, awkward_days)
    def test_monotone_in_length(self, span: Span, day: date) -> None:
        """
        A longer span never ends earlier, nor begins later.
        """
        for longer in (span._replace(months=span.months + 1), span._replace(days=span.days + 1)):
            assert span.after(day) <= longer.after(day)
            assert span.before(day) >= longer.before(day)

    @given(st.integers(0, 800), days)
    def test_days_are_counted(self, count: int, day: date) -> None:
        """
        A span in days is that many days.
        """
        assert day + timedelta(days=count) == Span(days=count).after(day)
        assert day - timedelta(days=count) == Span(days=count).before(day)

    def test_months_then_days(self) -> None:
        """
        A span of both goes by the months first, and then by the days.
        """
        assert date(2019, 3, 11) == Span(months=1, days=10).after(date(2019, 1, 31))
        assert date(2019, 2, 18) == Span(months=1, days=10).before(date(2019, 3, 31))

    @pytest.mark.parametrize(
        ("expected", "moved"),
        [
            (date.max, Span(months=1).after(date(9999, 12, 1))),
            (date(9999, 12, 1), Span(months=1).after(date(9999, 11, 1))),
            (date(9999, 12, 1), Span(months=1).after(date(9999, 10, 31))),
            (date.max, Span(months=12).after(date(9999, 1, 1))),
            (date.max, Span(months=12 * 99_999).after(date(2020, 1, 1))),
            (date.max, Span(days=1).after(date.max)),
            (date.max, Span(days=10**9).after(date(2020, 1, 1))),
            (date.min, Span(months=1).before(date(1, 1, 31))),
            (date(1, 1, 28), Span(months=1).before(date(1, 2, 28))),
            (date(1, 1, 15), Span(months=12).before(date(2, 1, 15))),
            (date.min, Span(months=12).before(date(1, 12, 31))),
            (date.min, Span(months=12 * 99_999).before(date(2020, 1, 1))),
            (date.min, Span(days=1).before(date.min)),
            (date.min, Span(days=10**9).before(date(2020, 1, 1))),
        ],
    )
    def test_saturates(self, expected: date, moved: date) -> None:
        """
        Nothing moves past the ends of the calendar.
        """
        assert expected == moved

    @pytest.mark.parametrize(
        ("expected", "day", "count"),
        [
            (date.min, date.min, -1),
            (date.min, date.min + DAY, -1),
            (date.min + DAY, date.min, 1),
            (date.max, date.max, 1),
            (date.max, date.max - DAY, 1),
            (date.max - DAY, date.max, -1),
            (date(2020, 3, 1), date(2020, 2, 28), 2),
        ],
    )
    def test_shifted(self, expected: date, day: date, count: int) -> None:
        """
        A day is moved by a number of days within the calendar.
        """
        assert expected == shifted(day, count)

    @pytest.mark.parametrize("case", cases("derived_durations", "anniversary"))
    def test_our_anniversaries(self, case: Case) -> None:
        """
        Anniversaries go by the parts of a date, so that 29 February comes round on 1 March.
        """
        # The cases also give a clamped anniversary (28 February): design 6 takes the other.
        span = _of(*case["plus"])

        assert date.fromisoformat(case["component"]) == span.after(date.fromisoformat(case["start"]))

    @pytest.mark.parametrize("case", cases("derived_durations", "window"))
    def test_our_windows(self, case: Case) -> None:
        """
        A window starts on the day after the anniversary, which is clamped to the end of its month.
        """
        as_of, span = date.fromisoformat(case["as_of"]), _of(case["within_last_years"], "years")

        assert date.fromisoformat(case["anniversary_clamped"]) == span.before(as_of)
        assert date.fromisoformat(case["first_day_inclusive"]) == window(span, as_of)

    @given(
        st.builds(_of, st.integers(1, 40), st.sampled_from(["years", "months"]))
        | st.builds(Span, st.just(0), st.integers(1, 800)),
        st.dates(date(1890, 1, 1), date(2110, 12, 31)) | st.dates(date(2020, 2, 27), date(2020, 3, 31)),
    )
    def test_a_window_never_holds_more(self, span: Span, until: date) -> None:
        """
        The last N years hold no more than N years, and with one day more they would.
        """
        first = window(span, until)

        assert until < span.after(first)
        assert until >= span.after(first - DAY) - DAY
        assert first <= until

    def test_a_window_of_a_year(self) -> None:
        """
        The last year up to 14 June 2024 starts on 15 June 2023, the last 30 days on 16 May.
        """
        assert date(2023, 6, 15) == window(Span(months=12), date(2024, 6, 14))
        assert date(2024, 5, 16) == window(Span(days=30), date(2024, 6, 14))

    def test_a_window_of_months_and_days(self) -> None:
        """
        The last month and ten days go back by the month first: before 5 March 2019 they start on 27 January.
        """
        assert date(2019, 1, 27) == window(Span(months=1, days=10), date(2019, 3, 5))

    @pytest.mark.parametrize(
        ("expected", "span"),
        [
            ("1 year", Span(months=12)),
            ("5 years", Span(months=60)),
            ("1 month", Span(months=1)),
            ("18 months", Span(months=18)),
            ("1 day", Span(days=1)),
            ("120 days", Span(days=120)),
            ("2 years and 1 day", Span(months=24, days=1)),
            ("13 months and 2 days", Span(months=13, days=2)),
        ],
    )
    def test_in_words(self, expected: str, span: Span) -> None:
        """
        A span is said in whole years where it has no further months, else in months, and then in days.
        """
        assert expected == span.text


class TestEndsOfTheCalendar:
    """
    The first and the last day there are.
    """

    @pytest.mark.parametrize(
        ("expected", "until"),
        [
            (date(1, 1, 1), date(1, 6, 1)),
            (date(1, 1, 1), date(1, 12, 31)),
            (date(1, 1, 2), date(2, 1, 1)),  # the first year and this day would be more than a year
            (date(1, 1, 3), date(2, 1, 2)),
        ],
    )
    def test_a_window_at_the_start_of_the_calendar(self, expected: date, until: date) -> None:
        """
        A window of a year that reaches back beyond the calendar leaves none of its days out.
        """
        assert expected == window(Span(months=12), until)

    def test_nothing_ended_before_the_first_day(self) -> None:
        """
        What is said to have expired by the first day there is, is not in force on that day.
        """
        found = standing(None, None, Says.ENDED, date.min, 120)

        assert MET is not found.in_force(date.min)
