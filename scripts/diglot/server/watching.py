"""Waiting for files of a project to change."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Set
from contextlib import AsyncExitStack, suppress
from pathlib import Path

from watchfiles import Change, DefaultFilter, awatch

from diglot.core.checkout import checkout_lock
from diglot.core.files import is_unread
from diglot.core.project import Project

# Milliseconds. Files that change together come as one batch.
_STEP, _DEBOUNCE = 3, 20
# Seconds: how often it is seen whether git is still at work, for how long at most, and how long
# nothing must come any more until all that it has done is known here.
_LOOK, _PATIENCE, _CALM = 0.01, 30, 0.2

Batches = asyncio.Queue[frozenset[Path]]
"""Files that have changed, as the system tells of them."""


async def changed_files(project: Project) -> AsyncIterator[frozenset[Path]]:
    """Yield the files that have changed, come or gone, batch by batch.

    What diglot itself builds is left out, and so are folders that it does not look into. Where
    the system tells nobody of changes, as on network drives, set WATCHFILES_FORCE_POLLING=1.
    """
    batches, git = Batches(), checkout_lock(project.root)
    async with AsyncExitStack() as stack:
        above = asyncio.create_task(_watch(batches, [project.root], recursive=False))
        stack.push_async_callback(_stop, above)
        watched, below = frozenset[Path](), above
        while True:
            # Only the folders that builds read: a virtual environment has thousands of others.
            folders = frozenset(_folders(project))
            if folders != watched:
                await _stop(below if watched else None)
                watched = folders
                below = asyncio.create_task(_watch(batches, folders, recursive=True))
                stack.push_async_callback(_stop, below)
            batch = await next_batch(batches, git)
            if kept := frozenset(path for path in batch if _is_wanted(path, project)):
                yield kept


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


async def _watch(batches: Batches, folders: Iterable[Path], *, recursive: bool) -> None:
    changes = awatch(
        *folders,
        watch_filter=_FILTER,
        step=_STEP,
        debounce=_DEBOUNCE,
        recursive=recursive,
        ignore_permission_denied=True,
    )
    async for batch in changes:
        await batches.put(frozenset(Path(path) for _kind, path in batch))


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
