"""What of its documents a handout prints: whatever its tags ask for, and where solutions stand."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Selection:
    """What a handout prints of what its documents hold.

    `tags` are set for it beside those of the build, in order; `solutions` tells where solutions of
    exercises go: they stay where they are (``show``), go to the end of their document (``end``)
    or are left out (``hide``). `speaker_notes` are printed (``show``) or left out (``hide``).
    """

    tags: tuple[str, ...] = ()
    solutions: str = "show"
    speaker_notes: str = "show"

    @property
    def slug(self) -> str:
        """What tells the Typst sources of this selection from others, in names of folders."""
        asked = {"solutions": self.solutions, "speaker-notes": self.speaker_notes}
        others = [f"{name}-{value}" for name, value in asked.items() if value != "show"]
        return "".join(f".{part}" for part in (*self.tags, *others))
