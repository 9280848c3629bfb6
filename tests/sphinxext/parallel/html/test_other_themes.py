"""Parallel sites with themes that diglot does not know: both languages, and none of our signs."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from html import unescape
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from diglot.core.codes import Code
from diglot.sphinxext.parallel.html.bilingual import BETWEEN, CLOSE, OPEN
from other_themes import use_theme
from parallel_books import BOTH, THEMES
from site_books import elements, sphinx_build

PDF = "application/pdf"
PAGE = """<!doctype html>
<html lang="{{ language }}"><head><title>{{ title|striptags|upper }}</title>
<meta name=description content='{{ title|striptags }}'>
<script>const title = {{ title|tojson }}, quoted = "{{ title|striptags }}";</script>
</head><body>
<!-- {{ title|striptags }} -->
<h6 class=whole>{{ title }}</h6>
<h6 class=loud>{{ title|upper }}</h6>
%s
<a href="?q={{ title|striptags|urlencode }}" title="a > b {{ title|striptags }}">link</a>
<img alt={{ title|striptags|replace(" ", "_") }} src=x>
{{ body }}
</body></html>
"""
CUTTING = """
<h6 class=source-cut>{{ title|striptags|truncate(4, True, "…", 0) }}</h6>
<h6 class=target-cut>{{ title|striptags|truncate(6, True, "...", 0) }}</h6>
<h6 class=source-alone>{{ title[:2] }}</h6>
<h6 class=target-alone>{{ title[3:] }}</h6>
<h6 class=reversed>{{ title|reverse }}</h6>
<h6 class=attribute title="{{ title[:4] }}">x</h6>
"""


def signs_in(folder: Path) -> list[str]:
    """Return the files with our signs, however they are spelled."""
    spellings = [
        spelled.casefold()
        for sign in (OPEN, BETWEEN, CLOSE)
        for spelled in (
            sign,
            json.dumps(sign)[1:-1],
            quote(sign),
            f"&#{ord(sign)};",
            f"&#x{ord(sign):x};",
        )
    ]
    texts = {
        path.name: path.read_text("utf-8", errors="replace").casefold()
        for path in sorted(folder.rglob("*"))
        if path.suffix in {".html", ".js", ".css", ".xml", ".txt", ".json", ".inv"}
    }
    assert texts
    return [name for name, text in texts.items() if any(sign in text for sign in spellings)]


def build(project: Path, folder: Path, *options: str) -> tuple[Path, str]:
    out = folder / "build" / "site" / BOTH
    return out, sphinx_build(project, "zh_CN", out, *options, builder="parallelhtml")


def headings(page: str) -> dict[str, str]:
    """Return the text of each heading of the theme's by its class."""
    found = re.findall(r'<h6 class="?([\w-]+)"?[^>]*>(.*?)</h6>', page, re.DOTALL)
    return {name: unescape(re.sub(r"<[^>]+>", "", text)) for name, text in found}


@pytest.mark.parametrize("theme", THEMES)
def test_other_themes(themed_pairs: Callable[[str], Path], theme: str) -> None:
    out = themed_pairs(theme)
    assert signs_in(out) == []
    for name in ("index.html", "terms.html", "search.html", "genindex.html"):
        page = (out / name).read_text("utf-8")
        found = elements(page)
        assert [attrs.get("class") for _tag, attrs in found].count("diglot-views") == 1
        assert [attrs.get("class") for _tag, attrs in found].count("diglot-languages") == 1
    assert "术语 · Terms" in (out / "terms.html").read_text("utf-8")
    page = (out / "blocks.html").read_text("utf-8")
    handouts = [attrs["href"] for _tag, attrs in elements(page) if attrs.get("type") == PDF]
    assert handouts == ["../handouts/blocks.zh-cn_en.pdf"]
    # Themes bring catalogs of their own, which come after ours.
    assert re.search(r"<p class=\"[^\"]*admonition-title\">.*备注.*Note.*</p>", page)
    ids = [attrs["id"] for _tag, attrs in elements(page) if "id" in attrs]
    assert [name for name, count in Counter(ids).items() if count > 1] == []
    tags = [attrs for tag, attrs in elements(page) if tag in {"link", "meta"}]
    assert [tag["hreflang"] for tag in tags if "hreflang" in tag] == ["zh-CN", "en", "x-default"]
    for about in ({"name": "description"}, {"property": "og:locale"}, {"property": "og:title"}):
        assert len([tag for tag in tags if about.items() <= tag.items()]) == 1


def test_words_that_a_theme_has_added_before_us(themed_pairs: Callable[[str], Path]) -> None:
    page = (themed_pairs("sphinx_rtd_theme") / "blocks.html").read_text("utf-8")
    assert 'placeholder="搜索文档 · Search docs"' in page


def test_a_theme_that_writes_titles_in_its_own_ways(copy_pairs: Path, tmp_path: Path) -> None:
    use_theme(copy_pairs, {"page.html": PAGE % '<h6 class="own">{{ _("Its words") }}</h6>'})
    catalog = Catalog("en")
    catalog.add("Its words", "Its own words")
    folder = copy_pairs / "themes/other/locale/en/LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "sphinx.mo").open("wb") as file:
        write_mo(file, catalog)
    out, warned = build(copy_pairs, tmp_path)
    assert not warned
    assert signs_in(out) == []
    page = (out / "terms.html").read_text("utf-8")
    assert headings(page) == {
        "whole": "术语 · Terms",
        "loud": "术语 · TERMS",
        "own": "Its words · Its own words",
    }
    named = [attrs["src"] for tag, attrs in elements(page) if tag == "script" and "src" in attrs]
    scripts = [(out / name.partition("?")[0]).read_text("utf-8") for name in named]
    script = re.search(r'const title = (".*?"), quoted = (".*?");', "\n".join(scripts))
    assert script
    assert [json.loads(text) for text in script.groups()] == ["术语 · Terms"] * 2
    assert "<!-- 术语 · Terms -->" in page
    tags = {tag: attrs for tag, attrs in elements(page) if tag in {"meta", "a", "img", "title"}}
    link = next(attrs for tag, attrs in elements(page) if attrs.get("href", "").startswith("?q="))
    assert unquote(link["href"]) == "?q=术语 · Terms"
    assert link["title"] == "a > b 术语 · Terms"
    assert json.loads(tags["title"]["data-diglot-words"])["text"][:2] == ["术语", "TERMS"]


def test_a_theme_that_cuts_titles(copy_pairs: Path, tmp_path: Path) -> None:
    use_theme(copy_pairs, {"page.html": PAGE % CUTTING})
    out, warned = build(copy_pairs, tmp_path)
    assert signs_in(out) == []
    assert warned.count(f"[diglot.{Code.CUT_TEXT}]") == warned.count("WARNING") == 1
    assert "the theme other" in warned
    assert "page.html" in warned
    page = (out / "terms.html").read_text("utf-8")
    assert headings(page) == {
        "whole": "术语 · Terms",
        "loud": "术语 · TERMS",
        "source-cut": "术语… · Terms",
        "target-cut": "术语... · Terms",
        "source-alone": "术 · Terms",
        "target-alone": " · Terms",
        "reversed": "smreT · 语术",
        "attribute": "x",
    }
    attribute = next(attrs for _tag, attrs in elements(page) if attrs.get("class") == "attribute")
    assert attribute["title"] == "术语 · Terms"
