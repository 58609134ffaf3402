"""
What a criterion is, what it is given, and what it finds.

A criterion assesses a profile in a context and returns a finding: what may be true, why, on which
records that rests and what is missing.  The folds of findings are public, so that a plugin's own
tree is two lines.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, Protocol, TypeVar, runtime_checkable

import attrs

from reqcheck import verdict as fold
from reqcheck.dates import Event, shifted
from reqcheck.profile import Floor, Profile
from reqcheck.verdict import Outcomes, Verdict, fewest

if TYPE_CHECKING:
    from reqcheck.records import Record
    from reqcheck.vocabulary import Vocabulary

Made = TypeVar("Made")
Nothing: Mapping[str, Any] = MappingProxyType({})


@attrs.frozen
class Reason:
    """
    Why a finding is as it is: a stable *code*, and a sentence that is formatted when it is rendered.
    """

    code: str
    template: str
    values: Mapping[str, Any] = Nothing

    @property
    def text(self) -> str:
        """
        The sentence with its values.
        """
        return self.template.format(**self.values) if self.values else self.template


@attrs.frozen
class Evidence:
    """
    A fact that a finding rests on: the JSON *pointer* of a record, a field or (an absence) a section.

    No *strength* means that of the record.
    """

    pointer: str
    says: str
    strength: str | None = None

    @classmethod
    def of(cls, record: Record, says: str) -> Evidence:
        """
        A whole record as evidence.
        """
        return cls(record.pointer, says)


@attrs.frozen
class Missing:
    """
    A fact that would help: where it would stand, and the question to ask.

    ``/licenses/-`` is one more record of a section.
    """

    pointer: str
    question: str


@attrs.frozen
class Condition:
    """
    A promise under which a requirement counts as met, to be kept *by* a day.
    """

    says: str
    by: date
    pointer: str = ""


@attrs.frozen
class Amount:
    """
    How much there is, at least and at most (None: no bound), of what is *needed*.
    """

    least: int | Fraction
    most: int | Fraction | None
    needed: int | Fraction
    unit: str

    @property
    def verdict(self) -> Verdict:
        """
        Whether it is enough.
        """
        if self.least >= self.needed:
            return Verdict.MET
        enough = self.most is None or self.most >= self.needed
        return Verdict.UNDETERMINED if enough else Verdict.NOT_MET


def decimal(number: Fraction | int) -> str:
    """
    A number as decimal text; rounded to six places where decimals cannot say it exactly.
    """
    exact = Fraction(number)
    if exact.denominator == 1:
        return str(exact.numerator)
    places = next((n for n in range(1, 16) if (exact * 10**n).denominator == 1), 6)
    sign = "-" if exact < 0 else ""
    digits = str(round(abs(exact) * 10**places)).rjust(places + 1, "0")
    return f"{sign}{digits[:-places]}.{digits[-places:]}"


@attrs.frozen
class Fault:
    """
    An error that kept a criterion from finding anything.
    """

    type: str
    message: str


@attrs.frozen
class Finding:
    """
    What a criterion found.

    *outcomes* is the lenient reading: the promises in *conditions* are kept.  There are
    conditions only where it is met, and it is not met without them.  The parts of a tree stand in
    *parts*; *rests_on* names those that decide it, and the tree has no evidence of its own.
    """

    outcomes: Outcomes
    reason: Reason
    evidence: tuple[Evidence, ...] = ()
    missing: tuple[Missing, ...] = ()
    conditions: tuple[Condition, ...] = ()
    amount: Amount | None = None
    parts: Mapping[str, Finding] = Nothing
    rests_on: tuple[str, ...] = ()
    error: Fault | None = None

    @staticmethod
    def of(
        met: bool,
        reason: Reason,
        *,
        evidence: Iterable[Evidence] = (),
        missing: Iterable[Missing] = (),
        amount: Amount | None = None,
    ) -> Finding:
        """
        A finding on something known; *met* is a bool and nothing else.
        """
        if met is not True and met is not False:
            msg = f"Finding.of takes True or False, not {type(met).__name__}"
            raise TypeError(msg)
        outcomes = Outcomes.MET if met else Outcomes.NOT_MET
        return Finding(outcomes, reason, tuple(evidence), tuple(missing), amount=amount)

    @staticmethod
    def undetermined(
        reason: Reason,
        *,
        evidence: Iterable[Evidence] = (),
        missing: Iterable[Missing] = (),
        amount: Amount | None = None,
    ) -> Finding:
        """
        A finding on something not known, with the questions that would settle it.
        """
        return Finding(Outcomes.UNDETERMINED, reason, tuple(evidence), tuple(missing), amount=amount)

    @staticmethod
    def on(
        verdict: Verdict,
        reason: Reason,
        *,
        evidence: Iterable[Evidence] = (),
        missing: Iterable[Missing] = (),
        amount: Amount | None = None,
    ) -> Finding:
        """
        A finding with any verdict; what is *missing* is asked only where it is not determined.
        """
        asked = tuple(missing) if verdict is Verdict.UNDETERMINED else ()
        return Finding(Outcomes.of(verdict), reason, tuple(evidence), asked, amount=amount)

    @staticmethod
    def promised(
        reason: Reason, conditions: Iterable[Condition], *, evidence: Iterable[Evidence] = ()
    ) -> Finding:
        """
        A finding that is met if the promises are kept, and not met without them.
        """
        return Finding(Outcomes.MET, reason, tuple(evidence), conditions=tuple(conditions))

    @staticmethod
    def failed(fault: Fault) -> Finding:
        """
        A finding of a criterion that could not assess: anything may be true.
        """
        return Finding(Outcomes.ANY, Reason("error", "the criterion failed"), error=fault)

    # -- the folds ------------------------------------------------------------------------

    @staticmethod
    def all_of(parts: Mapping[str, Finding], reason: Reason | None = None) -> Finding:
        """
        Met if every part that applies is met.
        """
        return _folded("all_of", fold.all_of(_outcomes(parts)), parts, reason, len(parts))

    @staticmethod
    def any_of(parts: Mapping[str, Finding], reason: Reason | None = None) -> Finding:
        """
        Met if a part that applies is met.
        """
        return _folded("any_of", fold.any_of(_outcomes(parts)), parts, reason, 1)

    @staticmethod
    def some_of(
        at_least: int, parts: Mapping[str, Finding], reason: Reason | None = None
    ) -> Finding:
        """
        Met if at least *at_least* of the parts that apply are met.
        """
        return _folded("some_of", fold.some_of(at_least, _outcomes(parts)), parts, reason, at_least)

    @staticmethod
    def none_of(parts: Mapping[str, Finding], reason: Reason | None = None) -> Finding:
        """
        Met if no part that applies is met; an error where a part counts on a promise.
        """
        if any(each.conditions for each in parts.values()):
            message = "none_of cannot hold a part that counts on a promise"
            return attrs.evolve(Finding.failed(Fault("PromiseUnderNoneOf", message)), parts=parts)
        return _folded("none_of", fold.none_of(_outcomes(parts)), parts, reason, 0)

    # -- what a finding rests on ------------------------------------------------------------

    def deciding(self) -> Iterator[Finding]:
        """
        The leaves that decide: they suffice, they block, or they are what is not known.
        """
        if not self.parts:
            yield self
        for name in self.rests_on:
            yield from self.parts[name].deciding()

    def cited(self) -> tuple[Evidence, ...]:
        """
        The evidence of the leaves that decide, each once.
        """
        if not self.parts:
            return self.evidence
        return tuple(dict.fromkeys(each for leaf in self.deciding() for each in leaf.evidence))

    def asked(self) -> tuple[Missing, ...]:
        """
        What is missing, asked only down through what is not determined.
        """
        if not self.parts:
            return self.missing
        if not self.outcomes.open:
            return ()
        every = (each for name in self.rests_on for each in self.parts[name].asked())
        return tuple(dict.fromkeys((*self.missing, *every)))

    def fault(self) -> Fault | None:
        """
        The first error among the leaves that leave the finding open.
        """
        if not self.outcomes.open:
            return None
        if self.error is not None:
            return self.error
        faults = (self.parts[name].fault() for name in self.rests_on)
        return next((each for each in faults if each is not None), None)

    def faults(self) -> Iterator[Fault]:
        """
        Every error in the finding, whether or not it leaves it open.
        """
        if self.error is not None:
            yield self.error
        for each in self.parts.values():
            yield from each.faults()


def parts_of(criteria: Iterable[Criterion], profile: Profile, context: Context) -> dict[str, Finding]:
    """
    What each of a list of criteria finds, by its place in the list: "0", "1" ...
    """
    return {str(index): context.assess(each, profile) for index, each in enumerate(criteria)}


def words_of(head: str, criteria: Sequence[Criterion]) -> str:
    """
    A tree in words: what it asks of its parts, and theirs.
    """
    own = (getattr(each, "words", None) for each in criteria)
    return f"{head}: {'; '.join(words() if words else each.kind for words, each in zip(own, criteria, strict=True))}"


def _outcomes(parts: Mapping[str, Finding]) -> list[Outcomes]:
    return [each.outcomes for each in parts.values()]


def _folded(
    name: str,
    outcomes: Outcomes,
    parts: Mapping[str, Finding],
    reason: Reason | None,
    count: int,
) -> Finding:
    """
    The finding of a tree: *count* of its parts make it met.
    """
    conditions: tuple[Condition, ...] = ()
    rests_on = _deciders(name, outcomes, parts)
    if outcomes is Outcomes.MET and name != "none_of":
        met = {key: parts[key].conditions for key in rests_on}
        conditions = fewest(min(count, len(met)), list(met.values()))
        if any(met.values()):
            rests_on = tuple(key for key, needed in met.items() if set(needed) <= set(conditions))
    return Finding(
        outcomes,
        reason if reason is not None else _tree_reason(name, outcomes, parts, rests_on, count),
        conditions=conditions,
        parts=parts,
        rests_on=rests_on,
    )


def _deciders(name: str, outcomes: Outcomes, parts: Mapping[str, Finding]) -> tuple[str, ...]:
    """
    The parts that suffice for what the tree is, that block it, or that leave it open.
    """
    if outcomes.open:
        return tuple(key for key, each in parts.items() if each.outcomes.open)
    wanted = outcomes
    if name == "none_of" and outcomes is not Outcomes.NOT_APPLICABLE:
        wanted = Outcomes.MET if outcomes is Outcomes.NOT_MET else Outcomes.NOT_MET
    return tuple(key for key, each in parts.items() if each.outcomes is wanted)


_TREE_REASONS = {
    ("all_of", Outcomes.MET): "all {of} hold",
    ("any_of", Outcomes.MET): "{why}",
    ("any_of", Outcomes.NOT_MET): "none of {of} alternatives holds: {why}",
    ("none_of", Outcomes.MET): "none of {of} holds",
    ("none_of", Outcomes.NOT_MET): "excluded: {why}",
    ("some_of", Outcomes.MET): "{decided} of {of} hold, {count} are asked",
    ("some_of", Outcomes.NOT_MET): "{decided} of {of} do not hold, {count} are asked",
}


def _tree_reason(
    name: str,
    outcomes: Outcomes,
    parts: Mapping[str, Finding],
    rests_on: tuple[str, ...],
    count: int,
) -> Reason:
    """
    What a tree says of itself: the reasons of the parts that decide it.
    """
    template = _TREE_REASONS.get((name, outcomes), "{why}")
    if outcomes is Outcomes.NOT_APPLICABLE:
        template = "no part applies"
    why = _Reasons(tuple(parts[key].reason for key in rests_on))
    values = {"why": why, "of": len(parts), "decided": len(rests_on), "count": count}
    return Reason(name, template, values)


@attrs.frozen
class _Reasons:
    """
    Several reasons in one sentence, joined when it is rendered.
    """

    reasons: tuple[Reason, ...]

    def __str__(self) -> str:
        return "; ".join(dict.fromkeys(each.text for each in self.reasons))


class Milestone(NamedTuple):
    """
    A day from which work can be counted, known to an interval, and the record that gives it.
    """

    certain: bool
    first: date
    last: date
    evidence: Evidence

    @classmethod
    def after(cls, event: Event, certain: bool, evidence: Evidence) -> Milestone:
        """
        The day after an event.
        """
        return cls(certain, shifted(event.first, 1), shifted(event.last, 1), evidence)

    @classmethod
    def not_on_file(cls, section: str) -> Milestone:
        """
        One that a section which may omit records may omit.
        """
        return cls(False, date.min, date.max, Evidence(f"/{section}", "may omit some"))


@runtime_checkable
class Criterion(Protocol):
    """
    A testable condition: one kind, with the settings that a rule set gives it.

    A kind is a frozen attrs class.  Its *kind* names it in rule sets and its fields are its
    settings there.  Optional methods, looked for when it is bound: ``words() -> str``, its own
    words for a title; ``fits(vocabulary)``, which raises `ValueError` where its settings do not
    fit together; and ``milestones(profile, context) -> Iterable[Milestone]``, the days from which
    `counts_from` may count.
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
    floor: Floor = Floor()
    _made: dict[Hashable, Any] = attrs.field(factory=dict, init=False, eq=False, repr=False)

    def assess(self, part: Criterion, profile: Profile) -> Finding:
        """
        What *part* finds; never raises: a criterion that fails is an error of its own.
        """
        try:
            finding = part.assess(profile, self)
        except (Exception, SystemExit) as error:  # noqa: BLE001 - one criterion never stops the others
            return Finding.failed(_fault(error))
        if finding.__class__ is not Finding:
            message = f"`{part.kind}` returned {type(finding).__name__}, not a Finding"
            return Finding.failed(Fault("NotAFinding", message))
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

    def once(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """
        What several criteria of one check derive alike from the profile; made once for each *key*.
        """
        try:
            made: Made = self._made[key]
        except KeyError:
            made = self._made[key] = make()
        return made


def _fault(error: BaseException) -> Fault:
    try:
        message = str(error)
    except Exception:  # noqa: BLE001 - an exception whose text raises
        message = "the error has no text"
    return Fault(type(error).__name__, message[:500])


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


@attrs.frozen(kw_only=True)
class Between:
    """
    The days from one to another, both included; in a rule set `{from: DATE, until: DATE}`.
    """

    from_: date = date.min
    until: date = date.max

    def covers(self, day: date) -> bool:
        """
        Whether *day* is one of them.
        """
        return self.from_ <= day <= self.until


# -- fields of a kind -----------------------------------------------------------------------

TERMS = "reqcheck.terms"
SHORTHAND = "reqcheck.shorthand"
OFFERS = "reqcheck.offers"
OPEN_TERMS = "reqcheck.open"
ALSO = "reqcheck.also"


def terms(vocabulary: str, *, default: Any = (), also: Sequence[str] = (), open_: bool = False) -> Any:
    """
    A field that holds terms of a vocabulary: binding normalizes them and refuses unknown ones.

    Annotate it ``tuple[str, ...]`` for one or several, ``str`` for exactly one.  *also* are words
    that are allowed besides; with *open_* unknown words are kept as they are.
    """
    metadata = {TERMS: vocabulary, ALSO: tuple(also), OPEN_TERMS: open_}
    return attrs.field(default=default, metadata=metadata)


def part(
    *,
    default: Any = attrs.NOTHING,
    shorthand: Mapping[str, Mapping[str, Any]] = Nothing,
    offers: str | None = None,
) -> Any:
    """
    A field that holds another criterion.

    *shorthand* maps a word to the settings it stands for; *offers* names a method that the
    criterion's kind must have.
    """
    return attrs.field(default=default, metadata={SHORTHAND: shorthand, OFFERS: offers})
