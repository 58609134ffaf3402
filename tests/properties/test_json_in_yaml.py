"""
A profile says the same in YAML as in JSON.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from profiles import certifications, degrees, documents, exams, licenses, positions

from reqcheck import Profile
from reqcheck.loading.inline import profile_document
from reqcheck.loading.yaml import parse_yaml

ON = date(2026, 11, 22)


def flow(value: Any) -> str:
    """
    A document as YAML that quotes nothing it need not quote.
    """
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {flow(each)}" for name, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    plain = isinstance(value, str) and value.replace("-", "").replace(" ", "").isalnum() and value not in ("true", "false", "null")
    return value if plain else json.dumps(value)


@settings(max_examples=30)
@given(documents(ON, education=degrees, exams=exams, licenses=licenses, certifications=certifications, positions=positions), st.booleans())
def test_a_profile_is_the_same_in_yaml(document: dict[str, Any], quoted: bool) -> None:
    """
    Whether its texts stand in quotes or not, a profile in YAML is that of the same JSON.
    """
    text = json.dumps(document) if quoted else flow(document)

    assert Profile.from_dict(document) == Profile.from_dict(profile_document(parse_yaml(text, "profile.yaml")))
