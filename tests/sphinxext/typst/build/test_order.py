"""What stands under what: blocks and pictures of a handout are in the order of the web pages."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from bs4 import BeautifulSoup, Tag

from diglot.typeset.pdf_content import read_content
from diglot.typeset.printed import letters_of
from folders import PROJECTS
from site_books import sphinx_build

# Letters that tell a block, and the blocks that stand beside others or elsewhere.
_TELLING = 4
_BESIDE = "table, .sd-row, .footnote, aside, .sd-card, dl.field-list, .hlist, nav, svg, .sidebar"
# In the order of the toctree.
_PAGES = ("index", "text", "lists", "tables", "figures", "links", "domains", "design", "classic")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = tmp_path_factory.mktemp("order") / "project"
    shutil.copytree(PROJECTS / "everything", project)
    for builder in ("html", "typst"):
        sphinx_build(project, "zh_CN", project / builder, builder=builder)
    return project


def articles(built: Path) -> Iterator[Tag]:
    for name in _PAGES:
        soup = BeautifulSoup((built / f"html/{name}.html").read_text("utf-8"), "html.parser")
        article = soup.select_one("article")
        assert article
        for other in article.select(".headerlink, .toctree-wrapper, script, .diglot-progress"):
            other.decompose()
        yield article


def places_of_letters(pdf: Path) -> tuple[str, list[tuple[int, float]]]:
    """Return the letters of a PDF, and for each its page and its distance from the page's head."""
    document = pdfium.PdfDocument(pdf)
    letters, places = [], []
    for number in range(len(document)):
        textpage = document[number].get_textpage()
        height = document[number].get_height()
        for at, sign in enumerate(textpage.get_text_range()):
            for letter in letters_of(sign):
                letters.append(letter)
                places.append((number, height - textpage.get_charbox(at)[3]))
    document.close()
    return "".join(letters), places


def test_blocks_follow_each_other_as_on_the_pages(built: Path) -> None:
    text, places = places_of_letters(built / "typst/book.zh-cn.pdf")
    # The contents come before the first paragraph.
    begin = text.index(letters_of("各种写法，每种一处"))
    found = []
    for article in articles(built):
        beside = {id(inner) for part in article.select(_BESIDE) for inner in part.find_all(True)}
        for block in article.find_all(["h1", "h2", "h3", "p", "dt", "dd", "li", "pre"]):
            letters = letters_of(block.get_text())[:_TELLING]
            if id(block) in beside or len(letters) < _TELLING:
                continue
            if text.count(letters, begin) == 1:
                found.append((places[text.index(letters, begin)], letters))
    assert len(found) > 60
    # Points: what begins on the same line.
    same = 4
    wrong = [
        (above, below)
        for above, below in pairwise(found)
        if (above[0][0], above[0][1] - same) > below[0]
    ]
    assert wrong == []


def test_pictures_follow_each_other_as_on_the_pages(built: Path) -> None:
    content = read_content((built / "typst/book.zh-cn.pdf").read_bytes(), None)
    wanted = [
        image["alt"] for article in articles(built) for image in article.find_all("img", alt=True)
    ]
    shown = [alt for alt in content.alternatives if alt in wanted]
    printed = [alt for alt in wanted if alt in content.alternatives]
    assert len(printed) > 7
    # The last ones are of pages that the toctree finds by a pattern.
    assert shown[: len(printed)] == printed
