"""Entries: what becomes of the blocks of a translated document in the catalogs."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from diglot.adopt.blocks import CODE
from diglot.adopt.matching import Match
from diglot.adopt.pairing import CERTAIN
from diglot.catalog.entry import Comments, Entry
from diglot.catalog.tokens import Tokenizer, TokenKind

_FUZZY = frozenset({"fuzzy"})
_CJK = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Message:
    """A message as it was read: its text, the kind of its block, its file and line."""

    msgid: str
    kind: str
    path: str = ""
    line: int = 0


@dataclass(slots=True)
class Adopted:
    """What a document's blocks became.

    `translations` are the entries by msgid, without the locations that `update` writes; `left` are
    the blocks of the target that no message has, as entries for the memory, and `paths` the old
    files of these; `same` counts the blocks that are equal, so that nobody had translated them.
    """

    translations: dict[str, Entry] = field(default_factory=dict)
    left: list[Entry] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    confirmed: int = 0
    fuzzy: int = 0
    same: int = 0


Doubts = Callable[[str, str], str]
"""Says why a translation cannot be shown as it is: (msgid, msgstr) → English, "" for no reason."""


def adopt_document(
    source: Sequence[Message],
    target: Sequence[Message],
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
    offered: defaultdict[str, list[tuple[Match, str, str]]] = defaultdict(list)
    for match in matches:
        msgid = source[match.source].msgid
        text = joined([target[index].msgid for index in match.targets])
        if text == msgid and leaves_cjk and _CJK.search(text):
            adopted.same += 1
            continue
        fitted = text if source[match.source].kind in CODE else with_links_of(msgid, text, tokenize)
        offered[msgid].append((match, fitted, doubts(msgid, fitted)))
    for msgid, versions in offered.items():
        _choose(adopted, msgid, versions)
    used = {index for match in matches for index in match.targets}
    ours = {one.msgid for one in source}
    for index, message in enumerate(target):
        if index not in used and not (message.msgid in ours and message.kind in CODE):
            adopted.left.append(_left(message))
            adopted.paths.append(message.path)
    return adopted


def _choose(adopted: Adopted, msgid: str, versions: Sequence[tuple[Match, str, str]]) -> None:
    """Take the translation that most places of a message have, the surest of equals."""
    counts = Counter(text for _match, text, _doubt in versions)
    best = max(
        versions,
        key=lambda one: (_is_sure(one[0], one[2]), counts[one[1]], one[0].score),
    )
    match, text, doubt = best
    sure = _is_sure(match, doubt)
    notes = (
        ()
        if sure
        else (f"diglot: paired by structure ({_percent(match)} % sure){_because(doubt)}",)
    )
    adopted.translations[msgid] = Entry(
        msgid,
        (text,),
        0,
        (0, 0),
        flags=frozenset() if sure else _FUZZY,
        comments=Comments(extracted=notes),
    )
    adopted.confirmed += sure
    adopted.fuzzy += not sure
    for other in counts:
        if other != text:
            comments = Comments(translator=("another translation, from another place",))
            adopted.left.append(Entry(msgid, (other,), 0, (0, 0), flags=_FUZZY, comments=comments))
            adopted.paths.append("")


def _is_sure(match: Match, doubt: str) -> bool:
    return match.score >= CERTAIN and match.is_whole and not doubt


def _because(doubt: str) -> str:
    return f"; {doubt}" if doubt else ""


def _percent(match: Match) -> int:
    return min(99, int(match.score * 100))


def _left(message: Message) -> Entry:
    """Return the memory's entry of a block without a source: its text stands for that, too."""
    place = f"{message.path}:{message.line}" if message.line else message.path
    comments = Comments(translator=(f"{place}: no block of the source was found for this",))
    return Entry(message.msgid, (message.msgid,), 0, (0, 0), flags=_FUZZY, comments=comments)


def joined(texts: Sequence[str]) -> str:
    """Return several blocks as one text."""
    text = ""
    for part in texts:
        text += " " if text[-1:].isascii() and text and part else ""
        text += part
    return text


def with_links_of(msgid: str, text: str, tokenize: Tokenizer) -> str:
    """Return a translation whose links lead to the same headings as those of its source.

    The part of an address behind ``#`` names a heading in its language; here, headings keep the
    anchors of the source. Where the links' files differ, nothing is changed.
    """
    ours, theirs = (
        [one.target for one in tokenize(each).tokens if one.kind is TokenKind.LINK]
        for each in (msgid, text)
    )
    if len(ours) != len(theirs) or ours == theirs:
        return text
    if [one.partition("#")[0] for one in ours] != [one.partition("#")[0] for one in theirs]:
        return text
    changed = iter(dict.fromkeys(zip(theirs, ours, strict=True)))
    for old, new in changed:
        text = text.replace(f"({old})", f"({new})").replace(f"<{old}>", f"<{new}>")
    return text
