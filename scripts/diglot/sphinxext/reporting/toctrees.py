"""Toctrees that name pages which the language of a build excludes.

A project that has a page in one of its languages only names it in a toctree all the same, for that
is where the other language finds it. Sphinx would warn of it, and where the page has not the first
of the project's suffixes, say that there is none.
"""

from __future__ import annotations

from typing import ClassVar

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.application import Sphinx
from sphinx.directives.other import TocTree
from sphinx.util import docname_join
from sphinx.util.matching import Matcher
from sphinx.util.nodes import explicit_title_re

from diglot.core.codes import Code
from diglot.core.i18n import _, listed
from diglot.sphinxext.config.documents import files_of, known_documents
from diglot.sphinxext.reporting.warn import note, warn


class LenientTocTree(TocTree):
    """A toctree without the pages that this language excludes."""

    has_content: ClassVar[bool] = True

    def run(self) -> list[nodes.Node]:
        """Leave such pages out, and say so; it is a problem where no language has the page."""
        documents = [self._document(entry) for entry in self.content]
        excluded = {name for name in documents if name and self._is_excluded(name)}
        if not excluded:
            return super().run()
        self._tell(excluded)
        self.content = StringList(
            [
                entry
                for entry, name in zip(self.content, documents, strict=True)
                if name not in excluded
            ],
            self.content.source(0),
        )
        # Whether another language has them changes without this page, as Sphinx does it, too.
        self.env.note_reread()
        return super().run()

    def _document(self, entry: str) -> str:
        """Return what document an entry names, if it does; "" for an empty line."""
        explicit = explicit_title_re.match(entry)
        name = explicit.group(2) if explicit else entry
        for suffix in self.config.source_suffix:
            if name.endswith(suffix):
                name = name.removesuffix(suffix)
                break
        return docname_join(self.env.docname, name) if name else ""

    def _is_excluded(self, docname: str) -> bool:
        if docname in self.env.found_docs:
            return False
        # Others are left out because nobody can read them, which is said elsewhere.
        is_read, is_left_out = (
            Matcher(patterns)
            for patterns in (self.config.include_patterns, self.config.exclude_patterns)
        )
        return any(is_left_out(path) or not is_read(path) for path in files_of(self.env, docname))

    def _tell(self, excluded: set[str]) -> None:
        known = known_documents(self.env)
        elsewhere = sorted(filter(known.is_elsewhere, excluded))
        language = self.config.language
        if elsewhere:
            text = _(
                "in {language} this toctree is without {documents}, which conf.py excludes there",
                documents=listed(elsewhere),
                language=language,
            )
            note(Code.EXCLUDED_DOCUMENT, text, at=self.get_location())
        for docname in sorted(excluded.difference(elsewhere)):
            warn(
                Code.MISSING_DOCUMENT,
                _("the toctree names {document}, which every language excludes", document=docname),
                at=self.get_location(),
                hint=_("take the page out of exclude_patterns in conf.py, or out of the toctree"),
            )


def register(app: Sphinx) -> None:
    """Read toctrees this way."""
    app.add_directive("toctree", LenientTocTree, override=True)
