"""The parallel EPUB: one book, each block followed by its translation.

The builder ``parallelepub`` is the one of EPUBs, fed with the documents that the parallel site
shows; screens of e-readers are narrow, so the sides of a pair stand one below the other.
"""

from __future__ import annotations

from sphinx.application import Sphinx

from diglot.sphinxext.parallel.epub import builder


def register(app: Sphinx) -> None:
    """Register the builder and its style sheet."""
    builder.register(app)
