"""Sources that an extension makes when a build begins and removes at its end, as autoapi does.

A site that is kept open needs them for as long as it is open, whatever is built meanwhile.
"""

from __future__ import annotations

import sys
from pathlib import Path

from sphinx.application import Sphinx

from diglot.core.files import changed_since, write_bytes
from diglot.core.lock import locked


def made_since(app: Sphinx, moment: int) -> frozenset[Path]:
    """Return the documents' files that were written since a moment (see `core.files.now`)."""
    paths = (Path(app.env.doc2path(docname)) for docname in app.env.found_docs)
    return frozenset(path for path in paths if changed_since(path, moment))


def keep_sources(app: Sphinx) -> None:
    """Put back what extensions remove from the sources when the next build ends."""
    kept: dict[Path, bytes] = {}

    def note(_app: Sphinx, _error: Exception | None) -> None:
        paths = (Path(app.env.doc2path(docname)) for docname in app.env.found_docs)
        kept.update((path, path.read_bytes()) for path in paths if path.is_file())

    def put_back(_app: Sphinx, _error: Exception | None) -> None:
        for path, data in kept.items():
            if not path.exists():
                write_bytes(path, data, sync=False)

    app.connect("build-finished", note, priority=-sys.maxsize)
    app.connect("build-finished", put_back, priority=sys.maxsize)


def end_build(app: Sphinx, made: frozenset[Path]) -> None:
    """Tell extensions that a build ends, if those that have `made` sources have left any there.

    The site of another language may just do the same.
    """
    if not made:
        return
    with locked(Path(app.srcdir), wait=True):
        if any(path.exists() for path in made):
            app.emit("build-finished", None)
