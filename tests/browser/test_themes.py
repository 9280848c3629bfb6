"""Parallel sites in other themes than Furo: what readers do works on each of them.

The sites are served as strict hosts serve them: no script inside a page runs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.server import serve
from parallel_books import THEMES

pytestmark = pytest.mark.browser

OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module", params=THEMES)
def address(request: pytest.FixtureRequest) -> Iterator[str]:
    themed: Callable[[str], Path] = request.getfixturevalue("themed_pairs")
    with serve(themed(request.param), "script-src 'self'") as root:
        yield root


@pytest.fixture
def tab(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 390, "height": 800})
    # Some themes ask other hosts for fonts.
    context.route(
        "**/*",
        lambda route: route.continue_() if "127.0.0.1" in route.request.url else route.abort(),
    )
    yield context.new_page()
    context.close()


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


@pytest.mark.parametrize(("query", "found"), [("术语", "terms"), ("terms", "terms")])
def test_the_search_finds_both_languages(tab: Page, address: str, query: str, found: str) -> None:
    tab.goto(f"{address}search.html?q={query}")
    expect(tab.locator("#diglot-search[data-ready] input")).to_be_focused()
    expect(tab.locator(f".diglot-found h2 a[href*='{found}.html']").first).to_be_visible()
    assert tab.evaluate(OVERFLOW) == 0
