"""How much memory there is."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from diglot.core.files import write_text
from diglot.core.memory import usable_memory

# Makes objects that refer to themselves.
_GARBAGE = """
import gc, os
from diglot.core.memory import give_back, resident_memory
gc.disable()
loops = [[] for _ in range(400_000)]
for loop in loops:
    loop.append(loop)
del loop, loops
before = resident_memory(os.getpid())
give_back()
print(before - resident_memory(os.getpid()))
"""


def test_a_container_may_use_less_than_the_machine_has(tmp_path: Path) -> None:
    machine = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    assert usable_memory(tmp_path) == machine
    write_text(tmp_path / "sys/fs/cgroup/memory.max", "max\n")
    assert usable_memory(tmp_path) == machine
    write_text(tmp_path / "sys/fs/cgroup/memory.max", "4000000\n")
    assert usable_memory(tmp_path) == 4_000_000
    write_text(tmp_path / "sys/fs/cgroup/memory/memory.limit_in_bytes", "3000000\n")
    assert usable_memory(tmp_path) == 3_000_000


@pytest.mark.skipif(sys.platform != "linux", reason="measured as Linux tells it")
def test_garbage_is_given_back() -> None:
    command = [sys.executable, "-c", _GARBAGE]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert int(done.stdout) > 20_000_000
