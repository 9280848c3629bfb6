"""What is hard to print, on every paper: nothing is cut, covered, lost or out of order."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from statistics import median

import imagesize
import pytest
from pypdf import PdfReader

from diglot.typeset.pdf_content import read_content
from diglot.typeset.printed import letters_of
from folders import CASES, PROJECTS
from pdf_shapes import Page, Shape, letters, lines_of, overlaps, pages_of, places, words_of
from sphinxext.typst.conftest import PAPERS, SLIDES, Book, text_of

# Points: the least margin of any paper.
MARGIN = 36


@pytest.fixture(params=[*PAPERS, *SLIDES])
def printed_pages(request: pytest.FixtureRequest, printed: Path) -> list[Page]:
    return pages_of(printed / f"{request.param}.pdf")


@pytest.fixture(params=PAPERS)
def pages(request: pytest.FixtureRequest, printed: Path) -> list[Page]:
    return pages_of(printed / f"{request.param}.pdf")


def test_no_word_stands_over_another(printed_pages: list[Page]) -> None:
    assert sum(len(page.texts) for page in printed_pages) > 1000
    assert [pair for page in printed_pages for pair in overlaps(page)] == []


# Em: three and a half spaces, and two of them between 汉字, which have none.
WIDEST, WIDEST_OF_HAN = 0.875, 0.5


@pytest.mark.parametrize("name", PAPERS)
def test_no_line_is_spread_out(printed: Path, name: str) -> None:
    lines = list(lines_of(printed / f"{name}.pdf"))
    # Of a line with one or two spaces, a single one is not the line's.
    words = [line for line in lines if len(line.between_words) > 2]
    han = [line for line in lines if len(line.between_han) > 2]
    assert len(words) > 30
    assert len(han) > 200
    assert [line for line in words if median(line.between_words) > WIDEST] == []
    assert [line for line in han if median(line.between_han) > WIDEST_OF_HAN] == []


def test_the_address_of_a_note_stands_beside_its_number(printed: Path) -> None:
    pdf = printed / "a4.zh-cn.pdf"
    assert len(letters(pdf, r"\d+https?://")) > 3
    # 汉字 are in one that is not justified.
    assert len(letters(pdf, r"\d+https?://[^\r\n]*使用说明")) == 1


def test_pictures_are_whole_and_inside_the_margins(printed_pages: list[Page]) -> None:
    shapes = {imagesize.get(path) for path in (PROJECTS / "print/docs").glob("w*.png")}
    ratios = [width / height for width, height in shapes]
    # Two of the project's own are given as data, ten pixels wide and high.
    ratios.append(1)
    shown = [(page, picture) for page in printed_pages for picture in page.pictures]
    assert len(shown) > 40
    for page, picture in shown:
        assert min(abs(picture.width / picture.height - ratio) for ratio in ratios) < 0.02
        most = 0.74 if page.width > page.height else 0.62
        assert picture.height <= most * page.height + 1
        assert min(picture.left, picture.bottom) > MARGIN - 1
        assert picture.right < page.width - MARGIN + 1
        assert picture.top < page.height - MARGIN + 1


def test_pictures_stand_beside_or_under_each_other(printed_pages: list[Page]) -> None:
    for page in printed_pages:
        for picture in page.pictures:
            assert not any(picture.covers(other) for other in page.pictures if other != picture)


def test_a_step_stands_on_the_page_of_its_picture(pages: list[Page]) -> None:
    steps = [(_text(page).count("步，点一下这里"), page) for page in pages]
    assert sum(count for count, _ in steps) == 9
    assert [page for count, page in steps if count > len(page.pictures)] == []


def test_a_line_before_a_picture_as_wide_is_not_spread_out(printed: Path) -> None:
    (words, *_) = letters(printed / "a4.zh-cn.pdf", "句中的大图")
    assert words[-1].right - words[0].left < 6 * (words[0].right - words[0].left)


def test_pixels_have_the_size_that_css_gives_them(printed: Path) -> None:
    pictures = [shape for page in pages_of(printed / "a4.zh-cn.pdf") for shape in page.pictures]
    widths = {round(picture.width, 1) for picture in pictures}
    # 64 pixels as they are and with the same width given; 700 pixels at half their size.
    assert {48.0, 262.5} <= widths
    assert 64.0 not in widths


def test_a_wide_table_is_turned_onto_a_page_of_its_own(pages: list[Page]) -> None:
    turned = ["".join(shape.text for shape in page.texts) for page in _turned(pages)]
    for text in [text for text in turned if "十二列" in text]:
        # Its heading goes with it, whatever is after it does not.
        assert "十二月" in text
        assert "标题与宽列" not in text


def _turned(pages: list[Page]) -> list[Page]:
    return [page for page in pages if page.width > page.height]


def _text(page: Page) -> str:
    return "".join(shape.text for shape in page.texts)


# What stands on pages after each other: upright (P), or in landscape (L).
TURNS = [
    ("P", "第一段"),
    ("P", "第二段 第三段"),
    ("P", "第四段"),
    ("L", ""),
    ("P", "第五段"),
    ("L", "横放的图"),
    ("L", "横放的表 甲年"),
    ("P", "第六段"),
    ("L", "第七段 乙月"),
    ("P", "新页上的一节 第八段"),
    ("L", "横放的一节 第九段"),
    ("L", "里面的新页 第十段"),
    ("P", "第十一段 第十二段"),
]


def _turns(pages: list[Page]) -> list[Page]:
    first = next(at for at, page in enumerate(pages) if "第一段" in _text(page))
    return pages[first : first + len(TURNS)]


def test_pages_turn_where_classes_ask_for_it(pages: list[Page]) -> None:
    turns = _turns(pages)
    assert ["L" if page in _turned(turns) else "P" for page in turns] == [at for at, _ in TURNS]
    for page, (_, words) in zip(turns, TURNS, strict=True):
        text = _text(page)
        assert all(word in text for word in words.split())
        others = {word for _, words in TURNS for word in words.split()} - {*words.split()}
        assert not [word for word in others if word in text and word not in words]
    assert [len(page.pictures) for page in turns if page in _turned(turns)] == [1, 1, 0, 0, 0, 0]


def test_text_goes_on_before_what_has_a_number_and_a_page_in_landscape(printed: Path) -> None:
    for name in (*PAPERS, "both.zh-cn_en"):
        texts = [(_text(page), page) for page in pages_of(printed / f"{name}.pdf")]
        (table,) = [at for at, (text, _) in enumerate(texts) if "丙季" in text]
        (after,) = [at for at, (text, _) in enumerate(texts) if "第十四段" in text]
        # In columns, it is not known how much room is left.
        assert after - table == (1 if name.startswith("columns") else -1)
        assert "第十三段" in texts[table - 1][0]
        assert texts[table][1].width > texts[table][1].height


def test_beside_a_page_in_landscape_there_is_no_column_for_notes(printed: Path) -> None:
    pdf = printed / "letter.zh-cn.pdf"
    (page,) = [page for page in pages_of(pdf) if "丙季" in _text(page)]
    (caption,) = letters(pdf, "有编号的横表")
    # It is in the middle of the page, but for its number; with that column, it was 60 pt beside it.
    assert abs((caption[0].left + caption[-1].right) / 2 - page.width / 2) < 40


@pytest.mark.parametrize("name", ["both.zh-cn_en", "both.interlinear.zh-cn_en"])
def test_translations_turn_with_their_source(printed: Path, name: str) -> None:
    texts = [_text(page) for page in _turns(pages_of(printed / f"{name}.pdf"))]
    for chinese, english in (("第二段", "Second"), ("横放的表", "turned"), ("第七段", "Seventh")):
        places = [at for at, text in enumerate(texts) if chinese in text]
        assert [at for at, text in enumerate(texts) if english in text] == places != []


def test_which_papers_are_too_narrow_for_twelve_columns(printed: Path) -> None:
    turned = {
        name
        for name in PAPERS
        if any("十二列" in _text(page) for page in _turned(pages_of(printed / f"{name}.pdf")))
    }
    assert {"a5.zh-cn", "columns.zh-cn", "large.zh-cn", "letter.zh-cn"} <= turned


@pytest.mark.parametrize("name", ["a4.zh-cn", "a5.zh-cn", "both.zh-cn_en"])
def test_numbers_of_formulas_end_with_the_line(printed: Path, name: str) -> None:
    texts = [shape for page in pages_of(printed / f"{name}.pdf") for shape in page.texts]
    tags = [shape for shape in texts if shape.text in ("(7.31)", "(7.32)")]
    assert len(tags) == 2
    numbers = [shape for shape in texts if shape.text == "(1)" and shape.page >= tags[0].page]
    assert {round(shape.right) for shape in (*tags, numbers[0])} == {round(tags[0].right)}
    lines = [shape.left for shape in texts if re.fullmatch("第[一二三]行", shape.text)]
    assert len(lines) == 3
    assert all(after - before > tags[0].right / 8 for before, after in pairwise(lines))


@pytest.mark.parametrize("name", ["a4.zh-cn", "a5.zh-cn"])
def test_words_between_lines_of_a_formula_begin_the_line(printed: Path, name: str) -> None:
    texts = [shape for page in pages_of(printed / f"{name}.pdf") for shape in page.texts]
    (words,) = [shape for shape in texts if shape.text.startswith("以及")]
    (tag,) = [shape for shape in texts if shape.text == "(7.31)"]
    width = pages_of(printed / f"{name}.pdf")[0].width
    # As far from the left as the number is from the right, and between the lines.
    assert words.left == pytest.approx(width - tag.right, abs=3)
    assert words.top < tag.bottom


def test_a_table_that_goes_on_says_so_and_leaves_no_row_alone(printed: Path) -> None:
    for name in PAPERS:
        pdf = printed / f"{name}.pdf"
        rows = Counter(page for page, _, _ in places(pdf, r"第 ?\d+ ?行的说明"))
        said = {page for page, _, _ in places(pdf, r"续表 ?\d|Table \d+ \(continued\)")}
        first = min(rows)
        assert rows.keys() - {first} == said - {first} != set()
        # Its second column is where a table of the first may go on.
        assert first not in said or name.startswith("columns")
        assert min(rows.values()) > 1


def test_figures_stay_in_order_and_in_their_section_unless_a_foot_stayed_blank(
    printed: Path,
) -> None:
    # What is before page 10 is the contents.
    places_of = places(printed / "a4.zh-cn.pdf", r"浮图第 ?\d+ ?张|(?<!\w)第 ?\d+ ?节")
    found = [(page, text) for page, _, text in places_of if page > 10]
    figures = [int(text[3:-1]) for _, text in found if text.startswith("浮图")]
    assert figures == list(range(1, 12))
    # One before the first section, two in each, and two more in a grid. A fifth of a page stayed
    # blank before the third, to which the text refers.
    kinds = "".join("F" if text.startswith("浮图") else "S" for _, text in found)
    assert kinds == "FSFSFFFFFSFFSFF"
    (second, _), (third, _) = found[3:5]
    assert third == second + 1


@pytest.mark.parametrize("name", ["both.zh-cn_en", "both.interlinear.zh-cn_en"])
def test_a_table_says_once_that_cells_are_not_translated(printed: Path, name: str) -> None:
    *_, text = words_of(printed / f"{name}.pdf").partition("January")
    table, *_ = re.split("标题与宽列|表格", text)
    assert table.count("1,234,567") == 2
    assert table.count("Not translated yet") == 1


def test_a_legend_follows_its_caption(printed: Path) -> None:
    text = "".join(words_of(printed / "a4.zh-cn.pdf").split())
    assert text.index("先是题目") < text.index("后是图例，有两段。") < text.index("图例的第二段。")


@pytest.mark.parametrize(
    "address",
    [
        "video.example/embed/abc",
        "video.example/film.mp4",
        "video.example/other.mp4",
        "video.example/sound.mp3",
        "video.example/inline.mp4",
        "book.example/zh-cn/outside.html",
        "book.example/zh-cn/outside.html#beyond",
        "img.example/far.png",
    ],
)
def test_what_print_cannot_show_has_its_address(printed: Path, address: str) -> None:
    content = read_content((printed / "a4.zh-cn.pdf").read_bytes(), None)
    assert letters_of(address) in content.text + content.notes


def test_no_path_of_the_build_is_printed(printed: Path) -> None:
    for name in PAPERS:
        words = words_of(printed / f"{name}.pdf")
        assert "https://video.example/inline.mp4" in words
        assert str(printed.parent) not in words


def test_html_within_a_line_has_its_look(printed: Path) -> None:
    written = (printed / "zh-cn/documents/html.typ").read_text("utf-8")
    for call in (
        'd.subscript("2")',
        'd.superscript("2")',
        'd.ruby("汉", ',
        'd.struck("作废")',
        'd.struck("删去")',
        'd.underlined("下划")',
        'd.highlighted("标出")',
        'd.key("Ctrl")',
        'd.small("小")',
        'd.web-noted("https://a.example/raw", "链接")',
        'd.struck("删除线")',
    ):
        assert call in written


@pytest.mark.parametrize("name", PAPERS)
def test_small_text_stands_above_its_words(printed: Path, name: str) -> None:
    base, small = letters(printed / f"{name}.pdf", "漢字|かんじ")
    assert "".join(letter.text for letter in (*base, *small)) == "漢字かんじ"
    assert min(letter.bottom for letter in small) > max(letter.top for letter in base) - 1
    assert small[0].right - small[0].left < 0.6 * (base[0].right - base[0].left)
    middles = [(line[0].left + line[-1].right) / 2 for line in (base, small)]
    assert abs(middles[0] - middles[1]) < 1


@pytest.mark.parametrize("name", PAPERS)
def test_what_is_in_another_language_has_its_face(printed: Path, name: str) -> None:
    fonts = {text: _fonts(printed / f"{name}.pdf", text) for text in ("骨", "直す", "한국어")}
    assert "notoserifsc" in fonts["骨"][0]
    assert all("jp" in font for font in (*fonts["骨"][1:], *fonts["直す"]))
    assert len(fonts["骨"]) == 3
    assert all("kr" in font for font in fonts["한국어"])


def _fonts(pdf: Path, text: str) -> list[str]:
    """Return the fonts of the characters of a text, wherever it stands."""
    return [letter.font.lower() for word in letters(pdf, text) for letter in word]


@pytest.mark.parametrize("name", ["a4.zh-cn", "both.zh-cn_en"])
def test_drawings_among_html_are_printed(printed: Path, name: str) -> None:
    content = read_content((printed / f"{name}.pdf").read_bytes(), None)
    assert {"一个圆", "方块"} <= set(content.alternatives)


def test_words_of_a_drawing_in_html_are_printed(printed: Path) -> None:
    drawing = next((printed / "zh-cn/images").glob("*foreign*.svg")).read_text("utf-8")
    assert "foreignObject" not in drawing
    assert "Words in HTML" in drawing


def test_a_document_ends_on_pages_that_hold_it(printed: Path) -> None:
    pages = pages_of(printed / "a4.zh-cn.pdf")
    wide = [shape for page in pages for shape in page.pictures if _is_screenshot(shape)]
    assert len(wide) >= 9 + 4
    for above, below in pairwise(wide):
        assert above.page < below.page or above.bottom > below.top


def _is_screenshot(shape: Shape) -> bool:
    return abs(shape.width / shape.height - 700 / 400) < 0.01


SHADOW = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 900 200" width="900" height="200">
<filter id="s" x="-1" y="-1" width="300%" height="300%"><feGaussianBlur stdDeviation="9"/></filter>
<rect x="600" y="20" width="290" height="150" filter="url(#s)"/><path d="M10 10h500v90z"/>
</svg>
"""


