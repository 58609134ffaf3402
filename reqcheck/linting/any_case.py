"""
Words that are looked for in whatever case they are written.
"""

from __future__ import annotations

import re


class AnyCase:
    """
    A regular expression in small letters that finds words in any case.

    Most texts are plain ASCII: then their small letters are searched, which takes a third of the time.
    """

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self._small = re.compile(pattern)
        self._any = re.compile(pattern, re.IGNORECASE)

    def search(self, text: str) -> str | None:
        """
        The first words in a text that fit, as they are written there.
        """
        found = self._small.search(text.lower()) if text.isascii() else self._any.search(text)
        return text[found.start() : found.end()] if found is not None else None
