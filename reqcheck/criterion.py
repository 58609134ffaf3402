"""
What a criterion is, and what it is given.

A criterion assesses a profile in a context and returns a finding.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, Protocol, TypeVar, runtime_checkable

import attrs

from reqcheck.errors import a_value
from reqcheck.evidence import Condition, Evidence, Fault, Missing, Nothing, Reason
from reqcheck.finding import Finding
from reqcheck.isolation import isolated
from reqcheck.omissions import omitted
from reqcheck.profile import Profile
from reqcheck.strength import DEFAULT_FLOOR, Floor
from reqcheck.verdict import Outcomes

if TYPE_CHECKING:
    from reqcheck.vocabulary import Vocabulary

Made = TypeVar("Made")


class Milestone(NamedTuple):
    """
    A day from which work can be counted, known to an interval; the record that gives it, and what
    would tell more.
    """

    certain: bool
    first: date
    last: date
    evidence: Evidence
    missing: tuple[Missing, ...] = ()

    @classmethod
    def of_section(cls, section: str, found: list[Milestone], profile: Profile, on: date) -> list[Milestone]:
        """
        The milestones *found* in a section, with what the section itself says on day *on*: it may omit some,
        or it is complete and holds none.
        """
        if not profile.is_complete(section):
            more = omitted(section, profile, on, f"Is there an earlier record in `{section}` that is not on file?")
            return [*found, cls(False, date.min, date.max, Evidence(f"/{section}", "may omit some"), more)]
        if not found:
            return [cls(False, date.max, date.max, Evidence(f"/{section}", "complete; nothing of the kind"))]
        return found


@runtime_checkable
class Criterion(Protocol):
    """
    A testable condition: one kind, with the settings that a rule set gives it.

    A kind is a frozen attrs class.  Its *kind* names it in rule sets and its fields are its
    settings there.  Optional methods, looked for when it is bound: ``words() -> str``, its own
    words for a title; ``fits(vocabulary)``, which raises `ValueError` where its settings do not
    fit together; ``milestones(profile, context) -> Iterable[Milestone]``, the days from which
    `counts_from` may count; and, to be explained, ``considered(profile, context) ->
    Iterable[Considered]``, what it looks at, and ``met_by(vocabulary) -> Iterable[str]``, what would
    meet it; ``remedies(profile, context) -> Iterable[Remedy]``, what could be done where it is not met.
    """

    kind: ClassVar[str]

    def assess(self, profile: Profile, context: Context) -> Finding:
        """
        What is true of *profile*, as far as it is known.  Below the profile no clock, file or network.
        """
        ...


@attrs.frozen
class Context:
    """
    What one check knows besides the profile; it grows without breaking plugins.

    *on* is the day asked and *dates* are named days the caller gives.  A status without an end is
    taken to last *status_lasts* days; what is older than *stale_after* days is stale.  *floor* is
    the least strength of evidence that holds where nothing stricter is said.
    """

    on: date
    vocabulary: Vocabulary
    dates: Mapping[str, date] = Nothing
    status_lasts: int = 120
    stale_after: int = 180
    floor: Floor = DEFAULT_FLOOR
    _made: dict[Hashable, Any] = attrs.field(factory=dict, init=False, eq=False, repr=False)

    def assess(self, part: Criterion, profile: Profile) -> Finding:
        """
        What *part* finds; never raises: a criterion that fails is an error of its own.
        """
        try:
            finding = part.assess(profile, self)
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # noqa: BLE001 - what `isolated` does, written out: every criterion comes by here
            return Finding.failed(_fault(error))
        if finding.__class__ is not Finding or ("/" in part.kind and not finding.is_sound()):
            return Finding.failed(_no_finding(part, finding))
        if finding.conditions:
            return _kept(finding, self.on)
        return finding

    def at(self, day: date) -> Context:
        """
        The same check on another day.
        """
        return attrs.evolve(self, on=day)

    def under(self, floor: Floor) -> Context:
        """
        The same check with *floor* as the least that is accepted; made once.
        """
        return self.once(("under", floor), lambda: attrs.evolve(self, floor=floor))

    def afresh(self) -> Context:
        """
        The same check of another view of the profile: nothing that was derived is kept.
        """
        return attrs.evolve(self)

    def once(self, key: Hashable, make: Callable[..., Made], *arguments: Any) -> Made:
        """
        What several criteria of one check derive alike from the profile; made once for each *key*,
        of the *arguments*.
        """
        try:
            made: Made = self._made[key]
        except KeyError:
            made = self._made[key] = make(*arguments)
        return made


def _fault(error: BaseException) -> Fault:
    try:
        message = str(error)
    except Exception:  # noqa: BLE001 - an exception whose text raises
        message = "the error has no text"
    return Fault(type(error).__name__, message[:500])


#: What the items of a finding's fields are.
_ITEMS: Mapping[str, type] = {"evidence": Evidence, "missing": Missing, "conditions": Condition}


def _no_finding(part: Criterion, returned: Any) -> Fault:
    """
    What is wrong with what a criterion returned, in words for whoever wrote its kind.
    """
    if returned.__class__ is not Finding:
        return Fault("NotAFinding", f"`{part.kind}` returned {a_value(returned)}, not a Finding")
    return Fault("NotAFinding", f"`{part.kind}` returned a Finding that is not sound: {_flaw(returned)}")


def _flaw(finding: Finding) -> str:
    """
    What is not as it should be in a finding that is not sound.
    """
    if not isinstance(finding.outcomes, Outcomes):
        return f"`outcomes` is {a_value(finding.outcomes)}, not one of Outcomes"
    if not isinstance(finding.reason, Reason):
        return f"`reason` is {a_value(finding.reason)}, not a Reason"
    for name, wanted in _ITEMS.items():
        items = getattr(finding, name)
        if not isinstance(items, tuple | list):
            return f"`{name}` is {a_value(items)}, not a tuple"
        for each in items:
            if not isinstance(each, wanted):
                return f"`{name}` holds {a_value(each)}, not {wanted.__name__}"
    return "a text, a part or an amount of it is not what it should be"


def _kept(finding: Finding, on: date) -> Finding:
    """
    The finding, if its promises can still be kept.
    """
    if finding.outcomes is not Outcomes.MET:
        return Finding.failed(Fault("ConditionsOnly", "conditions stand only where it is met"))
    if all(each.by >= on for each in finding.conditions):
        return finding
    late = Reason("promise.late", "{why}; the day to keep the promise has passed", {"why": finding.reason.text})
    return attrs.evolve(finding, outcomes=Outcomes.NOT_MET, reason=late, conditions=())


def parts_of(criteria: Iterable[Criterion], profile: Profile, context: Context) -> dict[str, Finding]:
    """
    What each of a list of criteria finds, by its place in the list: "0", "1" ...
    """
    return {str(index): context.assess(each, profile) for index, each in enumerate(criteria)}


def called(criterion: Criterion) -> str:
    """
    A criterion's own words, else its kind: as well where those of a plugin fail, or are no text.
    """
    words = getattr(criterion, "words", None)
    own = isolated(words, lambda _: None) if words is not None else None
    return own if isinstance(own, str) else criterion.kind


def words_of(head: str, criteria: Sequence[Criterion]) -> str:
    """
    A tree in words: what it asks of its parts, and theirs.
    """
    return f"{head}: {'; '.join(map(called, criteria))}"
