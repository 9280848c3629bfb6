"""Lines as a typesetter would judge them: where they break, and how wide their signs are."""

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from pypdf import PdfReader
from pypdfium2.raw import FPDF_PAGEOBJ_PATH

from diglot.typeset.compiler_process import CompilerProcess
from diglot.typeset.fonts import font_book
from sphinxext.typst.conftest import Book

TORTURE = (
    "他说：“这不是——也不可能是——‘新’东西（见《旧书》第 12 页）……”随后，又补了一句：“是吗？！”"
    "于是我们写下《甲》、《乙》、《丙》；（一）、（二）、（三）。GPU（图形处理器）与 CPU 不同："
    "“并行”、“串行”，各有所长。2023 年 4 月，价格是 100％，约 3.14 倍……真的——没错！"
    "甲乙[^a]丙丁“戊”[^b]己庚辛。[^c]壬癸[^d]。"
)
TITLE = "张三：图形处理器——我们的内容新生态，人在其中"
NOTES = "".join(f"\n\n[^{name}]: 脚注。" for name in "abcd")
NUMBERED = """
各类显存，见{numref}`own`、见{numref}`own`；各类算法，按式{eq}`sum`、式{eq}`sum`算。

See {numref}`Chart %s <own>`, and by {numref}`Chart %s <own>`,
and by equation {eq}`sum` too.

```{toctree}
:hidden:
other
```
"""
_OTHER = """# 他处

```{table} 题
:name: own
| 甲 | 乙 |
|---|---|
| 丙 | 丁 |
```

| Model | Commit | Sum | Build | Device | Tokens | Score | Date |
|---|---|---|---|---|---|---|---|
| model | a1b2c3d4e5f6 | 9f8e7d6c5b4a | 0011223344ff | accelerator | 1234567 | 0.9876 | 2026-11-10 |

```python
call(text, end="ESCAPES")
```

```{math}
:label: sum
1 + 1
```
"""
# Ten columns that are as wide as their heads, and one of text.
CROWDED = """# 挤

| Scenario | Node Role | NPUs | TP | DP | Max Num Seqs | Max Model Len | Batched Tokens | Tokens \\
| Cache | Why |
|---|---|---|---|---|---|---|---|---|---|---|
| Long context | Single node | 16 | 16 | 1 | 128 | 133000 | 16384 | 3 | On \\
| one word after the other of a long text that fills a cell |
| High throughput | MP node | 16 | 8 | 1 | 128 | 32768 | 4096 | 3 | Off \\
| and it goes on and on and on to the end of it |
""".replace("\\\n", "")
OTHER = _OTHER.replace("ESCAPES", r"\n" * 32)
PLAIN = "这一段没有括号，只有逗号，句子长短不一，版心一变，末行就可能只剩一个字，那样不好看，也费纸"
ENDS = "".join(f"\n\n{PLAIN[:length]}。" for length in range(24, len(PLAIN)))
MEASURES = range(40, 120)  # mm
SIZE = 10.5  # points: the body's, and so the width of a 汉字


def pages_of(book: Book, set_up: str) -> PdfReader:
    """Typeset pages that include the documents of a built book."""
    (book.sources() / "pages.typ").write_text(
        f'#import "/theme.typ" as d\n#show: d.handout\n'
        f"#set page(height: auto, header: none, footer: none)\n{set_up}\n",
        "utf-8",
    )
    # In a process of its own, see typesetting.py.
    with CompilerProcess(book.sources(), font_book()) as compiler:
        result = compiler.compile("pages.typ", inputs={"handout": "/book.json"}, timestamp=0)
    assert isinstance(result.pdf, bytes), result.errors
    return PdfReader(BytesIO(result.pdf))


@pytest.fixture(scope="module")
def torture(tmp_path_factory: pytest.TempPathFactory) -> Book:
    folder = tmp_path_factory.mktemp("lines")
    text = f"# {TITLE}\n\n{TORTURE + NOTES + ENDS}\n{NUMBERED}"
    return a_book(folder, {"index": text, "other": OTHER, "crowded": CROWDED})


