"""Interleaving: readable cases, and the rule that nothing is lost or doubled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from docutils import nodes
from docutils.core import publish_doctree
from docutils.utils import new_document
from hypothesis import given
from hypothesis import strategies as st

import folders
from diglot.sphinxext.parallel.interleave import Pair, Shape, Side, interleave, unpaired

CASES = folders.CASES / "interleave"
SETTINGS = {"report_level": 5, "halt_level": 5, "doctitle_xform": False}


def parse(text: str) -> nodes.document:
    # In the cases, `.. class:: diglot-untranslated` stands for the mark a translation leaves.
    document: nodes.document = publish_doctree(text, settings_overrides=SETTINGS)
    return document


def outline(pair: Pair, depth: int = 0) -> Iterator[str]:
    """Show pairs as a person would note them down, a line each."""
    indent = "  " * depth
    source, target = (
        "" if node is None else " ".join(node.astext().split()) or f"({pair.kind})"
        for node in (pair.source, pair.target)
    )
    shown = {
        Shape.NEST: "",
        Shape.BESIDE: f": {source} | {target}",
        Shape.ONCE: f" = {source}",
        Shape.UNTRANSLATED: f" ! {source}",
        Shape.ALONE: f" {'<' if pair.source is not None else '>'} {source or target}",
    }
    yield f"{indent}{pair.kind}{shown[pair.shape]}"
    for part in pair.parts:
        yield from outline(part, depth + 1)


@pytest.mark.parametrize("path", sorted(CASES.glob("*.txt")), ids=lambda path: path.stem)
def test_cases(path: Path, regenerate: bool) -> None:
    source, target, expected = path.read_text("utf-8").split("\n------\n")
    found = "\n".join(outline(interleave(parse(source), parse(target)))) + "\n"
    if regenerate:
        path.write_text("\n------\n".join([source, target, found]), "utf-8")
    assert found == expected


_WORDS = st.sampled_from(["甲", "乙", "A", "B", "7"])
_LINES = st.none() | st.integers(1, 9)
_LEAVES = st.builds(
    lambda kind, word, line, marked: _leaf(kind, word, line, marked=marked),
    st.sampled_from(
        [nodes.paragraph, nodes.title, nodes.literal_block, nodes.comment, nodes.caption]
    ),
    _WORDS,
    _LINES,
    st.booleans(),
)
_ELEMENTS = st.recursive(
    _LEAVES,
    lambda children: st.builds(
        lambda kind, inside, line: _container(kind, inside, line),
        st.sampled_from([nodes.section, nodes.bullet_list, nodes.list_item, nodes.note]),
        st.lists(children, max_size=5),
        _LINES,
    ),
    max_leaves=12,
)


def _leaf(
    kind: type[nodes.TextElement], word: str, line: int | None, *, marked: bool
) -> nodes.Element:
    node = kind(word, word, classes=["diglot-untranslated"] if marked else [])
    node.line = line
    return node


def _container(
    kind: type[nodes.Element], inside: list[nodes.Element], line: int | None
) -> nodes.Element:
    node = kind("", *(child.deepcopy() for child in inside))
    node.line = line
    return node


def document(children: list[nodes.Element]) -> nodes.document:
    made = new_document("property")
    made += [child.deepcopy() for child in children]
    return made


_DOCUMENTS = st.lists(_ELEMENTS, max_size=5)


@st.composite
def _two_documents(draw: st.DrawFn) -> tuple[nodes.document, nodes.document]:
    """Draw two documents: strangers, or one and what is left of it after some edits."""
    first = document(draw(_DOCUMENTS))
    if draw(st.booleans()):
        return first, document(draw(_DOCUMENTS))
    second = document([child for child in first.children if isinstance(child, nodes.Element)])
    for node in list(second.findall(nodes.TextElement)):
        if draw(st.integers(0, 4)) == 0:
            node.parent.remove(node)
    return first, second


def tree_of(pair: Pair, side: Side) -> nodes.Node | None:
    """Return a copy of one language's tree, taken out of the pairs; None where it has no part."""
    node = pair.side(side)
    if node is None or pair.shape is not Shape.NEST:
        return None if node is None else node.deepcopy()
    assert isinstance(node, nodes.Element)
    shell = node.copy()
    shell += [child for part in pair.parts if (child := tree_of(part, side)) is not None]
    return shell


@given(_two_documents())
def test_each_side_taken_out_again_equals_its_input(
    documents: tuple[nodes.document, nodes.document],
) -> None:
    paired = interleave(*documents)
    for side, original in zip(Side, documents, strict=True):
        taken = tree_of(paired, side)
        assert taken is not None
        assert taken.pformat() == original.pformat()


@given(_two_documents())
def test_every_block_is_there_once_and_in_order(
    documents: tuple[nodes.document, nodes.document],
) -> None:
    paired = interleave(*documents)
    for side, original in zip(Side, documents, strict=True):
        found = [
            node
            for pair in paired.walk()
            if (top := pair.side(side)) is not None
            for node in ([top] if pair.shape is Shape.NEST else top.findall())
        ]
        assert list(map(id, found)) == [id(node) for node in original.findall()]


@given(_DOCUMENTS)
def test_a_document_with_itself_has_nothing_beside_and_nothing_alone(
    children: list[nodes.Element],
) -> None:
    source, target = document(children), document(children)
    shapes = Counter(pair.shape for pair in interleave(source, target).walk())
    assert not shapes[Shape.BESIDE]
    assert not shapes[Shape.ALONE]


@given(_two_documents())
def test_the_inputs_stay_as_they_were(documents: tuple[nodes.document, nodes.document]) -> None:
    before = [tree.pformat() for tree in documents]
    interleave(*documents)
    assert [tree.pformat() for tree in documents] == before
    assert all(
        child.parent is node
        for tree in documents
        for node in tree.findall()
        for child in node.children
    )


def test_what_readers_do_not_see_is_not_missed() -> None:
    source, target = parse(".. note for editors\n\n甲"), parse("A")
    assert [pair.kind for pair in unpaired(interleave(source, target))] == []
    assert [pair.kind for pair in unpaired(interleave(parse("甲\n\n* 乙"), target))] == [
        "bullet_list"
    ]
