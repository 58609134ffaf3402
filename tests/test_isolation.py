"""
What is asked of a plugin stops nobody but the person at the keyboard.
"""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from reqcheck import Context, Profile
from reqcheck.isolation import isolated
from reqcheck.vocabulary import load_vocabulary


def failing(error: BaseException) -> Any:
    """
    A function that fails, whatever it is given.
    """

    def ask(*_: object) -> None:
        raise error

    return ask


@pytest.mark.parametrize("error", [ValueError("boom"), SystemExit(3), GeneratorExit(), RecursionError()], ids=repr)
def test_whatever_goes_wrong_has_something_instead(error: BaseException) -> None:
    """
    Any error is handed to what stands instead of the answer, even an attempt to exit.
    """
    assert isolated(failing(error), lambda found: found) is error


def test_an_answer_is_left_as_it_is() -> None:
    """
    Where nothing goes wrong, nothing stands instead.
    """
    assert isolated(lambda: "answer", lambda error: type(error).__name__) == "answer"


def test_the_person_at_the_keyboard_stops_everything() -> None:
    """
    An interrupt is not taken for a plugin's failure, neither here nor where a criterion assesses.
    """
    assess = failing(KeyboardInterrupt())
    context = Context(date(2026, 11, 22), load_vocabulary())
    criterion: Any = SimpleNamespace(kind="acme/slow", assess=assess)

    with pytest.raises(KeyboardInterrupt):
        isolated(assess, lambda _: None)
    with pytest.raises(KeyboardInterrupt):
        context.assess(criterion, Profile.from_dict({}))
