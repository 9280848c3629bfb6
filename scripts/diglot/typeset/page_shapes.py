"""The shapes on a page of a PDF: runs of text and whole pictures, of all that is painted there."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import pypdfium2 as pdfium

from diglot.typeset.collisions import Box, Cell, Collision, Shape, collisions, common, union
from diglot.typeset.pdf_objects import address_of, borders_of, clip_of, letters_at


class Piece(NamedTuple):
    """What is painted at once, with the number of its marked content: a run of text, or without."""

    item: Any
    mark: int
    text: str
    box: Box
    is_path: bool


@dataclass(frozen=True, slots=True)
class Inside:
    """What marked content is in: numbers of elements of the structure, in the order of the tags.

    Around text, a `block` is a paragraph, for instance, or the row of a table.
    """

    in_note: bool = False
    block: int = 0
    table: int = 0
    row: int = 0
    formula: int | None = None
    picture: int | None = None
    cell: Cell | None = None


_NOWHERE = Inside()


class PageShapes:
    """What is painted on a page, where `inside` tells of marked content what it is in.

    A drawing has its lines and words on the page itself, so that they are put together again.
    """

    def __init__(self, pieces: Sequence[Piece], inside: Mapping[int, Inside]) -> None:
        self._inside = inside
        self._borders: list[Box] = []
        self._groups: list[list[Piece]] = []
        drawings: dict[int, list[Piece]] = {}
        for piece in pieces:
            where = inside.get(piece.mark, _NOWHERE)
            if where.picture is not None:
                if where.picture not in drawings:
                    drawings[where.picture] = []
                    self._groups.append(drawings[where.picture])
                drawings[where.picture].append(piece)
            elif not piece.is_path:
                self._groups.append([piece])
            elif where.formula is None:
                self._borders += borders_of(piece.item)

    def collisions(self, textpage: pdfium.PdfTextPage) -> Sequence[Collision]:
        """Return what is printed over something else."""
        shapes = [self._shape(key, group) for key, group in enumerate(self._groups)]
        return collisions(shapes, self._borders, lambda keys: self._drawn(keys, textpage))

    def block(self, shape: Shape) -> int:
        """Return which block a shape is in."""
        return self._where(self._groups[shape.key]).block

    def _where(self, group: Sequence[Piece]) -> Inside:
        return self._inside.get(group[0].mark, _NOWHERE)

    def _shape(self, key: int, group: Sequence[Piece]) -> Shape:
        where = self._where(group)
        text = "" if where.picture is not None else group[0].text
        return Shape(key, text, (union(piece.box for piece in group),), where.formula, where.cell)

    def _drawn(
        self, keys: Collection[int], textpage: pdfium.PdfTextPage
    ) -> dict[int, Sequence[Box]]:
        """Return the letters of runs of text, and the seen part of a picture as a whole."""
        groups = {key: self._groups[key] for key in keys}
        letters = letters_at(
            textpage, {address_of(piece.item) for group in groups.values() for piece in group}
        )
        drawn: dict[int, Sequence[Box]] = {}
        for key, group in groups.items():
            seen = [
                box
                for piece in group
                for box in _seen(piece, letters.get(address_of(piece.item), (piece.box,)))
            ]
            is_picture = self._where(group).picture is not None
            drawn[key] = [union(seen)] if is_picture and seen else seen
        return drawn


def _seen(piece: Piece, boxes: Sequence[Box]) -> Sequence[Box]:
    """Return the parts of boxes that nothing cuts off."""
    clip = clip_of(piece.item)
    if clip is None:
        return boxes
    inside = [common(box, clip) for box in boxes]
    return [box for box in inside if box[0] < box[2] and box[1] < box[3]]
