"""Comments in formulas hide nothing but themselves."""

import pytest

from diglot.formulas.comments import without_comments


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        ("a % b\nc", "a \nc"),
        ("a\n  % b\nc", "a\nc"),
        ("a\n%", "a\n"),
        (r"50 \% x", r"50 \% x"),
        (r"a \\% b", r"a \\"),
        ("a", "a"),
    ],
)
def test_a_comment_goes_to_the_end_of_its_line(latex: str, expected: str) -> None:
    assert without_comments(latex) == expected
