"""What is hard to print, on every paper: nothing is cut, covered, lost or out of order."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from itertools import pairwise
from pathlib import Path

import imagesize
import pytest
from pypdf import PdfReader

from commands import run_module
from diglot.typeset.imposition import booklet
from diglot.typeset.pdf_content import read_content
from diglot.typeset.printed import letters_of
from folders import PROJECTS
from pdf_shapes import Page, Shape, letters, overlaps, pages_of, picture_of, places
from sphinxext.typst.conftest import Book, text_of

NAMES = [
    "a4.zh-cn",
    "a5.zh-cn",
    "columns.zh-cn",
    "large.zh-cn",
    "letter.zh-cn",
    "both.zh-cn_en",
    "both.interlinear.zh-cn_en",
]
# Points: the least margin of any paper.
MARGIN = 36


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build all handouts of the project; each PDF is read back, and none has lost anything."""
    project = tmp_path_factory.mktemp("print") / "print"
    shutil.copytree(PROJECTS / "print", project)
    command = ["-q", "-b", "typst", "-c", str(project), "-D", "diglot_check_handouts=1"]
    done = run_module("sphinx", *command, str(project / "docs"), str(project / "out"))
    assert done.returncode == 0, done.stderr
    codes = re.findall(r"\[(diglot\.[\w-]+|[\w.]+)\]$", done.stderr, re.MULTILINE)
    # Two pictures are on the web, and a page cannot end in a list, for one language and for two.
    expected = Counter({"diglot.remote-image": 4, "diglot.page-class": 2})
    assert Counter(codes) == expected, done.stderr
    return project / "out"


@pytest.fixture(params=NAMES)
def pages(request: pytest.FixtureRequest, printed: Path) -> list[Page]:
    return pages_of(printed / f"{request.param}.pdf")


def test_no_word_stands_over_another(pages: list[Page]) -> None:
    assert sum(len(page.texts) for page in pages) > 1000
    assert [pair for page in pages for pair in overlaps(page)] == []


def test_pictures_are_whole_and_inside_the_margins(pages: list[Page]) -> None:
    shapes = {imagesize.get(path) for path in (PROJECTS / "print/docs").glob("w*.png")}
    ratios = [width / height for width, height in shapes]
    # Two of the project's own are given as data, ten pixels wide and high.
    ratios.append(1)
    shown = [(page, picture) for page in pages for picture in page.pictures]
    assert len(shown) > 40
    for page, picture in shown:
        assert min(abs(picture.width / picture.height - ratio) for ratio in ratios) < 0.02
        most = 0.74 if page.width > page.height else 0.62
        assert picture.height <= most * page.height + 1
        assert min(picture.left, picture.bottom) > MARGIN - 1
        assert picture.right < page.width - MARGIN + 1
        assert picture.top < page.height - MARGIN + 1


def test_pictures_stand_beside_or_under_each_other(pages: list[Page]) -> None:
    for page in pages:
        for picture in page.pictures:
            assert not any(picture.covers(other) for other in page.pictures if other != picture)


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


@pytest.mark.parametrize("name", ["both.zh-cn_en", "both.interlinear.zh-cn_en"])
def test_translations_turn_with_their_source(printed: Path, name: str) -> None:
    texts = [_text(page) for page in _turns(pages_of(printed / f"{name}.pdf"))]
    for chinese, english in (("第二段", "Second"), ("横放的表", "turned"), ("第七段", "Seventh")):
        places = [at for at, text in enumerate(texts) if chinese in text]
        assert [at for at, text in enumerate(texts) if english in text] == places != []


TWO_SIDED = ["letter.zh-cn", "both.zh-cn_en", "both.interlinear.zh-cn_en"]
MM = 72 / 25.4


def test_margins_are_wider_on_the_outer_side(printed: Path) -> None:
    for page in pages_of(printed / "letter.zh-cn.pdf")[4:-1]:
        for shape in (*page.texts, *page.pictures):
            outer = shape.left if shape.page % 2 == 0 else page.width - shape.right
            inner = page.width - shape.right if shape.page % 2 == 0 else shape.left
            assert outer > 62 * MM - 6
            assert inner > 20 * MM - 6


@pytest.mark.parametrize("name", NAMES)
def test_page_numbers_stand_outside_or_in_the_middle(printed: Path, name: str) -> None:
    pdf = printed / f"{name}.pdf"
    widths = [page.width for page in pages_of(pdf)]
    last = letters(pdf, r"(?<=\n)\d+\s*\Z")
    # On some pages a formula is read last.
    numbers = [number for number in last if number[0].text.isdigit() and number[0].top < 30 * MM]
    assert len(numbers) > 20
    for number in numbers:
        width = widths[number[0].page - 1]
        middle = (number[0].left + number[0].right) / 2
        if name not in TWO_SIDED:
            assert abs(middle - width / 2) < 20
        else:
            assert (middle < width / 3) == (number[0].page % 2 == 0)
            assert (middle > width / 2) == (number[0].page % 2 == 1)


@pytest.mark.parametrize("name", TWO_SIDED)
def test_chapters_open_on_right_hand_pages(printed: Path, name: str) -> None:
    reader = PdfReader(printed / f"{name}.pdf")
    chapters = [item for item in reader.outline if not isinstance(item, list)]
    assert len(chapters) >= 9
    pages = [(reader.get_destination_page_number(item) or 0) + 1 for item in chapters]
    assert [page % 2 for page in pages] == [1] * len(pages)
    texts = [page.extract_text().strip() for page in reader.pages]
    blank = [number for number, text in enumerate(texts, 1) if not text]
    # What is left blank is a left-hand page before one of them.
    assert blank
    contents = 3
    assert {number + 1 for number in blank} <= {contents, *pages}


