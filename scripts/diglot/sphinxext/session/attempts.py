"""What is made alone or ahead, with what is done where that fails: all of its page is made."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TypeVar

from docutils.utils import SystemMessage
from sphinx.errors import SphinxError

_EXPECTED = (SphinxError, SystemMessage)
"""What is wrong in a text or a setting: whoever makes the whole page is told of it."""

NOT_READY = "the page that is open could not be made ready for drafts"
_NOT_ALONE = "a block could not be made without its page, which is made instead"

_Made = TypeVar("_Made")

FAULTS: set[str] = set()
"""What was told in this process, or in one that worked for it."""


def attempted(make: Callable[[], _Made], otherwise: _Made, consequence: str = _NOT_ALONE) -> _Made:
    """Return what is made, or something else where it cannot be made without its page.

    What nobody expects is told on the terminal, once, with its consequence and its traceback: it
    may be a fault of diglot or of an extension, and only shows as slowness elsewhere.
    """
    try:
        return make()
    except _EXPECTED:
        return otherwise
    except Exception as error:
        fault = f"{type(error).__name__}: {error}"
        if fault not in FAULTS:
            FAULTS.add(fault)
            logging.getLogger("diglot").warning("%s (%s)", consequence, fault, exc_info=error)
        return otherwise
