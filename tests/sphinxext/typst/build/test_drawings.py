"""Drawings by other programs: drawn where the program is there, else their source is printed."""

import stat

import pytest
from pypdf import PdfReader

from sphinxext.typst.conftest import Book
from tools import require

DRAWING = '# 标题\n\n```{graphviz}\n:alt: 甲到乙\ndigraph { "甲" -> "乙" }\n```\n'


def text_of(book: Book) -> str:
    pdf = PdfReader(book.out() / "book.zh-cn.pdf")
    return "".join(page.extract_text() for page in pdf.pages)


@pytest.fixture
def dot() -> str:
    return require("dot")


@pytest.fixture
def drawing(book: Book) -> Book:
    book.configure('extensions.append("sphinx.ext.graphviz")')
    (book.docs / "index.md").write_text(DRAWING, "utf-8")
    return book


def test_without_the_program_the_source_is_printed(drawing: Book) -> None:
    drawing.configure('graphviz_dot = "no-such-program"')
    warned = drawing.build()
    assert "index.md:3: " in warned
    assert "[diglot.unknown-node]" in warned
    assert "digraph" in text_of(drawing)


@pytest.mark.usefixtures("dot")
def test_graphviz_draws(drawing: Book) -> None:
    assert drawing.build() == ""
    source = (drawing.sources() / "documents" / "index.typ").read_text("utf-8")
    assert 'alt: "甲到乙"' in source
    assert list((drawing.sources() / "images").glob("graphviz-*.svg"))
    assert "digraph" not in text_of(drawing)


@pytest.mark.usefixtures("dot")
def test_a_drawing_that_makes_no_sense_is_reported_with_its_line(drawing: Book) -> None:
    (drawing.docs / "index.md").write_text(DRAWING.replace("->", "=>"), "utf-8")
    warned = drawing.build()
    assert "index.md:3: " in warned
    assert "syntax error" in warned
    assert "digraph" in text_of(drawing)


@pytest.mark.usefixtures("dot")
def test_a_diagram_of_inheritance_is_drawn(book: Book) -> None:
    book.configure('extensions += ["sphinx.ext.graphviz", "sphinx.ext.inheritance_diagram"]')
    (book.docs / "index.md").write_text(
        "# 标题\n\n```{inheritance-diagram} pathlib.PurePosixPath\n```\n", "utf-8"
    )
    assert book.build() == ""
    assert list((book.sources() / "images").glob("inheritance-*.svg"))


def test_mermaid_draws(book: Book) -> None:
    # mmdc needs a browser of its own; what we ask of it is a PNG where it is told to put one.
    program = book.folder / "mmdc"
    dot = (
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5E"
        "rkJggg=="
    )
    program.write_text(
        "#!/bin/sh\nwhile [ $# -gt 0 ]; do [ $1 = -o ] && out=$2; shift; done\n"
        f"echo {dot} | base64 -d > $out\n",
        "utf-8",
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    book.configure('extensions.append("sphinxcontrib.mermaid")', f'mermaid_cmd = "{program}"')
    (book.docs / "index.md").write_text("# 标题\n\n```{mermaid}\ngraph LR; A-->B\n```\n", "utf-8")
    assert book.build() == ""
    assert list((book.sources() / "images").glob("mermaid-*.png"))
    assert "graph LR" not in text_of(book)
