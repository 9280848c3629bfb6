"""The sections of all documents of a site; a build resolves only the documents that changed.

The sections of the others are read from the search data that the last build wrote.
"""

from __future__ import annotations

from pathlib import Path
from weakref import WeakKeyDictionary

from docutils import nodes
from sphinx.application import Sphinx

from diglot.sphinxext.compat.sphinx import resolved_doctree
from diglot.sphinxext.html.builders import makes_site
from diglot.sphinxext.html.search.data import sections_in
from diglot.sphinxext.html.search.sections import Section, sections_of
from diglot.sphinxext.incremental.doctrees import stored_at

# What each running build has resolved, by document.
_resolved: WeakKeyDictionary[Sphinx, dict[str, list[Section]]] = WeakKeyDictionary()


def register(app: Sphinx) -> None:
    """Note the sections of each document that is resolved."""
    # After every extension that changes a resolved document.
    app.connect("doctree-resolved", _note, priority=900)


class SectionCache:
    """The sections by document; `data` is the search's file as the last build left it."""

    def __init__(self, app: Sphinx, data: Path) -> None:
        self._app = app
        self._written = data.stat().st_mtime_ns if data.is_file() else 0
        self._kept = sections_in(data) if self._written else {}

    def sections(self, docname: str) -> list[Section]:
        """Return the sections of a document, which is resolved if neither build has done so."""
        resolved = _resolved.setdefault(self._app, {})
        if docname not in resolved and self._is_newer_than(docname) and docname in self._kept:
            return self._kept[docname]
        if docname not in resolved:
            resolved_doctree(self._app.env, docname, self._app.builder)
        return resolved[docname]

    def _is_newer_than(self, docname: str) -> bool:
        return 0 < stored_at(self._app.doctreedir, docname) < self._written


def _note(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    if makes_site(app.builder):
        _resolved.setdefault(app, {})[docname] = sections_of(doctree)
