"""Waiting for files of a project to change."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Iterable, Set
from contextlib import suppress
from pathlib import Path
from typing import Self

from watchfiles import Change, DefaultFilter, awatch

from diglot.core.checkout import checkout_lock
from diglot.core.files import changed_since, is_unread, now
from diglot.core.project import Project

# Milliseconds. Files that change together come as one batch.
_STEP, _DEBOUNCE = 3, 20
# Seconds: how often it is seen whether git is still at work, for how long at most, and how long
# nothing must come any more until all that it has done is known here.
_LOOK, _PATIENCE, _CALM = 0.01, 30, 0.2
# Seconds, in which whatever has happened is told.
_OVERLAP = 0.05

Batches = asyncio.Queue[frozenset[Path]]
"""Files that have changed, as the system tells of them."""


class Watch:
    """Waits for files of a project to change, and in folders outside of it that it is told of.

    What diglot itself builds is left out, and so are folders that it does not look into. Where
    the system tells nobody of changes, as on network drives, set WATCHFILES_FORCE_POLLING=1.
    """

    def __init__(self, project: Project) -> None:
        self._project = project
        self._batches = Batches()
        self._around: frozenset[Path] = frozenset()

    def add(self, folders: Set[Path]) -> None:
        """Watch some folders from now on, but none below them."""
        if not folders <= self._around:
            self._around |= folders
            self._batches.put_nowait(frozenset())

    async def changed_files(self) -> AsyncGenerator[frozenset[Path], None]:
        """Yield the files that have changed, come or gone, batch by batch."""
        git = checkout_lock(self._project.root)
        async with (
            _Folders(self._batches, recursive=True) as below,
            _Folders(self._batches, recursive=False) as around,
        ):
            batch: frozenset[Path] = frozenset()
            while True:
                # Only the folders that builds read: a virtual environment has thousands of others.
                missed = await below.watch(_folders(self._project))
                missed |= await around.watch(self._around | {self._project.root})
                if kept := {path for path in batch | missed if _is_wanted(path, self._project)}:
                    yield frozenset(kept)
                batch = await next_batch(self._batches, git)


class _Folders:
    """Watches a set of folders, and with `recursive` all below them."""

    def __init__(self, batches: Batches, *, recursive: bool) -> None:
        self._batches, self._recursive = batches, recursive
        self._watched: Set[Path] = frozenset()
        self._task: asyncio.Task[None] | None = None
        self._begun = now()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_error: object) -> None:
        await _stop(self._task)

    async def watch(self, folders: Set[Path]) -> frozenset[Path]:
        """Watch these folders and no others; return what has changed in new ones unwatched."""
        if folders == self._watched:
            return frozenset()
        former, self._task = self._task, asyncio.create_task(self._follow(folders))
        # The other one ends once it has told all that came before this one, so that nothing is
        # missed.
        await asyncio.sleep(_OVERLAP)
        await _stop(former)
        added, self._watched = folders - self._watched, folders
        files = (path for folder in added if former for path in self._files(folder))
        return frozenset(path for path in files if changed_since(path, self._begun))

    async def _follow(self, folders: Set[Path]) -> None:
        changes = awatch(
            *folders,
            watch_filter=_FILTER,
            step=_STEP,
            debounce=_DEBOUNCE,
            recursive=self._recursive,
            ignore_permission_denied=True,
        )
        async for batch in changes:
            added = [Path(path) for kind, path in batch if kind is Change.added]
            # Nobody tells what was put into a new folder before that was watched.
            inside = (inner for path in added if path.is_dir() for inner in self._files(path))
            wanted = (inner for inner in inside if _FILTER(Change.added, str(inner)))
            await self._batches.put(frozenset([*(Path(path) for _kind, path in batch), *wanted]))

    def _files(self, folder: Path) -> Iterable[Path]:
        """Return what is watched in a folder."""
        return folder.rglob("*") if self._recursive else folder.iterdir()


async def next_batch(batches: Batches, git: Path | None) -> frozenset[Path]:
    """Return what has changed since the last time, once there is something.

    What git changes together, such as the files of another branch, is waited for.
    """
    found = await batches.get()
    if git and git.exists():
        with suppress(TimeoutError):
            async with asyncio.timeout(_PATIENCE):
                while git.exists():
                    await asyncio.sleep(_LOOK)
        with suppress(TimeoutError):
            while True:
                found |= await asyncio.wait_for(batches.get(), _CALM)
    while not batches.empty():
        found |= batches.get_nowait()
    return found


async def _stop(task: asyncio.Task[None] | None) -> None:
    if task is not None:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


def _folders(project: Project) -> Set[Path]:
    """Return the folders in the project, and those that its sources or catalogs lie in."""
    inside = {path for path in project.root.iterdir() if path.is_dir() and not path.is_symlink()}
    inside = {path for path in inside if not is_unread(path.name) and path != project.builddir}
    named = {project.srcdir, project.confdir, *project.locale_dirs} - {project.root}
    return {
        path for path in inside | named if path.is_dir() and path not in project.builddir.parents
    }


class _Filter(DefaultFilter):
    # What editors write beside a file for a moment: vim, Emacs, Kate and gedit.
    ignore_entity_patterns = (
        *DefaultFilter.ignore_entity_patterns,
        r"^4913$",
        r"^#.*#$",
        r"\.kate-swp$",
        r"^\.goutputstream-",
    )

    def __call__(self, change: Change, path: str) -> bool:
        return super().__call__(change, path) and not path.endswith(".diglot-tmp")


_FILTER = _Filter()


def _is_wanted(path: Path, project: Project) -> bool:
    return not path.is_relative_to(project.builddir)
