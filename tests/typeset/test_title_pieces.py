"""What of a title stays on one line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diglot.typeset.title_pieces import pieces_of_title


@pytest.mark.parametrize(
    ("title", "pieces"),
    [
        ("人工智能：谁的作品", "人工智能：|谁的|作品"),
        ("图形处理器——从单机到多机", "图形|处理器——|从单机|到多机"),
        ("《著作权法》第三条（草案）", "《著作权法》|第三条|（草案）"),
        ("我們的內容與圖形處理器", "我們的|內容|與圖形|處理器"),
        ("大家喜欢的图", "大家|喜欢的图"),
        ("GPU 的内存怎样管理", "GPU |的内存|怎样|管理"),
        ("要点", "要点"),
    ],
)
def test_chinese_is_divided_between_words(title: str, pieces: str) -> None:
    assert "|".join(pieces_of_title(title, is_chinese=True)) == pieces


@pytest.mark.parametrize(
    ("title", "pieces"),
    [
        ("Liu: technology is the foundation", ["Liu: ", "technology is the foundation"]),
        ("A book – a reader", ["A book\u00a0– ", "a reader"]),
        ("At 10:30, or never", ["At 10:30, or never"]),
        ("Two things:", ["Two things:"]),
    ],
)
def test_letters_are_divided_where_the_sense_is(title: str, pieces: list[str]) -> None:
    assert pieces_of_title(title, is_chinese=False) == pieces


@given(st.text("汉字的内容新生态：，——（）《》 ab–:，"), st.booleans())
def test_nothing_is_lost(title: str, is_chinese: bool) -> None:
    joined = "".join(pieces_of_title(title, is_chinese=is_chinese))
    assert joined.replace("\u00a0", " ") == title
