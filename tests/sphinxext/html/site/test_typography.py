"""Where lines of pages may break: in long code, before options, not before a number."""

from __future__ import annotations

import pytest
from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.parsers.rst import Parser
from docutils.utils import new_document

from diglot.sphinxext.html.site.typography import (
    LONG,
    WHOLE,
    BreakBeforeCode,
    KeepNumbers,
    MarkLongCode,
    line_end,
)


@pytest.mark.parametrize(
    ("text", "is_long"),
    [
        ("--language", False),
        ("diglot build --language en --strict --jobs 4", False),
        ("diglot_parallel_epub_folded", True),
        ("diglot_parallel_epub_folded = True", True),
        ("显存不够的时候怎么办", False),
        ("显存不够的时候怎么办才好呢你说", True),
        ("", False),
    ],
)
def test_code(text: str, is_long: bool) -> None:
    document = new_document("code", get_default_settings(Parser()))
    code = nodes.literal(text, text)
    document += nodes.paragraph("", "", code)
    MarkLongCode(document).run()
    assert (LONG in code["classes"]) is is_long


@pytest.mark.parametrize(("text", "is_long"), [("label_migration", True), ("docs/a.md", False)])
def test_code_in_titles_is_long_sooner(text: str, is_long: bool) -> None:
    document = new_document("a")
    code = nodes.literal("", text)
    document += nodes.section("", nodes.title("", "", nodes.Text("About "), code))
    MarkLongCode(document).run()
    assert (LONG in code["classes"]) is is_long


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (".github/workflows/book.yml", ".github/|workflows/|book.yml"),
        ("locales/en/LC_MESSAGES/a-b.po", "locales/|en/|LC_|MESSAGES/|a-|b.po"),
        ("diglot --fail-under-this-percentage", "diglot --fail-|under-|this-|percentage"),
        ("https://example.org/12.5%", "https://example.org/|12.5%"),
        ("docs/a.md", "docs/a.md"),
    ],
)
def test_long_code_breaks_after_signs(text: str, shown: str) -> None:
    code = nodes.literal(text, text)
    document = _document(nodes.paragraph("", "", code))
    MarkLongCode(document).run()
    pieces = ["|" if isinstance(child, line_end) else child.astext() for child in code.children]
    assert ("".join(pieces), code.astext()) == (shown, text)


@pytest.mark.parametrize(
    ("before", "code", "breaks"),
    [
        ("选项：", "--quiet", True),
        ("用", "-v", True),
        ("选项（", "--quiet", False),
        ("用", "diglot", False),
        ("use ", "--quiet", False),
    ],
)
def test_a_line_may_begin_with_an_option(before: str, code: str, *, breaks: bool) -> None:
    block = nodes.paragraph("", "", nodes.Text(before), nodes.literal(code, code))
    document = _document(block)
    BreakBeforeCode(document).run()
    assert bool(list(document.findall(line_end))) is breaks
    assert block.astext() == before + code


@pytest.mark.parametrize(
    ("before", "shown", "kind", "whole"),
    [
        ("See ", "Table 7", "std-numref", "Table 7"),
        ("见", "图 3", "std-numref", "图 3"),
        ("By equation ", "(2)", "", "equation (2)"),
        ("用式", "（2）", "", "式（2）"),
        ("see p. ", "12", "", "p. 12"),
        ("See ", "the table with every one of the numbers 7", "std-numref", None),
        ("See ", "the guide", "", None),
        ("", "(2)", "", None),
    ],
)
def test_a_number_stays_with_its_word(
    before: str, shown: str, kind: str, whole: str | None
) -> None:
    link = nodes.reference("", "", nodes.inline(shown, shown, classes=[kind]), internal=True)
    document = _document(nodes.paragraph("", "", nodes.Text(before), link, nodes.Text("。")))
    text = document.astext()
    KeepNumbers(document).run()
    kept = [node for node in document.findall(nodes.Element) if WHOLE in node.get("classes", ())]
    assert [node.astext() for node in kept] == ([whole] if whole else [])
    assert document.astext() == text


def _document(block: nodes.paragraph) -> nodes.document:
    document = new_document("text", get_default_settings(Parser()))
    document += block
    return document
