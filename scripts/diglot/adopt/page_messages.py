"""Messages of another extractor: which of ours say the same, and what becomes of the others."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from diglot.adopt.entries import Adopted, Doubts, PageMessage, entry_of
from diglot.catalog.entry import Comments, Entry

_ESCAPE = re.compile(r"\\([^a-zA-Z0-9\s])")
_ADDRESS = re.compile(r"\](?:\([^)]*\)|\[[^\]]*\])")
_FIRST = "index"
"""The document whose memory has what no document is named for."""


def adopt_messages(
    documents: Mapping[str, Sequence[PageMessage]],
    entries: Iterable[Entry],
    doubts: Callable[[str], Doubts],
    document_of: Callable[[str], str],
) -> dict[str, Adopted]:
    """Return what the entries of a catalog become in documents, by name.

    An entry is that of a message which says the same, however its markup is spelled; what no
    message says is in the memory. The numbers count entries, each in one of them. `doubts` are
    those of a document, `document_of` tells which one a reference names.
    """
    offered: dict[str, Entry] = {}
    translated = [entry for entry in entries if entry.translation and not entry.obsolete]
    left = [
        entry for entry in translated if offered.setdefault(key_of(entry.msgid), entry) is not entry
    ]
    adopted = {name: Adopted() for name in documents}
    used: defaultdict[str, list[str]] = defaultdict(list)
    sure: set[str] = set()
    for name, messages in documents.items():
        doubt = doubts(name)
        for message in messages:
            key = key_of(message.msgid)
            if found := offered.get(key):
                made = _translated(message.msgid, found, doubt)
                adopted[name].translations[message.msgid] = made
                used[key].append(name)
                sure |= set() if made.fuzzy else {key}
    for key in used:
        document = adopted[used[key][0]]
        document.confirmed += key in sure
        document.fuzzy += key not in sure
    for entry in (*(offered[key] for key in offered if key not in used), *left):
        reference = " ".join(entry.comments.references).partition(" ")[0]
        document = adopted.get(document_of(reference)) or adopted[_FIRST]
        document.left += 1
        document.unpaired.append(PageMessage(entry.msgid, "", reference))
        document.memory.append(_left(entry, reference))
    return adopted


def key_of(text: str) -> str:
    """Return a message without what extractors spell differently.

    Lines break elsewhere, signs are escaped or not, emphasis is ``_`` or ``*``, and the addresses
    of links stand in them or at the end of the page.
    """
    plain = _ADDRESS.sub("]", _ESCAPE.sub(r"\1", text))
    return " ".join(plain.replace("_", "*").split())


def _translated(msgid: str, entry: Entry, doubts: Doubts) -> Entry:
    doubt = doubts(msgid, entry.translation)
    if doubt or entry.fuzzy:
        return entry_of(
            msgid, entry.translation, f"diglot: from the old catalog; {doubt}".rstrip("; ")
        )
    return entry_of(msgid, entry.translation)


def _left(entry: Entry, reference: str) -> Entry:
    comments = (*entry.comments.translator, f"{reference}: no message of the pages says this")
    return Entry(
        entry.msgid,
        entry.msgstr,
        0,
        (0, 0),
        flags=frozenset({"fuzzy"}),
        comments=Comments(translator=comments),
    )
