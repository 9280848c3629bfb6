"""One open desk: the messages of a language, the session that shows their pages, and its help."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

from diglot.actions.desk.checking import Checking, RenderedTerm
from diglot.actions.desk.codes import InsertableCode
from diglot.actions.desk.flags import Flags
from diglot.actions.desk.keeping import Drafts, read_translator
from diglot.actions.desk.memories import TmxFiles, translated_units, unit_of
from diglot.actions.desk.messages import DeskMessage, DeskMessages
from diglot.actions.desk.placed_diagnostics import PlacedDiagnostic
from diglot.actions.desk.replacing import fillings, replacements
from diglot.actions.desk.reviewing import Changed, changed_since
from diglot.actions.desk.saving import Edit, SavedMessage, Saving
from diglot.actions.desk.similar import Memory, Suggestion, Unit
from diglot.catalog.revise import Version
from diglot.core.diagnostic import Diagnostic
from diglot.core.language import Language
from diglot.core.project import Project
from diglot.core.updates import Applied, Drafted, Page, ServeEvent
from diglot.server.desk.filtering import FLAGGED, filtered
from diglot.server.desk.site import DeskSite

_Value = TypeVar("_Value")

_MOST_FOUND = 200
_CHECKED_AT_ONCE = 20


@dataclass(frozen=True, slots=True)
class Judged:
    """What is to be said of a text that is being written."""

    diagnostics: tuple[PlacedDiagnostic, ...]
    terms: list[RenderedTerm]


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A unit, the message that it comes from, if the sources have it, and its page's title."""

    unit: Unit
    message: DeskMessage | None
    title: str


