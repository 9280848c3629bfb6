"""The values a catalog is made of: entries with their place in the file, and the whole file."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from diglot.core.diagnostic import Diagnostic


class State(StrEnum):
    """How far a message is; only what is translated counts as done."""

    TRANSLATED = "translated"
    FUZZY = "fuzzy"
    UNTRANSLATED = "untranslated"
    OBSOLETE = "obsolete"


@dataclass(frozen=True, slots=True)
class Comments:
    """An entry's comments line by line, without their marks and in file order."""

    translator: tuple[str, ...] = ()
    """``# …``"""
    extracted: tuple[str, ...] = ()
    """``#. …``"""
    references: tuple[str, ...] = ()
    """``#: …``"""
    previous: tuple[str, ...] = ()
    """``#| …``: keywords and quoted strings as they stand"""
    sticky: tuple[str, ...] = ()
    """``#= …``: those of the entry's flags that newer gettext keeps in a line of their own"""


NO_COMMENTS = Comments()


@dataclass(frozen=True, slots=True)
class Entry:
    """One message of a catalog and where its bytes are.

    `span` is the half-open range of bytes from its first comment to the end of its last line,
    the line's end included; `line` (from 1) is that of the ``msgid`` keyword.
    """

    msgid: str
    msgstr: tuple[str, ...]
    line: int
    span: tuple[int, int]
    context: str | None = None
    plural: str | None = None
    flags: frozenset[str] = frozenset()
    comments: Comments = NO_COMMENTS
    obsolete: bool = False

    @property
    def fuzzy(self) -> bool:
        """Whether the translation still has to be confirmed."""
        return "fuzzy" in self.flags

    @property
    def translation(self) -> str:
        """The translation, fuzzy or not; empty where there is none."""
        return self.msgstr[0] if self.msgstr else ""

    @property
    def state(self) -> State:
        """How far this entry is."""
        if self.obsolete:
            return State.OBSOLETE
        if not all(self.msgstr) or not self.msgstr:
            return State.UNTRANSLATED
        return State.FUZZY if self.fuzzy else State.TRANSLATED


def excuses(flags: Container[str], code: str) -> bool:
    """Return whether a message with these flags is right as it is, whatever a check says.

    With ``ignore-numbers`` nobody complains of its numbers.
    """
    return f"ignore-{code}" in flags


@dataclass(frozen=True, slots=True)
class Catalog:
    """A catalog as it was read.

    `entries` are the messages that could be read safely, in file order and without the
    header; `problems` say what was wrong with the rest. A broken catalog may serve readers,
    but must not be written to.
    """

    path: Path
    data: bytes
    entries: tuple[Entry, ...]
    header: Entry | None = None
    problems: tuple[Diagnostic, ...] = field(default=())
    charset: str = "utf-8"

    @property
    def broken(self) -> bool:
        """Whether any part of the file could not be read."""
        return bool(self.problems)
