"""Which cells of tables hold enough words to need room for them."""

from __future__ import annotations

import pytest

from diglot.sphinxext.html.site.text_cells import is_text


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
