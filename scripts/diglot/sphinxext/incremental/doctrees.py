"""Doctrees on disk: when Sphinx stored each one, which tells what was made of an older one."""

from __future__ import annotations

from pathlib import Path


def doctree_path(doctreedir: str | Path, docname: str) -> Path:
    """Return where Sphinx stores the doctree of a document."""
    return Path(doctreedir) / f"{docname}.doctree"


def stored_at(doctreedir: str | Path, docname: str) -> int:
    """Return when the doctree of a document was stored, in nanoseconds; 0 where there is none."""
    path = doctree_path(doctreedir, docname)
    return path.stat().st_mtime_ns if path.is_file() else 0
