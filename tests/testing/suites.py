"""
What tests of tests share: a small rule set, cases for it, and how they are written and run.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from reqcheck import Catalog, SuiteResult, load_suite, open_catalog, run_suite

#: Two requirements, one with a number, one that applies only in hospitals.
RULES = """\
schema: reqcheck.ruleset/1
id: acme/tiny
title: Tiny
parameters:
  years: {type: number, default: 2}
  setting: {one_of: [clinic, hospital], default: hospital}
requirements:
  work: {criterion: {kind: experience, category: clinical, years: $years}}
  license: {when: {setting: hospital}, criterion: {kind: license, type: medical}}
"""
#: Everything is met; 730 days of work to the day.
HEAD = """\
schema: reqcheck.tests/1
as_of: 2026-06-30
profile:
  recorded_on: 2026-06-30
  licenses: [{type: medical, class: full, status: active, issued: 2020, expires: 2030}]
  positions: [{start: 2024-07-01, end: "..", categories: [clinical]}]
cases:
"""


@cache
def catalog() -> Catalog:
    return open_catalog()


def written(folder: Path, cases: str, head: str = HEAD, rules: str = RULES) -> Path:
    """
    The file of a rule set, beside which its cases stand.
    """
    (folder / "tiny.yaml").write_text(rules, "utf-8")
    (folder / "tiny.test.yaml").write_text(head + cases, "utf-8")
    return folder / "tiny.yaml"


def ran(folder: Path, cases: str, head: str = HEAD, rules: str = RULES) -> SuiteResult:
    """
    What running the cases finds.
    """
    return run_suite(load_suite(written(folder, cases, head, rules), catalog()))
