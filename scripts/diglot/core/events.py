"""What a running build tells whoever is watching."""

from __future__ import annotations

from dataclasses import dataclass

from diglot.core.diagnostic import Diagnostic
from diglot.core.project import Edition


@dataclass(frozen=True, slots=True)
class Progress:
    """`done` of `total` documents or handouts are through a phase.

    `language` is the reading of the edition: a tag, or two (see `Edition.reading`).
    """

    language: str
    phase: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Found:
    """A problem came up while `edition` was built."""

    edition: Edition
    diagnostic: Diagnostic


@dataclass(frozen=True, slots=True)
class Built:
    """An edition is done: `outputs` pages or PDFs written anew, after `seconds`.

    `touched` are the sources that were read or written, relative to the project's root;
    `outside` the files beyond the project, with absolute paths, that the edition depends on.
    """

    edition: Edition
    outputs: int
    seconds: float
    touched: frozenset[str] = frozenset()
    outside: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Crashed:
    """A language's process met a bug; `trace` is its traceback."""

    language: str
    trace: str


Event = Progress | Found | Built | Crashed
