"""Where a translation can come from: every entry of a language, by its message."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from diglot.catalog.entry import Entry


class Place(StrEnum):
    """Where an entry was found."""

    LEFT = "left"
    """In a catalog whose document no longer has the message, or is gone itself."""
    OBSOLETE = "obsolete"
    """Among a catalog's obsolete entries."""
    MEMORY = "memory"
    """In the memory."""
    LIVE = "live"
    """In a document that still has the message."""
    HISTORY = "history"
    """In what git keeps."""


Key = tuple[Place, str, tuple[int, int], str]
"""What tells an entry from all others of a language: place, catalog, bytes and message."""


@dataclass(frozen=True, slots=True)
class Origin:
    """An entry that may lend its translation; `domain` is the catalog it is or was in."""

    domain: str
    entry: Entry
    place: Place

    @property
    def key(self) -> Key:
        """What tells this entry from all others of a language."""
        domain = "" if self.place is Place.MEMORY else self.domain
        return (self.place, domain, self.entry.span, self.entry.msgid)


def confirmed(entry: Entry) -> bool:
    """Return whether a person has confirmed this translation, obsolete or not."""
    return bool(entry.msgstr) and all(entry.msgstr) and not entry.fuzzy


def worth_keeping(entry: Entry) -> bool:
    """Return whether an entry holds anybody's work: a translation or a remark."""
    return any(entry.msgstr) or bool(entry.comments.translator)


# What to take where several entries have just this message, the best first. What has left its
# document is newest; what still stands elsewhere may read differently here and is only offered.
_RANKS = {
    (Place.LEFT, True): (0, 0),
    (Place.OBSOLETE, True): (1, 3),
    (Place.LIVE, True): (2, 2),
    (Place.MEMORY, True): (3, 4),
    (Place.HISTORY, True): (5, 5),
    (Place.LEFT, False): (6, 6),
    (Place.OBSOLETE, False): (7, 8),
    (Place.MEMORY, False): (8, 9),
}
"""(place, confirmed): its rank in the same domain, and in another."""


class Origins:
    """All origins of a language; found by message."""

    def __init__(self, origins: Iterable[Origin]) -> None:
        self._by_msgid: defaultdict[str, list[Origin]] = defaultdict(list)
        for origin in origins:
            if origin.entry.context is None and worth_keeping(origin.entry):
                self._by_msgid[origin.entry.msgid].append(origin)

    def exact(self, msgid: str, domain: str, *, translated: bool = False) -> Origin | None:
        """Return the best entry of just this message for a document of `domain`.

        With `translated` only confirmed translations count.
        """
        ranked = [
            (rank, number)
            for number, origin in enumerate(self._by_msgid.get(msgid, ()))
            if (rank := _rank(origin, domain)) is not None
            and (confirmed(origin.entry) or not translated)
        ]
        return self._by_msgid[msgid][min(ranked)[1]] if ranked else None


def _rank(origin: Origin, domain: str) -> int | None:
    ranks = _RANKS.get((origin.place, confirmed(origin.entry)))
    if ranks is None:
        return None
    return ranks[0] if origin.domain == domain else ranks[1]
