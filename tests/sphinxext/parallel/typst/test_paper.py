"""Handouts in two languages: real books, typeset by `sphinx-build`, the PDFs read back."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import Destination, DictionaryObject

from commands import run_module
from folders import PROJECTS
from pdf_shapes import letters, places


def sphinx_build(project: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Build the handouts as people do."""
    command = ["-q", "-b", "typst", "-c", str(project), *options]
    return run_module("sphinx", *command, str(project / "docs"), str(project / "out"))


def build(project: Path, *options: str) -> str:
    """Build the handouts; return what was warned of."""
    done = sphinx_build(project, *options)
    assert done.returncode == 0, done.stderr
    return done.stderr


def pdf_names(project: Path) -> list[str]:
    """Return the names of the PDFs."""
    return sorted(path.name for path in (project / "out").glob("*.pdf"))


def text_of(pdf: Path) -> str:
    """Return the words of a PDF, without spaces: lines and columns are not what is tested."""
    return "".join("".join(page.extract_text().split()) for page in PdfReader(pdf).pages)


def titles(items: Any) -> Iterator[str]:
    for item in items:
        if isinstance(item, Destination):
            yield str(item.title)
        else:
            yield from titles(item)


def tags_with_language(node: Any, lang: str = "") -> Iterator[tuple[str, str]]:
    """Yield (tag, language) of all elements of the structure tree, in reading order."""
    node = node.get_object()
    if isinstance(node, list):
        for child in node:
            yield from tags_with_language(child, lang)
    elif isinstance(node, DictionaryObject):
        lang = str(node.get("/Lang", lang))
        if "/S" in node:
            yield str(node["/S"]), lang
        if "/K" in node:
            yield from tags_with_language(node["/K"], lang)


