"""
What is asked where a record was set aside, since it contradicts itself, and its section may omit some for that.
"""

from __future__ import annotations

from typing import Any

import pytest
from kinds import RECORDED, asked, assess, questions

from reqcheck import Outcomes

LICENSE = {"type": "medical", "class": "full", "jurisdiction": "US-CA", "status": "active", "issued": "2019-07-01", "expires": "2016-06-30"}
BOARD = {"name": "Internal Medicine", "board": "ABIM", "certified": "2019", "expires": "2020", "duration": "lifetime"}
WORK = {"title": "Hospitalist", "start": "2019", "end": "2020", "ongoing": True, "categories": ["clinical"]}
WRONG_WAY_ROUND = {"type": "residency", "specialty": "pediatrics", "start": "2019", "end": "2016", "status": "completed"}
SINCE = "{kind: experience, category: clinical, years: 5, counts_from: residency}"


@pytest.mark.parametrize(
    ("criterion", "section", "record", "question"),
    [
        pytest.param("kind: license, type: medical", "licenses", LICENSE, "medical, full, US-CA: which is wrong, issued 2019-07-01 or expires 2016-06-30?", id="dates"),
        pytest.param("kind: degree, degree: MD", "education", {"start": "2019", "conferred": "2016"}, "A record: which is wrong, start 2019 or conferred 2016?", id="nothing-said"),
        pytest.param("kind: training, type: residency", "training", WRONG_WAY_ROUND, "residency, pediatrics: which is wrong, start 2019 or end 2016?", id="training"),
        pytest.param("kind: board_certification, board: ABIM", "certifications", BOARD, "Internal Medicine, ABIM: which is wrong, expires 2020 or duration lifetime?", id="for-life"),
        pytest.param("kind: experience, category: clinical, years: 5", "positions", WORK, "Hospitalist: which is wrong, end 2020 or ongoing true?", id="still-held"),
        pytest.param("kind: no_history, of: exclusion, look_back: ever", "sanctions", {"kind": "exclusion", "effective": "2062", "status": "open"}, "exclusion: which is wrong, effective 2062 or status open?", id="sanction-to-come"),
    ],
)
def test_of_a_record_that_was_set_aside_it_is_asked_which_of_its_fields_is_wrong(
    criterion: str, section: str, record: dict[str, Any], question: str
) -> None:
    """
    A section that lacks nothing but a record set aside is asked to put that right, and not for one more.
    """
    found = assess(f"{{{criterion}}}", {section: [record], "recorded_on": RECORDED})
    expected = (Outcomes.UNDETERMINED, [f"/{section}/0"], question)

    assert expected == (found.outcomes, asked(found), questions(found))


def test_what_is_set_aside_is_told() -> None:
    """
    Who has nothing else on file reads that there is something that was set aside.
    """
    found = assess("{kind: license, type: medical}", {"licenses": [LICENSE], "recorded_on": RECORDED})
    expected = "nothing on file about active medical license, but for what is set aside"

    assert expected == found.reason.text


def test_a_section_that_may_omit_some_besides_is_asked_for_one_more_as_well() -> None:
    """
    Where a section is partial by its own word, both are asked.
    """
    found = assess("{kind: license, type: medical}", {"licenses": [LICENSE], "partial": ["licenses"], "recorded_on": RECORDED})
    expected = ["/licenses/0", "/licenses/-"]

    assert expected == asked(found)


def test_what_work_counts_from_asks_for_its_record_that_was_set_aside() -> None:
    """
    Where work counts from a training that was set aside, its dates are asked for.
    """
    found = assess(SINCE, {"positions": [{"start": "2012-01-01", "end": "..", "categories": ["clinical"]}], "training": [WRONG_WAY_ROUND], "recorded_on": RECORDED})
    expected = ["/training/0"]

    assert expected == asked(found)


def test_a_record_that_is_put_right_settles_what_was_asked() -> None:
    """
    Once the slip is mended nothing is asked any more.
    """
    found = assess("{kind: license, type: medical}", {"licenses": [{**LICENSE, "expires": "2027-06-30"}], "recorded_on": RECORDED})
    expected: tuple[Outcomes, list[str]] = (Outcomes.MET, [])

    assert expected == (found.outcomes, asked(found))
