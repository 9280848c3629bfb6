"""The parts of the face of formulas: each sign is in one, and what grows is in the first."""

from __future__ import annotations

from fontTools.ttLib import TTFont

from maths_faces import SHEET, SITE, parts


def test_each_part_has_signs_of_its_own_and_the_first_those_that_grow() -> None:
    found = list(parts(SHEET.read_text("utf-8")))
    assert len(found) == 3
    known: set[int] = set()
    grown = []
    for address, signs in found:
        with TTFont(SITE / address) as font:
            # A part also has what its signs are mirrored to.
            names = {name for sign, name in font.getBestCmap().items() if sign in signs}
            variants = font["MATH"].table.MathVariants
            covered = [variants.VertGlyphCoverage, variants.HorizGlyphCoverage]
            growing = {name for coverage in covered if coverage for name in coverage.glyphs}
        assert len(names) > 500
        assert not known & signs
        known |= signs
        grown.append(bool(growing & names))
    assert grown == [True, False, False]
    # The space, the braces of LaTeX, the sum, a bold letter.
    assert {0x20, 0x7B, 0x2211, 0x1D400} <= known
    assert (SITE / found[0][0]).stat().st_size < 75_000
