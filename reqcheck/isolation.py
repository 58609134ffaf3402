"""
Isolation: a plugin that fails when it is asked stops nobody.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Answer = TypeVar("Answer")


def isolated(ask: Callable[[], Answer], instead: Callable[[BaseException], Answer]) -> Answer:
    """
    What *ask* returns; where it fails, in whatever way, what *instead* makes of the error.

    What a plugin returns may be lazy: let *ask* take all of it.
    """
    try:
        return ask()
    except KeyboardInterrupt:
        raise  # the person at the keyboard, not the plugin
    except BaseException as error:  # noqa: BLE001 - it may even try to exit
        return instead(error)
