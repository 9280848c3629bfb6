"""Sessions of sites: each is kept open in a process, and writes pages when they are asked for."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from threading import Lock

from diglot.actions.session_process import SessionEndedError, SessionFailedError, SessionProcess
from diglot.core.diagnostic import Diagnostic
from diglot.core.project import Edition, Project
from diglot.core.updates import Drafted, Page, Place, PlacedMessage, Rendered, ShownBlock, Update

__all__ = [
    "ParallelSiteSession",
    "Session",
    "SessionEndedError",
    "SessionFailedError",
    "SiteSession",
    "serving",
]

_FOLDER = "serve"
_SEEDS = ("doctrees", "site")


def serving(project: Project, folder: str = _FOLDER) -> Project:
    """Return the project with a build folder of its own for what is served.

    What `diglot build` has left is copied there the first time, so that nothing is read twice;
    from then on both can work side by side.
    """
    own = replace(project, builddir=project.builddir / folder)
    for name in _SEEDS:
        seed, copy = project.builddir / name, own.builddir / name
        if seed.is_dir() and not copy.exists():
            shutil.copytree(seed, copy, symlinks=True)
    return own


class Session:
    """An edition that is kept open in a process of its own.

    It may be called from any thread. Each call waits for those before it, and raises
    SessionFailedError where the session cannot do what it is asked, SessionEndedError where its
    process is gone.
    """

    def __init__(self, project: Project, edition: Edition, *, for_desk: bool = False) -> None:
        self.edition = edition
        self._process = SessionProcess(project, edition, for_desk=for_desk)

    @property
    def is_alive(self) -> bool:
        """Whether it has a process."""
        return self._process.is_alive

    @property
    def fault(self) -> str:
        """Why it can be asked nothing, while that is so."""
        return self._process.fault

    def close(self) -> None:
        """End the process, which stores what the next session begins with."""
        self._process.close()

    def abandon(self) -> None:
        """Kill the process, whatever it is doing, for good."""
        self._process.abandon()


class SiteSession(Session):
    """The session of a site in one language."""

    def open(self) -> frozenset[str]:
        """Start it; return the addresses of the pages that are stale."""
        return self._process.open()

    def update(self, paths: Iterable[Path]) -> Update:
        """Read what has changed with some files."""
        update: Update = self._process.call("update", tuple(paths))
        return update

    def render(self, address: str) -> Rendered:
        """Bring the page at an address up to date."""
        rendered: Rendered = self._process.call("render", address)
        return rendered

    def places(self, address: str) -> dict[str, Place]:
        """Return where the blocks of a page come from, by the name of their message."""
        places: dict[str, Place] = self._process.call("places", address)
        return places

    def look_again(self) -> frozenset[str]:
        """Look at what other sessions have read; return the addresses of pages that are stale."""
        stale: frozenset[str] = self._process.call("look_again")
        return stale

    def surroundings(self) -> frozenset[Path]:
        """Return the folders outside of the project in which files lie that were read."""
        folders: frozenset[Path] = self._process.call("surroundings")
        return folders

    def draft(self, address: str, drafts: Mapping[str, str]) -> Drafted:
        """Show a page with other translations, by message, than its catalog's (desk only)."""
        drafted: Drafted = self._process.call("draft", address, dict(drafts))
        return drafted

    def resolved(self, address: str, msgids: Iterable[str]) -> dict[str, bytes]:
        """Return the blocks of messages with their drafts, as parallel pages take them (desk)."""
        found: dict[str, bytes] = self._process.call("resolved", address, tuple(msgids))
        return found

    def messages(self) -> tuple[tuple[Page, ...], tuple[PlacedMessage, ...]]:
        """Return the pages in the order of the book, and all messages (desk only)."""
        found: tuple[tuple[Page, ...], tuple[PlacedMessage, ...]] = self._process.call("messages")
        return found

    def handouts(self) -> dict[str, str]:
        """Return the titles of the handouts that begin in this language, by their file names."""
        titles: dict[str, str] = self._process.call("handouts")
        return titles

    def share(self) -> None:
        """Store what has been read, for a session that shows this language beside another."""
        self._process.call("share")

    def keep(self, address: str) -> tuple[Diagnostic, ...]:
        """Keep the document of a page for such a session; return what is wrong with it."""
        problems: tuple[Diagnostic, ...] = self._process.call("keep", address)
        return problems


class ParallelSiteSession(Session):
    """The session of the parallel site, of what those of both its languages have read.

    Both languages must be open before it.
    """

    def __init__(
        self,
        project: Project,
        edition: Edition,
        source: SiteSession,
        target: SiteSession,
        *,
        for_desk: bool = False,
    ) -> None:
        super().__init__(project, edition, for_desk=for_desk)
        self._source, self._target = source, target
        self._lock = Lock()

    def open(self) -> frozenset[str]:
        """Start it; return the addresses of the pages that are stale."""
        with self._lock:
            self._source.share()
            self._target.share()
            return self._process.open()

    def update(self, paths: Iterable[Path], languages: Iterable[Update]) -> Update:
        """Note what files that have changed did to both languages."""
        updates = tuple(languages)
        if restart := next((update.restart for update in updates if update.restart), ""):
            return Update(restart=restart)
        stale = frozenset().union(*(update.stale for update in updates))
        update: Update = self._process.call("update", tuple(paths), stale)
        return update

    def replace(self, address: str, doctrees: Mapping[str, bytes]) -> tuple[ShownBlock, ...]:
        """Show a page with other blocks of the target; return what changes alone (desk only)."""
        blocks: tuple[ShownBlock, ...] = self._process.call("replace", address, dict(doctrees))
        return blocks

    def draft(self, stale: frozenset[str]) -> None:
        """Note pages that drafts of the target have made stale (desk only)."""
        self._process.call("draft", stale)

    def render(self, address: str) -> Rendered:
        """Bring the page at an address up to date; return what is wrong with it."""
        with self._lock:
            self._source.share()
            self._target.share()
            of_target = self._target.keep(address)
            own: Rendered = self._process.call("render", address)
        return replace(own, problems=tuple(dict.fromkeys((*own.problems, *of_target))))
