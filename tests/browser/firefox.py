"""A real Firefox for the tests: the system's, headless.

It speaks WebDriver BiDi, which Playwright knows as its channel `moz-firefox`.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Playwright

from tools import require


@pytest.fixture(scope="session")
def started(request: pytest.FixtureRequest) -> Iterator[Browser]:
    """The browser itself, which starts once in a process."""
    program = require("firefox-esr", "firefox")
    playwright: Playwright = request.getfixturevalue("driver")
    browser = playwright.firefox.launch(executable_path=program, channel="moz-firefox")
    yield browser
    browser.close()


@pytest.fixture
def firefox(started: Browser) -> Iterator[Browser]:
    """The browser for one test; what is opened in it is closed at the end."""
    yield started
    for context in started.contexts:
        context.close()
