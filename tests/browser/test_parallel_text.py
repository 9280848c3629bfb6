"""Reading two languages side by side, as readers do."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Route, expect

from browser.accessibility import objections
from browser.answers import answer
from browser.chromium import Watch
from browser.loading import shifts
from browser.parallel_pages import (
    DESKTOP,
    PHONE,
    TABLET,
    address_of,
    box,
    middle,
    open_page,
    sides,
    view,
)
from browser.server import serve
from parallel_books import BOTH
from site_books import Site


@pytest.mark.parametrize(
    ("width", "scheme"), [(PHONE, "light"), (TABLET, "dark"), (DESKTOP, "light")]
)
def test_sides_are_beside_or_below_each_other(
    chromium: Browser, watch: Watch, pairs: Site, width: int, scheme: Any
) -> None:
    page = open_page(chromium, watch, address_of(pairs), width, color_scheme=scheme)
    source, target = map(box, sides(page))
    if width == PHONE:
        assert target["y"] >= source["y"] + source["height"]
        assert target["x"] == source["x"]
    else:
        assert target["y"] == source["y"]
        assert target["x"] >= source["x"] + source["width"]
        assert abs(target["width"] - source["width"]) < 1
    overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(overflow) == 0


def test_axe_finds_nothing(chromium: Browser, watch: Watch, pairs: Site) -> None:
    found = []
    with serve(pairs.root) as root:
        for name in ("index", "blocks", "terms", "search", "genindex"):
            page = open_page(chromium, watch, f"{root}{BOTH}/{name}.html", DESKTOP)
            if name == "blocks":
                page.locator("#named").hover()
                page.locator("#named > .diglot-mark").click()
            found += objections(page)
    assert not found, "\n".join(found)


# What is shown in colours of others: Furo's word on contents, sphinx-design's grounds.
_COLOURED = """
<nav class="contents local"><p class="topic-title">目录</p>
<ul><li><p><a class="reference internal" href="#">甲</a></p></li></ul></nav>
<p class="sd-bg-info sd-bg-text-info">乙</p><p class="sd-bg-success sd-bg-text-success">丙</p>
"""


def test_axe_finds_the_colours_of_others_readable(
    chromium: Browser, watch: Watch, pairs: Site
) -> None:
    with serve(pairs.root) as root:
        page = open_page(chromium, watch, f"{root}{BOTH}/blocks.html", DESKTOP)
        page.locator(".diglot-text").evaluate(
            "(text, html) => text.insertAdjacentHTML('afterbegin', html)", _COLOURED
        )
        found = objections(page, [DESKTOP])
    assert not found, "\n".join(found)


def test_entries_of_lists_have_marks_in_both_columns(
    chromium: Browser, watch: Watch, pairs: Site
) -> None:
    page = open_page(chromium, watch, address_of(pairs), DESKTOP)
    shown = "sides => sides.map(side => getComputedStyle(side).display)"
    first = page.locator("article li > .diglot-pair:first-child > .diglot-side")
    more = page.locator("article li > .diglot-pair:not(:first-child) > .diglot-side")
    assert first.evaluate_all(shown) == ["block", "list-item"] * 3
    assert set(more.evaluate_all(shown)) == {"block"}
    page.locator(".diglot-swap").click()
    assert first.evaluate_all(shown) == ["list-item", "block"] * 3
    view(page, "target").click()
    assert set(first.evaluate_all(shown)) == {"none", "block"}
    page.set_viewport_size({"width": PHONE, "height": 800})
    view(page, "both").click()
    assert set(first.evaluate_all(shown)) == {"block"}


def test_nothing_moves_while_pages_are_loaded(chromium: Browser, watch: Watch, pairs: Site) -> None:
    pages = [f"{BOTH}/{page}.html" for page in ("blocks", "terms")]
    assert shifts(chromium, watch, pairs.root, *pages) == []


def test_a_view_shows_one_language_and_is_remembered(
    chromium: Browser, watch: Watch, pairs: Site
) -> None:
    with serve(pairs.root) as root:
        page = open_page(chromium, watch, f"{root}{BOTH}/blocks.html", DESKTOP)
        source, target = sides(page)
        view(page, "target").click()
        expect(source).to_be_hidden()
        expect(target).to_be_visible()
        expect(view(page, "target")).to_have_attribute("aria-pressed", "true")
        page.goto(f"{root}{BOTH}/terms.html")
        expect(page.locator('article [data-side="source"]').first).to_be_hidden()
        view(page, "both").click()
        page.goto(f"{root}{BOTH}/blocks.html")
        expect(source).to_be_visible()
        expect(target).to_be_visible()


@pytest.mark.parametrize("name", ["blocks", "search", "genindex"])
def test_what_is_around_the_text_follows_the_view(
    chromium: Browser, watch: Watch, pairs: Site, name: str
) -> None:
    with serve(pairs.root) as root:
        page = open_page(chromium, watch, f"{root}{BOTH}/{name}.html", DESKTOP)
        entry = page.locator(".sidebar-tree li").first
        assert entry.inner_text().split("\n") == ["各种段落", "Blocks of All Kinds"]
        search = page.locator("input.sidebar-search")
        for chosen, shown, placeholder, lang in (
            ("target", "Blocks of All Kinds", "Search", "en"),
            ("source", "各种段落", "搜索", "zh-CN"),
        ):
            view(page, chosen).click()
            page.reload()
            assert entry.inner_text() == shown
            expect(search).to_have_attribute("placeholder", placeholder)
            expect(search).to_have_attribute("aria-label", placeholder)
            expect(page.locator("html")).to_have_attribute("lang", lang)
            assert " · " not in page.title()
        view(page, "both").click()
        expect(search).to_have_attribute("placeholder", "搜索 · Search")
        expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
        assert " · " in page.title()


# A change is laid out in the first frame and shown in the second.
_SETTLE = """
  await document.fonts.ready;
  for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
