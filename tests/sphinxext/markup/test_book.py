from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from diglot.sphinxext.config.load import load_project
from diglot.sphinxext.markup.book import Book
from diglot.sphinxext.markup.glossaries import terms_of_rst

Copy = Callable[[str], Path]


def book(root: Path) -> Book:
    return Book(load_project(root))


def test_documents_and_their_markup(copy_project: Copy) -> None:
    root = copy_project("minimal")
    (root / "docs/old.rst").write_text("Old\n===\n\n``x`` and [y](z)\n", "utf-8")
    chapter = root / "docs/chapter.md"
    chapter.write_text(chapter.read_text("utf-8") + "\n[主页]: https://example.org\n", "utf-8")
    sources = book(root)
    assert list(sources.documents) == ["chapter", "index", "old"]
    assert [token.kind for token in sources.tokenizer("old")("``x`` [y](z)").tokens] == [
        "inline code"
    ]
    assert [token.target for token in sources.tokenizer("chapter")("见[主页]").tokens] == [
        "https://example.org"
    ]


def test_messages_of_one_catalog_for_several_documents(copy_project: Copy) -> None:
    root = copy_project("minimal")
    (root / "docs/part").mkdir()
    (root / "docs/part/old.rst").write_text("Old\n===\n", "utf-8")
    (root / "docs/part/new.md").write_text("# New\n", "utf-8")
    sources = book(root)
    old = sources.tokenizer("part", ["../../docs/part/old.rst:3"])
    new = sources.tokenizer("part", ["../../docs/part/new.md:3"])
    assert [token.kind for token in old("``x`` [y](z)").tokens] == ["inline code"]
    assert [token.kind for token in new("``x`` [y](z)").tokens] == ["inline code", "link"]
    drawing = sources.tokenizer("figures/a", ["figures/a.svg"])
    assert drawing("`x` [y](z)").tokens == ()


def test_messages_of_a_page_that_rst_includes(copy_project: Copy) -> None:
    root = copy_project("minimal")
    (root / "README.md").write_text("``x`` [y](z)\n", "utf-8")
    text = "Old\n===\n\n.. include:: ../README.md\n   :parser: myst_parser.sphinx_\n"
    (root / "docs/old.rst").write_text(text, "utf-8")
    (root / "docs/raw.rst").write_text("Raw\n===\n\n.. include:: ../README.md\n", "utf-8")
    sources = book(root)

    def kinds(domain: str, reference: str) -> list[str]:
        tokens = sources.tokenizer(domain, [reference])("``x`` [y](z)").tokens
        return [token.kind for token in tokens]

    assert kinds("old", "../../README.md:1") == ["inline code", "link"]
    assert kinds("old", "../../docs/old.rst:1") == ["inline code"]
    assert kinds("raw", "../../README.md:1") == ["inline code"]


def test_terms_of_glossaries(copy_project: Copy) -> None:
    root = copy_project("minimal")
    chapter = root / "docs/chapter.md"
    glossary = (
        "\n```{glossary}\n:sorted:\n\n训练\n  拿数据反复调整。\n\n推理 : 名词\n  算出结果。\n```\n"
    )
    chapter.write_text(chapter.read_text("utf-8") + glossary, "utf-8")
    sources = book(root)
    assert sources.terms == {"训练": "chapter", "推理": "chapter"}
    assert sources.definitions == {"训练": "拿数据反复调整。", "推理": "算出结果。"}


def test_terms_of_rst_glossaries() -> None:
    text = (
        "A\n\n.. glossary::\n   :sorted:\n\n"
        "   term\n   same\n      Means\n      this.\n\n      And that.\n\n"
        "   other : x\n      Is.\n\n   bare\n\nB\n"
    )
    assert list(terms_of_rst(text)) == [
        ("term", "Means this."),
        ("same", "Means this."),
        ("other", "Is."),
        ("bare", ""),
    ]
