"""What notebooks put out stands in every edition, and once in those of two languages."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader

from translate_books import sphinx


@pytest.fixture
def notebook(copy_project: Callable[[str], Path]) -> Path:
    return copy_project("notebook")


def test_the_parallel_site_shows_what_the_site_does(notebook: Path) -> None:
    alone, both = (sphinx(notebook, builder=name, name=name) for name in ("html", "parallelhtml"))
    assert (alone.warnings, both.warnings) == ("", "")
    for book in (alone, both):
        page = book.page("index")
        assert len(re.findall("printed (<[^>]*>)?line<", page)) == 1
        # A browser shows the table as one.
        assert page.count("<td>seven</td>") == 1
        assert page.count("<img ") == 1


def test_paper_has_pictures_and_text(notebook: Path) -> None:
    book = sphinx(notebook, builder="typst")
    assert book.warnings == ""
    for name in ("notebook.zh-cn.pdf", "notebook.zh-cn_en.pdf"):
        (page,) = PdfReader(book.outdir / name).pages
        assert len(page.images) == 1
        text = page.extract_text()
        assert text.count("printed line") == 1
        assert text.count("7") >= 1
