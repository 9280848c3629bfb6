"""Translating index entries, and ordering Chinese ones by pinyin."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import cast

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment
from sphinx.util.index_entries import split_index_msg

from diglot.sphinxext.compat.sphinx import note_term
from diglot.sphinxext.i18n.lookup import Translations
from diglot.sphinxext.i18n.record import ExtractedMessage
from diglot.sphinxext.i18n.translate.notes import MessageNotes
from diglot.sphinxext.i18n.words import has_words
from diglot.sphinxext.transforms.descendants import nodes_of

# GB 2312 orders its first 3,755 characters by pinyin; these are the first of each letter.
# Source: GB/T 2312-1980, level 1.
_PINYIN = tuple(
    zip("ABCDEFGHJKLMNOPQRSTWXYZ", "啊芭擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝", strict=True)
)
# How Sphinx shows an entry under each of its parts.
# Source: sphinx.environment.adapters.indexentries.
_INDEX_FORMS = {
    "pair": ("{0}; {1}", "{1}; {0}"),
    "triple": ("{0}; {1} {2}", "{1}; {2}, {0}", "{2}; {0} {1}"),
}
# The first and the last of these characters, as bytes of GB 2312.
_LEVEL_1 = (b"\xb0\xa1", b"\xd7\xf9")


def index_messages(document: nodes.document, notes: MessageNotes) -> Iterator[ExtractedMessage]:
    """Yield the texts of index entries that are blocks.

    Entries inside of a paragraph are part of the paragraph's message.
    """
    for node in _block_indexes(document):
        for kind, value, *_others in node["entries"]:
            for part in _parts(kind, value):
                if has_words(part):
                    source = str(node.source or document["source"])
                    note = notes.of(node, "index entry")
                    yield ExtractedMessage(part, source, node.line or 0, note)


def translate_indexes(document: nodes.document, translations: Translations) -> None:
    """Replace the texts of index entries that are blocks by their translations."""
    for node in list(_block_indexes(document)):
        entries = node["raw_entries"] = node["entries"]
        node["entries"] = [
            (kind, _translated(kind, value, translations), *others)
            for kind, value, *others in entries
        ]


def translate_term_entry(env: BuildEnvironment, term: nodes.Element, key: str | None) -> None:
    """Give a translated glossary term an index entry and a target with its translated name.

    `key` is the index heading that the translator wants it under (``term : key``), if any.
    """
    name = "".join(
        child.astext() for child in term.children if not isinstance(child, addnodes.index)
    )
    for node in term.findall(addnodes.index):
        node["entries"] = [
            (kind, name, target, main, key) for kind, _name, target, main, _key in node["entries"]
        ]
    standard = env.domains.standard_domain
    for node_id in term["ids"]:
        note_term(standard, name, env.current_document.docname, node_id)


def add_pinyin_keys(document: nodes.document) -> None:
    """Put Chinese index entries under the first letter of their pinyin, as Chinese indexes do.

    An entry that the index shows under several words becomes one entry for each word, because an
    entry has one key only.
    """
    for node in document.findall(addnodes.index):
        node["entries"] = [
            (kind, value, target, main, key or pinyin_initial(value))
            for entry in cast("list[tuple[str, ...]]", node["entries"])
            for kind, value, target, main, key in _split(entry)
        ]


def _split(entry: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Return a ``pair`` or ``triple`` entry as the single entries that Sphinx's index shows."""
    kind, value, *others = entry
    parts = _parts(kind, value)
    if len(parts) == 1:
        return [entry]
    forms = _INDEX_FORMS.get(kind, ())
    singles = [("single", form.format(*parts), *others) for form in forms]
    return singles or [(kind, "; ".join(parts), *others)]


def pinyin_initial(words: str) -> str | None:
    """Return the first letter of the pinyin of a Chinese text.

    None for other languages, and for characters outside of level 1 of GB 2312.
    """
    code = words[:1].encode("gb2312", "ignore")
    if not _LEVEL_1[0] <= code <= _LEVEL_1[1] or len(code) != 2:
        return None
    return next(letter for letter, first in reversed(_PINYIN) if code >= first.encode("gb2312"))


def _block_indexes(document: nodes.document) -> Iterator[addnodes.index]:
    """Yield the index nodes of directives; those of the role ``{index}`` are inside of a text."""
    return (node for node in nodes_of(document, addnodes.index) if node.get("inline") is False)


def _parts(kind: str, value: str) -> list[str]:
    """Return the parts of an entry; a malformed one, of which Sphinx warns, is one part.

    Chinese semicolons divide where the kind of entry asks for parts and there are no others: so
    Sphinx's own Chinese names settings (``author；配置值``), and would leave the entry out.
    """
    for divided in (value, value.replace("；", ";")):
        with suppress(ValueError):
            return split_index_msg(kind, divided)
    return [value]


def _translated(kind: str, value: str, translations: Translations) -> str:
    return "; ".join(map(translations.translate, _parts(kind, value)))
