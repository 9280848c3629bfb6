"""What only a site has, such as its search, is not listed in print."""

from __future__ import annotations

from docutils import nodes
from docutils.utils import new_document

from diglot.sphinxext.typst.writer.site_pages import remove_site_pages


def _item(text: str, address: str, more: str = "") -> nodes.list_item:
    link = nodes.reference("", text, refuri=address)
    return nodes.list_item("", nodes.paragraph("", "", link, nodes.Text(more)))


def _section(title: str, *blocks: nodes.Node) -> nodes.section:
    return nodes.section("", nodes.title("", title), *blocks)


def _left(*sections: nodes.section) -> str:
    document = new_document("index")
    document += sections
    remove_site_pages(document)
    return document.astext()


def test_indexes_and_search_leave_with_their_section() -> None:
    pages = [_item("索引", "%genindex"), _item("搜索", "%search"), _item("模块", "%py-modindex")]
    listed = _section("索引与表格", nodes.bullet_list("", *pages))
    assert _left(_section("书", nodes.paragraph("", "话")), listed) == "书\n\n话"
    first = _section("书", nodes.bullet_list("", _item("索引", "%genindex")))
    assert _left(first) == "书"


def test_other_items_and_words_stay() -> None:
    items = [_item("索引", "%genindex"), _item("甲", "%a"), _item("搜索", "%search", "：找词")]
    left = _left(_section("书"), _section("索引与表格", nodes.bullet_list("", *items)))
    assert "甲" in left
    assert "搜索：找词" in left
    assert "索引与表格" in left
    assert left.count("索引") == 1
