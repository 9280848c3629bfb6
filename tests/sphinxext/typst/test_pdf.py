"""The PDF itself: its outline, what it says about itself, its fonts and its lines."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import Destination

from sphinxext.typst.conftest import Book

CHAPTER = """# 第一章

```{index} single: 模型
```

见 {doc}`second`。脚注[^a]。

## 一节

| 甲 | 乙 |
|----|----|
| 一 | 二 |

$$
E = mc^2
$$

[^a]: 注文。
"""


@pytest.fixture
def pdf(book: Book) -> PdfReader:
    (book.docs / "index.md").write_text(
        "# 前言\n\n话。\n\n```{toctree}\n:caption: 上编\nfirst\n```\n\n"
        "```{toctree}\n:caption: 下编\nsecond\n```\n",
        "utf-8",
    )
    (book.docs / "first.md").write_text(CHAPTER, "utf-8")
    (book.docs / "second.md").write_text("# 第二章\n\n完。\n", "utf-8")
    book.configure('author = "某人"')
    assert book.build() == ""
    return PdfReader(book.out() / "book.zh-cn.pdf")


Outline = list[tuple[str, "Outline"]]


def outline(items: Any) -> Outline:
    found: Outline = []
    for item in items:
        if isinstance(item, Destination):
            found.append((str(item.title), []))
        else:
            found[-1] = (found[-1][0], outline(item))
    return found


def test_the_outline_follows_the_parts(pdf: PdfReader) -> None:
    chapters = [entry for entry in outline(pdf.outline) if entry[0] != "目录"]
    assert chapters == [
        ("前言", []),
        ("上编", [("第一章", [("一节", [])])]),
        ("下编", [("第二章", [])]),
        ("索引", []),
    ]


def test_it_says_what_it_is(pdf: PdfReader) -> None:
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


def test_pages_are_numbered_as_readers_count_them(pdf: PdfReader) -> None:
    text = [page.extract_text() for page in pdf.pages]
    contents = next(page for page in text if "目录" in page)
    assert re.search(r"第一章\s*3", contents)
    assert "（第 5 页）" in "".join(text).replace("\xa0", " ")
    assert re.search(r"模型\s*3", text[-1])
