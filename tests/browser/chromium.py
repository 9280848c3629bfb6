"""A real Chromium for the tests: the system's, headless, cut off from the network."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Page,
    Playwright,
    Request,
    expect,
    sync_playwright,
)

from tools import require

# The first has no windows: pages are laid out and drawn by the same engine, for half of what the
# whole browser takes.
_NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
# Each window would start two pages of its own for its address bar, which nobody sees here, and
# which cost as much as the page under test. The last list counts, so Playwright's stands first.
_FEATURES = (
    "AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,HttpsUpgrades,"
    "HttpsFirstBalancedModeAutoEnable,LensOverlay,MediaRouter,PaintHolding,"
    "ThirdPartyStoragePartitioning,AvoidCorsURLLoaderRestartOnRedirect,OptimizationHints,"
    "NetworkTimeServiceQuerying,AimEnabled,PreconnectToSearch,"
    "WebUIOmniboxPopup,WebUIOmniboxAimPopup"
)
_OPTIONS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    f"--disable-features={_FEATURES}",
    # Some themes ask other hosts for fonts. A route of Playwright's that stops them costs more than
    # half of all that a page does: each request goes through it, and nothing is cached.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


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
def driver() -> Iterator[Playwright]:
    """Playwright, of which a process may have only one."""
    # As patient as Playwright's other waits, of 30 seconds: what is waited for is built meanwhile.
    expect.set_options(timeout=30_000)
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def launched(request: pytest.FixtureRequest) -> Iterator[Browser]:
    """The browser itself, for what stays open beyond one test."""
    program = require(*_NAMES)
    playwright: Playwright = request.getfixturevalue("driver")
    browser = playwright.chromium.launch(executable_path=program, args=list(_OPTIONS))
    yield browser
    browser.close()


@pytest.fixture
def chromium(launched: Browser) -> Iterator[Browser]:
    """The browser for one test; what is opened in it is closed at the end.

    Pages that stay open go on drawing and running, beside all tests that follow.
    """
    kept = list(launched.contexts)
    yield launched
    for context in launched.contexts:
        if context not in kept:
            context.close()


@pytest.fixture
def watch() -> Iterator[Watch]:
    """A watch that fails the test if a page complained or looked outside."""
    watching = Watch()
    yield watching
    assert watching == Watch(), watching
