"""
Evidence floors: what is met counts only on records that are supported well enough.

The day asked is 22 November 2026.  Most leaves are answers to questions: the key of a question is
the name of the answer, and the records say how well each is supported.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from reqcheck import Outcome, Outcomes, Profile, Status, check, open_catalog

if TYPE_CHECKING:
    from reqcheck import Catalog

Document = dict[str, Any]
#: Checks one criterion, with evidence floors on the requirement and on the rule set.
Checked = Callable[..., Outcome]

ON = date(2026, 11, 22)
MET, NOT_MET, UNDETERMINED = Status.MET, Status.NOT_MET, Status.UNDETERMINED

INFERRED, CLAIMED, DOCUMENTED = ({"strength": each} for each in ("inferred", "claimed", "documented"))
VERIFIED = {"strength": "verified", "verified_on": "2026-10-20"}
UNDATED = {"strength": "verified"}

A, B, C = ({"kind": "answer", "key": each, "question": f"{each}?", "equals": "yes"} for each in "abc")
NO_ORDER = {"kind": "no_history", "of": "board_order", "look_back": "ever"}

IS_VERIFIED, IS_DOCUMENTED, IS_CLAIMED = (
    {"at_least": each} for each in ("verified", "documented", "claimed")
)


def recent(days: int, at_least: str = "verified") -> Document:
    """
    A floor that asks for a verification within so many days.
    """
    return {"at_least": at_least, "within_last": {"days": days}}


def verified(day: date) -> Document:
    """
    A source that verified something on a day.
    """
    return {"strength": "verified", "verified_on": day.isoformat()}


def answers(**given: tuple[bool | None, Document | None]) -> Document:
    """
    A profile that answers questions, each with its source.
    """
    return {
        "answers": [
            {"key": key, "value": value, **({} if source is None else {"source": source})}
            for key, (value, source) in given.items()
        ]
    }


def asked(outcome: Outcome) -> list[str]:
    """
    The pointers of what is asked, in order, each once.
    """
    return list(dict.fromkeys(each.pointer for each in outcome.finding.asked()))


def cited(outcome: Outcome) -> list[str]:
    """
    The pointers of the evidence, in order, each once.
    """
    return list(dict.fromkeys(each.pointer for each in outcome.finding.cited()))


@cache
def builtin() -> Catalog:
    """
    The catalog without plugins, opened once.
    """
    return open_catalog()


@pytest.fixture
def checked(tmp_path: Path) -> Checked:
    """
    The outcome of one requirement.
    """

    def assess(
        criterion: Document,
        profile: Document,
        floor: Document | None = None,
        whole: Document | None = None,
        catalog: Catalog | None = None,
    ) -> Outcome:
        requirement = {"criterion": criterion, **({} if floor is None else {"evidence": floor})}
        document = {"schema": "reqcheck.ruleset/1", "id": "test/floors", "title": "Floors"}
        at_top = {} if whole is None else {"evidence": whole}
        file = tmp_path / "ruleset.json"
        file.write_text(json.dumps({**document, **at_top, "requirements": {"it": requirement}}), "utf-8")
        ruleset = (catalog or builtin()).load_ruleset(file)
        return check(Profile.from_dict(profile), ruleset, as_of=ON)["it"]

    return assess


def floored(criterion: Document, floor: Document) -> Document:
    """
    A criterion, leaf or tree, that states a floor of its own.
    """
    return {**criterion, "evidence": floor}


# -- what a floor does to a verdict ---------------------------------------------------------------

#: Where a floor can stand: the criterion, and the floors of the requirement and of the rule set.
WHERE: dict[str, Callable[[Document, Document], tuple[Document, Document | None, Document | None]]] = {
    "leaf": lambda leaf, floor: (floored(leaf, floor), None, None),
    "requirement": lambda leaf, floor: (leaf, floor, None),
    "ruleset": lambda leaf, floor: (leaf, None, floor),
    "tree": lambda leaf, floor: (floored({"all_of": [leaf]}, floor), None, None),
    "leaf-in-trees": lambda leaf, floor: ({"any_of": [{"all_of": [floored(leaf, floor)]}]}, None, None),
    "tree-in-a-tree": lambda leaf, floor: (
        {"all_of": [floored({"some_of": {"at_least": 1, "of": [leaf]}}, floor)]}, None, None,
    ),
}


@pytest.mark.parametrize("where", WHERE)
@pytest.mark.parametrize(
    ("value", "source", "floor", "expected"),
    [
        pytest.param(True, VERIFIED, IS_VERIFIED, MET, id="verified-under-verified"),
        pytest.param(True, UNDATED, IS_VERIFIED, MET, id="verified-without-a-day-under-verified"),
        pytest.param(True, DOCUMENTED, IS_VERIFIED, UNDETERMINED, id="documented-under-verified"),
        pytest.param(True, CLAIMED, IS_VERIFIED, UNDETERMINED, id="claimed-under-verified"),
        pytest.param(True, None, IS_VERIFIED, UNDETERMINED, id="no-source-under-verified"),
        pytest.param(True, {}, IS_VERIFIED, UNDETERMINED, id="empty-source-under-verified"),
        pytest.param(True, VERIFIED, IS_DOCUMENTED, MET, id="verified-under-documented"),
        pytest.param(True, DOCUMENTED, IS_DOCUMENTED, MET, id="documented-under-documented"),
        pytest.param(True, CLAIMED, IS_DOCUMENTED, UNDETERMINED, id="claimed-under-documented"),
        pytest.param(True, None, IS_CLAIMED, MET, id="no-source-under-claimed"),
        pytest.param(True, INFERRED, IS_CLAIMED, UNDETERMINED, id="inferred-under-claimed"),
        pytest.param(False, None, IS_VERIFIED, NOT_MET, id="not-met-under-verified"),
        pytest.param(False, INFERRED, IS_VERIFIED, NOT_MET, id="not-met-on-an-inference"),
        pytest.param(None, None, IS_VERIFIED, UNDETERMINED, id="not-answered"),
    ],
)
def test_what_is_met_is_not_known_where_it_is_too_weakly_supported(
    checked: Checked, where: str, value: bool | None, source: Document | None, floor: Document, expected: Status,
) -> None:
    """
    A floor turns met on weaker records into undetermined and leaves everything else, wherever it stands.
    """
    criterion, requirement, whole = WHERE[where](A, floor)

    assert expected is checked(criterion, answers(a=(value, source)), requirement, whole).status


def test_without_a_floor_a_claim_is_enough(checked: Checked) -> None:
    """
    The default floor accepts what is claimed.
    """
    assert MET is checked(A, answers(a=(True, None))).status


@pytest.mark.parametrize("where", ["record", "section"])
@pytest.mark.parametrize("strength", ["inferred", "hearsay"])
def test_an_inference_fails_the_default_floor(checked: Checked, where: str, strength: str) -> None:
    """
    What is inferred, or supported in a word nobody knows, is never met.
    """
    source = {"strength": strength}
    own = answers(a=(True, source if where == "record" else None))
    section = {"sources": {"answers": source}} if where == "section" else {}

    assert UNDETERMINED is checked(A, {**own, **section}).status


@pytest.mark.parametrize(
    ("own", "section", "expected"),
    [
        pytest.param(None, VERIFIED, MET, id="of-its-section"),
        pytest.param(CLAIMED, VERIFIED, UNDETERMINED, id="weaker-than-its-section"),
        pytest.param(VERIFIED, CLAIMED, MET, id="stronger-than-its-section"),
    ],
)
def test_a_record_without_a_source_has_that_of_its_section(
    checked: Checked, own: Document | None, section: Document, expected: Status
) -> None:
    """
    A record's own source comes before that of its section.
    """
    profile = {**answers(a=(True, own)), "sources": {"answers": section}}

    assert expected is checked(A, profile, IS_VERIFIED).status


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        pytest.param({"all_of": [floored(A, IS_VERIFIED), B]}, UNDETERMINED, id="all-with-a-weak-one"),
        pytest.param({"all_of": [A, floored(B, IS_VERIFIED)]}, MET, id="all-with-a-strong-one"),
        pytest.param({"any_of": [floored(A, IS_VERIFIED), C]}, UNDETERMINED, id="any-weak-and-one-that-fails"),
        pytest.param({"any_of": [floored(A, IS_VERIFIED), B]}, MET, id="any-weak-beside-one-that-holds"),
        pytest.param(floored({"any_of": [A, B]}, IS_VERIFIED), MET, id="any-under-a-floor-by-the-strong-one"),
        pytest.param(floored({"all_of": [A, B]}, IS_VERIFIED), UNDETERMINED, id="all-under-a-floor-with-a-weak-one"),
        pytest.param(floored({"all_of": [A, C]}, IS_VERIFIED), NOT_MET, id="all-that-fail-under-a-floor"),
        pytest.param({"none_of": [floored(A, IS_VERIFIED)]}, UNDETERMINED, id="none-of-a-weak-one"),
        pytest.param(floored({"none_of": [C]}, IS_VERIFIED), UNDETERMINED, id="none-on-a-weak-no"),
        pytest.param(floored({"none_of": [A]}, IS_VERIFIED), NOT_MET, id="none-of-one-under-a-floor"),
        pytest.param({"some_of": {"at_least": 2, "of": [floored(A, IS_VERIFIED), B, C]}}, UNDETERMINED, id="some-with-a-weak-one"),
    ],
)
def test_a_floor_acts_at_the_node_that_states_it(checked: Checked, tree: Document, expected: Status) -> None:
    """
    In a tree the node with the floor is what becomes undetermined, and the tree folds that.
    """
    profile = answers(a=(True, None), b=(True, VERIFIED), c=(False, None))

    assert expected is checked(tree, profile).status


# -- two floors -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("inner", "outer", "source", "expected"),
    [
        pytest.param(IS_CLAIMED, IS_VERIFIED, CLAIMED, UNDETERMINED, id="outer-is-stricter"),
        pytest.param(IS_VERIFIED, IS_CLAIMED, CLAIMED, UNDETERMINED, id="inner-is-stricter"),
        pytest.param(IS_DOCUMENTED, IS_CLAIMED, DOCUMENTED, MET, id="satisfies-both"),
        pytest.param(recent(30, "claimed"), IS_VERIFIED, VERIFIED, UNDETERMINED, id="recency-of-the-inner"),
        pytest.param(IS_VERIFIED, recent(30, "claimed"), VERIFIED, UNDETERMINED, id="recency-of-the-outer"),
        pytest.param(recent(40, "claimed"), IS_VERIFIED, VERIFIED, MET, id="recency-of-the-inner-kept"),
        pytest.param(recent(30), recent(365), VERIFIED, UNDETERMINED, id="nearer-of-two-inner"),
        pytest.param(recent(365), recent(30), VERIFIED, UNDETERMINED, id="nearer-of-two-outer"),
        pytest.param(recent(365), recent(40), VERIFIED, MET, id="recent-enough-for-both"),
    ],
)
@pytest.mark.parametrize("where", ["leaf-in-requirement", "leaf-in-tree", "leaf-in-ruleset", "requirement-in-ruleset"])
def test_of_two_nested_floors_the_stricter_holds(
    checked: Checked, where: str, inner: Document, outer: Document, source: Document, expected: Status
) -> None:
    """
    Strength and recency each come from the floor that is stricter in it.
    """
    leaf = floored(A, inner)
    criterion, requirement, whole = {
        "leaf-in-requirement": (leaf, outer, None),
        "leaf-in-tree": (floored({"any_of": [leaf]}, outer), None, None),
        "leaf-in-ruleset": (leaf, None, outer),
        "requirement-in-ruleset": (A, inner, outer),
    }[where]

    assert expected is checked(criterion, answers(a=(True, source)), requirement, whole).status


# -- time -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("span", "day", "expected"),
    [
        pytest.param({"days": 120}, ON, MET, id="on-the-day"),
        pytest.param({"days": 120}, ON - timedelta(days=119), MET, id="a-day-to-spare"),
        pytest.param({"days": 120}, ON - timedelta(days=120), MET, id="on-the-last-day"),
        pytest.param({"days": 120}, ON - timedelta(days=121), UNDETERMINED, id="a-day-too-old"),
        pytest.param({"months": 3}, date(2026, 8, 22), MET, id="three-months"),
        pytest.param({"months": 3}, date(2026, 8, 21), UNDETERMINED, id="three-months-and-a-day"),
        pytest.param({"years": 1}, date(2025, 11, 22), MET, id="the-anniversary"),
        pytest.param({"years": 1}, date(2025, 11, 21), UNDETERMINED, id="the-day-after-the-anniversary"),
    ],
)
def test_a_verification_counts_up_to_its_anniversary(checked: Checked, span: Document, day: date, expected: Status) -> None:
    """
    A verification is recent on its anniversary and no more on the day after.
    """
    floor = {"at_least": "verified", "within_last": span}

    assert expected is checked(A, answers(a=(True, verified(day))), floor).status


OLD = verified(date(2020, 1, 1))
TOMORROW = verified(ON + timedelta(days=1))


@pytest.mark.parametrize(
    ("source", "floor", "expected"),
    [
        pytest.param(UNDATED, recent(120), UNDETERMINED, id="undated-is-not-verified"),
        pytest.param(UNDATED, recent(120, "documented"), MET, id="undated-is-documented"),
        pytest.param(OLD, recent(120), UNDETERMINED, id="old-is-not-verified"),
        pytest.param(OLD, recent(120, "documented"), MET, id="old-is-documented"),
        pytest.param(OLD, IS_VERIFIED, MET, id="old-where-no-time-is-asked"),
        pytest.param(TOMORROW, IS_VERIFIED, UNDETERMINED, id="future-is-not-verified"),
        pytest.param(TOMORROW, IS_DOCUMENTED, UNDETERMINED, id="future-is-not-documented"),
        pytest.param(TOMORROW, recent(120, "documented"), UNDETERMINED, id="future-is-not-recent"),
        pytest.param(TOMORROW, IS_CLAIMED, MET, id="future-is-claimed"),
        pytest.param(TOMORROW, recent(120, "claimed"), MET, id="future-is-claimed-in-time"),
        pytest.param(verified(ON), IS_VERIFIED, MET, id="verified-on-the-day"),
        pytest.param(DOCUMENTED, recent(120, "documented"), MET, id="documents-have-no-time"),
    ],
)
def test_a_verification_out_of_time_is_worth_less(checked: Checked, source: Document, floor: Document, expected: Status) -> None:
    """
    Too old or undated counts as documented, and a verification after the day asked as claimed.
    """
    assert expected is checked(A, answers(a=(True, source)), floor).status


# -- absences -------------------------------------------------------------------------------------

OTHER = {"kind": "moving_violation", "effective": "2012-03-01"}


@pytest.mark.parametrize(
    ("profile", "floor", "expected", "questions"),
    [
        pytest.param({"none": ["sanctions"]}, None, MET, [], id="none-without-a-floor"),
        pytest.param({"none": ["sanctions"]}, IS_VERIFIED, UNDETERMINED, ["/sources/sanctions"], id="none-is-claimed"),
        pytest.param({"none": ["sanctions"], "sources": {"sanctions": VERIFIED}}, IS_VERIFIED, MET, [], id="none-is-verified"),
        pytest.param({"none": ["sanctions"], "sources": {"sanctions": VERIFIED}}, recent(30), UNDETERMINED, ["/sources/sanctions"], id="none-is-verified-long-ago"),
        pytest.param({"none": ["sanctions"], "sources": {"sanctions": VERIFIED}}, recent(33), MET, [], id="none-is-verified-in-time"),
        pytest.param({"none": ["sanctions"], "sources": {"sanctions": DOCUMENTED}}, IS_VERIFIED, UNDETERMINED, ["/sources/sanctions"], id="none-is-documented"),
        pytest.param({"none": ["sanctions"], "sources": {"sanctions": INFERRED}}, None, UNDETERMINED, ["/sources/sanctions"], id="none-is-inferred"),
        pytest.param({"sanctions": [OTHER]}, IS_VERIFIED, UNDETERMINED, ["/sources/sanctions"], id="others-are-claimed"),
        pytest.param({"sanctions": [{**OTHER, "source": VERIFIED}]}, IS_VERIFIED, UNDETERMINED, ["/sources/sanctions"], id="others-are-verified-and-the-section-is-not"),
        pytest.param({"sanctions": [OTHER], "sources": {"sanctions": VERIFIED}}, IS_VERIFIED, MET, [], id="others-and-the-section-are-verified"),
        pytest.param({"sanctions": [{**OTHER, "source": CLAIMED}], "sources": {"sanctions": VERIFIED}}, IS_VERIFIED, UNDETERMINED, ["/sources/sanctions"], id="another-is-taken-out"),
    ],
)
def test_an_absence_is_as_strong_as_its_section(
    checked: Checked, profile: Document, floor: Document | None, expected: Status, questions: list[str]
) -> None:
    """
    Nothing follows from the absence in a section that is too weakly supported or lost a record.
    """
    outcome = checked(NO_ORDER, {"recorded_on": "2026-11-02", **profile}, floor)

    assert (expected, questions) == (outcome.status, asked(outcome))


def test_a_weak_record_is_still_against_the_candidate(checked: Checked) -> None:
    """
    A sanction that is only claimed keeps no history from being met under any floor.
    """
    order = {"kind": "board_order", "effective": "2012-03-01"}

    assert NOT_MET is checked(NO_ORDER, {"sanctions": [order]}, IS_VERIFIED).status


@pytest.mark.parametrize(
    ("source", "expected", "questions"),
    [
        pytest.param(VERIFIED, MET, [], id="verified"),
        pytest.param(CLAIMED, UNDETERMINED, ["/screenings/0/source"], id="claimed"),
    ],
)
def test_a_search_of_a_list_is_as_strong_as_its_record(
    checked: Checked, source: Document, expected: Status, questions: list[str]
) -> None:
    """
    Where a screening stands for the absence the floor asks for the screening's source.
    """
    search = {"list": "NPDB", "checked": "2026-10-30", "result": "clear", "source": source}
    outcome = checked(NO_ORDER, {"screenings": [search]}, IS_VERIFIED)

    assert (expected, questions) == (outcome.status, asked(outcome))


# -- questions and evidence -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("criterion", "expected"),
    [
        pytest.param(A, ["/answers/0/source"], id="leaf"),
        pytest.param({"all_of": [A, B]}, ["/answers/0/source"], id="only-the-weak-one"),
        pytest.param({"all_of": [A, C]}, ["/answers/0/source", "/answers/2/source"], id="both-weak-ones"),
        pytest.param({"any_of": [A, C]}, ["/answers/0/source", "/answers/2/source"], id="either-weak-one"),
    ],
)
def test_the_source_of_what_was_taken_out_is_asked(checked: Checked, criterion: Document, expected: list[str]) -> None:
    """
    The question is for the source of each cited record that the floor does not accept.
    """
    profile = answers(a=(True, None), b=(True, VERIFIED), c=(True, CLAIMED))

    assert expected == asked(checked(criterion, profile, IS_VERIFIED))


def test_what_is_too_weak_says_so(checked: Checked) -> None:
    """
    The reason is that it is claimed, not verified, and the record stays cited.
    """
    outcome = checked(A, answers(a=(True, None)), IS_VERIFIED)

    assert outcome.finding.reason.text.endswith("; claimed, not verified")
    assert ["/answers/0"] == cited(outcome)


def test_of_several_weak_records_the_weakest_is_named(checked: Checked) -> None:
    """
    The reason says how weak the evidence is at its weakest.
    """
    outcome = checked({"all_of": [A, C]}, answers(a=(True, DOCUMENTED), c=(True, CLAIMED)), IS_VERIFIED)

    assert "claimed, not verified" in outcome.finding.reason.text


def test_a_weak_record_and_a_weak_absence_are_both_asked_about(checked: Checked) -> None:
    """
    The question for a record does not stand for that about the section in which nothing is.
    """
    profile = {**answers(a=(True, None)), "none": ["sanctions"]}
    outcome = checked({"all_of": [A, NO_ORDER]}, profile, IS_VERIFIED)

    assert ["/answers/0/source", "/sources/sanctions"] == asked(outcome)
    assert "that `sanctions` is complete" in outcome.finding.asked()[-1].question


def test_an_old_verification_is_said_to_be_documented(checked: Checked) -> None:
    """
    The reason of a verification that is too old asks for a more recent one.
    """
    outcome = checked(A, answers(a=(True, OLD)), recent(120))

    assert "documented, not verified recently enough" in outcome.finding.reason.text


def test_one_verification_that_is_too_old_has_a_more_recent_one_asked_for(checked: Checked) -> None:
    """
    Beside what was never verified, one verification that is too old is enough to say so.
    """
    outcome = checked({"all_of": [A, C]}, answers(a=(True, OLD), c=(True, None)), recent(120))

    assert outcome.finding.reason.text.endswith("; claimed, not verified recently enough")


def test_a_question_under_an_accepted_alternative_is_not_asked(checked: Checked) -> None:
    """
    Nothing is asked of a weak alternative where a strong one makes it met.
    """
    profile = answers(a=(True, None), b=(True, VERIFIED))
    outcome = checked({"any_of": [A, B]}, profile, IS_VERIFIED)
    expected: list[str] = []

    assert expected == asked(outcome)


def test_the_evidence_under_a_floor_is_what_it_accepts(checked: Checked) -> None:
    """
    What is met under a floor cites accepted records only.
    """
    profile = answers(a=(True, None), b=(True, VERIFIED))

    assert ["/answers/1"] == cited(checked({"any_of": [A, B]}, profile, IS_VERIFIED))


def test_a_leaf_under_a_floor_cites_the_accepted_one_of_two_records(checked: Checked) -> None:
    """
    Of two answers that agree the verified one alone is the evidence, at its own place.
    """
    twice = [{"key": "a", "value": True}, {"key": "a", "value": True, "source": VERIFIED}]

    assert ["/answers/1"] == cited(checked(A, {"answers": twice}, IS_VERIFIED))


# -- experience counted from something ------------------------------------------------------------

RESIDENCY = {"type": "residency", "start": "2006-07-01", "end": "2009-06-30", "status": "completed"}
JOB = {"title": "Physician", "start": "2010-01-01", "end": "2020-12-31", "categories": ["clinical"]}
FROM_RESIDENCY = {"kind": "experience", "category": "clinical", "years": 5, "counts_from": "residency"}
FROM_VERIFIED = {
    "kind": "experience", "category": "clinical", "years": 5,
    "counts_from": {"kind": "training", "type": "residency", "evidence": IS_VERIFIED},
}  # fmt: skip


@pytest.mark.parametrize(
    ("criterion", "training", "job", "floor", "expected", "questions"),
    [
        pytest.param(FROM_RESIDENCY, None, None, None, MET, [], id="no-floor"),
        pytest.param(FROM_RESIDENCY, VERIFIED, VERIFIED, IS_VERIFIED, MET, [], id="both-verified"),
        pytest.param(FROM_RESIDENCY, None, VERIFIED, IS_VERIFIED, UNDETERMINED, ["/training/0/source"], id="training-claimed"),
        pytest.param(FROM_RESIDENCY, VERIFIED, None, IS_VERIFIED, UNDETERMINED, ["/positions/0/source"], id="position-claimed"),
        pytest.param(FROM_RESIDENCY, None, None, IS_VERIFIED, UNDETERMINED, ["/positions/0/source", "/training/0/source"], id="both-claimed"),
        pytest.param(FROM_VERIFIED, VERIFIED, None, None, MET, [], id="own-floor-verified"),
        pytest.param(FROM_VERIFIED, None, None, None, UNDETERMINED, ["/training/0/source"], id="own-floor-claimed"),
    ],
)
def test_what_experience_counts_from_is_under_the_floor(
    checked: Checked, criterion: Document, training: Document | None, job: Document | None,
    floor: Document | None, expected: Status, questions: list[str],
) -> None:
    """
    The training from which work counts is needed, cited and asked for like the positions.
    """
    whole = {name: VERIFIED for name in ("training", "positions") if floor is not None}
    profile = {
        "training": [{**RESIDENCY, "source": training or CLAIMED}],
        "positions": [{**JOB, "source": job or CLAIMED}],
        "sources": whole,
    }
    outcome = checked(criterion, profile, floor)

    assert (expected, questions) == (outcome.status, sorted(asked(outcome)))


# -- extensions and plugins -----------------------------------------------------------------------

PLUGIN = '''
"""
Badge: the number of a badge, by the organization's own records.
"""

from typing import ClassVar

import attrs

from reqcheck import Context, Criterion, Evidence, Finding, Missing, Profile, Reason, hookimpl


@attrs.frozen(kw_only=True)
class Badge:
    """
    The candidate has the badge that is *wanted*.
    """

    kind: ClassVar[str] = "test/badge"

    wanted: str

    def assess(self, profile: Profile, context: Context) -> Finding:
        at = "/extensions/acme/badge"
        badge = profile.extension("acme").get("badge")
        if badge is None:
            return Finding.undetermined(Reason("badge.unknown", "no badge"), missing=[Missing(at, "Which badge?")])
        return Finding.of(badge == self.wanted, Reason("badge", "a badge"), evidence=[Evidence(at, "a badge")])


@attrs.frozen(kw_only=True)
class Fragile:
    """
    The candidate has answered something; fails where there is no answer.
    """

    kind: ClassVar[str] = "test/fragile"

    def assess(self, profile: Profile, context: Context) -> Finding:
        first = profile.answers[0]
        return Finding.of(True, Reason("fragile", "answered"), evidence=[Evidence.of(first, "answered")])


@hookimpl
def reqcheck_criteria() -> list[type[Criterion]]:
    return [Badge, Fragile]
'''


@pytest.fixture
def plugged(tmp_path: Path) -> Catalog:
    """
    A catalog with a plugin that reads an extension.
    """
    file = tmp_path / "badge.py"
    file.write_text(PLUGIN, "utf-8")
    return open_catalog(plugins=[file])


@pytest.mark.parametrize(
    ("wanted", "floor", "expected", "questions"),
    [
        pytest.param("7", None, MET, [], id="no-floor"),
        pytest.param("7", IS_CLAIMED, MET, [], id="claimed"),
        pytest.param("7", IS_DOCUMENTED, UNDETERMINED, ["/extensions/acme/badge"], id="documented"),
        pytest.param("7", IS_VERIFIED, UNDETERMINED, ["/extensions/acme/badge"], id="verified"),
        pytest.param("8", IS_VERIFIED, NOT_MET, [], id="not-met"),
    ],
)
def test_an_extension_counts_as_claimed(
    checked: Checked, plugged: Catalog, wanted: str, floor: Document | None, expected: Status, questions: list[str]
) -> None:
    """
    What a plugin reads from an extension is met where a claim is enough.
    """
    badge = {"kind": "test/badge", "wanted": wanted}
    outcome = checked(badge, {"extensions": {"acme": {"badge": "7"}}}, floor, catalog=plugged)

    assert (expected, questions) == (outcome.status, asked(outcome))


def test_an_extension_counts_as_claimed_beside_an_inference(checked: Checked, plugged: Catalog) -> None:
    """
    An inferred record elsewhere does not take an extension from the default floor.
    """
    profile = {**answers(a=(True, INFERRED)), "extensions": {"acme": {"badge": "7"}}}

    assert MET is checked({"kind": "test/badge", "wanted": "7"}, profile, catalog=plugged).status


def test_an_error_beside_a_weak_alternative_is_still_degraded(checked: Checked, plugged: Catalog) -> None:
    """
    A floor keeps the error of a part in what it finds.
    """
    fails = {"kind": "test/fragile"}
    profile = {"extensions": {"acme": {"badge": "7"}}}
    outcome = checked({"any_of": [{"kind": "test/badge", "wanted": "7"}, fails]}, profile, IS_VERIFIED, catalog=plugged)

    assert outcome.finding.degraded


def test_an_error_on_the_accepted_records_is_an_error(checked: Checked, plugged: Catalog) -> None:
    """
    A kind that fails once the weak records are taken out is passed on as the error it is.
    """
    outcome = checked({"kind": "test/fragile"}, answers(a=(True, None)), IS_VERIFIED, catalog=plugged)

    assert (Status.ERROR, True) == (outcome.status, outcome.finding.degraded)
    assert Outcomes.ANY is outcome.outcomes
