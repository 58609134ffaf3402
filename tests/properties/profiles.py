"""
Small profiles, small criteria, and how the engine is asked about them.

Dates are drawn at the edges: the day asked, the day spoken for, the thresholds of the criteria, and
the days beside them, written as a day, a month or a year.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import product
from struct import iter_unpack
from typing import Any

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy
from worlds import DAY, Criterion, Document, Record, moved

from reqcheck import Catalog, Outcomes, Profile, Report, RuleSet, Verdict, open_catalog
from reqcheck.loading.rulesets import ruleset_from_yaml

MET, NOT_MET, UNDETERMINED = Outcomes.MET, Outcomes.NOT_MET, Outcomes.UNDETERMINED
ON = date(2026, 11, 22)

# -- asking the engine ----------------------------------------------------------------------


@cache
def catalog() -> Catalog:
    """
    The built-in kinds, opened once.
    """
    return open_catalog()


def ruleset(requirements: Mapping[str, Any], of: Catalog | None = None, **top: Any) -> RuleSet:
    """
    A rule set of these requirements, as JSON, which is YAML.
    """
    document = {"schema": "reqcheck.ruleset/1", "id": "t", "title": "T", "requirements": requirements, **top}
    return _loaded(json.dumps(document), of or catalog())


@cache
def _loaded(text: str, of: Catalog) -> RuleSet:
    return attrs.evolve(ruleset_from_yaml(text, "t.yaml", of._settings), catalog=of)


def report(document: Document, criterion: Criterion, as_of: date = ON, **top: Any) -> Report:
    """
    What a check of one required criterion says.
    """
    rules = ruleset({"r": {"criterion": criterion}}, **top)
    return catalog().check(Profile.from_dict(document), rules, as_of=as_of)


def outcomes(document: Document, criterion: Criterion, as_of: date = ON, **top: Any) -> Outcomes:
    """
    What may be true of one required criterion.
    """
    return report(document, criterion, as_of, **top)["r"].outcomes


def asked(checked: Report) -> set[str]:
    """
    Where the answers to the questions of a report would stand.
    """
    return {each.pointer for each in checked.questions}


def cited(checked: Report, requirement: str = "r") -> set[str]:
    """
    The pointers of the evidence of one requirement.
    """
    return {each.pointer for each in checked[requirement].finding.cited()}


def profile(**sections: Any) -> Document:
    """
    A profile document recorded on the day asked.
    """
    return {"schema": "reqcheck.profile/1", "recorded_on": ON.isoformat(), **sections}


def allowed(truths: set[bool]) -> set[Outcomes]:
    """
    The verdicts that are sound where these are the answers of the worlds; any where there is no world.
    """
    return {UNDETERMINED, *(Outcomes.of(Verdict.of(each)) for each in (truths or {True, False}) if len(truths) < 2)}


def exact(truths: set[bool]) -> Outcomes:
    """
    The one verdict that says all that the worlds say.
    """
    return UNDETERMINED if len(truths) > 1 else Outcomes.of(Verdict.of(truths == {True}))


# -- days -----------------------------------------------------------------------------------

AS_OF = (ON, date(2024, 2, 29), date(2025, 3, 1))


def days(as_of: date, *spans: Mapping[str, int]) -> list[date]:
    """
    Days at the day asked and at the anniversaries on either side, or near them.
    """
    edges = [as_of, *(moved(as_of, each, way) for each in spans for way in (-1, 1))]
    return [edge + step * DAY for edge in edges for step in (0, 0, 1, -1, 40, -200)]


def dates(as_of: date, *spans: Mapping[str, int]) -> list[str]:
    """
    The same as people write them: to the day, the month or the year.
    """
    return [day.isoformat()[:length] for length in (10, 10, 7, 4) for day in days(as_of, *spans)]


def ends(as_of: date, *spans: Mapping[str, int]) -> list[str]:
    """
    Ends: dates, or as often open.
    """
    found = dates(as_of, *spans)
    return found + [".."] * len(found)


# -- choices --------------------------------------------------------------------------------

#: What a field may be, each as likely as it stands there often.
Choices = Sequence[Any]


def perhaps(choices: Choices, odds: int = 4) -> Choices:
    """
    One of them, or once in so many times none.
    """
    return [*choices] * (odds - 1) + [None] * len(choices)


def perhaps_not(choices: Choices) -> Choices:
    """
    Mostly none.
    """
    return [*[None] * 2 * len(choices), *choices]


def some(*words: Any) -> Choices:
    """
    One of some words; the first is the likeliest.
    """
    return [words[0]] * (len(words) + 1) + [*words]


def records(**fields: Choices) -> SearchStrategy[Record]:
    """
    One record, or a leaf's settings: a choice for each field; what is chosen as None is left out.

    All choices are drawn at once, as two bytes each: it is the number of draws that takes the time.
    """
    return _record({name.rstrip("_"): each for name, each in fields.items()})


@st.composite
def _record(draw: DrawFn, fields: Mapping[str, Choices]) -> Record:
    drawn = iter_unpack(">H", draw(st.binary(min_size=2 * len(fields), max_size=2 * len(fields))))
    chosen = {name: each[number * len(each) >> 16] for (name, each), (number,) in zip(fields.items(), drawn, strict=True)}
    return {name: value for name, value in chosen.items() if value is not None}


YEAR, THREE = {"years": 1}, {"years": 3}


@cache
def sources(as_of: date) -> Choices:
    """
    Where a record comes from: mostly nothing is said.
    """
    verified = [{"strength": "verified", "verified_on": day.isoformat()} for day in days(as_of, {"days": 120})]
    return [*[None] * 3 * len(verified), *verified]


@cache
def licenses(as_of: date) -> SearchStrategy[Record]:
    return records(
        type=perhaps(some("medical", "nursing", "wizardry"), 8),
        jurisdiction=perhaps(some("US-CA", "US-NV", "CA-ON", "Atlantis"), 8),
        class_=perhaps(some("full", "training"), 6),
        status=perhaps(some("active", "expired", "revoked", "inactive", "pending", "frobnicated")),
        issued=perhaps(dates(as_of, YEAR, THREE)),
        first_issued=some(None, None, "2004-05-06", "2026"),
        expires=perhaps(ends(as_of, YEAR, {"days": 120})),
        restrictions=some([], None, ["chaperone"]),
        source=sources(as_of),
    )


@cache
def degrees(as_of: date) -> SearchStrategy[Record]:
    return records(
        degree=perhaps(some("MD", "DO", "PhD", "MHA", "BS", "MBBS", "Hakim"), 8),
        accreditation=perhaps(some("LCME", "COCA", "nobody"), 3),
        status=perhaps(some("conferred", "in_progress", "withdrawn", "frobnicated"), 2),
        start=perhaps(dates(as_of, THREE), 2),
        conferred=perhaps(dates(as_of, YEAR, THREE)),
        equivalence=some(None, [{"body": "ECFMG"}], [{"body": "ECFMG", "on": "2024-02"}], []),
        source=sources(as_of),
    )


@cache
def trainings(as_of: date) -> SearchStrategy[Record]:
    return records(
        type=perhaps(some("residency", "fellowship", "boot camp"), 8),
        specialty=perhaps(some("internal medicine", "pediatrics", "alchemy"), 6),
        status=perhaps(some("completed", "active", "withdrawn", "dismissed", "leave", "frobnicated")),
        start=perhaps(dates(as_of, THREE)),
        end=perhaps(ends(as_of, YEAR, THREE)),
        source=sources(as_of),
    )


@cache
def exams(as_of: date) -> SearchStrategy[Record]:
    return records(
        exam=some("USMLE", "COMLEX-USA", "State Board"),
        part=perhaps(some("Step 1", "Step 2 CK", "Step 3", "Step 9"), 8),
        result=perhaps(some("pass", "fail", "frobnicated"), 6),
        taken=perhaps(dates(as_of, YEAR, THREE)),
        attempts=some(None, 1, 2),
        source=sources(as_of),
    )


@cache
def certifications(as_of: date, *statuses: str) -> SearchStrategy[Record]:
    return records(
        board=perhaps(some("ABIM", "ABP", "AOBIM", "Guild"), 8),
        specialty=perhaps(some("internal medicine", "pediatrics"), 6),
        status=statuses or perhaps(some("certified", "expired", "revoked", "inactive", "frobnicated")),
        certified=perhaps(dates(as_of, YEAR)),
        expires=perhaps(ends(as_of, YEAR, {"days": 120})),
        duration=some(None, None, None, "lifetime"),
        source=sources(as_of),
    )


@cache
def cards(as_of: date) -> SearchStrategy[Record]:
    """
    Certificates such as life support.
    """
    return records(
        name=some("BLS", "ACLS"),
        status=perhaps(some("active", "expired", "revoked", "completed", "frobnicated")),
        certified=perhaps(dates(as_of, YEAR)),
        expires=perhaps(ends(as_of, YEAR)),
        source=sources(as_of),
    )


@cache
def positions(as_of: date) -> SearchStrategy[Record]:
    return records(
        title=some(None, "Director"),
        start=perhaps(dates(as_of, YEAR, THREE), 8),
        end=perhaps(ends(as_of, YEAR, THREE), 6),
        fte=some(None, 0.2, 0.5, 1.0),
        categories=some(["clinical"], ["clinical", "leadership"], ["administrative"], ["stunts"], [], None),
        leadership=some(None, None, {"level": "manager"}, {"level": "lead"}, {"physicians_led": 3}),
        organization=some({"setting": "hospital"}, {"setting": "pharma"}, {"name": "Harbor"}, None),
    )


@cache
def sanctions(as_of: date) -> SearchStrategy[Record]:
    return records(
        kind=perhaps(some("exclusion", "board_order", "conviction", "mischief"), 6),
        status=perhaps(some("open", "closed", "stayed", "frobnicated")),
        effective=perhaps(dates(as_of, YEAR, THREE)),
        ended=perhaps(ends(as_of, YEAR), 3),
        source=sources(as_of),
    )


@cache
def screenings(as_of: date) -> SearchStrategy[Record]:
    return records(
        list=some("OIG LEIE", "NPDB", "criminal"),
        checked=[each.isoformat() for each in days(as_of, {"days": 180})],
        result=some("clear", "hit", "pending"),
    )


@cache
def answers(as_of: date) -> SearchStrategy[Record]:
    return records(key=["relocate"], value=[False, True])


SECTIONS: dict[str, Callable[[date], SearchStrategy[Record]]] = {
    "licenses": licenses,
    "education": degrees,
    "training": trainings,
    "exams": exams,
    "certifications": certifications,
    "positions": positions,
    "sanctions": sanctions,
    "screenings": screenings,
    "answers": answers,
}


@cache
def recordings(as_of: date) -> SearchStrategy[Record]:
    """
    The day on which a profile is recorded, if one is given.
    """
    return records(recorded_on=perhaps([each.isoformat() for each in days(as_of, {"days": 120})]))


@cache
def sections(as_of: date, most: int) -> SearchStrategy[Record]:
    """
    How many records a section has, now and then none, what is said of it, and since when it is verified.
    """
    return records(
        count=[*range(1, most + 1)] * 3 + [0] * most,
        said=["", "", "", "none", "partial", "source"],
        verified_on=[each.isoformat() for each in days(as_of)],
    )


@st.composite
def documents(draw: DrawFn, /, as_of: date, most: int = 2, **makers: Callable[[date], SearchStrategy[Record]]) -> Document:
    """
    A profile with a few records in each of some sections.

    Two records never name the same thing: numbers tell them apart.
    """
    document: Document = {"schema": "reqcheck.profile/1", **draw(recordings(as_of))}
    for section, maker in makers.items():
        around = draw(sections(as_of, 1 if section == "answers" else most))
        found = [draw(maker(as_of)) for _ in range(around["count"])]
        for index, each in enumerate(found):
            each["id"] = f"{section}-{index}"
            if section == "licenses" or "name" in each:
                each["number"] = str(index)
            if section == "certifications" and "name" not in each:
                each["subspecialty"] = ("cardiovascular disease", "hematology", "geriatric medicine")[index]
        if found:
            document[section] = found
        said = around["said"]
        if said == "partial" or (said == "none" and not found):
            document.setdefault(said, []).append(section)
        if said == "source" and section != "screenings":
            document.setdefault("sources", {})[section] = {"verified_on": around["verified_on"]}
    return document


# -- criteria -------------------------------------------------------------------------------

SPANS: Choices = (YEAR, THREE, {"months": 12}, {"months": 35}, {"days": 365}, {"days": 40})
LOOK_BACKS: Choices = [*("ever", "open") * 3, *SPANS]


def settings(kind: str, **fields: Choices) -> SearchStrategy[Criterion]:
    """
    A leaf; settings that are chosen as None are left out.
    """
    return records(kind=[kind], **fields)


@cache
def between(as_of: date) -> Choices:
    both = map(sorted, product(days(as_of, YEAR, THREE), days(as_of, YEAR)))
    return [{"from": first.isoformat(), "until": last.isoformat()} for first, last in both]


@cache
def license_criteria(as_of: date) -> SearchStrategy[Criterion]:
    return settings(
        "license",
        type=some("medical", None),
        jurisdiction=some("US-CA", "US", None),
        class_=some(None, "any", "training"),
        status=some(None, None, "any"),
        unrestricted=some(None, True),
        held=perhaps_not(SPANS),
        issued=perhaps_not(between(as_of)),
    )


@cache
def degree_criteria(as_of: date) -> SearchStrategy[Criterion]:
    by_name = settings(
        "degree",
        degree=some(["MD"], ["MD", "DO"], "physician", ["PhD", "MHA"]),
        accreditation=some(None, None, "LCME"),
        conferred=perhaps_not(between(as_of)),
    )
    return by_name | settings("degree", level_at_least=some("master", "doctorate"))


@cache
def training_criteria(as_of: date) -> SearchStrategy[Criterion]:
    return settings(
        "training",
        type=some("residency", None, ["residency", "fellowship"]),
        specialty=some(None, "internal medicine"),
        within_last=perhaps_not(SPANS),
    )


@cache
def length_criteria(as_of: date) -> SearchStrategy[Criterion]:
    return settings("training", type=some("residency", None), months=some(1, 12, 13, 24, 36, 37), status=some(None, "any"))


@cache
def exam_criteria(as_of: date) -> SearchStrategy[Criterion]:
    return settings(
        "exam",
        exam=["USMLE"],
        part=some("Step 1", "Step 2 CK", None),
        max_attempts=some(None, 1, 2),
        span=perhaps_not(SPANS),
        within_last=perhaps_not(SPANS),
    )


@cache
def board_criteria(as_of: date) -> SearchStrategy[Criterion]:
    return settings("board_certification", board=some("ABMS", ["ABMS", "AOA"], "ABIM", "any"), specialty=some(None, "internal medicine"))


@cache
def eligible_criteria(as_of: date) -> SearchStrategy[Criterion]:
    return settings(
        "board_certification", board=["ABMS"], specialty=some(None, "internal medicine"),
        status=["eligible"], eligible_for=SPANS,
    )


@cache
def card_criteria(as_of: date) -> SearchStrategy[Criterion]:
    return settings("certification", name=["BLS"], current=some(None, False))


AMOUNTS = ({"years": 1}, {"years": 2.5}, {"months": 2}, {"months": 13}, {"days": 1}, {"days": 41}, {"days": 366})


@cache
def experience_criteria(as_of: date, *shares: str) -> SearchStrategy[Criterion]:
    """
    Experience of some amount, with a share of full time where *shares* are given.
    """
    drawn = settings(
        "experience",
        category=some("clinical", None, "leadership"),
        leadership_at_least=some(None, None, "manager", "lead"),
        setting=some(None, None, "hospital"),
        within_last=perhaps_not(SPANS),
        fte=shares or [None],
        amount=AMOUNTS,
    )
    return drawn.map(lambda leaf: {**{name: each for name, each in leaf.items() if name != "amount"}, **leaf["amount"]})


@cache
def prorated_criteria(as_of: date) -> SearchStrategy[Criterion]:
    return experience_criteria(as_of, "prorate", "0.5")


@cache
def counted_criteria(as_of: date) -> SearchStrategy[Criterion]:
    """
    Experience from a milestone on.
    """
    milestones = st.one_of(
        training_criteria(as_of).map(lambda leaf: {**leaf, "type": "residency"}),
        settings("degree", degree=some(["MD"], ["MD", "DO"])),
        settings("license", type=["medical"], jurisdiction=some("US-CA", None)),
    )
    return st.builds(lambda leaf, start: {**leaf, "counts_from": start}, experience_criteria(as_of), milestones)


@cache
def history_criteria(as_of: date) -> SearchStrategy[Criterion]:
    return settings("no_history", of=some(["exclusion"], ["exclusion", "conviction"]), look_back=LOOK_BACKS)


@cache
def answer_criteria(as_of: date) -> SearchStrategy[Criterion]:
    return settings("answer", key=["relocate"], question=["Would you move?"], equals=[False, True])


KINDS: dict[str, tuple[Callable[[date], SearchStrategy[Criterion]], dict[str, Callable[[date], SearchStrategy[Record]]]]] = {
    "license": (license_criteria, {"licenses": licenses}),
    "degree": (degree_criteria, {"education": degrees}),
    "training": (training_criteria, {"training": trainings}),
    "training length": (length_criteria, {"training": trainings}),
    "exam": (exam_criteria, {"exams": exams}),
    "board certification": (board_criteria, {"certifications": certifications}),
    "board eligibility": (eligible_criteria, {"training": trainings}),
    "certification": (card_criteria, {"certifications": cards}),
    "experience": (experience_criteria, {"positions": positions}),
    "experience by share": (prorated_criteria, {"positions": positions}),
    "experience from": (counted_criteria, {"positions": positions, "training": trainings, "education": degrees, "licenses": licenses}),
    "no history": (history_criteria, {"sanctions": sanctions, "screenings": screenings}),
    "answer": (answer_criteria, {"answers": answers}),
}


# Settings that the worlds do not judge; what must not matter does not for them either.


@cache
def studying_criteria(as_of: date) -> SearchStrategy[Criterion]:
    return settings("degree", degree=some(["MD"], "physician"), status=["in_progress"])


@cache
def active_criteria(as_of: date) -> SearchStrategy[Criterion]:
    return settings("training", type=some("residency", None), status=["active"], months=some(None, 12))


@cache
def pursuing_criteria(as_of: date) -> SearchStrategy[Criterion]:
    return settings(
        "board_certification", board=some("ABMS", "any"), specialty=some("internal medicine", None),
        status=some("pursuing", "eligible"), eligible_for=[*[None] * len(SPANS), *SPANS],
    )


@cache
def candidates(as_of: date) -> SearchStrategy[Record]:
    """
    Certifications that are eligible or pursued.
    """
    return certifications(as_of, *some("eligible", "pursuing", "certified"))


@cache
def calendar_criteria(as_of: date) -> SearchStrategy[Criterion]:
    either = [[{"category": "leadership"}, {"setting": "hospital"}], [{"category": "clinical", "leads": "quality"}]]
    return settings("experience", years=some(1, 2), year=some("calendar", "weeks52"), either=some(None, *either))


@cache
def screened_criteria(as_of: date) -> SearchStrategy[Criterion]:
    lists = [{"list": "NPDB"}, {"list": "OIG LEIE", "within_last": {"days": 30}}]
    return settings("no_history", of=some(["exclusion"], "professional"), look_back=LOOK_BACKS, screened=some(*lists))


MORE: dict[str, tuple[Callable[[date], SearchStrategy[Criterion]], dict[str, Callable[[date], SearchStrategy[Record]]]]] = {
    "degree in progress": (studying_criteria, {"education": degrees}),
    "training going on": (active_criteria, {"training": trainings}),
    "on the way to a board": (pursuing_criteria, {"certifications": candidates, "training": trainings}),
    "experience by calendar": (calendar_criteria, {"positions": positions}),
    "no history, screened": (screened_criteria, {"sanctions": sanctions, "screenings": screenings}),
}
EVERY = {**KINDS, **MORE}


@st.composite
def cases(draw: DrawFn, *kinds: str, most: int = 2) -> tuple[Document, Criterion, date]:
    """
    A profile, a leaf of one of some kinds, and a day.
    """
    as_of = draw(st.sampled_from(AS_OF))
    criteria, makers = EVERY[draw(st.sampled_from(kinds))]
    criterion = draw(criteria(as_of))
    if "counts_from" in criterion:
        of = {"training": "training", "degree": "education", "license": "licenses"}[criterion["counts_from"]["kind"]]
        makers = {name: makers[name] for name in ("positions", of)}
    return draw(documents(as_of, most, **makers)), criterion, as_of


@st.composite
def trees(draw: DrawFn, leaves: Sequence[Criterion], *, connectives: Sequence[str] = ("all_of", "any_of", "none_of", "some_of")) -> Criterion:
    """
    A tree in which each of *leaves* stands once.
    """
    nodes: list[Criterion] = list(leaves)
    while len(nodes) > 1:
        size = draw(st.integers(2, len(nodes)))
        parts, nodes = nodes[:size], nodes[size:]
        name = draw(st.sampled_from(connectives))
        node = {"some_of": {"at_least": draw(st.integers(1, size)), "of": parts}} if name == "some_of" else {name: parts}
        nodes = draw(st.permutations([*nodes, node]))
    return {"none_of": [nodes[0]]} if draw(st.booleans()) and "none_of" in connectives else nodes[0]


#: Kinds that read no section of each other.
APART = ("license", "degree", "training", "exam", "certification", "experience", "no history", "answer")


@st.composite
def forests(draw: DrawFn, most: int = 1, kinds: Sequence[str] = APART) -> tuple[Document, Criterion, date]:
    """
    A profile, a tree whose leaves read facts of their own, and a day.
    """
    as_of = draw(st.sampled_from(AS_OF))
    chosen = draw(st.lists(st.sampled_from(kinds), min_size=2, max_size=3, unique=True))
    makers = {name: maker for kind in chosen for name, maker in KINDS[kind][1].items()}
    leaves = [draw(KINDS[kind][0](as_of)) for kind in chosen]
    return draw(documents(as_of, most, **makers)), draw(trees(leaves)), as_of

