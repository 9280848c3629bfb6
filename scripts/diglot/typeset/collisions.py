"""What is printed over something else on a page: over words, a picture, a border, a column."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import product

Box = tuple[float, float, float, float]
"""Left, bottom, right and top, in points from the lower left corner of the page."""

# Points. Letters that lean or are set close to each other meet by less.
_HAIR = 1.5
# Of the lower one's height, and points.
_LEAN, _MOST_LEAN = 0.2, 4
# Points. A line that ends so near a word's ends strikes it through, or underlines it.
_OWN_LINE = 6


class Beneath(Enum):
    """What something is printed over."""

    WORDS = "other words, or a picture"
    BORDER = "a line, or a side of a box"
    COLUMN = "the next column of its table"


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a cell is: its table, its row, and which of the row's cells it is."""

    table: int
    row: int
    cells: int
    column: int


@dataclass(frozen=True, slots=True)
class Shape:
    """A run of text, or a picture (without), on a page; its `key` tells it from others there.

    Its boxes are those of its letters, or one around them all. Parts of one formula may overlap.
    """

    key: int
    text: str
    boxes: tuple[Box, ...]
    formula: int | None = None
    cell: Cell | None = None


@dataclass(frozen=True, slots=True)
class Collision:
    """A shape that is printed over something; over which other one, if that is one."""

    shape: Shape
    beneath: Beneath
    other: Shape | None = None


Drawn = Callable[[Collection[int]], Mapping[int, Sequence[Box]]]
"""Tells of the shapes with such keys where they are seen: a box a letter, or one of a picture."""


def collisions(shapes: Sequence[Shape], borders: Sequence[Box], drawn: Drawn) -> list[Collision]:
    """Return what is printed over something on a page.

    Only where runs of text meet as they are set is it asked where their letters are drawn.
    """
    if not (meeting := _collisions(shapes, borders)):
        return []
    keys = {shape.key for found in meeting for shape in (found.shape, found.other) if shape}
    seen = drawn(keys)
    exact = [
        replace(shape, boxes=tuple(seen.get(shape.key, ()))) if shape.key in keys else shape
        for shape in shapes
    ]
    return _collisions([shape for shape in exact if shape.boxes], borders)


def _collisions(shapes: Sequence[Shape], borders: Sequence[Box]) -> list[Collision]:
    around = [(union(shape.boxes), shape) for shape in shapes]
    return [*_meeting(around), *_on_borders(around, borders), *_beyond_columns(around)]


Around = Sequence[tuple[Box, Shape]]


def _meeting(shapes: Around) -> Iterator[Collision]:
    """Yield each two shapes that cover a part of each other, from the foot of the page upwards."""
    level: list[tuple[Box, Shape]] = []
    for box, shape in sorted(shapes, key=lambda shape: shape[0][1]):
        level = [(below, other) for below, other in level if below[3] > box[1] + _HAIR]
        for below, other in level:
            if _overlap(below, box) and not _is_one_formula(shape, other):
                first, second = sorted((shape, other), key=lambda shape: shape.key)
                if any(_overlap(*parts) for parts in product(first.boxes, second.boxes)):
                    yield Collision(first, Beneath.WORDS, second)
        level.append((box, shape))


def _is_one_formula(first: Shape, second: Shape) -> bool:
    return first.formula is not None and first.formula == second.formula


def _on_borders(shapes: Around, borders: Sequence[Box]) -> Iterator[Collision]:
    """Yield the texts that a border goes through, but for lines that are their own."""
    for (left, bottom, right, top), shape in shapes:
        if not shape.text or shape.formula is not None:
            continue
        inside = (left + _HAIR, bottom + _HAIR, right - _HAIR, top - _HAIR)
        for border in borders:
            is_own = left - border[0] < _OWN_LINE and border[2] - right < _OWN_LINE
            if _touch(inside, border) and not (border[1] == border[3] and is_own):
                yield Collision(shape, Beneath.BORDER)
                break


def _beyond_columns(shapes: Around) -> Iterator[Collision]:
    """Yield what reaches beyond where any cell of the next column begins, or ends from the right.

    Rows with fewer cells than others have some that span columns, so that they tell nothing.
    """
    cells = [(box, shape, shape.cell) for box, shape in shapes if shape.cell]
    widest: dict[int, int] = {}
    for _, _, cell in cells:
        widest[cell.table] = max(cell.cells, widest.get(cell.table, 0))
    whole = [found for found in cells if found[2].cells == widest[found[2].table]]
    columns: dict[tuple[int, int], list[Box]] = defaultdict(list)
    for box, _, cell in whole:
        columns[cell.table, cell.column].append(box)
    extents = {column: union(boxes) for column, boxes in columns.items()}
    for box, shape, cell in whole:
        if beyond := extents.get((cell.table, cell.column + 1)):
            left, right = box[0] + _HAIR, box[2] - _HAIR
            if box[0] < beyond[0] < right or left < beyond[2] < box[2]:
                yield Collision(shape, Beneath.COLUMN)


def _overlap(first: Box, second: Box) -> bool:
    height = min(first[3] - first[1], second[3] - second[1])
    # A slanted f leans over the bracket after it.
    lean = min(max(_HAIR, _LEAN * height), _MOST_LEAN)
    return (
        min(first[2], second[2]) - max(first[0], second[0]) > lean
        and min(first[3], second[3]) - max(first[1], second[1]) > _HAIR
    )


def _touch(first: Box, second: Box) -> bool:
    left, bottom, right, top = common(first, second)
    return left <= right and bottom <= top


def union(boxes: Iterable[Box]) -> Box:
    """Return the smallest box that holds some."""
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def common(first: Box, second: Box) -> Box:
    """Return what two boxes have in common; it is turned inside out where that is nothing."""
    return (
        max(first[0], second[0]),
        max(first[1], second[1]),
        min(first[2], second[2]),
        min(first[3], second[3]),
    )
