"""Handouts: what a page costs in a short and in a long book, and what an edit costs."""

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

# Documents of the synthetic book that make about 100 and about 1,000 pages of A4.
_SHORT, _LONG = 61, 610

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
    """Yield the comparisons; the first is a long book against as many pages in short ones."""
    with TemporaryDirectory() as folder:
        short, long = Path(folder, "short"), Path(folder, "long")
        for book, documents in ((short, _SHORT), (long, _LONG)):
            write_book(book, documents)
            with (book / "conf.py").open("a", encoding="utf-8") as conf:
                conf.write('diglot_languages = ["zh_CN"]\ndiglot_handouts = {"book": "index"}\n')
        few, _peak = _page(short, repeat)
        many, peak = _page(long, 1)
        name = f"1,000 pages, at once (peak {peak:.2f} GB) and by hundreds; processor time"
        yield Row(name, few * 1000, many * 1000)
        cold, warm = _edited(short, repeat)
        yield Row("100 pages again after an edit, in the same process", cold, warm)


def _page(book: Path, repeat: int) -> tuple[float, float]:
    """Return the processor seconds that a page takes and the largest memory, in gigabytes."""
    command = [sys.executable, "-m", "sphinx", "-q", "-E", "-a", "-b", "typst", "-c", ".", "docs"]
    seconds: list[float] = []
    peak = 0
    for _ in range(repeat):
        process = subprocess.Popen([*command, "out"], cwd=book)
        _pid, status, usage = os.wait4(process.pid, 0)
        if status:
            raise RuntimeError(f"{book.name}: Sphinx failed")
        seconds.append(usage.ru_utime + usage.ru_stime)
        peak = max(peak, usage.ru_maxrss)
    pages = len(PdfReader(next((book / "out").glob("*.pdf"))).pages)
    return statistics.median(seconds) / pages, peak / 1024**2


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
