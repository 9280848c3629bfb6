"""How much memory there is."""

from __future__ import annotations

import os
from pathlib import Path

from diglot.core.files import write_text
from diglot.core.memory import usable_memory


def test_a_container_may_use_less_than_the_machine_has(tmp_path: Path) -> None:
    machine = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    assert usable_memory(tmp_path) == machine
    write_text(tmp_path / "sys/fs/cgroup/memory.max", "max\n")
    assert usable_memory(tmp_path) == machine
    write_text(tmp_path / "sys/fs/cgroup/memory.max", "4000000\n")
    assert usable_memory(tmp_path) == 4_000_000
    write_text(tmp_path / "sys/fs/cgroup/memory/memory.limit_in_bytes", "3000000\n")
    assert usable_memory(tmp_path) == 3_000_000