def test_a_shadow_that_ends_with_its_drawing_leaves_nothing(book: Book) -> None:
    (book.docs / "shadow.svg").write_text(SHADOW, "utf-8")
    (book.docs / "index.md").write_text("# 标题\n\n![图](shadow.svg)\n", "utf-8")
    book.configure("diglot_check_handouts = True")
    assert book.build() == ""


LOSSY = """#let admonition(kind, title, body, ..args) = none
#let small-title(body) = move(dx: 420pt, body)
"""


def test_what_a_theme_loses_is_named_until_it_is_mended(book: Book) -> None:
    (book.folder / "lossy.typ").write_text(LOSSY, "utf-8")
    (book.docs / "index.md").write_text(
        "# 标题\n\n正文。\n\n```{note}\n这一句丢了。\n```\n\n```{rubric} Beyond\n```\n",
        "utf-8",
    )
    book.configure("diglot_check_handouts = True", 'diglot_handouts_theme = "lossy.typ"')
    first = book.build()
    assert re.findall(r"index\.md:(\d+):.*: (.*)$", first, re.MULTILINE)[0] == ("6", "这一句丢了。")
    assert re.findall(r"\[diglot\.(.*)\]", first) == ["content-lost", "outside-type-area"]
    assert "“Beyond” runs into the margin of page 1" in first
    # It is told again, although nothing is new.
    assert book.build() == first
    book.configure('diglot_handouts_theme = ""')
    assert book.build() == ""