@pytest.fixture(scope="module")
def lines(torture: Book) -> list[str]:
    """Return the lines of a difficult title and paragraph over many measures."""
    return lines_of(torture)


def lines_of(book: Book) -> list[str]:
    """Return the lines of a document over all measures."""
    widths = ", ".join(f"{measure}mm" for measure in MEASURES)
    # What they refer to comes after them.
    others = sorted(path.name for path in (book.sources() / "documents").glob("o*.typ"))
    pages = pages_of(
        book,
        f"#for width in ({widths}) {{\n"
        '  page(width: width, margin: 5mm, include "/documents/index.typ")\n}\n'
        + "".join(f'#include "/documents/{name}"\n' for name in others),
    ).pages[: len(MEASURES)]
    assert len(pages) == len(MEASURES)
    return [line for page in pages for line in lines_in(page.extract_text())]


def lines_in(text: str) -> Iterator[str]:
    yield from (line.strip() for line in text.split("\n") if line.strip())


def a_book(folder: Path, documents: dict[str, str]) -> Book:
    (folder / "docs").mkdir()
    for name, text in documents.items():
        (folder / "docs" / f"{name}.md").write_text(text, "utf-8")
    (folder / "conf.py").write_text(
        'project = "书"\nlanguage = "zh_CN"\nextensions = ["myst_parser", "diglot"]\n'
        f'diglot_handouts = {{"book": {sorted(documents)!r}}}\nnumfig = True\n'
        'exclude_patterns = []\nsuppress_warnings = ["toc.not_included"]\n',
        "utf-8",
    )
    book = Book(folder)
    book.build()
    return book


def test_no_line_begins_or_ends_where_it_must_not(lines: list[str]) -> None:
    assert len(lines) > 8 * len(MEASURES)
    # GB/T 15834-2011, 5.1: stops and closing marks do not begin a line, opening ones do not end it.
    assert [line for line in lines if line[0] in "。，、；：？！）》”’％"] == []
    assert [line for line in lines if line[-1] in "（《“‘"] == []


def test_lines_of_titles_end_where_words_do(lines: list[str]) -> None:
    words = ("处理器——", "我们的", "内容", "新生态", "人在", "其中")
    whole = [word for line in lines for word in words if word in line]
    assert len(whole) == len(words) * len(MEASURES)
    assert [line for line in lines if line.startswith(("——我", "，人"))] == []
    # A colon ends a line where that costs none.
    assert "张三：" in lines


@pytest.mark.parametrize(
    ("width", "expected"),
    [
        (300, ["Ann Lee: technology is the foundation"]),
        (230, ["Ann Lee:", "technology is the foundation"]),
        (170, ["Ann Lee: technology", "is the foundation"]),
    ],
)
def test_a_title_breaks_after_its_colon(torture: Book, width: int, expected: list[str]) -> None:
    made = '#d.section-title(1, none, d.title-pieces("Ann Lee: ", "technology is the foundation"))'
    (page,) = pages_of(torture, f"#set page(width: {width}pt, margin: 0pt)\n{made}").pages
    assert list(lines_in(page.extract_text())) == expected


def test_no_line_begins_with_the_mark_of_a_note(lines: list[str]) -> None:
    # Numbers of the text have a gap after them.
    assert len(re.findall(r"\d[丙己壬。]", "".join(lines))) == 4 * len(MEASURES)
    assert [line for line in lines if re.match(r"\d+[丙己壬。]", line)] == []


def test_a_number_stays_with_its_word(lines: list[str]) -> None:
    together = [r"表\s+1", r"式\s*[(（]\s*1\s*[)）]", r"Chart\s+1", r"tion\s+[(（]1[)）]"]
    for words in together:
        found = [match for line in lines for match in re.findall(words, line)]
        assert len(found) >= (1 if "tion" in words else 2) * len(MEASURES), words
    assert [line for line in lines if re.match(r"[(（]?1[)）]?[，。、；,. ]", line)] == []


def test_no_line_is_a_single_character(lines: list[str]) -> None:
    assert [line for line in lines if re.fullmatch(r"\w[。！]?", line)] == []


