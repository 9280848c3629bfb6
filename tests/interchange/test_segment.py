from __future__ import annotations

import pytest

from diglot.catalog.entry import Comments, State
from diglot.interchange.inline_codes import walk
from diglot.interchange.sections import follow_sections, headings
from exchange import batch, entry, first_segment


@pytest.mark.parametrize(
    ("references", "message", "codes"),
    [
        (("a.md:3",), "{kbd}`x` and ``y`` and *z*", 3),
        (("../../source/a.rst:3 b.md:9",), ":kbd:`x` and ``y`` and *z*", 3),
        (("../mod.py:docstring of mod.f:1",), "``y`` and :kbd:`x`", 2),
        (("figures/a.svg",), "5 *km* `x`", 0),
        (("../conf.py",), "*not* markup", 0),
        ((), "*markup*", 1),
        (("a.md",), "a = *b*\nc = `d`\n", 0),
    ],
    ids=["MyST", "reStructuredText", "docstring", "drawing", "conf.py", "unknown", "literal block"],
)
def test_the_document_decides_about_the_markup(
    references: tuple[str, ...], message: str, codes: int
) -> None:
    segment = first_segment(entry(message, comments=Comments(references=references)))
    assert len(list(walk(segment.nodes))) == codes


def test_ids_follow_the_source_and_versions_the_translation() -> None:
    first, second = first_segment(entry("天", "Sky")), first_segment(entry("天", "Heaven"))
    assert first.id == second.id
    assert first.version != second.version
    assert first_segment(entry("天", "Sky", fuzzy=True)).version != first.version
    assert first_segment(entry("天", "Sky", context="menu")).id != first.id
    assert first_segment(entry("地", "Sky")).id != first.id


def test_plural_forms_are_segments_of_their_own() -> None:
    (forms,) = batch(entry("一个", "one", "", plural="多个")).documents.values()
    assert [(form.source, form.target, form.state) for form in forms] == [
        ("一个", "one", State.TRANSLATED),
        ("多个", "", State.UNTRANSLATED),
    ]
    (only,) = batch(entry("one", "一个", plural="many")).documents.values()
    assert [form.source for form in only] == ["many"]


def test_notes_tell_where_a_message_stands_and_what_it_was() -> None:
    comments = Comments(
        translator=("ask",),
        extracted=("a figure",),
        references=("b.md:3 c.md", "../mod.py:docstring of mod.f:1", "581ec8a4d8dd4b5a"),
        previous=('msgid ""', '"旧"', '"文"'),
    )
    segment = first_segment(entry("新文", fuzzy=True, context="menu", comments=comments))
    assert [(note.kind, note.text) for note in segment.notes] == [
        ("page", "b.md c.md ../mod.py"),
        ("context", "menu"),
        ("previous source", "旧文"),
        ("translator", "ask"),
        ("source comment", "a figure"),
    ]


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("---\nx: 1\n---\n# 甲 *乙*\n\n文\n\n丙\n---\n\n```\n# no\n```\n", True),
        ("甲 *乙*\n=======\n\n文\n\n丙\n----\n\n::\n\n  # no\n", False),
    ],
    ids=["MyST", "reStructuredText"],
)
def test_sections_are_found_in_the_source(text: str, markdown: bool) -> None:
    found = headings(text, markdown=markdown)
    assert found == {"甲 *乙*", "丙"}
    section = follow_sections(found)
    messages = ["起", "甲 *乙*", "文", "丙", "末"]
    assert [section(entry(message)) for message in messages] == ["", "", "甲 *乙*", "", "丙"]
