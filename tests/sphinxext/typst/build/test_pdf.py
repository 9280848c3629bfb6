"""The PDF itself: its outline, its metadata, its fonts and its lines."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader, mult
from pypdf.generic import Destination

from pdf_shapes import letters
from sphinxext.typst.conftest import Book, make_book, text_of

CHAPTER = """# 第一章

```{index} single: 模型
```

见 {doc}`second`。脚注[^a]。（另见{doc}`second`。）

- {doc}`second`
- 按[自己的叫法](second.md)，也见{ref}`two`

## 一节

| 甲 | 乙 |
|----|----|
| 一 | 二 |

$$
E = mc^2
$$

[^a]: 注文。
"""


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    book = make_book(tmp_path_factory.mktemp("pdf"))
    (book.docs / "index.md").write_text(
        "# 前言\n\n话。\n\n```{toctree}\n:caption: 上编\nfirst\n```\n\n"
        "```{toctree}\n:caption: 下编\nsecond\n```\n\n"
        "```{toctree}\n:caption: 语言\nEnglish <https://example.org/en/>\n```\n",
        "utf-8",
    )
    (book.docs / "first.md").write_text(CHAPTER, "utf-8")
    (book.docs / "second.md").write_text("# 第二章\n\n(two)=\n## 又一节\n\n完。\n", "utf-8")
    book.configure(
        'author = "某人"',
        'copyright = "2026 某人"',
        'diglot_handouts["same"] = {"documents": "second", "title": "第二章"}',
        'diglot_handouts["other"] = {"documents": "second", "title": "讲义"}',
    )
    assert book.build() == ""
    return book.out()


@pytest.fixture(scope="module")
def pdf(out: Path) -> PdfReader:
    return PdfReader(out / "book.zh-cn.pdf")


@pytest.mark.parametrize(("name", "heads"), [("same", []), ("other", ["讲义"])])
def test_a_title_that_the_only_document_has_is_printed_once(
    out: Path, name: str, heads: list[str]
) -> None:
    text = text_of(out / f"{name}.zh-cn.pdf")
    assert re.findall("讲义|第二章", text) == [*heads, "第二章"]


def test_references_read_as_parts_of_sentences(pdf: PdfReader) -> None:
    text = "".join("".join(page.extract_text().split()) for page in pdf.pages)
    page = "第5页"
    assert f"见“第二章”（{page}）。" in text
    assert f"（另见“第二章”，{page}。）" in text
    # Alone, a title needs no marks; words of the author's own are no title.
    assert f"•第二章（{page}）" in text
    assert f"按自己的叫法（{page}），也见“又一节”（{page}）" in text


Outline = list[tuple[str, "Outline"]]


def outline(items: Any) -> Outline:
    entries: Outline = []
    for item in items:
        if isinstance(item, Destination):
            entries.append((str(item.title), []))
        else:
            entries[-1] = (entries[-1][0], outline(item))
    return entries


def test_the_outline_follows_the_parts(pdf: PdfReader) -> None:
    # A list of addresses alone is none.
    chapters = [entry for entry in outline(pdf.outline) if entry[0] != "目次"]
    assert chapters == [
        ("前言", []),
        ("上编", [("第一章", [("一节", [])])]),
        ("下编", [("第二章", [("又一节", [])])]),
        ("索引", []),
    ]


def test_the_colophon_is_the_last_page(pdf: PdfReader) -> None:
    text = pdf.pages[-1].extract_text()
    assert re.search(r"书\s*某人", text)
    assert "© 2026 某人" in text
    assert "Typst" in text
    assert "Noto Serif SC" in text


def test_it_has_metadata(pdf: PdfReader) -> None:
    assert pdf.metadata is not None
    assert pdf.metadata.title == "书"
    assert pdf.metadata.author == "某人"
    root: Any = pdf.root_object
    assert root["/Lang"] == "zh-CN"
    assert root["/MarkInfo"]["/Marked"]
    about = root["/Metadata"].get_data().decode("utf-8")
    assert re.search(r"pdfaid:part\D+2\D", about)
    assert re.search(r"pdfuaid:part\D+1\D", about)


def test_all_fonts_are_embedded(pdf: PdfReader) -> None:
    fonts = list(fonts_of(pdf))
    assert fonts
    for font in fonts:
        descriptor = font["/DescendantFonts"][0]["/FontDescriptor"]
        assert {"/FontFile2", "/FontFile3"} & descriptor.keys(), font["/BaseFont"]


def fonts_of(pdf: PdfReader) -> Iterator[Any]:
    for page in pdf.pages:
        resources: Any = page["/Resources"]
        for font in resources.get("/Font", {}).values():
            yield font.get_object()


def test_a_font_without_a_bold_face_is_named(book: Book) -> None:
    book.configure('diglot_fonts = {"sans": "Noto Serif SC"}')
    assert "the font “Noto Serif SC” has no bold face" in book.build()
    book.configure('diglot_fonts = {"sans": "Noto Sans CJK SC", "serif": "Noto Serif SC"}')
    assert book.build() == ""


def test_pages_are_numbered_as_readers_count_them(pdf: PdfReader) -> None:
    text = [page.extract_text() for page in pdf.pages]
    contents = next(page for page in text if "目次" in page)
    assert re.search(r"第一章\s*3", contents)
    assert "（第 5 页）" in "".join(text).replace("\xa0", " ")
    assert re.search(r"模型\s*3", text[-2])


def test_paper_leads_to_the_page_on_the_web(book: Book) -> None:
    (book.docs / "other.md").write_text("---\norphan: true\n---\n# 另一篇\n", "utf-8")
    (book.docs / "index.md").write_text("# 标题\n\n见 {doc}`other`。\n", "utf-8")
    book.configure('html_baseurl = "https://book.example"')
    assert book.build() == ""
    page = PdfReader(book.out() / "book.zh-cn.pdf").pages[0]
    assert "book.example/zh-cn/" in page.extract_text()
    # The code and its address in words; the page that is not in the handout, and its note.
    assert sorted(addresses(page)) == [
        "https://book.example/zh-cn/",
        "https://book.example/zh-cn/",
        "https://book.example/zh-cn/other.html",
        "https://book.example/zh-cn/other.html",
    ]


def addresses(page: Any) -> Iterator[str]:
    for note in page.get("/Annots", ()):
        action = note.get_object().get("/A", {})
        if "/URI" in action:
            yield str(action["/URI"])


COLOURFUL = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90">{}</svg>'


def test_a_grayscale_handout_has_no_colours(book: Book) -> None:
    (book.docs / "red.svg").write_text(
        COLOURFUL.format('<rect width="90" height="90" fill="#ff0000"/>'), "utf-8"
    )
    (book.docs / "index.md").write_text(
        "# 标题\n\n```{note}\n话。\n```\n\n![红](red.svg)\n\n[链接](https://a.example/b)\n", "utf-8"
    )
    book.configure('diglot_handouts = {"book": {"document": "index", "grayscale": True}}')
    assert book.build() == ""
    assert list(book.sources().glob("gray/images/*.svg"))
    for page in PdfReader(book.out() / "book.zh-cn.pdf").pages:
        painted = re.findall(r"([\d.]+) ([\d.]+) ([\d.]+) (?:rg|RG|scn|SCN)\b", content_of(page))
        assert all(len({red, green, blue}) == 1 for red, green, blue in painted)


def content_of(page: Any) -> str:
    forms = page["/Resources"].get("/XObject", {}).values()
    parts = [page.get_contents(), *(form.get_object() for form in forms)]
    return b"\n".join(part.get_data() for part in parts).decode("latin-1")


def test_a_reference_gives_the_page_where_a_float_went(book: Book) -> None:
    (book.docs / "tall.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="420"></svg>', "utf-8"
    )
    filler = "这一段只为占地方。" * 60
    (book.docs / "index.md").write_text(
        f"# 标题\n\n{filler}\n\n见 {{numref}}`tall`。\n\n```{{figure}} tall.svg\n:name: tall\n\n"
        f"高图\n```\n\n{filler}\n\n{filler}\n\n{filler}\n",
        "utf-8",
    )
    book.configure("numfig = True")
    assert book.build() == ""
    pages = [page.extract_text() for page in PdfReader(book.out() / "book.zh-cn.pdf").pages]
    where = next(number for number, text in enumerate(pages, 1) if "高图" in text)
    page_number = re.search(r"（第\s*(\d+)\s*页）", "".join(pages))
    named = next(number for number, text in enumerate(pages, 1) if "见" in text)
    # Nothing is said where the figure is on the same page.
    assert (int(page_number[1]) if page_number else named) == where


def columns_of(page: Any, entry: str) -> tuple[list[str], list[str]]:
    """Return what matches in the left and in the right half of a page, from above."""
    entries: tuple[list[str], list[str]] = ([], [])
    middle = float(page.mediabox.width) / 2

    def see(text: str, page: Any, line: Any, _font: Any, _size: float) -> None:
        entries[mult(line, page)[4] > middle].extend(re.findall(entry, text))

    page.extract_text(visitor_text=see)
    return entries


def test_pages_end_between_rows_of_cards(book: Book) -> None:
    book.configure('extensions += ["sphinx_design"]', 'myst_enable_extensions = ["colon_fence"]')
    cards = "".join(f":::{{grid-item-card}} 题\n甲{'字' * 60}乙\n:::\n" for _ in range(2))
    grid = f"::::{{grid}} 2\n{cards}::::\n\n"
    # Each stands two thirds of a line lower on its page than the one before.
    text = f"{grid}文。\n\n" * 40
    (book.docs / "index.md").write_text(f"# 标题\n\n{text}", "utf-8")
    assert book.build() == ""
    pages = [page.extract_text() for page in PdfReader(book.out() / "book.zh-cn.pdf").pages]
    assert len(pages) > 5
    assert [page.count("甲") for page in pages] == [page.count("乙") for page in pages]


@pytest.mark.parametrize("reading", ["single", "parallel"])
def test_what_turns_over_in_the_contents_is_indented(book: Book, reading: str) -> None:
    title = " ".join(["Alpha", *["title"] * 24])
    (book.docs / "index.md").write_text(
        f"# 标题\n\n## {title} [Omega](https://example.org)\n", "utf-8"
    )
    details = f'"documents": "index", "cover": True, "reading": "{reading}"'
    book.configure(
        f'diglot_handouts = {{"book": {{{details}}}}}',
        'suppress_warnings = ["diglot.stale-catalog"]',
    )
    assert book.build() == ""
    (pdf,) = book.out().glob("*.pdf")
    entry = next(found for found in letters(pdf, r"Alpha[\s\S]*?Omega") if found[0].page == 2)
    lines = [letter.left for letter in entry if letter.text == "t"]
    assert 5 < min(lines) - entry[0].left < 100


@pytest.mark.parametrize("entries", [7, 60, 150])
def test_an_index_shares_its_last_page_between_its_columns(book: Book, entries: int) -> None:
    words = [f"entry{number:03}" for number in range(entries)]
    listed = "\n".join(f"```{{index}} single: {word}\n```\n" for word in words)
    (book.docs / "index.md").write_text(f"# 标题\n\n{listed}\n正文。\n", "utf-8")
    book.configure('diglot_handouts = {"book": {"documents": "index", "index": True}}')
    assert book.build() == ""
    pages = PdfReader(book.out() / "book.zh-cn.pdf").pages
    columns = [column for page in pages[1:] for column in columns_of(page, r"entry\d+")]
    assert [word for column in columns for word in column] == words
    *full, left, right = map(len, columns)
    # The left one has the letter, too.
    assert abs(left - right) <= 2
    # All the others have as many lines as fit.
    assert [count for count in full if count < 25] == []