def test_dashes_and_ellipses_are_not_torn(lines: list[str]) -> None:
    for mark in "—…":
        pieces = [piece for line in lines for piece in re.findall(f"{mark}+", line)]
        assert len(pieces) >= 2 * len(MEASURES)
        assert set(pieces) == {mark * 2}


def test_short_options_are_not_torn_nor_their_lines_set_wide(tmp_path: Path) -> None:
    text = "写`--verbose`、`--format human`或`-q`都行；" * 5
    book = a_book(tmp_path, {"index": f"# 标题\n\n{text}\n"})
    lines = lines_of(book)
    assert sum(line.count("--verbose") for line in lines) == 5 * len(MEASURES)
    assert [line for line in lines if line.endswith("-")] == []
    # Nor are lines of little but options set wide.
    made = pages_of(book, '#page(width: 62mm, margin: 5mm, include "/documents/index.typ")')
    page = pdfium.PdfDocument(made.stream)[0].get_textpage()
    steps = [
        page.get_charbox(pair.end() - 1)[0] - page.get_charbox(pair.start())[0]
        for pair in re.finditer("都行", page.get_text_range())
    ]
    assert len(steps) > 2
    assert max(steps) < SIZE + 1.5


# Paragraphs and their widths in 汉字, which the names below explain.
PARAGRAPHS = {
    "plain": "训练模型",
    "soft": "训练\n模型",
    "stop": "训。练",
    "pair": "训。）练",
    "emphasis-pair": "训，*《练》模*型",
    "emphasis-alone": "训*《练》模*型",
    "strong-pair": "训，**《练》模**型",
    "strong-alone": "训**《练》模**型",
    "quoted": "训“练”模",
    "dash": "训——练",
    "dots": "训……练",
    "latin": "训练 model 模型",
    "latin-quoted": "训练 the “model” is 模型",
    "latin-bare": "训练 the model is 模型",
    "code": "训`++model`练",
    "option": "训`--model`练",
}


@pytest.fixture(scope="module")
def width_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], float]:
    """Return a function: name of a paragraph -> its width in 汉字."""
    book = a_book(tmp_path_factory.mktemp("widths"), {"index": "# 标题\n", **PARAGRAPHS})
    names = ", ".join(f'"{name}"' for name in PARAGRAPHS)
    pages = pages_of(
        book,
        "#set par(first-line-indent: 0pt)\n#set page(width: auto, margin: 0pt)\n"
        f'#for name in ({names}) {{ page(include "/documents/" + name + ".typ") }}',
    ).pages
    widths = {
        name: float(page.mediabox.width) / SIZE
        for name, page in zip(PARAGRAPHS, pages, strict=True)
    }
    return widths.__getitem__


@pytest.mark.parametrize(
    ("name", "width"),
    [
        pytest.param("plain", 4, id="汉字 are as wide as the body is high"),
        pytest.param("soft", 4, id="a soft line break leaves no space"),
        pytest.param("stop", 3, id="a stop is full-width"),
        pytest.param("pair", 3.5, id="two signs in a row are squeezed"),
        pytest.param("quoted", 5, id="quotation marks among 汉字 are full-width"),
        pytest.param("dash", 4, id="a dash is two 汉字 long"),
        pytest.param("dots", 4, id="an ellipsis is two 汉字 long"),
    ],
)
def test_widths(width_of: Callable[[str], float], name: str, width: float) -> None:
    assert width_of(name) == pytest.approx(width, abs=0.02)


@pytest.mark.parametrize("markup", ["emphasis", "strong"])
def test_two_signs_are_squeezed_where_an_emphasis_begins(
    width_of: Callable[[str], float], markup: str
) -> None:
    more = width_of(f"{markup}-pair") - width_of(f"{markup}-alone")
    assert more == pytest.approx(0.5, abs=0.02)


def test_quotation_marks_among_letters_are_half_width(width_of: Callable[[str], float]) -> None:
    assert 0.5 < width_of("latin-quoted") - width_of("latin-bare") < 1.1


def test_a_gap_sets_letters_off(width_of: Callable[[str], float]) -> None:
    # Without the gaps, "model" would be about 2.6 汉字 wide.
    assert 6.9 < width_of("latin") < 7.4


