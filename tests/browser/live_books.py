"""A small book that is served while its files change, and pages of it in a browser."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, Response

from browser.chromium import Watch
from folders import PROJECTS
from served import Served, served

CHAPTER = "docs/chapter.md"
TERMS = "docs/terms.md"
PICTURE = "docs/dot.png"
THEME = "paper.typ"
_LONG = "\n\n".join(f"第{number}段。" for number in range(80))
_SETTINGS = f"""
extensions = [*extensions, "sphinx_design"]
diglot_parallel = True
diglot_handouts = {{"book": {{"documents": "index", "reading": ["single", "parallel"]}}}}
diglot_handouts_theme = "{THEME}"
templates_path = ["_templates"]
html_static_path = ["_static"]
html_css_files = ["own.css"]
"""
# What the page of terms is made of, beside itself.
PARTS = {
    TERMS: """---
orphan: true
---

# 词汇

见{term}`词`。

```{include} part.txt
```

```{glossary}
词
  最小的单位。
```
""",
    "docs/part.txt": "从别处来的一段。\n",
    "_templates/sidebar/brand.html": '<p class="own">第一个牌子</p>\n',
    "_static/own.css": "article h1 { color: rgb(1, 2, 3); }\n",
}


@pytest.fixture(scope="session")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A book that is served to all who ask for it; they run in one group."""
    root = tmp_path_factory.mktemp("live") / "minimal"
    shutil.copytree(PROJECTS / "minimal", root)
    with (root / CHAPTER).open("a", encoding="utf-8") as page:
        page.write(f"\n{_LONG}\n\n```{{dropdown}} 展开\n里面。\n```\n\n![点](dot.png)\n")
    for name, text in PARTS.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    draw(root / PICTURE, 20)
    (root / THEME).write_text("// Nothing yet.\n", "utf-8")
    conf = root / "conf.py"
    conf.write_text(f"{conf.read_text('utf-8')}{_SETTINGS}", "utf-8")
    with served(root, forked=True) as project:
        yield project


def draw(path: Path, width: int, green: int = 30) -> None:
    """Draw a picture of so many pixels."""
    Image.new("RGB", (width, 10), (200, green, width)).save(path)


@pytest.fixture
def page(chromium: Browser, watch: Watch) -> Iterator[Page]:
    """An empty page of the browser."""
    context = chromium.new_context(viewport={"width": 1200, "height": 800})
    yield watch.on(context.new_page())
    context.close()


def edit(book: Served, old: str, new: str, path: str = CHAPTER) -> None:
    """Replace the first place of a text in a file of the book."""
    text = (book.root / path).read_text("utf-8")
    assert old in text
    (book.root / path).write_text(text.replace(old, new, 1), "utf-8")


def opened(book: Served, page: Page, path: str) -> Page:
    """Open a page of the book, and wait until it listens to what it is told.

    Then it asks for itself once more, for what nobody has told it. What is edited before that
    comes with it, and the page cannot know what scripts have made of it since it was loaded.
    """

    def is_asked_again(answer: Response) -> bool:
        address, _, _place = answer.frame.url.partition("#")
        return answer.request.resource_type == "fetch" and answer.url == address

    with page.expect_response(is_asked_again):
        page.goto(f"{book.address}{path}")
    return page
