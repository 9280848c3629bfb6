"""What a session of a site answers, when files have changed or a page was asked for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from diglot.core.diagnostic import Diagnostic


@dataclass(frozen=True, slots=True)
class Update:
    """What changed files have done to a site.

    `stale` are the addresses, relative to the site's root, of the pages that would be written
    otherwise now. `restart` is the path of the file because of which the session has to be opened
    anew, or "". `problems` are those of the documents that were read; `moves` tells whether
    documents have come or gone, to which other languages lead.
    """

    stale: frozenset[str] = frozenset()
    restart: str = ""
    problems: tuple[Diagnostic, ...] = ()
    moves: bool = False


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page that is up to date, and what is wrong with it.

    `with_all` tells that it is no document's, such as the index, so that the whole site was built.
    """

    problems: tuple[Diagnostic, ...] = ()
    with_all: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block of a page comes from: `source` and `catalog` are ``path:line``, the path as
    diagnostics show it, or ""."""

    source: str
    catalog: str = ""


@dataclass(frozen=True, slots=True)
class PlacedMessage:
    """A message of the sources and where readers find it.

    `domain` is that of its catalog, `page` the address of the page that it stands on, "" where it
    is on no page or on all. `place` is ``path:line`` in the sources, `note` says what kind of block
    it is.
    """

    domain: str
    msgid: str
    page: str
    place: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class ShownBlock:
    """The blocks of a message as HTML, inside of what is around them: as they were, and are now."""

    msgid: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Drafted:
    """What other translations have done to a page.

    `stale` are the addresses of the pages that would be written otherwise now. `blocks` have
    changed; `is_complete` tells whether no others have, `is_alone` whether they show their texts
    nowhere else.
    """

    stale: frozenset[str] = frozenset()
    blocks: tuple[ShownBlock, ...] = ()
    is_complete: bool = True
    is_alone: bool = True


@dataclass(frozen=True, slots=True)
class Page:
    """A page by its address, with its title as the site has it."""

    address: str
    title: str


@dataclass(frozen=True, slots=True)
class Typeset:
    """A handout that is up to date, as the PDF at `path`, and what is wrong with it.

    Where it cannot be typeset, the PDF is the last one that could, if there is any.
    """

    path: Path
    problems: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Opened:
    """The session of a site is ready after `seconds`; `fault` says why it is not, or ""."""

    reading: str
    seconds: float
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Applied:
    """A site has taken in changed files (`paths`, shortest first) after `seconds`.

    `stale` is how many of its pages that concerns, `problems` what is wrong with them, `fault` why
    it could not be done, or "". `restart` is the file because of which its session begins anew, or
    "".
    """

    reading: str
    paths: tuple[str, ...]
    stale: int
    seconds: float
    problems: tuple[Diagnostic, ...] = ()
    fault: str = ""
    restart: str = ""

    @property
    def is_of_note(self) -> bool:
        """Whether it says anything: there are files that no page is made of."""
        return bool(self.stale or self.problems or self.fault or self.restart)


@dataclass(frozen=True, slots=True)
class Completed:
    """A whole site was built after `seconds`, for its page at `address`, which is no document's."""

    reading: str
    address: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Printed:
    """A handout was made for somebody who looks at it, after `seconds`.

    `filename` is that of its PDF; `problems` are what is wrong with it, `fault` why it could not
    be made, or "".
    """

    filename: str
    seconds: float
    problems: tuple[Diagnostic, ...] = ()
    fault: str = ""


ServeEvent = Opened | Applied | Completed | Printed
"""What is told to whoever watches the server."""
