"""The search page, as readers use it."""

from __future__ import annotations

import json
import re
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from browser.chromium import Watch
from browser.server import serve
from site_books import Site, build_site


def open_search(chromium: Browser, watch: Watch, site: Site, slug: str, query: str) -> Page:
    page = watch.on(chromium.new_context().new_page())
    page.goto((site.root / slug / "search.html").as_uri() + f"?q={query}")
    expect(page.locator("#diglot-search[data-ready]")).to_be_visible()
    return page


# --- the page


def test_a_hit_leads_to_its_section(chromium: Browser, watch: Watch, salon: Site) -> None:
    page = open_search(chromium, watch, salon, "zh-cn", "装下全部参数")
    expect(page.get_by_role("status")).to_have_text("找到 1 个页面。")
    expect(page.locator("mark").first).to_have_text("装下全部参数")
    page.locator(".diglot-hit-heading a").click()
    expect(page).to_have_url(re.compile(r"/zh-cn/talks/gpu\.html#.+"))


def test_either_language_finds_the_page(chromium: Browser, watch: Watch, salon: Site) -> None:
    page = open_search(chromium, watch, salon, "zh-cn", "enough memory")
    other = page.locator(".diglot-other")
    expect(other.locator("h2 a").first).to_have_text("技术：GPU 与显存")
    expect(other.locator(".diglot-hit-heading").first).to_have_text("显存够不够")
    expect(other.locator("[lang=en] mark").first).to_have_text("enough")
    page = open_search(chromium, watch, salon, "en", "显存够不够")
    expect(page.locator(".diglot-other h2 a").first).to_have_text(
        "Technology: GPUs and Their Memory"
    )


def test_words_of_two_languages_in_one_query(chromium: Browser, watch: Watch, salon: Site) -> None:
    page = open_search(chromium, watch, salon, "en", "显卡 graphics")
    expect(page.locator(".diglot-found h2 a").first).to_have_text("Terms")


def test_markup_in_a_query_or_a_text_stays_text(
    chromium: Browser, watch: Watch, salon: Site
) -> None:
    page = open_search(chromium, watch, salon, "en", "%3Cimg src=x onerror=alert(1)%3E")
    expect(page.get_by_role("status")).to_have_text("Nothing was found.")
    assert page.locator("img[src=x]").count() == 0


FORGED = ["talks/gpu.html", "<b>t</b>", [["", "<i>h</i>", "<u>memory</u>"]] * 4]


def test_markup_in_a_text_stays_text(chromium: Browser, watch: Watch, salon: Site) -> None:
    forged = f'diglotSearch.take("en/texts/talks/gpu",{json.dumps(FORGED)});'
    with serve(salon.root) as root:
        page = watch.on(chromium.new_context().new_page())
        page.route("**/texts/talks/gpu.js*", lambda route: route.fulfill(body=forged))
        page.goto(f"{root}en/search.html?q=memory")
        expect(page.locator(".diglot-found h2").first).to_have_text("<b>t</b>")
        assert page.locator(".diglot-found :is(b, i, u)").count() == 0


def test_the_field_has_the_focus_and_arrows_lead_on(
    chromium: Browser, watch: Watch, salon: Site
) -> None:
    page = open_search(chromium, watch, salon, "en", "memory")
    expect(page.locator("#diglot-search input")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".diglot-own a").first).to_be_focused()


def test_enter_that_ends_a_composition_opens_nothing(
    chromium: Browser, watch: Watch, salon: Site
) -> None:
    """WebKit ends the composition first, and the key says no more than its old number."""
    page = open_search(chromium, watch, salon, "zh-cn", "显存")
    before = page.url
    for fields in ({"isComposing": True}, {"keyCode": 229}):
        page.evaluate(
            """fields => document.activeElement.dispatchEvent(new KeyboardEvent(
                 "keydown", { key: "Enter", bubbles: true, cancelable: true, ...fields }))""",
            fields,
        )
    page.wait_for_timeout(200)
    assert page.url == before


def test_another_language_is_loaded_when_asked_for(
    chromium: Browser, watch: Watch, salon: Site
) -> None:
    with serve(salon.root) as root:
        page = watch.on(chromium.new_context().new_page())
        loaded: list[str] = []
        page.on("request", lambda request: loaded.append(request.url))
        page.goto(f"{root}zh-cn/search.html?q=GPU")
        expect(page.locator("#diglot-search[data-ready]")).to_be_visible()
        assert not [url for url in loaded if "/_search/en/" in url]
        page.get_by_role("button", name=re.compile("^也查找.*文本$")).click()
        expect(page.locator(".diglot-wider")).to_have_count(0)
        assert [url for url in loaded if "/_search/en/" in url]


def test_by_keyboard_alone(chromium: Browser, watch: Watch, salon: Site) -> None:
    with serve(salon.root) as root:
        page = watch.on(chromium.new_context().new_page())
        page.goto(f"{root}en/talks/gpu.html")
        page.keyboard.press("/")
        page.keyboard.type("memory")
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile(r"/en/search\.html\?q=memory"))
        expect(page.locator(".diglot-own h2").first).to_be_visible()
        expect(page.get_by_role("main").get_by_role("searchbox")).to_be_focused()
        page.keyboard.press("ArrowDown")
        expect(page.locator(".diglot-own a").first).to_be_focused()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowUp")
        page.keyboard.press("ArrowUp")
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile(r"/en/talks/gpu\.html"))


def test_the_other_language_keeps_the_query(chromium: Browser, watch: Watch, salon: Site) -> None:
    page = open_search(chromium, watch, salon, "en", "GPU")
    page.locator("a[data-diglot-language]:visible").click()
    expect(page).to_have_url(re.compile(r"/zh-cn/search\.html\?q=GPU$"))
    expect(page.locator(".diglot-own h2").first).to_contain_text("GPU")


def test_pages_in_folders(chromium: Browser, watch: Watch, tmp_path: Path) -> None:
    site = build_site("site-salon", tmp_path, ("zh_CN", "en"), builder="dirhtml")
    with serve(site.root) as root:
        page = watch.on(chromium.new_context().new_page())
        page.goto(f"{root}en/search/?q=显存够不够")
        page.locator(".diglot-other h2 a").first.click()
        expect(page).to_have_url(f"{root}en/talks/gpu/")


def test_without_scripts_the_page_says_so(chromium: Browser, salon: Site) -> None:
    page = chromium.new_context(java_script_enabled=False).new_page()
    page.goto((salon.root / "zh-cn/search.html").as_uri())
    expect(page.get_by_text("请启用 JavaScript")).to_be_visible()
    expect(page.locator("#diglot-search")).to_be_hidden()
