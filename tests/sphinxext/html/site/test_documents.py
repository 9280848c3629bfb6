"""Documents that a project excludes in one of its languages."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from zipfile import ZipFile

import pytest

from commands import run_module
from site_books import Site

EXCLUDING = """
exclude_patterns = ["draft.md"]
html_baseurl = "https://example.org/"
diglot_handouts = {"blocks": "blocks", "pages": ["blocks", "terms"]}

def setup(app):
    def exclude(app, config):
        if config.language == "en":
            config.exclude_patterns.append("blocks.md")
        if config.language == "zh_CN":
            config.exclude_patterns.append("english.md")

    app.connect("config-inited", exclude)
"""

ENGLISH = """# English

For readers of English.

## A section of theirs

See {doc}`terms`.
"""
CODES = re.compile(r"\[([a-z-]+)\]$", re.MULTILINE)


@pytest.fixture
def book(copy_project: Callable[[str], Path]) -> Path:
    folder = copy_project("parallelsite-pairs")
    conf = folder / "conf.py"
    conf.write_text(conf.read_text("utf-8") + EXCLUDING, "utf-8")
    index = folder / "docs" / "index.md"
    index.write_text(index.read_text("utf-8").replace("\nblocks\n", "\nblocks\nenglish\n"), "utf-8")
    (folder / "docs" / "english.md").write_text(ENGLISH, "utf-8")
    with (folder / "docs" / "terms.md").open("a", encoding="utf-8") as page:
        page.write("\n```{handouts}\n```\n\n见 {doc}`english`与 [配对](blocks.md)。\n")
    return folder


def build(book: Path, *wanted: str) -> tuple[CompletedProcess[str], Site]:
    # One after the other: the first knows nothing of the second when it begins.
    done = run_module("diglot", "build", "-j", "1", *wanted, cwd=book)
    assert "docs/blocks.md" not in done.stdout + done.stderr
    return done, Site(book / "build" / "site", ("zh-cn", "en", "zh-cn_en"))


def links(site: Site, page: str) -> dict[str, tuple[str, bool]]:
    """Return where a page's switcher leads, by folder, and whether to the same page."""
    return {
        attrs["data-diglot-language"]: (attrs["href"], attrs.get("rel") == "alternate")
        for name, attrs in site.parse(page)
        if "data-diglot-language" in attrs
    }


def ordered(site: Site, folder: str) -> list[str]:
    """Return the pages of a site as each links to the next."""
    names = ["index"]
    while following := re.search(
        r'class="next-page" href="([a-z]+)\.html"', site.read(f"{folder}/{names[-1]}.html")
    ):
        names.append(following[1])
    return names


def handouts(site: Site, page: str) -> list[str]:
    """Return the names of the handouts that a page lists, in whatever language."""
    return [
        attrs["href"].rpartition("/")[2]
        for _name, attrs in site.parse(page)
        if attrs.get("type") == "application/pdf" and "hreflang" in attrs
    ]


def test_pages_link_only_to_pages_that_exist(book: Path) -> None:
    done, site = build(book, "site", "handouts", "parallel/epub")
    assert done.returncode == 0, done.stderr
    assert set(CODES.findall(done.stderr)) == {"excluded-document", "stale-catalog"}
    # Whoever wrote the toctree meant it: it is told, and no problem.
    told = "in en this toctree is without blocks, which conf.py excludes there [excluded-document]"
    assert f"docs/index.md:5: info: {told}" in done.stderr
    for language, name in (("zh_CN", "english"), ("en", "blocks")):
        told = f"this link leads to {name}, which conf.py excludes in {language}"
        assert told in done.stderr
    assert 'href="../en/english.html"><span class="xref' in site.read("zh-cn/terms.html")
    assert 'href="../zh-cn/blocks.html"><span class="xref' in site.read("en/terms.html")
    assert 'href="english.html"><span class="xref' in site.read("zh-cn_en/terms.html")
    with ZipFile(next((site.root / "epub").glob("*.epub"))) as epub:
        assert "English" in epub.read("english.xhtml").decode()
        contents = re.findall(r'href="([a-z]+)\.xhtml"', epub.read("nav.xhtml").decode())
    assert contents == ["index", "blocks", "english", "terms"]
    assert not (site.root / "en/blocks.html").exists()
    for folder in ("zh-cn", "zh-cn_en"):
        assert links(site, f"{folder}/blocks.html")["en"] == ("../en/index.html", False)
        assert links(site, f"{folder}/terms.html")["en"] == ("../en/terms.html", True)
        assert 'hreflang="en" href' not in site.read(f"{folder}/blocks.html")
        assert 'hreflang="en" href' in site.read(f"{folder}/terms.html")
    for sitemap in ("sitemap.xml", "zh-cn/sitemap.xml"):
        assert "zh-cn/blocks.html" in site.read(sitemap)
        assert "en/blocks.html" not in site.read(sitemap)
    page = site.read("zh-cn_en/blocks.html")
    assert "This page is not translated yet; it is shown in Simplified Chinese." in page
    # The other way round, the parallel site has the page, too.
    assert not (site.root / "zh-cn/english.html").exists()
    page = site.read("zh-cn_en/english.html")
    assert "本页没有译文，显示的是英文。" in page
    assert page.count('id="a-section-of-theirs"') == 1
    assert '<link rel="canonical" href="https://example.org/en/english.html"' in page
    assert '<h1 class="diglot-alone diglot-target" lang="en">English<' in page
    assert links(site, "zh-cn_en/english.html") == {
        "zh-cn": ("../zh-cn/index.html", False),
        "en": ("../en/english.html", True),
    }
    assert links(site, "en/english.html")["zh-cn_en"] == ("../zh-cn_en/english.html", False)
    assert ordered(site, "zh-cn_en") == ["index", "english", "blocks", "terms"]
    assert (site.root / "zh-cn_en/_search/en/texts/english.js").is_file()
    # A handout has what there is, and none of a language that has nothing of it.
    listed = ["blocks.zh-cn.pdf", "pages.zh-cn.pdf", "pages.en.pdf"]
    assert handouts(site, "zh-cn/terms.html") == listed
    assert handouts(site, "en/terms.html") == ["pages.en.pdf", "pages.zh-cn.pdf"]
    assert sorted(listed) == sorted(path.name for path in (site.root / "handouts").glob("*.pdf"))

    conf = book / "conf.py"
    conf.write_text(conf.read_text("utf-8").replace('== "en"', '== "none"'), "utf-8")
    # A page that no language has is missing all the same.
    with (book / "docs" / "index.md").open("a", encoding="utf-8") as index:
        index.write("\n```{toctree}\ndraft\n```\n")
    (book / "docs" / "draft.md").write_text("# 草稿\n", "utf-8")
    done, site = build(book, "site")
    assert done.returncode == 1
    assert "error: the toctree names draft, which every language excludes" in done.stderr
    assert "without blocks" not in done.stderr
    assert links(site, "zh-cn/blocks.html")["en"] == ("../en/blocks.html", True)
    assert "blocks.en.pdf" in handouts(site, "zh-cn/terms.html")
