"""
The formats of reports by name: each makes pieces of text of results, and most write each as it comes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from importlib import import_module
from typing import Any, Protocol, Self

from reqcheck.summary import Tally

Document = Mapping[str, Any]
#: Formats by name: each a function from results to pieces of text.
Formats = Mapping[str, Callable[[Iterable[Any]], Iterator[str]]]


class Waiting(Protocol):
    """
    A place where text waits until all of it is there.
    """

    def write(self, text: str) -> None: ...
    def pieces(self) -> Iterable[str]: ...
    def __enter__(self) -> Self: ...
    def __exit__(self, *_: object) -> None: ...


class Kept:
    """
    Text that waits in memory.
    """

    def __init__(self) -> None:
        self._pieces: list[str] = []

    def write(self, text: str) -> None:
        self._pieces.append(text)

    def pieces(self) -> Iterable[str]:
        return self._pieces

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pieces.clear()


def _rendered(name: str) -> Callable[[Iterable[Document]], Iterator[str]]:
    """
    A format that has a text for each result, in a module of that name: imported when it is used.
    """

    def chunks(documents: Iterable[Document]) -> Iterator[str]:
        rendering = import_module(f"reqcheck.rendering.{name}")
        tally = Tally()
        yield rendering.begin()
        for each in documents:
            tally.add(each)
            yield rendering.report(each) if "decision" in each else rendering.failure(each)
        yield rendering.end(tally)

    return chunks


def _jsonl(documents: Iterable[Document | str]) -> Iterator[str]:
    """
    One line for each candidate, in input order.
    """
    from reqcheck.rendering.json import encoded

    for each in documents:
        yield each if isinstance(each, str) else f"{encoded(each)}\n"


def _json(documents: Iterable[Document], name: str = "reports") -> Iterator[str]:
    """
    One `reqcheck.reports/1` document (or another *name*): reports as they come, then the failures that were kept.
    """
    tally = Tally()
    failures: list[str] = []
    gap = f'{{\n  "schema": "reqcheck.{name}/1",\n  "{name}": ['
    for each in documents:
        tally.add(each)
        text = f"    {_pretty(each, 4)}"
        if "decision" in each:
            yield f"{gap}\n{text}"
            gap = ","
        else:
            failures.append(text)
    yield "\n  ],\n" if gap == "," else f"{gap}],\n"
    yield '  "failures": ['
    for number, text in enumerate(failures):
        yield f"{',' if number else ''}\n{text}"
    closing = "\n  ]" if failures else "]"
    yield f'{closing},\n  "summary": {_pretty(tally.document(), 2)}\n}}\n'


def _pretty(document: Document, depth: int) -> str:
    """
    A document as indented JSON that stands *depth* characters from the left.
    """
    from reqcheck.rendering.json import encoded

    return encoded(document, pretty=True).replace("\n", f"\n{' ' * depth}")


def html(documents: Iterable[Document], waiting: Callable[[], Waiting] = Kept) -> Iterator[str]:
    """
    One page: the table of candidates stands first, so that their reports wait until all are counted.
    """
    from reqcheck.rendering import html as page

    tally = Tally()
    with waiting() as rows, waiting() as articles:
        asked: dict[str, None] = {}
        for number, each in enumerate(documents, 1):
            tally.add(each)
            rows.write(page.row(each, number))
            articles.write(page.article(each, number))
            asked.update(dict.fromkeys(page.asked(each)))
        yield page.begin(tally.document(), asked)
        yield from rows.pieces()
        yield page.between()
        yield from articles.pieces()
        yield page.end(tally.left)


#: Every format by its name.
FORMATS: Formats = {
    "text": _rendered("text"),
    "concise": _rendered("concise"),
    "json": _json,
    "jsonl": _jsonl,
    "markdown": _rendered("markdown"),
    "csv": _rendered("csv"),
    "junit": _rendered("junit"),
    "html": html,
}
#: The formats of questions.
QUESTIONS: Formats = {"text": _rendered("questions"), "json": partial(_json, name="questionnaires"), "jsonl": _jsonl}
