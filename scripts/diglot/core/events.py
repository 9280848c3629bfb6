"""The events that a running build sends to whoever called it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

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
class ProblemFound:
    """A problem came up while `edition` was built."""

    edition: Edition
    diagnostic: Diagnostic


@dataclass(frozen=True, slots=True)
class Built:
    """An edition is done: `outputs` pages or PDFs written anew, after `seconds`.

    `failed` are the names of handouts that could not be made; the others were.
    `problems` is all that is wrong with the edition now, whichever build found it; `outside` are
    the files beyond the project, with absolute paths, that the edition depends on.
    """

    edition: Edition
    outputs: int
    seconds: float
    problems: tuple[Diagnostic, ...] = ()
    outside: frozenset[str] = frozenset()
    failed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Postponed:
    """An edition waits for large handouts, which are typeset when its process has ended.

    `handouts` are the folders of their jobs and the bytes of memory that each takes; `seconds` have
    been spent on the edition so far.
    """

    edition: Edition
    handouts: tuple[tuple[Path, int], ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class Prepared:
    """The partner's documents are stored, which the parallel `edition` needs.

    `problems` is all that is wrong with them, as in `Built`.
    """

    edition: Edition
    problems: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Crashed:
    """A language's process met a bug; `trace` is its traceback."""

    language: str
    trace: str


@dataclass(frozen=True, slots=True)
class Noted:
    """Something of no weight that is worth knowing, for who wants to see every step."""

    edition: Edition
    text: str


Event = Progress | ProblemFound | Built | Postponed | Prepared | Crashed | Noted
