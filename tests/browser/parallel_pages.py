"""Pages of the parallel site in a browser, and what is on them."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Browser, Locator, Page

from browser.chromium import Watch
from parallel_books import BOTH
from site_books import Site

PHONE, TABLET, DESKTOP = 390, 820, 1440


def open_page(chromium: Browser, watch: Watch, address: str, width: int, **options: Any) -> Page:
    context = chromium.new_context(viewport={"width": width, "height": 800}, **options)
    page = watch.on(context.new_page())
    page.goto(address)
    return page


def address_of(pairs: Site, page: str = "blocks.html") -> str:
    return (pairs.root / BOTH / page).as_uri()


def sides(page: Page) -> tuple[Locator, Locator]:
    pair = page.locator("#named")
    return pair.locator('[data-side="source"]'), pair.locator('[data-side="target"]')


def box(element: Locator) -> dict[str, float]:
    found = element.bounding_box()
    assert found
    return {name: float(found[name]) for name in ("x", "y", "width", "height")}


def middle(place: dict[str, float]) -> float:
    return place["x"] + place["width"] / 2


def view(page: Page, name: str) -> Locator:
    return page.locator(f'.diglot-views [data-view="{name}"]')