"""
# Playwright's own way of waiting evaluates text in the page, which its policy forbids.
_IS_READ = """() => new Promise((resolve) => {
    const look = () =>
        document.readyState === "interactive" ? resolve() : requestAnimationFrame(look);
    look();
})"""
_REMEMBER_PLACES = f"""async () => {{ {_SETTLE}
  const parts = document.querySelectorAll("article *, .sidebar-tree *, .toc-tree *");
  window.places = new Map([...parts].map((part) => [part, part.getBoundingClientRect()]));
  return window.places.size;
}}"""
_MOVED = f"""async () => {{ {_SETTLE}
  const moved = [...window.places].filter(([part, before]) => {{
    const after = part.getBoundingClientRect();
    return ["x", "y", "width", "height"].some((side) => Math.abs(after[side] - before[side]) > 0.5);
  }});
  return moved.map(([part]) => part.outerHTML.slice(0, 120));
}}"""


@pytest.mark.parametrize("chosen", ["both", "target"])
def test_nothing_moves_when_the_scripts_come(
    chromium: Browser, watch: Watch, pairs: Site, chosen: str
) -> None:
    held: list[Route] = []
    with serve(pairs.root) as root:
        page = open_page(chromium, watch, f"{root}{BOTH}/index.html", DESKTOP)
        view(page, chosen).click()
        # A slow network: the page is there, laid out and with its fonts, long before its scripts;
        # only those that say which sides are shown and which face is needed come before the text.
        page.route(
            re.compile(r"/_static/diglot(?!-parallel-early|-formulas).*\.js"),
            lambda route: held.append(route),
        )
        page.goto(f"{root}{BOTH}/blocks.html", wait_until="commit")
        answer(page, _IS_READ)
        assert answer(page, _REMEMBER_PLACES) > 100
        assert page.evaluate("document.readyState") == "interactive"
        for route in held:
            route.continue_()
        page.wait_for_load_state("load")
        expect(view(page, chosen)).to_have_attribute("aria-pressed", "true")
        assert answer(page, _MOVED) == []


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_what_one_reads_stays_in_place(
    chromium: Browser, watch: Watch, pairs: Site, width: int
) -> None:
    page = open_page(chromium, watch, address_of(pairs), width)
    page.evaluate("document.body.style.minHeight = '400vh'")
    # The figure is the first that is whole in sight.
    page.evaluate(
        "scrollTo({ top: document.getElementById('fig-one').getBoundingClientRect().top"
        " + scrollY - 64, behavior: 'instant' })"
    )
    first = page.locator("#fig-one")
    before = box(first)["y"]
    for name in ("source", "both", "target", "both"):
        view(page, name).click()
        assert abs(box(first)["y"] - before) < 2


@pytest.mark.parametrize("width", [PHONE, TABLET, DESKTOP])
def test_each_drawing_has_its_caption_under_it(
    chromium: Browser, watch: Watch, pairs: Site, width: int
) -> None:
    page = open_page(chromium, watch, address_of(pairs, "terms.html"), width)
    figure = page.locator("#fig-words")
    drawings, captions = figure.locator("img"), figure.locator(".caption-text > .diglot-side")
    first_drawing, second_drawing = (box(drawings.nth(at)) for at in (0, 1))
    below, right = (box(captions.nth(at)) for at in (0, 1))
    if width == PHONE:
        assert second_drawing["y"] >= first_drawing["y"] + first_drawing["height"]
        assert right["y"] >= below["y"] + below["height"]
        return
    assert (second_drawing["y"], right["y"]) == (first_drawing["y"], below["y"])
    for drawing, caption in ((first_drawing, below), (second_drawing, right)):
        assert caption["y"] >= drawing["y"] + drawing["height"]
        assert abs(middle(caption) - middle(drawing)) < 1
    page.locator(".diglot-swap").click()
    assert box(drawings.nth(1))["x"] < box(drawings.nth(0))["x"]
    assert box(captions.nth(1))["x"] < box(captions.nth(0))["x"]


def test_sides_are_swapped(chromium: Browser, watch: Watch, pairs: Site) -> None:
    page = open_page(chromium, watch, address_of(pairs), DESKTOP)
    swap = page.locator(".diglot-swap")
    swap.focus()
    page.keyboard.press("Enter")
    source, target = map(box, sides(page))
    assert target["x"] < source["x"]
    assert target["y"] == source["y"]
    expect(swap).to_have_attribute("aria-pressed", "true")
    page.set_viewport_size({"width": PHONE, "height": 800})
    source, target = map(box, sides(page))
    assert target["y"] < source["y"]


def test_without_scripts_both_are_shown(chromium: Browser, watch: Watch, pairs: Site) -> None:
    page = open_page(chromium, watch, address_of(pairs), DESKTOP, java_script_enabled=False)
    source, target = sides(page)
    assert box(source)["y"] == box(target)["y"]
    expect(page.locator(".diglot-views")).to_be_hidden()
    for text in ("各种段落", "Blocks of All Kinds"):
        expect(page.locator(".sidebar-tree").get_by_text(text)).to_be_visible()


def test_paper_has_both_and_no_buttons(chromium: Browser, watch: Watch, pairs: Site) -> None:
    page = open_page(chromium, watch, address_of(pairs), DESKTOP)
    page.emulate_media(media="print")
    for side in sides(page):
        expect(side).to_be_visible()
    expect(page.locator(".diglot-views")).to_be_hidden()
    expect(page.locator(".diglot-mark").first).to_be_hidden()


def test_the_choice_of_a_view_is_shown_when_all_of_it_has_come(
    chromium: Browser, watch: Watch, pairs: Site
) -> None:
    with serve(pairs.root) as root:
        page = open_page(chromium, watch, f"{root}{BOTH}/index.html", PHONE)
        expect(page.locator(".diglot-views")).to_be_visible()
        page.locator(".diglot-swap").evaluate("swap => swap.remove()")
        page.locator(".diglot-status").evaluate("status => status.remove()")
        expect(page.locator(".diglot-views")).to_be_hidden()
