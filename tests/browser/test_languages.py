"""Going from language to language, as readers do."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.chromium import Watch
from browser.loading import shifts
from browser.server import serve
from folders import PROJECTS
from other_themes import use_other_furo
from site_books import Site, sphinx_build


@pytest.fixture(scope="module")
def other_furo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site whose theme has no place for the languages."""
    folder = tmp_path_factory.mktemp("other-furo")
    shutil.copytree(PROJECTS / "parallelsite-pairs", folder / "project")
    header = '<div class="theme-toggle-container theme-toggle-header">'
    use_other_furo(folder / "project", {"page.html": {header: "<div>"}})
    for tag, slug in (("zh_CN", "zh-cn"), ("en", "en")):
        sphinx_build(folder / "project", tag, folder / "build" / "site" / slug)
    return folder / "build" / "site" / "zh-cn"


def open_page(chromium: Browser, watch: Watch, **options: Any) -> Page:
    return watch.on(chromium.new_context(**options).new_page())


def test_the_switcher_keeps_the_section(chromium: Browser, watch: Watch, salon: Site) -> None:
    page = open_page(chromium, watch)
    page.goto((salon.root / "zh-cn/talks/gpu.html").as_uri() + "#tab-memory")
    page.locator("a[data-diglot-language]:visible").click()
    expect(page).to_have_url(re.compile(r"/en/talks/gpu\.html#tab-memory$"))
    page.locator("a[data-diglot-language]:visible").click()
    expect(page).to_have_url(re.compile(r"/zh-cn/talks/gpu\.html#tab-memory$"))


def test_the_switcher_leads_to_the_section_that_is_read(
    chromium: Browser, watch: Watch, salon: Site
) -> None:
    page = open_page(chromium, watch, viewport={"width": 390, "height": 400})
    page.goto((salon.root / "zh-cn/talks/gpu.html").as_uri() + "?theme=dark")
    read = "document.querySelectorAll('section[id]')[1]"
    page.evaluate(f"{read}.scrollIntoView({{ behavior: 'instant' }})")
    section = quote(page.evaluate(f"{read}.id"))
    page.locator("a[data-diglot-language]:visible").click()
    expect(page).to_have_url(re.compile(rf"/en/talks/gpu\.html\?theme=dark#{section}$"))


@pytest.mark.parametrize("width", [390, 820, 1440])
def test_one_switcher_is_in_sight_at_any_width(
    chromium: Browser, watch: Watch, salon: Site, width: int
) -> None:
    page = open_page(chromium, watch, viewport={"width": width, "height": 800})
    page.goto((salon.root / "en/talks/gpu.html").as_uri())
    expect(page.locator("a[data-diglot-language]:visible")).to_have_count(1)
    overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(overflow) == 0
    # It stays there while the page is read.
    page.evaluate("scrollTo({ top: document.body.scrollHeight, behavior: 'instant' })")
    expect(page.locator("a[data-diglot-language]:visible")).to_be_in_viewport()


def test_a_drawer_is_out_of_reach_until_it_is_called_up(
    chromium: Browser, watch: Watch, salon: Site
) -> None:
    page = open_page(chromium, watch, viewport={"width": 390, "height": 800})
    page.goto((salon.root / "en/talks/gpu.html").as_uri())
    drawer = page.locator(".sidebar-drawer")
    inside = "document.querySelector('.sidebar-drawer').contains(document.activeElement)"
    assert not _tabbed(page, inside)
    button = page.get_by_role("button", name="Toggle site navigation sidebar")
    button.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(drawer).to_be_in_viewport()
    assert _tabbed(page, inside)
    page.keyboard.press("Escape")
    expect(drawer).not_to_be_visible()
    button.click()
    expect(drawer).to_be_in_viewport()


def _tabbed(page: Page, question: str) -> bool:
    """Whether something holds at one of the places that the tab key leads to, once round."""
    page.locator("body").focus()
    answers = []
    for _place in range(page.locator("a, button, input, [tabindex]").count()):
        page.keyboard.press("Tab")
        answers.append(page.evaluate(question))
    return any(answers)


@pytest.mark.parametrize("width", [390, 1440])
def test_it_is_in_sight_in_a_theme_without_a_place_for_it(
    chromium: Browser, watch: Watch, other_furo: Path, width: int
) -> None:
    page = open_page(chromium, watch, viewport={"width": width, "height": 800})
    page.goto((other_furo / "blocks.html").as_uri())
    link = page.locator("a[data-diglot-language=en]:visible")
    expect(link).to_have_count(1)
    expect(link).to_be_in_viewport()
    overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(overflow) == 0
    link.click()
    expect(page).to_have_url(re.compile(r"/en/blocks\.html$"))


@pytest.mark.parametrize("cell", ["td", "th"])
def test_a_table_scrolls_and_breaks_no_word(
    chromium: Browser, watch: Watch, salon: Site, cell: str
) -> None:
    page = open_page(chromium, watch, viewport={"width": 320, "height": 800})
    page.goto((salon.root / "zh-cn/talks/gpu.html").as_uri())
    cells = page.locator(f"#tab-memory {cell} p")
    cells.evaluate_all("all => all.forEach(one => { one.textContent = 'internationalization' })")
    one_line = cells.evaluate_all(
        "all => all.map(one => { const range = document.createRange();"
        " range.selectNodeContents(one); return range.getClientRects().length; })"
    )
    assert set(one_line) == {1}
    assert page.evaluate("document.documentElement.scrollWidth") == 320


