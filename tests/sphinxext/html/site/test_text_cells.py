"""Which cells of tables hold enough words to need room for them."""

from __future__ import annotations

import pytest

from diglot.sphinxext.html.site.text_cells import is_number, is_text


@pytest.mark.parametrize(
    ("words", "long"),
    [
        ("每一项都要写清楚用途", False),
        ("每一项都要写清楚用途。", True),
        ("twenty letters of it", False),
        ("twenty-one letters it", True),
        ("", False),
    ],
)
def test_more_than_ten_signs_or_twenty_letters(words: str, long: bool) -> None:
    assert is_text(words) is long


@pytest.mark.parametrize(
    ("words", "is_one"),
    [
        ("2023 年 4 月 11 日", True),
        ("18 March 2025", True),
        ("15 分钟", True),
        ("350 GB", True),
        ("2023 年 4 月中旬至 7 月上旬之间", False),
        ("一张卡装不下", False),
        ("", False),
    ],
)
def test_a_date_or_number_is_one_thing(words: str, is_one: bool) -> None:
    assert is_number(words) is is_one
