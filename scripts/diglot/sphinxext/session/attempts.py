"""Parts of a page that are made alone, with what is done where that fails: all of it is made."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TypeVar

from docutils.utils import SystemMessage
from sphinx.errors import SphinxError

_EXPECTED = (SphinxError, SystemMessage)
"""What is wrong in a text or a setting: whoever makes the whole page is told of it."""

_Made = TypeVar("_Made")
_told: set[str] = set()


def attempted(make: Callable[[], _Made], otherwise: _Made) -> _Made:
    """Return what is made, or something else where it cannot be made without its page.

    What nobody expects is told on the terminal, once, with its traceback: it may be a fault of
    diglot or of an extension, and only shows as slowness elsewhere.
    """
    try:
        return make()
    except _EXPECTED:
        return otherwise
    except Exception as error:
        fault = f"{type(error).__name__}: {error}"
        if fault not in _told:
            _told.add(fault)
            message = "a block could not be made without its page, which is made instead"
            logging.getLogger("diglot").warning("%s (%s)", message, fault, exc_info=error)
        return otherwise
