"""What a page of the book costs its reader, and how soon a search among 1,000 pages finds.

For each site: what Chromium loads with a page, in bytes as they lie on the disk and as hosts send
them; and how far pages move while they are loaded over a line of 10 Mbit/s
(https://web.dev/articles/cls). A search is begun on a page of the site, as readers begin it, with
nothing in the cache. DIGLOT_SEARCH_PAGES names another number of pages.
"""

from __future__ import annotations

import gzip
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, Page

from bench.book import copy_of_the_book
from bench.measure import command
from bench.search_engines import chromium, served
from bench.synthetic import write_book

WIDTHS = (390, 1400)
_PAGES = "DIGLOT_SEARCH_PAGES"
_LINE = {"offline": False, "latency": 10, "downloadThroughput": 1.25e6, "uploadThroughput": 1.25e6}
_SENT_AS_THEY_ARE = {".woff2", ".png", ".jpg", ".gif", ".webp"}
_QUERIES = ("模型训练", "内容", "language", "trainnig")
_SEARCHES = 5

_WATCH = """
window.shifted = 0;
new PerformanceObserver((list) => {
  for (const shift of list.getEntries()) shifted += shift.value;
}).observe({ type: "layout-shift", buffered: true });
"""

# When the frame that shows the first result is drawn. A driver that asks again and again would
# see it up to half a second later.
_FOUND = """
window.found = new Promise((resolve) => {
  new MutationObserver((_, watch) => {
    if (!document.querySelector(".diglot-found h2 a")?.getClientRects().length) return;
    watch.disconnect();
    requestAnimationFrame(() => resolve(performance.now()));
  }).observe(document, { childList: true, subtree: true });
});
"""


@dataclass(frozen=True, slots=True)
class Row:
    """What pages load: medians and the most, in bytes; how far they move, or seconds."""

    name: str
    pages: int
    stored: float
    sent: float
    most_sent: int
    last: str


def table(rows: Sequence[Row]) -> str:
    """Return the rows as a Markdown table."""
    lines = [
        "| | pages | KB on disk, median | KB sent, median | KB sent, most | moved, or seconds |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for row in rows:
        sizes = (f"{size / 1000:.0f}" for size in (row.stored, row.sent, row.most_sent))
        lines.append(f"| {row.name} | {row.pages} | {' | '.join(sizes)} | {row.last} |")
    return "\n".join(lines)


def rows(_repeat: int = 1) -> Iterator[Row]:
    """Yield a row for each site of the book, then one for each query on a large site."""
    with chromium() as browser, copy_of_the_book() as book:
        build = [sys.executable, "-m", "diglot", "build", "--quiet"]
        command([*build, "zh-cn/site", "en/site", "parallel/site"], book)()
        for site in sorted((book / "build/site").glob("*/index.html")):
            yield _site(browser, site.parent)
        with TemporaryDirectory() as folder:
            large = Path(folder, "book")
            pages = int(os.environ.get(_PAGES, "1000"))
            write_book(large, pages)
            command([*build, "zh-cn/site", "en/site"], large)()
            yield from _searches(browser, large / "build/site", pages)


def _site(browser: Browser, site: Path) -> Row:
    pages = [page for page in sorted(site.rglob("*.html")) if "_static" not in page.parts]
    stored, sent, moved = [], [], 0.0
    tabs = [_tab(browser, width) for width in WIDTHS]
    loaded = _loaded(tabs[-1], site.parent)
    with served(site.parent) as root:
        for page in pages:
            loaded.clear()
            for tab in tabs:
                address = f"{root}{page.relative_to(site.parent).as_posix()}"
                tab.goto(address, wait_until="networkidle")
                moved = max(moved, tab.evaluate("shifted"))
            stored.append(sum(path.stat().st_size for path in loaded))
            sent.append(sum(map(_sent, loaded)))
    for tab in tabs:
        tab.context.close()
    return Row(site.name, len(pages), median(stored), median(sent), max(sent), f"{moved:.4f}")


def _searches(browser: Browser, sites: Path, pages: int) -> Iterator[Row]:
    with served(sites) as root:
        tab = _tab(browser, WIDTHS[-1])
        tab.add_init_script(_FOUND)
        loaded = _loaded(tab, sites)
        for query in _QUERIES:
            seconds = []
            for _ in range(_SEARCHES):
                tab.goto(f"{root}zh-cn/index.html", wait_until="networkidle")
                loaded.clear()
                tab.goto(f"{root}zh-cn/search.html?q={query}", wait_until="commit")
                seconds.append(tab.evaluate("found") / 1000)
            sent = sum(map(_sent, loaded))
            stored = sum(path.stat().st_size for path in loaded)
            took = f"{median(seconds):.2f} s, {max(seconds):.2f} s at most"
            yield Row(f"the first result of “{query}”", pages, stored, sent, sent, took)
        tab.context.close()


def _tab(browser: Browser, width: int) -> Page:
    """Return an empty page behind a line of 10 Mbit/s, with no cache.

    One serves many pages: Chromium has answers hang where slowed tabs are opened and closed.
    """
    tab = browser.new_context(viewport={"width": width, "height": 800}).new_page()
    tab.add_init_script(_WATCH)
    session = tab.context.new_cdp_session(tab)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    session.send("Network.emulateNetworkConditions", _LINE)
    return tab


def _loaded(tab: Page, root: Path) -> set[Path]:
    """Return a set that gets the files which a page asks for."""
    files: set[Path] = set()

    def keep(address: str) -> None:
        path = root / unquote(urlsplit(address).path).lstrip("/")
        if path.is_file():
            files.add(path)

    tab.on("request", lambda request: keep(request.url))
    return files


def _sent(path: Path) -> int:
    """Return the bytes of a file as hosts send it."""
    if path.suffix in _SENT_AS_THEY_ARE:
        return path.stat().st_size
    return len(gzip.compress(path.read_bytes(), 6))
