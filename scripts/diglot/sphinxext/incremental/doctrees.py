"""When Sphinx stored each doctree: whatever was made from it before that is outdated."""

from __future__ import annotations

from pathlib import Path


def doctree_path(doctreedir: str | Path, docname: str) -> Path:
    """Return the path where Sphinx stores the doctree of a document."""
    return Path(doctreedir) / f"{docname}.doctree"


def stored_at(doctreedir: str | Path, docname: str) -> int:
    """Return when the doctree of a document was stored.

    In nanoseconds since the epoch; 0 if there is no doctree.
    """
    path = doctree_path(doctreedir, docname)
    return path.stat().st_mtime_ns if path.is_file() else 0
