"""What a synchronisation did to each message, and what has to be written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class ChangeKind(StrEnum):
    """What became of a message; the values are what commands print."""

    NEW = "new"
    """Nobody has translated it yet."""
    MOVED = "moved"
    """It came from another document as it was."""
    RESTORED = "restored"
    """It had been here or elsewhere before, and its translation is back."""
    EDITED = "edited"
    """Its source changed; its translation has to be confirmed."""
    OFFERED = "offered"
    """It is translated so in another document; whether it fits here has to be confirmed."""
    SPLIT = "split"
    """It seems to be part of an older message, whose translation has to be cut."""
    JOINED = "joined"
    """It seems to hold older messages, whose translations have to be worked together."""
    SIMILAR = "similar"
    """It is like a message that left earlier; the translation has to be reworked."""
    RETIRED = "obsolete"
    """It left its document; its translation stays in the catalog as obsolete."""
    DROPPED = "dropped"
    """It left its document untranslated, or its translation went on to another message."""
    SETTLED = "settled"
    """It was confirmed; the notes made for its confirmation are gone."""
    RELOCATED = "relocated"
    """Its locations or notes changed."""
    REMEMBERED = "remembered"
    """It has no place in a catalog; the memory keeps it."""


@dataclass(frozen=True, slots=True)
class MessageChange:
    """One message that changed.

    `domain` is its catalog, `came_from` the catalog that its translation was in, `score` how alike
    the two sources are, in per cent.
    """

    kind: ChangeKind
    domain: str
    msgid: str
    came_from: str | None = None
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Orphan:
    """A catalog whose document is gone; `translated` counts the translations it holds."""

    domain: str
    translated: int
    removed: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What has to be written for one language.

    `files` maps domains to the new bytes, or None where the file goes. `memory` is what the
    memory holds in the end, None where it is empty. `transit`, where it is not None, must be
    written to the memory before any catalog: it also holds what moves from one catalog to
    another, so that nothing is lost if the machine stops between the two. `renamed` maps old
    domains to new ones.
    """

    files: Mapping[str, bytes | None]
    memory: bytes | None = None
    transit: bytes | None = None
    changes: tuple[MessageChange, ...] = ()
    orphans: tuple[Orphan, ...] = ()
    renamed: Mapping[str, str] = field(default_factory=dict)
