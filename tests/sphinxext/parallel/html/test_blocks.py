"""Every kind of block has its place on a page in two languages."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from translate_books import Book, sphinx


@pytest.fixture
def everything(copy_project: Callable[[str], Path]) -> Book:
    return sphinx(copy_project("everything"), builder="parallelhtml")


def test_all_blocks_of_a_book_that_has_every_kind(everything: Book) -> None:
    assert everything.warnings == ""
    index, figures = everything.page("index"), everything.page("figures")
    # Contents under a caption are a paragraph that holds a caption and a list.
    caption = index[index.index('class="caption') :]
    assert "附录" in caption
    assert "Appendices" in caption
    # Sphinx wraps a picture that is shown smaller in a link, in each language.
    assert 'src="_images/dot.svg" style="width: 30px;"' in figures
    assert "diglot-alone" not in figures
    # A colon is behind each name of a field, in both languages where there are both.
    lists = everything.page("lists")
    assert lists.count('<span class="colon">:</span></span>') == 4
    assert lists.count('<span class="colon">:</span></dt>') == 1
    # What is not translated says in which language it is.
    assert re.search(
        r'<dt [^>]*class="field-odd diglot-untranslated" lang="zh-CN"[^>]*>长的', lists
    )


def test_numbered_formulas_with_words(tmp_path: Path) -> None:
    docs, catalogs = tmp_path / "docs", tmp_path / "locales/en/LC_MESSAGES"
    docs.mkdir()
    catalogs.mkdir(parents=True)
    (tmp_path / "conf.py").write_text(
        'extensions = ["myst_parser", "diglot"]\nlanguage = "zh_CN"\nnumfig = True\n'
        'myst_enable_extensions = ["dollarmath"]\nhtml_theme = "furo"\n'
        'locale_dirs = ["../locales"]\ndiglot_languages = ["zh_CN", "en"]\n',
        "utf-8",
    )
    (docs / "index.md").write_text(
        "# 题\n\n$$\nv = \\text{速度}\n$$ (speed)\n\n见{eq}`speed`。\n", "utf-8"
    )
    (catalogs / "index.po").write_text(
        'msgid "v = \\\\text{速度}"\nmsgstr "v = \\\\text{speed}"\n\n'
        'msgid "题"\nmsgstr ""\n\nmsgid "见{eq}`speed`。"\nmsgstr ""\n',
        "utf-8",
    )
    book = sphinx(tmp_path, builder="parallelhtml")
    page = book.page("index")
    assert book.warnings == ""
    assert page.count('class="eqno"') == 1
    assert "<mtext>速度</mtext>" in page
    assert "<mtext>speed</mtext>" in page
    assert 'href="#equation-speed"' in page
    assert 'id="equation-speed"' in page