@pytest.mark.parametrize("name", ["a5.zh-cn", "both.zh-cn_en", "both.interlinear.zh-cn_en"])
def test_a_booklet_has_each_page_where_folding_puts_it(printed: Path, name: str) -> None:
    pages = PdfReader(printed / f"{name}.pdf").pages
    sheets = PdfReader(printed / f"{name}.booklet.pdf")
    width, height = pages[0].mediabox.width, pages[0].mediabox.height
    for sheet, (left, right) in zip(sheets.pages, booklet(len(pages)), strict=True):
        assert sheet.mediabox.width == pytest.approx(2 * width, abs=0.1)
        assert sheet.mediabox.height == pytest.approx(height, abs=0.1)
        numbers = [number for number in (left, right) if number is not None]
        expected = "".join(pages[number].extract_text() for number in numbers)
        assert sorted(letters_of(sheet.extract_text())) == sorted(letters_of(expected))
    preferences = sheets.viewer_preferences
    assert preferences is not None
    assert str(preferences.duplex) == "/DuplexFlipShortEdge"


def test_pages_on_sheets_stand_beside_each_other(printed: Path) -> None:
    pdf, sheets = printed / "a5.zh-cn.pdf", printed / "a5.zh-cn.2-up.pdf"
    (own,), (there,) = (letters(path, "接着排。") for path in (pdf, sheets))
    width = pages_of(pdf)[0].width
    assert there[0].page == (own[0].page + 1) // 2
    assert there[0].left == pytest.approx(own[0].left + width * (own[0].page % 2 == 0), abs=0.5)
    assert there[0].bottom == pytest.approx(own[0].bottom, abs=0.5)
    # What lies among upright pages is turned: its words run upwards.
    (turned,) = letters(sheets, "第七段")
    assert turned[2].bottom > turned[0].bottom + 15
    assert turned[2].left == pytest.approx(turned[0].left, abs=3)


def test_what_reaches_the_edge_goes_on_to_the_crop_marks(printed: Path) -> None:
    reader = PdfReader(printed / "large.zh-cn.pdf")
    for page in reader.pages:
        sides = [float(side) for side in (*page.trimbox, *page.bleedbox, *page.mediabox)]
        trim, bleed, media = sides[:4], sides[4:8], sides[8:]
        assert sorted((trim[2] - trim[0], trim[3] - trim[1])) == pytest.approx(
            [210 * MM, 297 * MM], abs=0.1
        )
        for outer, inner, distance in ((media, bleed, 8 * MM), (bleed, trim, 3 * MM)):
            gaps = [inner[0] - outer[0], inner[1] - outer[1], outer[2] - inner[2]]
            assert gaps == pytest.approx([distance] * 3, abs=0.1)
    # The colour of the cover, to the edge of the bleed and no further.
    image = picture_of(printed / "large.zh-cn.pdf", 0)
    bleed = [float(side) for side in reader.pages[0].bleedbox]
    for inside in (1, -1):
        for x in (bleed[0] + inside, bleed[2] - inside):
            assert (image.pixel(x, 60) == (255, 255, 255)) == (inside < 0)
    # A crop mark at the upper left corner, along the line where the page is cut.
    assert image.pixel(3 * MM, 11 * MM) != (255, 255, 255)
    assert image.pixel(11 * MM, 3 * MM) != (255, 255, 255)
    # Nothing is lost of what screen readers need.
    assert "/StructTreeRoot" in reader.root_object


def test_which_papers_are_too_narrow_for_twelve_columns(printed: Path) -> None:
    turned = {
        name
        for name in NAMES
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


def test_a_table_that_goes_on_says_so_and_leaves_no_row_alone(printed: Path) -> None:
    for name in NAMES:
        pdf = printed / f"{name}.pdf"
        rows = Counter(page for page, _, _ in places(pdf, r"第 ?\d+ ?行的说明"))
        said = {page for page, _, _ in places(pdf, r"续表 ?\d|Table \d+ \(continued\)")}
        first = min(rows)
        assert rows.keys() - {first} == said - {first} != set()
        # Its second column is where a table of the first may go on.
        assert first not in said or name.startswith("columns")
        assert min(rows.values()) > 1


def test_figures_stay_in_their_section_and_in_order(printed: Path) -> None:
    # What is before page 10 is the contents.
    found = places(printed / "a4.zh-cn.pdf", r"浮图第 ?\d+ ?张|(?<!\w)第 ?\d+ ?节")
    texts = [text for page, _, text in found if page > 10]
    figures = [int(text[3:-1]) for text in texts if text.startswith("浮图")]
    assert figures == list(range(1, 12))
    # One before the first section, two in each, and two more in a grid.
    kinds = "".join("F" if text.startswith("浮图") else "S" for text in texts)
    assert kinds == "FSFFSFFFFSFFSFF"


def test_a_legend_follows_its_caption(printed: Path) -> None:
    text = "".join(text_of(printed / "a4.zh-cn.pdf").split())
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
    for name in NAMES:
        assert str(printed.parent) not in text_of(printed / f"{name}.pdf").replace("\n", "")


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


@pytest.mark.parametrize("name", NAMES)
def test_small_text_stands_above_its_words(printed: Path, name: str) -> None:
    base, small = letters(printed / f"{name}.pdf", "漢字|かんじ")
    assert "".join(letter.text for letter in (*base, *small)) == "漢字かんじ"
    assert min(letter.bottom for letter in small) > max(letter.top for letter in base) - 1
    assert small[0].right - small[0].left < 0.6 * (base[0].right - base[0].left)
    middles = [(line[0].left + line[-1].right) / 2 for line in (base, small)]
    assert abs(middles[0] - middles[1]) < 1


@pytest.mark.parametrize("name", NAMES)
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
