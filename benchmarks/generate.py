"""
Makes candidate profiles to measure with: the same arguments, the same bytes.

About half of the candidates qualify under `ten.yaml`.  The rest lack something, stand a day beside
a threshold, or are recorded so poorly that it cannot be known.  As a command it writes JSON Lines::

    python benchmarks/generate.py OUT.jsonl [COUNT] [SEED]
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

AS_OF = date(2026, 11, 22)
STATE = "US-CA"
SEED = 2026

Record = dict[str, Any]

#: What can be wrong with a candidate, each once for "not met" and once for "not known".
SUBJECTS = ("degree", "residency", "exam", "license", "board", "clinical", "leadership", "exclusion")
#: What can stand a day beside its threshold.
EDGES = ("license", "board", "clinical", "leadership")

# fmt: off
GIVEN = (
    "Aiko", "Amara", "Bruno", "Celeste", "Devika", "Edwin", "Farah", "Gwen", "Hakim", "Inés", "Joost",
    "Kwame", "Leila", "Mateo", "Noor", "Oksana", "Pranav", "Quentin", "Rosalind", "Søren", "Thuy",
    "Uriel", "Wanda", "Yusuf",
)
FAMILY = (
    "Abernathy", "Bhatt", "Castellanos", "Dlamini", "Eriksen", "Fontaine", "Guerrero", "Hoang",
    "Ivanova", "Jamison", "Kowalczyk", "Lindqvist", "Mbeki", "Nakagawa", "Oyelaran", "Petrov", "Quispe",
    "Rahman", "Sandoval", "Tesfaye", "Ustinov", "Vance", "Whitfield", "Zielinski",
)
# fmt: on
COLLEGES = (
    "Prairie State University",
    "Coastal University",
    "University of the Foothills",
    "Old Mill College",
    "Northgate Institute of Technology",
)
MEDICAL_SCHOOLS = (
    "Lakeside Medical College",
    "Foothills University School of Medicine",
    "Coastal University College of Medicine",
    "Redwood Medical School",
)
OSTEOPATHIC_SCHOOLS = ("Plains College of Osteopathic Medicine", "Redwood School of Osteopathic Medicine")
FACILITIES = (
    ("Harbor Clinic", "clinic"),
    ("Valley Regional Hospital", "hospital"),
    ("Saint Brendan Medical Center", "hospital"),
    ("Coastal University Hospital", "academic"),
    ("Eastside Health Center", "community_health"),
    ("Foothills Hospice", "hospice"),
    ("Meridian Health Plan", "managed_care"),
    ("County Department of Health", "public_health"),
)
#: A specialty with its ABMS board, its AOA board and a fellowship.
SPECIALTIES = (
    ("internal medicine", "ABIM", "AOBIM", "geriatric medicine"),
    ("family medicine", "ABFM", "AOBFP", "sports medicine"),
    ("emergency medicine", "ABEM", "AOBEM", "medical toxicology"),
    ("pediatrics", "ABP", "AOBP", "neonatal-perinatal medicine"),
    ("psychiatry", "ABPN", "AOBNP", "addiction psychiatry"),
    ("surgery", "ABS", "AOBS", "vascular surgery"),
)
STATES = ("US-AZ", "US-CO", "US-FL", "US-IL", "US-NV", "US-NY", "US-OR", "US-TX", "US-WA")
STATE_NAMES = {"US-CA": "California", "US-NV": "Nevada", "US-NY": "New York", "US-TX": "TX", "US-WA": "WA"}
CLINICAL_TITLES = (
    "Attending Physician",
    "Staff Physician",
    "Hospitalist",
    "Associate Physician",
    "Emergency Physician",
)
#: A title with its level of leadership.
LEADING_TITLES = (
    ("Medical Director", "director"),
    ("Associate Medical Director", "manager"),
    ("Chair of Medicine", "department_chair"),
    ("Chief of Staff", "chief"),
    ("Vice President of Medical Affairs", "vice_president"),
)
#: A title with its employment and its categories.
SIDELINES = (
    ("Clinical Instructor", "faculty", ("teaching",)),
    ("Locum Tenens Physician", "locum", ("clinical",)),
    ("Research Fellow", "employee", ("research",)),
    ("Physician Advisor", "contractor", ("utilization_management", "administrative")),
    ("Volunteer Physician", "volunteer", ("clinical",)),
    ("Quality Improvement Lead", "employee", ("quality", "administrative")),
)
DOMAINS = (
    "quality",
    "peer_review",
    "utilization_management",
    "credentialing",
    "clinical_operations",
    "education",
)
SUMMARIES = (
    "Inpatient and outpatient care for adults; on call one week in four.",
    "Answered for a panel of 1,400 patients and for the supervision of two physician assistants.",
    "Led the move to a new electronic record and the standing committee on patient safety.",
)
ODD_WORDS = ("see file", "verified - OK", "n/a", "in process of review")


def generate(count: int, seed: int = SEED) -> list[bytes]:
    """
    That many profiles as compact JSON.  A longer list with the same seed begins with a shorter one.
    """
    return [*generated(count, seed)]


def generated(count: int, seed: int = SEED) -> Iterator[bytes]:
    """
    The same, one at a time.
    """
    random = Random(seed)
    return (_Candidate(random, index).as_json() for index in range(count))


def write(path: Path, count: int, seed: int = SEED) -> None:
    """
    Write that many as JSON Lines, and hold one of them.
    """
    with path.open("wb") as file:
        file.writelines(each + b"\n" for each in generated(count, seed))


def employed(positions: int, seed: int = SEED) -> bytes:
    """
    One profile with that many positions, most of which overlap others: to measure how time grows.
    """
    random = Random(seed)
    candidate = _Candidate(random, 0)
    candidate.trouble, candidate.edges = {}, frozenset()
    document = candidate.document()
    document["positions"] = [candidate.sideline() for _ in range(positions)]
    return _compact(document)


def _compact(document: Record) -> bytes:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


class _Career(NamedTuple):
    """
    The days a candidate's life is built around.
    """

    graduated: date
    trained: date
    began: date
    led: date | None


class _Candidate:
    """
    One candidate: what is wrong with them is drawn first, and every section is written to show it.
    """

    def __init__(self, random: Random, index: int) -> None:
        self.random = random
        self.index = index
        self.trouble = self._trouble()
        self.edges = frozenset(each for each in EDGES if each not in self.trouble and self.chance(0.09))
        self.degree = random.choice(("MD", "MD", "MD", "DO"))
        self.specialty = random.choice(SPECIALTIES)
        self.recorded_on = AS_OF - timedelta(days=self._age_of_file())
        self.career = self._career()

    # -- what is drawn --------------------------------------------------------------------

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def _trouble(self) -> dict[str, str]:
        """
        What is wrong, by subject: "bad" is not met, "vague" is not known.
        """
        if self.chance(0.56):
            return {}
        subjects = self.random.sample(SUBJECTS, 1 if self.chance(0.75) else 2)
        return {each: "bad" if self.chance(0.55) else "vague" for each in subjects}

    def _age_of_file(self) -> int:
        return self.random.randint(200, 400) if self.chance(0.05) else self.random.randint(0, 75)

    def _career(self) -> _Career:
        random = self.random
        if "clinical" in self.edges:
            began = AS_OF - timedelta(days=5 * 365 - 1 + random.choice((-1, 0, 1)))
        elif self.trouble.get("clinical") == "bad":
            began = AS_OF - timedelta(days=random.randint(90, 5 * 365 - 60))
        else:
            began = AS_OF - timedelta(days=random.randint(6 * 365, 26 * 365))
        trained = date(began.year - (began.month < 7), 6, 30)
        graduated = date(trained.year - random.choice((3, 3, 3, 4, 5)), 5, random.randint(8, 28))
        return _Career(graduated, trained, began, self._leads_since(began))

    def _leads_since(self, began: date) -> date | None:
        random = self.random
        if "leadership" in self.edges:
            return AS_OF - timedelta(days=3 * 365 - 1 + random.choice((-1, 0, 1)))
        if self.trouble.get("leadership") == "bad":
            return None if self.chance(0.5) else AS_OF - timedelta(days=random.randint(30, 3 * 365 - 30))
        long = (AS_OF - began).days
        if long > 4 * 365:
            return AS_OF - timedelta(days=random.randint(3 * 365 + 40, max(long - 200, 3 * 365 + 41)))
        return AS_OF - timedelta(days=random.randint(3 * 365 + 40, 5 * 365))

    def said(self, day: date, *, year: float = 0.08, month: float = 0.45) -> str:
        """
        A day as somebody wrote it: to the year, to the month, or in full.
        """
        draw = self.random.random()
        if draw < year:
            return f"{day.year}"
        return f"{day.year}-{day.month:02}" if draw < year + month else f"{day}"

    def dice(self, first: date, last: date) -> date:
        """
        Some day between two.
        """
        return first + timedelta(days=self.random.randint(0, max((last - first).days, 0)))

    def verified(self, by: str) -> Record:
        return {
            "strength": "verified",
            "verified_on": f"{self.dice(self.recorded_on - timedelta(days=90), self.recorded_on)}",
            "by": by,
        }

    # -- the document ---------------------------------------------------------------------

    def as_json(self) -> bytes:
        """
        The document as compact JSON; a few systems write null for what they do not know.
        """
        document = self.document()
        if self.chance(0.05):
            for record in (*document.get("licenses", ()), *document.get("certifications", ())):
                record.setdefault("expires", None)
                record.setdefault("note", None)
        return _compact(document)

    def document(self) -> Record:
        """
        The whole document, section by section, without those that are empty.
        """
        document: Record = {"schema": "reqcheck.profile/1", "subject": self._subject()}
        if not self.chance(0.02):
            document["recorded_on"] = f"{self.recorded_on}"
        partial = [
            name
            for name, share in (("positions", 0.04), ("education", 0.02), ("licenses", 0.02))
            if self.chance(share)
        ]
        if partial:
            document["partial"] = partial
        document |= self._history()
        document |= {
            "education": self._education(),
            "training": self._training(),
            "exams": self._exams(),
            "licenses": self._licenses(),
            "certifications": self._certifications(),
            "positions": self._positions(),
            **self._others(),
        }
        for name in self._left_out():
            document.pop(name, None)
        return {name: each for name, each in document.items() if each != [] or self.chance(0.3)}

    def _left_out(self) -> list[str]:
        """
        The sections that a poor record lacks as a whole.
        """
        sections = {
            "degree": "education",
            "residency": "training",
            "exam": "exams",
            "board": "certifications",
        }
        poor = (sections[each] for each, how in self.trouble.items() if how == "vague" and each in sections)
        return [each for each in poor if self.chance(0.35)]

    def _subject(self) -> Record:
        random = self.random
        subject: Record = {
            "id": f"cand-{self.index:06}",
            "display_name": f"{random.choice(GIVEN)} {random.choice(FAMILY)}",
        }
        if self.chance(0.6):
            subject["identifiers"] = [{"system": "npi", "value": f"{random.randint(10**9, 2 * 10**9)}"}]
        return subject

    # -- education and training -----------------------------------------------------------

    def _education(self) -> list[Record]:
        random, graduated = self.random, self.career.graduated
        began = date(graduated.year - 4, 8, 15)
        college = {
            "degree": random.choice(("BS", "BA", "Bachelor of Science")),
            "field": random.choice(("biology", "chemistry", "neuroscience", "history")),
            "institution": random.choice(COLLEGES),
            "conferred": self.said(date(began.year - random.randint(0, 2), 5, 20), year=0.4),
        }
        return [*([college] if self.chance(0.45) else ()), self._medical_degree(began), *self._management()]

    def _medical_degree(self, began: date) -> Record:
        random, graduated = self.random, self.career.graduated
        school = random.choice(OSTEOPATHIC_SCHOOLS if self.degree == "DO" else MEDICAL_SCHOOLS)
        record: Record = {
            "degree": self.degree,
            "institution": school,
            "status": "conferred",
            "conferred": self.said(graduated),
        }
        if self.chance(0.5):
            record |= {"accreditation": "COCA" if self.degree == "DO" else "LCME", "start": self.said(began)}
        if self.degree == "MD" and self.chance(0.08):
            foreign = {
                "degree": random.choice(("MBBS", "MBChB")),
                "institution": "Gulf Medical University",
                "country": "AE",
                "conferred": self.said(graduated),
            }
            record = {**foreign, "equivalence": [{"body": "ECFMG", "on": f"{graduated.year + 1}"}]}
        match self.trouble.get("degree"):
            case "bad":
                record["degree"] = random.choice(("PhD", "PharmD", "MPH"))
                record.pop("equivalence", None)
            case "vague":
                record["degree"] = random.choice(("MBBS", "Doctor of Physick", "Medical Graduate"))
                record.pop("equivalence", None)
        if self.chance(0.2):
            record["source"] = self.verified("registrar")
        return record

    def _management(self) -> list[Record]:
        if not self.chance(0.4):
            return []
        degree = self.random.choice(("MBA", "MHA", "MPH", "MMM"))
        record: Record = {
            "degree": degree,
            "field": "health administration",
            "institution": self.random.choice(COLLEGES),
        }
        if self.chance(0.12):
            return [{**record, "status": "in_progress", "expected": f"{AS_OF.year + 1}"}]
        return [
            {
                **record,
                "status": "conferred",
                "conferred": self.said(self.dice(self.career.trained, AS_OF), year=0.4),
            }
        ]

    def _training(self) -> list[Record]:
        random, (graduated, trained, *_) = self.random, self.career
        residency: Record = {
            "type": "residency",
            "specialty": self.specialty[0],
            "status": "completed",
            "start": self.said(date(graduated.year, 7, 1), year=0.05),
            "end": self.said(trained, year=0.05),
        }
        if self.chance(0.6):
            residency["program"] = random.choice(FACILITIES[1:4])[0]
            residency["accreditation"] = "AOA" if self.degree == "DO" and self.chance(0.4) else "ACGME"
        match self.trouble.get("residency"):
            case "bad":
                residency["status"] = random.choice(("withdrawn", "dismissed"))
            case "vague":
                residency["status"] = random.choice(ODD_WORDS)
        if self.chance(0.2):
            residency["source"] = self.verified("program")
        records = [residency]
        if self.chance(0.1):
            records.insert(
                0,
                {
                    "type": "internship",
                    "program": random.choice(FACILITIES)[0],
                    "status": "completed",
                    "end": f"{graduated.year + 1}-06-30",
                },
            )
        if self.chance(0.4) and trained.year + 2 < AS_OF.year:
            records.append(self._fellowship())
        return records

    def _fellowship(self) -> Record:
        trained = self.career.trained
        return {
            "type": "fellowship",
            "specialty": self.specialty[3],
            "program": self.random.choice(FACILITIES[1:4])[0],
            "status": "completed" if self.chance(0.9) else "withdrawn",
            "start": f"{trained.year}-07",
            "end": self.said(date(trained.year + self.random.randint(1, 2), 6, 30)),
        }

    def _exams(self) -> list[Record]:
        graduated = self.career.graduated
        days = (
            date(graduated.year - 2, 6, 14),
            date(graduated.year - 1, 8, 9),
            date(graduated.year + 1, 10, 3),
        )
        records: list[Record] = []
        if self.degree == "DO":
            records += self._sequence("COMLEX-USA", ("Level 1", "Level 2-CE", "Level 3"), days)
        if self.degree == "MD" or self.chance(0.15):
            records += self._sequence("USMLE", ("Step 1", "Step 2 CK", "Step 3"), days)
            if 2005 < graduated.year < 2020 and self.chance(0.4):
                records.append(
                    {"exam": "USMLE", "part": "Step 2 CS", "result": "pass", "taken": f"{graduated.year - 1}"}
                )
        return records

    def _sequence(self, exam: str, parts: tuple[str, ...], days: tuple[date, ...]) -> list[Record]:
        records: list[Record] = []
        for part, day in zip(parts, days, strict=True):
            record: Record = {
                "exam": exam,
                "part": part.lower() if self.chance(0.1) else part,
                "result": "pass",
                "taken": self.said(day),
            }
            if self.chance(0.3):
                record["attempts"] = 1
            if self.chance(0.05):
                records.append({**record, "result": "fail", "taken": f"{day.year - 1}"})
                record["attempts"] = 2
            records.append(record)
        last = records[-1]
        match self.trouble.get("exam"):
            case "bad":
                last["result"] = "fail"
            case "vague":
                last.pop(self.random.choice(("part", "result")))
        return records

    # -- licenses and certifications --------------------------------------------------------

    def _licenses(self) -> list[Record]:
        elsewhere = self.random.sample(STATES, self.random.choice((0, 0, 0, 1, 1, 2)))
        records = [
            self._license(STATE, self.trouble.get("license")),
            *(self._license(each, None) for each in elsewhere),
        ]
        if "license" in self.edges:
            records[0]["expires"] = f"{AS_OF + timedelta(days=self.random.choice((-1, 0, 1)))}"
        self.random.shuffle(records)
        return records

    def _license(self, state: str, trouble: str | None) -> Record:
        random = self.random
        trained = self.career.trained
        issued = self.dice(
            trained - timedelta(days=300), min(trained + timedelta(days=900), self.recorded_on)
        )
        if state != STATE:
            issued = self.dice(issued, AS_OF - timedelta(days=200))
        expires = AS_OF + timedelta(days=random.randint(30, 2 * 365))
        record: Record = {
            "type": "medical",
            "class": "full",
            "jurisdiction": STATE_NAMES.get(state, state) if self.chance(0.1) else state,
            "status": "active"
            if self.chance(0.92) or state == STATE
            else random.choice(("expired", "inactive")),
            "issued": self.said(issued, year=0.04, month=0.2),
            "expires": f"{expires}",
            "restrictions": [],
        }
        if self.chance(0.4):
            record["number"] = f"{random.choice('ACGM')}{random.randint(10_000, 199_999)}"
        if self.chance(0.15):
            record["first_issued"] = record["issued"]
        if record["status"] == "expired":
            record["expires"] = (
                f"{self.dice(issued + timedelta(days=200), self.recorded_on - timedelta(days=20))}"
            )
        match trouble:
            case "bad":
                record |= self._bad_license(issued)
            case "vague":
                record |= random.choice(
                    (
                        {"status": random.choice(ODD_WORDS)},
                        {"expires": f"{AS_OF.year}"},
                        {"class": "see file"},
                    )
                )
                if self.chance(0.4):
                    record.pop(random.choice(("restrictions", "class", "status")))
        if self.chance(0.3):
            record["source"] = self.verified("state board")
        return record

    def _bad_license(self, issued: date) -> Record:
        lapsed = f"{AS_OF - timedelta(days=self.random.randint(100, 800))}"
        return self.random.choice(
            (
                {"status": "expired", "expires": lapsed},
                {"status": "revoked"},
                {
                    "status": "suspended",
                    "source": {"strength": "verified", "verified_on": f"{AS_OF}", "by": "board"},
                },
                {"restrictions": ["may not prescribe schedule II drugs"]},
                {"class": "training"},
                {"jurisdiction": "US-NV"},
                {"expires": f"{issued - timedelta(days=30)}", "status": "expired"},  # contradicts itself
            )
        )

    def _certifications(self) -> list[Record]:
        random = self.random
        specialty, abms, aoa, _ = self.specialty
        certified = self.dice(
            self.career.trained + timedelta(days=60), self.career.trained + timedelta(days=500)
        )
        record: Record = {
            "name": specialty.title(),
            "board": aoa if self.degree == "DO" and self.chance(0.4) else abms,
            "specialty": specialty,
            "status": "certified",
            "certified": self.said(min(certified, self.recorded_on), year=0.15),
            "expires": f"{AS_OF + timedelta(days=random.randint(20, 3650))}"
            if self.chance(0.7)
            else f"{AS_OF.year + random.randint(1, 8)}",
        }
        if certified.year < 2002 and self.chance(0.5):
            record["duration"] = "lifetime"
            del record["expires"]
        if "board" in self.edges:
            record.pop("duration", None)
            record["expires"] = f"{AS_OF + timedelta(days=random.choice((-1, 0, 1)))}"
        match self.trouble.get("board"):
            case "bad":
                record |= random.choice(
                    (
                        {"status": "expired", "expires": f"{self.recorded_on.year - 1}"},
                        {"board": "NBPAS"},
                        {"status": "revoked"},
                    )
                )
            case "vague":
                record |= random.choice(
                    (
                        {"board": "American Board of Everything"},
                        {"status": random.choice(ODD_WORDS)},
                        {"expires": f"{AS_OF.year}"},
                    )
                )
        if self.chance(0.3):
            record["source"] = self.verified("ABMS")
        return [record, *self._cards()]

    def _cards(self) -> list[Record]:
        """
        Life support and the like.
        """
        names = [each for each, share in (("ACLS", 0.35), ("BLS", 0.35), ("CPE", 0.06)) if self.chance(share)]
        day = self.dice(AS_OF - timedelta(days=700), AS_OF - timedelta(days=80))
        issuers = {"ACLS": "AHA", "BLS": "AHA", "CPE": "CCMM"}
        until = f"{day.year + 2}-{day.month:02}"
        return [
            {"name": each, "issuer": issuers[each], "status": "certified", "expires": until} for each in names
        ]

    # -- positions ------------------------------------------------------------------------

    def _positions(self) -> list[Record]:
        records = [*self._clinical(), *self._leading()]
        records += [self.sideline() for _ in range(self.random.choice((0, 0, 0, 0, 1, 2)))]
        while len(records) < 3:
            records.append(self.sideline())
        if self.chance(0.02):
            records[-1] |= {"start": f"{AS_OF.year + 1}-01-04", "end": ".."}  # begins after the day asked
            records[-1].pop("ongoing", None)
        return records[:8]

    def _clinical(self) -> list[Record]:
        """
        One to four jobs in a row, each of which may overlap the next.
        """
        random, began = self.random, self.career.began
        exact = "clinical" in self.edges
        number = random.choice((1, 2, 2, 2, 3, 4))
        turns = sorted(
            self.dice(began + timedelta(days=60), AS_OF - timedelta(days=45)) for _ in range(number - 1)
        )
        records = []
        for index, start in enumerate((began, *turns)):
            last = index == number - 1
            end = None if last else turns[index] + timedelta(days=0 if exact else random.randint(-40, 120))
            record = self._position(random.choice(CLINICAL_TITLES), start, end, exact=exact)
            record["categories"] = ["clinical"] if self.chance(0.8) else ["clinical", "teaching"]
            if self.chance(0.4):
                record |= {"employment": "employee", "specialty": self.specialty[0]}
            records.append(record)
        if self.trouble.get("clinical") == "vague":
            self._blurred(records)
        return records

    def _blurred(self, records: list[Record]) -> None:
        """
        Positions of which it cannot be told how long they were clinical.
        """
        how = self.random.randint(0, 2)
        for each in records:
            if how == 0:
                each.pop("categories")
            elif how == 1:
                each.pop("start")
            else:
                each["categories"] = ["patient-facing duties"]

    def _leading(self) -> list[Record]:
        """
        One or two positions that lead, beside the clinical ones.
        """
        led = self.career.led
        if led is None:
            return []
        exact = "leadership" in self.edges
        starts = [led]
        if self.chance(0.45):
            starts.append(
                self.dice(
                    led + timedelta(days=100), max(AS_OF - timedelta(days=60), led + timedelta(days=101))
                )
            )
        records = []
        for index, start in enumerate(starts):
            end = (
                None
                if start is starts[-1]
                else starts[index + 1] + timedelta(days=self.random.randint(0, 90))
            )
            title, level = self.random.choice(LEADING_TITLES)
            record = self._position(
                title, start, end if end is None or end < AS_OF else AS_OF - timedelta(days=1), exact=exact
            )
            record["categories"] = ["leadership"] if exact or self.chance(0.5) else ["clinical", "leadership"]
            if self.trouble.get("clinical") == "bad" or "clinical" in self.edges:
                record["categories"] = ["leadership", "administrative"]
            record["leadership"] = self._leadership(level)
            records.append(record)
        if self.trouble.get("leadership") == "vague":
            self._doubtful(records)
        return records

    def _doubtful(self, records: list[Record]) -> None:
        """
        Positions of which it cannot be told whether, or since when, they lead.
        """
        how = self.random.randint(0, 2)
        for each in records:
            if how == 0:
                each.pop("leadership")
                each.pop("categories")
            elif how == 1:
                each["start"] = f"{AS_OF.year - 3}"
                each |= {"end": f"{AS_OF.year}"}
                each.pop("ongoing", None)
            else:
                each["leadership"]["level"] = "head of something"
                each["categories"] = ["clinical"]

    def _leadership(self, level: str) -> Record:
        random = self.random
        found: Record = {"level": level}
        if self.chance(0.5):
            found["physicians_led"] = random.randint(2, 60)
        if self.chance(0.4):
            found["direct_reports"] = random.randint(1, 14)
        if self.chance(0.4):
            found["domains"] = random.sample(DOMAINS, random.randint(1, 3))
        return found

    def sideline(self) -> Record:
        """
        A short position beside the others.
        """
        first = self.career.began if self.trouble.get("clinical") != "bad" else AS_OF - timedelta(days=80)
        start = self.dice(first, AS_OF - timedelta(days=70))
        end = start + timedelta(days=self.random.randint(30, 1500))
        title, employment, categories = self.random.choice(SIDELINES)
        record = self._position(title, start, end if end < AS_OF else None, exact=False)
        exact = "clinical" in self.edges or self.trouble.get("clinical") == "bad"
        return record | {"employment": employment, "categories": ["teaching"] if exact else list(categories)}

    def _position(self, title: str, start: date, end: date | None, *, exact: bool) -> Record:
        random = self.random
        name, setting = random.choice(FACILITIES)
        blur = {"year": 0.0, "month": 0.0} if exact else {"year": 0.06, "month": 0.55}
        organization = {"name": name, "setting": setting} if self.chance(0.4) else {"name": name}
        if self.chance(0.12):
            organization["jurisdiction"] = STATE
        record: Record = {"title": title, "organization": organization, "start": self.said(start, **blur)}
        if end is not None:
            record["end"] = self.said(max(end, start), **blur)
        else:
            record |= {"end": ".."} if self.chance(0.7) else {"ongoing": True}
        if self.chance(0.45):
            record["fte"] = random.choice((1.0, 1.0, 0.8, 0.6, 0.5, 0.2))
        if self.chance(0.05):
            record["summary"] = random.choice(SUMMARIES)
        if self.chance(0.05):
            record["source"] = {"strength": "documented", "by": "employer"}
        return record

    # -- sanctions and the rest -------------------------------------------------------------

    def _history(self) -> Record:
        """
        What is known of exclusions, by records, by `none` or by screenings.
        """
        day = f"{self.dice(self.recorded_on - timedelta(days=80), self.recorded_on)}"
        leie = {"list": "OIG LEIE", "checked": day, "result": "clear"}
        sam = {"list": "SAM", "checked": day, "result": "clear"}
        npdb = {"list": "NPDB", "checked": day, "result": "clear"}
        settled = {
            "kind": "malpractice_settlement",
            "jurisdiction": STATE,
            "effective": self.said(self.dice(self.career.trained, AS_OF)),
            "status": "closed",
        }
        match self.trouble.get("exclusion"):
            case "bad":
                exclusion = {
                    "kind": "exclusion",
                    "authority": "OIG",
                    "effective": self.said(self.dice(self.career.graduated, self.recorded_on)),
                    "status": self.random.choice(("open", "closed")),
                }
                return {"sanctions": [exclusion]}
            case "vague":
                return {
                    "screenings": self.random.choice(
                        (
                            [leie, sam],
                            [{**npdb, "result": "hit"}],
                            [{**npdb, "checked": f"{AS_OF.year - 2}-03-01"}],
                            [],
                        )
                    )
                }
        if self.chance(0.12):
            return {"sanctions": [settled], "screenings": [leie]}
        if self.chance(0.3) and self.recorded_on > AS_OF - timedelta(days=90):
            return {"screenings": [npdb, leie]}
        source = {"strength": "verified", "verified_on": day, "by": "NPDB"}
        empty: Record = {"none": ["sanctions"]}
        if self.chance(0.35):
            empty["sources"] = {"sanctions": source}
        if self.chance(0.3):
            empty["screenings"] = [leie, sam]
        return empty

    def _others(self) -> Record:
        """
        Sections that none of the ten requirements reads.
        """
        random = self.random
        others: Record = {}
        if self.chance(0.25):
            others["registrations"] = [
                {
                    "type": "dea",
                    "jurisdiction": STATE,
                    "number": f"F{random.randint(10**6, 10**7 - 1)}",
                    "status": "active",
                    "expires": f"{AS_OF.year + 1}-{random.randint(1, 12):02}",
                }
            ]
        if self.chance(0.2):
            others["memberships"] = [
                {
                    "body": "American College of Physicians",
                    "grade": "fellow",
                    "start": f"{self.career.began.year}",
                }
            ]
        if self.chance(0.2):
            others["languages"] = [
                {
                    "language": random.choice(("es", "zh", "vi", "hi", "fr")),
                    "proficiency": "professional",
                    "mode": "spoken",
                }
            ]
        if self.chance(0.12):
            others["answers"] = [
                {"key": "can_relocate", "value": self.chance(0.5), "asked": f"{self.recorded_on}"}
            ]
        if self.chance(0.08):
            others["extensions"] = {
                "acme": {"badge": f"{random.randint(1, 9_999)}", "telehealth_hours": random.randint(0, 900)}
            }
        return others


def main() -> None:
    """
    Write profiles as JSON Lines.
    """
    arguments = argparse.ArgumentParser(description="Write candidate profiles as JSON Lines.")
    arguments.add_argument("path", type=Path)
    arguments.add_argument("count", type=int, nargs="?", default=20_000)
    arguments.add_argument("seed", type=int, nargs="?", default=SEED)
    given = arguments.parse_args()
    write(given.path, given.count, given.seed)


if __name__ == "__main__":
    main()
