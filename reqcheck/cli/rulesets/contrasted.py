"""
Candidates under two rule sets, one by one: no more of them is held than is shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reqcheck import DocumentError, Failure, RuleSetDiff, Sway
from reqcheck.cli.candidates import Given
from reqcheck.cli.jobs import Checker
from reqcheck.cli.runs import Run
from reqcheck.rendering.differences import contrast_document
from reqcheck.rendering.json import failure_document


class Contraster(Checker):
    """
    What two rule sets say of a candidate; nothing but the name of one whose decision is the same.
    """

    def __init__(self, diff: RuleSetDiff) -> None:
        self.sway = Sway()
        self._diff = diff

    def document(self, given: Given) -> dict[str, Any]:
        """
        What changes for a candidate, or why it could not be read.
        """
        try:
            contrast = self._diff.contrast(given.profile())
        except DocumentError as error:
            self.sway.add(None)
            return failure_document(Failure(given.name, error.problems))
        self.sway.add(contrast)
        return contrast_document(contrast, given.name) if contrast.turns else {"candidate": contrast.candidate or given.name}


class Contrasted(Run):
    """
    The candidates of some files under two rule sets, in the order of the input.
    """

    _checker: Contraster

    @property
    def sway(self) -> Sway:
        """
        How many change decision, so far.
        """
        return self._checker.sway

    def count(self, document: Mapping[str, Any], place: int) -> None:
        """
        Warn if somebody else has the candidate's name.
        """
        if "problems" not in document:
            self._meet(document["candidate"], place)
