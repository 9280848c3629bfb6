"""TMX, TBX and CSV, read back by other programs."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from translate.storage import tbx, tmx

import folders
from diglot.catalog.glossary import Term
from diglot.catalog.glossary_file import parse_glossary
from diglot.core.language import language
from diglot.interchange.inline_codes import InlineCode, printable
from diglot.interchange.terms import write_tbx, write_terms_csv
from diglot.interchange.tmx import write_tmx
from exchange import batch, entry

CASES = folders.CASES / "interchange"
TMX: Any = tmx.tmxfile
TBX: Any = tbx.tbxfile
ZH, EN = language("zh_CN"), language("en")
TERMS = (
    Term("训练", "training", ("schooling",), ("drill",), "noun", "以数据调整参数。"),
    Term("推理", "inference", definition="用{term}`模型`算出结果。"),
)


def test_a_memory_holds_confirmed_pairs_once(regenerate: bool) -> None:
    data = write_tmx(
        batch(
            entry("做{term}`训练`的[**人**](a.html)", "[**People**](a.html) in {term}`t <训练>`"),
            entry("天", "Sky"),
            entry("天", "Sky", context="again"),
            entry("天", "Heaven", context="other"),
            entry("疑", "Doubt", fuzzy=True),
            entry("空", ""),
        )
    )
    expected = CASES / "sample.tmx"
    if regenerate:
        expected.write_bytes(data)
    assert data == expected.read_bytes()


@settings(max_examples=40)
@given(st.lists(st.tuples(st.text(min_size=1), st.text(min_size=1)), min_size=1, max_size=4))
def test_other_tools_read_the_whole_memory(pairs: list[tuple[str, str]]) -> None:
    messages = dict(pairs)
    sent = batch(*(entry(*pair) for pair in messages.items()))
    store = TMX.parsestring(write_tmx(sent), "zh-CN", "en")
    (segments,) = sent.documents.values()
    found = [(str(unit.source), str(unit.target)) for unit in store.units]
    assert found == [(_shown(segment.nodes), _shown(segment.present)) for segment in segments]


def _shown(nodes: tuple[str | InlineCode, ...]) -> str:
    return "".join(printable(node if isinstance(node, str) else node.written) for node in nodes)


def test_a_glossary_as_tbx(regenerate: bool) -> None:
    data = write_tbx(TERMS, ZH, EN)
    expected = CASES / "sample.tbx"
    if regenerate:
        expected.write_bytes(data)
    assert data == expected.read_bytes()
    store = TBX.parsestring(data, "zh-CN", "en")
    first, second = store.units
    assert [term.text for term in first.get_target_terms("en")] == [
        "training",
        "schooling",
        "drill",
    ]
    assert [term.deprecated for term in first.get_target_terms("en")] == [False, False, True]
    assert (second.source, second.target) == ("推理", "inference")


def test_a_glossary_as_csv_is_a_glossary_file() -> None:
    read = parse_glossary(write_terms_csv(TERMS, ZH, EN), "glossary.csv")
    assert not read.problems
    assert read.terms_into(EN) == TERMS


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "＝", "'=", "''@", "'"])
def test_a_cell_is_no_formula_and_comes_back(start: str) -> None:
    term = replace(TERMS[0], translation=f"{start}HYPERLINK(A1)".strip(), note="-1")
    data = write_terms_csv((term,), ZH, EN)
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert [cell for cell in rows[1] if cell[:1] and cell[0] in "=+-@\t\r＝＋－＠"] == []
    assert parse_glossary(data, "glossary.csv").terms_into(EN) == (term,)
