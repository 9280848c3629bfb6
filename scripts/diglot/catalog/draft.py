"""An entry of which some lines are still to be read."""

from __future__ import annotations

from dataclasses import dataclass, field

from diglot.catalog.entry import NO_COMMENTS, Comments, Entry


@dataclass(slots=True)
class Draft:
    """The strings, comments and flags read so far, and the bytes they take up in the file."""

    start: int
    line: int = 0
    end: int = 0
    strings: dict[str, list[str]] = field(default_factory=dict)
    comments: dict[str, list[str]] = field(default_factory=dict)
    flags: list[str] = field(default_factory=list)
    obsolete: bool = False
    damaged: bool = False

    @property
    def complete(self) -> bool:
        """Whether a `msgstr` has begun, so that a new keyword or comment ends the entry."""
        return "msgstr" in self.strings

    @property
    def begun(self) -> bool:
        """Whether any keyword was read."""
        return bool(self.strings)

    def entry(self, size: int) -> Entry:
        """Return the finished entry of a file of `size` bytes."""
        strings = {name: "".join(parts) for name, parts in self.strings.items()}
        return Entry(
            strings["msgid"],
            tuple(text for name, text in strings.items() if name.startswith("msgstr")),
            self.line,
            (self.start, min(self.end, size)),
            strings.get("msgctxt"),
            strings.get("msgid_plural"),
            frozenset(self.flags),
            Comments(**{kind: tuple(lines) for kind, lines in self.comments.items()})
            if self.comments
            else NO_COMMENTS,
            self.obsolete,
        )
