"""axe finds nothing to object to on any kind of page, at any width, light or dark."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from browser.accessibility import WIDTHS, objections
from browser.chromium import Watch
from browser.server import serve
from site_books import Site

PAGES = ["index", "talks/gpu", "talks/draft", "terms", "genindex", "search", "404"]


@pytest.mark.parametrize(
    ("slug", "pages", "widths"),
    # The boxes and the colours of a page are the same in all languages.
    [("en", [*PAGES, "translation-progress"], WIDTHS), ("zh-cn", PAGES[:2], WIDTHS[:1])],
)
def test_pages(
    chromium: Browser,
    watch: Watch,
    salon: Site,
    slug: str,
    pages: list[str],
    widths: tuple[int, ...],
) -> None:
    found = []
    with serve(salon.root) as root:
        tab = watch.on(chromium.new_context().new_page())
        for page in pages:
            tab.goto(f"{root}{slug}/{page}.html")
            found += objections(tab, widths)
    assert not found, "\n".join(found)


def test_front(chromium: Browser, watch: Watch, salon: Site) -> None:
    found = []
    with serve(salon.root) as root:
        tab = watch.on(chromium.new_context().new_page())
        for page in ("?choose", "404.html"):
            tab.goto(f"{root}{page}")
            found += objections(tab)
    assert not found, "\n".join(found)
