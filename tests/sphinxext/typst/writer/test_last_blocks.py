"""The end of a document: no page has a line or two of it alone, in one language or in two."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from docutils import nodes
from docutils.utils import new_document
from pypdf import PdfReader

from diglot.sphinxext.typst.writer.grouped import last_blocks
from diglot.sphinxext.typst.writer.last_blocks import group_last_blocks
from sphinxext.typst.conftest import Book, text_of

# 汉字 of a paragraph, about two lines of it; documents have more and more of them.
LONG, DOCUMENTS = 70, range(16, 26)


@pytest.fixture(scope="module")
def endings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the PDFs of documents that end all over a page."""
    book = Book(tmp_path_factory.mktemp("endings"))
    book.docs.mkdir()
    for count in DOCUMENTS:
        paragraphs = "\n\n".join(f"段{'字' * LONG}。" for _ in range(count))
        (book.docs / f"d{count}.md").write_text(f"# 标题\n\n{paragraphs}\n", "utf-8")
    # Its last block is higher than what stays whole.
    items = "\n".join(f"- 项{'字' * LONG}" for _ in range(18))
    (book.docs / "d0.md").write_text(f"# 标题\n\n段前\n\n段后\n\n{items}\n", "utf-8")
    (book.docs / "index.md").write_text("# 书\n", "utf-8")
    (book.folder / "conf.py").write_text(
        'project = "书"\nlanguage = "zh_CN"\nextensions = ["myst_parser", "diglot"]\n'
        f'diglot_handouts = {{f"d{{n}}": f"d{{n}}" for n in (0, *{DOCUMENTS!r})}}\n'
        'suppress_warnings = ["toc.not_included"]\n',
        "utf-8",
    )
    assert book.build() == ""
    return book.out()


def test_a_last_page_has_some_lines(endings: Path) -> None:
    lengths = []
    for count in DOCUMENTS:
        pages = PdfReader(endings / f"d{count}.zh-cn.pdf").pages
        texts = [page.extract_text() for page in pages]
        assert sum(text.count("字") for text in texts) == count * LONG
        if len(texts) > 1:
            lengths.append(len(re.findall(r"字.*$", texts[-1], re.MULTILINE)))
    assert lengths
    assert min(lengths) >= 4


def test_nothing_is_lost_before_a_long_last_block(endings: Path) -> None:
    text = text_of(endings / "d0.zh-cn.pdf")
    assert [text.count(sign) for sign in ("段前", "段后", "项")] == [1, 1, 18]


def _document(*blocks: nodes.Node) -> nodes.document:
    document = new_document("ends")
    document += nodes.section("", nodes.title("", "标题"), *blocks)
    return document


def _closed(doctree: nodes.document) -> list[str]:
    return [child.astext() for node in doctree.findall(last_blocks) for child in node.children]


def test_short_blocks_are_taken_together_until_they_are_enough() -> None:
    doctree = _document(*(nodes.paragraph("", f"{n}{'字' * 75}") for n in range(8)))
    group_last_blocks(doctree)
    assert [text[0] for text in _closed(doctree)] == ["2", "3", "4", "5", "6", "7"]


def test_rows_of_a_table_are_as_high_as_what_stands_beside_each_other() -> None:
    entry = nodes.entry("", nodes.paragraph("", "字" * 10))
    rows = [nodes.row("", *(entry.deepcopy() for _ in range(3))) for _ in range(5)]
    group = nodes.tgroup("", *(nodes.colspec() for _ in range(3)), nodes.tbody("", *rows))
    doctree = _document(nodes.paragraph("", "话" * 350), nodes.table("", group))
    group_last_blocks(doctree)
    assert [text.strip()[0] for text in _closed(doctree)] == ["话", "字"]


def _section(title: str, *blocks: nodes.Node) -> nodes.section:
    return nodes.section("", nodes.title("", title), *blocks)


