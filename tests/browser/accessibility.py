"""What axe objects to on an open page: at several widths, and in both schemes of colours."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Literal

import axe_playwright_python  # type: ignore[import-untyped]  # it ships none
from playwright.sync_api import Page

from browser.answers import answer

# Pixels: a screen, a tablet, a usual and a small telephone. Themes have other boxes at each.
WIDTHS = (1400, 820, 390, 320)

_SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
_AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"

_RUN = """
async () => {
  /* Colours that are on their way to others are nobody's choice. Transitions are ended, not
   * awaited: where no frame is drawn, they never end. */
  for (const animation of document.getAnimations()) {
    if (animation instanceof CSSTransition) animation.finish();
  }
  const { violations } = await axe.run({ resultTypes: ["violations"] });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary}`));
}
"""


def objections(tab: Page, widths: Iterable[int] = WIDTHS) -> list[str]:
    """Return what axe finds on a page as it stands, which is loaded once for all of it.

    Dark colours are judged at the first width and at the last: between them boxes change, not
    which of them there are.
    """
    found = []
    widths = tuple(widths)
    # Not add_script_tag, which a Content-Security-Policy of the page forbids.
    tab.evaluate(_AXE.read_text("utf-8"))
    for width in widths:
        tab.set_viewport_size({"width": width, "height": 800})
        for scheme in _SCHEMES if width in (widths[0], widths[-1]) else _SCHEMES[:1]:
            tab.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            found += [f"{tab.url} {width} {scheme}: {finding}" for finding in answer(tab, _RUN)]
    return found
