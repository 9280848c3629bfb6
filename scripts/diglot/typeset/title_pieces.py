"""What of a title stays on one line: its words, as readers group them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diglot.typeset.han import words_of

_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]+")
# These belong to the word before them, ...
_AFTER = frozenset("的地得了着过吗呢吧啊们者性化上下里中内外起来去")
_AFTER_SIGN = re.compile(r"[\s：，。、；？！…—–·”’）》」』〉】％%)\]},.;:?!]+")
# ... as does a dash, spaced or not, which begins no line.
_DASH = re.compile(r" ([–—])(?= )")
_BEFORE_SIGN = re.compile(r"[“‘（《「『〈【(\[{]")
# Signs after which a title has a natural break.
_SENSE = re.compile(r"(?<=[：:–—] )(?=\S)|(?<=[：])(?=[^\s：])|(?<=——)(?=[^\s—])")
# 汉字. A longer group might be wider than a narrow column.
_LONGEST = 8
# A text of fewer 汉字 is not worth opening a dictionary for: it does not break.
_SHORTEST = 3


def pieces_of_title(text: str, *, is_chinese: bool) -> list[str]:
    """Return what a title may be divided into, in order; together the pieces are the title.

    No line breaks inside a run of 汉字 of a piece; elsewhere a piece breaks as any text. A piece
    after which the sense has a break, as after a colon, ends in that sign. A space before a dash
    becomes one that does not break.
    """
    return [
        piece
        for part in _SENSE.split(_DASH.sub("\u00a0\\1", text))
        for piece in (_phrases(part) if is_chinese else [part])
        if piece
    ]


def _phrases(text: str) -> Iterator[str]:
    if sum(map(len, _HAN.findall(text))) < _SHORTEST:
        yield text
        return
    held = ""
    words = words_of(text)
    for at, word in enumerate(words):
        is_last = at == len(words) - 1 and len(word) == 1
        if held and not (is_last or _goes_with(held, word)):
            yield held
            held = ""
        held += word
    yield held


def _goes_with(held: str, word: str) -> bool:
    """Whether no line may end between what a piece has so far and the next word."""
    if _AFTER_SIGN.match(word) or _BEFORE_SIGN.match(held[-1]):
        return True
    if not _HAN.match(word) or not _HAN.match(held[-1]) or len(held) + len(word) > _LONGEST:
        return False
    return word in _AFTER or (bool(_HAN.fullmatch(held)) and len(held) == 1)
