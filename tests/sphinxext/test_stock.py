"""Where Sphinx's own output is right, diglot's is the same: books built with and without diglot."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from bench.synthetic import write_book
from folders import PROJECTS
from stock_pages import Page, difference, lines_of, read_pages
from translate_books import Book, sphinx

SERIAL = re.compile(r"index-\d+|equation-[0-9a-f]+(-[0-9a-f]+){4}")
"""Ids that are numbered or random in every build, and that no source refers to."""


@dataclass(frozen=True)
class Both:
    """A book in one language, built without diglot and with it."""

    stock: Book
    ours: Book


@pytest.fixture(
    scope="module",
    params=[(book, tag) for book in ("everything", "synthetic") for tag in ("zh_CN", "en")],
    ids="-".join,
)
def both(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Both:
    name, tag = request.param
    root = tmp_path_factory.mktemp("stock") / name
    if name == "synthetic":
        write_book(root, pages=10)
    else:
        shutil.copytree(PROJECTS / name, root)
    language = ("-D", f"language={tag}")
    return Both(
        sphinx(root, *language, "-t", "stock", "-t", "conventional", name="stock"),
        sphinx(root, *language, name="ours"),
    )


def test_the_main_content_is_that_of_sphinx(both: Both) -> None:
    stock, ours = (lines_of(read_pages(book.outdir)) for book in (both.stock, both.ours))
    assert stock.keys() == ours.keys()
    assert len(stock) > 10
    for name, lines in stock.items():
        found = difference(lines, ours[name])
        assert not found, "\n".join([name, *found])


def test_the_anchors_of_sphinx_lead_to_the_same_places(both: Both) -> None:
    stock, ours = (read_pages(book.outdir) for book in (both.stock, both.ours))
    del stock["genindex.html"]
    for name, page in stock.items():
        for anchor, place in page.places.items():
            if not SERIAL.fullmatch(anchor):
                assert ours[name].places.get(anchor) == place, f"{name}#{anchor}"


def test_there_are_no_warnings(both: Both) -> None:
    assert both.ours.warnings == ""


# --- the comparison itself: it finds losses, and ignores intended differences

PAGES = {
    "a.html": """<article role="main"><section id="words"><span id="id1"></span>
<h1>标题<a class="headerlink" href="#words" title="Link">¶</a></h1>
<p class="lead diglot-block-0123456789">甲，
乙<em>和</em> A
line <a class="reference internal" href="b.html#there"><span>here</span></a></p>
<p>见 <a class="internal reference" href="b.html#other">(1)</a></p>
<p><span class="caption-number">列表 2 </span></p>
<p class="diglot-untranslated" lang="zh-CN" title="Not translated yet">丙</p>
<img alt="圆点" src="dot.svg" /><pre>x = 1
y = 2</pre></section></article>""",
    "b.html": """<article role="main"><p id="there">甲
<a class="headerlink" title="链接到此表格。">¶</a></p><p id="other">乙</p></article>""",
    "genindex.html": """<article role="main"><table class="indextable"><tr><td><ul>
<li><a href="a.html#words">甲</a><ul><li><a href="b.html#there">乙</a></li></ul></li>
</ul></td></tr></table></article>""",
}

LOSSES = {
    "a word": ("a.html", "here</span>", "</span>"),
    "a sign": ("a.html", "甲，", "甲"),
    "an element": ("a.html", "<em>和</em>", "和"),
    "a class": ("a.html", "reference internal", "reference"),
    "a class beside one of ours": ("a.html", "lead diglot-block", "diglot-block"),
    "an attribute": ("a.html", ' alt="圆点"', ""),
    "a number": ("a.html", "(1)", "(2)"),
    "a listing's number": ("a.html", "列表 2", "列表 3"),
    "a title": ("a.html", ' title="Link"', ""),
    "a space": ("a.html", "</em> A", "</em>A"),
    "a line break in Latin": ("a.html", "A\nline", "Aline"),
    "a line of code": ("a.html", "x = 1\ny = 2", "x = 1 y = 2"),
    "a target": ("a.html", "b.html#there", "b.html#other"),
    "a target's anchor": ("a.html", "b.html#there", "b.html"),
    "the place of an anchor": ("b.html", 'id="there"', ""),
    "a link to itself": ("a.html", 'href="#words"', 'href="#id2"'),
    "an entry of the index": ("genindex.html", '<li><a href="b.html#there">乙</a></li>', ""),
    "a target of the index": ("genindex.html", "a.html#words", "a.html"),
    "a language without a mark": ("b.html", '<p id="there', '<p lang="zh-CN" id="there'),
}

INTENDED = {
    "an anchor's spelling": ("a.html", 'id="words"><span id="id1">', 'id="id1"><span id="words">'),
    "a name of a block": ("a.html", " diglot-block-0123456789", ""),
    "a mark": (
        "a.html",
        ' class="diglot-untranslated" lang="zh-CN" title="Not translated yet"',
        "",
    ),
    "a line break after a full-width sign": ("a.html", "甲，\n乙", "甲，乙"),
    "the brackets of a number": ("a.html", "(1)", "（1）"),
    "the name of listings": ("a.html", "列表 2", "代码 2"),
    "the title of a permalink in Chinese": ("b.html", "链接到此表格。", "链接到此表"),
    "a class of an emphasis": ("a.html", "<em>", '<em class="diglot-latin">'),
    "a term's popover": (
        "a.html",
        '<a class="ref',
        '<a data-diglot-translation="x" class="ref',
    ),
    "a note of progress": ("a.html", "</h1>", '</h1><aside class="diglot-progress-note">9</aside>'),
}


def compared(folder: Path, pages: dict[str, str]) -> tuple[dict[str, list[str]], dict[str, Page]]:
    folder.mkdir()
    for name, text in pages.items():
        (folder / name).write_text(text, "utf-8")
    read = read_pages(folder)
    return lines_of(read), read


def finds_edit(tmp_path: Path, edit: tuple[str, str, str]) -> bool:
    """Whether the comparison finds an edit of a page."""
    name, old, new = edit
    assert PAGES[name].count(old) == 1
    before, _ = compared(tmp_path / "before", PAGES)
    after, _ = compared(tmp_path / "after", {**PAGES, name: PAGES[name].replace(old, new)})
    return before != after


@pytest.mark.parametrize("case", LOSSES, ids=lambda case: case.replace(" ", "-"))
def test_a_loss_is_found(case: str, tmp_path: Path) -> None:
    assert finds_edit(tmp_path, LOSSES[case])


@pytest.mark.parametrize("case", INTENDED, ids=lambda case: case.replace(" ", "-"))
def test_an_intended_difference_is_not(case: str, tmp_path: Path) -> None:
    assert not finds_edit(tmp_path, INTENDED[case])
