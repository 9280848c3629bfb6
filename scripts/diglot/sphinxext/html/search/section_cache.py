"""The sections of all documents of a site; a build resolves only the documents that changed.

The sections of the others are read from the files that the last build wrote for the search.
"""

from __future__ import annotations

from weakref import WeakKeyDictionary

from docutils import nodes
from sphinx.application import Sphinx

from diglot.sphinxext.compat.sphinx import resolved_doctree
from diglot.sphinxext.html.builders import makes_site
from diglot.sphinxext.html.search.data import SearchFolder
from diglot.sphinxext.html.search.sections import Section, sections_of
from diglot.sphinxext.incremental.doctrees import stored_at

# What each running build has resolved, by document.
_resolved: WeakKeyDictionary[Sphinx, dict[str, list[Section]]] = WeakKeyDictionary()


def register(app: Sphinx) -> None:
    """Note the sections of each document that is resolved."""
    # After every extension that changes a resolved document.
    app.connect("doctree-resolved", _note, priority=900)


def forget_sections(app: Sphinx) -> None:
    """Forget what has been resolved in an application that stays open and builds all again.

    A build in a copy of its process resolves what this one never hears of.
    """
    _resolved.pop(app, None)


class SectionCache:
    """The sections by document; `folder` has the files as the last build left them."""

    def __init__(self, app: Sphinx, folder: SearchFolder) -> None:
        self._app = app
        self._folder = folder

    def sections(self, docname: str) -> list[Section]:
        """Return the sections of a document, which is resolved if neither build has done so."""
        resolved = _resolved.setdefault(self._app, {})
        if docname not in resolved and self._is_newer_than(docname):
            kept = self._folder.sections(docname)
            if kept is not None:
                return kept
        if docname not in resolved:
            resolved_doctree(self._app.env, docname, self._app.builder)
        return resolved[docname]

    def keep(self) -> None:
        """Note that the files are as new as the documents, also those that are the same again."""
        for docname in _resolved.get(self._app, {}):
            path = self._folder.text_file(docname)
            if path.is_file():
                path.touch()

    def _is_newer_than(self, docname: str) -> bool:
        path = self._folder.text_file(docname)
        written = path.stat().st_mtime_ns if path.is_file() else 0
        return 0 < stored_at(self._app.doctreedir, docname) < written


def _note(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    if makes_site(app.builder):
        _resolved.setdefault(app, {})[docname] = sections_of(doctree)
