"""From saving a file to seeing it in the browser: `diglot serve` beside sphinx-autobuild.

Both serve the same synthetic book and follow the same edits, in turn, in one Chromium, which says
at which frame its page shows the edit; 95 of 100 edits are seen within what is told. Then one
server alone: how soon it shows a page of what was built before, and how its memory grows.
DIGLOT_PREVIEW_PAGES names the sizes (20 unless it says otherwise), DIGLOT_PREVIEW_EDITS how many
edits the memory is measured over (1,000).
"""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from playwright.sync_api import Browser, Page

from bench.preview_servers import (
    AUTOBUILD,
    DIGLOT,
    PATIENCE,
    Books,
    ask,
    resident,
    rest,
    served,
    stock,
)
from bench.search_engines import chromium

_PAGE = "part0/page0"
_EDITS = 10
_WARM = 2
# Seconds that sphinx-autobuild has for its edits of one kind, and how many it makes at least.
_BEARABLE, _FEW = 100, 3
# Before memory is measured first, what is loaded late has been loaded.
_SETTLED = 100
Unit = Literal["ms", "MB"]


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured: with sphinx-autobuild (None where it has no such thing), and with ours."""

    name: str
    theirs: float | None
    ours: float
    unit: Unit = "ms"

    @property
    def ratio(self) -> str:
        """How many times theirs is ours; for memory, how ours has grown."""
        if self.theirs is None:
            return "–"
        if self.unit == "MB":
            return f"{self.ours / self.theirs - 1:+.1%}"
        return f"{self.theirs / self.ours:.0f}×"


def table(rows: list[Measured]) -> str:
    """Return the rows as a Markdown table; the ratio is what to quote."""
    lines = ["| | sphinx-autobuild, or before | diglot | ratio |", "| --- | ---: | ---: | ---: |"]
    for row in rows:
        theirs = "–" if row.theirs is None else f"{row.theirs:.0f} {row.unit}"
        lines.append(f"| {row.name} | {theirs} | {row.ours:.0f} {row.unit} | {row.ratio} |")
    return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class _Preview:
    """A page in a browser, and the file that it is edited by."""

    page: Page
    source: Path

    def seen(self, old: str, new: str, shown: str) -> float:
        """Return the milliseconds from an edit to the first frame that has the text `shown`."""
        text = self.source.read_text("utf-8")
        edited = text.replace(old, new, 1)
        if edited == text:
            raise RuntimeError(f"{self.source} has no {old!r}")
        saved = time.time()
        self.source.write_text(edited, "utf-8")
        when = self.page.wait_for_function(
            "(text) => document.body?.textContent.includes(text) && Date.now()",
            arg=shown,
            timeout=PATIENCE * 1000,
        )
        return float(when.json_value()) - saved * 1000


@dataclass(frozen=True, slots=True)
class _Pair:
    """The same page as sphinx-autobuild and as diglot serve it, each from a book of its own.

    `process` is sphinx-autobuild's.
    """

    theirs: _Preview
    ours: _Preview
    process: subprocess.Popen[bytes]

    def close(self) -> None:
        """Close both pages."""
        self.theirs.page.close()
        self.ours.page.close()

    def compare(self, name: str, edits: int, old: str, new: str, shown: str) -> Measured:
        """Edit both in turn, theirs no longer than is bearable.

        `new` and `shown` have a place for what tells one edit from another.
        """
        spans: dict[_Preview, list[float]] = {self.theirs: [], self.ours: []}
        ends: float = time.monotonic() + _BEARABLE
        for number in range(-_WARM, edits):
            for preview, times in spans.items():
                if preview is self.theirs and len(times) >= _FEW and time.monotonic() > ends:
                    continue
                # It builds once more for the .mo files that it has compiled.
                rest(self.process)
                mark = f"{number}·{time.monotonic_ns()}"
                span = preview.seen(old, new.format(mark), shown.format(mark))
                if number >= 0:
                    times.append(span)
        theirs, ours = (sorted(times)[int(len(times) * 0.95)] for times in spans.values())
        return Measured(name, theirs, ours)


def rows(repeat: int = 3) -> Iterator[Measured]:
    """Yield for each size how soon it starts, how soon edits are seen, and the memory."""
    for pages in map(int, os.environ.get("DIGLOT_PREVIEW_PAGES", "20").split()):
        with TemporaryDirectory() as folder, chromium() as browser:
            books = Books(Path(folder))
            books.write(pages)
            yield from measured(books, f"{pages:,} pages", browser, _EDITS * repeat)


def measured(books: Books, size: str, browser: Browser, edits: int) -> Iterator[Measured]:
    """Yield what is measured of books that are built; each edit has one page open, as it is."""
    yield Measured(
        f"from the command to the first page, {size} built before", None, _start(books.ours)
    )
    with served([*DIGLOT, "serve"], books.ours) as (root, process):

        @contextmanager
        def pair(tag: str, slug: str, source: str) -> Iterator[_Pair]:
            # One of theirs at a time: another one would build the same edit while ours is timed.
            with served([*AUTOBUILD, *stock(tag)], books.theirs) as (theirs, other):
                opened = _Pair(
                    _Preview(_opened(browser, f"{theirs}{_PAGE}.html"), books.theirs / source),
                    _Preview(_opened(browser, f"{root}{slug}/{_PAGE}.html"), books.ours / source),
                    other,
                )
                yield opened
                opened.close()

        # First the catalog: translations of texts that are edited are seen no more.
        with pair("en", "en", f"locales/en/LC_MESSAGES/{_PAGE}.po") as english:
            yield english.compare(f".po saved, {size}", edits, '."\n', '. Edit {}."\n', "Edit {}")
        with pair("zh_CN", "zh-cn", f"docs/{_PAGE}.md") as chinese:
            paragraph = ("。\n", "。改动{}。\n", "改动{}")
            yield chinese.compare(f".md saved, {size}", edits, *paragraph)
            titles = max(edits // 3, 1)
            yield chinese.compare(f"title changed, {size}", titles, "# ", "# 题{}", "题{}")
        source = books.ours / f"docs/{_PAGE}.md"
        alone = _Preview(_opened(browser, f"{root}zh-cn/{_PAGE}.html"), source)
        yield _memory(alone, process, size)


def _memory(preview: _Preview, process: subprocess.Popen[bytes], size: str) -> Measured:
    """Edit a page of a server again and again; return its memory before and after."""
    edits = int(os.environ.get("DIGLOT_PREVIEW_EDITS", "1000"))
    text = preview.source.read_text("utf-8")
    marks = []
    for number in range(_SETTLED + edits):
        if number in (_SETTLED, 0):
            marks.append(resident(process.pid))
        mark = f"改动{number}·{time.monotonic_ns()}"
        preview.source.write_text(text, "utf-8")
        preview.seen("。\n", f"。{mark}。\n", mark)
    return Measured(f"memory after {edits:,} edits, {size}", marks[-1], resident(process.pid), "MB")


def _start(book: Path) -> float:
    """Return the milliseconds from the command to the first page of a book that is built."""
    with served([*DIGLOT, "serve"], book) as (root, _process):
        # The first time copies what is built; this one is there as soon as all has been read.
        ask(f"{root}en/{_PAGE}.html")
        ask(f"{root}zh-cn/search.html")
    started = time.monotonic()
    with served([*DIGLOT, "serve"], book) as (root, _process):
        ask(f"{root}zh-cn/{_PAGE}.html")
        return (time.monotonic() - started) * 1000


def _opened(browser: Browser, address: str) -> Page:
    page = browser.new_page()
    page.goto(address, timeout=PATIENCE * 1000)
    return page
