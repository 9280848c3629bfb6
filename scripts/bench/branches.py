"""Random histories of catalogs, on branches that are merged, too: none may lose a translation.

`make bench` runs 500 of them; `DIGLOT_HISTORIES=10000 make bench SUITES=branches` runs more. It
fails with the steps that led to a loss, or to a catalog that msgfmt does not read.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from bench.measure import Row, seconds

_ROOT = Path(__file__).parents[2]
_TESTS = {
    "on branches": "tests/catalog/test_branches.py",
    "on one branch": "tests/catalog/test_never_lost.py",
    "at a translator's desk": "tests/actions/test_desk_histories.py",
}


def rows(_repeat: int = 3) -> Iterator[Row]:
    """Yield the times of histories with merges and of histories without."""
    number = os.environ.get("DIGLOT_HISTORIES", "500")
    for kind, test in _TESTS.items():
        time = seconds(partial(_run, test, number))
        yield Row(f"{number} histories of catalogs {kind}: nothing lost", None, time)


def _run(test: str, number: str) -> None:
    subprocess.run(
        # A long run is no test that hangs.
        [sys.executable, "-m", "pytest", "-q", "-o", "faulthandler_timeout=0", test],
        cwd=_ROOT,
        env={**os.environ, "DIGLOT_HISTORIES": number},
        check=True,
    )
