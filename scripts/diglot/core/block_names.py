"""The names of messages on pages, which are the same on every page and in every build."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256


@lru_cache(100_000)
def name_of(msgid: str) -> str:
    """Return a name for a message: ten hexadecimal digits."""
    return sha256(msgid.encode()).hexdigest()[:10]
