"""What readers type for 汉字 without an input method: pinyin, and other forms of the signs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from diglot.typeset.han import simplified_forms

_RUN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]{2,12}")
_INITIALS_OF = range(2, 5)
"""How many signs names and short terms have, which are typed by their initials."""


def folding_of(signs: frozenset[str]) -> tuple[str, str]:
    """Return the traditional signs whose simplified forms are among `signs`, and these forms."""
    pairs = [(chr(code), form) for code, form in simplified_forms().items() if form in signs]
    return "".join(sign for sign, _ in pairs), "".join(form for _, form in pairs)


def readings_of(texts: Iterable[str]) -> dict[str, list[list[str]]]:
    """Return what the runs of 汉字 in names, terms and headings are in pinyin.

    Each key has a `~` before it. A run is found from each of its signs on, and a short one by its
    initials.
    """
    runs = {run for text in texts for run in _RUN.findall(text)}
    if not runs:
        return {}
    # Its dictionary is large: only who has new 汉字 to read needs it.
    from pypinyin import lazy_pinyin

    found: dict[str, dict[tuple[str, str], None]] = {}
    for run in sorted(runs):
        for signs, syllables in _beginnings(run, lazy_pinyin(run)):
            for variant in _spellings(syllables):
                key = "~" + "".join(variant)
                found.setdefault(key, {})[signs, " ".join(variant)] = None
    return {key: [list(reading) for reading in readings] for key, readings in found.items()}


def _beginnings(run: str, syllables: list[str]) -> Iterator[tuple[str, list[str]]]:
    if len(syllables) != len(run):
        return
    for start in range(len(run) - 1):
        yield run[start:], syllables[start:]
    if len(run) in _INITIALS_OF:
        yield run, [syllable[0] for syllable in syllables]


def _spellings(syllables: list[str]) -> Iterator[list[str]]:
    """Yield the syllables; where ü is written as v, also as u."""
    yield syllables
    with_u = [syllable.replace("v", "u") for syllable in syllables]
    if with_u != syllables:
        yield with_u
