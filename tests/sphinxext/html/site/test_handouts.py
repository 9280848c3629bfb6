"""The handouts are offered on the page that asks for them and in every sidebar."""

from __future__ import annotations

from site_books import Site


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
