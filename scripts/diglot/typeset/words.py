"""Where words may break that are too long for their place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import pyphen

SHY = "\u00ad"
"""Marks a place where Typst breaks a word with a hyphen: Unicode's soft hyphen.

It is never printed: PDFs that Typst makes of it give it to whoever copies the letter before it.
"""

BREAK = "\u200b"
"""Marks a place where a word may break as it is: Unicode's zero width space."""

ANYWHERE = 2 * BREAK
"""Marks a place inside a word where it breaks only if its place is too narrow for what is whole."""

TOKEN = re.compile(r"[!-~\u00a1-\u024f\u0370-\u052f\u1e00-\u1fff\u2018-\u201f]+")
"""A word with all that touches it, in an alphabet: nothing in it lets a line end."""

# A line may end after these, but not within 2.5, and inside a name before a capital or a bracket.
_AFTER_SIGN = re.compile(
    r"(?<=[/_.=&?,:;)\]}|+@%#-])(?=[^\W_])(?!(?<=\d\.)\d)"
    r"|(?<=[a-z0-9])(?=[A-Z])|(?<=[^\W_])(?=[(\[{])"
)
# A name and its abbreviation, `Intersection(PSI)`.
_BEFORE_BRACKET = re.compile(r"(?<=[^\W\d_])(?=\()")
_NUMBER = re.compile(r"(?=\D*\d)[][\d.,:/%+\-−–$€£¥°()]+")
_LETTERS = re.compile(r"[^\W\d_]+")
_EDGES = re.compile(
    r"(?P<before>[\"'(\[{\u2018-\u201f]*)(?P<inside>.*?)(?P<after>[\"')\]}\u2018-\u201f.,;:]*)"
)
_WORDS = re.compile(r"(?P<before>\W*)(?P<words>[^\W\d_]+(?:-[^\W\d_]+)*)(?P<after>\W*)")
# The languages that Typst hyphenates, and of those that are written in several ways, which.
# Source: https://github.com/typst/hypher
_HYPHENATED = re.compile(
    "af|be|bg|cs|da|de|el|en|es|et|fi|fr|hr|hu|is|it|ka|ku|la|mn|nb|nl|nn|pl|pt|ru|sk|sl|sq|sr|sv"
    "|tk|tr|uk"
)
_WRITTEN = {"en": "en_US", "de": "de_DE", "pt": "pt_PT", "sr": "sr"}


def with_breaks(word: str, language: str, longest: int) -> str:
    """Return a word with marks where it may break, so that no piece has over `longest` letters.

    Words of the `language` (BCP 47) are hyphenated as its dictionary says; addresses, names of
    code and the like break after signs and before capitals; what is still too long, anywhere, which
    has a mark of its own (`ANYWHERE`). Signs around a word stay with it.
    Typst hyphenates by the same patterns, so that its hyphens are those that are marked.
    A number stays whole.
    """
    return "".join(_marked(part, language, longest) for part in _words_in(word))


def pieces_of(marked: str) -> list[str]:
    """Return what stays together of a word with marks; a hyphen counts as part of it."""
    return [
        piece + "-" * (mark == SHY)
        for piece, mark in re.findall(f"([^{SHY}{BREAK}]+)([{SHY}{BREAK}]?)", marked)
    ]


def parts_of(marked: str) -> list[str]:
    """Return what stays together where a word breaks only where readers expect it."""
    return pieces_of(marked.replace(ANYWHERE, ""))


def parts_of_code(name: str, longest: int) -> list[str]:
    """Return what stays together where a name in code breaks only between its parts."""
    return list(_joined(_AFTER_SIGN.split(name), longest))


def _words_in(token: str) -> Iterator[str]:
    """Yield a word, or words with hyphens, and the signs around; of any other token its parts."""
    match = _WORDS.fullmatch(token)
    if match is None or _has_hump(match["words"].replace("-", "")):
        yield from _parts_in(token)
        return
    yield match["before"]
    for word in re.split("(?<=-)", match["words"]):
        yield from (word.rstrip("-"), f"-{BREAK}" * word.endswith("-"))
    yield match["after"]


def _parts_in(token: str) -> Iterator[str]:
    """Yield two words, one of them in brackets, or what is no word within the signs around it."""
    words = _BEFORE_BRACKET.split(token)
    if len(words) > 1 and all(map(_WORDS.fullmatch, words)):
        first, *rest = words
        yield from _words_in(first)
        for word in rest:
            yield BREAK
            yield from _words_in(word)
    elif edges := _EDGES.fullmatch(token):
        yield from edges.group("before", "inside", "after")
    else:
        yield token


def _has_hump(letters: str) -> bool:
    return not letters[1:].islower() and not letters.isupper()


def _marked(word: str, language: str, longest: int) -> str:
    if len(word) <= longest or _NUMBER.fullmatch(word):
        return word
    is_word = bool(_LETTERS.fullmatch(word)) and not _has_hump(word)
    syllables = _syllables(word, language) if is_word else [word]
    if max(map(len, syllables)) <= longest:
        return SHY.join(syllables)
    pieces = _joined(_AFTER_SIGN.split(word), longest)
    return BREAK.join(ANYWHERE.join(_cut(piece, longest)) for piece in pieces)


def _joined(pieces: list[str], longest: int) -> Iterator[str]:
    """Yield pieces; one of a single letter goes with its neighbour, if that stays short."""
    held = ""
    for piece in pieces:
        if held and (len(held) > 1 or len(held + piece) > longest):
            yield held
            held = ""
        held += piece
    yield held


def _cut(piece: str, longest: int) -> Iterator[str]:
    """Yield a piece as it is, or in parts of a quarter of the `longest` letters."""
    step = len(piece) if len(piece) <= longest else max(1, longest // 4)
    for start in range(0, len(piece), step):
        yield piece[start : start + step]


def _syllables(word: str, language: str) -> list[str]:
    dictionary = _dictionary(language)
    return dictionary.inserted(word, SHY).split(SHY) if dictionary else [word]


@lru_cache(maxsize=16)
def _dictionary(language: str) -> pyphen.Pyphen | None:
    base = language.partition("-")[0]
    if not _HYPHENATED.fullmatch(base):
        return None
    tag = pyphen.language_fallback(_WRITTEN.get(language, language.replace("-", "_")))
    return pyphen.Pyphen(lang=tag, left=2, right=3) if tag else None
