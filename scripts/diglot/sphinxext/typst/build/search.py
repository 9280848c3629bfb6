"""Finds what a PDF should hold and does not: passages of its documents, looked for in order."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import LCSseq

from diglot.sphinxext.typst.build.passages import Passage, Place
from diglot.typeset.pdf_content import PdfContent

# Letters. Passages this long say where in the PDF their document is, ...
_ANCHOR = 8
# ... which, with all that is printed beside its text, is by so much longer: a few pages.
_NEAR = 12_000
# A run that is missing from a passage; fewer may be what normalising makes of signs.
_NOTICED = 2
# A passage may be found in so many pieces, each of so many letters; its end may be shorter, but
# not so far behind.
_PIECES, _PIECE = 3, _ANCHOR // 2
_NEAR_END = 500
# Classes of letters in Unicode's bidirectional algorithm (UAX #9): of Hebrew, and of Arabic.
_RIGHT_TO_LEFT = frozenset({"R", "AL"})


class Search:
    """Looks for the passages of one document after another in the content of a PDF."""

    def __init__(self, content: PdfContent) -> None:
        self._content = content
        self._alternatives = [Counter(content.alternatives) for _ in range(2)]
        self._place = 0

    @property
    def place(self) -> int:
        """How far the PDF has been searched, in letters."""
        return self._place

    def lost(self, passages: Sequence[Passage], start: int, side: int) -> list[Passage]:
        """Return what is lost of a document whose text begins at `start` or later, in order.

        `side` is 0, or 1 for the second language of a parallel text, whose pictures may be those
        of the first. Text that may stand elsewhere, as that of a figure, is looked for everywhere.
        """
        flow = [passage for passage in passages if passage.place is Place.FLOW]
        lost = list(self._lost_of_flow(flow, start))
        around = self._content.text[start : self._place + _NEAR]
        # What is not where it was looked for may still be near: where a page ends inside things
        # that stand beside each other, parts of them alternate.
        missing = {id(passage) for passage in lost if not _is_in(passage.letters, around)}
        return [
            passage
            for passage in passages
            if id(passage) in missing or self._is_lost(passage, side)
        ]

    def misplaced(self, passages: Sequence[Passage]) -> list[Passage]:
        """Return the fewest texts of figures without which the others stand in their order.

        Only what is long, and stands in the PDF once, has a place.
        """
        text = self._content.text
        moving = [passage for passage in passages if passage.place is Place.FLOAT]
        places = [
            (at, text.find(passage.letters))
            for at, passage in enumerate(moving)
            if len(passage.letters) >= _ANCHOR and text.count(passage.letters) == 1
        ]
        in_order = {at for at, _ in _increasing(places)}
        return [moving[at] for at, _ in places if at not in in_order]

    def _is_lost(self, passage: Passage, side: int) -> bool:
        content = self._content
        if passage.place in (Place.FORMULA, Place.PICTURE):
            if self._alternatives[side][passage.shown] > 0:
                self._alternatives[side][passage.shown] -= 1
                return False
            return not any(_is_in(passage.letters, text) for text in (content.text, content.notes))
        if passage.place is Place.NOTE:
            return not _is_in(passage.letters, content.notes)
        return passage.place is Place.FLOAT and not _is_in(passage.letters, content.text)

    def _lost_of_flow(self, passages: Sequence[Passage], start: int) -> Iterator[Passage]:
        text, place = self._content.text, start
        anchors = _anchors(passages, text, start)
        waiting: list[Passage] = []
        for at, passage in enumerate(passages):
            if at not in anchors:
                waiting.append(passage)
                continue
            yield from _lost_between(waiting, text[place : anchors[at]])
            waiting = []
            place = anchors[at] + len(passage.letters)
        length = sum(len(passage.letters) for passage in waiting)
        yield from _lost_between(waiting, text[place : place + 2 * length + _NEAR // 4])
        self._place = max(self._place, place)


def _anchors(passages: Sequence[Passage], text: str, start: int) -> dict[int, int]:
    """Return where passages are found that say where the others must be, by their index.

    They are the most that stand in order, so that what has moved is no anchor.
    """
    whole = "".join(passage.letters for passage in passages)
    end = start + 3 * len(whole) + _NEAR
    found = (
        (at, text.find(passage.letters, start, end))
        for at, passage in enumerate(passages)
        if _is_anchor(passage.letters, whole)
    )
    return dict(
        _together(_increasing([(at, place) for at, place in found if place >= 0]), passages)
    )


def _increasing(places: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest run of (index, place) with increasing places, by patience sorting."""
    piles: list[tuple[int, int]] = []
    below: dict[tuple[int, int], tuple[int, int] | None] = {}
    for at, place in places:
        pile = bisect_left(piles, (place, at))
        below[at, place] = piles[pile - 1][::-1] if pile else None
        piles[pile : pile + 1] = [(place, at)]
    run: list[tuple[int, int]] = []
    here = piles[-1][::-1] if piles else None
    while here is not None:
        run.append(here)
        here = below[here]
    return run[::-1]


