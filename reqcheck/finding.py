"""
What a criterion finds: what may be true, why, on which records that rests and what is missing.

The folds of findings are public, so that a plugin's own tree is two lines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import attrs

from reqcheck import verdict as fold
from reqcheck.evidence import Amount, Condition, Evidence, Fault, Missing, Nothing, Reason
from reqcheck.verdict import UNDETERMINED, Outcomes, Verdict, fewest


class Explanation(NamedTuple):
    """
    What a finding says besides what may be true: why, on what it rests, what is missing.
    """

    reason: Reason
    evidence: tuple[Evidence, ...] = ()
    missing: tuple[Missing, ...] = ()
    amount: Amount | None = None


@attrs.frozen(slots=False)
class Finding:
    """
    What a criterion found.

    *outcomes* is the lenient reading: the promises in *conditions* are kept.  There are
    conditions only where it is met, and it is not met without them.  The parts of a tree stand in
    *parts*; *rests_on* names those that decide it, and the tree has no evidence of its own.

    A finding may be decided first and explained when it is asked: see `later`.
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
        asked = tuple(missing) if verdict is UNDETERMINED else ()
        return Finding(Outcomes.of(verdict), reason, tuple(evidence), asked, amount=amount)

    @staticmethod
    def later(outcomes: Outcomes, explain: Callable[..., Explanation], *arguments: Any) -> Finding:
        """
        A finding that is decided now; why, and on what it rests, is told when it is first asked.

        *explain* is given the *arguments*, depends on nothing that can change, and never raises.
        """
        finding = object.__new__(Finding)
        known = finding.__dict__
        known["outcomes"] = outcomes
        known["_explain"] = explain, arguments
        return finding

    def __getstate__(self) -> dict[str, Any]:
        return {each.name: getattr(self, each.name) for each in attrs.fields(Finding)}

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

    def is_sound(self) -> bool:
        """
        Whether every part of the finding is what it should be, as a plugin's may not be.
        """
        try:
            texts = [self.reason.text, self.reason.code]
            texts += [text for each in self.evidence for text in (each.pointer, each.says, each.strength or "")]
            texts += [text for each in self.missing for text in (each.pointer, each.question)]
            texts += [text for each in self.conditions for text in (each.pointer, each.says, each.by.isoformat())]
            texts += [str(self.amount), self.amount.unit] if self.amount is not None else []
            texts += [self.error.type, self.error.message] if self.error is not None else []
            _ = [each.encode() for each in texts]
            whole = all(each.is_sound() for each in self.parts.values())
            named = all(name in self.parts for name in self.rests_on)
        except Exception:  # noqa: BLE001 - whatever a plugin made of it
            return False
        return all((isinstance(self.outcomes, Outcomes), whole, named))

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
        if not self.parts or self.evidence:
            return self.evidence
        return tuple(dict.fromkeys(each for leaf in self.deciding() for each in leaf.evidence))

    def asked(self) -> tuple[Missing, ...]:
        """
        What is missing, asked only down through what is not determined.
        """
        if not self.outcomes.open:
            return ()
        if not self.parts:
            return self.missing
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

    @property
    def degraded(self) -> bool:
        """
        There is an error somewhere in the finding, whether or not it leaves it open.
        """
        if self.error is not None:
            return True
        return bool(self.parts) and any(each.degraded for each in self.parts.values())


class _Explained:
    """
    A field of a finding that is explained when it is first asked; known ones stand before it.
    """

    def __init__(self, name: str) -> None:
        self.name = name

    def __get__(self, finding: Finding | None, owner: type[Finding]) -> Any:
        if finding is None:
            return self
        known = finding.__dict__
        later = known.get("_explain")
        if later is not None:
            explain, arguments = later
            known["reason"], known["evidence"], known["missing"], known["amount"] = explain(*arguments)
            known.pop("_explain", None)
        if self.name not in known:  # another thread may have explained it meanwhile
            msg = f"a Finding has no `{self.name}`"
            raise AttributeError(msg)
        return known[self.name]


# What a finding that is explained later has in its fields, by way of the class.
for _name in Explanation._fields:
    setattr(Finding, _name, _Explained(_name))
for _name, _value in {"conditions": (), "parts": Nothing, "rests_on": (), "error": None}.items():
    setattr(Finding, _name, _value)


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
    ("some_of", Outcomes.MET): "{decided} of {of} met, {count} asked",
    ("some_of", Outcomes.NOT_MET): "{decided} of {of} not met, {count} asked",
}
#: The same of trees with one part.
_ONLY = {("all_of", Outcomes.MET): "{why}", ("any_of", Outcomes.NOT_MET): "{why}", ("none_of", Outcomes.MET): "not excluded: {why}"}


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
    template = (len(parts) == 1 and _ONLY.get((name, outcomes))) or _TREE_REASONS.get((name, outcomes), "{why}")
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
