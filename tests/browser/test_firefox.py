"""What readers do on the sites works in Firefox, too; where browsers differ, not rule by rule.

The sites are served as strict hosts serve them: no script inside a page runs.
"""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Page, expect

from browser.chromium import Watch
from browser.parallel_pages import DESKTOP, PHONE, box, middle, open_page, sides, view
from browser.server import serve
from parallel_books import BOTH
from site_books import Site


def overflow(page: Page) -> int:
    return int(
        page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    )


def test_from_the_chooser_to_a_hit_and_to_the_other_language(
    firefox: Browser, watch: Watch, salon: Site
) -> None:
    with serve(salon.root) as root:
        page = open_page(firefox, watch, root, PHONE, locale="zh-CN")
        expect(page).to_have_url(f"{root}zh-cn/index.html")
        page.goto(f"{root}zh-cn/search.html?q=装下全部参数")
        expect(page.locator("#diglot-search[data-ready] input")).to_be_focused()
        expect(page.locator("mark").first).to_have_text("装下全部参数")
        assert overflow(page) == 0
        page.keyboard.press("ArrowDown")
        expect(page.locator(".diglot-own a").first).to_be_focused()
        page.locator(".diglot-hit-heading a").click()
        expect(page).to_have_url(re.compile(r"/zh-cn/talks/gpu\.html#.+"))
        page.goto(f"{root}zh-cn/talks/gpu.html#tab-memory")
        assert overflow(page) == 0
        page.locator("a[data-diglot-language]:visible").click()
        expect(page).to_have_url(f"{root}en/talks/gpu.html#tab-memory")


def test_a_query_in_one_language_finds_the_other(
    firefox: Browser, watch: Watch, salon: Site
) -> None:
    # From a disk, where nothing can be fetched.
    address = (salon.root / "en/search.html").as_uri()
    page = open_page(firefox, watch, f"{address}?q=显存够不够", DESKTOP)
    expect(page.locator(".diglot-other h2 a").first).to_have_text(
        "Technology: GPUs and Their Memory"
    )


def test_a_block_shows_the_other_language_when_asked(
    firefox: Browser, watch: Watch, pairs: Site
) -> None:
    with serve(pairs.root) as root:
        page = open_page(firefox, watch, f"{root}zh-cn/blocks.html", DESKTOP)
        mark = page.locator("p#named > .diglot-mark")
        expect(mark).to_have_css("opacity", "0")
        page.locator("p#named").hover()
        expect(mark).to_have_css("opacity", "1")
        mark.click()
        other = page.locator("p#named + .diglot-other")
        expect(other).to_contain_text("The second has a name")
        expect(other.locator("div")).to_have_attribute("lang", "en")
        mark.press("Enter")
        expect(other).to_have_count(0)
        term = page.locator("a[data-diglot-translation]")
        term.hover()
        assert term.evaluate("link => getComputedStyle(link, '::after').display") == "block"


def test_sides_and_the_choice_of_a_view(firefox: Browser, watch: Watch, pairs: Site) -> None:
    with serve(pairs.root) as root:
        page = open_page(firefox, watch, f"{root}{BOTH}/blocks.html", DESKTOP)
        source, target = sides(page)
        assert box(source)["y"] == box(target)["y"]
        page.locator(".diglot-swap").click()
        assert middle(box(target)) < middle(box(source))
        view(page, "target").click()
        expect(source).to_be_hidden()
        page.goto(f"{root}{BOTH}/terms.html")
        expect(page.locator('article [data-side="source"]').first).to_be_hidden()
        expect(page.locator("html")).to_have_attribute("lang", "en")
        view(page, "both").click()
        page.set_viewport_size({"width": PHONE, "height": 800})
        page.goto(f"{root}{BOTH}/blocks.html")
        assert overflow(page) == 0
        assert box(source)["y"] != box(target)["y"]
        page.goto(f"{root}{BOTH}/search.html?q=footnote")
        page.locator(".diglot-page h2 a").first.click()
        expect(page).to_have_url(re.compile(rf"/{BOTH}/blocks\.html"))
