"""
Where requirements come from, what is left to people, and whether somebody has looked lately.
"""

from __future__ import annotations

from collections.abc import Iterator

from reqcheck.document import Items, Node, Table, Text
from reqcheck.linting.findings import Seen, rule
from reqcheck.linting.reading import Reading

#: For how many days a review holds: a year.
REVIEW_DAYS = 365


@rule(
    "RQ501", "no-basis",
    finds="A requirement that does not say where it comes from.",
    why="Whoever is turned down may ask why it is required, and whoever maintains the file cannot tell what to compare it with.",
    mend="Give it a `basis: {source: NAME, section: TEXT}`, and declare the source under `sources`.",
    bad="""
sources:
  bylaws: {title: Medical Staff Bylaws}
requirements:
  medical-degree:
    basis: {source: bylaws, section: "2.1"}
    criterion: {kind: degree, degree: [MD, DO]}
  license:
    criterion: {kind: license, type: medical}
""",
    good="""
sources:
  bylaws: {title: Medical Staff Bylaws}
requirements:
  medical-degree:
    basis: {source: bylaws, section: "2.1"}
    criterion: {kind: degree, degree: [MD, DO]}
  license:
    basis: {source: bylaws, section: "2.2"}
    criterion: {kind: license, type: medical}
""",
)
def no_basis(reading: Reading) -> Iterator[Seen]:
    """
    Requirements without a basis; all of them at once where there are no sources at all.
    """
    without = [each for each in reading.asked if each.requirement.basis is None and "because" not in each.entry]
    if without and not reading.ruleset.sources:
        yield Seen(reading.place_of("requirements"), f"no source is declared, and {len(without)} of the requirements have no basis")
        return
    for each in without:
        yield Seen(each.place, f"`{each.id}` does not say where it comes from")


@rule(
    "RQ502", "unused-source",
    finds="A source that no requirement and no parameter is taken from.",
    why="Readers take the rule set for more than it is: the document is named, and nothing of it was encoded.",
    mend="Name it in the `basis` of what comes from it, or take it out.",
    bad="""
sources:
  bylaws: {title: Medical Staff Bylaws}
  contract: {title: Payer contract}
requirements:
  license:
    basis: {source: bylaws, section: "2.2"}
    criterion: {kind: license, type: medical}
""",
    good="""
sources:
  bylaws: {title: Medical Staff Bylaws}
requirements:
  license:
    basis: {source: bylaws, section: "2.2"}
    criterion: {kind: license, type: medical}
""",
)
def unused_source(reading: Reading) -> Iterator[Seen]:
    """
    Sources that stand in no basis and at no value of a parameter.
    """
    bases = {each.requirement.basis.source for each in reading.asked if each.requirement.basis is not None}
    used = {*bases, *_cited(reading.table("parameters"))}
    for name in reading.ruleset.sources:
        if name not in used:
            yield Seen(reading.place_of("sources", name), f"nothing is taken from the source `{name}`")


def _cited(node: Node) -> Iterator[str]:
    """
    Every source that is named below a node.
    """
    if isinstance(node, Items | Table):
        for each in node if isinstance(node, Items) else node.values():
            yield from _cited(each)
    if isinstance(node, Table) and isinstance(cited := node.get("source"), Text):
        yield cited.value


@rule(
    "RQ503", "nothing-left-to-people",
    finds="A rule set without `not_checked`.",
    why="Every role asks for something that no file shows. A report that does not name it looks like a whole judgement, and is not.",
    mend="List under `not_checked` what the sources ask and the rule set leaves to people.",
    bad="""
schema: reqcheck.ruleset/1
id: harbor/physician
title: Physician
reviewed_on: 2026-11-22
sources:
  bylaws: {title: Medical Staff Bylaws}
requirements:
  license:
    basis: {source: bylaws, section: "2.2"}
    criterion: {kind: license, type: medical}
""",
    good="""
not_checked:
  - Manner with patients is judged in interviews.
requirements:
  license:
    criterion: {kind: license, type: medical}
""",
)
def nothing_left_to_people(reading: Reading) -> Iterator[Seen]:
    """
    No item under `not_checked`.
    """
    if not reading.ruleset.not_checked:
        yield Seen(reading.place_of("not_checked"), "does not say what is left to people (`not_checked`)")


@rule(
    "RQ504", "no-review-day",
    finds="A rule set without `reviewed_on`.",
    why="Statutes, boards and bylaws change. Without a day nobody can tell whether somebody has looked since.",
    mend="Compare it with its sources and write the day: `reviewed_on: 2026-11-22`.",
    bad="""
schema: reqcheck.ruleset/1
id: harbor/physician
title: Physician
sources:
  bylaws: {title: Medical Staff Bylaws}
requirements:
  license:
    basis: {source: bylaws, section: "2.2"}
    criterion: {kind: license, type: medical}
not_checked:
  - Manner with patients is judged in interviews.
""",
    good="""
reviewed_on: 2026-11-22
requirements:
  license:
    criterion: {kind: license, type: medical}
""",
)
def no_review_day(reading: Reading) -> Iterator[Seen]:
    """
    No day on which it was compared with its sources.
    """
    if reading.ruleset.reviewed_on is None:
        yield Seen(reading.place_of("id"), "does not say when it was last compared with its sources (`reviewed_on`)")


@rule(
    "RQ505", "review-expired",
    finds=f"A review that is more than a year ({REVIEW_DAYS} days) old on the day of the lint, or that lies after it.",
    why="What was right a year ago may not be now; and a day that has not come yet hides that nobody looks.",
    mend="Compare the rule set with its sources again and write the day.",
    bad="""
reviewed_on: 2020-01-31
requirements:
  license:
    criterion: {kind: license, type: medical}
""",
    good="""
reviewed_on: 2026-11-22
requirements:
  license:
    criterion: {kind: license, type: medical}
""",
)
def review_expired(reading: Reading) -> Iterator[Seen]:
    """
    A review too long ago, or in the future.
    """
    reviewed = reading.ruleset.reviewed_on
    if reviewed is not None:
        age = (reading.as_of - reviewed).days
        if age > REVIEW_DAYS:
            yield Seen(reading.place_of("reviewed_on"), f"was last reviewed {age} days before {reading.as_of}")
        elif age < 0:
            yield Seen(reading.place_of("reviewed_on"), f"says that it was reviewed on a day after {reading.as_of}")


@rule(
    "RQ506", "no-longer-effective",
    finds="A rule set whose `effective` period is over.",
    why="Every check with it carries a warning, and most likely there is a newer one.",
    mend="Use the newer rule set, or extend `until` once somebody has reviewed this one.",
    bad="""
effective: {until: 2020-12-31}
requirements:
  license:
    criterion: {kind: license, type: medical}
""",
    good="""
effective: {from: 2020-01-01}
requirements:
  license:
    criterion: {kind: license, type: medical}
""",
)
def no_longer_effective(reading: Reading) -> Iterator[Seen]:
    """
    A period that ended before the day of the lint.
    """
    effective = reading.ruleset.effective
    if effective is not None and effective.until < reading.as_of:
        yield Seen(reading.place_of("effective"), f"its effective period ended on {effective.until}")
