"""A served page takes in what has changed, and keeps what its reader has done to it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from playwright.sync_api import Browser, Page, Route, expect

from browser.chromium import Watch
from browser.live_books import CHAPTER, PICTURE, TERMS, draw, edit, opened
from folders import PROJECTS
from served import Served, served

DARK = "rgb(42, 33, 24)"


def test_an_edit_is_shown_where_the_reader_is(book: Served, page: Page) -> None:
    opened(book, page, "zh-cn/chapter.html")
    page.locator("details summary", has_text="展开").click()
    page.locator("p", has_text="第60段。").scroll_into_view_if_needed()
    place = page.evaluate("scrollY")
    page.evaluate("window.same = true")
    edit(book, "第61段。", "第61段改了。")
    changed = page.locator("article p", has_text="第61段改了。")
    expect(changed).to_be_visible()
    assert page.evaluate("[window.same, scrollY]") == [True, place]
    assert page.locator("article details").get_attribute("open") is not None
    expect(page.locator("article p", has_text="第61段。")).to_have_count(0)


def test_an_edit_is_shown_in_firefox(firefox: Browser, watch: Watch, book: Served) -> None:
    context = firefox.new_context(viewport={"width": 1200, "height": 800})
    page = opened(book, watch.on(context.new_page()), "zh-cn/chapter.html")
    page.locator("details summary", has_text="展开").click()
    page.evaluate("window.same = true")
    edit(book, "第71段。", "第71段改了。")
    expect(page.locator("article p", has_text="第71段改了。")).to_be_attached()
    assert page.evaluate("window.same")
    assert page.locator("article details").get_attribute("open") is not None
    edit(book, "第71段改了。", "第71段。")
    expect(page.locator("article p", has_text="第71段改了。")).to_have_count(0)


def test_only_what_has_changed_is_marked(book: Served, page: Page) -> None:
    opened(book, page, "zh-cn/chapter.html")
    page.evaluate(
        """() => {
          window.marked = [];
          new MutationObserver((records) => {
            for (const { target } of records) {
              if (target.matches(".diglot-live-changed")) window.marked.push(target.textContent);
            }
          }).observe(document.body, { subtree: true, attributeFilter: ["class"] });
        }"""
    )
    edit(book, "第30段。", "第30段也改了。")
    page.wait_for_function("window.marked.length > 0")
    assert set(page.evaluate("window.marked")) == {"第30段也改了。"}


def test_blocks_come_and_go_in_their_order(book: Served, page: Page) -> None:
    opened(book, page, "zh-cn/chapter.html")
    edit(book, "第10段。", "新来的一段。\n\n第10段。")
    expect(page.locator("article p", has_text="新来的一段。")).to_be_visible()
    edit(book, "第12段。\n\n", "")
    expect(page.locator("article p", has_text="第12段。")).to_have_count(0)
    texts = page.locator("article p").all_inner_texts()
    at = texts.index("第9段。")
    assert texts[at : at + 5] == ["第9段。", "新来的一段。", "第10段。", "第11段。", "第13段。"]


def test_what_a_page_is_made_of_changes_it(book: Served, page: Page) -> None:
    opened(book, page, "zh-cn/terms.html")
    page.evaluate("window.same = true")
    edit(book, "从别处", "从另一处", "docs/part.txt")
    expect(page.locator("article p", has_text="从另一处来的一段。")).to_be_visible()
    edit(book, "最小的单位。", "能单独用的单位。", TERMS)
    expect(page.locator("article dd")).to_have_text("能单独用的单位。")
    edit(book, "第一个牌子", "第二个牌子", "_templates/sidebar/brand.html")
    expect(page.locator(".own").first).to_have_text("第二个牌子")
    edit(book, "rgb(1, 2, 3)", "rgb(3, 2, 1)", "_static/own.css")
    expect(page.locator("article h1")).to_have_css("color", "rgb(3, 2, 1)")
    assert page.evaluate("window.same")


def test_a_picture_changes_under_its_address(book: Served, page: Page) -> None:
    opened(book, page, "zh-cn/chapter.html")
    page.evaluate("window.same = true")
    picture = page.locator("article img")
    expect(picture).to_have_js_property("naturalWidth", 20)
    draw(book.root / PICTURE, 40)
    expect(picture).to_have_js_property("naturalWidth", 40)
    edit(book, "![点](dot.png)", "![点](dot.png) 后面的字。")
    expect(page.locator("article p", has_text="后面的字。")).to_be_visible()
    draw(book.root / PICTURE, 20)
    expect(picture).to_have_js_property("naturalWidth", 20)
    edit(book, " 后面的字。", "")
    assert page.evaluate("window.same")


def test_a_page_that_nobody_sees_is_up_to_date_when_it_is_seen(book: Served, page: Page) -> None:
    opened(book, page, "zh-cn/chapter.html")
    _make_seen(page, "hidden")
    edit(book, "第40段。", "第40段换了。")
    with page.expect_response("**/zh-cn/chapter.html"):
        _make_seen(page, "visible")
    expect(page.locator("article p", has_text="第40段换了。")).to_be_attached()
    edit(book, "第40段换了。", "第40段。")
    expect(page.locator("article p", has_text="第40段换了。")).to_have_count(0)


def test_what_changes_while_a_page_is_loaded_is_shown(book: Served, page: Page) -> None:
    def edit_first(route: Route) -> None:
        edit(book, "第41段。", "第41段换了。")
        while "第41段换了。" not in book.get("zh-cn/chapter.html")[1]:
            pass
        route.continue_()

    page.route("**/_diglot/events*", edit_first, times=1)
    opened(book, page, "zh-cn/chapter.html")
    expect(page.locator("article p", has_text="第41段换了。")).to_be_attached()
    edit(book, "第41段换了。", "第41段。")
    expect(page.locator("article p", has_text="第41段换了。")).to_have_count(0)


def test_a_picture_that_changes_while_its_page_is_loaded_is_shown(book: Served, page: Page) -> None:
    def draw_first(route: Route) -> None:
        # Of the same size: the page says what that is.
        draw(book.root / PICTURE, 20, green=90)
        while book.data("zh-cn/_images/dot.png") != (book.root / PICTURE).read_bytes():
            book.get("zh-cn/chapter.html")
        route.continue_()

    page.route("**/_diglot/events*", draw_first, times=1)
    opened(book, page, "zh-cn/chapter.html")
    picture, changed = page.locator("article img"), re.compile(r"\?diglot=")
    expect(picture).to_have_attribute("src", changed)
    draw(book.root / PICTURE, 20)
    expect(picture).not_to_have_attribute("src", changed)


def _make_seen(page: Page, state: str) -> None:
    """Tell a page that its tab is in front now, or is not: a headless browser has no other way."""
    page.evaluate(
        """(state) => {
          Object.defineProperty(document, "hidden", {
            configurable: true, get: () => state === "hidden",
          });
          document.dispatchEvent(new Event("visibilitychange"));
        }""",
        state,
    )


def test_a_title_changes_in_the_navigation_of_another_page(book: Served, page: Page) -> None:
    opened(book, page, "zh-cn/index.html")
    edit(book, "# 开头", "# 另一个开头")
    expect(page.locator(".sidebar-tree").first).to_contain_text("另一个开头")


def test_a_catalog_changes_the_page_in_its_language(book: Served, page: Page) -> None:
    opened(book, page, "en/index.html")
    edit(book, "A very small book.", "A tiny book.", "locales/en/LC_MESSAGES/index.po")
    expect(page.locator("article")).to_contain_text("A tiny book.")


def test_what_is_wrong_stands_on_the_page_until_it_is_mended(book: Served, page: Page) -> None:
    opened(book, page, "zh-cn/chapter.html")
    edit(book, "第20段。", "{nosuchrole}`第20段`。")
    panel = page.locator("#diglot-live-panel")
    expect(panel).to_be_visible()
    panel.locator("summary").click()
    expect(panel).to_contain_text(CHAPTER)
    expect(panel).to_contain_text("nosuchrole")
    edit(book, "{nosuchrole}`第20段`。", "第20段。")
    expect(panel).to_have_count(0)


def test_a_block_tells_where_it_comes_from(book: Served, page: Page) -> None:
    opened(book, page, "en/index.html")
    page.locator("article h1").click(modifiers=["Alt"])
    panel = page.locator("#diglot-live-panel")
    expect(panel).to_contain_text("docs/index.md:1")
    expect(panel).to_contain_text("locales/en/LC_MESSAGES/index.po:")


def test_what_is_wrong_can_be_read_in_the_dark(book: Served, page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    opened(book, page, "en/index.html")
    page.locator("article h1").click(modifiers=["Alt"])
    panel = page.locator("#diglot-live-panel")
    expect(panel).to_have_css("background-color", DARK)
    # Whoever has chosen the light page has a light panel.
    page.evaluate("document.body.dataset.theme = 'light'")
    expect(panel).not_to_have_css("background-color", DARK)


def test_a_theme_that_is_not_known_is_taken_in_as_a_whole(
    tmp_path: Path, chromium: Browser, watch: Watch
) -> None:
    root = tmp_path / "minimal"
    shutil.copytree(PROJECTS / "minimal", root)
    with (root / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write('\nhtml_theme = "alabaster"\n')
    context = chromium.new_context()
    with served(root, "zh-cn", forked=True) as book:
        page = opened(book, watch.on(context.new_page()), "zh-cn/index.html")
        page.evaluate(
            """() => {
              window.same = true;
              document.body.append(Object.assign(document.createElement("aside"), { id: "mine" }));
            }"""
        )
        edit(book, "# 开头", "# 另一个开头")
        expect(page.locator(".sphinxsidebar")).to_contain_text("另一个开头")
        assert page.evaluate("window.same")
        expect(page.locator("#mine")).to_have_count(1)
        opened(book, page, "zh-cn/chapter.html")
        edit(book, "第二段。", "第二段改了。")
        expect(page.locator(".body")).to_contain_text("第二段改了。")
    context.close()


def test_the_parallel_page_follows_both_languages(book: Served, page: Page) -> None:
    opened(book, page, "zh-cn_en/index.html")
    page.get_by_role("button", name="English", exact=True).click()
    page.evaluate("window.same = true")
    old, new = "A small book", "A rather small book"
    edit(book, old, new, "locales/en/LC_MESSAGES/index.po")
    expect(page.locator("article [data-side=target]", has_text=new).first).to_be_visible()
    # The reader's choice stays, and the block has its menu again.
    assert page.evaluate("[window.same, document.documentElement.dataset.diglotView]") == [
        True,
        "target",
    ]
    pair = page.locator(".diglot-pair", has_text=new).last
    expect(pair.locator(":scope > .diglot-mark")).to_have_count(1)
    page.locator("article [data-side=target]", has_text=new).last.click(modifiers=["Alt"])
    panel = page.locator("#diglot-live-panel")
    expect(panel).to_contain_text("docs/index.md:1")
    expect(panel).to_contain_text("locales/en/LC_MESSAGES/index.po:")
    # What has no translation yet changes, too, and its tooltip stays in the reader's language.
    edit(book, "一本很小的书。", "一本不大的书。", "docs/index.md")
    untranslated = page.locator("article p.diglot-untranslated")
    expect(untranslated).to_have_text("一本不大的书。")
    title = untranslated.get_attribute("title")
    edit(book, "一本不大的书。", "一本大书。", "docs/index.md")
    expect(untranslated).to_have_text("一本大书。")
    assert untranslated.get_attribute("title") == title
    edit(book, "一本大书。", "一本很小的书。", "docs/index.md")
    expect(untranslated).to_have_count(0)
