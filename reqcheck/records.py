"""
The records of a candidate profile: one frozen Struct for each section of the document.

An absent field is not known.  A list that is present is complete: ``restrictions: []`` says that
there are none.  Words are open strings, which the vocabulary may or may not recognize.  Names
that Python keeps for itself end in an underscore here and stand without it in JSON.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, ClassVar

from msgspec import Meta, Struct

from reqcheck.dates import OPEN, EndDate, PartialDate, Period
from reqcheck.looking import Look, looking

Share = Annotated[float, Meta(ge=0, le=1)]
Fte = Annotated[float, Meta(gt=0, le=1)]
Amount = Annotated[float, Meta(ge=0, le=1e15)]
Count = Annotated[int, Meta(ge=0, le=10**9)]
Scalar = str | bool | Annotated[int, Meta(ge=-(10**15), le=10**15)] | Annotated[float, Meta(ge=-1e15, le=1e15)]

#: The dates with which a record begins, whichever of them comes first.
BEGINS = ("start", "issued", "first_issued", "certified", "conferred", "taken", "effective", "checked")
#: Pairs of dates that cannot be the other way round.
ORDERED = (
    ("start", "end"),
    ("start", "conferred"),
    ("issued", "expires"),
    ("first_issued", "expires"),
    ("certified", "expires"),
    ("effective", "ended"),
)


class Part(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """
    What all parts of a profile have in common: frozen, strict, absent fields left out.
    """


class Source(Part, frozen=True):
    """
    Where a record, or a whole section, comes from.
    """

    strength: str | None = None
    verified_on: date | None = None
    by: str | None = None
    document: str | None = None
    pointer: str | None = None


class Record(Part, frozen=True, dict=True):
    """
    One record of a section.  It knows its *pointer* into the document, which the loader sets.
    """

    section: ClassVar[str] = ""
    pointer: ClassVar[str] = ""
    #: The fields it can begin with, and the pairs of dates that cannot be the other way round.
    begins: ClassVar[tuple[str, ...]] = ()
    ordered: ClassVar[tuple[tuple[str, str], ...]] = ()
    #: The two fields in which it can say two things of its end.
    both_ends: ClassVar[tuple[str, str]]
    look: ClassVar[Look]

    id: str | None = None
    source: Source | None = None
    note: str | None = None

    def __init_subclass__(cls, **_: Any) -> None:
        names = cls.__annotations__
        cls.begins = tuple(each for each in BEGINS if each in names)
        cls.ordered = tuple(pair for pair in ORDERED if pair[0] in names and pair[1] in names)
        denies_itself = cls.denies_itself if "denies_itself" in cls.__dict__ else None
        whole_days = any(names[each].startswith("date") for each in cls.begins)
        cls.look = looking(cls.begins, cls.ordered, denies_itself, whole_days=whole_days)

    def at(self, field: str) -> str:
        """
        The JSON pointer of one of the record's fields.
        """
        return f"{self.pointer}/{field}"

    @property
    def exists_from(self) -> date:
        """
        The first day on which the record may exist, by the earliest of the dates it can begin with: a license
        that is renewed next month was first issued long before.
        """
        given = (begin for each in self.begins if (begin := getattr(self, each)) is not None)
        return min((each if each.__class__ is date else each.first for each in given), default=date.min)

    @property
    def at_odds(self) -> tuple[str, str] | None:
        """
        The two fields that cannot both be right: its dates are in the wrong order however they are read, or it says
        two things of its end.  None where all can be.
        """
        for begin, end in self.ordered:
            first, last = getattr(self, begin), getattr(self, end)
            if first is not None and last is not None and last.last < first.first:
                return begin, end
        return self.both_ends if self.denies_itself() else None

    def denies_itself(self) -> bool:
        """
        It says two things of its end.
        """
        return False


class Equivalence(Part, frozen=True):
    """
    A body that found a foreign education equal to a domestic one, and when.
    """

    body: str | None = None
    on: PartialDate | None = None


class Education(Record, frozen=True):
    """
    A degree, finished or not.
    """

    section = "education"

    degree: str | None = None
    level: str | None = None
    field: str | None = None
    institution: str | None = None
    country: str | None = None
    accreditation: str | None = None
    status: str | None = None
    start: PartialDate | None = None
    end: EndDate | None = None
    conferred: PartialDate | None = None
    expected: PartialDate | None = None
    accreditation_status: str | None = None
    registers: tuple[str, ...] | None = None
    equivalence: tuple[Equivalence, ...] | None = None


class Training(Record, frozen=True):
    """
    An internship, a residency or a fellowship.
    """

    section = "training"

    type: str | None = None
    specialty: str | None = None
    program: str | None = None
    program_code: str | None = None
    accreditation: str | None = None
    status: str | None = None
    start: PartialDate | None = None
    end: EndDate | None = None
    pgy_years: Amount | None = None


class Exam(Record, frozen=True):
    """
    One part of an examination, taken once or more.
    """

    section = "exams"

    exam: str | None = None
    part: str | None = None
    result: str | None = None
    taken: PartialDate | None = None
    attempts: Count | None = None
    jurisdiction: str | None = None


class License(Record, frozen=True, rename={"class_": "class"}):
    """
    Permission by a state to practice.
    """

    section = "licenses"

    type: str | None = None
    class_: str | None = None
    jurisdiction: str | None = None
    number: str | None = None
    status: str | None = None
    issued: PartialDate | None = None
    first_issued: PartialDate | None = None
    expires: EndDate | None = None
    restrictions: tuple[str, ...] | None = None
    compact: bool | None = None
    endorsements: tuple[str, ...] | None = None
    scope: str | None = None
    applied: PartialDate | None = None


class Registration(Record, frozen=True):
    """
    A registration such as DEA or NPI.
    """

    section = "registrations"

    type: str | None = None
    jurisdiction: str | None = None
    number: str | None = None
    status: str | None = None
    issued: PartialDate | None = None
    expires: EndDate | None = None
    schedules: tuple[str, ...] | None = None


class Certification(Record, frozen=True):
    """
    A certification by a board or another issuer.
    """

    section = "certifications"
    both_ends = ("expires", "duration")

    name: str | None = None
    board: str | None = None
    specialty: str | None = None
    subspecialty: str | None = None
    issuer: str | None = None
    status: str | None = None
    certified: PartialDate | None = None
    expires: EndDate | None = None
    duration: str | None = None
    number: str | None = None
    applied: PartialDate | None = None

    @property
    def until(self) -> EndDate | None:
        """
        Its expiry; a lifetime certification never expires.
        """
        return OPEN if self.duration == "lifetime" else self.expires

    def denies_itself(self) -> bool:
        """
        It lasts for life and expires.
        """
        return self.duration == "lifetime" and self.expires is not None and not self.expires.open


class Organization(Part, frozen=True):
    """
    Where a position is held.
    """

    name: str | None = None
    parent: str | None = None
    setting: str | None = None
    jurisdiction: str | None = None


class Leadership(Part, frozen=True):
    """
    What a position leads.
    """

    level: str | None = None
    scope: str | None = None
    direct_reports: Count | None = None
    physicians_led: Count | None = None
    budget: Amount | None = None
    domains: tuple[str, ...] | None = None


class GradeEquivalent(Part, frozen=True):
    """
    A grade that somebody found equal to a position's own.
    """

    grade: str | None = None
    by: str | None = None


class Position(Record, frozen=True):
    """
    A job, from its first day to its last.
    """

    section = "positions"
    both_ends = ("end", "ongoing")

    title: str | None = None
    organization: Organization | None = None
    start: PartialDate | None = None
    end: EndDate | None = None
    ongoing: bool | None = None
    employment: str | None = None
    fte: Fte | None = None
    hours_per_week: Annotated[float, Meta(ge=0, le=168)] | None = None
    paid: bool | None = None
    categories: tuple[str, ...] | None = None
    clinical_share: Share | None = None
    administrative_share: Share | None = None
    specialty: str | None = None
    grade: str | None = None
    grade_equivalents: tuple[GradeEquivalent, ...] | None = None
    duties: dict[str, bool] | None = None
    leadership: Leadership | None = None
    summary: str | None = None

    @property
    def until(self) -> EndDate | None:
        """
        Its last day; ".." where it is still held.
        """
        return OPEN if self.ongoing else self.end

    @property
    def period(self) -> Period | None:
        """
        Its days, each end known to an interval.
        """
        return Period.between(self.start, self.until)

    def denies_itself(self) -> bool:
        """
        It is still held and has ended.
        """
        return self.ongoing is True and self.end is not None and not self.end.open


class Privileges(Record, frozen=True):
    """
    Privileges at a hospital.
    """

    section = "privileges"

    facility: str | None = None
    category: str | None = None
    status: str | None = None
    start: PartialDate | None = None
    end: EndDate | None = None


class Membership(Record, frozen=True):
    """
    Membership of a professional body.
    """

    section = "memberships"

    body: str | None = None
    grade: str | None = None
    status: str | None = None
    start: PartialDate | None = None
    end: EndDate | None = None


class Sanction(Record, frozen=True):
    """
    An exclusion, an order, a conviction or another event that an organization asks about.
    """

    section = "sanctions"

    kind: str | None = None
    authority: str | None = None
    jurisdiction: str | None = None
    effective: PartialDate | None = None
    ended: EndDate | None = None
    status: str | None = None

    @property
    def is_said_to_be(self) -> bool:
        """
        Its status says that it is there, or was, and not that it is yet to come.
        """
        return self.status is not None and self.status.casefold() != "pending"


class Screening(Record, frozen=True, rename={"list_": "list"}):
    """
    A search of a list on one day, and what it found.
    """

    section = "screenings"

    list_: str | None = None
    checked: date | None = None
    result: str | None = None


class Limits(Part, frozen=True):
    """
    The limits of an insurance, in whole currency units.
    """

    each: Amount | None = None
    aggregate: Amount | None = None


class Insurance(Record, frozen=True):
    """
    Malpractice cover.
    """

    section = "insurance"

    kind: str | None = None
    limits: Limits | None = None
    start: PartialDate | None = None
    end: EndDate | None = None


class Residence(Record, frozen=True):
    """
    The jurisdiction somebody lives in; never an address.
    """

    section = "residences"

    jurisdiction: str | None = None
    start: PartialDate | None = None
    end: EndDate | None = None
    primary: bool | None = None


class Coursework(Record, frozen=True):
    """
    Units of study in a subject.
    """

    section = "coursework"

    subject: str | None = None
    units: Amount | None = None
    unit: str | None = None
    institution: str | None = None
    completed: PartialDate | None = None
    tested: bool | None = None


class Gap(Record, frozen=True):
    """
    An explained gap of the work history.
    """

    section = "gaps"

    start: PartialDate | None = None
    end: EndDate | None = None
    reason: str | None = None


class Reference(Record, frozen=True):
    """
    A reference that somebody gave.
    """

    section = "references"

    relation: str | None = None
    on: PartialDate | None = None


class Language(Record, frozen=True):
    """
    A language and how well it is known.
    """

    section = "languages"

    language: str | None = None
    proficiency: str | None = None
    mode: str | None = None


class WorkAuthorization(Record, frozen=True):
    """
    Permission to work in a country.
    """

    section = "work_authorizations"

    country: str | None = None
    status: str | None = None
    until: EndDate | None = None


class Skill(Record, frozen=True):
    """
    A skill, as stated.
    """

    section = "skills"

    name: str | None = None
    level: str | None = None
    years: Amount | None = None
    last_used: PartialDate | None = None


class Answer(Record, frozen=True):
    """
    What the candidate answered to a question.
    """

    section = "answers"

    key: str | None = None
    value: Scalar | None = None
    asked: PartialDate | None = None


class Document(Record, frozen=True):
    """
    A document that was supplied.
    """

    section = "documents"

    type: str | None = None
    name: str | None = None
    media_type: str | None = None
    digest: str | None = None
    received: PartialDate | None = None
