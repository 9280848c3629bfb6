"""MathML as Typst's mathematics: every sign is an escape, every function one of a few.

Nothing of a formula's text is taken over as Typst code. What MathML has that is not known here
is refused. Sources: https://www.w3.org/TR/mathml-core/ and
https://typst.app/docs/reference/math/
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from diglot.formulas import arrays, rows, scripts, tokens
from diglot.formulas.mathml import not_printed
from diglot.formulas.pieces import EMPTY, ElementWriter, Piece, joined


def to_typst(tree: etree._Element) -> str:
    """Return a ``<math>`` element as the inside of a Typst formula.

    Raises NotConverted for elements, attributes and styles that are not known here.
    """
    return joined(_pieces(tree)) or EMPTY


def _pieces(element: etree._Element) -> list[Piece]:
    write = _WRITERS.get(str(element.tag))
    if write is None:
        raise not_printed(f"<{element.tag!s}>")
    return write(element, _pieces)


_WRITERS: Mapping[str, ElementWriter] = {
    "math": rows.row,
    "semantics": rows.row,
    "mrow": rows.row,
    "mstyle": rows.row,
    "mi": tokens.identifier,
    "mn": tokens.number,
    "mo": tokens.operator,
    "mtext": tokens.words,
    "mspace": rows.spacing,
    "mpadded": rows.padded,
    "mphantom": rows.phantom,
    "menclose": rows.enclosed,
    "mfrac": scripts.fraction,
    "msqrt": scripts.square_root,
    "mroot": scripts.root,
    "msub": scripts.with_scripts("b"),
    "msup": scripts.with_scripts("t"),
    "msubsup": scripts.with_scripts("b", "t"),
    "mmultiscripts": scripts.multiscripts,
    "munder": scripts.with_limits("b"),
    "mover": scripts.with_limits("t"),
    "munderover": scripts.with_limits("b", "t"),
    "mtable": arrays.array,
}
