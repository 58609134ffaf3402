"""
The search for a divergence: a small profile, made up, on which two rule sets do not agree.

It is bounded by a number of profiles and never by a clock: the same rule sets and seed give the same profile.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs

from reqcheck.contrast import Contrast
from reqcheck.drafts import (
    Draft,
    Draws,
    blank,
    changed,
    changed_at,
    finished,
    records_of,
    smaller,
    with_patch,
)
from reqcheck.errors import ReqcheckError
from reqcheck.evaluation import evaluate
from reqcheck.ingredients import Patch, days_at_stake, ingredients, shown_by
from reqcheck.obstacles import leaves_of
from reqcheck.pairs import Side, blind, differing, pairs_of
from reqcheck.profile import Profile
from reqcheck.report import Decision, Status
from reqcheck.verdict import Outcomes

if TYPE_CHECKING:
    from reqcheck.criterion import Context, Criterion

#: How many profiles are tried at most, how many more to make one smaller, and how many changes chance makes at once.
TRIED, SHRUNK, AT_ONCE = 3000, 1500, (1, 1, 2, 3)
#: For more requirements than these, fewer in proportion: each profile costs as much as they are many.
MANY = 20
#: How often records for a requirement are looked for in vain, as it may need what another has, before it goes without.
IN_VAIN = 5


@attrs.frozen
class Divergence:
    """
    A profile that was made up, as its *document*, and what each rule set says of it.
    """

    document: Mapping[str, Any]
    contrast: Contrast


@attrs.frozen
class DivergenceSearch:
    """
    What came of a search: the *divergence*, if one was found among so many profiles that were *tried*.

    *alike* says that nothing which bears on verdicts differs, so that there can be none.  *blind* names
    the requirements, each with the kind, for which no records could be made up.
    """

    divergence: Divergence | None
    tried: int
    seed: int
    alike: bool = False
    blind: tuple[tuple[str, str], ...] = ()


def find_divergence(old: Side, new: Side, seed: int = 0, tried: int = TRIED) -> DivergenceSearch:
    """
    A small profile on which the decisions differ, or at least the status of a requirement, as of the day asked.
    """
    asked = tuple(differing(old, new))
    unseen = tuple(dict.fromkeys(blind(old, new)))
    if not asked:
        return DivergenceSearch(None, 0, seed, alike=True)
    search = _Search(old, new, asked, seed, tried)
    draft = search.found()
    if draft is None:
        return DivergenceSearch(None, search.tried, seed, blind=unseen)
    document = finished(search.least(draft))
    contrast = search.contrast(document)
    assert contrast is not None
    return DivergenceSearch(Divergence(document, contrast), search.tried, seed, blind=unseen)


# -- the search -----------------------------------------------------------------------------


class _Search:
    """
    One search, counting what it tries.
    """

    def __init__(self, old: Side, new: Side, asked: tuple[str, ...], seed: int, tried: int) -> None:
        self._old, self._new = old, new
        self._pairs = pairs_of(old, new)
        self._asked = sorted(asked, key=lambda name: not self._pairs[name].decides)
        self._draws = Draws(seed)
        self._share = min(1, MANY / len(self._pairs))
        self._most = max(1, int(tried * self._share))
        self.tried, self._in_vain = 0, Counter[str]()
        self._looked: _Looked | None = None
        self._decides = any(self._pairs[name].decides for name in asked)
        lasts = (side.context.status_lasts for side in (old, new))
        criteria = [each for name in asked for each in self._pairs[name].criteria]
        self._days = days_at_stake(criteria, new.context.on, lasts)

    def found(self) -> Draft | None:
        """
        The first draft on which the decisions differ, else the first on which a requirement does.
        """
        second: Draft | None = None
        for draft in self._drafts():
            if self.tried >= self._most:
                break
            contrast = self.contrast(finished(draft))
            if contrast is not None and contrast.turns:
                return draft
            if second is None and contrast is not None and contrast.shifts:
                second = draft
                if not self._decides:
                    break
        return second

    def least(self, draft: Draft) -> Draft:
        """
        The draft made smaller while the decisions, or the statuses, differ in the same way or more plainly.
        """
        seen, most = self.contrast(finished(draft)), self.tried + int(SHRUNK * self._share)
        place, went = 0, False
        while self.tried < most:
            ahead = next(self._showing(seen, self._from(place, draft, most)), None)
            if ahead is not None:
                place, draft, seen = ahead
                went = True
            elif went:
                place, went = 0, False
            else:
                break
        return draft

    def _from(self, place: int, draft: Draft, most: int) -> Iterator[tuple[int, Draft]]:
        """
        What is smaller than a draft, from a place on: what stands before it was tried in vain.
        """
        for number, each in islice(enumerate(smaller(draft)), place, None):
            if self.tried >= most:
                return
            yield number, each

    def contrast(self, document: Mapping[str, Any]) -> Contrast | None:
        """
        A profile under both rule sets; None where it is none.
        """
        self.tried += 1
        try:
            profile = Profile.from_dict(document)
        except ReqcheckError:
            return None
        return Contrast(*(evaluate(profile, side.bound, side.context.afresh()) for side in (self._old, self._new)))

    def _showing(self, seen: Contrast | None, drafts: Iterable[tuple[int, Draft]]) -> Iterator[tuple[int, Draft, Contrast]]:
        """
        The drafts that show as much as was *seen*.
        """
        for number, draft in drafts:
            contrast = self.contrast(finished(draft))
            if contrast is not None and seen is not None and _shows(contrast, seen):
                yield number, draft, contrast

    # -- drafts -----------------------------------------------------------------------------

    def _drafts(self) -> Iterator[Draft]:
        """
        What is tried, in order: everything met but for one requirement; in turn, each with records that one version
        of it may accept; then those a little otherwise, and what chance makes of them, until nobody asks for more.
        """
        rests: dict[str, Draft] = {}
        unasked = [each for each in self._pairs if each not in self._asked]
        for name, rest in self._rests(self._asked, self._meeting(unasked, blank(self._new.context.on))):
            yield rest
            rests[name] = rest
        known = [(rest, ingredients(*self._pairs[name].criteria, self._new.context)) for name, rest in rests.items()]
        yield from _woven(_patched(rest, offered) for rest, offered in known)
        yield from _woven([self._by_chances(known), *(self._otherwise(rest, offered) for rest, offered in known)])

    def _otherwise(self, rest: Draft, offered: list[Patch]) -> Iterator[Draft]:
        """
        One thing otherwise in what is offered for a requirement, then in the rest.
        """
        for draft in _patched(rest, offered):
            yield from changed(draft, self._days, beyond=rest)
        yield from changed(rest, self._days)

    def _by_chances(self, known: list[tuple[Draft, list[Patch]]]) -> Iterator[Draft]:
        while True:
            yield self._by_chance(*self._draws.pick(known))

    def _by_chance(self, draft: Draft, offered: list[Patch]) -> Draft:
        """
        A draft with some records more and some things otherwise.
        """
        for _ in range(self._draws.pick(AT_ONCE)):
            more = with_patch(draft, self._draws.pick(offered)) if offered else None
            draft = more or draft
            records = list(records_of(draft))
            if records:
                section, index, _ = self._draws.pick(records)
                draft = self._draws.pick(list(changed_at(draft, section, index, self._days)))
        return draft

    def _rests(self, names: Sequence[str], draft: Draft) -> Iterator[tuple[str, Draft]]:
        """
        Each of some requirements with a draft that meets all others; *draft* meets those that are not named.

        One half of the names shares what the other half needs, so that for each name there are few to add.
        """
        if len(names) == 1:
            yield names[0], self._meeting([each for each in self._pairs if each != names[0]], draft)
            return
        half = len(names) // 2
        yield from self._rests(names[:half], self._meeting(names[half:], draft))
        yield from self._rests(names[half:], self._meeting(names[:half], draft))

    def _meeting(self, names: Iterable[str], draft: Draft) -> Draft:
        """
        The draft with what both versions of some requirements need, as far as records for them can be made up.
        """
        wanted = list(names)
        for place, side in enumerate((self._old, self._new)):
            for name in wanted:
                requirement = self._pairs[name][place]
                if requirement is not None and requirement.criterion is not None and self._in_vain[name] < IN_VAIN:
                    draft = self._shown(draft, requirement.criterion, side)
                    self._in_vain[name] += not self._is_met(draft, requirement.criterion, side)
        return draft

    def _shown(self, draft: Draft, criterion: Criterion, side: Side) -> Draft:
        """
        The draft with what a criterion needs, part by part where no one patch will do.
        """
        if self._is_met(draft, criterion, side):
            return draft
        leaves = leaves_of(criterion)
        for leaf in leaves:
            for more in _patched(draft, shown_by(leaf, side.context)):
                if self._is_met(more, criterion, side):
                    return more
        for leaf in leaves if len(leaves) > 1 else ():
            draft = self._shown(draft, leaf, side)
        return draft

    def _is_met(self, draft: Draft, criterion: Criterion, side: Side) -> bool:
        looked = self._looked
        if looked is None or looked.draft is not draft or looked.side is not side:
            looked = self._looked = _Looked.at(draft, side)
        return looked.profile is not None and looked.context.assess(criterion, looked.profile).outcomes is Outcomes.MET


class _Looked(NamedTuple):
    """
    The draft that was looked at last, as one side sees it: None for what is no profile.
    """

    draft: Draft
    side: Side
    profile: Profile | None
    context: Context

    @classmethod
    def at(cls, draft: Draft, side: Side) -> _Looked:
        try:
            profile = Profile.from_dict(finished(draft)).as_of(side.context.on)
        except ReqcheckError:
            profile = None
        return cls(draft, side, profile, side.context.afresh())


def _patched(rest: Draft, offered: Iterable[Patch]) -> Iterator[Draft]:
    """
    A draft with each patch that fits it.
    """
    return (draft for patch in offered if (draft := with_patch(rest, patch)) is not None)


def _woven(series: Iterable[Iterator[Draft]]) -> Iterator[Draft]:
    """
    One of each series in turn, as long as they last.
    """
    ahead = list(series)
    while ahead:
        for each in list(ahead):
            draft = next(each, None)
            if draft is None:
                ahead.remove(each)
            else:
                yield draft


def _shows(contrast: Contrast, seen: Contrast) -> bool:
    """
    Whether one contrast shows what another does: the same decisions because of the same requirements, or
    where those are the same, the same statuses.  That somebody is qualified or not is plainer than a review.
    """
    decisions, before = ((each.old.decision, each.new.decision) for each in (contrast, seen))
    if contrast.turns and decisions.count(Decision.NEEDS_REVIEW) < before.count(Decision.NEEDS_REVIEW):
        return True
    if contrast.causes != seen.causes or decisions != before:
        return False
    return seen.turns or _statuses(contrast) == _statuses(seen)


def _statuses(contrast: Contrast) -> list[Status]:
    return [each.status for report in (contrast.old, contrast.new) for each in report.outcomes if each.id in contrast.causes]
