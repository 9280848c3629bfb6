"""axe finds nothing to object to on any kind of page, in any language, light or dark."""

from __future__ import annotations

from typing import Literal, get_args

import pytest
from axe_playwright_python.sync_playwright import (  # type: ignore[import-untyped]  # it ships none
    Axe,
)
from playwright.sync_api import Browser, Page

from browser.chromium import Watch
from browser.server import serve
from site_books import Site

# Pixels: a screen, a tablet, a usual and a small telephone. Themes have other boxes at each of
# them, which are the same on all pages: one page is looked at everywhere.
WIDTHS = [1400, 820, 390, 320]
PAGES = ["index", "talks/gpu", "talks/draft", "terms", "genindex", "search", "404"]
AT_ALL_WIDTHS = "talks/gpu"
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = get_args(Scheme)


def open_tab(chromium: Browser, watch: Watch, scheme: Scheme) -> Page:
    return watch.on(chromium.new_context(color_scheme=scheme).new_page())


def violations(tab: Page, address: str) -> list[str]:
    tab.set_viewport_size({"width": WIDTHS[0], "height": 800})
    tab.goto(address)
    found = []
    for width in WIDTHS if AT_ALL_WIDTHS in address else WIDTHS[:1]:
        tab.set_viewport_size({"width": width, "height": 800})
        for rule in Axe().run(tab).response["violations"]:
            found += [
                f"{address} {width}: {rule['id']}: {node['html'][:160]} {node['failureSummary']}"
                for node in rule["nodes"]
            ]
    return found


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("slug", ["zh-cn", "en"])
def test_pages(chromium: Browser, watch: Watch, salon: Site, slug: str, scheme: Scheme) -> None:
    own = ["translation-progress"] if slug == "en" else []
    tab = open_tab(chromium, watch, scheme)
    with serve(salon.root) as root:
        pages = [f"{root}{slug}/{page}.html" for page in [*PAGES, *own]]
        found = [violation for page in pages for violation in violations(tab, page)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_front(chromium: Browser, watch: Watch, salon: Site, scheme: Scheme) -> None:
    tab = open_tab(chromium, watch, scheme)
    with serve(salon.root) as root:
        found = violations(tab, f"{root}?choose")
        found += violations(tab, f"{root}404.html")
    assert not found, "\n".join(found)
