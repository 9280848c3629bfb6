"""Counterparts: the other language of a term or a block, where its reader is, on one site.

Terms show theirs at the pointer and under the keyboard's focus. Blocks show theirs below
themselves when they are asked to; nothing of that is loaded before.
"""

from __future__ import annotations

from sphinx.application import Sphinx

from diglot.sphinxext.html.popovers import assets, blocks, terms

# In the order in which they touch a page; each has a `register(app)`.
_MODULES = (terms, blocks, assets)


def register(app: Sphinx) -> None:
    """Register every module of the counterparts."""
    for module in _MODULES:
        module.register(app)
