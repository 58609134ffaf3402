"""
The kind `exam`, decided at once, beside a plain computation over all that there is to say of each record.
"""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any

from hypothesis import event, given
from hypothesis import strategies as st
from kinds import BEFORE, MET, NOT_MET, ON, RECORDED, UNDETERMINED, catalog, criterion_of, verdict

from reqcheck import Context, ExamsOnFile, Finding, Judgement, Profile, Verdict, exam_passed
from reqcheck.rules.exam import ExamPassed

Record = dict[str, Any]

NAMES = [
    *[("USMLE", each) for each in ("Step 1", "Step 2 CK", "Step 3", "Step 9", None)],
    *[("NBME", each) for each in ("Part I", "Part II", "Part III")],
    *[("FLEX", each) for each in ("Component 1", "Component 2")],
    *[("COMLEX-USA", each) for each in ("Level 1", "Level 2-CE", "Level 3")],
    *[("SPEX", None), ("Staatsexamen", None), (None, None), (None, "Step 3")],
]
TAKEN = [
    *[None, "1992", "1996-05", "1999", "1999-12-31", "2000-01-01", "2004-06-15", "2011", "2011-06-15", "2011-06-16"],
    *["2016", "2016-11-21", "2016-11-22", "2020-01-01", "2026", ON, "2027-01-10"],
]
EXAMS = ["USMLE", "[USMLE, COMLEX-USA]", "physician licensing", "SPEX", "USMLE, part: Step 1"]
TIME = ["", ", span: {years: 7}", ", within_last: {years: 10}", ", span: {years: 7}, within_last: {years: 20}"]

exams = st.builds(
    lambda name, **more: {"exam": name[0], "part": name[1], **more},
    st.sampled_from(NAMES),
    result=st.sampled_from(["pass", "pass", "pass", "pass", "fail", "withheld", None]),
    taken=st.sampled_from(TAKEN),
    attempts=st.sampled_from([None, 1, 2]),
)


@st.composite
def sections(draw: st.DrawFn) -> list[Record]:
    """
    A few exams, often with all three steps of the USMLE among them.
    """
    steps = st.fixed_dictionaries({
        "exam": st.just("USMLE"), "result": st.just("pass"), "taken": st.sampled_from(TAKEN), "attempts": st.just(1),
    })
    whole = [{**draw(steps), "part": each} for each in ("Step 1", "Step 2 CK", "Step 3")]
    return [*draw(st.lists(exams, max_size=3)), *draw(st.sampled_from([[], whole, whole]))]


profiles = st.builds(
    lambda found, partial, recorded: {"exams": found, "partial": ["exams"] if partial else [], "recorded_on": recorded},
    sections(), st.booleans(), st.sampled_from([None, RECORDED]),
)
criteria = st.builds(
    lambda exam, attempts, time: f"{{kind: exam, exam: {exam}{attempts}{time}}}",
    st.sampled_from(EXAMS), st.sampled_from(["", "", ", max_attempts: 1"]), st.sampled_from(TIME),
)


def plain(asked: ExamPassed, profile: Profile, context: Context) -> Verdict:
    """
    The best of all choices of one record for each part, over all ways.
    """
    best = NOT_MET if profile.is_complete("exams") else UNDETERMINED
    for way in asked._ways(context.vocabulary)[0]:
        judged = [each.judged(profile, context) for each in way.early or way.parts]
        for chosen in product(*judged):
            best = max(best, min(*(each.verdict for each in chosen), timely(asked, chosen, profile, context)))
    return best


def timely(asked: ExamPassed, chosen: tuple[Judgement, ...], profile: Profile, context: Context) -> Verdict:
    """
    Whether these passes lie in the time asked, each taken for certain.
    """
    events = [exam_passed(each.record, profile, context) for each in chosen]
    return ExamsOnFile.in_time([[(MET, each)] for each in events], asked.span, asked.within_last, context.on)


def found_of(text: str, document: Record, day: str) -> tuple[Finding, Verdict]:
    """
    What the kind finds, and what the plain computation does.
    """
    asked = criterion_of(text)
    assert isinstance(asked, ExamPassed)
    profile = Profile.from_dict(document).as_of(date.fromisoformat(day))
    context = Context(date.fromisoformat(day), catalog().vocabulary)
    return context.assess(asked, profile), plain(asked, profile, context)


@given(criteria, profiles, st.sampled_from([ON, BEFORE]))
def test_the_quick_verdict_is_the_plain_one(text: str, document: Record, day: str) -> None:
    """
    What is decided at once is what the judgements of all records come to.
    """
    found, expected = found_of(text, document, day)
    event(expected.name)

    assert expected is verdict(found)


@given(criteria, profiles, st.sampled_from([ON, BEFORE]))
def test_the_explanation_says_why_the_verdict_is_what_it_is(text: str, document: Record, day: str) -> None:
    """
    It asks something exactly where the verdict is not known, and cites something where it is.
    """
    found, _ = found_of(text, document, day)
    known = verdict(found) is not UNDETERMINED

    assert known is not bool(found.missing)
    assert found.evidence or not known
    assert (verdict(found) is MET) is (found.reason.code == "exam.passed")