def test_a_word_that_stays_whole_has_the_same_gaps(width_of: Callable[[str], float]) -> None:
    assert width_of("option") == pytest.approx(width_of("code"), abs=0.02)


def test_a_colon_in_a_title_is_as_wide_as_elsewhere(torture: Book) -> None:
    # On another page, a title of many words in large type.
    colon, long = pages_of(
        torture,
        "#let wide(it) = measure(it).width\n"
        '#context [#(wide(d.title-pieces("张三：", "图形")) == wide("张三：图形"))]\n'
        "#set page(height: 500pt, width: 300pt, margin: 20pt)\n"
        '#set text(size: 40pt)\n#d.section-title(1, none, "many words " * 12)\n#text(9pt)[after]',
    ).pages
    assert colon.extract_text() == "true"
    # It leaves room on its page, and is whole.
    assert long.extract_text().split() == [*["many", "words"] * 12, "after"]


def test_no_line_of_code_begins_with_a_closing_sign(torture: Book) -> None:
    code = 'd.code("pip install \\"package[first-extra]\\"")'
    pages = pages_of(
        torture,
        f"#for width in range(30, 90) {{ page(width: width * 1mm, margin: 5mm, {code}) }}",
    ).pages
    lines = [line for page in pages for line in lines_in(page.extract_text())]
    assert len(lines) > len(pages)
    assert [line for line in lines if re.match(r"\]|\"(?!package)", line)] == []


def test_pages_divide_a_line_of_code_that_goes_on_for_long(torture: Book) -> None:
    words = [f"word{number}" for number in range(400)]
    pages = pages_of(
        torture,
        "#set page(width: 120mm, height: 100mm, margin: 8mm)\n"
        f'#d.listing("first\\n  {" ".join(words)}\\nlast")',
    ).pages
    texts = [list(lines_in(page.extract_text())) for page in pages]
    assert " ".join(line for text in texts for line in text) == " ".join(["first", *words, "last"])
    # All but the last are full.
    assert len({len(text) for text in texts[:-1]}) == 1 < len(pages) - 1


def test_a_long_name_of_code_breaks_between_its_parts(torture: Book) -> None:
    name = "InferShapedTypeOpInterface"
    widths = range(44, 100, 4)  # mm: wider than its longest part, and the word before it
    pages = pages_of(
        torture,
        "\n".join(
            f'#page(width: {width}mm, margin: 5mm)[Traits #d.code("{name}")]' for width in widths
        ),
    ).pages
    ends = {next(lines_in(page.extract_text())).removeprefix("Traits ") for page in pages}
    assert ends > {name}
    assert ends <= {"Traits", "Infer", "InferShaped", "InferShapedType", "InferShapedTypeOp", name}


@pytest.mark.parametrize("width", [90, 120, 150])  # mm
def test_a_string_of_escapes_stays_on_the_paper(torture: Book, width: int) -> None:
    document = 'include "/documents/other.typ"'
    made = pages_of(torture, f"#page(width: {width}mm, height: 297mm, margin: 8mm, {document})")
    pages = pdfium.PdfDocument(made.stream)
    right = max(
        page.get_textpage().get_charbox(found.start())[2]
        for page in pages
        for found in re.finditer(r"\\(?=n)", page.get_textpage().get_text_range())
    )
    assert right < (width - 8) * 72 / 25.4


def test_a_table_is_set_a_little_smaller_before_its_words_break(torture: Book) -> None:
    document = 'include "/documents/other.typ"'
    made = pages_of(torture, f"#page(width: 180mm, height: 297mm, margin: 12mm, {document})")
    text = "".join(page.extract_text() for page in made.pages)
    torn = {"a1b2c3d4e5f6", "9f8e7d6c5b4a", "0011223344ff", "accelerator"} - {*text.split()}
    assert torn == set()


def test_a_long_cell_is_not_as_narrow_as_short_ones_beside_it(torture: Book) -> None:
    document = 'include "/documents/crowded.typ"'
    page = pages_of(torture, f"#page(width: 160mm, margin: 12mm, {document})").pages[0]
    lines = list(lines_in(page.extract_text()))
    assert lines[-1] == "the end of it", lines


