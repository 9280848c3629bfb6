"""Entries of the index: the words they are found under, in the language of the build."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment
from sphinx.util.index_entries import split_index_msg

from diglot.catalog.entry import State
from diglot.sphinxext.compat.sphinx import note_term
from diglot.sphinxext.i18n.lookup import Translations
from diglot.sphinxext.i18n.record import Extracted
from diglot.sphinxext.i18n.translate.places import Places
from diglot.sphinxext.i18n.words import has_words

# GB 2312 orders its first 3,755 characters by pinyin; these are the first of each letter.
# Source: GB/T 2312-1980, level 1.
_PINYIN = tuple(
    zip("ABCDEFGHJKLMNOPQRSTWXYZ", "啊芭擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝", strict=True)
)
# Source: sphinx.environment.adapters.indexentries.
_TURNS = {
    "pair": ("{0}; {1}", "{1}; {0}"),
    "triple": ("{0}; {1} {2}", "{1}; {2}, {0}", "{2}; {0} {1}"),
}
_LEVEL_1 = (b"\xb0\xa1", b"\xd7\xf9")


def index_messages(document: nodes.document, places: Places) -> Iterator[Extracted]:
    """Yield the words of index entries that are blocks; those inside a text are part of it."""
    for node in _blocks(document):
        for kind, value, *_rest in node["entries"]:
            for part in _parts(kind, value):
                if has_words(part):
                    source, note = (
                        node.source or document["source"],
                        places.note(node, "index entry"),
                    )
                    yield Extracted(part, str(source), node.line or 0, note)


def translate_indexes(document: nodes.document, translations: Translations) -> None:
    """Show the words of index entries in the language of the build."""
    for node in list(_blocks(document)):
        entries = node["raw_entries"] = node["entries"]
        node["entries"] = [
            (kind, _translated(kind, value, translations), *rest) for kind, value, *rest in entries
        ]


def entry_of_term(env: BuildEnvironment, term: nodes.Element, key: str | None) -> None:
    """Let a translated term of a glossary be found under its new name, filed under `key`."""
    words = "".join(
        child.astext() for child in term.children if not isinstance(child, addnodes.index)
    )
    for node in term.findall(addnodes.index):
        node["entries"] = [
            (kind, words, target, main, key) for kind, _v, target, main, _k in node["entries"]
        ]
    standard = env.domains.standard_domain
    for node_id in term["ids"]:
        note_term(standard, words, env.current_document.docname, node_id)


def sort_chinese(document: nodes.document) -> None:
    """File Chinese entries under the first letter of their pinyin, as Chinese indexes do.

    What stands under several words becomes an entry for each: a key holds for one.
    """
    for node in document.findall(addnodes.index):
        node["entries"] = [
            (kind, value, target, main, key or initial(value))
            for entry in cast("list[tuple[str, ...]]", node["entries"])
            for kind, value, target, main, key in _turned(entry)
        ]


def _turned(entry: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Return an entry of several heads as one for each, as Sphinx's index turns them."""
    kind, value, *rest = entry
    parts = _parts(kind, value)
    turns = _TURNS.get(kind, ()) if len(parts) > 1 else ()
    return [("single", turn.format(*parts), *rest) for turn in turns] or [entry]


def initial(words: str) -> str | None:
    """Return the letter that a Chinese entry's pinyin begins with.

    None for what is not Chinese and for the rarer characters, which stand by themselves.
    """
    code = words[:1].encode("gb2312", "ignore")
    if not _LEVEL_1[0] <= code <= _LEVEL_1[1] or len(code) != 2:
        return None
    return next(letter for letter, first in reversed(_PINYIN) if code >= first.encode("gb2312"))


def _blocks(document: nodes.document) -> Iterator[addnodes.index]:
    """Yield the indexes that stand by themselves; those of a role belong to their text."""
    return (node for node in document.findall(addnodes.index) if node.get("inline") is False)


def _parts(kind: str, value: str) -> list[str]:
    """Return the words of an entry; those of a malformed one, of which Sphinx warns, as one."""
    try:
        return split_index_msg(kind, value)
    except ValueError:
        return [value]


def _translated(kind: str, value: str, translations: Translations) -> str:
    parts = []
    for part in _parts(kind, value):
        found = translations.find(part)
        parts.append(found.text if found and found.state is State.TRANSLATED else part)
    return "; ".join(parts)
