"""Which pages an incremental build writes: all of them, if anything that pages share has changed.

The fingerprint of what they share is stored beside the doctrees, in a file for each builder.
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

# The fingerprints of running builds, to be stored once all pages are written.
_unwritten: WeakKeyDictionary[Sphinx, str] = WeakKeyDictionary()


def register(app: Sphinx) -> None:
    """Compare fingerprints after Sphinx has read and numbered everything."""
    # Sphinx assigns numbers in the same event, at 500.
    app.connect("env-get-updated", _outdated, priority=900)
    app.connect("build-finished", _store_fingerprint)


def writes_pages(builder: Builder) -> bool:
    """Whether a builder writes HTML pages for readers.

    A builder whose attribute `keeps_doctrees` is true only stores resolved doctrees for other
    builders, and decides itself which ones are outdated.
    """
    return isinstance(builder, StandaloneHTMLBuilder) and not getattr(
        builder, "keeps_doctrees", False
    )


def _outdated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the names of all documents if the fingerprint has changed, otherwise none."""
    if not writes_pages(app.builder):
        return []
    path, fingerprint = _fingerprint_path(app), fingerprint_of(app.env)
    if path.is_file() and path.read_text("utf-8") == fingerprint:
        return []
    # If this build does not write all pages, the next one has to.
    path.unlink(missing_ok=True)
    _unwritten[app] = fingerprint
    return sorted(env.found_docs)


def _store_fingerprint(app: Sphinx, exception: Exception | None) -> None:
    # The one from before the pages were written: writing them changes the environment.
    fingerprint = _unwritten.pop(app, None)
    if fingerprint and exception is None:
        write_text(_fingerprint_path(app), fingerprint)


def _fingerprint_path(app: Sphinx) -> Path:
    # By class: the builders of EPUBs in one language and in two have the same name.
    return Path(app.doctreedir) / f"shared.{type(app.builder).__name__}.sha256"
