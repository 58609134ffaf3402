"""
What would complete a section that may omit some of its records.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from reqcheck.evidence import Missing

if TYPE_CHECKING:
    from reqcheck.profile import Profile
    from reqcheck.records import Record


def omitted(section: str, profile: Profile, on: date, question: str, *, at: str = "/-") -> tuple[Missing, ...]:
    """
    What a section is asked that may omit some on day *on*: of each record that was set aside which of its fields
    is wrong; and the *question* about what is not on file, unless nothing else was said to be lacking.
    """
    whole = profile.whole
    asked = tuple(Missing(each.pointer, _which(each)) for each in whole.set_aside(on) if each.section == section)
    if asked and whole.is_complete(section):
        return asked
    return (*asked, Missing(f"/{section}{at}", question))


def _which(record: Record) -> str:
    """
    Which of two fields is wrong that cannot both be right, as they stand there.
    """
    told = [f"{each} {_written(getattr(record, each))}" for each in record.at_odds or ("effective", "status")]
    texts = (getattr(record, each) for each in record.__struct_fields__ if each not in {"id", "note", "status", "duration"})
    named = [each for each in texts if isinstance(each, str)][:3]
    return f"{', '.join(named) or 'A record'}: which is wrong, {' or '.join(told)}?"


def _written(value: object) -> str:
    return "true" if value is True else str(value)
