"""
Candidate profiles from JSON, the quick way: decoded in one step, where nothing needs a closer look.

A decoder keeps the last of two equal keys.  So the profile is encoded again: everything encoded was
in the text, and a text without backslashes has two quotation marks for each key and each string.
Where both have equally many, nothing was written twice.  A null is not encoded again, so a text
that has one is counted after it was decoded as it stands.  The other texts are read the strict way.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from operator import attrgetter
from typing import Any

import msgspec

from reqcheck.profile import Profile


def decoded(text: bytes) -> Profile | None:
    """
    The profile in a text that is plainly in order; None if it has to be read the strict way.
    """
    if b"\\" in text:
        return None
    try:
        profile = DECODER.decode(text)
        again = ENCODER.encode(profile)
        marks = text.count(b'"')
        if again.count(b'"') != marks and b"null" in text:
            again = msgspec.json.encode(msgspec.json.decode(text))
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None
    if again.count(b'"') != marks or (again.startswith(SCHEMA_FIRST) and b'"schema"' not in text):
        return None
    if profile.sources and None in profile.sources.values():
        return None
    return profile


def _part(wanted: type[Any], value: Any) -> Any:
    """
    What msgspec does not know how to convert: dates.
    """
    if not isinstance(value, str):
        msg = "dates are text"
        raise ValueError(msg)  # noqa: TRY004 - msgspec turns ValueError into its own error
    return wanted.parse(value)


#: The same few thousand dates come again and again in a file of candidates.
record_part: Callable[[type[Any], Any], Any] = lru_cache(maxsize=100_000)(_part)  # type: ignore[assignment]

DECODER = msgspec.json.Decoder(Profile, dec_hook=record_part)
ENCODER = msgspec.json.Encoder(enc_hook=attrgetter("text"))
SCHEMA_FIRST = b'{"schema"'
