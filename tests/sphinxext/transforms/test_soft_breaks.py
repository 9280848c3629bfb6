"""A line break between two CJK characters leaves no space on the page."""

from __future__ import annotations

import re

import pytest
from docutils import nodes
from docutils.utils import new_document
from hypothesis import given
from hypothesis import strategies as st

from diglot.sphinxext.transforms.shared_nodes import unshare
from diglot.sphinxext.transforms.soft_breaks import join_lines, leaves_no_space
from site_books import Site


def joined(*parts: str | nodes.Element) -> str:
    paragraph = nodes.paragraph("", "")
    paragraph += [nodes.Text(part) if isinstance(part, str) else part for part in parts]
    join_lines(paragraph)
    return paragraph.astext()


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("汉", "字", True),
        ("，", "字", True),
        ("か", "な", True),
        ("汉", "G", False),
        ("G", "汉", False),
        ("，", "G", True),
        ("说", "“", True),
        ("a", "“", False),
        ("a", "b", False),
        ("한", "글", False),
        ("汉", "\ufffc", False),
    ],
)
def test_where_a_line_break_leaves_no_space(before: str, after: str, expected: bool) -> None:
    assert leaves_no_space(before, after) is expected


def test_line_breaks_beside_inline_nodes() -> None:
    assert joined("甲\n", nodes.strong("", "乙"), "\n丙") == "甲乙丙"
    assert joined("甲\n", nodes.strong("", "b"), "\nc") == "甲\nb\nc"
    assert joined("甲\n", nodes.literal("", "乙"), "\n丙") == "甲\n乙\n丙"
    assert joined("甲 \n 乙") == "甲乙"


def test_equal_text_nodes_are_told_apart() -> None:
    # MyST makes a text node of each line break; as strings, all of them are equal.
    assert joined("甲a", "\n", "b乙", "\n", "丙，", "\n", "d", "\n", "丁") == "甲a\nb乙丙，d\n丁"


def test_a_text_node_in_two_places() -> None:
    document = new_document("shared")
    shared = nodes.Text("，\n")
    for words in ("甲乙丙", "丁"):
        document += nodes.paragraph("", "", nodes.Text(words), shared, nodes.Text("戊"))
    unshare(document)
    for paragraph in document.findall(nodes.paragraph):
        assert all(child.parent is paragraph for child in paragraph.children)
        join_lines(paragraph)
    assert document.astext() == "甲乙丙，戊\n\n丁，戊"


@pytest.mark.parametrize("shared", [nodes.Text("甲"), nodes.emphasis("", "甲")])
def test_a_node_twice_in_one_place(shared: nodes.Text | nodes.emphasis) -> None:
    document = new_document("shared")
    document += nodes.paragraph("", "", shared, nodes.Text("乙"), nodes.Text("乙"), shared)
    unshare(document)
    first, one, other, last = document[0].children
    assert (one.astext(), other.astext()) == ("乙", "乙")
    assert first is not last
    assert first.astext() == last.astext() == "甲"


def test_a_node_that_takes_another_for_its_parent() -> None:
    document = new_document("moved")
    paragraph = nodes.paragraph("", "甲")
    document += paragraph
    paragraph.children[0].parent = nodes.paragraph()
    unshare(document)
    assert paragraph.children[0].parent is paragraph


@given(st.text("甲乙，。ab \n", max_size=30))
def test_nothing_but_white_space_is_lost(text: str) -> None:
    assert "".join(joined(text).split()) == "".join(text.split())


@given(st.text("甲乙，。ab\n", max_size=30))
def test_a_line_break_may_be_a_text_node_of_its_own(text: str) -> None:
    assert joined(*re.split(r"(\n)", text)) == joined(text)


@given(st.text("abc .,\n", max_size=30))
def test_latin_text_is_not_changed(text: str) -> None:
    assert joined(text) == text


def test_pages_have_no_such_spaces(salon: Site) -> None:
    assert "机器学会了写和画，靠写和画谋生的人怎么办？" in salon.read("zh-cn/index.html")
