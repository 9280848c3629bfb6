"""Entries: what becomes of the blocks of a translated document in the catalogs."""

from __future__ import annotations

import posixpath
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from textwrap import shorten
from typing import NamedTuple

from diglot.adopt.blocks import CODE
from diglot.adopt.matching import Match
from diglot.adopt.pairing import CERTAIN
from diglot.catalog.entry import Comments, Entry
from diglot.catalog.tokens import Tokenizer, TokenKind

_FUZZY = frozenset({"fuzzy"})
_ADDRESSED = frozenset({TokenKind.LINK, TokenKind.IMAGE})
_LONGEST_DOUBT = 300
_CJK = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class PageMessage:
    """A message as it was read: its text, the kind of its block, its file and line."""

    msgid: str
    kind: str
    path: str = ""
    line: int = 0


@dataclass(slots=True)
class Adopted:
    """What a document's blocks became.

    `translations` are the entries by msgid, without the locations that `update` writes; `memory`
    are entries for the memory: of blocks that no message has, which are `unpaired`, and of second
    translations. The numbers count the target's blocks, each in one of them: `same` are equal in
    both languages, so that nobody had translated them, `left` are in the memory alone.
    """

    translations: dict[str, Entry] = field(default_factory=dict)
    memory: list[Entry] = field(default_factory=list)
    unpaired: list[PageMessage] = field(default_factory=list)
    confirmed: int = 0
    fuzzy: int = 0
    same: int = 0
    left: int = 0


Doubts = Callable[[str, str], str]
"""Says why a translation cannot be shown as it is: (msgid, msgstr) → English, "" for no reason."""


def adopt_document(
    source: Sequence[PageMessage],
    target: Sequence[PageMessage],
    matches: Sequence[Match],
    doubts: Doubts,
    tokenize: Tokenizer,
    *,
    leaves_cjk: bool,
) -> Adopted:
    """Return the entries that the blocks of a document and its translation make.

    With `leaves_cjk`, a block that is equal in both and has Chinese signs is untranslated.
    """
    adopted = Adopted()
    offered: defaultdict[str, list[_Offer]] = defaultdict(list)
    for match in matches:
        msgid = source[match.source].msgid
        text = joined([target[index].msgid for index in match.targets])
        if text == msgid and leaves_cjk and _CJK.search(text):
            adopted.same += len(match.targets)
            continue
        is_code = source[match.source].kind in CODE
        fitted = text if is_code else with_links_of(msgid, text, tokenize)
        offered[msgid].append(_Offer(match, fitted, doubts(msgid, fitted)))
    for msgid, offers in offered.items():
        _choose(adopted, msgid, offers)
    used = {index for match in matches for index in match.targets}
    code = {message.msgid for message in source if message.kind in CODE}
    for index, message in enumerate(target):
        if index in used:
            continue
        if message.msgid in code:
            adopted.same += 1
        else:
            adopted.left += 1
            adopted.unpaired.append(message)
            adopted.memory.append(_left(message))
    return adopted


class _Offer(NamedTuple):
    """A translation of a message in one place, and why it cannot be shown as it is."""

    match: Match
    text: str
    doubt: str

    @property
    def is_sure(self) -> bool:
        return self.match.score >= CERTAIN and self.match.is_whole and not self.doubt


def _choose(adopted: Adopted, msgid: str, offers: Sequence[_Offer]) -> None:
    """Take the translation that most places of a message have, the surest of equals."""
    counts: Counter[str] = Counter()
    for offer in offers:
        counts[offer.text] += len(offer.match.targets)
    best = max(offers, key=lambda offer: (offer.is_sure, counts[offer.text], offer.match.score))
    score = min(99, int(best.match.score * 100))
    why = f"diglot: paired by structure ({score} % sure){best.doubt and '; '}{best.doubt}"
    adopted.translations[msgid] = entry_of(msgid, best.text, "" if best.is_sure else why)
    if best.is_sure:
        adopted.confirmed += counts[best.text]
    else:
        adopted.fuzzy += counts[best.text]
    for other, count in counts.items():
        if other != best.text:
            comments = Comments(translator=("another translation, from another place",))
            entry = Entry(msgid, (other,), 0, (0, 0), flags=_FUZZY, comments=comments)
            adopted.memory.append(entry)
            adopted.left += count


def entry_of(msgid: str, text: str, doubt: str = "") -> Entry:
    """Return an entry with a translation; fuzzy, with a comment, where there is a doubt."""
    # A comment is one line; the markup that a doubt shows may be several.
    why = shorten(doubt, _LONGEST_DOUBT, placeholder=" …")
    flags = _FUZZY if doubt else frozenset[str]()
    comments = Comments(extracted=(why,) if doubt else ())
    return Entry(msgid, (text,), 0, (0, 0), flags=flags, comments=comments)


def _left(message: PageMessage) -> Entry:
    """Return the memory's entry of a block without a source: its text stands for that, too."""
    place = f"{message.path}:{message.line}" if message.line else message.path
    comments = Comments(translator=(f"{place}: no block of the source was found for this",))
    return Entry(message.msgid, (message.msgid,), 0, (0, 0), flags=_FUZZY, comments=comments)


def joined(texts: Sequence[str]) -> str:
    """Return texts one after another; a blank stands between them but after a full-width sign."""
    text = ""
    for part in texts:
        text += " " if text[-1:].isascii() and text and part else ""
        text += part
    return text


def with_links_of(msgid: str, text: str, tokenize: Tokenizer) -> str:
    """Return a translation whose links and images name the same files as those of its source.

    The part of an address behind ``#`` names a heading in its language; here, headings keep the
    anchors of the source. Where the files differ, nothing is changed.
    """
    ours, theirs = (
        [token.target for token in tokenize(wording).tokens if token.kind in _ADDRESSED]
        for wording in (msgid, text)
    )
    if ours == theirs or list(map(_file, ours)) != list(map(_file, theirs)):
        return text
    for old, new in dict(zip(theirs, ours, strict=True)).items():
        text = text.replace(f"({old})", f"({new})").replace(f"<{old}>", f"<{new}>")
    return text


def _file(address: str) -> str:
    """Return what an address names, however it is written: without ``./`` and the heading."""
    path = address.partition("#")[0].rstrip("/")
    return path if ":" in path else posixpath.normpath(path)
