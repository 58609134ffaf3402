"""
A judgement puts one record to one test after another, and knows where it failed.

Tests are data.  Each decides by itself, quickly, and says what is the matter only when it is asked:
a verdict and its explanation come from the same test and cannot disagree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, TypeAlias

import attrs

from reqcheck.evidence import Missing, Nothing, Reason
from reqcheck.verdict import MET, NOT_MET, UNDETERMINED, Verdict

if TYPE_CHECKING:
    from reqcheck.criterion import Context
    from reqcheck.profile import Profile
    from reqcheck.records import Record

    Describe = Callable[[Any], str]


#: How a test decides on a record, and how it tells what is the matter: both from the record, the
#: profile and the context, and from nothing else.
Decide: TypeAlias = "Callable[[Any, Profile, Context], Verdict]"
Tell: TypeAlias = "Callable[[Any, Profile, Context], Matter]"


class Matter(NamedTuple):
    """
    What is the matter with a record that does not pass a test for certain.

    *template* says it, with ``{what}`` for the record ("not certainly long enough", which becomes
    "not long enough" where that is certain).  Where it is not known, *ask* is the question and *at*
    the field that would answer it; *more* is asked besides.  A record to *cite* is named although
    it does not pass.
    """

    code: str
    template: str
    values: Mapping[str, Any] = Nothing
    at: str = ""
    ask: str = ""
    more: tuple[Missing, ...] = ()
    cite: bool = False

    def missing(self, record: Record, what: str) -> tuple[Missing, ...]:
        """
        The questions about a *record* that is described as *what*.
        """
        where = record.at(self.at) if self.at else record.pointer
        own = (Missing(where, self.ask.replace("{what}", what)),) if self.ask else ()
        return own + self.more

    def says(self, verdict: Verdict) -> str:
        """
        The template as it is said of a record that comes to *verdict*.
        """
        return self.template.replace("not certainly", "not") if verdict is NOT_MET else self.template

    def plainly(self, verdict: Verdict) -> str:
        """
        The same without naming the record.
        """
        return self.says(verdict).removeprefix("{what}: ").format(what="it", **self.values)


@attrs.frozen(eq=False)
class Test:
    """
    One test of a kind: what is compared (*name*), how that is decided, and what is the matter where
    the record does not pass for certain.

    Both functions take the record, the profile and the context, and depend on nothing else.  A
    *note* is added to the description of a record that passes.  With *cites* a record that fails may
    have to be cited all the same.  For those who want to see it, *reads* names the fields that are
    compared and *asked* says with what (``{on}`` is the day asked).
    """

    name: str
    decide: Decide
    matter: Tell
    note: Callable[[Any, Profile, Context], str] | None = None
    cites: bool = False
    reads: tuple[str, ...] = ()
    asked: str = ""

    __test__: ClassVar[bool] = False  # pytest would take it for one of its own

    @classmethod
    def saying(
        cls,
        name: str,
        decide: Decide,
        code: str,
        template: str,
        *,
        at: str = "",
        ask: str = "",
        asked: str = "",
        reads: tuple[str, ...] = (),
    ) -> Test:
        """
        A test that says the same whatever the record; see `Matter`.  It reads the field *at*, where
        no others are named.
        """
        matter = Matter(code, template, at=at, ask=ask)
        return cls(name, decide, lambda *_: matter, reads=reads or ((at,) if at else ()), asked=asked)


class Trial(NamedTuple):
    """
    A test that a record was put to, and how it came out.
    """

    test: Test
    verdict: Verdict
    matter: Matter | None


class Judgement(NamedTuple):
    """
    One record put to the tests of a criterion, in order, up to the first that is not met.

    *verdict* is that of all tests together; *passed* counts those that are met.
    """

    record: Any
    what: str
    verdict: Verdict
    trials: tuple[Trial, ...]
    note: str = ""

    @classmethod
    def of(cls, tests: Iterable[Test], describe: Describe, record: Any, profile: Profile, context: Context) -> Judgement:
        """
        The judgement on one record: the verdict of `decided`, and all there is to say of it.
        """
        verdict, note = MET, ""
        trials = []
        for test in tests:
            found = test.decide(record, profile, context)
            if found is MET:
                trials.append(Trial(test, found, None))
                note += test.note(record, profile, context) if test.note is not None else ""
                continue
            verdict = found
            trials.append(Trial(test, found, test.matter(record, profile, context)))
            if found is NOT_MET:
                break
        return cls(record, describe(record), verdict, tuple(trials), note)

    @property
    def says(self) -> str:
        """
        The record in a few words.
        """
        return self.what + self.note

    @property
    def failed(self) -> bool:
        """
        A test was not met.
        """
        return self.verdict is NOT_MET

    @property
    def passed(self) -> int:
        """
        How many tests are met.
        """
        return sum(each.verdict is MET for each in self.trials)

    @property
    def cite(self) -> bool:
        """
        It has to be named although it does not pass.
        """
        return any(each.matter.cite for each in self.trials if each.matter is not None)

    @property
    def reason(self) -> Reason | None:
        """
        Why the record does not pass for certain; None where it does.
        """
        if self.verdict is MET:
            return None
        matter = next(each.matter for each in self.trials if each.verdict is self.verdict)
        assert matter is not None
        return Reason(matter.code, matter.says(self.verdict), {"what": self.says, **matter.values})

    @property
    def missing(self) -> tuple[Missing, ...]:
        """
        What would tell whether the record passes.
        """
        if self.verdict is not UNDETERMINED:
            return ()
        asked = (each.matter.missing(self.record, self.what) for each in self.trials if each.matter is not None)
        return tuple(missing for each in asked for missing in each)


def best(decide: Decide, records: Iterable[Any], profile: Profile, context: Context, otherwise: Verdict = NOT_MET) -> Verdict:
    """
    The best verdict on some of *records*; *otherwise* where none is better.
    """
    for record in records:
        verdict = decide(record, profile, context)
        if verdict is MET:
            return MET
        if verdict is UNDETERMINED:
            otherwise = UNDETERMINED
    return otherwise


def decided(tests: Iterable[Decide], record: Any, profile: Profile, context: Context) -> Verdict:
    """
    The verdict on one record, by the deciding halves of tests.
    """
    verdict = MET
    for decide in tests:
        found = decide(record, profile, context)
        if found is NOT_MET:
            return NOT_MET
        if found is not MET:
            verdict = UNDETERMINED
    return verdict
