"""Makes the pictures of README and guide: `make pictures`, after `make`, with Chromium installed.

Pages are shown in the packaged faces of diglot's handouts, so that the pictures do not depend on
the fonts of the machine.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image, ImageOps
from playwright.sync_api import Page, sync_playwright

import live_pictures

ROOT = Path(__file__).parents[1]
SITE, PICTURES = ROOT / "build/site", ROOT / "docs/guide/pictures"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FACES = ("manimgx_fonts", "pylopdf_fonts_zh_cn")
# The page that the desk shows, and what is said of it by the name of its picture.
DESK_PAGE, DESK_HEADING = "salon/liu-yiming", "Liu Yiming"
DESKS = {".png": "zh-CN", ".en.png": "en"}
REPLACED = ("community", "Community")
HANDOUTS = {"handout.zh-cn.png": ("book.zh-cn", 10), "handout.zh-cn_en.png": ("book.zh-cn_en", 10)}
# What the book itself does not make, and the pages that are shown of each kind of handout.
KINDS = {
    "notes": {"documents": "salon/liu-yiming", "notes": True},
    "large": {"documents": "salon/liu-yiming", "large_print": True},
}
PAPERS = {
    "book.{}": 0,
    "notes.{}": 0,
    "large.{}": 0,
    "book.zh-cn_en": 13,
    "dong-jin.interlinear.zh-cn_en": 0,
}
GAP = 16
SITES = {f"page.{slug}.png": f"{slug}/salon/liu-yiming.html" for slug in ("zh-cn", "en")}


def main() -> None:
    """Make all pictures."""
    with faces(), sync_playwright() as playwright:
        found = next(filter(None, map(shutil.which, BROWSERS)), None)
        if found is None:
            raise SystemExit(f"none of {', '.join(BROWSERS)} is in PATH")
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        for name, path in SITES.items():
            page = browser.new_page(viewport={"width": 900, "height": 600})
            page.goto((SITE / path).as_uri())
            save(page, name)
        for ending, locale in DESKS.items():
            page = browser.new_page(viewport={"width": 1200, "height": 750}, locale=locale)
            with desk() as address:
                page.goto(address)
                show_desk(page, ending)
        live_pictures.make(browser)
        browser.close()
    for name, (handout, number) in HANDOUTS.items():
        image = pdfium.PdfDocument(SITE / f"handouts/{handout}.pdf")[number].render(scale=1.1)
        image.to_pil().quantize(256).save(PICTURES / name, optimize=True)
    papers()


def papers() -> None:
    """Put what an organiser can get side by side: a page of each kind of handout."""
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        for part in ("docs", "locales"):
            shutil.copytree(ROOT / part, project / part)
        conf = (ROOT / "conf.py").read_text("utf-8")
        (project / "conf.py").write_text(f"{conf}\ndiglot_handouts |= {KINDS!r}\n", "utf-8")
        command = [sys.executable, "-m", "diglot", "build", "handouts", "--quiet"]
        subprocess.run(command, cwd=project, check=True)
        handouts = project / "build/site/handouts"
        for slug, name in {"zh-cn": "papers.png", "en": "papers.en.png"}.items():
            shown = [
                pdfium.PdfDocument(handouts / f"{pdf.format(slug)}.pdf")[number]
                for pdf, number in PAPERS.items()
            ]
            row([page.render(scale=320 / page.get_width()).to_pil() for page in shown], name)


def row(pages: list[Image.Image], name: str) -> None:
    """Save pages beside each other, each in a thin frame."""
    width, height = max(page.width for page in pages), max(page.height for page in pages)
    sheet = Image.new("RGB", ((width + GAP) * len(pages) - GAP, height), "white")
    for at, page in enumerate(pages):
        frame = ImageOps.expand(page.crop((1, 1, width - 1, height - 1)), 1, "#b8bec5")
        sheet.paste(frame, (at * (width + GAP), 0))
    sheet.quantize(256).save(PICTURES / name, optimize=True)


def show_desk(page: Page, ending: str) -> None:
    """Save the pictures of the desk that is open in a page; nothing is written to its catalogs."""
    page.locator("body[data-ready]").wait_for()
    shown = page.frame_locator("iframe")
    shown.locator("h1", has_text=DESK_HEADING).wait_for()
    shown.locator("article p[data-desk]").first.click()
    page.locator("#work .checks *").first.wait_for(state="attached")
    save(page, f"desk{ending}")
    words, instead = REPLACED
    page.keyboard.press("Alt+KeyR")
    page.keyboard.insert_text(words)
    page.keyboard.press("Tab")
    page.keyboard.insert_text(instead)
    page.locator("dialog .changes li").first.wait_for()
    page.keyboard.press("Tab")
    save(page, f"desk-replace{ending}")
    page.keyboard.press("Escape")
    page.locator("#work .cm-content").click()
    page.keyboard.press("Control+End")
    page.keyboard.insert_text("，as the report says。")
    page.locator(".finding").first.wait_for()
    save(page, f"desk-checks{ending}")
    # The desk keeps drafts: the next picture is to have none.
    with page.expect_response("**/_desk/draft"):
        page.keyboard.press("Control+Z")


def save(page: Page, name: str) -> None:
    """Save what is seen of a page."""
    page.evaluate("document.fonts.ready")
    page.screenshot(path=PICTURES / name, animations="disabled", caret="hide")


@contextmanager
def faces() -> Iterator[None]:
    """Let programs that are started meanwhile see the packaged faces alone."""
    folders = [
        Path(spec.origin).parent for name in FACES if (spec := find_spec(name)) and spec.origin
    ]
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder, "fonts.conf")
        listed = "".join(f"<dir>{path}</dir>" for path in folders)
        config.write_text(
            f"<fontconfig>{listed}<cachedir>{folder}</cachedir></fontconfig>", "utf-8"
        )
        os.environ["FONTCONFIG_FILE"] = str(config)
        yield


@contextmanager
def desk() -> Iterator[str]:
    """Open the desk of the book; give its address."""
    command = [sys.executable, "-m", "diglot", "translate", "en", DESK_PAGE, "--no-open"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        (said,) = process.stdout.readlines(1) if process.stdout else [""]
        yield said.split()[0]
    finally:
        process.terminate()
        process.wait()


if __name__ == "__main__":
    main()
