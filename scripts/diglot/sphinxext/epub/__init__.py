"""The book as an EPUB 3 file: Sphinx's own builder, made to pass the field's checks.

The rules are those of https://www.w3.org/TR/epub-33/, as the EPUBCheck program applies them.
"""

from __future__ import annotations

from sphinx.application import Sphinx

from diglot.sphinxext.epub import builder, images, metadata, node_handlers

# In the order in which they touch a book; each has a `register(app)`.
_MODULES = (metadata, images, node_handlers, builder)


def register(app: Sphinx) -> None:
    """Register every module of the EPUB."""
    for module in _MODULES:
        module.register(app)
