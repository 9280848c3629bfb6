"""Where titles of pages may break."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diglot.sphinxext.html.site.title_breaks import with_breaks


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("图形处理器：怎样训练", "[图形|处理器：][怎样|训练]"),
        ("工具再新，人在其中", "[工具|再新，][人在|其中]"),
        ("模型：GPU 怎样训练，怎样推理？", "[模型：][GPU |怎样|训练，][怎样|推理？]"),
        ("甲： 乙的模型", "甲： |乙的|模型"),
        ("模型：“训练，”推理", "[模型：][“训练，”][推理]"),
        ("模型，", "模型，"),
        ("图形处理器怎样训练模型", "图形|处理器|怎样|训练|模型"),
        ("甲 &amp; 乙的模型", "甲 &amp; |乙的|模型"),
        ("怎样用 &lt;em&gt; 标签", "怎样|用 &lt;em&gt; |标签"),
        ("下载", "下载"),
        ("", ""),
        ("Titles: of “letters” – alone", "[Titles:] [of {“letters” –}] [alone]"),
        ("日本語の文書と目次", "日本語の文書と目次"),
        ('<span class="pre">', '<span class="pre">'),
    ],
)
def test_a_title_may_break_between_words(text: str, expected: str) -> None:
    shown = with_breaks(text).replace("<wbr>", "|")
    shown = re.sub('<span class="diglot-whole">(.*?)</span>', r"{\1}", shown)
    shown = shown.replace('<span class="diglot-clause">', "[").replace("</span>", "]")
    assert shown == expected


@given(st.text("汉字的内容新生态：，——（）“” ab–:.;&#3"))
def test_no_character_is_changed(text: str) -> None:
    assert re.sub("<[^>]*>", "", with_breaks(text)) == text


def test_beside_markup_no_clause_is_a_box() -> None:
    """A line could begin with the sign at its head, after the code before it."""
    assert with_breaks("Models: of", whole=False) == "Models: of"
    assert with_breaks("，模型：训练", whole=False) == "，模型：<wbr>训练"
