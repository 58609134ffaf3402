"""
Differences between rule sets as Markdown, for the review of a change.
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
from reqcheck.rendering.markdown import marked
from reqcheck.wording import Document, visible


def head(document: Document) -> Iterator[str]:
    """
    What differs in what is asked.
    """
    yield f"# {marked(heading(document))}\n\n{marked(fates(document))}\n"
    for each in document["requirements"]:
        yield f"\n## {marked(each['id'])}: {marked(each['title'])}\n\n"
        yield from _items(text for text, _ in alteration(each))
    others = [f"`{each}` differs" for each in document["other_parts"]]
    rest = [*map(sentence, document["whole"]), *["the requirements stand in another order"] * document["reordered"], *others]
    if rest:
        yield "\n## The rule set itself\n\n"
        yield from _items(iter(rest))


def _items(texts: Iterator[str]) -> Iterator[str]:
    return (f"- {_shown(each)}\n" for each in texts)


def _shown(text: str) -> str:
    """
    A sentence whose names in backticks stay so.
    """
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return marked(text)
    return "".join(f"`{visible(each)}`" if number % 2 else _inner(each) for number, each in enumerate(parts))


def _inner(text: str) -> str:
    """
    A text between two names, with the spaces at its ends.
    """
    bare = text.strip()
    if not bare:
        return text
    before, _, after = text.partition(bare)
    return f"{before}{marked(f'x{bare}')[1:]}{after}"  # it does not begin a line


TABLE = "\n## Candidates who change decision\n\n| candidate | decision | because |\n|---|---|---|\n"


def contrast(document: Document) -> str:
    """
    One candidate who changes decision, as a row.
    """
    because = "<br>".join(marked(cause(each)) for each in document["because"])
    return f"| {marked(document['candidate'])} | {turn(document)} | {because} |\n"


def summary(document: Document) -> Iterator[str]:
    """
    How many there are.
    """
    yield "\n"
    yield from _items(counts(document))


def divergence(search: Document) -> Iterator[str]:
    """
    What came of the search, with the profile.
    """
    yield f"\n## A profile that shows it\n\n{marked(searched(search))}\n"
    if search["found"] is not None:
        yield "\n"
        yield from _items(map(cause, search["found"]["because"]))
        yield f"\n```json\n{encoded(search['found']['profile'], pretty=True)}\n```\n"
    blind = list(unseen(search))
    if blind:
        yield "\n"
        yield from _items(iter(blind))
