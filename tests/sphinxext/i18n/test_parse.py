"""A message that counts as plain is not parsed, so a parser must find no markup in it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from docutils import nodes
from docutils.core import publish_doctree
from docutils.frontend import get_default_settings
from docutils.parsers.rst import Parser
from docutils.utils import new_document
from hypothesis import given
from hypothesis import strategies as st
from myst_parser.config.main import MdParserConfig
from myst_parser.mdit_to_docutils.base import DocutilsRenderer
from myst_parser.parsers.mdit import create_md_parser

from diglot.sphinxext.compat.myst import MystContext
from diglot.sphinxext.i18n.translate.parse import (
    MystMessageParser,
    RstMessageParser,
    before_literal_block,
)

_EXTENSIONS = {"amsmath", "attrs_inline", "colon_fence", "dollarmath", "substitution", "tasklist"}
_TEXT = st.text(st.sampled_from("ab 中，。.:/-+#!?()%;\"'0\\`*_[]<>&{}$~|^@\u3000"), max_size=12)


def parser(extensions: set[str]) -> MystMessageParser:
    config = MdParserConfig(enable_extensions=extensions)
    document = new_document("page.md", get_default_settings(Parser))
    document["source"] = "page.md"
    renderer = create_md_parser(config, DocutilsRenderer).renderer
    renderer.setup_render({"myst_config": config, "document": document}, {})  # type: ignore[attr-defined]
    return MystMessageParser(document, MystContext(document, renderer, config, {}), {})


PARSER = parser(_EXTENSIONS)


@given(_TEXT)
def test_the_parser_finds_no_markup_in_plain_text(text: str) -> None:
    if PARSER.is_plain(text):
        parsed = PARSER.parse(text, 1)
        assert [type(node) for node in parsed] == [nodes.Text]
        assert parsed[0].astext() == text


@pytest.mark.parametrize(
    "text", ["A sentence, with “quotes” and 1.5 %.", "一句话：说到底！", "don't"]
)
def test_prose_is_plain(text: str) -> None:
    assert PARSER.is_plain(text)


@pytest.mark.parametrize("text", ["a *b*", "`x`", "{x}`y`", "a\\\nb", " a", "a ", "1. a", "[a](b)"])
def test_markup_is_not_plain(text: str) -> None:
    assert not PARSER.is_plain(text)


def test_nothing_is_plain_where_myst_rewrites_text() -> None:
    assert not parser({"replacements"}).is_plain("plain")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("看这个::", "看这个:"),
        ("看这个： ::", "看这个："),
        ("看这个：\n::", "看这个："),
        ("Voici : ::", "Voici :"),
        ("Look ::", "Look"),
        ("Look:", "Look:"),
        ("Look:\\:", "Look:\\:"),
        ("::", ""),
    ],
)
def test_the_mark_of_a_literal_block_at_the_end(text: str, shown: str) -> None:
    assert before_literal_block(text) == shown
    document = publish_doctree(f"{text}\n\n   code", settings_overrides={"report_level": 5})
    paragraphs = [node for node in document.children if isinstance(node, nodes.paragraph)]
    # docutils itself, but for the backslash that it takes away.
    assert [paragraph.astext() for paragraph in paragraphs] == [shown.replace("\\", "")] * bool(
        shown
    )


def test_what_is_wrong_is_marked_and_not_told_in_the_text() -> None:
    document = new_document("page.rst", get_default_settings(Parser))
    document["source"] = "page.rst"
    env: Any = SimpleNamespace(settings={"language_code": "en"})
    parsed = RstMessageParser(document, env).parse("用 ``tor``系统", 1)
    before, marked, after = parsed
    assert isinstance(marked, nodes.problematic)
    assert not marked.hasattr("refid")
    assert (before.astext(), marked.astext(), after.astext()) == ("用 ", "``", "tor``系统")
