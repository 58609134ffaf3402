"""
Witnesses: two completions of what is open, one in which the candidate is qualified and one in which not.

A decision that is not known could be either.  That is shown, not claimed: facts are supposed one after
another, and what was found is a check of the profile in which they hold.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

import attrs

from reqcheck.errors import DocumentError
from reqcheck.evaluation import assess, evaluate
from reqcheck.obstacles import leaves_of
from reqcheck.patching import Steps, patched
from reqcheck.profile import Profile
from reqcheck.replies import leaves
from reqcheck.report import Decision, Outcome, Report, Status
from reqcheck.ruleset import Level
from reqcheck.suppositions import Supposed, Suppositions
from reqcheck.verdict import Outcomes

if TYPE_CHECKING:
    from reqcheck.criterion import Context
    from reqcheck.ruleset import BoundRequirement, BoundRuleSet

#: How many profiles are tried for each witness, and how many ways are followed from each.
TRIED = 1000
FOLLOWED = 4
#: For how many criteria of one requirement that is tried at most.
SEVERAL = 4


@attrs.frozen
class Witness:
    """
    A completion that was tried: what is *supposed*, as one *patch*, and the *decision* it leads to.
    """

    supposed: tuple[Supposed, ...]
    decision: Decision
    patch: Steps = attrs.field(hash=False)


@attrs.frozen
class Witnesses:
    """
    What a decision under review could come to: a completion in which the candidate is *qualified*, and one in
    which not, so far as they were found.

    *left_open* are the requirements that no supposition settles, such as those of a plugin or with a word that
    is not recognized; *for_people* are those that send the file to a person in any case.
    """

    report: Report
    qualified: Witness | None = None
    not_qualified: Witness | None = None
    left_open: tuple[str, ...] = ()
    for_people: tuple[str, ...] = ()

    @property
    def exact(self) -> bool:
        """
        The decision is known, or could indeed be either.
        """
        open_ = self.report.decision is Decision.NEEDS_REVIEW
        return not open_ or (self.qualified is not None and self.not_qualified is not None)

    def to_json(self) -> str:
        """
        The witnesses as a JSON document, `reqcheck.witnesses/1`.
        """
        from reqcheck.rendering.witnesses import witnesses_to_json

        return witnesses_to_json(self)


def find_witnesses(profile: Profile, bound: BoundRuleSet, context: Context) -> Witnesses:
    """
    The witnesses of a decision under review: a pure function of its arguments.
    """
    report = evaluate(profile, bound, context)
    if report.decision is not Decision.NEEDS_REVIEW:
        return Witnesses(report)
    return _Search(profile.whole, report, context).witnesses()


class _World(NamedTuple):
    """
    A profile in which some things are supposed.
    """

    document: dict[str, object]
    profile: Profile
    supposed: tuple[Supposed, ...] = ()

    def and_if(self, supposed: Supposed) -> _World | None:
        """
        The same if something else is true besides; None where that cannot be, or contradicts itself.
        """
        try:
            document = patched(self.document, supposed.patch)
            profile = Profile.from_json(json.dumps(document))  # quicker than from the document
        except DocumentError:
            return None
        if len(profile.contradictory) > len(self.profile.contradictory):
            return None
        return _World(document, profile, (*self.supposed, supposed))


class _Search:
    """
    The search for both witnesses, requirement by requirement.
    """

    def __init__(self, profile: Profile, report: Report, context: Context) -> None:
        self._report, self._context = report, context
        self._start = _World(profile.to_dict(), profile)
        required = [each for each in report.outcomes if each.level is not Level.PREFERRED and each.outcomes.may_be(Outcomes.NOT_MET)]
        self._for_people = tuple(each.id for each in required if each.outcomes is Outcomes.NOT_MET)
        self.open = [each for each in required if each.outcomes.open and each.status is not Status.ERROR]

    def witnesses(self) -> Witnesses:
        """
        Both, and what stays open.
        """
        open_: list[str] = []
        qualified, not_qualified = self._qualified(open_), self._not_qualified()
        failed = (each.id for each in self._report.outcomes if each.status is Status.ERROR)
        left = tuple(dict.fromkeys((*open_, *failed)))
        return Witnesses(self._report, qualified, not_qualified, left, self._for_people)

    def _qualified(self, left_open: list[str]) -> Witness | None:
        """
        A completion in which every requirement is met that could be; those that none was found for are *left open*.
        """
        world = self._start
        for each in self.open:
            found = next(filter(None, (self._toward(world, each, wanted) for wanted in (Outcomes.MET, Outcomes.NOT_APPLICABLE))), None)
            if found is None:
                left_open.append(each.id)
            world = found or world
        return self._witness(world) if not left_open else None

    def _not_qualified(self) -> Witness | None:
        """
        A completion in which one requirement is certainly not met.
        """
        for each in self.open:
            if each.level is Level.REQUIRED:
                found = self._toward(self._start, each, Outcomes.NOT_MET)
                if found is not None:
                    return self._witness(found)
        return None

    def _witness(self, world: _World) -> Witness | None:
        """
        What was supposed, without what is not needed, as it turned out when it was checked.
        """
        wanted = self._kind(self._check(world.profile))
        if wanted is None:
            return None
        least = self._least(world, wanted)
        decision = self._check(least.profile).decision
        return Witness(least.supposed, decision, tuple(step for each in least.supposed for step in each.patch))

    def _least(self, world: _World, wanted: str) -> _World:
        """
        The same world with as little supposed as leads to the same.
        """
        for each in world.supposed:
            fewer = _replayed(self._start, (other for other in world.supposed if other is not each))
            if fewer is not None and self._kind(self._check(fewer.profile)) == wanted:
                return self._least(fewer, wanted)
        return world

    def _kind(self, report: Report) -> str | None:
        """
        Which witness a report is one for; what only a person can decide does not count against it.
        """
        if report.decision is Decision.NOT_QUALIFIED:
            return "not qualified"
        people = report.decision is Decision.NEEDS_REVIEW and set(report.decided_by) <= set(self._for_people)
        favorable = report.decision in (Decision.QUALIFIED, Decision.QUALIFIED_ON_CONDITION)
        return "qualified" if favorable or people else None

    # -- one requirement ----------------------------------------------------------------------

    def _toward(self, world: _World, outcome: Outcome, wanted: Outcomes) -> _World | None:
        """
        A world in which a requirement comes out as *wanted*, and no other one that is required fails if it is to be met.
        """
        before = self._outcome(world, outcome.requirement).outcomes
        if before is wanted or not before.may_be(wanted):
            return world if before is wanted else None
        favoring = wanted is Outcomes.MET
        for favored in (favoring, not favoring):
            found = _Way(self, outcome.requirement, wanted, favored=favored).found(world)
            if found is not None:
                return found
        return None

    def _outcome(self, world: _World, requirement: BoundRequirement) -> Outcome:
        return assess(requirement, world.profile.as_of(self._context.on), self._context.afresh())

    def _check(self, profile: Profile) -> Report:
        return evaluate(profile, self._report.bound, self._context.afresh())

    def _holds(self, world: _World, wanted: Outcomes) -> bool:
        """
        No requirement was lost on the way to one that is met.
        """
        return wanted is Outcomes.NOT_MET or self._check(world.profile).decision is not Decision.NOT_QUALIFIED


class _Way:
    """
    The way to a world in which one requirement comes out as wanted: question by question, the most
    promising answer first.
    """

    def __init__(self, search: _Search, requirement: BoundRequirement, wanted: Outcomes, *, favored: bool) -> None:
        self._search, self._requirement, self._wanted, self._favored = search, requirement, wanted, favored
        alone = wanted is Outcomes.NOT_MET
        asking = [requirement] if alone else [requirement, *(each.requirement for each in search.open if each.id != requirement.id)]
        self._asking = [leaf for each in asking for leaf in leaves((each.criterion, each.when))]
        self._left = 0

    def found(self, world: _World) -> _World | None:
        """
        A world that is wanted; the more criteria there are, the more is tried.
        """
        return self.from_(world, TRIED // 2 * min(len(leaves_of(self._requirement.criterion)), SEVERAL))

    def from_(self, world: _World, tries: int) -> _World | None:
        """
        A world that is wanted, if one is found in so many tries; what looks best has half of them.
        """
        self._left = tries
        finding = self._search._outcome(world, self._requirement).finding
        settled = frozenset(each.pointer for each in world.supposed)
        suppositions = Suppositions(world.profile, self._asking, self._search._context, settled)
        for question in dict.fromkeys(finding.asked()):
            further: list[tuple[tuple[float, ...], int, _World]] = []
            for then, outcome in self._tried(world, suppositions.on(question)):
                if outcome.outcomes is self._wanted and self._search._holds(then, self._wanted):
                    return then
                if outcome.outcomes.open:
                    further.append((self._distance(outcome), len(further), then))
            for place, (_, _, then) in enumerate(followed := sorted(further)[:FOLLOWED]):
                left = self._left
                share = left // min(2, len(followed) - place)
                found = self.from_(then, share) if share > 0 else None
                if found is not None:
                    return found
                self._left += left - share
        return None

    def _tried(self, world: _World, suppositions: Iterable[Supposed]) -> Iterator[tuple[_World, Outcome]]:
        """
        The worlds in which one more thing is true, and how the requirement comes out in each.
        """
        settled = {each.pointer for each in world.supposed if not each.pointer.endswith("/-")}
        for each in suppositions:
            if self._left <= 0:
                return
            if each.pointer in settled:
                continue
            self._left -= 1
            then = world.and_if(each)
            if then is not None:
                yield then, self._search._outcome(then, self._requirement)

    def _distance(self, outcome: Outcome) -> tuple[float, ...]:
        """
        How far a requirement still is from where it is wanted: by its amounts, then by the records that may
        count and what is asked of them.
        """
        asked = outcome.finding.asked()
        records = len({"/".join(each.pointer.split("/")[:3]) for each in asked})
        amounts = [each.amount for each in outcome.finding.deciding() if each.amount is not None]
        least = float(sum(each.least for each in amounts))
        most = sum(float("inf") if each.most is None else float(each.most) for each in amounts)
        return (-least, -most, -records, len(asked)) if self._favored else (most, least, records, len(asked))


def _replayed(world: _World, supposed: Iterable[Supposed]) -> _World | None:
    """
    The world in which all of it is true.
    """
    for each in supposed:
        then = world.and_if(each)
        if then is None:
            return None
        world = then
    return world
