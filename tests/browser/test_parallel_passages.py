"""Using a passage in two languages: copying it, linking to it, finding it."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, expect

from browser.chromium import Watch
from browser.parallel_pages import (
    DESKTOP,
    address_of,
    box,
    open_page,
    view,
)
from browser.server import serve
from parallel_books import BOTH
from site_books import Site


def test_a_pair_is_copied_with_the_keyboard(chromium: Browser, watch: Watch, pairs: Site) -> None:
    with serve(pairs.root) as root:
        page = open_page(
            chromium,
            watch,
            f"{root}{BOTH}/blocks.html",
            DESKTOP,
            permissions=["clipboard-read", "clipboard-write"],
        )
        marks = page.locator(".diglot-mark")
        marks.first.focus()
        page.keyboard.press("ArrowDown")
        expect(marks.nth(1)).to_be_focused()
        page.keyboard.press("ArrowDown")
        expect(page.locator("#named > .diglot-mark")).to_be_focused()
        copied = {}
        for steps in range(3):
            page.keyboard.press("Enter")
            for _ in range(steps):
                page.keyboard.press("ArrowDown")
            page.keyboard.press("Enter")
            expect(page.locator(".diglot-status")).not_to_be_empty()
            copied[steps] = page.evaluate("navigator.clipboard.readText()")
        assert copied == {
            0: "第二段有自己的名字，见上面。",
            1: "The second has a name of its own, see above.",
            2: f"{root}{BOTH}/blocks.html#named",
        }
        page.keyboard.press("Enter")
        page.keyboard.press("Escape")
        expect(page.locator(".diglot-menu")).to_have_count(0)
        expect(page.locator("#named > .diglot-mark")).to_be_focused()


def test_a_selection_stays_in_its_language(chromium: Browser, watch: Watch, pairs: Site) -> None:
    page = open_page(chromium, watch, address_of(pairs), DESKTOP)
    first = box(page.locator('#named [data-side="source"]'))
    last = box(page.locator('.admonition .diglot-pair [data-side="source"]').last)
    page.mouse.move(first["x"] + 2, first["y"] + 8)
    page.mouse.down()
    page.mouse.move(last["x"] + 60, last["y"] + 8, steps=6)
    page.mouse.up()
    selected = page.evaluate("getSelection().toString()")
    assert "第二段有自己的名字" in selected
    assert "提示里的一段。" in selected
    assert not re.search(r"The second|in a note", selected)


def test_a_pair_in_the_address_leads_to_its_section(
    chromium: Browser, watch: Watch, pairs: Site
) -> None:
    page = open_page(chromium, watch, address_of(pairs), DESKTOP)
    # Far below, and the page has not come to the pair yet: its theme scrolls slowly.
    pair = page.locator("section section div.diglot-pair[id]").last
    section = pair.evaluate("pair => pair.closest('section').id")
    pair.evaluate(
        """(pair) => {
            location.hash = pair.id;
            document.querySelector('a[data-diglot-language="en"]').click();
        }"""
    )
    expect(page).to_have_url(re.compile(rf"/en/blocks\.html#({section}|{quote(section)})$"))
    # Before the scripts of the page have run, its links lead to the heads of pages.
    page.wait_for_load_state()
    page.locator(f'a[data-diglot-language="{BOTH}"]:visible').click()
    expect(page).to_have_url(re.compile(rf"/{BOTH}/blocks\.html#"))
    # Whoever goes back to where no place is asked for has no section, and no error.
    page.wait_for_load_state()
    page.evaluate("history.pushState(null, '', location.pathname)")
    page.locator('a[data-diglot-language="en"]:visible').focus()


def test_a_search_speaks_the_language_of_the_view(
    chromium: Browser, watch: Watch, pairs: Site
) -> None:
    with serve(pairs.root) as root:
        page = open_page(chromium, watch, f"{root}{BOTH}/search.html?q=memory", DESKTOP)
        expect(page.locator("#diglot-search[data-ready]")).to_be_visible()
        titles = page.locator(".diglot-page h2")
        status = page.locator("#diglot-search [role=status]")
        view(page, "target").click()
        expect(status).to_have_text(re.compile("^[^·]*(page|pages)[^·]*$"))
        expect(titles.first).to_have_text(re.compile("^(Terms|Blocks of All Kinds)$"))
        view(page, "both").click()
        expect(status).to_have_text(re.compile("找到.* · .*found"))
        expect(titles.first).to_contain_text(re.compile("术语|各种段落"))
        expect(titles.first).to_contain_text(re.compile("Terms|Blocks of All Kinds"))


@pytest.mark.parametrize(
    ("query", "page_title"), [("第一段", "各种段落"), ("footnote", "各种段落")]
)
def test_the_search_finds_in_both(
    chromium: Browser, watch: Watch, pairs: Site, query: str, page_title: str
) -> None:
    address = f"{address_of(pairs, 'search.html')}?q={query}"
    page = open_page(chromium, watch, address, DESKTOP)
    link = page.locator(".diglot-page h2 a").filter(has_text=page_title).first
    expect(link).to_be_visible()
    link.click()
    expect(page).to_have_url(re.compile(rf"/{BOTH}/blocks\.html"))
