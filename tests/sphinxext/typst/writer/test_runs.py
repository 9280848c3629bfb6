"""Soft line breaks and foreign runs, on paragraphs with links and emphases in them."""

import pytest
from docutils import nodes
from docutils.utils import new_document
from hypothesis import given
from hypothesis import strategies as st

from diglot.sphinxext.typst.writer.runs import (
    directed_text,
    joined_signs,
    prepare_text,
    script_run,
)
from diglot.sphinxext.typst.writer.scripts import HAN, LATIN

Part = str | tuple[str, str]


def paragraph(*parts: Part) -> nodes.document:
    """Return a document of one paragraph; a pair is (class of node, text)."""
    document = new_document("test")
    block = nodes.paragraph()
    for part in parts:
        if isinstance(part, str):
            block += nodes.Text(part)
        else:
            block += getattr(nodes, part[0])("", part[1])
    document += block
    return document


@pytest.mark.parametrize(
    ("script", "parts", "expected"),
    [
        (HAN, ["训练\n模型"], "训练模型"),
        (HAN, ["训练", "\n", "模型"], "训练模型"),
        (HAN, ["训练 \n  GPU 卡"], "训练GPU 卡"),
        (HAN, ["他说。\n“好”"], "他说。“好”"),
        (HAN, [("strong", "训练"), "\n", ("emphasis", "模型")], "训练模型"),
        (HAN, ["large\nmodel"], "large model"),
        (LATIN, ["large\nmodel"], "large model"),
        (LATIN, ["the 模\n型 of"], "the 模型 of"),
        (LATIN, ["the\n模型"], "the 模型"),
    ],
)
def test_soft_breaks(script: str, parts: list[Part], expected: str) -> None:
    document = paragraph(*parts)
    prepare_text(document, script)
    assert document.astext() == expected


@pytest.mark.parametrize(
    ("script", "parts", "expected"),
    [
        (HAN, [("literal", "$a"), "、", ("literal", "$b"), "上"], "$a、|$b上"),
        (HAN, ["约为，$5，−6（7）%"], "约为，|$5，|−6（7）%"),
        (HAN, [("strong", "价："), ("emphasis", "¥8")], "价：|¥8"),
        (HAN, [("literal", "，$")], "，$"),
        (HAN, ["设", ("math", "a，\\quad b"), "，", ("math", "\\alpha")], None),
        (LATIN, ["for $5, $6（，$7）"], "for $5, $6（，$7）"),
        (LATIN, ["It ends.", ("literal", "internationalize"), "."], "It ends.|internationalize."),
        (LATIN, ["Of v1.", ("literal", "x"), " or ", ("literal", "internationalize")], None),
    ],
)
def test_lines_may_end_between_a_sign_and_an_amount(
    script: str, parts: list[Part], expected: str | None
) -> None:
    document = paragraph(*parts)
    whole = document.astext()
    prepare_text(document, script)
    assert document.astext().replace("\u200b", "|") == (expected or whole)


@pytest.mark.parametrize(
    ("before", "kind", "shown", "kept"),
    [
        ("See ", "std-numref", "Table 7", "See Table\xa07"),
        ("见", "std-numref", "图 3", "见图\xa03"),
        ("By equation ", "", "(2)", "By equation\xa0(2)"),
        ("用式", "", "（2）", "用式|（2）"),
        ("用（", "", "2", "用（|2"),
        ("See ", "", "the guide", "See the guide"),
        (
            "See ",
            "std-numref",
            "the table with every one of 7",
            "See the table with every one of 7",
        ),
    ],
)
def test_numbers_stay_with_their_words(before: str, kind: str, shown: str, kept: str) -> None:
    link = nodes.reference("", "", nodes.inline(shown, shown, classes=[kind]), refid="there")
    document = paragraph(before)
    next(document.findall(nodes.paragraph)).append(link)
    prepare_text(document, HAN)
    for place in list(document.findall(joined_signs)):
        place.replace_self(nodes.Text("|"))
    assert document.astext() == kept


def test_breaks_in_code_stay() -> None:
    document = new_document("test")
    document += nodes.literal_block("", "模\n型")
    prepare_text(document, HAN)
    assert document.astext() == "模\n型"


@pytest.mark.parametrize(
    ("script", "text", "runs"),
    [
        (HAN, "训练 Transformer 模型", ["Transformer"]),
        (HAN, "见“Attention Is All You Need”一文", ["Attention Is All You Need"]),
        (HAN, "GPU 与 CPU", []),
        (HAN, "英文 don’t worry 的意思", ["don’t worry"]),
        (HAN, "“Only English here.”", ["“Only English here.”"]),
        (LATIN, "the word 模型 means model", ["模型"]),
        (LATIN, "he said 他说“好”。 and left", ["他说“好”。"]),
        (LATIN, "no foreign words", []),
    ],
)
def test_foreign_runs(script: str, text: str, runs: list[str]) -> None:
    document = paragraph(text)
    prepare_text(document, script)
    assert [run.astext() for run in document.findall(script_run)] == runs


@pytest.mark.parametrize(
    ("direction", "text", "other"),
    [
        ("rtl", "Not translated yet (no).", "ltr"),
        ("rtl", "尚未翻译。", "ltr"),
        ("rtl", "مرحبا world", None),
        ("rtl", "1 + 2", None),
        ("ltr", "مرحبا", "rtl"),
        ("ltr", "汉字 אב", None),
        ("ltr", "plain", None),
    ],
)
def test_blocks_in_the_other_direction(direction: str, text: str, other: str | None) -> None:
    document = paragraph(text)
    prepare_text(document, LATIN, direction)
    found = [node["direction"] for node in document.findall(directed_text)]
    assert found == ([other] if other else [])
    assert document.astext() == text


SCRIPTS = st.sampled_from([HAN, LATIN])
SOME_TEXT = st.text(st.sampled_from("模型，。“”’—… \nabcXYZé12.-"), max_size=12)


@given(SCRIPTS, st.lists(SOME_TEXT, min_size=1, max_size=4))
def test_no_letter_is_lost(script: str, parts: list[str]) -> None:
    document = paragraph(*parts)
    prepare_text(document, script)
    kept = "".join(document.astext().split())
    assert kept == "".join("".join(parts).split())
