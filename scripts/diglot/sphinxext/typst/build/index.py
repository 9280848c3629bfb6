"""The index of a handout: Sphinx's index entries of its documents, in the order of its language."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment
from sphinx.environment.adapters.indexentries import IndexEntries
from sphinx.locale import _ as sphinx_words

from diglot.core.language import Language
from diglot.sphinxext.i18n.index_entries import in_one_spelling
from diglot.sphinxext.i18n.labels import translator_for
from diglot.sphinxext.typst.writer.addresses import TARGET_SIGN
from diglot.typeset.markup import Markup, Value, call, literal

_SYMBOLS = "#"


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the index.

    `anchors` are the labels of the places it leads to, in the order of the handout; `subs` are the
    entries under it.
    """

    name: str
    anchors: tuple[str, ...]
    subs: tuple[Entry, ...] = ()


Groups = list[tuple[str, list[Entry]]]
"""Entries under their letters, in order."""


def index_groups(
    builder: Builder, env: BuildEnvironment, labels: Mapping[str, str], language: Language
) -> Groups:
    """Return the index entries of `env` for a handout, under their letters, in order.

    `labels` are all labels of the handout with those of their anchors; an entry that leads to none
    of them is left out, but for one that a document of the handout refers to another (“see …”).
    """
    pointing = _pointing(env, {label.partition("#")[0] for label in labels})
    gettext = translator_for(language.tag, Path(env.srcdir), env.config.locale_dirs).gettext
    entries: list[Entry] = []
    for _letter, group in in_one_spelling(IndexEntries(env).create_index(builder)):
        for name, (targets, subs, _key) in group:
            inner = tuple(
                entry
                for sub, links in subs
                if (entry := Entry(sub, _anchors(links, labels))).anchors
                or (_is_pointer(links) and (entry := Entry(_pointer(sub, gettext), ())))
            )
            entry = Entry(name, _anchors(targets, labels), inner)
            leads = entry.anchors or any(sub.anchors for sub in inner)
            if leads or (inner and name.casefold() in pointing):
                entries.append(entry)
    return _grouped(entries, language)


def _pointing(env: BuildEnvironment, docnames: Set[str]) -> frozenset[str]:
    """Return the words that documents refer to others in the index, without regard to capitals."""
    entries = env.get_domain("index").data["entries"]
    return frozenset(
        value.partition(";")[0].strip().casefold()
        for docname in docnames & entries.keys()
        for kind, value, *_ in entries[docname]
        if kind in ("see", "seealso")
    )


def _is_pointer(links: Iterable[object]) -> bool:
    """Whether an entry is a “see …”, which leads to no place of its own."""
    return not list(links)


def _pointer(shown: str, gettext: Callable[[str], str]) -> str:
    """Return a “see …” in another language than Sphinx's, which is that of the build."""
    for words in ("see %s", "see also %s"):
        before, after = sphinx_words(words).split("%s")
        if shown.startswith(before) and shown.endswith(after):
            return gettext(words) % shown[len(before) : len(shown) - len(after)]
    return shown


def _anchors(
    links: Iterable[tuple[str | None, object]], labels: Mapping[str, str]
) -> tuple[str, ...]:
    targets = [str(uri).removeprefix(TARGET_SIGN) for _main, uri in links if uri]
    anchors = [labels[label] for label in _in_order(targets, labels) if label in labels]
    return tuple(dict.fromkeys(anchors))


def _in_order(targets: list[str], labels: Mapping[str, str]) -> list[str]:
    rank = {label: position for position, label in enumerate(labels)}
    return sorted(targets, key=lambda label: rank.get(label, len(rank)))


def _grouped(entries: list[Entry], language: Language) -> Groups:
    groups: dict[str, list[Entry]] = {}
    for entry in sorted(entries, key=lambda entry: sort_key(entry.name, language)):
        subs = tuple(sorted(entry.subs, key=lambda entry: sort_key(entry.name, language)))
        groups.setdefault(_letter(entry.name, language), []).append(
            Entry(entry.name, entry.anchors, subs)
        )
    return list(groups.items())


def sort_key(text: str, language: Language) -> tuple[bool, list[str], str]:
    """Return the key that puts Chinese by its pinyin, other scripts by letters without accents."""
    spelled = _pinyin(text) if language.is_chinese else [text]
    bare = [
        "".join(
            char for char in unicodedata.normalize("NFKD", part) if not unicodedata.combining(char)
        )
        for part in spelled
    ]
    words = [part.casefold() for part in bare]
    return (not _first(words).isalpha(), words, text)


@cache
def _pinyin(text: str) -> list[str]:
    # Imported when a Chinese index is made: its dictionaries take a fifth of a second to load.
    from pypinyin import lazy_pinyin

    return lazy_pinyin(text)


def _letter(text: str, language: Language) -> str:
    first = _first(sort_key(text, language)[1])
    return first.upper() if first.isalpha() else _SYMBOLS


def _first(words: list[str]) -> str:
    return "".join(words).lstrip(" “‘\"'(（《")[:1]


def index_call(title: str, groups: Groups) -> Markup:
    """Return the call that prints an index."""
    return call(
        "index", title, [[letter, list(map(_entry, entries))] for letter, entries in groups]
    )


def _entry(entry: Entry) -> Value:
    return literal(
        {
            "name": entry.name,
            "names": list(entry.anchors),
            "subs": [_entry(sub) for sub in entry.subs],
        }
    )
