"""Killed at any moment, an update leaves old files or new ones, and every translation."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from diglot.actions.write_catalogs import write_outcome
from diglot.catalog.candidates import confirmed
from diglot.catalog.header import new_header
from diglot.catalog.reader import parse_catalog, read_catalog
from diglot.catalog.sync import LanguageData, synchronise
from diglot.catalog.template import Template, TemplateMessage
from diglot.core.language import language

HERE = Path(__file__)
PAGES = 12
ROUNDS = 25
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


def keep_turning(folder: Path) -> None:
    """What the child does until it is killed."""
    turn = 0
    while True:
        turn += 1
        held = stored(folder)
        write_outcome(folder, ENGLISH, held, synchronise(turned(turn), held))


def translations(folder: Path) -> set[tuple[str, str]]:
    held = stored(folder)
    every = [*held.catalogs.values(), held.memory]
    assert not [problem for one in every for problem in one.problems]
    return {(e.msgid, e.translation) for one in every for e in one.entries if confirmed(e)}


def test_killed_at_any_moment(tmp_path: Path) -> None:
    held = stored(tmp_path)
    write_outcome(tmp_path, ENGLISH, held, synchronise(turned(0), held))
    for path in (tmp_path / "en" / "LC_MESSAGES").glob("*.po"):
        text = path.read_text("utf-8")
        for page in range(PAGES):
            for n in range(5):
                source = f'msgid "第{page}页第{n}段。"\nmsgstr '
                text = text.replace(f'{source}""', f'{source}"Page {page}, {n}"')
        path.write_text(text, "utf-8")
    expected = translations(tmp_path)
    assert len(expected) == PAGES * 5
    chance = random.Random(1)  # noqa: S311 - a place to stop, no secret
    code = f"import sys; sys.path.insert(0, {str(HERE.parent)!r}); import {HERE.stem} as test; "
    code += (
        f"from pathlib import Path; print(flush=True); test.keep_turning(Path({str(tmp_path)!r}))"
    )
    for _ in range(ROUNDS):
        with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as child:
            assert child.stdout
            child.stdout.readline()
            time.sleep(chance.uniform(0.0, 0.25))
            child.send_signal(signal.SIGKILL)
        assert translations(tmp_path) == expected
