"""
A gap as Markdown, for issues and wikis: the same lines as the text, under headings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reqcheck.rendering.gap_text import gap_lines
from reqcheck.rendering.markdown import marked
from reqcheck.rendering.text import Line
from reqcheck.wording import Document

#: How items are numbered, and how far they are indented, in the text.
NUMBER, ITEMS = re.compile(r"^\d+\. "), 4


def gap_markdown(document: Document) -> str:
    """
    One gap.
    """
    return "".join(f"{line}\n" for line in _marked(gap_lines(document)))


def _marked(lines: Iterable[Line]) -> Iterator[str]:
    """
    Each line by where it stands: the candidate, a title, an item, what belongs to the item.
    """
    for line in lines:
        text = marked(NUMBER.sub("", line.text))
        deeper = line.indent > ITEMS or line.text.startswith(" ")
        if not text:
            yield ""
        elif line.indent == 0:
            yield from (f"## {text}", "")
        elif line.style == "bold":
            yield from (f"### {text[:1].upper()}{text[1:]}", "")
        elif line.indent == 2:
            yield text
        else:
            yield f"{'  ' * deeper}- {text}"
