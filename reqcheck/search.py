"""
Search: whether some record of a section answers a criterion, and what is missing if it is not known.

A `Judgement` puts one record to one test after another and remembers where it failed.  `best_of`
takes the judgements of a section together: one record that passes suffices, and only a complete
section can be searched in vain.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from reqcheck.criterion import Amount, Evidence, Finding, Missing, Reason, decimal
from reqcheck.dates import Event, Says
from reqcheck.standing import Held
from reqcheck.verdict import Outcomes, Verdict

if TYPE_CHECKING:
    from reqcheck.profile import Profile
    from reqcheck.records import Record
    from reqcheck.vocabulary import Term, Terms

MET, NOT_MET, UNDETERMINED = Verdict.MET, Verdict.NOT_MET, Verdict.UNDETERMINED


class Judgement:
    """
    One record put to the tests of a criterion, in order.

    *verdict* is that of all tests together; *passed* counts those before the first that failed.
    A record to *cite* is named in the finding although it does not pass; a *note* is added to what
    is said of it.
    """

    __slots__ = ("cite", "describe", "missing", "note", "passed", "reason", "record", "verdict")

    def __init__(self, record: Any, describe: Callable[[Any], str]) -> None:
        self.record: Record = record
        self.describe = describe
        self.verdict = MET
        self.passed = 0
        self.reason: Reason | None = None
        self.missing: list[Missing] = []
        self.cite = False
        self.note = ""

    @property
    def failed(self) -> bool:
        """
        A test was not met: no further test matters.
        """
        return self.verdict is NOT_MET

    @property
    def says(self) -> str:
        """
        The record in a few words.
        """
        return self.describe(self.record) + self.note

    def test(
        self,
        verdict: Verdict,
        code: str,
        template: str,
        values: dict[str, Any] | None = None,
        *,
        at: str = "",
        ask: str = "",
    ) -> bool:
        """
        Put the record to one test; returns whether it may still pass.

        *template* says what is the matter if it does not pass for certain.  Where it is not known,
        *ask* is the question and *at* the field that would answer it.
        """
        if self.verdict is NOT_MET:
            return False
        if verdict is MET:
            self.passed += 1
            return True
        if verdict is NOT_MET or self.reason is None:
            self.reason = Reason(code, template, self._values(values))
        self.verdict = verdict
        if verdict is NOT_MET:
            self.missing.clear()
            return False
        if ask:
            where = self.record.at(at) if at else self.record.pointer
            self.missing.append(Missing(where, ask.format(**self._values(values))))
        return True

    def word(self, field: str, value: str | None, asked: Collection[str], known: Terms, code: str, *, at: str = "") -> bool:
        """
        Test whether a field holds one of the terms *asked*; any will do where none are.
        """
        if not asked:
            return True
        if value is None:
            return self.test(
                UNDETERMINED, f"{code}.{field}-unknown", "{what}: its " + _plain(field) + " is not known",
                at=at or field, ask=f"What is the {_plain(field)} of {{what}}?",
            )
        term = known.find(value)
        if term is None:
            return self.test(
                UNDETERMINED, f"{code}.{field}-not-recognized",
                "{what}: its " + _plain(field) + " is not recognized",
                at=at or field, ask=f"Which of the known words fits the {_plain(field)} of {{what}}?",
            )
        verdict = MET if term.among(asked) else UNDETERMINED if _could_be(term, asked, known) else NOT_MET
        return self.test(
            verdict, f"{code}.{field}", "{what}: another " + _plain(field) + " than asked, or one that is not said",
            at=at or field, ask=f"Which {_plain(field)} exactly is {{what}}?",
        )

    def _values(self, values: dict[str, Any] | None) -> dict[str, Any]:
        return {"what": self.says, **(values or {})}


def _could_be(term: Term, asked: Collection[str], known: Terms) -> bool:
    """
    A term that names no more than a group may stand for a member that is asked.
    """
    if "unspecified" not in term.facts:
        return False
    members = (known.find(code) for code in asked)
    return any(each is not None and not each.groups.isdisjoint(term.groups) for each in members)


def best_of(
    section: str,
    judgements: Iterable[Judgement],
    profile: Profile,
    *,
    code: str,
    sought: str,
    cited: Iterable[Evidence] = (),
) -> Finding:
    """
    The finding on whether some record of *section* passes.

    *sought* names what is looked for ("medical license"); *cited* is evidence besides.
    """
    judged = list(judgements)
    best = max((each.verdict for each in judged), default=NOT_MET)
    besides = [*_overruled(judged), *cited]
    if best is MET:
        met = [each for each in judged if each.verdict is MET]
        return Finding(
            Outcomes.MET,
            Reason(f"{code}.met", "{what}", {"what": met[0].says}),
            (*(Evidence.of(each.record, each.says) for each in met), *besides),
        )
    if best is NOT_MET and profile.is_complete(section):
        return _in_vain(section, judged, profile, code, sought, besides)
    return _not_known(section, judged, profile, code, sought, besides)


def _overruled(judged: list[Judgement]) -> list[Evidence]:
    """
    The records that lost against a better supported one, which has to be said.
    """
    return [
        Evidence.of(each.record, f"{each.says}; overruled by a better supported record")
        for each in judged
        if each.cite
    ]


def _in_vain(
    section: str,
    judged: list[Judgement],
    profile: Profile,
    code: str,
    sought: str,
    besides: list[Evidence],
) -> Finding:
    """
    The section is complete and no record passes: the nearest ones say why.
    """
    furthest = max((each.passed for each in judged), default=0)
    nearest = [each for each in judged if each.passed == furthest and furthest and not each.cite]
    reason = nearest[0].reason if nearest else None
    return Finding(
        Outcomes.NOT_MET,
        reason or Reason(f"{code}.none", "no {sought} on file", {"sought": sought}),
        (
            *(Evidence.of(each.record, each.says) for each in nearest),
            _absence(section, profile, searched=len(judged)),
            *besides,
        ),
    )


def _not_known(
    section: str,
    judged: list[Judgement],
    profile: Profile,
    code: str,
    sought: str,
    besides: list[Evidence],
) -> Finding:
    """
    Some record may pass, or there may be one that is not on file.
    """
    possible = [each for each in judged if each.verdict is UNDETERMINED]
    missing = dict.fromkeys(each for judgement in possible for each in judgement.missing)
    if not profile.is_complete(section):
        missing[Missing(f"/{section}/-", f"Is there {_article(sought)} that is not on file?")] = None
    reason = possible[0].reason if possible else None
    template = "no {sought} on file, and `{section}` may omit some" if judged else "nothing on file about {sought}"
    return Finding(
        Outcomes.UNDETERMINED,
        reason or Reason(f"{code}.unknown", template, {"sought": sought, "section": section}),
        (*(Evidence.of(each.record, each.says) for each in possible), *besides),
        tuple(missing),
    )


def measured(
    section: str,
    counted: Sequence[Judgement],
    amount: Amount,
    profile: Profile,
    *,
    code: str,
    sought: str,
    ends: tuple[str, str],
    convention: str = "",
    cited: Iterable[Evidence] = (),
    missing: Iterable[Missing] = (),
) -> Finding:
    """
    The finding on how much the records that were *counted* come to together.

    *convention* says how the amount that is needed was reckoned.  *ends* are the fields of their first and last day, asked for where they are not known to the day.
    """
    verdict = amount.verdict
    shown = [each for each in counted if each.verdict is MET] if verdict is MET else counted
    evidence = [Evidence.of(each.record, each.says) for each in shown]
    asked = dict.fromkeys(missing)
    if verdict is UNDETERMINED:
        asked.update(dict.fromkeys(each for judged in counted for each in (*judged.missing, *_imprecise(judged, ends))))
        if not profile.is_complete(section):
            asked[Missing(f"/{section}/-", f"Is there more {sought} that is not on file?")] = None
    elif verdict is NOT_MET:
        evidence.append(_absence(section, profile, searched=len(profile.records(section))))
    values = {"amount": amount_words(amount), "sought": sought, "convention": convention}
    reason = Reason(f"{code}.amount", "{amount} of {sought}{convention}", values)
    return Finding.on(verdict, reason, evidence=(*evidence, *cited), missing=asked, amount=amount)


def amount_words(amount: Amount) -> str:
    """
    An amount in words: "36 of 36 months", "30 to 41 of 36 months", "at least 30 of 36 months".
    """
    least, needed = decimal(amount.least), decimal(amount.needed)
    if amount.most is None:
        return f"at least {least} of {needed} {amount.unit}"
    most = decimal(amount.most)
    return f"{least if least == most else f'{least} to {most}'} of {needed} {amount.unit}"


def _imprecise(judged: Judgement, ends: tuple[str, str]) -> Iterator[Missing]:
    """
    Questions for the ends of a record that are not known to the day.
    """
    for field, verb in zip(ends, ("begin", "end"), strict=True):
        day = getattr(judged.record, field)
        if verb == "end" and getattr(judged.record, "ongoing", None):
            continue
        if day is None or day.first != day.last:
            hint = ' (".." if it goes on)' if day is None and verb == "end" else ""
            yield Missing(judged.record.at(field), f"On which day did {judged.says} {verb}?{hint}")


def in_force(judged: Judgement, held: Held[Any], on: date, code: str, *, begin: str = "issued", end: str = "expires") -> bool:
    """
    Test whether a record is in force on a day, and say what is the matter if it is not certain.

    *begin* and *end* are the fields that hold its dates.
    """
    stands = held.standing
    if held.in_force is MET:
        judged.note = f" as of {stands.spoken}" if stands.assumed else ""
        return judged.test(MET, code, "")
    if held.overruled_by is not None:
        judged.cite = True
        return judged.test(NOT_MET, f"{code}.overruled", "{what}: overruled by a better supported record")
    values = {"spoken": stands.spoken.isoformat(), "on": on.isoformat()}
    if held.in_force is NOT_MET:
        late = stands.period is not None and on > stands.period.latest_end
        if stands.bars(on) or not late:
            return judged.test(NOT_MET, f"{code}.not-in-force", "{what}: not in force on {on}", values)
        return judged.test(NOT_MET, f"{code}.expired", "{what}: no longer in force on {on}", values)
    if held.disputed_by is not None or stands.period is None:
        who = "another record of it says otherwise" if stands.period is not None else "its status and its dates disagree"
        return judged.test(
            UNDETERMINED, f"{code}.disputed", f"{{what}}: {who}", values,
            at="status", ask="Is {what} in force? " + who[0].upper() + who[1:] + ".",
        )
    if stands.says is None:
        return judged.test(
            UNDETERMINED, f"{code}.status-unknown", "{what}: its status is not known, or not recognized", values,
            at="status", ask="What is the status of {what}?",
        )
    if stands.says not in (Says.IN_FORCE, Says.ENDED):
        return judged.test(
            UNDETERMINED, f"{code}.status-elsewhen", "{what}: that was so on {spoken}, not necessarily on {on}", values,
            at="status", ask="What is the status of {what} on {on}?",
        )
    if on > stands.period.earliest_end:
        return judged.test(
            UNDETERMINED, f"{code}.expiry-unknown", "{what}: whether it is still in force is not known", values,
            at=end, ask='When does {what} end? (".." if it never does)',
        )
    return judged.test(
        UNDETERMINED, f"{code}.beginning-unknown", "{what}: whether it had begun is not known", values,
        at=begin, ask="When did {what} begin?",
    )


def happened(judged: Judgement, event: Event, on: date, code: str, *, at: str, word: str) -> bool:
    """
    Test whether an event (*word*: conferred, completed, passed) has happened by a day.
    """
    verdict = event.by(on)
    if verdict is NOT_MET:
        return judged.test(verdict, f"{code}.not-{word}", f"{{what}}: not {word} by {on}")
    what = "its status and its date disagree" if event.disputed else f"whether it was {word} is not known"
    return judged.test(
        verdict, f"{code}.{word}-unknown", f"{{what}}: {what}",
        at=at, ask=f"Was {{what}} {word}, and on which day?",
    )


def _absence(section: str, profile: Profile, *, searched: int) -> Evidence:
    """
    A section as evidence that it holds no (other) record of what is asked.
    """
    says = "complete; nothing else is on file" if searched else "known to be empty"
    recorded = f", as recorded on {profile.recorded_on}" if profile.recorded_on is not None else ""
    return Evidence(f"/{section}", says + recorded)


def _article(sought: str) -> str:
    return sought if sought.startswith(("a ", "an ")) else f"{'an' if sought[:1] in 'aeiou' else 'a'} {sought}"


def _plain(field: str) -> str:
    return field.replace("_", " ")


def listed(words: Iterable[str], joined: str = "or") -> str:
    """
    Words as a list in a sentence: "CA", "CA or NV", "CA, NV or OR".
    """
    every = list(words)
    return f" {joined} ".join(filter(None, (", ".join(every[:-1]), every[-1]))) if every else ""