OVERPRINTING = """#let admonition(kind, title, body, ..args) = place(body)
#let small-title(body) = {
  place(dx: 3.5em, line(angle: 90deg, length: 1em))
  body
}
#let cell(body, ..args) = table.cell(if "右移" in repr(body) { move(dx: 8em, body) } else { body })
"""
OVERPRINTED = """# 标题

```{note}
注记压在别处。
```

下面这一段被压住了。

```{tip}
![一张图](drawing.svg)
```

又有一段在图的下面。

```{rubric} 穿过竖线的小标题
```

| 一列 | 二列 |
| --- | --- |
| 一格 | 二格里有字 |
| 右移 | |

一行 H{sub}`2`O 与 <u>画线的</u>、<s>划掉的</s>、**重的**字，
{ruby}`漢字(かんじ)`，$\\overline{\\hat{x}}\\smash{\\int}$。
"""
_IN_TABLE = ("“一列”", "“右移”")
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60">'
    '<rect width="90" height="60"/></svg>'
)


def test_what_is_printed_over_something_is_named(book: Book) -> None:
    (book.folder / "over.typ").write_text(OVERPRINTING, "utf-8")
    (book.docs / "index.md").write_text(OVERPRINTED, "utf-8")
    (book.docs / "drawing.svg").write_text(DRAWING, "utf-8")
    book.configure("diglot_check_handouts = True", 'diglot_handouts_theme = "over.typ"')
    found = _overprints(book.build())
    assert {words: line for line, words in found if not words.startswith(_IN_TABLE)} == {
        "“注记压在别处。” and “下面这一段被压住了。” are printed over each other": "7",
        "“穿过” runs over a border": "15",
    }
    # MyST-Parser 4 takes the line before a table for its own.
    assert {words for _, words in found if words.startswith(_IN_TABLE)} == {
        "“一列” and a picture are printed over each other",
        "“右移” runs over the next column",
    }


