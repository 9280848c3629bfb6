"""Words that a parser takes for addresses are links in a translation only where they are meant."""

from __future__ import annotations

import pytest
from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.parsers.rst import Parser
from docutils.utils import new_document
from myst_parser.config.main import MdParserConfig
from myst_parser.mdit_to_docutils.base import DocutilsRenderer
from myst_parser.parsers.mdit import create_md_parser

from diglot.sphinxext.compat.myst import MystContext
from diglot.sphinxext.i18n.translate.parse import MystMessageParser
from diglot.sphinxext.markup.myst import MystTokenizer, myst_parser_of
from diglot.sphinxext.safety.completed import without_other_links
from diglot.sphinxext.safety.judges import Judges

CONFIG = MdParserConfig(enable_extensions={"linkify"})
SUFFIXES = {".md": "markdown"}


def parsed(text: str) -> list[nodes.Node]:
    document = new_document("page.md", get_default_settings(Parser))
    document["source"] = "page.md"
    renderer = create_md_parser(CONFIG, DocutilsRenderer).renderer
    renderer.setup_render({"myst_config": CONFIG, "document": document}, {})  # type: ignore[attr-defined]
    context = MystContext(document, renderer, CONFIG, {})
    return MystMessageParser(document, context, {}).parse(text, 1)


@pytest.mark.parametrize(
    ("source", "target", "links"),
    [
        ("数组的 at 方法", "Use ndarray.at here", []),
        ("给我写信", "Write to me@example.org", []),
        ("见 ndarray.at", "See ndarray.at", ["http://ndarray.at"]),
        ("见[这里](https://example.org/a)", "See example.org/b", ["http://example.org/b"]),
    ],
)
def test_a_word_is_a_link_only_where_its_source_leads_there(
    source: str, target: str, links: list[str]
) -> None:
    assert Judges(SUFFIXES, CONFIG, trusts=False).of_unknown()(source, target) == ()
    children = without_other_links(parsed(target), nodes.paragraph("", "", *parsed(source)), source)
    paragraph = nodes.paragraph("", "", *children)
    assert paragraph.astext() == target
    assert [link["refuri"] for link in paragraph.findall(nodes.reference)] == links


@pytest.mark.parametrize("target", ["See https://evil.org", "See [evil.org](http://evil.org)"])
def test_what_a_translator_has_written_as_a_link_is_refused(target: str) -> None:
    assert Judges(SUFFIXES, CONFIG, trusts=False).of_unknown()("见 `a`", target)


def test_where_sphinx_translates_and_makes_links_of_words_they_are_refused() -> None:
    judges = Judges(SUFFIXES, CONFIG, trusts=False, links_words=True)
    assert judges.of_unknown()("数组的 at 方法", "Use ndarray.at here")


def test_checks_read_such_a_word_as_prose() -> None:
    read = MystTokenizer(myst_parser_of(CONFIG))("Use ndarray.at here, not https://a.org")
    assert [token.target for token in read.tokens] == ["https://a.org"]
    assert read.prose.startswith("Use ndarray.at here, not ")
