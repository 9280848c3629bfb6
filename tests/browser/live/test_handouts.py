"""A handout that is open follows its sources, catalogs and theme, at the page last seen."""

from __future__ import annotations

import re
from io import BytesIO

from playwright.sync_api import Page, expect
from pypdf import PdfReader

from browser.live_books import CHAPTER, PICTURE, THEME, draw, edit, opened
from served import Served

ENGLISH, PARALLEL = "handouts/book.en.pdf", "handouts/book.zh-cn_en.pdf"
CATALOG = "locales/en/LC_MESSAGES/chapter.po"
UNDERLINED = "#let paragraph(body, ..options) = underline(body)\n"
# The address of the picture of the last page, once it is there and another one than before.
_NEXT = """(before) => {
  const last = [...document.querySelectorAll("main img")].at(-1);
  return last.src !== before && last.complete && last.naturalWidth > 0 && last.src;
}"""


def shown(page: Page, before: str = "") -> str:
    """Wait until another picture of the last page than `before` is there; return its address."""
    return str(page.wait_for_function(_NEXT, arg=before).json_value())


def printed(book: Served, name: str) -> str:
    """Return the text of a handout as everybody but browsers gets it."""
    pdf = PdfReader(BytesIO(book.data(name)))
    return re.sub(r"\s+", " ", "".join(page.extract_text() for page in pdf.pages))


def test_a_handout_follows_what_it_is_made_of(book: Served, page: Page) -> None:
    opened(book, page, ENGLISH)
    page.locator("main img").last.scroll_into_view_if_needed()
    first = shown(page)
    place = page.evaluate("window.same = scrollY")
    assert place
    edit(book, "The second paragraph.", "Quite another one.", CATALOG)
    second = shown(page, first)
    assert "Quite another one." in printed(book, ENGLISH)
    edit(book, "第3段。", "第三段还在。")
    third = shown(page, second)
    assert page.evaluate("[window.same, scrollY]") == [place, place]
    draw(book.root / PICTURE, 60)
    third = shown(page, third)
    draw(book.root / PICTURE, 20)
    third = shown(page, third)
    edit(book, "// Nothing yet.\n", UNDERLINED, THEME)
    fourth = shown(page, third)
    edit(book, "underline(", "no-such-function(", THEME)
    panel = page.locator("#diglot-live-panel")
    expect(panel).to_contain_text("no-such-function")
    expect(panel).to_contain_text(f"{THEME}:1")
    assert shown(page) == fourth
    edit(book, UNDERLINED.replace("underline", "no-such-function"), "// Nothing yet.\n", THEME)
    expect(panel).to_have_count(0)
    assert page.evaluate("window.same") == place


def test_a_handout_in_two_languages_follows_both(book: Served, page: Page) -> None:
    opened(book, page, PARALLEL)
    page.locator("main img").last.scroll_into_view_if_needed()
    first = shown(page)
    edit(book, "The second section", "Section two", CATALOG)
    second = shown(page, first)
    edit(book, "第7段。", "第七段。", CHAPTER)
    assert shown(page, second)
    assert {"Section two", "第七段。"} <= set(
        re.findall("Section two|第七段。", printed(book, PARALLEL))
    )


def test_handouts_can_be_found_and_downloaded(book: Served, page: Page) -> None:
    opened(book, page, "handouts/")
    page.get_by_role("link", name="book.zh-cn.pdf").click()
    page.locator("main img").last.scroll_into_view_if_needed()
    shown(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="book.zh-cn.pdf").click()
    assert download.value.path().read_bytes().startswith(b"%PDF")
    for nobodys in ("handouts/other.en.pdf", "handouts/..%2f..%2fconf.py", "handouts/book.xx.pdf"):
        assert book.get(nobodys)[0] == 404
        assert book.get(f"_diglot/pages/{nobodys.partition('/')[2]}/1.png")[0] == 404
