"""What a synchronisation did to each message, and what it hands back to be written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What became of a message; the value is what people read."""

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
    """It was confirmed; the remarks made for its confirmation are gone."""
    RELOCATED = "relocated"
    """Its locations or notes changed."""
    REMEMBERED = "remembered"
    """It has no place in a catalog; the memory keeps it."""


@dataclass(frozen=True, slots=True)
class Change:
    """One message that changed: in which catalog, from which, and how alike it was (per cent)."""

    kind: Kind
    domain: str
    msgid: str
    origin: str | None = None
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
    memory holds in the end, None where it is empty. `transit`, where there is one, must be
    written to the memory before any catalog, so that nothing on its way between two catalogs
    is lost if the machine stops.
    """

    files: Mapping[str, bytes | None]
    memory: bytes | None = None
    transit: bytes | None = None
    changes: tuple[Change, ...] = ()
    orphans: tuple[Orphan, ...] = ()
    renamed: Mapping[str, str] = field(default_factory=dict)
