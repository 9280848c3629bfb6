"""Translation popovers: the other language of a term or a block on a page of one language."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import (  # type: ignore[import-untyped]  # it ships none
    Axe,
)
from playwright.sync_api import Browser, Page, expect

from browser.chromium import Watch
from browser.server import serve
from site_books import Site


def open_page(chromium: Browser, watch: Watch, pairs: Site, page: str, **options: Any) -> Page:
    tab = watch.on(chromium.new_context(**options).new_page())
    tab.goto((pairs.root / page).as_uri())
    return tab


@pytest.mark.parametrize(
    ("slug", "lang", "text"),
    [("zh-cn", "en", "The second has a name"), ("en", "zh-CN", "第二段有自己的名字")],
)
def test_a_block_shows_the_other_language_when_asked(
    chromium: Browser, watch: Watch, pairs: Site, slug: str, lang: str, text: str
) -> None:
    asked: list[str] = []
    page = open_page(chromium, watch, pairs, f"{slug}/blocks.html")
    page.on("request", lambda request: asked.append(request.url))
    block = page.locator("p#named")
    mark = block.locator(".diglot-mark")
    expect(mark).to_have_css("opacity", "0")
    block.hover()
    expect(mark).to_have_css("opacity", "1")
    assert asked == []
    mark.click()
    other = page.locator("p#named + .diglot-other")
    expect(other).to_contain_text(text)
    expect(other.locator("div")).to_have_attribute("lang", lang)
    expect(mark).to_have_attribute("aria-expanded", "true")
    assert [url.rpartition("/")[2] for url in asked] == ["blocks.js"]
    mark.click()
    expect(other).to_have_count(0)
    expect(mark).to_have_attribute("aria-expanded", "false")


def test_the_keyboard_reaches_every_mark(chromium: Browser, watch: Watch, pairs: Site) -> None:
    page = open_page(chromium, watch, pairs, "zh-cn/blocks.html")
    marks = page.locator(".diglot-mark")
    assert page.locator('.diglot-mark[tabindex="0"]').count() == 1
    marks.first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".diglot-other")).to_contain_text("The first has bold")
    expect(marks.nth(1)).to_be_focused()
    page.keyboard.press("End")
    expect(marks.last).to_be_focused()


def test_a_block_without_a_translation_says_so(
    chromium: Browser, watch: Watch, pairs: Site
) -> None:
    page = open_page(chromium, watch, pairs, "zh-cn/blocks.html")
    block = page.locator("p", has_text="这一段还没有译文。")
    block.hover()
    block.locator(".diglot-mark").click()
    expect(page.locator(".diglot-other-none")).to_be_visible()


@pytest.mark.parametrize(("slug", "word"), [("zh-cn", "video memory"), ("en", "显存")])
def test_a_term_shows_its_counterpart_without_moving_a_line(
    chromium: Browser, watch: Watch, pairs: Site, slug: str, word: str
) -> None:
    page = open_page(chromium, watch, pairs, f"{slug}/blocks.html")
    term = page.locator("a[data-diglot-translation]")
    shown = (
        "link => { const style = getComputedStyle(link, '::after');"
        " return [style.display, style.content]; }"
    )
    height = "document.documentElement.scrollHeight"
    before = page.evaluate(height)
    assert term.evaluate(shown)[0] == "none"
    term.hover()
    assert term.evaluate(shown) == ["block", f'"{word}"']
    assert page.evaluate(height) == before
    page.mouse.move(0, 0)
    page.keyboard.press("Tab")
    term.focus()
    assert term.evaluate(shown)[0] == "block"


# A screen and a telephone, once in each language and in each scheme of colours.
@pytest.mark.parametrize(
    ("slug", "width", "scheme"), [("zh-cn", 390, "dark"), ("en", 1440, "light")]
)
def test_axe_finds_nothing(
    chromium: Browser, watch: Watch, pairs: Site, slug: str, width: int, scheme: Any
) -> None:
    size = {"width": width, "height": 800}
    context = chromium.new_context(color_scheme=scheme, viewport=size)  # type: ignore[arg-type]  # a TypedDict
    page = watch.on(context.new_page())
    with serve(pairs.root) as root:
        page.goto(f"{root}{slug}/blocks.html")
        for name in ("p#named", "h2"):
            page.locator(name).first.hover()
            page.locator(f"{name} > .diglot-mark").first.click()
        overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(overflow) == 0
        found = Axe().run(page).response["violations"]
    assert [(rule["id"], node["html"][:200]) for rule in found for node in rule["nodes"]] == []
