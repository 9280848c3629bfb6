"""Whatever happens at a desk, no text of a person is lost and no file is half-written.

A long run takes the number of histories from the environment: DIGLOT_HISTORIES=10000.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from folders import TESTS

HISTORIES = os.environ.get("DIGLOT_HISTORIES", "40")


def test_nothing_is_lost_at_a_desk(tmp_path: Path) -> None:
    # In a process of its own, which has no threads and so may fork.
    command = [sys.executable, str(TESTS / "desk_histories.py"), str(tmp_path), HISTORIES]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout == f"{HISTORIES} histories\n"