def test_a_few_signs_among_letters_are_not_set_apart(torture: Book) -> None:
    # What is justified would be set apart, were it not for the box.
    text = "transformer in English is called "
    pages = pages_of(
        torture,
        "#set page(margin: 5mm)\n"
        f'#for width in range(50, 90) {{ page(width: width * 1mm, d.paragraph({{"{text * 3}"; '
        'd.foreign("zh", "CN", d.together("转换器")); " and so on and on and on"})) }',
    ).pages
    assert all("转换器" in page.extract_text() for page in pages)


def test_cards_in_a_row_are_of_even_height(torture: Book) -> None:
    cards = ", ".join(f"d.card([标题], [{text}])" for text in ("短", "长" * 60, "不长" * 9, "末"))
    made = pages_of(torture, f"#set page(width: 150mm, margin: 5mm)\n#d.cards(2, {cards})")
    page = pdfium.PdfDocument(made.stream)[0]
    frames = [drawn.get_bounds() for drawn in page.get_objects() if drawn.type == FPDF_PAGEOBJ_PATH]
    heights = [round(top - bottom) for _left, bottom, _right, top in frames]
    assert len(heights) == 4
    assert heights[0] == heights[1] > heights[2] == heights[3]


def test_cards_are_as_high_as_their_words(torture: Book) -> None:
    # Even lines and hyphens would make lines fewer.
    text = "How an artist who has experimented with unfamiliar instruments sees tomorrow. "
    cards = ", ".join(f"d.card([题], [{text * times}])" for times in (1, 2, 3))
    made = pages_of(
        torture,
        f"#for width in range(110, 170, step: 5) {{ page(width: width * 1mm, margin: 5mm, "
        f'{{ set text(lang: "en"); set par(justify: true); d.cards(3, {cards}) }}) }}',
    )
    for page in pdfium.PdfDocument(made.stream):
        drawn = [item.get_bounds() for item in page.get_objects() if item.type == FPDF_PAGEOBJ_PATH]
        texts = page.get_textpage()
        lowest = min(texts.get_charbox(at)[1] for at in range(texts.count_chars()))
        assert len(drawn) == 3
        assert lowest > min(bottom for _left, bottom, _right, _top in drawn) + 8


def test_the_mark_of_a_note_goes_into_the_blank_half_of_a_sign(torture: Book) -> None:
    marked = (f'#d.web-noted("https://example.org", "练{sign}", snug: true)' for sign in "”’》」）")
    made = pages_of(torture, "#set page(width: 150mm, margin: 5mm)\n" + "\n\n".join(marked))
    page = pdfium.PdfDocument(made.stream)[0].get_textpage()
    found = list(re.finditer(r"练[”’》」）]\D?\d", page.get_text_range()))
    assert len(found) == 5
    for mark in found:
        before, number = page.get_charbox(mark.start()), page.get_charbox(mark.end() - 1)
        assert SIZE / 2 < number[0] - before[2] < SIZE / 2 + 1


def test_lines_of_narrow_cards_are_neither_stretched_nor_hyphenated(torture: Book) -> None:
    text = "我们把网站做成国际化 internationalization 以后再看" * 3
    cards = ", ".join(f"d.card([标题], [{text}])" for _ in range(3))
    made = pages_of(torture, f"#set page(width: 150mm, margin: 5mm)\n#d.cards(3, {cards})")
    page = pdfium.PdfDocument(made.stream)[0].get_textpage()
    written = page.get_text_range()
    assert written.count("internationalization") == 9
    steps = [
        page.get_charbox(pair.end() - 1)[0] - page.get_charbox(pair.start())[0]
        for pair in re.finditer("我们|做成|以后", written)
    ]
    assert len(steps) > 18
    assert max(steps) < SIZE + 1.5


