"""Anchors in pinyin, as generators with a transliterating slug function make them: `zu-jian`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_CJK = re.compile(r"([\u3400-\u9fff])")
_LEAST_TO_ERR = 4
"""So many syllables let one of them be another: tables of readings differ."""


def spelled(anchor: str, names: Iterable[str]) -> str:
    """Return the one of the names, with 汉字 in them, that an anchor spells; "" for none or two."""
    syllables = anchor.casefold().split("-")
    found = {name for name in names if _CJK.search(name) and _fits(syllables, name)}
    return found.pop() if len(found) == 1 else ""


def _fits(syllables: Sequence[str], name: str) -> bool:
    from pypinyin import Style, pinyin  # its tables take a while to load

    parts = [part for word in _CJK.split(name.casefold()) for part in word.split("-") if part]
    if len(parts) != len(syllables):
        return False
    wrong = sum(
        syllable not in (part, *pinyin(part, style=Style.NORMAL, heteronym=True)[0])
        for syllable, part in zip(syllables, parts, strict=True)
    )
    return wrong <= (len(parts) >= _LEAST_TO_ERR)
