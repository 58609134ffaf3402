"""
Degree: what somebody studied, to which level, and whether it was conferred.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property, lru_cache, partial
from typing import ClassVar, Literal

import attrs

from reqcheck import (
    MET,
    NOT_MET,
    UNDETERMINED,
    Between,
    Considered,
    Context,
    Criterion,
    Decide,
    Education,
    Finding,
    Matter,
    Milestone,
    Occurrence,
    Profile,
    Remedy,
    Says,
    Search,
    Tell,
    Term,
    Terms,
    Test,
    Verdict,
    Vocabulary,
    days_that_matter,
    graded,
    happened,
    hookimpl,
    listed,
    milestones,
    terms,
    word,
)

#: The conferral of a degree.
conferral = Occurrence("conferred", begin="start", itself=True)
#: The levels of degrees, from the lowest.
LEVELS = (
    "secondary", "diploma", "associate", "bachelor", "post_baccalaureate_certificate",
    "master", "post_master_certificate", "doctorate",
)


@attrs.frozen(kw_only=True)
class Degree:
    """
    The candidate holds one of the degrees in *degree* (codes or groups such as `physician`), or a
    degree of *level_at_least* and, where given, in a *field* of study.

    Its *status* is conferred, or in_progress.  It was accredited by one of *accreditation* and
    *conferred* between two days, where these are asked.  First professional doctorates count as
    doctorates.  A foreign medical degree counts as MD where its record carries an equivalence;
    without one it is not known.
    """

    kind: ClassVar[str] = "degree"
    area: ClassVar[str] = "education"

    degree: tuple[str, ...] = terms("degrees", stricter="less")
    level_at_least: Literal[
        "secondary", "diploma", "associate", "bachelor", "post_baccalaureate_certificate",
        "master", "post_master_certificate", "doctorate",
    ] | None = graded(default=None, stricter=LEVELS)
    field: tuple[str, ...] = terms("fields", stricter="less")
    status: Literal["conferred", "in_progress"] = "conferred"
    accreditation: tuple[str, ...] = terms("accreditors", stricter="less")
    conferred: Between | None = graded(default=None, stricter="less")

    def __attrs_post_init__(self) -> None:
        if not self.degree and self.level_at_least is None:
            msg = "a degree is asked by `degree` or by `level_at_least`"
            raise ValueError(msg)

    def assess(self, profile: Profile, context: Context) -> Finding:
        return self.search.best_of(profile, context)

    def remedies(self, profile: Profile, context: Context) -> list[Remedy]:
        """
        Such a degree, conferred as soon as it counts.
        """
        known, asked = context.vocabulary, self.conferred or Between()
        day = max(context.on, asked.from_)
        values = {
            "degree": Remedy.code(known.degrees, self.degree), "level": self.level_at_least, "field": Remedy.code(known.fields, self.field),
            "accreditation": Remedy.code(known.accreditors, self.accreditation), "status": self.status,
            ("conferred" if self.status == "conferred" else "start"): day,
        }
        return [Remedy.obtain(self.sought, "education", values, context.on, not_before=day if day > context.on else None)]

    def met_by(self, vocabulary: Vocabulary) -> list[str]:
        return [self.search.met_by()]

    def considered(self, profile: Profile, context: Context) -> list[Considered]:
        return self.search.considered(profile, context)

    def turning_points(self, profile: Profile, context: Context, until: date) -> Iterable[date] | None:
        return days_that_matter(profile, context, ("education",))

    def milestones(self, profile: Profile, context: Context) -> list[Milestone]:
        """
        The days from which work counts: the day after each such degree was conferred.
        """
        found = [(each, conferral(each.record, profile, context)) for each in self.search.counted(profile, context)]
        return Milestone.of_section("education", milestones(found, context.on, at="conferred"), profile, context.on)

    @cached_property
    def search(self) -> Search:
        """
        The search for such a degree.
        """
        tests = [*word("degree", self.degree, "degrees", "degree", also=self._counts)]
        if self.level_at_least is not None:
            tests.append(Test(
                "level", self._high_enough, _of_another_level, reads=("degree", "level"), asked=f"{self.level_at_least} or above",
            ))
        tests.append(Test.saying(
            "equivalence", self._equivalent, "degree.equivalence-unknown", "{what}: a foreign degree, and no equivalence on file",
            at="equivalence", ask="Which body found {what} equivalent (ECFMG or another), and when?",
            reads=("degree", "equivalence"), asked="domestic, or found equivalent",
        ))
        tests += self._in_field
        tests += word("accreditation", self.accreditation, "accreditors", "degree")
        tests += self._far_enough
        return Search("education", "degree", self.sought, described, tuple(tests))

    # -- which degree -----------------------------------------------------------------------

    def _counts(self, term: Term, known: Terms) -> bool:
        """
        A degree counts as one that is asked.
        """
        named = term.facts.get("counts_as", ())
        others = map(known.find, (named,) if isinstance(named, str) else named)
        return any(each is not None and each.among(self.degree) for each in others)

    def _high_enough(self, record: Education, profile: Profile, context: Context) -> Verdict:
        """
        It is of the level or above, by the degree and by the level on record, as far as they tell.
        """
        needed, told = _ranks(context.vocabulary)[self.level_at_least or ""], _told_ranks(record, context)
        found = {Verdict.of(each >= needed) for each in told}
        return found.pop() if len(found) == 1 else UNDETERMINED

    def _equivalent(self, record: Education, profile: Profile, context: Context) -> Verdict:
        """
        A foreign degree was found equal to a domestic one by the day asked; never plainly refused.

        One that is asked by its own name needs nobody to find it equal.
        """
        term = _term(record, context)
        if term is None or "needs" not in term.facts or (term.code in self.degree and self.level_at_least is None):
            return MET
        found = [MET if each.on is None else each.on.on_or_before(context.on) for each in record.equivalence or ()]
        return max([*found, UNDETERMINED])

    @cached_property
    def _in_field(self) -> tuple[Test, ...]:
        """
        It is in a field asked, by what the degree itself implies or by the field on record.
        """
        return tuple(
            attrs.evolve(each, decide=partial(self._of_field, each.decide), matter=partial(self._of_another, each.matter))
            for each in word("field", self.field, "fields", "degree")
        )

    def _of_field(self, said: Decide, record: Education, profile: Profile, context: Context) -> Verdict:
        implied = self._implied(record, context)
        return said(record, profile, context) if implied is None else implied

    def _of_another(self, said: Tell, record: Education, profile: Profile, context: Context) -> Matter:
        if self._implied(record, context) is None:
            return said(record, profile, context)
        return Matter("degree.field", "{what}: another field than asked")

    def _implied(self, record: Education, context: Context) -> Verdict | None:
        """
        What the degree itself says of its field, if that decides.
        """
        term = _term(record, context)
        implied = context.vocabulary.fields.find(term.facts.get("field", "")) if term is not None else None
        if term is None or implied is None:
            return None
        if implied.among(self.field):
            return MET
        return NOT_MET if record.field is None and _is_of_one_field(term) else None

    # -- how far it has come ------------------------------------------------------------------

    @cached_property
    def _far_enough(self) -> list[Test]:
        """
        It is conferred by the day asked, and between the days asked; or it is in progress.
        """
        if self.status == "in_progress":
            return [Test.saying(
                "progress", _in_progress, "degree.progress", "{what}: not certainly in progress",
                at="status", ask="Is {what} still in progress?", reads=("status", "conferred"), asked="in progress on {on}",
            )]
        tests = [happened(conferral, "degree", "conferred", silent="conferred")]
        if self.conferred is not None:
            tests.append(Test.saying(
                "conferred", self._in_time, "degree.conferred", "{what}: not certainly conferred within the days asked",
                at="conferred", ask="When was {what} conferred?", asked=self.conferred.text,
            ))
        return tests

    def _in_time(self, record: Education, profile: Profile, context: Context) -> Verdict:
        asked = self.conferred
        return MET if asked is None else conferral(record, profile, context).within(asked.from_, asked.until)

    @cached_property
    def sought(self) -> str:
        """
        What is looked for, in words.
        """
        if self.degree:
            return f"{listed(self.degree)} degree"
        field = f" in {listed(self.field)}" if self.field else ""
        return f"degree, {self.level_at_least} or higher{field}"

    def words(self) -> str:
        return self.sought


def _in_progress(record: Education, profile: Profile, context: Context) -> Verdict:
    event = conferral(record, profile, context)
    term = context.vocabulary.statuses.find(record.status) if record.status is not None else None
    if event.by(context.on) is MET or (event.says is Says.FINAL and event.bars(context.on)):
        return NOT_MET
    if term is not None and event.spoken == context.on and not event.disputed:
        return Verdict.of(term.code == "in_progress")
    return UNDETERMINED


def _is_of_one_field(term: Term) -> bool:
    """
    A first professional degree is of its profession; another may be in any field near its own.
    """
    return bool(term.facts.get("level") == "first_professional_doctorate")


@lru_cache(maxsize=8)
def _ranks(known: Vocabulary) -> dict[str, int]:
    """
    The rank of each level.
    """
    return {each.facts["level"]: each.facts["rank"] for each in known.degrees if "rank" in each.facts and "level" in each.facts}


def _told_ranks(record: Education, context: Context) -> list[int]:
    """
    The ranks that its degree and its level are known to have; that of a foreign degree is its own, whatever it is called.
    """
    term = _term(record, context)
    own = term.facts.get("rank") if term is not None else None
    foreign = term is not None and "needs" in term.facts
    told = (own, None if foreign else _ranks(context.vocabulary).get(record.level or ""))
    return [each for each in told if each is not None]


def _of_another_level(record: Education, profile: Profile, context: Context) -> Matter:
    disagree = len({*_told_ranks(record, context)}) > 1
    template = "{what}: its degree and its level disagree" if disagree else "{what}: not certainly of the level asked"
    ask = f"Of which level is {{what}}?{' Its degree and its level disagree.' if disagree else ''}"
    return Matter("degree.level", template, at="level", ask=ask)


def _term(record: Education, context: Context) -> Term | None:
    return context.vocabulary.degrees.find(record.degree) if record.degree is not None else None


def described(record: Education) -> str:
    degree = record.degree or record.level or "a degree"
    when = f", conferred {record.conferred.text}" if record.conferred else f", {record.status}" if record.status else ""
    return f"{degree}{f' in {record.field}' if record.field else ''}{when}"


@hookimpl
def reqcheck_criteria() -> list[type[Criterion]]:
    return [Degree]
