from __future__ import annotations

import pytest
from sphinx.config import Config

from diglot.catalog.tokens import MASK, Parsed
from diglot.core.errors import DiglotError
from diglot.sphinxext.markup.myst import MystTokenizer, myst_parser_of
from diglot.sphinxext.safety.settings import myst_config

CONFIG = Config({"myst_enable_extensions": ["attrs_inline", "dollarmath", "substitution"]})
PARSER = myst_parser_of(myst_config(CONFIG))


def parse(text: str) -> Parsed:
    return MystTokenizer(PARSER, {"REF": {"href": "https://example.org/", "title": ""}})(text)


def shown(parsed: Parsed) -> list[str]:
    return [f"{token.kind}: {token.target}" for token in parsed.tokens]


@pytest.mark.parametrize(
    ("text", "tokens", "prose"),
    [
        ("{ref}`开头 <start>`", ["reference: start"], "开头"),
        ("{ref}`start`", ["reference: start"], MASK),
        ("{term}`训练`", ["term: 训练"], "训练"),
        ("{kbd}`Ctrl`", ["role: "], "Ctrl"),
        ("{index}`焦虑 <single: 学生; 焦虑>`", ["role: "], "焦虑"),
        ("{math}`a + b`", ["formula: a + b"], MASK),
        ("$a$ 和 `b`{l=py}", ["formula: a", "inline code: b"], f"{MASK} 和 {MASK}"),
        ("[下文](#训练)", ["link: #训练"], "下文"),
        ("[下文][ref]", ["link: https://example.org/"], "下文"),
        ("<https://example.org/训练>", ["link: https://example.org/训练"], MASK),
        ("见 https://example.org/x。", [], f"见 {MASK}。"),
        ("![一*只*猫](cat.png)", ["image: cat.png"], "一只猫"),
        ("[^n] {{ s }}", ["footnote: n", "substitution: s"], f"{MASK} {MASK}"),
        ("**强**[调]{.x}", [], "强调"),
    ],
)
def test_tokens(text: str, tokens: list[str], prose: str) -> None:
    parsed = parse(text)
    assert (shown(parsed), parsed.prose) == (tokens, prose)


@pytest.mark.parametrize(
    ("text", "literals"),
    [
        ("a\\*\\*b \\` c", ()),
        ("a `b", ("`",)),
        ("[a] (b)", ()),
        ("[a](b c)", ("](",)),
        ("a**“b”**c", ("**", "**")),
    ],
)
def test_markup_that_does_not_parse_is_found(text: str, literals: tuple[str, ...]) -> None:
    assert parse(text).literals == literals


def test_several_lines_are_a_literal_block() -> None:
    assert parse("x = `1`\ny").verbatim
    assert not parse("one line\n").verbatim


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("1. a", "ordered_list"),
        ("# a", "heading"),
        ("a", "paragraph"),
        ("% a", "myst_line_comment"),
    ],
)
def test_the_kind_of_block_that_a_message_is(text: str, block: str) -> None:
    assert MystTokenizer(PARSER, as_blocks=True)(text).block == block
    assert MystTokenizer(PARSER)(text).block == "paragraph"


def test_settings_that_myst_rejects_are_reported() -> None:
    with pytest.raises(DiglotError, match=r"conf\.py"):
        myst_config(Config({"myst_enable_extensions": ["no_such"]}))