def _together(
    found: Sequence[tuple[int, int]], passages: Sequence[Passage]
) -> Sequence[tuple[int, int]]:
    """Return the most anchors without a gap that is wider than what may stand between them.

    Beyond such a gap, the same words belong to another document.
    """
    runs: list[list[tuple[int, int]]] = [[]]
    for at, place in found:
        if runs[-1]:
            last, before = runs[-1][-1]
            between = sum(len(passage.letters) for passage in passages[last:at])
            if place - before > 3 * between + _NEAR // 3:
                runs.append([])
        runs[-1].append((at, place))
    return max(runs, key=len)


def _is_anchor(letters: str, whole: str) -> bool:
    """Whether a passage is long, and the only one in its document that reads like this."""
    return len(letters) >= _ANCHOR and whole.find(letters, whole.find(letters) + 1) < 0


def _lost_between(waiting: Sequence[Passage], text: str) -> Iterator[Passage]:
    """Yield the passages that are not in a text, whatever else is between and inside them."""
    if not waiting:
        return
    wanted = "".join(passage.letters for passage in waiting)
    kept = bytearray(len(wanted))
    for edit in LCSseq.opcodes(wanted, text):
        if edit.tag == "equal":
            kept[edit.src_start : edit.src_end] = b"\1" * (edit.src_end - edit.src_start)
    start = 0
    for passage in waiting:
        end = start + len(passage.letters)
        gaps = bytes(kept[start:end]).split(b"\1")
        widest = max(map(len, gaps))
        if widest >= min(_NOTICED, len(passage.letters)) and not _is_in(passage.letters, text):
            yield passage
        start = end


def _is_in(letters: str, text: str) -> bool:
    """Whether a text has the letters: in one piece, or in a few, in order, as at ends of pages."""
    if any(unicodedata.bidirectional(letter) in _RIGHT_TO_LEFT for letter in letters):
        return _is_in_disorder(letters, text)
    place, rest = 0, letters
    for _ in range(max(1, min(_PIECES, len(letters) // _ANCHOR))):
        if place > 0 and len(rest) < _PIECE:
            return rest in text[place : place + _NEAR_END]
        length = _found_of(rest, text, place)
        if length < min(_PIECE, len(letters)):
            return False
        if length == len(rest):
            return True
        place = text.find(rest[:length], place) + length
        rest = rest[length:]
    # A page may also end in a short text, such as that of a cell.
    return len(rest) >= _PIECE and rest in text[place : place + _NEAR_END]


def _is_in_disorder(letters: str, text: str) -> bool:
    """Whether the letters stand in a text near each other, in whatever order.

    PDFium reads text from right to left in an order of its own: it turns ligatures round and puts
    letters with marks at the end of the line.
    """
    width = 2 * len(letters)
    wanted, lacking = Counter(letters), len(letters)
    for at, letter in enumerate(text):
        lacking -= wanted[letter] > 0
        wanted[letter] -= 1
        if at >= width:
            left_behind = text[at - width]
            wanted[left_behind] += 1
            lacking += wanted[left_behind] > 0
        if not lacking:
            return True
    return False


def _found_of(letters: str, text: str, place: int) -> int:
    """Return how many letters, from the first, stand together in a text behind a place."""
    lengths = range(1, len(letters) + 1)
    return bisect_left(lengths, True, key=lambda length: text.find(letters[:length], place) < 0)