@pytest.fixture(scope="module")
def salon(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The little salon, built once; its term stands in the index of two pages."""
    project = tmp_path_factory.mktemp("paper") / "salon"
    shutil.copytree(PROJECTS / "parallel-salon", project)
    with (project / "docs/talk.md").open("a", encoding="utf-8") as talk:
        talk.write("\n```{index} 显卡\n```\n")
    with (project / "locales/en/LC_MESSAGES/talk.po").open("a", encoding="utf-8") as catalog:
        catalog.write('\nmsgid "显卡"\nmsgstr "graphics card"\n')
    assert build(project) == ""
    return project / "out"


def test_each_reading_is_a_file_of_its_own(salon: Path) -> None:
    assert pdf_names(salon.parent) == [
        "book.zh-cn_en.pdf",
        "talk.interlinear.zh-cn_en.pdf",
        "talk.zh-cn.pdf",
        "talk.zh-cn_en.pdf",
    ]
    assert {path.parent.name for path in salon.glob("*/talk*.typ")} == {"zh-cn", "zh-cn_en"}


READINGS = {
    "diglot_readings=interlinear": ["talk.interlinear.zh-cn_en.pdf"],
    "diglot_readings=parallel,interlinear": [
        "book.zh-cn_en.pdf",
        "talk.interlinear.zh-cn_en.pdf",
        "talk.zh-cn_en.pdf",
    ],
    "diglot_readings=single": ["talk.zh-cn.pdf"],
    "diglot_parallel=0": ["talk.zh-cn.pdf"],
    "language=en": ["talk.en.pdf"],
}


def test_some_readings_are_made(copy_project: Callable[[str], Path]) -> None:
    project = copy_project("parallel-salon")
    for option, expected in READINGS.items():
        assert build(project, "-D", option) == ""
        assert pdf_names(project) == expected, option
        # A build leaves the readings alone that are not asked of it.
        for pdf in (project / "out").glob("*.pdf"):
            pdf.unlink()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["-D", "diglot_readings=double"], "it names 'double'"),
        (["-D", "diglot_readings=parallel", "-D", "language=en"], "leave out -D language=en"),
        (["-D", "diglot_languages=zh_CN"], "a parallel edition needs a second language"),
    ],
    ids=["unknown", "translation", "one language"],
)
def test_readings_that_cannot_be_made_stop_the_build(
    copy_project: Callable[[str], Path], options: list[str], message: str
) -> None:
    done = sphinx_build(copy_project("parallel-salon"), *options)
    assert done.returncode != 0
    assert message in done.stderr


def test_what_has_two_languages_no_more_is_removed(copy_project: Callable[[str], Path]) -> None:
    project = copy_project("parallel-salon")
    assert build(project) == ""
    with (project / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write('diglot_handouts = {"talk": "talk"}\n')
    assert build(project) == ""
    assert pdf_names(project) == ["talk.zh-cn.pdf"]


@pytest.mark.parametrize("name", ["talk", "talk.interlinear", "book"])
def test_nothing_is_lost_in_either_language(salon: Path, name: str) -> None:
    words = text_of(salon / f"{name}.zh-cn_en.pdf")
    for chinese, english in (
        ("显存决定模型能有多大。", "Memorydecideshowlargeamodelcanbe."),
        ("内层的一项。", "Aninneritem."),
        ("第二段，仍属这一项。", "Asecondparagraph,stillofthisitem."),
        ("价格以当日为准。", "Pricesarethoseoftheday."),
        ("备注", "Note"),
        ("警告", "Warning"),
        ("某人", "Somebody"),
        ("型号", "Model"),
        ("A100加速卡", "TheA100accelerator"),
        ("表1.1两种芯片", "Table1.1Twochips"),
        ("图1.1显存与带宽", "Fig.1.1Memoryandbandwidth"),
        ("第一条注。", "Thefirstnote."),
        ("它的解释。", "Whatitmeans."),
    ):
        assert chinese in words
        assert english in words


@pytest.mark.parametrize("name", ["talk", "talk.interlinear"])
def test_what_is_the_same_stands_once(salon: Path, name: str) -> None:
    words = text_of(salon / f"{name}.zh-cn_en.pdf")
    for once in ('print("你好")', "CUDA", "H100", "2022", "第一条注。", "Thefirstnote."):
        assert words.count(once) == 1, once
    assert words.count("这一段还没有译文。") == 1
    assert words.count("Nottranslatedyet") == 1


@pytest.mark.parametrize("name", ["talk", "talk.interlinear"])
def test_each_language_has_its_dash_before_the_source_of_a_quotation(
    salon: Path, name: str
) -> None:
    (chinese,) = letters(salon / f"{name}.zh-cn_en.pdf", r"——\s*某")
    (english,) = letters(salon / f"{name}.zh-cn_en.pdf", r"—\s*S")
    # Two characters wide, and no space after it (GB/T 15834-2011, 4.10).
    assert [letter.text for letter in chinese] == ["—", "—", "某"]
    _, dash, after = chinese
    assert dash.width > 1.5 * after.height
    assert after.left - dash.right < 0.2 * after.height
    assert [letter.text for letter in english] == ["—", " ", "S"]


def test_one_outline_in_both_languages(salon: Path) -> None:
    outline = list(titles(PdfReader(salon / "book.zh-cn_en.pdf").outline))
    assert outline == [
        "沙龙 · The Salon",
        "1 算力与模型 · Compute and models",
        "1.1 芯片 · Chips",
        "2 术语 · Terms",
        "索引",
        "Index",
    ]


def test_a_first_page_with_nothing_but_a_title_has_the_contents_under_it(salon: Path) -> None:
    reader = PdfReader(salon / "book.zh-cn_en.pdf")
    heads = [item for item in reader.outline if not isinstance(item, list)]
    pages = [reader.get_destination_page_number(item) for item in heads[:2]]
    assert pages == [1, 2]
    words = "".join(reader.pages[1].extract_text().split())
    assert words.index("沙龙") < words.index("目次") < words.index("算力与模型")
    # The contents lead to what comes after them.
    assert words.count("TheSalon") == 1


def test_each_index_divides_its_pages_as_its_language_does(salon: Path) -> None:
    pages = [page.extract_text() for page in PdfReader(salon / "book.zh-cn_en.pdf").pages]
    words = "\n".join(pages[-3:])
    assert re.search(r"显卡 \d，\d", words)
    assert re.search(r"graphics card \d, \d", words)


def test_it_says_what_it_is_in_both_languages(salon: Path) -> None:
    reader = PdfReader(salon / "book.zh-cn_en.pdf")
    assert reader.metadata is not None
    assert reader.metadata.title == "沙龙 · The Salon"
    assert reader.metadata.author == "某人, Somebody"
    first = "".join(reader.pages[0].extract_text().split())
    assert "沙龙" in first
    assert "TheSalon" in first
    assert "Somebody" in first


@pytest.mark.parametrize("name", ["talk", "talk.interlinear"])
def test_each_language_is_read_in_its_own_voice(salon: Path, name: str) -> None:
    root = PdfReader(salon / f"{name}.zh-cn_en.pdf").root_object
    assert str(root["/Lang"]) == "zh-CN"
    found = list(tags_with_language(root["/StructTreeRoot"], "zh-CN"))
    spoken = [lang for tag, lang in found if tag in ("/P", "/Span")]
    assert {"zh-CN", "en"} <= set(spoken)
    # By turns, not one whole language after the other.
    turns = [lang for at, lang in enumerate(spoken) if at == 0 or spoken[at - 1] != lang]
    assert turns.count("en") > 8


@pytest.mark.parametrize("name", ["talk", "talk.interlinear", "book"])
def test_it_keeps_the_standards(salon: Path, name: str) -> None:
    data = (salon / f"{name}.zh-cn_en.pdf").read_bytes()
    assert re.search(rb"<pdfaid:part>2</pdfaid:part>\s*<pdfaid:conformance>A<", data)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in data


# A page and some lines, so that the figures of five documents meet its end in every way.
_FILLERS = range(10, 20, 2)


def _catalog(messages: dict[str, str]) -> str:
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
    return header + "".join(f'\nmsgid "{a}"\nmsgstr "{b}"\n' for a, b in messages.items())


@pytest.fixture(scope="module")
def tall_figures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a book whose documents have a tall figure after more and more lines.

    In each it stands in a box, where it does not float; in `apart`, it may. That of `upright` has
    small words, 400 of its units apart.
    """
    folder = tmp_path_factory.mktemp("tall")
    docs, catalogs = folder / "docs", folder / "locales/en/LC_MESSAGES"
    docs.mkdir()
    catalogs.mkdir(parents=True)
    shape = '<svg xmlns="http://www.w3.org/2000/svg" width="900" height="600">{}</svg>'
    label = '<text x="9" y="20" font-size="14" font-family="Noto Sans">{}</text>'
    for name in ("", ".en"):
        (docs / f"tall{name}.svg").write_text(shape.format(label.format(f"own{name}")), "utf-8")
    for lines in _FILLERS:
        words = "\n\n".join(f"第{number}段只为占地方。" for number in range(lines))
        (docs / f"d{lines}.md").write_text(
            f"# 标题\n\n{words}\n\n:::{{note}}\n见 {{numref}}`f{lines}`。\n\n"
            f":::{{figure}} tall.svg\n:name: f{lines}\n\n高图\n:::\n:::\n",
            "utf-8",
        )
        english = {"高图": "A tall one", f"见 {{numref}}`f{lines}`。": f"See {{numref}}`f{lines}`."}
        english |= {f"第{n}段只为占地方。": f"Paragraph {n} takes room." for n in range(lines)}
        (catalogs / f"d{lines}.po").write_text(_catalog(english), "utf-8")
    words = "\n\n".join(f"第{number}段只为占地方。" for number in range(10))
    figure = ":::{figure} tall.svg\n:name: apart\n\n高图\n:::"
    apart = f"# 标题\n\n{words}\n\n见 {{numref}}`apart`。\n\n{figure}\n\n后文。\n"
    (docs / "apart.md").write_text(apart, "utf-8")
    english = {"高图": "A tall one", "后文。": "What follows."}
    (catalogs / "apart.po").write_text(_catalog(english), "utf-8")
    label = '<text x="{}" y="{}" font-size="11" font-family="Noto Sans">{}</text>'
    ends = label.format(100, 20, "west") + label.format(500, 20, "east")
    shape = '<svg xmlns="http://www.w3.org/2000/svg" width="600" height="900">{}</svg>'
    for name in ("", ".en"):
        own = label.format(100, 40, f"own{name}")
        (docs / f"upright{name}.svg").write_text(shape.format(ends + own), "utf-8")
    (docs / "upright.md").write_text("# 标题\n\n:::{figure} upright.svg\n\n高图\n:::\n", "utf-8")
    (catalogs / "upright.po").write_text(_catalog({"高图": "A tall one"}), "utf-8")
    names = "\n".join((*(f"d{lines}" for lines in _FILLERS), "apart", "upright"))
    (docs / "index.md").write_text(f"# 书\n\n```{{toctree}}\n{names}\n```\n", "utf-8")
    shutil.copy(PROJECTS / "parallel-salon/conf.py", folder)
    with (folder / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write(
            'myst_enable_extensions = ["colon_fence"]\ndiglot_handouts = {f"d{n}": {"documents": '
            f'f"d{{n}}", "reading": ["parallel", "interlinear"]}} for n in {_FILLERS!r}}}\n'
            'for _name in ("apart", "upright"):\n'
            '    diglot_handouts[_name] = {"documents": _name, "reading": ["parallel"]}\n'
        )
    assert build(folder) == ""
    return folder / "out"


def test_drawings_that_float_one_under_the_other_fill_the_page_and_begin_the_next(
    tall_figures: Path,
) -> None:
    pdf = tall_figures / "apart.zh-cn_en.pdf"
    first, second = ["".join(page.extract_text().split()) for page in PdfReader(pdf).pages]
    assert "见图6（第1页）" in first
    assert re.search(r"own(?!\.en).*图6高图.*后文。", first)
    assert re.search(r"own\.en.*Fig\.6Atallone", second)
    assert "高图" not in second
    assert "Atallone" not in first


def test_drawings_that_float_are_as_high_as_their_words_need(tall_figures: Path) -> None:
    pdf = tall_figures / "upright.zh-cn_en.pdf"
    for (west, *_), (east, *_) in zip(letters(pdf, "west"), letters(pdf, "east"), strict=True):
        assert 11 * (east.left - west.left) / 400 >= 6
    assert len(letters(pdf, "west")) == 2


def test_a_picture_and_its_caption_share_the_page_that_references_give(tall_figures: Path) -> None:
    pdfs = sorted(tall_figures.glob("d*.pdf"))
    assert len(pdfs) == 2 * len(_FILLERS)
    for pdf in pdfs:
        pages = ["".join(page.extract_text().split()) for page in PdfReader(pdf).pages]
        there = next(number for number, text in enumerate(pages, 1) if "Atallone" in text)
        page_numbers = re.findall(r"图\d+（第(\d+)页）|Fig\.\d+\(p\.(\d+)\)", "".join(pages))
        assert page_numbers == [(str(there), ""), ("", str(there))], pdf.name
        # Beside each other, their words would be under 6 points.
        ((page, above, _), (same_page, below, _)) = places(pdf, r"own(?:\.en)?\b")
        assert page == same_page == there
        assert below - above > 150


def test_headings_of_one_language_or_name_and_a_picture_in_raw_html_stand_once(
    copy_project: Callable[[str], Path],
) -> None:
    project = copy_project("parallel-salon")
    page = project / "docs" / "terms.md"
    more = '\n## 没有译文的标题\n\n<img src="chart.svg" alt="图">\n\n## CUDA\n'
    page.write_text(page.read_text("utf-8") + more, "utf-8")
    catalog = project / "locales/en/LC_MESSAGES/terms.po"
    catalog.write_text(catalog.read_text("utf-8") + '\nmsgid "CUDA"\nmsgstr "CUDA"\n', "utf-8")
    assert build(project, "-D", "diglot_readings=parallel") == ""
    pdf = project / "out" / "book.zh-cn_en.pdf"
    assert "2.1 没有译文的标题" in list(titles(PdfReader(pdf).outline))
    words = text_of(pdf)
    # In the contents and at its place, where it stands alone; another mark belongs to a paragraph.
    assert words.count("没有译文的标题") == 2
    assert words.count("没有译文的标题Nottranslatedyet") == 1
    assert words.count("Nottranslatedyet") == 2
    written = (project / "out/zh-cn_en/documents/terms.typ").read_text("utf-8")
    assert written.count("chart.svg") == 1
    # What has no name of its own in the second column leads to its page through both.
    entries = letters(pdf, r"(?:芯片|Chips|没有译文的标题|CUDA)[ .]*\. ")
    assert ["".join(line.text for line in entry).rstrip(" .") for entry in entries] == [
        "Chips",
        "没有译文的标题",
        "CUDA",
    ]
    ends = [entry[-2].right for entry in entries]
    assert ends == pytest.approx([max(ends)] * 3, abs=4)
    for entry in entries:
        gaps = [right.left - left.right for left, right in pairwise(entry) if right.text != " "]
        assert max(gaps) < entry[0].height
    assert entries[1][0].left == pytest.approx(entries[2][0].left, abs=1.5)


def test_landscape_is_landscape(salon: Path) -> None:
    page = PdfReader(salon / "book.zh-cn_en.pdf").pages[-1].mediabox
    assert page.width > page.height


def test_either_language_may_come_first(copy_project: Callable[[str], Path]) -> None:
    project = copy_project("parallel-salon")
    handouts = {
        first: {"documents": "talk", "reading": "interlinear", "first": first}
        for first in ("source", "target")
    }
    with (project / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write(f"diglot_handouts = {handouts}\n")
    assert build(project) == ""
    for first in handouts:
        words = text_of(project / "out" / f"{first}.interlinear.zh-cn_en.pdf")
        places = {"source": words.index("价格以当日为准"), "target": words.index("Pricesare")}
        assert min(places, key=places.__getitem__) == first


def test_only_what_changed_is_written_again(copy_project: Callable[[str], Path]) -> None:
    project = copy_project("parallel-salon")
    assert build(project) == ""
    out = project / "out"
    watched = [*out.rglob("*.typ"), *out.glob("*.pdf")]
    before = {path: path.stat().st_mtime_ns for path in watched}
    assert build(project) == ""
    assert {path: path.stat().st_mtime_ns for path in watched} == before
    catalog = project / "locales/en/LC_MESSAGES/terms.po"
    catalog.write_text(
        catalog.read_text("utf-8").replace("computes graphics", "draws graphics"), "utf-8"
    )
    assert build(project) == ""
    changed = {path.relative_to(out) for path in watched if path.stat().st_mtime_ns != before[path]}
    assert changed == {Path("zh-cn_en/documents/terms.typ"), Path("book.zh-cn_en.pdf")}
    assert "drawsgraphics" in text_of(out / "book.zh-cn_en.pdf")


def test_a_block_of_one_language_is_shown_and_reported(
    copy_project: Callable[[str], Path],
) -> None:
    project = copy_project("parallel-salon")
    with (project / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write(
            "def setup(app):\n"
            "    def tag(app, config):\n"
            "        app.tags.add(f'in_{config.language}')\n"
            "    app.connect('config-inited', tag)\n"
        )
    page = project / "docs" / "terms.md"
    page.write_text(
        page.read_text("utf-8")
        + "\n```{only} in_zh_CN\n只给中文读者。\n```\n"
        + "\n```{only} in_en and handout\n* For English readers only.\n```\n",
        "utf-8",
    )
    warned = build(project, "-t", "handout")
    assert warned.count("diglot.unpaired-block") == 2
    assert "terms.md:11" in warned
    words = text_of(project / "out" / "book.zh-cn_en.pdf")
    assert "只给中文读者。" in words
    assert "ForEnglishreadersonly." in words


def test_a_reading_that_does_not_exist_is_reported(copy_project: Callable[[str], Path]) -> None:
    project = copy_project("parallel-salon")
    with (project / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write('diglot_handouts = {"talk": {"documents": "talk", "reading": "double"}}\n')
    warned = build(project)
    assert "diglot.bad-handout" in warned
    assert "single, parallel, interlinear" in warned
