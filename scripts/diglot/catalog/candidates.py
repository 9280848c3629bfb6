"""Candidates: the entries of a language whose translation a message without one may get."""

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


CandidateKey = tuple[Place, str, tuple[int, int], str]
"""Identifies an entry of a language: place, catalog, range of bytes, msgid."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry whose translation may be reused; `domain` is the catalog it is or was in."""

    domain: str
    entry: Entry
    place: Place

    @property
    def key(self) -> CandidateKey:
        """What identifies this entry among all of its language."""
        domain = "" if self.place is Place.MEMORY else self.domain
        return (self.place, domain, self.entry.span, self.entry.msgid)


def confirmed(entry: Entry) -> bool:
    """Return whether a person has confirmed this translation, obsolete or not."""
    return bool(entry.msgstr) and all(entry.msgstr) and not entry.fuzzy


def worth_keeping(entry: Entry) -> bool:
    """Return whether an entry holds anybody's work: a translation or a translator's comment."""
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


class Candidates:
    """All candidates of a language, by message."""

    def __init__(self, candidates: Iterable[Candidate]) -> None:
        self._by_msgid: defaultdict[str, list[Candidate]] = defaultdict(list)
        for candidate in candidates:
            if candidate.entry.context is None and worth_keeping(candidate.entry):
                self._by_msgid[candidate.entry.msgid].append(candidate)

    def exact(self, msgid: str, domain: str, *, translated: bool = False) -> Candidate | None:
        """Return the best entry of just this message for a document of `domain`.

        With `translated` only confirmed translations count.
        """
        ranked = [
            (rank, number)
            for number, candidate in enumerate(self._by_msgid.get(msgid, ()))
            if (rank := _rank(candidate, domain)) is not None
            and (confirmed(candidate.entry) or not translated)
        ]
        return self._by_msgid[msgid][min(ranked)[1]] if ranked else None


def _rank(candidate: Candidate, domain: str) -> int | None:
    ranks = _RANKS.get((candidate.place, confirmed(candidate.entry)))
    if ranks is None:
        return None
    return ranks[0] if candidate.domain == domain else ranks[1]
