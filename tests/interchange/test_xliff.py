from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from translate.storage import xliff, xliff2

import folders
from diglot.catalog.entry import Comments
from diglot.interchange.inline_codes import InlineCode, join
from diglot.interchange.returned import Returned
from diglot.interchange.xliff1 import read_xliff1, write_xliff1
from diglot.interchange.xliff2 import read_xliff2, write_xliff2
from diglot.interchange.xml import parse_xml
from exchange import all_unchanged, answers, batch, entry

CASES = folders.CASES / "interchange"
WRITE = {"1.2": write_xliff1, "2.1": write_xliff2}
READ = {"1.2": read_xliff1, "2.1": read_xliff2}
STORES: dict[str, Any] = {"1.2": xliff.xlifffile, "2.1": xliff2.Xliff2File}
BOTH = pytest.mark.parametrize("version", WRITE)

MESSAGES = st.lists(
    st.tuples(st.text(min_size=1), st.text(), st.booleans()),
    min_size=1,
    max_size=4,
    unique_by=lambda message: message[0],
)
SAMPLE = batch(
    entry("做{term}`深度学习`的**应用**", "Uses of {term}`deep learning <深度学习>`, *Nature*"),
    entry("`x`与[说明](a.html)", "`x` and [notes](a.html)", fuzzy=True, context="menu"),
    entry("${E=mc^2}$\x07 & <新>", ""),
    entry("一个", "one", "many", plural="多个"),
    entry(
        "新的一段",
        "The paragraph",
        fuzzy=True,
        comments=Comments(
            translator=("ask the author",),
            references=("talks/one.md:3", "index.md:9"),
            previous=('msgid "旧的一段"',),
        ),
    ),
)


def read(version: str, data: bytes) -> list[Returned]:
    return list(READ[version](parse_xml(data, "back.xlf")))


@BOTH
@settings(max_examples=40)
@example([("0", "0", True)])
@given(MESSAGES)
def test_an_untouched_file_changes_nothing(
    version: str, messages: list[tuple[str, str, bool]]
) -> None:
    sent = batch(*(entry(msgid, msgstr, fuzzy=fuzzy) for msgid, msgstr, fuzzy in messages))
    back = read(version, WRITE[version](sent))
    assert all_unchanged(answers(sent, back))
    assert len(back) == len(messages)
    for returned, (_msgid, msgstr, fuzzy) in zip(back, messages, strict=True):
        assert not returned.fault
        assert returned.confirmed is (bool(msgstr) and not fuzzy)


@BOTH
@settings(max_examples=40)
@given(MESSAGES)
def test_nothing_is_lost_on_the_way_into_other_tools(
    version: str, messages: list[tuple[str, str, bool]]
) -> None:
    sent = batch(*(entry(msgid, msgstr, fuzzy=fuzzy) for msgid, msgstr, fuzzy in messages))
    store = STORES[version].parsestring(WRITE[version](sent))
    (segments,) = sent.documents.values()
    assert len(store.units) == len(segments)
    for unit, segment in zip(store.units, segments, strict=True):
        assert str(unit.source) == _text(segment.nodes)
        assert str(unit.target or "") == _text(segment.present)
        assert unit.isfuzzy() is (bool(unit.target) and segment.entry.fuzzy)


def _text(nodes: tuple[str | InlineCode, ...]) -> str:
    """What is no code: the tool shows codes as elements, which have no text of their own."""
    return join(
        node if isinstance(node, str) else _text(node.content) if node.paired else ""
        for node in nodes
    )


@BOTH
def test_as_it_is_written(version: str, regenerate: bool) -> None:
    expected = CASES / f"sample-{version}.xlf"
    data = WRITE[version](SAMPLE)
    if regenerate:
        expected.write_bytes(data)
    assert data == expected.read_bytes()
    assert all_unchanged(answers(SAMPLE, read(version, data)))
