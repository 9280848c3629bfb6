"""What a PDF has lost: found where it is lost, and nowhere else."""

from __future__ import annotations

import pytest
from docutils import nodes
from hypothesis import given
from hypothesis import strategies as st

from diglot.sphinxext.typst.build.passages import Passage, Place, passages
from diglot.sphinxext.typst.build.search import Search
from diglot.typeset.pdf_content import PdfContent
from diglot.typeset.printed import letters_of

TEXTS = ("深度学习的应用开发", "已有多年。", "刘一鸣加入了这家公司，", "完", "后来写了一本书。")


def flow(*texts: str, place: Place = Place.FLOW) -> list[Passage]:
    return [Passage(letters_of(text), text, 1, place) for text in texts]


def lost(wanted: list[Passage], text: str, notes: str = "", *alternatives: str) -> list[str]:
    content = PdfContent(letters_of(text), letters_of(notes), list(alternatives))
    return [passage.shown for passage in Search(content).lost(wanted, 0, 0)]


def test_nothing_is_lost_of_what_is_there() -> None:
    assert lost(flow(*TEXTS), "".join(TEXTS)) == []


def test_numbers_and_pages_may_stand_between() -> None:
    printed = "第 3 章 " + "（第 5 页）".join(TEXTS)
    assert lost(flow(*TEXTS), printed) == []


@pytest.mark.parametrize("missing", range(len(TEXTS)))
def test_each_text_that_is_lost_is_found(missing: int) -> None:
    printed = "".join(text for at, text in enumerate(TEXTS) if at != missing)
    assert lost(flow(*TEXTS), printed) == [TEXTS[missing]]


def test_the_end_of_a_text_is_missed() -> None:
    assert lost(flow(*TEXTS), "".join(TEXTS).replace("这家公司", "")) == [TEXTS[2]]


def test_a_page_may_end_inside_a_text() -> None:
    printed = "".join(TEXTS).replace("这家公司", "这家又及一条别处的话公司")
    assert lost(flow(*TEXTS), printed) == []


@pytest.mark.parametrize("end", [5, 9, 12, 14])
def test_cells_may_alternate_where_a_page_ends(end: int) -> None:
    first, second = "第一格里有一句相当长的话，要占好几行。", "第二格里另有一句，也排到下一页去了。"
    printed = first[:end] + second[:end] + first[end:] + second[end:]
    assert lost(flow(first, second), printed) == []
    assert lost(flow(first, second), second) == [first]


def test_a_page_may_end_inside_a_short_cell() -> None:
    short, other = "讲义照印，但既不换页，也不横放。", "把它移到外面，让它直接在正文里。"
    printed = short[:5] + other + "Move it out." + short[5:]
    assert lost(flow(short, other), printed) == []
    assert lost(flow(short, other), printed.replace("不换页", "")) == [short]


@given(st.permutations("أضيففيالإصدار1"), st.integers(0, 3))
def test_letters_from_right_to_left_may_be_read_in_any_order(read: list[str], left: int) -> None:
    passage = flow("أُضيف في الإصدار 1.")
    assert lost(passage, f"第一{''.join(read)}完") == []
    assert lost(passage, "".join(read[:left])) == [passage[0].shown]


def test_a_figure_may_move_and_a_note_stands_at_the_foot() -> None:
    figure, note = flow("图的题目", place=Place.FLOAT), flow("一条注文", place=Place.NOTE)
    assert lost([*figure, *flow(*TEXTS), *note], "".join(TEXTS) + "图的题目", "一条注文") == []
    assert lost([*figure, *note], "一条注文", "图的题目") == ["图的题目", "一条注文"]


@pytest.mark.parametrize(
    ("printed", "misplaced"),
    [
        ((0, 1, 2), []),
        ((1, 0, 2), [0]),
        ((2, 0, 1), [2]),
        ((0, 2), []),
        ((1, 0, 0, 2), []),
    ],
)
def test_figures_are_printed_in_their_order(printed: tuple[int, ...], misplaced: list[int]) -> None:
    captions = [f"第{number}张图有一个不短的题目" for number in "一二三"]
    text = "".join(TEXTS[at] + captions[number] for at, number in enumerate(printed))
    search = Search(PdfContent(letters_of(text)))
    found = search.misplaced([*flow(*TEXTS), *flow(*captions, place=Place.FLOAT)])
    assert [passage.shown for passage in found] == [captions[at] for at in misplaced]


@pytest.mark.parametrize("place", [Place.PICTURE, Place.FORMULA])
def test_each_picture_and_formula_is_found_by_its_alternative_text(place: Place) -> None:
    pictures = flow("图", "图", "另一张", place=place)
    assert lost(pictures, "", "", "图", "图", "另一张") == []
    assert lost(pictures, "", "", "图", "另一张") == ["图"]


def test_formulas_are_looked_for_unless_they_are_spaces_alone() -> None:
    paragraph = nodes.paragraph("", "", *(nodes.math("", tex) for tex in (r"\qquad\, ", "a")))
    assert [passage.shown for passage in passages(paragraph, ())] == ["a"]


def test_the_next_document_is_looked_for_behind_the_last() -> None:
    search = Search(PdfContent(letters_of("".join(TEXTS) + "".join(TEXTS))))
    assert search.lost(flow(*TEXTS), 0, 0) == []
    assert search.lost(flow(*TEXTS), search.place, 0) == []
    assert TEXTS[0] in [passage.shown for passage in search.lost(flow(*TEXTS), search.place, 0)]


def test_what_lies_in_a_list_of_the_web_alone_is_not_looked_for() -> None:
    entry = nodes.paragraph("", "第一章")
    nodes.compound("", nodes.bullet_list("", entry), classes=["toctree-wrapper"])
    assert list(passages(entry, ())) == []


def test_passages_are_what_readers_see() -> None:
    document = nodes.section(
        "",
        nodes.title("", "标题"),
        nodes.comment("", "看不见"),
        nodes.paragraph("", "", nodes.Text("正文"), nodes.footnote_reference("", "1", refid="n1")),
        nodes.raw("", "<p>网页<script>x</script></p>", format="html"),
        nodes.raw("", r"\latex", format="latex"),
        nodes.figure("", nodes.image(uri="a.png", alt="说明"), nodes.caption("", "题目")),
        nodes.footnote("", nodes.label("", "1"), nodes.paragraph("", "注"), ids=["n1"]),
        nodes.footnote("", nodes.label("", "2"), nodes.paragraph("", "无号之注"), ids=["n2"]),
    )
    found = [(passage.shown, passage.place.name) for passage in passages(document, ())]
    assert found == [
        ("标题", "FLOW"),
        ("正文", "FLOW"),
        ("网页", "FLOW"),
        ("说明", "PICTURE"),
        ("题目", "FLOAT"),
        ("注", "NOTE"),
        # Without a mark, it is printed where it stands.
        ("无号之注", "FLOW"),
    ]
