"""The index of a site: which word stands where, in pieces that a reader's browser loads by need.

A document's words have places, one after the other through all its sections, with a gap between
blocks so that no phrase reaches across. Places are written as Base64 VLQ (the digits of source
maps, without a sign): five bits a digit, the lowest first.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from diglot.sphinxext.html.search.sections import Section
from diglot.sphinxext.html.search.words import fold, is_wide, words_of

_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
PIECE = 16_000
"""About how many characters a piece of the index has; a word is never cut."""

Readings = Mapping[str, list[list[str]]]
"""For what readers type in pinyin, with a `~` before it, what that may be: [汉字, syllables]."""


def vlq(number: int) -> str:
    """Return a whole number as Base64 VLQ."""
    if number < 32:
        return _DIGITS[number]
    digits = []
    while number >= 32:
        digits.append(_DIGITS[number & 31 | 32])
        number >>= 5
    digits.append(_DIGITS[number])
    return "".join(digits)


_ONCE = vlq(1)


@dataclass(frozen=True, slots=True)
class DocumentWords:
    """The words of one document.

    `places` has for each word how often it stands there and how far each place is from the one
    before; `sizes` has for each section the places of its heading and those of its text.
    """

    places: dict[str, str]
    sizes: str


@dataclass
class Index:
    """Everything but the texts: the pieces by their first words, the words, and the documents.

    `names` and `vocabulary` are front-coded.
    """

    names: list[str]
    sizes: list[str]
    pieces: list[str] = field(default_factory=list)
    first_words: list[str] = field(default_factory=list)
    vocabulary: str = ""
    signs: frozenset[str] = frozenset()
    """Every wide sign of the texts."""
    is_read: bool = False
    """Whether it has readings: where it has none, nobody asks for the piece with them."""


def words_of_document(sections: Sequence[Section], simplified: Mapping[int, str]) -> DocumentWords:
    """Return the words of a document with their places."""
    found: dict[str, list[int]] = {}
    sizes: list[str] = []
    place = 1
    for section in sections:
        for text in (section.title, section.text):
            start = place
            for line in fold(text, simplified).split("\n"):
                last = place - 1
                for word, at in words_of(line, place):
                    found.setdefault(word, []).append(at)
                    last = max(last, at)
                # One place stays empty behind each block.
                place = last + 2
            sizes.append(vlq(place - start))
    return DocumentWords({word: _differences(found[word]) for word in found}, "".join(sizes))


def index_of(
    documents: Mapping[str, DocumentWords], stem: Callable[[str], str], readings: Readings
) -> Index:
    """Return the index of documents; words with one stem stand together."""
    names = list(documents)
    index = Index(front_coded(names), [documents[name].sizes for name in names])
    steps = [vlq(number) for number in range(len(names))]
    places: defaultdict[str, list[str]] = defaultdict(list)
    last: defaultdict[str, int] = defaultdict(int)
    # The loop that is run for each word of each document.
    for number, name in enumerate(names):
        for word, written in documents[name].places.items():
            places[word] += (steps[number - last[word]], written)
            last[word] = number
    index.signs = frozenset("".join(filter(is_wide, places)))
    index.vocabulary = " ".join(front_coded(sorted(filter(_can_be_mistyped, places))))
    entries: dict[str, dict[str, str]] = {}
    for word, written_places in places.items():
        entries.setdefault(stem(word), {})[word] = "".join(written_places)
    written_entries = {key: as_json(forms) for key, forms in entries.items()}
    written_entries |= {key: as_json(words) for key, words in readings.items()}
    index.is_read = bool(readings)
    for key, pieces in _pieces(written_entries):
        index.first_words.append(key)
        index.pieces.append(pieces)
    return index


def as_json(value: object) -> str:
    """Return a value as compact JSON."""
    return _JSON.encode(value)


def _differences(places: Sequence[int]) -> str:
    if len(places) == 1:
        # Most words of a document.
        return _ONCE + vlq(places[0])
    ordered = sorted(places)
    steps = (place - before for before, place in zip([0, *ordered], ordered, strict=False))
    return vlq(len(ordered)) + "".join(map(vlq, steps))


def front_coded(words: Iterable[str]) -> list[str]:
    """Return each word as what it adds to the one before.

    A digit in base 36 says how many letters the two share.
    """
    coded: list[str] = []
    before = ""
    for word in words:
        shared = 0
        while shared < min(len(before), len(word), 35) and before[shared] == word[shared]:
            shared += 1
        coded.append("0123456789abcdefghijklmnopqrstuvwxyz"[shared] + word[shared:])
        before = word
    return coded


def _can_be_mistyped(word: str) -> bool:
    return len(word) > 3 and word.isalnum() and not word.isdigit() and not is_wide(word)


def _pieces(entries: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the first word of each piece, and the piece as JSON."""
    first, size = "", 0
    piece: list[str] = []
    for key in sorted(entries, key=lambda word: word.encode("utf-16-be")):
        entry = f"{as_json(key)}:{entries[key]}"
        if piece and size + len(entry) > PIECE:
            yield first, "{" + ",".join(piece) + "}"
            piece, size = [], 0
        first = first if piece else key
        piece.append(entry)
        size += len(entry)
    if piece:
        yield first, "{" + ",".join(piece) + "}"
