"""
Comments to reqcheck in a rule set: allowances that allow nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from reqcheck.linting.findings import Seen, rule
from reqcheck.linting.reading import Reading

_HEAD = """
schema: reqcheck.ruleset/1
id: harbor/physician
title: Physician
reviewed_on: 2026-11-22
sources:
  bylaws: {title: Medical Staff Bylaws}
requirements:
  medical-degree:
    basis: {source: bylaws, section: "2.1"}
"""
_TAIL = """
not_checked:
  - Manner with patients is judged in interviews.
"""
_GOOD = f"""{_HEAD}    # reqcheck: allow RQ301 because the DO is asked under its own id
    criterion: {{kind: degree, degree: MD}}{_TAIL}"""


@rule(
    "RQ001", "idle-allowance",
    finds="A comment that allows a finding where there is none.",
    why="It was mended, or the comment slipped to another line. It would hide the next one.",
    mend="Take the comment out.",
    bad=f"""{_HEAD}    # reqcheck: allow RQ301 because the DO is asked under its own id
    criterion: {{kind: degree, degree: [MD, DO]}}{_TAIL}""",
    good=_GOOD,
)
def idle_allowance(_: Reading) -> Iterator[Seen]:
    """
    It is seen only when all else has been looked at: `linter` tells it.
    """
    yield from ()


@rule(
    "RQ002", "unclear-allowance",
    finds="A comment to reqcheck that allows nothing, since it gives no reason, names a code that there is not, or says something else.",
    why="Whoever wrote it believes that the finding is dealt with; and without a reason nobody can tell later whether it still holds.",
    mend="Write `# reqcheck: allow CODE because ...`, on the line of the finding or above it.",
    bad=f"""{_HEAD}    # reqcheck: allow RQ702
    criterion: {{kind: degree, degree: [MD, DO]}}{_TAIL}""",
    good=_GOOD,
)
def unclear_allowance(reading: Reading) -> Iterator[Seen]:
    """
    Comments that cannot be read, as `linter` has read them.
    """
    for each in reading.allowances:
        if each.wrong:
            yield Seen(each.place, each.wrong)
