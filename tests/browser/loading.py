"""What moves on a page while it is loaded (https://web.dev/articles/cls)."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser

from browser.answers import answer
from browser.chromium import Watch
from browser.server import serve

_PIECES = 4
_WIDTHS = (390, 1400)

_WATCH = """
window.observer = new PerformanceObserver(() => {});
observer.observe({ type: "layout-shift", buffered: true });
window.shifts = [];
const keep = () => {
  for (const shift of observer.takeRecords()) {
    /* One formula that becomes a little narrower when its face comes, on a page of few. */
    if (shift.value < 0.00005) continue;
    const names = shift.sources.map(({ node }) => `${node?.nodeName}.${node?.className}`);
    shifts.push(`${shift.value.toFixed(4)} ${names.join(" ")}`);
  }
  requestAnimationFrame(keep);
};
keep();
"""

# What a frame has moved is told in the next.
_SHIFTS = """
() => new Promise((done) => {
  let frames = 3;
  const next = () => { frames -= 1; if (frames) requestAnimationFrame(next); else done(shifts); };
  next();
})
"""


def shifts(chromium: Browser, watch: Watch, site: Path, *pages: str) -> list[str]:
    """Return what moves on pages of a site that come in pieces, on a telephone and on a screen."""
    found = []
    with serve(site, pieces=_PIECES) as root:
        for width in _WIDTHS:
            context = chromium.new_context(viewport={"width": width, "height": 800})
            context.add_init_script(_WATCH)
            tab = watch.on(context.new_page())
            for page in pages:
                tab.goto(f"{root}{page}")
                found += [f"{page} {width}: {shift}" for shift in answer(tab, _SHIFTS)]
            context.close()
    return found
