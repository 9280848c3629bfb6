"""The unit of exchange: one message of a catalog, or one plural form of it, with its notes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from diglot.catalog.entry import Catalog, Entry, State
from diglot.catalog.previous import previous_of
from diglot.core.language import Language
from diglot.interchange.inline_codes import Nodes, text_nodes
from diglot.interchange.marks import Numbering, canonical, number
from diglot.interchange.restore import Split
from diglot.interchange.rst import split_rst

# autodoc's messages come from Python files, and docstrings are reStructuredText.
_RST = re.compile(r"\.rst(:\d+)?(\s|\Z)|docstring of ")
# Drawings, conf.py and templates hold text without markup.
_PLAIN = re.compile(r"\.(svg|py|html)(:\d+)?(\s|\Z)")
_LINE = re.compile(r":\d+\Z")


@dataclass(frozen=True, slots=True)
class Note:
    """A note on a message for its translator; `kind` names what it is about."""

    kind: str
    text: str


@dataclass(frozen=True)
class Segment:
    """One message, or one plural form of it, on its way to a translator.

    `domain` is the catalog's path below LC_MESSAGES without its suffix, `form` the index of the
    plural form. `nodes` and `present` are source and target split into text and codes.
    """

    domain: str
    entry: Entry
    form: int
    source: str
    target: str
    nodes: Nodes
    present: Nodes
    split: Split
    notes: tuple[Note, ...] = ()

    @cached_property
    def id(self) -> str:
        """The name of this segment, which stays the same as long as its source does."""
        key = f"{self.entry.context or ''}\4{self.entry.msgid}"
        digest = sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16]
        return digest if self.entry.plural is None else f"{digest}-{self.form}"

    @property
    def state(self) -> State:
        """How far this segment is."""
        if not self.target:
            return State.UNTRANSLATED
        return State.FUZZY if self.entry.fuzzy else State.TRANSLATED

    @cached_property
    def numbering(self) -> Numbering:
        """Source and target with numbered codes."""
        return number(self.nodes, self.present)

    @property
    def version(self) -> str:
        """The fingerprint of this translation in files that carry numbered codes."""
        return version(canonical(self.numbering.target), fuzzy=self.state is State.FUZZY)

    @property
    def written_version(self) -> str:
        """The fingerprint of this translation in files that carry the text as it is written."""
        return version(self.target, fuzzy=self.state is State.FUZZY)


@dataclass(frozen=True, slots=True)
class Batch:
    """What one file carries: the segments of each document, in a pair of languages."""

    source: Language
    target: Language
    documents: Mapping[str, tuple[Segment, ...]]


def version(text: str, *, fuzzy: bool) -> str:
    """Return a fingerprint of a translation and its state, in 12 hexadecimal digits."""
    digest = sha256(f"{fuzzy}{text}".encode("utf-8", "surrogatepass")).hexdigest()
    return digest[:12]


def segments(
    domain: str,
    catalog: Catalog,
    split_myst: Split,
    section: Callable[[Entry], str] = lambda _entry: "",
) -> Iterator[Segment]:
    """Yield the segments of a catalog in file order, without obsolete entries.

    `split_myst` splits the messages of MyST documents; `section` finds the heading over an entry.
    """
    for entry in catalog.entries:
        if not entry.obsolete:
            yield from _forms(domain, entry, split_myst, section(entry))


def _forms(domain: str, entry: Entry, split_myst: Split, section: str) -> Iterator[Segment]:
    split = splitter(entry, split_myst)
    for form, target in enumerate(entry.msgstr):
        plural = entry.plural is not None and (form > 0 or len(entry.msgstr) == 1)
        source = entry.plural if plural and entry.plural is not None else entry.msgid
        nodes, present = split(source), split(target)
        notes = tuple(_notes(entry, section))
        yield Segment(domain, entry, form, source, target, nodes, present, split, notes)


def splitter(entry: Entry, split_myst: Split) -> Split:
    """Return what splits the texts of an entry: its document's markup, or none."""
    if "\n" in entry.msgid:
        # Sphinx folds the lines of all messages but those of literal blocks.
        return text_nodes
    references = " ".join(entry.comments.references)
    if _RST.search(references):
        return split_rst
    return text_nodes if _PLAIN.search(references) else split_myst


def _notes(entry: Entry, section: str) -> Iterator[Note]:
    previous = previous_of(entry)
    files = (line.partition(":docstring of ")[0] for line in entry.comments.references)
    pages = dict.fromkeys(_LINE.sub("", place) for line in files for place in line.split())
    texts = {
        "page": " ".join(page for page in pages if "." in page or "/" in page),
        "section": section,
        "context": entry.context or "",
        "previous source": previous.msgid if previous else "",
        "translator": "\n".join(entry.comments.translator),
        "source comment": "\n".join(entry.comments.extracted),
    }
    yield from (Note(kind, text) for kind, text in texts.items() if text)
