"""Where each sign of a formula stands, in a browser and in print, and whether both agree."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw


@dataclass(frozen=True)
class Sign:
    """A sign and its middle, in em from the left and from the top."""

    text: str
    x: float
    y: float


# How far two signs must be apart in one rendering before they may not be the other way round
# in the other, in em. Fonts differ: heights of scripts and widths of letters do, order does not.
_CLEAR = 0.25
_BACK = 0.1

# Signs that a renderer draws as lines, or out of parts.
_DRAWN = frozenset("√‾_¯\u0332\u0305―/\\⏞⏟⎴⎵⏜⏝⏠⏡")
_STRETCHED = frozenset("()[]{}|‖⟨⟩⌊⌋⌈⌉↑↓→←↔⇒⇐⇔↦↤↪↩⇌=^~ˇ")
# Combining and other forms of accents; letters without dots are named by those with dots.
_SAME = str.maketrans(
    "−⋅∙\u0302ˆ\u0303˜\u0307\u0308\u0301\u0300\u0306\u030a\u030c\u0304\u20d7\u20d6\u20e1∣∥∗ıȷ",
    "-·•^^~~˙¨´`˘˚ˇ¯→←↔|‖*ij",
    "\u2061\u2062\u2063\ufe00\ufe01",
)


def signs(found: Iterable[tuple[str, float, float]]) -> list[Sign]:
    """Return signs as both renderers would name them."""
    return [
        Sign(sign, across, down)
        for text, across, down in found
        for sign in unicodedata.normalize("NFKD", text.translate(_SAME)).translate(_SAME)
        if not sign.isspace() and unicodedata.category(sign) not in ("Cc", "Cf", "Mn", "Co")
    ]


def printed(pdf: bytes, size: float) -> list[list[Sign]]:
    """Return the signs of each page of a PDF that is set in `size` points."""
    document = pypdfium2.PdfDocument(pdf)
    return [signs(_characters(page, size)) for page in document]


def _characters(page: pypdfium2.PdfPage, size: float) -> Iterable[tuple[str, float, float]]:
    text = page.get_textpage()
    high = 0
    for index in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, index)
        if 0xD800 <= code < 0xDC00:  # a pair of UTF-16 counts as two characters
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00
        if code == 0:
            continue
        left, bottom, right, top = text.get_charbox(index)
        yield chr(code), (left + right) / 2 / size, -(bottom + top) / 2 / size


def disagreement(browser: Sequence[Sign], print_: Sequence[Sign]) -> str:
    """Return what is different in print, "" if nothing is."""
    if missing := _missing(browser, print_):
        return f"not in print: {missing}"
    if added := _missing(print_, browser):
        return f"only in print: {added}"
    pairs = _pairs(browser, print_)
    for number, pair in enumerate(pairs):
        for other in pairs[number + 1 :]:
            across = [after.x - before.x for before, after in zip(pair, other, strict=True)]
            down = [after.y - before.y for before, after in zip(pair, other, strict=True)]
            # Heights of what is farther apart, or stretched, depend on the font.
            near = abs(across[0]) < 1 and not {pair[0].text, other[0].text} & _STRETCHED
            if _opposite(across) or (near and _opposite(down)):
                return f"{pair[0].text} and {other[0].text} stand otherwise"
    return ""


def _opposite(distances: Sequence[float]) -> bool:
    in_browser, in_print = distances
    return in_browser * in_print < 0 and abs(in_browser) > _CLEAR and abs(in_print) > _BACK


def _counted(found: Sequence[Sign]) -> Counter[str]:
    return Counter(
        sign.text for sign in found if sign.text not in _DRAWN and sign.text not in _STRETCHED
    )


def _missing(of: Sequence[Sign], among: Sequence[Sign]) -> str:
    counted = "".join((_counted(of) - _counted(among)).elements())
    there = {sign.text for sign in among}
    stretched = {sign.text for sign in of} & _STRETCHED - there
    return counted + "".join(sorted(stretched))


def _pairs(browser: Sequence[Sign], print_: Sequence[Sign]) -> list[tuple[Sign, Sign]]:
    """Return the signs of both that are the same one: in the order of their lines and places.

    Of those that stretch, all or none are made of parts.
    """
    found: list[tuple[Sign, Sign]] = []
    for text in dict.fromkeys(sign.text for sign in browser if sign.text not in _DRAWN):
        mine, theirs = (
            sorted((sign for sign in side if sign.text == text), key=lambda s: (s.x, s.y))
            for side in (browser, print_)
        )
        if len(mine) == len(theirs) == 1:
            found.append((mine[0], theirs[0]))
        elif len(mine) == len(theirs):
            found += _matched(mine, theirs)
    return found


def _matched(mine: list[Sign], theirs: list[Sign]) -> list[tuple[Sign, Sign]]:
    """Match several of one sign by rows, then along them; the ambiguous are left out."""
    by_row: list[dict[int, list[Sign]]] = []
    for side in (mine, theirs):
        rows: dict[int, list[Sign]] = defaultdict(list)
        last, row = None, -1
        for sign in sorted(side, key=lambda s: s.y):
            if last is None or sign.y - last > 0.6:
                row += 1
            last = sign.y
            rows[row].append(sign)
        by_row.append(rows)
    if [len(r) for r in by_row[0].values()] != [len(r) for r in by_row[1].values()]:
        return []
    return [
        pair
        for row in by_row[0]
        for pair in zip(
            sorted(by_row[0][row], key=lambda s: s.x),
            sorted(by_row[1][row], key=lambda s: s.x),
            strict=True,
        )
    ]
