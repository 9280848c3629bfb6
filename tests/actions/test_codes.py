"""The codes of a source are put into a translation as the source writes them, in its order."""

from __future__ import annotations

import pytest
from myst_parser.config.main import MdParserConfig

from diglot.actions.desk.codes import InsertableCode, codes_of
from diglot.catalog.tokens import Parsed, TokenKind, plain
from diglot.sphinxext.markup.myst import MystTokenizer, myst_parser_of
from diglot.sphinxext.markup.rst import RstTokenizer

TOKENIZER = MystTokenizer(myst_parser_of(MdParserConfig(enable_extensions={"dollarmath"})))


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        (
            "见[下文](#训练)和 `code`，<br>![图 `x`](a.png) <https://x.org>",
            [
                ("[下文](#训练)", "#训练"),
                ("`code`", "`code`"),
                ("<br>", "<br>"),
                ("![图 `x`](a.png)", "a.png"),
                ("`x`", "`x`"),
                ("<https://x.org>", "https://x.org"),
            ],
        ),
        ("H<sub>2</sub>O", [("<sub>", "<sub>"), ("</sub>", "</sub>")]),
        ("`<b>` {ref}`开头 <start>`", [("`<b>`", "`<b>`"), ("{ref}`开头 <start>`", "start")]),
        ("共 $2N$[^1] 步", [("$2N$", "$2N$"), ("[^1]", "[^1]")]),
    ],
)
def test_codes_come_in_the_order_of_the_source(source: str, wanted: list[tuple[str, str]]) -> None:
    assert codes_of(source, TOKENIZER(source)) == [InsertableCode(*code) for code in wanted]


def test_codes_of_restructuredtext_and_of_plain_text() -> None:
    source = "见 `下文 <https://x.org>`_ 和 ``code``"
    found = [code.text for code in codes_of(source, RstTokenizer()(source))]
    assert found == ["`下文 <https://x.org>`_", "``code``"]
    assert codes_of("if a <b> c", Parsed((), "", verbatim=True)) == []
    assert codes_of("纯", plain("纯")) == []


@pytest.mark.parametrize(
    "source",
    [
        "[下文](#训练)",
        "[**粗** `b` \\[x](a%20b.md)",
        "[![b](c.svg)](http://e.org/a(x))",
        "[](#a)",
        "[t](u 'T')",
        "![替代](a%20(1).png)",
        "<https://x.org>",
    ],
)
def test_links_and_images_are_inserted_with_their_words(source: str) -> None:
    token = TOKENIZER(source).tokens[0]
    assert token.kind in (TokenKind.LINK, TokenKind.IMAGE)
    again = TOKENIZER(token.insertable)
    assert again.tokens[0].identity == token.identity
    assert again.prose == TOKENIZER(source).prose