class Desk:
    """The desk of a language; its methods are called in the event loop.

    `project` is the one whose build folder the desk has for itself.
    """

    def __init__(self, project: Project, language: Language, site: DeskSite) -> None:
        self.language, self.site = language, site
        self._project = project
        self._messages = DeskMessages(project, language)
        self._saving = Saving(project, lambda: str(read_translator()), self._learn)
        self.drafts = Drafts(project.builddir / f"drafts.{language.tag}.json")
        self._tmx = TmxFiles(project, language)
        self._is_placed = False
        self._checking: Checking | None = None
        self._flags = Flags()
        self._memory: Memory | None = None
        # Files, indexes and parsers are used by one thread at a time.
        self._lock = asyncio.Lock()

    def hear(self, event: ServeEvent) -> None:
        """Ask for messages, terms and translations anew where others have changed files."""
        paths = event.paths if isinstance(event, Applied) and not event.fault else ()
        if not paths or not all(self._saving.has_written(Path(path)) for path in paths):
            self._is_placed, self._checking, self._memory = False, None, None

    def _learn(self, saved: Sequence[SavedMessage]) -> None:
        """Take in what was saved here, so that all else need not be read again."""
        if self._checking and not all(self._checking.learn(edit) for edit in saved):
            self._checking = None
        if self._memory:
            for edit in saved:
                domain = edit.message.placed.domain
                self._memory.replace(unit_of(edit.before, domain), unit_of(edit.after, domain))

    async def pages(self) -> tuple[tuple[Page, ...], dict[str, dict[str, int]], list[Diagnostic]]:
        """Return the pages, how many messages of each are in which state, and broken catalogs."""
        await self._place()
        counts = await self._run(self._messages.counts)
        broken = await self._run(self._broken)
        named = {
            address: {str(state): number for state, number in states.items()}
            for address, states in counts.items()
        }
        return self._messages.pages, named, broken

    def _broken(self) -> list[Diagnostic]:
        return [*(catalog.problems[0] for catalog in self._messages.broken()), *self._tmx.faults()]

    async def messages(self, address: str) -> list[DeskMessage]:
        """Return the messages of a page; those of no page for ""."""
        await self._place()
        return await self._run(lambda: self._messages.of_page(address))

    async def message(self, id: str) -> DeskMessage:  # noqa: A002 - the name of the field
        """Return a message as it is now. Raises KeyError where there is none of this name."""
        await self._place()
        return await self._run(lambda: self._messages.find(id))

    async def find(self, words: str, kind: str) -> tuple[list[DeskMessage], int]:
        """Return the first messages of the language that hold some words, and how many there are.

        Words may be in either language. `kind` is one of `KINDS`.
        """
        await self._place()
        flagged = await self.all_flagged() if kind == FLAGGED else {}
        names = set(chain.from_iterable(flagged.values()))
        found = await self._run(lambda: filtered(self._messages.all(), words, kind, names))
        return found[:_MOST_FOUND], len(found)

    async def save(self, message: DeskMessage, base: Version, new: Version) -> DeskMessage:
        """Write what `new` changes; the page shows it once its file is written."""
        await self._run(lambda: self._saving.save(message, base, new))
        await self.keep(message, None)
        return await self.message(message.id)

    async def keep(self, message: DeskMessage, draft: Any) -> None:
        """Keep what somebody has begun of a message; forget it where that is None."""
        await self._run(lambda: self.drafts.put(message.id, draft))

    async def undo(self, *, redo: bool = False) -> list[DeskMessage]:
        """Undo what was saved last, or redo what was undone; return its messages."""
        moved = await self._run(self._saving.redo if redo else self._saving.undo)
        return [await self.message(message.id) for message in moved]

    async def same(self, message: DeskMessage) -> list[DeskMessage]:
        """Return the other messages of the same source."""
        await self._place()
        return await self._run(lambda: self._messages.same(message))

    async def fill(self, message: DeskMessage) -> tuple[int, int]:
        """Give a message's translation to those of the same source that have none.

        Returns how many were written, and how many others have translated meanwhile.
        """
        edits = fillings(message, await self.same(message))
        left = await self._run(lambda: self._saving.save_all(edits))
        return len(edits) - len(left), len(left)

    async def replacements(self, words: str, instead: str, *, match_case: bool) -> list[Edit]:
        """Return what putting a text in the place of some words would change in the language."""
        await self._place()
        return await self._run(
            lambda: list(replacements(self._messages.all(), words, instead, match_case=match_case))
        )

    async def changed(self, since: str) -> list[Changed]:
        """Return the messages with another translation than at a git revision or a date."""
        await self._place()
        return await self._run(
            lambda: changed_since(self._project, self.language, self._messages.all(), since)
        )

    async def replace(self, edits: Sequence[Edit]) -> int:
        """Write edits in one step; return how many were left out."""
        return len(await self._run(lambda: self._saving.save_all(edits)))

    async def show(self, site: str, message: DeskMessage, text: str | None) -> Drafted:
        """Show a page of a site with a text that is not saved yet, or without: what has changed."""
        drafts = {} if text is None else {message.placed.msgid: text}
        return await self.site.draft(site, message.placed.page, drafts)

    async def judge(self, message: DeskMessage, version: Version) -> Judged:
        """Return what `diglot check` would say of a version, and which terms it renders."""

        def judge() -> Judged:
            checking = self._checks()
            terms = checking.terms(message.placed.msgid, version.msgstr[0])
            return Judged(checking.diagnostics(message, version), terms)

        return await self._run(judge)

    async def flagged(self, address: str) -> list[str]:
        """Return the names of a page's messages that have an error or a warning of a check."""
        messages, names = await self.messages(address), list[str]()
        for start in range(0, len(messages), _CHECKED_AT_ONCE):
            # Whoever saves or types need not wait for a whole page.
            some = messages[start : start + _CHECKED_AT_ONCE]
            names += await self._run(partial(self._flagged, some))
        return names

    async def all_flagged(self) -> dict[str, list[str]]:
        """Return what is flagged of each page that has something, and of no page as ""."""
        await self._place()
        addresses = (*(page.address for page in self._messages.pages), "")
        found = {address: await self.flagged(address) for address in addresses}
        return {address: names for address, names in found.items() if names}

    def _flagged(self, messages: Sequence[DeskMessage]) -> list[str]:
        return self._flags.flagged(messages, self._checks())

    async def suggest(self, message: DeskMessage) -> tuple[list[InsertableCode], list[Suggestion]]:
        """Return the codes of a message, and what is like it."""

        def suggest() -> tuple[list[InsertableCode], list[Suggestion]]:
            own = message.placed.msgid, message.placed.domain
            found = self._units().similar(message.placed.msgid)
            kept = [like for like in found if (like.unit.source, like.unit.origin) != own]
            return self._checks().codes(message), kept

        return await self._run(suggest)

    async def concordance(self, words: str) -> list[Occurrence]:
        """Return what else holds some words in either language, and where it is read."""
        await self._place()
        return await self._run(
            lambda: [self._occurrence(unit) for unit in self._units().concordance(words)]
        )

    def _occurrence(self, unit: Unit) -> Occurrence:
        message = self._messages.at(unit.origin, unit.source)
        titles = {page.address: page.title for page in self._messages.pages}
        title = titles.get(message.placed.page, unit.origin) if message else ""
        return Occurrence(unit, message, title)

    async def _place(self) -> None:
        if not self._is_placed:
            pages, messages = await self.site.messages()
            self._messages.place(pages, messages)
            self._is_placed = True

    async def _run(self, work: Callable[[], _Value]) -> _Value:
        async with self._lock:
            return await asyncio.to_thread(work)

    def _checks(self) -> Checking:
        if self._checking is None:
            self._checking = Checking(self._project, self.language)
        return self._checking

    def _units(self) -> Memory:
        if self._memory is None:
            live = translated_units(self._project, self.language)
            self._memory = Memory((*live, *self._tmx.units()))
        return self._memory
