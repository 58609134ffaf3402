"""
One of a unit: what is counted reads right where the number is 1.
"""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from reqcheck import Amount, Profile, open_catalog, quantity

ON = date(2026, 11, 22)
#: "1 days", but neither "11 days" nor "0.1 days".
WRONG = re.compile(r"(?<![\d.,])1 (more )?(years|months|days|parts|alternatives)\b|\ball 1\b|\bof 1 (holds|alternatives)\b")
KINDS = {
    "year": "{kind: experience, category: clinical, years: 1}",
    "month": "{kind: experience, category: clinical, months: 1}",
    "day": "{kind: experience, category: clinical, days: 1}",
    "calendar": "{kind: experience, category: clinical, years: 1, year: calendar}",
    "training": "{kind: training, type: residency, months: 1}",
    "alone": "{any_of: [{kind: degree, degree: MD}]}",
    "all": "{all_of: [{kind: degree, degree: MD}]}",
    "none": "{none_of: [{kind: degree, degree: MD}]}",
    "some": "{some_of: {at_least: 1, of: [{kind: degree, degree: MD}, {kind: degree, degree: DO}]}}",
}


@pytest.mark.parametrize(
    ("number", "unit", "words"),
    [(1, "days", "1 day"), (2, "days", "2 days"), (0, "years", "0 years"), (Fraction(1, 2), "years", "0.5 years"), (1, "series", "1 series")],
)
def test_one_is_told_as_one(number: int | Fraction, unit: str, words: str) -> None:
    """
    Only exactly one has the singular, and only of a unit of time.
    """
    assert words == quantity(number, unit)
    assert f"3 of {words}" == str(Amount(3, 3, number, unit))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("start", ["2026-11-22", "2026-11-21", "2027", None], ids=["one day", "two days", "later", "nothing"])
def test_no_sentence_has_one_days(kind: str, start: str | None, tmp_path: Path) -> None:
    """
    Reports, explanations and gaps of requirements that ask for one of something read right.
    """
    rules = tmp_path / "rules.yaml"
    rules.write_text(f"schema: reqcheck.ruleset/1\nid: x\ntitle: X\nstale_after: 1\nrequirements:\n  r: {{criterion: {KINDS[kind]}}}\n", "utf-8")
    catalog = open_catalog()
    document: dict[str, Any] = {"recorded_on": "2026-11-20", "none": ["education"], "partial": ["positions"]}
    if start is not None:
        document["positions"] = [{"title": "Nurse", "start": start, "end": "..", "categories": ["clinical"]}]
        document["training"] = [{"type": "residency", "status": "completed", "start": "2026-11", "end": "2026-11"}]
    if kind in ("none", "some", "all"):
        document |= {"none": [], "education": [{"degree": "MD", "conferred": "2010"}]}
    profile, ruleset = Profile.from_dict(document), catalog.load_ruleset(rules)
    explained = catalog.explain(ruleset, "r", profile=profile, as_of=ON)
    told = [catalog.check(profile, ruleset, as_of=ON).to_json(), catalog.gap(profile, ruleset, as_of=ON).to_json(), repr(explained)]

    assert [] == [found[0] for text in told for found in WRONG.finditer(text)]