def test_words_of_narrow_cells_stay_in_them(book: Book) -> None:
    (book.docs / "index.md").write_text(
        (CASES / "print" / "narrow-cells.md").read_text("utf-8"), "utf-8"
    )
    book.configure("diglot_check_handouts = True")
    assert book.build() == ""


def test_an_address_stands_on_a_page_once(book: Book) -> None:
    (book.docs / "index.md").write_text(
        (CASES / "print" / "repeated-links.md").read_text("utf-8"), "utf-8"
    )
    book.configure("diglot_check_handouts = True")
    assert book.build() == ""
    pages = ["".join(words_of_page.split()) for words_of_page in _texts(book)]
    assert "先有甲1，又有甲1和乙2。" in pages[0]
    assert "另一段：甲1，丙3，丙3。" in pages[0]
    assert "甲1丁4" in pages[0]
    assert "换页，甲5和甲5，丁6。" in pages[1]
    assert [page.count("https://a.example/a") for page in pages] == [1, 1]


def _texts(book: Book) -> list[str]:
    return [page.extract_text() for page in PdfReader(book.out() / "book.zh-cn.pdf").pages]


def _overprints(warned: str) -> set[tuple[str, str]]:
    """Return what a build says, without the page and the handout, with its lines."""
    found = re.findall(r"index\.md:(\d+): WARNING: (.*) on page 1 of the handout book", warned)
    assert len(found) == warned.count("[diglot.")
    return set(found)


