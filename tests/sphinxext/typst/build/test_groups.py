"""Large handouts are typeset in groups of chapters: readers see what the whole has."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2 as pdfium
import pytest

from diglot.typeset.pdf_content import read_content
from divided import divide_small_books
from sphinxext.typst.conftest import Book, make_book

_CHAPTERS = ("one", "two", "three", "four")
_NAMES = ("book.zh-cn.pdf", "book.zh-cn_en.pdf")


def _chapter(name: str, at: int) -> str:
    others = "，".join(f"[](./{other}.md)" for other in _CHAPTERS if other != name)
    rest = "字字句句。" * 200 + "\n\n"
    return (
        f"# 章 {name}\n\n见{others}与[](#{_CHAPTERS[at - 1]}-place)。[^n]\n\n{rest * at}"
        f"```{{index}} 词{name}, 同词\n```\n\n({name}-place)=\n## 节 {name}\n\n文。\n\n[^n]: 注。\n"
    )


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> tuple[Book, Book]:
    """Build the same book as a whole and in groups."""
    whole = make_book(tmp_path_factory.mktemp("groups"))
    trees = "\n".join(
        f"```{{toctree}}\n:caption: 部{part}\n{first}\n{second}\n```\n"
        for part, first, second in (("一", "one", "two"), ("二", "three", "four"))
    )
    (whole.docs / "index.md").write_text(f"# 书\n\n前言。\n\n{trees}", "utf-8")
    for at, name in enumerate(_CHAPTERS, 1):
        (whole.docs / f"{name}.md").write_text(_chapter(name, at), "utf-8")
    whole.configure(
        'diglot_handouts = {"book": {"documents": "index", "reading": ["single", "parallel"]}}',
        "numfig = True",
        'suppress_warnings = ["diglot.stale-catalog"]',
        "diglot_check_handouts = True",
    )
    groups = Book(tmp_path_factory.mktemp("groups"))
    shutil.copytree(whole.folder, groups.folder, dirs_exist_ok=True)
    whole.build()
    _build(groups)
    return whole, groups


def _build(book: Book) -> None:
    done = book.run(before=divide_small_books)
    assert (done.returncode, done.stderr) == (0, "")


def _groups(book: Book, name: str = "zh-cn") -> dict[str, int]:
    """Return when each group was typeset last."""
    folder = book.out() / name / "groups" / "book"
    files = sorted(folder.rglob("*.pdf"))
    return {path.relative_to(folder).as_posix(): path.stat().st_mtime_ns for path in files}


@pytest.mark.parametrize("name", _NAMES)
def test_readers_see_what_the_whole_has(name: str, books: tuple[Book, Book]) -> None:
    paths = [book.out() / name for book in books]
    whole, other = map(pdfium.PdfDocument, paths)
    assert len(whole) == len(other)
    assert paths[0].read_bytes() != paths[1].read_bytes()
    labels = [[book.get_page_label(at) for at in range(len(book))] for book in (whole, other)]
    assert labels[0] == labels[1]
    for at in range(len(whole)):
        pictures = [bytes(book[at].render().buffer) for book in (whole, other)]
        assert pictures[0] == pictures[1], at + 1
    contents = [read_content(path.read_bytes(), None) for path in paths]
    assert contents[0] == contents[1]
    outlines = [
        [(entry.level, entry.get_title(), entry.get_dest().get_index()) for entry in book.get_toc()]
        for book in (whole, other)
    ]
    assert outlines[0] == outlines[1]
    assert len(outlines[0]) > len(_CHAPTERS)
    with pikepdf.open(paths[0]) as first, pikepdf.open(paths[1]) as second:
        links = list(_links(first))
        assert len(links) > len(_CHAPTERS) ** 2
        assert list(_links(second)) == links
        assert list(_tags(first)) == list(_tags(second))


def test_links_between_groups_say_the_page_that_they_lead_to(books: tuple[Book, Book]) -> None:
    path = books[1].out() / _NAMES[0]
    shown = pdfium.PdfDocument(path)
    with pikepdf.open(path) as book:
        said = [str(link.Contents) for page in book.pages for link in page.obj.get("/Annots", ())]
        places = [to[0] for _, _, *to in _links(book)]
    pages = [f"第\N{NO-BREAK SPACE}{shown.get_page_label(at)}\N{NO-BREAK SPACE}页" for at in places]
    # Within a group, links say what Typst says.
    between = [(words, page) for words, page in zip(said, pages, strict=True) if "第" in words]
    assert len(between) > len(_CHAPTERS) ** 2
    assert all(words == page for words, page in between)


def _links(pdf: pikepdf.Pdf) -> Iterator[tuple[Any, ...]]:
    """Yield the page and the box of each link, and where it leads."""
    names = pdf.Root.Names.Dests.Names
    named = {bytes(names[at]): names[at + 1] for at in range(0, len(names), 2)}
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    for number, page in enumerate(pdf.pages):
        for link in page.obj.get("/Annots", ()):
            box = [round(float(side), 2) for side in link.Rect]
            if "/A" in link:
                yield number, box, str(link.A.URI)
                continue
            to = named[bytes(link.Dest)] if isinstance(link.Dest, pikepdf.String) else link.Dest
            yield number, box, pages[to[0].objgen], [round(float(to[at]), 1) for at in (2, 3)]


def _tags(pdf: pikepdf.Pdf) -> Iterator[str]:
    above: list[Any] = [pdf.Root.StructTreeRoot]
    while above:
        element = above.pop()
        if isinstance(element, pikepdf.Dictionary):
            yield str(element.get("/S"))
            below = element.get("/K", ())
            above.extend(below if isinstance(below, pikepdf.Array) else [below])


def test_an_edit_has_its_own_group_typeset(books: tuple[Book, Book], tmp_path: Path) -> None:
    _, book = books
    before = _groups(book)
    assert [*before] == [
        *(f"documents/{name}.pdf" for name in ("four", "index", "one", "three", "two")),
        *("end.pdf", "front.pdf"),
    ]
    chapter = book.docs / "two.md"
    text = chapter.read_text("utf-8")
    chapter.write_text(text.replace("文。", "新的。"), "utf-8")
    _build(book)
    after = _groups(book)
    # The colophon and the cover say the day of the edition, which is that of the last edit.
    changed = {name for name in after if after[name] != before[name]}
    assert changed - {"end.pdf", "front.pdf"} == {"documents/two.pdf"}
    # A page more moves all that comes after it, and whatever says so.
    chapter.write_text(text.replace("文。", "字句。\n\n" * 40), "utf-8")
    _build(book)
    moved = _groups(book)
    changed = {name for name in after if moved[name] != after[name]}
    assert {*after} - changed <= {"documents/index.pdf"}
    # From nothing, the same comes out.
    shutil.copytree(book.folder, tmp_path / "fresh", ignore=shutil.ignore_patterns("out"))
    fresh = Book(tmp_path / "fresh")
    _build(fresh)
    for name in _NAMES:
        assert (fresh.out() / name).read_bytes() == (book.out() / name).read_bytes()
