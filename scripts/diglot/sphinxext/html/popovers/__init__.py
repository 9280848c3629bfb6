"""Translation popovers: the other language of a term or a block, shown on the page itself.

Terms show theirs at the pointer and under the keyboard's focus. Blocks show theirs below
themselves when a reader asks for it; its text is loaded only then.
"""

from __future__ import annotations

from sphinx.application import Sphinx

from diglot.sphinxext.html.popovers import assets, blocks, terms

# In the order in which they touch a page; each has a `register(app)`.
_MODULES = (terms, blocks, assets)


def register(app: Sphinx) -> None:
    """Register every module of the popovers."""
    for module in _MODULES:
        module.register(app)
