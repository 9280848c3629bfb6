"""The language switcher leads to the same page in every language, on every page."""

from __future__ import annotations

from pathlib import Path

import pytest

from other_themes import add_settings, use_theme
from site_books import Site, build_site, elements, sphinx_log

# Pages that one language has and the other need not.
ALONE = ("404.html", "translation-progress.html")
SPHINX_PAGES = ["search.html", "genindex.html"]


def language_links(page: str) -> dict[str, str]:
    return {
        attrs["hreflang"]: attrs["href"]
        for name, attrs in elements(page)
        if name == "a" and "data-diglot-language" in attrs
    }


@pytest.mark.parametrize("here", ["zh-cn", "en"])
def test_every_page_leads_to_its_counterpart(salon: Site, here: str) -> None:
    there, tag = {"zh-cn": ("en", "en"), "en": ("zh-cn", "zh-CN")}[here]
    pages = [path for path in salon.pages() if path.relative_to(salon.root).parts[0] == here]
    pages = [path for path in pages if path.name not in ALONE]
    names = {path.name for path in pages}
    assert names >= {"index.html", "gpu.html", *SPHINX_PAGES}
    for path in pages:
        links = language_links(path.read_text("utf-8"))
        assert list(links) == [tag]
        target = (path.parent / links[tag]).resolve()
        assert target == salon.root / there / path.relative_to(salon.root / here)
        assert target.is_file()


def test_html_lang_is_bcp47(salon: Site) -> None:
    for page, tag in [("zh-cn/index.html", "zh-CN"), ("en/search.html", "en")]:
        assert next(attrs["lang"] for name, attrs in salon.parse(page) if name == "html") == tag


def test_three_languages_make_a_menu(tmp_path: Path) -> None:
    options = ["-D", "diglot_languages=zh_CN,en,zh_TW"]
    site = build_site("site-salon", tmp_path, ("zh_TW",), *options)
    page = site.read("zh-tw/talks/gpu.html")
    assert language_links(page) == {
        "zh-CN": "../../zh-cn/talks/gpu.html",
        "en": "../../en/talks/gpu.html",
    }
    assert ("details", {"class": "diglot-languages-menu"}) in elements(page)


def test_dirhtml_links_folders(tmp_path: Path) -> None:
    site = build_site("site-salon", tmp_path, ("zh_CN",), builder="dirhtml")
    assert language_links(site.read("zh-cn/talks/gpu/index.html")) == {
        "en": "../../../en/talks/gpu/"
    }
    assert language_links(site.read("zh-cn/index.html")) == {"en": "../en/"}


@pytest.mark.parametrize("theme", ["alabaster", "sphinx_rtd_theme"])
def test_other_themes_get_a_line_of_languages(tmp_path: Path, theme: str) -> None:
    site = build_site("site-salon", tmp_path, ("zh_CN",), "-D", f"html_theme={theme}")
    for page in ["index.html", "talks/gpu.html", *SPHINX_PAGES]:
        depth = "../" * page.count("/")
        assert language_links(site.read(f"zh-cn/{page}")) == {"en": f"{depth}../en/{page}"}


def test_one_language_has_no_switcher(tmp_path: Path) -> None:
    site = build_site("site-salon", tmp_path, ("zh_CN",), "-D", "diglot_languages=zh_CN")
    assert language_links(site.read("zh-cn/index.html")) == {}


PAGE = "<html><head></head><body>{{ part() }}{{ body }}</body></html>"
SETUP = """
def setup(app):
    def offer(app, pagename, template, context, doctree):
        context["part"] = lambda: app.builder.templates.render("part.html", context)
    app.connect("html-page-context", offer)
"""


def test_parts_that_a_theme_renders_are_no_pages(copy_book: Path, tmp_path: Path) -> None:
    use_theme(copy_book, {"page.html": PAGE, "part.html": "<p>part</p>"})
    add_settings(copy_book, SETUP)
    out = tmp_path / "build" / "site" / "zh-cn"
    log = sphinx_log(copy_book, "zh_CN", out, "-v")
    assert "no links to the other languages" not in log
    page = (out / "index.html").read_text("utf-8")
    assert page.count('class="diglot-languages"') == 1
    assert "<body><p>part</p>" not in page
