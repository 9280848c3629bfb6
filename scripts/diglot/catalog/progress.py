"""How far a catalog is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from diglot.catalog.entry import Entry, State


@dataclass(frozen=True, slots=True)
class Progress:
    """Counts of messages; obsolete ones are no part of the total."""

    translated: int = 0
    fuzzy: int = 0
    untranslated: int = 0
    obsolete: int = 0

    @property
    def total(self) -> int:
        """All messages that the sources still have."""
        return self.translated + self.fuzzy + self.untranslated

    @property
    def done(self) -> bool:
        """Whether every message is translated and confirmed."""
        return self.translated == self.total

    def without(self, refused: int) -> Progress:
        """Return the counts where so many translations are not taken, but count as missing."""
        return replace(
            self, translated=self.translated - refused, untranslated=self.untranslated + refused
        )

    def __add__(self, other: Progress) -> Progress:
        return Progress(
            self.translated + other.translated,
            self.fuzzy + other.fuzzy,
            self.untranslated + other.untranslated,
            self.obsolete + other.obsolete,
        )


def progress_of_states(states: Iterable[State]) -> Progress:
    """Count states."""
    counts = Counter(states)
    return Progress(*(counts[state] for state in State))


def progress_of_entries(entries: Iterable[Entry]) -> Progress:
    """Count the entries of a catalog."""
    return progress_of_states(entry.state for entry in entries)
