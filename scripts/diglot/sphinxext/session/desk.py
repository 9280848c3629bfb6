"""The session behind the translator's desk: its pages name their messages, and show drafts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Set
from contextlib import suppress
from pathlib import Path

from sphinx.environment import BuildEnvironment
from sphinx.util.i18n import docname_to_domain

from diglot.core.files import write_text
from diglot.core.project import Edition, Project
from diglot.core.updates import Page, PlacedMessage, Rendered
from diglot.sphinxext.compat.sphinx import forget_doctrees
from diglot.sphinxext.i18n.gettext_builder import messages_by_domain
from diglot.sphinxext.i18n.lookup import reading_drafts
from diglot.sphinxext.i18n.record import records_of
from diglot.sphinxext.session.message_names import NameMessages
from diglot.sphinxext.session.session import Session

_DRAFTED = "drafted.json"
"""The documents that were read with drafts: what a killed process left of them is no page."""


class DeskSession(Session):
    """A session whose pages are for translators, not for readers."""

    _drafts: Mapping[str, Mapping[str, str]] = {}
    _asked = ""

    def __init__(self, project: Project, edition: Edition) -> None:
        super().__init__(project, edition)
        self._app.add_post_transform(NameMessages)
        left_over = self._left_over() & self._env.found_docs
        if left_over:
            self._reread(left_over)
        # What is on the disk was written for readers.
        self._stale, self._is_whole = frozenset(self._env.found_docs), False
        self._unwritten = self._stale

    def render(self, address: str) -> Rendered:
        """Write the page at an address; those that follow it may be asked for next."""
        docname = self._docname(address)
        if docname is not None:
            self._asked = docname
            self._unwritten -= {docname}
        return super().render(address)

    def work_ahead(self) -> bool:
        """Write the next page in the order of the book that was never written.

        The first time takes the longest, and whoever opens a page waits for it.
        """
        order = list(_in_reading_order(self._env))
        at = order.index(self._asked) if self._asked in order else 0
        waiting = self._unwritten & self._stale
        docname = next((name for name in (*order[at:], *order[:at]) if name in waiting), None)
        if docname is None:
            return False
        self._unwritten -= {docname}
        # Whoever asks for a page that cannot be written is told why.
        with suppress(Exception):
            super().render(self._builder.get_target_uri(docname))
        forget_doctrees(self._env)
        return True

    def draft(self, address: str, drafts: Mapping[str, str]) -> frozenset[str]:
        """Read the document of a page with other translations, by message, than its catalog's.

        They hold until the next call for this page. Return the addresses of the pages that are
        stale for it.
        """
        docname = self._docname(address)
        if docname is None or self._drafts.get(docname, {}) == drafts:
            return frozenset()
        kept = {name: texts for name, texts in self._drafts.items() if name != docname}
        self._drafts = {**kept, docname: dict(drafts)} if drafts else kept
        self._note_drafted({docname, *self._drafts})
        stale = self._reread({docname}) & self._env.found_docs
        self._stale |= stale
        self._unkept |= stale
        # Texts of one page alone are no part of what others show of it.
        self._is_stored = self._is_stored and stale <= {docname}
        self._note_drafted(set(self._drafts))
        return self._addresses(stale)

    def messages(self) -> tuple[tuple[Page, ...], tuple[PlacedMessage, ...]]:
        """Return the pages in the order of the book, and all messages in the order of each page.

        Those of conf.py and of templates, which stand on no page of their own, come last.
        """
        docnames = list(_in_reading_order(self._env))
        pages = tuple(
            Page(self._builder.get_target_uri(docname), self._env.titles[docname].astext())
            for docname in docnames
        )
        return pages, tuple(dict.fromkeys(self._placed(docnames)))

    def close(self) -> None:
        """Store the environment as the catalogs have it."""
        for docname in list(self._drafts):
            self.draft(self._builder.get_target_uri(docname), {})
        super().close()

    def _complete(self) -> None:
        drafts, self._drafts = self._drafts, {}
        if drafts:
            self._reread(set(drafts))
        super()._complete()

    def _read(self, documents: Set[str] | None) -> frozenset[str]:
        with reading_drafts(self._drafts):
            return super()._read(documents)

    def _placed(self, docnames: list[str]) -> Iterator[PlacedMessage]:
        records = records_of(self._env)
        for docname in docnames:
            domain = docname_to_domain(docname, self._env.config.gettext_compact)
            page = self._builder.get_target_uri(docname)
            for message in records[docname].messages if docname in records else ():
                place = self._place(Path(message.path), message.line)
                yield PlacedMessage(domain, message.msgid, page, place, message.note)
        of_documents = {
            docname_to_domain(name, self._env.config.gettext_compact) for name in records
        }
        for domain, found in messages_by_domain(self._env, self._project.confdir).items():
            if domain not in of_documents:
                for message in found:
                    place = self._place(Path(message.path), message.line)
                    yield PlacedMessage(domain, message.msgid, "", place, message.note)

    def _left_over(self) -> Set[str]:
        try:
            return set(json.loads(self._drafted.read_text("utf-8")))
        except FileNotFoundError:
            return set()

    def _note_drafted(self, docnames: Set[str]) -> None:
        write_text(self._drafted, json.dumps(sorted(docnames)), sync=False)

    @property
    def _drafted(self) -> Path:
        return Path(self._app.doctreedir, _DRAFTED)


def _in_reading_order(env: BuildEnvironment) -> Iterator[str]:
    """Yield all documents: as their tables of contents lead through them, then the others."""
    seen: dict[str, None] = {}
    waiting = [env.config.root_doc]
    while waiting:
        docname = waiting.pop(0)
        if docname not in seen and docname in env.found_docs:
            seen[docname] = None
            waiting[:0] = env.toctree_includes.get(docname, [])
    yield from seen
    yield from sorted(env.found_docs - seen.keys())
