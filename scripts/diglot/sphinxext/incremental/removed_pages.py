"""Deleting the pages and images of documents that were removed since the last build.

Sphinx leaves them in the output, where a clean build would not have them.
"""

from __future__ import annotations

from collections.abc import Set
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment


def register(app: Sphinx) -> None:
    """Delete such files after each build."""
    removed = _RemovedFiles()
    app.connect("env-get-outdated", removed.note)
    app.connect("build-finished", removed.delete)


class _RemovedFiles:
    """The documents that were removed since the last build, and the images that it had."""

    def __init__(self) -> None:
        self._documents: set[str] = set()
        self._images: set[str] = set()

    def note(
        self,
        _app: Sphinx,
        env: BuildEnvironment,
        _added: Set[str],
        _changed: Set[str],
        removed: Set[str],
    ) -> list[str]:
        self._documents = set(removed)
        self._images = _image_names(env)
        return []

    def delete(self, app: Sphinx, exception: Exception | None) -> None:
        builder = app.builder
        if exception or not isinstance(builder, StandaloneHTMLBuilder):
            return
        outdir = Path(builder.outdir)
        for docname in self._documents:
            Path(builder.get_outfilename(docname)).unlink(missing_ok=True)
            for source in (outdir / "_sources").glob(f"{docname}.*"):
                source.unlink()
        for name in self._images - _image_names(app.env):
            (outdir / builder.imagedir / name).unlink(missing_ok=True)


def _image_names(env: BuildEnvironment) -> set[str]:
    return {name for _documents, name in env.images.values()}
