"""The pictures of the live preview: a file in an editor, and beside it the page that follows it."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, FrameLocator, Page, ViewportSize

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs/guide/pictures"
SIZE = ViewportSize(width=1200, height=460)
COLOURS = 64
# The mark of what has changed stays until the picture is made.
STAY = """
const later = window.setTimeout;
window.setTimeout = (work, wait, ...given) => wait === 1500 ? 0 : later(work, wait, ...given);
"""
BEGUN = """
() => {
  for (const each of document.getAnimations()) {
    each.pause();
    each.currentTime = 0;
  }
}
"""
SHOWN = """
<style>
  body {{ display: flex; height: 100vh; margin: 0; }}
  pre {{ box-sizing: border-box; width: 40%; margin: 0; padding: 14px; overflow: hidden;
         background: #1f2430; color: #d8dee9; font: 15px/1.6 monospace; white-space: pre-wrap; }}
  b {{ display: block; margin-bottom: 12px; color: #8fa1b3; font-weight: normal; }}
  mark {{ background: #5a4a1f; color: inherit; }}
  iframe {{ flex: 1; border: 0; }}
</style>
<pre><b>{path}</b>{before}<mark>{new}</mark>{after}</pre><iframe src="{address}"></iframe>
"""


@dataclass(frozen=True, slots=True)
class Still:
    """An edit of a file of the book that is shown: `old` becomes `new` on the page at `address`.

    `block` is on the page and holds the text that changes; `lines` of the file are shown around it.
    """

    name: str
    path: str
    old: str
    new: str
    address: str
    block: str
    lines: int
    has_problem: bool = False


_PAGE, _DOCUMENT = "salon/liu-yiming.html", "docs/salon/liu-yiming.md"
STILLS = (
    Still(
        "serve",
        _DOCUMENT,
        "他了解得很深。",
        "他知道得一清二楚。",
        f"zh-cn/{_PAGE}",
        "报道说",
        7,
    ),
    Still(
        "serve-problem",
        _DOCUMENT,
        "{term}`深度学习`",
        "{trem}`深度学习`",
        f"zh-cn/{_PAGE}",
        "刘一鸣是英伟达",
        6,
        has_problem=True,
    ),
    Still(
        "serve-catalog",
        "locales/en/LC_MESSAGES/salon/liu-yiming.po",
        "those behind the scenes",
        "the people backstage",
        f"zh-cn_en/{_PAGE}",
        "The report counts him",
        3,
    ),
)
# Diagnostics are in the language of the terminal.
LOCALES = {".png": "zh_CN.UTF-8", ".en.png": "C.UTF-8"}


def make(browser: Browser) -> None:
    """Make all of them, of a copy of the book that is served and edited."""
    for ending, locale in LOCALES.items():
        with tempfile.TemporaryDirectory() as folder, served(Path(folder), locale) as root:
            for still in STILLS:
                if ending == ".png" or still.has_problem:
                    image = shot(browser, still, Path(folder), root)
                    image.quantize(COLOURS).save(PICTURES / f"{still.name}{ending}", optimize=True)


def shot(browser: Browser, still: Still, folder: Path, root: str) -> Image.Image:
    """Edit the file, and return what is seen then; the file is as before afterwards."""
    source = folder / still.path
    text = source.read_text("utf-8")
    page = browser.new_page(viewport=SIZE)
    page.add_init_script(STAY)
    frame = beside(page, still, text, root)
    source.write_text(text.replace(still.old, still.new, 1), "utf-8")
    if still.has_problem:
        panel = frame.locator("#diglot-live-panel")
        panel.locator("summary").click()
        panel.locator("button").first.wait_for()
    else:
        frame.locator(".diglot-live-changed").first.wait_for()
        frame.locator("body").evaluate(BEGUN)
    data = page.screenshot(caret="hide")
    page.close()
    source.write_text(text, "utf-8")
    return Image.open(io.BytesIO(data)).convert("RGB")


def beside(page: Page, still: Still, text: str, root: str) -> FrameLocator:
    """Show the file as it will be, and the page as it is, in front of the block that changes."""
    before, after = text.split(still.old, 1)
    shown = SHOWN.format(
        path=still.path,
        before=escape("\n".join(before.split("\n")[-still.lines :])),
        new=escape(still.new),
        after=escape("\n".join(after.split("\n")[: still.lines])),
        address=f"{root}{still.address}",
    )
    with page.expect_response(lambda answer: "_diglot/events" in answer.url):
        page.set_content(shown)
    frame = page.frame_locator("iframe")
    block = frame.locator("article p", has_text=still.block).first
    block.evaluate("(each) => each.scrollIntoView({ block: 'center', behavior: 'instant' })")
    return frame


@contextmanager
def served(folder: Path, locale: str) -> Iterator[str]:
    """Serve a copy of the book in `folder`; give its address."""
    for part in ("docs", "locales"):
        shutil.copytree(ROOT / part, folder / part)
    shutil.copyfile(ROOT / "conf.py", folder / "conf.py")
    process = subprocess.Popen(
        [sys.executable, "-m", "diglot", "serve", "zh-cn", "zh-cn_en"],
        cwd=folder,
        env=os.environ | {"LC_ALL": locale},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        (said,) = process.stdout.readlines(1) if process.stdout else [""]
        yield said.split()[0]
    finally:
        process.terminate()
        process.communicate()
