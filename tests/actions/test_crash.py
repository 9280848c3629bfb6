"""Killed at any moment, an update leaves old files or new ones, and every translation."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from functools import partial
from itertools import count
from pathlib import Path

from diglot.actions.write_catalogs import write_outcome
from diglot.catalog.candidates import confirmed
from diglot.catalog.header import new_header
from diglot.catalog.reader import parse_catalog, read_catalog
from diglot.catalog.sync import LanguageData, synchronise
from diglot.catalog.template import Template, TemplateMessage
from diglot.core.language import language
from folders import TESTS
from killing import run_killed

HERE = Path(__file__)
PAGES = 8
ENGLISH = language("en")


def turned(turn: int) -> list[Template]:
    """Return a book whose paragraphs have all moved on by `turn` pages."""
    return [
        Template(
            f"page{place}",
            tuple(
                TemplateMessage(f"第{(place - turn) % PAGES}页第{n}段。", (f"page{place}.md",))
                for n in range(5)
            ),
        )
        for place in range(PAGES)
    ]


def stored(folder: Path) -> LanguageData:
    base = folder / "en" / "LC_MESSAGES"
    catalogs = {path.stem: read_catalog(path) for path in sorted(base.glob("*.po"))}
    memory = folder / "en" / "memory.po"
    data = memory.read_bytes() if memory.exists() else b""
    return LanguageData(catalogs, parse_catalog(data, memory), new_header("en", "test"))


def update(folder: Path, turn: int) -> None:
    held = stored(folder)
    write_outcome(folder, ENGLISH, held, synchronise(turned(turn), held))


def kill_updates(book: Path, copies: Path) -> None:
    """Kill the update of a copy at each moment, then update it again."""
    expected = translations(book)
    for moment in count(1):
        folder = copies / str(moment)
        shutil.copytree(book, folder)
        exit_code = run_killed(partial(update, folder, turn=1), moment)
        assert translations(folder) == expected, f"killed at operation {moment}"
        if exit_code == 0:
            break
        assert exit_code == -signal.SIGKILL
        update(folder, turn=2)
        assert translations(folder) == expected, f"updated after operation {moment}"
        assert not list(folder.rglob(".*.diglot-tmp"))


def translations(folder: Path) -> set[tuple[str, str]]:
    held = stored(folder)
    every = [*held.catalogs.values(), held.memory]
    assert not [problem for catalog in every for problem in catalog.problems]
    return {(e.msgid, e.translation) for catalog in every for e in catalog.entries if confirmed(e)}


def test_killed_at_any_moment(tmp_path: Path) -> None:
    book, copies = tmp_path / "book", tmp_path / "copies"
    update(book, turn=0)
    for path in (book / "en" / "LC_MESSAGES").glob("*.po"):
        text = path.read_text("utf-8")
        for page in range(PAGES):
            for n in range(5):
                source = f'msgid "第{page}页第{n}段。"\nmsgstr '
                text = text.replace(f'{source}""', f'{source}"Page {page}, {n}"')
        path.write_text(text, "utf-8")
    assert len(translations(book)) == PAGES * 5
    # In a process of its own, which has no threads and so may fork.
    code = f"import sys; sys.path[:0] = {[str(HERE.parent), str(TESTS)]!r}; "
    code += f"import {HERE.stem} as test; "
    code += f"test.kill_updates(test.Path({str(book)!r}), test.Path({str(copies)!r}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    # Every catalog, and the memory, was read, opened, written, synced and put in its place.
    assert len(list(copies.iterdir())) > 5 * (PAGES + 1)
