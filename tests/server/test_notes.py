"""Notes of catalogs in the words of a translator."""

from __future__ import annotations

import pytest
from docutils import nodes

from diglot.catalog.reuse import REUSED
from diglot.server.desk.data import shown_in
from diglot.server.desk.notes import kind_of, note_to_show
from diglot.sphinxext.i18n.template_texts import _NOTE
from diglot.sphinxext.i18n.translate.code import WORDS_OF_PROGRAM
from diglot.sphinxext.i18n.translate.notes import _KINDS, _KINDS_AROUND
from diglot.sphinxext.i18n.translate.translatable import TRANSLATED_FIELDS

_ADMONITIONS = [
    name
    for name, kind in vars(nodes).items()
    if isinstance(kind, type) and issubclass(kind, nodes.Admonition) and name.islower()
]


def test_all_kinds_of_texts_have_words() -> None:
    own = {*_KINDS.values(), *_KINDS_AROUND.values(), WORDS_OF_PROGRAM, _NOTE, "paragraph"}
    made = {
        *own,
        *_ADMONITIONS,
        *TRANSLATED_FIELDS,
        "figure caption",
        "table caption",
        "code caption",
        "page title",
        "heading",
        "index entry",
        "seealso",
    }
    assert {kind for kind in made if kind_of(kind) is None} == set()


@pytest.mark.parametrize(
    ("note", "shown"),
    [
        ("table cell · 甲 › 乙", "表格单元格 · 甲 › 乙"),
        ("title of admonition · 甲", "提示框的标题 · 甲"),
        ("description of the page", "页面的说明"),
        ("words of drawing docs/a.svg · 甲", "图 docs/a.svg 里的文字 · 甲"),
        (f"{REUSED}the source changed (91 % alike)", "源文改过（91% 相同）"),
        (f"{REUSED}paired by structure (55 % sure)", "按结构配对（把握 55%）"),
        (f"{REUSED}paired by structure (99 % sure); a [b]", "按结构配对（把握 99%）；a [b]"),
        ("a developer's note · with a point", "a developer's note · with a point"),
    ],
)
def test_notes_are_in_the_language_of_the_translator(note: str, shown: str) -> None:
    assert shown_in("zh_CN", note_to_show(note)) == shown
    assert shown_in("en", note_to_show(note)) == note.removeprefix(REUSED)
