"""Emphasis beside full-width signs is parsed, and nothing else changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.rules_inline.balance_pairs import link_pairs
from markdown_it.rules_inline.emphasis import tokenize

from diglot.sphinxext.transforms import emphasis
from site_books import Site

STOCK = MarkdownIt("commonmark")
STOCK.inline.ruler.at("emphasis", tokenize)
STOCK.inline.ruler2.at("balance_pairs", link_pairs)
OURS = MarkdownIt("commonmark")
OURS.inline.ruler.at("emphasis", emphasis._tokenize)
OURS.inline.ruler2.at("balance_pairs", emphasis._balance)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("**注意：**请先备份", "<strong>注意：</strong>请先备份"),
        ("他说**“你好”**再走", "他说<strong>“你好”</strong>再走"),
        ("见**《论语》**一书", "见<strong>《论语》</strong>一书"),
        ("*（见下）*表", "<em>（见下）</em>表"),
        ("这是**`code`**的用法", "这是<strong><code>code</code></strong>的用法"),
        ("用**(b)**吧", "用<strong>(b)</strong>吧"),
        ("**一。**二**三。**四", "<strong>一。</strong>二<strong>三。</strong>四"),
        ("***重。***要", "<em><strong>重。</strong></em>要"),
        ("[**注：**看](x)吧", '<a href="x"><strong>注：</strong>看</a>吧'),
        ("**テスト。**テスト", "<strong>テスト。</strong>テスト"),
        ("2 * 3 和 4*5：6", "2 * 3 和 4*5：6"),
        ("** 空格 **", "** 空格 **"),
        (r"\*\*注意：\*\*请", "**注意：**请"),
        ("__注意：__请", "__注意：__请"),
    ],
)
def test_emphasis_beside_full_width_signs(source: str, expected: str) -> None:
    assert OURS.renderInline(source) == expected


MARKED = st.lists(st.sampled_from([*"**__ ab.,()[]`\\\n", "**", "(x)"]), max_size=24).map("".join)
MARKED_CJK = st.lists(st.sampled_from([*"*_ ab.(汉字，。：“”（）`", "**"]), max_size=20).map(
    "".join
)


@given(MARKED)
def test_text_without_cjk_is_read_as_before(text: str) -> None:
    assert OURS.render(text) == STOCK.render(text)


@given(MARKED_CJK)
def test_what_commonmark_reads_in_full_is_read_as_before(text: str) -> None:
    stock = STOCK.renderInline(text)
    if "*" not in stock:
        assert OURS.renderInline(text) == stock


@given(MARKED_CJK)
def test_no_more_delimiters_remain_as_text(text: str) -> None:
    assert OURS.renderInline(text).count("*") <= STOCK.renderInline(text).count("*")


def test_pages_have_the_emphasis(salon: Site) -> None:
    assert "<strong>注意：</strong>请先备份" in salon.read("zh-cn/talks/draft.html")