def test_a_note_never_stands_on_a_page_before_its_mark(torture: Book) -> None:
    """A table of five notes comes to the end of its page in every way."""
    heights = range(72, 132, 8)  # points
    column = "(share: 50, natural: 20, least: 4, words: (text: ()))"
    made = ["#set page(width: 120mm, height: 110mm, margin: 8mm)"]
    for height in heights:
        rows = (
            f'([甲], d.web-noted("https://example.org/{height}/{row}", "to-{height}-{row}."))'
            for row in range(5)
        )
        table = f"d.data-table(({column}, {column}), (([一], [二]),), ({', '.join(rows)}))"
        made.append(
            f"#pagebreak(weak: true)\n#box(height: {height}pt)\n\n"
            f'#d.captioned("table", "表 1", [题], {table}, breaks: false)'
        )
    marks: dict[str, int] = {}
    notes: dict[str, int] = {}
    for number, page in enumerate(pages_of(torture, "\n".join(made)).pages):
        text = page.extract_text()
        marks |= dict.fromkeys(re.findall(r"to-(\d+-\d)\.", text), number)
        found = re.findall(r"example\.org/(\d+)/(\d)", text)
        notes |= dict.fromkeys(map("-".join, found), number)
    assert len(marks) == len(notes) == 5 * len(heights)
    assert {name for name, page in notes.items() if page < marks[name]} == set()


def test_a_title_that_needs_room_with_a_note_stands_where_others_do(torture: Book) -> None:
    befores = (
        "[]",
        "d.paragraph[甲]",
        "d.bullets([甲], [乙])",
        'd.listing("code")',
        "d.quotation[丙]",
    )
    titles = ('d.section-title(3, none, "题")', 'd.section-title(3, none, "题", noted: 8)')
    pages = pages_of(
        torture,
        '#d.section-title(1, none, "一")\n#d.section-title(2, none, "二")\n'
        + "\n".join(
            f"#page(width: 120mm, {{ {before}; {title}; d.paragraph[丁] }})"
            for before in befores
            for title in titles
        ),
    ).pages[1:]
    heights = [round(float(page.mediabox.height), 2) for page in pages]
    assert len(set(heights)) == 4, heights
    assert heights[::2] == heights[1::2]


@pytest.mark.parametrize(("lines", "expected"), [(1, [False]), (4, [False, True, True])])
def test_a_table_of_few_rows_that_goes_on_says_so(
    torture: Book, lines: int, expected: list[bool]
) -> None:
    column = "(share: 50, natural: 20, least: 4, words: (text: ()))"
    rows = ", ".join(f"([第 {row} 行], [{'说明文字。' * 5 * lines}])" for row in range(7))
    pages = pages_of(
        torture,
        "#set page(width: 120mm, height: 150mm, margin: 8mm)\n"
        f'#d.captioned("table", "表 1", [题], d.data-table(({column}, {column}), (([一], [二]),), '
        f'({rows}), breaks: false, numbers: (("zh-CN", "表 1"),)), breaks: false)',
    ).pages
    texts = ["".join(page.extract_text().split()) for page in pages]
    assert sum(text.count("说明文字。") for text in texts) == 35 * lines
    assert ["续表1" in text for text in texts] == expected


@pytest.mark.parametrize(
    ("above", "rows"),
    [(200, [7]), (240, [5, 2]), (254, [4, 3]), (310, [0, 7])],
    ids=["whole", "two rows go over", "divided", "less than a fifth of the page is left"],
)
def test_a_table_is_divided_where_it_would_leave_much_of_a_page(
    torture: Book, above: int, rows: list[int]
) -> None:
    column = "(share: 50, natural: 20, least: 4, words: (text: ()))"
    made = ", ".join(f"([第 {row} 行], [说明文字。])" for row in range(7))
    pages = pages_of(
        torture,
        "#set page(width: 120mm, height: 150mm, margin: 8mm)\n"
        f"#block(height: {above}pt)[上]\n"
        f'#d.captioned("table", "表 1", [题], d.data-table(({column}, {column}), (([一], [二]),), '
        f'({made}), breaks: "if-high", numbers: (("zh-CN", "表 1"),)), breaks: "if-high")',
    ).pages
    texts = ["".join(page.extract_text().split()) for page in pages]
    assert [text.count("说明文字。") for text in texts] == rows
    assert all("续表1" in text for text in texts[1:] if rows[0])
