"""
A verdict holds in every completion of what is not known, and where it is exact nothing less is said.
"""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from profiles import KINDS, allowed, cases, exact, forests, marks, outcomes
from worlds import Criterion, Document, completions, is_enumerated, met, sections_of

Case = tuple[Document, Criterion, date]


def truths(case: Case, limit: int = 400) -> set[bool]:
    """
    What is true of a criterion in the worlds of a profile.
    """
    document, criterion, as_of = case
    if criterion.get("status") == "any":
        document = {**document, "licenses": [{**each, "status": None} for each in document.get("licenses", [])]}
    worlds = completions(
        document, as_of, sections=sections_of(criterion), marks=marks(document, criterion, as_of), limit=limit
    )
    return {met(criterion, world, as_of) for world in worlds}


@pytest.mark.parametrize("kind", KINDS)
@settings(derandomize=True, deadline=None, max_examples=60)
@given(data=st.data())
def test_a_verdict_on_a_leaf_holds_in_every_completion(kind: str, data: st.DataObject) -> None:
    """
    Met means met in every completion, and not met means met in none, for every kind of criterion.
    """
    case = data.draw(cases(kind))
    document, criterion, as_of = case

    expected = allowed(truths(case))

    assert outcomes(document, criterion, as_of) in expected
