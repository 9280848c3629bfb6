"""Weaving: readable cases, and the rule that every word of both languages is there."""

from __future__ import annotations

from pathlib import Path

import pytest
from docutils import nodes
from docutils.core import publish_doctree
from docutils.utils import new_document
from hypothesis import given
from hypothesis import strategies as st

import folders
from diglot.core.language import language
from diglot.sphinxext.parallel.interleave import Side, interleave
from diglot.sphinxext.parallel.pages.merge import Merger
from diglot.sphinxext.parallel.pages.sides import block_side, inline_side

CASES = folders.CASES / "merged_pages"
SETTINGS = {"report_level": 5, "halt_level": 5, "doctitle_xform": False}
LANGUAGES = {Side.SOURCE: language("zh_CN"), Side.TARGET: language("en")}
LABELS = {Side.SOURCE: {"note": "备注"}, Side.TARGET: {"note": "Note"}}


def parse(text: str) -> nodes.document:
    # In the cases, `.. class:: diglot-untranslated` stands for the mark a translation leaves.
    document: nodes.document = publish_doctree(text, settings_overrides=SETTINGS)
    return document


def merge(source: nodes.document, target: nodes.document) -> nodes.document:
    return Merger(LANGUAGES, LABELS).merge(interleave(source, target))


@pytest.mark.parametrize("path", sorted(CASES.glob("*.txt")), ids=lambda path: path.stem)
def test_cases(path: Path, regenerate: bool) -> None:
    source, target, expected = path.read_text("utf-8").split("\n------\n")
    found = merge(parse(source), parse(target)).pformat()
    if regenerate:
        path.write_text("\n------\n".join([source, target, found]), "utf-8")
    assert found == expected


_WORDS = st.sampled_from(["甲", "乙", "A", "B", "7"])


@st.composite
def _blocks(draw: st.DrawFn, depth: int = 2) -> nodes.Element:
    kinds = [nodes.paragraph, nodes.rubric, nodes.literal_block]
    boxes = [nodes.bullet_list, nodes.note, nodes.block_quote] if depth else []
    kind = draw(st.sampled_from([*kinds, *boxes]))
    if kind in kinds:
        block: nodes.Element = kind("", draw(_WORDS))
        block["ids"] = draw(st.lists(st.sampled_from(["x", "y", "z"]), max_size=2, unique=True))
        return block
    inside = draw(st.lists(_blocks(depth - 1), max_size=3))
    if kind is nodes.bullet_list:
        return nodes.bullet_list("", *(nodes.list_item("", block) for block in inside))
    box: nodes.Element = kind("", *inside)
    return box


_DOCUMENTS = st.lists(_blocks(), max_size=5)


def _document(blocks: list[nodes.Element]) -> nodes.document:
    document = new_document("test")
    document += blocks
    return document


def _words(node: nodes.Node, side: Side) -> list[str]:
    """Return what a reader of one language reads, in order."""
    if isinstance(node, nodes.Text):
        return [node.astext()]
    if isinstance(node, block_side | inline_side) and node["side"] != side.value:
        return []
    if isinstance(node, nodes.Element):
        other = Side.TARGET if side is Side.SOURCE else Side.SOURCE
        if {"diglot-alone", f"diglot-{other.value}"} <= set(node["classes"]):
            return []
        # The titles of admonitions are Merger's own.
        inside = [child for child in node.children if not isinstance(child, nodes.title)]
        return [word for child in inside for word in _words(child, side)]
    return []


@given(_DOCUMENTS, _DOCUMENTS)
def test_each_language_reads_as_before(
    source_blocks: list[nodes.Element], target_blocks: list[nodes.Element]
) -> None:
    source, target = _document(source_blocks), _document(target_blocks)
    before = source.pformat(), target.pformat()
    merged = merge(source, target)
    assert _words(merged, Side.SOURCE) == _words(source, Side.SOURCE)
    assert _words(merged, Side.TARGET) == _words(target, Side.TARGET)
    assert (source.pformat(), target.pformat()) == before


@given(_DOCUMENTS, _DOCUMENTS)
def test_no_side_has_an_id_of_its_own(
    source_blocks: list[nodes.Element], target_blocks: list[nodes.Element]
) -> None:
    merged = merge(_document(source_blocks), _document(target_blocks))
    for side in merged.findall(lambda node: isinstance(node, block_side | inline_side)):
        assert not [element for element in side.findall(nodes.Element) if element["ids"]]
