"""Work in a copy of this process, so that what it leaves in memory goes with it."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable

from sphinx.errors import SphinxError

from diglot.core.i18n import _


def run_forked(work: Callable[[], None]) -> None:
    """Do `work` in a copy of this process, and wait for it; raise SphinxError where it fails.

    Where a system cannot copy processes, it is done in this one.
    """
    if "fork" not in multiprocessing.get_all_start_methods():
        work()
        return
    process = multiprocessing.get_context("fork").Process(target=work)
    process.start()
    process.join()
    if process.exitcode:
        raise SphinxError(
            _("the whole site could not be built (exit code {code})", code=process.exitcode)
        )
