"""The session behind the translator's desk: its pages name their messages, and show drafts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Set
from functools import partial
from pathlib import Path

from diglot.core.diagnostic import Diagnostic
from diglot.core.files import write_text
from diglot.core.project import Edition, Project
from diglot.core.updates import Drafted, Page, PlacedMessage, Rendered, ShownBlock
from diglot.sphinxext.i18n.lookup import reading_drafts
from diglot.sphinxext.i18n.translate.kept import KeptDocument, keeping
from diglot.sphinxext.parallel.resolved_doctrees import pickled
from diglot.sphinxext.session.attempts import NOT_READY, attempted
from diglot.sphinxext.session.blocks import detached, html_of, resolved
from diglot.sphinxext.session.message_names import NameMessages
from diglot.sphinxext.session.pages_ahead import AheadSession
from diglot.sphinxext.session.placed_messages import placed_messages
from diglot.sphinxext.session.reading_order import in_reading_order

_DRAFTED = "drafted.json"
"""The documents that were read with drafts: what a killed process left of them is no page."""


class DeskSession(AheadSession):
    """A session whose pages are for translators, not for readers."""

    _drafts: Mapping[str, Mapping[str, str]] = {}
    _is_readied = False
    # The documents that were not read with their drafts yet.
    _undrafted: frozenset[str] = frozenset()

    def __init__(self, project: Project, edition: Edition) -> None:
        # The page that is asked for, ready for drafts, and the last block of it that was made.
        self._kept: dict[str, KeptDocument] = {}
        self._known: dict[tuple[str, str | None], str | None] = {}
        super().__init__(project, edition)
        self._app.add_post_transform(NameMessages)
        left_over = self._left_over() & self._env.found_docs
        if left_over:
            self._reread(left_over)
        # What is on the disk was written for readers.
        self._stale, self._is_whole = frozenset(self._env.found_docs), False

    def render(self, address: str) -> Rendered:
        """Write the page at an address, with drafts; it is open from now on."""
        self._take_in_drafts()
        docname = self._docname(address)
        if docname is not None:
            self._ask_for(docname)
        return super().render(address)

    def share(self) -> None:
        """Store the environment as it is now, with drafts."""
        self._take_in_drafts()
        super().share()

    def keep(self, address: str) -> tuple[Diagnostic, ...]:
        """Keep the resolved document of a page for its parallel page, with drafts."""
        self._take_in_drafts()
        docname = self._docname(address)
        if docname is not None:
            self._ask_for(docname)
        return super().keep(address)

    def make_ready(self) -> bool:
        """Read the page that is open once more, so that drafts of it need not wait for that."""
        attempted(self._keep_asked, None, NOT_READY)
        return False

    def draft(self, address: str, drafts: Mapping[str, str]) -> Drafted:
        """Show a page with other translations, by message, than its catalog's.

        They hold until the next call for this page, which is written with them when it is asked
        for next. Return what has changed.
        """
        docname = self._docname(address)
        former = self._drafts.get(docname or "", {})
        if docname is None or former == drafts:
            return Drafted()
        self._ask_for(docname)
        self._keep_asked()
        changed = [text for text in {**former, **drafts} if former.get(text) != drafts.get(text)]
        before = [self._html(docname, msgid) for msgid in changed]
        kept = {name: texts for name, texts in self._drafts.items() if name != docname}
        self._drafts = {**kept, docname: dict(drafts)} if drafts else kept
        self._undrafted |= {docname}
        after = [self._html(docname, msgid) for msgid in changed]
        blocks = tuple(
            ShownBlock(msgid, old, new)
            for msgid, old, new in zip(changed, before, after, strict=True)
            if old is not None and new is not None
        )
        if len(blocks) < len(changed):
            return Drafted(self._take_in_drafts(), blocks, is_complete=False)
        if any(map(self._kept[docname].is_shown_elsewhere, changed)):
            return Drafted(self._addresses(self._env.found_docs), blocks, is_alone=False)
        return Drafted(self._addresses({docname}), blocks)

    def resolved(self, address: str, msgids: Iterable[str]) -> dict[str, bytes]:
        """Return the resolved blocks of messages of the page that is open, with their drafts.

        Each message has a document of its own, pickled, with them alone inside of what is around
        them. Those that only the whole page shows are left out.
        """
        docname = self._docname(address)
        kept = self._kept.get(docname or "")
        if docname is None or kept is None:
            return {}

        def made(msgid: str) -> bytes | None:
            document = resolved(self._app, docname, kept, msgid)
            return None if document is None else pickled(detached(document), docname)

        with reading_drafts(self._drafts):
            found = {msgid: attempted(partial(made, msgid), None) for msgid in msgids}
        return {msgid: document for msgid, document in found.items() if document is not None}

    def messages(self) -> tuple[tuple[Page, ...], tuple[PlacedMessage, ...]]:
        """Return the pages in the order of the book, and all messages in the order of each page.

        Those of conf.py and of templates, which stand on no page of their own, come last.
        """
        docnames = list(in_reading_order(self._env))
        pages = tuple(
            Page(self._builder.get_target_uri(docname), self._env.titles[docname].astext())
            for docname in docnames
        )
        return pages, tuple(dict.fromkeys(placed_messages(self._builder, self._project, docnames)))

    def close(self) -> None:
        """Store the environment as the catalogs have it."""
        self._forget_drafts()
        super().close()

    def _complete(self) -> None:
        self._forget_drafts()
        super()._complete()

    def _forget_drafts(self) -> None:
        self._undrafted |= self._drafts.keys()
        self._drafts = {}
        self._take_in_drafts()

    def _take_in_drafts(self) -> frozenset[str]:
        """Read the documents whose drafts have changed.

        Return the addresses of the pages that are stale for it.
        """
        wanted = self._undrafted = self._undrafted & self._env.found_docs
        if not wanted:
            return frozenset()
        self._note_drafted({*wanted, *self._drafts})
        stale = self._reread(wanted) & self._env.found_docs
        self._stale |= stale
        self._unkept |= stale
        # Texts of one page alone are no part of what others show of it.
        self._is_stored = self._is_stored and stale <= wanted
        self._note_drafted(set(self._drafts))
        return self._addresses(stale)

    def _read(self, documents: Set[str] | None) -> frozenset[str]:
        self._known.clear()
        with reading_drafts(self._drafts), keeping(self._asked, self._kept):
            read = super()._read(documents)
        self._undrafted -= read
        return read

    def _ask_for(self, docname: str) -> None:
        if docname != self._asked:
            self._asked, self._is_readied = docname, False
            self._kept.clear()
            self._known.clear()

    def _keep_asked(self) -> None:
        """Read the page that is asked for once more, unless what it is made of is kept."""
        if self._asked and not self._is_readied:
            self._is_readied = True
            self._take_in_drafts()
            if self._asked not in self._kept:
                self._reread({self._asked})

    def _html(self, docname: str, msgid: str) -> str | None:
        """Return the blocks of a message with its draft; None where that takes the whole page."""
        text = self._drafts.get(docname, {}).get(msgid)
        if docname not in self._kept:
            return None
        if (msgid, text) not in self._known:
            self._known.clear()
            self._known[msgid, text] = None
            make = partial(html_of, self._app, docname, self._kept[docname], msgid)
            with reading_drafts(self._drafts):
                self._known[msgid, text] = attempted(make, None)
        return self._known[msgid, text]

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
