"""When Python looks for the garbage that a build leaves behind, and what it need not keep at all.

Doctrees refer to themselves, so that only the garbage collector frees them. What a build of a few
hundred pages leaves goes with its process; to look for it would take a tenth of the time. What
edits leave in a process that stays open must go.

Sphinx keeps every doctree from its reading to its writing, more than 0.1 MB a page. In a build of
many pages they are loaded from the disk again, which takes a few milliseconds each.
"""

from __future__ import annotations

import gc

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from diglot.sphinxext.compat.sphinx import forget_doctree, forget_doctrees

# The objects that are made before the collector looks through them: about a gigabyte, or 40 MB.
_SELDOM, _OFTEN = 7_000_000, 300_000
_MANY_DOCUMENTS = 300


def collect_seldom() -> None:
    """Freeze what there is, which is no garbage, and begin to look for what comes."""
    gc.freeze()
    gc.set_threshold(*thresholds(documents=0))
    gc.enable()


def collect_as_needed(app: Sphinx) -> None:
    """Look for garbage as often as the number of documents makes it worth the time."""
    app.connect("env-get-outdated", _adapt)


def collect_while_open() -> None:
    """Freeze what there is, and look for garbage as often as a process has to that stays."""
    gc.freeze()
    gc.set_threshold(_OFTEN, 5, 5)


def due_generation() -> int:
    """Return the oldest generation that Python would look through if the youngest were full.

    Whoever looks through the youngest by hand keeps it from ever being full.
    """
    _young, middle, old = gc.get_count()
    _most, of_middle, of_old = gc.get_threshold()
    if middle <= of_middle:
        return 0
    return 1 if old <= of_old else 2


def thresholds(documents: int) -> tuple[int, int, int]:
    """Return what `gc.set_threshold` takes, for a build with so many documents."""
    # Objects that stay, such as the environment, are hardly ever looked through again.
    return (_OFTEN if documents > _MANY_DOCUMENTS else _SELDOM), 20, 1000


def _adapt(app: Sphinx, env: BuildEnvironment, *_changes: object) -> list[str]:
    gc.set_threshold(*thresholds(len(env.found_docs)))
    if len(env.found_docs) > _MANY_DOCUMENTS:
        app.connect("source-read", _forget_read)
        app.connect("doctree-resolved", _forget_written)
    return []


def _forget_read(app: Sphinx, *_source: object) -> None:
    # The document before this one is on the disk.
    forget_doctrees(app.env)


def _forget_written(app: Sphinx, _doctree: nodes.document, docname: str) -> None:
    forget_doctree(app.env, docname)
