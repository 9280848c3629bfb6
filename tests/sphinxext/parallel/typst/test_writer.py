"""The writer of parallel text: whatever the trees, each word of both is written once."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest
from docutils import nodes
from docutils.utils import new_document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sphinx.builders import Builder

from diglot.catalog.entry import State
from diglot.core.language import language
from diglot.sphinxext.i18n.translate.marks import CLASSES
from diglot.sphinxext.parallel.interleave import interleave
from diglot.sphinxext.parallel.typst.notes import find_other_sides
from diglot.sphinxext.parallel.typst.writer import write_paired_document
from diglot.sphinxext.typst.writer.context import Context
from diglot.sphinxext.typst.writer.dispatch import extension_writers, write_node
from diglot.sphinxext.typst.writer.handlers import Handler
from diglot.sphinxext.typst.writer.last_blocks import group_last_blocks
from diglot.sphinxext.typst.writer.prepare import find_footnotes, prepare
from diglot.sphinxext.typst.writer.scripts import languages_by_script
from diglot.sphinxext.typst.writer.translator import TypstTranslator
from folders import PROJECTS
from sphinxext.parallel.test_partner import application


@pytest.fixture(scope="module")
def builder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Builder]:
    project = tmp_path_factory.mktemp("writer") / "salon"
    shutil.copytree(PROJECTS / "parallel-salon", project)
    with application(project, "typst") as app:
        yield app.builder


def context(builder: Builder, doctree: nodes.document, tag: str, prefix: str = "") -> Context:
    notes, marks = find_footnotes(doctree)
    return Context(
        env=builder.env,
        builder=builder,
        docname="talk",
        path="talk.md",
        language=language(tag),
        languages_by_script=languages_by_script(language(tag), []),
        images={},
        notes=notes,
        first_marks=marks,
        writer=write_node,
        label_prefix=prefix,
    )


def write(builder: Builder, source: nodes.document, target: nodes.document) -> str:
    sides = context(builder, source, "zh_CN"), context(builder, target, "en", "en:")
    return write_paired_document(interleave(source, target), *sides).source


_LEAVES = st.sampled_from([nodes.paragraph, nodes.rubric, nodes.literal_block, nodes.attribution])
_BOXES = st.sampled_from(
    [
        nodes.section,
        nodes.bullet_list,
        nodes.enumerated_list,
        nodes.note,
        nodes.block_quote,
        nodes.container,
        nodes.topic,
        nodes.definition_list,
    ]
)
# What a list holds, so that the trees are those of real documents.
_ITEMS: dict[type[nodes.Element], type[nodes.Element]] = {
    nodes.bullet_list: nodes.list_item,
    nodes.enumerated_list: nodes.list_item,
}


def _box(kind: type[nodes.Element], inside: list[nodes.Element]) -> nodes.Element:
    children = [child.deepcopy() for child in inside]
    if kind in _ITEMS:
        return kind("", *(_ITEMS[kind]("", child) for child in children))
    if kind is nodes.definition_list:
        items = (
            nodes.definition_list_item("", nodes.term("", "_"), nodes.definition("", child))
            for child in children
        )
        return kind("", *items)
    if kind is nodes.section:
        return kind("", nodes.title("", "_"), *children)
    return kind("", *children)


_TREES = st.lists(
    st.recursive(
        st.builds(lambda kind: kind("", "_"), _LEAVES),
        lambda inside: st.builds(_box, _BOXES, st.lists(inside, min_size=1, max_size=4)),
        max_leaves=10,
    ),
    max_size=4,
)


def document(children: list[nodes.Element], side: str) -> nodes.document:
    """Make a document whose every text is a word of its own, such as ``s4x``."""
    document = new_document("property")
    document += [child.deepcopy() for child in children]
    for number, leaf in enumerate(list(document.findall(nodes.TextElement))):
        leaf[:] = [nodes.Text(f"{side}{number}x")]
    return document


@st.composite
def _documents(draw: st.DrawFn) -> tuple[nodes.document, nodes.document]:
    children = draw(_TREES)
    source, target = document(children, "s"), document(children, "t")
    for node in list(target.findall(nodes.TextElement)):
        box = node.parent
        if len(box.children) > 1 and draw(st.integers(0, 5)) == 0:
            box.remove(node)
    if draw(st.booleans()):
        target += nodes.paragraph("", "t999x")
    return source, target


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(documents=_documents())
def test_every_word_of_both_languages_is_written_once(
    builder: Builder, documents: tuple[nodes.document, nodes.document]
) -> None:
    expected = Counter(
        leaf.astext() for document in documents for leaf in document.findall(nodes.TextElement)
    )
    written = Counter(re.findall(r"[st]\d+x", write(builder, *documents)))
    assert written == expected


def test_an_item_keeps_its_number_in_each_language(builder: Builder) -> None:
    def numbered(*words: str) -> nodes.document:
        document = new_document("numbers")
        items = [nodes.list_item("", nodes.paragraph("", word)) for word in words]
        document += nodes.enumerated_list("", *items, enumtype="arabic", start=3, suffix=".")
        return document

    source = write(builder, numbered("甲", "乙"), numbered("A", "B", "C"))
    starts = re.findall(r'numbered\("(.)", start: (\d+)', source)
    assert starts == [("甲", "3"), ("A", "3"), ("乙", "4"), ("B", "4"), ("C", "5")]


def test_what_ends_in_a_colon_stays_with_the_next_block(builder: Builder) -> None:
    def announced(*words: str) -> nodes.document:
        document = new_document("colons")
        first, then, *items = (nodes.paragraph("", word) for word in words)
        document += [first, then]
        document += nodes.bullet_list("", *(nodes.list_item("", item) for item in items))
        return document

    written = write(builder, announced("甲：", "乙", "丙："), announced("A:", "B", "C:"))
    (kept,) = re.findall(r"kept\((.+?)\)\)", written, re.DOTALL)
    assert "甲" in kept
    assert "A:" in kept


def test_last_blocks_are_marked_one_by_one_where_they_are_not_translated(builder: Builder) -> None:
    document = new_document("ends")
    document += [
        nodes.paragraph("", word, classes=[CLASSES[State.UNTRANSLATED]]) for word in "甲乙"
    ]
    source, target = document.deepcopy(), document.deepcopy()
    group_last_blocks(source, target)
    assert write(builder, source, target).count("d.untranslated(") == 2


def _noted(order: str) -> nodes.document:
    """A paragraph that refers to the notes a and b in an order, and the notes in that order."""
    document = new_document("notes")
    marks = [nodes.footnote_reference("", "1", refid=f"id-{name}") for name in order]
    document += nodes.paragraph("", "", *marks)
    for name in order:
        note = nodes.footnote("", ids=[f"id-{name}"], names=[name])
        note += [nodes.label("", "1"), nodes.paragraph("", f"note {name}")]
        document += note
    return document


def test_notes_of_a_name_belong_together_whatever_their_order(builder: Builder) -> None:
    source, target = _noted("ab"), _noted("ba")
    paired = interleave(source, target)
    other_sides = find_other_sides(paired)
    for note in source.findall(nodes.footnote):
        assert other_sides[id(note)]["names"] == note["names"]
    written = write(builder, source, target)
    assert re.findall(r'pair-note\("talk#id-(.)"', written) == ["a", "b"]
    assert re.findall(r'note-again\("talk#id-(.)"', written) == ["b", "a"]


def test_a_note_only_the_translation_has_is_brought_by_its_own_mark(builder: Builder) -> None:
    written = write(builder, _noted("a"), _noted("ab"))
    assert 'pair-note("talk#id-a", "note a", "note a")' in written
    assert 'pair-note("en:talk#id-b", none, "note b")' in written


def test_names_lead_to_the_other_side_where_their_own_has_no_anchor(
    builder: Builder,
) -> None:
    def titled(word: str, identifier: str) -> nodes.document:
        document = new_document("titles")
        document += nodes.section("", nodes.title("", word), ids=[identifier])
        return document

    source, target = titled("甲", "jia"), titled("A", "a")
    sides = context(builder, source, "zh_CN"), context(builder, target, "en", "en:")
    labels = write_paired_document(interleave(source, target), *sides).labels
    assert labels["talk#jia"] == labels["en:talk#a"] == "talk#jia"
    assert labels["en:talk#"] == labels["talk#"] == "talk#"


def test_both_sides_go_deeper_together(builder: Builder) -> None:
    source = new_document("depth")
    source += nodes.section("", nodes.title("", "甲"), nodes.section("", nodes.title("", "乙")))
    target = source.deepcopy()
    for title, word in zip(list(target.findall(nodes.title)), "AB", strict=True):
        title[:] = [nodes.Text(word)]
    written = write(builder, source, target)
    assert re.findall(r"section-title\((\d), none, d\.pair-words\((.*?)\)", written) == [
        ("1", '"甲", "A"'),
        ("2", '"乙", "B"'),
    ]


def _defined(term: str, *blocks: str) -> nodes.document:
    document = new_document("terms")
    meaning = nodes.definition("", *(nodes.paragraph("", block) for block in blocks))
    item = nodes.definition_list_item("", nodes.term("", term), meaning)
    document += nodes.definition_list("", item)
    return document


def test_terms_and_the_blocks_of_definitions_pair_one_to_one(builder: Builder) -> None:
    written = write(builder, _defined("甲", "乙", "丙"), _defined("A", "B", "C"))
    assert re.findall(r'(pair[a-z-]*)\(.*?"(.)".*?"(.)"', written) == [
        ("pair-term", "甲", "A"),
        ("pair", "乙", "B"),
        ("pair", "丙", "C"),
    ]


def test_a_term_that_is_the_same_stands_in_both_columns(builder: Builder) -> None:
    written = write(builder, _defined("GPU", "乙"), _defined("GPU", "B"))
    assert 'pair-term("GPU", "GPU")' in written


class titled_box(nodes.General, nodes.Element):  # noqa: N801 - docutils' nodes are lower-case
    """A node of another extension, with a title that is no child."""


def _boxed(title: str, text: str) -> nodes.document:
    document = new_document("boxed")
    document += titled_box("", nodes.paragraph("", text), title=title)
    return document


def test_a_node_of_another_extension_is_written_once_where_its_attributes_agree(
    builder: Builder,
) -> None:
    def depart(translator: TypstTranslator, node: nodes.Element) -> None:
        translator.wrap("card", node["title"])

    handlers = {"titled_box": Handler(lambda _translator, _node: None, depart)}

    def written(source: nodes.document, target: nodes.document) -> str:
        contexts = (context(builder, source, "zh_CN"), context(builder, target, "en", "en:"))
        extended = [replace(ctx, extensions=extension_writers(handlers)) for ctx in contexts]
        return write_paired_document(interleave(source, target), *extended).source

    once = written(_boxed("GPU", "甲"), _boxed("GPU", "A"))
    assert once.count("d.card(") == 1
    assert 'd.card("GPU", d.pair(d.paragraph("甲"), d.paragraph("A")' in once
    twice = written(_boxed("显卡", "甲"), _boxed("GPU", "A"))
    assert 'd.pair(d.card("显卡", d.paragraph("甲")), d.card("GPU", d.paragraph("A"))' in twice


def test_the_blocks_of_a_field_pair_one_to_one(builder: Builder) -> None:
    def fields(name: str, *blocks: str) -> nodes.document:
        document = new_document("fields")
        body = nodes.field_body("", *(nodes.paragraph("", block) for block in blocks))
        document += nodes.field_list("", nodes.field("", nodes.field_name("", name), body))
        return document

    written = write(builder, fields("甲", "乙", "丙"), fields("A", "B", "C"))
    found = re.findall(r"d\.pair\((.*?)\)\n", written.replace("\n}", ")\n"))
    rows = [re.findall(r'"([^"]+)"', row) for row in found]
    assert rows == [["甲", "乙", "A", "B"], ["丙", "C"]], written


def _of_lists(text: str) -> nodes.document:
    document = new_document("lists")
    for number, kind in enumerate((*_ITEMS, nodes.definition_list, nodes.block_quote)):
        box = _box(kind, [nodes.paragraph("", text)])
        # What docutils gives a block after an index entry.
        box["ids"] = [f"index-{number}"]
        document += box
    return document


def test_an_index_entry_leads_to_the_list_after_it(builder: Builder) -> None:
    source, target = _of_lists("甲"), _of_lists("A")
    sides = context(builder, source, "zh_CN"), context(builder, target, "en", "en:")
    written = write_paired_document(interleave(source, target), *sides)
    for number in range(4):
        name = f"talk#index-{number}"
        assert written.source.count(f'd.anchor("{name}")') == 1
        assert written.labels[f"en:{name}"] == written.labels[name] == name


def test_a_paragraph_in_another_direction_begins_on_its_own_side(builder: Builder) -> None:
    document = new_document("directions")
    document += nodes.paragraph("", "Not translated yet (no).")
    document += nodes.bullet_list("", nodes.list_item("", nodes.paragraph("", "An item.")))
    document += nodes.paragraph("", "مرحبا world")
    prepare(document, language("ar"))
    languages = [language("en"), language("ar")]
    ctx = replace(
        context(builder, document, "ar"),
        languages_by_script=languages_by_script(language("ar"), languages),
    )
    first, items, last = (ctx.write(block).splitlines()[-1] for block in document.children)
    assert first == 'd.directed(ltr, "en", none, d.paragraph("Not translated yet (no)."))'
    assert 'd.directed(ltr, "en", none, "An item.")' in items
    assert last == 'd.paragraph("مرحبا world")'
