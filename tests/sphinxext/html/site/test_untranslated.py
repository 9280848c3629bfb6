"""Readers are told what is not translated, where it stands and how much it is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from diglot.catalog.progress import Progress
from diglot.sphinxext.html.site.progress_page import percentage
from diglot.sphinxext.html.site.untranslated import with_tooltips, without_marks
from site_books import Site, sphinx_build


@pytest.mark.parametrize(
    ("translated", "untranslated", "expected"),
    [(0, 0, 100), (0, 9, 0), (1, 999, 1), (1, 1, 50), (999, 1, 99), (7, 0, 100)],
)
def test_percentages_do_not_round_to_done_or_nothing(
    translated: int, untranslated: int, expected: int
) -> None:
    assert percentage(Progress(translated, 0, untranslated)) == expected


def test_marks_get_tooltips_and_can_be_taken_off() -> None:
    body = '<p class="diglot-untranslated" lang="zh-CN">甲</p><p class="x">乙</p>'
    marked = with_tooltips(body, "中<文")
    assert marked.count("title=") == 1
    assert "中&lt;文" in marked
    assert without_marks(body) == '<p class="" lang="zh-CN">甲</p><p class="x">乙</p>'


def test_a_page_tells_what_is_missing(salon: Site) -> None:
    page = salon.read("en/talks/draft.html")
    assert "This page is not translated yet; it is shown in Simplified Chinese." in page
    assert 'href="../translation-progress.html"' in page
    block = re.search(r"<p [^>]*>这一页还没有英文。", page)
    assert block
    assert 'lang="zh-CN"' in block[0]
    assert "title=" in block[0]


def test_a_finished_page_says_nothing(salon: Site) -> None:
    for page in ("en/talks/gpu.html", "zh-cn/talks/draft.html"):
        assert "diglot-progress-note" not in salon.read(page)
        assert "diglot-untranslated" not in salon.read(page)


def test_the_overview_counts_every_page_in_reading_order(salon: Site) -> None:
    page = salon.read("en/translation-progress.html")
    titles = re.findall(r'<th scope="row"><a href="([^"]*)">', page)
    assert titles == [
        "index.html",
        "talks/index.html",
        "talks/gpu.html",
        "talks/draft.html",
        "terms.html",
    ]
    assert 'href="../zh-cn/index.html"' in page
    assert not (salon.root / "zh-cn/translation-progress.html").exists()


def test_both_can_be_switched_off(copy_book: Path) -> None:
    out = copy_book.parent / "site" / "en"
    options = ["-D", "diglot_untranslated_marks=0", "-D", "diglot_progress_notes=0"]
    sphinx_build(copy_book, "en", out, *options)
    page = (out / "talks" / "draft.html").read_text("utf-8")
    assert "diglot-untranslated" not in page
    assert "diglot-progress-note" not in page
    assert 'lang="zh-CN"' in page
