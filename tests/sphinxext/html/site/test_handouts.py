"""The handouts are offered on the page that asks for them and in every sidebar."""

from __future__ import annotations

from pathlib import Path

import pytest

from folders import PROJECTS
from site_books import Site, sphinx_build


def pdf_links(site: Site, page: str) -> list[tuple[str, str]]:
    return [
        (attrs["href"], attrs.get("hreflang", ""))
        for name, attrs in site.parse(page)
        if name == "a" and attrs.get("type") == "application/pdf"
    ]


def test_the_directive_lists_every_language_the_readers_first(salon: Site) -> None:
    listed = [link for link in pdf_links(salon, "en/index.html") if link[1]]
    assert listed == [
        ("../handouts/salon.en.pdf", "en"),
        ("../handouts/salon.zh-cn.pdf", "zh-CN"),
        ("../handouts/gpu.en.pdf", "en"),
        ("../handouts/gpu.zh-cn.pdf", "zh-CN"),
    ]


def test_titles_are_the_documents_unless_stated(salon: Site) -> None:
    page = salon.read("zh-cn/index.html")
    assert '<span class="diglot-handout-title">全书</span>' in page
    assert '<span class="diglot-handout-title">技术：GPU 与显存</span>' in page


def test_every_sidebar_has_them_from_where_it_stands(salon: Site) -> None:
    links = [link for link, language in pdf_links(salon, "zh-cn/talks/draft.html") if not language]
    assert links == ["../../handouts/salon.zh-cn.pdf", "../../handouts/gpu.zh-cn.pdf"]


def test_a_toctree_free_page_has_them_too(salon: Site) -> None:
    assert [link for link, _ in pdf_links(salon, "zh-cn/genindex.html")] == [
        "../handouts/salon.zh-cn.pdf",
        "../handouts/gpu.zh-cn.pdf",
    ]


@pytest.mark.parametrize(
    ("options", "offered"),
    [
        ((), ["talk.zh-cn.pdf", "book.zh-cn_en.pdf"]),
        (("-D", "diglot_parallel=0"), ["talk.zh-cn.pdf"]),
        (("-D", "diglot_languages=zh_CN"), ["talk.zh-cn.pdf"]),
    ],
    ids=["two languages", "never parallel", "one language"],
)
def test_a_handout_without_a_pdf_is_not_offered(
    tmp_path: Path, options: tuple[str, ...], offered: list[str]
) -> None:
    site = Site(tmp_path / "site", ("zh-cn",))
    sphinx_build(PROJECTS / "parallel-salon", "zh_CN", site.root / "zh-cn", *options)
    links = [link for link, _language in pdf_links(site, "zh-cn/terms.html")]
    assert links == [f"../handouts/{name}" for name in offered]
