"""Extensions that many projects have: two languages and the parallel site are built with them."""

from __future__ import annotations

from collections import Counter

import pytest
from PIL import Image

from diglot.actions.build import build
from diglot.core.codes import Code
from diglot.sphinxext.config.load import load_project
from site_books import Site

_CONF = """
project = "扩展"
language = "zh_CN"
extensions = [
    "myst_parser",
    "notfound.extension",
    "sphinx_sitemap",
    "sphinx_tabs.tabs",
    "sphinx_togglebutton",
    "sphinxext.opengraph",
    "diglot",
]
html_theme = "furo"
html_baseurl = "https://example.org/book/"
sitemap_url_scheme = "{link}"
locale_dirs = ["../locales"]
diglot_languages = ["zh_CN", "en"]
diglot_parallel = True
"""

_INDEX = """# 扩展的书

![点](dot.png)
<img src="https://example.org/far.png" alt="远">

````{tabs}
```{tab} 甲
甲的内容。
```
```{tab} 乙
乙的内容。
```
````

```{admonition} 折叠
:class: dropdown
里面的内容。
```

| 项 | 说明 |
| --- | --- |
| 甲 | 每一项都要写清楚用途和默认值。 |
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, warmed: None) -> Site:
    root = tmp_path_factory.mktemp("extensions")
    for path, text in {"conf.py": _CONF, "docs/index.md": _INDEX}.items():
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_text(text, "utf-8")
    Image.new("L", (30, 20)).save(root / "docs/dot.png")
    project = load_project(root)
    report = build(project, project.editions)
    assert {problem.code for problem in report.diagnostics} == {Code.STALE_CATALOG}
    return Site(root / "build/site", ("zh-cn", "en", "zh-cn_en"))


def test_each_tab_and_fold_is_there(site: Site) -> None:
    for slug in site.slugs:
        attributes = [attributes for _, attributes in site.parse(f"{slug}/index.html")]
        roles = Counter(attrs["role"] for attrs in attributes if "role" in attrs)
        identifiers = Counter(attrs["id"] for attrs in attributes if "id" in attrs)
        assert roles["tab"] == roles["tabpanel"] >= 2
        assert any("dropdown" in attrs.get("class", "").split() for attrs in attributes)
        assert set(identifiers.values()) == {1}, identifiers.most_common(3)


def test_a_cell_with_a_sentence_is_told_from_others(site: Site) -> None:
    for slug in site.slugs:
        cells = [attrs for name, attrs in site.parse(f"{slug}/index.html") if name in ("td", "th")]
        long = ["diglot-text-cell" in attrs.get("class", "").split() for attrs in cells]
        assert long == [False, False, False, True]


def test_a_page_is_described_once(site: Site) -> None:
    for slug in site.slugs[:2]:
        heads = site.parse(f"{slug}/index.html")
        said = Counter(attrs["property"] for name, attrs in heads if attrs.get("property"))
        address = next(attrs["content"] for _, attrs in heads if attrs.get("property") == "og:url")
        assert said["og:locale"] == 1
        assert set(said.values()) == {1}
        assert address == f"https://example.org/book/{slug}/index.html"


def test_room_is_kept_for_pictures(site: Site) -> None:
    for slug in site.slugs:
        pictures = [attrs for name, attrs in site.parse(f"{slug}/index.html") if name == "img"]
        sizes = [(attrs.get("width"), attrs.get("height")) for attrs in pictures]
        assert set(sizes) == {("30", "20"), (None, None)}


def test_links_to_a_page_show_its_picture(site: Site) -> None:
    address = "https://example.org/book/en/_images/dot.png"
    assert ("meta", {"property": "og:image", "content": address}) in site.parse("en/index.html")


def test_other_pages_are_made(site: Site) -> None:
    for slug in site.slugs[:2]:
        assert f"https://example.org/book/{slug}/index.html" in site.read(f"{slug}/sitemap.xml")
    for slug in site.slugs:
        assert "Page not found" in site.read(f"{slug}/404.html")
