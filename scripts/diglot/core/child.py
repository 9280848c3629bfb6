"""A process of a build ends with the command that started it, however that ended.

It is no daemon in the sense of `multiprocessing`: a daemon may not have children, and extensions
start processes of their own. These end with it, too.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from types import FrameType


def end_with_parent() -> None:
    """End this process as soon as its parent is gone, even if that was killed.

    Nobody is left to read what this process makes, and the next build makes it anew. Call it in
    the main thread, before anything else is started.
    """
    signal.signal(signal.SIGTERM, _on_termination)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_watch, args=(parent,), daemon=True).start()


def end_with_children() -> None:
    """When this process is asked to end, ask its children first and wait for them.

    It starts no thread, so that children can be forked after it. Call it in the main thread.
    """
    signal.signal(signal.SIGTERM, _on_termination_of_all)


@contextmanager
def ending_with_parent() -> Iterator[None]:
    """End this process while this lasts, if its parent is gone; then it may start others again.

    What it holds, such as the lock on a folder, would hinder whoever runs the command again.
    """
    parent = multiprocessing.parent_process()
    if parent is None:
        yield
        return
    until, end = multiprocessing.Pipe(duplex=False)
    thread = threading.Thread(target=_watch, args=(parent, until), daemon=True)
    thread.start()
    try:
        yield
    finally:
        end.close()
        # A process with threads must not be forked.
        thread.join()
        until.close()


def _watch(parent: BaseProcess, until: Connection | None = None) -> None:
    # It becomes ready when the parent's end of a pipe is closed, which the system does for it.
    if parent.sentinel not in wait([parent.sentinel, *([until] if until else [])]):
        return
    _kill_children()
    os._exit(1)


def _on_termination(number: int, _frame: FrameType | None) -> None:
    _kill_children()
    signal.signal(number, signal.SIG_DFL)
    os.kill(os.getpid(), number)


def _on_termination_of_all(_number: int, _frame: FrameType | None) -> None:
    children = multiprocessing.active_children()
    for process in children:
        process.terminate()
    for process in children:
        process.join()
    os._exit(1)


def _kill_children() -> None:
    for process in multiprocessing.active_children():
        process.kill()
