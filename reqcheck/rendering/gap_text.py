"""
A gap as text for people: what stands in the way, the ways to be qualified, what time or nobody cures.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from typing import Any

from reqcheck.rendering.text import STYLES, Line
from reqcheck.wording import Document, asked_of, counted, spoken, warned, who

#: What each remedy asks, in the words of a recruiter.
ACTS = {
    "obtain": "obtain", "renew": "renew in time", "work": "work", "verify": "show", "wait": "wait",
    "waive": "the employer waives", "satisfy": "satisfy",
}


def gap_lines(document: Document) -> Iterator[Line]:
    """
    The lines of one gap.
    """
    yield Line(f"{who(document)}: {spoken(document['decision'])}", style=STYLES.get(document["decision"], ""))
    yield Line(asked_of(document), 2, "quiet")
    if not document["in_the_way"]:
        yield Line("Nothing stands in the way.", 2)
        yield from _warnings(document)
        yield Line("")
        return
    titles = {each["id"]: each["title"] for each in document["in_the_way"]}
    yield from _headed("what stands in the way", (line for each in document["in_the_way"] for line in _obstacle(each)))
    yield from _headed("ways to be qualified, the least first", _ways(document))
    yield from _headed("what time alone cures", (_cured(each, document) for each in document["by_time"]))
    bars = (Line(f"{each}: {titles[each]}: cannot be cured; only the employer can waive it", 4, hang=2) for each in document["by_employer_only"])
    yield from _headed("what only the employer can do", bars)
    yield from _facts(document)
    yield from _witnesses(document)
    yield from _warnings(document)
    yield Line("")


def _headed(title: str, lines: Iterable[Line]) -> Iterator[Line]:
    inside = list(lines)
    if inside:
        yield from (Line(""), Line(title, 2, "bold"), *inside)


def _obstacle(requirement: Document) -> Iterator[Line]:
    """
    A requirement that is not met, or not known to be, and why.
    """
    yield Line(f"{spoken(requirement['status'])}  {requirement['id']}: {requirement['title']}", 4, requirement["status"], hang=2)
    yield Line(requirement["because"], 8, hang=2)


def _ways(document: Document) -> Iterator[Line]:
    for number, each in enumerate(document["alternatives"], 1):
        yield Line(f"{number}. {_when(each, document['as_of'])}{_price(each['cost'])}{_certainty(each)}", 4, hang=3)
        for remedy in each["remedies"]:
            named = f" ({remedy['requirement']})" if remedy["requirement"] else ""
            yield Line(f"{ACTS[remedy['act']]}: {remedy['what']}{named}", 7, hang=2)
        waived = {remedy["requirement"] for remedy in each["remedies"] if remedy["act"] == "waive"}
        yield from (Line(value, 7, hang=2) for value in _then(document, each["on"], {*_asking(document)} - waived))
    if not document["alternatives"]:
        yield Line("none was found that holds when it is tried", 4)
    elif not document["proven_minimal"]:
        yield Line("There may be a way that takes less: not every one was tried.", 4, "quiet")


def _cured(requirement: Document, document: Document) -> Line:
    """
    A requirement that time alone cures, the day, and what is asked then if that is another value.
    """
    told = f"{requirement['id']}: met from {requirement['on']} if nothing else changes"
    return Line("; ".join((told, *_then(document, requirement["on"], {requirement["id"]}))), 4, hang=2)


def _asking(document: Document) -> Iterator[str]:
    return (name for each in document["later"] for name in each["requirements"])


def _then(document: Document, on: str, asking: Container[str]) -> Iterator[str]:
    """
    The dated parameters that have another value on a day than on the day asked, where one of some requirements takes it.
    """
    stands = {each["parameter"]: each for each in document["later"] if each["since"] <= on}
    for name, each in stands.items():
        if each["value"] != document["parameters"].get(name) and any(map(asking.__contains__, each["requirements"])):
            yield f"{name} is then {each['value']} (since {each['since']})"


def _when(alternative: Document, as_of: str) -> str:
    on = alternative["on"]
    after = "" if alternative["decision"] == "qualified" else f" ({spoken(alternative['decision'])})"
    return f"{'as soon as it is done' if on == as_of else f'from {on}'}{after}"


def _price(cost: Document) -> str:
    """
    What it takes: credentials, days, waivers.
    """
    parts = [
        counted(cost["credentials"], "credential") if cost["credentials"] else "",
        f"{counted(cost['days'], 'day')} to wait" if cost["days"] else "",
        counted(cost["waived"], "waiver") if cost["waived"] else "",
        f"{counted(cost['other'], 'thing')} to do besides" if cost["other"] and any((cost["credentials"], cost["days"], cost["waived"])) else "",
    ]
    told = ", ".join(filter(None, parts))
    return f": {told}" if told else ": nothing to obtain, only to show" if cost["other"] else ""


def _certainty(alternative: Document) -> str:
    return "" if alternative["verified"] else " (taken for done: its kind does not say how to show it)"


def _warnings(document: Document) -> Iterator[Line]:
    yield from _headed("warnings", (Line(warned(each), 4, hang=2) for each in document["warnings"]))


def _facts(document: Document) -> Iterator[Line]:
    """
    The facts that could make a candidate under review qualified, or settle the review at all.
    """
    qualify, settle = document["could_qualify"], document["could_settle"]
    yield from _headed("facts that could make the candidate qualified, the fewest first", _sets(qualify))
    if settle != qualify:
        yield from _headed("facts that could settle it either way, the fewest first", _sets(settle))


def _sets(sets: list[list[dict[str, Any]]]) -> Iterator[Line]:
    for number, each in enumerate(sets, 1):
        for place, fact in enumerate(each):
            head = f"{number}. " if place == 0 else "   "
            yield Line(f"{head}{fact['question']} ({fact['pointer']})", 4, hang=3)


def _witnesses(document: Document) -> Iterator[Line]:
    """
    What the decision could come to, either way, where that was asked.
    """
    found = document.get("witnesses")
    if found is None or document["decision"] != "needs_review":
        return
    for name, words in (("qualified", "would be qualified, for example, if"), ("not_qualified", "would not be qualified, for example, if")):
        supposed = found[name]["supposed"] if found[name] is not None else ()
        yield from _headed(words, (Line(f"{each['pointer']}: {each['says']}", 4, hang=2) for each in supposed))
    yield from _headed("could it be either way?", _unfound(found))


def _unfound(found: Document) -> Iterator[Line]:
    """
    What was not found, and what stays open or with people.
    """
    for name, words in (("qualified", "qualified"), ("not_qualified", "not qualified")):
        if found[name] is None:
            yield Line(f"no facts were found with which the candidate is {words}", 4)
    for each in found["left_open"]:
        yield Line(f"{each}: no answer that would settle it can be foretold; ask", 4, hang=2)
    for each in found["for_people"]:
        yield Line(f"{each}: not met, which a person has to weigh in any case", 4, hang=2)
