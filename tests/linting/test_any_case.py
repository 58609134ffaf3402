"""
Words in any case: small letters are searched where a text is plain, and that finds what the longer way does.
"""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reqcheck.linting import word_lists, wording
from reqcheck.linting.any_case import AnyCase

LISTS = {name: each for module in (word_lists, wording) for name, each in vars(module).items() if isinstance(each, AnyCase)}
WORDS = "Age limit|RECENT Graduate|young, dynamic|Class of 2019|no more than Five years|continuous Practice|zip Code|several|\u017feveral|K|é|İ|Leave"
TEXTS = st.lists(st.sampled_from((*WORDS.split("|"), *WORDS.upper().split("|"), "of", "birth", "65", "\n", "-")), max_size=5).map(" ".join)


@pytest.mark.parametrize("name", sorted(LISTS))
def test_words_are_written_in_small_letters(name: str) -> None:
    """
    A capital letter in a list of words would never be found.
    """
    assert not re.search(r"[A-Z]", re.sub(r"\\.", "", LISTS[name].pattern))


@pytest.mark.parametrize("name", sorted(LISTS))
@given(text=TEXTS)
def test_what_is_found_is_what_the_longer_way_finds(name: str, text: str) -> None:
    """
    The words are those of the expression that looks at no case, as they are written in the text.
    """
    found = re.search(LISTS[name].pattern, text, re.IGNORECASE)

    assert LISTS[name].search(text) == (found[0] if found is not None else None)


def test_letters_that_only_some_cases_join_are_found() -> None:
    """
    A long s and the sign for kelvin are letters in another case.
    """
    assert AnyCase("several").search("\u017feveral") == "\u017feveral"
    assert AnyCase("k").search("5 \u212a") == "\u212a"
