"""When Sphinx stored each doctree, and where builders keep what they know beside the doctrees."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from sphinx.application import Sphinx


def doctree_path(doctreedir: str | Path, docname: str) -> Path:
    """Return the path where Sphinx stores the doctree of a document."""
    return Path(doctreedir) / f"{docname}.doctree"


def stored_at(doctreedir: str | Path, docname: str) -> int:
    """Return when the doctree of a document was stored.

    In nanoseconds since the epoch; 0 if there is no doctree.
    """
    path = doctree_path(doctreedir, docname)
    return path.stat().st_mtime_ns if path.is_file() else 0


def state_path(app: Sphinx, kind: str) -> Path:
    """Return where the builder of an application keeps something of a `kind` for its next build.

    EPUBs in one language and in two have builders of the same name, and a folder of doctrees may
    serve several outputs.
    """
    # Relative, so that both can be copied together.
    relative = os.path.relpath(app.outdir, app.doctreedir)
    place = hashlib.sha256(relative.encode()).hexdigest()[:8]
    return Path(app.doctreedir) / f"{kind}.{type(app.builder).__name__}.{place}.json"
