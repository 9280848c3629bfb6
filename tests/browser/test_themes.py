"""Parallel sites in other themes than Furo: what readers do works on each of them.

The sites are served as strict hosts serve them: no script inside a page runs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Route, expect

from browser.accessibility import WIDTHS, objections
from browser.server import serve
from parallel_books import THEMES

# Fonts of other hosts, which the browser does not reach, and a mode that nobody has chosen yet.
_OF_THEMES = ("ERR_NAME_NOT_RESOLVED", "Got invalid theme mode")

OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module", params=THEMES)
def address(request: pytest.FixtureRequest) -> Iterator[str]:
    themed: Callable[[str], Path] = request.getfixturevalue("themed_pairs")
    with serve(themed(request.param)) as root:
        yield root


def _keep(complaints: list[str], message: ConsoleMessage) -> None:
    if message.type in ("error", "warning"):
        complaints.append(message.text)


@pytest.fixture(scope="module")
def window(launched: Browser) -> Iterator[Page]:
    """A page for all tests: one of its own takes longer to open than most of them do."""
    context = launched.new_context()
    yield context.new_page()
    context.close()


@pytest.fixture
def tab(window: Page) -> Iterator[Page]:
    """The page as if nobody had read in it before."""
    complaints: list[str] = []
    keep, fail = partial(_keep, complaints), lambda error: complaints.append(str(error))
    window.set_viewport_size({"width": 390, "height": 800})
    window.on("console", keep)
    window.on("pageerror", fail)
    yield window
    window.unroute_all()
    window.evaluate("localStorage.clear(); sessionStorage.clear()")
    window.goto("about:blank")
    window.remove_listener("console", keep)
    window.remove_listener("pageerror", fail)
    assert [
        complaint for complaint in complaints if not any(own in complaint for own in _OF_THEMES)
    ] == []


def test_the_choice_of_a_view_is_kept(tab: Page, address: str) -> None:
    tab.goto(f"{address}terms.html")
    assert tab.evaluate(OVERFLOW) == 0
    expect(tab.locator("a[data-diglot-language]:visible")).to_have_count(2)
    heading = tab.locator(".diglot-text h1 .diglot-side")
    expect(heading.and_(tab.locator(":visible"))).to_have_count(2)
    tab.locator(".diglot-views [data-view=target]").click()
    expect(heading.and_(tab.locator(":visible"))).to_have_text(["Terms"])
    tab.goto(f"{address}index.html")
    expect(tab.locator("html")).to_have_attribute("data-diglot-view", "target")
    expect(tab.locator("html")).to_have_attribute("lang", "en")


# The theme's own buttons and links at the top of the window that something else lies over.
_COVERED = """() => [...document.querySelectorAll("a, button, label")].filter((one) => {
  const isText = one.closest("article, .bd-article-container, [role=main], .yue");
  if (isText || one.closest(".diglot-languages")) return false;
  const { x, y, width, height } = one.getBoundingClientRect();
  const top = document.elementFromPoint(x + width / 2, y + height / 2);
  return width > 0 && y >= 0 && y < 120 && top?.closest(".diglot-languages");
}).map((one) => one.outerHTML)"""


_COLUMNS = """link => {
  const { x, y } = link.getBoundingClientRect();
  const isColumn = (part) =>
    getComputedStyle(part).position === "sticky" && part.offsetWidth < innerWidth / 2;
  return document.elementsFromPoint(x, y).filter(isColumn).map((one) => one.className);
}"""


_HEIGHT = "document.body.getBoundingClientRect().height"


def test_the_languages_stay_in_reach(tab: Page, address: str) -> None:
    tab.goto(f"{address}blocks.html")
    height = tab.evaluate(_HEIGHT)
    tab.evaluate("scrollTo({ top: 900, behavior: 'instant' })")
    languages = tab.locator("a[data-diglot-language]")
    expect(languages.first).to_be_in_viewport(ratio=1)
    expect(languages.last).to_be_in_viewport(ratio=1)
    assert tab.evaluate(_COVERED) == []
    # Nothing has moved for it, not by a part of a pixel.
    assert tab.evaluate(_HEIGHT) == pytest.approx(height, abs=0.05)
    assert tab.evaluate("scrollY") == 900
    # On wide pages they stand beside what a theme keeps in view at the right.
    tab.set_viewport_size({"width": 1400, "height": 800})
    expect(languages.last).to_be_in_viewport(ratio=1)
    assert languages.last.evaluate(_COLUMNS) == []
    tab.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
    expect(tab.locator(".diglot-follows")).to_have_count(0)
    # No section is read at the top: the link has no place to lead to, which is no error.
    languages.first.focus()


def test_nothing_stands_before_the_link_to_the_text(tab: Page, address: str) -> None:
    tab.goto(f"{address}blocks.html")
    skipping = tab.locator("[class*=skip-link] a, a[class*=skip-link]")
    if skipping.count():
        tab.keyboard.press("Tab")
        expect(skipping.first).to_be_focused()


def test_a_caption_has_one_button(tab: Page, address: str) -> None:
    tab.goto(f"{address}terms.html")
    captions = tab.locator("figcaption:has(.diglot-pair)")
    expect(captions.locator(".diglot-mark")).to_have_count(captions.count())
    assert captions.count() > 1


def test_a_long_name_in_two_languages_breaks(tab: Page, address: str) -> None:
    tab.goto(f"{address}terms.html")
    side = '<span class="diglot-side">A name of many short words for all</span>'
    tab.evaluate(
        "words => { for (const name of document.querySelectorAll('.navbar-brand, .brand'))"
        " name.innerHTML = words }",
        f'<p><span class="diglot-words">{side} · {side}</span></p>',
    )
    assert tab.evaluate(OVERFLOW) == 0


def test_a_long_name_breaks(tab: Page, address: str) -> None:
    tab.set_viewport_size({"width": 320, "height": 800})
    tab.goto(f"{address}terms.html")
    tab.evaluate(
        "name => { for (const brand of document.querySelectorAll('.navbar-brand, .brand'))"
        " brand.innerHTML = name }",
        f'<p class="title logo__title">{"Documentation " * 3}{"Documentation" * 3}</p>',
    )
    assert tab.evaluate(OVERFLOW) == 0


def test_a_long_name_in_code_breaks(tab: Page, address: str) -> None:
    tab.goto(f"{address}blocks.html")
    name = f'<span class="pre">{"configuration." * 8}</span>'
    filled = tab.evaluate(
        """code => {
          const sides = document.querySelectorAll(".diglot-pair > .diglot-side:not(td *, th *)");
          for (const side of sides) side.insertAdjacentHTML("beforeend", code);
          return sides.length;
        }""",
        f' <code class="diglot-long docutils literal notranslate">{name}</code>',
    )
    assert filled > 10
    assert tab.evaluate(OVERFLOW) == 0


_CELLS = "<tr>" + "<td>Configuration</td>" * 9 + "</tr>"
_WIDE = {
    "a word": f"<p><strong>{'CONFIGURATION_' * 4}</strong></p>",
    "a word in a heading": f"<h2>{'Configuration' * 4}</h2>",
    "a table of HTML": f'<div align="center"><table>{_CELLS}</table></div>',
    "the table of progress": f'<div class="table-wrapper"><table class="docutils diglot-progress">'
    f"{_CELLS}</table></div>",
}


def test_what_is_wider_than_the_page_does_not_widen_it(tab: Page, address: str) -> None:
    tab.goto(f"{address}blocks.html")
    text = tab.locator("article, [role=main]").first
    wider = {
        name: text.evaluate("(text, html) => text.insertAdjacentHTML('beforeend', html)", html)
        or tab.evaluate(OVERFLOW)
        for name, html in _WIDE.items()
    }
    assert wider == dict.fromkeys(_WIDE, 0)


def test_cells_with_sentences_stay_wide_enough(tab: Page, address: str) -> None:
    tab.goto(f"{address}blocks.html")
    width = tab.locator("article table, table").first.evaluate(
        """table => {
          for (const row of table.rows) {
            for (let more = 0; more < 4; more += 1) row.append(row.cells[1].cloneNode(true));
          }
          const cells = [...table.querySelectorAll("td:not(:first-child)")];
          for (const cell of cells) {
            cell.textContent = "每一项都要写清楚用途和默认值，以免出错。";
            cell.className = "diglot-text-cell";
          }
          const { fontSize } = getComputedStyle(cells[0]);
          return cells[0].getBoundingClientRect().width / Number.parseFloat(fontSize);
        }"""
    )
    assert 8.9 < width < 14
    assert tab.evaluate(OVERFLOW) == 0


def test_what_scrolls_can_be_reached_from_the_keyboard(tab: Page, address: str) -> None:
    tab.set_viewport_size({"width": 320, "height": 800})
    tab.goto(f"{address}blocks.html")
    table = tab.locator("article table, table").first
    scroller = table.evaluate_handle(
        """table => {
          for (const row of table.rows) {
            for (let more = 0; more < 9; more += 1) row.append(row.cells[1].cloneNode(true));
          }
          dispatchEvent(new Event("resize"));
          let box = table;
          const scrolls = () =>
            box.scrollWidth > box.clientWidth && getComputedStyle(box).overflowX !== "visible";
          while (!scrolls()) box = box.parentElement;
          return box;
        }"""
    )
    assert scroller.evaluate("box => [box.tabIndex, box !== document.scrollingElement]") == [
        0,
        True,
    ]


def test_dates_in_cells_are_not_torn(tab: Page, address: str) -> None:
    tab.goto(f"{address}blocks.html")
    lines = tab.locator("article table, table").first.evaluate(
        """table => {
          const [first, second] = table.tBodies[0].rows[0].cells;
          first.className = "diglot-number-cell";
          first.innerHTML = "<p>2023 年 11 月 30 日</p>";
          first.style.width = "25%";
          second.textContent = "每一项都要写清楚用途和默认值，以免出错。".repeat(3);
          const range = document.createRange();
          range.selectNodeContents(first.firstChild);
          return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size;
        }"""
    )
    assert lines == 1


@pytest.mark.parametrize(("query", "found"), [("术语", "terms"), ("terms", "terms")])
def test_the_search_finds_both_languages(tab: Page, address: str, query: str, found: str) -> None:
    tab.goto(f"{address}search.html?q={query}")
    expect(tab.locator("#diglot-search[data-ready] input")).to_be_focused()
    expect(tab.locator(f".diglot-found h2 a[href*='{found}.html']").first).to_be_visible()
    assert tab.evaluate(OVERFLOW) == 0


def test_axe_finds_what_the_theme_alone_has(
    chromium: Browser, themed_pairs: Callable[[str], Path]
) -> None:
    """Two of its own landmarks are called alike on pages that Sphinx alone has made, too."""
    with serve(themed_pairs("pydata_sphinx_theme")) as root:
        tab = chromium.new_context().new_page()
        tab.goto(f"{root}blocks.html")
        found = objections(tab, WIDTHS[::2])
        tab.context.close()
    ours = [finding for finding in found if " landmark-unique: " not in finding]
    assert not ours, "\n".join(ours)


def test_what_a_theme_sends_late_has_its_room(
    tab: Page, themed_pairs: Callable[[str], Path]
) -> None:
    """This one draws icons by a script at the end, and has a page's contents after the text."""
    with serve(themed_pairs("pydata_sphinx_theme")) as root:
        tab.set_viewport_size({"width": 1400, "height": 800})
        tab.goto(f"{root}blocks.html")
        before, after = tab.evaluate(
            """() => {
              const boxes = () =>
                [".bd-article-container", ".navbar-header-items__end"].map((part) => {
                  const { x, width } = document.querySelector(part).getBoundingClientRect();
                  return [Math.round(x), Math.round(width)];
                });
              const all = boxes();
              document.querySelector(".bd-sidebar-secondary").remove();
              for (const icon of document.querySelectorAll(".bd-header svg.svg-inline--fa")) {
                const unready = document.createElement("i");
                unready.className = `fa-solid ${icon.getAttribute("class").slice(14)}`;
                unready.dataset.mode = icon.dataset.mode ?? "";
                icon.replaceWith(unready);
              }
              document.documentElement.dataset.mode = document.documentElement.dataset.theme = "";
              return [all, boxes()];
            }"""
        )
        assert before == after


