"""The parts of a row of a formula as Typst code, and the spaces between them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Protocol

from lxml import etree

EMPTY = '""'
"""An empty argument of Typst's."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a row: Typst code, and the spaces about it, in em, where MathML names them."""

    code: str
    before: float | None = None
    after: float | None = None
    usual: tuple[float, float] = (0.0, 0.0)
    """The spaces of the operator dictionary, which count where the other side names one."""


class Writer(Protocol):
    """Makes the pieces of any element: what those inside others are written with."""

    def __call__(self, element: etree._Element, /) -> list[Piece]:
        """Return the pieces of an element."""


class ElementWriter(Protocol):
    """Makes the pieces of an element of one kind."""

    def __call__(self, element: etree._Element, write: Writer, /) -> list[Piece]:
        """Return the pieces of an element; `write` is for those inside it."""


def inside(elements: Iterable[etree._Element], write: Writer) -> list[Piece]:
    """Return the pieces of elements, one after another."""
    return [piece for element in elements for piece in write(element)]


def code_of(element: etree._Element, write: Writer) -> str:
    """Return an element as an argument, which may not be empty."""
    return joined(write(element)) or EMPTY


def joined(pieces: Iterable[Piece]) -> str:
    """Return pieces with the spaces between them; where none is named, they are Typst's own."""
    written: list[str] = []
    last: Piece | None = None
    named: list[float] = []
    for piece in pieces:
        if not piece.code:
            named += [space for space in (piece.before, piece.after) if space is not None]
            continue
        space = _gap(last, named, piece)
        if space is not None and (space or last):
            written.append(space_of(space))
        written.append(piece.code)
        last, named = piece, []
    rest = sum(named) + ((last.after or 0) if last else 0)
    if rest:
        written.append(space_of(rest))
    return _side_by_side(written)


def _gap(last: Piece | None, named: list[float], piece: Piece) -> float | None:
    """Return the space before a piece; None where no side of it is named, but only usual."""
    after = last.after if last else None
    if not named and after is None and piece.before is None:
        return None
    if last is None:
        return sum(named) + (piece.before or 0)
    usual = (last.usual[1] if after is None else after) + (
        piece.usual[0] if piece.before is None else piece.before
    )
    return sum(named) + usual


def _side_by_side(codes: list[str]) -> str:
    """Return codes one after another: a space beside words would be seen."""
    written = ""
    for code in codes:
        apart = written[-1:].isalnum() and code[0].isalnum()
        written += f" {code}" if apart else code
    return written


def space_of(em: float) -> str:
    """Return a space of so many em."""
    return f"#h({em:.4g}em)"


def nested(function: str, code: str, arguments: str = "") -> str:
    """Return a formula, in Typst's `code`, as the content that a function with `arguments` takes.

    `arguments` have their brackets, as in ``(fill: red)``.
    """
    return f"#{function}{arguments}[${code}$]"


def escape(text: str) -> str:
    """Return signs as escapes, which mean nothing to Typst."""
    return "".join(f"\\u{{{ord(sign):x}}}" for sign in text)


def outer_spaces(pieces: list[Piece]) -> Piece:
    """Return the spaces about pieces that become one."""
    if not pieces:
        return Piece("")
    first, last = pieces[0], pieces[-1]
    return Piece("", first.before, last.after, (first.usual[0], last.usual[1]))


def bare(pieces: list[Piece]) -> str:
    """Return the code of pieces without the spaces about them."""
    if not pieces:
        return '""'
    first = replace(pieces[0], before=None)
    inner = [first, *pieces[1:]]
    inner[-1] = replace(inner[-1], after=None)
    return joined(inner) or '""'
