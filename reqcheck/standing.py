"""
How records stand: what status and dates say together, and which of two that disagree decides.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from reqcheck.dates import EndDate, PartialDate
from reqcheck.status import HAPPENED, Event, Says, Standing, event, standing
from reqcheck.verdict import MET, NOT_MET, UNDETERMINED, Verdict

if TYPE_CHECKING:
    from reqcheck.criterion import Context
    from reqcheck.profile import Profile
    from reqcheck.records import Record
    from reqcheck.vocabulary import Terms


def status_says(status: str | None, context: Context) -> Says | None:
    """
    What a status word says; None where there is none, or none that is recognized.
    """
    return _sayings(context.vocabulary.statuses)[status]


class Sayings(dict[str | None, Says | None]):
    """
    For each status that records hold, what it says; found out as they come.
    """

    def __init__(self, statuses: Terms) -> None:
        super().__init__({None: None})
        self.statuses = statuses

    def __missing__(self, status: str) -> Says | None:
        term = self.statuses.find(status)
        says = _SAYS[term.facts["says"]] if term is not None else None
        if len(self) < REMEMBERED and len(status) <= LONGEST:
            self[status] = says
        return says


#: How many statuses are kept, and how long they are at most.
REMEMBERED, LONGEST = 4096, 200
_SAYS = {each.value: each for each in Says}


@lru_cache(maxsize=8)
def _sayings(statuses: Terms) -> Sayings:
    return Sayings(statuses)


def standing_of(
    record: Record,
    status: str | None,
    begin: PartialDate | None,
    end: EndDate | None,
    profile: Profile,
    context: Context,
) -> Standing:
    """
    How a record with a beginning and an end stands, given its status.
    """
    says = _sayings(context.vocabulary.statuses)[status]
    return standing(begin, end, says, profile.spoken_on(record, context.on), context.status_lasts)


def event_of(
    record: Record,
    status: str | None,
    day: PartialDate | None,
    profile: Profile,
    context: Context,
    *,
    begin: PartialDate | None = None,
    itself: bool = False,
) -> Event:
    """
    The one-day event of a record, given its status; see `reqcheck.status.event`.
    """
    says = _sayings(context.vocabulary.statuses)[status]
    return event(day, says, profile.spoken_on(record, context.on), begin, itself)


class Occurrence(NamedTuple):
    """
    What happens to a record on one day, by the fields that tell it: its *day*, its *status* and, where it
    has one, its *begin*.  With *itself* the day is the event even where no status says so; see
    `reqcheck.status.event`.
    """

    day: str
    status: str = "status"
    begin: str = ""
    itself: bool = False

    def __call__(self, record: Any, profile: Profile, context: Context) -> Event:
        """
        The event, as far as it is known.
        """
        begin = getattr(record, self.begin) if self.begin else None
        status, day = getattr(record, self.status), getattr(record, self.day)
        return event_of(record, status, day, profile, context, begin=begin, itself=self.itself)

    def happened(self) -> Callable[[Any, Profile, Context], Verdict]:
        """
        How it is decided whether the event has happened by the day asked: what `Event.by` says, in fewer
        steps where the status says that it happened.
        """
        fields = attrgetter(self.status, self.day, self.begin or self.day)

        def decide(record: Any, profile: Profile, context: Context) -> Verdict:
            status, day, begin = fields(record)
            on = context.on
            if day is None or _sayings(context.vocabulary.statuses)[status] is not HAPPENED:
                return self(record, profile, context).by(on)
            first, last, spoken = day.first, day.last, profile.spoken_on(record, on)
            if begin is not None and begin.first > first:
                first = begin.first
            if first > last or first > spoken:
                return UNDETERMINED
            if first > on:
                return NOT_MET
            return MET if last <= on or spoken <= on else UNDETERMINED

        return decide


Kind = TypeVar("Kind", bound="Record")


def same_number(one: str | None, other: str | None) -> Verdict:
    """
    Whether two numbers are the same: letters and digits count, and one that is absent or empty agrees with any.
    Where only letters or leading zeros differ, or one has no digit ("N/A"), they may be.
    """
    first, second = _signs(one), _signs(other)
    if first == second or not first or not second:
        return MET
    digits = ["".join(filter(str.isdigit, each)) for each in (first, second)]
    return UNDETERMINED if "" in digits or digits[0].lstrip("0") == digits[1].lstrip("0") else NOT_MET


def same_name(one: str | None, other: str | None) -> Verdict:
    """
    Whether two names of an issuer are the same: letters and digits count, one that is absent agrees with any, and
    another name may be the same issuer.
    """
    first, second = _signs(one), _signs(other)
    return MET if first == second or not first or not second else UNDETERMINED


def _signs(text: str | None) -> str:
    """
    The letters and digits of a text.
    """
    return "".join(filter(str.isalnum, (text or "").casefold()))


class Held(NamedTuple, Generic[Kind]):
    """
    A record with its standing, and whether it is in force once the others have had their say.

    *overruled_by* is the record that decides in its place: then this one counts as not in force.
    *disputed_by* is one that contradicts it and is supported as well: then neither is believed; or one
    that *perhaps* is of the same thing, and bars it.
    """

    record: Kind
    standing: Standing
    in_force: Verdict
    overruled_by: Kind | None = None
    disputed_by: Kind | None = None
    perhaps: bool = False


def by_dates(standing_: tuple[Kind, Standing], on: date) -> Held[Kind]:
    """
    A record as its dates alone have it, whatever its status says.
    """
    record, stands = standing_
    dates = Standing(stands.dated, None, stands.spoken, dated=stands.dated, dates_only=True)
    return Held(record, dates, stands.dated.covers(on) if stands.dated else UNDETERMINED)


def same_word(one: str | None, other: str | None, known: Terms) -> Verdict:
    """
    Whether two words of records mean the same; those that are absent or not recognized may, if they are not written
    alike, and so may one that names no more than a group and a member of it.
    """
    if one is None or other is None:
        return UNDETERMINED
    first, second = known.find(one), known.find(other)
    if first is None or second is None:
        return MET if one.casefold() == other.casefold() else UNDETERMINED
    if first.code == second.code:
        return MET
    return UNDETERMINED if known.could_be(first, (second.code,)) or known.could_be(second, (first.code,)) else NOT_MET


def settled(
    standings: Sequence[tuple[Kind, Standing]],
    same: Callable[[Kind, Kind], Verdict],
    profile: Profile,
    on: date,
) -> list[Held[Kind]]:
    """
    The records in order, each as it stands on day *on* beside those that name the *same* thing.

    Where two disagree, the stronger source decides, then the later day its status speaks for; of
    two that are equal in both, neither does.  One that bars (revoked, suspended) what may be the same
    thing, and is supported as well, keeps the other from being believed.
    """
    held = [Held(record, stands, stands.in_force(on)) for record, stands in standings]
    if len(held) < 2 or all([each.in_force is held[0].in_force for each in held]):
        return held
    ranks = [(profile.strength_of(each.record), each.standing.spoken) for each in held]
    strongest_first = sorted(range(len(held)), key=ranks.__getitem__, reverse=True)
    for place, weaker in enumerate(strongest_first):
        for stronger in strongest_first[:place]:
            if held[stronger].overruled_by is not None or held[weaker].overruled_by is not None:
                continue
            disagree = _disagree(held[stronger], held[weaker], same, on)
            if disagree is MET:
                _settle(held, stronger, weaker, equal=ranks[stronger] == ranks[weaker])
            elif disagree is UNDETERMINED:
                _doubt(held, stronger, weaker, on, equal=ranks[stronger] == ranks[weaker])
    return held


#: So few records are compared with one another; of more, all are settled at once.
FEW = 8


def beside(
    record: Kind,
    every: Sequence[Kind],
    stands: Callable[[Kind, Profile, Context], Standing],
    same: Callable[[Kind, Kind], Verdict],
    profile: Profile,
    context: Context,
) -> Held[Kind]:
    """
    One record as it stands beside *every* record of its section: what `settled` has for it.

    Where no other names the same thing, nobody else has to be asked how it stands.
    """
    if len(every) == 1 or (len(every) <= FEW and all([each is record or same(record, each) is NOT_MET for each in every])):
        own = stands(record, profile, context)
        return Held(record, own, own.in_force(context.on))
    return context.once(("settled", record.section, stands), _by_pointer, every, stands, same, profile, context)[record.pointer]


def _by_pointer(
    every: Sequence[Kind],
    stands: Callable[[Kind, Profile, Context], Standing],
    same: Callable[[Kind, Kind], Verdict],
    profile: Profile,
    context: Context,
) -> dict[str, Held[Kind]]:
    held = settled([(each, stands(each, profile, context)) for each in every], same, profile, context.on)
    return {each.record.pointer: each for each in held}


def _settle(held: list[Held[Kind]], stronger: int, weaker: int, *, equal: bool) -> None:
    first, second = held[stronger], held[weaker]
    if equal:
        held[stronger] = first._replace(in_force=UNDETERMINED, disputed_by=second.record, perhaps=False)
        held[weaker] = second._replace(in_force=UNDETERMINED, disputed_by=first.record, perhaps=False)
    else:
        held[weaker] = second._replace(in_force=NOT_MET, overruled_by=first.record)


def _doubt(held: list[Held[Kind]], stronger: int, weaker: int, on: date, *, equal: bool) -> None:
    """
    Of two that may be of the same thing, the one in force is not known to be, unless it is the better supported one.
    """
    for place, by in ((stronger, weaker), (weaker, stronger)):
        if held[place].standing.in_force(on) is MET and (equal or place == weaker) and held[place].disputed_by is None:
            held[place] = held[place]._replace(in_force=UNDETERMINED, disputed_by=held[by].record, perhaps=True)


def _disagree(
    one: Held[Kind], other: Held[Kind], same: Callable[[Kind, Kind], Verdict], on: date
) -> Verdict:
    """
    Whether two records that may overlap say different things of the day, and name the same thing; where it is not
    known whether they do, only what bars counts.

    What they say counts even where another disputes it.  A record that says nothing of the day
    disagrees with nobody.  One that was barred on another
    day does disagree with one that is in force: what it says keeps the other from being believed.
    """
    says, contradicts = one.standing.in_force(on), other.standing.in_force(on)
    if says is contradicts or MET not in (says, contradicts):
        return NOT_MET
    against, found = (other, contradicts) if says is MET else (one, says)
    if not _speaks(against, found):
        return NOT_MET
    first, second = one.standing.period, other.standing.period
    if first is not None and second is not None and first.apart(second):
        return NOT_MET
    alike = same(one.record, other.record)
    return NOT_MET if alike is UNDETERMINED and against.standing.says not in (Says.FINAL, Says.THAT_DAY) else alike


def _speaks(held: Held[Kind], in_force: Verdict) -> bool:
    """
    The record says something that counts against another one's being in force.
    """
    says = held.standing.says
    if in_force is NOT_MET or held.standing.period is None:
        return says is not None
    return says in (Says.FINAL, Says.THAT_DAY)
