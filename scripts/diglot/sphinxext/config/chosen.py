"""Whether a build reads documents that were chosen for it, or looks for those that have changed.

A session is told which files have changed; to look at all others would take longer than to read
one document.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_is_chosen: ContextVar[bool] = ContextVar("is_chosen", default=False)


@contextmanager
def documents_chosen() -> Iterator[None]:
    """Let builds take for granted that no other files have changed than they are told."""
    token = _is_chosen.set(True)
    try:
        yield
    finally:
        _is_chosen.reset(token)


def are_documents_chosen() -> bool:
    """Whether somebody has said so."""
    return _is_chosen.get()
