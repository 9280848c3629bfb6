"""axe finds nothing to object to on any kind of page, in any language, light or dark."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import (  # type: ignore[import-untyped]  # it ships none
    Axe,
)
from playwright.sync_api import Browser

from browser.chromium import Watch
from browser.server import serve
from site_books import Site

# Pixels: a screen, a tablet, a usual and a small telephone. Themes have other boxes at each of
# them, which are the same on all pages: one page is looked at everywhere.
WIDTHS = [1400, 820, 390, 320]
PAGES = ["index", "talks/gpu", "talks/draft", "terms", "genindex", "search", "404"]
AT_ALL_WIDTHS = "talks/gpu"


def violations(chromium: Browser, watch: Watch, address: str, scheme: str) -> list[str]:
    context = chromium.new_context(color_scheme="dark" if scheme == "dark" else "light")
    tab = watch.on(context.new_page())
    tab.goto(address)
    found = []
    for width in WIDTHS if AT_ALL_WIDTHS in address else WIDTHS[:1]:
        tab.set_viewport_size({"width": width, "height": 800})
        for rule in Axe().run(tab).response["violations"]:
            found += [
                f"{address} {width}: {rule['id']}: {node['html'][:160]} {node['failureSummary']}"
                for node in rule["nodes"]
            ]
    context.close()
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("slug", ["zh-cn", "en"])
def test_pages(chromium: Browser, watch: Watch, salon: Site, slug: str, scheme: str) -> None:
    own = ["translation-progress"] if slug == "en" else []
    with serve(salon.root) as root:
        pages = [f"{root}{slug}/{page}.html" for page in [*PAGES, *own]]
        found = [
            violation for page in pages for violation in violations(chromium, watch, page, scheme)
        ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_front(chromium: Browser, watch: Watch, salon: Site, scheme: str) -> None:
    with serve(salon.root) as root:
        found = violations(chromium, watch, f"{root}?choose", scheme)
        found += violations(chromium, watch, f"{root}404.html", scheme)
    assert not found, "\n".join(found)
