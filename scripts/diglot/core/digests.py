"""Digests of files, each of which is read once while it stays as it was."""

from __future__ import annotations

from hashlib import file_digest
from pathlib import Path

from diglot.core.files import file_state, now, state_as_read

# By the paths of files: the `file_state` of each when it was read, and its digest.
_known: dict[str, tuple[str, bytes]] = {}


def digest_of(path: Path) -> bytes:
    """Return the SHA-256 digest of a file. Raises OSError where it cannot be read."""
    name = str(path)
    state, digest = _known.get(name, ("", b""))
    if state and state == file_state(name):
        return digest
    began = now()
    with path.open("rb") as file:
        digest = file_digest(file, "sha256").digest()
    _known[name] = state_as_read(name, began), digest
    return digest
