"""Handouts: how their cost grows from a hundred pages to a thousand, and what an edit costs."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from pypdf import PdfReader

from bench.measure import Row
from bench.synthetic import write_book

# Documents of the synthetic book that make about 100, 250, 500 and 1,000 pages of A4, by reading.
_DOCUMENTS = {"single": (61, 152, 305, 610), "parallel": (33, 330)}

# Builds twice in one process, the second time after an edit, and prints the seconds of both.
_TWICE = """
import io, time
from pathlib import Path
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils
for edit in (False, True):
    if edit:
        page = Path("docs/part3/page3.md")
        page.write_text(page.read_text("utf-8").replace("。", "新。", 1), "utf-8")
    started = time.perf_counter()
    with patch_docutils("."), docutils_namespace():
        Sphinx("docs", ".", "out", "trees", "typst", status=None, warning=io.StringIO()).build()
    print(time.perf_counter() - started)
"""


def rows(repeat: int = 3) -> Iterator[Row]:
    """Yield how each reading grows, then what an edit costs; all is ours alone."""
    for reading in _DOCUMENTS:
        yield from _growth(reading, repeat)
    with TemporaryDirectory() as folder:
        cold, warm = _edited(_book(Path(folder), "single", _DOCUMENTS["single"][0]), repeat)
        yield Row("100 pages, then again after an edit in the same process", None, warm, cold)


def _growth(reading: str, repeat: int) -> Iterator[Row]:
    """Yield the processor seconds of 100 pages of ever longer handouts after those of the first."""
    first: tuple[int, float] | None = None
    for documents in _DOCUMENTS[reading]:
        with TemporaryDirectory() as folder:
            # What takes long is measured once.
            book = _book(Path(folder), reading, documents)
            seconds, pages, peak = _cost(book, 1 if first else repeat)
        of_hundred = seconds / pages * 100
        if first is None:
            first = pages, of_hundred
            continue
        name = f"100 pages of a {reading} handout of {first[0]}, then of {pages}"
        yield Row(f"{name} (largest process {peak:.1f} GB; processor)", None, of_hundred, first[1])


def _book(folder: Path, reading: str, documents: int) -> Path:
    write_book(folder, documents)
    with (folder / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write(
            f'diglot_handouts = {{"book": {{"documents": "index", "reading": "{reading}"}}}}\n'
        )
    return folder


def _cost(book: Path, repeat: int) -> tuple[float, int, float]:
    """Return the processor seconds of a handout, its pages and the largest memory (gigabytes)."""
    command = [sys.executable, "-m", "sphinx", "-q", "-E", "-a", "-b", "typst", "-c", ".", "docs"]
    seconds: list[float] = []
    peak = 0
    for _ in range(repeat):
        shutil.rmtree(book / "out", ignore_errors=True)
        process = subprocess.Popen([*command, "out"], cwd=book)
        _pid, status, usage = os.wait4(process.pid, 0)
        if status:
            raise RuntimeError(f"{book.name}: Sphinx failed")
        seconds.append(usage.ru_utime + usage.ru_stime)
        peak = max(peak, usage.ru_maxrss)
    pages = len(PdfReader(next((book / "out").glob("*.pdf"))).pages)
    return statistics.median(seconds), pages, peak / 1024**2


def _edited(book: Path, repeat: int) -> tuple[float, float]:
    """Return the seconds of a cold build and of one after an edit in the same process."""
    times: list[tuple[float, float]] = []
    for _ in range(repeat):
        for name in ("out", "trees"):
            shutil.rmtree(book / name, ignore_errors=True)
        done = subprocess.run(
            [sys.executable, "-c", _TWICE], cwd=book, capture_output=True, text=True, check=True
        )
        cold, warm = (float(line) for line in done.stdout.split())
        times.append((cold, warm))
    return statistics.median(t[0] for t in times), statistics.median(t[1] for t in times)
