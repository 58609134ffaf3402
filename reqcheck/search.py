"""
Search: whether some record of a section answers a criterion, and what is missing if it is not known.

One record that passes suffices, and only a complete section can be searched in vain.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from reqcheck.evidence import Amount, Evidence, Missing, Reason
from reqcheck.finding import Finding
from reqcheck.judgement import Judgement
from reqcheck.verdict import MET, NOT_MET, UNDETERMINED, Outcomes

if TYPE_CHECKING:
    from reqcheck.profile import Profile


def best_of(
    section: str,
    judgements: Iterable[Judgement],
    profile: Profile,
    *,
    code: str,
    sought: str,
    cited: Collection[Evidence] = (),
) -> Finding:
    """
    The finding on whether some record of *section* passes.

    *sought* names what is looked for ("medical license"); *cited* is evidence besides.
    """
    judged = list(judgements)
    met = [Evidence(each.record.pointer, each.says) for each in judged if each.verdict is MET]
    besides = [*_overruled(judged), *cited] if cited or any(each.cite for each in judged) else ()
    if met:
        return Finding(Outcomes.MET, Reason(f"{code}.met", "{what}", {"what": met[0].says}), (*met, *besides))
    if profile.is_complete(section) and all(each.verdict is NOT_MET for each in judged):
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
    besides: Iterable[Evidence],
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
            _absence(section, profile),
            *besides,
        ),
    )


def _not_known(
    section: str,
    judged: list[Judgement],
    profile: Profile,
    code: str,
    sought: str,
    besides: Iterable[Evidence],
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
        evidence.append(_absence(section, profile))
    values = {"amount": amount, "sought": sought, "convention": convention}
    reason = Reason(f"{code}.amount", "{amount} of {sought}{convention}", values)
    return Finding.on(verdict, reason, evidence=(*evidence, *cited), missing=asked, amount=amount)


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
            yield Missing(judged.record.at(field), f"On which day did {judged.describe(judged.record)} {verb}?{hint}")


def _absence(section: str, profile: Profile) -> Evidence:
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


