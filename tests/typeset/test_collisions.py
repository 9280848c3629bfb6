"""What is printed over something on a page, and what only looks like it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from diglot.typeset.collisions import Beneath, Box, Cell, Shape, collisions

LINE = Shape(0, "一行字", ((100, 500, 200, 510),))


def found(
    *shapes: Shape, borders: Sequence[Box] = (), drawn: Mapping[int, Sequence[Box]] | None = None
) -> list[tuple[int, Beneath]]:
    def ask(keys: Collection[int]) -> Mapping[int, Sequence[Box]]:
        return {key: (drawn or {}).get(key, shapes[key].boxes) for key in keys}

    return [
        (collision.shape.key, collision.beneath) for collision in collisions(shapes, borders, ask)
    ]


def shape(key: int, *boxes: Box, formula: int | None = None, cell: Cell | None = None) -> Shape:
    return Shape(key, "字", boxes, formula, cell)


def test_lines_under_each_other_may_touch() -> None:
    assert found(LINE, shape(1, (100, 509, 200, 519))) == []
    assert found(LINE, shape(1, (100, 506, 200, 516))) == [(0, Beneath.WORDS)]


def test_slanted_letters_may_lean_over_the_next() -> None:
    assert found(LINE, shape(1, (198.1, 500, 210, 510))) == []
    assert found(LINE, shape(1, (197.9, 500, 210, 510))) == [(0, Beneath.WORDS)]


def test_only_letters_that_are_drawn_count() -> None:
    mark = shape(1, (195, 505, 200, 510))
    assert found(LINE, mark) == [(0, Beneath.WORDS)]
    assert found(LINE, mark, drawn={0: [(100, 500, 190, 510)]}) == []
    # All of it is cut off.
    assert found(LINE, mark, drawn={1: []}) == []


def test_parts_of_one_formula_may_overlap() -> None:
    parts = [shape(key, (100, 500, 110, 510), formula=key // 2) for key in range(4)]
    assert found(*parts[:2]) == []
    assert sorted(key for key, _ in found(*parts)) == [0, 0, 1, 1]


def test_a_line_may_strike_its_own_words_through() -> None:
    assert found(LINE, borders=[(98, 504, 202, 504)]) == []
    assert found(LINE, borders=[(98, 504, 300, 504)]) == [(0, Beneath.BORDER)]
    assert found(LINE, borders=[(98, 499, 300, 499), (99, 400, 99, 600)]) == []
    assert found(LINE, borders=[(150, 400, 150, 600)]) == [(0, Beneath.BORDER)]


def cell(key: int, row: int, column: int, box: Box, cells: int = 2) -> Shape:
    return shape(key, box, cell=Cell(1, row, cells, column))


def test_words_stay_in_their_column() -> None:
    first, second = cell(0, 1, 0, (100, 500, 140, 510)), cell(1, 1, 1, (150, 500, 180, 510))
    assert found(first, second, cell(2, 2, 0, (100, 480, 150, 490))) == []
    # Beside it is an empty cell.
    assert found(first, second, cell(2, 2, 0, (100, 480, 155, 490))) == [(2, Beneath.COLUMN)]
    # It spans both columns.
    assert found(first, second, cell(2, 2, 0, (100, 480, 155, 490), cells=1)) == []
    # Columns go from right to left.
    left = [cell(0, 1, 0, (150, 500, 180, 510)), cell(1, 1, 1, (100, 500, 140, 510))]
    assert found(*left, cell(2, 2, 0, (135, 480, 180, 490))) == [(2, Beneath.COLUMN)]
