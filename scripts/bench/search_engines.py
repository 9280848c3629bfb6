"""Engines that find pages, each asked in Chromium as its own page asks it."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from bench.search_truth import Query

Found = list[list[str]]
"""For each query the names of the pages, in the order in which readers see them."""


class Engine(Protocol):
    """A way to search a site."""

    def __call__(self, tab: Page, root: str, site: str, queries: Sequence[str]) -> Found:
        """Return what the site below an address finds."""


# In the order of the page: the reader's language, the others, words inside others.
_OURS = """
async ([queries, site]) => {
  const settings = JSON.parse(document.getElementById("diglot-search").dataset.settings);
  const found = [];
  for (const query of queries) {
    const result = await diglotSearch.find(query, [settings, ...settings.siblings]);
    found.push([...result.own, ...result.other].map(({ name }) => name));
  }
  return found;
}"""

# Where the page's own script fails, nothing is found.
_STOCK = """
async (queries) => queries.map((query) => {
  try {
    const results = Search._performSearch(...Search._parseQuery(query)).reverse();
    return [...new Set(results.map(([docname]) => docname))];
  } catch {
    return [];
  }
})"""

_PAGEFIND = """
async (queries) => {
  const pagefind = await import(new URL("pagefind/pagefind.js", location.href));
  const found = [];
  for (const query of queries) {
    const { results } = await pagefind.search(query);
    const pages = await Promise.all(results.map((result) => result.data()));
    found.push(pages.map(({ raw_url: url }) => url.replace(/^\\//, "").replace(/\\.html$/, "")));
  }
  return found;
}"""


def ours(tab: Page, root: str, site: str, queries: Sequence[str]) -> Found:
    """Ask diglot's search."""
    tab.goto(f"{root}{site}/search.html")
    tab.wait_for_selector("#diglot-search[data-ready]")
    found: Found = tab.evaluate(_OURS, [queries, site])
    return found


def stock(tab: Page, root: str, site: str, queries: Sequence[str]) -> Found:
    """Ask Sphinx's search."""
    tab.goto(f"{root}{site}/search.html")
    tab.wait_for_function("() => typeof Search !== 'undefined' && Search._index")
    found: Found = tab.evaluate(_STOCK, queries)
    return found


def pagefind(tab: Page, root: str, site: str, queries: Sequence[str]) -> Found:
    """Ask Pagefind, which `index_for_pagefind` has prepared."""
    tab.goto(f"{root}{site}/index.html")
    found: Found = tab.evaluate(_PAGEFIND, queries)
    return found


def index_for_pagefind(root: Path, site: str) -> bool:
    """Let Pagefind read a built site; False where Pagefind is not installed."""
    if find_spec("pagefind") is None:
        return False
    options = ["--site", str(root / site), "--root-selector", "[role=main]"]
    done = subprocess.run(
        [sys.executable, "-m", "pagefind", *options], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(done.stdout + done.stderr)
    return True


def ask(engine: Engine, tab: Page, root: str, queries: Sequence[Query]) -> Found:
    """Return what an engine finds for each query, each on its own site."""
    found: dict[Query, list[str]] = {}
    for site in dict.fromkeys(query.site for query in queries):
        here = [query for query in queries if query.site == site]
        found.update(
            zip(here, engine(tab, root, site, [query.text for query in here]), strict=True)
        )
    return [found[query] for query in queries]


@contextmanager
def served(root: Path) -> Iterator[str]:
    """Serve a folder on this machine, compressed as hosts send it; the value is its address."""
    files = Mount("/", StaticFiles(directory=root, html=True))
    app = Starlette(routes=[files], middleware=[Middleware(GZipMiddleware)])
    server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
    # Asyncio sends what is written at once only where the protocol is said to be TCP.
    with socket.socket(proto=socket.IPPROTO_TCP) as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/"
        server.should_exit = True
        thread.join()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the system's Chromium."""
    with sync_playwright() as playwright:
        program = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()
