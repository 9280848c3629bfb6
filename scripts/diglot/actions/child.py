"""A process of a build ends with the command that started it, however that ended."""

from __future__ import annotations

import multiprocessing
import os
import threading
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess


def end_with_parent() -> None:
    """End this process as soon as its parent is gone, even if that was killed.

    Nobody is left to read what this process makes, and the next build makes it anew.
    """
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_watch, args=(parent,), daemon=True).start()


def _watch(parent: BaseProcess) -> None:
    # It becomes ready when the parent's end of a pipe is closed, which the system does for it.
    wait([parent.sentinel])
    os._exit(1)
