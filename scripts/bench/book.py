"""The book of this repository, built conventionally and by diglot."""

from __future__ import annotations

import itertools
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.measure import Row, Step, command, compare

ROOT = Path(__file__).parents[2]


# What ours builds for a row; the conventional side always builds two sites, one after the other.
_COLD = {
    "two sites": ("zh-cn/site", "en/site"),
    "two sites and all handouts, against two sites": ("zh-cn", "en"),
    "all that, and the parallel text, against two sites": (),
    "the parallel site alone, against two sites": ("parallel/site",),
    "the parallel handouts alone, against two sites": ("parallel/handouts",),
}
_EDITS = {
    "one page edited": ("docs/salon/event.md", "报道从"),
    "one message edited": (
        "locales/en/LC_MESSAGES/salon/event.po",
        'msgstr "The report begins with ',
    ),
}


def rows(repeat: int = 3) -> Iterator[Row]:
    """Yield the comparisons: cold builds, nothing changed, one page and one message edited."""
    with copy_of_the_book() as book:
        html = [_sphinx(book, "html", tag) for tag in ("zh_CN", "en")]
        clear = partial(remove_builds, book)
        for name, editions in _COLD.items():
            yield compare(name, [diglot(book, *editions)], html, prepare=clear, repeat=repeat)
        for title, editions in (("sites", ("zh-cn/site", "en/site")), ("everything", ())):
            ours = [diglot(book, *editions)]
            for step in html + ours:
                step()
            yield compare(f"{title}, nothing changed", ours, html, repeat=repeat)
            for name, (path, after) in _EDITS.items():
                step = partial(next, _edits(book / path, after))
                yield compare(f"{title}, {name}", ours, html, prepare=step, repeat=repeat)


@contextmanager
def copy_of_the_book() -> Iterator[Path]:
    """Yield a copy of the book, beside a configuration that knows nothing of diglot."""
    with TemporaryDirectory() as folder:
        book = Path(folder, "book")
        for name in ("docs", "locales"):
            ignore = shutil.ignore_patterns("*.mo")
            shutil.copytree(ROOT / name, book / name, ignore=ignore)
        shutil.copy(ROOT / "conf.py", book)
        # The conventional side knows nothing of diglot, so it gets the book's sources without it.
        conf = (ROOT / "conf.py").read_text("utf-8").replace('"diglot",\n', "")
        conf = conf.replace(', "diglot"', "")
        (book / "conventional").mkdir()
        (book / "conventional" / "conf.py").write_text(conf, "utf-8")
        yield book


def _sphinx(book: Path, builder: str, tag: str) -> Step:
    out = f"conventional/{builder}-{tag}"
    options = ["-b", builder, "-q", "-c", "conventional", "-D", f"language={tag}", "docs", out]
    return command([sys.executable, "-m", "sphinx", *options], book)


def latex(book: Path, tag: str) -> Step:
    """Return a step that makes a PDF of the whole book as Sphinx does, through xelatex."""
    sources = _sphinx(book, "latex", tag)
    folder = book / f"conventional/latex-{tag}"
    make = command(["make", "all-pdf", "LATEXMKOPTS=-xelatex -interaction=nonstopmode"], folder)

    def all_of_it() -> None:
        sources()
        _convert_drawings(folder)
        make()

    return all_of_it


def _convert_drawings(folder: Path) -> None:
    """Turn drawings, which TeX cannot read, into PDFs, as extensions of Sphinx do."""
    for drawing in folder.glob("*.svg"):
        made = drawing.with_suffix(".pdf").name
        command(["rsvg-convert", "--format", "pdf", "--output", made, drawing.name], folder)()
    for source in folder.glob("*.tex"):
        source.write_text(source.read_text("utf-8").replace("}.svg}", "}.pdf}"), "utf-8")


def diglot(book: Path, *editions: str) -> Step:
    """Return a step that builds editions of a book, all where none is named."""
    return command([sys.executable, "-m", "diglot", "build", "--quiet", *editions], book)


def remove_builds(book: Path) -> None:
    """Remove what either side has built."""
    shutil.rmtree(book / "build", ignore_errors=True)
    for folder in (book / "conventional").glob("*-*"):
        shutil.rmtree(folder)
    for compiled in (book / "locales").rglob("*.mo"):
        compiled.unlink()


def _edits(path: Path, after: str) -> Iterator[None]:
    """Change one sentence at every step, each time differently."""
    original = path.read_text("utf-8")
    if after not in original:
        raise RuntimeError(f"{path} has nothing to edit: {after!r} is gone")
    for number in itertools.count():
        path.write_text(original.replace(after, f"{after}{number} ", 1), "utf-8")
        subprocess.run(["touch", str(path)], check=True)
        yield
