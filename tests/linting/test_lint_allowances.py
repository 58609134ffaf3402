"""
Findings that a file allows, and comments that allow nothing.
"""

from __future__ import annotations

import pytest
from linting_cases import BASIS, HEAD, asking, codes, lint, places

MD = "{kind: degree, degree: MD}"
ALLOW = "# reqcheck: allow RQ301 because the DO has an id of its own"


@pytest.mark.parametrize(
    "text",
    [
        asking(f"{MD}  {ALLOW}"),
        asking(MD).replace("    criterion:", f"    {ALLOW}\n    criterion:"),
        asking(MD).replace("    criterion:", f"    {ALLOW}\n    # and more is said\n\n    criterion:"),
        asking(MD).replace("    criterion:", "    # reqcheck: allow RQ301, RQ602 because of both\n    criterion:"),
        asking(f"{MD}  # reqcheck:allow RQ301   because   of it  "),
    ],
)
def test_a_finding_is_allowed_on_its_line_or_above_it(text: str) -> None:
    """
    A comment on the line, or above it behind nothing but comments, sets the finding aside with its reason.
    """
    found = lint(text, ignore=["RQ001"])

    assert [] == codes(found)
    assert ["RQ301"] == [each.code for each in found.allowed]
    assert found.allowed[0].because in ("the DO has an id of its own", "of both", "of it")


@pytest.mark.parametrize(
    ("comment", "said"),
    [
        ("# reqcheck: allow RQ301", "it does not say why; write `# reqcheck: allow CODE because ...`"),
        ("# reqcheck: allow RQ301 because", "it does not say why; write `# reqcheck: allow CODE because ...`"),
        ("# reqcheck: allow RQ301 since it is so", "it does not say why; write `# reqcheck: allow CODE because ...`"),
        ("# reqcheck: allow RQ3010 because of it", "no rule has the code `RQ3010`; did you mean `RQ301`?"),
        ("# reqcheck: alow RQ301 because of it", "`alow RQ301 because of it` is nothing that can be said to reqcheck; write `# reqcheck: allow CODE because ...`"),
        ("# reqcheck:", "`` is nothing that can be said to reqcheck; write `# reqcheck: allow CODE because ...`"),
    ],
)
def test_an_allowance_that_cannot_be_read_allows_nothing(comment: str, said: str) -> None:
    """
    Without a reason, with an unknown code or with another word the finding stays, and the comment is found.
    """
    found = lint(asking(f"{MD} {comment}"))
    criterion = f"    criterion: {MD} "
    line = len(asking(MD).splitlines())

    assert [("RQ301", line, criterion.index("MD") + 1), ("RQ002", line, len(criterion) + 1)] == places(found.findings)
    assert said == found.findings[1].message
    assert () == found.allowed


def test_an_allowance_that_is_not_needed_is_found() -> None:
    """
    It is found at the comment, for each code that nothing needs.
    """
    text = asking(MD).replace("    criterion:", "    # reqcheck: allow RQ301, RQ602 because of both\n    criterion:")
    found = lint(text)

    assert [("RQ001", 10, 5)] == places(found.findings)
    assert "allows RQ602, which is not found on line 11" == found.findings[0].message


def test_an_allowance_of_a_rule_that_does_not_look_is_not_idle() -> None:
    """
    Who selects other rules is not told that the allowance of this one is idle.
    """
    text = asking(f"{{kind: degree, degree: [MD, DO]}} {ALLOW}")

    assert ["RQ001"] == codes(lint(text))
    assert [] == codes(lint(text, ignore=["RQ301"]))
    assert [] == codes(lint(text, select=["RQ0", "RQ6"]))


def test_what_is_missing_is_allowed_above_the_id() -> None:
    """
    A rule set without `not_checked` may say why.
    """
    text = f"{HEAD}requirements: {{r: {{{BASIS}, criterion: {{kind: degree, degree: [MD, DO]}}}}}}\n"
    text = text.replace("not_checked: [Manner with patients is judged in interviews.]\n", "")
    text = text.replace("id:", "# reqcheck: allow RQ503 because nothing else is asked\nid:")

    assert [] == codes(lint(text))


def test_other_comments_are_left_alone() -> None:
    """
    A comment that only holds the word, and one to an editor, say nothing to reqcheck.
    """
    text = "# yaml-language-server: $schema=ruleset.json\n# see the manual of reqcheck: lint\n" + asking("{kind: degree, degree: [MD, DO]}")

    assert [] == codes(lint(text))
