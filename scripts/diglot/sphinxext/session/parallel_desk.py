"""The parallel site behind the translator's desk: its pages name their messages, too."""

from __future__ import annotations

import pickle
from collections.abc import Mapping, Set
from functools import partial

from docutils import nodes
from sphinx.util import logging

from diglot.core.block_names import name_of
from diglot.core.project import Edition, Project
from diglot.core.updates import ShownBlock
from diglot.sphinxext.html.site.sound_markup import with_sound_markup
from diglot.sphinxext.html.site.untranslated import with_marks_as_set
from diglot.sphinxext.parallel.html.bilingual_html import with_sides
from diglot.sphinxext.parallel.html.builder import ParallelHTMLBuilder
from diglot.sphinxext.parallel.html.pages import with_tooltips
from diglot.sphinxext.session.attempts import NOT_READY, attempted
from diglot.sphinxext.session.blocks import written
from diglot.sphinxext.session.merged_page import MergedPage
from diglot.sphinxext.session.message_names import PREFIX, NameMessages
from diglot.sphinxext.session.parallel import ParallelSession


class ParallelDeskSession(ParallelSession):
    """A parallel site for translators, whose target is the language of a `DeskSession`."""

    def __init__(self, project: Project, edition: Edition) -> None:
        super().__init__(project, edition)
        self._app.add_post_transform(NameMessages)
        # What the page that is open was merged of, and its document.
        self._open_page: tuple[object, str, MergedPage] | None = None
        # What is on the disk was written for readers.
        self._mark(self._env.found_docs)

    def draft(self, stale: Set[str]) -> None:
        """Note the addresses of pages that drafts of the target have made stale.

        One page shows nothing new of the environments, which take long to load.
        """
        if len(stale) > 1:
            self._awaited |= stale
            return
        docnames = map(self._docname, stale)
        self._mark(frozenset(filter(None, docnames)))

    def make_ready(self) -> bool:
        """Note what the page that is open was merged of, so that drafts need not wait for that."""
        if self._page_builder.merged is not None:
            page = self._builder.get_target_uri(self._page_builder.merged[0])
            attempted(partial(self._merged_page, page), None, NOT_READY)
        return False

    def replace(self, address: str, doctrees: Mapping[str, bytes]) -> tuple[ShownBlock, ...]:
        """Show a page with other blocks of the target, which have the texts of some messages.

        `doctrees` are resolved documents with the blocks of one message each, pickled. Return what
        has changed; of what only the whole page can tell, nothing.
        """
        page = self._merged_page(address)
        if page is None:
            return ()
        shown = []
        for msgid, doctree in doctrees.items():
            block = attempted(partial(self._replaced, *page, msgid, doctree), None)
            if block is None:
                # What is known of the page is not what the browser will have.
                self._open_page = self._page_builder.merged = None
                break
            shown.append(block)
        return tuple(shown)

    def _replaced(
        self, docname: str, merged: MergedPage, msgid: str, doctree: bytes
    ) -> ShownBlock | None:
        document: nodes.document = pickle.loads(doctree)  # noqa: S301 - our own process's
        changed = merged.replace(PREFIX + name_of(msgid), document)
        if changed is None:
            return None
        html = partial(self._html, docname)
        before, after = ("".join(map(html, documents)) for documents in changed)
        return ShownBlock(msgid, before, after)

    def _merged_page(self, address: str) -> tuple[str, MergedPage] | None:
        """Return the document of a page and what it was merged of; None where it is outdated."""
        written_last, docname = self._page_builder.merged, self._docname(address)
        if self._awaited or written_last is None or docname != written_last[0]:
            return None
        if self._open_page is None or self._open_page[0] is not written_last:
            _docname, documents, merger = written_last
            self._open_page = (written_last, docname, MergedPage(documents, merger))
        return self._open_page[1:]

    def _html(self, docname: str, document: nodes.document) -> str:
        builder = self._page_builder
        with logging.suppress_logging():
            body = with_marks_as_set(self._app, written(builder, docname, document))
            body = with_sound_markup(with_tooltips(body, builder))
        return with_sides(body, builder.languages)

    @property
    def _page_builder(self) -> ParallelHTMLBuilder:
        builder = self._builder
        assert isinstance(builder, ParallelHTMLBuilder)  # noqa: S101 - the only one of sites
        return builder