def test_a_short_section_goes_with_what_comes_before_it() -> None:
    doctree = _document(
        nodes.paragraph("", "字" * 400),
        nodes.paragraph("", "话" * 150),
        _section("下", nodes.paragraph("", "一" * 300)),
        _section("末", nodes.paragraph("", "二")),
    )
    group_last_blocks(doctree)
    assert [text[0] for text in _closed(doctree)] == ["话", "下", "末"]


def test_of_a_long_section_before_it_the_last_blocks_go_along() -> None:
    first = nodes.paragraph("", "长" * 500)
    long = _section("下", first, nodes.paragraph("", "尾" * 150))
    last = _section("末", nodes.paragraph("", "二" * 350))
    doctree = _document(nodes.paragraph("", "字" * 100), long, last)
    group_last_blocks(doctree)
    assert [text[0] for text in _closed(doctree)] == ["尾", "末"]
    assert long.children[1:] == [first]


def test_what_announces_the_first_block_goes_along() -> None:
    first, announcement = nodes.paragraph("", "长" * 500), nodes.paragraph("", "如下：")
    long = _section("下", first, announcement, nodes.paragraph("", "尾" * 150))
    doctree = _document(long, _section("末", nodes.paragraph("", "二" * 350)))
    group_last_blocks(doctree)
    assert [text[0] for text in _closed(doctree)] == ["如", "尾", "末"]
    assert long.children[1:] == [first]


def test_a_title_that_may_begin_a_page_is_not_kept_with_what_comes_before() -> None:
    doctree = _document(nodes.paragraph("", "前"))
    doctree += _section("索引与表格", nodes.paragraph("", "后"))
    group_last_blocks(doctree)
    assert _closed(doctree) == ["后"]
    assert all(isinstance(node.parent, nodes.section) for node in doctree.findall(last_blocks))


def test_definitions_are_kept_one_by_one() -> None:
    items = [
        nodes.definition_list_item(
            "", nodes.term("", name), nodes.definition("", nodes.paragraph())
        )
        for name in "甲乙"
    ]
    doctree = _document(nodes.definition_list("", *items))
    group_last_blocks(doctree)
    assert [text[0] for text in _closed(doctree)] == ["甲", "乙"]


@pytest.mark.parametrize(
    "blocks",
    [
        pytest.param([nodes.paragraph("", "话"), nodes.figure("", nodes.image())], id="a figure"),
        pytest.param([], id="a heading alone"),
    ],
)
def test_what_does_not_end_in_short_text_stays_as_it_is(blocks: list[nodes.Node]) -> None:
    doctree = _document(*blocks)
    group_last_blocks(doctree)
    assert _closed(doctree) == []


def test_what_prints_nothing_does_not_count() -> None:
    doctree = _document(nodes.paragraph("", "话"), nodes.comment("", "无"))
    doctree += nodes.footnote("", nodes.label("", "1"))
    group_last_blocks(doctree)
    assert _closed(doctree) == ["话"]


def test_two_languages_take_the_same_blocks_or_none() -> None:
    source = _document(nodes.paragraph("", "话"), nodes.paragraph("", "字" * 500))
    target = _document(nodes.paragraph("", "Word."), nodes.paragraph("", "A"))
    group_last_blocks(source, target)
    assert (_closed(source), _closed(target)) == (["字" * 500], ["A"])
    source = _document(*(_section("节", nodes.paragraph("", "字" * n)) for n in (500, 200)))
    target = _document(*(_section("Part", nodes.paragraph("", "A" * n)) for n in (500, 200)))
    group_last_blocks(source, target)
    assert [len(_closed(side)) for side in (source, target)] == [2, 2]
    shorter = _document(nodes.bullet_list("", nodes.list_item("", nodes.paragraph("", "A"))))
    again = _document(nodes.paragraph("", "字" * 220))
    group_last_blocks(again, shorter)
    assert _closed(again) == _closed(shorter) == []
