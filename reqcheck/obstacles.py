"""
Obstacles: for each requirement that is not met, the cheapest sets of remedies that could cure it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import combinations, islice, pairwise
from typing import TYPE_CHECKING, Any, get_args

import attrs

from reqcheck.floors import Floored
from reqcheck.isolation import isolated
from reqcheck.patching import patched
from reqcheck.profile import Profile
from reqcheck.remedies import Act, Remedy, Who, patch_of
from reqcheck.ruleset import TREES, Level
from reqcheck.strength import DEFAULT_FLOOR, Floor, Strength
from reqcheck.turning import turning_points
from reqcheck.verdict import Outcomes

if TYPE_CHECKING:
    from reqcheck.criterion import Context, Criterion
    from reqcheck.finding import Finding
    from reqcheck.report import Outcome, Report
    from reqcheck.ruleset import BoundRequirement

Option = tuple[Remedy, ...]
#: How many options are kept for each part of a tree, and how many turning points are looked at.
KEPT = 4
TURNS = 40
#: How many remedies of one criterion are looked at, and what they may ask.
OFFERS = 20
KNOWN = tuple(each for each in get_args(Act) if each != "waive")


class Obstacles:
    """
    What could be done about requirements as a profile stands on a day; *before* is an earlier day,
    from which what takes time may be done by now.
    """

    def __init__(self, profile: Profile, context: Context, before: Obstacles | None = None) -> None:
        self._profile, self._context, self._before = profile, context, before
        self._known: dict[str, list[Option]] = {}
        self._offers: dict[tuple[int, str], list[Remedy]] = {}

    def options(self, requirement: BoundRequirement) -> list[Option]:
        """
        The sets of remedies that could make a requirement met, the cheapest first; none where nothing can.
        """
        if requirement.id not in self._known:
            criterion = requirement.criterion
            self._known[requirement.id] = [()] if criterion is None else self._of(criterion, self._context, requirement)
        return self._known[requirement.id]

    def _of(self, criterion: Criterion, context: Context, requirement: BoundRequirement) -> list[Option]:
        finding = context.assess(criterion, self._profile)
        if finding.outcomes in (Outcomes.MET, Outcomes.NOT_APPLICABLE):
            return [()]
        if isinstance(criterion, Floored):
            return self._floored(criterion, finding, context, requirement)
        if criterion.kind in TREES:
            return self._tree(criterion, context, requirement)
        return [(each,) for each in self._leaf(criterion, finding, context, requirement)]

    def _floored(self, criterion: Floored, found: Finding, context: Context, requirement: BoundRequirement) -> list[Option]:
        """
        Sources where the criterion is met but for its floor; else what the criterion offers, which may have one of its own.
        """
        floor = criterion.floor.stricter(context.floor)
        under = context if floor == DEFAULT_FLOOR else context.under(floor)
        if not found.outcomes.open or under.assess(criterion.criterion, self._profile).outcomes is not Outcomes.MET:
            return self._of(criterion.criterion, under, requirement)
        patch = tuple(_source(each.pointer, floor, context.on) for each in found.asked())
        what = f"by a source that makes it {floor.at_least.word}: {requirement.title}"
        return [(Remedy("verify", what, "office", patch=patch, requirement=requirement.id),)]

    def _tree(self, criterion: Any, context: Context, requirement: BoundRequirement) -> list[Option]:
        """
        The options of a tree: of all parts, of the cheapest ones, or to be rid of every part.
        """
        if criterion.kind == "none_of":
            parts = [self._rid_of(each, context, requirement) for each in criterion.of]
            return _together(parts) if all(parts) else []
        asked = self._asked(criterion, context)
        return _so_many(_needed(criterion, len(asked)), [self._of(each, context, requirement) for each in asked])

    def _asked(self, tree: Any, context: Context) -> list[Criterion]:
        """
        The parts of a tree that apply.
        """
        return [each for each in tree.of if context.assess(each, self._profile).outcomes is not Outcomes.NOT_APPLICABLE]

    def _rid_of(self, criterion: Any, context: Context, requirement: BoundRequirement) -> list[Option]:
        """
        The options by which a criterion comes not to be met: what is none of several is not once one of them is,
        and other trees are not once so many parts are not that too few are left; a leaf that is met nothing undoes.
        """
        outcomes = context.assess(criterion, self._profile).outcomes
        if outcomes in (Outcomes.NOT_MET, Outcomes.NOT_APPLICABLE):
            return [()]
        inner: Any = criterion.criterion if isinstance(criterion, Floored) and criterion.is_default else criterion
        if inner.kind not in TREES:
            return []
        if inner.kind == "none_of":
            return cheapest(self._of(each, context, requirement) for each in inner.of)
        asked = self._asked(inner, context)
        return _so_many(len(asked) - _needed(inner, len(asked)) + 1, [self._rid_of(each, context, requirement) for each in asked])

    def _leaf(self, criterion: Criterion, finding: Finding, context: Context, requirement: BoundRequirement) -> list[Remedy]:
        """
        The remedies of a criterion on this day, and those begun earlier that are done by now.
        """
        known = self.offers(criterion, context, requirement)
        if finding.outcomes.open:
            known = [_shown(each) for each in known]
        if self._before is not None:
            earlier = self._before.offers(criterion, self._before._context, requirement)
            known = [each for each in known if each.not_before is None]
            known += [each for each in earlier if each.not_before is not None and each.not_before <= context.on]
        return known

    def offers(self, criterion: Criterion, context: Context, requirement: BoundRequirement) -> list[Remedy]:
        """
        What the kind of a criterion offers for this profile, asked once.
        """
        key = id(criterion), requirement.id
        if key not in self._offers:
            self._offers[key] = _offered(criterion, self._profile, context, requirement)
        return self._offers[key]


def _offered(criterion: Criterion, profile: Profile, context: Context, requirement: BoundRequirement) -> list[Remedy]:
    """
    What the kind offers; a kind that does not say, or fails to, is to be satisfied, somehow.

    So is one whose offers are none that can be used: that is no word of there being nothing that helps.
    """
    offer: Any = getattr(criterion, "remedies", None)
    satisfy = [Remedy("satisfy", requirement.title)]

    def sound() -> list[Remedy]:
        offered = list(islice(offer(profile, context), OFFERS))
        return [each for each in offered if _is_sound(each)] or (satisfy if offered else [])

    found = isolated(sound, lambda _: satisfy) if offer is not None else satisfy
    return [attrs.evolve(each, requirement=requirement.id) for each in found]


def _is_sound(remedy: Any) -> bool:
    """
    Whether a remedy is what it should be, as a plugin's may not be; to waive is not for a kind to offer.
    """
    if not isinstance(remedy, Remedy) or remedy.act not in KNOWN or remedy.who not in get_args(Who):
        return False
    day: Any = remedy.not_before
    what: Any = remedy.what
    patch: Any = remedy.patch
    count: Any = remedy.credentials
    plain = isinstance(what, str) and isinstance(patch, tuple | list) and isinstance(count, int)
    return plain and (type(day) is date if remedy.act == "wait" else day is None or type(day) is date)


def _shown(remedy: Remedy) -> Remedy:
    """
    The remedy where it is not known whether there is need for it: what it obtains may only have to be shown.
    """
    if remedy.act != "obtain" or remedy.not_before is not None:
        return remedy
    return attrs.evolve(remedy, act="verify", credentials=0)


def _source(pointer: str, floor: Floor, on: date) -> dict[str, Any]:
    word = max(floor.at_least, Strength.VERIFIED).word
    return {"op": "add", "path": pointer, "value": {"strength": word, "verified_on": on.isoformat()}}


def cheapest(options: Iterable[Iterable[Option]]) -> list[Option]:
    """
    The cheapest of many options, each once.
    """
    every = dict.fromkeys(each for some in options for each in some)
    return sorted(every, key=price)[:KEPT]


def _needed(tree: Any, parts: int) -> int:
    """
    How many of its parts a tree needs.
    """
    return {"all_of": parts, "any_of": 1}.get(tree.kind) or tree.at_least


def _so_many(needed: int, parts: Iterable[list[Option]]) -> list[Option]:
    """
    The cheapest ways to have so many of the parts; none where too few can be had.
    """
    able = [options for options in parts if options]
    had = sum(options == [()] for options in able)
    rest = [options for options in able if options != [()]]
    return cheapest(_together(each) for each in combinations(rest, max(0, needed - had))) if needed <= len(able) else []


def _together(parts: Iterable[list[Option]]) -> list[Option]:
    """
    The cheapest ways to choose one option of each part: credentials add up.
    """
    found: list[Option] = [()]
    for options in parts:
        found = cheapest([[(*some, *each) for some in found for each in options]])
    return found


def price(option: Option) -> tuple[int, date, int]:
    """
    The credentials to obtain, the day on which all is done, and what there is to do.
    """
    last = max((each.not_before for each in option if each.not_before is not None), default=date.min)
    return sum(each.credentials for each in option), last, len(option)


def leaves_of(criterion: Any, *, whole: bool = False) -> list[Any]:
    """
    The criteria that a tree consists of, without the connectives and the floors; the *whole* tree with the connectives.
    """
    if criterion is None:
        return []
    if isinstance(criterion, Floored):
        return leaves_of(criterion.criterion, whole=whole)
    if criterion.kind not in TREES:
        return [criterion]
    return [*([criterion] if whole else []), *(leaf for each in criterion.of for leaf in leaves_of(each, whole=whole))]


def shared(requirements: Iterable[BoundRequirement]) -> bool:
    """
    Whether a criterion occurs more than once in the requirements.
    """
    leaves = [leaf for each in requirements for leaf in leaves_of(each.criterion)]
    return any(each == other for place, each in enumerate(leaves) for other in leaves[:place])


def days_met(criterion: Criterion, profile: Profile, context: Context, until: date) -> Iterator[date]:
    """
    The first days on which a criterion comes to be met by time alone, as far as its kind tells.
    """
    try:
        days = turning_points(criterion, profile.whole, context, until) or []
    except Exception:  # noqa: BLE001 - one criterion never stops the others
        days = []
    tried = islice(days, TURNS)
    found = ((day, context.at(day).assess(criterion, profile.whole.as_of(day)).outcomes is Outcomes.MET) for day in tried)
    turns = pairwise([(context.on, False), *found])
    return islice((day for (_, before), (day, now) in turns if now and not before), 2)


def with_remedies(profile: Profile, remedies: Iterable[Remedy], document: Mapping[str, Any]) -> Profile:
    """
    The profile, of which this is the *document*, as it would be once the remedies are done.

    Raises `ValueError`, `LookupError` or `TypeError` where a patch does not fit, `DocumentError` where the result does not.
    """
    patch = patch_of(profile, remedies)
    return Profile.from_json(json.dumps(patched(document, patch))) if patch else profile.whole


def blocking(report: Report) -> tuple[Outcome, ...]:
    """
    The outcomes that stand in the way of a favorable decision.
    """
    return tuple(
        each for each in report.outcomes
        if each.level is not Level.PREFERRED and each.outcomes.may_be(Outcomes.NOT_MET)
    )


def joined(choices: Iterable[list[Option]], keep: int) -> list[Option]:
    """
    The cheapest ways to choose one option of each list; those of equal cost in the order written.
    """
    found: list[Option] = [()]
    for options in choices:
        every = [(*some, *(each for each in option if each not in some)) for some in found for option in options]
        found = sorted(every, key=cost)[:keep]
    return found


def cost(remedies: Iterable[Remedy]) -> tuple[int, int, int]:
    """
    What is to be waived, to be obtained, and else to be done.
    """
    done = [each for each in remedies if each.act != "wait"]
    waived = sum(each.act == "waive" for each in done)
    return waived, sum(each.credentials for each in done), sum(not each.credentials and each.act != "waive" for each in done)
