"""
Search: whether some record of a section passes every test, and what is missing if it is not known.

One record that passes suffices, and only a complete section can be searched in vain.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import attrs

from reqcheck.considered import Considered
from reqcheck.evidence import Amount, Evidence, Missing, Reason
from reqcheck.finding import Explanation, Finding
from reqcheck.judgement import Decide, Judgement, Test, decided
from reqcheck.omissions import omitted
from reqcheck.verdict import MET, NOT_MET, UNDETERMINED, Outcomes, Verdict

if TYPE_CHECKING:
    from datetime import date

    from reqcheck.criterion import Context
    from reqcheck.profile import Profile
    from reqcheck.tenure import Cut, Stint


@attrs.frozen(eq=False)
class Search:
    """
    The search of a section for a record that passes *tests*.

    *sought* names what is looked for ("medical license") and *describe* a record, in a few words.
    *code* begins the codes of its reasons.
    """

    section: str
    code: str
    sought: str
    describe: Callable[[Any], str]
    tests: tuple[Test, ...]
    _deciding: tuple[Decide, ...] = attrs.field(init=False, repr=False)
    verdict: Decide = attrs.field(init=False, repr=False)
    _notes: tuple[Callable[[Any, Profile, Context], str], ...] = attrs.field(init=False, repr=False)
    _cites: bool = attrs.field(init=False, repr=False)

    @_deciding.default
    def _deciding_halves(self) -> tuple[Decide, ...]:
        return tuple(each.decide for each in self.tests)

    @verdict.default
    def _one_by_one(self) -> Decide:
        """
        How one record is decided on: by the only test, or by one after another.
        """
        return self._deciding[0] if len(self._deciding) == 1 else partial(decided, self._deciding)

    @_notes.default
    def _noting(self) -> tuple[Callable[[Any, Profile, Context], str], ...]:
        return tuple(each.note for each in self.tests if each.note is not None)

    @_cites.default
    def _citing(self) -> bool:
        return any(each.cites for each in self.tests)

    def judge(self, record: Any, profile: Profile, context: Context) -> Judgement:
        """
        The same verdict, with all there is to say of it.
        """
        return Judgement.of(self.tests, self.describe, record, profile, context)

    def passing(self, record: Any, profile: Profile, context: Context) -> Judgement:
        """
        The judgement on a record that is known to pass: nothing is the matter with it.
        """
        return Judgement(record, self.describe(record), MET, (), self._noted(record, profile, context))

    def _noted(self, record: Any, profile: Profile, context: Context) -> str:
        return "".join([note(record, profile, context) for note in self._notes]) if self._notes else ""

    def counted(self, profile: Profile, context: Context) -> list[Judgement]:
        """
        The records that pass, or may pass, judged.
        """
        return [
            self.passing(each, profile, context) if verdict is MET else self.judge(each, profile, context)
            for each, verdict in zip(profile.records(self.section), self.verdicts(profile, context), strict=True)
            if verdict is not NOT_MET
        ]

    def verdicts(self, profile: Profile, context: Context) -> list[Verdict]:
        """
        The verdict on each record of the section; found once in each check.
        """
        return context.once(("verdicts", self), self._verdicts, profile, context)

    def _verdicts(self, profile: Profile, context: Context) -> list[Verdict]:
        return [self.verdict(each, profile, context) for each in getattr(profile, self.section)]

    def judged(self, profile: Profile, context: Context) -> list[Judgement]:
        """
        Every record of the section, judged.
        """
        return [self.judge(each, profile, context) for each in profile.records(self.section)]

    def considered(self, profile: Profile, context: Context) -> list[Considered]:
        """
        Every record of the section as it was judged, and the section itself for what it may omit.
        """
        found = [Considered.of(each, context) for each in self.judged(profile, context)]
        return [*found, Considered.rest(self.section, profile)]

    def met_by(self) -> str:
        """
        What would pass, in words: "a record in `training`: type: residency; completed by the day asked".
        """
        return f"a record in `{self.section}`: {self.asked}" if self.asked else f"any record in `{self.section}`"

    @property
    def asked(self) -> str:
        """
        What all tests ask, in words.
        """
        every = (each.asked if each.asked.startswith(each.name) else f"{each.name}: {each.asked}" for each in self.tests if each.asked)
        return "; ".join(every).replace("{on}", "the day asked").replace("_", " ")

    def best_of(self, profile: Profile, context: Context) -> Finding:
        """
        The finding on whether some record passes.
        """
        in_vain, deciding = self.section in profile.complete, self._deciding
        for index, record in enumerate(getattr(profile, self.section)):
            verdict = decided(deciding, record, profile, context)
            if verdict is MET:
                return Finding.later(PASSED, self._passed, index, profile, context)
            if verdict is UNDETERMINED:
                in_vain = False
        if in_vain:
            return Finding.later(IN_VAIN, self._in_vain, profile, context)
        return Finding.later(OPEN, self._not_known, profile, context)

    def _passed(self, first: int, profile: Profile, context: Context) -> Explanation:
        """
        The records that pass, of which one is the *first*, and those that lost against a better supported one.
        """
        records = profile.records(self.section)
        passing, others = [records[first]], list(records[:first])
        for each in records[first + 1 :]:
            (passing if self.verdict(each, profile, context) is MET else others).append(each)
        evidence = [Evidence(each.pointer, self.describe(each) + self._noted(each, profile, context)) for each in passing]
        lost = _overruled([self.judge(each, profile, context) for each in others]) if self._cites and others else ()
        return Explanation(Reason(f"{self.code}.met", "{what}", {"what": evidence[0].says}), (*evidence, *lost))

    def _in_vain(self, profile: Profile, context: Context) -> Explanation:
        """
        The section is complete and no record passes: the nearest ones say why.
        """
        judged = self.judged(profile, context)
        furthest = max((each.passed for each in judged), default=0)
        nearest = [each for each in judged if each.passed == furthest and furthest and not each.cite]
        reason = nearest[0].reason if nearest else None
        return Explanation(
            reason or Reason(f"{self.code}.none", "no {sought} on file", {"sought": self.sought}),
            (*_as_described(nearest), absence(self.section, profile), *_overruled(judged)),
        )

    def _not_known(self, profile: Profile, context: Context) -> Explanation:
        """
        Some record may pass, or there may be one that is not on file.
        """
        judged = self.judged(profile, context)
        possible = [each for each in judged if each.verdict is UNDETERMINED]
        missing = dict.fromkeys(each for judgement in possible for each in judgement.missing)
        template = "no {sought} on file, and `{section}` may omit some" if judged else "nothing on file about {sought}"
        if not profile.is_complete(self.section):
            question = f"Is there {_article(self.sought)} that is not on file?"
            lacking = omitted(self.section, profile, context.on, question)
            missing.update(dict.fromkeys(lacking))
            if not judged and lacking[0].pointer != f"/{self.section}/-":
                template += ", but for what is set aside"
        unknown = Reason(f"{self.code}.unknown", template, {"sought": self.sought, "section": self.section})
        reason = possible[0].reason if possible else None
        return Explanation(reason or unknown, (*_as_described(possible), *_overruled(judged)), tuple(missing))


#: By names of their own: Python 3.11 takes its time over a member of an enum.
PASSED, IN_VAIN, OPEN = Outcomes.MET, Outcomes.NOT_MET, Outcomes.UNDETERMINED


def _as_described(judged: Iterable[Judgement]) -> list[Evidence]:
    return [Evidence.of(each.record, each.says) for each in judged]


def _overruled(judged: list[Judgement]) -> list[Evidence]:
    """
    The records that lost against a better supported one, which has to be said.
    """
    return [
        Evidence.of(each.record, f"{each.says}; overruled by a better supported record")
        for each in judged
        if each.cite
    ]


def measured(
    section: str,
    counted: Sequence[Judgement],
    amount: Amount,
    profile: Profile,
    on: date,
    *,
    code: str,
    sought: str,
    ends: tuple[str, str],
    days: Callable[[list[Any]], Iterable[Stint]],
    cut: Cut,
    convention: str = "",
    cited: Iterable[Evidence] = (),
    missing: Iterable[Missing] = (),
) -> Explanation:
    """
    What there is to say of how much the records that were *counted* come to together.

    It is measured on day *on*, and *convention* says how the amount that is needed was reckoned.  *days* are those of the records and *cut* is what
    of them can count: unless too little was served, nothing is said of a record outside of it.  *ends* are the
    fields of their first and last day, asked for where it makes a difference to know them better.
    """
    verdict = amount.verdict
    timed = list(zip(counted, days([each.record for each in counted]), strict=True))
    reaching = [(each, stint) for each, stint in timed if cut.reaches(stint)]
    looked_at = timed if verdict is NOT_MET else reaching
    shown = [each for each, _ in looked_at if each.verdict is MET or verdict is not MET]
    evidence = _as_described(shown)
    asked = dict.fromkeys(missing)
    if verdict is UNDETERMINED:
        asked.update(dict.fromkeys(each for judged, stint in reaching for each in (*judged.missing, *_imprecise(judged, ends, stint, cut))))
        if not profile.is_complete(section):
            asked.update(dict.fromkeys(omitted(section, profile, on, f"Is there more {sought} that is not on file?")))
    elif verdict is NOT_MET:
        evidence.append(absence(section, profile))
    values = {"amount": amount, "sought": sought, "convention": convention}
    reason = Reason(f"{code}.amount", "{amount} of {sought}{convention}", values)
    return Explanation(reason, (*evidence, *cited), tuple(asked) if verdict is UNDETERMINED else (), amount)


def _imprecise(judged: Judgement, ends: tuple[str, str], stint: Stint, cut: Cut) -> Iterator[Missing]:
    """
    Questions for the ends of a record that are not known to the day, where the day makes a difference.
    """
    begins = not stint.certain or cut.divides(stint.start_first, stint.start_last)
    stops = cut.divides(stint.end_first + 1, stint.end_last + 1)
    for field, verb, matters in zip(ends, ("begin", "end"), (begins, stops), strict=True):
        day = getattr(judged.record, field)
        if not matters or (verb == "end" and getattr(judged.record, "ongoing", None)):
            continue
        if day is None or day.first != day.last:
            hint = ' (".." if it goes on)' if day is None and verb == "end" else ""
            yield Missing(judged.record.at(field), f"On which day did {judged.what} {verb}?{hint}")


def absence(section: str, profile: Profile) -> Evidence:
    """
    A section as evidence that it holds no (other) record of what is asked.
    """
    says = "known to be empty" if section in profile.none else "complete; nothing else is on file"
    recorded = f", as recorded on {profile.recorded_on}" if profile.recorded_on is not None else ""
    return Evidence(f"/{section}", says + recorded)


def _article(sought: str) -> str:
    spelled_out = sought[:2].isupper() and sought[0] in "AEFHILMNORSX"
    return f"{'an' if spelled_out or sought[:1] in 'aeiou' else 'a'} {sought}"


def listed(words: Iterable[str], joined: str = "or") -> str:
    """
    Words as a list in a sentence: "CA", "CA or NV", "CA, NV or OR".
    """
    every = list(words)
    return f" {joined} ".join(filter(None, (", ".join(every[:-1]), every[-1]))) if every else ""