def test_results_move_nothing(tab: Page, address: str) -> None:
    """Their room is kept before they are there: what comes below them is below the window."""
    asked: list[str] = []

    def keep_back(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(body="")

    tab.route("**/_search/search.js*", keep_back)
    tab.goto(f"{address}search.html?q=terms")
    assert asked
    room = tab.locator(".diglot-search-page").evaluate("page => page.offsetHeight >= innerHeight")
    notice = tab.locator(".diglot-without-scripts").is_visible()
    assert (room, notice) == (True, False)


def test_the_words_of_a_theme_are_in_both_languages(
    themed_pairs: Callable[[str], Path],
) -> None:
    """This one has a catalog of its own, beside Sphinx's."""
    page = (themed_pairs("sphinx_book_theme") / "blocks.html").read_text("utf-8")
    shown = re.findall(r'fa-list"></i>\s*<span class="diglot-words">(.*?)</div>', page, re.DOTALL)
    assert shown
    for words in shown:
        assert re.findall(r">(目录|Contents)<", words) == ["目录", "Contents"]


def test_navigation_of_a_theme_is_in_both_languages(
    themed_pairs: Callable[[str], Path],
) -> None:
    """This one makes its navigation itself, of the source's titles."""
    page = (themed_pairs("pydata_sphinx_theme") / "index.html").read_text("utf-8")
    lists = re.findall(r'<ul class="bd-navbar-elements.*?</ul>', page, re.DOTALL)
    shown = [re.findall(r'lang="[\w-]+">([^<]+)<', links) for links in lists]
    assert shown
    for titles in shown:
        assert titles == ["各种段落", "Blocks of All Kinds", "术语", "Terms"]
