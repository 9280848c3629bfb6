"""Which pages an incremental build must write: all, once anything changed that pages share.

The fingerprint of what they share is kept beside the doctrees for each builder; where it differs
from the last build's, every page is written.
"""

from __future__ import annotations

from pathlib import Path
from weakref import WeakKeyDictionary

from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment

from diglot.core.files import write_text
from diglot.sphinxext.incremental.fingerprint import fingerprint_of

# Of the builds that are running: what they read, to be remembered once it is written.
_unwritten: WeakKeyDictionary[Sphinx, str] = WeakKeyDictionary()


def register(app: Sphinx) -> None:
    """Compare once everything is read and numbered, before pages are chosen."""
    # Numbers are given out in this event too, at 500.
    app.connect("env-get-updated", _outdated, priority=900)
    app.connect("build-finished", _remember)


def writes_pages(builder: Builder) -> bool:
    """Tell whether a builder writes pages for readers.

    One with a true `keeps_doctrees` only keeps resolved doctrees for other builders, and chooses
    its documents by itself.
    """
    return isinstance(builder, StandaloneHTMLBuilder) and not getattr(
        builder, "keeps_doctrees", False
    )


def _outdated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    if not writes_pages(app.builder):
        return []
    path, fingerprint = _path(app), fingerprint_of(app.env)
    if path.is_file() and path.read_text("utf-8") == fingerprint:
        return []
    # Until all pages are written, the next build has to write them too.
    path.unlink(missing_ok=True)
    _unwritten[app] = fingerprint
    return sorted(env.found_docs)


def _remember(app: Sphinx, exception: Exception | None) -> None:
    # Taken before the pages were written: writing them changes what the environment holds.
    fingerprint = _unwritten.pop(app, None)
    if fingerprint and exception is None:
        write_text(_path(app), fingerprint)


def _path(app: Sphinx) -> Path:
    # EPUBs in one language and in two have builders of the same name.
    return Path(app.doctreedir) / f"shared.{type(app.builder).__name__}.sha256"
