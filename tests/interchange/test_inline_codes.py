from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

import folders
from diglot.interchange.inline_codes import InlineCode, Nodes, join, printable, text_nodes
from diglot.interchange.myst import MystSplitter
from diglot.interchange.restore import Split
from diglot.interchange.rst import split_rst

CASES = folders.CASES / "interchange"
SPLITTERS: dict[str, Split] = {"myst": MystSplitter(), "rst": split_rst}

# Texts that are mostly markup, whole and broken.
_MARKS = """* ** *** _ __ ~~ ` `` ``` [ ] ( ) ]( ][ ![ < > {term}` {ref}`a <b>` } {{ }} {.c} $ $$
[^1] \\ :ref:` |s| <br> &amp; <https://a.b> 文 word ， . ："""
PIECES = st.sampled_from([*_MARKS.split(), "\n", "\a", "\r", " "])
MARKUP = st.lists(PIECES | st.text(max_size=3), max_size=25).map("".join)


def describe(nodes: Nodes, margin: str = "  ") -> Iterator[str]:
    for node in nodes:
        if isinstance(node, str):
            yield f"{margin}{node!r}"
        elif node.paired:
            yield f"{margin}{_kind(node)} {node.start} … {node.end}"
            yield from describe(node.content, margin + "  ")
        else:
            yield f"{margin}{_kind(node)} {node.written}"


def _kind(code: InlineCode) -> str:
    target = f" -> {code.target}" if code.target else ""
    return f"({code.kind}{target})"


@pytest.mark.parametrize("name", SPLITTERS)
def test_cases(name: str, regenerate: bool) -> None:
    messages = (CASES / f"{name}.txt").read_text("utf-8").splitlines()
    split = SPLITTERS[name]
    found = "".join("\n".join([message, *describe(split(message)), "\n"]) for message in messages)
    expected = CASES / f"{name}.codes.txt"
    if regenerate:
        expected.write_text(found, "utf-8")
    assert found == expected.read_text("utf-8")


@pytest.mark.parametrize("name", SPLITTERS)
@given(MARKUP)
def test_joining_is_the_inverse_of_splitting(name: str, text: str) -> None:
    assert join(SPLITTERS[name](text)) == text


@given(st.text())
def test_text_without_markup_is_kept(text: str) -> None:
    assert join(text_nodes(text)) == text


def test_what_xml_cannot_hold_is_a_code() -> None:
    bell, text = text_nodes("\x07文")
    assert isinstance(bell, InlineCode)
    assert (bell.target, bell.locked, text) == ("U+0007", True, "文")
    assert printable("a\x07\uffff") == "a␇�"
