"""
Differences between rule sets as text for people.
"""

from __future__ import annotations

from collections.abc import Iterator

from reqcheck.rendering.differing import (
    alteration,
    cause,
    counts,
    fates,
    heading,
    searched,
    sentence,
    turn,
    unseen,
)
from reqcheck.rendering.json import encoded
from reqcheck.rendering.text import Line
from reqcheck.wording import Document

#: How a direction is drawn.
STYLES = {"stricter": "not_met", "looser": "met", "changed": "undetermined"}


def head_lines(document: Document) -> Iterator[Line]:
    """
    What differs in what is asked.
    """
    yield Line(heading(document), style="bold")
    yield Line(fates(document))
    for each in document["requirements"]:
        yield Line("")
        yield Line(f"{each['id']}: {each['title']}", 2, "bold", hang=2)
        yield from (Line(text, 4, STYLES.get(direction or "", ""), hang=2) for text, direction in alteration(each))
    rest = [*map(sentence, document["whole"]), *_rest(document)]
    if rest:
        yield from (Line(""), Line("the rule set itself", 2, "bold"))
        yield from (Line(each, 4, hang=2) for each in rest)


def _rest(document: Document) -> Iterator[str]:
    if document["reordered"]:
        yield "the requirements stand in another order"
    yield from (f"`{each}` differs" for each in document["other_parts"])


def contrast_lines(contrast: Document) -> Iterator[Line]:
    """
    One candidate who changes decision.
    """
    yield Line(f"{contrast['candidate']}: {turn(contrast)}", 2, contrast["new"], hang=2)
    yield from (Line(cause(each), 4, hang=2) for each in contrast["because"])


def summary_lines(summary: Document) -> Iterator[Line]:
    """
    How many there are.
    """
    first, *rest = counts(summary)
    yield from (Line(""), Line(first, style="bold"))
    yield from (Line(each, 2, hang=2) for each in rest)


def divergence_lines(search: Document) -> Iterator[Line]:
    """
    What came of the search, without the profile itself.
    """
    yield from (Line(""), Line(searched(search), style="bold"))
    if search["found"] is not None:
        yield from (Line(cause(each), 2, hang=2) for each in search["found"]["because"])
    yield from (Line(each, 2, "quiet", hang=2) for each in unseen(search))


def profile_text(search: Document) -> str:
    """
    The profile that was found, as JSON that `reqcheck check` reads.
    """
    return f"{encoded(search['found']['profile'], pretty=True)}\n"
