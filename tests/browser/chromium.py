"""A real Chromium for the tests: the system's, headless, cut off from the network."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect, sync_playwright

from tools import require

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_OPTIONS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")


@dataclass
class Watch:
    """What a page did that it must not: complain, or ask another host for something."""

    complaints: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)

    def console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def request(self, request: Request) -> None:
        if not request.url.startswith(("file:", "data:", "http://127.0.0.1")):
            self.outside.append(request.url)

    def on(self, page: Page) -> Page:
        page.on("console", self.console)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", self.request)
        return page


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    program = require(*_NAMES)
    # As patient as Playwright's other waits, of 30 seconds: what is waited for is built meanwhile.
    expect.set_options(timeout=30_000)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=program, args=list(_OPTIONS))
        yield launched
        launched.close()


@pytest.fixture
def watch() -> Iterator[Watch]:
    """A watch that fails the test if a page complained or looked outside."""
    watching = Watch()
    yield watching
    assert watching == Watch(), watching
