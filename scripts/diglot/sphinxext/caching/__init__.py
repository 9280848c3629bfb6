"""What Sphinx and docutils do again and again for every page, done once or done lightly.

Each saving stands for itself: where the part that it replaces looks different from the one it was
written for, that part stays as it is. What comes out is the same with and without.
"""

from __future__ import annotations

from sphinx.application import Sphinx

from diglot.sphinxext.caching import memory, titles, trees
from diglot.sphinxext.caching.saving import install


def register(app: Sphinx) -> None:
    """Save what can be saved in this process; doing it again changes nothing."""
    for saving in (*trees.SAVINGS, *memory.SAVINGS):
        install(saving)
    titles.register(app)
