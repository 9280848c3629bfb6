"""Functions in processes of their own.

Typst keeps threads once it has compiled something, and a process that is forked afterwards waits
for them for ever. The tests' own process forks builds, so it must not compile by itself.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from typing import Any


def in_own_process(function: Callable[..., Any], *arguments: Any) -> Any:
    """Return what a function returns; it and its arguments must be such as can be pickled."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(function, *arguments).result()
