"""The sections of all documents of a site; a build resolves only the documents that changed.

The sections of the others are read from the files that the last build wrote for the search.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from weakref import WeakKeyDictionary

from docutils import nodes
from sphinx.application import Sphinx

from diglot.sphinxext.compat.sphinx import resolved_doctree
from diglot.sphinxext.html.builders import makes_site
from diglot.sphinxext.html.search.data import SearchFolder
from diglot.sphinxext.html.search.formula_texts import text_of_formulas
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
    """The sections by document; `folder` has the files as the last build left them.

    `stored_at` returns when the doctree of a document was stored, in nanoseconds since the epoch, 0
    where there is none. `make` returns the sections of a document that the files do not have.
    """

    def __init__(
        self,
        folder: SearchFolder,
        stored_at: Callable[[str], int],
        make: Callable[[str], list[Section]],
    ) -> None:
        self._folder, self._stored_at, self._make = folder, stored_at, make
        self._made: set[str] = set()

    def sections(self, docname: str) -> list[Section]:
        """Return the sections of a document."""
        kept = self._folder.sections(docname) if self._is_newer_than(docname) else None
        return self.make(docname) if kept is None else kept

    def make(self, docname: str) -> list[Section]:
        """Return the sections of a document, whatever the files have."""
        self._made.add(docname)
        return self._make(docname)

    def keep(self) -> None:
        """Note that the files are as new as the documents, also those that are the same again."""
        for docname in self._made:
            path = self._folder.text_file(docname)
            if path.is_file():
                path.touch()

    def _is_newer_than(self, docname: str) -> bool:
        path = self._folder.text_file(docname)
        written = path.stat().st_mtime_ns if path.is_file() else 0
        return 0 < self._stored_at(docname) < written


class ResolvedSections(SectionCache):
    """The sections of the documents of a build, which resolves them if it has not done so yet."""

    def __init__(self, app: Sphinx, folder: SearchFolder) -> None:
        self._app, self._resolved = app, _resolved.setdefault(app, {})
        super().__init__(folder, partial(stored_at, app.doctreedir), self._resolve)

    def sections(self, docname: str) -> list[Section]:
        """Return the sections of a document, as this build has resolved it if it has."""
        return self.make(docname) if docname in self._resolved else super().sections(docname)

    def _resolve(self, docname: str) -> list[Section]:
        if docname not in self._resolved:
            resolved_doctree(self._app.env, docname, self._app.builder)
        return self._resolved[docname]


def _note(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    if makes_site(app.builder):
        _resolved.setdefault(app, {})[docname] = sections_of(
            doctree, text_of_formulas(app.env, docname)
        )
