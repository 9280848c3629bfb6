"""Sessions of sites: each a process that stays, and answers requests one after another."""

from __future__ import annotations

import multiprocessing
import shutil
import threading
from collections.abc import Iterable, Mapping
from dataclasses import replace
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import Any

from diglot.core.child import end_with_parent
from diglot.core.diagnostic import Diagnostic
from diglot.core.project import Edition, Project
from diglot.core.updates import Page, Place, PlacedMessage, Update

_FOLDER = "serve"
_SEEDS = ("doctrees", "site")


class SessionFailedError(Exception):
    """A session could not do what it was asked; the text says why."""


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


class SiteSession:
    """The session of one site, in a process of its own; may be called from any thread.

    `open` starts it; each call waits for those before it, and raises SessionFailedError where the
    session cannot do what it is asked, or its process is gone.
    """

    def __init__(self, project: Project, edition: Edition, *, for_desk: bool = False) -> None:
        self.edition = edition
        self._for_desk = for_desk
        self._project = project
        self._lock = threading.Lock()
        self._process: SpawnProcess | None = None
        self._connection: Connection | None = None

    def open(self) -> frozenset[str]:
        """Start the process; return the addresses of the pages that are stale."""
        with self._lock:
            self._end()
            # Not a fork: whoever serves has threads. A new process has conf.py anew, too.
            context = multiprocessing.get_context("spawn")
            self._connection, theirs = context.Pipe()
            self._process = context.Process(
                target=_work,
                args=(
                    self._project.root,
                    self._project.builddir,
                    self.edition,
                    theirs,
                    self._for_desk,
                ),
            )
            self._process.start()
            theirs.close()
            stale: frozenset[str] = self._receive()
            return stale

    def update(self, paths: Iterable[Path]) -> Update:
        """Read what has changed with some files."""
        update: Update = self._call("update", tuple(paths))
        return update

    def render(self, address: str) -> tuple[Diagnostic, ...]:
        """Bring the page at an address up to date; return what is wrong with it."""
        problems: tuple[Diagnostic, ...] = self._call("render", address)
        return problems

    def places(self, address: str) -> dict[str, Place]:
        """Return where the blocks of a page come from, by the name of their message."""
        places: dict[str, Place] = self._call("places", address)
        return places

    def draft(self, address: str, drafts: Mapping[str, str]) -> None:
        """Show a page with other translations, by message, than its catalog's (desk only)."""
        self._call("draft", address, dict(drafts))

    def messages(self) -> tuple[tuple[Page, ...], tuple[PlacedMessage, ...]]:
        """Return the pages in the order of the book, and all messages (desk only)."""
        found: tuple[tuple[Page, ...], tuple[PlacedMessage, ...]] = self._call("messages")
        return found

    def close(self) -> None:
        """End the process, which stores what the next session begins with."""
        with self._lock:
            self._end()

    def _call(self, method: str, *arguments: Any) -> Any:
        with self._lock:
            if self._connection is None:
                raise SessionFailedError("the session is not open")
            try:
                self._connection.send((method, arguments))
            except OSError as error:
                raise SessionFailedError("its process has ended") from error
            return self._receive()

    def _receive(self) -> Any:
        if self._connection is None:
            raise SessionFailedError("the session is not open")
        try:
            is_done, result = self._connection.recv()
        except (EOFError, OSError) as error:
            raise SessionFailedError("its process ended early") from error
        if not is_done:
            raise SessionFailedError(result)
        return result

    def _end(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        if self._process is not None:
            self._process.join()
            self._process = None


def _work(
    root: Path, builddir: Path, edition: Edition, connection: Connection, for_desk: bool
) -> None:
    from diglot.sphinxext.session.worker import work

    end_with_parent()
    work(root, builddir, edition, connection, for_desk=for_desk)
