"""
Results put together as one document, the plain way: what the command writes piece by piece.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from reqcheck.summary import Tally


def reports_document(reports: Sequence[Mapping[str, Any]], failures: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """
    Any number of report and failure documents as `reqcheck.reports/1`.
    """
    tally = Tally()
    for each in (*reports, *failures):
        tally.add(each)
    return {"schema": "reqcheck.reports/1", "reports": list(reports), "failures": list(failures), "summary": tally.document()}