LAST_LINES = """(mark) => {
  // The first node of the paragraph stands before the mark: it is filled with 10 to 69 characters.
  const [paragraph, range, found] = [mark.parentElement, document.createRange(), []];
  const top = (node, index) => {
    range.setStart(node, index);
    range.setEnd(node, index + 1);
    return range.getBoundingClientRect().bottom;
  };
  for (let count = 10; count < 70; count++) {
    const text = document.createTextNode("字".repeat(count) + "。");
    const end = document.createTextNode("");
    paragraph.replaceChildren(text, end);
    const alone = top(text, count - 1) - top(text, count - 2) > 8;
    paragraph.replaceChildren(text, mark);
    const apart = mark.getBoundingClientRect().bottom - top(text, count) > 8;
    found.push([alone, apart]);
  }
  return found;
}"""


@pytest.mark.parametrize("width", [320, 390, 820])
def test_no_line_begins_with_the_mark_of_a_note_and_none_has_one_character(
    chromium: Browser, watch: Watch, salon: Site, width: int
) -> None:
    page = open_page(chromium, watch, viewport={"width": width, "height": 800})
    page.goto((salon.root / "zh-cn/talks/gpu.html").as_uri())
    lines = page.locator("a.footnote-reference").evaluate(LAST_LINES)
    assert [count for count, found in enumerate(lines, 10) if any(found)] == []


@pytest.mark.parametrize("width", [320, 390, 820])
def test_a_long_name_keeps_to_the_header(
    chromium: Browser, watch: Watch, salon: Site, width: int
) -> None:
    page = open_page(chromium, watch, viewport={"width": width, "height": 800})
    page.goto((salon.root / "en/talks/gpu.html").as_uri())
    header, brand = page.locator(".mobile-header"), page.locator(".mobile-header .brand")
    brand.evaluate("one => { one.textContent = 'The long name of a book of talks '.repeat(4) }")
    around, inside = header.bounding_box(), brand.bounding_box()
    assert around
    assert inside
    assert inside["y"] >= around["y"]
    assert inside["y"] + inside["height"] <= around["y"] + around["height"]
    expect(page.locator("a[data-diglot-language]:visible")).to_have_count(1)


@pytest.mark.parametrize(
    ("locale", "slug"),
    [("zh-CN", "zh-cn"), ("zh-TW", "zh-cn"), ("en-GB", "en")],
)
def test_the_chooser_goes_by_the_browsers_languages(
    chromium: Browser, watch: Watch, salon: Site, locale: str, slug: str
) -> None:
    with serve(salon.root) as address:
        page = open_page(chromium, watch, locale=locale)
        page.goto(address + "#id1")
        expect(page).to_have_url(f"{address}{slug}/index.html#id1")


def test_readers_of_no_language_of_the_site_choose(
    chromium: Browser, watch: Watch, salon: Site
) -> None:
    with serve(salon.root) as address:
        page = open_page(chromium, watch, locale="fr-FR")
        page.goto(f"{address}#id1")
        page.get_by_role("link", name="English").click()
        expect(page).to_have_url(f"{address}en/index.html#id1")


def test_a_choice_is_remembered(chromium: Browser, watch: Watch, salon: Site) -> None:
    with serve(salon.root) as address:
        page = open_page(chromium, watch, locale="zh-CN")
        page.goto(address)
        page.locator("a[data-diglot-language]:visible").click()
        expect(page).to_have_url(f"{address}en/index.html")
        page.goto(address)
        expect(page).to_have_url(f"{address}en/index.html")
        page.goto(address + "?choose")
        expect(page).to_have_url(f"{address}?choose")
        page.get_by_role("link", name="简体中文").click()
        page.goto(address)
        expect(page).to_have_url(f"{address}zh-cn/index.html")


def test_the_chooser_works_without_scripts(chromium: Browser, watch: Watch, salon: Site) -> None:
    page = open_page(chromium, watch, java_script_enabled=False)
    page.goto((salon.root / "index.html").as_uri())
    page.get_by_role("link", name="English").click()
    expect(page).to_have_url(re.compile(r"/en/index\.html$"))
    page.locator("a[data-diglot-language]:visible").click()
    expect(page).to_have_url(re.compile(r"/zh-cn/index\.html$"))


def test_nothing_moves_while_pages_are_loaded(chromium: Browser, watch: Watch, salon: Site) -> None:
    pages = [f"{slug}/{page}.html" for slug in salon.slugs for page in ("talks/gpu", "search")]
    assert shifts(chromium, watch, salon.root, *pages) == []


def test_a_missing_page_leads_back(chromium: Browser, salon: Site) -> None:
    with serve(salon.root) as address:
        page = chromium.new_page()
        answer = page.goto(address + "en/deep/down/nowhere.html")
        assert answer
        assert answer.status == 404
        assert page.locator("html").get_attribute("lang") == "en"
        first = page.locator("section").first
        expect(first.get_by_role("heading")).to_have_text("Page not found")
        first.get_by_role("link").click()
        expect(page).to_have_url(f"{address}en/index.html")
