"""The messages of a language as its translators see them: each with its place and its entry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from diglot.catalog.entry import Catalog, Entry, State
from diglot.catalog.plural_forms import number_of_forms
from diglot.catalog.previous import previous_of
from diglot.catalog.reader import read_catalog
from diglot.catalog.revise import live_entries
from diglot.core.diagnostic import Diagnostic
from diglot.core.files import file_state
from diglot.core.language import Language
from diglot.core.locales import catalog_path
from diglot.core.project import Project
from diglot.core.updates import Page, PlacedMessage


class DeskState(StrEnum):
    """How far a message is, as the desk marks it."""

    TRANSLATED = "translated"
    STALE = "stale"
    """Its source has changed since it was translated."""
    FUZZY = "fuzzy"
    UNTRANSLATED = "untranslated"
    MISSING = "missing"
    """No catalog has it yet: `diglot update` brings it there."""
    UNREADABLE = "unreadable"
    """Its catalog is broken, and what it holds of the message cannot be read."""


@dataclass(frozen=True, slots=True)
class DeskMessage:
    """A message with its entry, None where no catalog has one, and that catalog's path.

    A message that stands on several pages is several of these; `id` is the same for all. `fault`
    is the first of a broken catalog, which can be read but not written; `forms` is how many
    translations it has: more than one where it has a plural.
    """

    id: str
    placed: PlacedMessage
    entry: Entry | None
    path: Path
    fault: Diagnostic | None = None
    forms: int = 1

    @property
    def state(self) -> DeskState:
        """How far it is."""
        if self.entry is None:
            return DeskState.UNREADABLE if self.fault else DeskState.MISSING
        if self.entry.state is State.FUZZY and previous_of(self.entry) is not None:
            return DeskState.STALE
        return DeskState(self.entry.state)


@dataclass(frozen=True, slots=True)
class _Read:
    """A catalog as it was read, the state of its file then, and its live entries by message."""

    state: str
    path: Path
    catalog: Catalog
    entries: dict[str, Entry]


class DeskMessages:
    """All messages of a language. Catalogs are read again where their files have changed."""

    def __init__(self, project: Project, language: Language) -> None:
        self._project, self._language = project, language
        self._placed: dict[str, list[PlacedMessage]] = {}
        self._by_id: dict[str, PlacedMessage] = {}
        self._ids_of: dict[str, list[str]] = {}
        self._read: dict[str, _Read] = {}
        self._counted: dict[str, tuple[list[_Read], Counter[DeskState]]] = {}
        self.pages: tuple[Page, ...] = ()

    def place(self, pages: Sequence[Page], messages: Iterable[PlacedMessage]) -> None:
        """Take the pages and messages that the sources have now."""
        self.pages = tuple(pages)
        self._placed = {page.address: [] for page in pages}
        self._by_id, self._ids_of, self._counted = {}, {}, {}
        for message in messages:
            self._placed.setdefault(message.page, []).append(message)
            id_ = message_id(message.domain, message.msgid)
            if self._by_id.setdefault(id_, message) is message:
                self._ids_of.setdefault(message.msgid, []).append(id_)

    def of_page(self, address: str) -> list[DeskMessage]:
        """Return the messages of a page, each once; those of no page for ""."""
        found = self._messages(self._placed.get(address, ()))
        return list({message.id: message for message in found}.values())

    def all(self) -> Iterator[DeskMessage]:
        """Yield all messages, each once, in the order of the book."""
        yield from self._messages(self._by_id.values())

    def find(self, id: str) -> DeskMessage:  # noqa: A002 - the name of the field
        """Return a message; raises KeyError where there is none of this name."""
        return next(self._messages([self._by_id[id]]))

    def at(self, domain: str, msgid: str) -> DeskMessage | None:
        """Return the message of a catalog, None where the sources have it no more."""
        placed = self._by_id.get(message_id(domain, msgid))
        return next(self._messages([placed])) if placed else None

    def same(self, message: DeskMessage) -> list[DeskMessage]:
        """Return the other messages that have the same source, in other catalogs."""
        ids = self._ids_of.get(message.placed.msgid, ())
        return [self.find(id_) for id_ in ids if id_ != message.id]

    def counts(self) -> dict[str, Counter[DeskState]]:
        """Return how many messages of each page are in which state; those of no page by ""."""
        return {address: self._count(address) for address, placed in self._placed.items() if placed}

    def _count(self, address: str) -> Counter[DeskState]:
        domains = dict.fromkeys(placed.domain for placed in self._placed[address])
        read = [self._catalog(domain) for domain in domains]
        before, counts = self._counted.get(address, ([], Counter()))
        # Few catalogs change at a time; what was read of the others is the same object.
        if list(map(id, read)) != list(map(id, before)):
            counts = Counter(message.state for message in self.of_page(address))
            self._counted[address] = read, counts
        return counts

    def broken(self) -> Iterator[Catalog]:
        """Yield the catalogs that can be read in part only, and must not be written."""
        for domain in sorted({placed.domain for placed in self._by_id.values()}):
            catalog = self._catalog(domain).catalog
            if catalog.broken:
                yield catalog

    def _messages(self, placed: Iterable[PlacedMessage]) -> Iterator[DeskMessage]:
        # Each catalog's file is looked at once.
        read: dict[str, _Read] = {}
        for message in placed:
            if message.domain not in read:
                read[message.domain] = self._catalog(message.domain)
            yield self._message(message, read[message.domain])

    def _message(self, placed: PlacedMessage, read: _Read) -> DeskMessage:
        id_ = message_id(placed.domain, placed.msgid)
        fault = next(iter(read.catalog.problems), None)
        entry = read.entries.get(placed.msgid)
        has_plural = entry is not None and entry.plural is not None
        forms = number_of_forms(read.catalog.header) or 1 if has_plural else 1
        return DeskMessage(id_, placed, entry, read.path, fault, forms)

    def _catalog(self, domain: str) -> _Read:
        paths = [
            catalog_path(folder, self._language.tag, domain) for folder in self._project.locale_dirs
        ]
        path = next((candidate for candidate in paths if candidate.exists()), paths[0])
        state = file_state(str(path))
        known = self._read.get(domain)
        if known is None or known.state != state:
            try:
                catalog = read_catalog(path, self._project.shown(path))
            except (FileNotFoundError, NotADirectoryError):
                catalog = Catalog(path, b"", ())
            known = self._read[domain] = _Read(state, path, catalog, live_entries(catalog))
        return known


@lru_cache(200_000)
def message_id(domain: str, msgid: str) -> str:
    """Return the name by which the desk's pages call a message: they know no paths."""
    return sha256(f"{domain}\0{msgid}".encode()).hexdigest()[:16]
