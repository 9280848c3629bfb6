"""MyST in, Typst out: one readable pair of files a subject, rewritten by --regenerate."""

import re
import shutil
from pathlib import Path

import pytest
import sphinx
from pypdf import PdfReader

import folders
from sphinxext.typst.conftest import Book

CASES = folders.CASES / "typst"
SOURCES = sorted(path for path in CASES.iterdir() if path.suffix in (".md", ".rst"))

CONF = """
project = "Cases"
extensions = ["myst_parser", "sphinx_design", "diglot"]
language = "zh_CN"
diglot_languages = ["zh_CN", "en"]
diglot_handouts = {"cases": "index"}
numfig = True
myst_enable_extensions = [
    "attrs_block", "attrs_inline", "colon_fence", "deflist", "dollarmath", "fieldlist", "tasklist"
]
"""


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """Typeset all cases as one book."""
    folder = tmp_path_factory.mktemp("cases")
    shutil.copytree(CASES, folder / "docs", ignore=shutil.ignore_patterns("*.typ", "*.txt"))
    toctree = "\n".join(path.stem for path in SOURCES)
    (folder / "docs" / "index.md").write_text(
        f"# Cases\n\n```{{toctree}}\n{toctree}\n```\n", "utf-8"
    )
    (folder / "conf.py").write_text(CONF, "utf-8")
    book = Book(folder)
    assert book.build() == ""
    return book


@pytest.mark.skipif(
    sphinx.version_info < (9,), reason="the expected files have the words and lines of Sphinx 9"
)
@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_source_becomes_typst(cases: Book, source: Path, regenerate: bool) -> None:
    written = (cases.sources() / "documents" / f"{source.stem}.typ").read_text("utf-8")
    shown = re.sub(r"^// from .*?([^/\n]+:\d+)$", r"// from \1", written, flags=re.MULTILINE)
    shown = re.sub(r"^// Made by .*\n", "", shown).lstrip()
    expected = source.with_suffix(".typ")
    if regenerate:
        expected.write_text(shown, "utf-8")
    assert shown == expected.read_text("utf-8")


def test_the_cases_are_typeset(cases: Book) -> None:
    pdf = PdfReader(cases.out() / "cases.zh-cn.pdf")
    text = "".join(page.extract_text() for page in pdf.pages)
    for words in (
        "深度学习的应用开发已有多年",
        "With text.",
        "Hidden on the web.",
        "Send a message",
    ):
        assert words in text.replace("\n", "")


def test_the_contents_name_titles_without_their_pictures(cases: Book) -> None:
    pdf = PdfReader(cases.out() / "cases.zh-cn.pdf")
    contents = next(
        page for page in pdf.pages if "a heading that is a picture" in page.extract_text()
    )
    assert "A sign among words" in contents.extract_text()
    assert "\nbefore, and after words" in contents.extract_text()
    assert not contents.images
    (page,) = (
        page for page in pdf.pages if "What stands below the picture." in page.extract_text()
    )
    assert len(page.images) >= 2  # those of the titles, too
    assert "a heading that is a picture" not in page.extract_text()