def test_addresses_of_a_table_of_many_links_stand_under_it(printed: Path) -> None:
    text = re.sub(r"\s+", "", text_of(printed / "links.zh-cn.pdf"))
    listed = re.findall(r"\[(\d+)\]https://long\.example/table/\1", text)
    assert listed == [str(number) for number in range(1, 71)]
    assert text.index("第70行[70]") < text.index("[1]https://long.example/table/1")


def test_a_long_list_is_spaced_and_numbered_as_one(printed: Path) -> None:
    items = [
        (page, shape)
        for page in pages_of(printed / "links.zh-cn.pdf")
        for shape in page.texts
        if re.fullmatch(r"\d+\.", shape.text.strip())
    ]
    assert [shape.text.strip() for _, shape in items] == [f"{n}." for n in range(1, 121)]
    gaps = {
        above[1].bottom - below[1].bottom
        for above, below in pairwise(items)
        if above[0] is below[0]
    }
    assert max(gaps) - min(gaps) < 0.2


def test_bold_words_of_code_are_as_wide_as_others(printed: Path) -> None:
    for line in letters(printed / "links.zh-cn.pdf", "class Wide:|kind = [.]{3}"):
        fonts = {letter.font for letter in line if letter.text.strip()}
        assert all("Mono" in font for font in fonts), fonts
        assert any("Bold" in font for font in fonts)


