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
_PAGE = "docs/salon/event.md"
_CATALOG = "locales/en/LC_MESSAGES/salon/event.po"


def rows(repeat: int = 3) -> Iterator[Row]:
    """Yield the comparisons: full, nothing changed, one page edited, one message edited."""
    with _copy_of_the_book() as book:
        html = [_sphinx(book, "html", tag) for tag in ("zh_CN", "en")]
        everything = [_diglot(book)]
        yield compare(
            "two sites and all handouts / two sites",
            everything,
            html,
            prepare=lambda: _remove_builds(book),
            repeat=repeat,
        )
        if _has_tex():
            pdf = [_latex(book, tag) for tag in ("zh_CN", "en")]
            yield compare(
                "all handouts / the whole book through xelatex",
                [_diglot(book, "handouts")],
                pdf,
                prepare=lambda: _remove_builds(book),
                repeat=1,
            )
        _run_all(html + everything)
        yield compare("nothing changed", everything, html, repeat=repeat)
        for name, path, old in (
            ("one page edited", _PAGE, "沙龙"),
            ("one message edited", _CATALOG, 'msgstr "The '),
        ):
            edits = _edits(book / path, old)
            step = partial(next, edits)
            yield compare(name, everything, html, prepare=step, repeat=repeat)


@contextmanager
def _copy_of_the_book() -> Iterator[Path]:
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


def _latex(book: Path, tag: str) -> Step:
    latex = _sphinx(book, "latex", tag)
    make = command(
        ["make", "all-pdf", "LATEXMKOPTS=-xelatex -f"], book / f"conventional/latex-{tag}"
    )

    def both() -> None:
        latex()
        make()

    return both


def _has_tex() -> bool:
    return bool(shutil.which("latexmk") and shutil.which("xelatex"))


def _diglot(book: Path, *editions: str) -> Step:
    return command([sys.executable, "-m", "diglot", "build", "--quiet", *editions], book)


def _remove_builds(book: Path) -> None:
    shutil.rmtree(book / "build", ignore_errors=True)
    for folder in (book / "conventional").glob("*-*"):
        shutil.rmtree(folder)
    for compiled in (book / "locales").rglob("*.mo"):
        compiled.unlink()


def _run_all(steps: list[Step]) -> None:
    for step in steps:
        step()


def _edits(path: Path, after: str) -> Iterator[None]:
    """Change one sentence at every step, each time differently."""
    original = path.read_text("utf-8")
    if after not in original:
        raise RuntimeError(f"{path} has nothing to edit: {after!r} is gone")
    for number in itertools.count():
        path.write_text(original.replace(after, f"{after}{number} ", 1), "utf-8")
        subprocess.run(["touch", str(path)], check=True)
        yield
