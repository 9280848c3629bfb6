"""What a page answers later, after a frame or a file: waited for, but not without end.

Playwright waits for a promise as long as it takes, and where no frame is drawn, none is ever kept.
"""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

_SECONDS = 60


def answer(tab: Page, function: str, argument: object = None) -> Any:
    """Return what an asynchronous function of JavaScript gives; fail after a minute."""
    return tab.evaluate(
        f"""(argument) => Promise.race([
          ({function.strip()})(argument),
          new Promise((_, fail) => {{
            setTimeout(() => fail(new Error("no answer in {_SECONDS} s")), {_SECONDS * 1000});
          }}),
        ])""",
        argument,
    )
