"""Cuts the face of the sites' formulas into parts: `python scripts/maths_faces.py FACE.woff2`.

A page loads the parts whose signs it has; most load the first, a sixth of the whole. Which signs
are in a part is said by the `unicode-range` of its rule in `diglot-formulas.css`. The face, STIX
Two Math, is at https://github.com/stipub/stixfonts; its licence lies beside the parts.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

SITE = Path(__file__).parent / "diglot/sphinxext/html/site/static"
SHEET = SITE / "diglot-formulas.css"

# Without features that text needs and formulas do not, such as small capitals. The names are
# OpenType's: https://learn.microsoft.com/typography/opentype/spec/featurelist
FEATURES = ["ccmp", "locl", "kern", "mark", "mkmk", "ssty", "dtls", "flac", "rtlm"]

_FACE = re.compile(r"@font-face\s*\{[^}]*url\(\"([^\"]+)\"\)[^}]*unicode-range:([^;]+);")
_RANGE = re.compile(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?")


def parts(sheet: str) -> Iterator[tuple[str, set[int]]]:
    """Yield the file of each part, relative to its style sheet, and its code points."""
    for address, ranges in _FACE.findall(sheet):
        signs: set[int] = set()
        for first, last in _RANGE.findall(ranges):
            signs.update(range(int(first, 16), int(last or first, 16) + 1))
        yield address, signs


def cut(source: Path, signs: set[int], target: Path) -> None:
    """Write the part of a face that has some code points, and all that they grow into."""
    options = subset.Options(hinting=False, layout_features=FEATURES, glyph_names=False)
    with TTFont(source) as font:
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=signs)
        cutter.subset(font)
        font.flavor = "woff2"
        font.save(target)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path)
    source = parser.parse_args().source
    with TTFont(source) as font:
        rest = set(font.getBestCmap())
    for address, signs in parts(SHEET.read_text("utf-8")):
        cut(source, signs, SITE / address)
        rest -= signs
        print(address, (SITE / address).stat().st_size)
    print("in no part:", " ".join(f"U+{sign:04X}" for sign in sorted(rest)) or "nothing")


if __name__ == "__main__":
    main()
