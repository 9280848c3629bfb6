"""How much memory a handout takes, and whether it waits for that."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from diglot.typeset.compiler_process import CompilerProcess
from diglot.typeset.demand import at_once, is_large, memory_for, share_of, waits_for_others
from diglot.typeset.fonts import font_book
from diglot.typeset.kept_compilers import KeptCompilers
from diglot.typeset.postponed import forget_postponed, postpone, printed_of
from diglot.typeset.print_job import PrintJob
from diglot.typeset.print_process import print_postponed
from diglot.typeset.printed import TypeArea
from process_events import wait_for_ends, watched

MB, GB = 10**6, 10**9

_SOURCE = """#set document(title: [a])
= #sys.inputs.word
#metadata((left: 1.0, right: 2.0, top: 3.0, bottom: 4.0)) <diglot-type-area>
#metadata((3, 5.0, 6.0)) <diglot-own-margins>
"""
_PARENT = """
import signal
from pathlib import Path
from diglot.typeset.compiler_process import CompilerProcess
from diglot.typeset.fonts import font_book
from diglot.typeset.kept_compilers import KeptCompilers
with CompilerProcess(Path(), font_book()) as compiler:
    print(compiler.pid, flush=True)
    signal.pause()
"""


@pytest.mark.parametrize(
    ("demand", "others", "memory", "waits"),
    [
        (MB, 1, 8 * GB, False),
        (2 * GB, 1, 8 * GB, False),
        (2 * GB, 2, 8 * GB, False),
        (2 * GB, 3, 8 * GB, True),
        (4 * GB, 1, 8 * GB, True),
        (7 * GB, 0, 8 * GB, True),
        # Where nobody knows how much there is, nothing waits.
        (70 * GB, 3, None, False),
    ],
)
def test_what_leaves_no_room_for_others_waits(
    demand: int, others: int, memory: int | None, waits: bool
) -> None:
    assert waits_for_others(demand, others, memory) is waits


@pytest.mark.parametrize(
    ("demands", "memory", "count"),
    [([2 * GB, GB], 8 * GB, 2), ([4 * GB, GB], 8 * GB, 1), ([9 * GB], 8 * GB, 1), ([GB], None, 2)],
)
def test_as_many_are_typeset_at_once_as_there_is_memory_for(
    demands: list[int], memory: int | None, count: int
) -> None:
    assert at_once(demands, 2, memory) == count


def test_only_large_handouts_are_typeset_apart() -> None:
    # A book of a hundred pages has half a megabyte of Typst sources.
    assert not is_large(memory_for(MB // 2))
    assert is_large(memory_for(7 * MB))


def test_a_compiler_stays_while_there_is_memory(tmp_path: Path) -> None:
    (tmp_path / "a.typ").write_text(_SOURCE, "utf-8")
    kept, book = KeptCompilers(), font_book()

    def typeset(most: int | None) -> int:
        with kept.compiler(tmp_path, book, most) as compiler:
            assert compiler.compile("a.typ", inputs={"word": "Ω"}, timestamp=1).pdf
            return compiler.pid

    first = typeset(GB)
    assert typeset(GB) == first
    os.kill(first, signal.SIGKILL)
    # It may be asked before the system has ended it.
    with kept.compiler(tmp_path, book, 0) as ended:
        ended.compile("a.typ", inputs={}, timestamp=1)
    second = typeset(GB)
    assert second != first
    assert typeset(0) == second
    third = typeset(GB)
    assert third != second
    kept.close()
    with pytest.raises(ProcessLookupError):
        os.kill(third, 0)


def test_what_a_compiler_may_keep_leaves_room_for_others() -> None:
    assert share_of(1, 8 * GB) == 3 * GB
    assert share_of(1, None) is None


def test_what_is_postponed_is_found_by_who_asks_for_the_same(tmp_path: Path) -> None:
    text = _SOURCE.replace("sys.inputs.word", "json(sys.inputs.handout).word")
    (tmp_path / "a.typ").write_text(text, "utf-8")
    job, book = PrintJob(tmp_path, "a", {"word": "Ω"}, 1, ("a-2a",), True), font_book()
    folder = postpone(job, book, "made of this")
    assert printed_of(job, book, "made of this") is None
    printed: list[Path] = []
    print_postponed([folder], 1, printed.append)
    assert printed == [folder]
    found = printed_of(job, book, "made of this")
    assert found is not None
    assert (found.first.errors, found.second) == ((), None)
    assert isinstance(found.first.pdf, Path)
    assert found.first.pdf.read_bytes().startswith(b"%PDF")
    assert found.area is not None
    assert found.area.top == 3.0
    assert printed_of(job, book, "made of something else") is None
    (folder / "ended").write_text(f"-{signal.SIGKILL.value}", "ascii")
    killed = printed_of(job, book, "made of this")
    assert killed is not None
    assert "for want of memory" in killed.first.errors[0].message
    forget_postponed(tmp_path)
    assert printed_of(job, book, "made of this") is None


def test_a_process_typesets_and_says_how_it_ended(tmp_path: Path) -> None:
    (tmp_path / "a.typ").write_text(_SOURCE, "utf-8")
    inputs = {"word": "Ω"}
    with CompilerProcess(tmp_path, font_book()) as compiler:
        typeset = compiler.compile("a.typ", inputs=inputs, timestamp=1)
        assert (typeset.errors, typeset.missing) == ((), ())
        assert isinstance(typeset.pdf, bytes)
        assert typeset.pdf.startswith(b"%PDF")
        area = TypeArea(left=1.0, right=2.0, top=3.0, bottom=4.0, own={3: (5.0, 6.0)})
        assert compiler.type_area() == area
        assert [area.sides(page) for page in (2, 3)] == [(1.0, 2.0), (5.0, 6.0)]
        (tmp_path / "b.typ").write_text("#oops", "utf-8")
        failed = compiler.compile("b.typ", inputs=inputs, timestamp=1)
        assert ["unknown variable: oops" in error.message for error in failed.errors] == [True]
        os.kill(compiler.pid, signal.SIGKILL)
        killed = compiler.compile("a.typ", inputs=inputs, timestamp=1)
    assert killed.pdf is None
    assert "for want of memory" in killed.errors[0].message


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="watches processes as Linux lets one")
def test_a_process_ends_with_whoever_started_it() -> None:
    parent = subprocess.Popen([sys.executable, "-c", _PARENT], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    with watched([int(parent.stdout.readline())]) as compilers:
        parent.kill()
        parent.communicate()
        wait_for_ends(compilers)
