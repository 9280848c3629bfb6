"""A real Firefox for the tests: the system's, headless.

It speaks WebDriver BiDi, which Playwright knows as its channel `moz-firefox`. As a program, this
module says by its status whether it starts.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from tools import require

NAMES = ("firefox-esr", "firefox")
SKIPPED = "DIGLOT_WITHOUT_FIREFOX"
"""Set in the environment where no Firefox starts."""


def start(playwright: Playwright, program: str) -> Browser:
    """Start the browser."""
    return playwright.firefox.launch(executable_path=program, channel="moz-firefox")


@pytest.fixture(scope="session")
def started(request: pytest.FixtureRequest) -> Iterator[Browser]:
    """The browser itself, which starts once in a process."""
    if os.environ.get(SKIPPED):
        pytest.skip(f"{SKIPPED} is set")
    program = require(*NAMES)
    browser = start(request.getfixturevalue("driver"), program)
    yield browser
    browser.close()


@pytest.fixture
def firefox(started: Browser) -> Iterator[Browser]:
    """The browser for one test; what is opened in it is closed at the end."""
    yield started
    for context in started.contexts:
        context.close()


if __name__ == "__main__":
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        raise SystemExit(f"no {' or '.join(NAMES)} in PATH")
    with sync_playwright() as playwright:
        start(playwright, program).close()
