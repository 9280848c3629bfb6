from __future__ import annotations

import pytest

from diglot.catalog.tokens import MASK, Parsed
from diglot.sphinxext.markup.rst import RstTokenizer

PARSE = RstTokenizer()


def shown(parsed: Parsed) -> list[str]:
    return [f"{token.kind}: {token.target}" for token in parsed.tokens]


@pytest.mark.parametrize(
    ("text", "tokens", "prose"),
    [
        (":ref:`开头 <start>`", ["reference: start"], "开头"),
        ("`x`:kbd:", ["role: "], "x"),
        ("``code`` |name|", ["inline code: code", "substitution: name"], f"{MASK} {MASK}"),
        ("`文字 <https://example.org>`__", ["link: https://example.org"], "文字"),
        ("`文字`_ 和 word_", ["link: ", "link: "], "文字 和 word"),
        ("https://example.org/x", ["link: https://example.org/x"], MASK),
        ("见 [1]_ 和 [#a]_", ["footnote: 1", "footnote: a"], f"见 {MASK} 和 {MASK}"),
        ("中\\ **文**\\ 字", [], "中文字"),
        (":no-such-role:`x`", ["role: "], "x"),
    ],
)
def test_tokens(text: str, tokens: list[str], prose: str) -> None:
    parsed = PARSE(text)
    assert (shown(parsed), parsed.prose) == (tokens, prose)


def test_footnotes_are_shown_as_they_are_written() -> None:
    parsed = PARSE("[1]_ [#]_ [#a]_ [*]_ [cite]_")
    assert [token.shown for token in parsed.tokens] == ["[1]_", "[#]_", "[#a]_", "[*]_", "[cite]_"]


@pytest.mark.parametrize(
    ("text", "literals"),
    [
        ("a \\*\\* b", ()),
        ("中**文**字", ("**", "**")),
        ("a ``b", ("``",)),
    ],
)
def test_markup_that_does_not_parse_is_found(text: str, literals: tuple[str, ...]) -> None:
    assert PARSE(text).literals == literals
