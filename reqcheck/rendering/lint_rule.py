"""
One lint rule, explained: what it finds, why, how to mend it, and an example of either kind.
"""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import indent

from reqcheck.linting.findings import LintRule
from reqcheck.rendering.text import Line, plain


def lint_rule(rule: LintRule) -> str:
    """
    The rule as plain text.
    """
    return plain(_lines(rule)) + "".join(_examples(rule))


def _lines(rule: LintRule) -> Iterator[Line]:
    yield Line(f"{rule.code} {rule.name}", style="bold")
    yield Line("")
    yield Line(f"finds: {rule.finds}", hang=7)
    yield Line(f"why:   {rule.why}", hang=7)
    yield Line(f"mend:  {rule.mend}", hang=7)


def _examples(rule: LintRule) -> Iterator[str]:
    for title, example in (("it is found here:", rule.bad), ("and not here:", rule.good)):
        yield f"\n{title}\n\n{indent(example, '    ')}\n"


def lint_rule_markdown(rule: LintRule) -> str:
    """
    The rule as a section of the manual.
    """
    return (
        f"### {rule.code} {rule.name}\n\n{rule.finds}\n\n"
        f"*Why.* {rule.why}\n\n*To mend it.* {rule.mend}\n\n"
        f"Found:\n\n```yaml\n{rule.bad}\n```\n\nNot found:\n\n```yaml\n{rule.good}\n```\n"
    )