def test_drawn_tables_keep_their_lines_and_columns(printed: Path) -> None:
    pdf = printed / "links.zh-cn.pdf"
    assert [line[0].bottom - line[-1].bottom for line in letters(pdf, r"\| stable-d.*default +\|")]
    (head,) = letters(pdf, r"│ +编号 +│ +说明 +│")
    (row,) = letters(pdf, r"│ +12 +│ +a, b, c\. +│")
    ends = [[round(letter.left) for letter in line if letter.text == "│"] for line in (head, row)]
    assert ends[0] == ends[1]


def test_words_of_drawings_that_ask_for_no_font_of_ours_are_in_that_of_titles(
    printed: Path,
) -> None:
    (words,) = letters(printed / "a4.zh-cn.pdf", "Words in HTML")
    fonts = {letter.font.partition("+")[2] for letter in words if letter.font.strip("\0")}
    assert fonts == {"NotoSans-Regular"}


def test_a_formula_on_a_line_of_its_own_divides_its_paragraph(printed: Path) -> None:
    before, after = (
        next(
            shape
            for page in pages_of(printed / "a4.zh-cn.pdf")
            for shape in page.texts
            if words in shape.text
        )
        for words in ("质量与能量的关系", "式子后面的话")
    )
    assert before.page == after.page
    # Between them is a line for the formula; what follows it is no new paragraph.
    assert before.bottom - after.bottom > 3 * before.height
    assert before.left - after.left == pytest.approx(2 * 10.5, abs=1)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("a4.zh-cn", ["见"]),
        ("both.zh-cn_en", ["见", "see"]),
        ("both.interlinear.zh-cn_en", ["见", "see"]),
    ],
)
def test_an_index_refers_from_one_word_to_another(
    printed: Path, name: str, words: list[str]
) -> None:
    assert re.findall(r"停顿\s*(\w+) API", words_of(printed / f"{name}.pdf")) == words
