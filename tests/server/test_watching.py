"""What changes together comes as one batch."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from diglot.server.watching import Batches, Watch, next_batch
from diglot.sphinxext.config.load import load_project

FIRST, SECOND, LATE = (frozenset({Path(name)}) for name in ("first", "second", "late"))


@pytest.mark.parametrize("git_works", [True, False])
def test_what_git_changes_is_waited_for(tmp_path: Path, git_works: bool) -> None:
    lock = tmp_path / "index.lock"
    if git_works:
        lock.touch()

    async def play() -> frozenset[Path]:
        batches = Batches()
        batches.put_nowait(FIRST)
        batch = asyncio.create_task(next_batch(batches, lock))
        await asyncio.sleep(0)
        batches.put_nowait(SECOND)
        lock.unlink(missing_ok=True)
        # What the system tells when git is done already.
        asyncio.get_running_loop().call_later(0.05, batches.put_nowait, LATE)
        return await batch

    # In a thread of its own: a browser of other tests may have a loop running in this one.
    with ThreadPoolExecutor(1) as pool:
        batch = pool.submit(asyncio.run, play()).result()
    assert batch == (FIRST | SECOND | LATE if git_works else FIRST)


def test_what_comes_with_a_new_folder_is_told(copy_project: Callable[[str], Path]) -> None:
    root = copy_project("minimal")
    watch = Watch(load_project(root))
    wanted = {root / "docs/new/deep/words.txt", root / "beside/words.txt"}

    async def play() -> set[Path]:
        told: set[Path] = set()
        async with asyncio.timeout(60):
            batches = watch.changed_files()
            beginning = asyncio.ensure_future(anext(batches))
            await asyncio.sleep(0.2)
            for path in wanted:
                path.parent.mkdir(parents=True)
                path.write_text("words", "utf-8")
            told |= await beginning
            while not wanted <= told:
                told |= await anext(batches)
            await batches.aclose()
        return told

    with ThreadPoolExecutor(1) as pool:
        assert wanted <= pool.submit(asyncio.run, play()).result()
