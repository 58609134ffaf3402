"""
Lint of overlays: what an overlay makes wrong is found in the overlay, where it stands.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from reqcheck import lint, load_ruleset

BASE = """\
schema: reqcheck.ruleset/1
id: harbor/base
title: Base
parameters:
  years: {type: number, default: 5}
requirements:
  work: {title: Five years of clinical experience, criterion: {kind: experience, category: clinical, years: $years}}
  care: {title: Five years of clinical work, criterion: {kind: experience, category: clinical, years: 5}}
"""
HEAD = "schema: reqcheck.ruleset/1\nid: harbor/over\nextends: ./base.yaml\ntitle: Over\n"


@pytest.mark.parametrize(
    ("edits", "found"),
    [
        ("change:\n  care: {settings: {years: 3}, because: Fewer}\n", [(6, 28, "the title says 5 years and the criterion asks for 3")]),
        ("change:\n  work: {settings: {years: 1}, because: Fewer}\n", [(6, 28, "the title says 5 years and the criterion asks for 1")]),
        ("set:\n  years: {to: 3, because: Fewer}\n", [(6, 11, "the title says 5 years and the criterion asks for 3")]),
        ("change:\n  care:\n    because: Fewer\n    criterion: {kind: experience, category: clinical, years: 3}\n", [(8, 62, "the title says 5 years and the criterion asks for 3")]),
        ("change:\n  care: {title: Four years of clinical work, because: Mistaken}\n", [(6, 17, "the title says 4 years and the criterion asks for 5")]),
        ("change:\n  care: {settings: {years: 3}, title: Three years of clinical work, because: Fewer}\n", []),
        ("change:\n  care: {level: review, because: Weighed}\n", []),
        ("set:\n  years: {to: 5, because: Confirmed}\n", []),
    ],
    ids=["setting", "setting for a parameter", "default", "criterion", "title", "both", "level", "the same"],
)
def test_a_title_that_no_longer_fits_is_found_where_the_number_was_changed(tmp_path: Path, edits: str, found: list[tuple[int, int, str]]) -> None:
    """
    A number that an overlay changes, and that the title below tells, is found at the overlay's line; the base is left alone.
    """
    (tmp_path / "base.yaml").write_text(BASE, "utf-8")
    (tmp_path / "over.yaml").write_text(HEAD + edits, "utf-8")
    below, over = (lint(load_ruleset(tmp_path / f"{name}.yaml"), as_of=date(2026, 11, 22), select=["RQ203"]) for name in ("base", "over"))

    assert () == below.findings
    assert found == [(each.place.line, each.place.column, each.message) for each in over.findings]
    assert all("another title, too" in each.mend for each in over.findings if "title says 5" in each.message)
