"""
How the values of a report read: the words that all formats for people share.

What is made here comes from the report's document, so that stored reports read as new ones do.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

Document = Mapping[str, Any]

#: The levels of requirements, in the order in which they are shown.
LEVELS = ("required", "review", "preferred")


def spoken(name: str) -> str:
    """
    A name of a document as words: "not met" for `not_met`.
    """
    return name.replace("_", " ")


def counted(number: int, noun: str) -> str:
    """
    "1 candidate", "2 candidates".
    """
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def visible(text: str) -> str:
    """
    The text with control and direction characters written out, so that nothing can obey them.
    """
    if text.isprintable():
        return text
    return "".join(
        each if each.isprintable() or each == " " else f"\\u{ord(each):04x}" if _controls(each) else each for each in text
    )


def _controls(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")


def who(document: Document) -> str:
    """
    What a candidate is called, read or not.
    """
    return document["candidate"] or "the candidate"


def role_of(document: Document) -> str:
    """
    The role that was asked, with its version and its id.
    """
    ruleset = document["ruleset"]
    return f"{ruleset['title']} {ruleset['version']} ({ruleset['id']})"


def asked_of(document: Document) -> str:
    """
    What was asked: the role, the day, named days, the parameters; of a dated one, since when it has its value.
    """
    defaults = document.get("defaults", {})
    since = {name: f" (since {each['since']})" for name, each in defaults.items() if "since" in each}
    parameters = (f"{name} {value}{since.get(name, '')}" for name, value in document["parameters"].items())
    days = (f"{name} {day}" for name, day in document.get("dates", {}).items())
    return ", ".join((role_of(document), f"as of {document['as_of']}", *days, *parameters))


ACTS = {"set": "set", "change": "changed", "remove": "removed", "add": "added"}


def edited(edit: Document) -> str:
    """
    What an overlay did, and why.
    """
    keys = f" ({', '.join(edit['keys'])})" if edit["act"] == "change" else ""
    return f"{ACTS[edit['act']]} by {edit['layer']}{keys}: {edit['because']}"


def by_level(document: Document) -> Iterator[tuple[str, list[Document]]]:
    """
    Each level that has requirements, with those that decided first.
    """
    decided_by = frozenset(document["decided_by"])
    for level in LEVELS:
        of_level = [each for each in document["requirements"] if each["level"] == level]
        if of_level:
            yield level, sorted(of_level, key=lambda each: each["id"] not in decided_by)


def why(requirement: Document) -> tuple[str, list[Document]]:
    """
    The reason and the evidence; evidence that would only repeat the reason becomes it.
    """
    evidence = requirement["evidence"]
    reason: str = requirement["reason"]["text"]
    if len(evidence) == 1 and evidence[0]["says"] == reason:
        return cited(evidence[0]), []
    return reason, evidence


def cited(evidence: Document) -> str:
    """
    What a piece of evidence says, where it stands, and how well it is supported.
    """
    return f"{evidence['says']} [{evidence['pointer']}, {evidence['strength']}]"


def fault(requirement: Document) -> str:
    """
    The error of a criterion, in words.
    """
    return f"{requirement['error']['type']}: {requirement['error']['message']}"


def promised(condition: Document) -> str:
    """
    A promise that the decision counts on.
    """
    return f"by {condition['by']}: {condition['says']}"


def asking(question: Document) -> str:
    """
    A question, where its answer belongs, and what it would settle.
    """
    return f"{question['question']} ({question['pointer']}; for {', '.join(question['settles'])})"


def warned(warning: Document) -> str:
    """
    A warning, and what it is about, if that is a place in the profile.
    """
    return f"{warning['message']} ({warning['pointer']})" if warning["pointer"] else str(warning["message"])


def problem(each: Document) -> str:
    """
    What is wrong with a candidate's document, and where.
    """
    return ": ".join(filter(None, (each["pointer"], each["message"])))


def decisions(summary: Document) -> str:
    """
    How many candidates there are of each decision, in a sentence.
    """
    counts = [f"{number} {spoken(name)}" for name, number in summary["decisions"].items()]
    if summary["failures"]:
        counts.append(f"{summary['failures']} could not be read")
    return f"{counted(summary['candidates'], 'candidate')}: {', '.join(counts) or 'nothing to say'}"


#: What the summary calls its two lists of requirements, and how many of them are shown.
FREQUENT = {"unmet": "most often not met", "unknown": "most often not known"}
SHOWN = 5


def frequent(summary: Document) -> Iterator[tuple[str, list[str]]]:
    """
    The requirements that are most often not met and most often not known, where there are many candidates.
    """
    read = summary["candidates"] - summary["failures"]
    for name, title in FREQUENT.items():
        if read > 1 and summary[name]:
            lines = [f"{each['candidates']} of {read}: {each['title']} ({each['id']})" for each in summary[name]]
            yield title, lines[:SHOWN]
