"""Makes one catalog follow its template: what stays, what is wanted, what has left."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import PurePosixPath

from diglot.catalog import reuse
from diglot.catalog.candidates import Candidate, CandidateKey, Place, confirmed, worth_keeping
from diglot.catalog.changes import ChangeKind, MessageChange
from diglot.catalog.conflicts import has_conflict
from diglot.catalog.decide import Decision, Wanted
from diglot.catalog.edit import Piece, assemble, kept
from diglot.catalog.entry import Catalog, Entry
from diglot.catalog.plural_forms import fitted, number_of_forms
from diglot.catalog.previous import previous_of
from diglot.catalog.references import sources_of, tokens
from diglot.catalog.template import Template, TemplateMessage

_MessageKey = tuple[str | None, str]


@dataclass(frozen=True, slots=True)
class UsedCandidates:
    """The candidates that the decisions of a language use, by key.

    The translation of those in `moved` is another message's now; that of those in `suggested` is
    offered for a message that waits for confirmation.
    """

    moved: Collection[CandidateKey]
    suggested: Collection[CandidateKey]


@dataclass(slots=True)
class Followed:
    """The catalog as it will be; `remembered` are (domain, entry) that only the memory can keep."""

    data: bytes = b""
    changes: list[MessageChange] = field(default_factory=list)
    remembered: list[tuple[str, Entry]] = field(default_factory=list)


@dataclass(frozen=True)
class Follower:
    """A catalog and the template that it follows."""

    template: Template
    catalog: Catalog

    @property
    def domain(self) -> str:
        """The catalog's path below LC_MESSAGES."""
        return self.template.domain

    @cached_property
    def _messages(self) -> dict[str, TemplateMessage]:
        return {message.msgid: message for message in self.template.messages}

    @cached_property
    def _live(self) -> dict[str, Entry]:
        """The entries whose messages the template still has."""
        return {
            entry.msgid: entry
            for entry in self.catalog.entries
            if not entry.obsolete and entry.context is None and entry.msgid in self._messages
        }

    @cached_property
    def _left(self) -> list[Entry]:
        return [
            entry
            for entry in self.catalog.entries
            if not entry.obsolete and self._live.get(entry.msgid) is not entry
        ]

    @cached_property
    def _forms(self) -> int | None:
        return number_of_forms(self.catalog.header)

    @cached_property
    def _obsolete(self) -> list[Entry]:
        return [entry for entry in self.catalog.entries if entry.obsolete]

    def wanted(self) -> Iterator[Wanted]:
        """Yield the messages that have no translation here."""
        for message in self.template.messages:
            entry = self._live.get(message.msgid)
            if entry is None or not any(entry.msgstr):
                yield Wanted(self.domain, message, entry)

    def candidates(self) -> Iterator[Candidate]:
        """Yield every entry of the catalog as a candidate."""
        for entries, place in (
            (self._left, Place.LEFT),
            (self._obsolete, Place.OBSOLETE),
            (self._live.values(), Place.LIVE),
        ):
            for entry in entries:
                yield Candidate(self.domain, entry, place)

    def follow(
        self,
        decisions: Mapping[str, Decision],
        used: UsedCandidates,
        sources: Collection[str],
        *,
        refresh: bool,
    ) -> Followed:
        """Return the catalog as it will be, given the decisions on what it wanted, by msgid.

        `sources` are all documents of the project. Entries stand where they stood; `refresh`
        brings them into the order of the text and renews their locations and notes.
        """
        result = Followed()
        live: dict[str, Piece] = {}
        for message in self.template.messages:
            old = self._live.get(message.msgid)
            piece, change = self._live_piece(message, old, decisions, sources, refresh=refresh)
            live[message.msgid] = piece
            result.changes += [change] if change else []
        aside = list(self._obsolete_pieces([piece.entry for piece in live.values()], used, result))
        pieces = [*live.values(), *aside] if refresh else self._in_file_order(live, aside)
        result.data = assemble(self.catalog, pieces)
        return result

    def _in_file_order(self, live: Mapping[str, Piece], aside: Iterable[Piece]) -> list[Piece]:
        """Return the pieces where they stood; a new one behind what it follows in the text."""
        behind: defaultdict[str | None, list[Piece]] = defaultdict(list)
        last: str | None = None
        for msgid, piece in live.items():
            if piece.was:
                last = msgid
            else:
                behind[last].append(piece)
        standing = {id(piece.was): piece for piece in aside if piece.was}
        pieces = behind[None]
        for entry in self.catalog.entries:
            if id(entry) in standing:
                pieces.append(standing[id(entry)])
            elif self._live.get(entry.msgid) is entry:
                pieces += [live[entry.msgid], *behind[entry.msgid]]
        return [*pieces, *(piece for piece in aside if piece.was is None)]

    def _live_piece(
        self,
        message: TemplateMessage,
        old: Entry | None,
        decisions: Mapping[str, Decision],
        sources: Collection[str],
        *,
        refresh: bool,
    ) -> tuple[Piece, MessageChange | None]:
        decision = decisions.get(message.msgid)
        if decision:
            change = MessageChange(decision.kind, self.domain, message.msgid)
            if decision.kind is not ChangeKind.NEW:
                came_from = decision.candidates[0].domain
                change = replace(change, came_from=came_from, score=decision.score)
            return Piece(fitted(decision.entry, self._forms), old), change
        if old is None:
            return Piece(message.entry()), MessageChange(ChangeKind.NEW, self.domain, message.msgid)
        entry = settled = reuse.settled(old)
        if refresh or _misplaced(old, message, sources):
            entry = reuse.renewed(entry, message)
        kind = ChangeKind.RELOCATED if settled is old else ChangeKind.SETTLED
        change = MessageChange(kind, self.domain, message.msgid)
        return Piece(entry, old), change if entry is not old else None

    def _obsolete_pieces(
        self, live: list[Entry], used: UsedCandidates, result: Followed
    ) -> Iterator[Piece]:
        """Yield the obsolete entries: those there were, then those that have left now."""
        present: dict[_MessageKey, Entry] = {(entry.context, entry.msgid): entry for entry in live}
        pieces: dict[_MessageKey, Piece] = {}
        for entry in self._obsolete:
            key = (entry.context, entry.msgid)
            if Candidate(self.domain, entry, Place.OBSOLETE).key in used.moved:
                continue
            if key in present:
                self._set_aside(entry, present[key], result)
                continue
            present[key] = entry
            pieces[key] = kept(entry)
        for entry in self._left:
            self._retire(entry, used, present, pieces, result)
        yield from pieces.values()

    def _retire(
        self,
        entry: Entry,
        used: UsedCandidates,
        present: dict[_MessageKey, Entry],
        pieces: dict[_MessageKey, Piece],
        result: Followed,
    ) -> None:
        candidate = Candidate(self.domain, entry, Place.LEFT)
        key = (entry.context, entry.msgid)
        if candidate.key in used.moved:
            return
        if not _keep(entry, candidate.key in used.suggested, present):
            result.changes.append(MessageChange(ChangeKind.DROPPED, self.domain, entry.msgid))
            return
        if key in pieces and (confirmed(entry) or not confirmed(present[key])):
            self._set_aside(present[key], entry, result)
        elif key in present:
            self._set_aside(entry, present[key], result)
            return
        present[key] = entry
        pieces[key] = Piece(reuse.retired(entry))
        result.changes.append(MessageChange(ChangeKind.RETIRED, self.domain, entry.msgid))

    def _set_aside(self, entry: Entry, winner: Entry, result: Followed) -> None:
        """Hand an entry to the memory if it says more than `winner`, which has its place here."""
        says_more = entry.msgstr != winner.msgstr or (confirmed(entry) and not confirmed(winner))
        if any(entry.msgstr) and says_more:
            result.remembered.append((self.domain, entry))
            result.changes.append(MessageChange(ChangeKind.REMEMBERED, self.domain, entry.msgid))


def _keep(entry: Entry, suggested: bool, present: Mapping[_MessageKey, Entry]) -> bool:
    """Return whether an entry that has left must stay as an obsolete one."""
    # A conflict holds translations that were confirmed, each on its side.
    if confirmed(entry) or any(map(has_conflict, entry.msgstr)):
        return True
    # A suggestion takes over the first plural form alone.
    if (suggested and not any(entry.msgstr[1:])) or not worth_keeping(entry):
        return False
    # A suggestion that nobody has edited says no more than the translation it was made from.
    previous = previous_of(entry)
    original = present.get((previous.context, previous.msgid)) if previous else None
    return original is None or original.msgstr != entry.msgstr


def _misplaced(entry: Entry, message: TemplateMessage, sources: Collection[str]) -> bool:
    """Return whether an entry's locations name other documents than its message's."""
    if not message.paths or not entry.comments.references:
        return False
    wanted = set(message.paths)
    named = sources_of(entry, sources.__contains__)
    if named:
        return named != wanted
    # No document of the project: one that is gone, if it is a document at all.
    suffixes = {PurePosixPath(path).suffix for path in wanted}
    paths = (token.partition(":")[0] for token in tokens(entry))
    return any(PurePosixPath(path).suffix in suffixes for path in paths)
